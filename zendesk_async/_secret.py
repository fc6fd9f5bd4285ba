"""Values that must not be seen: in a repr, a log line, a traceback or a pickle."""

import hmac
import re
from typing import NoReturn, TypeGuard, TypeVar

from zendesk_async.errors import ConfigurationError

V = TypeVar("V")

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_PLAIN = re.compile(r"[\x21-\x7e]+")
_SHOWN = re.compile(
    r"""(?i)\b(bearer\s+|basic\s+|(?:access_|refresh_|id_|api_)?token["']?\s*[=:]\s*["']?"""
    r"""|client_secret["']?\s*[=:]\s*["']?|password["']?\s*[=:]\s*["']?)[^\s"'&<>,;]+"""
)


class Secret:
    """Hold a credential so that it shows nowhere by accident.

    `repr()` and `str()` give `***`, comparison takes constant time, pickling is refused; `reveal()` is the one way to
    the value. An empty value, and one with a control character (a line break would end an HTTP header), raises
    `ConfigurationError`; `what` names the credential in its message.
    """

    __slots__ = ("_value",)

    def __init__(self, value: "str | Secret", what: str = "secret") -> None:
        problem = None if isinstance(value, Secret) else _problem(value)
        if problem:
            del value  # Tracebacks that show locals must not show this one.
            raise ConfigurationError(f"The {what} {problem}")
        self._value: str = value.reveal() if isinstance(value, Secret) else value

    def reveal(self) -> str:
        """Return the value itself. Never log it."""
        return self._value

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(_encoded(self._value), _encoded(other._value))

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memo: object) -> "Secret":
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret is not pickled: read it from its source in the other process")


class Masked(dict[str, V]):
    """A dict whose repr gives its keys alone: headers and token requests, which stand in the locals of many frames."""

    def __repr__(self) -> str:
        return "{" + ", ".join(f"{key!r}: ***" for key in self) + "}"


def redacted(text: str) -> str:
    """Return a text of the server's with what looks like a credential struck out: careless gateways repeat requests."""
    return _SHOWN.sub(r"\1***", text)


def bearer(value: str | Secret, what: str) -> Secret:
    """Return `value` as a secret that can stand in an `Authorization` header as it is."""
    secret = Secret(value, what)
    del value
    if not is_token(secret.reveal()):
        raise ConfigurationError(
            f"The {what} holds a space or a character outside ASCII, which no Zendesk token has. "
            "Give the token alone, without `Bearer` before it."
        )
    return secret


def named(value: str, what: str) -> str:
    """Return `value`, a name that is no secret itself, when it can stand where a credential stands."""
    return Secret(value, what).reveal()


def is_token(value: object) -> TypeGuard[str]:
    """Tell whether `value` can stand in an `Authorization` header after `Bearer`. Zendesk gives no fixed form."""
    return isinstance(value, str) and _PLAIN.fullmatch(value) is not None


def _problem(value: object) -> str | None:
    if not isinstance(value, str):
        return f"must be a string, not {type(value).__name__}."
    if not value.strip():
        return "is empty."
    if _CONTROL.search(value):
        return (
            "holds a line break or another control character. Read from a file, it has to be stripped of its line end."
        )
    return None


def _encoded(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")
