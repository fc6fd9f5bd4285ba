from typing import Any

from tests.emulator.raw import Raw, Time, basic, running

Row = dict[str, Any]

RECORDED_ORDER = [
    "url",
    "id",
    "name",
    "shared_tickets",
    "shared_comments",
    "external_id",
    "created_at",
    "updated_at",
    "domain_names",
    "details",
    "notes",
    "group_id",
    "tags",
    "organization_fields",
]


async def create(raw: Raw, **organization: Any) -> Row:
    reply = await raw.post("/api/v2/organizations", {"organization": organization})
    assert reply.status == 201, reply.body
    made: Row = reply.json["organization"]
    return made


async def test_a_new_organization_has_every_field_in_the_recorded_order() -> None:
    async with running(users=20) as (emulator, raw):
        body = {"name": "  Engines  ", "tags": ["B", "a"], "domain_names": ["A.example", "a.example"], "other": 1}
        reply = await raw.post("/api/v2/organizations.json", {"organization": body})
        made = reply.json["organization"]
        assert reply.status == 201
        assert reply.headers["Location"] == made["url"] == f"{emulator.url}/api/v2/organizations/{made['id']}.json"
        assert list(made) == RECORDED_ORDER == list(emulator.account.organizations.rows()[0])
        assert (made["name"], made["tags"], made["domain_names"]) == ("Engines", ["a", "b"], ["a.example"])
        assert (await raw.get(f"/api/v2/organizations/{made['id']}")).json["organization"] == made
        listed = (await raw.get("/api/v2/organizations")).json
        assert list(listed) == ["organizations", "next_page", "previous_page", "count"]
        assert listed["organizations"][-1] == made
        count = (await raw.get("/api/v2/organizations/count")).json["count"]
        assert count["value"] == listed["count"]


async def test_names_and_external_ids_are_unique_without_regard_to_case() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        made = await create(raw, name="Engines", external_id="E-1")
        seeded = emulator.account.organizations.rows()[0]
        for body, field, text in (
            ({"name": " ENGINES "}, "name", "Name has already been taken"),
            ({"name": seeded["name"].upper()}, "name", "Name has already been taken"),
            ({"name": "Other", "external_id": "e-1"}, "external_id", "External has already been taken"),
        ):
            reply = await raw.post("/api/v2/organizations", {"organization": body})
            assert reply.status == 422
            assert reply.json["description"] == "Record validation errors"
            assert reply.json["details"] == {field: [{"description": text, "error": "DuplicateValue"}]}
        blank = await raw.post("/api/v2/organizations", {"organization": {"name": ""}})
        assert blank.json["details"] == {"name": [{"description": "Name: cannot be blank", "error": "BlankValue"}]}
        odd = {"name": "Odd", "domain_names": ["not a domain", "x.example"], "group_id": 1}
        details = (await raw.post("/api/v2/organizations", {"organization": odd})).json["details"]
        assert set(details) == {"domain_names", "group"}
        path = f"/api/v2/organizations/{made['id']}"
        same = await raw.put(path, {"organization": {"name": "engines", "external_id": "E-1"}})
        assert (same.status, same.json["organization"]["name"]) == (200, "engines")
        assert (await raw.put(path, {"organization": {"name": seeded["name"]}})).status == 422
        assert (await raw.put(path, {"organization": {"name": None}})).status == 422
        assert (await raw.put(path, {"organization": {"tags": 7}})).status == 400
        await raw.put(path, {"organization": {"name": "Renamed"}})
        assert (await create(raw, name="Engines"))["id"] != made["id"]


async def test_an_update_replaces_lists_and_merges_fields() -> None:
    time = Time()
    async with running(users=20, limited=False, clock=time.clock()) as (_, raw):
        made = await create(raw, name="E", domain_names=["a.example"], organization_fields={"a": 1, "b": 2})
        path = f"/api/v2/organizations/{made['id']}"
        assert (await raw.put(path, {"organization": {"notes": None}})).json["organization"] == made
        time.seconds += 5
        body = {"domain_names": ["b.example"], "organization_fields": {"b": 3}, "shared_tickets": True, "tags": ["x"]}
        changed = (await raw.put(path, {"organization": body})).json["organization"]
        expected = {**body, "organization_fields": {"a": 1, "b": 3}, "updated_at": changed["updated_at"]}
        assert changed == {**made, **expected}
        assert changed["updated_at"] > made["updated_at"]


