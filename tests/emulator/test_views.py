"""Views: what they hold is what their conditions say of the tickets."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.emulator.raw import Raw, Time, basic, query_of, running

UNSOLVED = {"field": "status", "operator": "less_than", "value": "solved"}
Row = dict[str, Any]


async def create(raw: Raw, *every: Row, **view: Any) -> Any:
    reply = await raw.post("/api/v2/views", {"view": {"title": "Mine", "all": [*every] or [UNSOLVED], **view}})
    assert reply.status == 201, reply.body
    return reply.json["view"]


async def test_a_new_account_has_the_usual_views() -> None:
    async with running(users=20) as (_, raw):
        views = (await raw.get("/api/v2/views.json")).json
        assert list(views) == ["views", "next_page", "previous_page", "count"]
        assert "Your unsolved tickets" in {row["title"] for row in views["views"]}
        compact = (await raw.get("/api/v2/views/compact")).json["views"]
        assert [row["position"] for row in compact] == sorted(row["position"] for row in compact)
        count = (await raw.get("/api/v2/views/count")).json["count"]
        assert count["value"] == views["count"]
        assert count["refreshed_at"].endswith("+00:00")


async def test_a_view_has_every_key_in_the_recorded_order() -> None:
    async with running() as (_, raw):
        reply = await raw.post("/api/v2/views", {"view": {"title": "Mine", "all": [UNSOLVED]}})
        view = reply.json["view"]
        assert reply.headers["Location"] == view["url"]
        assert list(view) == [
            "url", "id", "title", "active", "updated_at", "created_at", "default", "position", "description",
            "execution", "conditions", "restriction", "raw_title",
        ]  # fmt: skip
        assert list(view["execution"]) == [
            "group_by", "group_order", "sort_by", "sort_order", "group", "sort", "columns", "fields", "custom_fields",
        ]  # fmt: skip
        assert view["conditions"] == {"all": [UNSOLVED], "any": []}
        assert (await raw.get(f"/api/v2/views/{view['id']}")).json == {"view": view}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"all": [UNSOLVED]}, lambda row: row["status"] in {"new", "open", "pending", "hold"}),
        (
            {
                "all": [UNSOLVED],
                "any": [
                    {"field": "priority", "operator": "is", "value": "urgent"},
                    {"field": "type", "operator": "is", "value": "incident"},
                ],
            },
            lambda row: (
                row["status"] not in {"solved", "closed"} and (row["priority"] == "urgent" or row["type"] == "incident")
            ),
        ),
        (
            {
                "conditions": {
                    "all": [
                        {"field": "type", "operator": "is_not", "value": "task"},
                        {"field": "current_tags", "operator": "includes", "value": "billing"},
                    ]
                }
            },
            lambda row: row["type"] != "task" and "billing" in row["tags"],
        ),
        (
            {"all": [{"field": "assignee_id", "operator": "is", "value": ""}]},
            lambda row: row["assignee_id"] is None,
        ),
    ],
)
async def test_its_tickets_are_those_that_pass(conditions: Row, expected: Callable[[Row], bool]) -> None:
    async with running(tickets=150, limited=False) as (emulator, raw):
        view = (await raw.post("/api/v2/views", {"view": {"title": "Mine", **conditions}})).json["view"]
        wanted = {row["id"] for row in emulator.account.tickets.rows() if expected(row)}
        assert 0 < len(wanted) < 150
        path = f"/api/v2/views/{view['id']}"
        found = (await raw.get(f"{path}/tickets")).json
        assert found["count"] == len(wanted)
        assert {row["id"] for row in found["tickets"]} <= wanted
        assert len(found["tickets"]) == min(100, len(wanted))
        rows = (await raw.get(f"{path}/execute")).json
        assert [row["ticket"]["id"] for row in rows["rows"]] == [row["id"] for row in found["tickets"]]
        assert (await raw.get(f"{path}/count")).json["view_count"] == {
            "url": f"{emulator.url}{path}/count.json",
            "view_id": view["id"],
            "value": len(wanted),
            "pretty": str(len(wanted)),
            "fresh": True,
            "active": True,
        }
        preview = await raw.post("/api/v2/views/preview", {"view": conditions})
        assert preview.json["count"] == len(wanted)
        assert "view" not in preview.json
        count = await raw.post("/api/v2/views/preview/count", {"view": conditions})
        assert count.json["view_count"]["value"] == len(wanted)


async def test_a_change_of_a_ticket_moves_it_between_views() -> None:
    async with running(tickets=30, limited=False) as (_, raw):
        view = await create(raw)
        path = f"/api/v2/views/{view['id']}/tickets"
        ticket = (await raw.get(path)).json["tickets"][0]["id"]
        await raw.put(
            f"/api/v2/tickets/{ticket}", {"ticket": {"status": "solved", "assignee_email": "admin@example.com"}}
        )
        assert ticket not in {row["id"] for row in (await raw.get(path)).json["tickets"]}


async def test_rows_show_the_columns_and_what_they_refer_to() -> None:
    async with running(tickets=40, limited=False) as (emulator, raw):
        field = next(row for row in emulator.account.ticket_fields.rows() if row["removable"])
        columns = ["nice_id", "subject", "requester", "group", "created", "assigned", "locale_id", "updated_by_type",
                   "satisfaction_score", field["id"]]  # fmt: skip
        view = await create(raw, output={"columns": columns})
        assert [column["id"] for column in view["execution"]["columns"]][-1] == field["id"]
        assert view["execution"]["custom_fields"][0]["title"] == field["title"]
        answer = (await raw.get(f"/api/v2/views/{view['id']}/execute?per_page=5")).json
        assert list(answer) == [
            "rows", "columns", "groups", "organizations", "users", "view", "next_page", "previous_page", "count",
        ]  # fmt: skip
        for row in answer["rows"]:
            ticket = emulator.account.tickets[row["ticket"]["id"]]
            assert (row["ticket_id"], row["subject"]) == (ticket["id"], ticket["subject"])
            assert (row["requester_id"], row["group_id"]) == (ticket["requester_id"], ticket["group_id"])
            assert row["created"] == ticket["created_at"]
            assert row["updated_by_type"] in {"agent", "end-user"}
            assert row["ticket"]["last_comment"]["body"]
            value = next(one["value"] for one in ticket["custom_fields"] if one["id"] == field["id"])
            assert row["custom_fields"] == [{"id": field["id"], "value": value}]
        assert {row["requester_id"] for row in answer["rows"]} <= {row["id"] for row in answer["users"]}
        without = (await raw.get(f"/api/v2/views/{view['id']}/execute?exclude=users,groups")).json
        assert "users" not in without
        assert "groups" not in without


async def test_tickets_are_grouped_then_sorted() -> None:
    async with running(tickets=60, limited=False) as (_, raw):
        output = {"group_by": "priority", "group_order": "desc", "sort_by": "created", "sort_order": "asc"}
        view = await create(raw, output=output)
        path = f"/api/v2/views/{view['id']}/tickets"
        ranks = [None, "low", "normal", "high", "urgent"]
        rows = (await raw.get(path)).json["tickets"]
        order = [(-ranks.index(row["priority"]), row["created_at"]) for row in rows]
        assert order == sorted(order)
        ungrouped = await create(raw)
        path = f"/api/v2/views/{ungrouped['id']}/tickets"
        for query, key in (
            ("sort_by=updated&sort_order=desc", "updated_at"),
            ("sort=-updated_at", "updated_at"),
            ("sort_by=assigned", "id"),
        ):
            rows = (await raw.get(f"{path}?{query}")).json["tickets"]
            assert len(rows) > 10
            if key == "updated_at":
                assert [row[key] for row in rows] == sorted((row[key] for row in rows), reverse=True)


async def test_cursors_of_views_say_how_far() -> None:
    async with running(tickets=80) as (_, raw):
        view = await create(raw)
        path = f"/api/v2/views/{view['id']}/tickets"
        everything = [row["id"] for row in (await raw.get(path)).json["tickets"]]
        first = (await raw.get(f"{path}?page[size]=10")).json
        assert first["links"]["prev"] is None
        assert json.loads(base64.b64decode(first["meta"]["after_cursor"])) == {"sort": None, "offset": 10}
        second = (await raw.get(first["links"]["next"])).json
        assert [row["id"] for row in second["tickets"]] == everything[10:20]
        back = (await raw.get(second["links"]["prev"])).json
        assert [row["id"] for row in back["tickets"]] == everything[:10]
        assert back["meta"]["has_more"] is False
        assert query_of(second["links"]["prev"])["page[size]"] == "10"
        end = (await raw.get(f"{path}?page[size]=100&page[after]=" + base64.b64encode(b'{"offset":999}').decode())).json
        assert end["meta"] == {"has_more": False, "after_cursor": None, "before_cursor": None}
        for query in ("page[size]=x", "page[size]=5&page[after]=x", "page[after]=a&page[before]=b", "page=101"):
            assert (await raw.get(f"{path}?{query}")).status == 400, query
        pages = (await raw.get(f"{path}?per_page=5&page=2")).json
        assert [row["id"] for row in pages["tickets"]] == everything[5:10]
        assert query_of(pages["previous_page"])["page"] == "1"


async def test_views_that_are_not_right_are_refused() -> None:
    async with running() as (_, raw):
        tags = {"field": "current_tags", "operator": "includes", "value": "a"}
        for view, field in (
            ({"all": [UNSOLVED]}, "title"),
            ({"title": "x"}, "base"),
            ({"title": "x", "all": [tags]}, "base"),
            ({"title": "x", "all": [{"field": "colour", "operator": "is", "value": "1"}]}, "base"),
            ({"title": "x", "all": "status"}, "base"),
            ({"title": "x", "all": [UNSOLVED], "output": {"columns": ["colour"]}}, "columns"),
            ({"title": "x", "all": [UNSOLVED], "output": {"columns": ["status"] * 11}}, "columns"),
            ({"title": "x", "all": [UNSOLVED], "output": {"sort_by": "subject"}}, "sort_by"),
            ({"title": "x", "all": [UNSOLVED], "output": {"group_by": "colour"}}, "group_by"),
            ({"title": "x", "all": [UNSOLVED], "output": {"sort_order": "up"}}, "sort_order"),
            ({"title": "x", "all": [UNSOLVED], "restriction": {"type": "Group", "id": 1}}, "restriction"),
            ({"title": "x", "all": [UNSOLVED], "restriction": {"type": "Team"}}, "restriction"),
        ):
            reply = await raw.post("/api/v2/views", {"view": view})
            assert (reply.status, field in reply.json["details"]) == (422, True), (view, reply.body)


async def test_an_update_keeps_what_it_does_not_name() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        view = await create(raw, any=[UNSOLVED], output={"sort_by": "created"})
        time.seconds += 60
        path = f"/api/v2/views/{view['id']}"
        pending = {"field": "status", "operator": "is", "value": "pending"}
        changed = (await raw.put(path, {"view": {"all": [pending], "title": "Yours"}})).json["view"]
        assert changed["conditions"] == {"all": [pending], "any": [UNSOLVED]}
        assert changed["execution"] == view["execution"]
        assert (changed["title"], changed["raw_title"]) == ("Yours", "Yours")
        assert changed["updated_at"] > view["updated_at"]
        again = (await raw.put(path, {"view": {"output": {"sort_order": "asc"}}})).json["view"]
        assert (again["execution"]["sort_by"], again["execution"]["sort_order"]) == ("created", "asc")
        assert (await raw.put(path, {"view": {"title": " "}})).status == 422
        assert (await raw.delete(path)).status == 204
        assert (await raw.get(path)).status == 404
        assert (await raw.get(f"{path}/execute")).status == 404


async def test_many_views_at_once() -> None:
    async with running(limited=False) as (_, raw):
        made = [await create(raw, title=f"View {number}") for number in range(3)]
        ids = [view["id"] for view in made]
        listed = ",".join(map(str, ids))
        shown = (await raw.get(f"/api/v2/views/show_many?ids={listed},1")).json["views"]
        assert [row["id"] for row in shown] == ids
        body = {"views": [{"id": ids[0], "position": 99}, {"id": ids[1], "active": False}]}
        changed = await raw.put("/api/v2/views/update_many", body)
        assert changed.status == 200
        assert [(row["position"], row["active"]) for row in changed.json["views"]] == [
            (99, True),
            (made[1]["position"], False),
        ]
        assert (await raw.put("/api/v2/views/update_many", {"views": [{"id": 1}]})).status == 404
        counts = (await raw.get(f"/api/v2/views/count_many?ids={listed}")).json["view_counts"]
        assert [(row["view_id"], row["value"]) for row in counts] == [(identifier, 0) for identifier in ids]
        assert (await raw.get("/api/v2/views/count_many?ids=" + ",".join(["1"] * 21))).status == 400
        assert (await raw.delete(f"/api/v2/views/destroy_many?ids={listed},1")).status == 404
        assert (await raw.delete(f"/api/v2/views/destroy_many?ids={listed}")).status == 204
        assert (await raw.get(f"/api/v2/views/show_many?ids={listed}")).json["views"] == []


async def test_views_are_for_everybody_for_groups_or_for_one() -> None:
    async with running(users=40, limited=False) as (emulator, raw):
        account = emulator.account
        agent = next(row for row in account.users.rows() if row["role"] == "agent")
        groups = {row["group_id"] for row in account.group_memberships.rows() if row["user_id"] == agent["id"]}
        strange = next(group for group in account.groups if group not in groups)
        mine = await create(raw, title="Admin's own", restriction={"type": "User"})
        theirs = await create(raw, title="Group's", restriction={"type": "Group", "ids": [min(groups)]})
        hidden = await create(raw, title="Other group's", restriction={"type": "Group", "id": strange})
        assert mine["restriction"] == {"type": "User", "id": emulator.administrator["id"]}
        assert hidden["restriction"] == {"type": "Group", "id": strange, "ids": [strange]}
        as_agent = basic(f"{agent['email']}/token", "token")

        async def titles(query: str = "", credential: Any = as_agent) -> set[str]:
            rows = (await raw.get(f"/api/v2/views{query}", credential=credential)).json["views"]
            return {row["title"] for row in rows}

        seen = await titles()
        assert "Group's" in seen
        assert seen.isdisjoint({"Admin's own", "Other group's"})
        assert (await raw.get(f"/api/v2/views/{hidden['id']}", credential=as_agent)).status == 404
        everything = await titles(credential=basic("admin@example.com/token", "token"))
        assert {"Admin's own", "Group's", "Other group's"} <= everything
        assert await titles(f"?group_id={theirs['restriction']['id']}") == {"Group's"}
        assert await titles("?access=personal") == set()
        assert await titles("?access=account") == seen - {"Group's"}
        assert await titles("?access=shared") == seen
        assert await titles("/search?query=group%27") == {"Group's"}
        assert (await raw.get("/api/v2/views/search")).status == 400


async def test_inactive_views_are_left_out_where_asked() -> None:
    async with running(limited=False) as (_, raw):
        view = await create(raw, active=False)
        every = {row["id"] for row in (await raw.get("/api/v2/views")).json["views"]}
        active = {row["id"] for row in (await raw.get("/api/v2/views/active")).json["views"]}
        assert every - active == {view["id"]}
        inactive = (await raw.get("/api/v2/views?active=false")).json["views"]
        assert [row["id"] for row in inactive] == [view["id"]]
        by_title = (await raw.get("/api/v2/views?sort_by=alphabetical")).json["views"]
        assert [row["title"].casefold() for row in by_title] == sorted(row["title"].casefold() for row in by_title)


async def test_definitions_sideloads_and_export() -> None:
    async with running() as (_, raw):
        definitions = (await raw.get("/api/v2/views/definitions")).json["definitions"]
        assert set(definitions) == {"conditions_all", "conditions_any", "groupables", "sortables", "output"}
        status = next(one for one in definitions["conditions_all"] if one["subject"] == "status")
        assert {one["value"] for one in status["operators"]} >= {"is", "less_than"}
        assert "open" in {one["value"] for one in status["values"]}
        view = await create(raw)
        path = f"/api/v2/views/{view['id']}"
        shown = (await raw.get(f"{path}?include=permissions,app_installation")).json["view"]
        assert shown["permissions"] == {"can_edit": True}
        assert shown["app_installation"] is None
        assert (await raw.get(f"{path}/export")).json == {"export": {"view_id": view["id"], "status": "starting"}}
        tickets = (await raw.get(f"{path}/tickets?include=users")).json
        assert tickets["users"] == []
