from typing import Any

from tests.emulator.raw import Raw, Time, basic, running
from zendesk_async.emulator import Emulator

Row = dict[str, Any]


async def ticket_of(
    emulator: Emulator, raw: Raw, status: str = "solved", email: str | None = None
) -> tuple[Row, dict[str, str]]:
    account = emulator.account
    users = account.users.rows(account.users.where("role", "end-user"))
    user = next(row for row in users if row["verified"] and email in {None, row["email"]})
    ticket = {
        "comment": {"body": "b"},
        "requester_id": user["id"],
        "status": status,
        "assignee_id": emulator.administrator["id"],
    }
    reply = await raw.post("/api/v2/tickets", {"ticket": ticket})
    assert reply.status == 201, reply.body
    return reply.json["ticket"], basic(f"{user['email']}/token", "token")


async def rate(raw: Raw, ticket: Row, credential: dict[str, str], **rating: Any) -> Any:
    path = f"/api/v2/tickets/{ticket['id']}/satisfaction_rating"
    return await raw.post(path, {"satisfaction_rating": rating}, credential=credential)


async def test_a_requester_rates_a_solved_ticket() -> None:
    time = Time()
    async with running(users=40, limited=False, clock=time.clock()) as (emulator, raw):
        ticket, requester = await ticket_of(emulator, raw)
        told: list[str] = []
        emulator.account.subscribe(lambda event: told.append(event.type))
        time.seconds += 60
        reply = await rate(raw, ticket, requester, score="good", comment="Thanks")
        assert reply.status == 200
        rating = reply.json["satisfaction_rating"]
        assert list(rating) == [
            "url",
            "id",
            "assignee_id",
            "group_id",
            "requester_id",
            "ticket_id",
            "score",
            "created_at",
            "updated_at",
            "comment",
            "reason",
            "reason_id",
            "reason_code",
        ]
        assert rating["ticket_id"] == ticket["id"]
        assert rating["assignee_id"] == emulator.administrator["id"]
        assert (await raw.get(f"/api/v2/satisfaction_ratings/{rating['id']}")).json["satisfaction_rating"] == rating
        rated = (await raw.get(f"/api/v2/tickets/{ticket['id']}")).json["ticket"]
        assert rated["satisfaction_rating"] == {"id": rating["id"], "score": "good", "comment": "Thanks"}
        assert rated["updated_at"] > ticket["updated_at"]
        assert told == ["zen:event-type:ticket.csat_received"]
        second = await rate(raw, ticket, requester, score="bad")
        assert second.json["satisfaction_rating"]["id"] == rating["id"]
        assert (await raw.get("/api/v2/satisfaction_ratings/count")).json["count"]["value"] == 1
        assert (await raw.get("/api/v2/satisfaction_ratings/1")).status == 404


async def test_only_the_requester_rates_and_only_what_is_solved_and_only_good_or_bad() -> None:
    async with running(users=40, limited=False) as (emulator, raw):
        ticket, requester = await ticket_of(emulator, raw)
        administrator = basic("admin@example.com/token", "token")
        assert (await rate(raw, ticket, administrator, score="good")).status == 403
        for score in ("offered", "great", None):
            refused = await rate(raw, ticket, requester, score=score)
            assert (refused.status, list(refused.json["details"])) == (422, ["score"])
        unsolved, requester = await ticket_of(emulator, raw, "open")
        assert (await rate(raw, unsolved, requester, score="good")).status == 422
        await raw.put(f"/api/v2/tickets/{unsolved['id']}", {"ticket": {"status": "solved"}})
        await raw.put(f"/api/v2/tickets/{unsolved['id']}", {"ticket": {"status": "open"}})
        assert (await rate(raw, unsolved, requester, score="good")).status == 200
        assert (await rate(raw, {"id": 999_999}, requester, score="good")).status == 404


async def test_ratings_are_filtered_by_score_and_time() -> None:
    time = Time(1_800_000_000.0)
    async with running(users=40, limited=False, clock=time.clock()) as (emulator, raw):
        ids = {}
        for number, (score, comment) in enumerate((("good", "yes"), ("good", None), ("bad", "no"))):
            time.seconds = 1_800_000_000.0 + number * 3600
            ticket, requester = await ticket_of(emulator, raw)
            said = {"score": score} if comment is None else {"score": score, "comment": comment}
            ids[number] = (await rate(raw, ticket, requester, **said)).json["satisfaction_rating"]["id"]

        async def found(query: str) -> list[int]:
            reply = await raw.get(f"/api/v2/satisfaction_ratings?{query}")
            assert reply.status == 200
            return [
                number
                for number, identifier in ids.items()
                for row in reply.json["satisfaction_ratings"]
                if row["id"] == identifier
            ]

        assert await found("") == [0, 1, 2]
        assert await found("score=good") == [0, 1]
        assert await found("score=good_with_comment") == [0]
        assert await found("score=received_without_comment") == [1]
        assert await found("score=received_with_comment") == [0, 2]
        assert await found("score=bad_without_comment") == []
        assert await found("score=offered") == []
        assert await found("start_time=1800003600") == [1, 2]
        assert await found("start_time=1800003000&end_time=1800004000") == [1]
        for query in ("score=great", "start_time=tomorrow"):
            assert (await raw.get(f"/api/v2/satisfaction_ratings?{query}")).status == 400
