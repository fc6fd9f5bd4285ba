"""One call: its attempts, its credential, its deadline, and what is told about it."""

import asyncio
import logging
import pickle
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from tests.core.wire import drop, reply, serving, silence, talking_to
from zendesk_async import ClientCredentials, OAuthToken, Operation, RetryPolicy, Zendesk, errors
from zendesk_async.hooks import RequestFailed, ResponseReceived, RetryPlanned

TICKET = {"ticket": {"id": 1, "subject": "Printer", "updated_at": "2026-01-02T03:04:05Z"}}
GONE = {"error": "RecordNotFound", "description": "Not found"}


def token(value: str, life: int = 3600) -> dict[str, Any]:
    return {"access_token": value, "token_type": "bearer", "scope": "read write", "expires_in": life}


async def test_a_server_error_is_met_with_another_attempt():
    async with talking_to(reply(502), reply(500), reply(200, TICKET)) as (wire, zd):
        assert (await zd.tickets.show(1)).id == 1
    assert len(wire.received) == 3


async def test_attempts_end_and_the_error_says_how_many_there_were():
    async with talking_to(reply(502), retry=RetryPolicy(attempts=3, backoff=0)) as (wire, zd):
        with pytest.raises(errors.ServerError) as caught:
            await zd.tickets.show(1)
    assert len(wire.received) == 3
    assert caught.value.__notes__[0].startswith("after 3 attempts")


async def test_what_the_caller_did_wrong_is_not_repeated():
    async with talking_to(reply(404, GONE)) as (wire, zd):
        with pytest.raises(errors.NotFound) as caught:
            await zd.tickets.show(1)
    assert len(wire.received) == 1
    assert caught.value.request_id == "request-1"


async def test_a_collision_in_the_database_is_repeated_even_for_a_comment():
    collision = reply(409, {"error": "DatabaseConflict", "description": "Database collision"})
    async with talking_to(collision, reply(200, TICKET)) as (wire, zd):
        await zd.tickets.update(1, comment={"body": "Hello"})
    assert len(wire.received) == 2


async def test_a_refused_guard_is_the_callers():
    stale = reply(409, {"error": "UpdateConflict", "description": "Safe Update prevented the update"})
    async with talking_to(stale) as (wire, zd):
        with pytest.raises(errors.UpdateConflict):
            await zd.tickets.update(1, status="open", safe_update=True, updated_stamp="2026-01-02T03:04:05Z")
    assert len(wire.received) == 1


async def test_a_guarded_update_is_repeated_and_a_refusal_then_is_ambiguous():
    stale = reply(409, {"error": "UpdateConflict", "description": "Safe Update prevented the update"})
    async with talking_to(drop, stale) as (wire, zd):
        with pytest.raises(errors.AmbiguousWrite, match="sent twice"):
            await zd.tickets.update(1, status="open", safe_update=True, updated_stamp="2026-01-02T03:04:05Z")
    assert len(wire.received) == 2


async def test_a_thousand_calls_to_a_broken_account_are_hardly_more_requests():
    async with talking_to(reply(502)) as (wire, zd):
        outcomes = await asyncio.gather(*(zd.tickets.show(n) for n in range(1000)), return_exceptions=True)
    assert all(isinstance(outcome, errors.ServerError) for outcome in outcomes)
    assert len(wire.received) <= 1100


async def test_the_deadline_ends_a_call_that_is_never_answered():
    async with talking_to(silence(), deadline=0.05) as (_, zd):
        with pytest.raises(errors.DeadlineExceeded, match="the last one failed"):
            await zd.tickets.show(1)


async def test_the_deadline_does_not_wait_for_a_pause_that_would_pass_it():
    busy = reply(503, Retry_After="600")
    async with talking_to(busy, deadline=30) as (wire, zd):
        with pytest.raises(errors.DeadlineExceeded):
            await asyncio.wait_for(zd.tickets.show(1), 5)
    assert len(wire.received) == 1


async def test_a_refused_token_is_renewed_once_and_the_request_made_again():
    refused = reply(401, {"error": "invalid_token", "error_description": "expired"})
    answers = (reply(201, token("first")), refused, reply(201, token("second")), reply(200, TICKET))
    async with serving(*answers) as wire:
        credential = ClientCredentials("client", "secret")
        async with Zendesk(base_url=wire.url, auth=credential) as zd:
            await zd.tickets.show(1)
    signed = [request.headers.get("authorization") for request in wire.received]
    assert signed == [None, "Bearer first", None, "Bearer second"]
    assert wire.received[0].target == "/oauth/tokens"


