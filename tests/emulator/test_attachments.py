"""Uploads, attachments, and where their contents come from."""

import struct
from typing import Any

from tests.emulator.raw import Raw, Time, basic, plain_client, running

MALWARE = b"X5O!" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!"


async def upload(raw: Raw, name: str = "notes.txt", content: bytes = b"Hello", token: str | None = None) -> Any:
    more = f"&token={token}" if token else ""
    headers = {"Content-Type": "application/binary"}
    reply = await raw.send("POST", f"/api/v2/uploads.json?filename={name}{more}", data=content, headers=headers)
    assert reply.status == 201, reply.body
    return reply.json["upload"]


async def ticket_with_file(raw: Raw, *tokens: str) -> tuple[int, Any]:
    ticket = {"comment": {"body": "See the file", "uploads": list(tokens)}}
    made = (await raw.post("/api/v2/tickets", {"ticket": ticket})).json["ticket"]
    comments = (await raw.get(f"/api/v2/tickets/{made['id']}/comments")).json["comments"]
    return made["id"], comments[0]


async def test_an_upload_answers_json_that_is_called_plain_text() -> None:
    async with running() as (emulator, raw):
        reply = await raw.send("POST", "/api/v2/uploads?filename=a%20b.png", data=b"\x00\xff")
        assert reply.status == 201
        assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
        answer = reply.json["upload"]
        assert list(answer) == ["token", "expires_at", "attachments", "attachment"]
        assert answer["attachments"] == [answer["attachment"]]
        attachment = answer["attachment"]
        assert reply.headers["Location"] == attachment["url"]
        assert attachment["content_url"].startswith(f"{emulator.url}/attachments/token/")
        assert attachment["content_url"].endswith("/?name=a%20b.png")
        assert (attachment["file_name"], attachment["size"]) == ("a b.png", 2)
        assert attachment["content_type"] == "image/png"  # guessed from the name
        assert (await raw.get(f"/api/v2/attachments/{attachment['id']}")).json == {"attachment": attachment}


async def test_a_token_gathers_several_files() -> None:
    async with running() as (_, raw):
        first = await upload(raw)
        second = await upload(raw, "other.txt", b"Other", token=first["token"])
        assert second["token"] == first["token"]
        assert [row["file_name"] for row in second["attachments"]] == ["notes.txt", "other.txt"]
        _, comment = await ticket_with_file(raw, first["token"])
        assert [row["file_name"] for row in comment["attachments"]] == ["notes.txt", "other.txt"]
        again = await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "x", "uploads": [first["token"]]}}})
        assert again.status == 422
        assert again.json["error"] == "AttachmentUnprocessable"


async def test_a_token_lives_an_hour() -> None:
    time = Time()
    async with running(clock=time.clock()) as (_, raw):
        token = (await upload(raw))["token"]
        time.seconds += 3_599
        assert (await upload(raw, token=token))["token"] == token
        time.seconds += 3_600
        late = await raw.send("POST", f"/api/v2/uploads?filename=x&token={token}", data=b"x")
        assert late.status == 404


async def test_bad_uploads_are_refused() -> None:
    async with running() as (_, raw):
        nameless = await raw.send("POST", "/api/v2/uploads", data=b"x")
        assert (nameless.status, nameless.body) == (400, b"Required parameter missing: filename")
        empty = await raw.send("POST", "/api/v2/uploads?filename=x", data=b"")
        assert (empty.status, empty.json["error"]) == (422, "AttachmentUnprocessable")
        assert (await raw.delete("/api/v2/uploads/unknown")).status == 404


async def test_an_upload_can_be_deleted_before_it_is_used() -> None:
    async with running() as (_, raw):
        made = await upload(raw)
        assert (await raw.delete(f"/api/v2/uploads/{made['token']}")).status == 204
        assert (await raw.get(f"/api/v2/attachments/{made['attachment']['id']}")).status == 404
        assert (await raw.get(made["attachment"]["content_url"])).status == 404


async def test_contents_come_from_a_signed_address_of_another_origin() -> None:
    async with running() as (emulator, raw), plain_client(emulator.url) as stranger:
        url = (await upload(raw, content=b"\x01" * 70_000))["attachment"]["content_url"]
        sent_on = await raw.get(url)
        assert (sent_on.status, sent_on.body) == (302, b"")
        storage = sent_on.headers["Location"]
        assert storage.startswith(f"{emulator.storage_url}/")
        assert emulator.storage_url != emulator.url
        stored = await stranger.get(storage, credential={})
        assert (stored.status, stored.body) == (200, b"\x01" * 70_000)
        with_credential = await raw.get(storage)
        assert with_credential.status == 400
        assert b"Only one auth mechanism allowed" in with_credential.body


