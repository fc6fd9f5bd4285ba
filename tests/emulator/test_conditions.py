"""Conditions of views, field by field, on a plain ticket."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.emulator._conditions import Condition, ConditionError, check, checks, parse

NOW = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)
TICKET: dict[str, Any] = {
    "id": 1,
    "subject": "Printer on fire",
    "description": "It smokes",
    "status": "open",
    "priority": "high",
    "type": "incident",
    "group_id": 7,
    "assignee_id": 2,
    "requester_id": 1,
    "organization_id": None,
    "brand_id": 5,
    "ticket_form_id": 6,
    "custom_status_id": 9,
    "tags": ["gold", "vip"],
    "via": {"channel": "email"},
    "recipient": "support@example.com",
    "satisfaction_rating": {"score": "good", "comment": "Fine"},
    "created_at": "2024-06-01T02:30:00Z",
    "updated_at": "2024-06-01T11:30:00Z",
    "due_at": "2024-06-02T12:00:00Z",
    "custom_fields": [
        {"id": 11, "value": "blue"},
        {"id": 12, "value": True},
        {"id": 13, "value": None},
        {"id": 14, "value": "42"},
        {"id": 15, "value": ["red", "green"]},
        {"id": 16, "value": "2024-03-01"},
    ],
}


@attrs.frozen
class Account:
    now: dt.datetime = NOW
    user_id: int | None = 2
    group_ids: frozenset[int] = frozenset({7, 8})

    def metric(self, ticket_id: int, field: str) -> str | None:
        return {"status_updated_at": "2024-06-01T08:00:00Z", "assigned_at": "2024-05-31T12:00:00Z"}.get(field)

    def requester(self, user_id: int, field: str) -> Any:
        return {"locale_id": 8}.get(field)

    def bodies(self, ticket_id: int) -> Iterable[str]:
        return ("It smokes", "Pull the plug")


def holds(field: str, operator: str, value: Any = None) -> bool:
    return check(Condition(field, operator, value), Account()).test(TICKET.get)


@pytest.mark.parametrize(
    ("field", "operator", "value", "expected"),
    [
        ("status", "is", "open", True),
        ("status", "is_not", "open", False),
        ("status", "less_than", "solved", True),
        ("status", "greater_than", "open", False),
        ("status", "is", "", False),
        ("priority", "is", "high", True),
        ("priority", "is_not", "", True),
        ("priority", "greater_than", "normal", True),
        ("type", "is", "incident", True),
        ("type", "is", "", False),
        ("type", "includes", ["incident", "task"], True),
        ("group_id", "is", "7", True),
        ("group_id", "is", 7, True),
        ("group_id", "is", "current_groups", True),
        ("group_id", "is_not", "current_groups", False),
        ("group_id", "includes", ["7", "9"], True),
        ("assignee_id", "is", "current_user", True),
        ("assignee_id", "is", "", False),
        ("assignee_id", "is", "requester_id", False),
        ("assignee_id", "is_not", "requester_id", True),
        ("requester_id", "is", "current_user", False),
        ("organization_id", "is", "", True),
        ("organization_id", "is_not", None, False),
        ("brand_id", "is", 5, True),
        ("ticket_form_id", "is_not", 6, False),
        ("custom_status_id", "includes", ["9", "10"], True),
        ("current_tags", "includes", "silver gold", True),
        ("current_tags", "includes", "silver", False),
        ("current_tags", "not_includes", "silver", True),
        ("current_tags", "not_includes", "silver,gold", False),
        ("via_id", "is", "4", True),
        ("via_id", "is_not", "5", True),
        ("recipient", "is", "support@example.com", True),
        ("satisfaction_score", "is", "good", True),
        ("satisfaction_score", "is", "good_with_comment", True),
        ("satisfaction_score", "is_not", "bad", True),
        ("locale_id", "is", "8", True),
        ("subject_includes_word", "includes", "water fire", True),
        ("subject_includes_word", "not_includes", "fire", False),
        ("subject_includes_word", "is", "on fire", True),
        ("description_includes_word", "includes", "smokes", True),
        ("comment_includes_word", "includes", "plug", True),
        ("comment_includes_word", "is_not", "the plug", False),
        ("NEW", "is", "9", True),
        ("NEW", "less_than", "10", True),
        ("NEW", "greater_than", "9", False),
        ("created_at", "greater_than_business_hours", "8", True),
        ("updated_at", "less_than", "1", True),
        ("updated_at", "within_previous_n_days", "1", True),
        ("OPEN", "is", "4", True),
        ("PENDING", "is", "4", False),
        ("SOLVED", "greater_than", "1", False),
        ("assigned_at", "is", "24", True),
        ("due_date", "less_than", "100", False),
        ("due_date", "within_next_n_days", "1", True),
        ("until_due_date", "is", "24", True),
        ("custom_fields_11", "is", "blue", True),
        ("custom_fields_11", "is_not", "blue", False),
        ("ticket_fields_12", "is", "true", True),
        ("custom_fields_13", "is", "", True),
        ("custom_fields_13", "present", None, False),
        ("custom_fields_13", "not_present", None, True),
        ("custom_fields_14", "greater_than", "41", True),
        ("custom_fields_14", "less_than", "42", False),
        ("custom_fields_15", "includes", ["green"], True),
        ("custom_fields_15", "not_includes", ["green"], False),
        ("custom_fields_15", "less_than", "1", False),
        ("custom_fields_16", "less_than", "2024-03-02", True),
    ],
)
def test_a_condition(field: str, operator: str, value: Any, expected: bool) -> None:
    assert holds(field, operator, value) is expected


@pytest.mark.parametrize(
    ("field", "operator", "value"),
    [
        ("colour", "is", "blue"),
        ("status", "includes", "open"),
        ("status", "is", "blue"),
        ("type", "less_than", "task"),
        ("group_id", "is", "seven"),
        ("group_id", "less_than", "7"),
        ("current_tags", "less_than", "a"),
        ("subject_includes_word", "less_than", "a"),
        ("updated_at", "is", "yesterday"),
        ("updated_at", "includes", "1"),
        ("custom_fields_11", "changed", None),
    ],
)
def test_conditions_that_make_no_sense_are_refused(field: str, operator: str, value: Any) -> None:
    with pytest.raises(ConditionError, match="Invalid condition"):
        holds(field, operator, value)


@pytest.mark.parametrize("value", ["status", {"field": "status"}, [5], [{"operator": "is"}]])
def test_what_is_no_list_of_conditions_is_refused(value: Any) -> None:
    with pytest.raises(ConditionError):
        parse(value)


def test_nothing_is_no_condition() -> None:
    assert parse(None) == []


TRUE = Condition("status", "is", "open")
FALSE = Condition("comment_includes_word", "is", "water")


@given(st.lists(st.booleans(), max_size=4), st.lists(st.booleans(), max_size=4))
def test_all_of_the_first_and_one_of_the_others_must_hold(every: list[bool], either: list[bool]) -> None:
    made = checks([TRUE if one else FALSE for one in every], [TRUE if one else FALSE for one in either], Account())
    expected = all(every) and (not either or any(either))
    assert all(one.test(TICKET.get) for one in made) is expected
