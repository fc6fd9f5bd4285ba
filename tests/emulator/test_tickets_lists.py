from typing import Any

import pytest

from tests.emulator.raw import Raw, Time, running
from zendesk_async.emulator import Emulator
from zendesk_async.emulator._store import Settings

Row = dict[str, Any]


async def ids(raw: Raw, path: str) -> list[int]:
    reply = await raw.get(path)
    assert reply.status == 200, reply.body
    return [row["id"] for row in reply.json["tickets"]]


async def count(raw: Raw, path: str) -> int:
    reply = await raw.get(path)
    assert reply.status == 200, reply.body
    value: int = reply.json["count"]["value"]
    return value


async def test_tickets_are_listed_by_id_in_both_kinds_of_pages() -> None:
    async with running(tickets=250, limited=False) as (emulator, raw):
        first = (await raw.get("/api/v2/tickets.json")).json
        assert list(first) == ["tickets", "next_page", "previous_page", "count"]
        assert [row["id"] for row in first["tickets"]] == list(range(1, 101))
        assert first["count"] == 250
        assert first["tickets"] == emulator.account.tickets.rows(range(1, 101))
        seen: list[int] = []
        path = "/api/v2/tickets?page[size]=100"
        while True:
            body = (await raw.get(path)).json
            seen += [row["id"] for row in body["tickets"]]
            if not body["meta"]["has_more"]:
                break
            path = body["links"]["next"]
        assert seen == list(emulator.account.tickets)
        assert await count(raw, "/api/v2/tickets/count") == 250


@pytest.mark.parametrize("sort", ["updated_at", "-updated_at", "status", "-id"])
async def test_cursor_pages_can_be_sorted(sort: str) -> None:
    async with running(tickets=60, limited=False) as (emulator, raw):
        name = sort.removeprefix("-")
        expected = sorted(
            emulator.account.tickets.rows(), key=lambda row: (row[name], row["id"]), reverse=sort[0] == "-"
        )
        assert await ids(raw, f"/api/v2/tickets?page[size]=100&sort={sort}") == [row["id"] for row in expected]


async def test_other_cursor_sorts_are_refused() -> None:
    async with running(tickets=3, limited=False) as (_, raw):
        reply = await raw.get("/api/v2/tickets?page[size]=2&sort=subject")
        assert reply.status == 400
        assert reply.json["errors"][0]["code"] == "InvalidPaginationParameter"


@pytest.mark.parametrize(
    "name",
    [
        "assignee",
        "assignee.name",
        "created_at",
        "group",
        "id",
        "locale",
        "requester",
        "requester.name",
        "status",
        "subject",
    ],
)
async def test_offset_pages_can_be_sorted(name: str) -> None:
    async with running(tickets=40, limited=False) as (emulator, raw):
        users = emulator.account.users

        def key(row: Row) -> tuple[Any, ...]:
            column, _, part = name.partition(".")
            value = row.get(f"{column}_id") if column in {"assignee", "group", "requester"} else row.get(column)
            if part and value is not None:
                value = users[value]["name"]
            return (value is not None, value, row["id"]) if name != "locale" else (row["id"],)

        up = [row["id"] for row in sorted(emulator.account.tickets.rows(), key=key)]
        assert await ids(raw, f"/api/v2/tickets?sort_by={name}") == up
        assert await ids(raw, f"/api/v2/tickets?sort_by={name}&sort_order=desc") == up[::-1]


async def test_lists_of_people_and_organizations_hold_their_tickets() -> None:
    async with running(tickets=120, users=40, limited=False) as (emulator, raw):
        tickets = emulator.account.tickets.rows()
        for place, field in (("requested", "requester_id"), ("assigned", "assignee_id")):
            user = next(row[field] for row in tickets if row[field])
            expected = [row["id"] for row in tickets if row[field] == user]
            assert await ids(raw, f"/api/v2/users/{user}/tickets/{place}") == expected
        for place, field in (("ccd", "email_cc_ids"), ("followed", "follower_ids")):
            user = next(row[field][0] for row in tickets if row[field])
            expected = [row["id"] for row in tickets if user in row[field]]
            assert await ids(raw, f"/api/v2/users/{user}/tickets/{place}") == expected
        organization = next(row["organization_id"] for row in tickets if row["organization_id"])
        expected = [row["id"] for row in tickets if row["organization_id"] == organization]
        assert await ids(raw, f"/api/v2/organizations/{organization}/tickets") == expected
        assert await count(raw, f"/api/v2/organizations/{organization}/tickets/count") == len(expected)
        user = tickets[0]["assignee_id"] or tickets[1]["assignee_id"]
        assigned = [row for row in tickets if row["assignee_id"] == user]
        assert await count(raw, f"/api/v2/users/{user}/tickets/assigned/count") == len(assigned)
        assert await count(raw, f"/api/v2/users/{user}/tickets/ccd/count") == 0
        body = (await raw.get(f"/api/v2/users/{user}/tickets/requested?exclude_count=true")).json
        assert "count" not in body


async def test_lists_of_nobody_are_not_found() -> None:
    async with running(limited=False) as (_, raw):
        for path in ("users/5/tickets/requested", "users/5/tickets/ccd/count", "organizations/5/tickets"):
            assert (await raw.get(f"/api/v2/{path}")).status == 404


async def test_filters() -> None:
    async with running(tickets=40, limited=False) as (emulator, raw):
        rows = emulator.account.tickets.rows()
        assert await ids(raw, "/api/v2/tickets?external_id=case-11") == [11]
        assert await ids(raw, "/api/v2/tickets?external_id=nothing") == []
        assert await ids(raw, "/api/v2/tickets?support_type_scope=ai_agent") == []
        assert len(await ids(raw, "/api/v2/tickets?start_time=0")) == len(rows)
        assert await ids(raw, "/api/v2/tickets?start_time=1900000000") == []


