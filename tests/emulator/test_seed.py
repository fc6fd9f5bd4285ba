from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.emulator.raw import Time
from zendesk_async.emulator._clock import Clock, seconds_of
from zendesk_async.emulator._seed import seeded_account
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._table import Table


def account(**sizes: Any) -> Account:
    return seeded_account(Clock(Time()), **sizes)


SEEDED = account(tickets=400, users=60)


@pytest.mark.parametrize("table", list(SEEDED.tables()), ids=lambda table: table.name)
def test_a_seeded_row_is_the_same_made_rendered_and_field_by_field(table: Table[int]) -> None:
    for identifier in list(table)[:50]:
        row = table[identifier]
        assert row["id"] == identifier
        assert msgspec.json.decode(table.render(identifier)) == row
        assert {field: table.value(identifier, field) for field in row} == row


@pytest.mark.parametrize("table", list(SEEDED.tables()), ids=lambda table: table.name)
def test_ids_are_ascending_and_as_many_as_there_are_rows(table: Table[int]) -> None:
    ids = list(table)
    assert ids == sorted(set(ids))
    assert len(ids) == len(table)
    assert all(identifier in table for identifier in ids)
    assert 7 not in table or table.name == "tickets"
    assert "x" not in table
    sequence = table.ids
    assert [sequence[place] for place in range(-len(ids), len(ids))] == [*ids, *ids]
    assert list(sequence[2:9:3]) == ids[2:9:3]
    with pytest.raises(IndexError):
        sequence[len(ids)]


def test_the_same_seed_and_sizes_give_the_same_account_and_another_seed_another() -> None:
    first, second, other = account(tickets=50), account(tickets=50), account(tickets=50, seed=2)
    assert first.tickets.render_list(first.tickets) == second.tickets.render_list(second.tickets)
    assert first.comments.render_list(first.comments) == second.comments.render_list(second.comments)
    assert first.tickets.render_list(first.tickets) != other.tickets.render_list(other.tickets)


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("tickets", "requester_id"),
        ("tickets", "assignee_id"),
        ("tickets", "organization_id"),
        ("tickets", "group_id"),
        ("tickets", "email_cc_ids"),
        ("tickets", "collaborator_ids"),
        ("tickets", "status"),
        ("tickets", "tags"),
        ("tickets", "problem_id"),
        ("comments", "ticket_id"),
        ("comments", "author_id"),
        ("audits", "ticket_id"),
        ("ticket_metrics", "ticket_id"),
        ("users", "organization_id"),
        ("users", "role"),
        ("users", "email"),
        ("identities", "user_id"),
        ("identities", "value"),
        ("organization_memberships", "user_id"),
        ("organization_memberships", "organization_id"),
    ],
)
def test_an_index_finds_what_a_look_at_every_row_finds(table: str, field: str) -> None:
    rows: Table[int] = getattr(SEEDED, table)
    expected: dict[object, list[int]] = {}
    for row in rows.rows():
        held = row[field] if isinstance(row[field], list) else [row[field]]
        for value in held:
            expected.setdefault(value, []).append(row["id"])
    assert {value: rows.where(field, value) for value in expected} == expected
    assert rows.where(field, "nobody") == []


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("tickets", "created_at"),
        ("tickets", "updated_at"),
        ("tickets", "generated_timestamp"),
        ("tickets", "subject"),
        ("audits", "created_at"),
        ("ticket_metrics", "created_at"),
        ("users", "updated_at"),
        ("organizations", "name"),
    ],
)
def test_a_timeline_is_the_rows_sorted_by_the_field_and_id(table: str, field: str) -> None:
    rows: Table[int] = getattr(SEEDED, table)
    expected = sorted(rows, key=lambda identifier: (rows[identifier][field] or "", identifier))
    assert list(rows.timeline(field).after()) == expected
    assert list(rows.timeline(field).before()) == expected[::-1]


