"""What an operation of the API is, as a value: arguments become a `Request`. No I/O."""

import datetime as dt
import enum
import re
from collections.abc import AsyncIterable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeGuard, TypeVar
from urllib.parse import quote

import attrs
import msgspec

from zendesk_async._json import is_object
from zendesk_async.errors import InvalidArgument

T = TypeVar("T")

NoContent = type(None)
"""The answer of an operation that answers with an empty body."""

JSONObject = dict[str, Any]
"""An answer whose keys are data (settings, entitlements), given as it came."""


class WriteClass(enum.Enum):
    """How often an operation may be sent when no answer came.

    SAFE reads. IDEMPOTENT writes end in the same state however often they are sent. KEYED writes carry an
    `Idempotency-Key`. GUARDED writes carry the stamp of what they change. UNSAFE writes are sent once.
    """

    SAFE = "safe"
    IDEMPOTENT = "idempotent"
    KEYED = "keyed"
    GUARDED = "guarded"
    UNSAFE = "unsafe"


class Paging(enum.Enum):
    """How the answer of a list is cut into pages.

    https://developer.zendesk.com/api-reference/introduction/pagination/
    """

    NONE = "none"
    SINGLE = "single"
    CURSOR = "cursor"
    OFFSET = "offset"
    CURSOR_OR_OFFSET = "both"
    SEARCH = "search"
    SEARCH_EXPORT = "search_export"
    INCREMENTAL_CURSOR = "incremental_cursor"
    INCREMENTAL_TIME = "incremental_time"
    INCREMENTAL_LINK = "incremental_link"


Content = bytes | Path | AsyncIterable[bytes]
"""What a request can carry: bytes, a file, or chunks as they come."""


