"""Which records a query selects, keyword by keyword, on plain rows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.emulator._search import Operator, QueryError, parse
from zendesk_async.emulator._search_matching import PRIORITIES, STATUSES, checks
from zendesk_async.emulator._search_values import compare, moments, word_pattern

NOW = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)

TICKET: dict[str, Any] = {
    "id": 35436,
    "subject": "Printer on fire",
    "description": "The photocopier smokes, replies welcome",
    "status": "open",
    "priority": "high",
    "type": "incident",
    "created_at": "2024-02-08T17:44:42Z",
    "updated_at": "2024-06-01T09:00:00Z",
    "due_at": "2024-07-01T12:00:00Z",
    "requester_id": 1,
    "submitter_id": 1,
    "assignee_id": 2,
    "organization_id": None,
    "group_id": 7,
    "email_cc_ids": [3],
    "collaborator_ids": [],
    "tags": ["gold", "vip"],
    "via": {"channel": "email"},
    "custom_fields": [
        {"id": 11, "value": "blue whale"},
        {"id": 12, "value": True},
        {"id": 13, "value": None},
        {"id": 14, "value": "42"},
        {"id": 15, "value": ["red", "green"]},
        {"id": 16, "value": "2024-03-01"},
    ],
    "satisfaction_rating": {"score": "good", "comment": "Fine"},
    "custom_status_id": 99,
    "brand_id": 5,
    "ticket_form_id": 6,
    "recipient": "support@example.com",
    "external_id": "Case-1",
}
COMMENTS = [
    {"author_id": 1, "body": "The photocopier smokes", "attachments": []},
    {"author_id": 2, "body": "Please pull the plug", "attachments": [{"file_name": "plug.png"}]},
]
USER: dict[str, Any] = {
    "id": 1,
    "name": "Jane Doe",
    "email": "jane@example.com",
    "alias": None,
    "role": "end-user",
    "notes": "likes tea",
    "details": "Nürnberg",
    "external_id": "U1",
    "phone": "+1 (555) 010-99",
    "tags": [],
    "verified": True,
    "suspended": False,
    "organization_id": 4,
    "created_at": "2024-01-01T00:00:00Z",
    "updated_at": "2024-01-01T00:00:00Z",
    "user_fields": {"plan": "gold", "seats": 12},
}
ORGANIZATION: dict[str, Any] = {
    "id": 4,
    "name": "Acme GmbH",
    "notes": None,
    "details": None,
    "external_id": None,
    "tags": ["partner"],
    "created_at": "2024-01-01T00:00:00Z",
    "organization_fields": {},
}
GROUP: dict[str, Any] = {"id": 7, "name": "Field service", "created_at": "2024-01-01T00:00:00Z"}


@attrs.frozen
class People:
    """The few records that the rows refer to."""

    now: dt.datetime = NOW

    def referred(self, kind: str, text: str) -> frozenset[int]:
        known = {
            "users": {"me": 2, "jane": 1, "jane@example.com": 1, "1": 1, "2": 2, "carl": 3},
            "groups": {"7": 7, "field service": 7},
            "organizations": {"acme": 4},
            "brands": {"5": 5},
            "ticket_forms": {"default": 6},
        }
        found = known[kind].get(text.lower())
        return frozenset() if found is None else frozenset({found})

    def comments(self, ticket_id: int) -> Sequence[dict[str, Any]]:
        return COMMENTS

    def bodies(self, ticket_id: int) -> Iterable[str]:
        return (str(row["body"]) for row in COMMENTS)

    def solved_at(self, ticket_id: int) -> str | None:
        return "2024-05-01T00:00:00Z"

    def members(self, group_ids: frozenset[int] | None) -> frozenset[int]:
        return frozenset({1}) if group_ids is None or 7 in group_ids else frozenset()


def selects(text: str, row: dict[str, Any], kind: str = "ticket") -> bool:
    keys = frozenset(row.get(f"{kind}_fields") or ())
    tests = checks(parse(text), kind, People(), keys)
    return tests is not None and all(test.test(row.get) for test in tests)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "35436",
        "printer",
        "PRINT",  # a beginning of a word
        "printers",  # another ending of it
        "reply",
        "fire printer",  # any order
        '"printer on fire"',
        "plug",  # of a comment
        "gold",  # a tag
        "whale",  # a custom field
        "-invoice",
        '-"fire printer"',
        "status:open",
        "status<solved",
        "status>=open",
        "status:new status:open",
        "-status:closed",
        "priority>normal",
        "priority:high",
        "ticket_type:incident",
        "created:2024-02-08",
        "created>2024-02-07",
        "created>=2024-02-08",
        "created<=2024-02-08",
        "created<2024-02-09",
        "created_at>=2024-02-08T17:44:42Z",
        "created>=2024-02-08T18:44:42+01:00",
        "created>2024-01-01 created<2024-03-01",
        "created:2024-01-01 created:2024-02-08",
        "updated>4hours",
        "updated<1hour",
        "created>6months",
        "solved>2024-04-01",
        "due_date>2024-06-30",
        "requester:jane",
        "requester:jane@example.com",
        "assignee:me",
        "assignee:2",
        "submitter:1",
        "commenter:me",
        "cc:carl",
        "organization:none",
        'group:"Field service"',
        "group:7",
        "brand:5",
        "form:default",
        "subject:fire",
        "subject:pri*",
        "description:photocopier",
        "description:photo*",
        "comment:plug",
        "custom_status_id:99",
        "tags:vip",
        "tags:VIP tags:silver",
        'tags:"gold vip"',
        "tags:go*",
        "-tags:silver",
        "via:mail",
        "via:email",
        "fieldvalue:whale",
        "fieldvalue:42",
        'custom_field_11:"blue whale"',
        "custom_field_11:*",
        "-custom_field_13:*",
        "custom_field_12:checked",
        "-custom_field_12:unchecked",
        "custom_field_13:none",
        "custom_field_14>41",
        "custom_field_16<2024-03-02",
        "custom_field_15:green",
        "recipient:support@example.com",
        "external_id:case-1",
        "external_id:case*",
        "has_attachment:true",
        "attachment_name:plug",
        "satisfaction:good",
        "satisfaction:goodwithcomment",
        "-satisfaction:bad",
        "-organization_id:4",  # no keyword, so its words are looked for
    ],
)
def test_the_ticket_is_found(text: str) -> None:
    assert selects(text, TICKET)


@pytest.mark.parametrize(
    "text",
    [
        "35437",
        "inter",  # the middle of a word
        '"fire printer"',
        "-printer",
        "printer invoice",
        "status:solved",
        "status:unknown",
        "status>open",
        "priority<high",
        "priority:none",
        "ticket_type:question",
        "created:2024-02-07",
        "created>2024-02-08",
        "created<2024-02-08",
        "created>2024-02-01 created<2024-02-02",
        "updated>2hours",
        "solved>2024-05-02",
        "solved:none",
        "due_date:none",
        "requester:nobody",
        "requester:none",
        "assignee:none",
        "cc:jane",
        "cc:none",
        "commenter:carl",
        "group:none",
        "subject:prin",  # a property takes whole words
        "subject:none",
        "comment:fire",
        "tags:none",
        "tags:go",
        'tags:"gold silver"',
        "-tags:gold",
        "via:web",
        "via:none",
        "custom_field_13:*",
        "custom_field_12:unchecked",
        "custom_field_14>42",
        "custom_field_12>1",
        "external_id:none",
        "has_attachment:false",
        "attachment_name:photo",
        "satisfaction:badwithcomment",
        "organization_id:4",  # no keyword, so the text is looked for
        "name:jane",  # a keyword of users alone
    ],
)
def test_the_ticket_is_not_found(text: str) -> None:
    assert not selects(text, TICKET)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jane", True),
        ("jane@example.com", True),
        ("nürn", True),
        ("name:jane", True),
        ("name:jan", False),
        ("role:end-user", True),
        ("role:enduser", True),
        ("role:admin", False),
        ("email:jane@example.com", True),
        ("email:none", False),
        ("group:7", True),
        ("group:none", False),
        ("group:8", False),
        ("organization:acme", True),
        ("organization:none", False),
        ("notes:tea", True),
        ("notes:none", False),
        ("external_id:u1", True),
        ("phone:+155501099", True),
        ("phone:+1555", False),
        ("phone:none", False),
        ("tags:none", True),
        ("is_verified:true", True),
        ("is_suspended:true", False),
        ("is_suspended:false", True),
        ("plan:gold", True),
        ("plan:silver", False),
        ("seats>11", True),
        ("seats>12", False),
        ("user:tea", True),
        ("-status:open", True),
        ("status:open", False),
        ("custom_field_1:x", False),
    ],
)
def test_users(text: str, found: bool) -> None:
    assert selects(text, USER, "user") is found


@pytest.mark.parametrize(
    ("text", "kind", "row", "found"),
    [
        ("acme", "organization", ORGANIZATION, True),
        ("name:acme tags:partner", "organization", ORGANIZATION, True),
        ("external_id:none", "organization", ORGANIZATION, True),
        ("status:open", "organization", ORGANIZATION, False),
        ("serv", "group", GROUP, True),
        ('name:"field service"', "group", GROUP, True),
        ("tags:x", "group", GROUP, False),
    ],
)
def test_organizations_and_groups(text: str, kind: str, row: dict[str, Any], found: bool) -> None:
    assert selects(text, row, kind) is found


@pytest.mark.parametrize(
    "text",
    [
        "created>banana",
        "created:2024-13-01",
        "created>99999years",
        "subject>fire",
        "tags<x",
        "assignee>2",
        "status<blue",
    ],
)
def test_what_can_not_be_compared_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        selects(text, TICKET)


@given(st.sampled_from(list(Operator)), st.sampled_from(STATUSES), st.sampled_from(STATUSES))
def test_statuses_compare_by_their_order(operator: Operator, held: str, asked: str) -> None:
    expected = compare(operator, STATUSES.index(held), STATUSES.index(asked))
    assert selects(f"status{operator.value}{asked}", {**TICKET, "status": held}) is expected


@given(st.sampled_from(list(Operator)), st.sampled_from(PRIORITIES), st.sampled_from(PRIORITIES))
def test_priorities_compare_by_their_order(operator: Operator, held: str, asked: str) -> None:
    expected = compare(operator, PRIORITIES.index(held), PRIORITIES.index(asked))
    assert selects(f"priority{operator.value}{asked}", {**TICKET, "priority": held}) is expected


@given(
    st.integers(0, 2**31).map(lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)),
    st.dates(dt.date(1970, 1, 2), dt.date(2038, 1, 1)),
)
def test_a_moment_is_before_in_or_after_a_day(moment: dt.datetime, day: dt.date) -> None:
    stamp, wanted = f"{moment:%Y-%m-%dT%H:%M:%SZ}", moments(day.isoformat(), NOW)
    assert wanted.holds(Operator.EQUAL, stamp) is (moment.date() == day)
    assert wanted.holds(Operator.LESS, stamp) is (moment.date() < day)
    assert wanted.holds(Operator.LESS_OR_EQUAL, stamp) is (moment.date() <= day)
    assert wanted.holds(Operator.GREATER, stamp) is (moment.date() > day)
    assert wanted.holds(Operator.GREATER_OR_EQUAL, stamp) is (moment.date() >= day)


@given(st.text(max_size=40), st.booleans(), st.booleans())
def test_a_text_is_found_in_itself(text: str, prefix: bool, phrase: bool) -> None:
    assert word_pattern(text, prefix=prefix, phrase=phrase).search(text.lower())


@given(st.text(st.characters(categories=["Ll"]), min_size=2, max_size=12), st.data())
def test_a_word_is_found_by_its_beginnings_never_by_its_end(word: str, data: st.DataObject) -> None:
    length = data.draw(st.integers(1, len(word)))
    assert word_pattern(word[:length], prefix=True).search(word)
    assert not word_pattern("x" + word, prefix=True).search(word) or ("x" + word) in word
