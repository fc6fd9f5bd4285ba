"""What a page says of the next one, found before the page is decoded, so that the next one can be asked for first."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from zendesk_async._json import is_object

_REACH = 4096
"""How many bytes at either end of a page are looked at."""

_AFTER_A_LIST = re.compile(
    rb'\]\s*,(?=\s*"(?:meta|links|after_url|after_cursor|before_url|before_cursor|end_of_stream)")'
)


def facts_ahead(body: bytes, key: str | None) -> Mapping[str, Any]:
    """Return what stands after the last list of a page, or before the list under `key`; nothing when neither is sure.

    No text and no nested object can be mistaken for it: the rest of the body after a comma is an object of its own
    only when the comma stands between two members of the whole.
    """
    end = body[-_REACH:]
    for found in _AFTER_A_LIST.finditer(end):
        facts = _object(b"{" + end[found.end() :])
        if facts:
            return facts
    beginning = body[:_REACH]
    before = _before(key).search(beginning) if key else None
    return _object(beginning[: before.start()] + b"}") if before else {}


@cache
def _before(key: str) -> re.Pattern[bytes]:
    return re.compile(rb',\s*"' + re.escape(key.encode()) + rb'"\s*:\s*\[')


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        decoded: Any = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return decoded if is_object(decoded) else {}
