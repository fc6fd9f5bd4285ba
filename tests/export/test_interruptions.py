"""Exports that are cancelled, and disks that do not take what is written."""

import asyncio
import contextlib
import resource
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CoroutineType
from typing import Any

import msgspec
import pytest

from tests.export.account import account, client_of, ids_of, lines_of
from zendesk_async.emulator import Delay, Emulator, Fault
from zendesk_async.errors import ExportError
from zendesk_async.export import Checkpoint, Export, JsonLinesSink, StreamState
from zendesk_async.export._commit import Committer, uninterrupted
from zendesk_async.export._lists import ListCopy
from zendesk_async.export._streams import streams
from zendesk_async.hooks import Event, ResponseReceived

STREAMS = ("tickets", "organizations", "ticket_comments.list")


def assert_consistent(directory: Path) -> int:
    """Check that each file has every row that the checkpoint counts; return how many there are."""
    found = Checkpoint.load(directory)
    if found is None:
        return 0
    for name, state in found.streams.items():
        content = (directory / f"{name}.jsonl").read_bytes() if state.offset else b""
        assert len(content) >= state.offset
        assert content[: state.offset].count(b"\n") == state.rows
    return sum(state.rows for state in found.streams.values())


def assert_complete(emulator: Emulator, directory: Path) -> None:
    held = emulator.account.snapshot()
    assert ids_of(directory, "tickets") == Counter(held["tickets"])
    assert ids_of(directory, "organizations") == Counter(held["organizations"])
    assert ids_of(directory, "ticket_comments.list") == Counter(held["comments"])


def of_the_client(task: "asyncio.Task[Any]") -> bool:
    coroutine = task.get_coro()
    assert isinstance(coroutine, CoroutineType)
    file = coroutine.cr_code.co_filename
    return "zendesk_async" in file and "emulator" not in file


async def test_cancelled_anywhere_it_leaves_whole_files_and_nothing_running(tmp_path: Path) -> None:
    async with account(tickets=120) as (_, client):
        before = asyncio.all_tasks()
        complete, steps = False, 0
        while not complete:
            directory = tmp_path / str(steps)
            running = asyncio.ensure_future(Export(client, STREAMS, directory, concurrency=8).run())
            for _ in range(steps):
                await asyncio.sleep(0)
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                complete = (await running).complete
            assert_consistent(directory)
            for _ in range(3):  # a task that was cancelled ends when it is next run
                await asyncio.sleep(0)
            assert not [task for task in asyncio.all_tasks() - before if of_the_client(task)]
            steps += 1 + steps // 3
        assert steps > 20


async def test_a_page_is_on_disk_before_a_slow_next_one_comes(tmp_path: Path) -> None:
    async with account(tickets=3_000) as (emulator, client):
        export = "/api/v2/incremental/tickets/cursor*"
        emulator.faults.add(Fault(Delay(60), path=export, skip=2))
        running = asyncio.ensure_future(Export(client, ["tickets"], tmp_path).run())
        # Two pages that came at once share what the first has left of a quarter of a second.
        while assert_consistent(tmp_path) < 2_000:  # noqa: ASYNC110  # what tells it is the file, as for a reader
            await asyncio.sleep(0.01)
        assert not running.done()
        running.cancel()
        await asyncio.wait([running])
        asked = Counter[str]()
        emulator.faults.clear()

        def count(event: Event) -> None:
            if isinstance(event, ResponseReceived):
                asked[event.operation_id or ""] += 1

        async with client_of(emulator, hooks=[count]) as again:
            assert (await Export(again, ["tickets"], tmp_path).run()).complete
        assert asked["IncrementalTicketExportCursor"] == 1
        assert ids_of(tmp_path, "tickets") == Counter(emulator.account.snapshot()["tickets"])


async def test_cancelled_and_resumed_many_times_it_is_complete(tmp_path: Path) -> None:
    async with account(tickets=200) as (emulator, client):
        counted = [0]
        for seconds in (0.03, 0.06, 0.09, 0.12, 0.15, 0.18):
            running = asyncio.ensure_future(Export(client, STREAMS, tmp_path).run())
            await asyncio.wait([running], timeout=seconds)
            running.cancel()
            await asyncio.wait([running])
            counted.append(assert_consistent(tmp_path))
        assert counted == sorted(counted)
        assert (await Export(client, STREAMS, tmp_path).run()).complete
        assert_complete(emulator, tmp_path)


