"""The incremental exports.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
"""

from collections.abc import Sequence

import attrs
import msgspec

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, Row, answers
from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._incremental import Export, by_cursor, by_time
from zendesk_async.emulator._people_sideloads import USERS, sideloads, with_abilities
from zendesk_async.emulator._sideloads import embedded, embeds, ticket_sideloads
from zendesk_async.emulator._table import Table

SAMPLE_SIZE = 50

_encode = msgspec.json.Encoder().encode


def _tickets(call: Call) -> Export:
    account, includes = call.account, call.includes()
    tables: Sequence[Table[int]] = (account.tickets, account.trash)
    if call.flag("exclude_deleted"):
        tables = (account.tickets,)
    if call.query.get("support_type_scope") == "ai_agent":
        # No ticket of the account is held by an AI agent.
        tables = ()
    export = Export("tickets", tables, "generated_timestamp")
    if not includes:
        return export

    def render(table: Table[int], identifier: int) -> bytes:
        return _encode(embedded(account, table[identifier], includes))

    def beside(rows: Sequence[Row]) -> Row:
        return ticket_sideloads(account, rows, includes, last_audits=False)

    includes -= {"last_audits"}
    return (
        attrs.evolve(export, render=render, sideloads=beside)
        if embeds(includes)
        else attrs.evolve(export, sideloads=beside)
    )


def _users(call: Call) -> Export:
    export = Export("users", (call.account.users,), "updated_at", sideloads=sideloads(call, USERS))
    return _with_abilities(call, export, "user")


def _organizations(call: Call) -> Export:
    return _with_abilities(call, Export("organizations", (call.account.organizations,), "updated_at"), "organization")


def _with_abilities(call: Call, export: Export, kind: str) -> Export:
    embed = with_abilities(call, kind)
    if embed is None:
        return export

    def render(table: Table[int], identifier: int) -> bytes:
        return _encode(embed([table[identifier]])[0])

    return attrs.evolve(export, render=render)


def _ticket_events(call: Call) -> Export:
    comments = "comment_events" in call.includes()

    def render(table: Table[int], identifier: int) -> bytes:
        return _encode(ticket_event(table[identifier], comments=comments))

    tables = () if call.query.get("support_type_scope") == "ai_agent" else (call.account.audits,)
    return Export("ticket_events", tables, "created_at", render=render)


def ticket_event(audit: Row, *, comments: bool) -> Row:
    """Return an audit as the export of ticket events has it."""
    return {
        "id": audit["id"],
        "ticket_id": audit["ticket_id"],
        "timestamp": int(seconds_of(audit["created_at"])),
        "created_at": audit["created_at"],
        "updater_id": audit["author_id"],
        "via": audit["via"]["channel"].title(),
        "system": audit["metadata"]["system"],
        "metadata": audit["metadata"]["custom"],
        "event_type": "Audit",
        "child_events": [_child_event(audit, event, comments=comments) for event in audit["events"]],
    }


def _child_event(audit: Row, event: Row, *, comments: bool) -> Row:
    via = {"via": audit["via"]["channel"].title(), "via_reference_id": None}
    kind = event["type"]
    if kind == "Comment":
        if not comments:
            return {
                "id": event["id"],
                **via,
                "comment_present": True,
                "comment_public": event["public"],
                "event_type": "Comment",
            }
        return {
            "id": event["id"],
            **via,
            "type": "Comment",
            "author_id": event["author_id"],
            "body": event["body"],
            "html_body": event["html_body"],
            "public": event["public"],
            "attachments": event["attachments"],
            "audit_id": audit["id"],
            "created_at": audit["created_at"],
            "event_type": "Comment",
        }
    child: Row = {"id": event["id"], **via}
    if "field_name" in event:
        child[event["field_name"]] = event["value"]
    if "previous_value" in event:
        child["previous_value"] = event["previous_value"]
    child["event_type"] = kind
    return child


_EXPORTS = {
    "tickets": _tickets,
    "ticket_events": _ticket_events,
    "users": _users,
    "organizations": _organizations,
}


@answers("IncrementalTicketExportCursor")
def export_tickets_by_cursor(call: Call) -> Answer:
    """Answer a page of tickets, and where the next one begins."""
    return by_cursor(call, _tickets(call))


@answers("IncrementalTicketExportTime")
def export_tickets_by_time(call: Call) -> Answer:
    """Answer a page of tickets from a moment on."""
    return by_time(call, _tickets(call))


@answers("IncrementalUserExportCursor")
def export_users_by_cursor(call: Call) -> Answer:
    """Answer a page of users, and where the next one begins."""
    return by_cursor(call, _users(call))


@answers("IncrementalUserExportTime")
def export_users_by_time(call: Call) -> Answer:
    """Answer a page of users from a moment on."""
    return by_time(call, _users(call))


@answers("IncrementalOrganizationExport")
def export_organizations(call: Call) -> Answer:
    """Answer a page of organizations from a moment on."""
    return by_time(call, _organizations(call))


@answers("IncrementalTicketEvents")
def export_ticket_events(call: Call) -> Answer:
    """Answer a page of audits, their events inside."""
    return by_time(call, _ticket_events(call))


@answers("IncrementalSampleExport")
def export_sample(call: Call) -> Answer:
    """Answer the first rows of an export, to try it out."""
    make = _EXPORTS.get(call.path["incremental_resource"])
    if make is None:
        raise _refusals.record_not_found()
    return by_time(call, attrs.evolve(make(call), most=SAMPLE_SIZE))
