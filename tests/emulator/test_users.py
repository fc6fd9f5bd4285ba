from typing import Any

from tests.emulator.raw import Raw, Time, basic, running
from zendesk_async.emulator import Emulator
from zendesk_async.emulator._store import Event, Settings

Row = dict[str, Any]

RECORDED_ORDER = [
    "id",
    "url",
    "name",
    "email",
    "created_at",
    "updated_at",
    "time_zone",
    "iana_time_zone",
    "phone",
    "shared_phone_number",
    "photo",
    "locale_id",
    "locale",
    "organization_id",
    "role",
    "verified",
    "external_id",
    "tags",
    "alias",
    "active",
    "shared",
    "shared_agent",
    "last_login_at",
    "two_factor_auth_enabled",
    "signature",
    "details",
    "notes",
    "role_type",
    "custom_role_id",
    "moderator",
    "ticket_restriction",
    "only_private_comments",
    "restricted_agent",
    "suspended",
    "default_group_id",
    "report_csv",
    "user_fields",
]


async def create(raw: Raw, **user: Any) -> Row:
    reply = await raw.post("/api/v2/users", {"user": {"name": "Ada Lovelace", **user}})
    assert reply.status == 201, reply.body
    made: Row = reply.json["user"]
    return made


async def show(raw: Raw, user: Row) -> Row:
    reply = await raw.get(f"/api/v2/users/{user['id']}")
    assert reply.status == 200
    found: Row = reply.json["user"]
    return found


async def change(raw: Raw, user: Row, **changes: Any) -> Row:
    reply = await raw.put(f"/api/v2/users/{user['id']}", {"user": changes})
    assert reply.status == 200, reply.body
    changed: Row = reply.json["user"]
    return changed


def events_of(emulator: Emulator) -> list[Event]:
    events: list[Event] = []
    emulator.account.subscribe(events.append)
    return events


async def test_a_new_user_has_every_field_in_the_recorded_order() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        reply = await raw.post(
            "/api/v2/users.json",
            {
                "user": {
                    "name": "Ada",
                    "email": "Ada@Example.org",
                    "tags": ["VIP", "a b"],
                    "user_fields": {"plan": "gold"},
                    "locale": "de",
                    "time_zone": "Berlin",
                    "verified": True,
                    "skip_verify_email": True,
                    "unknown": 1,
                }
            },
        )
        user = reply.json["user"]
        assert reply.status == 201
        assert reply.headers["Location"] == user["url"] == f"{emulator.url}/api/v2/users/{user['id']}.json"
        assert list(user) == RECORDED_ORDER == list(emulator.administrator)
        assert user["email"] == "ada@example.org"
        assert user["tags"] == ["a", "b", "vip"]
        assert (user["locale"], user["locale_id"]) == ("de", 8)
        assert (user["time_zone"], user["iana_time_zone"]) == ("Berlin", "Europe/Berlin")
        assert (user["role"], user["verified"], user["active"]) == ("end-user", True, True)
        assert (user["ticket_restriction"], user["restricted_agent"]) == ("requested", True)
        assert user["user_fields"] == {"plan": "gold"}
        assert len(str(user["id"])) == 14
        identities = (await raw.get(f"/api/v2/users/{user['id']}/identities")).json["identities"]
        assert [(row["type"], row["value"], row["primary"], row["verified"]) for row in identities] == [
            ("email", "ada@example.org", True, True)
        ]


async def test_what_a_user_cannot_be_is_told_all_at_once() -> None:
    async with running(users=20, limited=False) as (_, raw):
        await create(raw, email="taken@example.org", external_id="Key-1")
        reply = await raw.post(
            "/api/v2/users",
            {"user": {"name": " ", "email": "TAKEN@example.org", "external_id": "KEY-1", "role": "boss"}},
        )
        assert reply.status == 422
        assert reply.json["error"] == "RecordInvalid"
        assert reply.json["description"] == "Record validation errors"
        assert reply.json["details"] == {
            "name": [{"description": "Name: is too short (minimum one character)", "error": "ValueTooShort"}],
            "role": [{"description": "Role: boss is not included in the list", "error": "InvalidValue"}],
            "email": [
                {
                    "description": "Email: TAKEN@example.org is already being used by another user",
                    "error": "DuplicateValue",
                }
            ],
            "external_id": [{"description": "External has already been taken", "error": "DuplicateValue"}],
        }
        nameless = await raw.post("/api/v2/users", {"user": {"email": "no address"}})
        assert set(nameless.json["details"]) == {"name", "email"}
        elsewhere = await raw.post("/api/v2/users", {"user": {"name": "Ada", "organization_id": 1}})
        assert elsewhere.json["details"]["organization"][0]["error"] == "InvalidValue"


