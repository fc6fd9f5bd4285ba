"""Answers become records by two roads that agree, and nothing the server sent is lost."""

import contextlib
import copy
import datetime as dt
import functools
import gc
import importlib
import inspect
import pickle
import pkgutil
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zendesk_async import Record, Response, errors, models, response_of, to_dict
from zendesk_async._transport import case_insensitive
from zendesk_async.models import base
from zendesk_async.models._converter import converter, field_types
from zendesk_async.models.base import cut_many, decode_many, decode_one, record
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.models.tickets import Ticket, TicketDates, TicketSlaMetric
from zendesk_async.models.users import User


def answer(body: Any, **headers: str) -> Response:
    content = body if isinstance(body, bytes) else msgspec.json.encode(body)
    return Response(200, case_insensitive({"x-request-id": "r-1", **headers}), content, "GET", "/api/v2/tickets/1")


def one(value: Any, kind: type = Ticket) -> Any:
    return decode_one(answer({"record": value}), kind, "record")


def record_classes() -> list[type[Record]]:
    found: set[type[Record]] = set()
    for module in pkgutil.iter_modules(models.__path__):
        loaded = importlib.import_module(f"zendesk_async.models.{module.name}")
        found |= {
            value
            for value in vars(loaded).values()
            if inspect.isclass(value) and issubclass(value, Record) and attrs.has(value)
        }
    return sorted(found, key=lambda kind: kind.__name__)


RECORDS = record_classes()
TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
TIMES = st.datetimes(min_value=dt.datetime(1990, 1, 1), max_value=dt.datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0).isoformat() + "Z"
)


