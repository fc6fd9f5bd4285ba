"""What all plain collections do alike, walked from the first record to none: made, shown, listed, changed, deleted."""

from collections.abc import Awaitable, Callable
from typing import Any

import attrs
import pytest

from tests.emulator.raw import ADMINISTRATOR, Raw, Time, basic, running

Given = dict[str, Any]
Prepare = Callable[[Raw], Awaitable[Given]]
"""Makes what a record hangs on; what it returns fills the braces of the path, and goes into the body by `{…}`."""

STATUS_IS = {"all": [{"field": "status", "operator": "is", "value": "open"}], "any": []}
ACT = [{"field": "status", "value": "solved"}]
TARGET = {"title": "T", "type": "url_target_v2", "target_url": "http://x.test", "method": "get", "content_type": "json"}


async def nothing(_raw: Raw) -> Given:
    return {}


async def item(raw: Raw) -> Given:
    variants = [{"locale_id": 1, "content": "Hello", "default": True}]
    given = {"item": {"name": "Greeting", "default_locale_id": 1, "variants": variants}}
    return {"item": (await raw.post("/api/v2/dynamic_content/items", given)).json["item"]["id"]}


async def custom_object(raw: Raw) -> Given:
    given = {"custom_object": {"key": "car", "title": "Car", "title_pluralized": "Cars"}}
    reply = await raw.post("/api/v2/custom_objects", given)
    assert reply.status == 201, reply.body
    return {"object": "car"}


async def attribute(raw: Raw) -> Given:
    reply = await raw.post("/api/v2/routing/attributes", {"attribute": {"name": "Language"}})
    return {"attribute": reply.json["attribute"]["id"]}


async def group(raw: Raw) -> Given:
    groups = (await raw.get("/api/v2/groups")).json["groups"]
    return {"group": groups[0]["id"]}


async def asset_type(raw: Raw) -> Given:
    types = (await raw.get("/api/v2/it_asset_management/asset_types")).json["asset_types"]
    statuses = (await raw.get("/api/v2/it_asset_management/statuses")).json["statuses"]
    return {"type": types[-1]["id"], "status": statuses[0]["id"]}


@attrs.frozen
class Kind:
    """A plain collection: where it is, its keys, a body to make a record, and what changes it."""

    path: str
    one: str
    many: str
    given: Given
    change: Given
    required: str | None
    update: str = "PUT"
    created: int = 201
    missing: int = 422
    prepare: Prepare = nothing
    id_key: str = "id"
    shows: bool = True
    wrapped: bool = True
    unique: str | None = None


