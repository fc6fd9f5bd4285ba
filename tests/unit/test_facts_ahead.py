"""What a page says of the next one is found at its ends, and never mistaken."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async._facts_ahead import facts_ahead

NAMES = st.sampled_from(["meta", "links", "end_of_stream", "after_cursor", "count", "users", "tickets", "id", "x"])
TEXTS = st.sampled_from(['],"meta":{}}', '"', "\\", "a", "],", "ü"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, JSON), st.sampled_from([None, "tickets", "users"]), st.sampled_from([None, 1]))
def test_whatever_is_found_ahead_is_what_the_whole_says(page: dict[str, Any], key: str | None, indent: int | None):
    body = json.dumps(page, indent=indent).encode()
    assert facts_ahead(body, key).items() <= page.items()


TICKETS = [
    {"id": number, "tags": ["],"], "description": 'meta" ],"meta":{"has_more":true} ' * 20} for number in range(50)
]
META = {"has_more": True, "after_cursor": "x"}


@pytest.mark.parametrize(
    "page",
    [
        {"tickets": TICKETS, "meta": META, "links": {"next": "https://acme.zendesk.com/"}},
        {"meta": META, "links": {}, "tickets": TICKETS},
        {"tickets": TICKETS, "users": TICKETS, "meta": META},
    ],
)
@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": ")])
def test_the_facts_of_a_long_page_are_found_at_either_end(page: dict[str, Any], separators: tuple[str, str]):
    assert facts_ahead(json.dumps(page, separators=separators).encode(), "tickets")["meta"] == META


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"\xff\xfe", b'{"tickets":[],"meta":', b'{"tickets":[]}'])
def test_what_is_no_page_says_nothing(body: bytes):
    assert not facts_ahead(body, "tickets")
