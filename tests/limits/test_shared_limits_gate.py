"""The gate itself, the script that Redis runs: whatever it is told, it answers, and it never grants more than there is."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import fakeredis
import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

import zendesk_async

SCRIPT = Path(zendesk_async.__file__).with_name("_shared_limits.lua").read_text("utf-8")
LIMIT = 20


class Gate:
    """One limit in a Redis whose clock the test sets."""

    def __init__(self) -> None:
        self._redis = fakeredis.FakeRedis()
        self.clock = 1_700_000_000.0

    def ask(self, process: str, **said: Any) -> tuple[dict[str, float], list[float]]:
        """Say something for a process, and return what the gate answers, and after how many seconds requests may go."""
        message = {"held": 0, "life": 5.0, "reserve": 0, "pacing": "burst", "latency": 0.1, **said}
        with time_machine.travel(self.clock, tick=False):
            figures = self._redis.eval(SCRIPT, 1, "limit", process, json.dumps(message))
        names = ("known", "begun", "processes", "plenty", "probing", "wait", "at")
        answer = dict(zip(names, figures[:7], strict=True))
        answer["wait"] /= 1e6
        return answer, [grant / 1e6 for grant in figures[7:]]

    def spoil(self, value: str) -> None:
        self._redis.set("limit", value)

    def lives(self) -> float:
        with time_machine.travel(self.clock, tick=False):
            return float(self._redis.pttl("limit")) / 1000


def standing(low: float = 30.0, remaining: int | None = None, **said: Any) -> dict[str, Any]:
    told = {"low": low, "high": low + 0.1, "window": 60.0, "limit": LIMIT, "counted": 0, "unreported": 0}
    told |= {"seen": True, "sure": True, **said}
    return told if remaining is None else {**told, "remaining": remaining}


def test_what_one_process_holds_another_does_not_get() -> None:
    gate = Gate()
    _, first = gate.ask("a", standing=standing(), waiting=[[0, 15]])
    answer, second = gate.ask("b", waiting=[[0, 15]])
    assert len(first) == 15
    assert len(second) == 5
    assert 0 < answer["wait"] <= 0.3  # what is on its way may be given back
    assert answer["processes"] == 2


def test_a_process_that_falls_silent_returns_what_it_held_but_not_what_was_counted() -> None:
    gate = Gate()
    gate.ask("a", standing=standing(counted=3, unreported=3), waiting=[[0, 10]])
    gate.clock += 4.9
    assert gate.ask("b", waiting=[[0, 20]], held=0)[1] == [0.0] * 7
    gate.clock += 4.9  # b is still alive, a is not
    _, grants = gate.ask("b", held=7, waiting=[[0, 20]])
    assert len(grants) == 10


def test_a_process_that_leaves_returns_what_it_held_at_once() -> None:
    gate = Gate()
    gate.ask("a", standing=standing(), waiting=[[0, 20]])
    assert gate.ask("b", waiting=[[0, 1]])[1] == []
    gate.ask("a", leaving=True)
    assert gate.ask("b", waiting=[[0, 1]])[1] == [0.0]


def test_a_message_sent_twice_changes_nothing() -> None:
    gate = Gate()
    once = {"standing": standing(remaining=12, counted=4), "held": 2}
    gate.ask("a", **once)
    gate.ask("a", **once)
    assert len(gate.ask("b", waiting=[[0, 20]])[1]) == 10


def test_the_lowest_of_what_the_processes_were_told_holds_and_a_new_window_forgets_it() -> None:
    gate = Gate()
    gate.ask("a", standing=standing(remaining=5, counted=11))
    gate.ask("b", standing=standing(remaining=9, counted=4))
    assert len(gate.ask("c", waiting=[[0, 20]])[1]) == 5
    gate.clock += 31
    assert len(gate.ask("d", waiting=[[0, 20]])[1]) == 20


def test_news_of_an_older_window_is_only_news_of_who_holds_what() -> None:
    gate = Gate()
    gate.ask("a", standing=standing())
    gate.clock += 31
    gate.ask("b", standing=standing(low=59.0, remaining=15))
    gate.ask("a", standing=standing(low=-1.0, remaining=1), held=2)
    assert len(gate.ask("c", waiting=[[0, 20]])[1]) == 13


def test_what_is_read_long_after_it_was_written_changes_nothing() -> None:
    gate = Gate()
    answer, _ = gate.ask("a", standing=standing(remaining=12, counted=8))
    gate.clock += 8
    late = {"standing": standing(low=30.0, remaining=3), "held": 9, "waiting": [[0, 1]], "at": answer["at"] + 20}
    answer, grants = gate.ask("a", **late)
    assert grants == []
    assert answer["wait"] == 0  # it may ask again at once, and knows the time now
    assert len(gate.ask("b", waiting=[[0, 20]], at=answer["at"])[1]) == 12


def test_a_plan_that_changed_is_taken_over() -> None:
    gate = Gate()
    gate.ask("a", standing=standing(remaining=11, counted=9))
    gate.ask("a", standing=standing(remaining=90, limit=100, counted=10))
    assert len(gate.ask("a", waiting=[[0, 200]])[1]) == 90


def test_nobody_is_alone_with_a_limit_that_tells_nothing() -> None:
    gate = Gate()
    assert gate.ask("a", waiting=[[0, 9]])[1] == [0.0]
    assert gate.ask("b", waiting=[[0, 9]])[1] == []  # one request finds out
    gate.clock += 0.2
    assert gate.ask("a", waiting=[[0, 8]])[1] == [0.0]  # it found nothing
    gate.clock += 1.0
    assert gate.ask("b", waiting=[[0, 9]])[1] == [0.0]
    gate.clock += 0.2
    answer, _ = gate.ask("b", waiting=[[0, 9]])
    assert not answer["known"]


def test_even_pacing_spreads_the_grants_over_the_window() -> None:
    gate = Gate()
    gate.ask("a", standing=standing(low=60.0))
    gone = []
    for _ in range(600):
        _, grants = gate.ask("a", standing=standing(low=60.0, counted=len(gone)), pacing="even", waiting=[[0, 50]])
        gone += [gate.clock + grant for grant in grants]
        gate.clock += 0.1
        if len(gone) >= 8:
            break
    steps = [round(later - earlier, 1) for earlier, later in pairwise(gone[2:])]
    assert all(2.0 <= step <= 4.0 for step in steps), gone


@pytest.mark.parametrize("value", ["", "{", "[]", "7", '"text"', '{"workers": 7}'])
def test_what_is_not_its_own_is_written_over(value: str) -> None:
    gate = Gate()
    gate.spoil(value)
    assert len(gate.ask("a", standing=standing(), waiting=[[0, 30]])[1]) == LIMIT


def test_it_vanishes_some_time_after_the_last_message() -> None:
    gate = Gate()
    gate.ask("a", standing=standing(window=600.0))
    assert 600 <= gate.lives() <= 1260


small = st.integers(0, 30)
moment = st.floats(-90, 90, allow_nan=False, width=32)
standings = st.builds(
    standing,
    low=moment,
    remaining=st.none() | small,
    counted=small,
    unreported=small,
    seen=st.booleans(),
    sure=st.booleans(),
    window=st.sampled_from([1.0, 5.0, 60.0, 600.0]),
)
messages = st.fixed_dictionaries(
    {"held": small},
    optional={
        "standing": standings,
        "waiting": st.lists(st.tuples(st.integers(-2, 2), st.integers(1, 30)), min_size=1, max_size=3),
        "stopped": moment,
        "probe": st.sampled_from(["answered", "unused"]),
        "reserve": small,
        "pacing": st.sampled_from(["even", "burst"]),
        "latency": st.floats(0, 30),
        "leaving": st.just(True),
    },
)
steps = st.lists(st.tuples(st.sampled_from("abc"), moment, messages), min_size=1, max_size=12)


@settings(max_examples=100, deadline=None)
@given(steps)
def test_whatever_it_is_told_it_answers_in_figures_that_can_be(told: list[tuple[str, float, dict[str, Any]]]) -> None:
    gate = Gate()
    for process, later, message in told:
        gate.clock += later  # servers' clocks are set back, too
        answer, grants = gate.ask(process, **message)
        assert answer["wait"] >= 0
        assert answer["processes"] >= 1
        assert len(grants) <= sum(count for _, count in message.get("waiting", []))
        assert all(0 <= grant <= 60 for grant in grants)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 9), st.sampled_from(["even", "burst"])), max_size=40))
def test_all_processes_together_are_granted_what_a_window_has_and_no_more(
    wishes: list[tuple[str, int, str]],
) -> None:
    gate = Gate()
    gate.ask("a", standing=standing(low=59.0))
    held = dict.fromkeys("abcd", 0)
    for process, count, pacing in wishes:
        gate.clock += 0.1
        _, grants = gate.ask(process, held=held[process], waiting=[[0, count]], pacing=pacing)
        held[process] += len(grants)
        assert sum(held.values()) <= LIMIT
