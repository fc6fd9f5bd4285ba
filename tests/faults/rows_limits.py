"""Faults 25 to 35: limits, overload, storms, collisions and refusals."""

import email.utils
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.faults.effects import GivesUpAbove, HeadersFor, Refuses, always, struck
from tests.faults.matrix import Call, Case, Done, Perform, Raises, Row, every, row, without
from tests.faults.scene import CALLS, Scene
from tests.faults.storm import Storm
from zendesk_async import RetryPolicy
from zendesk_async.emulator import Fault, Status
from zendesk_async.errors import (
    AmbiguousWrite,
    ApiError,
    BadRequest,
    Conflict,
    ExportError,
    Forbidden,
    Invalid,
    NotFound,
    RateLimited,
    ServerError,
    ServiceUnavailable,
    UpdateConflict,
)
from zendesk_async.hooks import ResponseReceived

TWICE = {"retry": RetryPolicy(attempts=2, backoff=0)}
COLLISION = {"error": "DatabaseConflict", "description": "Database collision"}
STALE = {"error": "UpdateConflict", "description": "Safe Update prevented the update due to outdated ticket data"}
UNWELL = {
    "error": "RecordInvalid",
    "description": "Record validation errors",
    "details": {"subject": [{"description": "Subject: cannot be blank", "error": "BlankValue"}]},
}


# 25 to 29: limits


def twenty_at_once(scene: Scene) -> None:
    scene.operation = "ShowUser"
    scene.notes["refuses"] = Refuses(1)
    scene.strike(scene.notes["refuses"], times=None, skip=0)


def they_paused_together(scene: Scene) -> None:
    refuses = scene.notes["refuses"]
    assert refuses.early <= 3, f"{refuses.early} requests came while the server had asked to wait"
    assert refuses.beside == 0, f"{refuses.beside} requests came beside the one that was to try"
    assert len(scene.asked()) == 21


def show_a_user(zd: Any, scene: Scene, _: Any) -> Any:
    return zd.users.show(scene.emulator.administrator["id"])


def by_date(skew: float) -> HeadersFor:
    """Refuse for two seconds by an HTTP date, on a clock that is wrong by so many seconds."""

    def headers() -> Mapping[str, str]:
        now = time.time() + skew
        dates = (email.utils.formatdate(moment, usegmt=True) for moment in (now, now + 1))
        return dict(zip(("Date", "Retry-After"), dates, strict=True))

    return HeadersFor(429, headers)


LANES = {
    Call.GET: "users-index",
    Call.POST: "ticket-request-create-by-user-and-ip",
    Call.PUT: "per-ticket-updates",
    Call.EXPORT: "incremental-exports",
}


def lane(scene: Scene) -> None:
    """Refuse for a second by the limit of the one endpoint or ticket, while the account has plenty left."""
    name = LANES[scene.call]
    headers = {f"zendesk-ratelimit-{name}": "total=30; remaining=0; resets=1", **PLENTY}
    scene.strike(Status(429, retry_after=1, headers=headers), skip=0)

    def watch(event: object) -> None:
        if isinstance(event, ResponseReceived) and event.status == 429:
            scene.notes["refused"] = True

    scene.options["hooks"] = [watch]
    scene.notes["calls"] = iter((True, False))


PLENTY = {"x-rate-limit": "700", "x-rate-limit-remaining": "600", "ratelimit-reset": "30"}


def beside(usual: Perform) -> Perform:
    """Make the usual call, and beside it, once that was refused, one of another lane."""

    def perform(zd: Any, scene: Scene, side: Any) -> Any:
        if next(scene.notes["calls"]):
            return usual(zd, scene, side)
        return side.when(lambda: "refused" in scene.notes, lambda: zd.organizations.list(page_size=1).first())

    return perform


def only_its_lane_waited(scene: Scene) -> None:
    first, second = scene.asked()[:2]
    (other,) = scene.asked("ListOrganizations")
    assert second.time - first.time >= 1, "its own lane did not wait"
    assert first.time < other.time < second.time, "the other lane waited too"


# 32: storms


@contextmanager
def storm(scene: Scene) -> Iterator[None]:
    """Fail every request of an account that has nothing else to say."""
    made = Storm(scene.portal)
    scene.url, scene.notes["storm"] = made.url, made
    yield
    made.close()


def fifty_of(usual: Perform) -> Perform:
    return lambda zd, scene, side: side.attempts(50, lambda: usual(zd, scene, side), scene.failed)


