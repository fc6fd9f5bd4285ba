"""What an answer with an error status says, as an error. Pure."""

import datetime as dt
import email.utils
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from zendesk_async._json import is_array, is_object
from zendesk_async._secret import redacted
from zendesk_async._transport import Response
from zendesk_async.errors import (
    ApiError,
    BadRequest,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    RateLimited,
    ServerError,
    ServiceUnavailable,
    Unauthorized,
    UpdateConflict,
)

_BY_STATUS: Mapping[int, type[ApiError]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    422: Invalid,
    429: RateLimited,
    503: ServiceUnavailable,
}

_LONGEST = 1000

_ADVICE: Mapping[int, str] = {
    401: "check the credential, and that it belongs to this account",
    403: "the user's role, the plan or the token's scopes do not allow this",
    429: "a rate limit is used up",
}


def error_from(response: Response) -> ApiError | None:
    """Return the error that an answer stands for, or None for a success."""
    if response.status < 400:
        return None
    code, message, details = _read(response)
    kind = _BY_STATUS.get(response.status, ServerError if response.status >= 500 else ApiError)
    if response.status == 409 and code == "UpdateConflict":
        kind = UpdateConflict
    advice = _ADVICE.get(response.status, "")
    text = redacted(_short(message or code or f"Zendesk answered {response.status}"))
    error = kind(
        f"{text}: {advice}" if advice else text,
        code=code and _short(code),
        details=details,
    ).about(response)
    error.body = redacted(response.body[:2000].decode("utf-8", "replace"))
    if isinstance(error, RateLimited | ServerError):
        error.retry_after = retry_after(response.headers)
    return error


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that `Retry-After` asks for, or None when it asks for nothing sensible.

    A date is compared with the answer's own `Date`, so that a wrong local clock does no harm.
    https://developer.zendesk.com/api-reference/introduction/rate-limits/
    """
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,18}(\.\d{1,9})?", text, re.ASCII):
        return float(text)
    at = _http_date(text)
    answered = _http_date(headers.get("Date", ""))
    if at is None or answered is None:
        return None
    return max(0.0, (at - answered).total_seconds())


def _http_date(text: str) -> dt.datetime | None:
    try:
        at = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)


def _read(response: Response) -> tuple[str | None, str, Mapping[str, Any]]:
    """Read the nine shapes of Zendesk's error bodies: code, message, details."""
    try:
        body: Any = msgspec.json.decode(response.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None, _plain(response.body), {}
    if not is_object(body):
        return None, _plain(response.body), {}
    errors, error = body.get("errors"), body.get("error")
    if is_array(errors) and errors and is_object(errors[0]):
        first = errors[0]
        return (
            _text(first.get("code")),
            _text(first.get("title")) or _text(first.get("detail")) or "",
            {"errors": errors},
        )
    if is_object(error):
        title, message = _text(error.get("title")), _text(error.get("message"))
        return title, ": ".join(part for part in (title, message) if part), {}
    description = _text(body.get("description")) or _text(body.get("error_description")) or _text(body.get("message"))
    details = body.get("details")
    found: Mapping[str, Any] = details if is_object(details) else {"details": details} if details else {}
    code = _text(error)
    said = ": ".join(part for part in (code, description) if part)
    fields = _fields(found)
    return code, f"{said} ({fields})" if fields else said, found


def _fields(details: Mapping[str, Any]) -> str:
    """Say what a validation found wrong, field by field."""
    said: list[str] = []
    for field, items in list(details.items())[:5]:
        for item in items if is_array(items) else [items]:
            why = _text(item.get("description")) if is_object(item) else _text(item)
            if why:
                said.append(
                    why.strip() if field == "base" or field.lower() in why.lower() else f"{field}: {why.strip()}"
                )
    return "; ".join(said[:8])


def _short(text: str) -> str:
    """Return as much of a text as a message should hold; `details` has all of it."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _plain(body: bytes) -> str:
    text = body[:2000].decode("utf-8", "replace")
    if "<" in text:
        text = re.sub(r"(?is)<(script|style).*?</\1>|<[^>]*>", " ", text)
    return " ".join(text.split())[:300]
