from typing import Any

from tests.emulator.raw import Raw, basic, running

Row = dict[str, Any]


async def create(raw: Raw, **user: Any) -> Row:
    reply = await raw.post("/api/v2/users", {"user": {"name": "Ada", **user}})
    assert reply.status == 201, reply.body
    made: Row = reply.json["user"]
    return made


async def add(raw: Raw, user: Row, **identity: Any) -> Row:
    reply = await raw.post(f"/api/v2/users/{user['id']}/identities", {"identity": identity})
    assert reply.status == 201, reply.body
    made: Row = reply.json["identity"]
    assert reply.headers["Location"] == made["url"]
    return made


async def show(raw: Raw, user: Row) -> Row:
    shown: Row = (await raw.get(f"/api/v2/users/{user['id']}")).json["user"]
    return shown


async def test_an_identity_is_added_shown_changed_and_removed() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        user = await create(raw)
        first = await add(raw, user, type="email", value="One@Example.org", verified=True)
        assert list(first) == list(emulator.account.identities.rows()[0])
        expected = {"user_id": user["id"], "type": "email", "value": "one@example.org", "verified": True}
        assert first.items() >= {**expected, "primary": True, "deliverable_state": "deliverable"}.items()
        assert (await show(raw, user))["email"] == "one@example.org"
        assert (await show(raw, user))["verified"] is True
        path = f"/api/v2/users/{user['id']}/identities"
        assert (await raw.get(f"{path}/{first['id']}")).json["identity"] == first

        second = await add(raw, user, type="twitter", value="ada")
        listed = (await raw.get(path)).json
        assert [row["id"] for row in listed["identities"]] == [first["id"], second["id"]]
        assert listed["count"] == 2
        assert [row["id"] for row in (await raw.get(path + "?type=twitter")).json["identities"]] == [second["id"]]
        several = (await raw.get(path + "?type[]=twitter&type[]=email&page[size]=1")).json
        assert (several["meta"]["has_more"], several["identities"][0]["id"]) == (True, first["id"])

        changed = await raw.put(f"{path}/{first['id']}", {"identity": {"value": "new@example.org", "primary": False}})
        assert (changed.status, changed.json["identity"]["value"]) == (200, "new@example.org")
        assert changed.json["identity"]["primary"] is True
        assert (await show(raw, user))["email"] == "new@example.org"
        assert (await raw.delete(f"{path}/{first['id']}")).status == 204
        assert (await raw.get(f"{path}/{first['id']}")).status == 404
        assert (await show(raw, user))["email"] is None
        other = await create(raw)
        assert (await raw.get(f"/api/v2/users/{other['id']}/identities/{second['id']}")).status == 404


async def test_one_identity_of_a_type_is_primary() -> None:
    async with running(users=20, limited=False) as (_, raw):
        user = await create(raw, email="one@example.org")
        second = await add(raw, user, type="email", value="two@example.org")
        third = await add(raw, user, type="email", value="three@example.org", primary=True)
        path = f"/api/v2/users/{user['id']}/identities"
        assert third["primary"] is True
        assert (await show(raw, user))["email"] == "three@example.org"
        made = await raw.put(f"{path}/{second['id']}/make_primary")
        assert made.status == 200
        assert [row["primary"] for row in made.json["identities"]] == [False, True, False]
        assert (await show(raw, user))["email"] == "two@example.org"
        await raw.delete(f"{path}/{second['id']}")
        assert [row["primary"] for row in (await raw.get(path)).json["identities"]] == [True, False]
        assert (await show(raw, user))["email"] == "one@example.org"


async def test_a_value_belongs_to_one_user() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        user, other = await create(raw, email="one@example.org"), await create(raw, email="two@example.org")
        path = f"/api/v2/users/{other['id']}/identities"
        taken = await raw.post(path, {"identity": {"type": "email", "value": "ONE@example.org"}})
        assert taken.status == 422
        assert taken.json["details"]["value"] == [
            {
                "description": "Value: ONE@example.org is already being used by another user",
                "error": "DuplicateValue",
            }
        ]
        again = await raw.post(path, {"identity": {"type": "email", "value": "two@example.org"}})
        assert again.status == 422
        own = (await raw.get(path)).json["identities"][0]
        changed = await raw.put(f"{path}/{own['id']}", {"identity": {"value": "one@example.org"}})
        assert changed.status == 422
        seeded = emulator.account.users.rows()[-3]["email"]
        assert (await raw.post(path, {"identity": {"type": "email", "value": seeded}})).status == 422
        await raw.delete(f"/api/v2/users/{user['id']}")
        assert (await raw.post(path, {"identity": {"type": "email", "value": "one@example.org"}})).status == 201