def hardly_more_requests_than_calls(scene: Scene) -> None:
    assert len(scene.failed) == 1000
    assert all(isinstance(error, ServerError | AmbiguousWrite) for error in scene.failed)
    assert 1000 <= scene.notes["storm"].requests <= 1100, f"{scene.notes['storm'].requests} requests"


STORMING: Mapping[Call, Perform] = {
    Call.GET: fifty_of(lambda zd, scene, side: zd.users.show(1)),
    Call.POST: fifty_of(CALLS[Call.POST]),
    # Each ticket has a limit of its own, so each is changed once.
    Call.PUT: fifty_of(lambda zd, scene, side: zd.tickets.update(next(scene.numbers), comment={"body": "Hello"})),
}


# 34: collisions


def stale(times: int | None) -> Any:
    """Refuse a guarded update as outdated, as after somebody else's change."""

    def make(scene: Scene) -> None:
        scene.notes["edits"] = 0
        scene.emulator.faults.add(Fault(Status(409, STALE), operation="UpdateTicket", times=times))

    return make


def change(zd: Any, scene: Scene, _: Any) -> Any:
    def edit(ticket: Any) -> Any:
        scene.notes["edits"] += 1
        return {"tags": [*ticket.tags, scene.mark.replace(" ", "_")]}

    return zd.tickets.change(scene.ticket, edit, attempts=4)


def edited(times: int, done: bool) -> Any:
    def verify(scene: Scene) -> None:
        assert scene.notes["edits"] == times
        tags = scene.emulator.account.tickets[scene.ticket]["tags"]
        assert (scene.mark.replace(" ", "_") in tags) is done
        if not done:
            assert scene.error is not None
            assert {"base", "theirs", "ours"} <= vars(scene.error).keys()

    return verify


# 35: refusals


def refusal(status: int, error: type[ApiError], body: Any = None) -> Case:
    return Case(
        str(status),
        struck(Status(status, body), skip=0),
        **every(Raises(error, requests=1)),
        verify=lambda scene: details_are_told(scene, body),
    )


def details_are_told(scene: Scene, body: Any) -> None:
    if body is not None:
        assert scene.error is not None
        assert (scene.error.code, scene.error.details) == (body["error"], body["details"])
        assert "cannot be blank" in str(scene.error)


def overload(status: int, put: Raises) -> Case:
    return Case(f"{status} once", struck(Status(status)), get=Done(), post=Done(requests=2), put=put, export=Done())


REFUSED = Raises(ServiceUnavailable, requests=1)
NO_LIST = without("a write is no page of a list", Call.POST, Call.PUT)

