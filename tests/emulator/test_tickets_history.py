from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.emulator.raw import Raw, Time, basic, running
from zendesk_async.emulator._comments import text_of
from zendesk_async.emulator._redactions import with_marks_redacted, without_text
from zendesk_async.emulator._shapes import html_of

Row = dict[str, Any]


async def create(raw: Raw, body: str = "My card is 4111 1111", **ticket: Any) -> int:
    reply = await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": body}, **ticket}})
    assert reply.status == 201, reply.body
    identifier: int = reply.json["ticket"]["id"]
    return identifier


async def comments(raw: Raw, ticket: int, query: str = "") -> list[Row]:
    reply = await raw.get(f"/api/v2/tickets/{ticket}/comments{query}")
    assert reply.status == 200, reply.body
    rows: list[Row] = reply.json["comments"]
    return rows


async def test_comments_are_listed_oldest_first_with_the_recorded_keys() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        ticket = await create(raw, "first")
        for text in ("second", "third"):
            time.seconds += 5
            await raw.put(f"/api/v2/tickets/{ticket}", {"ticket": {"comment": text}})
        listed = await comments(raw, ticket)
        assert [row["body"] for row in listed] == ["first", "second", "third"]
        assert list(listed[0]) == [
            "id", "type", "author_id", "body", "html_body", "plain_body", "public", "attachments", "audit_id", "via",
            "created_at", "metadata",
        ]  # fmt: skip
        for query in ("?sort_order=desc", "?page[size]=10&sort=-created_at"):
            assert [row["body"] for row in await comments(raw, ticket, query)] == ["third", "second", "first"]
        assert (await raw.get(f"/api/v2/tickets/{ticket}/comments/count")).json["count"]["value"] == 3
        body = (await raw.get(f"/api/v2/tickets/{ticket}/comments?include=users&page[size]=2")).json
        assert list(body) == ["comments", "users", "meta", "links"]
        assert [row["id"] for row in body["users"]] == [listed[0]["author_id"]]


async def test_files_are_attached_by_their_tokens_once() -> None:
    async with running(limited=False) as (_, raw):
        tokens = []
        for name in ("a.txt", "b.png"):
            path = f"/api/v2/uploads?filename={name}" + ("&inline=true" if name == "b.png" else "")
            reply = await raw.post(path, data=b"content", headers={"Content-Type": "text/plain"})
            tokens.append(reply.json["upload"]["token"])
        body = {"comment": {"uploads": tokens}}
        reply = await raw.post("/api/v2/tickets", {"ticket": body})
        assert reply.status == 201
        (shown,) = await comments(raw, 1)
        assert [entry["file_name"] for entry in shown["attachments"]] == ["a.txt"]
        (whole,) = await comments(raw, 1, "?include_inline_images=true")
        assert [entry["file_name"] for entry in whole["attachments"]] == ["a.txt", "b.png"]
        again = await raw.post("/api/v2/tickets", {"ticket": body})
        assert (again.status, again.json["error"]) == (422, "AttachmentUnprocessable")


async def test_a_comment_can_be_made_private_once() -> None:
    async with running(limited=False) as (emulator, raw):
        events: list[Any] = []
        emulator.account.subscribe(events.append)
        ticket = await create(raw)
        (comment,) = await comments(raw, ticket)
        for _ in range(2):
            reply = await raw.put(f"/api/v2/tickets/{ticket}/comments/{comment['id']}/make_private")
            assert reply.status == 200
        (after,) = await comments(raw, ticket)
        assert after["public"] is False
        audits = emulator.account.audits.rows()
        assert audits[0]["events"][0]["public"] is False
        assert [event["type"] for event in audits[-1]["events"]] == ["CommentPrivacyChange"]
        assert len(audits) == 2
        told = [event for event in events if event.type.endswith("comment_made_private")]
        assert [event.event for event in told] == [{"comment": {"id": str(comment["id"])}}]


