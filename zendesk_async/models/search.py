"""Search results."""

from datetime import datetime
from typing import Literal

from zendesk_async.models._converter import structure_field
from zendesk_async.models.base import Record, record, to_dict
from zendesk_async.models.groups import Group
from zendesk_async.models.organizations import Organization
from zendesk_async.models.tickets import Ticket, TicketStatus
from zendesk_async.models.users import User

SearchSortBy = Literal["updated_at", "created_at", "priority", "status", "ticket_type"]
"""By relevance when left out."""

SearchType = Literal["ticket", "organization", "user", "group"]


@record
class SearchResult(Record):
    """A ticket, a user, an organization or a group that was found; `result_type` says which.

    What is found is the whole record: `resource()` gives it as such.
    """

    id: int | None = None
    url: str | None = None
    result_type: SearchType | str | None = None
    name: str | None = None
    subject: str | None = None
    description: str | None = None
    status: TicketStatus | str | None = None
    email: str | None = None
    external_id: str | None = None
    default: bool | None = None
    deleted: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    def resource(self) -> Ticket | User | Organization | Group | None:
        """Return the ticket, user, organization or group that was found; None when it is of another kind.

        What it brought along stays here: `result.included`.
        """
        kinds = {"ticket": Ticket, "user": User, "organization": Organization, "group": Group}
        kind = kinds.get(self.result_type or "")
        return None if kind is None else structure_field(to_dict(self), kind)
