"""Fields of users and of organizations, and the options of users' ones.

https://developer.zendesk.com/api-reference/ticketing/users/user_fields/ and
https://developer.zendesk.com/api-reference/ticketing/organizations/organization_fields/
"""

from zendesk_async.emulator import _custom_fields
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_operations import reorder, serve, show_many
from zendesk_async.emulator._field_options import option_of, write_option_of
from zendesk_async.emulator._paging import list_answer
from zendesk_async.emulator._refusals import record_invalid, record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._table import Table


def _user_rules(change: Change) -> None:
    _custom_fields.rules(change, USER_FIELDS)


def _organization_rules(change: Change) -> None:
    _custom_fields.rules(change, ORGANIZATION_FIELDS)


def _without_values(table: Table[int], key: str, field: str) -> None:
    for identifier in table.ids:
        values: Row = table.value(identifier, key) or {}
        if field in values:
            table.change(identifier, {key: {name: value for name, value in values.items() if name != field}})


USER_FIELDS = Collection(
    table="user_fields",
    one="user_field",
    many="user_fields",
    parameter="user_field_id",
    path="user_fields",
    source_type="user_field",
    sort="position,id",
    rules=_user_rules,
    removing=lambda call, row: _without_values(call.account.users, "user_fields", row["key"]),
    show=_custom_fields.show,
    fields=_custom_fields.FIELDS,
)
ORGANIZATION_FIELDS = Collection(
    table="organization_fields",
    one="organization_field",
    many="organization_fields",
    parameter="organization_field_id",
    path="organization_fields",
    source_type="organization_field",
    sort="position,id",
    rules=_organization_rules,
    removing=lambda call, row: _without_values(call.account.organizations, "organization_fields", row["key"]),
    show=_custom_fields.show,
    fields=_custom_fields.FIELDS,
)

serve(
    USER_FIELDS,
    list="ListUserFields",
    create="CreateUserField",
    show="ShowUserField",
    update="UpdateUserField",
    delete="DeleteUserField",
)
show_many("ShowManyUserFields", USER_FIELDS, {"keys": "key"})
reorder("ReorderUserField", USER_FIELDS, "user_field_ids", first=0)
serve(
    ORGANIZATION_FIELDS,
    list="ListOrganizationFields",
    create="CreateOrganizationField",
    show="ShowOrganizationField",
    update="UpdateOrganizationField",
    delete="DeleteOrganizationField",
)
reorder("ReorderOrganizationField", ORGANIZATION_FIELDS, "organization_field_ids", first=0)


def _with_options(call: Call) -> Row:
    field = USER_FIELDS.found(call)
    if field["type"] not in _custom_fields.WITH_OPTIONS:
        raise record_not_found()
    return field


def _option(call: Call, field: Row, option: Row) -> Row:
    return {
        "id": option["id"],
        "url": call.url(f"user_fields/{field['id']}/options/{option['id']}"),
        "name": option["name"],
        "raw_name": option["raw_name"],
        "value": option["value"],
        "position": field["custom_field_options"].index(option),
    }


@answers("ListUserFieldOptions")
def list_options(call: Call) -> Answer:
    """Answer the options of a field."""
    field = _with_options(call)
    rows = [_option(call, field, option) for option in field["custom_field_options"]]
    return list_answer(call, "custom_field_options", rows, sort="position,id")


@answers("ShowUserFieldOption")
def show_option(call: Call) -> Answer:
    """Answer one option of a field."""
    field = _with_options(call)
    option = option_of(field, call.identifier("user_field_option_id"))
    return Answer({"custom_field_option": _option(call, field, option)})


@answers("CreateOrUpdateUserFieldOption")
def write_option(call: Call) -> Answer:
    """Change the option with the id or the value that is named, or make a new one."""
    field = _with_options(call)
    table = USER_FIELDS.table_of(call.account)
    option, created = write_option_of(call, table, field, call.envelope("custom_field_option"))
    payload = {"custom_field_option": _option(call, table[field["id"]], option)}
    location = f"/api/v2/user_fields/{field['id']}/options.json"
    return Answer(payload, 201 if created else 200, {"Location": location})


@answers("DeleteUserFieldOption")
def delete_option(call: Call) -> Answer:
    """Take an option out of a field."""
    field = _with_options(call)
    option = option_of(field, call.identifier("user_field_option_id"))
    kept = [entry for entry in field["custom_field_options"] if entry["id"] != option["id"]]
    if not kept:
        raise record_invalid({"custom_field_options": [("Custom field options: cannot be blank", "BlankValue")]})
    USER_FIELDS.table_of(call.account).change(
        field["id"], {"custom_field_options": kept, "updated_at": call.clock.stamp()}
    )
    return Answer(status=204)
