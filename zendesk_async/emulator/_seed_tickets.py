"""Seeded tickets and what hangs on them, made when somebody looks at them."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from zendesk_async.emulator._seed_fields import FieldSet, field_sets
from zendesk_async.emulator._seed_people import Made
from zendesk_async.emulator._seed_plan import (
    FIRST_GROUP,
    STEP,
    Plan,
)
from zendesk_async.emulator._shapes import Row
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
            case "tags":
                return self._tags(i)
            case "custom_fields" | "fields":
                return self._fields(i).values
            case "recipient":
                return self._recipient(i)
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

    def _fields(self, i: int) -> FieldSet:
        return self._sets[self._plan.more_noise[i] >> 40 & 255]

    def _tags(self, i: int) -> list[str]:
        return sorted([TOPIC_TAGS[self._plan.more_noise[i] >> 52 & 15], *self._fields(i).tags])

    def _recipient(self, i: int) -> str | None:
        return "support@example.com" if self._plan.more_noise[i] >> 8 & 3 == 0 else None

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
        fields = self._fields(i)
        # Rendered tickets share the JSON of their custom fields, which is half of their size.
        values: Any = fields.rendered if rendered else fields.values
        status = plan.status(i)
        requester = plan.requester(i)
        requester_id = plan.user_id(requester)
        ccs, followers = self._copied(i)
        kind = self._type(i)
        subject = plan.prose.subject(noise >> 16)
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
            "recipient": self._recipient(i),
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
            "tags": self._tags(i),
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
