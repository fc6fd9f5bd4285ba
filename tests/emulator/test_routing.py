"""Skills: who has which, which tickets are fulfilled, jobs over agents, and the exports of every change."""

from typing import Any

from tests.emulator.asked import asked, problems
from tests.emulator.raw import Raw, running


async def skills(raw: Raw, *names: str) -> tuple[str, list[str]]:
    attribute = (await asked(raw, "POST routing/attributes", {"attribute": {"name": "Language"}}, 201))["attribute"]
    path = f"routing/attributes/{attribute['id']}/values"
    values = []
    for name in names:
        made = (await asked(raw, f"POST {path}", {"attribute_value": {"name": name}}, 201))["attribute_value"]
        assert made["attribute_id"] == attribute["id"]
        values.append(made["id"])
    return attribute["id"], values


async def names(raw: Raw, path: str) -> list[str]:
    return [row["name"] for row in (await asked(raw, f"GET {path}"))["attribute_values"]]


async def test_agents_have_skills_and_tickets_need_them() -> None:
    async with running() as (emulator, raw):
        attribute, (french, german) = await skills(raw, "French", "German")
        ticket = (await asked(raw, "POST tickets", {"ticket": {"comment": {"body": "x"}}}, 201))["ticket"]["id"]
        me = emulator.administrator["id"]
        of_agent, of_ticket = f"routing/agents/{me}/instance_values", f"routing/tickets/{ticket}/instance_values"
        await asked(raw, f"POST {of_ticket}", {"attribute_value_ids": [french, german]})
        assert await names(raw, of_ticket) == ["French", "German"]
        fulfilled = f"routing/requirements/fulfilled?ticket_ids={ticket},5"
        assert await asked(raw, f"GET {fulfilled}") == {"fulfilled_ticket_ids": []}
        for given in ([french, german], [french], [german, french]):
            await asked(raw, f"POST {of_agent}", {"attribute_value_ids": given})
        assert sorted(await names(raw, of_agent)) == ["French", "German"]
        assert (await asked(raw, f"GET {of_agent}"))["attribute_values"][0]["agent_skill_priority"] == "NORMAL"
        assert await asked(raw, f"GET {fulfilled}") == {"fulfilled_ticket_ids": [ticket]}
        many = await asked(raw, f"GET routing/agents/instance_values?filter[agent_ids]={me}&page[size]=1")
        assert (many["instance_values"][0]["agent_id"], many["meta"]["has_more"]) == (me, True)
        beside = await asked(raw, "GET routing/attributes?include=attribute_values")
        assert [row["name"] for row in beside["attribute_values"]] == ["French", "German"]
        definitions = (await asked(raw, "GET routing/attributes/definitions"))["definitions"]
        assert attribute in {one["subject"] for one in definitions["conditions_all"]}
        refused = await asked(raw, f"POST {of_agent}", {"attribute_value_ids": ["x"]}, 422)
        assert "attribute_value_ids" in problems(refused)
        await asked(raw, f"POST {of_agent}", {}, 400)
        end_user = next(row for row in emulator.account.users.rows() if row["role"] == "end-user")
        await asked(raw, f"GET routing/agents/{end_user['id']}/instance_values", status=404)
        await asked(raw, "GET routing/agents/instance_values", status=400)
        await asked(raw, f"DELETE routing/attributes/{attribute}", status=204)
        assert await names(raw, of_ticket) == []
        await asked(raw, f"GET routing/attributes/{attribute}/values", status=404)


