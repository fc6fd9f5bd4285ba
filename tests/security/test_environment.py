"""S14, S15: what stands in a process's environment or arguments, and what must not."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.core.wire import Received, reply, serving
from tests.security.sides import CANARY
from zendesk_async import OAuthToken, Zendesk, errors
from zendesk_async.auth import AuthorizationRequest
from zendesk_async.cli._emulator_process import EmulatorProcess
from zendesk_async.cli._loopback import LoopbackServer
from zendesk_async.export import Export

PROCESSES = Path("/proc")
PROGRAM = """
import asyncio, sys
from zendesk_async import OAuthToken, Zendesk
import zendesk_sync

async def main():
    async with Zendesk(base_url=sys.argv[1], auth=OAuthToken("ours")) as zd:
        print((await zd.tickets.show(1)).id)
        async for chunk in zd.attachments.stream(sys.argv[1] + "/attachments/token/x"):
            print(len(chunk))

asyncio.run(main())
with zendesk_sync.Zendesk(base_url=sys.argv[1], auth=OAuthToken("ours")) as zd:
    print(zd.tickets.show(1).id)
"""


async def run(*words: str, **environment: str) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**{name: value for name, value in os.environ.items() if name[:8] != "ZENDESK_"}, **environment},
    )
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    return out.decode()


@pytest.mark.S14
async def test_neither_a_proxy_nor_a_netrc_is_taken_from_the_environment(tmp_path):
    netrc = tmp_path / ".netrc"
    netrc.write_text(f"machine 127.0.0.1\nlogin ada\npassword {CANARY}\ndefault login ada password {CANARY}\n")
    netrc.chmod(0o600)
    async with serving(reply(200, {"ticket": {"id": 1}})) as own, serving(reply(200, {"ticket": {"id": 2}})) as proxy:
        proxies = dict.fromkeys(
            ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"), proxy.url
        )
        out = await run(
            "-c", PROGRAM, own.url, NETRC=str(netrc), HOME=str(tmp_path), NO_PROXY="", no_proxy="", **proxies
        )
        assert out.split() == ["1", str(len(b'{"ticket":{"id":1}}')), "1"]
        assert proxy.connections == 0
        assert {request.headers["authorization"] for request in own.received} == {"Bearer ours"}


def arguments_of_all() -> bytes:
    """Return the arguments of every process of this machine, as anybody on it can read them."""
    if not PROCESSES.is_dir():
        return subprocess.run(["ps", "-ww", "-axo", "args"], capture_output=True, check=True).stdout
    return b"\n".join(map(contents, PROCESSES.glob("[0-9]*/cmdline")))


def environment_of(process: int) -> bytes:
    """Return the environment that a process was started with, as its owner's other processes can read it."""
    if not PROCESSES.is_dir():
        return subprocess.run(["ps", "eww", str(process)], capture_output=True, check=True).stdout
    return (PROCESSES / str(process) / "environ").read_bytes()


def contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it has ended since
        return b""


@pytest.mark.S15
async def test_a_command_has_no_secret_in_its_arguments(tmp_path):
    seen: list[bytes] = []

    async def look(request: Received, writer: asyncio.StreamWriter) -> None:
        seen.append(await asyncio.to_thread(arguments_of_all))
        await reply(200, {"user": {"id": 1, "name": "Ada"}})(request, writer)

    async with serving(look) as own:
        settings = {"ZENDESK_BASE_URL": own.url, "ZENDESK_OAUTH_TOKEN": CANARY, "XDG_DATA_HOME": str(tmp_path)}
        out = await run("-m", "zendesk_async.cli", "users", "me", **settings)
        assert '"Ada"' in out
        assert CANARY in own.received[0].headers["authorization"]
    assert b"zendesk_async.cli" in seen[0]
    assert CANARY.encode() not in seen[0]


@pytest.mark.S15
async def test_the_emulators_process_is_given_no_credential(monkeypatch):
    monkeypatch.setenv("ZENDESK_OAUTH_TOKEN", CANARY)
    async with EmulatorProcess(tickets=1) as emulator:
        assert emulator._process is not None
        given = await asyncio.to_thread(environment_of, emulator._process.pid)
    assert b"PATH=" in given
    assert CANARY.encode() not in given


@pytest.mark.S15
def test_a_sign_in_carries_a_challenge_and_a_state_of_its_own():
    made = [AuthorizationRequest.create("acme", "app", "http://127.0.0.1:1/callback") for _ in range(50)]
    asked = [parse_qs(urlsplit(one.url).query) for one in made]
    assert {urlsplit(one.url).netloc for one in made} == {"acme.zendesk.com"}
    assert {query["code_challenge_method"][0] for query in asked} == {"S256"}
    assert len({query["state"][0] for query in asked}) == len({query["code_challenge"][0] for query in asked}) == 50
    for one, query in zip(made, asked, strict=True):
        assert one.code_verifier.reveal() not in one.url
        assert len(one.code_verifier.reveal()) >= 43  # RFC 7636 section 4.1
        assert len(query["state"][0]) >= 43
        assert "code_verifier" in repr(one)
        assert one.code_verifier.reveal() not in repr(one)


@pytest.mark.S15
@pytest.mark.parametrize(
    "redirect",
    [
        "http://evil.example/callback",
        "http://127.0.0.1.evil.example/c",
        "ftp://localhost/c",
        "javascript:x",
        "https://a@b/c",
    ],
)
def test_a_sign_in_comes_back_by_https_or_to_this_machine(redirect):
    with pytest.raises(errors.ConfigurationError):
        AuthorizationRequest.create("acme", "app", redirect)


@pytest.mark.S15
@pytest.mark.parametrize(
    "answer",
    [
        "?code=x",
        "?code=x&state=",
        "?code=x&state=other",
        "?code=x&state={state}&state=other",
        "?state={state}",
        "#code=x&state={state}",
    ],
)
def test_an_answer_of_another_sign_in_is_not_taken(answer):
    request = AuthorizationRequest.create("acme", "app", "http://127.0.0.1:1/callback")
    with pytest.raises((errors.AuthError, errors.InvalidArgument)):
        request.code_from("http://127.0.0.1:1/callback" + answer.format(state=request.state))
    with pytest.raises(errors.AuthError):
        request.code_from(f"http://evil.example/callback?code=x&state={request.state}")


@pytest.mark.S15
async def test_the_server_for_the_answer_listens_on_this_machine_alone():
    async with LoopbackServer(0, lambda _: True) as server:
        assert server._server is not None
        assert [socket.getsockname()[0] for socket in server._server.sockets] == ["127.0.0.1"]


@pytest.mark.S15
def test_the_place_of_an_export_holds_no_password(tmp_path):
    client = Zendesk("acme", auth=OAuthToken("token"))
    with pytest.raises(errors.InvalidArgument) as refused:
        Export(client, ["tickets"], f"ftp://ada:{CANARY}@files.example/export", spool=tmp_path)
    assert CANARY not in str(refused.value)
