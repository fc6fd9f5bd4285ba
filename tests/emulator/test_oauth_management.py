"""OAuth clients and tokens as administrators manage them."""

from typing import Any

from tests.emulator.raw import Raw, Time, basic, bearer, running

DAY = 86_400
BEFORE_ENFORCEMENT = 1_770_000_000.0  # 2026-02-02


async def create_client(raw: Raw, **client: Any) -> Any:
    body = {"name": "Robot", "identifier": "robot", **client}
    reply = await raw.post("/api/v2/oauth/clients", {"client": body})
    assert reply.status == 201, reply.body
    return reply.json["client"]


async def test_a_secret_is_shown_whole_once() -> None:
    async with running() as (_, raw):
        made = await create_client(raw, redirect_uri=["https://robot.example/back"], company="Acme")
        assert made["kind"] == "confidential"
        assert (made["company"], made["redirect_uri"]) == ("Acme", ["https://robot.example/back"])
        shown = (await raw.get(f"/api/v2/oauth/clients/{made['id']}")).json["client"]
        assert shown == {**made, "secret": made["secret"][:9]}
        renewed = await raw.put(f"/api/v2/oauth/clients/{made['id']}/generate_secret")
        assert renewed.status == 200
        assert len(renewed.json["client"]["secret"]) == len(made["secret"]) > 9
        assert renewed.json["client"]["secret"] != made["secret"]
        grant = {"grant_type": "client_credentials", "client_id": "robot", "scope": "read"}
        assert (await raw.post("/oauth/tokens", {**grant, "client_secret": made["secret"]})).status == 401
        fresh = renewed.json["client"]["secret"]
        assert (await raw.post("/oauth/tokens", {**grant, "client_secret": fresh})).status == 201


async def test_clients_are_listed_changed_and_deleted_with_their_tokens() -> None:
    async with running() as (_, raw):
        made = await create_client(raw)
        for path in ("/api/v2/oauth/clients", "/api/v2/users/me/oauth/clients"):
            assert [row["identifier"] for row in (await raw.get(path)).json["clients"]] == ["emulator", "robot"]
        reply = await raw.put(f"/api/v2/oauth/clients/{made['id']}", {"client": {"name": "Automat"}})
        assert (reply.status, reply.json["client"]["name"]) == (200, "Automat")
        body = {"token": {"client_id": made["id"], "scopes": ["read"]}}
        token = (await raw.post("/api/v2/oauth/tokens", body)).json["token"]
        assert (await raw.get("/api/v2/tickets", credential=bearer(token["token"]))).status == 200
        assert (await raw.delete(f"/api/v2/oauth/clients/{made['id']}")).status == 204
        assert (await raw.get(f"/api/v2/oauth/clients/{made['id']}")).status == 404
        assert (await raw.get("/api/v2/tickets", credential=bearer(token["token"]))).status == 401


async def test_clients_that_are_not_right_are_refused() -> None:
    async with running() as (_, raw):
        for client, field in (
            ({"identifier": "x"}, "name"),
            ({"name": "x"}, "identifier"),
            ({"name": "x", "identifier": "emulator"}, "identifier"),
            ({"name": "x", "identifier": "x", "kind": "secret"}, "kind"),
            ({"name": "x", "identifier": "x", "user_id": 1}, "user_id"),
            ({"name": "x", "identifier": "x", "redirect_uri": ["http://example.com"]}, "redirect_uri"),
        ):
            reply = await raw.post("/api/v2/oauth/clients", {"client": client})
            assert (reply.status, list(reply.json["details"])) == (422, [field]), reply.body
        made = await create_client(raw, redirect_uri=["http://localhost:8000/back"])
        assert (await raw.put(f"/api/v2/oauth/clients/{made['id']}", {"client": {"name": ""}})).status == 422
        assert (await raw.put("/api/v2/oauth/clients/1", {"client": {"name": "x"}})).status == 404


