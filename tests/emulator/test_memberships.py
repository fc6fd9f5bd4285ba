from typing import Any

import pytest

from tests.emulator.raw import Raw, Time, basic, running

Row = dict[str, Any]


async def create(raw: Raw, path: str, **values: Any) -> Row:
    key = path.rpartition("/")[2].removesuffix("s")
    reply = await raw.post(f"/api/v2/{path}", {key: values})
    assert reply.status == 201, reply.body
    made: Row = reply.json[key]
    assert reply.headers["Location"] == made["url"]
    return made


async def rows(raw: Raw, path: str) -> list[Row]:
    reply = await raw.get(f"/api/v2/{path}")
    assert reply.status == 200, reply.body
    found: list[Row] = reply.json[path.partition("?")[0].rpartition("/")[2]]
    return found


async def user_of(raw: Raw, user_id: int) -> Row:
    user: Row = (await raw.get(f"/api/v2/users/{user_id}")).json["user"]
    return user


async def test_a_group_is_made_listed_by_name_changed_and_marked_as_deleted() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        seeded = emulator.account.groups.rows()[0]
        group = await create(raw, "groups", name=" Zebras ", description="d", is_public=False)
        assert list(group) == list(seeded)
        assert (group["name"], group["is_public"], group["default"], group["deleted"]) == (
            "Zebras",
            False,
            False,
            False,
        )
        listed = await rows(raw, "groups")
        assert [row["name"] for row in listed] == sorted(row["name"] for row in listed)
        assert listed[-1] == group
        path = f"/api/v2/groups/{group['id']}"
        changed = await raw.put(path, {"group": {"name": "Quaggas", "description": None}})
        assert (changed.json["group"]["name"], changed.json["group"]["description"]) == ("Quaggas", "")
        public = await raw.put(path, {"group": {"is_public": True}})
        assert (public.status, list(public.json["details"])) == (422, ["is_public"])
        taken = await raw.post("/api/v2/groups", {"group": {"name": seeded["name"].upper()}})
        assert taken.json["details"]["name"][0]["error"] == "DuplicateValue"
        assert (await raw.put(path, {"group": {"name": seeded["name"]}})).status == 422
        assert (await raw.post("/api/v2/groups", {"group": {"name": " "}})).status == 422

        count = (await raw.get("/api/v2/groups/count")).json["count"]["value"]
        assert (await raw.delete(path)).status == 204
        assert (await raw.get(path)).json["group"]["deleted"] is True
        assert group["id"] in [row["id"] for row in await rows(raw, "groups")]
        assert group["id"] not in [row["id"] for row in await rows(raw, "groups?exclude_deleted=true")]
        assert (await raw.get("/api/v2/groups/count")).json["count"]["value"] == count - 1
        assert (await raw.delete(path)).status == (await raw.put(path, {"group": {"name": "A"}})).status == 404
        assert (await raw.get("/api/v2/groups/1")).status == 404
        default = next(row for row in listed if row["default"])
        assert (await raw.delete(f"/api/v2/groups/{default['id']}")).status == 422
        agent = basic("agent1@example.com/token", "token")
        assert (await raw.post("/api/v2/groups", {"group": {"name": "A"}}, credential=agent)).status == 403
        assert (await create(raw, "groups", name="quaggas"))["id"] != group["id"]


async def test_groups_bring_their_users_along() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        page = (await raw.get("/api/v2/groups?page[size]=2&include=users,group_settings")).json
        assert list(page) == ["groups", "users", "group_settings", "meta", "links"]
        members = emulator.account.group_memberships
        ids = {row["user_id"] for row in members.rows() if row["group_id"] in [group["id"] for group in page["groups"]]}
        assert {row["id"] for row in page["users"]} == ids
        one = (await raw.get(f"/api/v2/groups/{page['groups'][0]['id']}?include=users")).json
        assert list(one) == ["group", "users"]


