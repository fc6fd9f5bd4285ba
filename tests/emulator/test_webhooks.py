"""Webhooks as records, and their deliveries over real sockets."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest

from tests.emulator.endpoint import Endpoint, endpoint
from tests.emulator.raw import Raw, Time, basic, running
from zendesk_async.emulator._deliveries import TEST_SECRET, Pace, deliveries_of
from zendesk_async.emulator._event_types import is_event_type
from zendesk_async.emulator._server import Emulator

WEEK = 7 * 86_400
QUICK = Pace(timeout=0.2, backoff=(0.01,), second=0.01)
CREATED = "zen:event-type:ticket.created"


def webhook(url: str = "https://example.com/hook", **changes: Any) -> dict[str, Any]:
    made = {"name": "Hook", "status": "active", "endpoint": url, "http_method": "POST", "request_format": "json"}
    return {"webhook": {**made, "subscriptions": [CREATED], **changes}}


async def create(raw: Raw, *arguments: str, **changes: Any) -> Any:
    reply = await raw.post("/api/v2/webhooks", webhook(*arguments, **changes))
    assert reply.status == 201, reply.body
    return reply.json["webhook"]


async def create_ticket(raw: Raw) -> int:
    reply = await raw.post("/api/v2/tickets", {"ticket": {"subject": "Help", "comment": {"body": "Now"}}})
    identifier: int = reply.json["ticket"]["id"]
    return identifier


async def delivered(emulator: Emulator, raw: Raw, hook: Any) -> list[Any]:
    await deliveries_of(emulator.account).settled()
    rows: list[Any] = (await raw.get(f"/api/v2/webhooks/{hook['id']}/invocations")).json["invocations"]
    return rows


def signature(secret: str, delivery: Any) -> str:
    stamp = delivery.headers["X-Zendesk-Webhook-Signature-Timestamp"]
    digest = hmac.new(secret.encode(), stamp.encode() + delivery.body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


# Records


async def test_a_new_webhook_has_nanoseconds_once_and_no_location() -> None:
    async with running() as (emulator, raw):
        reply = await raw.post("/api/v2/webhooks", webhook())
        made = reply.json["webhook"]
        assert reply.status == 201
        assert "Location" not in reply.headers
        assert len(made["id"]) == 26
        assert len(made["created_at"]) == len("2023-09-18T23:38:14.906338593Z")
        assert made["created_by"] == str(emulator.administrator["id"])
        shown = (await raw.get(f"/api/v2/webhooks/{made['id']}")).json["webhook"]
        assert shown == {**made, "created_at": shown["created_at"]}
        assert len(shown["created_at"]) == len("2023-09-18T23:38:14Z")
        assert "description" not in shown  # what is null is left out


@pytest.mark.parametrize(
    ("authentication", "shown"),
    [
        (
            {"type": "basic_auth", "add_position": "header", "data": {"username": "u", "password": "p"}},
            {"type": "basic_auth", "add_position": "header", "data": {"username": "u"}},
        ),
        (
            {"type": "bearer_token", "add_position": "header", "data": {"token": "secret"}},
            {"type": "bearer_token", "add_position": "header"},
        ),
        (
            {"type": "api_key", "data": {"name": "X-Key", "value": "secret"}},
            {"type": "api_key", "add_position": "header", "data": {"name": "X-Key"}},
        ),
    ],
)
async def test_secrets_are_never_returned(authentication: Any, shown: Any) -> None:
    async with running() as (_, raw):
        made = await create(raw, authentication=authentication)
        assert made["authentication"] == shown
        assert "signing_secret" not in made
        listed = (await raw.get("/api/v2/webhooks")).body
        assert b"secret" not in listed
        assert b'"p"' not in listed


async def test_webhooks_are_listed_newest_first_in_the_manner_of_their_own_api() -> None:
    time = Time()
    async with running(clock=time.clock()) as (_, raw):
        for number in range(5):
            time.seconds += 1
            await create(raw, name=f"Hook {number}", status="active" if number % 2 else "inactive")
        first = await raw.get("/api/v2/webhooks?page[size]=2")
        assert list(first.json) == ["meta", "links", "webhooks"]
        assert [row["name"] for row in first.json["webhooks"]] == ["Hook 4", "Hook 3"]
        assert set(first.json["meta"]) == {"has_more", "after_cursor"}
        assert 'rel="next"' in first.headers["link"]
        rest = (await raw.get(first.json["links"]["next"])).json["webhooks"]
        assert [row["name"] for row in rest] == ["Hook 2", "Hook 1"]
        active = (await raw.get("/api/v2/webhooks?filter[status]=active")).json
        assert active["meta"] == {"has_more": False}
        assert [row["name"] for row in active["webhooks"]] == ["Hook 3", "Hook 1"]
        named = (await raw.get("/api/v2/webhooks?filter[name_contains]=hook%204")).json["webhooks"]
        assert [row["name"] for row in named] == ["Hook 4"]


async def test_put_replaces_and_patch_changes() -> None:
    async with running() as (_, raw):
        made = await create(raw, description="First")
        path = f"/api/v2/webhooks/{made['id']}"
        reply = await raw.send("PATCH", path, json={"webhook": {"name": "Patched"}})
        assert (reply.status, reply.body) == (204, b"")
        row = (await raw.get(path)).json["webhook"]
        assert (row["name"], row["description"]) == ("Patched", "First")
        assert (await raw.put(path, webhook(name="Put"))).status == 204
        row = (await raw.get(path)).json["webhook"]
        assert row["name"] == "Put"
        assert "description" not in row
        assert (await raw.put(path, {"webhook": {"name": "Half"}})).status == 400
        assert (await raw.delete(path)).status == 204
        for reply in (
            await raw.get(path),
            await raw.put(path, webhook()),
            await raw.send("PATCH", path, json=webhook()),
            await raw.delete(path),
            await raw.get(f"{path}/signing_secret"),
            await raw.get(f"{path}/invocations"),
        ):
            assert (reply.status, reply.json["errors"][0]["code"]) == (404, "WebhookNotFound")


async def test_a_clone_is_named_a_copy_and_signs_with_a_secret_of_its_own() -> None:
    async with running() as (_, raw):
        made = await create(raw, description="First")
        reply = await raw.post(f"/api/v2/webhooks?clone_webhook_id={made['id']}")
        assert reply.status == 201
        clone = reply.json["webhook"]
        assert (clone["name"], clone["description"]) == ("Hook (copy)", "First")
        secrets = [
            (await raw.get(f"/api/v2/webhooks/{row['id']}/signing_secret")).json["signing_secret"]
            for row in (made, clone)
        ]
        assert secrets[0] != secrets[1]
        assert secrets[0]["algorithm"] == "SHA256"
        assert (await raw.post("/api/v2/webhooks?clone_webhook_id=none")).status == 404


async def test_the_signing_secret_can_be_reset() -> None:
    async with running() as (_, raw):
        path = f"/api/v2/webhooks/{(await create(raw))['id']}/signing_secret"
        old = (await raw.get(path)).json
        reset = await raw.post(path)
        assert reset.status == 201
        assert reset.json != old
        assert (await raw.get(path)).json == reset.json


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"endpoint": None},
        {"endpoint": "ftp://example.com"},
        {"endpoint": "http://["},
        {"status": "sleeping"},
        {"http_method": "HEAD"},
        {"request_format": "yaml"},
        {"subscriptions": []},
        {"subscriptions": "all"},
        {"subscriptions": ["zen:event-type:ticket.unheard_of"]},
        {"subscriptions": ["conditional_ticket_events", CREATED]},
        {"http_method": "GET"},
        {"request_format": "xml"},
        {"authentication": {"type": "magic", "data": {}}},
        {"authentication": {"type": "basic_auth", "data": {"username": "u"}}},
        {"custom_headers": {"X-A": 1}},
        {"custom_headers": {"X-A": "1"}, "endpoint": "http://example.com"},
    ],
)
async def test_webhooks_that_are_not_right_are_refused(changes: Any) -> None:
    async with running() as (_, raw):
        reply = await raw.post("/api/v2/webhooks", webhook(**changes))
        assert reply.status == 400
        assert set(reply.json["errors"][0]) == {"code", "title"}


async def test_the_kind_of_subscription_can_not_change() -> None:
    async with running() as (_, raw):
        path = f"/api/v2/webhooks/{(await create(raw, subscriptions=['conditional_ticket_events']))['id']}"
        reply = await raw.send("PATCH", path, json={"webhook": {"subscriptions": [CREATED]}})
        assert reply.status == 400
        assert (await raw.send("PATCH", path, json={"webhook": 5})).status == 400


async def test_a_trial_account_has_ten_webhooks() -> None:
    async with running(plan="trial", limited=False) as (_, raw):
        for _ in range(10):
            await create(raw)
        assert (await raw.post("/api/v2/webhooks", webhook())).status == 400


async def test_only_administrators_manage_webhooks() -> None:
    async with running(users=20) as (emulator, raw):
        agent = next(row for row in emulator.account.users.rows() if row["role"] == "agent")
        reply = await raw.get("/api/v2/webhooks", credential=basic(f"{agent['email']}/token", "token"))
        assert reply.status == 403


def test_event_types_outside_support_are_taken_by_their_family() -> None:
    assert is_event_type("zen:event-type:article.published")
    assert is_event_type("zen:event-type:user.deleted")
    assert not is_event_type("zen:event-type:user")
    assert not is_event_type("zen:event-type:planet.exploded")
    assert not is_event_type("ticket.created")


# Deliveries


async def test_an_event_is_delivered_signed_with_its_envelope() -> None:
    async with endpoint() as taking, running() as (emulator, raw):
        authentication = {"type": "basic_auth", "add_position": "header", "data": {"username": "u", "password": "p"}}
        hook = await create(raw, taking.url, authentication=authentication, custom_headers={"X-Mine": "yes"})
        ticket = await create_ticket(raw)
        rows = await delivered(emulator, raw, hook)
        (delivery,) = taking.received
        secret = (await raw.get(f"/api/v2/webhooks/{hook['id']}/signing_secret")).json["signing_secret"]["secret"]
        assert delivery.headers["X-Zendesk-Webhook-Signature"] == signature(secret, delivery)
        assert delivery.headers["X-Zendesk-Webhook-Id"] == hook["id"]
        assert delivery.headers["X-Zendesk-Webhook-Invocation-Id"] == rows[0]["id"]
        assert delivery.headers["X-Zendesk-Account-Id"] == str(emulator.account.account_id)
        assert delivery.headers["Content-Type"] == "application/json; charset=utf-8"
        assert delivery.headers["User-Agent"] == "Zendesk Webhook"
        assert delivery.headers["Authorization"] == "Basic " + base64.b64encode(b"u:p").decode()
        assert delivery.headers["X-Mine"] == "yes"
        event = json.loads(delivery.body)
        assert delivery.body.startswith(b'{\n   "account_id": ')
        assert delivery.body.endswith(b"}\n")
        assert list(event) == [
            "account_id", "detail", "event", "id", "subject", "time", "type", "zendesk_event_version",
        ]  # fmt: skip
        assert (event["type"], event["subject"]) == (CREATED, f"zen:ticket:{ticket}")
        assert event["detail"]["id"] == str(ticket)
        assert rows == [{"id": rows[0]["id"], "status": "success", "latest_completed_at": rows[0]["latest_completed_at"],
                         "status_code": 200}]  # fmt: skip
        attempts = (await raw.get(f"/api/v2/webhooks/{hook['id']}/invocations/{rows[0]['id']}/attempts")).json[
            "attempts"
        ]
        (attempt,) = attempts
        assert (attempt["id"], attempt["invocation_id"], attempt["status"]) == (hook["id"], rows[0]["id"], "success")
        assert {"key": "Authorization", "value": "[SCRUBBED]"} in attempt["request"]["headers"]
        assert attempt["request"]["payload"] == delivery.body.decode()
        assert attempt["response"]["payload"] == "taken"


async def test_only_subscribed_active_webhooks_hear_an_event() -> None:
    async with endpoint() as taking, running() as (emulator, raw):
        quiet = [
            await create(raw, taking.url, subscriptions=["zen:event-type:user.created"]),
            await create(raw, taking.url, status="inactive"),
            await create(raw, taking.url, subscriptions=["conditional_ticket_events"]),
        ]
        await create_ticket(raw)
        assert [await delivered(emulator, raw, hook) for hook in quiet] == [[], [], []]
        assert taking.received == []


@pytest.mark.parametrize(
    ("authentication", "header", "value"),
    [
        ({"type": "bearer_token", "data": {"token": "abc"}}, "Authorization", "Bearer abc"),
        ({"type": "api_key", "data": {"name": "X-Key", "value": "abc"}}, "X-Key", "abc"),
    ],
)
async def test_other_credentials(authentication: Any, header: str, value: str) -> None:
    async with endpoint() as taking, running() as (emulator, raw):
        hook = await create(raw, taking.url, authentication=authentication)
        await create_ticket(raw)
        rows = await delivered(emulator, raw, hook)
        assert taking.received[0].headers[header] == value
        path = f"/api/v2/webhooks/{hook['id']}/invocations/{rows[0]['id']}/attempts"
        assert b"abc" not in (await raw.get(path)).body


Answers = list[tuple[int, dict[str, str]]]


@pytest.mark.parametrize(
    ("answers", "requests", "status", "code"),
    [
        ([(409, {}), (200, {})], 2, "success", 200),
        ([(409, {})], 4, "terminated", 409),
        ([(429, {"Retry-After": "3"}), (200, {})], 2, "success", 200),
        ([(503, {"Retry-After": "59"})], 4, "terminated", 503),
        ([(503, {"Retry-After": "60"})], 1, "terminated", 503),
        ([(429, {})], 1, "terminated", 429),
        ([(500, {})], 1, "terminated", 500),
        ([(302, {"Location": "/elsewhere"})], 1, "terminated", 302),
    ],
)
async def test_which_answers_are_tried_again(answers: Answers, requests: int, status: str, code: int) -> None:
    async with endpoint() as taking, running() as (emulator, raw):
        taking.answers = list(answers)
        deliveries_of(emulator.account).pace = QUICK
        hook = await create(raw, taking.url)
        await create_ticket(raw)
        (row,) = await delivered(emulator, raw, hook)
        assert (len(taking.received), row["status"], row["status_code"]) == (requests, status, code)
        identifiers = {delivery.headers["X-Zendesk-Webhook-Invocation-Id"] for delivery in taking.received}
        assert identifiers == {row["id"]}
        path = f"/api/v2/webhooks/{hook['id']}/invocations/{row['id']}/attempts"
        assert len((await raw.get(path)).json["attempts"]) == requests


async def test_an_endpoint_that_does_not_answer_in_time_is_tried_five_times_more() -> None:
    async with endpoint() as taking, running() as (emulator, raw):
        taking.delay = 5.0
        # Long enough that a busy machine, too, has each request arrive.
        deliveries_of(emulator.account).pace = Pace(timeout=0.5, backoff=(0.0,))
        hook = await create(raw, taking.url)
        await create_ticket(raw)
        (row,) = await delivered(emulator, raw, hook)
        assert (len(taking.received), row["status"], row["status_code"]) == (6, "terminated", 504)
        path = f"/api/v2/webhooks/{hook['id']}/invocations/{row['id']}/attempts"
        assert len((await raw.get(path)).json["attempts"]) == 6


async def test_an_endpoint_that_is_not_there_or_not_on_this_machine_is_a_bad_gateway() -> None:
    async with endpoint() as taking:
        gone = taking.url
    async with running() as (emulator, raw):
        hooks = [await create(raw, gone), await create(raw, "https://example.com/hook")]
        await create_ticket(raw)
        for hook in hooks:
            (row,) = await delivered(emulator, raw, hook)
            assert (row["status"], row["status_code"]) == ("terminated", 502)


async def failing_hundred(taking: Endpoint, emulator: Emulator, raw: Raw) -> Any:
    taking.answers = [(500, {})]
    hook = await create(raw, taking.url)
    for _ in range(100):
        emulator.account.publish("ticket.created", "zen:ticket:1", {}, {})
        await deliveries_of(emulator.account).settled()
    return hook


async def test_the_breaker_pauses_deliveries_until_one_succeeds() -> None:
    time = Time()
    async with endpoint() as taking, running(clock=time.clock(), limited=False) as (emulator, raw):
        hook = await failing_hundred(taking, emulator, raw)
        taking.answers = [(200, {})]
        await create_ticket(raw)
        paused = await delivered(emulator, raw, hook)
        assert sorted(row["status"] for row in paused).count("circuit broken") == 1
        assert len(taking.received) == 100
        time.seconds += 5
        await create_ticket(raw)
        await delivered(emulator, raw, hook)
        assert len(taking.received) == 101
        broken = next(row for row in paused if row["status"] == "circuit broken")
        assert "status_code" not in broken
        await raw.delete(f"/api/v2/webhooks/{hook['id']}")


async def test_a_trial_account_is_throttled_after_sixty_invocations_a_minute() -> None:
    async with endpoint() as taking, running(plan="trial", limited=False) as (emulator, raw):
        hook = await create(raw, taking.url)
        for _ in range(61):
            emulator.account.publish("ticket.created", "zen:ticket:1", {}, {})
        await deliveries_of(emulator.account).settled()
        rows = (await raw.get(f"/api/v2/webhooks/{hook['id']}/invocations?filter[status]=throttled")).json
        assert (len(rows["invocations"]), len(taking.received)) == (1, 60)


async def test_invocations_are_kept_for_seven_days_and_can_be_narrowed() -> None:
    time = Time()
    async with endpoint() as taking, running(clock=time.clock()) as (emulator, raw):
        hook = await create(raw, taking.url)
        await create_ticket(raw)
        (row,) = await delivered(emulator, raw, hook)
        path = f"/api/v2/webhooks/{hook['id']}/invocations"
        for query, count in (
            (f"filter[from_ts]={row['latest_completed_at']}", 1),
            ("filter[from_ts]=2030-01-01T00:00:00Z", 0),
            ("filter[to_ts]=2020-01-01T00:00:00Z", 0),
            ("filter[status]=terminated", 0),
        ):
            assert len((await raw.get(f"{path}?{query}")).json["invocations"]) == count
        assert (await raw.get(f"{path}?filter[from_ts]=yesterday")).status == 400
        assert (await raw.get(f"{path}/unknown/attempts")).status == 404
        time.seconds += WEEK + 1
        assert (await raw.get(path)).json == {"meta": {"has_more": False}, "invocations": []}


async def test_a_test_request_answers_what_the_endpoint_answered() -> None:
    async with endpoint() as taking, running() as (_, raw):
        request = {"endpoint": taking.url, "http_method": "POST", "request_format": "json", "payload": '{"a": 1}'}
        reply = await raw.post("/api/v2/webhooks/test", {"request": request})
        assert reply.status == 200
        response = reply.json["response"]
        assert (response["status_code"], response["payload"]) == (200, "taken")
        assert {"key", "value"} == set(response["headers"][0])
        (delivery,) = taking.received
        assert delivery.body == b'{"a": 1}'
        assert delivery.headers["X-Zendesk-Webhook-Signature"] == signature(TEST_SECRET, delivery)
        hook = await create(raw, taking.url)
        reply = await raw.post(f"/api/v2/webhooks/test?webhook_id={hook['id']}", {"request": {"http_method": "GET"}})
        assert reply.json["response"]["status_code"] == 200
        secret = (await raw.get(f"/api/v2/webhooks/{hook['id']}/signing_secret")).json["signing_secret"]["secret"]
        assert taking.received[1].method == "GET"
        assert taking.received[1].headers["X-Zendesk-Webhook-Signature"] == signature(secret, taking.received[1])
        assert (await raw.post("/api/v2/webhooks/test?webhook_id=none", {})).status == 404
        assert (await raw.post("/api/v2/webhooks/test", {})).status == 400


async def test_closing_the_emulator_ends_what_is_under_way() -> None:
    async with endpoint() as taking:
        async with running() as (emulator, raw):
            taking.delay = 60.0
            await create(raw, taking.url)
            await create_ticket(raw)
            deliveries = deliveries_of(emulator.account)
        await deliveries.settled()
        assert len(taking.received) <= 1