async def test_create_or_update_goes_by_id_or_external_id_never_by_name() -> None:
    async with running(users=20, limited=False) as (_, raw):
        path = "/api/v2/organizations/create_or_update"
        first = await raw.post(path, {"organization": {"name": "Engines", "external_id": "X"}})
        made = first.json["organization"]
        assert (first.status, first.headers["Location"]) == (201, made["url"])
        again = await raw.post(path, {"organization": {"notes": "n", "external_id": "x"}})
        assert (again.status, again.json["organization"]["id"]) == (200, made["id"])
        by_id = await raw.post(path, {"organization": {"id": made["id"], "name": "Engines Ltd"}})
        assert (by_id.status, by_id.json["organization"]["name"]) == (200, "Engines Ltd")
        by_name = await raw.post(path, {"organization": {"name": "Engines Ltd"}})
        assert by_name.status == 422
        assert (await raw.post(path, {"organization": {"id": 1, "name": "N"}})).status == 404


async def test_a_deleted_organization_leaves_its_people_and_tickets() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        first, second = await create(raw, name="First"), await create(raw, name="Second")
        ids = [first["id"], second["id"]]
        user = (await raw.post("/api/v2/users", {"user": {"name": "Ada", "organization_ids": ids}})).json["user"]
        ticket = {"comment": {"body": "b"}, "requester_id": user["id"]}
        made = (await raw.post("/api/v2/tickets", {"ticket": ticket})).json["ticket"]
        assert made["organization_id"] == first["id"]
        told: list[str] = []
        emulator.account.subscribe(lambda event: told.append(event.type))
        assert (await raw.delete(f"/api/v2/organizations/{first['id']}")).status == 204
        assert "zen:event-type:organization.deleted" in told
        for path in (f"organizations/{first['id']}", f"organizations/{first['id']}/related"):
            assert (await raw.get(f"/api/v2/{path}")).status == 404
        assert (await raw.get(f"/api/v2/users/{user['id']}")).json["user"]["organization_id"] == second["id"]
        memberships = (await raw.get(f"/api/v2/users/{user['id']}/organization_memberships")).json
        assert [(row["organization_id"], row["default"]) for row in memberships["organization_memberships"]] == [
            (second["id"], True)
        ]
        assert (await raw.get(f"/api/v2/tickets/{made['id']}")).json["ticket"]["organization_id"] is None


async def test_organizations_are_found_by_name_external_id_and_start() -> None:
    async with running(users=20, limited=False) as (_, raw):
        made = await create(raw, name="Quux Engines", external_id="Q1")
        for query in ("search?name=QUUX%20engines", "search?external_id=q1", "autocomplete?name=quux"):
            assert (await raw.get(f"/api/v2/organizations/{query}")).json["organizations"] == [made], query
        for query in ("search?name=Quux", "autocomplete?name=q", "autocomplete?name=engines"):
            assert (await raw.get(f"/api/v2/organizations/{query}")).json["organizations"] == [], query
        for query in ("search", "search?name=a&external_id=b", "autocomplete", "search?name=a&page[size]=1"):
            assert (await raw.get(f"/api/v2/organizations/{query}")).status == 400, query
        bad = await raw.get("/api/v2/organizations/autocomplete?name=qu&source=sample_type")
        assert bad.json == {"errors": [{"code": "QueryError", "title": "Invalid type:sample_type"}]}
        some = (await raw.get(f"/api/v2/organizations/show_many?ids={made['id']},1")).json
        assert (some["organizations"], some["next_page"], some["count"]) == ([made], None, 1)
        assert (await raw.get("/api/v2/organizations/show_many?external_ids=q1,q2")).json["organizations"] == [made]
        embedded = (await raw.get(f"/api/v2/organizations/{made['id']}?include=abilities")).json["organization"]
        assert embedded["abilities"]["organization_id"] == made["id"]


