import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from zendesk_async._limit_headers import Quota, read_date, read_limits, read_quota, read_retry_after

DATE = "Tue, 14 Nov 2023 22:14:00 GMT"


@pytest.mark.parametrize(
    "headers",
    [
        {"ratelimit-limit": "700", "ratelimit-remaining": "698", "ratelimit-reset": "49"},
        {"rate-limit": "700", "rate-limit-remaining": "698", "rate-limit-reset": "49"},
        {"X-Rate-Limit": "700", "X-Rate-Limit-Remaining": "698", "RateLimit-Reset": " 49 "},
    ],
    ids=["since 2024", "2023", "always"],
)
def test_every_spelling_of_the_accounts_limit_is_read(headers: dict[str, str]) -> None:
    assert read_limits(headers).account == Quota(700, 698, 49)
    assert read_limits(CIMultiDict(headers)).account == Quota(700, 698, 49)


@pytest.mark.parametrize("name", ["zendesk-rate-limit-tickets-index", "Zendesk-RateLimit-Tickets-Index"])
def test_both_spellings_of_an_endpoints_limit_are_read(name: str) -> None:
    told = read_limits({name: "total=100; remaining=93; resets=16", "Zendesk-RateLimit": "total=1"})
    assert told.named == {"tickets-index": Quota(100, 93, 16)}
    assert told.account is None


@pytest.mark.parametrize(
    ("text", "quota"),
    [
        ("total=100; remaining=99; resets=41", Quota(100, 99, 41)),
        ("resets=41;remaining=99", Quota(None, 99, 41)),
        ("TOTAL = 100", Quota(100, None, None)),
        ("total=5; remaining=9; resets=1", Quota(5, 5, 1)),
        ("total=0; remaining=0; resets=1", Quota(None, 0, 1)),
        ("total=10; remaining=1; resets=99999999", Quota(10, 1, None)),
        ("resets=41", None),
        ("total=-1; remaining=x", None),
        ("", None),
    ],
)
def test_a_figure_that_cannot_be_is_left_out(text: str, quota: Quota | None) -> None:
    assert read_quota(text) == quota


@pytest.mark.parametrize(
    ("text", "date", "seconds"),
    [
        ("10", None, 10.0),
        (" 93 ", None, 93.0),
        ("0", None, None),
        ("-1", None, None),
        ("abc", None, None),
        ("1.5", None, None),
        ("1e9", None, None),
        ("٣", None, None),
        ("1000000000", None, 1e9),
        ("9" * 5000, None, 9999999999.0),
        ("Tue, 14 Nov 2023 22:14:30 GMT", DATE, 30.0),
        ("Tue, 14 Nov 2023 22:13:30 GMT", DATE, None),
        ("Tue, 14 Nov 2023 22:14:30 GMT", None, None),
        ("Tue, 14 Nov 2023 22:14:30 GMT", "yesterday", None),
        ("Tue, 99 Nov 2023 22:14:30 GMT", DATE, None),
        ("Tue, 14 Nov 2023 22:14:30", DATE, None),
    ],
)
def test_retry_after_is_seconds_or_a_date_on_the_servers_own_clock(
    text: str, date: str | None, seconds: float | None
) -> None:
    assert read_retry_after(text, date) == seconds


def test_an_answer_without_limits_says_nothing() -> None:
    told = read_limits({"Content-Type": "text/html", "Date": DATE})
    assert (told.account, told.named, told.retry_after) == (None, {}, None)


@given(
    limit=st.integers(1, 10**6),
    remaining=st.integers(0, 10**6),
    resets=st.integers(0, 3600),
    blank=st.sampled_from(["", " "]),
)
def test_what_an_endpoint_says_is_what_is_read(limit: int, remaining: int, resets: int, blank: str) -> None:
    text = f"total={limit};{blank}remaining={remaining};{blank}resets={resets}"
    assert read_quota(text) == Quota(limit, min(limit, remaining), resets)


@given(st.text())
def test_reading_one_value_never_raises(text: str) -> None:
    read_quota(text)
    read_date(text)
    after = read_retry_after(text, DATE)
    assert after is None or after > 0


NAMES = st.sampled_from(
    ["X-Rate-Limit", "ratelimit-remaining", "ratelimit-reset", "retry-after", "date", "zendesk-ratelimit-search-index"]
) | st.text(string.ascii_letters + "-")
VALUES = st.text() | st.from_regex(r"total=\d+; remaining=\d+; resets=\d+") | st.integers().map(str)


@given(st.dictionaries(NAMES, VALUES))
def test_reading_any_headers_never_raises_and_gives_figures_that_can_be(headers: dict[str, str]) -> None:
    told = read_limits(headers)
    for quota in (told.account, *told.named.values()):
        if quota is not None:
            assert quota.limit is None or quota.limit > 0
            assert quota.remaining is None or 0 <= quota.remaining <= (quota.limit or quota.remaining)
            assert quota.reset is None or 0 <= quota.reset <= 86_400
