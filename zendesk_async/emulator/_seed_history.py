"""The seeded history of tickets: audits, comments and metrics, made when somebody looks at them."""

from array import array
from collections.abc import Sequence
from typing import Any

from zendesk_async.emulator._seed_people import Made
from zendesk_async.emulator._seed_plan import AUDIT_STEP, FIRST_AUDIT, FIRST_METRIC, STEP, Plan, Spread, slot_ticket
from zendesk_async.emulator._seed_tickets import Tickets
from zendesk_async.emulator._shapes import Row, html_of

SYSTEM_METADATA: Row = {
    "client": "Mozilla/5.0 (X11; Linux x86_64)",
    "ip_address": "203.0.113.7",
    "location": "Berlin, BE, Germany",
    "latitude": 52.52,
    "longitude": 13.405,
}


class Audits(Made):
    """The history of the tickets: one audit for each comment, one more for the last change of the status."""

    grouped_fields = frozenset({"author_id"})

    def __init__(self, plan: Plan, tickets: Tickets) -> None:
        super().__init__()
        self._plan = plan
        self._tickets = tickets
        self.ids = range(FIRST_AUDIT, FIRST_AUDIT + plan.audits_before[-1] * AUDIT_STEP, AUDIT_STEP)

    def place(self, identifier: int) -> tuple[int, int]:
        """Return the ticket of an audit and its number there."""
        slot = (identifier - FIRST_AUDIT) // AUDIT_STEP
        i = slot_ticket(self._plan, slot)
        return i, slot - self._plan.audits_before[i]

    def author(self, i: int, k: int) -> int:
        """Return who made the k-th audit: the requester and the assignee take turns, the requester begins."""
        assignee = self._plan.assignee(i)
        return self._plan.requester(i) if k % 2 == 0 or assignee is None else assignee

    def value(self, identifier: int, field: str) -> Any:
        match field:
            case "id":
                return identifier
            case "ticket_id":
                return self.place(identifier)[0] + 1
            case "created_at":
                return self._plan.stamp(self._plan.audit_moment(*self.place(identifier)))
            case "author_id":
                return self._plan.user_id(self.author(*self.place(identifier)))
            case _:
                raise KeyError(field)

    def where(self, field: str, value: Any) -> Sequence[int] | None:
        if field != "ticket_id":
            return super().where(field, value)
        if not isinstance(value, int) or not 1 <= value <= self._plan.tickets:
            return ()
        before = self._plan.audits_before
        return self.ids[before[value - 1] : before[value]]

    def ordered(self, fields: tuple[str, ...]) -> Sequence[int] | None:
        if fields == ("created_at",) and fields not in self._orders:
            plan, moments = self._plan, array("q")
            for i in range(plan.tickets):
                count = plan.audits_before[i + 1] - plan.audits_before[i]
                moments.extend(plan.audit_moment(i, k) for k in range(count))
            slots = sorted(range(len(moments)), key=moments.__getitem__)
            self._orders[fields] = array("q", [FIRST_AUDIT + slot * AUDIT_STEP for slot in slots])
        return super().ordered(fields)

    def make(self, identifier: int) -> Row:
        plan = self._plan
        i, k = self.place(identifier)
        author = plan.user_id(self.author(i, k))
        return {
            "id": identifier,
            "ticket_id": i + 1,
            "created_at": plan.stamp(plan.audit_moment(i, k)),
            "author_id": author,
            "metadata": {"system": SYSTEM_METADATA, "custom": {}},
            "events": self._events(identifier, i, k, author),
            "via": self._tickets.via(i)
            if k == 0
            else {"channel": "web", "source": {"from": {}, "to": {}, "rel": None}},
        }

    def _events(self, identifier: int, i: int, k: int, author: int) -> list[Row]:
        plan = self._plan
        number = identifier + 1
        events: list[Row] = []
        if k < plan.comment_counts[i]:
            comment = comment_text(plan, i, k)
            events.append(
                {
                    "id": number,
                    "type": "Comment",
                    "author_id": author,
                    "body": comment,
                    "html_body": html_of(comment),
                    "plain_body": comment,
                    "public": comment_public(plan, i, k),
                    "attachments": [],
                    "audit_id": identifier,
                }
            )
            number += 1
        last = k == plan.audits_before[i + 1] - plan.audits_before[i] - 1
        if k == 0:
            first = {"status": plan.status(i) if last else "new"}
            for field in ("subject", "requester_id", "priority", "type", "status", "organization_id"):
                value = first.get(field, self._tickets.value(i + 1, field))
                text = None if value is None else str(value)
                events.append({"id": number, "type": "Create", "value": text, "field_name": field})
                number += 1
        elif last:
            change = {"id": number, "type": "Change", "value": plan.status(i), "field_name": "status"}
            events.append({**change, "previous_value": "new"})
        return events


def comment_text(plan: Plan, i: int, k: int) -> str:
    """Return the text of the k-th comment of a ticket; the first is its description."""
    return plan.prose.text((plan.more_noise[i] >> 24) + k * 31)


