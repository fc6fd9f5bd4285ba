"""How values of a query compare with values of a record: words, moments, numbers. Pure.

Source of the rules: https://support.zendesk.com/hc/en-us/articles/4408886879258 (search reference).
"""

import datetime as dt
import re
from functools import lru_cache
from typing import TypeVar

import attrs

from zendesk_async.emulator._search import Operator, QueryError

Comparable = TypeVar("Comparable", float, str)

_WORD = re.compile(r"\w+")
_RELATIVE = re.compile(r"(?P<amount>[0-9]{1,6})(?P<unit>minute|hour|day|week|month|year)s?", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNITS = {
    "minute": dt.timedelta(minutes=1),
    "hour": dt.timedelta(hours=1),
    "day": dt.timedelta(days=1),
    "week": dt.timedelta(weeks=1),
    # Zendesk does not say how long its months and years are; these are the calendar's means.
    "month": dt.timedelta(days=30),
    "year": dt.timedelta(days=365),
}
_STEMMED = re.compile(r"[a-z]{4,}")
_PLURALS = ("ses", "xes", "zes", "ches", "shes")


@lru_cache(maxsize=512)
def word_pattern(text: str, *, prefix: bool = False, phrase: bool = False) -> re.Pattern[str]:
    """Return a pattern that finds the words of `text`, one after the other, in the text of a record.

    Punctuation is ignored. `prefix`: the last word may go on. Unless it is a phrase, a word is found in its other
    English endings too. A text without any word is found everywhere.
    """
    words: list[str] = _WORD.findall(text.lower())
    if not words:
        return re.compile("")
    parts = [re.escape(word) if phrase else _forms(word) for word in words]
    if prefix:
        parts[-1] = f"(?:{re.escape(words[-1])}\\w*|{parts[-1]})"
    return re.compile(r"(?<!\w)" + r"\W+".join(parts) + r"(?!\w)", re.IGNORECASE)


class Finder:
    """Look for a pattern in the texts of many records, and in each different text once."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._search = pattern.search
        self._known: dict[str, bool] = {}

    def __call__(self, text: object) -> bool:
        """Tell whether a text has it; what is no text is written out, None has nothing."""
        if text is None:
            return False
        written = text if isinstance(text, str) else str(text)
        known = self._known.get(written)
        if known is None:
            known = self._known[written] = self._search(written) is not None
        return known


def _forms(word: str) -> str:
    """Return a pattern of the English endings of one word: printer, printers; reply, replies; open, opened."""
    if not _STEMMED.fullmatch(word):
        return re.escape(word)
    if word.endswith("ies"):
        return f"{word[:-3]}(?:y|ies|ied)"
    if word.endswith("y"):
        return f"{word[:-1]}(?:y|ies|ied|ying)"
    stem = word
    for ending in ("ing", "ed", "es" if word.endswith(_PLURALS) else "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending)
            break
    return f"(?:{word}|{stem}(?:e|s|es|ed|ing)?)"


@attrs.frozen
class Moments:
    """What a date of a query stands for: the seconds from `start` up to, not including, `end`, as Zendesk writes them."""

    start: str
    end: str

    def holds(self, operator: Operator, stamp: str) -> bool:
        """Tell whether a time of a record is before, in or after it, as the operator asks."""
        # Times are all written alike, in UTC, so that their order is the order of their texts.
        match operator:
            case Operator.EQUAL:
                return self.start <= stamp < self.end
            case Operator.LESS:
                return stamp < self.start
            case Operator.LESS_OR_EQUAL:
                return stamp < self.end
            case Operator.GREATER:
                return stamp >= self.end
            case Operator.GREATER_OR_EQUAL:
                return stamp >= self.start


def moments(text: str, now: dt.datetime) -> Moments:
    """Read a date: `2024-02-08`, ISO 8601 with time and offset, or relative to now (`4hours`)."""
    try:
        relative = _RELATIVE.fullmatch(text)
        if relative is not None:
            start = now - int(relative["amount"]) * _UNITS[relative["unit"].lower()]
            return Moments(_stamp(start), _stamp(start + dt.timedelta(seconds=1)))
        moment = dt.datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=dt.UTC)
        width = dt.timedelta(days=1) if _DAY.fullmatch(text) else dt.timedelta(seconds=1)
        return Moments(_stamp(moment), _stamp(moment + width))
    except (ValueError, OverflowError):
        raise QueryError(f"{text!r} is not a date") from None


def _stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def compare(operator: Operator, left: Comparable, right: Comparable) -> bool:
    """Compare two numbers, the ranks of two statuses or priorities, or two dates written alike."""
    match operator:
        case Operator.EQUAL:
            return left == right
        case Operator.LESS:
            return left < right
        case Operator.LESS_OR_EQUAL:
            return left <= right
        case Operator.GREATER:
            return left > right
        case Operator.GREATER_OR_EQUAL:
            return left >= right