async def test_an_identity_needs_a_known_type_and_a_well_formed_value() -> None:
    async with running(users=20, limited=False) as (_, raw):
        user = await create(raw)
        path = f"/api/v2/users/{user['id']}/identities"
        for identity, field in (
            ({"type": "email"}, "value"),
            ({"value": "a@b.example"}, "type"),
            ({"type": "fax", "value": "1"}, "type"),
            ({"type": "email", "value": "nonsense"}, "value"),
        ):
            reply = await raw.post(path, {"identity": identity})
            assert (reply.status, list(reply.json["details"])) == (422, [field])
        assert (await raw.post("/api/v2/users/1/identities", {"identity": {}})).status == 404


async def test_verification_is_given_and_taken_back() -> None:
    async with running(users=20, limited=False) as (_, raw):
        user = await create(raw, email="one@example.org")
        path = f"/api/v2/users/{user['id']}/identities"
        identity = (await raw.get(path)).json["identities"][0]
        one = f"{path}/{identity['id']}"
        verified = await raw.put(one + "/verify")
        assert (verified.status, verified.json["identity"]["verified"]) == (200, True)
        assert (await show(raw, user))["verified"] is True
        back = await raw.put(one, {"identity": {"verification_method": "none"}})
        assert back.json["identity"]["verified"] is False
        assert (await raw.put(f"/api/v2/users/{user['id']}", {"user": {"verified": True}})).json["user"]["verified"]
        asked = await raw.put(one + "/request_verification")
        assert (asked.status, asked.body) == (200, b"")


async def test_an_agent_keeps_an_address() -> None:
    async with running(users=20, limited=False) as (_, raw):
        agent = await create(raw, role="agent", email="agent-x@example.org")
        path = f"/api/v2/users/{agent['id']}/identities"
        identity = (await raw.get(path)).json["identities"][0]
        assert (await raw.delete(f"{path}/{identity['id']}")).status == 422


async def test_an_end_user_manages_its_own_identities_alone() -> None:
    async with running(users=40, limited=False) as (emulator, raw):
        account = emulator.account
        own, other = account.users.rows(account.users.where("role", "end-user")[:2])
        credential = basic(f"{own['email']}/token", "token")
        path = f"/api/v2/end_users/{own['id']}/identities"
        body = {"identity": {"type": "email", "value": "mine@example.org", "verified": True}}
        made = await raw.post(path, body, credential=credential)
        assert made.status == 201
        assert made.json["identity"]["verified"] is False
        listed = await raw.get(path, credential=credential)
        assert len(listed.json["identities"]) == 2
        foreign = await raw.get(f"/api/v2/end_users/{other['id']}/identities", credential=credential)
        assert foreign.status == 403
        one = f"{path}/{made.json['identity']['id']}"
        assert (await raw.put(one + "/request_verification", credential=credential)).status == 200
        social = {"identity": {"type": "twitter", "value": "x"}}
        assert (await raw.post(path, social, credential=credential)).status == 422
        assert (await raw.delete(one, credential=credential)).status == 204
        assert (await raw.get(one, credential=credential)).status == 404
        first = f"{path}/{listed.json['identities'][0]['id']}"
        primary = await raw.put(first + "/make_primary", credential=credential)
        assert [row["primary"] for row in primary.json["identities"]] == [True]


async def test_webhooks_are_told_of_identities() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        user = await create(raw, email="one@example.org")
        told: list[tuple[str, Row]] = []
        emulator.account.subscribe(lambda event: told.append((event.type.rpartition(".")[2], event.event)))
        identity = await add(raw, user, type="email", value="two@example.org")
        path = f"/api/v2/users/{user['id']}/identities/{identity['id']}"
        await raw.put(path + "/make_primary")
        await raw.delete(path)
        kinds = [kind for kind, _ in told]
        assert kinds[0] == "identity_created"
        assert kinds.count("identity_changed") == 3
        assert "identity_deleted" in kinds
        expected = {"id": str(identity["id"]), "primary": False, "type": "email", "value": "two@example.org"}
        assert told[0][1] == {"identity": expected}