async def test_a_value_of_the_wrong_type_is_a_bad_request() -> None:
    async with running(users=20, limited=False) as (_, raw):
        reply = await raw.post("/api/v2/users", {"user": {"name": ["Ada"]}})
        assert reply.status == 400
        assert reply.json["error"]["title"] == "Invalid attribute"
        text = "You passed an invalid value for the name attribute. must be a string"
        assert reply.json["error"]["message"] == text
        for body in ({"user": {"name": "Ada", "identities": {"value": "a@b.example"}}}, {"name": "Ada"}, None):
            assert (await raw.post("/api/v2/users", body)).status == 400


async def test_create_or_update_finds_by_external_id_then_by_address() -> None:
    async with running(users=20, limited=False) as (_, raw):
        first = await raw.post("/api/v2/users/create_or_update", {"user": {"name": "Ada", "external_id": "AbC"}})
        assert (first.status, first.headers["Location"]) == (201, first.json["user"]["url"])
        again = await raw.post(
            "/api/v2/users/create_or_update",
            {"user": {"name": "Ada L.", "external_id": "abc", "email": "ada@example.org"}},
        )
        assert (again.status, again.headers["Location"]) == (200, first.json["user"]["url"])
        assert again.json["user"]["id"] == first.json["user"]["id"]
        assert again.json["user"]["external_id"] == "abc"
        assert again.json["user"]["name"] == "Ada L."
        by_address = await raw.post(
            "/api/v2/users/create_or_update", {"user": {"name": "Countess", "email": "ADA@example.org"}}
        )
        assert (by_address.status, by_address.json["user"]["id"]) == (200, first.json["user"]["id"])


async def test_an_address_of_an_update_becomes_a_secondary_one() -> None:
    async with running(users=20, limited=False) as (_, raw):
        user = await create(raw, email="one@example.org")
        changed = await change(raw, user, email="two@example.org")
        assert changed["email"] == "one@example.org"
        identities = (await raw.get(f"/api/v2/users/{user['id']}/identities")).json["identities"]
        assert [(row["value"], row["primary"]) for row in identities] == [
            ("one@example.org", True),
            ("two@example.org", False),
        ]
        nobody = await create(raw)
        assert nobody["email"] is None
        assert (await change(raw, nobody, email="three@example.org"))["email"] == "three@example.org"


async def test_an_update_changes_what_it_names_and_nothing_else() -> None:
    time = Time()
    async with running(users=20, clock=time.clock(), limited=False) as (_, raw):
        user = await create(raw, details="d", tags=["a"], user_fields={"plan": "gold", "seats": 3})
        time.seconds += 60
        assert await change(raw, user, details="d") == user
        changed = await change(raw, user, notes="n", tags=[], user_fields={"seats": 4}, external_id=17)
        assert changed["updated_at"] > user["updated_at"]
        expected = {"notes": "n", "tags": [], "user_fields": {"plan": "gold", "seats": 4}, "external_id": "17"}
        assert changed == {**user, **expected, "updated_at": changed["updated_at"]}
        assert await show(raw, user) == changed


async def test_numbers_that_two_users_share_are_no_identities() -> None:
    async with running(users=20, limited=False) as (_, raw):
        first = await create(raw, phone="+15551230000")
        assert first["shared_phone_number"] is False
        second = await create(raw, phone="+15551230000")
        assert (second["phone"], second["shared_phone_number"]) == ("+15551230000", True)
        moved = await change(raw, first, phone="+15551239999")
        assert (moved["phone"], moved["shared_phone_number"]) == ("+15551239999", False)
        identities = (await raw.get(f"/api/v2/users/{first['id']}/identities")).json["identities"]
        assert [row["value"] for row in identities] == ["+15551239999"]
        assert (await change(raw, first, phone=None))["phone"] is None
        assert (await raw.get(f"/api/v2/users/{first['id']}/identities")).json["identities"] == []


