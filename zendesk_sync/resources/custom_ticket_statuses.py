# Written by tools/mirror.py from zendesk_async/resources/custom_ticket_statuses.py: change that one, then run `make mirror`.

"""Custom ticket statuses: the account's own names for the states of tickets."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.custom_ticket_statuses import (
    CustomStatus,
    CustomStatusCreate,
    CustomStatusUpdate,
    StatusCategory,
)
from zendesk_async.models.ticket_form_statuses import CustomStatusForm, TicketFormStatus
from zendesk_async.resources.custom_ticket_statuses import CustomTicketStatuses as AsyncCustomTicketStatuses
from zendesk_sync._resource import Resource


class CustomTicketStatuses(Resource[AsyncCustomTicketStatuses]):
    """Custom ticket statuses: the account's own names for the states of tickets.

    Anybody may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/
    """

    def list(
        self,
        *,
        status_categories: Sequence[StatusCategory] = (),
        active: bool | None = None,
        default: bool | None = None,
    ) -> builtins.list[CustomStatus]:
        """Return the custom statuses. They always come all at once.

        `status_categories` asks for those of some categories.
        """
        return self._wait(self._async.list(status_categories=status_categories, active=active, default=default))

    def show(self, custom_status_id: int) -> CustomStatus:
        """Return one custom status."""
        return self._wait(self._async.show(custom_status_id))

    def create(self, **custom_status: Unpack[CustomStatusCreate]) -> CustomStatus:
        """Create a custom status."""
        return self._wait(self._async.create(**custom_status))

    def update(self, custom_status_id: int, /, **custom_status: Unpack[CustomStatusUpdate]) -> CustomStatus:
        """Change a custom status. The default of a category can't be switched off."""
        return self._wait(self._async.update(custom_status_id, **custom_status))

    def update_default_many(self, ids: Sequence[int]) -> None:
        """Make these custom statuses the defaults of their categories."""
        self._wait(self._async.update_default_many(ids))

    def create_ticket_form_statuses(
        self, custom_status_id: int, ticket_form_status: Sequence[CustomStatusForm]
    ) -> builtins.list[TicketFormStatus]:
        """Add a custom status to forms; return what was added."""
        return self._wait(self._async.create_ticket_form_statuses(custom_status_id, ticket_form_status))

    def delete(self, custom_status_id: int) -> None:
        """Delete a custom status. Refused while tickets that aren't closed have it."""
        self._wait(self._async.delete(custom_status_id))
