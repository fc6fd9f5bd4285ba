"""`zendesk login`, and the stored login that later commands use."""

import os
import re
import socket
import stat
import threading
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from zendesk_async.cli._loopback import LoopbackServer
from zendesk_async.emulator import Body, Fault
from zendesk_async.errors import AuthError


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def account(start, port, monkeypatch):
    """Give an emulator whose OAuth client knows the redirect URL."""
    emulator = start(tickets=10, redirect_urls=[f"http://127.0.0.1:{port}/callback"], job_seconds=0)
    monkeypatch.setenv("ZENDESK_BASE_URL", emulator.url)
    monkeypatch.setenv("ZENDESK_LOGIN_CLIENT_SECRET", "secret")
    return emulator


class Browser:
    """Opens what it is given, follows redirects, and keeps what it saw."""

    def __init__(self, change=lambda url: url):
        self.seen = []
        self._change = change
        self._threads = []

    def open(self, url):
        self._threads.append(threading.Thread(target=self._visit, args=(self._change(url),)))
        self._threads[-1].start()
        return True

    def _visit(self, url):
        try:
            with urllib.request.urlopen(url, timeout=10) as page:
                self.seen.append((page.status, page.read().decode()))
        except urllib.error.HTTPError as refused:
            self.seen.append((refused.code, refused.read().decode()))
            refused.close()

    def wait(self):
        for thread in self._threads:
            thread.join()


@pytest.fixture
def browser(monkeypatch):
    def use(change=lambda url: url):
        made = Browser(change)
        monkeypatch.setattr("webbrowser.open", made.open)
        return made

    return use


def login_file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "data" / "zendesk-async" / "logins").glob("*.json")
    return found


