"""Seeded tickets and what hangs on them, made when somebody looks at them."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from zendesk_async.emulator._seed_fields import field_sets
from zendesk_async.emulator._seed_people import Made
from zendesk_async.emulator._seed_plan import (
    AUDIT_STEP,
    FIRST_AUDIT,
    FIRST_GROUP,
    FIRST_METRIC,
    STEP,
    Plan,
    Spread,
    slot_ticket,
)
from zendesk_async.emulator._shapes import Row, html_of
from zendesk_async.emulator._text import TOPIC_TAGS

BRAND = 38_000_000_000_037
FORM = 38_000_000_000_081
STATUSES = {
    "new": 39_000_000_000_013,
    "open": 39_000_000_000_042,
    "pending": 39_000_000_000_071,
    "hold": 39_000_000_000_100,
    "solved": 39_000_000_000_129,
}
"""The default custom status of each category."""

_encode = msgspec.json.Encoder().encode
_PRIORITIES = (None, "low", "normal", "normal", "normal", "high", "high", "urgent")
_TYPES = (None, "question", "question", "task")
_PROBLEM_EVERY = 250
_INCIDENTS = 3

SYSTEM_METADATA: Row = {
    "client": "Mozilla/5.0 (X11; Linux x86_64)",
    "ip_address": "203.0.113.7",
    "location": "Berlin, BE, Germany",
    "latitude": 52.52,
    "longitude": 13.405,
}


class Tickets(Made):
    """The tickets; ids count from 1, later tickets have later moments."""

    grouped_fields = frozenset(
        {
            "requester_id", "submitter_id", "organization_id", "assignee_id", "group_id", "status", "email_cc_ids",
            "follower_ids", "collaborator_ids", "problem_id", "external_id",
        }
    )  # fmt: skip

    def __init__(self, plan: Plan, base: str) -> None:
        super().__init__()
        self._plan = plan
        self._base = base
        self.ids = range(1, plan.tickets + 1)
        self._sets = field_sets(plan.seed)

    def value(self, identifier: int, field: str) -> Any:
        plan, i = self._plan, identifier - 1
        match field:
            case "id":
                return identifier
            case "generated_timestamp":
                return plan.generated(i)
            case "updated_at":
                return plan.stamp(plan.updated(i))
            case "created_at":
                return plan.stamp(plan.created(i))
            case "status":
                return plan.status(i)
            case "requester_id" | "submitter_id":
                return plan.user_id(plan.requester(i))
            case "organization_id":
                organization = plan.organization_of(plan.requester(i))
                return None if organization is None else plan.organization_id(organization)
            case "assignee_id":
                assignee = plan.assignee(i)
                return None if assignee is None else plan.user_id(assignee)
            case "group_id":
                return FIRST_GROUP + plan.group(i) * STEP
            case "priority":
                return _PRIORITIES[plan.noise[i] >> 48 & 7]
            case "type":
                return self._type(i)
            case "problem_id":
                return self._problem(i)
            case "subject" | "raw_subject":
                return plan.prose.subject(plan.more_noise[i] >> 16)
            case "description":
                return plan.prose.text(plan.more_noise[i] >> 24)
            case "external_id":
                return f"case-{identifier}" if i % 20 == 10 else None
            case _:
                raise KeyError(field)

    def values(self, identifier: int, field: str) -> Iterable[Any]:
        if field in {"email_cc_ids", "follower_ids", "collaborator_ids"}:
            ccs, followers = self._copied(identifier - 1)
            return {"email_cc_ids": ccs, "follower_ids": followers}.get(field, [*ccs, *followers])
        return (self.value(identifier, field),)

    def ordered(self, fields: tuple[str, ...]) -> Sequence[int] | None:
        if fields == ("created_at",):
            return self.ids
        if fields not in self._orders and fields in {("updated_at",), ("generated_timestamp",)}:
            moment = self._plan.updated if fields == ("updated_at",) else self._plan.generated
            moments = array("q", map(moment, range(self._plan.tickets)))
            places = sorted(range(self._plan.tickets), key=moments.__getitem__)
            self._orders[fields] = array("q", [place + 1 for place in places])
        return super().ordered(fields)

    def _type(self, i: int) -> str | None:
        place = i % _PROBLEM_EVERY
        if place == 0:
            return "problem"
        return "incident" if place <= _INCIDENTS else _TYPES[self._plan.noise[i] >> 52 & 3]

    def _problem(self, i: int) -> int | None:
        place = i % _PROBLEM_EVERY
        return i - place + 1 if 0 < place <= _INCIDENTS else None

    def _copied(self, i: int) -> tuple[list[int], list[int]]:
        plan = self._plan
        noise = plan.more_noise[i]
        ends = plan.users - plan.agents
        ccs = [plan.user_id(plan.agents + noise % ends)] if ends and noise % 10 == 3 else []
        followers = [plan.user_id(noise % plan.agents)] if noise % 12 == 5 else []
        return ccs, followers

    def make(self, identifier: int) -> Row:
        return self._make(identifier, rendered=False)

    def render(self, identifier: int) -> bytes:
        return _encode(self._make(identifier, rendered=True))

    def _make(self, identifier: int, *, rendered: bool) -> Row:
        plan, i = self._plan, identifier - 1
        noise = plan.more_noise[i]
        fields = self._sets[noise >> 40 & 255]
        # Rendered tickets share the JSON of their custom fields, which is half of their size.
        values: Any = fields.rendered if rendered else fields.values
        status = plan.status(i)
        requester = plan.requester(i)
        requester_id = plan.user_id(requester)
        ccs, followers = self._copied(i)
        kind = self._type(i)
        subject = plan.prose.subject(noise >> 16)
        topic = TOPIC_TAGS[noise >> 52 & 15]
        return {
            "url": f"{self._base}/api/v2/tickets/{identifier}.json",
            "id": identifier,
            "external_id": self.value(identifier, "external_id"),
            "via": self.via(i),
            "created_at": plan.stamp(plan.created(i)),
            "updated_at": plan.stamp(plan.updated(i)),
            "generated_timestamp": plan.generated(i),
            "type": kind,
            "subject": subject,
            "raw_subject": subject,
            "description": plan.prose.text(noise >> 24),
            "priority": _PRIORITIES[plan.noise[i] >> 48 & 7],
            "status": status,
            "recipient": "support@example.com" if noise >> 8 & 3 == 0 else None,
            "requester_id": requester_id,
            "submitter_id": requester_id,
            "assignee_id": self.value(identifier, "assignee_id"),
            "organization_id": self.value(identifier, "organization_id"),
            "group_id": FIRST_GROUP + plan.group(i) * STEP,
            "collaborator_ids": [*ccs, *followers],
            "follower_ids": followers,
            "email_cc_ids": ccs,
            "forum_topic_id": None,
            "problem_id": self._problem(i),
            "has_incidents": kind == "problem" and identifier < plan.tickets,
            "is_public": True,
            "due_at": plan.stamp(plan.created(i) + 7 * 86_400) if kind == "task" else None,
            "tags": sorted([topic, *fields.tags]),
            "custom_fields": values,
            "satisfaction_rating": {"score": "offered" if status in {"solved", "closed"} else "unoffered"},
            "sharing_agreement_ids": [],
            "custom_status_id": STATUSES["solved" if status == "closed" else status],
            "fields": values,
            "followup_ids": [],
            "ticket_form_id": FORM,
            "brand_id": BRAND,
            "allow_channelback": False,
            "allow_attachments": True,
            "from_messaging_channel": False,
        }

    def via(self, i: int) -> Row:
        """Return the channel a ticket came in by."""
        place = self._plan.more_noise[i] >> 8 & 3
        if place == 0:
            user = self._plan.requester(i)
            return {
                "channel": "email",
                "source": {
                    "from": {"address": f"user{user}@example.net", "name": f"Customer {user}"},
                    "to": {"name": "Emulator", "address": "support@example.com"},
                    "rel": None,
                },
            }
        channel = "api" if place == 1 else "web"
        return {"channel": channel, "source": {"from": {}, "to": {}, "rel": None}}


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
