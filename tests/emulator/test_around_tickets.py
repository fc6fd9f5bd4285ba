"""What hangs on tickets: skips, bookmarks, activities, pins, mails, the log, tasks, approvals, imports, metric events."""

from typing import Any

import pytest

from tests.emulator.asked import asked, problems
from tests.emulator.raw import Raw, Time, basic, running
from zendesk_async.emulator import Emulator


async def ticket(raw: Raw, **more: Any) -> Any:
    given = {"subject": "S", "comment": {"body": "Hello"}, **more}
    return (await asked(raw, "POST tickets", {"ticket": given}, 201))["ticket"]


def someone(emulator: Emulator, role: str) -> Any:
    return next(row for row in emulator.account.users.rows() if row["role"] == role)


def credential(user: Any) -> Any:
    return basic(f"{user['email']}/token", "token")


async def test_skips() -> None:
    async with running() as (emulator, raw):
        held = await ticket(raw)
        made = []
        for reason in ("A", "B"):
            given = {"skip": {"ticket_id": held["id"], "reason": reason}}
            made.append((await asked(raw, "POST skips", given, 201))["skip"])
        assert list(made[0]) == ["id", "ticket_id", "user_id", "reason", "created_at", "updated_at", "ticket"]
        assert made[0]["ticket"]["id"] == held["id"]
        user = emulator.administrator["id"]
        for path in ("skips", f"users/{user}/skips", f"tickets/{held['id']}/skips"):
            assert [row["reason"] for row in (await asked(raw, f"GET {path}"))["skips"]] == ["A", "B"]
        backwards = await asked(raw, "GET skips?sort_order=desc&include=tickets,users")
        assert [row["reason"] for row in backwards["skips"]] == ["B", "A"]
        assert ([row["id"] for row in backwards["tickets"]], len(backwards["users"])) == ([held["id"]], 1)
        for wrong in ({"ticket_id": 5, "reason": "x"}, {"ticket_id": held["id"]}, {"reason": "x"}):
            await asked(raw, "POST skips", {"skip": wrong}, 422)
        await asked(raw, "GET tickets/5/skips", status=404)


async def test_bookmarks_are_their_owners_and_made_once() -> None:
    async with running() as (emulator, raw):
        held = await ticket(raw)
        body = {"bookmark": {"ticket_id": held["id"]}}
        made = (await asked(raw, "POST bookmarks", body, 201))["bookmark"]
        assert (made["ticket"]["id"], list(made)) == (held["id"], ["url", "id", "ticket", "created_at"])
        assert (await asked(raw, "POST bookmarks", body))["bookmark"] == made
        assert (await asked(raw, "GET bookmarks"))["bookmarks"] == [made]
        caller = credential(someone(emulator, "agent"))
        assert (await asked(raw, "GET bookmarks", credential=caller))["count"] == 0
        await asked(raw, f"DELETE bookmarks/{made['id']}", status=404, credential=caller)
        await asked(raw, f"DELETE bookmarks/{made['id']}", status=204)
        await asked(raw, "POST bookmarks", {"bookmark": {"ticket_id": 5}}, 422)


async def test_activities_are_what_others_did() -> None:
    time = Time()
    async with running(clock=time.clock()) as (emulator, raw):
        agent = someone(emulator, "agent")
        held = await ticket(raw, assignee_id=emulator.administrator["id"], priority="low")
        assert (await asked(raw, "GET activities"))["activities"] == []
        time.seconds += 60
        by_agent = credential(agent)
        change = {"ticket": {"comment": {"body": "Look"}, "priority": "high"}}
        await asked(raw, f"PUT tickets/{held['id']}", change, credential=by_agent)
        time.seconds += 60
        await asked(raw, f"PUT tickets/{held['id']}", {"ticket": {"priority": "normal"}}, credential=by_agent)
        answer = await asked(raw, "GET activities?include=fields_metadata")
        assert sorted(row["verb"] for row in answer["activities"]) == ["tickets.comment", "tickets.priority_increase"]
        assert [user["id"] for user in answer["actors"]] == [agent["id"]]
        assert answer["fields_metadata"] == []
        comment = next(row for row in answer["activities"] if row["verb"] == "tickets.comment")
        assert list(comment) == [
            "url", "id", "title", "verb", "user_id", "actor_id", "updated_at", "created_at", "object", "target", "user",
            "actor",
        ]  # fmt: skip
        assert comment["object"]["comment"]["value"] == "Look"
        assert (await asked(raw, f"GET activities/{comment['id']}"))["activity"] == comment
        assert (await asked(raw, "GET activities/count"))["count"]["value"] == 2
        assert (await asked(raw, f"GET activities?since={int(time.seconds)}"))["activities"] == []
        other = await ticket(raw, assignee_id=agent["id"])
        assigned = (await asked(raw, "GET activities", credential=by_agent))["activities"]
        assert "tickets.assignment" in {row["verb"] for row in assigned}
        assert {row["target"]["ticket"]["id"] for row in assigned} == {other["id"]}
        time.seconds += 31 * 86_400
        assert (await asked(raw, "GET activities/count"))["count"]["value"] == 0
        await asked(raw, f"GET activities/{comment['id']}", status=404)


