# Written by tools/mirror.py from zendesk_async/resources/organization_fields.py: change that one, then run `make mirror`.

"""Organization fields: the account's own fields of organizations."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.organization_fields import (
    OrganizationField,
    OrganizationFieldCreate,
    OrganizationFieldUpdate,
    OrganizationSchema,
)
from zendesk_async.resources.organization_fields import OrganizationFields as AsyncOrganizationFields
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class OrganizationFields(Resource[AsyncOrganizationFields]):
    """Organization fields: the account's own fields of organizations.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organization_fields/
    """

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
            self._async.list(
                resolve_dc=resolve_dc,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, organization_field_id: int | str) -> OrganizationField:
        """Return one organization field."""
        return self._wait(self._async.show(organization_field_id))

    def create(self, **organization_field: Unpack[OrganizationFieldCreate]) -> OrganizationField:
        """Create an organization field."""
        return self._wait(self._async.create(**organization_field))

    def update(
        self, organization_field_id: int | str, /, **organization_field: Unpack[OrganizationFieldUpdate]
    ) -> OrganizationField:
        """Change an organization field.

        Options, when given, replace all there are: those with an `id` are kept, those left out are removed, and so
        are their values on organizations.
        """
        return self._wait(self._async.update(organization_field_id, **organization_field))

    def reorder(self, organization_field_ids: Sequence[int]) -> None:
        """Give the organization fields a new order: the ids of all of them."""
        self._wait(self._async.reorder(organization_field_ids))

    def delete(self, organization_field_id: int | str) -> None:
        """Delete an organization field, and its value on every organization."""
        self._wait(self._async.delete(organization_field_id))

    def load(self, *, reload: bool = False) -> OrganizationSchema:
        """Return the fields of organizations as a schema: values by title, key or id, in the fields' types, with checks.

        They are read once and kept by the client, whose records then find values by title too (`custom_field`).
        `reload` reads them anew.
        """
        return self._wait(self._async.load(reload=reload))
