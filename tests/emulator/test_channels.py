"""Tickets from X, from calls, and from channels that others built."""

from typing import Any

from tests.emulator.asked import asked
from tests.emulator.raw import Raw, running
from zendesk_async.emulator.handlers.channels import INSTANCE


async def test_tickets_from_tweets() -> None:
    async with running() as (emulator, raw):
        handles = (await asked(raw, "GET channels/twitter/monitored_twitter_handles"))["monitored_twitter_handles"]
        path = f"channels/twitter/monitored_twitter_handles/{handles[0]['id']}"
        assert (await asked(raw, f"GET {path}"))["monitored_twitter_handle"] == handles[0]
        given = {"ticket": {"twitter_status_message_id": 77, "monitored_twitter_handle_id": handles[0]["id"]}}
        reply = await raw.post("/api/v2/channels/twitter/tickets", given)
        assert (reply.status, reply.body) == (201, b"")
        ticket = (await raw.get(reply.headers["Location"].removeprefix(raw.origin))).json["ticket"]
        assert ticket["via"]["channel"] == "twitter"
        comment = emulator.account.comments.where("ticket_id", ticket["id"])[0]
        status = f"channels/twitter/tickets/{comment}/statuses"
        expected = [{"id": 77, "favorited": False, "retweeted": False, "user_followed": False}]
        assert (await asked(raw, f"GET {status}"))["statuses"] == expected
        assert (await asked(raw, f"GET {status}?ids=5"))["statuses"] == []
        await asked(raw, "GET channels/twitter/tickets/5/statuses", status=404)
        for wrong in ({}, {"twitter_status_message_id": 7, "monitored_twitter_handle_id": 5}):
            await asked(raw, "POST channels/twitter/tickets", {"ticket": wrong}, 422)


async def test_calls_and_voicemails() -> None:
    async with running() as (emulator, raw):
        agent = emulator.administrator["id"]
        voice = {
            "from": "+49",
            "to": "+1",
            "call_duration": 40,
            "transcription_text": "Hi",
            "recording_url": "http://x.test",
        }
        given = {"ticket": {"via_id": 44, "voice_comment": voice, "priority": "high"}, "display_to_agent": agent}
        made = (await asked(raw, "POST channels/voice/tickets", given, 201))["ticket"]
        assert (made["via"]["channel"], made["subject"], made["priority"]) == ("voice", "Voicemail from: +49", "high")
        assert "Transcription: Hi" in made["description"]
        plain = {"ticket": {"comment": {"body": "Call"}}}
        await asked(raw, "POST channels/voice/tickets", plain, 201)
        for wrong in ({"via_id": 3}, {"voice_comment": {"from": "+49"}}, {}):
            await asked(raw, "POST channels/voice/tickets", {"ticket": wrong}, 422)
        await asked(raw, "POST channels/voice/tickets", {**plain, "display_to_agent": 5}, 404)
        end_user = next(row["id"] for row in emulator.account.users.rows() if row["role"] == "end-user")
        base = f"channels/voice/agents/{agent}"
        await asked(raw, f"POST {base}/tickets/{made['id']}/display")
        await asked(raw, f"POST {base}/users/{end_user}/display")
        shown = [(row["kind"], row["record_id"]) for row in emulator.account.table("displays").rows()]
        assert shown == [("ticket", made["id"]), ("ticket", made["id"]), ("user", end_user)]
        await asked(raw, f"POST {base}/tickets/99/display", status=404)
        await asked(raw, f"POST channels/voice/agents/{end_user}/tickets/{made['id']}/display", status=404)


async def push(raw: Raw, *resources: Any) -> list[str]:
    body = {"instance_push_id": INSTANCE, "external_resources": list(resources)}
    results = (await asked(raw, "POST any_channel/push", body))["results"]
    return [result["status"]["code"] for result in results]


def said(identifier: str, **more: Any) -> dict[str, Any]:
    return {"external_id": identifier, "message": f"Message {identifier}", "author": {"name": "Jo"}, **more}


async def test_integrations_push_what_their_channels_hold() -> None:
    async with running() as (emulator, raw):
        await asked(raw, "POST any_channel/validate_token", {"instance_push_id": INSTANCE})
        await asked(raw, "POST any_channel/validate_token", {"instance_push_id": "x"}, 404)
        await asked(raw, "POST any_channel/validate_token", {}, 400)
        assert await push(raw, said("1", thread_id="t"), said("1"), said("2", parent_id="1"), said("3", parent_id="9")) == [
            "success", "already_imported", "success", "could_not_locate_parent_external_resource",
        ]  # fmt: skip
        assert await push(raw, said("4", thread_id="t", internal_note=True), {}, "x", said("5", author={})) == [
            "success", "processing_error", "processing_error", "processing_error",
        ]  # fmt: skip
        assert len(emulator.account.tickets) == 1
        ticket = emulator.account.tickets.rows()[0]
        assert ticket["via"]["channel"] == "any_channel"
        comments = emulator.account.comments.rows(emulator.account.comments.where("ticket_id", ticket["id"]))
        assert [(row["body"], row["public"]) for row in comments] == [
            ("Message 1", True), ("Message 2", True), ("Message 4", False),
        ]  # fmt: skip
        report = {"instance_push_id": INSTANCE, "external_id": "1", "description": "Lost"}
        await asked(raw, "POST any_channel/channelback/report_error", report)
        await asked(raw, "POST any_channel/channelback/report_error", {**report, "external_id": "9"}, 404)
        await asked(raw, "POST any_channel/push", {"instance_push_id": INSTANCE}, 400)
        closed = {"ticket": {"status": "closed", "assignee_id": emulator.administrator["id"]}}
        await asked(raw, f"PUT tickets/{ticket['id']}", closed)
        assert await push(raw, said("6", parent_id="1")) == ["processing_error"]