async def test_what_was_read_before_a_cancellation_counts(tmp_path: Path) -> None:
    async with account(tickets=30) as (emulator, client):
        emulator.faults.add(Fault(Delay(60), path="/api/v2/tickets/20/comments"))
        export = Export(client, ["ticket_comments.list"], tmp_path)
        running = asyncio.ensure_future(export.run())
        while export.progress()[1].rows == 0 or len(emulator.requests) < 30:  # noqa: ASYNC110  # nothing announces it
            await asyncio.sleep(0.01)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        found = Checkpoint.load(tmp_path)
        assert found is not None
        rows = found.state("ticket_comments.list").rows
        assert rows == len(lines_of(tmp_path, "ticket_comments.list")) > 0
        emulator.faults.clear()
        await Export(client, ["ticket_comments.list"], tmp_path).run()
        assert ids_of(tmp_path, "ticket_comments.list") == Counter(emulator.account.snapshot()["comments"])


async def test_a_second_cancellation_does_not_close_files_under_a_write(tmp_path: Path) -> None:
    writing, may_end = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    class SlowSink(JsonLinesSink):
        def sync(self) -> None:
            loop.call_soon_threadsafe(writing.set)
            asyncio.run_coroutine_threadsafe(may_end.wait(), loop).result()
            super().sync()

    sink = SlowSink(tmp_path / "tickets.jsonl")
    sink.resume(0)
    sink.append([b"{}"])
    committer = Committer(tmp_path, Checkpoint("https://acme.zendesk.com", 0), {"tickets": sink})
    committing = asyncio.ensure_future(committer.commit("tickets", StreamState(offset=3, rows=1)))
    await writing.wait()
    committing.cancel()
    finishing = asyncio.ensure_future(committer.finish())
    await asyncio.sleep(0)
    finishing.cancel()
    await asyncio.sleep(0)
    assert not finishing.done()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await finishing
    assert committer.state("tickets") == StreamState(offset=3, rows=1)
    assert Checkpoint.load(tmp_path) == Checkpoint("https://acme.zendesk.com", 0, {"tickets": StreamState(3, 1)})
    sink.close()


async def test_a_sink_that_breaks_reaches_whoever_waits(tmp_path: Path) -> None:
    class Broken(JsonLinesSink):
        def sync(self) -> None:
            raise MemoryError

    sink = Broken(tmp_path / "tickets.jsonl")
    committer = Committer(tmp_path, Checkpoint("https://acme.zendesk.com", 0), {"tickets": sink, "users": sink})
    first = asyncio.ensure_future(committer.commit("tickets", StreamState(rows=1)))
    second = asyncio.ensure_future(committer.commit("users", StreamState(rows=1)))
    for waiting in (first, second):
        with pytest.raises(MemoryError):
            await waiting
    assert committer.state("tickets") == StreamState()
    await committer.finish()


async def test_a_page_that_the_sink_refuses_comes_again_whole(tmp_path: Path) -> None:
    class Refusing(JsonLinesSink):
        pages = 0

        def append(self, rows: Sequence[bytes | msgspec.Raw]) -> None:
            self.pages += 1
            if self.pages == 3:
                raise MemoryError
            super().append(rows)

    async with account(tickets=2500) as (emulator, client):
        sink = Refusing(tmp_path / "tickets.jsonl")
        sink.resume(0)
        committer = Committer(tmp_path, Checkpoint(client.base_url, 0), {"tickets": sink})
        with pytest.raises(MemoryError):
            await ListCopy(streams()["tickets"], client, sink, committer, start_time=0).run()
        await committer.finish()
        sink.close()
        assert assert_consistent(tmp_path) == 2000
        assert (await Export(client, ["tickets"], tmp_path).run()).complete
        assert ids_of(tmp_path, "tickets") == Counter(emulator.account.snapshot()["tickets"])


@contextlib.contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes: the next write fails, as on a full disk."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


