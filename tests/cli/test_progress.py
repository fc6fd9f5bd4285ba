"""How far a run is, and how it is told."""

import io
import json

import attrs
import pytest
from rich.console import Console

from zendesk_async._limits import LimitsState, LimitState
from zendesk_async.cli._measures import Measures
from zendesk_async.cli._progress import ProgressMeter, ProgressReport, StreamReport, waiting_for
from zendesk_async.cli._reporters import JSONReporter, LineReporter, TerminalReporter, line_of, reporter_for
from zendesk_async.errors import NotFound
from zendesk_async.export import StreamProgress, StreamState, streams
from zendesk_async.hooks import RequestFailed, ResponseReceived, RetryPlanned, Wait


class Time:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


ACCOUNT = LimitState(
    name="account", limit=700, window=60.0, remaining=350, reset=12.0, used=350, in_flight=0, waiting=0, reserve=0,
    stopped=None, source="learnt",
)  # fmt: skip
CALM = LimitsState(ACCOUNT, {})


def answered(status=200):
    return ResponseReceived("ListTickets", "GET", "/api/v2/tickets", status, "id", 0.1, 1, 1000)


def test_requests_refusals_and_repetitions_are_counted():
    measures = Measures()
    for event in (
        answered(),
        answered(429),
        RequestFailed("ListTickets", "GET", "/api/v2/tickets", "ReadTimeout", 1),
        RetryPlanned("ListTickets", "GET", "/api/v2/tickets", 429, "RateLimited", 1, 2.0),
        Wait("account", 1.0, 3, refused=False),
    ):
        measures(event)
    assert (measures.requests, measures.refused, measures.repeated, measures.bytes_received) == (3, 1, 1, 2000)


def test_the_rate_is_what_a_window_brings():
    clock = Time()
    measures = Measures(clock)
    assert measures.rate(60.0) == 0
    for _ in range(120):
        clock.now += 0.1
        measures(answered())
    assert measures.rate(60.0) == 120  # 12 s of the first minute
    assert measures.rate(2.0) == pytest.approx(20, abs=0.3)  # ten seconds' average
    clock.now += 60
    assert measures.rate(60.0) == 0


def meter(clock):
    return ProgressMeter(streams(), Measures(clock), share=0.5)


def test_a_report_tells_rows_requests_and_the_rate_allowed():
    clock = Time()
    report = meter(clock).report([StreamProgress("tickets", 50, 200, done=False)], {}, CALM)
    assert report.streams == (StreamReport("tickets", 50, 200, done=False, fraction=0.25),)
    assert (report.allowed, report.window, report.left) == (350, 60.0, None)


def test_no_more_than_is_allowed_is_said_to_be_used():
    clock = Time()
    measures = Measures(clock)
    for _ in range(360):
        clock.now += 0.1
        measures(answered())
    report = ProgressMeter(streams(), measures, share=0.5).report([], {}, CALM)
    assert (report.used, report.allowed) == (350, 350)


def test_the_time_left_is_that_of_the_slowest_stream():
    clock = Time()
    running = meter(clock)
    running.report(
        [StreamProgress("tickets", 0, 200, done=False), StreamProgress("users", 0, 100, done=False)], {}, CALM
    )
    clock.now += 10
    later = running.report(
        [StreamProgress("tickets", 50, 200, done=False), StreamProgress("users", 50, 100, done=False)], {}, CALM
    )
    assert later.left == pytest.approx(30)
    ended = running.report([StreamProgress("tickets", 200, 200, done=True)], {}, CALM)
    assert ended.left == 0


def test_past_the_count_nobody_knows_how_many_are_to_come():
    # Archived tickets are exported and not counted.
    report = meter(Time()).report([StreamProgress("tickets", 300, 200, done=False)], {}, CALM)
    assert (report.streams[0].expected, report.streams[0].fraction) == (None, None)
    ended = meter(Time()).report([StreamProgress("tickets", 300, 200, done=True)], {}, CALM)
    assert (ended.streams[0].expected, ended.streams[0].fraction) == (200, 1.0)


def test_children_are_as_far_as_the_part_of_their_parents_file_that_was_gone_through():
    committed = {"tickets": StreamState(offset=1000), "ticket_comments.list": StreamState(parent_offset=300)}
    parent = StreamProgress("tickets", 100, 200, done=False)
    child = StreamProgress("ticket_comments.list", 900, None, done=False)
    report = meter(Time()).report([parent, child], committed, CALM)
    assert report.streams[1].fraction == pytest.approx(0.15)
    assert meter(Time()).report([parent, child], {}, CALM).streams[1].fraction is None
    assert meter(Time()).report([child], committed, CALM).streams[0].fraction is None


