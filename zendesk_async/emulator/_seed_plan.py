"""The plan of a seeded account: sizes, ids and moments, from which every seeded row follows."""

import random
import time
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, overload

from zendesk_async.emulator._clock import Clock
from zendesk_async.emulator._text import Prose

FIRST_GROUP = 30_000_000_000_019
FIRST_USER = 31_000_000_000_043
FIRST_ORGANIZATION = 32_000_000_000_011
FIRST_IDENTITY = 33_000_000_000_067
FIRST_ORGANIZATION_MEMBERSHIP = 34_000_000_000_093
FIRST_GROUP_MEMBERSHIP = 35_000_000_000_021
FIRST_FIELD = 36_000_000_000_057
FIRST_METRIC = 37_000_000_000_031
FIRST_AUDIT = 40_000_000_000_009
STEP = 29
AUDIT_STEP = 32
"""Ids of one audit and its events; the comment is the first of them."""

LATEST = 1_782_777_600
"""Nothing seeded is younger than 2026-06-30T00:00:00Z, nor than a day before the account's clock."""
SPAN = 3 * 365 * 86_400
"""Seconds over which the tickets were written."""

GROUPS = ("Support", "Billing", "Field service", "Escalations")
_SWEEP = 30 * 86_400


class Stamps:
    """Write moments as Zendesk does, quickly."""

    def __init__(self) -> None:
        self._days: dict[int, str] = {}

    def __call__(self, moment: int) -> str:
        day, second = divmod(moment, 86_400)
        text = self._days.get(day)
        if text is None:
            text = self._days[day] = time.strftime("%Y-%m-%dT", time.gmtime(moment))
        hour, second = divmod(second, 3600)
        minute, second = divmod(second, 60)
        return f"{text}{hour:02}:{minute:02}:{second:02}Z"


class Plan:
    """How many of everything there is and how it hangs together; `i` counts from 0."""

    def __init__(
        self,
        clock: Clock,
        *,
        seed: int = 1,
        tickets: int = 0,
        users: int | None = None,
        organizations: int | None = None,
        comments_per_ticket: float = 3.0,
    ) -> None:
        self.seed = seed
        self.tickets = tickets
        self.users = max(1, max(8, tickets // 10) if users is None else users)
        self.organizations = max(2, self.users // 10) if organizations is None else organizations
        self.agents = min(self.users, 3 + min(60, self.users // 50))
        """The first of the users: the administrator, then agents."""
        self.end = min(LATEST, int(clock.seconds()) - 86_400)
        self.start = self.end - SPAN
        self.stamp = Stamps()
        self.prose = Prose(seed)
        chance = random.Random(f"{seed}:tickets")
        self.noise = array("Q", chance.randbytes(tickets * 8))
        self.more_noise = array("Q", chance.randbytes(tickets * 8))
        most = max(1, round(2 * comments_per_ticket - 1))
        self.comment_counts = array("H", [1 + (noise >> 8) % most for noise in self.more_noise])
        audit_counts = [
            count + (noise % 100 >= 15) for count, noise in zip(self.comment_counts, self.noise, strict=True)
        ]
        self.audits_before = array("I", accumulate(audit_counts, initial=0))
        self.comments_before = array("I", accumulate(self.comment_counts, initial=0))

    # Ids

    def user_id(self, i: int) -> int:
        return FIRST_USER + i * STEP

    def organization_id(self, i: int) -> int:
        return FIRST_ORGANIZATION + i * STEP

    def audit_id(self, slot: int) -> int:
        return FIRST_AUDIT + slot * AUDIT_STEP

    # Who

    def organization_of(self, user: int) -> int | None:
        """Return the organization of a user: most end users have one."""
        if user < self.agents or not self.organizations or user % 5 == 4:
            return None
        return user * 7 % self.organizations

    def requester(self, i: int) -> int:
        ends = self.users - self.agents
        return self.agents + (self.noise[i] >> 8) % ends if ends else 0

    def assignee(self, i: int) -> int | None:
        """Return the agent of a ticket; new ones have none."""
        return None if self.status(i) == "new" else (self.noise[i] >> 40) % self.agents

    def group(self, i: int) -> int:
        return (self.noise[i] >> 34) % len(GROUPS)

    # What

    def status(self, i: int) -> str:
        share = self.noise[i] % 100
        if share < 3:
            return "new"
        if share < 15:
            return "open"
        if share < 25:
            return "pending"
        if share < 30:
            return "hold"
        return "solved" if share < 50 else "closed"

    # When

    def created(self, i: int) -> int:
        # Spread evenly with jitter, so that a later id never has an earlier moment.
        part = (self.more_noise[i] >> 32) / 4_294_967_296
        return self.start + int((i + part) * (SPAN - 20 * 86_400) / self.tickets)

    def updated(self, i: int) -> int:
        if self.audits_before[i + 1] - self.audits_before[i] == 1:
            return self.created(i)
        return self.created(i) + 60 + (self.noise[i] >> 20) % (19 * 86_400)

    def generated(self, i: int) -> int:
        """Return when the ticket last changed, system updates included; those touch many tickets in one second."""
        updated = self.updated(i)
        if self.more_noise[i] % 150:
            return updated
        return min(self.end, updated - updated % _SWEEP + _SWEEP)

    def audit_moment(self, i: int, k: int) -> int:
        """Return when the k-th audit of a ticket was made."""
        last = self.audits_before[i + 1] - self.audits_before[i] - 1
        created = self.created(i)
        return created + (self.updated(i) - created) * k // last if last else created


class Spread(Sequence[int]):
    """Ids that come in runs, one run a ticket: comments among the audits."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __len__(self) -> int:
        return self._plan.comments_before[-1]

    def place(self, identifier: object) -> tuple[int, int] | None:
        """Return the ticket and the comment's number on it; None for an id that is no comment's."""
        if not isinstance(identifier, int):
            return None
        slot, rest = divmod(identifier - FIRST_AUDIT, AUDIT_STEP)
        if rest != 1 or not 0 <= slot < self._plan.audits_before[-1]:
            return None
        i = slot_ticket(self._plan, slot)
        k = slot - self._plan.audits_before[i]
        return (i, k) if k < self._plan.comment_counts[i] else None

    def __contains__(self, identifier: object) -> bool:
        return self.place(identifier) is not None

    def identifier(self, i: int, k: int) -> int:
        """Return the id of the k-th comment of a ticket."""
        return self._plan.audit_id(self._plan.audits_before[i] + k) + 1

    def __iter__(self) -> Iterator[int]:
        for i, count in enumerate(self._plan.comment_counts):
            first = self.identifier(i, 0)
            yield from range(first, first + count * AUDIT_STEP, AUDIT_STEP)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        before = self._plan.comments_before
        i = bisect_right(before, index) - 1
        return self.identifier(i, index - before[i])


def slot_ticket(plan: Plan, slot: int) -> int:
    """Return the ticket an audit belongs to."""
    return bisect_right(plan.audits_before, slot) - 1


def grouped(pairs: Iterator[tuple[Any, int]]) -> "dict[Any, array[int]]":
    """Gather ids under the values they hold."""
    groups: dict[Any, array[int]] = {}
    for value, identifier in pairs:
        found = groups.get(value)
        if found is None:
            found = groups[value] = array("q")
        found.append(identifier)
    return groups
