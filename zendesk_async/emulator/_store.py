"""The emulated account: its tables, settings, sequences and events."""

import random
import uuid
from collections.abc import Callable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

import attrs

from zendesk_async.emulator._table import Row, Source, Table

if TYPE_CHECKING:
    from zendesk_async.emulator._clock import Clock
    from zendesk_async.emulator._jobs import Jobs

__all__ = ["Account", "Event", "Row", "Settings", "Source", "Sources", "Table"]

Listener = Callable[["Event"], None]
_FIRST_NEW_ID = 50_000_000_000_003
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@attrs.frozen
class Event:
    """Something happened to a record; webhooks are told.

    `subject` is `zen:ticket:1`. `detail` and `event` are of the shapes of
    https://developer.zendesk.com/api-reference/webhooks/event-types/webhook-event-types/ (ids as strings).
    """

    type: str
    subject: str
    detail: Row
    event: Row
    time: str


@attrs.define
class Settings:
    """What an administrator could set."""

    archive_after_days: int | None = None
    """Days after which closed tickets leave the lists (Zendesk: 120); None keeps them."""
    comments_public_by_default: bool = True
    distinct_stamps: bool = True
    """Every change of a ticket moves its `updated_at`, by a second at least; Zendesk's own stamps may be equal for two
    changes within a second, which `safe_update` then cannot tell apart."""
    update_seconds: float = 0.0
    """How long an update of a ticket takes; another one of the same ticket in that time is a database collision."""
    collaboration: bool = True
    """CCs and followers are on."""
    bulk_user_import: bool = True
    """Whether `users/create_many` is enabled for the account."""
    export_delay: float = 60.0
    """Seconds for which a change is kept back from incremental exports."""
    upload_token_minutes: int = 60
    job_retention_hours: int = 24


@attrs.define
class Sources:
    """Where a seeded account's first rows come from; tables without a source start empty."""

    tickets: Source[int] | None = None
    comments: Source[int] | None = None
    audits: Source[int] | None = None
    ticket_metrics: Source[int] | None = None
    users: Source[int] | None = None
    identities: Source[int] | None = None
    organizations: Source[int] | None = None
    organization_memberships: Source[int] | None = None


