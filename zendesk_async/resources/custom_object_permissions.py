"""Custom object permissions: who may do what with which records."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.custom_object_permissions import (
    AccessRule,
    AccessRuleCreate,
    AccessRuleUpdate,
    PermissionPolicy,
    PermissionPolicyUpdate,
)
from zendesk_async.models.rule_definitions import RuleDefinitions
from zendesk_async.pagination import Paginator


class CustomObjectPermissions(Resource, scope="custom_objects"):
    """Custom object permissions: who may do what with which records.

    Admins may call these.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/permissions/
    """

    _list_access_rules = Operation(
        "ListAccessRules",
        "GET /api/v2/custom_objects/{custom_object_key}/access_rules",
        AccessRule,
        key="access_rules",
        paging=Paging.SINGLE,
    )

    def list_access_rules(self, custom_object_key: str) -> Paginator[AccessRule]:
        """Iterate over the access rules of a custom object."""
        return self._paginate(self._list_access_rules, custom_object_key=custom_object_key)

    _show_access_rule = Operation(
        "ShowAccessRule",
        "GET /api/v2/custom_objects/{custom_object_key}/access_rules/{id}",
        AccessRule,
        key="access_rule",
    )

    async def show_access_rule(self, custom_object_key: str, id: int) -> AccessRule:
        """Return one access rule."""
        return await self._call(self._show_access_rule, custom_object_key=custom_object_key, id=id)

    _show_access_rule_definitions = Operation(
        "ListAccessRuleDefinitions",
        "GET /api/v2/custom_objects/{custom_object_key}/access_rules/definitions",
        RuleDefinitions,
        key="definitions",
    )

    async def show_access_rule_definitions(self, custom_object_key: str) -> RuleDefinitions:
        """Return the conditions that access rules of a custom object can have."""
        return await self._call(self._show_access_rule_definitions, custom_object_key=custom_object_key)

    _create_access_rule = Operation(
        "CreateAccessRule",
        "POST /api/v2/custom_objects/{custom_object_key}/access_rules",
        AccessRule,
        key="access_rule",
        body="access_rule",
    )

    async def create_access_rule(
        self, custom_object_key: str, /, **access_rule: Unpack[AccessRuleCreate]
    ) -> AccessRule:
        """Create an access rule."""
        return await self._call(self._create_access_rule, custom_object_key=custom_object_key, body=access_rule)

    _update_access_rule = Operation(
        "UpdateAccessRule",
        "PATCH /api/v2/custom_objects/{custom_object_key}/access_rules/{id}",
        AccessRule,
        key="access_rule",
        body="access_rule",
    )

    async def update_access_rule(
        self, custom_object_key: str, id: int, /, **access_rule: Unpack[AccessRuleUpdate]
    ) -> AccessRule:
        """Change an access rule."""
        return await self._call(self._update_access_rule, custom_object_key=custom_object_key, id=id, body=access_rule)

    _delete_access_rule = Operation(
        "DeleteAccessRule", "DELETE /api/v2/custom_objects/{custom_object_key}/access_rules/{id}", NoContent
    )

    async def delete_access_rule(self, custom_object_key: str, id: int) -> None:
        """Delete an access rule. Refused while a permission policy uses it."""
        await self._call(self._delete_access_rule, custom_object_key=custom_object_key, id=id)

    _list_policies = Operation(
        "ListPermissionPolicies",
        "GET /api/v2/custom_objects/{custom_object_key}/permission_policies",
        PermissionPolicy,
        key="policies",
        paging=Paging.SINGLE,
    )

    def list_policies(self, custom_object_key: str) -> Paginator[PermissionPolicy]:
        """Iterate over the permission policies of a custom object, one for each role."""
        return self._paginate(self._list_policies, custom_object_key=custom_object_key)

    _show_policy = Operation(
        "ShowPermissionPolicy",
        "GET /api/v2/custom_objects/{custom_object_key}/permission_policies/{id}",
        PermissionPolicy,
        key="policy",
    )

    async def show_policy(self, custom_object_key: str, id: str) -> PermissionPolicy:
        """Return one permission policy, by its role's id."""
        return await self._call(self._show_policy, custom_object_key=custom_object_key, id=id)

    _update_policy = Operation(
        "UpdatePermissionPolicy",
        "PATCH /api/v2/custom_objects/{custom_object_key}/permission_policies/{id}",
        PermissionPolicy,
        key="policy",
        body="policy",
    )

    async def update_policy(
        self, custom_object_key: str, id: str, /, **policy: Unpack[PermissionPolicyUpdate]
    ) -> PermissionPolicy:
        """Change what a role may do with the records of a custom object."""
        return await self._call(self._update_policy, custom_object_key=custom_object_key, id=id, body=policy)
