"""One cell of the matrix: a fault, a call, a side, and six checks of what became of it.

(a) what came out are exactly the rows of the model · (b) nothing happened twice on the server · (c) exactly the promised
error, with the server's request id · (d) it ended in time · (e) no socket, task, thread or file is left open · (f) no
secret is in a log, a repr, a traceback or a file.
"""

import contextlib
import itertools
import logging
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from tests.faults.matrix import Call, Case, Done, Promise, Raises, Row
from tests.faults.scene import CALLS, PAGE, Scene, Worlds, ids_of
from tests.faults.sides import SIDES, Ended, Side
from zendesk_async.auth import RetirementWarning
from zendesk_async.errors import ExportError, ZendeskError

_TESTS = str(Path(__file__).parents[1])


@attrs.frozen
class Cell:
    """One case of a row, met by one call on one side."""

    row: Row
    case: Case
    call: Call
    side: Side

    def __str__(self) -> str:
        return f"{self.row.number}-{self.case.name}-{self.call.name}-{self.side.name}".replace(" ", "_")

    def run(self, worlds: Worlds, directory: Path) -> None:
        promise = self.case.promise(self.call)
        assert promise is not None
        perform = self.case.calls.get(self.call) or CALLS[self.call]
        with logged() as log, Scene(worlds, self.case, self.call, self.side, directory) as scene:
            before = open_files()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RetirementWarning)
                ended = self.side.run(scene, perform, self.case.at_once)
            check_ending(ended, promise)
            check_requests(scene, promise)
            check_effects(scene, promise)
            if self.case.verify is not None:
                self.case.verify(scene)
            assert ended.seconds < self.case.deadline, f"it took {ended.seconds:.1f} s"
            check_nothing_left(ended, before)
            check_rows(scene, promise, self.side)
            check_secrets(scene, ended, "\n".join(log))


def cells(rows: tuple[Row, ...]) -> Iterator[Cell]:
    """Give every cell of these rows, one for each case."""
    for row in rows:
        for case in row.cases:
            for call in Call:
                if case.promise(call) is not None:
                    yield from (Cell(row, case, call, side) for side in SIDES)


# (c) the error


def check_ending(ended: Ended, promise: Promise) -> None:
    error = ended.error
    if isinstance(promise, Done):
        if error is not None:
            raise AssertionError(f"it should have succeeded, and ended with {error!r}") from error
        return
    assert error is not None, "it succeeded"
    if isinstance(error, ExportError) and promise.error is not ExportError:
        assert isinstance(error.__cause__, ZendeskError), error
        assert promise.says in str(error)
        error = error.__cause__
    assert type(error) is promise.error, f"not {promise.error.__name__} but {error!r}"
    if promise.cause is not None:
        causes = promise.cause if isinstance(promise.cause, tuple) else (promise.cause,)
        assert type(error.__cause__) in causes, f"caused by {error.__cause__!r}"
    assert promise.says in str(error), str(error)
    if isinstance(ended.error, ZendeskError):
        assert promise.named in {None, bool(ended.error.request_id)}, f"request id {ended.error.request_id!r}"
        assert ended.error.path is not None or isinstance(ended.error, ExportError)


# (b) the server


def check_requests(scene: Scene, promise: Promise) -> None:
    asked = scene.asked()
    if promise.requests is not None:
        until = time.monotonic() + 2
        while len(asked) < promise.requests and time.monotonic() < until:
            time.sleep(0.002)  # a request is on record once the server has heard that nobody waits for its answer
            asked = scene.asked()
        assert len(asked) == promise.requests, f"{len(asked)} requests"
    if isinstance(promise, Done) and promise.pause:
        gaps = [later.time - earlier.time for earlier, later in itertools.pairwise(asked)]
        assert max(gaps) >= promise.pause, f"the longest pause was {max(gaps):.3f} s"


def check_effects(scene: Scene, promise: Promise) -> None:
    if scene.call not in {Call.POST, Call.PUT} or scene.failed:
        return
    happened = scene.effects()
    if isinstance(promise, Done):
        assert happened == 1, f"it happened {happened} times"
    elif promise.effects is None:
        assert happened <= 1, f"it happened {happened} times"
    else:
        assert happened == promise.effects, f"it happened {happened} times"