async def test_a_deleted_user_is_inactive_and_its_address_free() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        user = await create(raw, email="ada@example.org", external_id="x")
        count = (await raw.get("/api/v2/users/count")).json["count"]["value"]
        deleted = await raw.delete(f"/api/v2/users/{user['id']}")
        assert deleted.status == 200
        assert deleted.json["user"]["active"] is False
        assert (await show(raw, user))["active"] is False
        assert (await raw.get("/api/v2/users/count")).json["count"]["value"] == count - 1
        listed = (await raw.get("/api/v2/users?page[size]=100")).json["users"]
        assert user["id"] not in [row["id"] for row in listed]
        assert (await raw.delete(f"/api/v2/users/{user['id']}")).status == 404
        assert (await raw.put(f"/api/v2/users/{user['id']}", {"user": {"name": "B"}})).status == 404
        again = await create(raw, email="ada@example.org", external_id="X")
        assert again["id"] != user["id"]
        assert (await raw.get("/api/v2/users/show_many?external_ids=x,none")).json["users"] == [again]
        both = f"/api/v2/users/show_many?ids={user['id']},{again['id']}"
        assert [row["id"] for row in (await raw.get(both)).json["users"]] == [again["id"]]
        assert (await raw.get(both + "&include_deleted=true")).json["count"] == 2
        assert (await raw.delete(f"/api/v2/users/{emulator.administrator['id']}")).status == 403


async def test_a_deleted_user_can_be_deleted_for_good() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        user = await create(raw, email="ada@example.org", phone="+15550001", details="secret")
        path = f"/api/v2/deleted_users/{user['id']}"
        statuses = f"/api/v2/users/{user['id']}/compliance_deletion_statuses"
        assert (await raw.delete(path)).status == 404
        await raw.delete(f"/api/v2/users/{user['id']}")
        assert (await raw.get("/api/v2/deleted_users/count")).json["count"]["value"] == 1
        listed = (await raw.get("/api/v2/deleted_users")).json
        assert [row["id"] for row in listed["deleted_users"]] == [user["id"]]
        assert list(listed["deleted_users"][0]) == sorted(listed["deleted_users"][0])
        assert (await raw.get(path)).json["deleted_user"]["email"] == "ada@example.org"
        assert (await raw.get(statuses)).json["compliance_deletion_statuses"] == []

        gone = await raw.delete(path)
        assert gone.status == 200
        assert gone.json["deleted_user"]["name"] == "Permanently Deleted User"
        assert gone.json["deleted_user"]["email"] is gone.json["deleted_user"]["phone"] is None
        assert (await raw.get("/api/v2/deleted_users")).json["deleted_users"] == []
        assert (await raw.delete(path)).status == 404
        assert (await show(raw, user))["details"] is None
        steps = (await raw.get(statuses)).json["compliance_deletion_statuses"]
        assert [step["action"] for step in steps] == ["request_deletion", "started", "complete"]
        assert steps[0]["executer_id"] == emulator.administrator["id"]
        assert set(steps[0]) == {"action", "application", "account_subdomain", "executer_id", "user_id", "created_at"}
        assert (await raw.get(statuses + "?application=chat")).json["compliance_deletion_statuses"] == []
        assert (await raw.get("/api/v2/users/1/compliance_deletion_statuses")).status == 404


