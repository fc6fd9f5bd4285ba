import asyncio
import gc
import threading
from collections.abc import Mapping
from typing import Any

import pytest

from tests.unit.auth_endpoint import Clock, Endpoint, Trouble
from zendesk_async.auth import ClientCredentials
from zendesk_async.errors import (
    AuthError,
    ConfigurationError,
    ConnectError,
    DataError,
    RateLimited,
    ReadTimeout,
    ServerError,
    ServiceUnavailable,
    TLSError,
)


def credentials(clock: Clock, **options: Any) -> ClientCredentials:
    return ClientCredentials("app", "secret-canary", clock=clock, **options)


async def call(auth: ClientCredentials, endpoint: Endpoint) -> bool:
    """Make one API call as the session does: signed, and once more after a 401 if there is a newer token."""
    headers = await auth.headers(endpoint)
    await asyncio.sleep(0)
    if endpoint.accepts(headers):
        return True
    if not await auth.renew(endpoint, headers["Authorization"]):
        return False
    return endpoint.accepts(await auth.headers(endpoint))


async def test_the_first_call_asks_for_the_longest_life() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    auth = credentials(clock)
    assert await call(auth, endpoint)
    assert endpoint.requests == [
        {
            "grant_type": "client_credentials",
            "client_id": "app",
            "client_secret": "secret-canary",
            "scope": "read write",
            "expires_in": 172_799,
        }
    ]


async def test_scope_and_life_are_sent_as_given() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    await credentials(clock, scope=" tickets:read   users:write ", expires_in=301).headers(endpoint)
    assert endpoint.requests[0]["scope"] == "tickets:read users:write"
    assert endpoint.requests[0]["expires_in"] == 301


@pytest.mark.parametrize("seconds", [300, 172_800, 0, -1, True])
def test_a_life_that_zendesk_does_not_take_is_refused(seconds: int) -> None:
    with pytest.raises(ConfigurationError, match="expires_in must be 301 to 172,799"):
        ClientCredentials("app", "secret", expires_in=seconds)


@pytest.mark.parametrize("scope", ["", "  ", "tickets:delete", "read,write", "read\nwrite:", "räad"])
def test_a_scope_that_is_none_is_refused(scope: str) -> None:
    with pytest.raises(ConfigurationError, match="scope"):
        ClientCredentials("app", "secret", scope=scope)


@pytest.mark.parametrize(("client_id", "secret"), [("", "secret"), ("app", ""), ("app\n", "secret")])
def test_an_empty_credential_is_refused(client_id: str, secret: str) -> None:
    with pytest.raises(ConfigurationError, match="client_"):
        ClientCredentials(client_id, secret)


async def test_a_hundred_tasks_get_one_token() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    auth = credentials(clock)
    assert all(await asyncio.gather(*[call(auth, endpoint) for _ in range(100)]))
    assert len(endpoint.requests) == 1


async def test_a_hundred_tasks_renew_once_when_the_token_ends_under_them() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    auth = credentials(clock)
    await auth.headers(endpoint)
    endpoint.revoke()
    assert all(await asyncio.gather(*[call(auth, endpoint) for _ in range(100)]))
    assert len(endpoint.requests) == 2


async def test_a_late_401_of_an_old_token_does_not_renew_again() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    auth = credentials(clock)
    old = (await auth.headers(endpoint))["Authorization"]
    assert await auth.renew(endpoint, old)
    assert await auth.renew(endpoint, old)
    assert len(endpoint.requests) == 2


@pytest.mark.parametrize(("life", "margin"), [(1_800.0, 60.0), (172_799.0, 60.0), (301.0, 30.1), (10.0, 1.0)])
async def test_a_token_is_renewed_a_tenth_but_at_most_a_minute_before_its_end(life: float, margin: float) -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    endpoint.life = life
    auth = credentials(clock)
    await auth.headers(endpoint)
    clock.advance(life - margin - 0.01)
    await auth.headers(endpoint)
    assert len(endpoint.requests) == 1
    clock.advance(0.02)
    assert await call(auth, endpoint)
    assert len(endpoint.requests) == 2


@pytest.mark.parametrize("answered", [{}, {"expires_in": None}, {"expires_in": 0}, {"expires_in": "soon"}])
async def test_a_token_of_unknown_life_is_taken_to_live_half_an_hour(answered: dict[str, Any]) -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    endpoint.troubles = [Trouble(answer=(200, {"access_token": "abc", **answered}))]
    auth = credentials(clock)
    await auth.headers(endpoint)
    clock.advance(1_739)
    assert (await auth.headers(endpoint))["Authorization"] == "Bearer abc"
    clock.advance(2)
    assert (await auth.headers(endpoint))["Authorization"] != "Bearer abc"


