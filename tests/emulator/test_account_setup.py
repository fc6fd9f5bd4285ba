"""What an administrator sets up: brands, roles, statuses, forms, dynamic content, addresses, cards, settings."""

from typing import Any

import aiohttp
import pytest

from tests.emulator.asked import asked, problems
from tests.emulator.raw import Raw, basic, running


async def brand(raw: Raw, **more: Any) -> Any:
    given = {"name": "Other", "subdomain": "other", **more}
    return (await asked(raw, "POST brands", {"brand": given}, 201))["brand"]


async def test_one_brand_is_the_default_one() -> None:
    async with running() as (_, raw):
        first = (await asked(raw, "GET brands"))["brands"][0]
        assert first["default"] is True
        refused = await asked(raw, f"DELETE brands/{first['id']}", status=422)
        assert "base" in problems(refused)
        made = await brand(raw, has_help_center=True)
        assert (made["help_center_state"], made["brand_url"]) == ("restricted", "https://other.zendesk.com")
        assert made["ticket_form_ids"] == first["ticket_form_ids"]
        await asked(raw, f"PUT brands/{made['id']}", {"brand": {"default": True}})
        brands = {row["id"]: row["default"] for row in (await asked(raw, "GET brands"))["brands"]}
        assert brands == {first["id"]: False, made["id"]: True}
        unset = (await asked(raw, f"PUT brands/{made['id']}", {"brand": {"default": False}}))["brand"]
        assert unset["default"] is True
        inactive = await asked(raw, f"PUT brands/{made['id']}", {"brand": {"active": False}}, 422)
        assert "active" in problems(inactive)


async def test_tickets_of_a_deleted_brand_go_to_the_default_one() -> None:
    async with running() as (emulator, raw):
        made = await brand(raw)
        given = {"ticket": {"comment": {"body": "x"}, "brand_id": made["id"]}}
        ticket = (await asked(raw, "POST tickets", given, 201))["ticket"]
        await asked(raw, f"DELETE brands/{made['id']}", status=204)
        default = next(iter(emulator.account.brands))
        assert (await asked(raw, f"GET tickets/{ticket['id']}"))["ticket"]["brand_id"] == default


async def test_agents_see_active_brands_alone() -> None:
    async with running() as (emulator, raw):
        made = await brand(raw, active=False)
        agent = next(row for row in emulator.account.users.rows() if row["role"] == "agent")
        caller = basic(f"{agent['email']}/token", "token")
        assert (await raw.get(f"/api/v2/brands/{made['id']}", credential=caller)).status == 404
        assert len((await raw.get("/api/v2/brands", credential=caller)).json["brands"]) == 1
        assert len((await asked(raw, "GET brands"))["brands"]) == 2
        assert len((await asked(raw, "GET brands?assignable_from=true"))["brands"]) == 1


@pytest.mark.parametrize(
    "given", [{"subdomain": "a b"}, {"subdomain": "-"}, {"host_mapping": "nothing"}, {"user_separation": "x"}]
)
async def test_brands_that_cannot_be(given: dict[str, Any]) -> None:
    async with running() as (_, raw):
        whole = {"brand": {"name": "A", "subdomain": "free", **given}}
        assert next(iter(given)) in problems(await asked(raw, "POST brands", whole, 422))


async def test_host_mappings() -> None:
    async with running() as (_, raw):
        made = await brand(raw, host_mapping="help.shop.test")
        path = f"brands/{made['id']}/check_host_mapping"
        assert await asked(raw, f"GET {path}") == {"is_valid": True, "cname": "other.zendesk.com"}
        check = "brands/check_host_mapping?subdomain=mine&host_mapping="
        for host, reason in (("help.shop.test", "already_taken"), ("x.test", "not_a_cname"), ("x", "wrong_cname")):
            answer = await asked(raw, f"GET {check}{host}")
            assert answer == {"is_valid": False, "reason": reason, "expected_cnames": ["mine.zendesk.com"]}
        await asked(raw, "GET brands/check_host_mapping?subdomain=mine", status=400)
        bare = await brand(raw, subdomain="third")
        assert await asked(raw, f"GET brands/{bare['id']}/check_host_mapping") == {"is_valid": False, "reason": "unset"}


async def test_logos_of_brands() -> None:
    async with running() as (_, raw):
        made = await brand(raw)
        data = aiohttp.FormData()
        data.add_field("brand[logo][uploaded_data]", b"\x89PNG", filename="logo.png", content_type="image/png")
        changed = (await asked(raw, f"PUT brands/{made['id']}/logo", data=data))["brand"]
        assert (changed["logo"]["file_name"], changed["logo"]["content_type"]) == ("logo.png", "image/png")
        await asked(raw, f"PUT brands/{made['id']}/logo", {}, 400)
        await asked(raw, f"DELETE brands/{made['id']}/logo", status=204)
        assert (await asked(raw, f"GET brands/{made['id']}"))["brand"]["logo"] is None
        await asked(raw, f"DELETE brands/{made['id']}/logo", status=204)