@functools.cache
def documented(kind: type[Record], depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Values such as the reference says: every field may be null or missing."""
    fields = {name: st.none() | fitting(declared, depth) for name, declared in field_types(kind).items()}
    return st.fixed_dictionaries({}, optional=fields)


def fitting(declared: Any, depth: int) -> st.SearchStrategy[Any]:
    if isinstance(declared, type) and attrs.has(declared):
        return documented(declared, depth + 1) if depth < 2 else st.just({})
    origin, arguments = getattr(declared, "__origin__", None), getattr(declared, "__args__", ())
    if origin is tuple:
        return st.lists(fitting(arguments[0], depth), max_size=2)
    if origin is not None and "Mapping" in str(declared).split("[")[0]:
        return st.dictionaries(TEXT, fitting(arguments[1], depth) if depth < 2 else st.none(), max_size=2)
    if "Literal" in str(declared).split("[")[0]:
        return st.sampled_from(arguments)
    if arguments:
        return st.one_of(*(fitting(part, depth) for part in arguments if part is not type(None)))
    plain: dict[Any, st.SearchStrategy[Any]] = {
        int: st.integers(-(2**63), 2**63 - 1),
        float: st.floats(allow_nan=False, allow_infinity=False),
        str: TEXT,
        bool: st.booleans(),
        dt.datetime: TIMES,
    }
    return plain.get(declared, JSON)


def by_the_tolerant_road(value: Any, kind: type[Record]) -> Any:
    return converter.structure(value, kind)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_both_roads_agree(kind):
    @settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
    @given(documented(kind))
    def agree(value: dict[str, Any]) -> None:
        assert one(value, kind) == by_the_tolerant_road(value, kind)

    agree()


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_whatever_comes_is_decoded_and_kept(kind):
    @settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.dictionaries(st.sampled_from(sorted(field_types(kind))) | TEXT, JSON, max_size=6))
    def hold(value: dict[str, Any]) -> None:
        made = one(value, kind)
        assert to_dict(made) == value
        for name in value.keys() - field_types(kind).keys():
            assert made.extra[name] == value[name]

    hold()


def test_a_null_takes_the_default_of_its_field():
    ticket = one({"id": 1, "tags": None, "custom_fields": None, "via": None, "due_at": None})
    assert (ticket.tags, ticket.custom_fields, ticket.via, ticket.due_at) == ((), (), None, None)
    assert Ticket(tags=None).tags == ()


def test_a_new_value_of_an_enumeration_breaks_nobody():
    assert one({"status": "postponed"}).status == "postponed"


def test_times_are_aware():
    assert one({"created_at": "2024-02-08T17:44:42Z"}).created_at == dt.datetime(2024, 2, 8, 17, 44, 42, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-08 17:44:42 +0000", dt.datetime(2024, 2, 8, 17, 44, 42, tzinfo=dt.UTC)),
        ("2024-02-08 17:44:42 UTC", dt.datetime(2024, 2, 8, 17, 44, 42, tzinfo=dt.UTC)),
        ("2024-02-08T17:44:42", dt.datetime(2024, 2, 8, 17, 44, 42, tzinfo=dt.UTC)),
        ("2024-02-08", dt.datetime(2024, 2, 8, tzinfo=dt.UTC)),
        ("2023-09-18T23:38:14.906338593Z", dt.datetime(2023, 9, 18, 23, 38, 14, 906339, tzinfo=dt.UTC)),
    ],
)
def test_times_are_read_in_every_form_that_zendesk_writes(text, expected):
    assert by_the_tolerant_road({"created_at": text}, Ticket).created_at == expected
    assert one({"created_at": text}).created_at == expected


def test_an_odd_value_leaves_its_field_empty_and_is_kept():
    ticket = one(
        {"id": "12", "subject": 5, "priority": "high", "tags": "a b", "created_at": "yesterday", "new_key": [1]}
    )
    assert (ticket.id, ticket.subject, ticket.priority, ticket.created_at) == (12, "5", "high", None)
    assert ticket.extra["created_at"] == "yesterday"
    assert ticket.extra["new_key"] == [1]
    assert ticket.extra["tags"] == "a b"


def test_one_odd_record_does_not_spoil_its_page():
    page = decode_many(
        answer({"tickets": [{"id": 1}, {"id": 2, "created_at": 5}, {"id": 3}], "count": 3}), Ticket, "tickets"
    )
    assert [ticket.id for ticket in page.records] == [1, 2, 3]
    assert page.facts["count"] == 3
    assert page.records[1].extra == {"created_at": 5}


def test_a_list_where_one_record_is_documented_gives_its_first():
    assert decode_one(answer({"ticket": [{"id": 1}]}), Ticket, "ticket").id == 1
    with pytest.raises(errors.DataError):
        decode_one(answer({"ticket": []}), Ticket, "ticket")


def test_records_under_the_same_word_in_the_other_number_are_found():
    recovered = decode_one(answer({"tickets": [{"id": 1, "x": 2}]}), Ticket, "ticket")
    assert (recovered.id, recovered.extra) == (1, {"x": 2})
    found = decode_many(answer({"ticket": {"id": 1}}), Ticket, "tickets")
    assert [one.id for one in found.records] == [1]
    assert cut_many(answer({"ticket": [{"id": 1}]}), Ticket, "tickets").records == [b'{"id":1}']


def test_a_file_is_given_as_it_came():
    assert decode_one(answer(b"\x89PNG\r\n"), bytes, None) == b"\x89PNG\r\n"


def test_a_record_where_a_list_is_documented_is_a_list_of_one():
    assert [ticket.id for ticket in decode_many(answer({"tickets": {"id": 1}}), Ticket, "tickets").records] == [1]


@pytest.mark.parametrize("body", [b"<html>maintenance</html>", b'{"ticket": {"id"', b"\xff\xfe"])
def test_what_is_not_json_is_unexpected_content(body):
    for decode in (decode_one, decode_many, cut_many):
        with pytest.raises(errors.UnexpectedContent, match="not JSON") as caught:
            decode(answer(body), Ticket, "ticket")
    assert caught.value.request_id == "r-1"


@pytest.mark.parametrize("body", [b"null", b"[]", b"{}", b'{"users": []}', b"5"])
def test_an_answer_without_what_was_asked_for_is_never_nothing(body):
    for decode in (decode_one, decode_many, cut_many):
        with pytest.raises(errors.DataError, match="the answer has no 'ticket'"):
            decode(answer(body), Ticket, "ticket")


@pytest.mark.parametrize("body", [b"", b" \r\n"])
def test_an_empty_answer_is_never_nothing(body):
    for decode in (decode_one, decode_many, cut_many):
        with pytest.raises(errors.DataError, match="the answer is empty"):
            decode(answer(body), Ticket, "ticket")


def test_null_for_what_was_asked_for_is_an_error():
    for decode in (decode_one, decode_many, cut_many):
        with pytest.raises(errors.DataError, match="the answer has null for 'ticket'"):
            decode(answer({"ticket": None}), Ticket, "ticket")


def test_a_text_where_a_record_is_expected_is_an_error_that_names_it():
    with pytest.raises(errors.DataError, match="str where Ticket"):
        decode_one(answer({"ticket": "gone"}), Ticket, "ticket")


def test_an_answer_without_a_key_is_the_record_itself():
    assert decode_one(answer({"id": 5}), Ticket, None).id == 5
    assert to_dict(decode_one(answer({"id": 5, "x": 1}), Ticket, None)) == {"id": 5, "x": 1}
    assert [each.id for each in decode_many(answer([{"id": 5}]), Ticket, None).records] == [5]


def test_plain_answers_stay_plain():
    assert decode_many(answer({"tags": ["a", "b"]}), str, "tags").records == ["a", "b"]
    assert decode_one(answer({"count": 6}), int, "count") == 6
    assert decode_one(answer({"settings": {"a": [1]}}), dict[str, Any], "settings") == {"a": [1]}
    assert decode_many(answer({"tags": ["a", 5]}), str, "tags").records == ["a", "5"]


def test_a_record_knows_the_answer_it_came_in():
    ticket = one({"id": 1})
    response = response_of(ticket)
    assert response is not None
    assert response.request_id == "r-1"
    assert response_of(Ticket(id=1)) is None


def test_records_are_values():
    first, second = one({"id": 1, "unknown": 1}), one({"id": 1, "unknown": 2})
    assert first == second
    assert "unknown" not in repr(first)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        first.id = 2
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del first.id


def test_records_can_be_copied_pickled_and_changed():
    ticket = one({"id": 1, "created_at": "2024-02-08T17:44:42Z", "tags": ["a"], "unknown": 5})
    for twin in (copy.copy(ticket), copy.deepcopy(ticket), pickle.loads(pickle.dumps(ticket))):
        assert twin == ticket
        assert hash(twin) == hash(ticket)
    changed = attrs.evolve(ticket, subject="New")
    assert to_dict(changed)["subject"] == "New"
    assert to_dict(changed)["created_at"] == "2024-02-08T17:44:42Z"
    assert changed.extra == {}


def test_records_are_made_by_the_names_of_their_fields():
    assert TicketDates().solved_at is None
    with pytest.raises(TypeError, match="TicketDates has no solved, status"):
        TicketDates(status=1, solved=None)
    with pytest.raises(TypeError):
        TicketDates(None)


def test_whoever_asks_is_told_the_fields_that_a_record_is_made_of():
    signature = inspect.signature(TicketSlaMetric)
    assert list(signature.parameters) == ["metric", "stage", "breach_at", "days", "hours", "minutes"]
    assert {one.kind for one in signature.parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert signature.parameters["days"].annotation == int | None
    assert str(inspect.signature(Record)) == "()"


def test_a_pickled_record_of_another_version_has_the_fields_of_this_one():
    dates = TicketDates.__new__(TicketDates)
    dates.__setstate__({"solved_at": dt.datetime(2024, 2, 8, tzinfo=dt.UTC), "gone": 1})
    assert dates == TicketDates(solved_at=dt.datetime(2024, 2, 8, tzinfo=dt.UTC))


@record
class Base(Record):
    """A record that another builds on."""

    id: int | None = None
    tags: tuple[str, ...] = ()


@record
class Derived(Base):
    """A record with the fields of another before its own."""

    at: dt.datetime | None = None


def test_a_record_can_build_on_another():
    value = {"id": 1, "tags": None, "at": "2024-02-08T17:44:42Z"}
    made = one(value, Derived)
    assert made == by_the_tolerant_road(value, Derived)
    assert made == Derived(id=1, at=dt.datetime(2024, 2, 8, 17, 44, 42, tzinfo=dt.UTC))
    assert (tuple(field_types(Base)), tuple(field_types(Derived))) == (("id", "tags"), ("id", "tags", "at"))


class Named(Ticket):
    """What an application may build on a record."""

    @property
    def name(self) -> str:
        return f"#{self.id}"


def test_a_plain_class_can_build_on_a_record():
    assert field_types(Named) == field_types(Ticket)
    assert (Named(id=5).name, one({"id": 5}, Named).name) == ("#5", "#5")


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_the_slots_of_a_record_class_are_its_fields_and_its_methods_those_of_all(kind):
    fields = attrs.fields(kind)
    assert kind.__slots__ == tuple(field.name for field in fields)
    assert all(field.default in (None, ()) for field in fields)
    assert not {"__init__", "__eq__", "__repr__", "__getstate__", "__setattr__"} & vars(kind).keys()
    assert not hasattr(kind(), "__dict__")


def test_threads_may_ask_for_the_fields_of_a_class_at_once():
    def fields_of_a_new_class(_: int) -> set[tuple[str, ...]]:
        kind = record(type("New", (Record,), {"__annotations__": {"id": int | None}, "id": None}))
        with ThreadPoolExecutor(4) as pool:
            return set(pool.map(lambda _: tuple(field_types.__wrapped__(kind).items()), range(8)))

    assert set.union(*map(fields_of_a_new_class, range(20))) == {(("id", int | None),)}


def test_sideloads_are_tables_by_id():
    body = {
        "tickets": [{"id": 1, "requester_id": 7}, {"id": 2, "requester_id": 8}],
        "users": [{"id": 7, "name": "Ada"}, {"id": 8, "name": "Bob"}],
        "brands": [{"id": 3}],
        "open_ticket_count": {"7": 4},
    }
    first, second = decode_many(answer(body), Ticket, "tickets").records
    assert first.included.users[first.requester_id].name == "Ada"
    assert first.included is second.included
    assert isinstance(second.included.users[8], User)
    assert first.included["brands"] == [{"id": 3}]
    assert first.included.open_ticket_count == {7: 4}
    for name in ("groups", "organizations", "tickets", "identities", "metric_sets"):
        table = getattr(first.included, name)
        assert dict(table) == ({1: first, 2: second} if name == "tickets" else {})


def test_a_record_made_here_has_no_sideloads():
    assert dict(Ticket(id=1).included.users) == {}
    assert Ticket(id=1).included["brands"] == []
    assert Ticket(id=1).included.open_ticket_count == {}


def test_rows_are_cut_as_they_came_one_a_line():
    rows = b'{"id":1,"a":  [1, 2.50]}', b'{"id":2}'
    cut = cut_many(answer(b'{"tickets":[' + b",".join(rows) + b'],"count":2}'), Ticket, "tickets")
    assert cut.records == list(rows)
    assert cut.facts["count"] == 2
    broken = cut_many(answer(b'{"tickets":[{"id":1,\n"a":"x\\ny"}]}'), Ticket, "tickets")
    assert broken.records == [b'{"id":1,"a":"x\\ny"}']
    assert cut_many(answer(b'{"tickets":{"id":1}}'), Ticket, "tickets").records == [b'{"id":1}']


@pytest.mark.parametrize("odd", [None, 5, "a", [{"id": 1}]])
def test_what_is_no_record_is_refused_decoded_or_not(odd):
    for decode in (decode_many, cut_many):
        with pytest.raises(errors.DataError, match=rf"holds {type(odd).__name__} where Ticket is expected"):
            decode(answer({"tickets": [{"id": 1}, odd]}), Ticket, "tickets")


@pytest.mark.parametrize("space", [b"", b"\n"])
@pytest.mark.parametrize("odd", [b"null", b'"\xff"', b'{"id":2}', b'{"id":' + b"9" * 30 + b"}", b'{"id":1e999}'])
def test_texts_and_numbers_that_are_none_are_cut_or_refused_by_an_error_of_ours(odd, space):
    body = b'{"tickets":[{"id":1,"subject":"\xff"},' + space + odd + b"]}"
    with contextlib.suppress(errors.ZendeskError):
        cut_many(answer(body), Ticket, "tickets")


def test_garbage_collection_pauses_only_while_a_page_is_decoded(monkeypatch):
    assert gc.isenabled()
    one({"id": 1})
    assert gc.isenabled()
    monkeypatch.setattr(base, "pause_garbage_collection", False)
    assert one({"id": 1}).id == 1
    gc.disable()
    try:
        one({"id": 1})
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_job_gives_its_results_as_they_came():
    status = one({"id": "V3-1", "status": "completed", "results": [{"index": 0, "id": 5}]}, JobStatus)
    assert status.results == ({"index": 0, "id": 5},)
    assert one({"results": {"success": True}}, JobStatus).results == {"success": True}
