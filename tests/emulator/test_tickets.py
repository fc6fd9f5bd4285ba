import asyncio
from typing import Any

import pytest

from tests.emulator.raw import Raw, Reply, Time, running
from zendesk_async.emulator import Emulator
from zendesk_async.emulator._seed_fields import CUSTOM_FIELDS
from zendesk_async.emulator._seed_tickets import STATUSES
from zendesk_async.emulator._store import Event, Settings

Row = dict[str, Any]

RECORDED_ORDER = [
    "url",
    "id",
    "external_id",
    "via",
    "created_at",
    "updated_at",
    "generated_timestamp",
    "type",
    "subject",
    "raw_subject",
    "description",
    "priority",
    "status",
    "recipient",
    "requester_id",
    "submitter_id",
    "assignee_id",
    "organization_id",
    "group_id",
    "collaborator_ids",
    "follower_ids",
    "email_cc_ids",
    "forum_topic_id",
    "problem_id",
    "has_incidents",
    "is_public",
    "due_at",
    "tags",
    "custom_fields",
    "satisfaction_rating",
    "sharing_agreement_ids",
    "custom_status_id",
    "fields",
    "followup_ids",
    "ticket_form_id",
    "brand_id",
    "allow_channelback",
    "allow_attachments",
    "from_messaging_channel",
]
PRODUCT = CUSTOM_FIELDS[10]
CHANNELS = CUSTOM_FIELDS[13]
CONTRACT = CUSTOM_FIELDS[3]


async def create(raw: Raw, **ticket: Any) -> Row:
    reply = await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "It smokes."}, **ticket}})
    assert reply.status == 201, reply.body
    made: Row = reply.json["ticket"]
    return made


async def change(raw: Raw, identifier: int, **changes: Any) -> Row:
    reply = await raw.put(f"/api/v2/tickets/{identifier}", {"ticket": changes})
    assert reply.status == 200, reply.body
    answer: Row = reply.json
    return answer


async def show(raw: Raw, identifier: int) -> Row:
    reply = await raw.get(f"/api/v2/tickets/{identifier}")
    assert reply.status == 200, reply.body
    found: Row = reply.json["ticket"]
    return found


def field(ticket: Row, identifier: int) -> Any:
    return next(entry["value"] for entry in ticket["custom_fields"] if entry["id"] == identifier)


def told(reply: Reply) -> dict[str, list[str]]:
    assert reply.status == 422, reply.body
    assert (reply.json["error"], reply.json["description"]) == ("RecordInvalid", "Record validation errors")
    return {key: [item["description"] for item in items] for key, items in reply.json["details"].items()}


def events_of(emulator: Emulator) -> list[Event]:
    events: list[Event] = []
    emulator.account.subscribe(events.append)
    return events


def agent(emulator: Emulator, number: int = 1) -> Row:
    found = emulator.account.users.one("email", f"agent{number}@example.com")
    assert found is not None
    return found


# Creating


async def test_a_new_ticket_has_every_field_in_the_recorded_order() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        reply = await raw.post("/api/v2/tickets.json", {"ticket": {"subject": "Fire", "comment": {"body": "Help"}}})
        ticket = reply.json["ticket"]
        assert reply.status == 201
        assert list(reply.json) == ["ticket", "audit"]
        assert list(ticket) == RECORDED_ORDER
        assert reply.headers["Location"] == ticket["url"] == f"{emulator.url}/api/v2/tickets/1.json"
        assert (ticket["status"], ticket["via"]["channel"], ticket["generated_timestamp"]) == ("new", "api", 0)
        assert (ticket["description"], ticket["subject"], ticket["raw_subject"]) == ("Help", "Fire", "Fire")
        assert ticket["requester_id"] == ticket["submitter_id"] == emulator.administrator["id"]
        assert ticket["custom_status_id"] == STATUSES["new"]
        assert {**ticket, "generated_timestamp": int(emulator.clock.seconds())}.keys() == (await show(raw, 1)).keys()