async def test_pins() -> None:
    async with running() as (_, raw):
        held = await ticket(raw)
        given = {"ticket_id": str(held["id"]), "content_id": "c1", "content_type": "article", "locale": "en-us"}
        made = await asked(raw, "POST ticket_content_pins", {"ticket_content_pin": given}, 201)
        assert {key: made[key] for key in given} == given
        listed = await asked(raw, f"GET ticket_content_pins?ticket_id={held['id']}")
        assert listed == {"ticket_content_pins": [made], "count": 1}
        await asked(raw, "POST ticket_content_pins", {"ticket_content_pin": given}, 409)
        for wrong, status in (({"content_id": None}, 400), ({"ticket_id": "5"}, 400), ({"content_type": "x"}, 422)):
            await asked(raw, "POST ticket_content_pins", {"ticket_content_pin": {**given, **wrong}}, status)
        for number in range(2, 11):
            more = {**given, "content_id": f"c{number}"}
            await asked(raw, "POST ticket_content_pins", {"ticket_content_pin": more}, 201)
        full = {**given, "content_id": "c11"}
        await asked(raw, "POST ticket_content_pins", {"ticket_content_pin": full}, 422)
        assert await asked(raw, f"DELETE ticket_content_pins/{made['id']}") == made
        await asked(raw, f"DELETE ticket_content_pins/{made['id']}", status=404)
        await asked(raw, "GET ticket_content_pins?ticket_id=5", status=404)


async def test_mails_go_out_for_public_comments_of_agents() -> None:
    async with running() as (emulator, raw):
        user = someone(emulator, "end-user")
        held = await ticket(raw, requester_id=user["id"], comment={"body": "x", "author_id": user["id"]})
        for public in (True, False):
            await asked(raw, f"PUT tickets/{held['id']}", {"ticket": {"comment": {"body": "a", "public": public}}})
        rows = (await asked(raw, f"GET email_notifications?filter[ticket_id]={held['id']}"))["email_notifications"]
        assert len(rows) == 1
        mail = rows[0]
        assert [one["email_address"] for one in mail["recipients"]] == [user["email"]]
        for name, value in (("comment_id", mail["comment_id"]), ("notification_id", mail["notification_id"])):
            found = await asked(raw, f"GET email_notifications?filter[{name}]={value}")
            assert found["email_notifications"] == rows
        await asked(raw, "GET email_notifications", status=400)
        one = await asked(raw, f"GET email_notifications/{mail['notification_id']}")
        assert one["email_notification"] == mail
        await asked(raw, "GET email_notifications/5", status=404)
        for name, value in (
            ("ids", mail["notification_id"]),
            ("comment_ids", mail["comment_id"]),
            ("ticket_ids", held["id"]),
        ):
            many = await asked(raw, f"GET email_notifications/show_many?{name}={value}")
            assert many["email_notifications"] == rows
        await asked(raw, "GET email_notifications/show_many", status=400)
        own = await ticket(raw)
        nobody = await asked(raw, f"GET email_notifications?filter[ticket_id]={own['id']}")
        assert nobody["email_notifications"] == []


async def test_the_log_tells_who_said_what() -> None:
    async with running() as (emulator, raw):
        user = someone(emulator, "end-user")
        held = await ticket(raw, requester_id=user["id"], comment={"body": "Hi", "author_id": user["id"]})
        await asked(raw, f"PUT tickets/{held['id']}", {"ticket": {"comment": {"body": "Hello you"}}})
        answer = await asked(raw, f"GET tickets/{held['id']}/conversation_log?page[size]=5")
        events = answer["events"]
        assert [(event["author"]["type"], event["content"]["text"]) for event in events] == [
            ("user", "Hi"), ("agent", "Hello you"),
        ]  # fmt: skip
        assert len({event["id"] for event in events}) == 2
        assert sorted(event["id"] for event in events) == [event["id"] for event in events]
        assert answer["meta"]["has_more"] is False
        await asked(raw, "GET tickets/5/conversation_log", status=404)


