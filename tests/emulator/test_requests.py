"""Requests: what end users see of tickets, and the little they may do with them."""

from typing import Any

from tests.emulator.asked import asked, problems
from tests.emulator.raw import Raw, Time, basic, running
from zendesk_async.emulator import Emulator


def people(emulator: Emulator) -> list[Any]:
    return [row for row in emulator.account.users.rows() if row["role"] == "end-user"]


def credential(user: Any) -> Any:
    return basic(f"{user['email']}/token", "token")


async def ids(raw: Raw, path: str, caller: Any) -> list[int]:
    return [row["id"] for row in (await asked(raw, f"GET {path}", credential=caller))["requests"]]


async def make(raw: Raw, caller: Any, expected: int = 201, **more: Any) -> Any:
    given = {"subject": "Help!", "comment": {"body": "It burns", "public": False}, **more}
    answer = await asked(raw, "POST requests", {"request": given}, expected, credential=caller)
    return answer["request"] if expected == 201 else answer


async def test_an_end_user_asks_and_an_agent_finds_a_ticket() -> None:
    async with running() as (emulator, raw):
        user = people(emulator)[0]
        made = await make(raw, credential(user), priority="high", status="solved")
        assert list(made) == [
            "url", "id", "status", "priority", "type", "subject", "description", "organization_id", "via",
            "custom_fields", "requester_id", "collaborator_ids", "email_cc_ids", "is_public", "due_at",
            "can_be_solved_by_me", "created_at", "updated_at", "recipient", "followup_source_id", "assignee_id",
            "group_id", "ticket_form_id", "custom_status_id", "solved", "fields",
        ]  # fmt: skip
        assert (made["requester_id"], made["priority"], made["status"]) == (user["id"], "high", "new")
        assert made["is_public"] is True
        ticket = (await asked(raw, f"GET tickets/{made['id']}"))["ticket"]
        assert ticket["description"] == "It burns"
        assert made["custom_fields"] == [] != ticket["custom_fields"]
        assert "subject" in problems(await make(raw, credential(user), 422, subject=""))
        assert "base" in problems(await make(raw, credential(user), 422, comment=None))


async def test_nobody_in_particular_may_ask_too() -> None:
    async with running() as (emulator, raw):
        requester = {"name": "Jo", "email": "jo@new.test"}
        made = await make(raw, {}, requester=requester)
        user = emulator.account.users[made["requester_id"]]
        assert (user["name"], user["email"], user["role"]) == ("Jo", "jo@new.test", "end-user")
        again = await make(raw, {}, requester=requester)
        assert again["requester_id"] == user["id"]
        assert "requester" in problems(await make(raw, {}, 422))
        assert "requester" in problems(await make(raw, {}, 422, requester={"email": "x@new.test"}))
        assert (await raw.get("/api/v2/requests", credential={})).status == 401


async def test_end_users_see_their_own_requests_and_those_they_are_copied_on() -> None:
    async with running() as (emulator, raw):
        one, other = people(emulator)[:2]
        mine = await make(raw, credential(one))
        copied = await make(raw, credential(other), collaborators=[one["id"]])
        hidden = await make(raw, credential(other))
        caller = credential(one)
        assert await ids(raw, "requests", caller) == [mine["id"]]
        ccs = await ids(raw, "requests/ccd", caller)
        assert ccs == [copied["id"]] if emulator.account.tickets[copied["id"]]["email_cc_ids"] else ccs == []
        await asked(raw, f"GET requests/{hidden['id']}", status=404, credential=caller)
        await asked(raw, f"GET requests/{copied['id']}", credential=caller)
        await asked(raw, f"GET users/{other['id']}/requests", status=403, credential=caller)
        assert await ids(raw, f"users/{one['id']}/requests", caller) == [mine["id"]]
        administrator = basic("admin@example.com/token", "token")
        assert await ids(raw, f"users/{other['id']}/requests", administrator) == [copied["id"], hidden["id"]]
        found = await asked(raw, "GET requests/search?query=help+burns&include=users", credential=caller)
        assert mine["id"] in {row["id"] for row in found["requests"]}
        assert one["id"] in {row["id"] for row in found["users"]}
        await asked(raw, "GET requests/search", status=400, credential=caller)
        assert await ids(raw, "requests/search?query=zebra", caller) == []


