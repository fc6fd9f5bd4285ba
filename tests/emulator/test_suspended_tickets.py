"""Suspended tickets: looked at, recovered one by one and together, deleted."""

from typing import Any

from tests.emulator.asked import asked
from tests.emulator.raw import Raw, running


async def suspended(raw: Raw, query: str = "") -> list[Any]:
    return list((await asked(raw, f"GET suspended_tickets{query}"))["suspended_tickets"])


async def test_suspended_tickets_are_listed_and_sorted() -> None:
    async with running() as (_, raw):
        rows = await suspended(raw)
        assert list(rows[0]) == [
            "url", "id", "author", "subject", "content", "cause", "cause_id", "error_messages", "message_id",
            "ticket_id", "created_at", "updated_at", "via", "attachments", "recipient", "brand_id",
        ]  # fmt: skip
        by_author = [row["author"]["email"] for row in await suspended(raw, "?sort_by=author_email")]
        assert by_author == [None, "roboto@example.com", "styx@example.com"]
        one = await asked(raw, f"GET suspended_tickets/{rows[0]['id']}")
        assert one == {"suspended_tickets": rows[:1]}


async def test_a_recovered_one_is_the_agents() -> None:
    async with running() as (emulator, raw):
        first, _, empty = await suspended(raw)
        ticket = (await asked(raw, f"PUT suspended_tickets/{first['id']}/recover"))["ticket"][0]
        assert (ticket["requester_id"], ticket["subject"]) == (emulator.administrator["id"], first["subject"])
        await asked(raw, f"GET suspended_tickets/{first['id']}", status=404)
        failed = (await asked(raw, f"PUT suspended_tickets/{empty['id']}/recover", status=422))["suspended_tickets"]
        assert failed[0]["error_messages"][0]["error"] == "BlankValue"


async def test_those_recovered_together_keep_their_authors() -> None:
    async with running() as (emulator, raw):
        rows = await suspended(raw)
        path = f"suspended_tickets/recover_many?ids={','.join(str(row['id']) for row in rows)}"
        answer = await asked(raw, f"PUT {path}")
        users = emulator.account.users
        assert [users[ticket["requester_id"]]["email"] for ticket in answer["tickets"]] == [
            "styx@example.com", "roboto@example.com",
        ]  # fmt: skip
        assert [row["id"] for row in answer["suspended_tickets"]] == [rows[2]["id"]]
        assert len(await suspended(raw)) == 1
        await asked(raw, f"PUT {path}", status=404)


async def test_a_job_recovers_for_another_author() -> None:
    async with running(job_seconds=0.0, job_queue_seconds=0.0) as (emulator, raw):
        rows = await suspended(raw)
        administrator = emulator.administrator["id"]
        path = f"suspended_tickets/bulk_recover?ids={rows[0]['id']},{rows[2]['id']}"
        job = (await asked(raw, f"PUT {path}", {"author": {"id": administrator}}))["job_status"]
        emulator.account.jobs.finish()
        results = (await asked(raw, f"GET job_statuses/{job['id']}"))["job_status"]["results"]
        assert [result["success"] for result in results] == [True, False]
        ticket = (await asked(raw, f"GET tickets/{results[0]['id']}"))["ticket"]
        assert ticket["requester_id"] == administrator
        by_mail = f"suspended_tickets/bulk_recover?ids={rows[1]['id']}"
        for author, status in ((3, 400), ({}, 422), ({"email": "new@shop.test"}, 200)):
            await asked(raw, f"PUT {by_mail}", {"author": author}, status)


async def test_they_are_deleted_and_exported() -> None:
    async with running(limited=False) as (_, raw):
        rows = await suspended(raw)
        await asked(raw, f"DELETE suspended_tickets/{rows[0]['id']}", status=204)
        await asked(raw, f"DELETE suspended_tickets/destroy_many?ids={rows[0]['id']},{rows[1]['id']}", status=404)
        await asked(raw, f"DELETE suspended_tickets/destroy_many?ids={rows[1]['id']}", status=204)
        assert [row["id"] for row in await suspended(raw)] == [rows[2]["id"]]
        export = await asked(raw, "POST suspended_tickets/export")
        assert export == {"export": {"status": "enqueued", "view_id": "suspended"}}


async def test_their_files_can_be_used_again() -> None:
    async with running() as (_, raw):
        rows = await suspended(raw)
        upload = (await asked(raw, "POST suspended_tickets/attachments"))["upload"]
        assert [file["file_name"] for file in upload["attachments"]] == ["calendar.ics"]
        comment = {"body": "See", "uploads": [upload["token"]]}
        ticket = (await asked(raw, "POST tickets", {"ticket": {"comment": comment}}, 201))["ticket"]
        comments = (await asked(raw, f"GET tickets/{ticket['id']}/comments"))["comments"]
        assert comments[0]["attachments"][0]["id"] == upload["attachments"][0]["id"]
        none = (await asked(raw, "POST suspended_tickets/attachments", {"id": rows[0]["id"]}))["upload"]
        assert none["attachments"] == []
        await asked(raw, "POST suspended_tickets/attachments", {"id": 5}, 404)