@pytest.mark.parametrize("size", [100_000, 3_500_000], ids=["at the first page", "at the second page"])
async def test_a_disk_that_is_full_ends_the_export_where_it_was(tmp_path: Path, size: int) -> None:
    async with account(tickets=1500) as (emulator, client):
        with files_of_at_most(size), pytest.raises(ExportError, match=r"could not be written to .*: File too large"):
            await Export(client, ["tickets"], tmp_path).run()
        rows = assert_consistent(tmp_path)
        assert rows == (0 if size == 100_000 else 1000)
        assert (await Export(client, ["tickets"], tmp_path).run()).complete
        assert ids_of(tmp_path, "tickets") == Counter(emulator.account.snapshot()["tickets"])


async def test_a_checkpoint_that_cannot_be_written_ends_the_export_where_it_was(tmp_path: Path) -> None:
    async with account(tickets=50) as (emulator, client):
        await Export(client, ["organizations"], tmp_path).run()
        before = (tmp_path / "checkpoint.json").read_bytes()
        with files_of_at_most(100), pytest.raises(ExportError, match="cannot be written to: File too large"):
            await Export(client, ["tickets"], tmp_path).run()
        assert (tmp_path / "checkpoint.json").read_bytes() == before
        assert (await Export(client, ["tickets"], tmp_path).run()).complete
        assert ids_of(tmp_path, "tickets") == Counter(emulator.account.snapshot()["tickets"])


async def test_a_rename_that_fails_ends_the_export_where_it_was(tmp_path: Path) -> None:
    checkpoint, kept = tmp_path / "checkpoint.json", tmp_path / "kept.json"

    def put_a_directory_in_the_way(event: Event) -> None:
        if (
            isinstance(event, ResponseReceived)
            and event.operation_id == "IncrementalTicketExportCursor"
            and not kept.exists()
        ):
            checkpoint.rename(kept)
            checkpoint.mkdir()

    async with account(tickets=50) as (emulator, client):
        async with client_of(emulator, hooks=[put_a_directory_in_the_way]) as hindered:
            with pytest.raises(ExportError, match=r"could not be written to .*: Is a directory"):
                await Export(hindered, ["tickets"], tmp_path).run()
        checkpoint.rmdir()
        kept.rename(checkpoint)
        assert assert_consistent(tmp_path) == 0
        assert (await Export(client, ["tickets"], tmp_path).run()).complete
        assert ids_of(tmp_path, "tickets") == Counter(emulator.account.snapshot()["tickets"])


async def test_a_directory_that_cannot_be_made_is_an_export_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    async with account(tickets=1) as (emulator, client):
        with pytest.raises(ExportError, match="file is not a directory; choose another one to export to"):
            await Export(client, ["tickets"], tmp_path / "file").run()
        with pytest.raises(ExportError, match="cannot be written to: Not a directory"):
            await Export(client, ["tickets"], tmp_path / "file" / "below").run()
        assert not emulator.requests


async def test_a_file_that_cannot_be_opened_is_an_export_error(tmp_path: Path) -> None:
    async with account(tickets=1) as (_, client):
        await Export(client, ["tickets"], tmp_path).run()
        (tmp_path / "tickets.jsonl").unlink()
        (tmp_path / "tickets.jsonl").mkdir()
        with pytest.raises(ExportError, match=r"tickets\.jsonl cannot be opened: Is a directory"):
            await Export(client, ["tickets"], tmp_path).run()


async def test_a_parents_file_that_vanishes_ends_the_children(tmp_path: Path) -> None:
    def remove(event: Event) -> None:
        if isinstance(event, ResponseReceived) and event.operation_id == "ListTicketComments":
            (tmp_path / "tickets.jsonl").unlink(missing_ok=True)

    async with account(tickets=1500) as (emulator, _), client_of(emulator, hooks=[remove]) as client:
        with pytest.raises(ExportError, match=r"tickets\.jsonl cannot be read: No such file"):
            await Export(client, ["ticket_comments.list"], tmp_path).run()


async def test_work_on_files_is_waited_for_however_often_it_is_cancelled() -> None:
    may_end = asyncio.Event()

    async def work() -> int:
        await may_end.wait()
        return 5

    working = asyncio.ensure_future(work())
    waiting = asyncio.ensure_future(uninterrupted(working))
    for _ in range(3):
        await asyncio.sleep(0)
        waiting.cancel()
    await asyncio.sleep(0)
    assert not waiting.done()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert working.result() == 5
    assert await uninterrupted(working) == 5
