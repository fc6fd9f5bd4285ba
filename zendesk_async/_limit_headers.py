"""What an answer says about rate limits: pure functions from headers to figures. Nothing here raises.

https://developer.zendesk.com/api-reference/introduction/rate-limits/
"""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from functools import lru_cache

import attrs

_MOST_DIGITS = 9
_LONGEST_RESET = 86_400
_NAMED = re.compile(r"^zendesk-rate-?limit-([a-z0-9-]+)$")
_PART = re.compile(r"\b(total|remaining|resets)\s*=\s*(\d{1,9})(?!\d)")


@attrs.frozen
class Quota:
    """What one limit has left: `limit` a window, `remaining` in this one, `reset` seconds to its end, rounded up.

    A figure the answer did not give, or gave in a form that cannot be, is None.
    """

    limit: int | None = None
    remaining: int | None = None
    reset: int | None = None


@attrs.frozen
class LimitHeaders:
    """The rate-limit headers of one answer.

    `named` holds the limits of single endpoints by name. `retry_after` is in seconds, above 0, and None when the
    header is missing or says nothing that can be followed. `date` is the server's clock (seconds since 1970).
    """

    account: Quota | None = None
    named: Mapping[str, Quota] = attrs.field(factory=dict[str, Quota])
    retry_after: float | None = None
    date: str | None = None


_NOTHING: Mapping[str, Quota] = {}


def read_limits(headers: Mapping[str, str]) -> LimitHeaders:
    """Read every spelling of the rate-limit headers; header names may be in any case."""
    found: dict[str, str] = {}
    named: dict[str, Quota] | None = None
    for header, text in headers.items():
        told = _told_by(header)
        if told is None:
            continue
        name, endpoint = told
        if endpoint is None:
            found[name] = text
        elif (quota := read_quota(text)) is not None:
            named = {} if named is None else named
            named[endpoint] = quota
    date = found.get("date")
    after = found.get("retry-after")
    return LimitHeaders(_account(found), named or _NOTHING, read_retry_after(after, date) if after else None, date)


@lru_cache(maxsize=512)  # the names are the same in every answer, and most of them say nothing of limits
def _told_by(header: str) -> tuple[str, str | None] | None:
    """Return a header's name in small letters and the endpoint whose limit it tells, if it tells anything of limits."""
    name = header.lower()
    if name.startswith("zendesk-"):
        match = _NAMED.match(name)
        return (name, match[1]) if match else None
    return (name, None) if "rate" in name or name in {"date", "retry-after"} else None


def _account(found: Mapping[str, str]) -> Quota | None:
    limit = _first(found, "ratelimit-limit", "rate-limit", "rate-limit-limit", "x-rate-limit")
    remaining = _first(found, "ratelimit-remaining", "rate-limit-remaining", "x-rate-limit-remaining")
    reset = _first(found, "ratelimit-reset", "rate-limit-reset", "x-rate-limit-reset")
    return _quota(limit, remaining, reset)


def _first(found: Mapping[str, str], *names: str) -> int | None:
    for name in names:
        text = found.get(name)
        if text is not None and (number := _number(text)) is not None:
            return number
    return None


def _quota(limit: int | None, remaining: int | None, reset: int | None) -> Quota | None:
    if limit == 0:
        limit = None
    if reset is not None and reset > _LONGEST_RESET:
        reset = None
    if limit is not None and remaining is not None and remaining > limit:
        remaining = limit
    if limit is None and remaining is None:
        return None
    return Quota(limit, remaining, reset)


def read_quota(text: str) -> Quota | None:
    """Read `total=100; remaining=99; resets=41`; None when it holds no figure."""
    parts = {name: int(digits) for name, digits in _PART.findall(text.lower())}
    return _quota(parts.get("total"), parts.get("remaining"), parts.get("resets"))


def _number(text: str) -> int | None:
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return int(text)
    return None


def read_date(text: str | None) -> float | None:
    """Read an HTTP date as seconds since 1970; None when it is not one."""
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
        return moment.timestamp() if moment.tzinfo is not None else None
    except (TypeError, ValueError, OverflowError, IndexError, AttributeError):
        return None


def read_retry_after(text: str, date: str | None = None) -> float | None:
    """Read `Retry-After` as seconds from the answer, above 0; None when it says nothing that can be followed.

    An HTTP date is compared with the answer's own `Date`: the local clock may be minutes off. Without a `Date` it
    cannot be told how long the wait is. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        # A number of any length is a number of seconds, far above every cap.
        return float(text[: _MOST_DIGITS + 1]) or None
    until, now = read_date(text), read_date(date)
    if until is None or now is None or until <= now:
        return None
    return until - now