@pytest.mark.looptime
@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(error=ConnectError("refused")),
        Trouble(error=ReadTimeout("silent"), processed=True),
        Trouble(answer=(429, {})),
        Trouble(answer=(503, {})),
        Trouble(answer=(500, {"error": "oops"})),
    ],
    ids=["refused", "answer lost", "429", "503", "500"],
)
async def test_a_passing_trouble_of_the_token_endpoint_is_not_seen(trouble: Trouble) -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    endpoint.troubles = [trouble, trouble]
    assert await call(credentials(clock), endpoint)
    assert len(endpoint.requests) == 3


@pytest.mark.looptime
@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (Trouble(error=ConnectError("refused")), ConnectError),
        (Trouble(answer=(429, {})), RateLimited),
        (Trouble(answer=(503, {})), ServiceUnavailable),
        (Trouble(answer=(502, {})), ServerError),
    ],
)
async def test_a_lasting_trouble_is_raised_as_what_it_is_after_three_requests(
    trouble: Trouble, kind: type[Exception]
) -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    endpoint.troubles = [trouble] * 9
    with pytest.raises(kind):
        await call(credentials(clock), endpoint)
    assert len(endpoint.requests) == 3


@pytest.mark.looptime
async def test_a_transport_error_of_the_token_says_that_the_callers_request_was_not_sent() -> None:
    endpoint = Endpoint()
    endpoint.troubles = [Trouble(error=ReadTimeout("silent"))] * 3
    with pytest.raises(ReadTimeout) as caught:
        await credentials(endpoint.clock).headers(endpoint)
    assert caught.value.sent is False


async def test_a_certificate_that_is_not_trusted_is_not_tried_again() -> None:
    endpoint = Endpoint()
    endpoint.troubles = [Trouble(error=TLSError("self-signed"))] * 3
    with pytest.raises(TLSError):
        await credentials(endpoint.clock).headers(endpoint)
    assert len(endpoint.requests) == 1


@pytest.mark.looptime
async def test_when_an_early_renewal_fails_the_good_token_is_used_on_and_the_endpoint_is_left_in_peace() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    endpoint.life = 1_800
    auth = credentials(clock)
    first = await auth.headers(endpoint)
    clock.advance(1_745)
    endpoint.troubles = [Trouble(error=ConnectError("refused"))] * 3
    assert await asyncio.gather(*[auth.headers(endpoint) for _ in range(20)]) == [first] * 20
    assert len(endpoint.requests) == 4
    clock.advance(9)
    assert await auth.headers(endpoint) == first
    assert len(endpoint.requests) == 4
    clock.advance(2)
    assert await auth.headers(endpoint) != first
    assert len(endpoint.requests) == 5


@pytest.mark.looptime
async def test_when_the_token_has_ended_and_none_can_be_had_the_call_fails() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    endpoint.life = 1_800
    auth = credentials(clock)
    await auth.headers(endpoint)
    clock.advance(1_801)
    endpoint.troubles = [Trouble(error=ConnectError("refused"))] * 3
    with pytest.raises(ConnectError):
        await auth.headers(endpoint)


@pytest.mark.looptime
async def test_when_a_refused_token_cannot_be_renewed_the_call_fails() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    auth = credentials(clock)
    await auth.headers(endpoint)
    endpoint.revoke()
    endpoint.troubles = [Trouble(error=ConnectError("refused"))] * 3
    with pytest.raises(ConnectError):
        await call(auth, endpoint)


async def test_tokens_that_are_refused_again_and_again_are_not_renewed_for_ever() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    auth = credentials(clock)
    for _ in range(50):
        headers = await auth.headers(endpoint)
        await auth.renew(endpoint, headers["Authorization"])
    assert len(endpoint.requests) == 6
    assert await auth.renew(endpoint, headers["Authorization"]) is False
    clock.advance(61)
    assert await auth.renew(endpoint, headers["Authorization"]) is True


@pytest.mark.parametrize(
    ("status", "answer", "message"),
    [
        (401, {"error": "invalid_client", "error_description": "Client authentication failed"}, "does not know this"),
        (400, {"error": "invalid_scope"}, "may not ask for the scope 'read write'"),
        (400, {"error": "unauthorized_client"}, "need a confidential client"),
        (400, {"error": "unsupported_grant_type"}, "does not take the grant `client_credentials`"),
        (400, {"error": "invalid_grant"}, "refused the request"),
        (404, {}, "check the subdomain"),
        (302, {}, "refused the request"),
        (400, {"error": ["odd"], "error_description": {}}, "refused the request"),
    ],
)
async def test_a_refusal_says_what_to_do_and_is_not_repeated(status: int, answer: dict[str, Any], message: str) -> None:
    endpoint = Endpoint()
    endpoint.troubles = [Trouble(answer=(status, answer))]
    with pytest.raises(AuthError, match=message) as caught:
        await credentials(endpoint.clock).headers(endpoint)
    assert (caught.value.method, caught.value.path, caught.value.status) == ("POST", "/oauth/tokens", status)
    assert len(endpoint.requests) == 1


