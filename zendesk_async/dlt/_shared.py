"""The one client of all resources of a source."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

from zendesk_sync import Zendesk


class SharedClient:
    """Opens a client for the first resource that reads, and closes it behind the last: one budget for all of them.

    `client` is one that was given, and stays open.
    """

    def __init__(self, make: Callable[[], Zendesk], client: Zendesk | None) -> None:
        self._make = make
        self._given = client
        self._client: Zendesk | None = None
        self._readers = 0
        self._lock = threading.Lock()  # dlt may read resources in threads of their own

    @contextmanager
    def opened(self) -> Generator[Zendesk]:
        """Give the client to one reader."""
        if self._given is not None:
            yield self._given
            return
        with self._lock:
            client = self._client = self._client or self._make()
            self._readers += 1
        try:
            yield client
        finally:
            with self._lock:
                self._readers -= 1
                unused = not self._readers
                if unused:
                    self._client = None
            if unused:
                client.close()
