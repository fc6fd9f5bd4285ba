"""What says where a list goes on: cursors, page numbers, times, and the hosts of links."""

_MOST_DIGITS = 12  # of a page's number or a time: far more than there can be, and no more than is read at once


def as_position(value: object) -> str | None:
    """Return a cursor as text; None for what is none. Numbers are cursors on some old endpoints."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value) or None
    return None


def as_number(value: object) -> int | None:
    """Return a page's number or a time in seconds; None for what is neither."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = as_position(value) or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def is_same_account(host: str, own: str) -> bool:
    # Links use the account's canonical name even when the call came in under another (seen in recorded traffic).
    return host == own or (host.endswith(".zendesk.com") and own.endswith(".zendesk.com"))
