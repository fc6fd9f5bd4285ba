"""Lookup relationships, and resource collections with what belongs to them."""

from typing import Any

from tests.emulator.asked import asked, problems
from tests.emulator.raw import Raw, running
from zendesk_async.emulator import Emulator


async def test_records_that_point_to_a_record() -> None:
    async with running(organizations=2) as (emulator, raw):
        given = {"custom_object": {"key": "car", "title": "Car", "title_pluralized": "Cars"}}
        await asked(raw, "POST custom_objects", given, 201)
        me, organization = emulator.administrator["id"], next(iter(emulator.account.organizations))
        lookup = {"key": "owner", "title": "Owner", "type": "lookup", "relationship_target_type": "zen:user"}

        async def field(path: str, one: str, **more: Any) -> int:
            return int((await asked(raw, f"POST {path}", {one: {**lookup, **more}}, 201))[one]["id"])

        of_car = await field("custom_objects/car/fields", "custom_object_field")
        of_user = await field("user_fields", "user_field")
        of_organization = await field("organization_fields", "organization_field")
        of_ticket = await field("ticket_fields", "ticket_field", key=None)
        record = {"name": "A", "custom_object_fields": {"owner": me}}
        car = await asked(raw, "POST custom_objects/car/records", {"custom_object_record": record}, 201)
        await asked(raw, f"PUT users/{me}", {"user": {"user_fields": {"owner": str(me)}}})
        change = {"organization": {"organization_fields": {"owner": str(me)}}}
        await asked(raw, f"PUT organizations/{organization}", change)
        ticket = {"comment": {"body": "x"}, "custom_fields": [{"id": of_ticket, "value": str(me)}]}
        made = (await asked(raw, "POST tickets", {"ticket": ticket}, 201))["ticket"]
        for source, identifier, key, expected in (
            ("zen:custom_object:car", of_car, "custom_object_records", car["custom_object_record"]["id"]),
            ("zen:user", of_user, "users", me),
            ("zen:organization", of_organization, "organizations", organization),
            ("zen:ticket", of_ticket, "tickets", made["id"]),
        ):
            path = f"zen:user/{me}/relationship_fields/{identifier}/{source}"
            answer = await asked(raw, f"GET {path}")
            assert [row["id"] for row in answer[key]] == [expected]
        other = next(row["id"] for row in emulator.account.users.rows() if row["id"] != me)
        nobody = await asked(raw, f"GET zen:user/{other}/relationship_fields/{of_user}/zen:user")
        assert nobody["users"] == []
        for path in (
            f"zen:user/5/relationship_fields/{of_user}/zen:user",
            f"zen:user/{me}/relationship_fields/5/zen:user",
            f"zen:organization/{organization}/relationship_fields/{of_user}/zen:user",
            f"zen:planet/{me}/relationship_fields/{of_user}/zen:user",
            f"zen:custom_object:car/x/relationship_fields/{of_user}/zen:user",
        ):
            await asked(raw, f"GET {path}", status=404)


async def test_what_the_records_of_a_kind_are_chosen_by() -> None:
    async with running() as (_, raw):
        given = {"custom_object": {"key": "car", "title": "Car", "title_pluralized": "Cars"}}
        await asked(raw, "POST custom_objects", given, 201)
        await asked(raw, "POST custom_objects/car/fields", {"custom_object_field": {"key": "color", "title": "C"}}, 201)

        async def subjects(kind: str) -> set[str]:
            definitions = (await asked(raw, f"GET relationships/definitions/{kind}"))["definitions"]
            return {one["subject"] for one in definitions["conditions_all"]}

        assert "status" in await subjects("zen:ticket?source_type=zen:user")
        assert "role" in await subjects("zen:user")
        assert await subjects("zen:custom_object:car") == {"name", "custom_object.custom_fields.color"}
        await asked(raw, "GET relationships/definitions/zen:planet", status=404)


