"""Macros: what they would make of tickets, and what they are."""

import io
from typing import Any

import pytest

from tests.emulator.raw import Raw, Time, basic, running

TAKE = [{"field": "status", "value": "open"}, {"field": "assignee_id", "value": "current_user"}]


async def create(raw: Raw, *actions: Any, **macro: Any) -> Any:
    reply = await raw.post("/api/v2/macros", {"macro": {"title": "Mine", "actions": [*actions] or TAKE, **macro}})
    assert reply.status == 201, reply.body
    return reply.json["macro"]


async def test_a_macro_has_every_key_in_the_recorded_order() -> None:
    async with running() as (_, raw):
        reply = await raw.post("/api/v2/macros.json", {"macro": {"title": "Mine", "actions": TAKE}})
        macro = reply.json["macro"]
        assert (reply.status, reply.headers["Location"]) == (201, macro["url"])
        assert list(macro) == [
            "url", "id", "title", "active", "updated_at", "created_at", "default", "position", "description",
            "actions", "restriction", "raw_title",
        ]  # fmt: skip
        assert macro["position"] == 9999
        assert (await raw.get(f"/api/v2/macros/{macro['id']}")).json == {"macro": macro}


async def applied(raw: Raw, *actions: Any, more: str = "") -> Any:
    macro = await create(raw, *actions)
    return (await raw.get(f"/api/v2/macros/{macro['id']}/apply{more}")).json["result"]["ticket"]


@pytest.mark.parametrize(
    ("field", "value", "changes"),
    [
        ("status", "solved", {"status": "solved"}),
        ("priority", "", {"priority": None}),
        ("type", "task", {"type": "task"}),
        ("subject", "New title", {"subject": "New title"}),
        ("brand_id", "5", {"brand_id": 5}),
        ("set_tags", "b a", {"tags": ["a", "b"]}),
        ("current_tags", "a", {"tags": ["a"]}),
        ("remove_tags", "a", {"tags": []}),
        ("assignee_id", "", {"assignee_id": None}),
        ("custom_fields_27642", "745", {"fields": {"id": 27642, "value": "745"}}),
    ],
)
async def test_what_an_action_changes(field: str, value: str, changes: Any) -> None:
    async with running() as (_, raw):
        assert await applied(raw, {"field": field, "value": value}) == changes


async def test_the_current_user_and_group_are_those_of_the_caller() -> None:
    async with running() as (emulator, raw):
        actions = ({"field": "assignee_id", "value": "current_user"}, {"field": "group_id", "value": "current_groups"})
        administrator = emulator.administrator
        assert await applied(raw, *actions) == {
            "assignee_id": administrator["id"],
            "group_id": administrator["default_group_id"],
        }


async def test_comments_of_macros() -> None:
    async with running() as (_, raw):
        text = {"field": "comment_value", "value": ["channel:all", "Hello  \nthere \n"]}
        private = {"field": "comment_mode_is_public", "value": "false"}
        comment = (await applied(raw, text, private))["comment"]
        assert comment["body"] == "Hello  \nthere \n"
        assert comment["scoped_body"] == [["channel:all", "Hello  \nthere \n"]]
        assert comment["public"] is False
        normal = (await applied(raw, text, more="?normalize_comment=true"))["comment"]
        assert (normal["body"], normal["public"]) == ("Hello\nthere", True)
        rich = (await applied(raw, {"field": "comment_value_html", "value": "<p>Hi <b>you</b></p>"}))["comment"]
        assert (rich["body"], rich["html_body"]) == ("Hi you", "<p>Hi <b>you</b></p>")
        two = [{"field": "custom_fields_1", "value": "a"}, {"field": "ticket_fields_2", "value": "b"}]
        assert (await applied(raw, *two))["fields"] == [{"id": 1, "value": "a"}, {"id": 2, "value": "b"}]


