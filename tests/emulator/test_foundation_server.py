import asyncio
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.emulator.raw import plain_client
from zendesk_async.emulator import Emulator
from zendesk_async.emulator.__main__ import main
from zendesk_async.emulator._call import Answer, Call, answers, serves
from zendesk_async.emulator._clock import Clock, seconds_of, stamp_of
from zendesk_async.emulator._routes import Routes
from zendesk_async.errors import InvalidArgument


@asynccontextmanager
async def command(*arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "zendesk_async.emulator", *arguments, stdout=-1, stderr=-1
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def greeted(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    text = (await process.stdout.readuntil(b"ends it.")).decode()
    await process.stdout.readline()
    return text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_command_serves_until_it_is_told_to_end(number: signal.Signals) -> None:
    async with command("--tickets", "30", "--users", "12", "--plan", "team", "--window", "5") as process:
        text = await greeted(process)
        url = re.search(r"http://127\.0\.0\.1:\d+", text)
        assert url is not None
        assert "30 tickets" in text
        assert "200 requests per 5 s" in text
        for credential in ("admin@example.com/token with token", "bearer token   token", "emulator with secret"):
            assert credential in text
        async with plain_client(url[0]) as raw:
            reply = await raw.get("/api/v2/users/count")
            assert reply.json["count"]["value"] == 12
        process.send_signal(number)
        out, err = await process.communicate()
        assert (process.returncode, out, err) == (0, b"", b"")


async def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="Address already in use"):
            await Emulator(port=port).start()
        async with command("--port", str(port)) as process:
            out, err = await process.communicate()
            assert (process.returncode, out) == (1, b"")
            assert b"cannot start" in err


def test_sizes_that_cannot_be_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--window", "0"]) == 1
    assert "window" in capsys.readouterr().err


async def test_a_port_may_be_chosen() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with Emulator(port=port) as emulator, plain_client(f"http://127.0.0.1:{port}") as raw:
        assert emulator.url == raw.origin
        assert (await raw.get("/api/v2/users/me")).status == 200


async def test_the_signed_storage_is_another_origin() -> None:
    async with Emulator() as emulator, plain_client(emulator.storage_url) as storage:
        assert emulator.storage_url != emulator.url
        assert (await storage.get("/api/v2/users/me")).status == 404


def test_an_operation_has_one_handler() -> None:
    def handler(call: Call) -> Answer:
        raise AssertionError(call)

    answers("AnOperationOfThisTest")(handler)
    with pytest.raises(RuntimeError, match="two handlers"):
        answers("AnOperationOfThisTest")(handler)


def test_a_slash_at_the_end_of_an_address_makes_no_difference() -> None:
    from zendesk_async.emulator._call import pages

    def handler(call: Call) -> Answer:
        raise AssertionError(call)

    known = len(pages)
    serves("GET", "/an/address/of/this/test/")(serves("GET", "/an/address/of/this/test")(handler))
    assert len(pages) == known + 1
    pages.pop()


SEGMENT = st.text("abc{}", min_size=1, max_size=3).filter(lambda text: not text.startswith("{"))


def test_literal_segments_win_over_parameters() -> None:
    routes = Routes(
        [
            ("GET", "/users/{user_id}", "show"),
            ("GET", "/users/me", "me"),
            ("GET", "/users/{user_id}/tags", "tags"),
            ("GET", "/users/me/session", "session"),
            ("DELETE", "/users/{identifier}", "delete"),
        ]
    )
    assert routes.find("GET", "/users/me.json") == ("me", {})
    assert routes.find("GET", "/users/12.json") == ("show", {"user_id": "12"})
    assert routes.find("GET", "/users/me/tags") == ("tags", {"user_id": "me"})
    assert routes.find("DELETE", "/users/me") == ("delete", {"identifier": "me"})
    assert routes.find("GET", "/users/a%2Fb") == ("show", {"user_id": "a/b"})
    for method, path in (("POST", "/users/me"), ("GET", "/users"), ("GET", "/users/1/2"), ("GET", "/users//tags")):
        assert routes.find(method, path) is None
    with pytest.raises(ValueError, match="already"):
        routes.add("GET", "/users/{other}", "another")


@given(
    st.lists(st.lists(SEGMENT | st.just("{id}"), min_size=1, max_size=4), unique_by=tuple, max_size=12),
    st.text("abc", min_size=1),
)
def test_every_route_leads_to_something_that_fits(paths: list[list[str]], value: str) -> None:
    routes = Routes([("GET", "/" + "/".join(path), tuple(path)) for path in paths])
    for path in paths:
        asked = [value if segment == "{id}" else segment for segment in path]
        found = routes.find("GET", "/" + "/".join(asked))
        assert found is not None
        target, _ = found
        assert len(target) == len(path)
        assert all(segment in {"{id}", given} for segment, given in zip(target, asked, strict=True))


@given(st.integers(0, 4_000_000_000))
def test_a_stamp_is_read_as_it_was_written(seconds: int) -> None:
    stamp = stamp_of(seconds)
    assert stamp.endswith("Z")
    assert seconds_of(stamp) == seconds
    clock = Clock(lambda: seconds + 0.75)
    assert (clock.stamp(), clock.seconds(), clock.now().timestamp()) == (stamp, seconds + 0.75, seconds + 0.75)


def test_a_stamp_without_a_zone_is_utc() -> None:
    assert (
        seconds_of("2024-02-08T17:44:42")
        == seconds_of("2024-02-08T18:44:42+01:00")
        == seconds_of("2024-02-08T17:44:42Z")
    )


@pytest.mark.parametrize("name", ["tickets", "users", "organizations", "comments_per_ticket", "job_seconds"])
@pytest.mark.parametrize("amount", [-1, float("nan"), float("inf")])
def test_an_amount_that_cannot_be_is_refused(name, amount):
    with pytest.raises(InvalidArgument, match=name):
        Emulator(**{name: amount})
