"""Arguments become a request, or are refused before anything is sent."""

import datetime as dt
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async import Operation, Paging, WriteClass
from zendesk_async._operation import JSONObject, NoContent
from zendesk_async.errors import InvalidArgument

SHOW = Operation("ShowTicket", "GET /api/v2/tickets/{ticket_id}", JSONObject, key="ticket")
LIST = Operation(
    "ListThings", "GET /api/v2/things", JSONObject, paging=Paging.CURSOR, names={"role_in": "role[]", "async_": "async"}
)
UPDATE = Operation("UpdateThings", "PUT /api/v2/things", NoContent, body="thing", batch="things")
HOOK = Operation("ShowWebhook", "GET /api/v2/webhooks/{webhook_id}", JSONObject)


def test_a_path_parameter_takes_its_place():
    request = SHOW.request({"ticket_id": 35436})
    assert (request.method, request.path, request.target) == ("GET", "/api/v2/tickets/35436", "/api/v2/tickets/35436")


@pytest.mark.parametrize(
    "value", ["../users/me", "1%2F..%2F2", "a/b", "", ".", "..", "a?b", "a#b", "a\\b", "a\nb", "\x00"]
)
def test_a_text_that_would_leave_its_segment_is_refused(value):
    with pytest.raises(InvalidArgument, match="webhook_id is not an id") as caught:
        HOOK.request({"webhook_id": value})
    assert caught.value.path == "/api/v2/webhooks/{webhook_id}"


@pytest.mark.parametrize("value", [-1, True, None, 1.5, b"1", [1]])
def test_what_is_no_id_is_refused(value):
    with pytest.raises(InvalidArgument, match="ticket_id"):
        SHOW.request({"ticket_id": value})


def test_a_missing_id_is_refused():
    with pytest.raises(InvalidArgument, match="ticket_id is missing"):
        SHOW.request({})


@given(st.text())
def test_a_text_is_one_segment_or_refused(value):
    try:
        path = HOOK.request({"webhook_id": value}).path
    except InvalidArgument:
        return
    *before, last = path.split("/")
    assert before == ["", "api", "v2", "webhooks"]
    assert unquote(last) == value


def test_query_parameters_have_their_names_on_the_wire():
    request = LIST.request(
        {"page_size": 5, "page_after": "a+/=", "filter_type": "user", "role_in": ["agent", "admin"], "async_": True}
    )
    assert parse_qsl(urlsplit(request.target).query) == [
        ("page[size]", "5"),
        ("page[after]", "a+/="),
        ("filter[type]", "user"),
        ("role[]", "agent"),
        ("role[]", "admin"),
        ("async", "true"),
    ]


def test_values_are_repeated_where_the_name_says_so_and_a_filter_takes_values_by_name():
    operation = Operation("ListThings", "GET /api/v2/things", JSONObject, names={"filter_made": "filter[made]*"})
    assert operation.wire_name("filter_made") == "filter[made]"
    request = operation.request({"filter_made": ["a", "b"], "filter_values": {"color": "red", "size": 3}})
    assert request.query == (
        ("filter[made]", "a"),
        ("filter[made]", "b"),
        ("filter[values][color]", "red"),
        ("filter[values][size]", "3"),
    )


def test_what_was_not_given_is_left_out():
    assert LIST.request({"include": (), "ids": [], "sort": None}).query == ()


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("ids", [1, 2, 3], "1,2,3"),
        ("active", False, "false"),
        ("count", 2.0, "2"),
        ("ratio", 0.5, "0.5"),
        ("since", dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.timezone(dt.timedelta(hours=1))), "2026-01-02T02:04:05Z"),
        ("start_time", dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC), "1767323045"),
        ("day", dt.date(2026, 1, 2), "2026-01-02"),
    ],
)
def test_values_are_written_as_zendesk_reads_them(name, value, text):
    assert LIST.request({name: value}).query == ((name, text),)


@pytest.mark.parametrize("value", [dt.datetime(2026, 1, 2), object(), {"a": 1}, float("nan"), float("inf")])  # noqa: DTZ001
def test_a_value_without_a_form_in_a_query_is_refused(value):
    with pytest.raises(InvalidArgument, match="ListThings: since"):
        LIST.request({"since": value})


def test_a_body_is_wrapped_in_its_key_and_several_in_the_plural():
    assert UPDATE.request({"body": {"a": None}}).content == b'{"thing":{"a":null}}'
    assert UPDATE.request({"body": [{"a": 1}]}).content == b'{"things":[{"a":1}]}'
    assert UPDATE.request({"body": {}}).content_type == "application/json"


def test_a_time_in_a_body_keeps_its_time():
    due = dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC)
    assert UPDATE.request({"body": {"due_at": due}}).content == b'{"thing":{"due_at":"2024-05-06T07:08:09Z"}}'


def test_a_body_that_is_no_json_is_refused():
    with pytest.raises(InvalidArgument, match="the body is not JSON"):
        UPDATE.request({"body": {"a": object()}})


def test_content_is_sent_as_it_is():
    request = UPDATE.request({"content": b"abc", "content_type": "text/plain"})
    assert (request.content, request.content_type, request.one_shot) == (b"abc", "text/plain", False)


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        ("GET /api/v2/x", WriteClass.SAFE),
        ("POST /api/v2/x", WriteClass.UNSAFE),
        ("PUT /api/v2/x", WriteClass.IDEMPOTENT),
        ("PATCH /api/v2/x", WriteClass.IDEMPOTENT),
        ("DELETE /api/v2/x", WriteClass.IDEMPOTENT),
    ],
)
def test_the_write_class_follows_the_method(route, expected):
    assert Operation("X", route, NoContent).write_class is expected
    assert Operation("X", route, NoContent, write_class=WriteClass.KEYED).write_class is WriteClass.KEYED