async def test_a_signed_address_can_not_be_changed_and_runs_out() -> None:
    time = Time()
    async with running(clock=time.clock()) as (_, raw):
        url = (await upload(raw))["attachment"]["content_url"]
        storage = (await raw.get(url)).headers["Location"]
        assert (await raw.get(storage.replace("Expires=1", "Expires=2"), credential={})).status == 403
        assert (await raw.get(storage + "x", credential={})).status == 403
        time.seconds += 301
        late = await raw.get(storage, credential={})
        assert (late.status, b"expired" in late.body) == (403, True)


async def test_what_was_deleted_is_gone_from_the_storage_too() -> None:
    async with running() as (_, raw):
        made = await upload(raw)
        storage = (await raw.get(made["attachment"]["content_url"])).headers["Location"]
        await raw.delete(f"/api/v2/uploads/{made['token']}")
        assert (await raw.get(storage, credential={})).status == 404


async def test_the_size_of_pictures_is_told() -> None:
    async with running() as (_, raw):
        png = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + struct.pack(">II", 640, 480)
        gif = b"GIF89a" + struct.pack("<HH", 16, 9)
        for name, content, size in (("a.png", png, (640, 480)), ("a.gif", gif, (16, 9)), ("a.txt", b"x", (None, None))):
            attachment = (await upload(raw, name, content))["attachment"]
            assert (attachment["width"], attachment["height"]) == size


async def test_a_redacted_file_becomes_an_empty_text() -> None:
    async with running(limited=False) as (emulator, raw):
        heard: list[str] = []
        emulator.account.subscribe(lambda event: heard.append(event.type))
        token = (await upload(raw))["token"]
        ticket, comment = await ticket_with_file(raw, token)
        file = comment["attachments"][0]["id"]
        path = f"/api/v2/tickets/{ticket}/comments/{comment['id']}/attachments/{file}/redact"
        reply = await raw.put(path)
        assert reply.status == 200
        redacted = reply.json["attachment"]
        assert (redacted["file_name"], redacted["size"]) == ("redacted.txt", 0)
        after = (await raw.get(f"/api/v2/tickets/{ticket}/comments")).json["comments"][0]
        assert after["attachments"] == [redacted]
        assert (await raw.get(f"/api/v2/attachments/{file}")).status == 404
        assert heard[-1] == "zen:event-type:ticket.attachment_redacted_from_comment"
        audits = (await raw.get(f"/api/v2/tickets/{ticket}/audits")).json["audits"]
        assert audits[-1]["events"][0]["type"] == "AttachmentRedactionEvent"
        assert (await raw.put(path)).status == 404
        assert (await raw.put(path.replace(f"tickets/{ticket}", "tickets/999"))).status == 404
        assert (await raw.put(path.replace(f"comments/{comment['id']}", "comments/1"))).status == 404
        emulator.account.tickets.change(ticket, {"status": "closed"})
        closed = await raw.put(path.replace(str(file), str(redacted["id"])))
        assert closed.status == 422


async def test_an_attachment_can_be_taken_off_its_comment() -> None:
    async with running(limited=False) as (_, raw):
        first = await upload(raw)
        await upload(raw, "kept.txt", token=first["token"])
        ticket, comment = await ticket_with_file(raw, first["token"])
        file = comment["attachments"][0]["id"]
        assert (await raw.delete(f"/api/v2/attachments/{file}")).status == 204
        after = (await raw.get(f"/api/v2/tickets/{ticket}/comments")).json["comments"][0]
        assert [row["file_name"] for row in after["attachments"]] == ["kept.txt"]
        loose = (await upload(raw))["attachment"]["id"]
        assert (await raw.delete(f"/api/v2/attachments/{loose}")).status == 204
        assert (await raw.get(f"/api/v2/attachments/{loose}")).status == 404


async def test_malware_is_kept_back_unless_an_administrator_says_otherwise() -> None:
    async with running(users=20) as (emulator, raw):
        attachment = (await upload(raw, content=MALWARE))["attachment"]
        assert attachment["malware_scan_result"] == "malware_found"
        assert (await raw.get(attachment["content_url"])).status == 403
        path = f"/api/v2/attachments/{attachment['id']}"
        body = {"attachment": {"malware_access_override": True}}
        agent = next(row for row in emulator.account.users.rows() if row["role"] == "agent")
        refused = await raw.put(path, body, credential=basic(f"{agent['email']}/token", "token"))
        assert refused.status == 403
        reply = await raw.put(path, body)
        assert (reply.status, reply.json["attachment"]["malware_access_override"]) == (200, True)
        assert (await raw.get(attachment["content_url"])).status == 302
        wrong = await raw.put(path, {"attachment": {"malware_access_override": "maybe"}})
        assert wrong.status == 400