KINDS = [
    Kind("automations", "automation", "automations",
         {"title": "A", "actions": ACT, "conditions": {"all": [
             {"field": "status", "operator": "is", "value": "open"},
             {"field": "OPEN", "operator": "greater_than", "value": "24"}], "any": []}},
         {"title": "B"}, "title"),
    Kind("brands", "brand", "brands", {"name": "A", "subdomain": "other"}, {"name": "B"}, "name", unique="subdomain"),
    Kind("custom_objects", "custom_object", "custom_objects",
         {"key": "apartment", "title": "A", "title_pluralized": "As"}, {"title": "B"}, "title", update="PATCH",
         id_key="key", unique="key"),
    Kind("custom_objects/{object}/fields", "custom_object_field", "custom_object_fields",
         {"key": "color", "title": "Color", "type": "text"}, {"title": "Paint"}, "title", update="PATCH",
         prepare=custom_object, unique="key"),
    Kind("custom_objects/{object}/records", "custom_object_record", "custom_object_records", {"name": "A"},
         {"name": "B"}, "name", update="PATCH", prepare=custom_object),
    Kind("custom_objects/{object}/access_rules", "access_rule", "access_rules",
         {"title": "A", "conditions": {"all": [{"field": "name", "operator": "is", "value": "x"}]}}, {"title": "B"},
         "title", update="PATCH", prepare=custom_object),
    Kind("custom_objects/{object}/triggers", "trigger", "triggers",
         {"title": "A", "actions": [{"field": "notification_webhook", "value": ["1", "x"]}],
          "conditions": {"all": [{"field": "update_type", "operator": "is", "value": "Create"}]}},
         {"title": "B"}, "title", prepare=custom_object),
    Kind("custom_roles", "custom_role", "custom_roles", {"name": "A"}, {"description": "B"}, "name", created=200,
         unique="name"),
    Kind("custom_statuses", "custom_status", "custom_statuses", {"agent_label": "A", "status_category": "open"},
         {"agent_label": "B"}, "agent_label", unique="agent_label"),
    Kind("deletion_schedules", "deletion_schedule", "deletion_schedules",
         {"title": "A", "object": "zen:ticket", "conditions": {"all": [
             {"field": "ticket_last_updated_at", "operator": "greater_than", "value": "P1Y"}]}},
         {"title": "B"}, "title"),
    Kind("dynamic_content/items/{item}/variants", "variant", "variants", {"locale_id": 8, "content": "Hallo"},
         {"content": "Servus"}, "content", prepare=item, unique="locale_id"),
    Kind("group_slas/policies", "group_sla_policy", "group_sla_policies",
         {"title": "A", "filter": {"all": [{"field": "group_id", "operator": "is", "value": ["1"]}]},
          "policy_metrics": [{"metric": "group_ownership_time", "priority": "low", "target": 60}]},
         {"title": "B"}, "title"),
    Kind("slas/policies", "sla_policy", "sla_policies",
         {"title": "A", "filter": STATUS_IS,
          "policy_metrics": [{"metric": "first_reply_time", "priority": "low", "target": 60}]},
         {"title": "B"}, "title"),
    Kind("organization_fields", "organization_field", "organization_fields",
         {"key": "rank", "title": "Rank", "type": "integer"}, {"title": "Place"}, "title", unique="key"),
    Kind("user_fields", "user_field", "user_fields", {"key": "rank", "title": "Rank", "type": "integer"},
         {"title": "Place"}, "title", unique="key"),
    Kind("queues", "queue", "queues",
         {"name": "A", "priority": 1, "definition": {"all": [{"field": "priority", "operator": "is", "value": "low"}]},
          "primary_groups": {"groups": [{"id": "{group}"}]}},
         {"name": "B"}, "name", prepare=group, unique="name"),
    Kind("recipient_addresses", "recipient_address", "recipient_addresses", {"email": "help@shop.test", "name": "A"},
         {"name": "B"}, "email", unique="email"),
    Kind("routing/attributes", "attribute", "attributes", {"name": "Language"}, {"name": "Tongue"}, "name",
         unique="name"),
    Kind("routing/attributes/{attribute}/values", "attribute_value", "attribute_values", {"name": "French"},
         {"name": "German"}, "name", update="PATCH", prepare=attribute, unique="name"),
    Kind("sharing_agreements", "sharing_agreement", "sharing_agreements", {"remote_subdomain": "partner"},
         {"status": "accepted"}, "remote_subdomain"),
    Kind("targets", "target", "targets", TARGET, {"title": "B"}, "target_url"),
    Kind("task_list_templates", "task_list_template", "task_list_templates",
         {"name": "A", "tasks": [{"name": "First"}]}, {"name": "B"}, "name", unique="name"),
    Kind("ticket_forms", "ticket_form", "ticket_forms", {"name": "A"}, {"name": "B"}, "name"),
    Kind("trigger_categories", "trigger_category", "trigger_categories", {"name": "A"}, {"name": "B"}, "name",
         update="PATCH", created=200, missing=400),
    Kind("triggers", "trigger", "triggers", {"title": "A", "actions": ACT, "conditions": STATUS_IS}, {"title": "B"},
         "title"),
    Kind("workspaces", "workspace", "workspaces", {"title": "A", "conditions": STATUS_IS}, {"title": "B"}, "title"),
    Kind("it_asset_management/asset_types", "asset_type", "asset_types", {"name": "Tablet", "parent_id": "{type}"},
         {"name": "Slate"}, "name", update="PATCH", prepare=asset_type),
    Kind("it_asset_management/asset_types/{type}/fields", "field", "fields", {"key": "rank", "title": "Rank"},
         {"title": "Place"}, "title", update="PATCH", prepare=asset_type, unique="key"),
    Kind("it_asset_management/assets", "asset", "assets",
         {"name": "Laptop 1", "asset_type_id": "{type}", "status_id": "{status}"}, {"notes": "Old"}, "name",
         update="PATCH", prepare=asset_type),
    Kind("it_asset_management/locations", "location", "locations", {"name": "Office"}, {"name": "Store"}, "name",
         update="PATCH"),
    Kind("saved_searches", "saved_search", "saved_searches", {"name": "A", "query": "x", "type": "ticket"},
         {"name": "B", "query": "y", "type": "user"}, "name", shows=False, wrapped=False),
]  # fmt: skip


def filled(value: Any, names: Given) -> Any:
    if isinstance(value, dict):
        return {key: filled(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, names) for inner in value]
    if isinstance(value, str) and value.startswith("{") and value[1:-1] in names:
        return names[value[1:-1]]
    return value


@attrs.frozen
class Walk:
    raw: Raw
    kind: Kind
    names: Given

    @property
    def path(self) -> str:
        return "/api/v2/" + self.kind.path.format(**self.names)

    def body(self, given: Given) -> Given:
        given = filled(given, self.names)
        return {self.kind.one: given} if self.kind.wrapped else given

    async def create(self, **changes: Any) -> Any:
        return await self.raw.post(self.path, self.body({**self.kind.given, **changes}))

    async def ids(self) -> list[Any]:
        found: list[Any] = []
        reply = await self.raw.get(f"{self.path}?page[size]=2")
        while True:
            assert reply.status == 200, reply.body
            found += [row[self.kind.id_key] for row in reply.json[self.kind.many]]
            if not reply.json.get("meta", {}).get("has_more"):
                return found
            reply = await self.raw.get(reply.json["links"]["next"])


