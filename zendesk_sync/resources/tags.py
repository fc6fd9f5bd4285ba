# Written by tools/mirror.py from zendesk_async/resources/tags.py: change that one, then run `make mirror`.

"""Tags: the account's, and those of tickets, users and organizations."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.common import Count
from zendesk_async.models.tags import Tag, TagsGuard
from zendesk_async.resources.tags import Tags as AsyncTags
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Tags(Resource[AsyncTags]):
    """Tags: the account's, and those of tickets, users and organizations.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/tags/
    """

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
            self._async.list(
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def count(self) -> Count:
        """Count the account's tags."""
        return self._wait(self._async.count())

    def autocomplete(self, name: str, *, page: int | None = None, per_page: int | None = None) -> Paginator[str]:
        """Iterate over the tags in which a word begins with this, 15 at most.

        `name` needs two characters.
        """
        return self._paginate(self._async.autocomplete(name, page=page, per_page=per_page))

    def autocomplete_by_post(self, name: str, *, per_page: int | None = None) -> builtins.list[str]:
        """Return the tags in which a word begins with this: `autocomplete` with the text in the body."""
        return self._wait(self._async.autocomplete_by_post(name, per_page=per_page))

    def list_by_ticket(self, ticket_id: int) -> builtins.list[str]:
        """Return the tags of a ticket."""
        return self._wait(self._async.list_by_ticket(ticket_id))

    def set_on_ticket(self, ticket_id: int, tags: Sequence[str], **guard: Unpack[TagsGuard]) -> builtins.list[str]:
        """Replace the tags of a ticket; return them.

        Raises `UpdateConflict` when `safe_update` is given and the ticket was changed since `updated_stamp`.
        """
        return self._wait(self._async.set_on_ticket(ticket_id, tags, **guard))

    def add_to_ticket(self, ticket_id: int, tags: Sequence[str], **guard: Unpack[TagsGuard]) -> builtins.list[str]:
        """Add tags to a ticket; return all it has.

        Raises `UpdateConflict` when `safe_update` is given and the ticket was changed since `updated_stamp`.
        """
        return self._wait(self._async.add_to_ticket(ticket_id, tags, **guard))

    def remove_from_ticket(self, ticket_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Remove tags from a ticket; return those left."""
        return self._wait(self._async.remove_from_ticket(ticket_id, tags))

    def list_by_user(self, user_id: int) -> builtins.list[str]:
        """Return the tags of a user."""
        return self._wait(self._async.list_by_user(user_id))

    def set_on_user(self, user_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Replace the tags of a user; return them."""
        return self._wait(self._async.set_on_user(user_id, tags))

    def add_to_user(self, user_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Add tags to a user; return all the user has."""
        return self._wait(self._async.add_to_user(user_id, tags))

    def remove_from_user(self, user_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Remove tags from a user; return those left."""
        return self._wait(self._async.remove_from_user(user_id, tags))

    def list_by_organization(self, organization_id: int) -> builtins.list[str]:
        """Return the tags of an organization."""
        return self._wait(self._async.list_by_organization(organization_id))

    def set_on_organization(self, organization_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Replace the tags of an organization; return them."""
        return self._wait(self._async.set_on_organization(organization_id, tags))

    def add_to_organization(self, organization_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Add tags to an organization; return all it has."""
        return self._wait(self._async.add_to_organization(organization_id, tags))

    def remove_from_organization(self, organization_id: int, tags: Sequence[str]) -> builtins.list[str]:
        """Remove tags from an organization; return those left."""
        return self._wait(self._async.remove_from_organization(organization_id, tags))
