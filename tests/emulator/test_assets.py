"""IT assets: types above types, fields that are inherited, searches, jobs."""

from typing import Any

from tests.emulator.asked import asked, problems
from tests.emulator.raw import Raw, running

ASSETS = "it_asset_management/assets"
TYPES = "it_asset_management/asset_types"


async def laptop(raw: Raw) -> tuple[dict[str, Any], str]:
    types = {row["name"]: row for row in (await asked(raw, f"GET {TYPES}"))["asset_types"]}
    statuses = (await asked(raw, "GET it_asset_management/statuses"))["statuses"]
    shown = (await asked(raw, f"GET it_asset_management/statuses/{statuses[0]['id']}"))["status"]
    assert shown == statuses[0]
    return types["Laptop"], shown["id"]


async def test_fields_are_inherited_and_values_checked() -> None:
    async with running() as (_, raw):
        kind, status = await laptop(raw)
        for parent, key, type_ in ((kind["parent_id"], "ram", "integer"), (kind["id"], "imei", "text")):
            field = {"field": {"key": key, "title": key.upper(), "type": type_}}
            await asked(raw, f"POST {TYPES}/{parent}/fields", field, 201)
        assert (await asked(raw, f"GET {TYPES}/{kind['id']}"))["asset_type"]["field_keys"] == ["imei", "ram"]
        given = {"name": "A", "asset_type_id": kind["id"], "status_id": status, "custom_field_values": {"ram": "16"}}
        made = (await asked(raw, f"POST {ASSETS}", {"asset": given}, 201))["asset"]
        assert made["custom_field_values"] == {"imei": None, "ram": 16}
        change = {"asset": {"custom_field_values": {"imei": "1"}, "purchase_cost": "99.5", "asset_type_id": "x"}}
        after = (await asked(raw, f"PATCH {ASSETS}/{made['id']}", change))["asset"]
        assert after["custom_field_values"] == {"imei": "1", "ram": 16}
        assert (after["purchase_cost"], after["asset_type_id"]) == (99.5, kind["id"])
        for wrong, status_code in (
            ({"custom_field_values": {"ram": "much"}}, 422),
            ({"status_id": "x"}, 422),
            ({"location_id": "x"}, 422),
            ({"user_id": 5}, 422),
            ({"organization_id": 5}, 422),
            ({"purchase_cost": "dear"}, 400),
            ({"purchase_cost": True}, 400),
        ):
            await asked(raw, f"PATCH {ASSETS}/{made['id']}", {"asset": wrong}, status_code)
        unknown = {"asset": {**given, "asset_type_id": "x"}}
        assert "asset_type_id" in problems(await asked(raw, f"POST {ASSETS}", unknown, 422))


async def test_types_stand_in_a_tree() -> None:
    async with running() as (_, raw):
        kind, status = await laptop(raw)
        await asked(raw, f"PATCH {TYPES}/{kind['id']}", {"asset_type": {"name": "x"}}, 403)
        await asked(raw, f"DELETE {TYPES}/{kind['id']}", status=403)
        given = {"asset_type": {"name": "Tablet", "parent_id": kind["id"]}}
        made = (await asked(raw, f"POST {TYPES}", given, 201))["asset_type"]
        assert (made["hierarchy_depth"], made["is_standard"]) == (3, False)
        loop = {"asset_type": {"parent_id": made["id"]}}
        assert "parent_id" in problems(await asked(raw, f"PATCH {TYPES}/{made['id']}", loop, 422))
        assert "parent_id" in problems(
            await asked(raw, f"POST {TYPES}", {"asset_type": {"name": "x", "parent_id": "x"}}, 422)
        )
        asset = {"asset": {"name": "A", "asset_type_id": made["id"], "status_id": status}}
        held = (await asked(raw, f"POST {ASSETS}", asset, 201))["asset"]
        assert "base" in problems(await asked(raw, f"DELETE {TYPES}/{made['id']}", status=422))
        await asked(raw, f"DELETE {ASSETS}/{held['id']}", status=204)
        field = {"field": {"key": "x", "title": "X", "type": "text"}}
        made_field = (await asked(raw, f"POST {TYPES}/{made['id']}/fields", field, 201))["field"]
        await asked(raw, f"DELETE {TYPES}/{made['id']}", status=204)
        await asked(raw, f"GET {TYPES}/{made['id']}/fields/{made_field['id']}", status=404)


