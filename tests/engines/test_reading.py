"""What Spark's readers plan and read, without Spark: `make test-spark` runs them in it."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal

from zendesk_async.emulator import Clock, Emulator, Exchange, Fault
from zendesk_async.errors import InvalidArgument
from zendesk_async.export import streams
from zendesk_async.export._columns import stream_table
from zendesk_async.spark._reading import Offsets, Reading
from zendesk_async.spark._slices import SETTLED_AFTER


@contextmanager
def emulated(**options: Any) -> Iterator[Emulator]:
    with (
        start_blocking_portal(name="emulator") as portal,
        portal.wrap_async_context_manager(Emulator(plan="high_volume", window=1.0, **options)) as emulator,
    ):
        yield emulator


def reading_of(emulator: Emulator, stream: str, **options: str) -> Reading:
    given = {"base_url": emulator.url, "oauth_token": "token", "plan": "high_volume", "stream": stream, **options}
    return Reading(given, stream_table(streams()[stream]).names)


def ids_of(reading: Reading) -> Counter[int]:
    return Counter(
        identifier
        for part in reading.slices()
        for batch in reading.batches(part)
        for identifier in batch.column("id").to_pylist()
    )


@pytest.mark.parametrize("stream", ["tickets", "users", "organizations", "groups"])
def test_all_slices_together_are_the_stream(stream: str) -> None:
    with emulated(tickets=300) as emulator:
        held = Counter(emulator.account.snapshot()[stream])
        assert ids_of(reading_of(emulator, stream)) == held
        reading = reading_of(emulator, stream, partitions="1")
        assert len(reading.slices()) == 1
        assert ids_of(reading) == held


def test_a_read_without_a_row_has_no_slice() -> None:
    with emulated() as emulator:
        assert reading_of(emulator, "tickets").slices() == []


def test_a_read_ends_where_it_is_told_to() -> None:
    with emulated(tickets=100) as emulator:
        middle = "1735689600"
        before = ids_of(reading_of(emulator, "tickets", end_time=middle))
        after = ids_of(reading_of(emulator, "tickets", start_time=middle))
        alone = ids_of(reading_of(emulator, "tickets", end_time=middle, partitions="1"))
        assert before == alone
        assert before + after == Counter(emulator.account.snapshot()["tickets"])
        assert min(len(before), len(after)) > 0


def test_columns_are_those_that_are_asked_for() -> None:
    with emulated(tickets=3) as emulator:
        given = {"base_url": emulator.url, "oauth_token": "token", "stream": "tickets", "partitions": "1"}
        reading = Reading(given, ["status", "id"])
        (batch, *_) = [batch for part in reading.slices() for batch in reading.batches(part)]
        assert batch.schema.names == ["status", "id"]
        with pytest.raises(InvalidArgument, match="no column 'colour'"):
            Reading(given, ["colour"])


def test_offsets_move_by_the_servers_clock_and_only_when_something_has_changed() -> None:
    ahead = 0
    clock = Clock(lambda: time.time() + ahead)

    async def date(exchange: Exchange) -> Any:
        from email.utils import formatdate

        answer = await exchange.produce()
        answer.headers["Date"] = formatdate(clock.seconds(), usegmt=True)
        return answer

    with emulated(tickets=5, clock=clock) as emulator:
        emulator.faults.add(Fault(date, times=None))
        reading = reading_of(emulator, "tickets", interval="1")
        offsets = Offsets(reading)
        assert offsets.first == 0
        first = offsets.latest()
        assert abs(first - (clock.seconds() - SETTLED_AFTER)) < 30
        ahead = 1000
        assert offsets.latest() == first  # asked once an interval
        waiting = Offsets(reading)
        waiting.read_up_to(first)
        assert waiting.latest() == first  # nothing has changed since
        again = Offsets(reading)
        assert again.latest() >= first + 900


def test_what_cannot_be_streamed_is_refused() -> None:
    given = {"subdomain": "acme", "oauth_token": "token"}
    with pytest.raises(InvalidArgument, match="cannot be asked what has changed"):
        Offsets(Reading({**given, "stream": "groups"}, ["id"]))
    with pytest.raises(InvalidArgument, match="no end_time"):
        Offsets(Reading({**given, "stream": "tickets", "end_time": "1700000000"}, ["id"]))
