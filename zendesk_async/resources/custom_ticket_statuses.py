"""Custom ticket statuses: the account's own names for the states of tickets."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.custom_ticket_statuses import (
    CustomStatus,
    CustomStatusCreate,
    CustomStatusUpdate,
    StatusCategory,
)
from zendesk_async.models.ticket_form_statuses import CustomStatusForm, TicketFormStatus


class CustomTicketStatuses(Resource):
    """Custom ticket statuses: the account's own names for the states of tickets.

    Anybody may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/
    """

    _list = Operation("ListCustomStatuses", "GET /api/v2/custom_statuses", CustomStatus, key="custom_statuses")

    async def list(
        self,
        *,
        status_categories: Sequence[StatusCategory] = (),
        active: bool | None = None,
        default: bool | None = None,
    ) -> builtins.list[CustomStatus]:
        """Return the custom statuses. They always come all at once.

        `status_categories` asks for those of some categories.
        """
        return await self._call_list(self._list, status_categories=status_categories, active=active, default=default)

    _show = Operation(
        "ShowCustomStatus", "GET /api/v2/custom_statuses/{custom_status_id}", CustomStatus, key="custom_status"
    )

    async def show(self, custom_status_id: int) -> CustomStatus:
        """Return one custom status."""
        return await self._call(self._show, custom_status_id=custom_status_id)

    _create = Operation(
        "CreateCustomStatus", "POST /api/v2/custom_statuses", CustomStatus, key="custom_status", body="custom_status"
    )

    async def create(self, **custom_status: Unpack[CustomStatusCreate]) -> CustomStatus:
        """Create a custom status."""
        return await self._call(self._create, body=custom_status)

    _update = Operation(
        "UpdateCustomStatus",
        "PUT /api/v2/custom_statuses/{custom_status_id}",
        CustomStatus,
        key="custom_status",
        body="custom_status",
    )

    async def update(self, custom_status_id: int, /, **custom_status: Unpack[CustomStatusUpdate]) -> CustomStatus:
        """Change a custom status. The default of a category can't be switched off."""
        return await self._call(self._update, custom_status_id=custom_status_id, body=custom_status)

    _update_default_many = Operation(
        "BulkUpdateDefaultCustomStatus",
        "PUT /api/v2/custom_status/default",
        NoContent,
        write_class=WriteClass.IDEMPOTENT,
    )

    async def update_default_many(self, ids: Sequence[int]) -> None:
        """Make these custom statuses the defaults of their categories."""
        await self._call(self._update_default_many, body={"ids": ",".join(map(str, ids))})

    _create_ticket_form_statuses = Operation(
        "CreateTicketFormStatusesForCustomStatus",
        "POST /api/v2/custom_statuses/{custom_status_id}/ticket_form_statuses",
        TicketFormStatus,
        key="ticket_form_statuses",
        batch="ticket_form_status",
    )

    async def create_ticket_form_statuses(
        self, custom_status_id: int, ticket_form_status: Sequence[CustomStatusForm]
    ) -> builtins.list[TicketFormStatus]:
        """Add a custom status to forms; return what was added."""
        return await self._call_list(
            self._create_ticket_form_statuses, custom_status_id=custom_status_id, body=ticket_form_status
        )

    _delete = Operation("DeleteCustomStatus", "DELETE /api/v2/custom_statuses/{custom_status_id}", NoContent)

    async def delete(self, custom_status_id: int) -> None:
        """Delete a custom status. Refused while tickets that aren't closed have it."""
        await self._call(self._delete, custom_status_id=custom_status_id)