async def test_related_counts_tickets_and_users() -> None:
    async with running(tickets=50, limited=False) as (emulator, raw):
        account = emulator.account
        organization_id = next(
            identifier for identifier in account.organizations if account.tickets.where("organization_id", identifier)
        )
        related = (await raw.get(f"/api/v2/organizations/{organization_id}/related")).json["organization_related"]
        assert related == {
            "tickets_count": len(account.tickets.where("organization_id", organization_id)),
            "users_count": len(account.users.where("organization_id", organization_id)),
        }
        users = (await raw.get(f"/api/v2/organizations/{organization_id}/users")).json
        assert users["count"] == related["users_count"]


async def test_an_agent_may_change_notes_alone() -> None:
    async with running(users=20, limited=False) as (_, raw):
        made = await create(raw, name="Engines")
        agent = basic("agent1@example.com/token", "token")
        path = f"/api/v2/organizations/{made['id']}"
        assert (await raw.put(path, {"organization": {"notes": "n"}}, credential=agent)).status == 200
        assert (await raw.put(path, {"organization": {"name": "N"}}, credential=agent)).status == 403
        assert (
            await raw.post("/api/v2/organizations", {"organization": {"name": "N"}}, credential=agent)
        ).status == 403
        assert (await raw.delete(path, credential=agent)).status == 403


async def test_many_organizations_are_made_changed_and_deleted_by_jobs() -> None:
    time = Time()
    async with running(users=20, limited=False, clock=time.clock()) as (_, raw):

        async def results(reply: Any, job_type: str) -> list[Row]:
            assert reply.status == 200, reply.body
            assert reply.json["job_status"]["job_type"] == job_type
            time.seconds += 60
            found: list[Row] = (await raw.get(f"/api/v2/job_statuses/{reply.json['job_status']['id']}")).json[
                "job_status"
            ]["results"]
            return found

        rows = [{"name": "A", "external_id": "a"}, {"name": "a"}, {"name": "B"}]
        created = await raw.post("/api/v2/organizations/create_many", {"organizations": rows})
        made = await results(created, "Bulk Create Organization")
        assert made[1] == {"index": 1, "error": "RecordInvalid", "details": "Name has already been taken"}
        ids = [made[0]["id"], made[2]["id"]]
        path = "/api/v2/organizations/update_many"
        alike = await raw.put(f"{path}?ids={ids[0]},{ids[1]}", {"organization": {"notes": "same"}})
        assert [row["success"] for row in await results(alike, "Bulk Update Organization")] == [True, True]
        each = [{"id": ids[1], "notes": "own"}, {"external_id": "none", "notes": "x"}]
        batch = await results(await raw.put(path, {"organizations": each}), "Bulk Update Organization")
        assert [(row["id"], row["success"]) for row in batch] == [(ids[1], True), (None, False)]
        shown = (await raw.get(f"/api/v2/organizations/show_many?ids={ids[0]},{ids[1]}")).json["organizations"]
        assert [row["notes"] for row in shown] == ["same", "own"]
        gone = await raw.delete("/api/v2/organizations/destroy_many?external_ids=a,zz")
        deleted = await results(gone, "Bulk Delete Organization")
        assert deleted[0] == {"action": "delete", "id": ids[0], "status": "Deleted", "success": True}
        assert deleted[1]["error"] == "RecordNotFound"
        assert (await raw.get(f"/api/v2/organizations/{ids[0]}")).status == 404


