from typing import Any

from tests.emulator.raw import Raw, Time, running
from zendesk_async.emulator import Emulator

Row = dict[str, Any]


async def finished(emulator: Emulator, raw: Raw, job: Row) -> Row:
    emulator.account.jobs.finish()
    reply = await raw.get(f"/api/v2/job_statuses/{job['id']}")
    row: Row = reply.json["job_status"]
    assert row["status"] == "completed"
    return row


async def create(raw: Raw, **ticket: Any) -> Row:
    reply = await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "It smokes."}, **ticket}})
    assert reply.status == 201, reply.body
    made: Row = reply.json["ticket"]
    return made


async def test_a_deleted_ticket_is_gone_listed_and_restored_as_it_was() -> None:
    time = Time()
    async with running(tickets=6, clock=time.clock(), limited=False) as (emulator, raw):
        before = emulator.account.tickets[3]
        reply = await raw.delete("/api/v2/tickets/3")
        assert (reply.status, reply.body) == (204, b"")
        assert (await raw.get("/api/v2/tickets/3")).status == 404
        assert (await raw.get("/api/v2/tickets/3/metrics")).status == 404
        assert 3 not in [row["id"] for row in (await raw.get("/api/v2/tickets")).json["tickets"]]
        (deleted,) = (await raw.get("/api/v2/deleted_tickets")).json["deleted_tickets"]
        assert list(deleted) == ["id", "subject", "description", "actor", "deleted_at", "previous_state"]
        assert deleted["actor"] == {"id": emulator.administrator["id"], "name": "Admin"}
        assert deleted["previous_state"] == before["status"]
        restored = await raw.put("/api/v2/deleted_tickets/3/restore")
        assert (restored.status, restored.json) == (200, {})
        after = (await raw.get("/api/v2/tickets/3")).json["ticket"]
        assert after["updated_at"] > before["updated_at"]
        stamps = ("updated_at", "generated_timestamp")
        assert {**after, **dict.fromkeys(stamps, 0)} == {**before, **dict.fromkeys(stamps, 0)}
        assert (await raw.get("/api/v2/tickets/3/metrics")).json["ticket_metric"]["ticket_id"] == 3
        assert (await raw.get("/api/v2/deleted_tickets")).json["deleted_tickets"] == []
        assert (await raw.put("/api/v2/deleted_tickets/3/restore")).status == 404


async def test_deleted_tickets_can_be_sorted_and_restored_together() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (emulator, raw):
        for subject in ("b", "c", "a"):
            await create(raw, subject=subject)
        for identifier in (3, 1, 2):
            await raw.delete(f"/api/v2/tickets/{identifier}")
            time.seconds += 5
        listed = (await raw.get("/api/v2/deleted_tickets?sort_by=subject")).json["deleted_tickets"]
        assert [row["subject"] for row in listed] == ["a", "b", "c"]
        listed = (await raw.get("/api/v2/deleted_tickets?sort_by=deleted_at&sort_order=desc")).json["deleted_tickets"]
        assert [row["id"] for row in listed] == [2, 1, 3]
        assert (await raw.get("/api/v2/deleted_tickets?support_type_scope=ai_agent")).json["deleted_tickets"] == []
        assert (await raw.put("/api/v2/deleted_tickets/restore_many?ids=1,9")).status == 404
        assert len(emulator.account.tickets) == 0
        assert (await raw.put("/api/v2/deleted_tickets/restore_many?ids=1,3")).status == 200
        assert list(emulator.account.tickets) == [1, 3]


async def test_a_permanent_deletion_is_a_job_without_a_total() -> None:
    async with running(tickets=4, limited=False) as (emulator, raw):
        assert (await raw.delete("/api/v2/deleted_tickets/1")).status == 404
        for identifier in (1, 2, 3):
            await raw.delete(f"/api/v2/tickets/{identifier}")
        job = (await raw.delete("/api/v2/deleted_tickets/1")).json["job_status"]
        assert job["total"] is None
        assert (await finished(emulator, raw, job))["results"] == {"success": True}
        job = (await raw.delete("/api/v2/deleted_tickets/destroy_many?ids=2,3")).json["job_status"]
        await finished(emulator, raw, job)
        assert len(emulator.account.deleted_tickets) == 0
        assert (await raw.put("/api/v2/deleted_tickets/2/restore")).status == 404