async def test_agents_of_brands() -> None:
    async with running() as (emulator, raw):
        rows = (await asked(raw, "GET brand_agents?page[size]=100"))["brand_agents"]
        agents = [row for row in emulator.account.users.rows() if row["role"] != "end-user"]
        assert {row["user_id"] for row in rows} == {agent["id"] for agent in agents}
        one = rows[0]
        assert (await asked(raw, f"GET brand_agents/{one['id']}"))["brand_agent"] == one
        path = f"users/{one['user_id']}/brand_agents"
        assert (await asked(raw, f"GET {path}"))["brand_agents"] == [one]
        assert (await asked(raw, f"GET {path}/{one['id']}"))["brand_agent"] == one
        await asked(raw, f"GET users/{agents[-1]['id']}/brand_agents/{one['id']}", status=404)
        by_brand = await asked(raw, f"GET brands/{one['brand_id']}/agents")
        assert len(by_brand["brand_agents"]) == len(rows)
        await asked(raw, f"DELETE brand_agents/{one['id']}", status=204)
        assert (await asked(raw, f"GET {path}"))["brand_agents"] == []


async def test_roles_keep_what_nobody_changes() -> None:
    async with running() as (emulator, raw):
        made = (await asked(raw, "POST custom_roles", {"custom_role": {"name": "A"}}))["custom_role"]
        configuration = made["configuration"]
        change = {"custom_role": {"configuration": {"ticket_access": "all", "flying": True, "ticket_merge": None}}}
        after = (await asked(raw, f"PUT custom_roles/{made['id']}", change))["custom_role"]["configuration"]
        assert after == {**configuration, "ticket_access": "all"}
        wrong = {"custom_role": {"configuration": {"ticket_access": "some"}}}
        assert "configuration" in problems(await asked(raw, f"PUT custom_roles/{made['id']}", wrong, 422))
        agent = next(row for row in emulator.account.users.rows() if row["role"] == "agent")
        await asked(raw, f"PUT users/{agent['id']}", {"user": {"custom_role_id": made["id"]}})
        shown = (await asked(raw, f"GET custom_roles/{made['id']}"))["custom_role"]
        assert shown["team_member_count"] == 1
        assert "base" in problems(await asked(raw, f"DELETE custom_roles/{made['id']}", status=422))


async def test_statuses_have_one_default_in_each_category() -> None:
    async with running() as (emulator, raw):
        given = {"custom_status": {"agent_label": "Waiting", "status_category": "pending", "default": True}}
        made = (await asked(raw, "POST custom_statuses", given, 201))["custom_status"]
        assert (made["default"], made["end_user_label"], made["raw_agent_label"]) == (False, "Waiting", "Waiting")
        await asked(
            raw, "POST custom_statuses", {"custom_status": {"agent_label": "x", "status_category": "closed"}}, 422
        )
        pending = (await asked(raw, "GET custom_statuses?status_categories=pending,hold&default=true"))[
            "custom_statuses"
        ]
        former = next(row for row in pending if row["status_category"] == "pending")
        await asked(raw, "PUT custom_status/default", {"ids": f"{made['id']}"})
        after = (await asked(raw, "GET custom_statuses?status_categories=pending"))["custom_statuses"]
        assert {row["id"]: row["default"] for row in after} == {former["id"]: False, made["id"]: True}
        for body, status in (
            ({"ids": f"{made['id']},{former['id']}"}, 422),
            ({"ids": [5]}, 404),
            ({}, 400),
        ):
            await asked(raw, "PUT custom_status/default", body, status)
        assert "base" in problems(await asked(raw, f"DELETE custom_statuses/{made['id']}", status=422))
        off = {"custom_status": {"active": False}}
        assert "active" in problems(await asked(raw, f"PUT custom_statuses/{made['id']}", off, 422))
        ticket = {"ticket": {"comment": {"body": "x"}, "custom_status_id": former["id"]}}
        held = (await asked(raw, "POST tickets", ticket, 201))["ticket"]
        assert held["status"] == "pending"
        assert "base" in problems(await asked(raw, f"DELETE custom_statuses/{former['id']}", status=422))
        await asked(raw, f"DELETE tickets/{held['id']}", status=204)
        await asked(raw, f"DELETE custom_statuses/{former['id']}", status=204)
        assert former["id"] not in emulator.account.custom_statuses


async def form(raw: Raw, name: str = "A", **more: Any) -> Any:
    return (await asked(raw, "POST ticket_forms", {"ticket_form": {"name": name, **more}}, 201))["ticket_form"]