async def test_a_ticket_after_a_macro_is_shown_whole_and_not_saved() -> None:
    async with running(tickets=5) as (emulator, raw):
        before = emulator.account.tickets[2]
        requester = emulator.account.users[before["requester_id"]]
        field = before["custom_fields"][0]["id"]
        macro = await create(
            raw,
            {"field": "priority", "value": "urgent"},
            {"field": "current_tags", "value": "hot"},
            {"field": "remove_tags", "value": before["tags"][0]},
            {"field": f"custom_fields_{field}", "value": "set"},
            {"field": "comment_value", "value": "Dear {{ticket.requester.first_name}}: #{{ticket.id}} {{nonsense}}"},
        )
        answer = (await raw.get(f"/api/v2/tickets/2/macros/{macro['id']}/apply")).json["result"]["ticket"]
        assert (answer["id"], answer["priority"], answer["subject"]) == (2, "urgent", before["subject"])
        assert answer["tags"] == sorted({*before["tags"][1:], "hot"})
        assert answer["custom_fields"][0] == {"id": field, "value": "set"}
        assert answer["custom_fields"][1:] == before["custom_fields"][1:]
        assert answer["comment"]["body"] == f"Dear {requester['name'].split()[0]}: #2 "
        assert (await raw.get("/api/v2/tickets/2")).json["ticket"] == before
        assert (await raw.get(f"/api/v2/tickets/99/macros/{macro['id']}/apply")).status == 404
        assert (await raw.get("/api/v2/tickets/2/macros/1/apply")).status == 404


async def test_macros_that_are_not_right_are_refused() -> None:
    async with running() as (_, raw):
        for macro, field in (
            ({"actions": TAKE}, "title"),
            ({"title": "x"}, "actions"),
            ({"title": "x", "actions": []}, "actions"),
            ({"title": "x", "actions": [{"value": 1}]}, "actions"),
            ({"title": "x", "actions": [{"field": "colour", "value": "blue"}]}, "actions"),
            ({"title": "x", "actions": [{"field": "status", "value": "closed"}]}, "actions"),
            ({"title": "x", "actions": TAKE, "restriction": {"type": "Group", "ids": [1]}}, "restriction"),
        ):
            reply = await raw.post("/api/v2/macros", {"macro": macro})
            assert (reply.status, field in reply.json["details"]) == (422, True), reply.body


async def test_an_update_replaces_all_actions() -> None:
    time = Time()
    async with running(clock=time.clock()) as (_, raw):
        macro = await create(raw)
        time.seconds += 1
        path = f"/api/v2/macros/{macro['id']}"
        solve = [{"field": "status", "value": "solved"}]
        reply = await raw.put(
            path, {"macro": {"actions": solve, "description": "Done", "restriction": {"type": "User"}}}
        )
        changed = reply.json["macro"]
        assert (reply.status, changed["actions"], changed["description"]) == (200, solve, "Done")
        assert changed["restriction"]["type"] == "User"
        assert (changed["title"], changed["created_at"]) == (macro["title"], macro["created_at"])
        assert changed["updated_at"] > macro["updated_at"]
        renamed = (await raw.put(path, {"macro": {"title": "Other"}})).json["macro"]
        assert (renamed["raw_title"], renamed["actions"]) == ("Other", solve)
        assert (await raw.delete(path)).status == 204
        assert (await raw.get(path)).status == 404


async def test_lists_categories_and_searches() -> None:
    async with running() as (_, raw):
        await create(raw, title="Billing::Refund")
        await create(raw, title="Billing::Invoice", active=False)
        await create(raw, title="Hardware::Printer")
        assert (await raw.get("/api/v2/macros/categories")).json == {"categories": ["Billing", "Hardware"]}
        billing = (await raw.get("/api/v2/macros?category=Billing")).json["macros"]
        assert [row["title"] for row in billing] == ["Billing::Invoice", "Billing::Refund"]
        active = (await raw.get("/api/v2/macros/active?category=Billing&include=categories")).json["macros"]
        assert [(row["title"], row["categories"]) for row in active] == [("Billing::Refund", "Billing")]
        found = (await raw.get("/api/v2/macros/search?query=print")).json["macros"]
        assert [row["title"] for row in found] == ["Hardware::Printer"]
        assert (await raw.get("/api/v2/macros/search")).status == 400
        everything = (await raw.get("/api/v2/macros?page[size]=100")).json
        titles = [row["title"] for row in everything["macros"]]
        assert titles == sorted(titles)
        assert "Take it!" in titles


async def test_many_macros_at_once() -> None:
    async with running() as (_, raw):
        ids = [(await create(raw, title=f"Macro {number}"))["id"] for number in range(2)]
        body = {"macros": [{"id": ids[0], "position": 3}, {"id": ids[1], "active": False}]}
        changed = await raw.put("/api/v2/macros/update_many", body)
        assert [(row["position"], row["active"]) for row in changed.json["macros"]] == [(3, True), (9999, False)]
        assert (await raw.put("/api/v2/macros/update_many", {"macros": [{"id": "x"}]})).status == 404
        listed = ",".join(map(str, ids))
        assert (await raw.delete(f"/api/v2/macros/destroy_many?ids={listed}")).status == 204
        assert (await raw.delete(f"/api/v2/macros/destroy_many?ids={listed}")).status == 404


