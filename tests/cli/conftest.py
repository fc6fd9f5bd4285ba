"""An emulator in a thread of its own, and the command run in this process or in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import attrs
import pytest
from anyio.from_thread import start_blocking_portal

from zendesk_async.cli import main
from zendesk_async.emulator import Emulator

Start = Callable[..., Emulator]


@attrs.frozen
class Result:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the machine's settings and logins out of the tests."""
    for name in os.environ:
        if name.startswith("ZENDESK_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "dumb")


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """Give a function that starts an emulator; all of them end with the module's tests."""
    with ExitStack() as stack:

        def begin(**options: Any) -> Emulator:
            portal = stack.enter_context(start_blocking_portal(name="emulator"))
            return stack.enter_context(portal.wrap_async_context_manager(Emulator(**options)))

        yield begin


@pytest.fixture(scope="module")
def shared(start: Start) -> Emulator:
    return start(tickets=250, limited=False)


@pytest.fixture
def emulator(shared: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """Give the module's emulator, named by the environment, with its bearer token."""
    monkeypatch.setenv("ZENDESK_BASE_URL", shared.url)
    monkeypatch.setenv("ZENDESK_OAUTH_TOKEN", "token")
    shared.requests.clear()
    yield shared
    shared.faults.clear()


@pytest.fixture
def zendesk(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: `zendesk("tickets", "show", "7")`."""

    def run(*words: str) -> Result:
        capfd.readouterr()
        code = main(words)
        written = capfd.readouterr()
        return Result(code, written.out, written.err)

    return run


@pytest.fixture
def zendesk_process() -> Run:
    """Run the command in a process of its own."""

    def run(*words: str, **options: Any) -> Result:
        done = subprocess.run(command(*words), capture_output=True, timeout=60, check=False, **options)
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "zendesk_async.cli", *words]


@pytest.fixture
def start_process() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start the command in a process of its own and leave it running; it is ended with the test at the latest."""
    with ExitStack() as stack:

        def begin(*words: str, **options: Any) -> subprocess.Popen[bytes]:
            options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
            process = stack.enter_context(subprocess.Popen(command(*words), **options))
            stack.callback(process.kill)
            return process

        yield begin
