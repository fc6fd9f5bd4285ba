import gzip
import hashlib
import io
import re

import pytest

from tests.emulator.raw import bearer, plain_client, running
from zendesk_async import operations
from zendesk_async.emulator._server import operation_ids


def test_every_operation_of_the_registry_is_answered() -> None:
    missing = {operation.operation_id for operation in operations()} - operation_ids()
    assert not missing


async def test_a_path_may_end_in_json_or_not() -> None:
    async with running(tickets=10) as (_, raw):
        with_suffix = await raw.get("/api/v2/users/me.json")
        without = await raw.get("/api/v2/users/me")
        assert with_suffix.status == without.status == 200
        assert with_suffix.json["user"]["email"] == without.json["user"]["email"] == "admin@example.com"


async def test_an_unknown_route_and_an_unknown_method_of_a_known_one_are_invalid_endpoints() -> None:
    async with running() as (_, raw):
        for reply in (
            await raw.get("/api/v2/no_such_thing"),
            await raw.send("PATCH", "/api/v2/users"),
            await raw.get("/"),
        ):
            assert reply.status == 404
            assert reply.json == {"error": "InvalidEndpoint", "description": "Not found"}
            assert reply.headers["cache-control"] == "no-cache"
            assert "etag" not in reply.headers


async def test_an_id_that_is_no_integer_is_an_invalid_attribute_and_one_too_large_is_not_found() -> None:
    async with running() as (_, raw):
        odd = await raw.get("/api/v2/users/abc")
        assert odd.status == 400
        assert odd.json["error"]["title"] == "Invalid attribute"
        for identifier in ("1", "9223372036854775807", "9223372036854775808"):
            absent = await raw.get(f"/api/v2/users/{identifier}")
            assert (absent.status, absent.json["error"]) == (404, "RecordNotFound")


async def test_answers_carry_the_headers_of_zendesk() -> None:
    async with running() as (_, raw):
        reply = await raw.get("/api/v2/users/me")
        headers = reply.headers
        assert headers["Content-Type"] == "application/json; charset=utf-8"
        assert re.fullmatch(r"[0-9a-f]{16}-[A-Z]{3}", headers["x-request-id"])
        assert headers["CF-RAY"] == headers["x-request-id"]
        assert headers["Server"] == "cloudflare"
        assert headers["x-zendesk-api-version"] == "v2"
        assert headers["cache-control"] == "max-age=0, private, must-revalidate"
        assert float(headers["x-runtime"]) >= 0
        assert {"Date", "ratelimit-reset", "x-zendesk-origin-server"} <= {name for name in headers if name in headers}


async def test_the_webhooks_back_end_sends_fewer_headers_and_has_a_bucket_of_its_own() -> None:
    async with running() as (_, raw):
        reply = await raw.get("/api/v2/webhooks")
        assert reply.headers["x-rate-limit"] == "100"
        for name in ("etag", "ratelimit-limit", "x-zendesk-application-version"):
            assert name not in reply.headers


async def test_a_body_is_answered_with_304_when_its_etag_is_known() -> None:
    async with running() as (_, raw):
        first = await raw.get("/api/v2/groups")
        assert first.headers["etag"] == f'W/"{hashlib.md5(first.body).hexdigest()}"'
        second = await raw.get("/api/v2/groups", headers={"If-None-Match": first.headers["etag"]})
        assert (second.status, second.body) == (304, b"")
        other = await raw.get("/api/v2/groups", headers={"If-None-Match": 'W/"0"'})
        assert (other.status, other.body) == (200, first.body)