async def test_many_are_deleted_in_a_job_that_calls_itself_an_update() -> None:
    async with running(tickets=4, limited=False) as (emulator, raw):
        job = (await raw.delete("/api/v2/tickets/destroy_many?ids=1,3,77")).json["job_status"]
        assert (job["job_type"], job["status"], job["results"]) == ("Bulk Update Ticket", "queued", None)
        results = (await finished(emulator, raw, job))["results"]
        assert results[:2] == [
            {"action": "delete", "id": 1, "status": "Deleted", "success": True},
            {"action": "delete", "id": 3, "status": "Deleted", "success": True},
        ]
        assert (results[2]["success"], results[2]["error"]) == (False, "RecordNotFound")
        assert list(emulator.account.tickets) == [2, 4]


async def test_spam_is_deleted_and_its_requester_suspended() -> None:
    async with running(tickets=4, limited=False) as (emulator, raw):
        requester = emulator.account.tickets[1]["requester_id"]
        reply = await raw.put("/api/v2/tickets/1/mark_as_spam")
        assert reply.status == 200
        assert emulator.account.users[requester]["suspended"] is True
        assert (await raw.get("/api/v2/tickets/1")).status == 404
        job = (await raw.put("/api/v2/tickets/mark_many_as_spam?ids=2,3")).json["job_status"]
        assert [row["success"] for row in (await finished(emulator, raw, job))["results"]] == [True, True]
        assert list(emulator.account.tickets) == [4]
        own = await create(raw)
        await raw.put(f"/api/v2/tickets/{own['id']}/mark_as_spam")
        assert emulator.administrator["suspended"] is False


async def test_many_tickets_are_made_in_a_job() -> None:
    async with running(limited=False) as (emulator, raw):
        tickets = [{"subject": str(number), "comment": {"body": "x"}} for number in range(20)]
        tickets[7] = {"subject": "7"}
        reply = await raw.post("/api/v2/tickets/create_many", {"tickets": tickets})
        assert reply.status == 200
        job = await finished(emulator, raw, reply.json["job_status"])
        assert (job["job_type"], job["total"], job["progress"]) == ("Bulk Create Ticket", 20, 20)
        assert [result["index"] for result in job["results"]] == list(range(20))
        failed = job["results"].pop(7)
        assert failed["error"] == "RecordInvalid"
        for result in job["results"]:
            assert list(result) == ["index", "id", "account_id"]
            assert emulator.account.tickets[result["id"]]["subject"] == str(result["index"])
        made = [result["id"] for result in job["results"]]
        assert made != sorted(made)


async def test_more_than_a_hundred_are_too_many() -> None:
    async with running(limited=False) as (_, raw):
        reply = await raw.post("/api/v2/tickets/create_many", {"tickets": [{}] * 101})
        assert reply.status == 400
        assert reply.json == {
            "error": "TooManyValues",
            "description": "Parameter  cannot specify more than 100 values",
            "max_count": 100,
        }


async def test_many_tickets_are_changed_alike_or_each_in_its_own_way() -> None:
    async with running(limited=False) as (emulator, raw):
        stamps = {number: (await create(raw, tags=["a", "b"]))["updated_at"] for number in (1, 2, 3)}
        body: Row = {"ticket": {"priority": "high", "additional_tags": ["c"], "remove_tags": ["a"]}}
        job = (await raw.put("/api/v2/tickets/update_many?ids=1,2,99", body)).json["job_status"]
        results = (await finished(emulator, raw, job))["results"]
        assert results[0] == {"action": "update", "id": 1, "status": "Updated", "success": True}
        assert results[2]["error"] == "RecordNotFound"
        assert emulator.account.tickets[2]["tags"] == ["b", "c"]
        batch = [
            {"id": 1, "subject": "one", "safe_update": True, "updated_stamp": stamps[1]},
            {"id": 3, "subject": "three", "safe_update": True, "updated_stamp": stamps[3]},
            {"subject": "nobody"},
        ]
        job = (await raw.put("/api/v2/tickets/update_many", {"tickets": batch})).json["job_status"]
        results = (await finished(emulator, raw, job))["results"]
        assert [result.get("error") for result in results] == ["UpdateConflict", None, "RecordNotFound"]
        assert emulator.account.tickets[3]["subject"] == "three"