LIMITS: tuple[Row, ...] = (
    row(
        25,
        "429 with the seconds to wait",
        "Waited for exactly, by all tasks and threads together; then one request goes, and the others after it. Writes "
        "too: nothing has happened.",
        Case("one call", struck(Status(429, retry_after=1)), **every(Done(pause=1.0))),
        Case(
            "twenty at once",
            twenty_at_once,
            own=Done(),
            calls={Call.OWN: show_a_user},
            at_once=20,
            options={"plan": None},
            verify=they_paused_together,
        ),
    ),
    row(
        26,
        "429 that does not say how long",
        "Waits for the window to end, as the answer's other headers tell; without any, longer each time.",
        Case(
            "with the window's end",
            struck(Status(429, headers={"x-rate-limit": "700", "x-rate-limit-remaining": "0", "ratelimit-reset": "1"})),
            **every(Done(pause=1.0)),
        ),
        Case("with nothing", struck(Status(429)), **every(Done())),
    ),
    row(
        27,
        "429 until a date, on clocks that differ by ten minutes",
        "The date is compared with the answer's own `Date`, so neither clock has to be right.",
        Case("the server is behind", struck(by_date(-600)), **every(Done(pause=1.0))),
        Case("the server is ahead", struck(by_date(600)), **every(Done(pause=1.0))),
    ),
    row(
        28,
        "Retry-After that makes no sense: -1, 0, abc, 1000000000",
        "What cannot be is ignored, as in 26. Longer than the policy's `longest_retry_after`: `RateLimited` at once, with "
        "its `retry_after`.",
        Case("-1", struck(Status(429, retry_after="-1")), **every(Done())),
        Case("0", struck(Status(429, retry_after="0")), **every(Done())),
        Case("abc", struck(Status(429, retry_after="abc")), **every(Done())),
        Case(
            "1000000000",
            struck(Status(429, retry_after="1000000000"), skip=0),
            **every(Raises(RateLimited, requests=1)),
            deadline=5,
        ),
    ),
    row(
        29,
        "429 by the limit of one endpoint or one ticket",
        "Only what that limit counts waits; everything else goes on.",
        Case(
            "beside another lane",
            lane,
            **every(Done()),
            calls={call: beside(CALLS[call]) for call in LANES},
            at_once=2,
            verify=only_its_lane_waited,
        ),
    ),
    row(
        30,
        "503 with Retry-After",
        "Waited for and made again, but for a comment: `ServiceUnavailable`, nothing was done.",
        Case(
            "once",
            struck(Status(503, retry_after=1)),
            get=Done(pause=1.0),
            post=Done(pause=1.0, requests=2),
            put=REFUSED,
            export=Done(pause=1.0),
        ),
    ),
    row(
        31,
        "503 without Retry-After",
        "As 30, after a moment; when it does not end, `ServiceUnavailable`.",
        Case("once", struck(Status(503)), get=Done(), post=Done(requests=2), put=REFUSED, export=Done()),
        Case(
            "for ever",
            always(Status(503), skip=0),
            get=Raises(ServiceUnavailable, requests=6),
            post=Raises(ServiceUnavailable, requests=6),
            put=REFUSED,
            export=Raises(ServiceUnavailable, requests=6),
        ),
    ),
    row(
        32,
        "Storm of 500, 502 or 504",
        "A single one is met with another attempt; a comment may have been added behind it: `AmbiguousWrite`. In an outage "
        "a quota stops the attempts: 1,000 failing calls are at most 1,100 requests.",
        overload(500, Raises(AmbiguousWrite, cause=ServerError, requests=1)),
        overload(502, Raises(AmbiguousWrite, cause=ServerError, requests=1)),
        overload(504, Raises(AmbiguousWrite, cause=ServerError, requests=1)),
        Case(
            "1,000 calls",
            storm,
            get=Done(),
            post=Done(),
            put=Done(),
            calls=STORMING,
            at_once=20,
            verify=hardly_more_requests_than_calls,
            deadline=60,
        ),
    ),
    row(
        33,
        "504 for ever on a page that is too large",
        "An export asks for half of it, and half of that, down to ten rows, and goes on in full pages behind it; so do the lists "
        "below its rows, dlt and Spark. A page that even so does not come is named with its cursor. A list that is read in "
        "code keeps the size its caller gave: `ServerError`.",
        Case("above 300 rows", always(GivesUpAbove(300)), export=Done(), options=TWICE),
        Case(
            "at any size",
            always(Status(504)),
            get=Raises(ServerError, requests=3),
            export=Raises(ExportError, cause=ExportError, says="not even with 10 rows"),
            options=TWICE,
        ),
        absent=NO_LIST,
    ),
    row(
        34,
        "409: collisions on one ticket",
        "A collision in Zendesk's database has done nothing: made again, comments too, a bounded number of times. A guarded "
        "update that was overtaken is only made anew where the caller gave a function for it (`change`).",
        Case("collision", struck(Status(409, COLLISION)), post=Done(requests=2), put=Done(requests=2)),
        Case(
            "collision as text",
            struck(Status(409, "Requester creation collision", headers={"Content-Type": "text/plain"})),
            post=Done(requests=2),
            put=Done(requests=2),
        ),
        Case(
            "collisions for ever",
            always(Status(409, COLLISION)),
            post=Raises(Conflict, requests=6),
            put=Raises(Conflict, requests=6),
        ),
        Case("overtaken twice", stale(2), own=Done(), calls={Call.OWN: change}, verify=edited(3, done=True)),
        Case(
            "overtaken for ever",
            stale(None),
            own=Raises(UpdateConflict),
            calls={Call.OWN: change},
            verify=edited(4, done=False),
        ),
        absent=without("reading collides with nothing", Call.GET, Call.EXPORT),
    ),
    row(
        35,
        "400, 403, 404, 413, 422",
        "One request, and the error of that status with Zendesk's code and what it says of each field.",
        refusal(400, BadRequest),
        refusal(403, Forbidden),
        refusal(404, NotFound),
        refusal(413, ApiError),
        refusal(422, Invalid, UNWELL),
    ),
)
