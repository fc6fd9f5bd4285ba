"""`zendesk emulator`."""

import json
import signal
import subprocess
import urllib.request

from zendesk_async.cli.emulator import state_of


def test_it_prints_its_address_and_credentials_and_serves(start_process):
    process = start_process("emulator", "--tickets", "20", "--subdomain", "acme")
    greeting = [process.stdout.readline().decode() for _ in range(7)]
    url = greeting[0].split()[-1]
    text = "".join(greeting)
    for fact in (
        "acme: 20 tickets",
        "admin@example.com/token with token",
        "bearer token   token",
        "emulator with secret",
    ):
        assert fact in text
    asked = urllib.request.Request(f"{url}/api/v2/tickets/7", headers={"Authorization": "Bearer token"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert json.load(answer)["ticket"]["id"] == 7
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0
    assert process.stderr.read() == b""


def test_under_control_it_answers_on_stdout_and_ends_with_stdin(start_process):
    process = start_process("emulator", "--control", "--tickets", "20", "--window", "5", stdin=subprocess.PIPE)
    greeting = json.loads(process.stdout.readline())
    assert (greeting["limit"], greeting["window"]) == (700, 5.0)
    asked = urllib.request.Request(f"{greeting['url']}/api/v2/tickets/7", headers={"Authorization": "Bearer token"})
    urllib.request.urlopen(asked, timeout=10).close()
    process.send_signal(signal.SIGINT)  # a Ctrl-C in the terminal reaches it too, and is not for it
    process.stdin.write(b"hello\nstate\n")
    process.stdin.flush()
    state = json.loads(process.stdout.readline())
    assert state["counts"]["tickets"] == 20
    assert [window["used"] for window in state["windows"]] == [1]
    assert state["refused"] == 0
    process.stdin.close()
    assert process.wait(10) == 0


def test_the_state_is_the_emulators_own(start):
    emulator = start(tickets=10)
    assert state_of(emulator)["counts"] == emulator.account.counts()


def test_a_port_that_is_taken(zendesk, shared):
    port = shared.url.rpartition(":")[2]
    refused = zendesk("emulator", "--port", port)
    assert refused.code == 2
    assert f"port {port} cannot be used" in refused.err


def test_control_needs_a_pipe(zendesk_process, tmp_path):
    (tmp_path / "empty").touch()
    with (tmp_path / "empty").open() as file:
        refused = zendesk_process("emulator", "--control", stdin=file)
    assert refused.code == 2
    assert "needs a pipe" in refused.err