async def test_jobs_give_and_take_skills() -> None:
    async with running(job_seconds=0.0, job_queue_seconds=0.0) as (emulator, raw):
        _, (french, german) = await skills(raw, "French", "German")
        agents = [row["id"] for row in emulator.account.users.rows() if row["role"] != "end-user"][:2]

        async def job(action: str, *values: Any, items: Any = None) -> Any:
            attributes = {"attribute_values": list(values)}
            body = {"job": {"action": action, "items": items or agents, "attributes": attributes}}
            status = (await asked(raw, "POST routing/agents/instance_values/jobs", body))["job_status"]
            emulator.account.jobs.finish()
            return (await asked(raw, f"GET job_statuses/{status['id']}"))["job_status"]["results"]

        async def held(agent: int) -> list[tuple[str, str]]:
            answer = await asked(raw, f"GET routing/agents/{agent}/instance_values")
            return [(row["name"], row["agent_skill_priority"]) for row in answer["attribute_values"]]

        done = await job("upsert", {"id": french, "agent_skill_priority": "HIGH"}, items=[*agents, 5])
        assert [result["success"] for result in done] == [True, True, False]
        await job("upsert", {"id": german})
        assert await held(agents[1]) == [("French", "HIGH"), ("German", "NORMAL")]
        await job("update", {"id": german, "agent_skill_priority": "HIGH"}, items=agents[:1])
        assert await held(agents[0]) == [("German", "HIGH")]
        await job("delete", {"id": german})
        assert await held(agents[1]) == [("French", "HIGH")]
        value = {"attribute_values": [{"id": french}]}
        for wrong in (
            {"action": "fly", "items": agents, "attributes": value},
            {"action": "upsert", "items": ["x"], "attributes": value},
            {"action": "upsert", "items": agents},
            {"action": "upsert", "items": agents, "attributes": {"attribute_values": []}},
            {
                "action": "upsert",
                "items": agents,
                "attributes": {"attribute_values": [{"id": french, "agent_skill_priority": "LOW"}]},
            },
        ):
            answer = await asked(raw, "POST routing/agents/instance_values/jobs", {"job": wrong}, 400)
            assert "update_many_agent_instance_values" in answer["error"]["message"]


async def test_exports_tell_every_change_once() -> None:
    async with running(limited=False) as (emulator, raw):
        attribute, (french,) = await skills(raw, "French")
        path = f"routing/attributes/{attribute}"
        await asked(raw, f"PUT {path}", {"attribute": {"name": "Tongue"}})
        await asked(raw, f"PATCH {path}/values/{french}", {"attribute_value": {"name": "Français"}})
        await asked(
            raw,
            f"POST routing/agents/{emulator.administrator['id']}/instance_values",
            {"attribute_value_ids": [french]},
        )
        first = await asked(raw, "GET /api/v2/incremental/routing/attributes")
        assert [(row["name"], row["type"]) for row in first["attributes"]] == [
            ("Language", "create"),
            ("Tongue", "update"),
        ]
        await asked(raw, f"DELETE {path}", status=204)
        rest = await asked(raw, f"GET {first['next_page']}")
        assert [(row["id"], row["type"]) for row in rest["attributes"]] == [(attribute, "delete")]
        end = await asked(raw, f"GET {rest['next_page']}")
        assert (end["count"], end["next_page"]) == (0, rest["next_page"])
        values = await asked(raw, "GET /api/v2/incremental/routing/attribute_values")
        assert [(row["attribute_id"], row["type"]) for row in values["attribute_values"]] == [
            (attribute, "create"), (attribute, "update"), (attribute, "delete"),
        ]  # fmt: skip
        instances = await asked(raw, "GET /api/v2/incremental/routing/instance_values")
        assert [(row["attribute_value_id"], row["type"]) for row in instances["instance_values"]] == [
            (french, "associate_agent"), (french, "unassociate_agent"),
        ]  # fmt: skip
        await asked(raw, "GET /api/v2/incremental/routing/attributes?cursor=x", status=400)


async def test_an_account_has_ten_attributes() -> None:
    async with running() as (_, raw):
        for number in range(10):
            await asked(raw, "POST routing/attributes", {"attribute": {"name": f"A{number}"}}, 201)
        assert "base" in problems(await asked(raw, "POST routing/attributes", {"attribute": {"name": "B"}}, 422))
