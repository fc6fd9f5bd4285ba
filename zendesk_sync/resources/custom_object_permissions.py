# Written by tools/mirror.py from zendesk_async/resources/custom_object_permissions.py: change that one, then run `make mirror`.

"""Custom object permissions: who may do what with which records."""

from typing import Unpack

from zendesk_async.models.custom_object_permissions import (
    AccessRule,
    AccessRuleCreate,
    AccessRuleUpdate,
    PermissionPolicy,
    PermissionPolicyUpdate,
)
from zendesk_async.models.rule_definitions import RuleDefinitions
from zendesk_async.resources.custom_object_permissions import CustomObjectPermissions as AsyncCustomObjectPermissions
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class CustomObjectPermissions(Resource[AsyncCustomObjectPermissions]):
    """Custom object permissions: who may do what with which records.

    Admins may call these.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/permissions/
    """

    def list_access_rules(self, custom_object_key: str) -> Paginator[AccessRule]:
        """Iterate over the access rules of a custom object."""
        return self._paginate(self._async.list_access_rules(custom_object_key))

    def show_access_rule(self, custom_object_key: str, id: int) -> AccessRule:
        """Return one access rule."""
        return self._wait(self._async.show_access_rule(custom_object_key, id))

    def show_access_rule_definitions(self, custom_object_key: str) -> RuleDefinitions:
        """Return the conditions that access rules of a custom object can have."""
        return self._wait(self._async.show_access_rule_definitions(custom_object_key))

    def create_access_rule(self, custom_object_key: str, /, **access_rule: Unpack[AccessRuleCreate]) -> AccessRule:
        """Create an access rule."""
        return self._wait(self._async.create_access_rule(custom_object_key, **access_rule))

    def update_access_rule(
        self, custom_object_key: str, id: int, /, **access_rule: Unpack[AccessRuleUpdate]
    ) -> AccessRule:
        """Change an access rule."""
        return self._wait(self._async.update_access_rule(custom_object_key, id, **access_rule))

    def delete_access_rule(self, custom_object_key: str, id: int) -> None:
        """Delete an access rule. Refused while a permission policy uses it."""
        self._wait(self._async.delete_access_rule(custom_object_key, id))

    def list_policies(self, custom_object_key: str) -> Paginator[PermissionPolicy]:
        """Iterate over the permission policies of a custom object, one for each role."""
        return self._paginate(self._async.list_policies(custom_object_key))

    def show_policy(self, custom_object_key: str, id: str) -> PermissionPolicy:
        """Return one permission policy, by its role's id."""
        return self._wait(self._async.show_policy(custom_object_key, id))

    def update_policy(
        self, custom_object_key: str, id: str, /, **policy: Unpack[PermissionPolicyUpdate]
    ) -> PermissionPolicy:
        """Change what a role may do with the records of a custom object."""
        return self._wait(self._async.update_policy(custom_object_key, id, **policy))
