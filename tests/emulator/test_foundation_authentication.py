from typing import Any

import pytest

from tests.emulator.raw import ADMINISTRATOR, Raw, basic, bearer, running
from zendesk_async.emulator import Emulator

COULD_NOT = {"error": "Couldn't authenticate you"}


def user_with_role(emulator: Emulator, role: str) -> dict[str, Any]:
    found = emulator.account.users.where("role", role)
    return emulator.account.users[found[0]]


def issue(emulator: Emulator, user: dict[str, Any], *scopes: str, secret: str = "another") -> dict[str, str]:
    client = next(iter(emulator.account.oauth_clients.rows()))
    now = emulator.clock.stamp()
    emulator.account.oauth_tokens.insert(
        {
            "client_id": client["id"],
            "user_id": user["id"],
            "scopes": list(scopes),
            "token": secret,
            "refresh_token": None,
            "created_at": now,
            "used_at": None,
            "expires_at": None,
            "refresh_token_expires_at": None,
        }
    )
    return bearer(secret)


async def me(raw: Raw, credential: dict[str, str], **headers: str) -> Any:
    reply = await raw.get("/api/v2/users/me", credential=credential, headers=headers)
    assert reply.status == 200
    return reply.json["user"]


async def test_an_api_token_acts_as_any_user_it_names() -> None:
    async with running(users=20) as (emulator, raw):
        assert (await me(raw, ADMINISTRATOR))["role"] == "admin"
        somebody = user_with_role(emulator, "end-user")
        assert (await me(raw, basic(f"{somebody['email'].upper()}/token", "token")))["id"] == somebody["id"]


@pytest.mark.parametrize(
    "credential",
    [
        basic("admin@example.com/token", "wrong"),
        basic("nobody@example.com/token", "token"),
        {"Authorization": "Basic !!!"},
        {"Authorization": "Basic /w=="},
    ],
)
async def test_a_wrong_api_token_is_refused_everywhere(credential: dict[str, str]) -> None:
    async with running() as (_, raw):
        for path in ("/api/v2/users/me", "/api/v2/groups"):
            reply = await raw.get(path, credential=credential)
            assert (reply.status, reply.json) == (401, COULD_NOT)


@pytest.mark.parametrize("credential", [{}, basic("admin@example.com", "password"), {"Authorization": "Digest x"}])
async def test_nobody_and_passwords_are_anonymous_at_users_me_and_refused_elsewhere(credential: dict[str, str]) -> None:
    async with running() as (_, raw):
        user = await me(raw, credential)
        assert user["id"] is None
        assert user["name"] == "Anonymous user"
        reply = await raw.get("/api/v2/groups", credential=credential)
        assert (reply.status, reply.json) == (401, COULD_NOT)


async def test_an_unknown_bearer_token_is_invalid() -> None:
    async with running() as (_, raw):
        assert (await me(raw, bearer("token")))["email"] == "admin@example.com"
        reply = await raw.get("/api/v2/users/me", credential=bearer("unknown"))
        assert reply.status == 401
        assert reply.json["error"] == "invalid_token"
        assert "expired, revoked" in reply.json["error_description"]


async def test_a_bearer_token_stops_when_it_is_revoked() -> None:
    async with running() as (emulator, raw):
        credential = issue(emulator, emulator.administrator, "read")
        await me(raw, credential)
        revoked = emulator.account.oauth_tokens.one("token", "another")
        assert revoked is not None
        emulator.account.oauth_tokens.remove(revoked["id"])
        assert (await raw.get("/api/v2/users/me", credential=credential)).status == 401


async def test_a_suspended_user_is_refused() -> None:
    async with running(users=20) as (emulator, raw):
        somebody = user_with_role(emulator, "agent")
        credential = basic(f"{somebody['email']}/token", "token")
        assert (await raw.get("/api/v2/groups", credential=credential)).status == 200
        emulator.account.users.change(somebody["id"], {"suspended": True})
        assert (await raw.get("/api/v2/groups", credential=credential)).status == 401