async def test_lists_of_tasks() -> None:
    async with running() as (_, raw):
        tasks = [{"name": "First", "required": True}, {"name": "Second"}]
        given = {"task_list_template": {"name": "Welcome", "tasks": tasks}}
        made = (await asked(raw, "POST task_list_templates", given, 201))["task_list_template"]
        assert (made["task_count"], [task["position"] for task in made["tasks"]]) == (2, [1, 2])
        first, second = made["tasks"]
        path = f"task_list_templates/{made['id']}"
        change = [
            {"id": first["id"], "_destroy": True},
            {"id": second["id"], "name": "Only"},
            {"name": "New", "position": 1},
        ]
        after = (await asked(raw, f"PUT {path}", {"task_list_template": {"tasks": change}}))["task_list_template"]
        assert [task["name"] for task in after["tasks"]] == ["New", "Only"]
        listed = await asked(raw, f"GET {path}/tasks")
        assert (listed["count"], [task["name"] for task in listed["tasks"]]) == (2, ["New", "Only"])
        for wrong in ([{"id": "x"}], [{"name": " "}], [{"name": "x"}] * 51):
            refused = await asked(raw, f"PUT {path}", {"task_list_template": {"tasks": wrong}}, 422)
            assert "tasks" in problems(refused)
        held = await ticket(raw)
        body = {"task_list": {"task_list_template_id": made["id"]}}
        lists = (await asked(raw, f"POST tickets/{held['id']}/task_lists", body, 201))["task_lists"]
        assert [(row["name"], row["task_count"], row["ticket_id"]) for row in lists] == [
            ("Welcome", 2, str(held["id"]))
        ]
        await asked(raw, f"POST tickets/{held['id']}/task_lists", body, 422)
        await asked(raw, f"POST tickets/{held['id']}/task_lists", {"task_list": {"task_list_template_id": "x"}}, 422)
        assert (await asked(raw, f"GET tickets/{held['id']}/task_lists"))["count"] == 1
        await asked(raw, "GET tickets/5/task_lists", status=404)


async def test_approvals_are_asked_for_and_decided() -> None:
    async with running() as (emulator, raw):
        held, agent = await ticket(raw), someone(emulator, "agent")
        given = {"subject": "Laptop", "message": "Please", "ticket_id": held["id"], "assignee_user_id": agent["id"]}
        made = (await asked(raw, "POST approval_requests", given, 201))["approval_request"]
        assert (made["status"], made["created_by_id"], made["origination_type"]) == (
            "active", emulator.administrator["id"], "API_ORIGINATION",
        )  # fmt: skip
        group = next(iter(emulator.account.groups))
        by_group = {**given, "assignee_user_id": None, "assignee_group_id": group}
        second = (await asked(raw, "POST approval_requests", by_group, 201))["approval_request"]
        listed = (await asked(raw, "GET approval_requests"))["approval_requests"]
        assert [row["id"] for row in listed] == [second["id"], made["id"]]
        assert listed[0]["assignee_group"]["id"] == group
        instance = listed[0]["approval_workflow_instance_id"]
        path = f"approval_workflow_instances/{instance}/approval_requests"
        found = (await asked(raw, f"POST {path}/search"))["approval_requests"]
        assert {row["status"] for row in found} == {"pending"}
        shown = (await asked(raw, f"GET {path}/{made['id']}"))["approval_request"]
        assert (shown["ticket_details"]["id"], shown["assignee_user"]["id"]) == (held["id"], agent["id"])
        other = [row for row in emulator.account.users.rows() if row["role"] == "agent"][-1]
        approve = {"status": "approved", "notes": "Fine"}
        decision = f"{path}/{made['id']}/decision"
        await asked(raw, f"PATCH {decision}", approve, 403, credential=credential(other))
        await asked(raw, f"PATCH {decision}", {"status": "perhaps"}, 400)
        await asked(raw, f"PATCH {decision}", {"status": "pending"}, credential=credential(agent))
        done = (await asked(raw, f"PATCH {decision}", approve, credential=credential(agent)))["approval_request"]
        assert (done["status"], done["decisions"][-1]["decision_notes"]) == ("approved", "Fine")
        assert done["decisions"][-1]["decided_by_user"]["id"] == agent["id"]
        await asked(raw, f"PATCH {decision}", approve, 422)
        withdrawn = {"status": "withdrawn", "notes": "Too late"}
        gone = (await asked(raw, f"PATCH {path}/{second['id']}/decision", withdrawn))["approval_request"]
        assert gone["withdrawn_reason"] == "Too late"
        active = await asked(raw, "GET approval_requests?filter[status]=approved,rejected")
        assert [row["id"] for row in active["approval_requests"]] == [made["id"]]
        mine = await asked(raw, f"GET approval_requests?filter[assignee_group_id]={group}")
        assert [row["id"] for row in mine["approval_requests"]] == [second["id"]]
        await asked(raw, "GET approval_requests?filter[status]=x", status=400)
        await asked(raw, f"GET {path}/nowhere", status=404)
        await asked(raw, "POST approval_workflow_instances/nowhere/approval_requests/search", status=404)
        for wrong in (
            {"assignee_group_id": group},
            {"assignee_user_id": None},
            {"assignee_user_id": 5},
            {"ticket_id": 5},
            {"subject": ""},
        ):
            await asked(raw, "POST approval_requests", {**given, **wrong}, 422)


