"""Tickets merged into another one.

https://support.zendesk.com/hc/en-us/articles/4408882445594
"""

import attrs

from zendesk_async._json import is_array
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._comments import Comment
from zendesk_async.emulator._files import files_of
from zendesk_async.emulator._refusals import Refusal, described, invalid_attribute, record_invalid
from zendesk_async.emulator._shapes import Row, html_of, is_text
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._ticket_events import ticket_happened
from zendesk_async.emulator._tickets import change_ticket, ticket_of
from zendesk_async.emulator._validation import boolean

MERGED_TAG = "closed_by_merge"


@attrs.frozen
class Merge:
    """What a request wants: the tickets that go, and what is said on either side."""

    target: int
    sources: tuple[int, ...]
    target_comment: str | None
    source_comment: str | None
    target_public: bool
    source_public: bool


def read_merge(call: Call, target: Row, given: Row) -> Merge:
    """Read and check a merge. 400 for ids that are none, 422 for tickets that cannot be merged."""
    ids = given.get("ids")
    named = [str(one) for one in (ids if is_array(ids) else [ids])]
    if not named or not all(one.isdecimal() for one in named):
        why = "Invalid parameter: id must be an integer from api/v2/tickets/merge"
        raise invalid_attribute("id", why)
    sources = tuple(dict.fromkeys(map(int, named)))
    if target["id"] in sources:
        raise described(
            422,
            "SourceInvalid",
            f"You selected the same ticket as source and target: #{target['id']}. "
            "You cannot merge a ticket into itself.",
        )
    if target["status"] == "closed":
        raise record_invalid({"status": [("Status: closed prevents ticket update", None)]})
    rows = [ticket_of(call.account, source) for source in sources]
    # A private ticket on either side keeps all that is said private.
    may_be_public = all(row["is_public"] for row in (target, *rows))
    said, source_said = given.get("target_comment"), given.get("source_comment")
    return Merge(
        target["id"],
        sources,
        said if is_text(said) else None,
        source_said if is_text(source_said) else None,
        may_be_public and bool(boolean("target_comment_is_public", given.get("target_comment_is_public"))),
        may_be_public and bool(boolean("source_comment_is_public", given.get("source_comment_is_public"))),
    )


def merge(call: Call, wanted: Merge, source_id: int) -> Row:
    """Merge one ticket into the target: it is closed, its requester copied; fields and tags are not carried over."""
    account = call.account
    target, source = ticket_of(account, wanted.target), ticket_of(account, source_id)
    if source["status"] in {"solved", "closed"}:
        raise _source_invalid(source_id)
    solved = next((row["id"] for row in account.custom_statuses.rows() if row["status_category"] == "solved"), None)
    text = wanted.target_comment or (
        f'Request #{source_id} "{source["subject"] or ""}" was closed and merged into this request. '
        f"Last comment in request #{source_id}:\n\n{_last_words(account, source_id)}"
    )
    changes: Row = {}
    if (
        source["requester_id"] not in {target["requester_id"], *target["email_cc_ids"]}
        and account.settings.collaboration
    ):
        ccs = [*target["email_cc_ids"], source["requester_id"]]
        changes = {"email_cc_ids": ccs, "collaborator_ids": list(dict.fromkeys([*ccs, *target["follower_ids"]]))}
    reference = {"type": "TicketMergeAudit", "source_ids": [source_id], "target_id": wanted.target}
    after, audit = change_ticket(
        call, target, changes, comment=_said(call, text, public=wanted.target_public), channel="web", extra=[reference]
    )
    _copy_attachments(call, source_id, audit["id"] + 1)
    text = wanted.source_comment or (
        f'This request was closed and merged into request #{wanted.target} "{target["subject"] or ""}".'
    )
    closed, _ = change_ticket(
        call,
        source,
        {
            "status": "closed",
            "custom_status_id": solved,
            "tags": sorted({*source["tags"], MERGED_TAG}),
        },
        comment=_said(call, text, public=wanted.source_public),
        channel="web",
        extra=[reference],
    )
    ticket_happened(account, closed, call.user["id"], "merged", {"target_ticket_id": str(after["id"])})
    return {"action": "update", "id": source_id, "status": "Updated", "success": True}


def _source_invalid(source: int) -> Refusal:
    return described(422, "SourceInvalid", f"Ticket #{source} is solved or closed and cannot be merged.")


def _said(call: Call, text: str, *, public: bool) -> Comment:
    return Comment(text, html_of(text), public, call.user["id"])


def _last_words(account: Account, ticket: int) -> str:
    comments = account.comments.where("ticket_id", ticket)
    return str(account.comments[comments[-1]]["body"]) if comments else ""


def _copy_attachments(call: Call, source: int, comment: int) -> None:
    account = call.account
    files = files_of(account)
    copies = [
        files.add(call.base, entry["file_name"], files.contents.get(entry["id"], b""), entry["content_type"])
        for identifier in account.comments.where("ticket_id", source)
        for entry in account.comments[identifier]["attachments"]
    ]
    if copies:
        for copy in copies:
            files.comment_of[copy["id"]] = comment
        account.comments.change(comment, {"attachments": copies})
