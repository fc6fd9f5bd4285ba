"""Custom objects: fields with types and options, records with checked values, searches, jobs, files, permissions."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.emulator.asked import asked, problems
from tests.emulator.raw import ADMINISTRATOR, Raw, Time, basic, running

FIELDS: list[dict[str, Any]] = [
    {"key": "size", "title": "Size", "type": "text"},
    {"key": "doors", "title": "Doors", "type": "integer"},
    {"key": "price", "title": "Price", "type": "decimal"},
    {"key": "sold", "title": "Sold", "type": "checkbox"},
    {"key": "built", "title": "Built", "type": "date"},
    {"key": "plate", "title": "Plate", "type": "regexp", "regexp_for_validation": r"\A[A-Z]{2}-[0-9]+\z"},
    {
        "key": "color", "title": "Color", "type": "dropdown",
        "custom_field_options": [{"name": "Red", "value": "red"}, {"name": "Blue", "value": "blue"}],
    },
    {
        "key": "extras", "title": "Extras", "type": "multiselect",
        "custom_field_options": [{"name": "Radio", "value": "radio"}, {"name": "Roof", "value": "roof"}],
    },
    {"key": "owner", "title": "Owner", "type": "lookup", "relationship_target_type": "zen:user"},
]  # fmt: skip


async def garage(raw: Raw, **more: Any) -> None:
    given = {"key": "car", "title": "Car", "title_pluralized": "Cars", **more}
    await asked(raw, "POST custom_objects", {"custom_object": given}, 201)
    for field in FIELDS:
        await asked(raw, "POST custom_objects/car/fields", {"custom_object_field": field}, 201)


async def make(raw: Raw, name: str, external_id: str | None = None, status: int = 201, **fields: Any) -> Any:
    given = {"name": name, "external_id": external_id, "custom_object_fields": fields}
    answer = await asked(raw, "POST custom_objects/car/records", {"custom_object_record": given}, status)
    return answer["custom_object_record"] if status == 201 else answer


async def test_an_object_is_known_by_its_key_and_takes_its_records_with_it() -> None:
    async with running() as (emulator, raw):
        await garage(raw)
        shown = (await asked(raw, "GET custom_objects/car"))["custom_object"]
        assert list(shown) == [
            "url", "key", "created_by_user_id", "updated_by_user_id", "created_at", "updated_at", "title",
            "raw_title", "title_pluralized", "raw_title_pluralized", "description", "raw_description",
            "include_in_list_view", "allows_photos", "allows_attachments",
        ]  # fmt: skip
        assert shown["created_by_user_id"] == str(emulator.administrator["id"])
        await make(raw, "A")
        changed = {"custom_object": {"key": "bike", "raw_title": "Auto"}}
        after = (await asked(raw, "PATCH custom_objects/car", changed))["custom_object"]
        assert (after["key"], after["title"], after["raw_title"]) == ("car", "Auto", "Auto")
        assert await asked(raw, "GET custom_objects/limits/object_limit") == {"count": 1, "limit": 50}
        assert await asked(raw, "GET custom_objects/limits/record_limit") == {"count": 1, "limit": 1_000_000}
        assert await asked(raw, "GET custom_objects/car/limits/field_limit") == {"count": 9, "limit": 400}
        await asked(raw, "DELETE custom_objects/car", status=204)
        assert await asked(raw, "GET custom_objects/limits/record_limit") == {"count": 0, "limit": 1_000_000}
        assert len(emulator.account.table("custom_object_fields")) == 0


async def test_keys_have_a_form_and_plans_a_limit() -> None:
    async with running(plan="team") as (_, raw):
        for key in ("Car", "1car", "a b", "x" * 41):
            given = {"custom_object": {"key": key, "title": "A", "title_pluralized": "As"}}
            assert "key" in problems(await asked(raw, "POST custom_objects", given, 422))
        for key in ("a", "b", "c"):
            given = {"custom_object": {"key": key, "title": "A", "title_pluralized": "As"}}
            await asked(raw, "POST custom_objects", given, 201)
        given = {"custom_object": {"key": "d", "title": "A", "title_pluralized": "As"}}
        assert problems(await asked(raw, "POST custom_objects", given, 422)) == {"base": ["Custom objects: at most 3"]}


async def test_fields_are_found_by_key_or_id_and_bring_their_standard_ones() -> None:
    async with running() as (_, raw):
        await garage(raw)
        fields = (await asked(raw, "GET custom_objects/car/fields"))["custom_object_fields"]
        assert [field["key"] for field in fields] == [field["key"] for field in FIELDS]
        assert "custom_field_options" not in fields[0]
        assert [option["value"] for option in fields[6]["custom_field_options"]] == ["red", "blue"]
        by_id = await asked(raw, f"GET custom_objects/car/fields/{fields[1]['id']}")
        assert by_id == await asked(raw, "GET custom_objects/car/fields/doors")
        every = await asked(raw, "GET custom_objects/car/fields?include_standard_fields=true&page[size]=100")
        assert {"standard::name", "standard::external_id"} <= {field["key"] for field in every["custom_object_fields"]}
        await asked(raw, "DELETE custom_objects/car/fields/standard::name", status=403)
        await make(raw, "A", doors=4)
        await asked(raw, "DELETE custom_objects/car/fields/doors", status=204)
        await asked(raw, "GET custom_objects/car/fields/doors", status=404)
        record = (await asked(raw, "GET custom_objects/car/records"))["custom_object_records"][0]
        assert "doors" not in record["custom_object_fields"]


async def test_fields_are_put_into_an_order() -> None:
    async with running() as (_, raw):
        await garage(raw)
        fields = (await asked(raw, "GET custom_objects/car/fields"))["custom_object_fields"]
        body = {"custom_object_field_ids": [fields[3]["id"], "size"]}
        await asked(raw, "PUT custom_objects/car/fields/reorder", body)
        after = (await asked(raw, "GET custom_objects/car/fields"))["custom_object_fields"]
        assert [field["key"] for field in after][:4] == ["sold", "size", "doors", "price"]
        await asked(raw, "PUT custom_objects/car/fields/reorder", {"custom_object_field_ids": [1]}, 404)


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ({"key": "a b"}, "key"),
        ({"key": "standard::name"}, "key"),
        ({"type": "magic"}, "type"),
        ({"type": "regexp"}, "regexp_for_validation"),
        ({"type": "lookup", "relationship_target_type": "zen:nothing"}, "relationship_target_type"),
        ({"type": "dropdown"}, "custom_field_options"),
        ({"type": "dropdown", "custom_field_options": [{"name": "A"}]}, "custom_field_options"),
        ({"type": "dropdown", "custom_field_options": 3}, "custom_field_options"),
        ({"properties": {"autoincrement_prefix": "x" * 31}}, "properties"),
        ({"properties": {"autoincrement_padding": 10}}, "properties"),
    ],
)
async def test_fields_that_cannot_be(field: dict[str, Any], why: str) -> None:
    async with running() as (_, raw):
        await garage(raw)
        given = {"custom_object_field": {"key": "new", "title": "New", **field}}
        assert why in problems(await asked(raw, "POST custom_objects/car/fields", given, 422))


async def test_options_of_a_field_keep_their_ids() -> None:
    async with running() as (_, raw):
        await garage(raw)
        before = (await asked(raw, "GET custom_objects/car/fields/color"))["custom_object_field"]
        options = [{"name": "Crimson", "value": "red"}, {"name": "Green", "value": "green"}]
        given = {"custom_object_field": {"custom_field_options": options, "raw_title": "Paint"}}
        after = (await asked(raw, "PATCH custom_objects/car/fields/color", given))["custom_object_field"]
        assert after["title"] == "Paint"
        assert [option["name"] for option in after["custom_field_options"]] == ["Crimson", "Green"]
        assert after["custom_field_options"][0]["id"] == before["custom_field_options"][0]["id"]


async def test_values_are_taken_by_their_type() -> None:
    async with running() as (emulator, raw):
        await garage(raw)
        owner = emulator.administrator["id"]
        record = await make(
            raw, "A", size="1.6L", doors="4", price="9.5", sold="true", built="2024-02-03", plate="AB-12",
            color="red", extras=["radio"], owner=owner, unknown="x",
        )  # fmt: skip
        assert record["custom_object_fields"] == {
            "size": "1.6L", "doors": 4, "price": 9.5, "sold": True, "built": "2024-02-03T00:00:00+00:00",
            "plate": "AB-12", "color": "red", "extras": ["radio"], "owner": str(owner),
        }  # fmt: skip
        assert list(record) == [
            "url", "id", "name", "custom_object_key", "custom_object_fields", "created_by_user_id",
            "updated_by_user_id", "created_at", "updated_at", "external_id", "photo",
        ]  # fmt: skip
        assert len(record["id"]) == 26
        empty = await make(raw, "B", size="", doors=None)
        assert (empty["custom_object_fields"]["size"], empty["custom_object_fields"]["sold"]) == (None, False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("doors", "four"), ("doors", 4.5), ("doors", True), ("price", "dear"), ("price", True), ("sold", "perhaps"),
        ("built", "yesterday"), ("plate", "12"), ("plate", 12), ("color", "green"), ("extras", ["wings"]),
        ("owner", 1), ("size", {"a": 1}),
    ],
)  # fmt: skip
async def test_values_that_do_not_fit(field: str, value: Any) -> None:
    async with running() as (_, raw):
        await garage(raw)
        refused = await make(raw, "A", status=422, **{field: value})
        assert problems(refused) == {"base": [f"{field.capitalize()}: is invalid"]}


async def test_records_point_to_records_of_another_object() -> None:
    async with running() as (_, raw):
        await garage(raw)
        given = {"key": "park", "title": "Park", "title_pluralized": "Parks"}
        await asked(raw, "POST custom_objects", {"custom_object": given}, 201)
        lookup = {"key": "best", "title": "Best", "type": "lookup", "relationship_target_type": "zen:custom_object:car"}
        await asked(raw, "POST custom_objects/park/fields", {"custom_object_field": lookup}, 201)
        car = await make(raw, "A")
        for value, status in ((car["id"], 201), ("nowhere", 422)):
            record = {"name": "P", "custom_object_fields": {"best": value}}
            await asked(raw, "POST custom_objects/park/records", {"custom_object_record": record}, status)


async def test_required_fields_and_external_ids() -> None:
    async with running() as (_, raw):
        await garage(raw)
        change = {"custom_object_field": {"required": True}}
        await asked(raw, "PATCH custom_objects/car/fields/size", change)
        assert problems(await make(raw, "A", status=422)) == {"base": ["Size: cannot be blank"]}
        await make(raw, "A", "x1", size="S")
        refused = await make(raw, "B", "x1", size="S", status=422)
        assert refused["details"]["external_id"][0]["error"] == "DuplicateValue"
        refused = await make(raw, "C", size="S" * 40_000, status=422)
        assert refused["details"]["base"][0]["error"] == "TooLong"


async def test_names_can_number_themselves() -> None:
    async with running() as (_, raw):
        await garage(raw)
        properties = {"autoincrement_enabled": True, "autoincrement_prefix": "Car #", "autoincrement_padding": 3}
        await asked(
            raw, "PATCH custom_objects/car/fields/standard::name", {"custom_object_field": {"properties": properties}}
        )
        made = [(await make(raw, "ignored"))["name"] for _ in range(2)]
        assert made == ["Car #001", "Car #002"]
        field = (await asked(raw, "GET custom_objects/car/fields/standard::name"))["custom_object_field"]
        assert field["properties"]["autoincrement_next_sequence"] == 3
        given = {"custom_object_field": {"active": False}}
        assert "active" in problems(await asked(raw, "PATCH custom_objects/car/fields/standard::name", given, 422))


async def test_upserts_find_by_external_id_or_by_a_unique_name() -> None:
    async with running() as (_, raw):
        await garage(raw)
        path = "custom_objects/car/records"
        given = {"custom_object_record": {"name": "A", "custom_object_fields": {"doors": 2}}}
        first = (await asked(raw, f"PATCH {path}?external_id=x1", given))["custom_object_record"]
        given["custom_object_record"]["custom_object_fields"]["doors"] = 4
        again = (await asked(raw, f"PATCH {path}?external_id=x1", given))["custom_object_record"]
        assert (again["id"], again["external_id"], again["custom_object_fields"]["doors"]) == (first["id"], "x1", 4)
        await asked(raw, f"PATCH {path}", given, 400)
        await asked(raw, f"PATCH {path}?external_id=x1&name=A", given, 400)
        assert "name" in problems(await asked(raw, f"PATCH {path}?name=A", given, 422))
        unique = {"custom_object_field": {"properties": {"is_unique": True}}}
        await asked(raw, "PATCH custom_objects/car/fields/standard::name", unique)
        by_name = (await asked(raw, f"PATCH {path}?name=A", given))["custom_object_record"]
        assert by_name["id"] == first["id"]
        assert problems(await make(raw, "A", status=422)) == {"name": ["Name has already been taken"]}
        await asked(raw, f"DELETE {path}?name=B", status=404)
        await asked(raw, f"DELETE {path}?name=A", status=204)
        await asked(raw, f"DELETE {path}?external_id=x1", status=404)


async def test_records_are_listed_by_ids_and_sorted() -> None:
    time = Time()
    async with running(clock=time.clock()) as (_, raw):
        await garage(raw)
        made = []
        for number in range(3):
            made.append(await make(raw, f"Car {number}", f"x{number}"))
            time.seconds += 60
        ids = [record["id"] for record in made]
        path = "GET custom_objects/car/records"

        async def found(query: str) -> list[str]:
            answer = await asked(raw, f"{path}?{query}")
            return [record["id"] for record in answer["custom_object_records"]]

        assert await found(f"filter[ids]={ids[2]},{ids[0]},zzz") == [ids[0], ids[2]]
        assert await found("filter[external_ids]=x1,x9") == [ids[1]]
        assert await found("sort=-updated_at&page[size]=2") == [ids[2], ids[1]]
        await asked(raw, f"{path}?sort=color", status=400)
        await asked(raw, f"{path}?filter[ids]={','.join('x' * 101)}", status=400)
        assert (await asked(raw, f"{path}/count"))["count"]["value"] == 3


async def test_searches_by_words_and_by_filters() -> None:
    async with running() as (_, raw):
        await garage(raw)
        await make(raw, "Red Tesla", "t1", size="Large", doors=4, color="red")
        await make(raw, "Blue Honda", "h1", size="Small", doors=2, color="blue", extras=["radio", "roof"])
        await make(raw, "Old Tesla", "t2", doors=2)

        async def names(request: str, body: Any = None) -> list[str]:
            answer = await asked(raw, request, body)
            assert answer["count"] == len(answer["custom_object_records"])
            return [record["name"] for record in answer["custom_object_records"]]

        path = "custom_objects/car/records"
        assert await names(f"GET {path}/search?query=tesla") == ["Red Tesla", "Old Tesla"]
        assert await names(f"GET {path}/search?query=%22blue+honda%22&sort=name") == ["Blue Honda"]
        assert len(await names(f"GET {path}/search")) == 3
        assert await names(f"GET {path}/autocomplete?name=hon") == ["Blue Honda"]
        assert len(await names(f"GET {path}/autocomplete")) == 3
        search = f"POST {path}/search"
        assert await names(search, {"filter": {"custom_object_fields.doors": {"$gte": 4}}}) == ["Red Tesla"]
        both = {"$and": [{"custom_object_fields.doors": {"$eq": 2}}, {"external_id": {"$contains": "t"}}]}
        assert await names(search, {"filter": both}) == ["Old Tesla"]
        either = {"$or": [{"color": {"$eq": "red"}}, {"custom_object_fields.extras": {"$contains": "roof"}}]}
        assert await names(search, {"filter": either}) == ["Red Tesla", "Blue Honda"]
        assert await names(f"{search}?query=tesla", {"filter": {"color": {"$noteq": "red"}}}) == ["Old Tesla"]
        await asked(raw, search, {}, 400)
        for bad in ({}, 3, {"wings": {"$eq": 1}}, {"color": {"$like": 1}}, {"$and": []}, {"color": 3}):
            answer = await asked(raw, search, {"filter": bad}, 400)
            assert answer["errors"][0]["code"] == "InvalidFilter"


async def test_jobs_make_change_and_delete_records() -> None:
    async with running(job_seconds=0.0, job_queue_seconds=0.0) as (emulator, raw):
        await garage(raw)

        async def job(action: str, *items: Any) -> list[Any]:
            body = {"job": {"action": action, "items": list(items)}}
            status = (await asked(raw, "POST custom_objects/car/jobs", body, 201))["job_status"]
            assert status["status"] == "queued"
            emulator.account.jobs.finish()
            return (await asked(raw, f"GET job_statuses/{status['id']}"))["job_status"]["results"]

        made = await job("create", {"name": "A", "external_id": "x1"}, {"name": ""}, {"name": "C"})
        assert [result.get("success", False) for result in made] == [True, False, True]
        changed = await job("update", {"id": made[0]["id"], "custom_object_fields": {"doors": 3}}, {"id": "nowhere"})
        assert [result["success"] for result in changed] == [True, False]
        upserted = await job("create_or_update_by_external_id", {"external_id": "x1", "name": "AA"}, {"name": "B"})
        assert upserted[0]["id"] == made[0]["id"]
        assert upserted[1]["success"] is False
        deleted = await job("delete", made[2]["id"])
        assert deleted[0]["success"] is True
        assert (await job("delete_by_external_id", "x1", "x1"))[1]["success"] is False
        assert (await asked(raw, "GET custom_objects/car/records/count"))["count"]["value"] == 0
        for bad in ({"action": "fly", "items": [1]}, {"action": "create", "items": []}):
            await asked(raw, "POST custom_objects/car/jobs", {"job": bad}, 400)
        many = {"job": {"action": "delete", "items": ["x"] * 101}}
        assert (await asked(raw, "POST custom_objects/car/jobs", many, 400))["error"] == "TooManyValues"


async def test_the_export_delivers_every_change_once_and_deletions_too() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        await garage(raw)
        begin = int(time.seconds) - 3600
        made = []
        for number in range(5):
            made.append((await make(raw, f"Car {number}"))["id"])
            time.seconds += 10
        await asked(raw, f"DELETE custom_objects/car/records/{made[0]}", status=204)
        path = "/api/v2/incremental/custom_objects/car/cursor"
        recent = await asked(raw, f"GET {path}?start_time={begin}")
        assert recent["custom_object_records"] == []
        assert recent["end_of_stream"] is True
        time.seconds += 3600
        url, found = f"{path}?start_time={begin}&per_page=2", []
        while True:
            page = await asked(raw, f"GET {url}")
            found += [record["id"] for record in page["custom_object_records"]]
            if page["end_of_stream"]:
                break
            url = page["after_url"]
        assert found == [*made[1:], made[0]]
        alive = await asked(raw, f"GET {path}?start_time={begin}&filter[exclude_deleted]=true")
        assert [record["id"] for record in alive["custom_object_records"]] == made[1:]
        for bad in ("", "?start_time=x", "?cursor=%25"):
            await asked(raw, f"GET {path}{bad}", status=400)
        await asked(raw, f"GET {path}?start_time={int(time.seconds)}", status=422)


def form(name: str, content: bytes) -> aiohttp.FormData:
    data = aiohttp.FormData()
    data.add_field("uploaded_data", content, filename=name, content_type="application/pdf")
    return data


async def test_files_on_records() -> None:
    async with running() as (emulator, raw):
        await garage(raw)
        record = await make(raw, "A")
        path = f"custom_objects/car/records/{record['id']}/attachments"
        refused = await asked(raw, f"GET {path}", status=400)
        assert refused["errors"][0]["code"] == "AttachmentsNotAllowed"
        await asked(raw, "PATCH custom_objects/car", {"custom_object": {"allows_attachments": True}})
        await asked(raw, f"POST {path}", {}, 400)
        answer = await asked(raw, f"POST {path}", data=form("contract.pdf", b"%PDF-1"))
        made = answer["custom_object_record_attachment"]
        assert (made["filename"], made["content_type"], made["size"]) == ("contract.pdf", "application/pdf", 6)
        assert made["created_by"] == emulator.administrator["name"]
        listed = await asked(raw, f"GET {path}")
        assert listed["custom_object_record_attachments"] == [made]
        reply = await raw.get(made["content_url"].removeprefix(raw.origin))
        assert (reply.status, reply.body) == (200, b"%PDF-1")
        assert reply.headers["Content-Disposition"] == 'attachment; filename="contract.pdf"'
        inline = await raw.get(f"/api/v2/{path}/{made['id']}/download?inline=true")
        assert inline.headers["Content-Type"] == "application/pdf"
        override = {"custom_object_record_attachment": {"malware_access_override": True}}
        changed = await asked(raw, f"PUT {path}/{made['id']}", override)
        assert changed["custom_object_record_attachment"]["malware_access_override"] is True
        malware = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"
        bad = (await asked(raw, f"POST {path}", data=form("bad.pdf", malware)))["custom_object_record_attachment"]
        await asked(raw, f"GET {path}/{bad['id']}/download", status=403)
        await asked(raw, f"DELETE {path}/{made['id']}", status=204)
        await asked(raw, f"GET {path}/{made['id']}/download", status=404)
        emulator.account.table("custom_object_record_attachments")
        await asyncio.gather(*(raw.send("POST", f"/api/v2/{path}", data=form("a.pdf", b"a")) for _ in range(19)))
        many = await asked(raw, f"POST {path}", data=form("b.pdf", b"b"), status=400)
        assert many["errors"][0]["code"] == "TooManyAttachments"


async def test_permissions_of_roles_and_the_rules_they_use() -> None:
    async with running() as (_, raw):
        await garage(raw)
        policies = (await asked(raw, "GET custom_objects/car/permission_policies"))["policies"]
        assert {"end-user", "agent"} <= {policy["id"] for policy in policies}
        definitions = (await asked(raw, "GET custom_objects/car/access_rules/definitions"))["definitions"]
        subjects = [condition["subject"] for condition in definitions["conditions_all"]]
        assert "custom_object.car.custom_fields.doors" in subjects
        conditions = {"all": [{"field": "created_by_user", "operator": "matches", "value": "current_user"}]}
        given = {"access_rule": {"title": "Own", "conditions": conditions}}
        rule = (await asked(raw, "POST custom_objects/car/access_rules", given, 201))["access_rule"]
        bad = {"access_rule": {"title": "Own", "conditions": {"all": [{"field": "wings", "operator": "is"}]}}}
        await asked(raw, "POST custom_objects/car/access_rules", bad, 422)
        path = "custom_objects/car/permission_policies"
        change = {"policy": {"records": {"read": {"allowed": True, "rule_id": rule["id"]}}}}
        policy = (await asked(raw, f"PATCH {path}/end-user", change))["policy"]
        assert policy["records"]["read"] == {"allowed": True, "rule_id": rule["id"]}
        assert policy["records"]["delete"] == {"allowed": False, "rule_id": None}
        assert (await asked(raw, f"GET {path}/end-user"))["policy"] == policy
        again = await asked(raw, f"PATCH {path}/end-user", {"policy": {"records": {"create": {"allowed": True}}}})
        assert again["policy"]["records"]["read"]["rule_id"] == rule["id"]
        assert "base" in problems(await asked(raw, f"DELETE custom_objects/car/access_rules/{rule['id']}", status=422))
        for records in ({"fly": {}}, {"read": 3}, {"read": {"allowed": True, "rule_id": 5}}):
            await asked(raw, f"PATCH {path}/agent", {"policy": {"records": records}}, 422)
        await asked(raw, f"GET {path}/custom-role-5", status=404)


async def test_triggers_of_an_object_know_its_fields() -> None:
    async with running() as (_, raw):
        await garage(raw)
        definitions = (await asked(raw, "GET custom_objects/car/triggers/definitions"))["definitions"]
        subjects = {entry["subject"] for entry in definitions["conditions_all"]}
        assert {"update_type", "custom_object.car.custom_fields.color"} <= subjects
        conditions = {"all": [{"field": "custom_object.car.custom_fields.color", "operator": "is", "value": "red"}]}
        ids = []
        for title in ("First", "Second"):
            actions = [{"field": "notification_webhook", "value": ["1", "hi"]}]
            given = {"trigger": {"title": title, "conditions": conditions, "actions": actions}}
            ids.append((await asked(raw, "POST custom_objects/car/triggers", given, 201))["trigger"]["id"])
        path = "custom_objects/car/triggers"
        many = {"triggers": [{"id": ids[0], "active": False, "title": "no"}]}
        changed = (await asked(raw, f"PUT {path}/update_many", many))["triggers"][0]
        assert (changed["active"], changed["title"]) == (False, "First")
        active = await asked(raw, f"GET {path}/active")
        assert [trigger["title"] for trigger in active["triggers"]] == ["Second"]
        found = await asked(raw, f"GET {path}/search?query=fir")
        assert [trigger["id"] for trigger in found["triggers"]] == [ids[0]]
        await asked(raw, f"DELETE {path}/destroy_many?ids={ids[0]},1", status=404)
        await asked(raw, f"DELETE {path}/destroy_many?ids={ids[0]},{ids[1]}", status=204)
        assert (await asked(raw, f"GET {path}"))["count"] == 0


async def test_end_users_may_search_and_nothing_else() -> None:
    async with running() as (emulator, raw):
        await garage(raw)
        end_user = next(row for row in emulator.account.users.rows() if row["role"] == "end-user")
        caller = basic(f"{end_user['email']}/token", "token")
        body = {"filter": {"name": {"$eq": "A"}}}
        assert (await raw.post("/api/v2/custom_objects/car/records/search", body, credential=caller)).status == 200
        assert (await raw.get("/api/v2/custom_objects/car/records", credential=caller)).status == 403
        assert caller != ADMINISTRATOR
