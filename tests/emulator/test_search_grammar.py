"""The query language: what is read, what is refused, and that what was read can be written again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.emulator._search import Condition, Operator, Order, Query, QueryError, Word, parse

QUERY_TEXT = st.text(st.sampled_from('ab1é:<>=-*" \t_.@') | st.characters(), max_size=60)
FRAGMENTS = st.lists(
    st.sampled_from(
        ["type:ticket", "status<solved", '-tags:"a b"', '"two words"', "-no", "subject:photo*", '"open', "a:"]
    ),
    max_size=12,
).map(" ".join)


def text_of_order(query: Query) -> int:
    return sum(isinstance(item, Condition) and item.keyword in {"type", "order_by", "sort"} for item in query.items)


@given(QUERY_TEXT | FRAGMENTS)
def test_any_text_is_read_or_refused_with_a_query_error(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert set(query.types) <= {"ticket", "user", "organization", "group"}
    assert len(query.items) == len(query.words) + len(query.conditions) + text_of_order(query)


@given(QUERY_TEXT | FRAGMENTS)
def test_what_was_read_is_written_and_read_again_the_same(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert parse(str(query)) == query


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("printer fire", (Word("printer"), Word("fire"))),
        ('"printer  on fire"', (Word("printer on fire", phrase=True),)),
        ("-invoice", (Word("invoice", excluded=True),)),
        ("Status<Solved", (Condition("status", "Solved", Operator.LESS),)),
        ("created>=2024-02-08T17:44:42Z", (Condition("created", "2024-02-08T17:44:42Z", Operator.GREATER_OR_EQUAL),)),
        ('-tags:"vip gold"', (Condition("tags", "vip gold", phrase=True, excluded=True),)),
        ("jane@example.com", (Word("jane@example.com"),)),
        ("status: open", (Word("status:"), Word("open"))),
        ('""  - ', ()),
    ],
)
def test_reads(text: str, items: tuple[Word | Condition, ...]) -> None:
    assert parse(text).items == items


def test_type_narrows_and_excludes() -> None:
    assert parse("x").types == ("ticket", "user", "organization", "group")
    assert parse("type:user type:ticket").types == ("ticket", "user")
    assert parse("-type:ticket").types == ("user", "organization", "group")


def test_order_stands_in_the_query() -> None:
    assert parse("x").order == Order()
    assert parse("order_by:created sort:asc").order == Order("created_at", descending=False)
    assert parse("order_by:ticket_type sort:desc").order == Order("ticket_type")
    assert parse("order_by:colour").order == Order()
    assert parse("order_by:created sort:asc x").conditions == ()


def test_wildcard_is_a_suffix_of_an_unquoted_value() -> None:
    (plain, quoted) = parse('subject:photo* subject:"photo*"').conditions
    assert (plain.wildcard, plain.text) == (True, "photo")
    assert (quoted.wildcard, quoted.text) == (False, "photo*")


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(QueryError, match="Invalid type:sample_type") as refused:
        parse("type:sample_type")
    assert refused.value.code == "QueryError"


def test_more_than_64_words_are_refused() -> None:
    assert len(parse("word " * 64).words) == 64
    with pytest.raises(QueryError, match="65 words"):
        parse("word " * 65)