async def test_the_default_membership_of_an_agent_is_its_default_group() -> None:
    async with running(users=20, limited=False) as (_, raw):
        agent = await create(raw, "users", name="A", role="agent", email="agent-a@example.org")
        group = await create(raw, "groups", name="Zebras")
        membership = await create(raw, "group_memberships", user_id=agent["id"], group_id=group["id"])
        assert list(membership) == ["url", "id", "user_id", "group_id", "default", "created_at", "updated_at"]
        assert membership["default"] is False
        mine = f"users/{agent['id']}/group_memberships"
        assert [row["default"] for row in await rows(raw, mine)] == [True, False]
        made = await raw.put(f"/api/v2/{mine}/{membership['id']}/make_default")
        assert [row["default"] for row in made.json["group_memberships"]] == [False, True]
        assert (await user_of(raw, agent["id"]))["default_group_id"] == group["id"]
        changed = await raw.put(
            f"/api/v2/users/{agent['id']}", {"user": {"default_group_id": agent["default_group_id"]}}
        )
        assert changed.json["user"]["default_group_id"] == agent["default_group_id"]
        assert [row["default"] for row in await rows(raw, mine)] == [True, False]
        assert (await raw.get(f"/api/v2/group_memberships/{membership['id']}")).json == (
            await raw.get(f"/api/v2/{mine}/{membership['id']}")
        ).json
        assert (await raw.get(f"/api/v2/users/1/group_memberships/{membership['id']}")).status == 404
        assert (await rows(raw, f"users/{agent['id']}/groups"))[0]["id"] in {group["id"], agent["default_group_id"]}
        assert (await raw.get(f"/api/v2/users/{agent['id']}/groups/count")).json["count"]["value"] == 2
        # Where the group goes, the default moves on.
        await raw.put(f"/api/v2/{mine}/{membership['id']}/make_default")
        assert (await raw.delete(f"/api/v2/groups/{group['id']}")).status == 204
        assert (await user_of(raw, agent["id"]))["default_group_id"] == agent["default_group_id"]
        rest = await rows(raw, mine)
        assert [row["default"] for row in rest] == [True]
        assert (await raw.delete(f"/api/v2/{mine}/{rest[0]['id']}")).status == 204
        assert (await user_of(raw, agent["id"]))["default_group_id"] is None


async def test_tickets_lose_the_assignee_who_left_the_group() -> None:
    async with running(users=20, limited=False) as (_, raw):
        agent = await create(raw, "users", name="A", role="agent", email="agent-a@example.org")
        group = await create(raw, "groups", name="Zebras", user_ids=[agent["id"]])
        ids = []
        for status in ("open", "solved"):
            ticket = {"comment": {"body": "b"}, "assignee_id": agent["id"], "group_id": group["id"], "status": status}
            ids.append((await raw.post("/api/v2/tickets", {"ticket": ticket})).json["ticket"]["id"])
        memberships = await rows(raw, f"groups/{group['id']}/memberships".replace("memberships", "users"))
        assert [row["id"] for row in memberships] == [agent["id"]]
        found = (await raw.get(f"/api/v2/groups/{group['id']}/memberships")).json["group_memberships"]
        assert (await raw.delete(f"/api/v2/group_memberships/{found[0]['id']}")).status == 204
        tickets = [(await raw.get(f"/api/v2/tickets/{ticket_id}")).json["ticket"] for ticket_id in ids]
        assert [ticket["assignee_id"] for ticket in tickets] == [None, agent["id"]]
        assert [ticket["group_id"] for ticket in tickets] == [group["id"], group["id"]]
        assert (await raw.delete(f"/api/v2/groups/{group['id']}")).status == 204
        tickets = [(await raw.get(f"/api/v2/tickets/{ticket_id}")).json["ticket"] for ticket_id in ids]
        assert [ticket["group_id"] for ticket in tickets] == [None, group["id"]]


async def test_a_group_takes_active_agents_once() -> None:
    async with running(users=40, limited=False) as (emulator, raw):
        account = emulator.account
        end_user = account.users.where("role", "end-user")[0]
        existing = account.group_memberships.rows()[0]
        for user_id, group_id, field in (
            (end_user, existing["group_id"], "user"),
            (existing["user_id"], 1, "group"),
            (None, existing["group_id"], "user"),
            (existing["user_id"], existing["group_id"], "user_id"),
        ):
            body = {"group_membership": {"user_id": user_id, "group_id": group_id}}
            reply = await raw.post("/api/v2/group_memberships", body)
            assert (reply.status, list(reply.json["details"])) == (422, [field])
        assert (await raw.get("/api/v2/groups/1/memberships")).status == 404
        agent = basic("agent1@example.com/token", "token")
        body = {"group_membership": {"user_id": existing["user_id"], "group_id": existing["group_id"]}}
        assert (await raw.post("/api/v2/group_memberships", body, credential=agent)).status == 403