async def test_the_audit_of_a_new_ticket_begins_with_the_comment() -> None:
    async with running(users=10, limited=False) as (_, raw):
        reply = await raw.post(
            "/api/v2/tickets",
            {"ticket": {"comment": {"body": "a < b"}, "priority": "high", "metadata": {"machine": "7"}, "macro_id": 5}},
        )
        audit = reply.json["audit"]
        assert list(audit) == ["id", "ticket_id", "created_at", "author_id", "metadata", "events", "via"]
        assert list(audit["metadata"]["system"]) == ["client", "ip_address", "location", "latitude", "longitude"]
        assert audit["metadata"]["custom"] == {"machine": "7"}
        comment, *others = audit["events"]
        assert list(comment) == [
            "id", "type", "author_id", "body", "html_body", "plain_body", "public", "attachments", "audit_id",
        ]  # fmt: skip
        assert comment["html_body"] == '<div class="zd-comment" dir="auto"><p dir="auto">a &lt; b</p></div>'
        created = {event["field_name"]: event["value"] for event in others if event["type"] == "Create"}
        assert created["priority"] == "high"
        assert created["type"] is None
        assert created["requester_id"] == str(reply.json["ticket"]["requester_id"])
        macro = next(event for event in others if event["type"] == "AgentMacroReference")
        assert (macro["macro_id"], macro["macro_deleted"]) == ("5", True)
        assert len({event["id"] for event in audit["events"]}) == len(audit["events"])


async def test_a_ticket_needs_a_comment() -> None:
    async with running(limited=False) as (_, raw):
        for body in ({"subject": "x"}, {"comment": {"body": "  "}}, {"comment": {}}):
            reply = await raw.post("/api/v2/tickets", {"ticket": body})
            assert told(reply) == {"base": ["Description: cannot be blank"]}


async def test_a_description_is_the_older_name_of_the_first_comment_and_ignored_later() -> None:
    async with running(limited=False) as (emulator, raw):
        reply = await raw.post("/api/v2/tickets", {"ticket": {"description": "Old style"}})
        assert reply.json["ticket"]["description"] == "Old style"
        await change(raw, 1, description="New style")
        assert (await show(raw, 1))["description"] == "Old style"
        assert len(emulator.account.comments) == 1


async def test_html_is_stripped_from_a_body_and_kept_in_an_html_body() -> None:
    async with running(limited=False) as (emulator, raw):
        await create(raw, comment={"body": "<b>bold</b> <me@example.com> 1 < 2"})
        await change(raw, 1, comment={"html_body": "<p>one<br>two</p><b>three</b>"})
        first, second = emulator.account.comments.rows()
        assert first["body"] == "bold <me@example.com> 1 < 2"
        assert second["html_body"] == '<div class="zd-comment" dir="auto"><p>one<br>two</p><b>three</b></div>'
        assert second["plain_body"] == "one\ntwo\nthree"


async def test_a_requester_is_found_by_address_or_made() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        known = await create(raw, requester={"name": "Other name", "email": "USER9@example.net"})
        assert emulator.account.users[known["requester_id"]]["email"] == "user9@example.net"
        before = len(emulator.account.users)
        new = await create(raw, requester={"name": "Neu", "email": "neu@example.org"})
        again = await create(raw, requester="neu@example.org")
        nameless = await create(raw, requester={"name": "Walk-in"})
        assert new["requester_id"] == again["requester_id"]
        assert len(emulator.account.users) == before + 2
        assert emulator.account.users[nameless["requester_id"]]["email"] is None
        reply = await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "x"}, "requester": {}}})
        assert "requester" in told(reply)


async def test_a_refused_ticket_leaves_no_new_requester_behind() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        before = emulator.account.counts()
        body = {"requester": {"name": "Neu", "email": "neu@example.org"}, "priority": "enormous"}
        reply = await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "x"}, **body}})
        assert told(reply) == {"priority": ["Priority: enormous is not included in the list"]}
        assert emulator.account.counts() == before


async def test_the_organization_is_the_requesters_unless_another_of_theirs_is_named() -> None:
    async with running(users=60, limited=False) as (emulator, raw):
        user = next(row for row in emulator.account.users.rows() if row["organization_id"])
        other = next(one for one in emulator.account.organizations if one != user["organization_id"])
        ticket = await create(raw, requester_id=user["id"])
        assert ticket["organization_id"] == user["organization_id"]
        body = {"comment": {"body": "x"}, "requester_id": user["id"], "organization_id": other}
        assert "base" in told(await raw.post("/api/v2/tickets", {"ticket": body}))