async def test_forms_are_filtered_ordered_copied_and_shown_to_whom_they_are_for() -> None:
    async with running() as (emulator, raw):
        first = (await asked(raw, "GET ticket_forms"))["ticket_forms"][0]
        made = await form(raw, end_user_visible=False, raw_name="A", active=True)
        assert made["ticket_field_ids"]
        assert made["position"] == first["position"] + 1
        copy = (await asked(raw, f"POST ticket_forms/{made['id']}/clone"))["ticket_form"]
        assert (copy["name"], copy["end_user_visible"]) == ("Copy of A", False)
        body = {"ticket_form_ids": [copy["id"], first["id"]]}
        ordered = (await asked(raw, "PUT ticket_forms/reorder", body))["ticket_forms"]
        assert [row["id"] for row in ordered] == [copy["id"], first["id"], made["id"]]
        seen = (await raw.get("/api/v2/ticket_forms", credential={})).json["ticket_forms"]
        assert [row["id"] for row in seen] == [first["id"]]
        many = await asked(raw, f"GET ticket_forms/show_many?ids={made['id']},5")
        assert [row["id"] for row in many["ticket_forms"]] == [made["id"]]
        hidden = await asked(raw, "GET ticket_forms?end_user_visible=false&associated_to_brand=true&form_type=standard")
        assert {row["id"] for row in hidden["ticket_forms"]} == {made["id"], copy["id"]}
        none = await asked(raw, "GET ticket_forms?active=false")
        assert none["ticket_forms"] == []
        fallback = await asked(raw, "GET ticket_forms?active=false&fallback_to_default=true")
        assert [row["id"] for row in fallback["ticket_forms"]] == [first["id"]]
        brands = list(emulator.account.brands)
        await form(raw, "B", in_all_brands=False, restricted_brand_ids=brands)


async def test_one_form_is_the_default_one() -> None:
    async with running() as (_, raw):
        first = (await asked(raw, "GET ticket_forms"))["ticket_forms"][0]
        assert "base" in problems(await asked(raw, f"DELETE ticket_forms/{first['id']}", status=422))
        made = await form(raw, default=True, active=False)
        assert made["active"] is True
        assert (await asked(raw, f"GET ticket_forms/{first['id']}"))["ticket_form"]["default"] is False
        off = {"ticket_form": {"default": False}}
        assert "default" in problems(await asked(raw, f"PUT ticket_forms/{made['id']}", off, 422))
        await asked(raw, f"DELETE ticket_forms/{first['id']}", status=204)
        for wrong in ({"ticket_field_ids": [5]}, {"restricted_brand_ids": [5]}):
            refused = await asked(raw, "POST ticket_forms", {"ticket_form": {"name": "x", **wrong}}, 422)
            assert next(iter(wrong)) in problems(refused)


async def test_statuses_of_forms() -> None:
    async with running() as (emulator, raw):
        made = await form(raw)
        statuses = list(emulator.account.custom_statuses)[:3]
        path = f"ticket_forms/{made['id']}/ticket_form_statuses"
        body = {"ticket_form_status": [{"custom_status_id": status} for status in statuses[:2]]}
        rows = (await asked(raw, f"POST {path}", body))["ticket_form_statuses"]
        assert [row["custom_status_id"] for row in rows] == statuses[:2]
        assert (await asked(raw, f"POST {path}", body))["ticket_form_statuses"] == rows
        assert (await asked(raw, f"GET {path}"))["ticket_form_statuses"] == rows
        listed = await asked(raw, f"GET ticket_form_statuses?filter[custom_status_id]={statuses[0]}")
        assert listed["ticket_form_statuses"] == rows[:1]
        by_form = await asked(raw, f"GET ticket_form_statuses?ticket_form_id={made['id']}&filter[id]={rows[1]['id']}")
        assert by_form["ticket_form_statuses"] == rows[1:]
        many = await asked(raw, f"GET ticket_form_statuses/show_many?ids={rows[0]['id']},x")
        assert many["ticket_form_statuses"] == rows[:1]
        await asked(raw, "GET ticket_form_statuses/show_many", status=400)
        change = [{"id": rows[0]["id"], "_destroy": "true"}, {"custom_status_id": statuses[2]}]
        after = (await asked(raw, f"PUT {path}", {"ticket_form_status": change}))["ticket_form_statuses"]
        assert [row["custom_status_id"] for row in after] == statuses[1:]
        one = {"ticket_form_status": {"custom_status_id": statuses[0]}}
        await asked(raw, f"PUT {path}/{after[0]['id']}", one)
        gone = {"ticket_form_status": [{"_destroy": True}]}
        left = (await asked(raw, f"PUT {path}/{after[1]['id']}", gone))["ticket_form_statuses"]
        assert [row["custom_status_id"] for row in left] == [statuses[0]]
        bad = {"ticket_form_status": [{"custom_status_id": 5}]}
        for request in (f"POST {path}", f"PUT {path}/{left[0]['id']}"):
            await asked(raw, request, bad, 422)
        await asked(raw, f"POST {path}", {"ticket_form_status": 3}, 400)
        await asked(raw, f"DELETE {path}", {"id": ["x"]}, 404)
        await asked(raw, f"DELETE {path}", {}, 400)
        await asked(raw, f"DELETE {path}", {"id": [left[0]["id"]]}, 204)
        by_status = f"custom_statuses/{statuses[0]}/ticket_form_statuses"
        given = {"ticket_form_status": [{"ticket_form_id": made["id"]}]}
        again = (await asked(raw, f"POST {by_status}", given))["ticket_form_statuses"]
        await asked(raw, f"DELETE {path}/{again[0]['id']}", status=204)
        await asked(raw, f"POST {by_status}", given)
        await asked(raw, f"DELETE ticket_forms/{made['id']}", status=204)
        assert (await asked(raw, "GET ticket_form_statuses"))["ticket_form_statuses"] == []