async def test_a_comment_can_be_made_private_by_its_audit() -> None:
    async with running(limited=False) as (_, raw):
        ticket = await create(raw)
        changed = await raw.put(f"/api/v2/tickets/{ticket}", {"ticket": {"priority": "high"}})
        (comment,) = await comments(raw, ticket)
        path = f"/api/v2/tickets/{ticket}/audits"
        assert (await raw.put(f"{path}/{comment['audit_id']}/make_private")).status == 200
        assert (await comments(raw, ticket))[0]["public"] is False
        assert (await raw.put(f"{path}/{changed.json['audit']['id']}/make_private")).status == 404
        assert (await raw.put(f"{path}/5/make_private")).status == 404


async def test_a_text_is_redacted_everywhere_it_stands() -> None:
    async with running(limited=False) as (emulator, raw):
        ticket = await create(raw)
        (comment,) = await comments(raw, ticket)
        path = f"/api/v2/tickets/{ticket}/comments/{comment['id']}/redact"
        answered = (await raw.put(path, {"text": "1111"})).json["comment"]
        assert answered["body"] == "My card is 4111 ▇▇▇▇".replace("4111", "4111")
        assert "1111" not in answered["html_body"].replace("4111", "")
        assert emulator.account.audits.rows()[0]["events"][0]["body"] == answered["body"]
        assert (await raw.put(path, {})).status == 400
        assert (await raw.put(path.replace(str(comment["id"]), "7"), {"text": "x"})).status == 404


async def test_marked_parts_are_redacted_on_closed_tickets_too() -> None:
    async with running(limited=False) as (_, raw):
        ticket = await create(raw, status="closed")
        (comment,) = await comments(raw, ticket)
        old = await raw.put(f"/api/v2/tickets/{ticket}/comments/{comment['id']}/redact", {"text": "card"})
        assert old.status == 422
        html = '<div>My card is <redact>4111 <b>11</b></redact> <img src="x" redact></div>'
        body = {"ticket_id": ticket, "html_body": html}
        reply = await raw.put(f"/api/v2/comment_redactions/{comment['id']}", body)
        assert reply.status == 200
        assert reply.json["comment"]["html_body"] == "<div>My card is ▇▇▇▇▇<b>▇▇</b> </div>"
        assert reply.json["comment"]["plain_body"] == "My card is ▇▇▇▇▇▇▇"
        assert (await raw.put(f"/api/v2/comment_redactions/{comment['id']}", {})).status == 400


async def test_external_attachments_are_redacted() -> None:
    async with running(limited=False) as (_, raw):
        reply = await raw.post("/api/v2/uploads?filename=a.txt", data=b"x", headers={"Content-Type": "text/plain"})
        ticket = await create(raw, comment={"body": "x", "uploads": [reply.json["upload"]["token"]]})
        (comment,) = await comments(raw, ticket)
        url = comment["attachments"][0]["content_url"]
        body = {"ticket_id": ticket, "external_attachment_urls": [url]}
        answered = await raw.put(f"/api/v2/comment_redactions/{comment['id']}", body)
        assert answered.json["comment"]["attachments"] == []


async def test_there_are_no_chats_to_redact() -> None:
    async with running(tickets=1, limited=False) as (_, raw):
        assert (await raw.put("/api/v2/chat_redactions/1", {"chat_id": "x", "text": "y"})).status == 404
        assert (await raw.put("/api/v2/chat_file_redactions/1", {"chat_id": "x"})).status == 404


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_redacted_text_is_left(text: str, secret: str) -> None:
    comment = {"body": text + secret, "html_body": secret, "plain_body": text + secret + text}
    redacted = without_text(comment, secret)
    if "▇" not in secret:
        assert all(secret not in value for value in redacted.values())
    assert len(redacted["plain_body"]) == len(comment["plain_body"])


