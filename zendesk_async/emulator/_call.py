"""What a handler of the emulator is given, what it answers, and how it is found."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import attrs
from multidict import MultiMapping

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _refusals
from zendesk_async.emulator._clock import Clock

if TYPE_CHECKING:
    from zendesk_async.emulator._store import Account

Row = dict[str, Any]

_INTEGER = re.compile(r"[0-9]{1,19}")
_LARGEST = 2**63 - 1
_TRUE = frozenset({"true", "1", "yes", "on"})


class Described(Protocol):
    """What the emulator must know of an operation; the registry's items have it."""

    @property
    def operation_id(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def resource(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def scope(self) -> str | None: ...


@attrs.frozen
class Call:
    """One request to one operation, authenticated.

    `path` holds the path parameters as they came (percent-decoded). `body` is the parsed JSON or form, None without
    one. `content` is the raw body. `user` is the acting user's row (`id` None for the anonymous user). `token` is the
    row of the OAuth token in use, None under an API token. `base` starts the URLs in answers, `storage` those of the
    signed storage, which is another origin.
    """

    account: "Account"
    operation: Described
    path: Mapping[str, str]
    query: MultiMapping[str]
    body: Any
    content: bytes
    user: Row
    headers: Mapping[str, str]
    base: str
    clock: Clock
    token: Row | None = None
    request_path: str = ""
    request_id: str = ""
    storage: str = ""
    address: str = ""

    def identifier(self, name: str) -> int:
        """Return an id of the path.

        Text that is no integer is 400 (Zendesk's own words), an integer beyond 2^63 is 404.
        """
        text = self.path[name]
        if not _INTEGER.fullmatch(text):
            raise _refusals.invalid_attribute(name.rpartition("_")[2], "must be an integer")
        number = int(text)
        if number > _LARGEST:
            raise _refusals.record_not_found()
        return number

    def ids(self, name: str = "ids", most: int = 100) -> list[int]:
        """Return the ids of a comma-separated parameter; 400 when there are none, more than `most`, or no integers."""
        texts = [text.strip() for text in self.query.get(name, "").split(",") if text.strip()]
        if not texts:
            raise _refusals.missing_parameter(name)
        if len(texts) > most:
            raise _refusals.too_many_values(most)
        if not all(_INTEGER.fullmatch(text) for text in texts):
            raise _refusals.invalid_attribute(name, "must be an integer")
        return [int(text) for text in texts]

    def envelope(self, key: str) -> Row:
        """Return the object that the body wraps under `key`; 400 when it is missing or no object."""
        value = self._wrapped(key)
        if not is_object(value):
            raise _refusals.invalid_attribute(key, "must be an object")
        return value

    def items(self, key: str, most: int = 100) -> list[Row]:
        """Return the objects that the body lists under `key`; 400 when missing, no list, or more than `most`."""
        values = self._wrapped(key)
        if not is_array(values):
            raise _refusals.invalid_attribute(key, "must be an array of objects")
        objects = [value for value in values if is_object(value)]
        if len(objects) != len(values):
            raise _refusals.invalid_attribute(key, "must be an array of objects")
        if len(objects) > most:
            raise _refusals.too_many_values(most)
        return objects

    def _wrapped(self, key: str) -> object:
        if not is_object(self.body) or key not in self.body:
            raise _refusals.invalid_attribute(key, "is required")
        return self.body[key]

    def includes(self) -> frozenset[str]:
        """Return the sideloads that are asked for (`include=users,groups`); unknown ones are left to the handler."""
        text = self.query.get("include", "")
        return frozenset(part.strip() for part in text.split(",") if part.strip()) if text else frozenset()

    def flag(self, name: str, default: bool = False) -> bool:
        """Return a yes-or-no parameter of the query."""
        text = self.query.get(name)
        return default if text is None else text.lower() in _TRUE

    def integer(self, name: str, default: int | None = None) -> int | None:
        """Return a whole number of the query; 400 when it is none."""
        text = self.query.get(name)
        if text is None or text == "":
            return default
        if not re.fullmatch(r"-?[0-9]{1,19}", text):
            raise _refusals.invalid_attribute(name, "must be an integer")
        return int(text)

    def url(self, path: str) -> str:
        """Return the URL of a resource as records carry it: `url("tickets/1")` → `…/api/v2/tickets/1.json`."""
        return f"{self.base}/api/v2/{path}.json"


@attrs.frozen
class Answer:
    """What an operation answers.

    `payload` is a JSON-ready value, bytes that are rendered already, or None for an empty body. `headers` come on top
    of those every answer has (`Location`, `Content-Type` of an upload, `cache-control` where it is not the usual one).
    """

    payload: Any = None
    status: int = 200
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str])


Handler = Callable[[Call], Answer] | Callable[[Call], Awaitable[Answer]]

H = TypeVar("H", bound=Handler)

handlers: dict[str, Handler] = {}
"""The handler of every operation, by operation id; filled when the modules of `handlers/` are imported."""


def answers(*operation_ids: str) -> Callable[[H], H]:
    """Register a handler for these operations. A second handler for one of them is a mistake of ours."""

    def register(handler: H) -> H:
        for operation_id in operation_ids:
            if operation_id in handlers:
                raise RuntimeError(f"{operation_id} has two handlers: {handlers[operation_id]} and {handler}")
            handlers[operation_id] = handler
        return handler

    return register


def created_location(url: str) -> Mapping[str, str]:
    """Return the `Location` header of a 201 of a classic resource."""
    return {"Location": url}


@attrs.frozen
class Page:
    """An address outside the API's reference, and its handler.

    It is open to anyone and counts against no limit. A page of `storage` is served at the second origin.
    """

    operation_id: str
    method: str
    path: str
    handler: Handler
    storage: bool
    resource: str = ""
    name: str = ""
    scope: str | None = None


pages: list[Page] = []
"""The addresses outside the reference: sign-in pages, downloads, signed storage."""


def serves(method: str, path: str, *, storage: bool = False) -> Callable[[H], H]:
    """Register a handler for an address outside the reference: `@serves("GET", "/attachments/token/{token}")`.

    With `storage` it is an address of the signed storage, another origin without credentials. A slash at the end makes
    no difference.
    """
    path = path.rstrip("/")

    def register(handler: H) -> H:
        page = Page(f"{method} {path}", method, path, handler, storage)
        if page not in pages:
            pages.append(page)
        return handler

    return register
