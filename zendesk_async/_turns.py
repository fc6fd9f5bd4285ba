"""Whose turn it is to change something: one after another, and never two that wait for each other."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from weakref import WeakKeyDictionary

import attrs


@attrs.define(eq=False)
class Turn:
    """The turn of one change. Changes that must wait for each other have the same lock."""

    lock: asyncio.Lock
    ended: bool = False

    @contextmanager
    def working(self) -> Generator[None]:
        """Have whatever is called from here known as part of this turn."""
        before = _around.set((*_around.get(), self))
        try:
            yield
        finally:
            _around.reset(before)


_around: ContextVar[tuple[Turn, ...]] = ContextVar("_around", default=())
"""The turns that the code which runs now is part of. What an edit has started may run on after the turn's end."""

_awaited: WeakKeyDictionary[asyncio.Lock, list[asyncio.Lock]] = WeakKeyDictionary()
"""By the lock of a turn: the locks that it waits for."""

_awaited_guard = threading.Lock()  # each client of the sync side has a loop in a thread of its own


def is_part_of_turn(lock: asyncio.Lock) -> bool:
    """Tell whether this is called from a turn with this lock."""
    return lock in _locks_around()


@asynccontextmanager
async def turn(lock: asyncio.Lock) -> AsyncGenerator[Turn]:
    """Wait for a turn, or go beside the one that has it now if that one waits for a turn which this is part of."""
    with _waiting(lock) as would_end:
        if would_end:
            await lock.acquire()
    taken = Turn(lock)
    try:
        yield taken
    finally:
        taken.ended = True
        if would_end:
            lock.release()


@contextmanager
def _waiting(lock: asyncio.Lock) -> Generator[bool]:
    """Have it known that the turns around wait for this lock, and tell whether that would ever end."""
    waiting = _locks_around()
    with _awaited_guard:
        would_end = not _leads_to(lock, waiting)
        if would_end:
            for one in waiting:
                _awaited.setdefault(one, []).append(lock)
    try:
        yield would_end
    finally:
        if would_end:
            with _awaited_guard:
                for one in waiting:
                    _awaited[one].remove(lock)


def _locks_around() -> list[asyncio.Lock]:
    return [around.lock for around in _around.get() if not around.ended]


def _leads_to(lock: asyncio.Lock, ends: list[asyncio.Lock]) -> bool:
    seen: set[asyncio.Lock] = set()
    following = [lock]
    while following:
        one = following.pop()
        if one in ends:
            return True
        if one not in seen:
            seen.add(one)
            following += _awaited.get(one, ())
    return False