async def item(raw: Raw, status: int = 201, **more: Any) -> Any:
    variants = [{"locale_id": 1, "content": "Hello"}, {"locale_id": 8, "content": "Hallo"}]
    given = {"name": "Hello there", "default_locale_id": 1, "variants": variants, **more}
    answer = await asked(raw, "POST dynamic_content/items", {"item": given}, status)
    return answer["item"] if status == 201 else answer


async def test_dynamic_content_has_a_default_variant_and_outdated_translations() -> None:
    async with running() as (_, raw):
        made = await item(raw)
        assert made["placeholder"] == "{{dc.hello_there}}"
        assert [(one["locale_id"], one["default"]) for one in made["variants"]] == [(1, True), (8, False)]
        english, german = made["variants"]
        path = f"dynamic_content/items/{made['id']}"
        renamed = (await asked(raw, f"PUT {path}", {"item": {"name": "Other", "default_locale_id": 8}}))["item"]
        assert (renamed["name"], renamed["placeholder"], renamed["default_locale_id"]) == (
            "Other", "{{dc.hello_there}}", 1,
        )  # fmt: skip
        await asked(raw, f"PUT {path}/variants/{english['id']}", {"variant": {"content": "Hi"}})
        outdated = (await asked(raw, f"GET {path}"))["item"]
        assert (outdated["outdated"], outdated["variants"][1]["outdated"]) == (True, True)
        await asked(raw, f"PUT {path}/variants/{german['id']}", {"variant": {"content": "Servus", "default": True}})
        after = (await asked(raw, f"GET {path}"))["item"]
        assert (after["default_locale_id"], after["variants"][1]["default"]) == (8, True)
        for change in ({"default": False}, {"active": False}, {"locale_id": 5}, {"locale_id": 1}):
            await asked(raw, f"PUT {path}/variants/{german['id']}", {"variant": change}, 422)
        await asked(raw, f"DELETE {path}/variants/{german['id']}", status=422)
        many = await asked(raw, "GET dynamic_content/items/show_many?identifiers=hello_there,x")
        assert [one["id"] for one in many["items"]] == [made["id"]]
        await asked(raw, "GET dynamic_content/items/show_many", status=400)
        await asked(raw, f"DELETE {path}", status=204)
        await asked(raw, f"GET {path}/variants/{english['id']}", status=404)


@pytest.mark.parametrize(
    "given",
    [
        {"variants": []}, {"variants": 3}, {"default_locale_id": 16}, {"default_locale_id": 5},
        {"variants": [{"locale_id": 1, "content": "a"}, {"locale_id": 1, "content": "b"}]},
        {"variants": [{"locale_id": 1, "content": ""}]},
        {"variants": [{"locale_id": 5, "content": "a"}], "default_locale_id": 5},
    ],
)  # fmt: skip
async def test_dynamic_content_that_cannot_be(given: dict[str, Any]) -> None:
    async with running() as (_, raw):
        await item(raw, 422, **given)
        assert (await asked(raw, "GET dynamic_content/items"))["count"] == 0


async def test_several_variants_are_made_or_none() -> None:
    async with running() as (_, raw):
        made = await item(raw)
        path = f"dynamic_content/items/{made['id']}/variants"
        fresh = [{"locale_id": 16, "content": "Salut"}, {"locale_id": 1, "content": "Again"}]
        await asked(raw, f"POST {path}/create_many", {"variants": fresh}, 422)
        assert len((await asked(raw, f"GET {path}"))["variants"]) == 2
        rows = (await asked(raw, f"POST {path}/create_many", {"variants": fresh[:1]}, 201))["variants"]
        assert [row["locale_id"] for row in rows] == [16]
        change = [{"id": rows[0]["id"], "content": "Bonjour"}, {"locale_id": 8, "active": False}]
        changed = (await asked(raw, f"PUT {path}/update_many", {"variants": change}))["variants"]
        assert [(row["content"], row["active"]) for row in changed] == [("Bonjour", True), ("Hallo", False)]
        await asked(raw, f"PUT {path}/update_many", {"variants": [{"locale_id": 22, "content": "x"}]}, 404)


