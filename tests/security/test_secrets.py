"""S1, S2: what is secret shows nowhere, whatever goes wrong; what is logged stands on a list."""

import logging
import pickle
import traceback
from typing import Any

import pytest

from tests.core.wire import drop, raw, reply, serving
from tests.security.sides import CANARY, both_sides, done
from zendesk_async import ClientCredentials, OAuthToken, RetryPolicy, errors
from zendesk_async._shared_limits import SharedLimits
from zendesk_async.auth import ApiToken, Auth, MemoryTokenStore, RefreshToken, Secret, TokenPair
from zendesk_async.models.attachments import Attachment, Upload
from zendesk_async.models.oauth import OAuthToken as OAuthTokenRecord
from zendesk_async.models.webhooks import WebhookSigningSecret

pytestmark = [pytest.mark.S1, pytest.mark.filterwarnings("ignore::zendesk_async.auth.RetirementWarning")]

GRANTED = reply(201, {"access_token": CANARY, "refresh_token": CANARY, "token_type": "bearer", "expires_in": 1800})


def pair() -> TokenPair:
    return TokenPair(
        access_token=Secret(CANARY),
        refresh_token=Secret(CANARY),
        expires_at=0.0,
        expires_in=1.0,
        refresh_token_expires_at=None,
        scope="read",
        account="127.0.0.1",
        client_id="app",
    )


CREDENTIALS: dict[str, Any] = {
    "static": lambda: OAuthToken(CANARY),
    "legacy": lambda: ApiToken("ada@example.com", CANARY),
    "client": lambda: ClientCredentials("app", CANARY),
    "person": lambda: RefreshToken("app", CANARY, refresh_token=CANARY),
}
ENDINGS = {
    "refused": reply(401, {"error": "invalid_token"}),
    "dropped": drop,
    "no HTTP": raw(b"garbage\r\n\r\n"),
    "cut": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"),
    "redirected": reply(302, b"", Location="https://evil.example/?x=1"),
    "no JSON": reply(200, b"<html>"),
    "failed": reply(500, {"error": "x"}),
}
ENCODED = (CANARY, "YWRhQGV4YW1wbGUuY29tL3Rva2VuOmNhbmFyeS")  # as it is, and in Basic's base64


def shown_by(problem: BaseException) -> str:
    """Return all that an error shows: itself, its notes and causes, and the locals of this package's frames."""
    told = traceback.TracebackException.from_exception(problem, capture_locals=True)
    parts = [repr(problem), "".join(traceback.format_exception(problem)), repr(vars(problem))]
    chain: list[traceback.TracebackException | None] = [told]
    while chain:
        one = chain.pop()
        if one is not None:
            chain += [one.__cause__, one.__context__]
            parts += [str(frame.locals) for frame in one.stack if "/zendesk_" in frame.filename]
    return "\n".join(parts)


@both_sides
@pytest.mark.parametrize("credential", CREDENTIALS)
@pytest.mark.parametrize("ending", ENDINGS)
async def test_no_secret_shows_whatever_goes_wrong(side, credential, ending, caplog):
    caplog.set_level(logging.DEBUG)
    auth: Auth = CREDENTIALS[credential]()
    answers = [ENDINGS[ending]] if credential in {"static", "legacy"} else [GRANTED, ENDINGS[ending]]
    async with serving(*answers) as own:
        with pytest.raises(errors.ZendeskError) as refused:
            await done(side, lambda zd: zd.users.create(name="Ada"), base_url=own.url, auth=auth)
        assert any(text in repr(own.received) for text in ENCODED), "the credential was not even sent"
    seen = shown_by(refused.value) + caplog.text + repr(auth) + repr(vars(auth))
    assert not [text for text in ENCODED if text in seen]
    assert not [record for record in caplog.records if CANARY in repr(record.__dict__)]


@both_sides
@pytest.mark.parametrize("ending", ENDINGS)
async def test_no_secret_shows_when_the_token_endpoint_fails(side, ending, caplog):
    caplog.set_level(logging.DEBUG)
    store = MemoryTokenStore(pair())
    async with serving(ENDINGS[ending]) as own:
        store = MemoryTokenStore(
            TokenPair(**{name: getattr(pair(), name) for name in TokenPair.__slots__ if name[0] != "_"})
        )
        auth = RefreshToken("app", CANARY, refresh_token=CANARY)
        with pytest.raises(errors.ZendeskError) as refused:
            await done(side, lambda zd: zd.users.me(), base_url=own.url, auth=auth)
        assert CANARY in repr(own.received)
    assert CANARY not in shown_by(refused.value) + caplog.text + repr(store)


