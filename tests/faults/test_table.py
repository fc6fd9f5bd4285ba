"""The matrix is whole, and the documentation says what it says."""

from pathlib import Path

import pytest

import zendesk_async
from tests.faults.matrix import Call, Row
from tests.faults.rows import ROWS
from tests.faults.sabotages import SABOTAGES, Sabotage
from tests.faults.table import PAGE, by_name, documented, rendered

PACKAGE = Path(zendesk_async.__file__).parent
CLASSES = [call for call in Call if call is not Call.OWN]


def test_all_faults_are_there() -> None:
    assert [row.number for row in ROWS] == list(range(1, 54))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_each_class_of_calls_has_a_cell_or_a_reason(row: Row) -> None:
    for call in CLASSES:
        assert bool(row.cases_of(call)) != bool(row.absent.get(call)), f"{row.number} {call.value}"
    names = [case.name for case in row.cases]
    assert len(names) == len(set(names))


def test_the_documentation_has_the_table_as_it_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == documented(), "run `make faults-docs`"


def test_a_case_that_did_not_pass_shows() -> None:
    outcomes = dict.fromkeys(by_name(), "passed")
    whole = rendered(outcomes)
    assert "FAIL" not in whole
    assert ", 100 %, " in whole
    broken = rendered(outcomes | {"34-collision-PUT-sync": "failed"})
    assert broken.count("FAIL") == 1
    assert "99.7 %" in broken
    del outcomes["7-after_the_work-POST-async"]
    assert rendered(outcomes).count("FAIL") == 1


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda one: one.name)
def test_a_sabotage_still_breaks_something(sabotage: Sabotage) -> None:
    text = (PACKAGE / sabotage.file).read_text(encoding="utf-8")
    assert text.count(sabotage.old) == 1, f"{sabotage.file} was changed: give the sabotage its new text"
    assert set(sabotage.seen_by) <= by_name().keys()


def test_there_are_twenty_sabotages_and_more() -> None:
    assert len({one.name for one in SABOTAGES}) == len(SABOTAGES) >= 20
