"""An account as plain values: what must be there after everything that was done to it."""

from typing import Literal

import attrs

Fate = Literal["done", "not done", "unknown"]
"""What a call said of itself: it returned, it failed with nothing done, or it said that nobody knows."""


@attrs.frozen
class PlainTicket:
    """A ticket, its comments in order. One that was deleted for good keeps its id and nothing else."""

    subject: str
    priority: str | None
    tags: frozenset[str] = frozenset()
    comments: tuple[str, ...] = ()
    deleted: bool = False


SCRUBBED = PlainTicket("SCRUBBED", None, deleted=True)


@attrs.define
class PlainAccount:
    """Tickets, users and organizations by their ids. Users that were deleted stay, and are not active."""

    tickets: dict[int, PlainTicket] = attrs.field(factory=dict[int, PlainTicket])
    users: dict[int, tuple[str, bool]] = attrs.field(factory=dict[int, tuple[str, bool]])
    organizations: dict[int, str] = attrs.field(factory=dict[int, str])
    comments: set[str] = attrs.field(factory=set[str])
    """Every comment that ever was: an export may hold those of tickets that were deleted later."""

    def tickets_that_are(self, *, deleted: bool, scrubbed: bool = False) -> list[int]:
        """Return the ids of the tickets that are deleted (for good, when `scrubbed`), or of those that are not."""
        return [
            one
            for one, ticket in self.tickets.items()
            if ticket.deleted is deleted and (ticket.subject == SCRUBBED.subject) is scrubbed
        ]

    def copy(self) -> "PlainAccount":
        return PlainAccount({**self.tickets}, {**self.users}, {**self.organizations}, {*self.comments})

    def keep(self, identifier: int, ticket: PlainTicket) -> None:
        self.tickets[identifier] = ticket
        self.comments |= set(ticket.comments)
