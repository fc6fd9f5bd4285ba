"""Resource collections: several resources of an account, made, changed and deleted together from one manifest.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/resource_collections/
"""

from collections.abc import Mapping
from typing import Any, Final

from zendesk_async._json import is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, own
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._field_input import new_field, read_changes
from zendesk_async.emulator._paging import Style
from zendesk_async.emulator._refusals import Refusal, invalid_attribute, record_invalid
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._triggers import TRIGGERS
from zendesk_async.emulator.handlers.automations import AUTOMATIONS
from zendesk_async.emulator.handlers.targets import TARGETS
from zendesk_async.emulator.handlers.user_fields import ORGANIZATION_FIELDS, USER_FIELDS

MOST: Final = 50
_KINDS: Final[Mapping[str, Collection]] = {
    "automations": AUTOMATIONS,
    "organization_fields": ORGANIZATION_FIELDS,
    "targets": TARGETS,
    "triggers": TRIGGERS,
    "user_fields": USER_FIELDS,
}
_FIELDS: Final = "ticket_fields"

Entries = list[tuple[str, str, Row]]

COLLECTIONS: Final = Collection(
    table="resource_collections",
    one="resource_collection",
    many="resource_collections",
    parameter="resource_collection_id",
    style=Style.OFFSET,
    fields=(ID, own("resources", make=lambda _account, _row: []), CREATED, UPDATED),
)

serve(COLLECTIONS, list="ListResourceCollections", show="RetrieveResourceCollection")


def _entries(call: Call) -> Entries:
    """Return what the manifest of a request holds: kind, identifier and what is said of each resource."""
    entries: Entries = []
    for kind, resources in call.envelope("payload").items():
        if kind not in _KINDS and kind != _FIELDS:
            raise record_invalid({"payload": [(f"Payload: {kind} is not a resource", "InvalidValue")]})
        if not is_object(resources):
            raise invalid_attribute(f"payload.{kind}", "must be an object")
        for identifier, given in resources.items():
            if not is_object(given):
                raise invalid_attribute(f"payload.{kind}.{identifier}", "must be an object")
            entries.append((kind, identifier, given))
    if not entries:
        raise record_invalid({"payload": [("Payload: cannot be blank", "BlankValue")]})
    if len(entries) > MOST:
        raise record_invalid({"payload": [(f"Payload: at most {MOST} resources", "TooLong")]})
    return entries


def _make(call: Call, kind: str, identifier: str, given: Row) -> Row:
    if kind == _FIELDS:
        row = call.account.ticket_fields.insert(new_field(call, given))
    else:
        row = _KINDS[kind].create(call, {"key": identifier, **given} if kind.endswith("_fields") else given)
    return {"type": kind, "identifier": identifier, "resource_id": row["id"], "deleted": False}


def _change(call: Call, resource: Row, given: Row) -> None:
    kind, identifier = resource["type"], resource["resource_id"]
    if kind == _FIELDS:
        fields = call.account.ticket_fields
        changes = read_changes(call, given, fields[identifier])
        fields.change(identifier, {**changes, "updated_at": call.clock.stamp()})
    else:
        collection = _KINDS[kind]
        collection.update(call, collection.table_of(call.account)[identifier], given)


def _delete(call: Call, resource: Row) -> None:
    kind = resource["type"]
    table = call.account.ticket_fields if kind == _FIELDS else _KINDS[kind].table_of(call.account)
    table.remove(resource["resource_id"])


def _is_there(call: Call, resource: Row) -> bool:
    kind = resource["type"]
    table = call.account.ticket_fields if kind == _FIELDS else _KINDS[kind].table_of(call.account)
    return resource["resource_id"] in table


def _made(call: Call, entries: Entries) -> list[Row]:
    """Make resources: all, or none when one can not be."""
    made: list[Row] = []
    try:
        made.extend(_make(call, *entry) for entry in entries)
    except Refusal:
        for resource in made:
            _delete(call, resource)
        raise
    return made


def _start(call: Call, name: str, work: Any) -> Answer:
    return Answer({"job_status": call.account.jobs.start(name, [None], work, action=name.partition(" ")[0].lower())})


def _done(row: Row) -> Row:
    return {"resource_collection_id": row["id"], "status": "Completed", "success": True}


@answers("CreateResourceCollection")
def create_collection(call: Call) -> Answer:
    """Make the resources of a manifest, in a job."""
    entries = _entries(call)

    def work(_index: int, _item: None) -> Row:
        return _done(COLLECTIONS.create(call, {}, resources=_made(call, entries)))

    return _start(call, "Create Resource Collection", work)


@answers("UpdateResourceCollection")
def update_collection(call: Call) -> Answer:
    """Make the resources what a manifest says, in a job: those that it does not name are deleted."""
    row, entries = COLLECTIONS.found(call), _entries(call)

    def work(_index: int, _item: None) -> Row:
        held = {(one["type"], one["identifier"]): one for one in row["resources"] if _is_there(call, one)}
        fresh = _made(call, [entry for entry in entries if entry[:2] not in held])
        named = {entry[:2]: entry[2] for entry in entries}
        kept: list[Row] = []
        for key, resource in held.items():
            if key in named:
                _change(call, resource, named[key])
                kept.append(resource)
            else:
                _delete(call, resource)
        changes = {"resources": [*kept, *fresh], "updated_at": call.clock.stamp()}
        return _done(COLLECTIONS.table_of(call.account).change(row["id"], changes))

    return _start(call, "Update Resource Collection", work)


@answers("DeleteResourceCollection")
def delete_collection(call: Call) -> Answer:
    """Delete a collection and its resources, in a job."""
    row = COLLECTIONS.found(call)

    def work(_index: int, _item: None) -> Row:
        for resource in row["resources"]:
            if _is_there(call, resource):
                _delete(call, resource)
        COLLECTIONS.remove(call, row)
        return _done(row)

    return _start(call, "Delete Resource Collection", work)
