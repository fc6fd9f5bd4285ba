"""What macros would make of tickets (nothing is saved), new macros from old ones, and their files.

https://developer.zendesk.com/api-reference/ticketing/business-rules/macros/#show-changes-to-ticket
"""

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, Row, answers
from zendesk_async.emulator._files import files_of
from zendesk_async.emulator._forms import form_file
from zendesk_async.emulator._macro_actions import Actor, Applied, apply, filled, normalized
from zendesk_async.emulator._rules import found
from zendesk_async.emulator._tickets import ticket_of

MOST_ATTACHMENTS = 5


@answers("ShowChangesToTicket")
def show_changes(call: Call) -> Answer:
    """Answer the fields that a macro would change, of any ticket."""
    macro = found(call, call.account.macros, "macro_id")
    applied = apply(macro["actions"], _actor(call), None)
    changes = dict(applied.changes)
    fields = [{"id": identifier, "value": value} for identifier, value in applied.custom_fields.items()]
    if fields:
        # The reference shows a single field as an object; how it tells several is not documented.
        changes["fields"] = fields[0] if len(fields) == 1 else fields
    if applied.comment is not None:
        changes["comment"] = _comment(call, applied.comment)
    return Answer({"result": {"ticket": changes}})


@answers("ShowTicketAfterChanges")
def show_ticket_after_changes(call: Call) -> Answer:
    """Answer a ticket as it would be with a macro."""
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    macro = found(call, call.account.macros, "macro_id")
    actor = _actor(call)
    applied = apply(macro["actions"], actor, ticket)
    changed = {**ticket, **applied.changes, **_custom_fields(ticket, applied)}
    if applied.comment is not None:
        changed["comment"] = _comment(call, filled(applied.comment, changed, actor, call.account.users.get))
    return Answer({"result": {"ticket": changed}})


def _actor(call: Call) -> Actor:
    return Actor(call.user, call.user.get("default_group_id"))


def _comment(call: Call, comment: Row) -> Row:
    return normalized(comment) if call.flag("normalize_comment") else comment


def _custom_fields(ticket: Row, applied: Applied) -> Row:
    fields = [
        {**field, "value": applied.custom_fields.get(field["id"], field["value"])} for field in ticket["custom_fields"]
    ]
    return {"custom_fields": fields, "fields": fields}


@answers("ShowDerivedMacro")
def show_derived_macro(call: Call) -> Answer:
    """Answer a macro that is not saved: a copy of one, or one that does to a ticket what was done to another."""
    macro_id, ticket_id = call.integer("macro_id"), call.integer("ticket_id")
    if macro_id is not None:
        macro = call.account.macros.get(macro_id)
        if macro is None:
            raise _refusals.record_not_found()
        return Answer({"macro": {**macro, "id": None, "url": None}})
    if ticket_id is None:
        raise _refusals.missing_parameter("macro_id")
    ticket = ticket_of(call.account, ticket_id)
    actions: list[Row] = [
        {"field": field, "value": str(ticket[field])}
        for field in ("status", "priority", "type", "group_id", "assignee_id")
        if ticket[field] is not None
    ]
    if ticket["tags"]:
        actions.append({"field": "current_tags", "value": " ".join(ticket["tags"])})
    comments = call.account.comments
    said = comments.rows(comments.where("ticket_id", ticket["id"]))
    if said:
        actions.append({"field": "comment_value", "value": ["channel:all", said[-1]["body"]]})
    return Answer({"macro": {"id": None, "title": ticket["subject"], "actions": actions, "restriction": None}})


@answers("ListMacroAttachments")
def list_macro_attachments(call: Call) -> Answer:
    """Answer the files of a macro."""
    macro = found(call, call.account.macros, "macro_id")
    files = files_of(call.account)
    rows = [_shown(call, identifier) for identifier, owner in files.macro_of.items() if owner == macro["id"]]
    return Answer({"macro_attachments": rows})


@answers("CreateAssociatedMacroAttachment")
def create_associated_attachment(call: Call) -> Answer:
    """Add a file to a macro, five at most."""
    macro = found(call, call.account.macros, "macro_id")
    held = [owner for owner in files_of(call.account).macro_of.values() if owner == macro["id"]]
    if len(held) >= MOST_ATTACHMENTS:
        problem = f"Attachments: a macro has at most {MOST_ATTACHMENTS}"
        raise _refusals.record_invalid({"base": [(problem, "TooLong")]})
    return _uploaded(call, macro["id"])


@answers("CreateMacroAttachment")
def create_attachment(call: Call) -> Answer:
    """Upload a file that belongs to no macro yet."""
    return _uploaded(call, None)


@answers("ShowMacroAttachment")
def show_macro_attachment(call: Call) -> Answer:
    """Answer one file of a macro."""
    identifier = call.identifier("attachment_id")
    if identifier not in files_of(call.account).macro_of:
        raise _refusals.record_not_found()
    return Answer({"macro_attachment": _shown(call, identifier)})


def _uploaded(call: Call, macro_id: int | None) -> Answer:
    file = form_file(call, "attachment")
    files = files_of(call.account)
    attachment = files.add(call.base, file.name, file.content, file.content_type)
    files.macro_of[attachment["id"]] = macro_id
    files.created_at[attachment["id"]] = call.clock.stamp()
    shown = _shown(call, attachment["id"])
    return Answer({"macro_attachment": shown}, 201, {"Location": call.url(f"macros/attachments/{shown['id']}")})


def _shown(call: Call, identifier: int) -> Row:
    row = call.account.attachments[identifier]
    return {
        "id": row["id"],
        "filename": row["file_name"],
        "content_type": row["content_type"],
        "content_url": row["content_url"],
        "size": row["size"],
        "created_at": files_of(call.account).created_at[identifier],
    }