async def test_locales_are_open_to_anyone() -> None:
    async with running() as (_, raw):
        for path in ("locales", "locales/public", "locales/agent"):
            locales = (await raw.get(f"/api/v2/{path}", credential={})).json["locales"]
            assert {"en-US", "de"} <= {row["locale"] for row in locales}
        assert (await asked(raw, "GET locales/8"))["locale"]["locale"] == "de"
        assert (await asked(raw, "GET locales/pt-BR"))["locale"]["id"] == 19
        assert (await asked(raw, "GET locales/current"))["locale"]["id"] == 1
        await asked(raw, "GET locales/tlh", status=404)
        for header, tag in (
            ("de-CH, fr;q=0.9", "de"),
            ("tlh, es;q=x, fr;q=0.2", "fr"),
            ("tlh", "en-US"),
            ("", "en-US"),
        ):
            answer = await asked(raw, "GET locales/detect_best_locale", headers={"Accept-Language": header})
            assert answer["locale"]["locale"] == tag


async def test_support_addresses() -> None:
    async with running() as (_, raw):
        first = (await asked(raw, "GET recipient_addresses"))["recipient_addresses"][0]
        assert (first["default"], first["forwarding_status"]) == (True, "verified")
        assert "base" in problems(await asked(raw, f"DELETE recipient_addresses/{first['id']}", status=422))
        wrong = {"recipient_address": {"email": "nowhere"}}
        assert "email" in problems(await asked(raw, "POST recipient_addresses", wrong, 422))
        given = {"recipient_address": {"email": "help@shop.test", "default": True}}
        made = (await asked(raw, "POST recipient_addresses", given, 201))["recipient_address"]
        assert (made["forwarding_status"], made["name"]) == ("unknown", "Emulator")
        assert (await asked(raw, f"GET recipient_addresses/{first['id']}"))["recipient_address"]["default"] is False
        change = {"recipient_address": {"email": "other@shop.test", "name": "Shop", "default": False}}
        after = (await asked(raw, f"PUT recipient_addresses/{made['id']}", change))["recipient_address"]
        assert (after["email"], after["name"], after["default"]) == ("help@shop.test", "Shop", True)
        brand_of = {"recipient_address": {"brand_id": 5}}
        assert "brand_id" in problems(await asked(raw, f"PUT recipient_addresses/{made['id']}", brand_of, 422))
        path = f"recipient_addresses/{made['id']}/verify"
        for kind, field, status in (
            ("forwarding", "forwarding_status", "waiting"),
            ("spf", "spf_status", "failed"),
            ("dns", "domain_verification_status", "failed"),
        ):
            await asked(raw, f"PUT {path}", {"type": kind})
            shown = (await asked(raw, f"GET recipient_addresses/{made['id']}"))["recipient_address"]
            assert shown[field] == status
        await asked(raw, f"PUT {path}", {"type": "magic"}, 400)
        await asked(raw, f"PUT recipient_addresses/{first['id']}/verify", {"type": "spf"})
        own = {"recipient_address": {"email": "sales@emulator.zendesk.com"}}
        assert (await asked(raw, "POST recipient_addresses", own, 201))["recipient_address"]["spf_status"] == "verified"


async def test_sharing_agreements_change_their_status_alone() -> None:
    async with running() as (_, raw):
        given = {"sharing_agreement": {"remote_subdomain": "partner", "status": "accepted"}}
        made = (await asked(raw, "POST sharing_agreements", given, 201))["sharing_agreement"]
        assert (made["status"], made["name"]) == ("pending", "partner @ Zendesk")
        change = {"sharing_agreement": {"status": "accepted", "name": "x"}}
        after = (await asked(raw, f"PUT sharing_agreements/{made['id']}", change))["sharing_agreement"]
        assert (after["status"], after["name"]) == ("accepted", made["name"])
        wrong = {"sharing_agreement": {"status": "failed"}}
        assert "status" in problems(await asked(raw, f"PUT sharing_agreements/{made['id']}", wrong, 422))
        own = {"sharing_agreement": {"remote_subdomain": "emulator"}}
        refused = await asked(raw, "POST sharing_agreements", own, 422)
        assert refused["details"] == {"Subdomain: ": [{"description": "Subdomain: Does not exist"}]}


