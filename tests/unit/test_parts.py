"""Nested records and open objects are decoded when they are first read, and nothing of it shows."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from zendesk_async import Response, to_dict
from zendesk_async.models._converter import converter
from zendesk_async.models.base import decode_many, decode_one
from zendesk_async.models.common import CustomField, Via
from zendesk_async.models.satisfaction_ratings import SatisfactionRating
from zendesk_async.models.tickets import Ticket
from zendesk_async.models.users import User

SENT = {
    "id": 1,
    "subject": "It smokes",
    "tags": ["printer"],
    "via": {"channel": "email", "source": {"from": {"address": "ada@example.com"}}},
    "custom_fields": [{"id": 5, "value": "C-17"}, {"id": 6, "value": ["a", "b"]}],
    "satisfaction_rating": {"score": "good", "created_at": "2024-02-08T17:44:42Z"},
    "metric_events": None,
}


def answer(value: Any) -> Response:
    body = value if isinstance(value, bytes) else msgspec.json.encode(value)
    return Response(200, {}, body, "GET", "/api/v2/tickets")


def ticket(**changed: Any) -> Ticket:
    return decode_one(answer({"ticket": SENT | changed}), Ticket, "ticket")


def page(*rows: dict[str, Any]) -> list[Ticket]:
    found: list[Ticket] = decode_many(answer({"tickets": rows}), Ticket, "tickets").records
    return found


MADE = Ticket(
    id=1,
    subject="It smokes",
    tags=("printer",),
    via=Via(channel="email", source={"from": {"address": "ada@example.com"}}),
    custom_fields=(CustomField(id=5, value="C-17"), CustomField(id=6, value=["a", "b"])),
    satisfaction_rating=converter.structure(SENT["satisfaction_rating"], SatisfactionRating),
)


def test_a_record_that_was_not_looked_at_equals_one_that_was_made():
    assert ticket() == MADE
    assert ticket() == ticket()
    assert ticket() != ticket(via={"channel": "web"})
    assert repr(ticket()) == repr(MADE)
    assert type(ticket()) is Ticket


def test_a_record_that_was_not_looked_at_is_hashed_by_its_parts():
    hashable = {"custom_fields": [{"id": 5, "value": "C-17"}], "via": {"channel": "web"}}
    assert len({ticket(**hashable), ticket(**hashable), ticket(custom_fields=[], via=None)}) == 2


def test_a_record_that_was_not_looked_at_is_copied_changed_and_taken_apart():
    for twin in (copy.copy(ticket()), copy.deepcopy(ticket()), pickle.loads(pickle.dumps(ticket()))):
        assert twin == MADE
    assert attrs.evolve(ticket(), subject="New").via == MADE.via
    assert attrs.asdict(ticket()) == attrs.asdict(MADE)
    assert to_dict(ticket()) == SENT
    assert to_dict(attrs.evolve(ticket(), id=2))["custom_fields"] == SENT["custom_fields"]


def test_the_parts_of_a_record_match_patterns():
    match ticket():
        case Ticket(via=Via(channel="email"), custom_fields=(CustomField(value=number), *_)):
            assert number == "C-17"
        case other:
            raise AssertionError(other)


def test_a_part_is_the_same_object_each_time():
    one = ticket()
    assert one.via is one.via
    assert one.custom_fields is one.custom_fields


def test_a_part_that_is_missing_or_null_has_its_default():
    (first, second) = page({"id": 1}, {"id": 2, "via": None, "custom_fields": None})
    assert (first.via, first.custom_fields) == (second.via, second.custom_fields) == (None, ())
    assert first.extra == second.extra == {}


def test_an_odd_part_leaves_its_field_empty_and_is_kept():
    odd = ticket(via="email", custom_fields={"5": "C-17"}, satisfaction_rating={"score": 5, "created_at": "yesterday"})
    assert (odd.via, odd.custom_fields) == (None, ())
    assert odd.satisfaction_rating == SatisfactionRating(score="5")
    assert odd.extra == {"via": "email", "custom_fields": {"5": "C-17"}}


def test_what_is_no_utf_8_and_no_number_that_fits_does_not_hide_a_part():
    body = b'{"tickets":[{"id":1,"via":{"channel":"e\xffmail"},"custom_fields":[{"id":5,"value":1e999}],"new":1e999}]}'
    (found,) = decode_many(answer(body), Ticket, "tickets").records
    assert found.via == Via(channel="e�mail")
    assert found.custom_fields == (CustomField(id=5, value=float("inf")),)
    assert found.extra == {"new": float("inf")}


def test_threads_may_read_a_part_at_once():
    with ThreadPoolExecutor(4) as pool:
        for _ in range(50):
            one = ticket()
            assert set(pool.map(lambda _, one=one: one.via.channel, range(8))) == {"email"}


class Titled(User):
    """What an application may build on a record: parts of the class it builds on."""

    @property
    def title(self) -> str:
        return f"{self.name} {self.user_fields}"


def test_a_plain_class_that_builds_on_a_record_has_its_parts():
    sent = {"id": 5, "name": "Ada", "user_fields": {"vip": True}, "photo": {"id": 7}}
    made = decode_one(answer({"user": sent}), Titled, "user")
    assert type(made) is Titled
    assert made.title == "Ada {'vip': True}"
    assert made.photo is not None
    assert made.photo.id == 7


PARTS = ("via", "custom_fields", "satisfaction_rating", "slas", "metric_events")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sets(st.sampled_from(PARTS)), min_size=1, max_size=24), st.integers(0, 3))
def test_what_was_read_of_earlier_pages_changes_nothing_of_later_ones(habits: list[set[str]], odd: int) -> None:
    row = SENT | {"slas": {"policy_metrics": [{"metric": "first_reply_time", "days": 1}]}, "metric_events": {"a": [1]}}
    rows = [row | {"id": 1}, row | {"id": 2, "via": ("email", None, {}, {"channel": 5})[odd]}]
    for read in habits:
        tickets = page(*rows)
        for one in tickets:
            for name in read:
                getattr(one, name)
        assert tickets == [converter.structure(sent, Ticket) for sent in rows]
        assert [to_dict(one) for one in tickets] == rows