async def finished(emulator: Emulator, raw: Raw, request: str, payload: Any = None) -> Any:
    body = None if payload is None else {"payload": payload}
    job = (await asked(raw, request, body))["job_status"]
    emulator.account.jobs.finish()
    return (await asked(raw, f"GET job_statuses/{job['id']}"))["job_status"]["results"][0]


async def test_resources_are_made_changed_and_deleted_together() -> None:
    async with running(job_seconds=0.0, job_queue_seconds=0.0) as (emulator, raw):
        trigger = {
            "title": "From elsewhere",
            "conditions": {"all": [{"field": "status", "operator": "is", "value": "open"}]},
            "actions": [{"field": "priority", "value": "low"}],
        }
        manifest: dict[str, Any] = {
            "ticket_fields": {"color": {"type": "text", "title": "Color"}},
            "user_fields": {"rank": {"type": "integer", "title": "Rank"}},
            "triggers": {"low": trigger},
        }
        done = await finished(emulator, raw, "POST resource_collections", manifest)
        assert done["success"] is True
        listed = (await asked(raw, "GET resource_collections"))["resource_collections"]
        assert [row["id"] for row in listed] == [done["resource_collection_id"]]
        path = f"resource_collections/{listed[0]['id']}"
        resources = (await asked(raw, f"GET {path}"))["resource_collection"]["resources"]
        assert [(one["type"], one["identifier"], one["deleted"]) for one in resources] == [
            ("ticket_fields", "color", False), ("user_fields", "rank", False), ("triggers", "low", False),
        ]  # fmt: skip
        assert (await asked(raw, f"GET user_fields/{resources[1]['resource_id']}"))["user_field"]["key"] == "rank"
        change = {
            "ticket_fields": {"color": {"title": "Paint"}},
            "triggers": {"low": {"title": "Changed"}},
            "targets": {"mail": {"title": "T", "type": "email_target", "email": "a@x.test", "subject": "S"}},
        }
        assert (await finished(emulator, raw, f"PUT {path}", change))["success"] is True
        after = (await asked(raw, f"GET {path}"))["resource_collection"]["resources"]
        assert [one["identifier"] for one in after] == ["color", "low", "mail"]
        await asked(raw, f"GET user_fields/{resources[1]['resource_id']}", status=404)
        field = (await asked(raw, f"GET ticket_fields/{resources[0]['resource_id']}"))["ticket_field"]
        assert field["title"] == "Paint"
        assert (await asked(raw, f"GET triggers/{resources[2]['resource_id']}"))["trigger"]["title"] == "Changed"
        await asked(raw, f"DELETE targets/{after[2]['resource_id']}", status=204)
        assert (await finished(emulator, raw, f"DELETE {path}"))["success"] is True
        await asked(raw, f"GET {path}", status=404)
        await asked(raw, f"GET ticket_fields/{resources[0]['resource_id']}", status=404)


async def test_what_cannot_be_made_whole_is_not_made() -> None:
    async with running(job_seconds=0.0, job_queue_seconds=0.0) as (emulator, raw):
        half = {"user_fields": {"rank": {"type": "integer", "title": "Rank"}, "bad": {"type": "magic", "title": "x"}}}
        failed = await finished(emulator, raw, "POST resource_collections", half)
        assert failed["success"] is False
        assert (await asked(raw, "GET user_fields"))["count"] == 0
        assert (await asked(raw, "GET resource_collections"))["count"] == 0
        for payload, status in (
            ({}, 422),
            ({"planets": {}}, 422),
            ({"triggers": 3}, 400),
            ({"triggers": {"a": 3}}, 400),
        ):
            await asked(raw, "POST resource_collections", {"payload": payload}, status)
        many = {"user_fields": {f"f{number}": {"title": "x"} for number in range(51)}}
        assert "payload" in problems(await asked(raw, "POST resource_collections", {"payload": many}, 422))
