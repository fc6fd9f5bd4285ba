"""Triggers with their categories and revisions, automations, SLA policies: kept in order, and checked."""

from typing import Any

import pytest

from tests.emulator.asked import asked, problems
from tests.emulator.raw import Raw, running

OPEN = {"field": "status", "operator": "is", "value": "open"}
SOLVE = {"field": "status", "value": "solved"}
DAY_OPEN = {"field": "OPEN", "operator": "is", "value": "24"}


async def trigger(raw: Raw, title: str = "T", **more: Any) -> Any:
    given = {"title": title, "conditions": {"all": [OPEN], "any": []}, "actions": [SOLVE], **more}
    return (await asked(raw, "POST triggers", {"trigger": given}, 201))["trigger"]


async def titles(raw: Raw, request: str) -> list[str]:
    answer = await asked(raw, f"GET {request}")
    rows = next(value for value in answer.values() if isinstance(value, list))
    return [row["title"] for row in rows]


async def test_an_account_begins_with_triggers_in_one_category() -> None:
    async with running() as (_, raw):
        rows = (await asked(raw, "GET triggers"))["triggers"]
        assert len(rows) == 3
        assert list(rows[0]) == [
            "url", "id", "title", "active", "updated_at", "created_at", "default", "actions", "conditions",
            "description", "position", "raw_title", "category_id",
        ]  # fmt: skip
        categories = (await asked(raw, "GET trigger_categories?include=rule_counts&page[size]=5"))["trigger_categories"]
        assert [category["name"] for category in categories] == ["Initial Category"]
        assert categories[0]["rule_counts"] == {"active_count": 3, "inactive_count": 0}
        assert {row["category_id"] for row in rows} == {categories[0]["id"]}


async def test_conditions_and_actions_replace_what_was_there() -> None:
    async with running() as (_, raw):
        made = await trigger(raw, all=None)
        assert made["conditions"] == {"all": [OPEN], "any": []}
        given = {"trigger": {"any": [OPEN], "actions": [{"field": "priority", "value": "low"}]}}
        after = (await asked(raw, f"PUT triggers/{made['id']}", given))["trigger"]
        assert after["conditions"] == {"all": [], "any": [OPEN]}
        assert after["actions"] == [{"field": "priority", "value": "low"}]
        listed = await asked(raw, "PUT triggers/" + str(made["id"]), {"trigger": {"conditions": {"all": [OPEN]}}})
        assert listed["trigger"]["conditions"]["any"] == []


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"conditions": {"all": [], "any": []}}, 422),
        ({"conditions": {"all": [{"field": "magic", "operator": "is"}]}}, 422),
        ({"conditions": {"all": [{"field": "status", "operator": "resembles"}]}}, 422),
        ({"conditions": {"all": [{"operator": "is"}]}}, 422),
        ({"conditions": {"all": "x"}}, 400),
        ({"conditions": 3}, 400),
        ({"actions": []}, 422),
        ({"actions": None}, 422),
        ({"actions": 3}, 400),
        ({"actions": [{"field": "magic"}]}, 422),
        ({"category_id": "5"}, 404),
    ],
)
async def test_triggers_that_cannot_be(given: dict[str, Any], status: int) -> None:
    async with running() as (_, raw):
        whole = {"title": "T", "conditions": {"all": [OPEN]}, "actions": [SOLVE], **given}
        await asked(raw, "POST triggers", {"trigger": whole}, status)
        assert len((await asked(raw, "GET triggers"))["triggers"]) == 3


async def test_conditions_of_custom_fields_are_taken() -> None:
    async with running() as (_, raw):
        made = await trigger(raw, conditions=[{"field": "custom_fields_123", "value": "a"}])
        assert made["conditions"]["all"] == [{"field": "custom_fields_123", "operator": "is", "value": "a"}]


