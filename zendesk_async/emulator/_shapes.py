"""What a JSON value is, told to the type checkers."""

from html import escape
from typing import Any, TypeGuard

Row = dict[str, Any]


def is_text(value: object) -> TypeGuard[str]:
    """Whether a JSON value is a string that is not blank."""
    return isinstance(value, str) and bool(value.strip())


def html_of(text: str) -> str:
    """Return plain text as Zendesk's `html_body` has it (seen in recorded traffic)."""
    paragraphs = (escape(part, quote=False).replace("\n", "<br>") for part in text.split("\n\n"))
    inner = "".join(f'<p dir="auto">{part}</p>' for part in paragraphs)
    return f'<div class="zd-comment" dir="auto">{inner}</div>'