async def test_a_refusal_that_repeats_the_secret_is_masked() -> None:
    endpoint = Endpoint()
    said = {"error": "invalid_client", "error_description": "secret-canary is wrong"}
    endpoint.troubles = [Trouble(answer=(401, said))]
    with pytest.raises(AuthError, match=r"Zendesk said: '\*\*\* is wrong'"):
        await credentials(endpoint.clock).headers(endpoint)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"access_token": ""},
        {"access_token": 7},
        {"access_token": "a\r\nb"},
        {"access_token": "a", "token_type": "mac"},
    ],
)
async def test_a_success_without_a_usable_token_is_an_error(answer: dict[str, Any]) -> None:
    endpoint = Endpoint()
    endpoint.troubles = [Trouble(answer=(201, answer))]
    with pytest.raises(DataError, match="token"):
        await credentials(endpoint.clock).headers(endpoint)


async def test_one_credential_does_not_sign_for_two_accounts() -> None:
    auth = credentials(Clock())
    await auth.headers(Endpoint(account="acme"))
    other = Endpoint(account="other")
    with pytest.raises(ConfigurationError, match="'acme' and cannot sign requests to 'other'"):
        await auth.headers(other)
    with pytest.raises(ConfigurationError):
        await auth.renew(other, "Bearer a")
    assert other.requests == []


async def test_the_renewal_goes_on_when_the_task_that_began_it_is_cancelled() -> None:
    endpoint = Endpoint()
    auth = credentials(endpoint.clock)
    first = asyncio.create_task(auth.headers(endpoint))
    second = asyncio.create_task(auth.headers(endpoint))
    await asyncio.sleep(0)
    first.cancel()
    assert endpoint.accepts(await second)
    assert first.cancelled()
    assert len(endpoint.requests) == 1


async def test_close_waits_for_the_renewal_under_way_and_leaves_no_task() -> None:
    endpoint = Endpoint()
    auth = credentials(endpoint.clock)
    waiter = asyncio.create_task(auth.headers(endpoint))
    await asyncio.sleep(0)
    waiter.cancel()
    await auth.close()
    assert asyncio.all_tasks() <= {asyncio.current_task(), waiter}
    assert endpoint.accepts(await auth.headers(endpoint))
    assert len(endpoint.requests) == 1
    await auth.close()


async def test_a_failed_renewal_that_nobody_waits_for_is_no_noise(caplog: pytest.LogCaptureFixture) -> None:
    endpoint = Endpoint()
    endpoint.troubles = [Trouble(answer=(401, {"error": "invalid_client"}))]
    auth = credentials(endpoint.clock)
    waiter = asyncio.create_task(auth.headers(endpoint))
    await asyncio.sleep(0)
    waiter.cancel()
    await auth.close()
    gc.collect()
    assert "never retrieved" not in caplog.text
    assert endpoint.accepts(await auth.headers(endpoint))


async def test_tasks_that_wait_for_one_failing_renewal_get_an_error_each() -> None:
    endpoint = Endpoint()
    endpoint.troubles = [Trouble(answer=(401, {"error": "invalid_client"}))]
    auth = credentials(endpoint.clock)
    errors = await asyncio.gather(*[auth.headers(endpoint) for _ in range(3)], return_exceptions=True)
    assert [type(error) for error in errors] == [AuthError] * 3
    assert len({id(error) for error in errors}) == 3
    assert {getattr(error, "code", None) for error in errors} == {"invalid_client"}
    assert len(endpoint.requests) == 1


def test_one_credential_serves_many_event_loops_at_once() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    auth = credentials(clock)
    accepted: list[bool] = []

    async def calls() -> None:
        accepted.extend(await asyncio.gather(*[call(auth, endpoint) for _ in range(20)]))

    threads = [threading.Thread(target=lambda: asyncio.run(calls())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert accepted == [True] * 80
    assert len(endpoint.requests) <= 4


async def test_what_is_logged_names_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    class Loud(Endpoint):
        async def post_token(self, payload: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
            assert "canary" not in repr(payload)
            return await super().post_token(payload)

    caplog.set_level("DEBUG")
    endpoint = Loud()
    await credentials(endpoint.clock).headers(endpoint)
    assert "access token renewed" in caplog.text
    assert "canary" not in caplog.text + str([vars(record) for record in caplog.records])
