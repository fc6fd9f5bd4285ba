"""Conditions of views, as checks of one ticket. Pure.

Source of fields and operators:
https://developer.zendesk.com/documentation/ticketing/reference-guides/conditions-reference/
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

import attrs

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._search import Operator
from zendesk_async.emulator._search_checks import Check, Read
from zendesk_async.emulator._search_matching import PRIORITIES, STATUSES
from zendesk_async.emulator._search_values import Finder, compare, word_pattern

NARROWING = frozenset({"status", "custom_status_id", "type", "group_id", "assignee_id", "requester_id"})
"""One of these must stand among the `all` conditions of a view."""

_HOUR = 3600
_DAY = 86_400
# Numbers of channels in conditions, https://developer.zendesk.com/documentation/ticketing/reference-guides/via-types/
_CHANNELS = {"0": "web", "4": "email", "5": "api", "8": "rule", "24": "closed_ticket", "29": "chat", "30": "twitter"}
_COMPARED = {
    "is": Operator.EQUAL,
    "less_than": Operator.LESS,
    "less_than_equal": Operator.LESS_OR_EQUAL,
    "greater_than": Operator.GREATER,
    "greater_than_equal": Operator.GREATER_OR_EQUAL,
}


class ConditionError(ValueError):
    """Say which condition can not be understood."""


class Background(Protocol):
    """What conditions ask of the account beside the ticket."""

    @property
    def now(self) -> dt.datetime:
        """The account's time."""
        ...

    @property
    def user_id(self) -> int | None:
        """Who looks at the view."""
        ...

    @property
    def group_ids(self) -> frozenset[int]:
        """The groups of who looks at the view."""
        ...

    def metric(self, ticket_id: int, field: str) -> str | None:
        """Return a time of the ticket's metrics."""
        ...

    def requester(self, user_id: int, field: str) -> Any:
        """Return a property of a user."""
        ...

    def bodies(self, ticket_id: int) -> Iterable[str]:
        """Return what the comments of a ticket say."""
        ...


