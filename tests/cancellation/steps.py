"""Counting the awaits of everything that runs on an event loop, and doing something at one of them."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class Steps:
    """Counts each await at which a task of the loop is suspended, those inside of libraries too.

    At the one with the number `at`, counted from 0, it calls `act`, once. `reached` tells whether it came to that.
    """

    def __init__(self, at: int, act: Callable[[], object]) -> None:
        self._at = at
        self._act = act
        self.count = 0

    @property
    def reached(self) -> bool:
        return self.count > self._at

    def task(
        self, loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Any], **options: Any
    ) -> asyncio.Task[Any]:
        """Make a task whose awaits count: a task factory for a loop."""
        return asyncio.Task(Counted(work, self.passed), loop=loop, **options)

    def passed(self) -> None:
        """Count one await."""
        self.count += 1
        if self.count == self._at + 1:
            self._act()


class Counted(Coroutine[Any, Any, Any]):
    """A coroutine that tells each time it is suspended."""

    def __init__(self, work: Coroutine[Any, Any, Any], passed: Callable[[], None]) -> None:
        self._work = work
        self._passed = passed

    def send(self, value: Any) -> Any:
        awaited = self._work.send(value)
        self._passed()
        return awaited

    def throw(self, *problem: Any) -> Any:
        awaited = self._work.throw(*problem)
        self._passed()
        return awaited

    def close(self) -> None:
        self._work.close()

    def __await__(self) -> Any:
        raise NotImplementedError  # a task sends