async def test_usage_counts_the_tickets_a_macro_was_noted_on() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        macro = await create(raw)
        for _ticket in range(2):
            body = {"ticket": {"comment": {"body": "Hello"}, "macro_id": macro["id"]}}
            assert (await raw.post("/api/v2/tickets", body)).status == 201
            time.seconds += 7_200
        path = f"/api/v2/macros/{macro['id']}?include=usage_1h,usage_24h,permissions"
        shown = (await raw.get(path)).json["macro"]
        assert (shown["usage_1h"], shown["usage_24h"]) == (0, 2)
        assert shown["permissions"] == {"can_edit": True}
        most = (await raw.get("/api/v2/macros?sort_by=usage_7d&sort_order=desc")).json["macros"]
        assert most[0]["id"] == macro["id"]


async def test_actions_and_definitions() -> None:
    async with running() as (emulator, raw):
        actions = (await raw.get("/api/v2/macros/actions")).json["actions"]
        assert {"title", "field", "type", "values"} == set(actions[0])
        definitions = (await raw.get("/api/v2/macros/definitions")).json["definitions"]["actions"]
        groups = next(one for one in definitions if one["subject"] == "group_id")
        assert [one["value"] for one in groups["values"]] == [str(group) for group in emulator.account.groups]
        custom = [row["id"] for row in emulator.account.ticket_fields.rows() if row["removable"]]
        assert {f"custom_fields_{identifier}" for identifier in custom} <= {one["subject"] for one in definitions}


async def test_new_macros_from_a_macro_or_a_ticket() -> None:
    async with running(tickets=3) as (emulator, raw):
        macro = await create(raw)
        copy = (await raw.get(f"/api/v2/macros/new?macro_id={macro['id']}")).json["macro"]
        assert (copy["id"], copy["title"], copy["actions"]) == (None, macro["title"], TAKE)
        ticket = emulator.account.tickets[2]
        derived = (await raw.get("/api/v2/macros/new?ticket_id=2")).json["macro"]
        assert derived["title"] == ticket["subject"]
        assert {"field": "status", "value": ticket["status"]} in derived["actions"]
        assert (await raw.get("/api/v2/macros/new?macro_id=1")).status == 404
        assert (await raw.get("/api/v2/macros/new?ticket_id=99")).status == 404
        assert (await raw.get("/api/v2/macros/new")).status == 400


async def attach(raw: Raw, path: str, name: str = "a.txt") -> Any:
    file = io.BytesIO(b"content")
    file.name = name
    return await raw.send("POST", path, data={"filename": "named.txt", "attachment": file})


async def test_files_of_macros() -> None:
    async with running() as (_, raw):
        macro = await create(raw)
        path = f"/api/v2/macros/{macro['id']}/attachments"
        for _ in range(5):
            reply = await attach(raw, path)
            assert reply.status == 201, reply.body
        attachment = reply.json["macro_attachment"]
        assert list(attachment) == ["id", "filename", "content_type", "content_url", "size", "created_at"]
        assert (attachment["filename"], attachment["size"]) == ("named.txt", 7)
        assert (await attach(raw, path)).status == 422
        listed = (await raw.get(path)).json["macro_attachments"]
        assert len(listed) == 5
        assert attachment in listed
        loose = (await attach(raw, "/api/v2/macros/attachments")).json["macro_attachment"]
        shown = (await raw.get(f"/api/v2/macros/attachments/{loose['id']}")).json
        assert shown == {"macro_attachment": loose}
        storage = (await raw.get(loose["content_url"])).headers["Location"]
        assert (await raw.get(storage, credential={})).body == b"content"
        assert (await raw.get("/api/v2/macros/attachments/1")).status == 404
        assert (await raw.post("/api/v2/macros/attachments", {"a": 1})).status == 400


async def test_agents_see_their_own_and_their_groups_macros() -> None:
    async with running(users=40, limited=False) as (emulator, raw):
        agent = next(row for row in emulator.account.users.rows() if row["role"] == "agent")
        as_agent = basic(f"{agent['email']}/token", "token")
        await create(raw, title="Admin's own", restriction={"type": "User"})
        made = await raw.post(
            "/api/v2/macros",
            {"macro": {"title": "Agent's own", "actions": TAKE, "restriction": {"type": "User"}}},
            credential=as_agent,
        )
        assert made.status == 201
        rows = (await raw.get("/api/v2/macros?access=personal", credential=as_agent)).json["macros"]
        assert [row["title"] for row in rows] == ["Agent's own"]
