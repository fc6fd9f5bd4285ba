"""What may come from outside: any JSON, the words that this package looks for, and how hard to try.

`make fuzz EXAMPLES=5000` tries longer, and other examples each time.
"""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from zendesk_async.errors import ZendeskError

fuzzed = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def error_of(call: Callable[[], object]) -> ZendeskError | None:
    """Return the error of ours that a call raises, None when it raises none; another error is the test's failure."""
    try:
        call()
    except ZendeskError as problem:
        return problem
    return None


hostile_numbers = st.sampled_from([0, -1, 1.5, 1e308, -0.0, 2**53, 2**63, 2**64, -(2**63), 10**30])
hostile_texts = st.sampled_from(
    [
        "", " ", "\x00", "\r\n", "\x1b]0;title\x07", "\u202e", "\ufeff", "../", "%2e%2e%2f", "null", "nan", "inf", "-1",
        "9" * 5000, "\u0663", "\u00b2", "1e9", "0x10", "http://[", "https://[::1", "https://evil.example/?page=2",
        "//evil.example/x?cursor=a", "https://a:99999/?page=2", "https://\u2100.example/?page=2", "?page=\u00b2",
        "?page=" + "9" * 5000, "?start_time=abc", "?start_time=" + "9" * 5000, "?page[after]=%00", "x" * 70_000,
    ]
)  # fmt: skip
texts = st.text(max_size=30) | hostile_texts
scalars = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | hostile_numbers | texts


def json_values(keys: st.SearchStrategy[str] | None = None, leaves: st.SearchStrategy[Any] = scalars) -> Any:
    """Give JSON of any shape; `keys` are the words that its objects mostly use."""
    names = texts if keys is None else keys | texts
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5),
        max_leaves=12,
    )


def header_values() -> st.SearchStrategy[str]:
    """Give what can stand in a header's line: anything but the end of it."""
    return st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\x00"), max_size=40) | st.sampled_from(
        [
            "0", "-1", "1", "60", "abc", "1e9", "9" * 30, "1.5", "nan", "inf", " 7 ", "+5", "\xb2", "0x1f", "1, 2",
            "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 31 Dec 0001 00:00:00 +2359", "Mon, 01 Jan 2024 00:00:60 GMT",
            "Mon, 01 Jan 99999 00:00:00 GMT", "Mon, 01 Jan 2024 00:00:00 +9999", "total=100; remaining=99; resets=41",
            "total=0; remaining=-1; resets=1e9", "gzip", "br", "gzip, gzip", "chunked", "identity", "text/html",
        ]
    )  # fmt: skip
