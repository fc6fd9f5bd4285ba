"""What the matrix is made of: rows (faults), their cases, the calls they meet, and what is promised for each."""

import enum
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from tests.faults.scene import Scene
    from tests.faults.sides import Side

Make = Callable[["Scene"], AbstractContextManager[None] | None]
"""Sets a fault up in a scene. What it opens it closes, as a context manager."""

Perform = Callable[[Any, "Scene", "Side"], Any]
"""Makes a call with a client of either side: what it returns is awaited where the client is the async one."""

Verify = Callable[["Scene"], None]
"""Looks at what the general checks cannot know."""


class Call(enum.Enum):
    """The columns: each class of call, and the calls that are only for one row."""

    GET = "GET a list"
    POST = "POST a ticket"
    PUT = "PUT a comment"
    EXPORT = "export"
    OWN = "its own"


@attrs.frozen
class Done:
    """The call succeeds, whatever was in its way: all rows once, or the write done exactly once.

    `requests` is how many requests of the call's operation the server saw, where that is promised. `pause` is the
    least time between one of them and the next, in seconds.
    """

    requests: int | None = None
    pause: float = 0.0


@attrs.frozen
class Raises:
    """The call ends with exactly this error, and what came out before it is whole.

    `cause` is what `__cause__` must be. `effects` is how often the write happened on the server: exactly so often, or
    (None) at most once. `requests` is how many requests of the call's operation the server saw. `named` tells whether
    the server has said a request id, which the error then has (None: it may have come that far); `says` must stand in its
    text. An export raises
    `ExportError` from what is promised here.
    """

    error: type[Exception]
    cause: type[Exception] | tuple[type[Exception], ...] | None = None
    effects: int | None = 0
    requests: int | None = None
    named: bool | None = True
    says: str = ""


Promise = Done | Raises


@attrs.frozen
class Case:
    """One way to make a row's fault, and the promise for each call that meets it.

    `calls` replaces a column's usual call; `at_once` makes it so many times together. `options` are the client's.
    """

    name: str
    make: Make
    get: Promise | None = None
    post: Promise | None = None
    put: Promise | None = None
    export: Promise | None = None
    own: Promise | None = None
    calls: Mapping[Call, Perform] = attrs.field(factory=dict[Call, Perform])
    at_once: int = 1
    options: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    verify: Verify | None = None
    deadline: float = 30.0

    def promise(self, call: Call) -> Promise | None:
        match call:
            case Call.GET:
                return self.get
            case Call.POST:
                return self.post
            case Call.PUT:
                return self.put
            case Call.EXPORT:
                return self.export
            case Call.OWN:
                return self.own


def every(promise: Promise) -> dict[str, Any]:
    """Promise the same for each of the four classes: `Case(…, **every(Done()))`."""
    return {"get": promise, "post": promise, "put": promise, "export": promise}


def writes(promise: Promise) -> dict[str, Any]:
    return {"post": promise, "put": promise}


def reads(promise: Promise) -> dict[str, Any]:
    return {"get": promise, "export": promise}


@attrs.frozen
class Row:
    """One fault by its number: what it is, what a user is promised, the cases, and why some columns stay empty."""

    number: int
    fault: str
    promise: str
    cases: tuple[Case, ...]
    absent: Mapping[Call, str] = attrs.field(factory=dict[Call, str])

    def cases_of(self, call: Call) -> list[Case]:
        return [case for case in self.cases if case.promise(call) is not None]

    def calls(self) -> Iterator[Call]:
        return (call for call in Call if self.cases_of(call))


def row(number: int, fault: str, promise: str, *cases: Case, absent: Mapping[Call, str] | None = None) -> Row:
    return Row(number, fault, promise, cases, absent or {})


def without(reason: str, *calls: Call) -> dict[Call, str]:
    """Say for several columns at once why the fault does not apply to them."""
    return dict.fromkeys(calls, reason)
