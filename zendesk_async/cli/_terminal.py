r"""Text from the server, made safe to show.

A ticket is written by strangers. Escape sequences in it could rewrite what a terminal shows, and characters that turn
the direction of writing could make it read otherwise (CWE-150).
"""

import re
import sys
from typing import TextIO

_ESCAPE_SEQUENCE = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]?"  # CSI: colours, the cursor
    "|\x1b[\\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\\\)?"  # OSC, DCS, PM, APC, SOS: titles, links, the clipboard
    "|\x1b[ -/]*[0-~]?"
    "|\x9b[0-?]*[ -/]*[@-~]?"
)
_NOT_PLAIN = re.compile("[^ -~\n]")


def clean(text: str) -> str:
    """Return text without escape sequences, control, direction and invisible characters; lines stay lines."""
    return _NOT_PLAIN.sub(_shown, _ESCAPE_SEQUENCE.sub("", text))


def clean_line(text: str) -> str:
    """Return text as `clean` does, on one line."""
    return " ".join(clean(text).split())


def _shown(match: re.Match[str]) -> str:
    character = match[0]
    if character.isprintable():
        return character
    return " " if character.isspace() else ""


def escaped_json(text: str) -> str:
    r"""Return JSON with every character that is not printable as `\uXXXX`: safe to show, and still the same value."""
    return _NOT_PLAIN.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character.isprintable() or character == "\t":
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place] << 8 | units[place + 1]:04x}" for place in range(0, len(units), 2))


def is_terminal(stream: TextIO | None = None) -> bool:
    """Tell whether a person reads the stream (stdout by default)."""
    try:
        return (sys.stdout if stream is None else stream).isatty()
    except ValueError:  # closed
        return False