async def test_an_assigned_ticket_is_open_and_in_a_group_of_the_agent() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        who = agent(emulator)
        ticket = await create(raw, assignee_id=who["id"])
        assert (ticket["status"], ticket["group_id"]) == ("open", who["default_group_id"])
        later = await create(raw)
        assert later["status"] == "new"
        assert (await change(raw, later["id"], assignee_email="agent1@example.com"))["ticket"]["status"] == "open"
        assert (await change(raw, later["id"], assignee_id=None))["ticket"]["assignee_id"] is None


async def test_another_group_takes_the_ticket_off_an_agent_who_is_not_in_it() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        who = agent(emulator)
        ticket = await create(raw, assignee_id=who["id"])
        groups = emulator.account.group_memberships
        mine = {groups[one]["group_id"] for one in groups.where("user_id", who["id"])}
        foreign = next(one for one in emulator.account.groups if one not in mine)
        assert (await change(raw, ticket["id"], group_id=foreign))["ticket"]["assignee_id"] is None


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"status": "deleted"}, "status"),
        ({"type": "wish"}, "type"),
        ({"assignee_id": 12345}, "assignee"),
        ({"group_id": 12345}, "group"),
        ({"requester_id": 12345}, "requester"),
        ({"brand_id": 12345}, "brand"),
        ({"ticket_form_id": 12345}, "ticket_form"),
        ({"problem_id": 12345}, "base"),
        ({"type": "task", "problem_id": 1}, "base"),
        ({"custom_fields": [{"id": PRODUCT, "value": "nothing_we_sell"}]}, "base"),
        ({"custom_fields": [{"id": CUSTOM_FIELDS[5], "value": "tomorrow"}]}, "base"),
        ({"custom_fields": [{"id": CUSTOM_FIELDS[8], "value": "12"}]}, "base"),
        ({"custom_fields": [{"id": CUSTOM_FIELDS[5], "value": "2026-02-30"}]}, "base"),
        ({"custom_fields": [{"id": CHANNELS, "value": ["used_web", {"a": 1}]}]}, "base"),
        ({"custom_fields": [{"id": CUSTOM_FIELDS[0], "value": {"a": 1}}]}, "base"),
        ({"custom_fields": 5}, "base"),
        ({"subject": "x" * 65_536}, "subject"),
        ({"assignee_email": "user9@example.net"}, "assignee"),
        ({"comment": {"body": "x", "author_id": 12345}}, "base"),
    ],
)
async def test_a_value_that_breaks_a_rule_is_refused(fields: Row, key: str) -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        reply = await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "x"}, **fields}})
        assert key in told(reply)
        assert len(emulator.account.tickets) == 0


@pytest.mark.parametrize("fields", [{"assignee_id": "me"}, {"tags": 5}, {"due_at": "soon"}, {"subject": {"a": 1}}])
async def test_a_value_of_the_wrong_type_is_a_bad_request(fields: Row) -> None:
    async with running(limited=False) as (_, raw):
        reply = await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "x"}, **fields}})
        assert reply.status == 400
        assert reply.json["error"]["title"] == "Invalid attribute"


async def test_a_body_without_its_envelope_is_a_bad_request() -> None:
    async with running(limited=False) as (_, raw):
        assert (await raw.post("/api/v2/tickets", {"subject": "x"})).status == 400
        assert (await raw.post("/api/v2/tickets", {"ticket": []})).status == 400


async def test_unknown_keys_are_dropped_and_listed_in_a_header() -> None:
    async with running(limited=False) as (_, raw):
        await create(raw)
        reply = await raw.put("/api/v2/tickets/1", {"ticket": {"id": 1, "pri\nority": "high", "subject": "S"}})
        assert reply.headers["x-zendesk-api-warn"] == (
            '{:allowed_parameters=>{:controller=>"tickets", :action=>"update", '
            ':unpermitted_keys=>["ticket.id", "ticket.pri?ority"], :invalid_values=>[]}}'
        )
        assert "x-zendesk-api-warn" not in (await raw.put("/api/v2/tickets/1", {"ticket": {"subject": "T"}})).headers


async def test_a_ticket_can_be_made_later() -> None:
    async with running(limited=False, job_queue_seconds=1000) as (emulator, raw):
        reply = await raw.post("/api/v2/tickets?async=true", {"ticket": {"comment": {"body": "x"}}})
        assert reply.status == 202
        identifier = reply.json["ticket"]["id"]
        assert reply.json["job_status"]["status"] == "queued"
        assert (await raw.get(f"/api/v2/tickets/{identifier}")).status == 404
        emulator.account.jobs.finish()
        assert (await show(raw, identifier))["description"] == "x"