@pytest.mark.parametrize(
    ("scopes", "read", "write"),
    [
        (("read",), 200, 403),
        (("write",), 403, 201),
        (("read", "write"), 200, 201),
        (("groups:read",), 200, 403),
        (("groups:write",), 403, 201),
        (("users:read", "users:write"), 403, 403),
        (("impersonate",), 403, 403),
    ],
)
async def test_a_scope_opens_its_family_and_its_access_only(scopes: tuple[str, ...], read: int, write: int) -> None:
    async with running() as (emulator, raw):
        credential = issue(emulator, emulator.administrator, *scopes)
        listed = await raw.get("/api/v2/groups", credential=credential)
        made = await raw.post("/api/v2/groups", {"group": {"name": "Night shift"}}, credential=credential)
        assert (listed.status, made.status) == (read, write)
        for reply, scope in ((listed, "groups:read"), (made, "groups:write")):
            if reply.status == 403:
                assert reply.json == {
                    "error": "Forbidden",
                    "description": f"Missing the following required scopes: {scope}",
                }


async def test_a_role_reaches_its_operations_only() -> None:
    async with running(users=20) as (emulator, raw):
        end_user = basic(f"{user_with_role(emulator, 'end-user')['email']}/token", "token")
        agent = basic(f"{user_with_role(emulator, 'agent')['email']}/token", "token")
        expected = {"/api/v2/users/me": (200, 200), "/api/v2/groups": (403, 200), "/api/v2/oauth/clients": (403, 403)}
        for path, statuses in expected.items():
            replies = [await raw.get(path, credential=credential) for credential in (end_user, agent)]
            assert tuple(reply.status for reply in replies) == statuses
        refused = await raw.get("/api/v2/groups", credential=end_user)
        assert refused.json["error"]["title"] == "Forbidden"
        assert (await raw.get("/api/v2/oauth/clients")).status == 200


async def test_an_administrators_token_acts_on_behalf_of_an_end_user() -> None:
    async with running(users=20) as (emulator, raw):
        somebody = user_with_role(emulator, "end-user")
        for target in (str(somebody["id"]), somebody["email"]):
            assert (await me(raw, bearer("token"), **{"X-On-Behalf-Of": target}))["id"] == somebody["id"]
        reply = await raw.get(
            "/api/v2/groups", credential=bearer("token"), headers={"X-On-Behalf-Of": somebody["email"]}
        )
        assert reply.status == 403


async def test_acting_on_behalf_takes_the_scope_an_administrator_and_an_end_user() -> None:
    async with running(users=20) as (emulator, raw):
        somebody = str(user_with_role(emulator, "end-user")["id"])
        agent = user_with_role(emulator, "agent")
        cases = (
            (issue(emulator, emulator.administrator, "read", secret="a"), somebody, 403),
            (issue(emulator, agent, "read", "impersonate", secret="b"), somebody, 403),
            (ADMINISTRATOR, somebody, 403),
            (bearer("token"), str(agent["id"]), 403),
            (bearer("token"), "nobody@example.com", 404),
        )
        for credential, target, status in cases:
            reply = await raw.get("/api/v2/users/me", credential=credential, headers={"X-On-Behalf-Of": target})
            assert reply.status == status


async def test_a_users_address_is_followed_when_it_changes() -> None:
    async with running(users=20) as (emulator, raw):
        somebody = user_with_role(emulator, "agent")
        credential = basic(f"{somebody['email']}/token", "token")
        assert (await me(raw, credential))["id"] == somebody["id"]
        emulator.account.users.change(somebody["id"], {"email": "moved@example.com"})
        assert (await raw.get("/api/v2/users/me", credential=credential)).status == 401
        assert (await me(raw, basic("moved@example.com/token", "token")))["id"] == somebody["id"]


async def test_a_token_ends_with_its_user() -> None:
    async with running(users=20) as (emulator, raw):
        credential = issue(emulator, {"id": 1}, "read")
        assert (await raw.get("/api/v2/users/me", credential=credential)).json["error"] == "invalid_token"
