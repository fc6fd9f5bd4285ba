"""Organization fields: the account's own fields of organizations."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.field_schemas import load_fields
from zendesk_async.models.organization_fields import (
    OrganizationField,
    OrganizationFieldCreate,
    OrganizationFieldUpdate,
    OrganizationSchema,
)
from zendesk_async.pagination import Paginator


class OrganizationFields(Resource, scope="organizations"):
    """Organization fields: the account's own fields of organizations.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organization_fields/
    """

    _list = Operation(
        "ListOrganizationFields",
        "GET /api/v2/organization_fields",
        OrganizationField,
        key="organization_fields",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        *,
        resolve_dc: bool | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[OrganizationField]:
        """Iterate over the fields of organizations, by position.

        `resolve_dc` replaces the placeholders of dynamic content in titles and descriptions.
        """
        return self._paginate(
            self._list,
            resolve_dc=resolve_dc,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowOrganizationField",
        "GET /api/v2/organization_fields/{organization_field_id}",
        OrganizationField,
        key="organization_field",
    )

    async def show(self, organization_field_id: int | str) -> OrganizationField:
        """Return one organization field."""
        return await self._call(self._show, organization_field_id=organization_field_id)

    _create = Operation(
        "CreateOrganizationField",
        "POST /api/v2/organization_fields",
        OrganizationField,
        key="organization_field",
        body="organization_field",
    )

    async def create(self, **organization_field: Unpack[OrganizationFieldCreate]) -> OrganizationField:
        """Create an organization field."""
        return await self._call(self._create, body=organization_field)

    _update = Operation(
        "UpdateOrganizationField",
        "PUT /api/v2/organization_fields/{organization_field_id}",
        OrganizationField,
        key="organization_field",
        body="organization_field",
    )

    async def update(
        self, organization_field_id: int | str, /, **organization_field: Unpack[OrganizationFieldUpdate]
    ) -> OrganizationField:
        """Change an organization field.

        Options, when given, replace all there are: those with an `id` are kept, those left out are removed, and so
        are their values on organizations.
        """
        return await self._call(self._update, organization_field_id=organization_field_id, body=organization_field)

    _reorder = Operation("ReorderOrganizationField", "PUT /api/v2/organization_fields/reorder", NoContent)

    async def reorder(self, organization_field_ids: Sequence[int]) -> None:
        """Give the organization fields a new order: the ids of all of them."""
        await self._call(self._reorder, body={"organization_field_ids": organization_field_ids})

    _delete = Operation(
        "DeleteOrganizationField", "DELETE /api/v2/organization_fields/{organization_field_id}", NoContent
    )

    async def delete(self, organization_field_id: int | str) -> None:
        """Delete an organization field, and its value on every organization."""
        await self._call(self._delete, organization_field_id=organization_field_id)

    async def load(self, *, reload: bool = False) -> OrganizationSchema:
        """Return the fields of organizations as a schema: values by title, key or id, in the fields' types, with checks.

        They are read once and kept by the client, whose records then find values by title too (`custom_field`).
        `reload` reads them anew.
        """
        return await load_fields(self._client, "organization_fields", self.list(), OrganizationSchema, reload)