async def test_a_merged_user_leaves_everything_to_the_other() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        organization = (await raw.post("/api/v2/organizations", {"organization": {"name": "Analytical"}})).json
        organization_id = organization["organization"]["id"]
        loser = await create(raw, email="old@example.org", organization_id=organization_id)
        winner = await create(raw, email="new@example.org")
        ticket = {"subject": "s", "comment": {"body": "b"}, "requester_id": loser["id"]}
        ticket_id = (await raw.post("/api/v2/tickets", {"ticket": ticket})).json["ticket"]["id"]
        events = events_of(emulator)

        merged = await raw.put(f"/api/v2/users/{loser['id']}/merge", {"user": {"id": winner["id"]}})
        assert merged.status == 200
        assert merged.json["user"]["id"] == winner["id"]
        assert merged.json["user"]["organization_id"] == organization_id
        identities = (await raw.get(f"/api/v2/users/{winner['id']}/identities")).json["identities"]
        assert {(row["value"], row["primary"]) for row in identities} == {
            ("new@example.org", True),
            ("old@example.org", False),
        }
        assert (await raw.get(f"/api/v2/tickets/{ticket_id}")).json["ticket"]["requester_id"] == winner["id"]
        related = (await raw.get(f"/api/v2/users/{winner['id']}/related")).json["user_related"]
        assert related["requested_tickets"] == 1
        assert (await show(raw, loser))["active"] is False
        told = next(event for event in events if event.type == "zen:event-type:user.merged")
        assert (told.subject, told.event) == (f"zen:user:{loser['id']}", {"user": {"id": str(winner["id"])}})
        assert (await raw.put(f"/api/v2/users/{loser['id']}/merge", {"user": {"id": winner["id"]}})).status == 404

        itself = await raw.put(f"/api/v2/users/{winner['id']}/merge", {"user": {"email": "old@example.org"}})
        assert itself.status == 422
        agent = {"user": {"id": emulator.administrator["id"]}}
        assert (await raw.put(f"/api/v2/users/{winner['id']}/merge", agent)).status == 403
        assert (await raw.put(f"/api/v2/users/{winner['id']}/merge", {"user": {}})).status == 404


async def test_webhooks_are_told_what_happens_to_a_user() -> None:
    time = Time()
    async with running(users=20, clock=time.clock(), limited=False) as (emulator, raw):
        events = events_of(emulator)
        user = await create(raw, email="ada@example.org", tags=["a"])
        created = next(event for event in events if event.type == "zen:event-type:user.created")
        assert created.subject == f"zen:user:{user['id']}"
        assert created.detail == {
            "created_at": user["created_at"],
            "default_group_id": "0",
            "email": "ada@example.org",
            "external_id": "",
            "id": str(user["id"]),
            "organization_id": "0",
            "role": "end-user",
            "updated_at": user["updated_at"],
        }
        events.clear()
        await change(raw, user, name="Countess", tags=["b"], suspended=True, role="agent", user_fields={"plan": "x"})
        told = {event.type.removeprefix("zen:event-type:user."): event.event for event in events}
        assert told["name_changed"] == {"current": "Countess", "previous": "Ada Lovelace"}
        assert told["role_changed"] == {"current": "agent", "previous": "end-user"}
        assert told["suspended_changed"] == {"current": True, "previous": False}
        assert told["tags_changed"] == {"added": {"tags": ["b"]}, "removed": {"tags": ["a"]}}
        assert told["custom_field_changed"]["current"] == "x"
        events.clear()
        await raw.delete(f"/api/v2/users/{user['id']}")
        assert [event.type for event in events][-1] == "zen:event-type:user.deleted"
        assert events[-1].event == {}


async def test_an_agent_starts_in_the_default_group_and_leaves_its_groups_as_end_user() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        default = emulator.account.groups.one("default", True)
        assert default is not None
        agent = await create(raw, role="agent", email="agent-to-be@example.org")
        assert agent["default_group_id"] == default["id"]
        assert (agent["ticket_restriction"], agent["restricted_agent"], agent["role_type"]) == (None, False, None)
        assert (await change(raw, agent, role="admin"))["role_type"] == 4
        ticket = {"subject": "s", "comment": {"body": "b"}, "assignee_id": agent["id"]}
        ticket_id = (await raw.post("/api/v2/tickets", {"ticket": ticket})).json["ticket"]["id"]
        less = await change(raw, agent, role="end-user")
        assert (less["default_group_id"], less["role_type"]) == (None, None)
        assert (await raw.get(f"/api/v2/users/{agent['id']}/group_memberships")).json["group_memberships"] == []
        assert (await raw.get(f"/api/v2/tickets/{ticket_id}")).json["ticket"]["assignee_id"] is None
        placed = await create(raw, role="agent", group_ids=sorted(emulator.account.groups)[:2])
        memberships = (await raw.get(f"/api/v2/users/{placed['id']}/group_memberships")).json["group_memberships"]
        assert [row["group_id"] for row in memberships] == sorted(emulator.account.groups)[:2]
        assert [row["default"] for row in memberships] == [True, False]