@attrs.frozen
class Request:
    """One request, whole but for its credential.

    `path` is percent-encoded. `query` holds the pairs in the order they are sent. `content` is the encoded body, a
    file to send, or chunks as they come; the last can be sent once only (`one_shot`).
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    content: Content | None = attrs.field(default=None, repr=False)
    content_type: str | None = None
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str], repr=False)
    route: str = ""

    def with_headers(self, headers: Mapping[str, str]) -> "Request":
        """Return the same request with these headers."""
        # By hand: attrs.evolve takes four times as long, which each request would pay twice.
        return Request(self.method, self.path, self.query, self.content, self.content_type, headers, self.route)

    @property
    def one_shot(self) -> bool:
        """Whether the request can be sent no more than once, because its content is gone then."""
        return isinstance(self.content, AsyncIterable)

    @property
    def target(self) -> str:
        """The path and query as they are sent."""
        if not self.query:
            return self.path
        return (
            self.path + "?" + "&".join(f"{quote(name, safe='')}={quote(text, safe=',:')}" for name, text in self.query)
        )


_HALF = re.compile("[\ud800-\udfff]")  # a surrogate alone is no text: nothing can encode it
_PARAMETER = re.compile(r"\{(\w+)\}")
_PAGE_PARAMETERS = {"page_size": "page[size]", "page_after": "page[after]", "page_before": "page[before]"}
_VERB_WRITES = {"GET": WriteClass.SAFE, "PUT": WriteClass.IDEMPOTENT, "PATCH": WriteClass.IDEMPOTENT}


@attrs.frozen(eq=False, slots=False)
class Operation(Generic[T]):
    """Declare one operation of the API: how it is asked and what its answer becomes.

    `route` is the method and the path as the reference has them. `answer` is the record (or plain type) that the
    answer holds under `key`. A body is wrapped in `body`, or in `batch` when it is a sequence. `names` maps Python
    parameters to their names on the wire where `page_size` → `page[size]` and `filter_x` → `filter[x]` do not say it;
    several values are joined by commas, or sent one by one when the name ends in `[]`, or in `*`, which is not sent.
    A `page_size` of 0 says that the list takes none.
    `limit` names the endpoint's own rate limit (`zendesk_async._limits.RULES`).
    """

    operation_id: str
    route: str
    answer: type[T]
    key: str | None = None
    body: str | None = attrs.field(default=None, kw_only=True)
    batch: str | None = attrs.field(default=None, kw_only=True)
    paging: Paging = attrs.field(default=Paging.NONE, kw_only=True)
    page_size: int = attrs.field(default=100, kw_only=True)
    _write_class: WriteClass | None = attrs.field(default=None, kw_only=True, alias="write_class")
    scope: str | None = attrs.field(default=None, kw_only=True)
    limit: str | None = attrs.field(default=None, kw_only=True)
    names: Mapping[str, str] = attrs.field(factory=dict[str, str], kw_only=True)

    @cached_property
    def method(self) -> str:
        """The HTTP method."""
        return self.route.partition(" ")[0]

    @cached_property
    def path(self) -> str:
        """The path with its parameters in braces, as the reference has it."""
        return self.route.partition(" ")[2]

    @cached_property
    def path_parameters(self) -> tuple[str, ...]:
        """The names of the path's parameters, in order."""
        return tuple(_PARAMETER.findall(self.path))

    @cached_property
    def _path_parts(self) -> tuple[tuple[str, bool], ...]:
        """The path in parts: text as it is, and names of parameters."""
        return tuple((part, at % 2 == 1) for at, part in enumerate(_PARAMETER.split(self.path)))

    @cached_property
    def write_class(self) -> WriteClass:
        """How often the operation may be sent when no answer came."""
        if self._write_class is not None:
            return self._write_class
        if self.method == "DELETE":
            return WriteClass.IDEMPOTENT
        return _VERB_WRITES.get(self.method, WriteClass.UNSAFE)

    def wire_name(self, parameter: str) -> str:
        """Return the name of a query parameter on the wire."""
        if parameter in self.names:
            return self.names[parameter].removesuffix("*")
        if parameter in _PAGE_PARAMETERS:
            return _PAGE_PARAMETERS[parameter]
        if parameter.startswith("filter_"):
            return f"filter[{parameter.removeprefix('filter_')}]"
        return parameter

    def request(self, arguments: Mapping[str, Any]) -> Request:
        """Make the request for these arguments: path and query parameters by Python name, `body` or `content`.

        Raises `InvalidArgument` for a path parameter that is missing, empty, of the wrong type or would leave its
        segment, and for a value that has no form in a query.
        """
        remaining = dict(arguments)
        body = remaining.pop("body", None)
        content: Content | None = remaining.pop("content", None)
        content_type: str | None = remaining.pop("content_type", None)
        headers: Mapping[str, str] = remaining.pop("headers", None) or {}
        if content_type is not None and not re.fullmatch(r"[\x20-\x7e]+", content_type):
            raise self._refuse(f"content_type must be one line of ASCII text, not {content_type!r}")
        path = "".join(
            self._segment(part, remaining) if is_parameter else part for part, is_parameter in self._path_parts
        )
        query = tuple(self._query(remaining))
        if body is not None:
            content, content_type = self._encode(body), "application/json"
        return Request(self.method, path, query, content, content_type, headers, self.route)

    def _segment(self, name: str, arguments: dict[str, Any]) -> str:
        if name not in arguments:
            raise self._refuse(f"{name} is missing")
        value = arguments.pop(name)
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise self._refuse(f"{name} must be an id, not {value!r}")
        if isinstance(value, int):
            if value < 0:
                raise self._refuse(f"{name} must not be negative: {value}")
            return str(value)
        # One segment, whatever the text holds: a dot segment or a slash would lead to another endpoint (CWE-22).
        if not value or value in {".", ".."} or re.search(r"[/\\%?#\x00-\x1f\x7f\ud800-\udfff]", value):
            raise self._refuse(f"{name} is not an id: {value!r}")
        return quote(value, safe="")

    def _query(self, arguments: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        for parameter, value in arguments.items():
            if value is None or value == () or value == []:
                continue
            name = self._text(parameter, self.wire_name(parameter))
            if is_object(value) and name.endswith("]"):
                yield from ((f"{name}[{key}]", self._text(parameter, item)) for key, item in value.items())
            elif _is_several(value):
                texts = [self._text(parameter, item) for item in value]
                if self.names.get(parameter, name).endswith(("[]", "*")):
                    yield from ((name, text) for text in texts)
                else:
                    yield name, ",".join(texts)
            else:
                yield name, self._text(parameter, value)

    def _text(self, parameter: str, value: object) -> str:
        match value:
            case bool():
                return "true" if value else "false"
            case str() if _HALF.search(value):
                raise self._refuse(f"{parameter} holds half of a character: {value!r}")
            case str() | int():
                return str(value)
            case float() if value == value and abs(value) != float("inf"):
                return str(int(value)) if value.is_integer() else str(value)
            case dt.datetime():
                if value.tzinfo is None:
                    raise self._refuse(f"{parameter} needs a time zone: {value!r}")
                if parameter in {"start_time", "end_time"}:
                    return str(int(value.timestamp()))
                return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            case dt.date():
                return value.isoformat()
            case _:
                raise self._refuse(f"{parameter} has no form in a query: {value!r}")

    def _encode(self, body: object) -> bytes:
        key = self.body if isinstance(body, Mapping) else self.batch or self.body
        try:
            return msgspec.json.encode({key: body} if key else body, enc_hook=_encode_other)
        except (TypeError, ValueError, OverflowError) as problem:
            raise self._refuse(f"the body is not JSON: {problem}") from None

    def _refuse(self, why: str) -> InvalidArgument:
        return InvalidArgument(f"{self.operation_id}: {why}").about(self)


def _is_several(value: object) -> TypeGuard[Iterable[object]]:
    return isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes)


def _encode_other(value: object) -> object:
    raise TypeError(f"{value!r} has no form in JSON")