async def test_a_large_answer_is_compressed_for_those_who_take_gzip_only() -> None:
    async with running(tickets=10) as (emulator, _), plain_client(emulator.url, unpack=False) as packed:
        plain = await packed.get("/api/v2/users", headers={"Accept-Encoding": "identity"})
        small = await packed.get("/api/v2/users/abc", headers={"Accept-Encoding": "gzip"})
        large = await packed.get("/api/v2/users", headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in plain.headers
        assert "Content-Encoding" not in small.headers
        assert large.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(large.body) == plain.body


async def test_a_cookie_is_set_until_the_caller_sends_it() -> None:
    async with running() as (_, raw):
        first = await raw.get("/api/v2/users/me")
        cookie = first.headers["set-cookie"].partition(";")[0]
        second = await raw.get("/api/v2/users/me", headers={"Cookie": cookie})
        assert "set-cookie" not in second.headers


async def test_some_answers_may_be_kept_for_seconds() -> None:
    async with running(users=20) as (emulator, raw):
        user = emulator.administrator["id"]
        for path, seconds in (("/api/v2/organizations", 30), (f"/api/v2/users/{user}", 5), ("/api/v2/users/me", 0)):
            assert f"max-age={seconds}" in (await raw.get(path)).headers["cache-control"]


async def test_a_body_that_is_no_json_is_refused() -> None:
    async with running() as (_, raw):
        for body in (b'{"user": ', b"\xff\xfe", b"[" * 100_000):
            reply = await raw.send("POST", "/api/v2/users", data=body, headers={"Content-Type": "application/json"})
            assert reply.status == 422
            assert reply.json["error"] == "Unprocessable Entity"


async def test_a_missing_or_odd_envelope_is_refused() -> None:
    async with running() as (_, raw):
        for body in ({}, {"name": "x"}, {"user": "x"}, []):
            reply = await raw.post("/api/v2/users", body)
            assert reply.status == 400
            assert "user attribute" in reply.json["error"]["message"]


async def test_a_body_that_is_not_said_to_be_json_is_not_read_as_json() -> None:
    async with running() as (_, raw):
        body = b'{"user": {"name": "x"}}'
        reply = await raw.send("POST", "/api/v2/users", data=body, headers={"Content-Type": "text/plain"})
        assert reply.status == 400
        assert "user attribute" in reply.json["error"]["message"]


async def test_an_operation_that_nobody_answers_is_an_error_at_once() -> None:
    from zendesk_async.emulator import Emulator
    from zendesk_async.emulator._call import Answer, Page

    unknown = Page("MakeCoffee", "POST", "/api/v2/coffee", lambda _: Answer(), False)
    with pytest.raises(LookupError, match="MakeCoffee"):
        await Emulator(operations=[unknown]).start()


async def test_a_body_larger_than_any_attachment_is_refused() -> None:
    async with running() as (_, raw):
        reply = await raw.send(
            "POST",
            "/api/v2/users",
            data=io.BytesIO(bytes(51 * 1024 * 1024)),
            headers={"Content-Type": "application/json"},
        )
        assert reply.status == 413


async def test_what_was_created_has_its_location() -> None:
    async with running() as (emulator, raw):
        reply = await raw.post("/api/v2/groups", {"group": {"name": "Night shift"}})
        assert reply.status == 201
        assert reply.headers["Location"] == f"{emulator.url}/api/v2/groups/{reply.json['group']['id']}.json"


async def test_the_log_tells_what_was_asked() -> None:
    async with running() as (emulator, raw):
        reply = await raw.get("/api/v2/users?page[size]=1", credential=bearer("token"))
        await raw.get("/nowhere", credential={})
        first, second = emulator.requests
        assert (first.method, first.path, first.status) == ("GET", "/api/v2/users", 200)
        assert first.operation_id == "ListUsers"
        assert first.request_id == reply.headers["x-request-id"]
        assert first.time <= second.time
        assert (second.path, second.status, second.operation_id) == ("/nowhere", 404, None)


async def test_an_emulator_serves_several_times_and_keeps_nothing() -> None:
    from zendesk_async.emulator import Emulator

    emulator = Emulator()
    async with emulator, plain_client(emulator.url) as raw:
        await raw.post("/api/v2/groups", {"group": {"name": "Night shift"}})
        names = {group["name"] for group in (await raw.get("/api/v2/groups")).json["groups"]}
        assert "Night shift" in names
    async with emulator, plain_client(emulator.url) as raw:
        names = {group["name"] for group in (await raw.get("/api/v2/groups")).json["groups"]}
        assert "Night shift" not in names