def test_signing_in_and_using_the_login(zendesk, account, port, browser, tmp_path):
    person = browser()
    done = zendesk("login", "--client-id", "emulator", "--port", str(port), "--scope", "read")
    person.wait()
    assert done.code == 0, done.err
    assert "Signed in to 127.0.0.1" in done.err
    assert "as Admin (admin)" in done.err
    assert [status for status, _ in person.seen] == [200]
    assert "can be closed" in person.seen[0][1]
    file = login_file(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    tokens = re.findall(r'"(?:access|refresh)_token": "(.+?)"', file.read_text())
    assert len(tokens) == 2
    assert not any(token in done.err + done.out for token in tokens)
    shown = zendesk("doctor")
    assert shown.code == 0, shown.out
    assert "from the stored login" in shown.out
    assert "ok    scopes      read," in shown.out


def test_an_address_is_shown_for_other_browsers(start_process, account, port):
    process = start_process("login", "--client-id", "emulator", "--port", str(port), "--no-browser")
    process.stderr.readline()
    url = process.stderr.readline().decode().strip()
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == [f"http://127.0.0.1:{port}/callback"]
    urllib.request.urlopen(url, timeout=10).close()
    assert process.wait(20) == 0


def test_a_person_who_refuses(zendesk, account, port, browser, tmp_path):
    person = browser(lambda url: url + "&decision=deny")
    refused = zendesk("login", "--client-id", "emulator", "--port", str(port))
    person.wait()
    assert refused.code == 1
    assert "refused the sign-in" in refused.err
    assert not (tmp_path / "data" / "zendesk-async" / "logins").exists() or not list(
        (tmp_path / "data" / "zendesk-async" / "logins").glob("*.json")
    )


def test_another_pages_answer_changes_nothing(zendesk, account, port, browser):
    def first_a_stranger(url):
        strange = (
            f"http://127.0.0.1:{port}/callback?code=stolen&state=other",
            f"http://127.0.0.1:{port}/callback?state=" + urllib.parse.parse_qs(url)["state"][0],
            f"http://127.0.0.1:{port}/elsewhere",
        )
        for other in strange:
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(other, timeout=10)
            assert refused.value.code in {400, 404}
            refused.value.close()
        return url

    person = browser(lambda url: url)
    visit = person._visit
    person._visit = lambda url: visit(first_a_stranger(url))
    done = zendesk("login", "--client-id", "emulator", "--port", str(port))
    person.wait()
    assert done.code == 0, done.err
    assert person.seen[-1][0] == 200


def test_nobody_signs_in(zendesk, account, port):
    refused = zendesk("login", "--client-id", "emulator", "--port", str(port), "--no-browser", "--wait", "0.05")
    assert refused.code == 1
    assert "Nobody signed in" in refused.err


def test_a_port_that_is_taken(zendesk, account, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        refused = zendesk("login", "--client-id", "emulator", "--port", str(port))
    assert refused.code == 2
    assert "Give another one with --port" in refused.err


def test_a_credential_in_the_environment_goes_first_and_that_is_said(zendesk, account, port, browser, monkeypatch):
    monkeypatch.setenv("ZENDESK_OAUTH_TOKEN", "token")
    person = browser()
    done = zendesk("login", "--client-id", "emulator", "--port", str(port))
    person.wait()
    assert "ZENDESK_OAUTH_TOKEN is set and goes before the stored login" in done.err
    assert "OAuthToken(***) from the environment" in zendesk("doctor").out


def test_a_token_endpoint_that_is_out_of_order(zendesk, account, port, browser):
    account.faults.add(Fault(Body(b"<html>maintenance</html>"), path="/oauth/tokens", times=None))
    person = browser()
    refused = zendesk("login", "--client-id", "emulator", "--port", str(port))
    person.wait()
    account.faults.clear()
    assert refused.code == 1
    assert "without a usable access token" in refused.err


def test_an_unknown_client_is_refused_by_the_account(zendesk, account, port, browser):
    person = browser()
    refused = zendesk("login", "--client-id", "nobody", "--port", str(port), "--wait", "1")
    person.wait()
    assert refused.code == 1
    assert person.seen[0][0] == 400


def stored(tmp_path, *names):
    directory = tmp_path / "data" / "zendesk-async" / "logins"
    directory.mkdir(parents=True, mode=0o700)
    for name in names:
        file = directory / f"{name}.json"
        file.touch(mode=0o600)
        file.write_text(
            f'{{"version": 1, "account": "{name}", "client_id": "c", "scope": "read", "access_token": "a",'
            '"expires_at": 1, "expires_in": 1, "refresh_token": null, "refresh_token_expires_at": null}'
        )


def test_the_only_stored_login_names_the_account(zendesk, tmp_path):
    stored(tmp_path, "acme")
    shown = zendesk("doctor")
    # Its tokens are of no use any more, which is found out without asking anybody.
    assert "https://acme.zendesk.com" in shown.out
    assert "FAIL  user" in shown.out


def test_several_stored_logins_need_a_name(zendesk, tmp_path):
    stored(tmp_path, "acme", "globex")
    refused = zendesk("tickets", "show", "7")
    assert refused.code == 2
    assert "there are logins of acme, globex" in refused.err


def test_a_login_that_others_can_read_is_refused(zendesk, tmp_path):
    stored(tmp_path, "acme")
    login_file(tmp_path).chmod(0o644)
    refused = zendesk("tickets", "show", "7", "--subdomain", "acme")
    assert refused.code == 2
    assert "chmod 600" in refused.err


async def test_what_is_no_request_is_left_unanswered(port):
    import asyncio

    async with LoopbackServer(port, lambda _: True) as server:
        for nonsense in (b"", b"x" * 20000, b"GET"):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(nonsense)
            writer.write_eof()
            assert await reader.read() == b""
            writer.close()
        for _ in range(2):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /callback?code=1 HTTP/1.1\r\n\r\n")
            assert (await reader.read()).startswith(b"HTTP/1.1 200 OK")
            writer.close()
        assert await server.address(1) == f"http://127.0.0.1:{port}/callback?code=1"
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /callback?code=1 HTTP/1.1\r\n\r\n")
        assert (await reader.read()).startswith(b"HTTP/1.1 404")
        writer.close()


async def test_waiting_has_an_end(port):
    async with LoopbackServer(port, lambda _: True) as server:
        with pytest.raises(AuthError, match="Nobody signed in within 0 s"):
            await server.address(0.01)
    assert os.environ.get("ZENDESK_OAUTH_TOKEN") is None
