"""The files of comments: saved one by one as their comments come, with a row for each in a stream of their own."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import msgspec

from zendesk_async._json import is_array, is_object
from zendesk_async.errors import (
    ExportError,
    Forbidden,
    ForeignURL,
    NotFound,
    ResponseTooLarge,
    TruncatedResponse,
    UnsafeRedirect,
    ZendeskError,
)
from zendesk_async.export._attachment_file import Outcome
from zendesk_async.export._checkpoint import StreamState, sync_directory
from zendesk_async.export._commit import Committer
from zendesk_async.export._copy import StreamCopy
from zendesk_async.export._saved_files import FileDirectory, SavedFile
from zendesk_async.export._sink import Sink
from zendesk_async.export._streams import Stream
from zendesk_async.export._written import decoded, read_lines
from zendesk_async.models._converter import structure_field
from zendesk_async.models.attachments import Attachment

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

_ROWS_A_COMMIT = 200
_COMMENTS_A_COMMIT = 20_000
_ATTEMPTS = 3
"""Times a file is fetched that comes in another size than it should."""


class _Comment(msgspec.Struct, gc=False):
    """What of a comment's line its files are saved by."""

    id: Any = None
    ticket_id: Any = None
    attachments: Any = None


class _Known(msgspec.Struct, gc=False):
    id: Any = None


_read_comment = msgspec.json.Decoder(_Comment).decode
_read_known = msgspec.json.Decoder(_Known).decode


@attrs.frozen
class _Saving:
    """The files of a comment that are being saved: where its line ends, and the rows that come of them."""

    end: int
    rows: "asyncio.Task[list[bytes]]"


class AttachmentsCopy(StreamCopy):
    """Saves the files of the parent stream's comments, several at once, in the order of the comments.

    A file is on disk under its own name before its row is written, and is not fetched again when it is found there.
    Files that Zendesk does not give (deleted, with malware, at another host) have a row that says so.
    """

    def __init__(
        self,
        stream: Stream,
        client: "Zendesk",
        sink: Sink,
        committer: Committer,
        *,
        path: Path,
        directory: Path,
        parent: StreamCopy,
        parent_path: Path,
        concurrency: int,
    ) -> None:
        super().__init__(stream, client, sink, committer)
        self._path = path
        self._files = FileDirectory(directory)
        self._parent = parent
        self._parent_path = parent_path
        self._most = concurrency
        self._lanes = asyncio.Semaphore(concurrency)
        self._known: set[Any] = set()

    async def _copy(self) -> None:
        await asyncio.to_thread(self._begin)
        savings: deque[_Saving] = deque()
        passed = 0
        try:
            async with contextlib.aclosing(self._comments()) as comments:
                async for comment, end in comments:
                    passed += 1
                    if files := self._new_files(comment):
                        savings.append(_Saving(end, asyncio.ensure_future(self._save_all(comment, files))))
                    elif not savings:
                        self.state = attrs.evolve(self.state, parent_offset=end)
                    while savings and (len(savings) >= self._most * 2 or savings[0].rows.done()):
                        await self._take(savings.popleft())
                    if self.state.rows - self.committed.rows >= _ROWS_A_COMMIT or passed >= _COMMENTS_A_COMMIT:
                        await self._commit_files(self.state)
                        passed = 0
            while savings:
                await self._take(savings.popleft())
            end = self._parent.committed.offset
            await self._commit_files(attrs.evolve(self.state, parent_offset=end, done=self._parent.committed.done))
        finally:
            for saving in savings:
                saving.rows.cancel()
            await asyncio.gather(*(saving.rows for saving in savings), return_exceptions=True)

    def _begin(self) -> None:
        self._files.open()
        position, until = 0, self.state.offset
        while position < until:
            for line in read_lines(self._path, position, until):
                self._known.add(_read_known(line).id)
                position += len(line)

    def _new_files(self, comment: _Comment) -> list[Attachment]:
        """Return the files of a comment that are not known yet."""
        found: list[Attachment] = []
        for one in comment.attachments if is_array(comment.attachments) else ():
            if is_object(one):
                file: Attachment = structure_field(one, Attachment)
                if file.id is not None and file.id not in self._known:
                    self._known.add(file.id)
                    found.append(file)
        return found

    async def _take(self, saving: _Saving) -> None:
        rows = await saving.rows
        self._sink.append(rows)
        self.state = attrs.evolve(
            self.state, parent_offset=saving.end, offset=self._sink.offset, rows=self.state.rows + len(rows)
        )

    async def _commit_files(self, state: StreamState) -> None:
        # The names of the files first, then the rows that speak of them.
        await asyncio.to_thread(sync_directory, self._files.path)
        await self._commit(state)

    async def _save_all(self, comment: _Comment, files: Sequence[Attachment]) -> list[bytes]:
        async with self._lanes:
            return [await self._save(comment, file) for file in files]

    async def _save(self, comment: _Comment, file: Attachment) -> bytes:
        saved, outcome = None, "deleted"
        if not file.deleted:
            saved, outcome = await self._fetched(file)
        return msgspec.json.encode(
            {
                "ticket_id": comment.ticket_id,
                "comment_id": comment.id,
                "id": file.id,
                "file_name": file.file_name,
                "content_type": file.content_type,
                "size": file.size if saved is None else saved.size,
                "inline": file.inline,
                "outcome": outcome,
                "path": None if saved is None else f"{self._files.path.name}/{saved.name}",
                "sha256": None if saved is None else saved.digest,
            }
        )

    async def _fetched(self, file: Attachment) -> tuple[SavedFile | None, Outcome]:
        found = await asyncio.to_thread(self._files.find, file)
        if found is not None:
            return found, "saved"
        if not file.content_url:
            return None, "gone"
        try:
            saved = await self._fetch_again(file, file.content_url)
        except NotFound:
            return None, "gone"
        except Forbidden:
            return None, "refused"
        except (ForeignURL, UnsafeRedirect):
            return None, "foreign"
        except OSError as problem:
            raise ExportError(
                f"the file of the attachment {file.id} could not be written to {self._files.path}: "
                f"{problem.strerror or problem}"
            ) from problem
        except ZendeskError as problem:
            problem.add_note(f"it was about the attachment {file.id}")
            raise
        return saved, "incomplete" if saved is None else "saved"

    async def _fetch_again(self, file: Attachment, url: str) -> SavedFile | None:
        """Fetch a file, again when it is not of the size it should be; None when it never is."""
        for _ in range(_ATTEMPTS):
            try:
                return await self._fetch(file, url)
            except (TruncatedResponse, ResponseTooLarge):
                continue  # cut on the way, or not what Zendesk says: the row tells when it stays so
        return None

    async def _fetch(self, file: Attachment, url: str) -> SavedFile:
        writer = await asyncio.to_thread(self._files.begin, file)
        try:
            async with self._client.download(url) as answer:
                async for chunk in answer.chunks:
                    await asyncio.to_thread(writer.write, chunk)
            return await asyncio.to_thread(writer.finish)
        except BaseException:
            writer.abandon()
            raise

    async def _comments(self) -> AsyncGenerator[tuple[_Comment, int]]:
        """Give the committed comments, and where the line of each ends, as they come."""
        position = self.state.parent_offset
        while True:
            until = self._parent.committed.offset
            while position < until:
                for line in await asyncio.to_thread(read_lines, self._parent_path, position, until):
                    position += len(line)
                    yield self._comment(line), position
            if until < self._parent.committed.offset:
                continue
            if self._parent.ended:
                return
            await self._parent.news()

    def _comment(self, line: bytes) -> _Comment:
        return decoded(_read_comment, line, self._parent_path)
