"""What decoded JSON may be, said so that type checkers follow."""

import json
from typing import Any, TypeGuard

import msgspec


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether a decoded value is a JSON object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Tell whether a decoded value is a JSON array."""
    return isinstance(value, list)


def parsed(content: bytes | msgspec.Raw) -> Any:
    """Decode JSON, also where its numbers are too large for msgspec or its texts are not all UTF-8.

    Bytes that are no text become U+FFFD. Raises `ValueError` for what is not JSON.
    """
    try:
        return msgspec.json.decode(content)
    except msgspec.ValidationError:
        return json.loads(bytes(content))
    except UnicodeDecodeError:
        return json.loads(bytes(content).decode("utf-8", "replace"))