async def test_a_token_is_shown_whole_once_and_cut_short_later() -> None:
    async with running() as (emulator, raw):
        client = emulator.account.oauth_clients.rows()[0]
        reply = await raw.post("/api/v2/oauth/tokens", {"token": {"client_id": client["id"], "scopes": ["read"]}})
        assert reply.status == 201
        token = reply.json["token"]
        assert token["scopes"] == ["read"]
        shown = (await raw.get(f"/api/v2/oauth/tokens/{token['id']}")).json["token"]
        assert (shown["token"], shown["refresh_token"]) == (token["token"][:10], token["refresh_token"][:10])
        current = await raw.get("/api/v2/oauth/tokens/current", credential=bearer(token["token"]))
        assert current.json["token"]["id"] == token["id"]
        assert (await raw.get("/api/v2/oauth/tokens/current")).status == 404  # an API token is none
        assert (await raw.delete(f"/api/v2/oauth/tokens/{token['id']}")).status == 204
        assert (await raw.get(f"/api/v2/oauth/tokens/{token['id']}")).status == 404


async def test_the_current_token_can_be_revoked() -> None:
    async with running() as (_, raw):
        assert (await raw.get("/api/v2/tickets", credential=bearer("token"))).status == 200
        # Its scopes hold `write`, which revoking needs.
        assert (await raw.delete("/api/v2/oauth/tokens/current", credential=bearer("token"))).status == 204
        assert (await raw.get("/api/v2/tickets", credential=bearer("token"))).status == 401


async def test_tokens_of_clients_made_before_the_enforcement_do_not_end() -> None:
    time = Time(BEFORE_ENFORCEMENT)
    async with running(clock=time.clock()) as (_, raw):
        old = await create_client(raw)
        body = {"token": {"client_id": old["id"], "scopes": ["read"]}}
        token = (await raw.post("/api/v2/oauth/tokens", body)).json["token"]
        assert token["expires_at"] is None
        assert token["refresh_token"] is None
        time.seconds += 100 * DAY
        young = await create_client(raw, identifier="young")
        body = {"token": {"client_id": young["id"], "scopes": ["read"]}}
        token = (await raw.post("/api/v2/oauth/tokens", body)).json["token"]
        assert token["expires_at"] is not None
        assert token["refresh_token_expires_at"] is not None


async def test_tokens_are_listed_for_their_owner_for_all_and_by_client() -> None:
    async with running(users=20) as (emulator, raw):
        client = emulator.account.oauth_clients.rows()[0]
        other = await create_client(raw)
        agent = next(row for row in emulator.account.users.rows() if row["role"] == "admin")
        assert agent["email"] == "admin@example.com"
        second = (
            await raw.post("/api/v2/users", {"user": {"name": "B", "email": "b@example.com", "role": "admin"}})
        ).json
        as_second = basic("b@example.com/token", "token")
        body = {"token": {"client_id": other["id"], "scopes": ["read"]}}
        await raw.post("/api/v2/oauth/tokens", body, credential=as_second)

        async def clients(query: str = "", **options: Any) -> list[int]:
            rows = (await raw.get(f"/api/v2/oauth/tokens{query}", **options)).json["tokens"]
            return [row["client_id"] for row in rows]

        assert await clients() == [client["id"]]
        assert await clients(credential=as_second) == [other["id"]]
        assert await clients("?all=true") == [client["id"], other["id"]]
        assert await clients(f"?client_id={other['id']}") == [other["id"]]
        assert await clients("?global_client_id=5") == []
        assert second["user"]["role"] == "admin"


async def test_others_tokens_are_hidden_from_agents() -> None:
    async with running(users=20) as (emulator, raw):
        agent = next(row for row in emulator.account.users.rows() if row["role"] == "agent")
        token = emulator.account.oauth_tokens.rows()[0]
        as_agent = basic(f"{agent['email']}/token", "token")
        assert (await raw.get(f"/api/v2/oauth/tokens/{token['id']}", credential=as_agent)).status == 404
        assert (await raw.delete(f"/api/v2/oauth/tokens/{token['id']}", credential=as_agent)).status == 404
        for body, field in (({"client_id": 1, "scopes": ["read"]}, "client_id"), ({"client_id": 1}, "scopes")):
            reply = await raw.post("/api/v2/oauth/tokens", {"token": body})
            assert (reply.status, field in reply.json["details"]) == (422, True)