async def test_targets_need_what_their_type_needs_and_keep_their_secrets() -> None:
    async with running() as (_, raw):
        given = {
            "title": "T",
            "type": "basecamp_target",
            "target_url": "http://x.test",
            "token": "s",
            "project_id": "1",
        }
        refused = problems(await asked(raw, "POST targets", {"target": given}, 422))
        assert refused == {"resource": ["Resource: cannot be blank"]}
        made = (await asked(raw, "POST targets", {"target": {**given, "resource": "todo"}}, 201))["target"]
        assert (made["token"], made["resource"], made["username"]) == (None, "todo", None)
        change = {"target": {"resource": "", "type": "email_target"}}
        assert "resource" in problems(await asked(raw, f"PUT targets/{made['id']}", change, 422))
        assert "type" in problems(await asked(raw, "POST targets", {"target": {"title": "T", "type": "x"}}, 422))
        failures = (await asked(raw, "GET target_failures"))["target_failures"]
        shown = (await asked(raw, f"GET target_failures/{failures[0]['id']}"))["target_failure"]
        assert shown["status_code"] == 401


async def test_queues_name_groups_and_are_ordered_whole() -> None:
    async with running() as (emulator, raw):
        groups = list(emulator.account.groups)

        def queue(name: str, **more: Any) -> Any:
            definition = {"all": [{"field": "priority", "operator": "is", "value": "urgent"}]}
            primary = {"groups": [{"id": groups[0]}]}
            return {"queue": {"name": name, "definition": definition, "primary_groups": primary, **more}}

        made = [(await asked(raw, "POST queues", queue(name), 201))["queue"] for name in ("A", "B")]
        assert made[0]["primary_groups"]["count"] == 1
        assert [row["order"] for row in made] == [1, 2]
        for wrong in (
            {"primary_groups": {"groups": []}},
            {"primary_groups": {"groups": [{"id": 5}]}},
            {"priority": 0},
            {"secondary_groups": {"groups": 3}},
            {"priority": None},
        ):
            await asked(raw, "POST queues", queue("C", **wrong), 422)
        ids = [row["id"] for row in made]
        await asked(raw, "PATCH queues/order", {"queue_ids": ids[::-1]}, 204)
        assert [row["id"] for row in (await asked(raw, "GET queues"))["queues"]] == ids[::-1]
        await asked(raw, "PATCH queues/order", {"queue_ids": ids[:1]}, 400)
        await asked(raw, "PATCH queues/order", {"queue_ids": ["x", "y"]}, 404)
        definitions = (await asked(raw, "GET queues/definitions"))["definitions"]
        assert "priority" in {one["subject"] for one in definitions["conditions_all"]}


async def test_workspaces_name_forms_and_macros() -> None:
    async with running() as (emulator, raw):
        macros, forms = list(emulator.account.macros), list(emulator.account.ticket_forms)

        def workspace(**more: Any) -> Any:
            conditions = {"all": [{"field": "status", "operator": "is", "value": "open"}]}
            return {"workspace": {"title": "A", "conditions": conditions, **more}}

        given = workspace(macros=macros[:2], ticket_form_id=forms[0])
        made = (await asked(raw, "POST workspaces", given, 201))["workspace"]
        assert made["macro_ids"] == macros[:2]
        assert [macro["id"] for macro in made["selected_macros"]] == macros[:2]
        other = (await asked(raw, "POST workspaces", workspace(title="B"), 201))["workspace"]
        for wrong in ({"macros": [5]}, {"ticket_form_id": 5}, {"conditions": {"all": []}}):
            await asked(raw, "POST workspaces", workspace(**wrong), 422)
        await asked(raw, "PUT workspaces/reorder", {"ids": [other["id"], made["id"]]})
        assert [row["title"] for row in (await asked(raw, "GET workspaces"))["workspaces"]] == ["B", "A"]
        await asked(raw, f"DELETE workspaces/destroy_many?ids={made['id']},{other['id']}")
        assert (await asked(raw, "GET workspaces"))["count"] == 0