async def test_agents_are_made_by_administrators_alone() -> None:
    async with running(users=20, limited=False) as (_, raw):
        agent = basic("agent1@example.com/token", "token")
        allowed = await raw.post("/api/v2/users", {"user": {"name": "B"}}, credential=agent)
        refused = await raw.post("/api/v2/users", {"user": {"name": "B", "role": "agent"}}, credential=agent)
        assert (allowed.status, refused.status) == (201, 403)
        made = allowed.json["user"]["id"]
        promoted = await raw.put(f"/api/v2/users/{made}", {"user": {"role": "admin"}}, credential=agent)
        assert promoted.status == 403


async def test_lists_are_filtered_by_role_permission_set_and_external_id() -> None:
    async with running(users=40, limited=False) as (emulator, raw):

        async def ids(query: str) -> list[int]:
            reply = await raw.get(f"/api/v2/users?{query}")
            assert reply.status == 200
            return [row["id"] for row in reply.json["users"]]

        everybody = await ids("")
        agents, admins, ends = await ids("role=agent"), await ids("role=admin"), await ids("role=end-user")
        assert sorted([*agents, *admins, *ends]) == everybody
        assert await ids("role[]=agent&role[]=admin") == sorted([*agents, *admins])
        special = await create(raw, role="agent", custom_role_id=77, email="x@example.org", external_id="Ext")
        assert special["role_type"] == 0
        assert await ids("permission_set=77") == [special["id"]]
        assert await ids("external_id=ext") == [special["id"]]
        assert await ids("external_id=none") == []
        newest = await raw.get("/api/v2/users?sort=-id&page[size]=1")
        assert [row["id"] for row in newest.json["users"]] == [special["id"]]
        by_name = (await raw.get("/api/v2/users?sort_by=name&sort_order=desc")).json["users"]
        assert [row["name"] for row in by_name] == sorted((row["name"] for row in by_name), reverse=True)
        group = emulator.administrator["default_group_id"]
        members = (await raw.get(f"/api/v2/groups/{group}/users")).json
        assert emulator.administrator["id"] in [row["id"] for row in members["users"]]
        counted = (await raw.get(f"/api/v2/groups/{group}/users/count")).json["count"]["value"]
        assert counted == members["count"] == len(emulator.account.group_memberships.where("group_id", group))
        for path in ("groups/1/users", "organizations/1/users", "organizations/1/users/count"):
            assert (await raw.get(f"/api/v2/{path}")).status == 404


async def test_users_are_found_by_query_external_id_and_the_start_of_a_name() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        user = await create(raw, name="Zebulon Quux", email="zeb@example.org", external_id="E-9", phone="+15557771")
        for query in ("query=zebulon", "query=email:zeb@example.org", "external_id=e-9"):
            reply = await raw.get(f"/api/v2/users/search?{query}")
            assert [row["id"] for row in reply.json["users"]] == [user["id"]], query
        assert (await raw.get("/api/v2/users/search?external_id=nobody")).json["count"] == 0
        assert (await raw.get("/api/v2/users/search")).status == 400
        assert (await raw.get("/api/v2/users/search?query=a&page[size]=2")).status == 400
        for query in ("name=zebu", "name=quux", "name=ZEB@ex", "phone=%2B15557771"):
            assert [row["id"] for row in (await raw.get(f"/api/v2/users/autocomplete?{query}")).json["users"]] == [
                user["id"]
            ]
        assert (await raw.get("/api/v2/users/autocomplete?name=z")).json["users"] == []
        assert (await raw.get("/api/v2/users/autocomplete")).status == 400
        posted = await raw.post("/api/v2/users/autocomplete", {"name": "Zebu"})
        assert (posted.status, [row["id"] for row in posted.json["users"]]) == (200, [user["id"]])
        assignable = await raw.post("/api/v2/users/autocomplete", {"name": "Zebu", "filter": "assignable"})
        assert assignable.json["users"] == []
        await raw.delete(f"/api/v2/users/{user['id']}")
        assert (await raw.get("/api/v2/users/autocomplete?name=zebu")).json["users"] == []
        assert (await raw.get("/api/v2/users/search?query=zebulon")).json["users"] == []
        admin = emulator.administrator["id"]
        assert (await raw.get(f"/api/v2/users/show_many?ids={admin},1")).json["users"][0]["id"] == admin


