from collections import Counter
from typing import Any

import pytest

from tests.emulator.raw import Raw, Time, running

Row = dict[str, Any]


async def made(raw: Raw, kind: str) -> Row:
    bodies: dict[str, Row] = {
        "tickets": {"comment": {"body": "b"}, "tags": ["one"]},
        "users": {"name": "A", "tags": ["one"]},
        "organizations": {"name": "A", "tags": ["one"]},
    }
    reply = await raw.post(f"/api/v2/{kind}", {kind.removesuffix("s"): bodies[kind]})
    assert reply.status == 201, reply.body
    row: Row = reply.json[kind.removesuffix("s")]
    return row


@pytest.mark.parametrize("kind", ["tickets", "users", "organizations"])
async def test_tags_of_a_record_are_set_added_and_taken_away(kind: str) -> None:
    time = Time()
    async with running(users=20, limited=False, clock=time.clock()) as (_, raw):
        row = await made(raw, kind)
        path = f"/api/v2/{kind}/{row['id']}"
        assert (await raw.get(path + "/tags")).json == {"tags": ["one"]}
        time.seconds += 10
        added = await raw.put(path + "/tags", {"tags": ["Two", "one"]})
        assert (added.status, added.json) == (200, {"tags": ["one", "two"]})
        replaced = await raw.post(path + "/tags", {"tags": ["c", "b", "a", "b"]})
        assert (replaced.status, replaced.json) == (201, {"tags": ["a", "b", "c"]})
        rest = await raw.delete(path + "/tags", json={"tags": ["a", "zzz"]})
        assert (rest.status, rest.json) == (200, {"tags": ["b", "c"]})
        by_query = await raw.delete(path + "/tags?tags=b")
        assert by_query.json == {"tags": ["c"]}
        after = (await raw.get(path)).json[kind.removesuffix("s")]
        assert after["tags"] == ["c"]
        assert after["updated_at"] > row["updated_at"]
        assert (await raw.put(path + "/tags", {})).status == 400
        assert (await raw.put(path + "/tags", {"tags": {"a": 1}})).status == 400
        for method in ("GET", "PUT", "POST", "DELETE"):
            assert (await raw.send(method, f"/api/v2/{kind}/999/tags", json={"tags": ["a"]})).status == 404


async def test_tags_of_a_ticket_are_changed_safely_when_asked() -> None:
    time = Time()
    async with running(users=20, limited=False, clock=time.clock()) as (_, raw):
        ticket = await made(raw, "tickets")
        path = f"/api/v2/tickets/{ticket['id']}/tags"
        time.seconds += 60
        guard = {"updated_stamp": ticket["updated_at"], "safe_update": "true"}
        assert (await raw.put(path, {"tags": ["two"], **guard})).status == 200
        outdated = await raw.put(path, {"tags": ["three"], **guard})
        assert outdated.status == 409
        assert outdated.json["error"] == "UpdateConflict"
        assert (await raw.get(path)).json == {"tags": ["one", "two"]}
        audits = (await raw.get(f"/api/v2/tickets/{ticket['id']}/audits")).json["audits"]
        (event,) = audits[-1]["events"]
        assert (event["field_name"], event["type"]) == ("tags", "Change")
        assert event["value"] == ["one", "two"]


async def test_webhooks_are_told_of_tags() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        organization = await made(raw, "organizations")
        told: list[tuple[str, Row]] = []
        emulator.account.subscribe(lambda event: told.append((event.type, event.event)))
        await raw.put(f"/api/v2/organizations/{organization['id']}/tags", {"tags": ["two"]})
        await raw.put(f"/api/v2/organizations/{organization['id']}/tags", {"tags": ["two"]})
        expected = {"added": {"tags": ["two"]}, "removed": {"tags": []}}
        assert told == [("zen:event-type:organization.tags_changed", expected)]


async def test_the_accounts_tags_are_listed_by_use_and_counted() -> None:
    async with running(tickets=80, limited=False) as (emulator, raw):
        used = Counter(tag for ticket in emulator.account.tickets.rows() for tag in ticket["tags"])
        listed = (await raw.get("/api/v2/tags")).json
        assert list(listed) == ["tags", "next_page", "previous_page", "count"]
        assert {row["name"]: row["count"] for row in listed["tags"]} == dict(used.most_common(100))
        counts = [row["count"] for row in listed["tags"]]
        assert counts == sorted(counts, reverse=True)
        assert list(listed["tags"][0]) == ["name", "count"]
        assert (await raw.get("/api/v2/tags/count")).json["count"]["value"] == len(used)
        names, url = [], "/api/v2/tags?page[size]=3"
        while True:
            page = (await raw.get(url)).json
            names += [row["name"] for row in page["tags"]]
            if not page["meta"]["has_more"]:
                break
            url = page["links"]["next"]
        assert names == [row["name"] for row in listed["tags"]]


async def test_tags_are_completed_by_the_start_of_a_word() -> None:
    async with running(users=20, limited=False) as (_, raw):
        tags = ["attack", "attention", "heart_attack", "wattage", *(f"many{number}" for number in range(20))]
        await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "b"}, "tags": tags}})
        found = await raw.get("/api/v2/autocomplete/tags?name=ATT")
        assert sorted(found.json["tags"]) == ["attack", "attention", "heart_attack"]
        assert (await raw.post("/api/v2/autocomplete/tags", {"name": "att"})).json["tags"] == found.json["tags"]
        assert len((await raw.get("/api/v2/autocomplete/tags?name=many")).json["tags"]) == 15
        assert (await raw.get("/api/v2/autocomplete/tags?name=a")).json["tags"] == []
        assert (await raw.get("/api/v2/autocomplete/tags")).status == 400


async def test_tags_may_come_as_a_bare_list_and_stay_where_nothing_changes() -> None:
    async with running(users=20, limited=False) as (_, raw):
        user = await made(raw, "users")
        path = f"/api/v2/users/{user['id']}"
        assert (await raw.put(path + "/tags", ["one"])).json == {"tags": ["one"]}
        assert (await raw.get(path)).json["user"] == user