class Account:
    """One account. Handlers read and write its tables; they run one at a time between awaits.

    Tables: see the attributes. `jobs` runs bulk operations. `publish` tells webhooks.
    """

    def __init__(
        self,
        clock: "Clock",
        *,
        subdomain: str = "emulator",
        plan: str = "enterprise",
        seed: int = 1,
        base: str | None = None,
        settings: Settings | None = None,
        sources: Sources | None = None,
    ) -> None:
        self.clock = clock
        self.subdomain = subdomain
        self.plan = plan
        self.seed = seed
        self.account_id = 18_525_119
        self.base = base or f"https://{subdomain}.zendesk.com"
        """Scheme and host of the account, in the urls of its records."""
        self.settings = settings or Settings()
        self._listeners: list[Listener] = []
        self._ids = count(_FIRST_NEW_ID, 32)
        self._last_ulid = (0, 0)
        self._random = random.Random(f"{seed}:account")
        self._jobs: Jobs | None = None
        self._by_name: dict[str, Table[Any]] = {}
        rows = sources or Sources()
        first_ticket = (rows.tickets.ids[-1] if rows.tickets and rows.tickets.ids else 0) + 1
        self._ticket_ids = count(first_ticket)

        self.tickets: Table[int] = Table("tickets", self.new_ticket_id, rows.tickets)
        self.trash = self._table("trash")
        """Tickets that were deleted, whole, with status "deleted"; exports still deliver them."""
        self.deleted_tickets = self._table("deleted_tickets")
        self.comments = self._table("comments", rows.comments)
        """Each row also holds `ticket_id`, which answers leave out."""
        self.audits = self._table("audits", rows.audits)
        self.ticket_metrics = self._table("ticket_metrics", rows.ticket_metrics)
        self.ticket_fields = self._table("ticket_fields")
        self.ticket_forms = self._table("ticket_forms")
        self.custom_statuses = self._table("custom_statuses")
        self.brands = self._table("brands")
        self.users = self._table("users", rows.users)
        self.deleted_users = self._table("deleted_users")
        self.identities = self._table("identities", rows.identities)
        self.organizations = self._table("organizations", rows.organizations)
        self.organization_memberships = self._table("organization_memberships", rows.organization_memberships)
        self.organization_merges = self._text_table("organization_merges")
        self.groups = self._table("groups")
        self.group_memberships = self._table("group_memberships")
        self.macros = self._table("macros")
        self.views = self._table("views")
        self.satisfaction_ratings = self._table("satisfaction_ratings")
        self.attachments = self._table("attachments")
        self.uploads = self._text_table("uploads")
        self.webhooks = self._text_table("webhooks")
        self.oauth_clients = self._table("oauth_clients")
        self.oauth_tokens = self._table("oauth_tokens")
        for value in list(vars(self).values()):
            if isinstance(value, Table):
                self._by_name[value.name] = value

    def tables(self) -> Iterator["Table[int] | Table[str]"]:
        """Yield every table."""
        yield from self._by_name.values()

    def table(self, name: str, new_id: Callable[[], Any] | None = None) -> "Table[Any]":
        """Return a table by its name. One that nobody asked for before is made, with these ids (integers by default)."""
        if name not in self._by_name:
            self._by_name[name] = Table(name, new_id or self.new_id)
        return self._by_name[name]

    def has_table(self, name: str) -> bool:
        """Tell whether a table is there already."""
        return name in self._by_name

    def _table(self, name: str, source: Source[int] | None = None) -> Table[int]:
        return Table(name, self.new_id, source)

    def _text_table(self, name: str) -> Table[str]:
        return Table(name, self.new_ulid)

    def new_id(self) -> int:
        """Return the next id of 14 digits."""
        return next(self._ids)

    def new_ticket_id(self) -> int:
        """Return the next id of a ticket; those are small and in sequence."""
        return next(self._ticket_ids)

    def new_ulid(self) -> str:
        """Return a new ULID of the account's clock; later ones are greater, within a millisecond too."""
        moment, tail = int(self.clock.seconds() * 1000), self._random.getrandbits(79)
        if moment <= self._last_ulid[0]:
            moment, tail = self._last_ulid[0], self._last_ulid[1] + 1
        self._last_ulid = (moment, tail)
        number = moment << 80 | tail
        return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))

    def new_uuid(self) -> str:
        """Return a new UUID."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    @property
    def opened_at(self) -> str:
        """When the account was opened: the time of its first brand."""
        brand = next(iter(self.brands.rows()), None)
        return self.clock.stamp() if brand is None else str(brand["created_at"])

    @property
    def jobs(self) -> "Jobs":
        """The account's background jobs; give it others to change their pace."""
        if self._jobs is None:
            from zendesk_async.emulator._jobs import Jobs

            self._jobs = Jobs(self)
        return self._jobs

    @jobs.setter
    def jobs(self, jobs: "Jobs") -> None:
        self._jobs = jobs

    def subscribe(self, listener: Listener) -> None:
        """Call a function with every event from now on."""
        self._listeners.append(listener)

    def publish(self, event_type: str, subject: str, detail: Row, event: Row) -> None:
        """Tell the listeners that something happened: `ticket.created`, `zen:ticket:1`."""
        told = Event(f"zen:event-type:{event_type}", subject, detail, event, self.clock.stamp())
        for listener in self._listeners:
            listener(told)

    def counts(self) -> dict[str, int]:
        """Return how many rows each table holds by its name, and how many each incremental export delivers."""
        return {
            **{table.name: len(table) for table in self.tables()},
            "incremental_tickets": len(self.tickets) + len(self.trash),
            "ticket_events": len(self.audits),
        }

    def snapshot(self) -> dict[str, list[Any]]:
        """Return the ids of every table, ascending."""
        return {table.name: list(table) for table in self.tables()}