async def test_merged_tickets_are_closed_tagged_and_told_on_both_sides() -> None:
    async with running(users=20, limited=False) as (emulator, raw):
        events: list[Any] = []
        emulator.account.subscribe(events.append)
        await create(raw, subject="Target")
        await create(raw, subject="Source", requester={"email": "other@example.org"}, tags=["t"], priority="high")
        await create(raw, subject="Done", status="solved")
        job = (await raw.post("/api/v2/tickets/1/merge", {"ids": [2, 3]})).json["job_status"]
        results = (await finished(emulator, raw, job))["results"]
        assert [result["success"] for result in results] == [True, False]
        account = emulator.account
        target, source = account.tickets[1], account.tickets[2]
        assert (source["status"], source["tags"]) == ("closed", ["closed_by_merge", "t"])
        assert (target["tags"], target["priority"]) == ([], None)
        assert target["email_cc_ids"] == [source["requester_id"]]
        said = account.comments.rows(account.comments.where("ticket_id", 1))[-1]
        assert 'Request #2 "Source" was closed and merged' in said["body"]
        assert "It smokes." in said["body"]
        assert said["public"] is False
        assert account.comments.rows(account.comments.where("ticket_id", 2))[-1]["public"] is False
        merged = next(event for event in events if event.type.endswith("ticket.merged"))
        assert (merged.subject, merged.event) == ("zen:ticket:2", {"target_ticket_id": "1"})


async def test_a_merge_says_what_it_is_told_to_in_public_and_copies_files() -> None:
    async with running(limited=False) as (emulator, raw):
        upload = await raw.post(
            "/api/v2/uploads?filename=a.txt", data=b"content", headers={"Content-Type": "text/plain"}
        )
        token = upload.json["upload"]["token"]
        await create(raw)
        await create(raw, comment={"body": "With a file", "uploads": token})
        body = {"ids": 2, "target_comment": "Here", "target_comment_is_public": True, "source_comment": "There"}
        await finished(emulator, raw, (await raw.post("/api/v2/tickets/1/merge", body)).json["job_status"])
        comments = emulator.account.comments
        said = comments[comments.where("ticket_id", 1)[-1]]
        assert (said["body"], said["public"]) == ("Here", True)
        assert [entry["file_name"] for entry in said["attachments"]] == ["a.txt"]
        assert comments[comments.where("ticket_id", 2)[-1]]["body"] == "There"


async def test_a_private_ticket_keeps_a_merge_private() -> None:
    async with running(limited=False) as (emulator, raw):
        await create(raw)
        await create(raw, comment={"body": "x", "public": False})
        body = {"ids": [2], "target_comment": "Here", "target_comment_is_public": True}
        await finished(emulator, raw, (await raw.post("/api/v2/tickets/1/merge", body)).json["job_status"])
        comments = emulator.account.comments
        assert comments[comments.where("ticket_id", 1)[-1]]["public"] is False


async def test_a_merge_that_cannot_be_is_refused() -> None:
    async with running(limited=False) as (_, raw):
        await create(raw)
        await create(raw, status="closed")
        itself = await raw.post("/api/v2/tickets/1/merge", {"ids": [1]})
        assert (itself.status, itself.json["error"]) == (422, "SourceInvalid")
        assert "same ticket as source and target: #1" in itself.json["description"]
        for body in ({"ids": ["x"]}, {"ids": []}, {}, []):
            reply = await raw.post("/api/v2/tickets/1/merge", body)
            assert reply.status == 400
            assert reply.json["error"]["title"] == "Invalid attribute"
        assert (await raw.post("/api/v2/tickets/1/merge", {"ids": [99]})).status == 404
        assert (await raw.post("/api/v2/tickets/2/merge", {"ids": [1]})).status == 422
