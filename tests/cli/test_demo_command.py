"""`zendesk demo`: what it shows, and that it fails when a figure does not hold."""

import json
import signal
import time

import attrs
import pytest

from zendesk_async.cli._demo_findings import StreamFinding, complaints, expected_rows, full_windows, stream_finding
from zendesk_async.cli._emulator_process import EmulatorProcess, Window
from zendesk_async.emulator import Emulator


def test_a_small_account_comes_out_whole(zendesk, tmp_path):
    done = zendesk("demo", "--tickets", "600", "--window", "2", "--plan", "team", "--out", str(tmp_path / "out"))
    failed = [line for line in done.out.splitlines() if line.startswith("FAILED")]
    # How much of a window is used depends on what else the machine does; all other figures must hold anywhere.
    assert all("a full window used" in line for line in failed), done
    assert done.code == (1 if failed else 0)
    shown = {line.split()[0]: line.split()[1:] for line in done.out.splitlines() if line[0] != " "}
    assert shown["tickets"] == ["600", "600", "equal"]
    assert shown["users"] == ["60", "60", "equal"]
    assert shown["organizations"] == ["6", "6", "equal"]
    comments = len((tmp_path / "out" / "ticket_comments.list.jsonl").read_text().splitlines())
    assert shown["ticket_comments.list"] == [f"{comments:,}", f"{comments:,}", "equal"]
    assert shown["429s"][0] == "0"
    assert "in the least used of them" in done.out
    assert '"id":' in done.out
    assert "A minute of its rate limit lasts 2 s" in done.err


def test_files_are_kept_only_when_asked_and_too_few_windows_are_a_failure(zendesk, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    done = zendesk("demo", "--tickets", "5", "--window", "30")
    assert done.code == 1
    assert "FAILED          there were 0 full windows" in done.out
    assert list(tmp_path.glob("zendesk-demo-*")) == []


def test_ctrl_c_ends_it_and_its_emulator(start_process, tmp_path):
    process = start_process("demo", "--tickets", "3000", "--out", str(tmp_path / "out"), start_new_session=True)
    ends = time.monotonic() + 30
    while not (tmp_path / "out" / "checkpoint.json").exists():
        assert time.monotonic() < ends
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130, told
    assert b"Interrupted." in told


def test_a_directory_of_another_export_ends_it(zendesk, tmp_path):
    (tmp_path / "tickets.jsonl").write_text("{}\n")
    refused = zendesk("demo", "--tickets", "5", "--out", str(tmp_path))
    assert refused.code == 1
    assert "no checkpoint" in refused.err


def test_the_emulators_own_account_of_itself(monkeypatch):
    import asyncio

    async def ask():
        async with EmulatorProcess(tickets=30, window=5) as emulator:
            return await emulator.state()

    state = asyncio.run(ask())
    assert state.refused == 0
    assert expected_rows(state.counts)["tickets"] == 30
    assert state.windows == ()


def test_an_emulator_that_cannot_start_is_an_error(zendesk, capfd):
    import asyncio

    async def begin():
        async with EmulatorProcess(tickets=-1):
            pass

    with pytest.raises(ChildProcessError, match="ended with code"):
        asyncio.run(begin())
    assert "zendesk: " in capfd.readouterr().err


def test_a_file_is_compared_row_by_row(tmp_path):
    file = tmp_path / "tickets.jsonl"
    file.write_text('{"id": 1}\n{"id": 2, "x": 3}\n{"id": 2}\n')
    finding = stream_finding("tickets", file, 3)
    assert finding == StreamFinding("tickets", 3, 3, 2)
    assert not finding.holds
    file.write_text('{"id": 1}\n{"id": "b"}\n')
    assert stream_finding("tickets", file, 2).holds
    assert not stream_finding("tickets", file, 3).holds


def window(number, used=700, refused=0):
    return Window(number * 2.0, number * 2.0 + 2, 700, used, refused, complete=True)


def test_only_windows_that_lie_wholly_in_the_run_count_and_one_without_requests_counts_as_empty():
    windows = [window(10), window(11), window(13), window(14)]
    assert full_windows(windows, 21.0, 29.5) == [window(11), window(12, 0), window(13)]
    assert full_windows(windows, 20.0, 24.0) == [window(10), window(11)]
    assert full_windows(windows, 21.0, 22.0) == []
    assert full_windows([], 0, 100) == []


HELD = {"requests": 1400, "counted": 1400, "refused": 0, "least_windows": 1}
GOOD = [StreamFinding("tickets", 10, 10, 10)]


def test_nothing_to_complain_about():
    assert complaints(GOOD, [window(1), window(2, 679)], **HELD) == []


@pytest.mark.parametrize(
    ("findings", "full", "figures", "said"),
    [
        ([StreamFinding("users", 10, 9, 9)], [window(1)], {}, "users: 10 rows expected, 9 written, 9 different ids"),
        ([StreamFinding("users", 10, 10, 9)], [window(1)], {}, "users: 10 rows expected, 10 written, 9 different ids"),
        (GOOD, [window(1), window(2, 678)], {}, "a full window used 678 of 700 allowed requests (96.9%)"),
        (GOOD, [window(1)], {"refused": 3}, "3 requests were refused with a 429"),
        (GOOD, [window(1)], {"counted": 1399}, "1,400 requests were sent, and the emulator counted 1,399"),
        (GOOD, [], {}, "there were 0 full windows"),
    ],
)
def test_each_figure_that_does_not_hold_is_named(findings, full, figures, said):
    found = complaints(findings, full, **{**HELD, **figures})
    assert len(found) == 1
    assert said in found[0]


def test_expected_rows_come_from_the_emulators_tables(start):
    emulator: Emulator = start(tickets=40)
    counts = emulator.account.counts()
    assert expected_rows(counts) == {
        "tickets": 40,
        "users": len(emulator.account.users),
        "organizations": len(emulator.account.organizations),
        "ticket_comments.list": len(emulator.account.comments),
    }
    assert attrs.has(Window)
    assert json.dumps(counts)