async def test_fields_of_users_and_their_options() -> None:
    async with running() as (emulator, raw):
        options = [{"name": "Apples", "value": "apple"}, {"name": "Pears", "value": "pear"}]
        given = {"user_field": {"key": "fruit", "title": "Fruit", "type": "dropdown", "custom_field_options": options}}
        made = (await asked(raw, "POST user_fields", given, 201))["user_field"]
        path = f"user_fields/{made['id']}/options"
        rows = (await asked(raw, f"GET {path}"))["custom_field_options"]
        assert [(row["name"], row["position"]) for row in rows] == [("Apples", 0), ("Pears", 1)]
        assert (await asked(raw, f"GET {path}/{rows[0]['id']}"))["custom_field_option"] == rows[0]
        fresh = {"custom_field_option": {"name": "Plums", "value": "plum"}}
        reply = await raw.post(f"/api/v2/{path}", fresh)
        assert (reply.status, reply.headers["Location"]) == (201, f"/api/v2/{path}.json")
        again = {"custom_field_option": {"id": rows[0]["id"], "name": "Red apples", "value": "apple"}}
        assert (await asked(raw, f"POST {path}", again))["custom_field_option"]["name"] == "Red apples"
        await asked(raw, f"POST {path}", {"custom_field_option": {"name": "x", "value": ""}}, 422)
        kept = (await asked(raw, f"GET {path}"))["custom_field_options"]
        for row in kept[1:]:
            await asked(raw, f"DELETE {path}/{row['id']}", status=204)
        await asked(raw, f"DELETE {path}/{kept[0]['id']}", status=422)
        await asked(raw, f"DELETE {path}/5", status=404)
        plain = {"user_field": {"key": "rank", "title": "Rank", "type": "text", "tag": "x"}}
        text = (await asked(raw, "POST user_fields", plain, 201))["user_field"]
        await asked(raw, f"GET user_fields/{text['id']}/options", status=404)
        many = await asked(raw, "GET user_fields/show_many?keys=rank,none")
        assert [row["key"] for row in many["user_fields"]] == ["rank"]
        await asked(raw, "PUT user_fields/reorder", {"user_field_ids": [text["id"], made["id"]]})
        listed = (await asked(raw, "GET user_fields"))["user_fields"]
        assert [row["key"] for row in listed] == ["rank", "fruit"]
        user = emulator.administrator["id"]
        await asked(raw, f"PUT users/{user}", {"user": {"user_fields": {"rank": "high"}}})
        await asked(raw, f"DELETE user_fields/{text['id']}", status=204)
        assert (await asked(raw, f"GET users/{user}"))["user"]["user_fields"] == {}


async def test_values_of_users_and_organizations_go_by_their_fields() -> None:
    async with running(organizations=1, limited=False) as (emulator, raw):
        for path, one in (("user_fields", "user_field"), ("organization_fields", "organization_field")):
            given = {one: {"key": "rank", "title": "Rank", "type": "integer"}}
            await asked(raw, f"POST {path}", given, 201)
        user, organization = emulator.administrator["id"], next(iter(emulator.account.organizations))
        for path, one, key in (
            (f"users/{user}", "user", "user_fields"),
            (f"organizations/{organization}", "organization", "organization_fields"),
        ):
            changed = await asked(raw, f"PUT {path}", {one: {key: {"rank": "3"}}})
            assert changed[one][key]["rank"] == 3
            refused = await asked(raw, f"PUT {path}", {one: {key: {"rank": "high"}}}, 422)
            assert problems(refused) == {"base": ["Rank: is invalid"]}


async def test_roles_go_along_with_users() -> None:
    async with running() as (emulator, raw):
        made = (await asked(raw, "POST custom_roles", {"custom_role": {"name": "A"}}))["custom_role"]
        agent = next(row for row in emulator.account.users.rows() if row["role"] == "agent")
        await asked(raw, f"PUT users/{agent['id']}", {"user": {"custom_role_id": made["id"]}})
        answer = await asked(raw, f"GET users/{agent['id']}?include=roles")
        assert answer["roles"] == [{"id": made["id"], "name": "A", "description": None}]


async def test_fields_of_organizations_are_ordered() -> None:
    async with running() as (_, raw):
        ids = []
        for key in ("a", "b"):
            given = {"organization_field": {"key": key, "title": key, "type": "text"}}
            ids.append((await asked(raw, "POST organization_fields", given, 201))["organization_field"]["id"])
        await asked(raw, "PUT organization_fields/reorder", {"organization_field_ids": ids[::-1]})
        listed = (await asked(raw, "GET organization_fields"))["organization_fields"]
        assert [(row["key"], row["position"]) for row in listed] == [("b", 0), ("a", 1)]


async def test_essentials_cards() -> None:
    async with running() as (_, raw):
        given = {"custom_object": {"key": "car", "title": "Car", "title_pluralized": "Cars"}}
        await asked(raw, "POST custom_objects", given, 201)
        cards = (await asked(raw, "GET object_layouts/essentials_cards"))["object_layouts"]
        assert [card["key"] for card in cards] == ["zen:user", "zen:organization", "zen:custom_object:car"]
        path = "object_layouts/zen:user/essentials_card"
        assert (await asked(raw, f"GET {path}"))["object_layout"]["default"] is True
        await asked(raw, f"DELETE {path}", status=404)
        fields = [{"zrn": "zen:user:identity:email"}]
        for _ in range(2):
            card = (await asked(raw, f"PUT {path}", {"object_layout": {"fields": fields}}))["object_layout"]
        assert (card["default"], [field["zrn"] for field in card["fields"]]) == (False, ["zen:user:identity:email"])
        assert (await asked(raw, f"GET {path}"))["object_layout"] == card
        for wrong in (3, [{}], fields * 21):
            await asked(raw, f"PUT {path}", {"object_layout": {"fields": wrong}}, 422)
        await asked(raw, f"DELETE {path}", status=204)
        assert (await asked(raw, f"GET {path}"))["object_layout"]["default"] is True
        await asked(raw, "GET object_layouts/zen:nothing/essentials_card", status=404)