async def test_many_approvals_come_in_pages() -> None:
    async with running(limited=False) as (emulator, raw):
        held, agent = await ticket(raw), someone(emulator, "agent")
        given = {"subject": "x", "message": "x", "ticket_id": held["id"], "assignee_user_id": agent["id"]}
        for _ in range(101):
            await asked(raw, "POST approval_requests", given, 201)
        first = await asked(raw, "GET approval_requests")
        assert (len(first["approval_requests"]), first["meta"]["has_more"]) == (100, True)
        second = await asked(raw, f"GET {first['links']['next']}")
        assert (len(second["approval_requests"]), second["meta"]["has_more"]) == (1, False)
        back = await asked(raw, f"GET {second['links']['prev']}")
        assert back["approval_requests"] == first["approval_requests"]


async def test_whom_a_ticket_can_be_assigned_to() -> None:
    async with running() as (emulator, raw):
        groups = (await asked(raw, "GET /api/lotus/assignables/groups"))["groups"]
        names = [group["name"] for group in groups]
        assert names == sorted(names)
        path = f"/api/lotus/assignables/groups/{groups[0]['id']}/agents"
        agents = (await asked(raw, f"GET {path}"))["agents"]
        assert {"id", "name", "avatar_url"} == set(agents[0])
        await asked(raw, "GET /api/lotus/assignables/groups/5/agents", status=404)
        part = agents[0]["name"][:4].lower().replace(" ", "+")
        found = await asked(raw, f"GET /api/lotus/assignables/autocomplete?name={part}")
        assert agents[0]["id"] in {row["id"] for row in found["agents"]}
        assert found["count"] == len(found["agents"]) + len(found["groups"])
        await asked(raw, "GET /api/lotus/assignables/autocomplete", status=400)
        assert emulator.account.groups.get(groups[0]["id"]) is not None


async def test_an_import_keeps_its_history() -> None:
    async with running() as (emulator, raw):
        user, agent = someone(emulator, "end-user"), someone(emulator, "agent")
        given = {
            "subject": "Old", "requester_id": user["id"], "assignee_id": agent["id"], "status": "closed",
            "created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-05T00:00:00Z",
            "solved_at": "2020-01-04T00:00:00Z",
            "comments": [
                {"author_id": user["id"], "value": "First", "created_at": "2020-01-02T00:00:00Z"},
                {"author_id": agent["id"], "html_body": "<b>Second</b>", "public": False},
            ],
        }  # fmt: skip
        made = (await asked(raw, "POST imports/tickets", {"ticket": given}, 201))["ticket"]
        assert (made["created_at"], made["updated_at"], made["status"]) == (
            "2020-01-01T00:00:00Z", "2020-01-05T00:00:00Z", "closed",
        )  # fmt: skip
        assert (await asked(raw, f"GET tickets/{made['id']}"))["ticket"] == made
        comments = (await asked(raw, f"GET tickets/{made['id']}/comments"))["comments"]
        assert {(row["plain_body"], row["created_at"], row["author_id"], row["public"]) for row in comments} == {
            ("First", "2020-01-02T00:00:00Z", user["id"], True),
            ("Second", "2020-01-01T00:00:00Z", agent["id"], False),
        }
        metric = (await asked(raw, f"GET tickets/{made['id']}/metrics"))["ticket_metric"]
        assert (metric["created_at"], metric["solved_at"]) == ("2020-01-01T00:00:00Z", "2020-01-04T00:00:00Z")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 422), ({"comments": [{"value": ""}]}, 422), ({"comments": 3}, 400), ({"comments": [3]}, 400),
        ({"comment": {"value": "x"}, "created_at": "2999-01-01T00:00:00Z"}, 400),
        ({"comment": {"value": "x"}, "created_at": "soon"}, 400),
    ],
)  # fmt: skip
async def test_imports_that_cannot_be(given: dict[str, Any], status: int) -> None:
    async with running() as (emulator, raw):
        await asked(raw, "POST imports/tickets", {"ticket": {"subject": "S", **given}}, status)
        assert len(emulator.account.tickets) == 0