async def test_a_follow_up_names_its_source_and_inherits_its_tags() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        await create(raw, tags=["old"], status="solved", assignee_id=agent(emulator)["id"])
        early = await create(raw, via_followup_source_id=1)
        assert early["via"]["channel"] == "api"
        await change(raw, 1, status="closed")
        late = await create(raw, via_followup_source_id=1)
        assert (late["via"]["channel"], late["via"]["source"]["rel"], late["tags"]) == (
            "closed_ticket",
            "follow_up",
            ["old"],
        )
        assert (await show(raw, 1))["followup_ids"] == [late["id"]]
        assert (await create(raw, via_followup_source_id=1, tags=["new"]))["tags"] == ["new"]
        related = (await raw.get(f"/api/v2/tickets/{late['id']}/related")).json
        assert (related["followup_source_ids"], related["from_archive"], related["incidents"]) == ([1], False, 0)


async def test_ccs_and_followers() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        who, user = agent(emulator), emulator.account.users.rows()[-1]
        ticket = await create(
            raw,
            email_ccs=[
                {"user_id": user["id"]},
                {"user_email": "new@example.org", "user_name": "New"},
                {"user_id": 5},
                7,
            ],
            followers=[{"user_id": who["id"]}, {"user_id": user["id"]}],
        )
        new = emulator.account.users.one("email", "new@example.org")
        assert new is not None
        assert ticket["email_cc_ids"] == [user["id"], new["id"]]
        assert ticket["follower_ids"] == [who["id"]]
        assert ticket["collaborator_ids"] == [user["id"], new["id"], who["id"]]
        answer = await change(raw, 1, email_ccs=[{"user_id": user["id"], "action": "delete"}])
        assert answer["ticket"]["email_cc_ids"] == [new["id"]]
        assert [event["type"] for event in answer["audit"]["events"]] == ["EmailCcChange"]
        more = await change(raw, 1, additional_collaborators=[user["id"], "third@example.org"])
        assert len(more["ticket"]["email_cc_ids"]) == 3
        replaced = await change(raw, 1, collaborator_ids=[who["id"], user["id"]])
        assert (replaced["ticket"]["email_cc_ids"], replaced["ticket"]["follower_ids"]) == ([user["id"]], [who["id"]])
        named = await change(raw, 1, email_cc_ids=[new["id"], 5], follower_ids=[user["id"]])
        assert (named["ticket"]["email_cc_ids"], named["ticket"]["follower_ids"]) == ([new["id"]], [])
        for place, ids in (("email_ccs", [new["id"]]), ("followers", []), ("collaborators", [new["id"]])):
            reply = await raw.get(f"/api/v2/tickets/1/{place}")
            assert [row["id"] for row in reply.json["users"]] == ids
        listed = await raw.get(f"/api/v2/users/{new['id']}/tickets/ccd")
        assert [row["id"] for row in listed.json["tickets"]] == [1]


async def test_more_than_48_ccs_are_refused_in_a_new_ticket_and_cut_in_a_change() -> None:
    async with running(users=80, limited=False) as (emulator, raw):
        ccs = [{"user_id": one} for one in emulator.account.users.where("role", "end-user")[:49]]
        reply = await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "x"}, "email_ccs": ccs}})
        assert reply.status == 400
        await create(raw)
        assert len((await change(raw, 1, email_ccs=ccs))["ticket"]["email_cc_ids"]) == 48


async def test_without_collaboration_ccs_are_ignored() -> None:
    async with running(users=10, limited=False, settings=Settings(collaboration=False)) as (_, raw):
        assert (await create(raw, email_ccs=[{"user_email": "a@example.org"}]))["email_cc_ids"] == []


# Changing


async def test_a_change_is_told_in_the_audit_with_what_was_before() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        await create(raw, priority="low", tags=["a"])
        answer = await change(raw, 1, priority="high", tags=["b"], comment={"body": "Again", "public": False})
        comment, *changes = answer["audit"]["events"]
        assert (comment["type"], comment["public"]) == ("Comment", False)
        assert {(event["field_name"], str(event["previous_value"]), str(event["value"])) for event in changes} == {
            ("priority", "low", "high"),
            ("tags", "['a']", "['b']"),
        }
        assert list(answer["audit"]["events"][1]) == ["id", "type", "value", "field_name", "previous_value"]
        assert emulator.account.comments[comment["id"]]["audit_id"] == answer["audit"]["id"]
        shown = await raw.get(f"/api/v2/tickets/1/audits/{answer['audit']['id']}")
        assert shown.json == {"audit": answer["audit"]}


