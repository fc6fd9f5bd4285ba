"""Bodies that are given as text, in a file, or on stdin."""

import sys
from pathlib import Path
from typing import Any

import msgspec

from zendesk_async.cli._usage import UsageProblem


def json_from(text: str, option: str = "--data") -> Any:
    """Return the JSON value of an option: the text itself, `@file`, or `-` for stdin."""
    content = bytes_from(text.removeprefix("@")) if text == "-" or text.startswith("@") else text.encode()
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise UsageProblem(f"{option} is not JSON: {problem}", "Give JSON, @file.json, or - for stdin.") from None


def bytes_from(path: str) -> bytes:
    """Return the content of a file, or of stdin for `-`."""
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise UsageProblem(f"{path} cannot be read: {problem.strerror}") from None