async def test_assignable_groups_and_memberships() -> None:
    async with running(users=40, limited=False) as (emulator, raw):
        account = emulator.account
        empty = await create(raw, "groups", name="Empty")
        assignable = (await raw.get("/api/v2/groups/assignable")).json["groups"]
        assert empty["id"] not in [row["id"] for row in assignable]
        member = account.group_memberships.rows()[-1]
        await create(raw, "users", name="A", role="agent", email="agent-a@example.org", group_ids=[member["group_id"]])
        await raw.put(f"/api/v2/users/{member['user_id']}", {"user": {"suspended": True}})
        for path in ("group_memberships/assignable", f"groups/{member['group_id']}/memberships/assignable"):
            found = (await raw.get(f"/api/v2/{path}?per_page=100")).json["group_memberships"]
            assert found
            assert member["user_id"] not in [row["user_id"] for row in found]
        sideloaded = (await raw.get("/api/v2/group_memberships?page[size]=3&include=users,groups")).json
        assert list(sideloaded) == ["group_memberships", "users", "groups", "meta", "links"]
        assert {row["id"] for row in sideloaded["users"]} == {row["user_id"] for row in sideloaded["group_memberships"]}


async def test_the_default_membership_of_a_user_is_its_organization() -> None:
    async with running(users=20, limited=False) as (_, raw):
        first, second = [await create(raw, "organizations", name=name) for name in ("First", "Second")]
        user = await create(raw, "users", name="A", organization_id=first["id"])
        mine = f"users/{user['id']}/organization_memberships"
        membership = await create(raw, mine, organization_id=second["id"], view_tickets=True)
        assert list(membership) == [
            "url",
            "id",
            "user_id",
            "organization_id",
            "organization_name",
            "default",
            "view_tickets",
            "created_at",
            "updated_at",
        ]
        assert (membership["default"], membership["organization_name"]) == (None, "Second")
        again = await raw.post(f"/api/v2/{mine}", {"organization_membership": {"organization_id": second["id"]}})
        assert again.status == 422
        (problem,) = again.json["details"]["base"]
        assert problem["description"] == " This user is already a member of this organization."
        assert [row["default"] for row in await rows(raw, mine)] == [True, None]

        made = await raw.put(f"/api/v2/{mine}/{membership['id']}/make_default")
        assert [row["default"] for row in made.json["organization_memberships"]] == [None, True]
        assert (await user_of(raw, user["id"]))["organization_id"] == second["id"]
        made = await raw.put(f"/api/v2/users/{user['id']}/organizations/{first['id']}/make_default")
        assert made.json["organization_membership"]["organization_id"] == first["id"]
        assert (await user_of(raw, user["id"]))["organization_id"] == first["id"]
        changed = await raw.put(f"/api/v2/users/{user['id']}", {"user": {"organization_id": second["id"]}})
        assert changed.json["user"]["organization_id"] == second["id"]
        assert [row["default"] for row in await rows(raw, mine)] == [None, True]

        await raw.put(f"/api/v2/organizations/{second['id']}", {"organization": {"name": "Renamed"}})
        assert [row["organization_name"] for row in await rows(raw, mine)] == ["First", "Renamed"]
        ticket = {"comment": {"body": "b"}, "requester_id": user["id"]}
        ticket_id = (await raw.post("/api/v2/tickets", {"ticket": ticket})).json["ticket"]["id"]
        assert (await raw.delete(f"/api/v2/users/{user['id']}/organizations/{second['id']}")).status == 204
        assert (await raw.delete(f"/api/v2/users/{user['id']}/organizations/{second['id']}")).status == 404
        assert (await user_of(raw, user["id"]))["organization_id"] == first["id"]
        assert (await raw.get(f"/api/v2/tickets/{ticket_id}")).json["ticket"]["organization_id"] == first["id"]
        rest = await rows(raw, mine)
        assert (await raw.get(f"/api/v2/{mine}/{rest[0]['id']}")).json["organization_membership"] == rest[0]
        assert (await raw.delete(f"/api/v2/organization_memberships/{rest[0]['id']}")).status == 204
        assert (await raw.get(f"/api/v2/organization_memberships/{rest[0]['id']}")).status == 404
        assert (await user_of(raw, user["id"]))["organization_id"] is None


async def test_a_user_without_organization_id_leaves_all_organizations() -> None:
    async with running(users=20, limited=False) as (_, raw):
        ids = [(await create(raw, "organizations", name=name))["id"] for name in ("First", "Second")]
        user = await create(raw, "users", name="A", organization_ids=ids)
        left = await raw.put(f"/api/v2/users/{user['id']}", {"user": {"organization_id": None}})
        assert left.json["user"]["organization_id"] is None
        assert await rows(raw, f"users/{user['id']}/organization_memberships") == []