async def test_a_change_of_nothing_makes_no_audit_and_leaves_updated_at() -> None:
    async with running(limited=False) as (emulator, raw):
        before = await create(raw, subject="S")
        answer = await change(raw, 1, subject="S")
        assert answer["audit"]["events"] == []
        assert answer["ticket"]["updated_at"] == before["updated_at"]
        assert len(emulator.account.audits) == 1


async def test_a_missing_ticket_is_not_found() -> None:
    async with running(limited=False) as (_, raw):
        for reply in (
            await raw.get("/api/v2/tickets/99"),
            await raw.put("/api/v2/tickets/99", {"ticket": {"subject": "x"}}),
            await raw.delete("/api/v2/tickets/99"),
            await raw.get("/api/v2/tickets/99/comments"),
            await raw.get("/api/v2/tickets/9223372036854775807"),
        ):
            assert reply.status == 404
            assert reply.json == {"error": "RecordNotFound", "description": "Not found"}


async def test_a_closed_ticket_does_not_change() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        await create(raw, assignee_id=agent(emulator)["id"])
        await change(raw, 1, status="closed")
        for body in ({"subject": "x"}, {"status": "open"}, {"comment": {"body": "x"}}):
            reply = await raw.put("/api/v2/tickets/1", {"ticket": body})
            assert told(reply) == {"status": ["Status: closed prevents ticket update"]}


async def test_status_and_custom_status_go_together() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        ticket = await create(raw, assignee_id=agent(emulator)["id"])
        assert ticket["custom_status_id"] == STATUSES["open"]
        assert (await change(raw, 1, custom_status_id=STATUSES["pending"]))["ticket"]["status"] == "pending"
        assert (await change(raw, 1, status="hold"))["ticket"]["custom_status_id"] == STATUSES["hold"]
        assert (await change(raw, 1, status="solved"))["ticket"]["custom_status_id"] == STATUSES["solved"]
        assert (await change(raw, 1, status="open"))["ticket"]["status"] == "open"
        reply = await raw.put("/api/v2/tickets/1", {"ticket": {"status": "new"}})
        assert "status" in told(reply)


async def test_solving_needs_an_assignee() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        await create(raw)
        reply = await raw.put("/api/v2/tickets/1", {"ticket": {"status": "solved"}})
        assert told(reply) == {"base": ["Assignee: is required when solving a ticket"]}
        at_once = await create(raw, status="solved")
        assert at_once["assignee_id"] == emulator.administrator["id"]


async def test_tags_and_custom_fields_go_together() -> None:
    async with running(limited=False) as (_, raw):
        values = [{"id": PRODUCT, "value": "product_router"}, {"id": CONTRACT, "value": True}, {"id": 5, "value": "x"}]
        ticket = await create(raw, tags=["mine"], custom_fields=values)
        assert ticket["tags"] == ["contract_customer", "mine", "product_router"]
        assert ticket["fields"] == ticket["custom_fields"]
        assert len(ticket["custom_fields"]) == 15
        other = (await change(raw, 1, custom_fields={str(PRODUCT): "product_cloud"}))["ticket"]
        assert other["tags"] == ["contract_customer", "mine", "product_cloud"]
        without = (await change(raw, 1, tags=["mine"]))["ticket"]
        assert (field(without, PRODUCT), field(without, CONTRACT)) == (None, False)
        tagged = (await change(raw, 1, tags=["mine", "used_web", "used_app", "product_printer"]))["ticket"]
        assert (field(tagged, CHANNELS), field(tagged, PRODUCT)) == (["used_app", "used_web"], "product_printer")
        cleared = (await change(raw, 1, custom_fields=[{"id": CHANNELS, "value": None}]))["ticket"]
        assert cleared["tags"] == ["mine", "product_printer"]


async def test_tags_are_replaced_added_and_removed() -> None:
    async with running(limited=False) as (_, raw):
        await create(raw, tags=["B", "a b"])
        assert (await show(raw, 1))["tags"] == ["a", "b"]
        assert (await change(raw, 1, additional_tags=["c"], remove_tags=["a"]))["ticket"]["tags"] == ["b", "c"]
        assert (await change(raw, 1, tags=[]))["ticket"]["tags"] == []


