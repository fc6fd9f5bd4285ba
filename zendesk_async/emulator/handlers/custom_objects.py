"""Custom objects, their fields, and how many there may be.

https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/
"""

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection_operations import created, ids_of, note, serve
from zendesk_async.emulator._custom_objects import (
    FIELDS,
    MOST_FIELDS,
    MOST_RECORDS,
    OBJECTS,
    add_standard_fields,
    field_of,
    fields_of,
    listed_fields,
    most_objects,
    object_of,
    records_of,
    without_values,
)
from zendesk_async.emulator._paging import Style, list_answer
from zendesk_async.emulator._refusals import forbidden, record_not_found
from zendesk_async.emulator._shapes import Row

serve(
    OBJECTS,
    list_whole="ListCustomObjects",
    show="ShowCustomObject",
    update="UpdateCustomObject",
    delete="DeleteCustomObject",
)
note(OBJECTS, "create", "CreateCustomObject")
note(FIELDS, "create", "CreateCustomObjectField")


@answers("CreateCustomObject")
def create_object(call: Call) -> Answer:
    """Make a custom object, with the fields that every object has."""
    row = OBJECTS.create(call, OBJECTS.given(call))
    add_standard_fields(call.account, row["key"])
    return created(call, OBJECTS, row)


@answers("CustomObjectsLimit")
def show_object_limit(call: Call) -> Answer:
    """Answer how many objects there are and may be."""
    return Answer({"count": len(OBJECTS.table_of(call.account)), "limit": most_objects(call.account)})


@answers("CustomObjectRecordsLimit")
def show_record_limit(call: Call) -> Answer:
    """Answer how many records there are and may be."""
    return Answer({"count": len(records_of(call.account)), "limit": MOST_RECORDS})


@answers("CustomObjectFieldsLimit")
def show_field_limit(call: Call) -> Answer:
    """Answer how many fields an object has and may have."""
    return Answer({"count": len(fields_of(call.account, object_of(call)["key"])), "limit": MOST_FIELDS})


@answers("ListCustomObjectFields")
def list_fields(call: Call) -> Answer:
    """Answer the fields of an object; with `include_standard_fields` those that every object has, too."""
    rows = [FIELDS.shown(call, row) for row in listed_fields(call, object_of(call)["key"])]
    return list_answer(call, "custom_object_fields", rows, sort="position,id", style=Style.WHOLE)


@answers("ShowCustomObjectField")
def show_field(call: Call) -> Answer:
    """Answer one field, by key or id."""
    return Answer(FIELDS.wrapped(call, field_of(call)))


@answers("CreateCustomObjectField")
def create_field(call: Call) -> Answer:
    """Give an object a field."""
    return created(call, FIELDS, FIELDS.create(call, FIELDS.given(call)))


@answers("UpdateCustomObjectField")
def update_field(call: Call) -> Answer:
    """Change a field; key and type stay."""
    return Answer(FIELDS.wrapped(call, FIELDS.update(call, field_of(call), FIELDS.given(call))))


@answers("DeleteCustomObjectField")
def delete_field(call: Call) -> Answer:
    """Delete a field and its values; standard fields stay."""
    field = field_of(call)
    if field["key"].startswith("standard::"):
        raise forbidden()
    FIELDS.remove(call, field)
    without_values(call.account, field["_object_key"], field["key"])
    return Answer(status=204)


@answers("ReorderCustomObjectFields")
def reorder_fields(call: Call) -> Answer:
    """Bring the fields of an object into an order, named by id."""
    fields, table = fields_of(call.account, object_of(call)["key"]), FIELDS.table_of(call.account)
    by_name: dict[str, Row] = {str(row["id"]): row for row in fields} | {row["key"]: row for row in fields}
    named = [by_name.get(str(one)) for one in ids_of(call, "custom_object_field_ids")]
    found = [row for row in named if row is not None]
    if len(found) != len(named):
        raise record_not_found()
    others = sorted((row for row in fields if row not in found), key=lambda row: row["position"])
    for place, row in enumerate([*found, *others]):
        table.change(row["id"], {"position": place})
    return Answer({})