@both_sides
async def test_a_file_link_shows_neither_in_an_error_nor_in_a_record(side, caplog):
    caplog.set_level(logging.DEBUG)
    for ending in (answer for name, answer in ENDINGS.items() if name != "no JSON"):
        async with serving(ending) as own:
            url = f"{own.url}/attachments/token/{CANARY}/?name=plan.png"
            with pytest.raises(errors.ZendeskError) as refused:
                await done(side, lambda zd, url=url: list_of(zd.attachments.stream(url)), base_url=own.url)
            told = "".join(traceback.format_exception(refused.value)) + repr(vars(refused.value))
            assert CANARY not in told
    assert CANARY not in caplog.text


async def list_of_async(chunks: Any) -> list[bytes]:
    return [chunk async for chunk in chunks]


def list_of(chunks: Any) -> Any:
    return list_of_async(chunks) if hasattr(chunks, "__aiter__") else list(chunks)


@pytest.mark.parametrize(
    "record",
    [
        Attachment(content_url=CANARY, mapped_content_url=CANARY),
        Upload(token=CANARY),
        OAuthTokenRecord(token=CANARY, refresh_token=CANARY),
        WebhookSigningSecret(secret=CANARY),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_with_a_secret_does_not_show_it(record):
    assert CANARY not in repr(record)


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_a_credential_is_not_pickled(credential):
    with pytest.raises(TypeError):
        pickle.dumps(CREDENTIALS[credential]())


@pytest.mark.S2
@both_sides
async def test_only_what_is_on_the_list_is_logged_and_told(side, caplog):
    caplog.set_level(logging.DEBUG)
    told: list[Any] = []
    answers = [
        reply(503, b"", Retry_After="0"),
        reply(200, {"users": [{"name": CANARY}]}, X_Secret=CANARY),
        reply(201, {"ticket": {"id": 1, "subject": CANARY}}),
    ]
    async with serving(*answers) as own:
        await done(
            side,
            lambda zd: zd.users.search(query=f"name:{CANARY}").collect(),
            base_url=own.url,
            hooks=[told.append],
            headers={"X-Api-Key": CANARY},
            retry=RetryPolicy(attempts=2, backoff=0),
        )
        await done(side, lambda zd: zd.tickets.create(comment={"body": CANARY}), base_url=own.url, hooks=[told.append])
    assert {type(event).__name__ for event in told} >= {"ResponseReceived", "RetryPlanned"}
    logged = [record for record in caplog.records if record.name.startswith("zendesk_async")]
    assert logged
    allowed = {"operation_id", "method", "route", "status", "request_id", "elapsed", "attempt", "error", "delay"}
    for record in logged:
        assert getattr(record, "zendesk", {}).keys() <= allowed
    assert CANARY not in repr(told) + caplog.text + "".join(repr(record.__dict__) for record in logged)


@pytest.mark.S2
@both_sides
async def test_a_limit_of_one_record_tells_nobodys_address(side, caplog):
    caplog.set_level(logging.DEBUG)
    told: list[Any] = []
    refused = reply(429, {"error": "TooManyRequests"}, Retry_After="1")
    async with serving(refused) as own:
        with pytest.raises(errors.ZendeskError):
            await done(
                side,
                lambda zd: zd.users.create_or_update(name="Ada", email=f"{CANARY}@example.com"),
                base_url=own.url,
                hooks=[told.append],
                retry=RetryPolicy(attempts=2),
                deadline=0.5,
            )
    assert "429" in caplog.text
    assert CANARY not in caplog.text + repr(told)


async def test_the_password_of_a_shared_limits_server_does_not_show(caplog):
    caplog.set_level(logging.DEBUG)
    shared = SharedLimits(f"redis://ada:{CANARY}@127.0.0.1:1/0?password={CANARY}", timeout=0.2)
    async with serving(reply(200, {"ticket": {"id": 1}})) as own:
        await done("async", lambda zd: zd.tickets.show(1), base_url=own.url, shared_limits=shared)
    assert "cannot be asked" in caplog.text
    assert CANARY not in caplog.text + repr(shared)
    with pytest.raises(errors.ConfigurationError) as bad:
        SharedLimits(f"http://ada:{CANARY}@127.0.0.1")
    assert CANARY not in "".join(traceback.format_exception(bad.value))
