"""Copying one stream: what every kind of stream has in common."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, aclosing
from typing import TYPE_CHECKING, Any

import msgspec

from zendesk_async.export._checkpoint import StreamState
from zendesk_async.export._commit import Committer
from zendesk_async.export._patient_pages import Pages, patient_pages
from zendesk_async.export._sink import Sink
from zendesk_async.export._streams import Stream
from zendesk_async.pagination import Page, Paginator

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk


class StreamCopy(ABC):
    """Copies one stream, from where its state says to its end.

    `state` is how far it is, rows not yet on disk included. `ended` says that no more rows will come in this run.
    """

    def __init__(self, stream: Stream, client: "Zendesk", sink: Sink, committer: Committer) -> None:
        self.stream = stream
        self.state = committer.state(stream.name)
        self.ended = False
        self._client = client
        self._sink = sink
        self._committer = committer
        self._news = asyncio.Event()

    @property
    def committed(self) -> StreamState:
        """The state that counts."""
        return self._committer.state(self.stream.name)

    async def run(self) -> None:
        """Copy until the stream has ended. Does nothing for one that already has."""
        try:
            if not self.state.done:
                await self._copy()
        finally:
            self.ended = True
            self._announce()

    async def news(self) -> None:
        """Wait until more rows are on disk, or no more will come."""
        await self._news.wait()

    @abstractmethod
    async def _copy(self) -> None: ...

    async def _commit(self, state: StreamState) -> None:
        self.state = state
        await self._committer.commit(self.stream.name, state)
        self._announce()

    def _announce(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def _pages(
        self, arguments_after: Callable[[str | None], Mapping[str, Any]], cursor: str | None
    ) -> AbstractAsyncContextManager[AsyncIterator[Page[msgspec.Raw]]]:
        """Give the pages of a list after a cursor, by the arguments that ask for them.

        What is being read ahead ends with the context, whatever ends that.
        """
        return aclosing(patient_pages(self.stream.operation, arguments_after, self._slices, cursor))

    def _slices(self, arguments: Mapping[str, Any]) -> Pages[msgspec.Raw]:
        return self._paginator(arguments).raw_slices()

    def _paginator(self, arguments: Mapping[str, Any]) -> Paginator[Any]:
        info = self.stream.info
        if self.stream.needs:
            # What these take is checked, and put into the body where it belongs, by the method itself.
            listed: Paginator[Any] = getattr(getattr(self._client, info.resource), info.name)(**arguments)
            return listed
        return Paginator(self._client.call, info.operation, arguments, self._client.base_url)
