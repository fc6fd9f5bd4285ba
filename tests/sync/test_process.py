"""The sync client inside a whole program: its exit, its interrupt, its forks."""

import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE

import pytest

from zendesk_async.emulator import Emulator

# A shell has what it starts in the background ignore Ctrl-C, and these tests may run in the background.
CLIENT = """
import signal, sys
from zendesk_sync import OAuthToken, Zendesk

signal.signal(signal.SIGINT, signal.default_int_handler)
zd = Zendesk(base_url=sys.argv[1], auth=OAuthToken("token"))
"""


@contextmanager
def started(program: str, url: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-W", "error", "-c", CLIENT + textwrap.dedent(program), url]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def run(program: str, url: str) -> tuple[str, str, int]:
    """Run a program to its end; one that hangs fails by the time-out."""
    with started(program, url) as process:
        output, errors = process.communicate(timeout=20)
    return output, errors, process.returncode


@pytest.mark.parametrize(
    "program",
    [
        "print(zd.tickets.show(1).id)",
        "copy = zd.with_options(deadline=30)\nprint(copy.tickets.show(1).id)",
        "tickets = zd.tickets.list(page_size=100)\nrecords = iter(tickets)\nprint(next(records).id)",
        "import threading\n[threading.Thread(target=zd.tickets.show, args=(n,)).start() for n in range(1, 9)]\nprint(1)",
    ],
    ids=["one call", "a copy", "a list half read", "threads at work"],
)
def test_a_client_that_nobody_closed_ends_with_the_program(emulator: Emulator, program: str) -> None:
    assert run(program, emulator.url) == ("1\n", "", 0)


def test_a_client_in_a_cycle_ends_with_the_program(emulator: Emulator) -> None:
    program = """
    class Application: pass
    application = Application()
    application.zd, application.itself = zd, application
    print(zd.tickets.show(1).id)
    del zd, application
    """
    assert run(program, emulator.url) == ("1\n", "", 0)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(20)
        yield listening


def address(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_ctrl_c_closes_the_connection_of_the_request_and_leaves_the_client_usable(
    listener: socket.socket, emulator: Emulator
) -> None:
    program = f"""
    try:
        zd.tickets.show(1)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
    sys.stdin.readline()
    other = Zendesk(base_url={emulator.url!r}, auth=OAuthToken("token"))
    print(other.tickets.show(2).id)
    """
    with started(program, address(listener)) as process:
        connection, _ = listener.accept()
        with connection:
            connection.settimeout(20)
            assert connection.recv(65536).startswith(b"GET /api/v2/tickets/1")
            process.send_signal(signal.SIGINT)
            assert connection.recv(65536) == b""  # closed, while the program lives on and waits for its input
        assert process.poll() is None
        output, errors = process.communicate("go on\n", timeout=20)
    assert (output, errors, process.returncode) == ("interrupted\n2\n", "", 0)


def test_an_interrupt_that_nobody_catches_ends_the_program_as_any_other(listener: socket.socket) -> None:
    with started("zd.tickets.show(1)", address(listener)) as process:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=20)
    assert process.returncode == -signal.SIGINT
    assert errors.rstrip().endswith("KeyboardInterrupt")


def test_a_worker_forked_after_use_is_told_and_one_with_its_own_client_works(emulator: Emulator) -> None:
    program = """
    import os
    from zendesk_sync import ZendeskError
    zd.tickets.show(1)
    def work():
        try:
            zd.tickets.show(1)
        except ZendeskError as error:
            print("in the child:", error)
        with Zendesk(base_url=sys.argv[1], auth=OAuthToken("token")) as own:
            print(own.tickets.show(3).id, flush=True)
    child = os.fork()
    if child == 0:
        work()
        sys.exit(5)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), zd.tickets.show(2).id)
    """
    output, errors, status = run(program, emulator.url)
    assert output.splitlines() == [
        "in the child: the client was used in another process; make one in each process, after the fork",
        "3",
        "5 2",
    ]
    assert (errors, status) == ("", 0)


def test_dropping_clients_one_after_another_leaves_no_thread(emulator: Emulator) -> None:
    program = """
    import gc, threading
    for number in range(1, 21):
        zd = Zendesk(base_url=sys.argv[1], auth=OAuthToken("token"))
        zd.tickets.show(number)
    del zd
    gc.collect()
    print(threading.active_count())
    """
    assert run(program, emulator.url) == ("1\n", "", 0)


def test_this_process_has_no_thread_of_a_client_left() -> None:
    assert not [thread for thread in threading.enumerate() if thread.name == "zendesk_sync" and not thread.daemon]