async def test_values_of_custom_fields_are_kept_in_their_form() -> None:
    async with running(limited=False) as (_, raw):
        values = {
            CUSTOM_FIELDS[0]: 17, CUSTOM_FIELDS[5]: "2026-01-02T00:00:00Z", CUSTOM_FIELDS[6]: 12, CUSTOM_FIELDS[7]: 1.5,
            CUSTOM_FIELDS[8]: "10115", CUSTOM_FIELDS[9]: "4111111111111111", CUSTOM_FIELDS[14]: 77,
        }  # fmt: skip
        ticket = await create(raw, custom_fields=[{"id": key, "value": value} for key, value in values.items()])
        assert [field(ticket, key) for key in values] == [
            "17", "2026-01-02", "12", "1.5", "10115", "XXXXXXXXXXXX1111", "77",
        ]  # fmt: skip


# Collisions


async def test_a_safe_update_of_an_older_version_conflicts() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        first = await create(raw)
        second = (await change(raw, 1, subject="B", safe_update=True, updated_stamp=first["updated_at"]))["ticket"]
        for flag in (True, "true", False):
            body = {"subject": "C", "safe_update": flag, "updated_stamp": first["updated_at"]}
            reply = await raw.put("/api/v2/tickets/1", {"ticket": body})
            assert reply.status == 409
            assert reply.json["error"] == "UpdateConflict"
        assert (await show(raw, 1))["subject"] == "B"
        await change(raw, 1, subject="D", safe_update=True, updated_stamp=second["updated_at"])
        assert (await raw.put("/api/v2/tickets/1", {"ticket": {"safe_update": True}})).status == 400


async def test_changes_within_one_second_can_be_told_apart_unless_that_is_switched_off() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        stamps = {(await create(raw))["updated_at"]}
        for number in range(3):
            stamps.add((await change(raw, 1, subject=str(number)))["ticket"]["updated_at"])
        assert len(stamps) == 4
    async with running(clock=time.clock(), limited=False, settings=Settings(distinct_stamps=False)) as (_, raw):
        before = await create(raw)
        assert (await change(raw, 1, subject="x"))["ticket"]["updated_at"] == before["updated_at"]


async def test_two_updates_of_one_ticket_at_the_same_moment_collide() -> None:
    async with running(limited=False, settings=Settings(update_seconds=0.1)) as (_, raw):
        await create(raw)
        await create(raw)
        replies = await asyncio.gather(
            *(raw.put(f"/api/v2/tickets/{one}", {"ticket": {"subject": "x"}}) for one in (1, 1, 1, 2))
        )
        assert sorted(reply.status for reply in replies[:3]) == [200, 409, 409]
        assert replies[3].status == 200
        refused = next(reply for reply in replies if reply.status == 409)
        assert refused.json == {"error": "DatabaseConflict", "description": "Database collision"}
        assert (await raw.put("/api/v2/tickets/1", {"ticket": {"subject": "y"}})).status == 200


async def test_twenty_guarded_writers_lose_no_tag() -> None:
    async with running(limited=False) as (_, raw):
        await create(raw)

        async def add(tag: str) -> None:
            while True:
                ticket = await show(raw, 1)
                body = {"tags": [*ticket["tags"], tag], "safe_update": True, "updated_stamp": ticket["updated_at"]}
                if (await raw.put("/api/v2/tickets/1", {"ticket": body})).status == 200:
                    return

        await asyncio.gather(*(add(f"t{number}") for number in range(20)))
        assert len((await show(raw, 1))["tags"]) == 20


# Problems


async def test_a_solved_problem_solves_its_incidents_with_its_comment() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        who = agent(emulator)["id"]
        await create(raw, type="problem", assignee_id=who)
        await create(raw, problem_id=1, assignee_id=who)
        await create(raw, type="incident", problem_id=1, assignee_id=who, status="solved")
        assert (await show(raw, 2))["type"] == "incident"
        assert (await show(raw, 1))["has_incidents"] is True
        listed = await raw.get("/api/v2/tickets/1/incidents")
        assert [row["id"] for row in listed.json["tickets"]] == [2, 3]
        await change(raw, 1, status="solved", comment={"body": "Fixed for all"})
        assert (await show(raw, 2))["status"] == "solved"
        comments = emulator.account.comments
        assert comments[comments.where("ticket_id", 2)[-1]]["body"] == "Fixed for all"
        assert len(comments.where("ticket_id", 3)) == 1
        await change(raw, 1, status="open")
        assert (await show(raw, 2))["status"] == "solved"


