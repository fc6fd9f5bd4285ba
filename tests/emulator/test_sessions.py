"""Sign-ins, and passwords."""

from tests.emulator.asked import asked, problems
from tests.emulator.raw import Time, basic, running


async def test_sign_ins_are_their_owners() -> None:
    time = Time()
    async with running(clock=time.clock()) as (emulator, raw):
        agents = [row for row in emulator.account.users.rows() if row["role"] != "end-user"]
        every = (await asked(raw, "GET sessions?page[size]=100"))["sessions"]
        assert sorted(row["user_id"] for row in every) == sorted(agent["id"] for agent in agents)
        me, other = emulator.administrator, next(row for row in agents if row["role"] == "agent")
        mine = (await asked(raw, f"GET users/{me['id']}/sessions"))["sessions"]
        assert (await asked(raw, "GET users/me/session"))["session"] == mine
        assert (await asked(raw, f"GET users/{me['id']}/sessions/{mine[0]['id']}"))["session"] == mine
        time.seconds += 600
        token = (await asked(raw, "GET users/me/session/renew"))["authenticity_token"]
        assert len(token) == 64
        renewed = (await asked(raw, "GET users/me/session"))["session"][0]
        assert renewed["last_seen_at"] > mine[0]["last_seen_at"]
        caller = basic(f"{other['email']}/token", "token")
        seen = (await asked(raw, "GET sessions", credential=caller))["sessions"]
        assert [row["user_id"] for row in seen] == [other["id"]]
        for request in (f"GET users/{me['id']}/sessions", f"DELETE users/{me['id']}/sessions"):
            await asked(raw, request, status=403, credential=caller)
        await asked(raw, f"GET users/{me['id']}/sessions/{mine[0]['id']}", status=404, credential=caller)
        await asked(raw, f"DELETE users/{other['id']}/sessions/{seen[0]['id']}", status=204)
        await asked(raw, "GET users/me/session", status=404, credential=caller)
        await asked(raw, "DELETE users/me/logout", status=204)
        assert (await asked(raw, f"GET users/{me['id']}/sessions"))["sessions"] == []
        third = agents[-1]["id"]
        await asked(raw, f"DELETE users/{third}/sessions", status=204)
        assert (await asked(raw, f"GET users/{third}/sessions"))["sessions"] == []
        await asked(raw, "DELETE users/5/sessions", status=404)


async def test_passwords() -> None:
    async with running() as (emulator, raw):
        user = next(row for row in emulator.account.users.rows() if row["role"] == "end-user")
        path = f"users/{user['id']}/password"
        requirements = (await asked(raw, f"GET {path}/requirements"))["requirements"]
        assert requirements == ["must be at least 5 characters", "must be different from email address"]
        await asked(raw, f"POST {path}", {"password": "first-one"})
        for wrong, status in (
            ({"password": 5}, 400),
            ({}, 400),
            ({"password": "abc"}, 422),
            ({"password": user["email"]}, 422),
        ):
            await asked(raw, f"POST {path}", wrong, status)
        caller = basic(f"{user['email']}/token", "token")
        change = {"previous_password": "wrong", "password": "second-one"}
        assert "previous_password" in problems(await asked(raw, f"PUT {path}", change, 422, credential=caller))
        await asked(raw, f"PUT {path}", {**change, "previous_password": "first-one"}, credential=caller)
        await asked(raw, f"PUT {path}", {"password": "x"}, 400, credential=caller)
        await asked(raw, f"PUT {path}", change, 403)
        await asked(raw, "GET users/5/password/requirements", status=404)