async def test_a_token_that_is_refused_again_is_unauthorized():
    refused = reply(401, {"error": "invalid_token", "error_description": "expired"})
    answers = (reply(201, token("first")), refused, reply(201, token("second")), refused)
    async with serving(*answers) as wire, Zendesk(base_url=wire.url, auth=ClientCredentials("client", "secret")) as zd:
        with pytest.raises(errors.Unauthorized, match="check the credential"):
            await zd.tickets.show(1)
    assert len(wire.received) == 4


async def test_a_static_token_that_is_refused_is_unauthorized_at_once():
    async with talking_to(reply(401, {"error": "invalid_token"})) as (wire, zd):
        with pytest.raises(errors.Unauthorized):
            await zd.tickets.show(1)
    assert len(wire.received) == 1


async def test_a_token_endpoint_that_answers_no_json_is_an_auth_error():
    credential = ClientCredentials("client", "secret")
    async with serving(reply(400, b"<html>")) as wire, Zendesk(base_url=wire.url, auth=credential) as zd:
        with pytest.raises(errors.AuthError):
            await zd.tickets.show(1)


async def test_hooks_are_told_every_answer_failure_and_retry():
    events: list[object] = []
    async with talking_to(drop, reply(502), reply(200, TICKET), hooks=[events.append]) as (_, zd):
        await zd.tickets.show(1)
    told = [event for event in events if isinstance(event, ResponseReceived | RequestFailed | RetryPlanned)]
    assert [type(event).__name__ for event in told] == [
        "RequestFailed",
        "RetryPlanned",
        "ResponseReceived",
        "RetryPlanned",
        "ResponseReceived",
    ]
    last = told[-1]
    assert isinstance(last, ResponseReceived)
    assert (last.operation_id, last.route, last.status, last.attempt) == (
        "ShowTicket",
        "/api/v2/tickets/{ticket_id}",
        200,
        3,
    )
    assert last.request_id == "request-1"


async def test_the_log_tells_what_happened_and_no_secret(caplog):
    caplog.set_level(logging.DEBUG)
    async with serving(reply(502), reply(200, {"results": [], "count": 0})) as wire:
        credential = OAuthToken("canary-of-the-secret")
        async with Zendesk(base_url=wire.url, auth=credential, retry=RetryPolicy(backoff=0)) as zd:
            await zd.search.list("a private question").collect()
    logged = caplog.text + repr([record.__dict__ for record in caplog.records])
    assert "ListSearchResults" in logged
    assert "RetryPlanned" in logged
    assert "canary-of-the-secret" not in logged
    assert "private" not in logged


async def test_a_policy_is_asked_before_anything_is_sent():
    @attrs.frozen
    class ReadOnly:
        def authorize(self, operation: Operation[Any], arguments: Mapping[str, Any]) -> None:
            if operation.method != "GET":
                raise errors.PolicyDenied(f"{operation.operation_id} is not allowed")

    async with talking_to(reply(200, TICKET), policy=ReadOnly()) as (wire, zd):
        await zd.tickets.show(1)
        with pytest.raises(errors.PolicyDenied, match="DeleteTicket"):
            await zd.tickets.delete(1)
        with pytest.raises(errors.PolicyDenied):
            await zd.request("POST", "/api/v2/tickets", body={"ticket": {}})
    assert len(wire.received) == 1


async def test_a_closed_client_says_so():
    async with talking_to(reply(200, TICKET)) as (_, zd):
        pass
    with pytest.raises(errors.ClientClosed, match="closed"):
        await zd.tickets.show(1)


def test_a_client_of_another_event_loop_says_so():
    zd = Zendesk("acme", auth=OAuthToken("token"), retry=RetryPolicy(attempts=1), deadline=0.001)

    async def call() -> None:
        with pytest.raises((errors.TransportError, errors.DeadlineExceeded)):
            await zd.tickets.show(1)
        await zd._session.transport.close()

    asyncio.run(call())

    async def call_again() -> None:
        with pytest.raises(errors.ClientClosed, match="another event loop"):
            await zd.tickets.show(1)

    asyncio.run(call_again())


