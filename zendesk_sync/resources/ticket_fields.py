# Written by tools/mirror.py from zendesk_async/resources/ticket_fields.py: change that one, then run `make mirror`.

"""Ticket fields: the account's own and the system's, with the options of drop-downs."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.common import Count
from zendesk_async.models.custom_fields import CustomFieldOption, CustomFieldOptionCreate
from zendesk_async.models.ticket_fields import (
    TicketField,
    TicketFieldCreate,
    TicketFieldSideload,
    TicketFieldUpdate,
    TicketSchema,
)
from zendesk_async.resources.ticket_fields import TicketFields as AsyncTicketFields
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TicketFields(Resource[AsyncTicketFields]):
    """Ticket fields: the account's own and the system's, with the options of drop-downs.

    Agents and end users may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/
    """

    def list(
        self,
        *,
        locale: str | None = None,
        creator: bool | None = None,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[TicketFieldSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[TicketField]:
        """Iterate over the fields of tickets, by position.

        Without paging Zendesk answers with all of them at once. `creator` adds `creator_user_id` and
        `creator_app_name`; `locale` chooses the language of titles.
        """
        return self._paginate(
            self._async.list(
                locale=locale,
                creator=creator,
                include_boundary_indicators=include_boundary_indicators,
                include_item_cursors=include_item_cursors,
                include=include,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
            )
        )

    def count(self) -> Count:
        """Count the fields of tickets."""
        return self._wait(self._async.count())

    def show(
        self, ticket_field_id: int, *, creator: bool | None = None, include: Sequence[TicketFieldSideload] = ()
    ) -> TicketField:
        """Return one field of tickets."""
        return self._wait(self._async.show(ticket_field_id, creator=creator, include=include))

    def show_many(
        self,
        ids: Sequence[int] = (),
        *,
        keys: Sequence[str] = (),
        creator: bool | None = None,
        exclude_sub_selection_options: bool | None = None,
        include: Sequence[TicketFieldSideload] = (),
    ) -> builtins.list[TicketField]:
        """Return the fields with these ids or keys, 100 at most.

        `exclude_sub_selection_options` leaves out the options of nested drop-downs.
        """
        return self._wait(
            self._async.show_many(
                ids,
                keys=keys,
                creator=creator,
                exclude_sub_selection_options=exclude_sub_selection_options,
                include=include,
            )
        )

    def create(self, **ticket_field: Unpack[TicketFieldCreate]) -> TicketField:
        """Create a field. It doesn't stand on any form but the default one.

        An account has room for 400 fields. Admins only.
        """
        return self._wait(self._async.create(**ticket_field))

    def update(
        self, ticket_field_id: int, /, *, creator: bool | None = None, **ticket_field: Unpack[TicketFieldUpdate]
    ) -> TicketField:
        """Change a field. `custom_field_options`, when given, must name all options: what is missing is removed.

        Admins only.
        """
        return self._wait(self._async.update(ticket_field_id, creator=creator, **ticket_field))

    def delete(self, ticket_field_id: int, *, creator: bool | None = None) -> None:
        """Delete a field, and its values with it.

        Admins only.
        """
        self._wait(self._async.delete(ticket_field_id, creator=creator))

    def reorder(self, ticket_field_ids: Sequence[int]) -> None:
        """Put the fields into this order.

        Admins only.
        """
        self._wait(self._async.reorder(ticket_field_ids))

    def list_options(
        self,
        ticket_field_id: int,
        *,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[CustomFieldOption]:
        """Iterate over the options of a drop-down field."""
        return self._paginate(
            self._async.list_options(
                ticket_field_id,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show_option(self, ticket_field_id: int, ticket_field_option_id: int) -> CustomFieldOption:
        """Return one option of a drop-down field."""
        return self._wait(self._async.show_option(ticket_field_id, ticket_field_option_id))

    def create_or_update_option(
        self, ticket_field_id: int, /, **custom_field_option: Unpack[CustomFieldOptionCreate]
    ) -> CustomFieldOption:
        """Add an option to a drop-down field, or change the one whose `id` is given.

        A field has room for 2,000 options; 100 requests a minute. Admins only.
        """
        return self._wait(self._async.create_or_update_option(ticket_field_id, **custom_field_option))

    def delete_option(self, ticket_field_id: int, ticket_field_option_id: int) -> None:
        """Delete an option of a drop-down field.

        Admins only.
        """
        self._wait(self._async.delete_option(ticket_field_id, ticket_field_option_id))

    def load(self, *, reload: bool = False) -> TicketSchema:
        """Return the fields of tickets as a schema: values by title, key or id, in the fields' types, with checks.

        They are read once and kept by the client, whose records then find values by title too (`ticket.fields["Order number"]`).
        `reload` reads them anew.
        """
        return self._wait(self._async.load(reload=reload))