async def test_sideloads_come_beside_the_users_and_abilities_within() -> None:
    async with running(tickets=60, limited=False) as (emulator, raw):
        names = "organizations,groups,identities,roles,open_ticket_count,abilities,nonsense"
        page = (await raw.get(f"/api/v2/users?page[size]=100&include={names}")).json
        assert list(page) == [
            "users",
            "organizations",
            "roles",
            "groups",
            "identities",
            "open_ticket_count",
            "meta",
            "links",
        ]
        wanted = {row["organization_id"] for row in page["users"]} - {None}
        assert {row["id"] for row in page["organizations"]} == wanted
        assert {row["user_id"] for row in page["identities"]} == {row["id"] for row in page["users"]}
        assert set(page["open_ticket_count"]) == {str(row["id"]) for row in page["users"]}
        assert sum(page["open_ticket_count"].values()) == sum(
            ticket["status"] not in {"solved", "closed"} for ticket in emulator.account.tickets.rows()
        )
        assert all(row["abilities"]["user_id"] == row["id"] for row in page["users"])
        one = (await raw.get("/api/v2/users/me?include=groups")).json
        assert list(one) == ["user", "groups"]
        assert one["user"]["default_group_id"] in [row["id"] for row in one["groups"]]


async def test_many_users_are_made_changed_and_deleted_by_jobs() -> None:
    time = Time()
    async with running(users=20, clock=time.clock(), limited=False) as (_, raw):

        async def results(reply: Any) -> list[Row]:
            assert reply.status == 200, reply.body
            time.seconds += 60
            job = (await raw.get(f"/api/v2/job_statuses/{reply.json['job_status']['id']}")).json["job_status"]
            assert job["status"] == "completed"
            found: list[Row] = job["results"]
            return found

        rows = [{"name": "A", "external_id": "a"}, {"name": ""}, {"name": "B", "external_id": "b"}]
        made = await results(await raw.post("/api/v2/users/create_many", {"users": rows}))
        assert [row.get("status") for row in made] == ["Created", None, "Created"]
        assert made[1] == {
            "index": 1,
            "error": "RecordInvalid",
            "details": "Name: is too short (minimum one character)",
        }
        rows = [{"name": "A2", "external_id": "A"}, {"name": "C", "external_id": "c"}]
        mixed = await results(await raw.post("/api/v2/users/create_or_update_many", {"users": rows}))
        assert [row["status"] for row in mixed] == ["Updated", "Created"]
        assert mixed[0]["id"] == made[0]["id"]

        alike = await results(await raw.put("/api/v2/users/update_many?external_ids=a,b", {"user": {"notes": "n"}}))
        succeeded = {"action": "update", "status": "Updated", "success": True}
        assert alike == [{"id": row["id"], **succeeded} for row in (made[0], made[2])] or alike == [
            {"action": "update", "id": row["id"], "status": "Updated", "success": True} for row in (made[0], made[2])
        ]
        each = [{"id": made[0]["id"], "notes": "own"}, {"external_id": "b", "notes": "too"}, {"id": 1, "notes": "no"}]
        batch = await results(await raw.put("/api/v2/users/update_many", {"users": each}))
        assert [row["success"] for row in batch] == [True, True, False]
        assert (await show(raw, made[0]))["notes"] == "own"
        assert (await show(raw, made[2]))["notes"] == "too"
        path = f"/api/v2/users/destroy_many?ids={made[0]['id']},1"
        assert await results(await raw.delete(path)) == [
            {"action": "delete", "id": made[0]["id"], "status": "Deleted", "success": True},
            {
                "id": 1,
                "action": "delete",
                "success": False,
                "status": "Failed",
                "error": "RecordNotFound",
                "details": "Not found",
            },
        ]
        assert (await show(raw, made[0]))["active"] is False
        assert (await raw.post(f"/api/v2/users/logout_many?ids={made[2]['id']}")).status == 202
        assert (await raw.post("/api/v2/users/create_many", {"users": "A"})).status == 400