async def test_a_merge_moves_people_tickets_and_domains_while_it_is_watched() -> None:
    time = Time()
    async with running(users=20, limited=False, clock=time.clock(), job_seconds=1.0, job_queue_seconds=1.0) as (_, raw):
        loser = await create(raw, name="Loser", domain_names=["l.example"])
        winner = await create(raw, name="Winner", domain_names=["w.example"])
        users = [
            (await raw.post("/api/v2/users", {"user": {"name": "U", "organization_ids": ids}})).json["user"]
            for ids in ([loser["id"]], [loser["id"], winner["id"]])
        ]
        ticket = {"comment": {"body": "b"}, "requester_id": users[0]["id"]}
        ticket_id = (await raw.post("/api/v2/tickets", {"ticket": ticket})).json["ticket"]["id"]
        path = f"/api/v2/organizations/{loser['id']}/merge"
        body = {"organization_merge": {"winner_id": winner["id"]}}
        started = await raw.post(path, body)
        merge = started.json["organization_merge"]
        assert started.status == 200
        assert list(merge) == ["id", "url", "loser_id", "winner_id", "status"]
        assert (len(merge["id"]), merge["status"]) == (26, "new")

        async def status() -> str:
            found: str = (await raw.get(f"/api/v2/organization_merges/{merge['id']}")).json["organization_merge"][
                "status"
            ]
            return found

        time.seconds += 2.5
        assert await status() == "in_progress"
        time.seconds += 5
        assert await status() == "complete"
        assert (await raw.get(f"/api/v2/organizations/{loser['id']}")).status == 404
        kept = (await raw.get(f"/api/v2/organizations/{winner['id']}")).json["organization"]
        assert kept["domain_names"] == ["w.example", "l.example"]
        assert (await raw.get(f"/api/v2/tickets/{ticket_id}")).json["ticket"]["organization_id"] == winner["id"]
        for user in users:
            memberships = (await raw.get(f"/api/v2/users/{user['id']}/organization_memberships")).json
            found = [(row["organization_id"], row["default"]) for row in memberships["organization_memberships"]]
            assert found == [(winner["id"], True)]
            assert (await raw.get(f"/api/v2/users/{user['id']}")).json["user"]["organization_id"] == winner["id"]
        listed = (await raw.get(f"/api/v2/organizations/{loser['id']}/merges")).json
        assert [row["id"] for row in listed["organization_merges"]] == [merge["id"]]
        assert (await raw.get("/api/v2/job_statuses")).json["job_statuses"] == []
        assert (await raw.post(path, body)).status == 404
        assert (await raw.get("/api/v2/organization_merges/none")).status == 404
        assert (await raw.get("/api/v2/organizations/1/merges")).status == 404


async def test_a_merge_that_lost_its_winner_is_an_error() -> None:
    time = Time()
    async with running(users=20, limited=False, clock=time.clock(), job_queue_seconds=10.0) as (_, raw):
        loser, winner = await create(raw, name="Loser"), await create(raw, name="Winner")
        path = f"/api/v2/organizations/{loser['id']}/merge"
        for winner_id in (loser["id"], 1, None):
            assert (await raw.post(path, {"organization_merge": {"winner_id": winner_id}})).status == 422
        merge = (await raw.post(path, {"organization_merge": {"winner_id": winner["id"]}})).json["organization_merge"]
        await raw.delete(f"/api/v2/organizations/{winner['id']}")
        time.seconds += 60
        shown = (await raw.get(f"/api/v2/organization_merges/{merge['id']}")).json["organization_merge"]
        assert shown["status"] == "error"
        assert (await raw.get(f"/api/v2/organizations/{loser['id']}")).status == 200


async def test_a_merge_whose_loser_goes_meanwhile_is_an_error() -> None:
    time = Time()
    async with running(users=20, limited=False, clock=time.clock(), job_seconds=1.0, job_queue_seconds=0.0) as (_, raw):
        loser, winner = await create(raw, name="Loser"), await create(raw, name="Winner", group_id=None)
        body = {"organization_merge": {"winner_id": winner["id"]}}
        merge = (await raw.post(f"/api/v2/organizations/{loser['id']}/merge", body)).json["organization_merge"]
        time.seconds += 2.5
        path = f"/api/v2/organization_merges/{merge['id']}"
        assert (await raw.get(path)).json["organization_merge"]["status"] == "in_progress"
        await raw.delete(f"/api/v2/organizations/{loser['id']}")
        time.seconds += 10
        assert (await raw.get(path)).json["organization_merge"]["status"] == "error"


async def test_an_organization_has_a_hundred_domains_at_most() -> None:
    async with running(users=20, limited=False) as (_, raw):
        domains = [f"d{number}.example" for number in range(101)]
        reply = await raw.post("/api/v2/organizations", {"organization": {"name": "A", "domain_names": domains}})
        assert reply.json["details"]["domain_names"][0]["error"] == "TooLong"
        assert len((await create(raw, name="A", domain_names=domains[:100]))["domain_names"]) == 100