async def test_settings_change_section_by_section() -> None:
    async with running() as (emulator, raw):
        before = (await asked(raw, "GET account/settings"))["settings"]
        assert len(before) == 30
        change = {"settings": {"tickets": {"comments_public_by_default": False, "flying": 1}, "nothing": {}}}
        after = (await asked(raw, "PUT account/settings", change))["settings"]
        assert after["tickets"]["comments_public_by_default"] is False
        assert "flying" not in after["tickets"]
        assert emulator.account.settings.comments_public_by_default is False
        made = (await asked(raw, "POST tickets", {"ticket": {"comment": {"body": "x"}}}, 201))["ticket"]
        assert made["is_public"] is False
        email = {"settings": {"email": {"mail_delimiter": "--"}}}
        assert (await asked(raw, "PUT account/email_settings", email))["settings"]["email"]["mail_delimiter"] == "--"
        assert (await asked(raw, "GET account/email_settings"))["settings"]["email"]["mail_delimiter"] == "--"
        for wrong, status in (
            ({"limits": {"attachment_size": 1}}, 403),
            ({"tickets": 3}, 400),
            ({"tickets": {"tagging": "x"}}, 400),
        ):
            await asked(raw, "PUT account/settings", {"settings": wrong}, status)
        security = (await asked(raw, "GET security_settings"))["security_settings"]
        assert security["authentication"]["agent"]["password"]["password_length"] == 5
        await asked(raw, "GET security_settings?brand_id=5", status=404)
        providers = (await asked(raw, "GET remote_authentications"))["remote_authentications"]
        assert [row["auth_mode_name"] for row in providers] == ["jwt"]
        of_brand = await asked(raw, f"GET remote_authentications?brand_id={providers[0]['brand_id']}")
        assert of_brand["remote_authentications"] == providers


async def test_clients_that_all_accounts_share() -> None:
    async with running() as (_, raw):
        clients = (await asked(raw, "GET oauth/global_clients?page[size]=1"))["global_clients"]
        one = (await asked(raw, f"GET oauth/global_clients/{clients[0]['id']}"))["global_client"]
        assert one == clients[0]
        summary = await asked(raw, f"GET oauth/global_clients/token_summary?global_client_id={one['id']}")
        assert summary["global_clients"] == [{"id": one["id"], "tokens_count": 0, "last_used_at": None}]
        await asked(raw, "GET oauth/global_clients/token_summary?global_client_id=5", status=404)


async def test_resellers_open_accounts_under_free_subdomains() -> None:
    async with running() as (_, raw):
        assert (await raw.get("/api/v2/accounts/available?subdomain=shop", credential={})).json == {"success": True}
        made = {"account": {"name": "Shop", "subdomain": "Shop", "owner": {"email": "a@shop.test"}}}
        answer = (await asked(raw, "POST accounts", made, 201))["account"]
        assert answer == {"name": "Shop", "subdomain": "shop", "url": "https://shop.zendesk.com"}
        for subdomain in ("shop", "emulator", "www", "a b"):
            assert (await asked(raw, f"GET accounts/available?subdomain={subdomain.replace(' ', '+')}"))[
                "success"
            ] is False
        await asked(raw, "GET accounts/available", status=400)
        assert "subdomain" in problems(await asked(raw, "POST accounts", made, 422))
        bad = {"account": {"name": "", "subdomain": "extra", "owner": {"email": "nobody"}}}
        assert set(problems(await asked(raw, "POST accounts", bad, 422))) == {"name", "owner"}


async def test_devices_are_unregistered_by_their_tokens() -> None:
    async with running() as (emulator, raw):
        devices = emulator.account.table("push_notification_devices")
        devices.insert({"token": "t1"})
        devices.insert({"token": "t2"})
        await asked(raw, "POST push_notification_devices/destroy_many", {"push_notification_devices": ["t1", "t9"]})
        assert [row["token"] for row in devices.rows()] == ["t2"]
        for wrong in ({}, {"push_notification_devices": [1]}, {"push_notification_devices": ["x"] * 101}):
            await asked(raw, "POST push_notification_devices/destroy_many", wrong, 400)


async def test_saved_searches_are_their_owners() -> None:
    async with running() as (emulator, raw):
        given = {"name": "Mine", "query": "printer", "type": "ticket"}
        made = (await asked(raw, "POST saved_searches", given, 201))["saved_search"]
        await asked(raw, "POST saved_searches", given, 409)
        await asked(raw, "POST saved_searches", {**given, "name": "x", "type": "planet"}, 422)
        agent = next(row for row in emulator.account.users.rows() if row["role"] == "agent")
        caller = basic(f"{agent['email']}/token", "token")
        assert (await raw.get("/api/v2/saved_searches", credential=caller)).json == {"saved_searches": []}
        gone = await raw.delete(f"/api/v2/saved_searches/{made['id']}", credential=caller)
        assert gone.status == 404