async def test_bulk_import_can_be_off() -> None:
    async with running(users=20, limited=False, settings=Settings(bulk_user_import=False)) as (_, raw):
        for operation in ("create_many", "create_or_update_many"):
            assert (await raw.post(f"/api/v2/users/{operation}", {"users": [{"name": "A"}]})).status == 403


async def test_the_acting_user_has_a_token_settings_and_entitlements() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        me = (await raw.get("/api/v2/users/me")).json["user"]
        assert list(me)[15:18] == ["verified", "authenticity_token", "external_id"]
        settings = (await raw.get("/api/v2/users/me/settings")).json["settings"]
        assert settings["lotus"]["keyboard_shortcuts_enabled"] is True
        changed = await raw.put(
            "/api/v2/users/me/settings",
            {"settings": {"lotus": {"keyboard_shortcuts_enabled": False}, "shared_views_order": [3, 1], "other": 1}},
        )
        assert changed.status == 200
        expected = {**settings["lotus"], "keyboard_shortcuts_enabled": False}
        assert changed.json["settings"] == {**settings, "lotus": expected, "shared_views_order": [3, 1]}
        assert (await raw.get("/api/v2/users/me/settings")).json == changed.json
        assert (await raw.put("/api/v2/users/me/settings", {})).status == 400
        assert (await raw.put("/api/v2/users/me/settings", {"settings": {"lotus": 1}})).status == 400
        admin = emulator.administrator["id"]
        seats = (await raw.get(f"/api/v2/users/{admin}/entitlements/full")).json["entitlements"]
        assert set(seats) == {"chat", "explore", "guide", "talk"}
        end_user = (await raw.get("/api/v2/users?role=end-user")).json["users"][0]
        assert (await raw.get(f"/api/v2/users/{end_user['id']}/entitlements/full")).status == 404
        own = await raw.get("/api/v2/users/me", credential=basic(f"{end_user['email']}/token", "token"))
        assert own.json["user"]["email"] == end_user["email"]
        assert "notes" not in own.json["user"]
        assert (await raw.post("/api/v2/users/request_create", {"user": {"name": "A"}})).status == 200


async def test_a_user_joins_the_organization_of_its_addresss_domain() -> None:
    async with running(users=20, limited=False) as (_, raw):
        body = {"organization": {"name": "Engines", "domain_names": ["Engines.example"]}}
        engines = (await raw.post("/api/v2/organizations", body)).json["organization"]
        assert (await create(raw, email="ada@ENGINES.example"))["organization_id"] == engines["id"]
        by_name = await create(raw, organization={"name": "engines"})
        assert by_name["organization_id"] == engines["id"]
        other = (await raw.post("/api/v2/organizations", {"organization": {"name": "Other"}})).json["organization"]
        several = await create(raw, organization_ids=[engines["id"], other["id"]])
        assert several["organization_id"] == engines["id"]
        path = f"/api/v2/users/{several['id']}/organizations"
        assert [row["id"] for row in (await raw.get(path)).json["organizations"]] == [engines["id"], other["id"]]
        assert (await raw.get(path + "/count")).json["count"]["value"] == 2


async def test_identities_of_a_new_user_are_made_with_it() -> None:
    async with running(users=20, limited=False) as (_, raw):
        identities = [
            {"type": "email", "value": "one@example.org", "verified": True},
            {"type": "twitter", "value": "ada"},
            {"value": ""},
        ]
        user = await create(raw, email="one@example.org", identities=identities)
        made = (await raw.get(f"/api/v2/users/{user['id']}/identities")).json["identities"]
        assert [(row["type"], row["value"]) for row in made] == [("email", "one@example.org"), ("twitter", "ada")]
        identities = [{"type": "fax", "value": "1"}, {"type": "email", "value": "one@example.org"}]
        refused = await raw.post("/api/v2/users", {"user": {"name": "B", "identities": identities}})
        assert [problem["error"] for problem in refused.json["details"]["identities"]] == [
            "InvalidValue",
            "DuplicateValue",
        ]


