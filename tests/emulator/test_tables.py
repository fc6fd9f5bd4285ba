import tracemalloc

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.emulator.raw import Time
from zendesk_async.emulator._clock import Clock
from zendesk_async.emulator._seed import seeded_account
from zendesk_async.emulator._table import Row, Table

GROUPS = st.sampled_from([None, 1, 2, 3])
TICKETS = st.integers(1, 14)


class Tables(RuleBasedStateMachine):
    """A table of seeded rows against a dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.table = seeded_account(Clock(Time()), tickets=10, users=12).tickets
        self.table.timeline("group_id")
        self.model: dict[int, Row] = {row["id"]: dict(row) for row in self.table.rows()}
        self.ids = iter(range(11, 1000))

    @rule(group=GROUPS, tags=st.lists(st.sampled_from("abc"), unique=True))
    def insert(self, group: int | None, tags: list[str]) -> None:
        row = {"id": next(self.ids), "group_id": group, "tags": tags, "subject": "new", "status": "new"}
        self.model[row["id"]] = self.table.insert(row)

    @rule(identifier=TICKETS, group=GROUPS, tags=st.lists(st.sampled_from("abc"), unique=True))
    def change(self, identifier: int, group: int | None, tags: list[str]) -> None:
        if identifier in self.model:
            self.model[identifier] = {**self.model[identifier], "group_id": group, "tags": tags}
            assert self.table.change(identifier, {"group_id": group, "tags": tags}) == self.model[identifier]

    @rule(identifier=TICKETS)
    def remove(self, identifier: int) -> None:
        assert self.table.remove(identifier) == self.model.pop(identifier, None)

    @rule(identifier=TICKETS)
    def put_back(self, identifier: int) -> None:
        if identifier <= 10 and identifier not in self.model:
            row = {"id": identifier, "group_id": None, "tags": [], "subject": "back", "status": "new"}
            self.model[identifier] = self.table.insert(row)

    @invariant()
    def holds_the_same_rows(self) -> None:
        assert list(self.table) == sorted(self.model)
        assert len(self.table) == len(self.model)
        assert {row["id"]: row for row in self.table.rows()} == self.model
        assert self.table.get(999) is None

    @invariant()
    def finds_the_same_rows(self) -> None:
        for group in (None, 1, 2):
            expected = [one for one, row in sorted(self.model.items()) if row["group_id"] == group]
            assert self.table.where("group_id", group) == expected
        for tag in "ab":
            assert self.table.where("tags", tag) == sorted(one for one, row in self.model.items() if tag in row["tags"])

    @invariant()
    def keeps_them_in_order(self) -> None:
        def key(identifier: int) -> tuple[bool, int, int]:
            group = self.model[identifier]["group_id"]
            return (group is not None, group or 0, identifier)

        expected = sorted(self.model, key=key)
        timeline = self.table.timeline("group_id")
        assert list(timeline.after()) == expected
        assert list(timeline.before()) == expected[::-1]
        for identifier in expected[::4]:
            place = expected.index(identifier)
            behind = timeline.key(identifier)
            assert list(timeline.after(behind)) == expected[place + 1 :]
            assert list(timeline.since(behind)) == expected[place:]
            assert list(timeline.before(behind)) == expected[:place][::-1]
        assert self.table.page("group_id", offset=2, size=3, descending=True) == expected[::-1][2:5]


TestTables = Tables.TestCase
TestTables.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)


def test_a_row_without_an_id_gets_the_next_one_as_its_first_key() -> None:
    numbers = iter([5, 9])
    table: Table[int] = Table("things", lambda: next(numbers))
    assert list(table.insert({"name": "a", "id": None})) == ["id", "name"]
    assert table.insert({"name": "b"})["id"] == 9
    assert table.one("name", "b") == {"id": 9, "name": "b"}
    assert table.one("name", "c") is None


def test_a_rendered_row_is_forgotten_when_it_changes() -> None:
    table: Table[str] = Table("things", lambda: "x")
    table.insert({"id": "x", "n": 1})
    assert table.render("x") == b'{"id":"x","n":1}'
    table.change("x", {"n": 2})
    assert table.render_list(["x"]) == b'[{"id":"x","n":2}]'


def test_a_row_that_is_not_there_can_be_neither_read_nor_changed() -> None:
    table: Table[int] = Table("things", lambda: 1)
    with pytest.raises(KeyError):
        table[1]
    with pytest.raises(KeyError):
        table.change(1, {"n": 2})
    with pytest.raises(KeyError):
        table.render(1)
    assert table.remove(1) is None


def test_rendering_a_large_table_does_not_keep_it_in_memory() -> None:
    account = seeded_account(Clock(Time()), tickets=40_000, users=100)
    tracemalloc.start()
    rendered = sum(len(account.tickets.render(identifier)) for identifier in account.tickets)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rendered > 100_000_000
    assert kept < 60_000_000
