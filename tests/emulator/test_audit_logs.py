"""The audit log: written by what administrators do, filtered, and never with a secret in it."""

from typing import Any

from tests.emulator.asked import asked
from tests.emulator.raw import Raw, Time, basic, running


async def logs(raw: Raw, query: str = "") -> list[Any]:
    return list((await asked(raw, f"GET audit_logs{query}"))["audit_logs"])


async def test_changes_of_the_setup_are_told() -> None:
    time = Time()
    async with running(clock=time.clock()) as (emulator, raw):
        macro = {"macro": {"title": "Mine", "actions": [{"field": "status", "value": "open"}]}}
        made = (await asked(raw, "POST macros", macro, 201))["macro"]
        time.seconds += 60
        await asked(raw, f"PUT macros/{made['id']}", {"macro": {"title": "Yours"}})
        await asked(raw, f"PUT macros/{made['id']}", {"macro": {"title": "Yours"}})
        time.seconds += 60
        await asked(raw, f"DELETE macros/{made['id']}", status=204)
        rows = await logs(raw)
        assert [row["action"] for row in rows] == ["destroy", "update", "create"]
        assert list(rows[0]) == [
            "url", "id", "action", "action_label", "actor_id", "actor_name", "source_id", "source_type", "source_label",
            "change_description", "ip_address", "created_at",
        ]  # fmt: skip
        assert {row["source_type"] for row in rows} == {"rule"}
        assert {row["source_id"] for row in rows} == {made["id"]}
        assert rows[1]["change_description"].splitlines()[0] == "Title changed from Mine to Yours"
        assert rows[1]["source_label"] == "Macro: Yours"
        assert rows[0]["actor_id"] == emulator.administrator["id"]
        assert (await asked(raw, f"GET audit_logs/{rows[0]['id']}"))["audit_log"] == rows[0]
        await asked(raw, "GET audit_logs/5", status=404)


async def test_refusals_and_reads_are_not_told() -> None:
    async with running() as (_, raw):
        await asked(raw, "POST macros", {"macro": {"title": ""}}, 422)
        await asked(raw, "GET macros")
        await asked(raw, "DELETE macros/5", status=404)
        assert await logs(raw) == []


async def test_secrets_are_not_told() -> None:
    async with running() as (_, raw):
        target = {"title": "T", "type": "jira_target", "target_url": "http://x.test", "username": "u", "password": "p1"}
        made = (await asked(raw, "POST targets", {"target": target}, 201))["target"]
        await asked(raw, f"PUT targets/{made['id']}", {"target": {"password": "s3cr3t", "title": "U"}})
        text = (await raw.get("/api/v2/audit_logs")).body
        assert b"s3cr3t" not in text
        assert b"Title changed from T to U" in text


async def test_filters() -> None:
    time = Time()
    async with running(clock=time.clock()) as (emulator, raw):
        await asked(raw, "POST custom_roles", {"custom_role": {"name": "A"}})
        first = emulator.clock.stamp()
        time.seconds += 3600
        await asked(raw, "POST groups", {"group": {"name": "New"}}, 201)
        await asked(raw, "PUT account/settings", {"settings": {"chat": {"enabled": True}}})
        time.seconds += 3600

        async def kinds(query: str) -> list[str]:
            return [row["source_type"] for row in await logs(raw, query)]

        assert await kinds("") == ["account_setting", "group", "custom_role"]
        assert await kinds("?sort=created_at&page[size]=1") == ["custom_role"]
        assert await kinds("?filter[source_type]=group") == ["group"]
        assert await kinds("?filter[action][]=create&filter[action][]=update") == [
            "account_setting",
            "group",
            "custom_role",
        ]
        assert await kinds(f"?filter[actor_id]={emulator.administrator['id']}&filter[action]=update") == [
            "account_setting"
        ]
        assert await kinds("?filter[ip_address]=10.0.0.1") == []
        assert await kinds(f"?filter[created_at]={first}") == ["custom_role"]
        assert len(await kinds(f"?filter[created_at]={first},{emulator.clock.stamp()}")) == 3
        assert len(await kinds(f"?filter[created_at][]={first}&filter[created_at][]={first}")) == 1
        await asked(raw, f"GET audit_logs?filter[created_at]={first},{first},{first}", status=400)
        await asked(raw, "GET audit_logs?filter[created_at]=soon", status=400)
        reply = await raw.post("/api/v2/audit_logs/export?filter[action]=create")
        assert (reply.status, reply.body) == (202, b"")
        assert (await kinds("?filter[action]=exported")) == ["audit_log"]
        agent = next(row for row in emulator.account.users.rows() if row["role"] == "agent")
        assert (await raw.get("/api/v2/audit_logs", credential=basic(f"{agent['email']}/token", "token"))).status == 403