async def test_triggers_are_ordered_within_one_category() -> None:
    async with running() as (_, raw):
        ids = [row["id"] for row in (await asked(raw, "GET triggers"))["triggers"]]
        await asked(raw, "PUT triggers/reorder", {"trigger_ids": ids[::-1]})
        assert [row["id"] for row in (await asked(raw, "GET triggers"))["triggers"]] == ids[::-1]
        other = await trigger(raw, category={"name": "Other", "position": 7})
        answer = await asked(raw, "PUT triggers/reorder", {"trigger_ids": [*ids, other["id"]]}, 422)
        assert answer["error"] == "LimitOneCategory"
        await asked(raw, "PUT triggers/reorder", {"trigger_ids": [1]}, 404)
        await asked(raw, "PUT triggers/reorder", {}, 400)


async def test_lists_are_filtered_sorted_and_searched() -> None:
    async with running() as (_, raw):
        made = await trigger(raw, "Zebra", active=False)
        assert "Zebra" not in await titles(raw, "triggers/active")
        assert await titles(raw, "triggers?active=false") == ["Zebra"]
        assert (await titles(raw, "triggers?sort_by=alphabetical&sort_order=desc"))[0] == "Zebra"
        assert await titles(raw, "triggers/search?query=zeb") == ["Zebra"]
        assert len(await titles(raw, "triggers/search")) == 4
        assert len(await titles(raw, f"triggers?category_id={made['category_id']}")) == 4
        assert await titles(raw, "triggers?category_id=5") == []
        shown = await asked(raw, f"GET triggers/{made['id']}?include=usage_1h,permissions,app_installation")
        assert shown["trigger"]["usage_1h"] == 0
        assert shown["trigger"]["permissions"] == {"can_edit": True}
        assert shown["trigger"]["app_installation"] is None


async def test_several_triggers_are_changed_and_deleted_or_none() -> None:
    async with running() as (_, raw):
        ids = [row["id"] for row in (await asked(raw, "GET triggers"))["triggers"]]
        many = {"triggers": [{"id": ids[0], "active": False}, {"id": 1, "active": False}]}
        await asked(raw, "PUT triggers/update_many", many, 404)
        assert len(await titles(raw, "triggers/active")) == 3
        await asked(raw, "PUT triggers/update_many", {"triggers": [{"active": True}]}, 400)
        await asked(raw, "PUT triggers/update_many", {"triggers": [{"id": str(ids[0]), "position": 9}]})
        assert (await asked(raw, "GET triggers"))["triggers"][-1]["id"] == ids[0]
        await asked(raw, f"DELETE triggers/destroy_many?ids={ids[0]}", status=204)
        await asked(raw, "DELETE triggers/destroy_many", {"ids": ids[1:]}, 204)
        await asked(raw, "DELETE triggers/destroy_many", status=400)
        await asked(raw, f"DELETE triggers/destroy_many?ids={','.join(map(str, range(101)))}", status=400)
        assert (await asked(raw, "GET triggers"))["count"] == 0


async def test_definitions_name_groups_agents_and_custom_fields() -> None:
    async with running() as (_, raw):
        definitions = (await asked(raw, "GET triggers/definitions"))["definitions"]
        by_subject = {one["subject"]: one for one in definitions["conditions_all"]}
        assert [value["value"] for value in by_subject["status"]["values"]][:2] == ["new", "open"]
        assert "changed" in {one["value"] for one in by_subject["status"]["operators"]}
        assert by_subject["group_id"]["values"]
        assert any(subject.startswith("custom_fields_") for subject in by_subject)
        actions = {one["subject"]: one for one in definitions["actions"]}
        assert actions["notification_user"]["group"] == "notification"


async def test_every_state_of_a_trigger_is_a_revision() -> None:
    async with running() as (emulator, raw):
        first = (await asked(raw, "GET triggers"))["triggers"][0]
        path = f"triggers/{first['id']}"
        assert (await asked(raw, f"GET {path}/revisions"))["trigger_revisions"] == []
        for title in ("A", "A", "B"):
            await asked(raw, f"PUT {path}", {"trigger": {"title": title}})
        answer = await asked(raw, f"GET {path}/revisions?include=users")
        rows = answer["trigger_revisions"]
        assert [row["snapshot"]["title"] for row in rows] == ["B", "A", first["title"]]
        assert [row["author_id"] for row in rows] == [emulator.administrator["id"]] * 2 + [-1]
        assert rows[0]["diff"]["title"] == [{"change": "-", "content": "A"}, {"change": "+", "content": "B"}]
        assert rows[0]["diff"]["actions"][0]["field"] == [{"change": "=", "content": "notification_user"}]
        assert "diff" not in rows[-1]
        assert [user["id"] for user in answer["users"]] == [emulator.administrator["id"]]
        one = (await asked(raw, f"GET {path}/revisions/{rows[1]['id']}"))["trigger_revision"]
        assert (one["snapshot"]["title"], "diff" in one) == ("A", False)
        await asked(raw, f"GET {path}/revisions/5", status=404)
        url, seen = f"/api/v2/{path}/revisions?limit=2", []
        while url:
            page = await asked(raw, f"GET {url}")
            seen += [row["id"] for row in page["trigger_revisions"]]
            url = page["after_url"]
        assert seen == [row["id"] for row in rows]
        assert page["before_url"] is not None
        await asked(raw, f"GET {path}/revisions?cursor=x", status=400)