async def test_show_many_leaves_out_what_is_not_there() -> None:
    async with running(tickets=5, limited=False) as (_, raw):
        body = (await raw.get("/api/v2/tickets/show_many?ids=4,2,99,2")).json
        assert [row["id"] for row in body["tickets"]] == [2, 4]
        assert (body["count"], body["next_page"], body["previous_page"]) == (2, None, None)
        many = ",".join(map(str, range(101)))
        reply = await raw.get(f"/api/v2/tickets/show_many?ids={many}")
        assert (reply.status, reply.json["error"]) == (400, "TooManyValues")


async def test_recent_tickets_are_the_last_five_the_user_touched() -> None:
    async with running(tickets=20, users=10, limited=False) as (_, raw):
        for identifier in (1, 2, 3, 4, 5, 6, 1):
            await raw.put(f"/api/v2/tickets/{identifier}/tags", {"tags": ["x"]})
        made = (await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "x"}}})).json["ticket"]["id"]
        recent = await ids(raw, "/api/v2/tickets/recent")
        assert len(recent) == 5
        assert recent[0] == made


async def test_one_ticket_with_its_sideloads() -> None:
    async with running(tickets=30, limited=False) as (emulator, raw):
        names = (
            "users,groups,organizations,last_audits,metric_sets,comment_count,dates,slas,metric_events,incident_counts,"
            "sharing_agreements,ticket_forms,brands,custom_statuses,tde_workspace"
        )
        body = (await raw.get(f"/api/v2/tickets/1?include={names}")).json
        ticket = body["ticket"]
        account = emulator.account
        assert (
            ticket["last_audit"] == body["last_audits"][0] == account.audits[account.audits.where("ticket_id", 1)[-1]]
        )
        assert ticket["metric_set"] == body["metric_sets"][0]
        assert ticket["comment_count"] == len(account.comments.where("ticket_id", 1))
        assert list(ticket["dates"])[-1] == "latest_comment_added_at"
        assert ticket["slas"] == {"policy_metrics": []}
        assert ticket["metric_events"]["reply_time"][0]["type"] == "activate"
        assert ticket["incident_count"] == 3
        assert body["sharing_agreements"] == []
        assert [row["id"] for row in body["custom_statuses"]] == [ticket["custom_status_id"]]
        assert [row["id"] for row in body["brands"]] == [ticket["brand_id"]]
        assert [row["id"] for row in body["ticket_forms"]] == [ticket["ticket_form_id"]]
        assert [row["id"] for row in body["groups"]] == [ticket["group_id"]]
        listed = (await raw.get("/api/v2/tickets?include=users,comment_count")).json
        assert list(listed) == ["tickets", "users", "next_page", "previous_page", "count"]
        assert len({row["id"] for row in listed["users"]}) == len(listed["users"])
        assert all(row["comment_count"] >= 1 for row in listed["tickets"])


async def test_a_ticket_can_be_shown_smaller() -> None:
    async with running(tickets=3, limited=False) as (_, raw):
        body = (await raw.get("/api/v2/tickets/1?reduced_payload_size=true&remove_duplicate_fields=true")).json
        assert "fields" not in body["ticket"]
        assert all(entry["value"] is not None for entry in body["ticket"]["custom_fields"])


async def test_no_ticket_belongs_to_a_conversation() -> None:
    async with running(limited=False) as (_, raw):
        assert (await raw.get("/api/v2/tickets/messaging/conversations/abc/ticket")).status == 404


async def closed_and_aged(emulator: Emulator, raw: Raw, time: Time) -> int:
    who = emulator.administrator["id"]
    body = {"comment": {"body": "x"}, "status": "closed", "assignee_id": who, "external_id": "old"}
    made: int = (await raw.post("/api/v2/tickets", {"ticket": body})).json["ticket"]["id"]
    time.seconds += 120 * 86_400
    return made


async def test_archived_tickets_are_missing_from_lists_and_counts_but_can_be_shown() -> None:
    time = Time()
    options: dict[str, Any] = {"clock": time.clock(), "limited": False, "settings": Settings(archive_after_days=120)}
    async with running(**options) as (emulator, raw):
        old = await closed_and_aged(emulator, raw, time)
        new = (await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "x"}}})).json["ticket"]["id"]
        assert await ids(raw, "/api/v2/tickets") == [new]
        assert await ids(raw, "/api/v2/tickets?external_id=old") == []
        assert await count(raw, "/api/v2/tickets/count") == 1
        who = emulator.administrator["id"]
        assert await ids(raw, f"/api/v2/users/{who}/tickets/requested") == [old, new]
        assert await ids(raw, f"/api/v2/users/{who}/tickets/requested?exclude_archived=true") == [new]
        metrics = (await raw.get("/api/v2/ticket_metrics")).json["ticket_metrics"]
        assert [row["ticket_id"] for row in metrics] == [new]
        for style in ("", "?page[size]=100"):
            audits = (await raw.get(f"/api/v2/ticket_audits{style}")).json["audits"]
            assert {row["ticket_id"] for row in audits} == {new}
        assert (await raw.get(f"/api/v2/tickets/{old}/related")).json["from_archive"] is True
        exported = (await raw.get("/api/v2/incremental/tickets?start_time=0")).json["tickets"]
        assert [row["id"] for row in exported] == [old]