def test_errors_can_be_pickled_for_another_process():
    problem = errors.UpdateConflict("stale", method="PUT", path="/x", status=409, details={"a": 1})
    problem.ours = {"tags": ["a"]}
    twin = pickle.loads(pickle.dumps(problem))
    assert (twin.ours, twin.details, str(twin)) == (problem.ours, problem.details, str(problem))


async def test_a_hook_that_fails_is_logged_and_the_call_goes_on(caplog):
    def broken(_: object) -> None:
        raise RuntimeError("no metrics today")

    async with talking_to(reply(200, TICKET), hooks=[broken]) as (_, zd):
        assert (await zd.tickets.show(1)).id == 1
    assert "a hook failed" in caplog.text


class TestAnAttemptWhoseAnswerWasLost:
    """Whatever the attempts after it meet, the write may have happened."""

    LATER: Mapping[str, Any] = {
        "unavailable": reply(503),
        "limited": reply(429, retry_after="100000"),
        "refused for its credential": reply(403, {"error": "Forbidden", "description": "no"}),
        "broken": reply(500),
    }

    @pytest.mark.parametrize("later", LATER.values(), ids=LATER)
    async def test_makes_a_creation_ambiguous_and_its_key_settles_it_where_it_can(self, later):
        async with talking_to(drop, later, retry=RetryPolicy(attempts=3, backoff=0)) as (_, zd):
            with pytest.raises(errors.AmbiguousWrite, match="an earlier attempt of the write"):
                await zd.tickets.create(comment={"body": "Hello"})

    async def test_did_nothing_when_the_same_key_is_refused_by_validation(self):
        invalid = reply(422, {"error": "RecordInvalid", "description": "Subject: cannot be blank"})
        async with talking_to(drop, invalid) as (_, zd):
            with pytest.raises(errors.Invalid):
                await zd.tickets.create(comment={"body": "Hello"})

    async def test_makes_a_guarded_update_ambiguous(self):
        async with talking_to(drop, reply(422, {"error": "RecordInvalid"})) as (_, zd):
            with pytest.raises(errors.AmbiguousWrite):
                await zd.tickets.update(1, status="closed", safe_update=True, updated_stamp="2026-01-02T03:04:05Z")

    async def test_makes_a_deletion_that_starts_a_job_ambiguous(self):
        async with talking_to(drop, reply(404, GONE)) as (_, zd):
            with pytest.raises(errors.AmbiguousWrite):
                await zd.tickets.delete_permanently(1)

    async def test_makes_it_ambiguous_when_the_deadline_ends(self):
        async with talking_to(drop, reply(503, retry_after="60")) as (_, zd):
            with pytest.raises(errors.AmbiguousWrite):
                await zd.with_options(deadline=5).tickets.create(comment={"body": "Hello"})

    async def test_makes_it_ambiguous_when_the_limit_lets_no_other_go_in_time(self):
        spent = reply(200, TICKET, x_rate_limit="1", x_rate_limit_remaining="0", ratelimit_reset="60")

        async def spent_by_another(request, writer):
            await zd.tickets.show(1)
            await drop(request, writer)

        async with talking_to(spent_by_another, spent) as (_, zd):
            with pytest.raises(errors.AmbiguousWrite, match="deadline"):
                await zd.with_options(deadline=5).tickets.create(comment={"body": "Hello"})

    async def test_makes_it_ambiguous_when_no_token_is_to_be_had(self):
        refused = reply(400, {"error": "invalid_client", "error_description": "no"})
        unauthorized = reply(401, {"error": "Couldn't authenticate you"})
        async with (
            serving(reply(200, token("first")), drop, unauthorized, refused) as wire,
            Zendesk(base_url=wire.url, auth=ClientCredentials("app", "secret"), retry=RetryPolicy(backoff=0)) as zd,
        ):
            with pytest.raises(errors.AmbiguousWrite):
                await zd.tickets.create(comment={"body": "Hello"})

    async def test_leaves_a_read_what_it_is(self):
        async with talking_to(drop, reply(404, GONE)) as (_, zd):
            with pytest.raises(errors.NotFound):
                await zd.tickets.show(1)