async def test_categories_answer_in_their_own_shape() -> None:
    async with running() as (_, raw):
        blank = await asked(raw, "POST trigger_categories", {"trigger_category": {"name": " "}}, 400)
        assert blank == {"errors": [{"code": "InvalidTriggerCategory", "title": "Name cannot be blank"}]}
        await asked(raw, "POST trigger_categories", {}, 400)
        made = (await asked(raw, "POST trigger_categories", {"trigger_category": {"name": "A"}}))["trigger_category"]
        assert made["id"].isdecimal()
        again = await asked(raw, "POST trigger_categories", {"trigger_category": {"name": "a"}}, 400)
        assert again["errors"][0]["title"] == "Name has already been taken"
        held = await trigger(raw, category_id=made["id"])
        full = await asked(raw, f"DELETE trigger_categories/{made['id']}", status=400)
        assert full["errors"][0]["code"] == "TriggerCategoryNotEmpty"
        lost = await asked(raw, "GET trigger_categories/5", status=404)
        assert lost["errors"][0]["code"] == "TriggerCategoryNotFound"
        await asked(raw, f"DELETE triggers/{held['id']}", status=204)
        await asked(raw, f"DELETE trigger_categories/{made['id']}", status=204)
        bad = await asked(raw, "GET trigger_categories?page[size]=1&page[after]=x", status=400)
        assert bad == {"errors": [{"code": "InvalidPaginationParameter", "title": "page[after] is not valid"}]}


async def test_a_batch_moves_everything_or_nothing() -> None:
    async with running() as (_, raw):
        first = (await asked(raw, "GET trigger_categories"))["trigger_categories"][0]
        ids = [str(row["id"]) for row in (await asked(raw, "GET triggers"))["triggers"]]
        made = (await asked(raw, "POST trigger_categories", {"trigger_category": {"name": "A"}}))["trigger_category"]
        items = {
            "trigger_categories": [{"id": made["id"], "position": 0}, {"id": first["id"], "position": 1}],
            "triggers": [{"id": ids[0], "category_id": made["id"], "active": False}],
        }
        body = {"job": {"action": "patch", "items": items}}
        done = await asked(raw, "POST trigger_categories/jobs", body)
        assert (done["status"], done["errors"]) == ("complete", [])
        assert done["results"]["triggers"][0]["category_id"] == made["id"]
        items["triggers"] = [{"id": "5"}, {"id": ids[1], "category_id": "6"}]
        items["trigger_categories"] = [{"id": "7", "position": 1}, {"id": made["id"], "position": 9}]
        failed = await asked(raw, "POST trigger_categories/jobs", body)
        codes = [error["code"] for error in failed["errors"]]
        assert failed["status"] == "failed"
        assert sorted(codes) == ["TriggerCategoryNotFound", "TriggerCategoryNotFound", "TriggerNotFound"]
        assert (await asked(raw, f"GET trigger_categories/{made['id']}"))["trigger_category"]["position"] == 0
        for job in ({}, {"action": "delete", "items": {}}, {"action": "patch", "items": {"triggers": 3}}):
            await asked(raw, "POST trigger_categories/jobs", {"job": job}, 400)


def automation(**more: Any) -> Any:
    conditions = {"all": [OPEN, DAY_OPEN], "any": []}
    return {"automation": {"title": "A", "conditions": conditions, "actions": [SOLVE], **more}}