async def test_problems_are_listed_by_their_last_change_and_found_by_subject() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        for subject in ("Fire", "Water", "fireworks"):
            await create(raw, type="problem", subject=subject)
            time.seconds += 10
        await create(raw, subject="Fire")
        listed = (await raw.get("/api/v2/problems")).json["tickets"]
        assert [row["subject"] for row in listed] == ["fireworks", "Water", "Fire"]
        found = (await raw.post("/api/v2/problems/autocomplete", {"text": "fire"})).json["tickets"]
        assert [row["subject"] for row in found] == ["fireworks", "Fire"]


async def test_due_dates_are_those_of_tasks() -> None:
    async with running(limited=False) as (_, raw):
        task = await create(raw, type="task", due_at="2027-01-02T03:04:05+01:00", raw_subject="R", priority="")
        assert (task["due_at"], task["subject"], task["priority"]) == ("2027-01-02T02:04:05Z", "R", None)
        assert (await change(raw, 1, due_at=None))["ticket"]["due_at"] is None
        await change(raw, 1, due_at="2027-01-02T03:04:05Z")
        assert (await change(raw, 1, type="question"))["ticket"]["due_at"] is None


async def test_a_suspended_user_asks_for_nothing() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        user = emulator.account.users.rows()[-1]["id"]
        emulator.account.users.change(user, {"suspended": True})
        reply = await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "x"}, "requester": {"id": user}}})
        assert told(reply) == {"requester": ["Requester: is suspended"]}


async def test_a_ticket_has_at_most_five_thousand_comments() -> None:
    async with running(limited=False) as (emulator, raw):
        await create(raw)
        first = emulator.account.comments.rows()[0]
        for _ in range(4999):
            emulator.account.comments.insert({**first, "id": None})
        reply = await raw.put("/api/v2/tickets/1", {"ticket": {"comment": {"body": "One more"}}})
        assert "5000" in told(reply)["base"][0]
        await change(raw, 1, subject="No comment")


async def test_a_comment_is_private_where_that_is_the_accounts_default() -> None:
    settings = Settings(comments_public_by_default=False)
    async with running(limited=False, users=10, settings=settings) as (emulator, raw):
        who = agent(emulator)
        ticket = await create(raw, comment={"body": "x", "author_id": who["id"]})
        assert ticket["is_public"] is False
        (comment,) = emulator.account.comments.rows()
        assert (comment["author_id"], comment["public"]) == (who["id"], False)
        assert (await change(raw, 1, comment={"body": "y", "public": True}))["ticket"]["is_public"] is True


# Events


async def test_webhooks_are_told_of_what_happens() -> None:
    async with running(users=10, limited=False) as (emulator, raw):
        events = events_of(emulator)
        who = agent(emulator)
        await create(raw, priority="normal")
        await change(
            raw, 1, status="open", priority="high", assignee_id=who["id"], tags=["a"],
            custom_fields=[{"id": CUSTOM_FIELDS[0], "value": "A-1"}], comment={"body": "Hi"},
        )  # fmt: skip
        await raw.delete("/api/v2/tickets/1")
        by_type = {event.type.removeprefix("zen:event-type:ticket."): event for event in events}
        assert by_type["created"].event == {}
        assert by_type["created"].subject == "zen:ticket:1"
        detail = by_type["created"].detail
        assert (detail["id"], detail["status"], detail["priority"], detail["via"]) == (
            "1",
            "NEW",
            "NORMAL",
            {"channel": "api"},
        )
        assert detail["requester_id"] == str(emulator.administrator["id"])
        assert by_type["priority_changed"].event == {"current": "HIGH", "previous": "NORMAL"}
        assert by_type["agent_assignment_changed"].event == {"current": str(who["id"]), "previous": None}
        assert by_type["tags_changed"].event == {"tags_added": ["a"], "tags_removed": []}
        assert by_type["custom_field_changed"].event["custom_field"]["title"] == "Order number"
        assert by_type["status_changed"].event == {"current": "DELETED", "previous": "OPEN"}
        said = by_type["comment_added"].event["comment"]
        assert (said["body"], said["is_public"], said["author"]["is_staff"]) == ("Hi", True, True)
        assert by_type["soft_deleted"].event == {}