@given(st.text(st.characters(blacklist_characters="<>&", blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_every_marked_letter_becomes_a_block(secret: str) -> None:
    assert with_marks_redacted(f"<p>a<redact>{secret}</redact>b</p>")["body"] == f"a{'▇' * len(secret)}b"


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"])))
def test_text_comes_back_out_of_its_html(text: str) -> None:
    assert text_of(html_of(text)) == text.strip()


# Audits


async def test_audits_of_a_ticket_can_be_filtered_and_counted() -> None:
    time = Time()
    async with running(tickets=5, clock=time.clock(), limited=False) as (emulator, raw):
        ticket = await create(raw)
        time.seconds += 5
        await raw.put(f"/api/v2/tickets/{ticket}", {"ticket": {"priority": "high"}})
        path = f"/api/v2/tickets/{ticket}/audits"
        body = (await raw.get(f"{path}?include=users,tickets,groups,organizations")).json
        assert [row["ticket_id"] for row in body["audits"]] == [ticket, ticket]
        assert [row["id"] for row in body["users"]] == [emulator.administrator["id"]]
        assert [row["id"] for row in body["tickets"]] == [ticket]
        assert (len(body["groups"]), body["organizations"]) == (1, [])
        assert (await raw.get(f"{path}/count")).json["count"]["value"] == 2
        for query in ("filter_events[]=Change", "filter_events=Change,Cc"):
            (only,) = (await raw.get(f"{path}?{query}")).json["audits"]
            assert only["events"][0]["type"] == "Change"
        (first, _) = (await raw.get(f"{path}?sort_order=desc")).json["audits"]
        assert first["events"][0]["type"] == "Change"
        other = next(one for one in emulator.account.audits if emulator.account.audits[one]["ticket_id"] == 1)
        assert (await raw.get(f"{path}/{other}")).status == 404


async def test_the_audits_of_all_tickets_come_in_both_kinds_of_cursor_pages() -> None:
    async with running(tickets=40, limited=False) as (emulator, raw):
        expected = list(emulator.account.audits.timeline("created_at").after())
        seen: list[int] = []
        path: str | None = "/api/v2/ticket_audits?limit=30"
        while path:
            body = (await raw.get(path)).json
            seen += [row["id"] for row in body["audits"]]
            path = body["after_url"]
        assert seen == expected
        newest = (await raw.get("/api/v2/ticket_audits?limit=3&sort_order=desc&include=users")).json
        assert [row["id"] for row in newest["audits"]] == expected[:-4:-1]
        assert list(newest) == ["audits", "users", "after_url", "before_url", "after_cursor", "before_cursor"]
        paged = (await raw.get("/api/v2/ticket_audits?page[size]=100")).json
        assert [row["id"] for row in paged["audits"]] == expected[:100]
        assert (await raw.get("/api/v2/ticket_audits?cursor=x")).status == 400


# Metrics


async def test_metrics_follow_a_ticket() -> None:
    time = Time()
    async with running(users=10, clock=time.clock(), limited=False) as (emulator, raw):
        ticket = await create(raw, requester={"email": "user9@example.net"})
        path = f"/api/v2/tickets/{ticket}/metrics"
        first = (await raw.get(path)).json["ticket_metric"]
        assert (first["replies"], first["assigned_at"], first["solved_at"]) == (0, None, None)
        time.seconds += 600
        who = emulator.administrator["id"]
        await raw.put(f"/api/v2/tickets/{ticket}", {"ticket": {"assignee_id": who, "comment": {"body": "Hi"}}})
        time.seconds += 600
        await raw.put(f"/api/v2/tickets/{ticket}", {"ticket": {"status": "solved"}})
        solved = (await raw.get(path)).json["ticket_metric"]
        assert (solved["replies"], solved["assignee_stations"]) == (1, 1)
        assert solved["reply_time_in_minutes"]["calendar"] == 10
        assert solved["first_resolution_time_in_minutes"]["calendar"] == 20
        assert solved["solved_at"] == solved["status_updated_at"]
        time.seconds += 600
        await raw.put(f"/api/v2/tickets/{ticket}", {"ticket": {"status": "open"}})
        await raw.put(f"/api/v2/tickets/{ticket}", {"ticket": {"status": "solved"}})
        again = (await raw.get(path)).json["ticket_metric"]
        assert again["reopens"] == 1
        assert again["first_resolution_time_in_minutes"]["calendar"] == 20
        assert again["full_resolution_time_in_minutes"]["calendar"] == 30
        assert (await raw.get(f"/api/v2/ticket_metrics/{again['id']}")).json == {"ticket_metric": again}


async def test_the_metrics_of_the_newest_ticket_come_first() -> None:
    async with running(tickets=9, limited=False) as (_, raw):
        made = await create(raw)
        rows = (await raw.get("/api/v2/ticket_metrics")).json["ticket_metrics"]
        assert [row["ticket_id"] for row in rows] == [made, *range(9, 0, -1)]
        assert (await raw.get("/api/v2/ticket_metrics/5")).status == 404
        assert (await raw.get("/api/v2/tickets/99/metrics")).status == 404


# Fields


@pytest.fixture
def text_field() -> Row:
    return {"type": "text", "title": "Age"}


async def test_fields_are_listed_in_one_piece_by_position() -> None:
    async with running(limited=False) as (emulator, raw):
        body = (await raw.get("/api/v2/ticket_fields")).json
        assert [row["position"] for row in body["ticket_fields"]] == list(range(23))
        assert [row["type"] for row in body["ticket_fields"]][:3] == ["subject", "description", "status"]
        assert (await raw.get("/api/v2/ticket_fields/count")).json["count"]["value"] == 23
        assert "creator_user_id" not in body["ticket_fields"][0]
        told = (await raw.get("/api/v2/ticket_fields?creator=true")).json
        assert told["ticket_fields"][0]["creator_user_id"] == -1
        paged = (await raw.get("/api/v2/ticket_fields?page[size]=5&include=users")).json
        assert (len(paged["ticket_fields"]), paged["users"]) == (5, [])
        first, second = list(emulator.account.ticket_fields)[:2]
        many = (await raw.get(f"/api/v2/ticket_fields/show_many?ids={second},{first},9")).json
        assert [row["id"] for row in many["ticket_fields"]] == [first, second]
        assert (await raw.get("/api/v2/ticket_fields/show_many")).status == 400


async def test_a_field_is_made_changed_and_deleted(text_field: Row) -> None:
    async with running(limited=False) as (emulator, raw):
        reply = await raw.post("/api/v2/ticket_fields", {"ticket_field": {**text_field, "key": "age"}})
        field = reply.json["ticket_field"]
        assert reply.status == 201
        assert reply.headers["Location"] == field["url"]
        assert (field["raw_title"], field["description"], field["removable"]) == ("Age", "Age", True)
        path = f"/api/v2/ticket_fields/{field['id']}"
        await create(raw)
        ticket = (await raw.get("/api/v2/tickets/1")).json["ticket"]
        assert {"id": field["id"], "value": None} in ticket["custom_fields"]
        changed = (await raw.put(path, {"ticket_field": {"raw_title": "Years", "type": "date"}})).json["ticket_field"]
        assert (changed["title"], changed["type"]) == ("Years", "text")
        by_key = (await raw.get("/api/v2/ticket_fields/show_many?keys=age")).json["ticket_fields"]
        assert [row["id"] for row in by_key] == [field["id"]]
        taken = await raw.post("/api/v2/ticket_fields", {"ticket_field": {**text_field, "key": "age"}})
        assert taken.json["details"]["key"][0]["error"] == "DuplicateValue"
        shown = (await raw.get(f"{path}?creator=true&include=users")).json
        assert shown["ticket_field"]["creator_user_id"] == emulator.administrator["id"] == shown["users"][0]["id"]
        assert (await raw.delete(path)).status == 204
        assert (await raw.get(path)).status == 404
        system = next(iter(emulator.account.ticket_fields))
        assert (await raw.delete(f"/api/v2/ticket_fields/{system}")).status == 403


@pytest.mark.parametrize(
    ("given_field", "key"),
    [
        ({"title": "x"}, "type"),
        ({"title": "x", "type": "colour"}, "type"),
        ({"type": "text", "title": " "}, "title"),
        ({"type": "regexp", "title": "x"}, "regexp_for_validation"),
        ({"type": "tagger", "title": "x", "custom_field_options": [{"name": "a"}]}, "custom_field_options"),
        (
            {
                "type": "tagger",
                "title": "x",
                "custom_field_options": [{"name": "a", "value": "v"}, {"name": "b", "value": "v"}],
            },
            "custom_field_options",
        ),
    ],
)
async def test_a_field_that_cannot_be_is_refused(given_field: Row, key: str) -> None:
    async with running(limited=False) as (_, raw):
        reply = await raw.post("/api/v2/ticket_fields", {"ticket_field": given_field})
        assert reply.status == 422
        assert key in reply.json["details"]


async def test_fields_can_be_brought_into_another_order() -> None:
    async with running(limited=False) as (emulator, raw):
        ids = list(emulator.account.ticket_fields)
        reply = await raw.put("/api/v2/ticket_fields/reorder", {"ticket_field_ids": [ids[5], ids[3]]})
        assert reply.status == 200
        listed = [row["id"] for row in (await raw.get("/api/v2/ticket_fields")).json["ticket_fields"]]
        assert listed == [ids[5], ids[3], *(one for one in ids if one not in {ids[5], ids[3]})]
        assert (await raw.put("/api/v2/ticket_fields/reorder", {})).status == 400


async def test_options_are_replaced_as_a_whole_or_one_by_one() -> None:
    async with running(limited=False) as (_, raw):
        options = [{"name": "Red", "value": "red"}, {"name": "Blue", "value": "blue"}]
        body: Row = {"type": "tagger", "title": "Colour", "custom_field_options": options}
        field = (await raw.post("/api/v2/ticket_fields", {"ticket_field": body})).json["ticket_field"]
        path = f"/api/v2/ticket_fields/{field['id']}"
        red = field["custom_field_options"][0]
        body = {"custom_field_options": [{"id": red["id"], "name": "Crimson"}, {"name": "Green", "value": "green"}]}
        changed = (await raw.put(path, {"ticket_field": body})).json["ticket_field"]["custom_field_options"]
        assert (changed[0]["id"], changed[0]["name"]) == (red["id"], "Crimson")
        assert [row["value"] for row in changed] == ["red", "green"]
        new = await raw.post(f"{path}/options", {"custom_field_option": {"name": "Blue", "value": "blue"}})
        assert (new.status, new.headers["Location"]) == (201, f"{path}/options.json")
        old = await raw.post(f"{path}/options", {"custom_field_option": {"name": "Navy", "value": "blue"}})
        assert (old.status, old.json["custom_field_option"]["name"]) == (200, "Navy")
        same = await raw.post(f"{path}/options", {"custom_field_option": {"id": red["id"], "name": "Red"}})
        assert same.status == 200
        listed = (await raw.get(f"{path}/options")).json
        assert [row["name"] for row in listed["custom_field_options"]] == ["Red", "Green", "Navy"]
        one = listed["custom_field_options"][2]
        assert (await raw.get(f"{path}/options/{one['id']}")).json == {"custom_field_option": one}
        assert (await raw.delete(f"{path}/options/{one['id']}")).status == 204
        assert (await raw.get(f"{path}/options/{one['id']}")).status == 404
        assert (await raw.put(path, {"ticket_field": {"custom_field_options": "red"}})).status == 400


async def test_a_field_without_options_has_no_list_of_them(text_field: Row) -> None:
    async with running(limited=False) as (_, raw):
        field = (await raw.post("/api/v2/ticket_fields", {"ticket_field": text_field})).json["ticket_field"]
        assert (await raw.get(f"/api/v2/ticket_fields/{field['id']}/options")).status == 404


async def test_fields_are_changed_by_administrators_alone(text_field: Row) -> None:
    async with running(users=10, limited=False) as (_, raw):
        agent = basic("agent1@example.com/token", "token")
        reply = await raw.post("/api/v2/ticket_fields", {"ticket_field": text_field}, credential=agent)
        assert reply.status == 403