def test_references_lead_to_rows() -> None:
    for ticket in SEEDED.tickets.rows():
        assert ticket["requester_id"] in SEEDED.users
        assert ticket["assignee_id"] is None or ticket["assignee_id"] in SEEDED.users
        assert ticket["group_id"] in SEEDED.groups
        assert ticket["organization_id"] is None or ticket["organization_id"] in SEEDED.organizations
        assert ticket["brand_id"] in SEEDED.brands
        assert ticket["ticket_form_id"] in SEEDED.ticket_forms
        assert ticket["custom_status_id"] in SEEDED.custom_statuses
        assert ticket["problem_id"] is None or SEEDED.tickets[ticket["problem_id"]]["type"] == "problem"
        assert {entry["id"] for entry in ticket["custom_fields"]} <= set(SEEDED.ticket_fields)
        assert len(ticket["custom_fields"]) == 15


def test_every_comment_stands_in_its_audit_and_the_last_audit_made_the_ticket_what_it_is() -> None:
    for ticket in SEEDED.tickets.rows():
        comments = SEEDED.comments.rows(SEEDED.comments.where("ticket_id", ticket["id"]))
        audits = SEEDED.audits.rows(SEEDED.audits.where("ticket_id", ticket["id"]))
        said = [event["id"] for audit in audits for event in audit["events"] if event["type"] == "Comment"]
        assert [comment["id"] for comment in comments] == said
        assert comments[0]["body"] == ticket["description"]
        assert audits[0]["created_at"] == ticket["created_at"]
        assert audits[-1]["created_at"] == ticket["updated_at"]
        stamps = [audit["created_at"] for audit in audits]
        assert stamps == sorted(stamps)
        told = [event["value"] for audit in audits for event in audit["events"] if event.get("field_name") == "status"]
        assert told[-1] == ticket["status"]


def test_nothing_is_younger_than_a_day() -> None:
    now = SEEDED.clock.seconds()
    for table in (SEEDED.tickets, SEEDED.users, SEEDED.organizations):
        assert max(seconds_of(row["updated_at"]) for row in table.rows()) <= now - 86_400
    assert max(row["generated_timestamp"] for row in SEEDED.tickets.rows()) <= now - 86_400


def test_a_clock_of_the_past_moves_the_rows_into_its_past() -> None:
    early = seeded_account(Clock(Time(1_500_000_000)), tickets=100)
    assert max(row["generated_timestamp"] for row in early.tickets.rows()) <= 1_500_000_000 - 86_400


def test_system_updates_move_many_tickets_in_the_same_second() -> None:
    seeded = account(tickets=3000)
    stamps = [seeded.tickets.value(identifier, "generated_timestamp") for identifier in seeded.tickets]
    swept = [row for row in seeded.tickets.rows() if row["generated_timestamp"] > seconds_of(row["updated_at"])]
    assert len(stamps) > len(set(stamps))
    assert swept


@settings(max_examples=20, deadline=None)
@given(
    tickets=st.integers(0, 40),
    users=st.integers(1, 30),
    organizations=st.integers(0, 5),
    comments=st.floats(1, 6),
)
def test_the_sizes_are_what_was_asked_for(tickets: int, users: int, organizations: int, comments: float) -> None:
    made = account(tickets=tickets, users=users, organizations=organizations, comments_per_ticket=comments)
    counts = made.counts()
    assert counts["tickets"] == tickets == counts["ticket_metrics"] == counts["incremental_tickets"]
    assert counts["users"] == users == counts["identities"]
    assert counts["organizations"] == organizations
    assert counts["comments"] >= tickets
    assert counts["ticket_events"] == counts["audits"] >= counts["comments"]
    assert {len(ids) for ids in made.snapshot().values()} == {len(table) for table in made.tables()}
    for table in made.tables():
        for identifier in table:
            assert table[identifier]["id"] == identifier


def test_the_comments_are_as_many_as_the_average_says() -> None:
    made = account(tickets=4000, comments_per_ticket=3)
    assert 2.8 < len(made.comments) / 4000 < 3.2
    alone = account(tickets=100, comments_per_ticket=1)
    assert len(alone.comments) == 100


def test_a_ticket_is_of_the_size_of_a_real_one() -> None:
    sizes = [len(SEEDED.tickets.render(identifier)) for identifier in SEEDED.tickets]
    assert 2300 < sum(sizes) / len(sizes) < 3300
