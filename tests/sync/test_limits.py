"""Threads that share one sync client share its account's limit, and use all of it."""

import itertools
from concurrent.futures import ThreadPoolExecutor

from tests.sync.conftest import Start
from zendesk_sync import OAuthToken, Zendesk

THREADS = 8


def test_threads_use_every_allowed_request_of_each_full_window_and_meet_no_429(start: Start) -> None:
    emulator = start(tickets=10, window=5.0, requests_per_window=200)

    def full_windows() -> int:
        return sum(1 for window in emulator.limits.report()[1:] if window.complete)

    with Zendesk(base_url=emulator.url, auth=OAuthToken("token")) as zd:

        def work(number: int) -> None:
            for _ in itertools.takewhile(lambda _: full_windows() < 2, itertools.count()):
                zd.tickets.show(1 + number)

        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(work, range(THREADS)))

    windows = emulator.limits.report()
    assert [window.refused for window in windows] == [0] * len(windows)
    assert {request.status for request in emulator.requests} == {200}
    assert all(window.share >= 0.99 for window in windows[1:] if window.complete)