@attrs.frozen
class Condition:
    """One condition: `{"field": "status", "operator": "less_than", "value": "solved"}`."""

    field: str
    operator: str
    value: Any

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the value as texts; a list has several."""
        if is_array(self.value):
            return tuple(str(part) for part in self.value)
        return () if self.value is None else (str(self.value),)

    @property
    def text(self) -> str:
        """Return the value as one text."""
        return self.texts[0] if self.texts else ""

    def refuse(self) -> ConditionError:
        """Return the error of a condition that makes no sense."""
        return ConditionError(f"Invalid condition: {self.field} {self.operator} {self.text}".rstrip())


Maker = Callable[[Condition, Background], Check]


def parse(values: Any) -> list[Condition]:
    """Read a list of conditions. Raises `ConditionError`."""
    if values is None:
        return []
    if not is_array(values):
        raise ConditionError("Conditions must be an array")
    conditions: list[Condition] = []
    for value in values:
        if not is_object(value) or not isinstance(value.get("field"), str):
            raise ConditionError("A condition needs a field, an operator and a value")
        operator = value.get("operator") or "is"
        conditions.append(Condition(value["field"], str(operator), value.get("value")))
    return conditions


def checks(every: Sequence[Condition], either: Sequence[Condition], background: Background) -> list[Check]:
    """Return the checks that a ticket must pass: all of `every`, and one of `either` when there are any."""
    made = [check(condition, background) for condition in every]
    if either:
        alternatives = [check(condition, background) for condition in either]
        cost = max(one.cost for one in alternatives)
        made.append(Check(lambda read: any(one.test(read) for one in alternatives), cost))
    return sorted(made, key=lambda one: one.cost)


def check(condition: Condition, background: Background) -> Check:
    """Return the check of one condition. Raises `ConditionError` for unknown fields, operators and values."""
    for prefix in ("custom_fields_", "ticket_fields_"):
        if condition.field.startswith(prefix):
            return _custom(condition, condition.field.removeprefix(prefix))
    maker = FIELDS.get(condition.field)
    if maker is None:
        raise condition.refuse()
    return maker(condition, background)


def _ranked(field: str, ranks: Sequence[str]) -> Maker:
    def make(condition: Condition, _background: Background) -> Check:
        if condition.operator == "is_not":
            unwanted = condition.text.lower() or None
            return Check(lambda read: read(field) != unwanted, 0)
        operator = _COMPARED.get(condition.operator)
        value = condition.text.lower()
        if operator is None or (value and value not in ranks):
            raise condition.refuse()
        if not value:
            return Check(lambda read: read(field) is None, 0)
        limit = ranks.index(value)
        chosen = tuple(name for place, name in enumerate(ranks) if compare(operator, place, limit))
        return Check(lambda read: read(field) in chosen, 0, field, chosen)

    return make


def _member(condition: Condition, wanted: frozenset[Any], read_value: Callable[[Read], Any], cost: int = 0) -> Check:
    match condition.operator:
        case "is" | "includes":
            return Check(lambda read: read_value(read) in wanted, cost)
        case "is_not" | "not_includes":
            return Check(lambda read: read_value(read) not in wanted, cost)
        case _:
            raise condition.refuse()


def _choice(field: str) -> Maker:
    def make(condition: Condition, _background: Background) -> Check:
        wanted = frozenset(text.lower() or None for text in condition.texts or ("",))
        return _member(condition, wanted, lambda read: read(field))

    return make


def _reference(field: str) -> Maker:
    def make(condition: Condition, background: Background) -> Check:
        if condition.text == "requester_id" and condition.operator in {"is", "is_not"}:
            same = condition.operator == "is"
            return Check(lambda read: (read(field) == read("requester_id")) is same, 0)
        wanted: set[int | None] = set()
        for text in condition.texts or ("",):
            match text:
                case "":
                    wanted.add(None)
                case "current_user":
                    wanted.add(background.user_id)
                case "current_groups":
                    wanted |= background.group_ids
                case _:
                    if not text.isdecimal():
                        raise condition.refuse()
                    wanted.add(int(text))
        made = _member(condition, frozenset(wanted), lambda read: read(field))
        if condition.operator in {"is", "includes"}:
            return attrs.evolve(made, field=field, values=tuple(wanted))
        return made

    return make


def _tags(condition: Condition, _background: Background) -> Check:
    wanted = frozenset(tag for text in condition.texts for tag in text.lower().replace(",", " ").split())
    match condition.operator:
        case "includes" | "is":
            return Check(lambda read: not wanted.isdisjoint(read("tags") or ()))
        case "not_includes" | "is_not":
            return Check(lambda read: wanted.isdisjoint(read("tags") or ()))
        case _:
            raise condition.refuse()


def _text(texts: Callable[[Read, Background], Iterable[Any]], cost: int) -> Maker:
    def make(condition: Condition, background: Background) -> Check:
        operator = condition.operator
        if operator in {"is", "is_not"}:
            finders = [Finder(word_pattern(condition.text, phrase=True))]
        elif operator in {"includes", "not_includes"}:
            finders = [Finder(word_pattern(word, phrase=True)) for word in condition.text.split()]
        else:
            raise condition.refuse()
        positive = operator in {"is", "includes"}

        def test(read: Read) -> bool:
            return any(found(text) for text in texts(read, background) for found in finders) is positive

        return Check(test, cost)

    return make


def _hours(stamp: Callable[[Read, Background], str | None], cost: int, *, ahead: bool = False) -> Maker:
    """Make checks of the hours since a time of the ticket, or until it."""

    def make(condition: Condition, background: Background) -> Check:
        # Business hours count as hours: the account keeps none.
        name = condition.operator.removesuffix("_business_hours")
        days = {"within_previous_n_days": (-1, 0), "within_next_n_days": (0, 1)}.get(name)
        operator = _COMPARED.get(name)
        if (operator is None and days is None) or not condition.text.isdecimal():
            raise condition.refuse()
        amount, now = int(condition.text), background.now.timestamp()

        def test(read: Read) -> bool:
            text = stamp(read, background)
            if text is None:
                return False
            moment = seconds_of(text)
            if days is not None:
                return now + days[0] * amount * _DAY <= moment <= now + days[1] * amount * _DAY
            hours = (moment - now if ahead else now - moment) // _HOUR
            return operator is not None and hours >= 0 and compare(operator, hours, amount)

        return Check(test, cost)

    return make


def _own(field: str) -> Callable[[Read, Background], str | None]:
    return lambda read, _background: read(field)


def _metric(field: str) -> Callable[[Read, Background], str | None]:
    return lambda read, background: background.metric(read("id"), field)


def _since_status(status: str) -> Callable[[Read, Background], str | None]:
    def stamp(read: Read, background: Background) -> str | None:
        return background.metric(read("id"), "status_updated_at") if read("status") == status else None

    return stamp


def _via(condition: Condition, _background: Background) -> Check:
    wanted = frozenset(_CHANNELS.get(text, text) for text in condition.texts)
    return _member(condition, wanted, lambda read: (read("via") or {"channel": None})["channel"], 1)


def _satisfaction(condition: Condition, _background: Background) -> Check:
    wanted = frozenset(condition.texts)

    def score(read: Read) -> Any:
        rating: Mapping[str, Any] = read("satisfaction_rating") or {}
        value = rating.get("score")
        return f"{value}_with_comment" if rating.get("comment") and f"{value}_with_comment" in wanted else value

    return _member(condition, wanted, score, 1)


def _locale(condition: Condition, background: Background) -> Check:
    wanted = frozenset(condition.texts)
    return _member(condition, wanted, lambda read: str(background.requester(read("requester_id"), "locale_id")), 2)


def _custom(condition: Condition, identifier: str) -> Check:
    def value(read: Read) -> Any:
        fields = read("custom_fields") or ()
        return next((field["value"] for field in fields if str(field["id"]) == identifier), None)

    wanted = frozenset(condition.texts)
    match condition.operator:
        case "is" | "includes":
            return Check(lambda read: not wanted.isdisjoint(_texts_of(value(read))))
        case "is_not" | "not_includes":
            return Check(lambda read: wanted.isdisjoint(_texts_of(value(read))))
        case "present":
            return Check(lambda read: value(read) not in (None, "", []))
        case "not_present":
            return Check(lambda read: value(read) in (None, "", []))
        case _:
            return _custom_compared(condition, value)


def _custom_compared(condition: Condition, value: Callable[[Read], Any]) -> Check:
    operator = _COMPARED.get(condition.operator)
    if operator is None:
        raise condition.refuse()

    def test(read: Read) -> bool:
        held = value(read)
        if held is None or isinstance(held, bool | list):
            return False
        try:
            return compare(operator, float(held), float(condition.text))
        except ValueError:
            # Dates are texts whose order is that of their days.
            return compare(operator, str(held), condition.text)

    return Check(test)


def _texts_of(value: Any) -> frozenset[str]:
    if is_array(value):
        return frozenset(str(part) for part in value)
    if isinstance(value, bool):
        return frozenset({"true" if value else "false"})
    return frozenset({"" if value is None else str(value)})


FIELDS: Mapping[str, Maker] = {
    "status": _ranked("status", STATUSES),
    "custom_status_id": _reference("custom_status_id"),
    "type": _choice("type"),
    "priority": _ranked("priority", PRIORITIES),
    "group_id": _reference("group_id"),
    "assignee_id": _reference("assignee_id"),
    "requester_id": _reference("requester_id"),
    "organization_id": _reference("organization_id"),
    "brand_id": _reference("brand_id"),
    "ticket_form_id": _reference("ticket_form_id"),
    "current_tags": _tags,
    "via_id": _via,
    "recipient": _choice("recipient"),
    "locale_id": _locale,
    "satisfaction_score": _satisfaction,
    "subject_includes_word": _text(lambda read, _: [read("subject")], 1),
    "description_includes_word": _text(lambda read, _: [read("subject"), read("description")], 1),
    "comment_includes_word": _text(lambda read, background: background.bodies(read("id")), 2),
    "NEW": _hours(_own("created_at"), 0),
    "created_at": _hours(_own("created_at"), 0),
    "OPEN": _hours(_since_status("open"), 2),
    "PENDING": _hours(_since_status("pending"), 2),
    "HOLD": _hours(_since_status("hold"), 2),
    "SOLVED": _hours(_metric("solved_at"), 2),
    "CLOSED": _hours(_since_status("closed"), 2),
    "updated_at": _hours(_own("updated_at"), 0),
    "assigned_at": _hours(_metric("assigned_at"), 2),
    "assignee_updated_at": _hours(_metric("assignee_updated_at"), 2),
    "requester_updated_at": _hours(_metric("requester_updated_at"), 2),
    "due_date": _hours(_own("due_at"), 1),
    "until_due_date": _hours(_own("due_at"), 1, ahead=True),
}
"""The fields of conditions, apart from custom fields."""