WHOLE = {
    "custom_objects", "custom_roles", "custom_statuses", "deletion_schedules", "queues", "sharing_agreements",
    "targets", "saved_searches", "custom_objects/{object}/access_rules", "it_asset_management/asset_types",
    "it_asset_management/asset_types/{type}/fields", "routing/attributes/{attribute}/values",
}  # fmt: skip
OFFSET = {"slas/policies", "group_slas/policies", "workspaces", "routing/attributes"}


async def listed(walk: Walk) -> list[Any]:
    if walk.kind.path in WHOLE:
        reply = await walk.raw.get(walk.path)
        assert set(reply.json) == {walk.kind.many}
        return [row[walk.kind.id_key] for row in reply.json[walk.kind.many]]
    if walk.kind.path in OFFSET:
        reply = await walk.raw.get(walk.path)
        assert reply.json["count"] == len(reply.json[walk.kind.many])
        return [row[walk.kind.id_key] for row in reply.json[walk.kind.many]]
    return await walk.ids()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)
async def test_a_record_is_made_shown_listed_changed_and_deleted(kind: Kind) -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        walk = Walk(raw, kind, await kind.prepare(raw))
        before = await listed(walk)
        made = await walk.create()
        assert made.status == kind.created, made.body
        record = made.json[kind.one]
        identifier = record[kind.id_key]
        assert identifier not in before
        given = filled(kind.given, walk.names)
        assert {key: record[key] for key in given if isinstance(given[key], str)} == {
            key: value for key, value in given.items() if isinstance(value, str)
        }
        if kind.created == 201 and "Location" in made.headers:
            assert made.headers["Location"].startswith(f"{raw.origin}/api/v2/")
            assert made.headers["Location"] == record.get("url", made.headers["Location"])
        one = f"{walk.path}/{identifier}"
        if kind.shows:
            assert (await raw.get(one)).json == {kind.one: record}
        assert sorted(map(str, await listed(walk))) == sorted(map(str, [*before, identifier]))
        time.seconds += 60
        changed = await raw.send(kind.update, one, json=walk.body(kind.change))
        assert changed.status == 200, changed.body
        after = changed.json[kind.one]
        assert {key: after[key] for key in kind.change} == kind.change
        assert after[kind.id_key] == identifier
        if "updated_at" in record:
            assert (after["created_at"], after["updated_at"] > record["updated_at"]) == (record["created_at"], True)
        if kind.shows:
            assert (await raw.get(one)).json[kind.one] == after
        deleted = await raw.delete(one)
        assert (deleted.status, deleted.body) == (204, b"")
        assert sorted(map(str, await listed(walk))) == sorted(map(str, before))
        for method in ("GET", kind.update, "DELETE") if kind.shows else (kind.update, "DELETE"):
            gone = await raw.send(method, one, json=walk.body(kind.change) if method == kind.update else None)
            assert gone.status == 404, (method, gone.body)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)
async def test_what_makes_no_record_is_refused_and_leaves_nothing(kind: Kind) -> None:
    async with running(limited=False) as (_, raw):
        walk = Walk(raw, kind, await kind.prepare(raw))
        before = await listed(walk)
        if kind.required is not None:
            for value in ("", None):
                refused = await walk.create(**{kind.required: value})
                assert refused.status == kind.missing, refused.body
                if kind.missing == 422:
                    assert refused.json["error"] == "RecordInvalid"
                    assert refused.json["details"]
        for body in ([], {"something": {}}, {kind.one: 3}, {kind.one: []}, {}):
            refused = await raw.post(walk.path, body)
            assert refused.status in {400, 422}, (body, refused.body)
        assert (await raw.post(walk.path)).status in {400, 422}
        if kind.unique is not None:
            assert (await walk.create()).status == kind.created
            again = await walk.create(
                **({"title": "Other"} if kind.unique != "title" and "title" in kind.given else {})
            )
            assert again.status == 422, again.body
            assert again.json["details"][kind.unique][0]["error"] == "DuplicateValue"
        else:
            assert await listed(walk) == before


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "{" in kind.path], ids=lambda kind: kind.path)
async def test_an_unknown_parent_is_not_found(kind: Kind) -> None:
    async with running(limited=False) as (_, raw):
        names = await kind.prepare(raw)
        lost = Walk(raw, kind, {key: "999" if isinstance(value, int) else "nowhere" for key, value in names.items()})
        assert (await raw.get(lost.path)).status == 404
        assert (await raw.post(lost.path, Walk(raw, kind, names).body(kind.given))).status == 404


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)
async def test_end_users_make_no_records(kind: Kind) -> None:
    async with running(limited=False) as (emulator, raw):
        walk = Walk(raw, kind, await kind.prepare(raw))
        end_user = next(row for row in emulator.account.users.rows() if row["role"] == "end-user")
        caller = basic(f"{end_user['email']}/token", "token")
        refused = await raw.post(walk.path, walk.body(kind.given), credential=caller)
        assert refused.status == 403, refused.body
        assert caller != ADMINISTRATOR
