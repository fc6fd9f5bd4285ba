import asyncio
import gzip
import json
import zlib
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.emulator.raw import ADMINISTRATOR, plain_client, running
from zendesk_async.emulator import (
    Body,
    Change,
    CutGzip,
    Delay,
    Drip,
    Drop,
    DuplicateRows,
    Effect,
    Emulator,
    Fault,
    Faults,
    GarbageGzip,
    Raw,
    RepeatCursor,
    Status,
    Truncate,
    empty,
    html,
)

GROUPS = "/api/v2/groups"
NEW_GROUP = {"group": {"name": "Night shift"}}


async def bytes_of(emulator: Emulator, path: str, *, method: str = "GET", gzipped: bool = False) -> bytes:
    """Return all that the socket gives until it ends; a reset raises."""
    host, _, port = emulator.url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {host}",
            "Connection: close",
            f"Authorization: {ADMINISTRATOR['Authorization']}",
        ]
        if gzipped:
            lines.append("Accept-Encoding: gzip")
        writer.write("\r\n".join([*lines, "", ""]).encode())
        return await reader.read(-1)
    finally:
        writer.close()


def split(answer: bytes) -> tuple[dict[str, str], bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")[1:]
    return {name.lower(): text for name, _, text in (line.partition(": ") for line in lines)}, body


def names(emulator: Emulator) -> set[str]:
    return {row["name"] for row in emulator.account.groups.rows()}


async def test_a_status_is_answered_instead_and_nothing_changes() -> None:
    async with running() as (emulator, raw):
        emulator.faults.add(Fault(Status(503, {"error": "unavailable"}, retry_after=1), times=2))
        for _ in range(2):
            reply = await raw.post(GROUPS, NEW_GROUP)
            assert (reply.status, reply.json, reply.headers["retry-after"]) == (503, {"error": "unavailable"}, "1")
            assert reply.headers["x-request-id"] == emulator.requests[-1].request_id
        assert "Night shift" not in names(emulator)
        assert (await raw.post(GROUPS, NEW_GROUP)).status == 201


async def test_an_html_page_and_an_empty_answer_look_like_success() -> None:
    async with running() as (emulator, raw):
        emulator.faults.add(Fault(html()))
        emulator.faults.add(Fault(empty()))
        page = await raw.get(GROUPS)
        assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert page.body.startswith(b"<!DOCTYPE html>")
        nothing = await raw.get(GROUPS)
        assert (nothing.status, nothing.body) == (200, b"")


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("reset", [False, True])
async def test_a_dropped_connection_loses_the_answer_and_perhaps_the_request(after: bool, reset: bool) -> None:
    async with running() as (emulator, raw):
        emulator.faults.add(Fault(Drop(after=after, reset=reset), method="POST"))
        with pytest.raises((aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)):
            await raw.post(GROUPS, NEW_GROUP)
        assert ("Night shift" in names(emulator)) is after
        assert emulator.requests[-1].status is None
        assert (await raw.get(GROUPS)).status == 200


async def test_a_reset_is_a_reset() -> None:
    async with running() as (emulator, _):
        emulator.faults.add(Fault(Drop()))
        emulator.faults.add(Fault(Drop(reset=True)))
        assert await bytes_of(emulator, GROUPS) == b""
        with pytest.raises(ConnectionResetError):
            await bytes_of(emulator, GROUPS)


async def test_a_truncated_body_ends_short_of_its_length() -> None:
    async with running() as (emulator, _):
        emulator.faults.add(Fault(Truncate(0.5)))
        headers, body = split(await bytes_of(emulator, GROUPS))
        assert len(body) == int(headers["content-length"]) // 2
        emulator.faults.add(Fault(Truncate(0.5, chunked=True)))
        headers, body = split(await bytes_of(emulator, GROUPS))
        assert headers["transfer-encoding"] == "chunked"
        assert not body.endswith(b"0\r\n\r\n")
        emulator.faults.add(Fault(Truncate(0.5, until_close=True)))
        headers, body = split(await bytes_of(emulator, GROUPS))
        assert not {"content-length", "transfer-encoding"} & headers.keys()
        with pytest.raises(json.JSONDecodeError):
            json.loads(body)


async def test_a_cut_gzip_has_the_right_length_and_a_garbled_one_does_not_unpack() -> None:
    async with running(users=100) as (emulator, _):
        for path, gzipped in (("/api/v2/users", True), (GROUPS, False)):
            emulator.faults.add(Fault(CutGzip(0.5)))
            headers, body = split(await bytes_of(emulator, path, gzipped=gzipped))
            assert headers["content-encoding"] == "gzip"
            assert int(headers["content-length"]) == len(body)
            with pytest.raises(EOFError):
                gzip.decompress(body)
        emulator.faults.add(Fault(GarbageGzip()))
        _, body = split(await bytes_of(emulator, GROUPS))
        with pytest.raises((zlib.error, EOFError)):
            gzip.decompress(body)


async def test_another_body_may_be_sent_packed() -> None:
    async with running() as (emulator, raw):
        emulator.faults.add(Fault(Body(b"x" * 1_000_000, gzipped=True)))
        emulator.faults.add(Fault(Body(b"null")))
        reply = await raw.get(GROUPS)
        assert (reply.body, int(reply.headers["Content-Length"]) < 10_000) == (b"x" * 1_000_000, True)
        assert (await raw.get(GROUPS)).json is None


async def test_a_delay_and_a_drip_are_late_but_whole() -> None:
    async with running() as (emulator, raw):
        usual = (await raw.get(GROUPS)).body
        emulator.faults.add(Fault(Delay(0.01), Drip(100, 0.001)))
        assert (await raw.get(GROUPS)).body == usual


async def test_raw_bytes_go_out_as_they_are() -> None:
    async with running() as (emulator, _):
        emulator.faults.add(Fault(Raw(b"HTTP/1.1 nonsense\r\n\r\n")))
        assert await bytes_of(emulator, GROUPS) == b"HTTP/1.1 nonsense\r\n\r\n"


async def test_an_answers_json_may_be_changed_packed_or_not() -> None:
    async with running(users=100) as (emulator, _), plain_client(emulator.url) as raw:
        fault = emulator.faults.add(Fault(Change(lambda payload: payload | {"more": 1}), times=None))
        for path, packed in (("/api/v2/users", "gzip"), ("/api/v2/users", "identity")):
            reply = await raw.get(path, headers={"Accept-Encoding": packed})
            assert reply.json["more"] == 1
            assert len(reply.json["users"]) == 100
        assert fault.happened == 2


async def test_a_cursor_may_stand_still() -> None:
    async with running(users=20) as (emulator, raw):
        emulator.faults.add(Fault(RepeatCursor(), times=None))
        first = (await raw.get("/api/v2/users?page[size]=5")).json
        second = (await raw.get(first["links"]["next"])).json
        third = (await raw.get(second["links"]["next"])).json
        assert first["users"] != second["users"]
        assert first["links"] == second["links"] == third["links"]
        assert second["users"] == third["users"]


async def test_rows_may_come_twice_at_the_edge_of_a_page() -> None:
    async with running(users=9) as (emulator, raw):
        emulator.faults.add(Fault(DuplicateRows(2), times=None))
        path, pages = "/api/v2/users?page[size]=3", list[Any]()
        for _ in range(3):
            pages.append((await raw.get(path)).json)
            path = pages[-1]["links"]["next"]
        ids = [[row["id"] for row in page["users"]] for page in pages]
        assert [len(page) for page in ids] == [3, 5, 5]
        assert ids[1][:2] == ids[0][-2:]
        assert ids[2][:2] == ids[1][-2:]


async def test_a_fault_meets_the_requests_it_describes() -> None:
    async with running() as (emulator, raw):
        fault = emulator.faults.add(
            Fault(Status(500), operation="ShowGroupById", method="GET", path="/api/v2/groups/*", times=1, skip=1)
        )
        first = next(iter(emulator.account.groups))
        statuses = [(await raw.get(f"/api/v2/groups/{first}.json")).status for _ in range(3)]
        assert statuses == [200, 500, 200]
        assert fault.happened == 1
        assert (await raw.get(GROUPS)).status == 200
        emulator.faults.add(Fault(Status(500), times=None))
        assert (await raw.get("/nowhere")).status == 500
        emulator.faults.clear()
        assert (await raw.get("/nowhere")).status == 404


@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 20))
def test_a_fault_happens_as_often_as_it_says(skip: int, times: int, asked: int) -> None:
    faults = Faults()
    fault = faults.add(Fault(path="/a/*", skip=skip, times=times))
    met = [faults.find("GET", "/a/b", None) is fault for _ in range(asked)]
    assert met == [skip <= index < skip + times for index in range(asked)]
    assert faults.find("GET", "/b", None) is None


def test_every_effect_is_one() -> None:
    effects: list[Effect] = [Status(500), Delay(0), Drop(), Truncate(), CutGzip(), GarbageGzip(), Drip(1, 0), Raw(b"")]
    assert all(callable(effect) for effect in effects)
