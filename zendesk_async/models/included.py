"""The records that come beside others because `include=` asked for them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from zendesk_async._json import is_array, is_object
from zendesk_async.models.base import Record, decode_many, parse_json

if TYPE_CHECKING:
    from zendesk_async._transport import Response
    from zendesk_async.models.groups import Group
    from zendesk_async.models.organizations import Organization
    from zendesk_async.models.ticket_metrics import TicketMetric
    from zendesk_async.models.tickets import Ticket
    from zendesk_async.models.user_identities import UserIdentity
    from zendesk_async.models.users import User

R = TypeVar("R", bound=Record)


class Included:
    """The sideloads of one answer: a table by id for every kind of record.

    Tables are made when they are first looked at, and shared by all records of the page. A kind that was not asked
    for, or that nothing refers to, is an empty table. `included["brands"]` gives any kind as plain dicts, for the
    ones without an attribute of their own.
    https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/
    """

    def __init__(self, response: "Response | None") -> None:
        self._response = response
        self._tables: dict[str, Mapping[int, Any]] = {}
        self._plain: Mapping[str, Any] | None = None

    @property
    def users(self) -> "Mapping[int, User]":
        """Users by id."""
        from zendesk_async.models.users import User

        return self._table("users", User)

    @property
    def groups(self) -> "Mapping[int, Group]":
        """Groups by id."""
        from zendesk_async.models.groups import Group

        return self._table("groups", Group)

    @property
    def organizations(self) -> "Mapping[int, Organization]":
        """Organizations by id."""
        from zendesk_async.models.organizations import Organization

        return self._table("organizations", Organization)

    @property
    def tickets(self) -> "Mapping[int, Ticket]":
        """Tickets by id."""
        from zendesk_async.models.tickets import Ticket

        return self._table("tickets", Ticket)

    @property
    def identities(self) -> "Mapping[int, UserIdentity]":
        """User identities by id."""
        from zendesk_async.models.user_identities import UserIdentity

        return self._table("identities", UserIdentity)

    @property
    def metric_sets(self) -> "Mapping[int, TicketMetric]":
        """Ticket metrics by id."""
        from zendesk_async.models.ticket_metrics import TicketMetric

        return self._table("metric_sets", TicketMetric)

    @property
    def open_ticket_count(self) -> Mapping[int, int]:
        """The number of open tickets by user id."""
        counts = self["open_ticket_count"]
        return {int(name): count for name, count in counts.items()} if is_object(counts) else {}

    def __getitem__(self, name: str) -> Any:
        """Return what the answer holds under this name, as it came; an empty list when it holds nothing."""
        if self._plain is None:
            whole: Any = parse_json(self._response) if self._response is not None else None
            self._plain = whole if is_object(whole) else {}
        return self._plain.get(name, [])

    def _table(self, name: str, kind: type[R]) -> Mapping[int, R]:
        if name not in self._tables:
            found: list[Any] = []
            if self._response is not None and is_array(self[name]) and self[name]:
                found = decode_many(self._response, kind, name).records
            self._tables[name] = MappingProxyType({one.id: one for one in found})
        return self._tables[name]