async def test_what_is_refused_leaves_nothing_behind() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        before = emulator.account.snapshot()
        for more in ({"group_ids": [1]}, {"default_group_id": 1}, {"organization_ids": [1]}, {"email": "x"}):
            reply = await raw.post("/api/v2/users", {"user": {"name": "A", "role": "agent", **more}})
            assert reply.status == 422
        assert emulator.account.snapshot() == before


async def test_a_deleted_agent_leaves_its_groups_organizations_and_tickets() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        organization_id = emulator.account.organizations.ids[0]
        agent = await create(raw, role="agent", email="agent-x@example.org", organization_id=organization_id)
        ticket = {"comment": {"body": "b"}, "assignee_id": agent["id"]}
        ticket_id = (await raw.post("/api/v2/tickets", {"ticket": ticket})).json["ticket"]["id"]
        assert (await raw.delete(f"/api/v2/users/{agent['id']}")).json["user"]["default_group_id"] is None
        for kind in ("group", "organization"):
            path = f"/api/v2/users/{agent['id']}/{kind}_memberships"
            assert (await raw.get(path)).json[f"{kind}_memberships"] == []
        assert (await raw.get(f"/api/v2/tickets/{ticket_id}")).json["ticket"]["assignee_id"] is None


async def test_a_merged_user_brings_organizations_the_other_has_not() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        first, second = emulator.account.organizations.ids[:2]
        loser = await create(raw, organization_ids=[first, second], phone="+15559")
        winner = await create(raw, organization_id=second)
        reply = await raw.put(f"/api/v2/users/{loser['id']}/merge", {"user": {"id": winner["id"]}})
        assert (reply.json["user"]["organization_id"], reply.json["user"]["phone"]) == (second, "+15559")
        memberships = emulator.account.organization_memberships
        rows = memberships.rows(memberships.where("user_id", winner["id"]))
        assert [(row["organization_id"], row["default"]) for row in rows] == [(second, True), (first, None)]


async def test_a_photo_a_locale_id_and_a_restriction_are_taken() -> None:
    async with running(users=20, limited=False) as (_, raw):
        photo = "https://example.org/ada.png"
        agent = await create(
            raw, role="agent", email="a@example.org", remote_photo_url=photo, locale_id=16, ticket_restriction="groups"
        )
        assert (agent["photo"]["content_url"], agent["photo"]["content_type"]) == (photo, "image/png")
        assert agent["locale"] == "fr"
        assert (agent["ticket_restriction"], agent["restricted_agent"]) == ("groups", True)
        assert (await change(raw, agent, ticket_restriction=None))["restricted_agent"] is False


async def test_a_search_that_cannot_be_read_is_refused() -> None:
    async with running(users=20, limited=False) as (_, raw):
        reply = await raw.get("/api/v2/users/search?query=created>nonsense")
        assert (reply.status, reply.json["error"]) == (422, "invalid")


async def test_a_user_of_ten_thousand_tickets_is_not_merged() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        loser, winner = await create(raw), await create(raw)
        for _ in range(10_001):
            emulator.account.tickets.insert({"requester_id": loser["id"]})
        reply = await raw.put(f"/api/v2/users/{loser['id']}/merge", {"user": {"id": winner["id"]}})
        assert reply.status == 422


async def test_end_users_and_nobody_have_no_settings() -> None:
    async with running(users=40, limited=False) as (emulator, raw):
        account = emulator.account
        user = account.users[account.users.where("role", "end-user")[0]]
        credential = basic(f"{user['email']}/token", "token")
        assert (await raw.get("/api/v2/users/me/settings", credential=credential)).status in {401, 403}
        nobody = (await raw.get("/api/v2/users/me", credential={})).json["user"]
        assert nobody["id"] is None
        assert "authenticity_token" not in nobody