# (a) the rows


def check_rows(scene: Scene, promise: Promise, side: Side) -> None:
    """Check what came out by now, and that the rest comes out once the fault is gone."""
    if scene.call is Call.GET and (scene.seen or isinstance(promise, Raises)):
        assert_part(Counter(record.id for record in scene.seen), scene.model(), whole=isinstance(promise, Done))
        assert len(scene.seen) in {*range(0, len(scene.model()), PAGE), len(scene.model())}, "half a page came out"
    if scene.call is Call.EXPORT:
        counted = ids_of(scene.counted())
        if "versions" in scene.notes:
            return  # a row may come again when it has changed; what must be there then, the case itself says
        assert_part(counted, scene.model(), whole=isinstance(promise, Done))
        if isinstance(promise, Raises):
            scene.heal()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RetirementWarning)
                again = side.run(scene, CALLS[Call.EXPORT], 1)
            assert again.error is None, again.error
            assert_part(ids_of(scene.lines()), scene.model(), whole=True)


def assert_part(came: Counter[Any], model: Counter[int], *, whole: bool) -> None:
    twice = came - model
    assert not twice, f"{len(twice)} rows came twice or are nobody's"
    assert not whole or came == model, f"{len(model - came)} rows are missing"


# (e) what is left


def open_files() -> Counter[str]:
    """Return what this process has open: files by their names, sockets and pipes by their kind."""
    found: Counter[str] = Counter()
    for descriptor in Path("/dev/fd").iterdir():
        with contextlib.suppress(OSError):  # the one by which the directory is read is gone by now
            found[str(descriptor.readlink()).partition(":[")[0]] += 1
    return found


def check_nothing_left(ended: Ended, before: Counter[str]) -> None:
    assert not ended.left, f"still running: {ended.left}"
    assert (ended.in_flight, ended.waiting) == (0, 0), "places for requests were not given back"
    until = time.monotonic() + 5
    while (left := open_files() - before) and time.monotonic() < until:
        time.sleep(0.002)  # the server's ends of the connections, which it closes when it hears of it
    assert not left, f"still open: {left}"


# (f) secrets


@contextmanager
def logged() -> Iterator[list[str]]:
    """Keep everything that is logged meanwhile, by anybody and at any level."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(logging.Formatter().format(record) + repr(record.__dict__))

    root = logging.getLogger()
    keep, level = Keep(), root.level
    root.addHandler(keep)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(keep)
        root.setLevel(level)


def check_secrets(scene: Scene, ended: Ended, log: str) -> None:
    shown = {
        "the log": log,
        "the client": repr(ended.client) + repr(vars(ended.client)),
        "the answer": repr(ended.value),
    }
    if ended.error is not None:
        shown |= {f"the error, {where}": text for where, text in texts_of(ended.error)}
    for path in scene.directory.rglob("*"):
        if path.is_file():
            shown[str(path)] = path.read_bytes().decode("utf-8", "replace")
    for where, text in shown.items():
        for secret in scene.secrets:
            assert secret not in text, f"a secret is in {where}: {text[max(0, text.index(secret) - 300) :][:600]}"


def texts_of(error: BaseException) -> Iterator[tuple[str, str]]:
    """Give every form in which an error may be shown, the locals of all frames but the tests' own included."""
    yield "str and repr", f"{error} {error!r} {vars(error)!r}"
    yield "traceback", "".join(traceback.format_exception(error))
    captured: traceback.TracebackException | None
    seen: list[traceback.TracebackException] = [traceback.TracebackException.from_exception(error, capture_locals=True)]
    while seen:
        captured = seen.pop()
        for frame in captured.stack:
            if not frame.filename.startswith(_TESTS):
                yield f"locals of {frame.filename}:{frame.lineno} {frame.name}", repr(frame.locals)
        seen += [one for one in (captured.__cause__, captured.__context__, *(captured.exceptions or ())) if one]
