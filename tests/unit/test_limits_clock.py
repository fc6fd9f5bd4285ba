"""When windows turn, from answers that give whole seconds only."""

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from zendesk_async._window_clock import WindowClock


def reset_at(time: float, end: float, window: float) -> int:
    return max(1, math.ceil((end - time) % window or window))


def hear(clock: WindowClock, made: float, *, end: float, window: float, took: float = 0.1) -> int | None:
    """Pass an answer on that was made at a time by a server whose windows end at `end` and every length before."""
    received = made + took / 2
    clock.roll(received)
    return clock.observe(made - took / 2, received, reset_at(made, end, window))


@given(
    end=st.floats(1000, 1060),
    made=st.lists(st.floats(0, 200), min_size=1, max_size=40),
    took=st.floats(0, 1),
)
@example(end=1036.25, made=[0.0, 96.5], took=0.0)
def test_the_end_of_a_window_is_never_placed_wrong(end: float, made: list[float], took: float) -> None:
    clock = WindowClock(60.0)
    for time in sorted(made):
        assume((1000 + time - end) % 60 > 1e-6)
        hear(clock, 1000 + time, end=end, window=60, took=took)
        assert (end - clock.low + 1e-6) % 60 <= clock.high - clock.low + 2e-6
        assert clock.low <= clock.high
        assert clock.window == 60


def test_a_minute_of_answers_places_the_end_within_a_round_trip() -> None:
    clock = WindowClock(60.0)
    for index in range(500):
        hear(clock, 1000 + index * 0.119, end=1060.5, window=60)
    assert clock.low <= 1060.5 <= clock.high
    assert clock.high - clock.low < 0.3


@pytest.mark.parametrize(("assumed", "length"), [(60.0, 5.0), (5.0, 60.0), (60.0, 600.0), (60.0, 10.0)])
def test_another_length_is_learnt_from_three_windows(assumed: float, length: float) -> None:
    clock = WindowClock(assumed)
    epochs: set[int | None] = set()
    for index in range(300):
        epochs.add(hear(clock, 1000 + index * length / 100, end=1000 + length / 3, window=length))
    assert clock.window == length
    assert None not in epochs


def test_an_answer_of_the_window_before_is_told_apart() -> None:
    clock = WindowClock(60.0)
    now = hear(clock, 1000, end=1010, window=60)
    new = hear(clock, 1020, end=1010, window=60)
    assert now is not None
    assert new == now + 1
    assert clock.observe(1009.0, 1020.5, 1) == now


def test_an_answer_that_took_a_whole_window_says_nothing() -> None:
    clock = WindowClock(10.0)
    for index in range(200):
        hear(clock, 1000 + index * 0.2, end=1005, window=10)
    low, high = clock.low, clock.high
    clock.roll(1052)
    assert clock.observe(1040.0, 1052.0, 4) is None
    assert clock.high - clock.low < high - low + 0.2


def test_a_slow_answer_does_not_teach_the_length() -> None:
    clock = WindowClock(60.0)
    hear(clock, 1000, end=1005, window=5)
    clock.roll(1008)
    assert clock.observe(1000.0, 1008.0, 2) is None
    assert clock.window == 60


def test_a_second_of_disagreement_is_one_window_and_makes_the_opening_late() -> None:
    clock = WindowClock(60.0)
    for index in range(100):
        hear(clock, 1000 + index * 0.2, end=1030.5, window=60)
    epoch = clock.epoch
    assert clock.opening == clock.high
    assert hear(clock, 1020.4, end=1032.0, window=60) == epoch
    assert clock.opening == clock.high + 1


def test_a_server_whose_clock_was_set_is_followed() -> None:
    clock = WindowClock(60.0)
    for index in range(1000):
        hear(clock, 1000 + index * 0.2, end=1030, window=60)
    for index in range(1000):
        hear(clock, 1200 + index * 0.2, end=1053, window=60)
    assert clock.window == 60
    assert (1053 - clock.low) % 60 <= clock.high - clock.low


def test_an_absurd_reset_is_forgotten_with_the_next_answer() -> None:
    clock = WindowClock(60.0)
    hear(clock, 1000, end=1030, window=60)
    clock.observe(1001.0, 1001.1, 3000)
    for index in range(600):
        hear(clock, 1002 + index * 0.5, end=1030, window=60)
    assert clock.window == 60
    assert (1030 - clock.low) % 60 <= clock.high - clock.low


def test_windows_without_any_answer_are_counted() -> None:
    clock = WindowClock(10.0)
    first = hear(clock, 1000, end=1005, window=10)
    assert first is not None
    assert clock.roll(1004) == first
    assert clock.roll(1046) == first + 5