async def test_places_in_use_stay() -> None:
    async with running() as (_, raw):
        kind, status = await laptop(raw)
        path = "it_asset_management/locations"
        place = (await asked(raw, f"POST {path}", {"location": {"name": "Office"}}, 201))["location"]
        asset = {"asset": {"name": "A", "asset_type_id": kind["id"], "status_id": status, "location_id": place["id"]}}
        await asked(raw, f"POST {ASSETS}", asset, 201)
        assert "base" in problems(await asked(raw, f"DELETE {path}/{place['id']}", status=422))


async def test_searches_and_filters() -> None:
    async with running() as (_, raw):
        kind, status = await laptop(raw)
        field = {"field": {"key": "cpu", "title": "CPU", "type": "text"}}
        await asked(raw, f"POST {TYPES}/{kind['id']}/fields", field, 201)
        made = []
        for name, cpu, cost in (("Laptop one", "M1", 10), ("Laptop two", "M2", 20), ("Other", None, None)):
            given = {"name": name, "asset_type_id": kind["id"], "status_id": status, "purchase_cost": cost,
                     "external_id": name[-3:], "custom_field_values": {"cpu": cpu}}  # fmt: skip
            made.append((await asked(raw, f"POST {ASSETS}", {"asset": given}, 201))["asset"])

        async def names(request: str, body: Any = None) -> list[str]:
            return [row["name"] for row in (await asked(raw, request, body))["assets"]]

        assert await names(f"GET {ASSETS}/search?query=laptop") == ["Laptop one", "Laptop two"]
        assert await names(f"GET {ASSETS}/search?query=m2&sort=-name") == ["Laptop two"]
        await asked(raw, f"GET {ASSETS}/search", status=400)
        assert await names(f"GET {ASSETS}?filter[ids]={made[2]['id']}") == ["Other"]
        assert await names(f"GET {ASSETS}?filter[external_ids]=one,x") == ["Laptop one"]
        search = f"POST {ASSETS}/search"
        assert await names(search, {"filter": {"purchase_cost": {"$gt": 10}}}) == ["Laptop two"]
        cpu = {"$or": [{"custom_field_values.cpu": {"$eq": "M1"}}, {"cpu": {"$eq": "M2"}}]}
        assert await names(f"{search}?query=one", {"filter": cpu}) == ["Laptop one"]
        await asked(raw, search, {}, 400)
        await asked(raw, search, {"filter": {"wings": {"$eq": 1}}}, 400)


async def test_jobs() -> None:
    async with running(job_seconds=0.0, job_queue_seconds=0.0) as (emulator, raw):
        kind, status = await laptop(raw)

        async def job(action: str, *items: Any) -> list[Any]:
            body = {"job": {"action": action, "items": list(items)}}
            started = (await asked(raw, f"POST {ASSETS}/jobs", body, 201))["job_status"]
            emulator.account.jobs.finish()
            return list((await asked(raw, f"GET job_statuses/{started['id']}"))["job_status"]["results"])

        one = {"name": "A", "asset_type_id": kind["id"], "status_id": status, "external_id": "x1"}
        made = await job("create", one, {"name": "B"})
        assert [result.get("success", False) for result in made] == [True, False]
        changed = await job("update", {"id": made[0]["id"], "notes": "N"})
        assert changed[0]["success"] is True
        assert (await asked(raw, f"GET {ASSETS}/{made[0]['id']}"))["asset"]["notes"] == "N"
        gone = await job("delete_by_external_id", "x1", "x1")
        assert [result["success"] for result in gone] == [True, False]
        again = await job("create", one)
        assert (await job("delete", again[0]["id"], "x"))[1]["success"] is False
        for wrong in (
            {"action": "fly", "items": [1]},
            {"action": "create", "items": []},
            {"action": "create", "items": ["x"] * 101},
        ):
            await asked(raw, f"POST {ASSETS}/jobs", {"job": wrong}, 400)