def test_a_stream_that_failed_is_not_waited_for():
    failed = StreamProgress("tickets", 5, 10, done=False, failure=NotFound("gone"))
    report = meter(Time()).report([failed], {}, CALM)
    assert report.streams[0].failed
    assert report.left is None


def test_a_limit_that_nobody_knows_yet():
    unknown = LimitsState(attrs.evolve(ACCOUNT, limit=None), {})
    report = meter(Time()).report([StreamProgress("tickets", 0, None, done=False)], {}, unknown)
    assert report.allowed is None
    assert "0 requests, 0 refused (429), 0 in 60 s" in line_of(report)
    assert "time left unknown" in line_of(report)


@pytest.mark.parametrize(
    ("account", "others", "said"),
    [
        ({}, {}, "nothing"),
        ({"in_flight": 5}, {}, "5 answers"),
        (
            {"waiting": 7, "in_flight": 5},
            {},
            "the account's rate limit (7 requests held back, 12 s left of the window)",
        ),
        ({"waiting": 7, "reset": None}, {}, "the account's rate limit (7 requests held back)"),
        ({"stopped": 3.0, "waiting": 7}, {}, "Zendesk, which said to wait for 3 s (the account's rate limit)"),
        ({}, {"waiting": 2}, "the limit views (2 requests held back, 12 s left of the window)"),
    ],
)
def test_what_is_waited_for_is_said_in_words(account, others, said):
    other = {"views": attrs.evolve(ACCOUNT, name="views", **others)}
    assert waiting_for(LimitsState(attrs.evolve(ACCOUNT, **account), other)) == said


REPORT = ProgressReport(
    elapsed=3725.0,
    streams=(
        StreamReport("tickets", 1000, 1000, done=True, fraction=1.0),
        StreamReport("users", 10, 100, done=False, fraction=0.1),
        StreamReport("ticket_comments.list", 300, None, done=False, fraction=0.3),
        StreamReport("views", 3, None, done=False, fraction=None),
        StreamReport("macros", 4, None, done=False, fraction=None, failed=True),
    ),
    requests=1234,
    refused=2,
    used=686.0,
    allowed=700.0,
    window=60.0,
    waiting="nothing",
    left=65.0,
)


def test_one_line_tells_all():
    assert line_of(REPORT) == (
        "1:02:05  tickets 1,000 (all), users 10 of 100, ticket_comments.list 300 (30%), views 3, macros 4 (failed); "
        "1,234 requests, 2 refused (429), 686 of 700 allowed in 60 s (98%); waiting for nothing; about 1:05 left"
    )


def test_lines_go_to_stderr_alone(capsys):
    reporter = LineReporter()
    reporter.note("started", "It starts.", directory="x")
    reporter.progress(REPORT)
    reporter.close()
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.splitlines() == ["It starts.", line_of(REPORT)]


def test_json_lines_hold_every_figure(capsys):
    reporter = JSONReporter()
    reporter.note("started", "It starts.", directory="x")
    reporter.progress(REPORT)
    reporter.close()
    started, progress = map(json.loads, capsys.readouterr().err.splitlines())
    assert started == {"event": "started", "message": "It starts.", "directory": "x"}
    assert progress == {"event": "progress", **json.loads(json.dumps(attrs.asdict(REPORT)))}


def test_a_terminal_gets_a_table_that_is_kept_up_to_date():
    screen = io.StringIO()
    reporter = TerminalReporter(Console(file=screen, force_terminal=True, width=100, _environ={"TERM": "xterm"}))
    reporter.close()  # nothing was shown yet
    reporter.progress(attrs.evolve(REPORT, requests=1))
    reporter.note("started", "It goes on.")
    reporter.progress(REPORT)
    reporter.close()
    shown = screen.getvalue()
    assert "It goes on." in shown
    assert "1,234 requests, 2 refused (429), 686 of 700 allowed in 60 s (98%)" in shown
    assert "\x1b[1A" in shown or "\x1b[2K" in shown
    table = [line.split() for line in shown.rpartition("expected")[2].splitlines()]
    assert ["tickets", "1,000", "1,000", "all"] in table
    assert ["macros", "4", "failed"] in table


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_who_tells_is_chosen_by_what_stderr_is(monkeypatch):
    assert isinstance(reporter_for(log_json=True), JSONReporter)
    assert isinstance(reporter_for(log_json=False), LineReporter)
    monkeypatch.setattr("sys.stderr", Terminal())
    assert isinstance(reporter_for(log_json=False), TerminalReporter)