def comment_public(plan: Plan, i: int, k: int) -> bool:
    """Return whether the k-th comment is public: every fourth one after the first is a note."""
    return k == 0 or (plan.more_noise[i] + k) % 4 != 0


class Comments(Made):
    """The comments of the tickets."""

    grouped_fields = frozenset({"author_id"})

    def __init__(self, plan: Plan, tickets: Tickets, audits: Audits) -> None:
        super().__init__()
        self._plan = plan
        self._tickets = tickets
        self._audits = audits
        self._spread = Spread(plan)
        self.ids = self._spread

    def _place(self, identifier: int) -> tuple[int, int]:
        place = self._spread.place(identifier)
        if place is None:
            raise KeyError(identifier)
        return place

    def value(self, identifier: int, field: str) -> Any:
        i, k = self._place(identifier)
        match field:
            case "id":
                return identifier
            case "ticket_id":
                return i + 1
            case "created_at":
                return self._plan.stamp(self._plan.audit_moment(i, k))
            case "author_id":
                return self._plan.user_id(self._audits.author(i, k))
            case "public":
                return comment_public(self._plan, i, k)
            case "body" | "plain_body":
                return comment_text(self._plan, i, k)
            case _:
                raise KeyError(field)

    def where(self, field: str, value: Any) -> Sequence[int] | None:
        if field != "ticket_id":
            return super().where(field, value)
        if not isinstance(value, int) or not 1 <= value <= self._plan.tickets:
            return ()
        first = self._spread.identifier(value - 1, 0)
        return range(first, first + self._plan.comment_counts[value - 1] * AUDIT_STEP, AUDIT_STEP)

    def make(self, identifier: int) -> Row:
        plan = self._plan
        i, k = self._place(identifier)
        text = comment_text(plan, i, k)
        return {
            "id": identifier,
            "type": "Comment",
            "author_id": plan.user_id(self._audits.author(i, k)),
            "body": text,
            "html_body": html_of(text),
            "plain_body": text,
            "public": comment_public(plan, i, k),
            "attachments": [],
            "audit_id": identifier - 1,
            "via": self._tickets.via(i)
            if k == 0
            else {"channel": "web", "source": {"from": {}, "to": {}, "rel": None}},
            "created_at": plan.stamp(plan.audit_moment(i, k)),
            "metadata": {"system": SYSTEM_METADATA, "custom": {}},
            "ticket_id": i + 1,
        }


class Metrics(Made):
    """One set of metrics a ticket."""

    def __init__(self, plan: Plan, base: str) -> None:
        super().__init__()
        self._plan = plan
        self._base = base
        self.ids = range(FIRST_METRIC, FIRST_METRIC + plan.tickets * STEP, STEP)

    def value(self, identifier: int, field: str) -> Any:
        i = (identifier - FIRST_METRIC) // STEP
        match field:
            case "ticket_id":
                return i + 1
            case "created_at":
                return self._plan.stamp(self._plan.created(i))
            case _:
                raise KeyError(field)

    def where(self, field: str, value: Any) -> Sequence[int] | None:
        if field != "ticket_id":
            return None
        return (self.ids[value - 1],) if isinstance(value, int) and 1 <= value <= len(self.ids) else ()

    def ordered(self, fields: tuple[str, ...]) -> Sequence[int] | None:
        return self.ids if fields == ("created_at",) else None

    def make(self, identifier: int) -> Row:
        plan = self._plan
        i = (identifier - FIRST_METRIC) // STEP
        created, updated = plan.stamp(plan.created(i)), plan.stamp(plan.updated(i))
        comments = plan.comment_counts[i]
        assigned = None if plan.assignee(i) is None else created
        done = plan.status(i) in {"solved", "closed"}
        minutes = (plan.updated(i) - plan.created(i)) // 60
        reply = minutes // (comments - 1) if comments > 1 else None
        return {
            "url": f"{self._base}/api/v2/ticket_metrics/{identifier}.json",
            "id": identifier,
            "ticket_id": i + 1,
            "created_at": created,
            "updated_at": updated,
            "group_stations": 1,
            "assignee_stations": 0 if assigned is None else 1,
            "reopens": 0,
            "replies": comments // 2,
            "assignee_updated_at": assigned,
            "requester_updated_at": created,
            "status_updated_at": updated,
            "initially_assigned_at": assigned,
            "assigned_at": assigned,
            "solved_at": updated if done else None,
            "latest_comment_added_at": plan.stamp(plan.audit_moment(i, comments - 1)),
            "reply_time_in_minutes": _minutes(reply),
            "first_resolution_time_in_minutes": _minutes(minutes if done else None),
            "full_resolution_time_in_minutes": _minutes(minutes if done else None),
            "agent_wait_time_in_minutes": _minutes(minutes // 3),
            "requester_wait_time_in_minutes": _minutes(minutes // 2),
            "on_hold_time_in_minutes": _minutes(0),
            "custom_status_updated_at": updated,
        }


def _minutes(calendar: int | None) -> Row:
    return {"calendar": calendar, "business": None if calendar is None else calendar // 4}