async def test_members_of_a_sharing_organization_see_each_others_requests() -> None:
    async with running(limited=False) as (emulator, raw):
        one, other = people(emulator)[:2]
        given = {"organization": {"name": "Shared", "shared_tickets": True}}
        organization = (await asked(raw, "POST organizations", given, 201))["organization"]["id"]
        for user in (one, other):
            await asked(raw, f"PUT users/{user['id']}", {"user": {"organization_id": organization}})
        made = await make(raw, credential(one))
        caller = credential(other)
        assert await ids(raw, f"organizations/{organization}/requests", caller) == [made["id"]]
        shown = await asked(raw, f"GET requests/{made['id']}?include=organizations", credential=caller)
        assert [row["id"] for row in shown["organizations"]] == [organization]
        change = {"organization": {"shared_tickets": False}}
        await asked(raw, f"PUT organizations/{organization}", change)
        await asked(raw, f"GET organizations/{organization}/requests", status=403, credential=caller)
        await asked(raw, f"GET requests/{made['id']}", status=404, credential=caller)
        await asked(raw, "GET organizations/5/requests", status=404, credential=caller)


async def test_an_update_needs_a_comment_and_opens_the_ticket_again() -> None:
    async with running() as (emulator, raw):
        user = people(emulator)[0]
        caller = credential(user)
        made = await make(raw, caller)
        path = f"requests/{made['id']}"
        for given in ({}, {"priority": "low"}, {"comment": {"body": ""}}, {"solved": False}):
            refused = await asked(raw, f"PUT {path}", {"request": given}, 406, credential=caller)
            assert refused == {
                "error": "CommentRequired", "description": "A comment is required to update your request.",
            }  # fmt: skip
        pending = {"ticket": {"status": "pending", "assignee_id": emulator.administrator["id"]}}
        await asked(raw, f"PUT tickets/{made['id']}", pending)
        answer = {"request": {"comment": {"body": "More", "author_id": 1}, "subject": "no"}}
        after = (await asked(raw, f"PUT {path}", answer, credential=caller))["request"]
        assert (after["status"], after["subject"], after["can_be_solved_by_me"]) == ("open", "Help!", True)
        done = (await asked(raw, f"PUT {path}", {"request": {"solved": True}}, credential=caller))["request"]
        assert (done["status"], done["solved"]) == ("solved", True)
        assert await ids(raw, "requests/solved", caller) == [made["id"]]
        assert await ids(raw, "requests/open", caller) == []
        again = await asked(raw, f"PUT {path}", {"request": {"solved": True}}, 422, credential=caller)
        assert "base" in problems(again)
        copied = {"request": {"additional_collaborators": ["friend@new.test"]}}
        after = (await asked(raw, f"PUT {path}", copied, credential=caller))["request"]
        friend = emulator.account.users.one("email", "friend@new.test")
        assert friend is not None
        assert after["email_cc_ids"] == [friend["id"]]
        assert await ids(raw, "requests/ccd", credential(friend)) == [made["id"]]


async def test_comments_are_the_public_ones() -> None:
    time = Time()
    async with running(clock=time.clock()) as (emulator, raw):
        user = people(emulator)[0]
        caller = credential(user)
        made = await make(raw, caller)
        for public in (True, False):
            time.seconds += 60
            comment = {"ticket": {"comment": {"body": f"Answer {public}", "public": public}}}
            await asked(raw, f"PUT tickets/{made['id']}", comment)
        path = f"requests/{made['id']}/comments"

        async def bodies(query: str = "") -> list[str]:
            answer = await asked(raw, f"GET {path}{query}", credential=caller)
            return [row["body"] for row in answer["comments"]]

        assert await bodies() == ["It burns", "Answer True"]
        assert await bodies("?role=agent") == ["Answer True"]
        assert await bodies("?role=end_user") == ["It burns"]
        assert await bodies("?sort_order=desc") == ["Answer True", "It burns"]
        assert await bodies(f"?since={int(time.seconds) - 90}") == ["Answer True"]
        await asked(raw, f"GET {path}?role=boss", status=400, credential=caller)
        listed = await asked(raw, f"GET {path}?include=users", credential=caller)
        assert {row["id"] for row in listed["users"]} == {user["id"], emulator.administrator["id"]}
        one = listed["comments"][1]
        assert (await asked(raw, f"GET {path}/{one['id']}", credential=caller))["comment"] == one
        await asked(raw, f"GET {path}/5", status=404, credential=caller)


async def test_private_tickets_are_no_requests() -> None:
    async with running() as (emulator, raw):
        user = people(emulator)[0]
        given = {"ticket": {"comment": {"body": "x", "public": False}, "requester_id": user["id"]}}
        ticket = (await asked(raw, "POST tickets", given, 201))["ticket"]
        assert await ids(raw, "requests", credential(user)) == []
        await asked(raw, f"GET requests/{ticket['id']}", status=404, credential=credential(user))
        administrator = basic("admin@example.com/token", "token")
        shown = (await asked(raw, f"GET requests/{ticket['id']}", credential=administrator))["request"]
        assert shown["custom_fields"] == ticket["custom_fields"]