async def test_organization_memberships_are_listed_with_what_they_join() -> None:
    async with running(users=40, limited=False) as (emulator, raw):
        account = emulator.account
        page = (await raw.get("/api/v2/organization_memberships?page[size]=3&include=users,organizations")).json
        assert list(page) == ["organization_memberships", "users", "organizations", "meta", "links"]
        membership = page["organization_memberships"][0]
        assert membership["organization_id"] in [row["id"] for row in page["organizations"]]
        of_one = await rows(raw, f"organizations/{membership['organization_id']}/organization_memberships")
        expected = account.organization_memberships.where("organization_id", membership["organization_id"])
        assert [row["id"] for row in of_one] == expected
        user = account.users[membership["user_id"]]
        own = basic(f"{user['email']}/token", "token")
        mine = (await raw.get("/api/v2/organization_memberships", credential=own)).json
        assert [row["user_id"] for row in mine["organization_memberships"]] == [user["id"]]
        path = f"/api/v2/organizations/{membership['organization_id']}/organization_memberships"
        assert (await raw.get(path, credential=own)).json["count"] == 1
        foreign = account.users.where("role", "end-user")[-1]
        other = await raw.get(f"/api/v2/users/{foreign}/organization_memberships", credential=own)
        assert other.status == 403


@pytest.mark.parametrize("kind", ["group", "organization"])
async def test_memberships_are_made_and_ended_by_jobs(kind: str) -> None:
    time = Time()
    async with running(users=20, limited=False, clock=time.clock()) as (_, raw):
        key = f"{kind}_memberships"

        async def results(reply: Any) -> list[Row]:
            assert reply.status == 200, reply.body
            time.seconds += 60
            found: list[Row] = (await raw.get(f"/api/v2/job_statuses/{reply.json['job_status']['id']}")).json[
                "job_status"
            ]["results"]
            return found

        joined = await create(raw, f"{kind}s", name="Joined")
        user = await create(raw, "users", name="A", role="agent", email="agent-a@example.org")
        item = {"user_id": user["id"], f"{kind}_id": joined["id"]}
        made = await results(await raw.post(f"/api/v2/{key}/create_many", {key: [item, item]}))
        assert made[0]["status"] == "Created"
        assert made[1]["error"] == "RecordInvalid"
        gone = await results(await raw.delete(f"/api/v2/{key}/destroy_many?ids={made[0]['id']},1"))
        assert [row["success"] for row in gone] == [True, False]
        assert (await raw.get(f"/api/v2/{key}/{made[0]['id']}")).status == 404


async def test_webhooks_are_told_of_memberships() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        organization = await create(raw, "organizations", name="First")
        user = await create(raw, "users", name="A")
        told: list[tuple[str, Row]] = []
        emulator.account.subscribe(lambda event: told.append((event.type.rpartition(".")[2], event.event)))
        membership = await create(
            raw, "organization_memberships", user_id=user["id"], organization_id=organization["id"]
        )
        await raw.delete(f"/api/v2/organization_memberships/{membership['id']}")
        expected = {"organization": {"id": str(organization["id"])}}
        assert [entry for entry in told if entry[0].startswith("organization_membership")] == [
            ("organization_membership_created", expected),
            ("organization_membership_deleted", expected),
        ]


async def test_a_user_belongs_to_three_hundred_organizations_at_most() -> None:
    async with running(users=20, organizations=301, limited=False) as (emulator, raw):
        ids = list(emulator.account.organizations)
        user = await create(raw, "users", name="A", organization_ids=ids[:300])
        body = {"organization_membership": {"user_id": user["id"], "organization_id": ids[300]}}
        assert (await raw.post("/api/v2/organization_memberships", body)).status == 422
        for user_id, organization_id, field in ((1, ids[0], "user"), (user["id"], 1, "organization")):
            body = {"organization_membership": {"user_id": user_id, "organization_id": organization_id}}
            reply = await raw.post("/api/v2/organization_memberships", body)
            assert (reply.status, list(reply.json["details"])) == (422, [field])


async def test_the_only_group_of_an_agent_can_go() -> None:
    async with running(users=20, limited=False) as (_, raw):
        group = await create(raw, "groups", name="Zebras")
        public = await raw.put(f"/api/v2/groups/{group['id']}", {"group": {"is_public": False}})
        assert public.json["group"]["is_public"] is False
        agent = await create(raw, "users", name="A", role="agent", email="a@example.org", group_ids=[group["id"]])
        other = await create(raw, "users", name="B", role="agent", email="b@example.org")
        body = {"group_membership": {"group_id": group["id"]}}
        made = await raw.post(f"/api/v2/users/{other['id']}/group_memberships", body)
        assert (made.status, made.json["group_membership"]["user_id"]) == (201, other["id"])
        assert (await raw.delete(f"/api/v2/groups/{group['id']}")).status == 204
        assert (await user_of(raw, agent["id"]))["default_group_id"] is None
        assert (await user_of(raw, other["id"]))["default_group_id"] == other["default_group_id"]
