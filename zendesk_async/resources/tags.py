"""Tags: the account's, and those of tickets, users and organizations."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.common import Count
from zendesk_async.models.tags import Tag, TagsGuard
from zendesk_async.pagination import Paginator


class Tags(Resource):
    """Tags: the account's, and those of tickets, users and organizations.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/tags/
    """

    _list = Operation(
        "ListTags", "GET /api/v2/tags", Tag, key="tags", paging=Paging.CURSOR_OR_OFFSET, limit="tags-index"
    )

    def list(
        self,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Tag]:
        """Iterate over the account's tags, most used first: the 20,000 used most in the last 60 days."""
        return self._paginate(
            self._list,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count = Operation("CountTags", "GET /api/v2/tags/count", Count, key="count")

    async def count(self) -> Count:
        """Count the account's tags."""
        return await self._call(self._count)

    _autocomplete = Operation(
        "AutocompleteTags", "GET /api/v2/autocomplete/tags", str, key="tags", paging=Paging.OFFSET
    )

    def autocomplete(self, name: str, *, page: int | None = None, per_page: int | None = None) -> Paginator[str]:
        """Iterate over the tags in which a word begins with this, 15 at most.

        `name` needs two characters.
        """
        return self._paginate(self._autocomplete, name=name, page=page, per_page=per_page)

    _autocomplete_by_post = Operation(
        "AutocompleteTagsPost", "POST /api/v2/autocomplete/tags", str, key="tags", write_class=WriteClass.SAFE
    )

    async def autocomplete_by_post(self, name: str, *, per_page: int | None = None) -> builtins.list[str]:
        """Return the tags in which a word begins with this: `autocomplete` with the text in the body."""
        return await self._call_list(self._autocomplete_by_post, per_page=per_page, body={"name": name})

    _list_by_ticket = Operation(
        "ListResourceTags", "GET /api/v2/tickets/{ticket_id}/tags", str, key="tags", scope="tickets:read"
    )

    async def list_by_ticket(self, ticket_id: int) -> builtins.list[str]:
        """Return the tags of a ticket."""
        return await self._call_list(self._list_by_ticket, ticket_id=ticket_id)

    _set_on_ticket = Operation(
        "SetTagsTicket",
        "POST /api/v2/tickets/{ticket_id}/tags",
        str,
        key="tags",
        write_class=WriteClass.IDEMPOTENT,
        scope="tickets:write",
        limit="per-ticket-updates",
    )

    async def set_on_ticket(
        self, ticket_id: int, tags: Sequence[str], **guard: Unpack[TagsGuard]
    ) -> builtins.list[str]:
        """Replace the tags of a ticket; return them.

        Raises `UpdateConflict` when `safe_update` is given and the ticket was changed since `updated_stamp`.
        """
        return await self._call_list(self._set_on_ticket, ticket_id=ticket_id, body={"tags": tags, **guard})

    _add_to_ticket = Operation(
        "PutTagsTicket",
        "PUT /api/v2/tickets/{ticket_id}/tags",
        str,
        key="tags",
        scope="tickets:write",
        limit="per-ticket-updates",
    )

    async def add_to_ticket(
        self, ticket_id: int, tags: Sequence[str], **guard: Unpack[TagsGuard]
    ) -> builtins.list[str]:
        """Add tags to a ticket; return all it has.

        Raises `UpdateConflict` when `safe_update` is given and the ticket was changed since `updated_stamp`.
        """
        return await self._call_list(self._add_to_ticket, ticket_id=ticket_id, body={"tags": tags, **guard})

    _remove_from_ticket = Operation(
        "DeleteTagsTicket",
        "DELETE /api/v2/tickets/{ticket_id}/tags",
        str,
        key="tags",
        scope="tickets:write",
        limit="per-ticket-updates",
    )

    async def remove_from_ticket(self, ticket_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Remove tags from a ticket; return those left."""
        return await self._call_list(self._remove_from_ticket, ticket_id=ticket_id, body={"tags": tags})

    _list_by_user = Operation("ListUserTags", "GET /api/v2/users/{user_id}/tags", str, key="tags", scope="users:read")

    async def list_by_user(self, user_id: int) -> builtins.list[str]:
        """Return the tags of a user."""
        return await self._call_list(self._list_by_user, user_id=user_id)

    _set_on_user = Operation(
        "SetUserTags",
        "POST /api/v2/users/{user_id}/tags",
        str,
        key="tags",
        write_class=WriteClass.IDEMPOTENT,
        scope="users:write",
    )

    async def set_on_user(self, user_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Replace the tags of a user; return them."""
        return await self._call_list(self._set_on_user, user_id=user_id, body={"tags": tags})

    _add_to_user = Operation("PutUserTags", "PUT /api/v2/users/{user_id}/tags", str, key="tags", scope="users:write")

    async def add_to_user(self, user_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Add tags to a user; return all the user has."""
        return await self._call_list(self._add_to_user, user_id=user_id, body={"tags": tags})

    _remove_from_user = Operation(
        "DeleteUserTags", "DELETE /api/v2/users/{user_id}/tags", str, key="tags", scope="users:write"
    )

    async def remove_from_user(self, user_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Remove tags from a user; return those left."""
        return await self._call_list(self._remove_from_user, user_id=user_id, body={"tags": tags})

    _list_by_organization = Operation(
        "ListOrganizationTags",
        "GET /api/v2/organizations/{organization_id}/tags",
        str,
        key="tags",
        scope="organizations:read",
    )

    async def list_by_organization(self, organization_id: int) -> builtins.list[str]:
        """Return the tags of an organization."""
        return await self._call_list(self._list_by_organization, organization_id=organization_id)

    _set_on_organization = Operation(
        "SetOrganizationTags",
        "POST /api/v2/organizations/{organization_id}/tags",
        str,
        key="tags",
        write_class=WriteClass.IDEMPOTENT,
        scope="organizations:write",
    )

    async def set_on_organization(self, organization_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Replace the tags of an organization; return them."""
        return await self._call_list(self._set_on_organization, organization_id=organization_id, body={"tags": tags})

    _add_to_organization = Operation(
        "AddOrganizationTags",
        "PUT /api/v2/organizations/{organization_id}/tags",
        str,
        key="tags",
        scope="organizations:write",
    )

    async def add_to_organization(self, organization_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Add tags to an organization; return all it has."""
        return await self._call_list(self._add_to_organization, organization_id=organization_id, body={"tags": tags})

    _remove_from_organization = Operation(
        "RemoveOrganizationTags",
        "DELETE /api/v2/organizations/{organization_id}/tags",
        str,
        key="tags",
        scope="organizations:write",
    )

    async def remove_from_organization(self, organization_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Remove tags from an organization; return those left."""
        return await self._call_list(
            self._remove_from_organization, organization_id=organization_id, body={"tags": tags}
        )
