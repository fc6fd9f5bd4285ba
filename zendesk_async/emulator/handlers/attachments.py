"""Attachments and uploads, and the two places a file's content comes from: an address of the account, and the storage.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/
"""

import hmac
from typing import Any

import msgspec

from zendesk_async.emulator import _refusals, _validation
from zendesk_async.emulator._call import Answer, Call, Row, answers, serves
from zendesk_async.emulator._files import LARGEST_FILE, files_of
from zendesk_async.emulator._refusals import Refusal
from zendesk_async.emulator._ticket_audits import new_audit, write_audit
from zendesk_async.emulator._ticket_events import ticket_happened
from zendesk_async.emulator._tickets import next_stamps, refuse_closed, ticket_of, via


@answers("UploadFiles")
def upload_files(call: Call) -> Answer:
    """Take the raw bytes of one file; a `token` adds it to an upload that is there."""
    name = call.query.get("filename")
    if not name:
        raise _refusals.missing_parameter("filename")
    if len(call.content) > LARGEST_FILE:
        raise _refusals.described(413, "RequestEntityTooLarge", "Attachments can be at most 50 MB")
    if not call.content:
        raise _refusals.described(422, "AttachmentUnprocessable", "Attachment file could not be processed.")
    token = call.query.get("token") or None
    files = files_of(call.account)
    if token is not None and files.open_upload(token) is None:
        raise _refusals.record_not_found()
    inline = call.flag("inline")
    attachment = files.add(call.base, name, call.content, call.headers.get("Content-Type"), inline=inline)
    upload = files.upload(token, attachment)
    payload = {
        "upload": {
            "token": upload["id"],
            "expires_at": upload["expires_at"],
            "attachments": call.account.attachments.rows(upload["attachment_ids"]),
            "attachment": attachment,
        }
    }
    # Seen in recorded traffic: JSON, but called plain text.
    headers = {"Content-Type": "text/plain; charset=utf-8", "Location": attachment["url"]}
    return Answer(msgspec.json.encode(payload), 201, headers)


@answers("DeleteUpload")
def delete_upload(call: Call) -> Answer:
    """Forget an upload and its files."""
    upload = call.account.uploads.get(call.path["token"])
    if upload is None:
        raise _refusals.record_not_found()
    files_of(call.account).remove(upload["attachment_ids"])
    call.account.uploads.remove(upload["id"])
    return Answer(status=204)


@answers("ShowAttachment")
def show_attachment(call: Call) -> Answer:
    """Answer one attachment."""
    return Answer({"attachment": _attachment(call)})


@answers("UpdateAttachment")
def update_attachment(call: Call) -> Answer:
    """Let agents through to a file with malware, or stop them."""
    attachment = _attachment(call)
    changes = _validation.typed(call.envelope("attachment"), {"malware_access_override": _validation.boolean})
    return Answer({"attachment": call.account.attachments.change(attachment["id"], changes)})


@answers("DeleteAttachment")
def delete_attachment(call: Call) -> Answer:
    """Take an attachment off its comment, for good."""
    attachment = _attachment(call)
    files = files_of(call.account)
    comment_id = files.comment_of.get(attachment["id"])
    if comment_id is not None:
        _replace_in_comment(call, comment_id, attachment["id"], None)
    files.remove([attachment["id"]])
    return Answer(status=204)


@answers("RedactCommentAttachment")
def redact_comment_attachment(call: Call) -> Answer:
    """Put an empty `redacted.txt` in the place of a file."""
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    comment_id = call.identifier("comment_id")
    comment = call.account.comments.get(comment_id)
    identifier = call.identifier("attachment_id")
    if comment is None or comment["ticket_id"] != ticket["id"]:
        raise _refusals.record_not_found()
    if all(entry["id"] != identifier for entry in comment.get("attachments") or ()):
        raise _refusals.record_not_found()
    refuse_closed(ticket)
    files = files_of(call.account)
    files.remove([identifier])
    redacted = files.add(call.base, "redacted.txt", b"", "text/plain")
    files.comment_of[redacted["id"]] = comment_id
    _replace_in_comment(call, comment_id, identifier, redacted)
    audit = new_audit(call, ticket["id"], call.user["id"], via(), {})
    event = {"type": "AttachmentRedactionEvent", "attachment_id": identifier, "comment_id": comment_id}
    write_audit(call, audit, [event])
    ticket = call.account.tickets.change(ticket["id"], next_stamps(call, ticket))
    told = {"attachment": {"id": str(identifier)}, "comment": {"id": str(comment_id)}}
    ticket_happened(call.account, ticket, call.user["id"], "attachment_redacted_from_comment", told)
    return Answer({"attachment": redacted})


@serves("GET", "/attachments/token/{token}/")
@serves("GET", "/attachments/token/{token}")
def download(call: Call) -> Answer:
    """Send the reader of a `content_url` on to the storage, as Zendesk does."""
    files = files_of(call.account)
    identifier = files.tokens.get(call.path["token"])
    attachment = None if identifier is None else call.account.attachments.get(identifier)
    if attachment is None:
        raise Refusal(404, "Attachment not found", {"Content-Type": "text/html; charset=utf-8"})
    if attachment["malware_scan_result"] == "malware_found" and not attachment["malware_access_override"]:
        raise _refusals.forbidden()
    location = f"{call.storage}{files.signed_path(attachment['id'])}"
    return Answer(status=302, headers={"Location": location, "Cache-Control": "no-cache, no-store"})


@serves("GET", "/files/{file_id}", storage=True)
def stored_file(call: Call) -> Answer:
    """Give a file out to whoever holds an address that is signed and has not run out."""
    if "Authorization" in call.headers:
        # Object storage takes one way of authentication: with a header beside it the signature is refused.
        raise _storage_refusal(400, "InvalidArgument", "Only one auth mechanism allowed")
    files = files_of(call.account)
    file_id, expires = call.path["file_id"], call.query.get("Expires", "")
    if not hmac.compare_digest(files.signature(file_id, expires), call.query.get("Signature", "")):
        raise _storage_refusal(403, "SignatureDoesNotMatch", "The request signature does not match")
    if int(expires) < call.clock.seconds():
        raise _storage_refusal(403, "AccessDenied", "Request has expired")
    attachment = call.account.attachments.get(int(file_id))
    if attachment is None:
        raise _storage_refusal(404, "NoSuchKey", "The specified key does not exist.")
    return Answer(files.contents[attachment["id"]], headers={"Content-Type": attachment["content_type"]})


def _storage_refusal(status: int, code: str, message: str) -> Refusal:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>'
    return Refusal(status, text, {"Content-Type": "application/xml"})


def _attachment(call: Call) -> Row:
    attachment = call.account.attachments.get(call.identifier("attachment_id"))
    if attachment is None:
        raise _refusals.record_not_found()
    return attachment


def _replace_in_comment(call: Call, comment_id: int, attachment_id: int, replacement: Row | None) -> None:
    comment: Row = call.account.comments[comment_id]
    entries: list[Any] = []
    for entry in comment.get("attachments") or ():
        if entry["id"] != attachment_id:
            entries.append(entry)
        elif replacement is not None:
            entries.append(replacement)
    call.account.comments.change(comment_id, {"attachments": entries})