async def test_automations_are_time_based_narrow_and_come_to_an_end() -> None:
    async with running() as (_, raw):
        made = (await asked(raw, "POST automations", automation(), 201))["automation"]
        assert list(made) == [
            "url", "id", "title", "active", "updated_at", "created_at", "default", "actions", "conditions", "position",
            "raw_title",
        ]  # fmt: skip
        again = problems(await asked(raw, "POST automations", automation(title="B"), 422))
        assert again == {"base": ["Automation: has the conditions and actions of another one"]}
        endless = {"all": [OPEN, {"field": "OPEN", "operator": "greater_than", "value": "24"}]}
        for given, text in (
            ({"conditions": {"all": [OPEN]}}, "time-based"),
            ({"conditions": {"all": [DAY_OPEN]}}, "status, type"),
            ({"conditions": endless, "actions": [{"field": "priority", "value": "low"}]}, "nullifies"),
            ({"actions": []}, "at least one action"),
        ):
            refused = problems(await asked(raw, "POST automations", automation(**given), 422))
            assert any(text in line for line in refused["base"]), refused
        tagged = {"all": [*endless["all"], {"field": "current_tags", "operator": "not_includes", "value": "done"}]}
        ends = automation(conditions=tagged, actions=[{"field": "current_tags", "value": "done"}])
        await asked(raw, "POST automations", ends, 201)


async def test_automations_are_listed_changed_and_deleted_together() -> None:
    async with running() as (_, raw):
        made = (await asked(raw, "POST automations", automation(active=False), 201))["automation"]
        assert len(await titles(raw, "automations")) == 2
        assert await titles(raw, "automations/search?query=a&active=false") == ["A"]
        await asked(raw, "GET automations/search", status=400)
        assert "A" not in await titles(raw, "automations/active")
        body = {"automations": [{"id": made["id"], "active": True, "position": 1}]}
        assert (await asked(raw, "PUT automations/update_many", body))["count"] == 1
        assert "A" in await titles(raw, "automations/active")
        await asked(raw, f"DELETE automations/destroy_many?ids={made['id']}", status=204)
        await asked(raw, f"GET automations/{made['id']}", status=404)


async def test_sla_policies_are_checked_and_ordered() -> None:
    async with running() as (_, raw):

        async def make(title: str, status: int = 201, **more: Any) -> Any:
            metric = {"metric": "first_reply_time", "priority": "low", "target": 60}
            given = {"title": title, "filter": {"all": [OPEN]}, "policy_metrics": [metric], **more}
            return await asked(raw, "POST slas/policies", {"sla_policy": given}, status)

        ids = [(await make(title))["sla_policy"]["id"] for title in ("A", "B", "C")]
        for metric in ({"metric": "speed"}, {"priority": "none"}, {"target": 0}, {"target": True}):
            whole = {"metric": "first_reply_time", "priority": "low", "target": 60, **metric}
            assert "policy_metrics" in problems(await make("D", 422, policy_metrics=[whole]))
        assert "filter" in problems(await make("D", 422, filter={}))
        assert "base" in problems(await make("D", 422, filter={"all": [{"field": "magic"}]}))
        await asked(raw, f"PUT slas/policies/reorder?sla_policy_ids={ids[2]},{ids[0]}")
        assert await titles(raw, "slas/policies") == ["C", "A", "B"]
        await asked(raw, "PUT slas/policies/reorder", {"sla_policy_ids": ids})
        assert await titles(raw, "slas/policies") == ["A", "B", "C"]
        group = {"title": "G", "filter": {"all": [{"field": "group_id", "operator": "is", "value": ["1"]}]}}
        made = (await asked(raw, "POST group_slas/policies", {"group_sla_policy": group}, 201))["group_sla_policy"]
        await asked(raw, f"PUT group_slas/policies/reorder?group_sla_policy_ids={made['id']}")
        definitions = (await asked(raw, "GET slas/policies/definitions"))["definitions"]
        assert {"status", "priority"} <= {one["value"] for one in definitions["all"]}
        group = (await asked(raw, "GET group_slas/policies/definitions"))["definitions"]
        assert [one["value"] for one in group["all"]] == ["group_id"]
