"""What a request wants of a ticket field: read and checked.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/
"""

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._field_options import WITH_OPTIONS, read_options
from zendesk_async.emulator._refusals import invalid_attribute
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._ticket_fields import SYSTEM_TYPES
from zendesk_async.emulator._validation import Problems, boolean, integer, string, typed

TYPES = frozenset(
    {
        "text", "textarea", "checkbox", "date", "integer", "decimal", "regexp", "partialcreditcard", "multiselect",
        "tagger", "lookup",
    }
)  # fmt: skip
MOST_FIELDS = 400

_CHECKS = {
    "title": string,
    "raw_title": string,
    "description": string,
    "raw_description": string,
    "position": integer,
    "active": boolean,
    "required": boolean,
    "collapsed_for_agents": boolean,
    "regexp_for_validation": string,
    "title_in_portal": string,
    "raw_title_in_portal": string,
    "visible_in_portal": boolean,
    "editable_in_portal": boolean,
    "required_in_portal": boolean,
    "tag": string,
    "key": string,
    "agent_description": string,
    "relationship_target_type": string,
}
_MIRRORED = (("title", "raw_title"), ("description", "raw_description"), ("title_in_portal", "raw_title_in_portal"))


def new_field(call: Call, given: Row) -> Row:
    """Return the row of a new field. 422 for what cannot be."""
    account = call.account
    kind = string("type", given.get("type"))
    problems = Problems()
    if kind is None:
        problems.add("type", "Type: cannot be blank", "BlankValue")
    elif kind not in TYPES:
        problems.add("type", f"Type: {kind} is not included in the list", "InvalidValue")
    problems.present(given, "title")
    if sum(row["type"] not in SYSTEM_TYPES for row in account.ticket_fields.rows()) >= MOST_FIELDS:
        problems.add("base", f"Ticket fields: at most {MOST_FIELDS}", "TooLong")
    if kind == "regexp":
        problems.present(given, "regexp_for_validation")
    problems.refuse()
    identifier, stamp = account.new_id(), call.clock.stamp()
    title, description = str(given["title"]), str(given.get("description") or given["title"])
    row: Row = {
        "url": call.url(f"ticket_fields/{identifier}"),
        "id": identifier,
        "type": kind,
        "title": title,
        "raw_title": title,
        "description": description,
        "raw_description": description,
        "position": max((field["position"] for field in account.ticket_fields.rows()), default=-1) + 1,
        "active": True,
        "required": False,
        "collapsed_for_agents": False,
        "regexp_for_validation": None,
        "title_in_portal": title,
        "raw_title_in_portal": title,
        "visible_in_portal": False,
        "editable_in_portal": False,
        "required_in_portal": False,
        "tag": None,
        "created_at": stamp,
        "updated_at": stamp,
        "removable": True,
        "key": None,
        "agent_description": None,
        "creator_user_id": call.user["id"],
        "creator_app_name": None,
    }
    if kind in WITH_OPTIONS:
        row["custom_field_options"] = []
    if kind == "lookup":
        row["relationship_target_type"] = None
        row["relationship_filter"] = {"all": [], "any": []}
    return {**row, **read_changes(call, given, row)}


def read_changes(call: Call, given: Row, field: Row) -> Row:
    """Return what a request changes of a field; its type cannot change."""
    changes = typed(given, _CHECKS)
    for plain, raw in _MIRRORED:
        if plain in changes and raw not in changes:
            changes[raw] = changes[plain]
        elif raw in changes and plain not in changes:
            changes[plain] = changes[raw]
    changes = {key: value for key, value in changes.items() if value is not None or key in {"tag", "key"}}
    problems = Problems()
    if "title" in changes:
        problems.present(changes, "title")
    taken = call.account.ticket_fields.one("key", changes["key"]) if changes.get("key") else None
    problems.unique("key", None if taken is None else taken["id"], field["id"], "Key: has already been taken")
    if "custom_field_options" in given and field["type"] in WITH_OPTIONS:
        options = given["custom_field_options"]
        if not is_array(options) or not all(is_object(option) for option in options):
            raise invalid_attribute("custom_field_options", "must be an array of objects")
        changes["custom_field_options"] = read_options(call, options, field["custom_field_options"], problems)
    problems.refuse()
    return changes