async def test_imports_in_a_job() -> None:
    async with running(job_seconds=0.0, job_queue_seconds=0.0) as (emulator, raw):
        tickets = [{"subject": "A", "comment": {"value": "x"}}, {"subject": "B"}, {"subject": "C", "description": "y"}]
        job = (await asked(raw, "POST imports/tickets/create_many", {"tickets": tickets}))["job_status"]
        emulator.account.jobs.finish()
        results = (await asked(raw, f"GET job_statuses/{job['id']}"))["job_status"]["results"]
        assert ["id" in result for result in results] == [True, False, True]


async def test_metric_events_are_exported_by_time() -> None:
    time = Time()
    async with running(clock=time.clock(), tickets=60, limited=False) as (emulator, raw):
        path = "/api/v2/incremental/ticket_metric_events"
        url, seen = f"{path}?start_time=0&per_page=20", {}
        while True:
            page = await asked(raw, f"GET {url}")
            times = [event["time"] for event in page["ticket_metric_events"]]
            assert times == sorted(times)
            seen.update({event["id"]: event for event in page["ticket_metric_events"]})
            if page["end_of_stream"]:
                break
            url = page["next_page"]
        assert {event["ticket_id"] for event in seen.values()} <= set(emulator.account.tickets)
        assert {"activate", "fulfill"} == {event["type"] for event in seen.values()}
        assert len(seen) >= 3 * 60
        made = await ticket(raw)
        hidden = await asked(raw, f"GET {path}?start_time={int(time.seconds) - 120}")
        assert hidden["count"] == 0
        time.seconds += 120
        page = await asked(raw, f"GET {path}?start_time={int(time.seconds) - 120}&page[size]=1")
        assert {event["ticket_id"] for event in page["ticket_metric_events"]} == {made["id"]}
        assert page["count"] == len(page["ticket_metric_events"]) > 1
        await asked(raw, f"GET {path}", status=400)
        await asked(raw, f"GET {path}?start_time=x", status=400)
        await asked(raw, f"GET {path}?start_time={int(time.seconds)}", status=422)


async def test_organization_subscriptions() -> None:
    async with running(organizations=2) as (emulator, raw):
        user, organization = someone(emulator, "end-user"), next(iter(emulator.account.organizations))
        given = {"organization_subscription": {"user_id": user["id"], "organization_id": organization}}
        made = (await asked(raw, "POST organization_subscriptions", given))["organization_subscription"]
        assert "user_id" in problems(await asked(raw, "POST organization_subscriptions", given, 422))
        wrong = {"organization_subscription": {"user_id": 5, "organization_id": 6}}
        assert set(problems(await asked(raw, "POST organization_subscriptions", wrong, 422))) == {
            "user_id", "organization_id",
        }  # fmt: skip
        for path in ("organization_subscriptions", f"users/{user['id']}/organization_subscriptions",
                     f"organizations/{organization}/subscriptions"):  # fmt: skip
            assert (await asked(raw, f"GET {path}"))["organization_subscriptions"] == [made]
        caller = credential([row for row in emulator.account.users.rows() if row["role"] == "end-user"][-1])
        assert (await asked(raw, "GET organization_subscriptions", credential=caller))["count"] == 0
        await asked(raw, "POST organization_subscriptions", given, 403, credential=caller)
        await asked(raw, f"DELETE organization_subscriptions/{made['id']}", status=404, credential=caller)
        shown = await asked(raw, f"GET organization_subscriptions/{made['id']}")
        assert shown == {"organization_subscription": made}
        await asked(raw, f"DELETE organization_subscriptions/{made['id']}", status=204)
        await asked(raw, f"GET organization_subscriptions/{made['id']}", status=404)


async def test_reasons_of_ratings() -> None:
    async with running() as (_, raw):
        reasons = (await asked(raw, "GET satisfaction_reasons"))["reasons"]
        assert [reason["reason_code"] for reason in reasons] == [0, 5, 6, 7, 8, 100]
        one = await asked(raw, f"GET satisfaction_reasons/{reasons[1]['id']}")
        assert one == {"reason": [reasons[1]]}
