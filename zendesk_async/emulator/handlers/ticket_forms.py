"""Ticket forms: which fields tickets show, in which brands, and under which conditions.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/
"""

from collections.abc import Iterable

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_fields import (
    CREATED,
    ID,
    UPDATED,
    URL,
    Field,
    flag,
    listed,
    name,
    text,
    whole,
    wholes,
)
from zendesk_async.emulator._collection_operations import created, note, reorder, serve, show_many
from zendesk_async.emulator._collection_operations import listed as answer_list
from zendesk_async.emulator._collection_operations import whole as answer_whole
from zendesk_async.emulator._refusals import record_invalid
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._ticket_fields import SYSTEM_TYPES
from zendesk_async.emulator._validation import integers

MOST = 300
"""https://support.zendesk.com/hc/en-us/articles/4408846520858"""


def _rules(change: Change) -> None:
    account, after = change.account, change.after
    fields = account.ticket_fields
    for identifier in after["ticket_field_ids"]:
        if identifier not in fields:
            change.problems.add("ticket_field_ids", f"Ticket fields: {identifier} is invalid", "InvalidValue")
    if change.before is None and not after["ticket_field_ids"]:
        # A form without a choice of fields has those that every form has.
        after["ticket_field_ids"] = [row["id"] for row in fields.rows() if row["type"] in SYSTEM_TYPES]
    for brand in after["restricted_brand_ids"]:
        if brand not in account.brands:
            change.problems.add("restricted_brand_ids", f"Brands: {brand} is invalid", "InvalidValue")
    for plain in ("name", "display_name"):
        if change.says(f"raw_{plain}") and not change.says(plain):
            after[plain] = after[f"raw_{plain}"]
        elif change.before is None or change.says(plain):
            after[plain] = after[plain] or after["name"]
            after[f"raw_{plain}"] = after[plain]
    if change.before is None and not change.says("position"):
        after["position"] = max((row["position"] for row in account.ticket_forms.rows()), default=0) + 1
    _check_default(change)


def _check_default(change: Change) -> None:
    after, before = change.after, change.before
    if before is not None and before["default"] and not (after["default"] and after["active"]):
        change.problems.add("default", "Default: choose another default form first", "InvalidValue")
    if after["default"] and not change.problems.details:
        after["active"] = True
        for row in change.account.ticket_forms.rows():
            if row["default"] and row["id"] != after["id"]:
                change.account.ticket_forms.change(row["id"], {"default": False})


def _removing(call: Call, row: Row) -> None:
    if row["default"]:
        raise record_invalid({"base": [("The default form cannot be deleted", "InvalidValue")]})
    statuses = call.account.table("ticket_form_statuses", call.account.new_ulid)
    for identifier in statuses.where("ticket_form_id", row["id"]):
        statuses.remove(identifier)


def _truth(key: str, text: str, row: Row) -> bool:
    return bool(row[key]) is (text.lower() == "true")


def _in_brand(call: Call, row: Row) -> bool:
    brand = next((one["id"] for one in call.account.brands.rows() if one["default"]), None)
    return bool(row["in_all_brands"]) or brand in row["restricted_brand_ids"]


def _visible(call: Call, row: Row) -> bool:
    # End users, and whoever is not signed in, see what is meant for them alone.
    return call.user["role"] != "end-user" or bool(row["active"] and row["end_user_visible"])


FORMS = Collection(
    table="ticket_forms",
    one="ticket_form",
    many="ticket_forms",
    parameter="ticket_form_id",
    path="ticket_forms",
    source_type="ticket_form",
    most=MOST,
    sort="position,id",
    rules=_rules,
    removing=_removing,
    among=_visible,
    filters={
        "active": lambda _call, text, row: _truth("active", text, row),
        "end_user_visible": lambda _call, text, row: _truth("end_user_visible", text, row),
        "associated_to_brand": lambda call, text, row: text.lower() != "true" or _in_brand(call, row),
        "form_type": lambda _call, text, _row: text in {"standard", "all"},
    },
    fields=(
        URL,
        ID,
        name(),
        text("raw_name"),
        text("display_name"),
        text("raw_display_name"),
        flag("end_user_visible", default=True),
        whole("position", 1, nullable=False),
        wholes("ticket_field_ids"),
        flag("active", default=True),
        flag("default"),
        CREATED,
        UPDATED,
        flag("in_all_brands", default=True),
        Field("restricted_brand_ids", integers, make=lambda _account, _row: [], nullable=False),
        listed("end_user_conditions"),
        listed("agent_conditions"),
    ),
)

serve(
    FORMS,
    create="CreateTicketForm",
    show="ShowTicketForm",
    update="UpdateTicketForm",
    delete="DeleteTicketForm",
)
show_many("ShowManyTicketForms", FORMS)
reorder("ReorderTicketForms", FORMS, "ticket_form_ids", lambda call: answer_whole(call, FORMS))


@answers("ListTicketForms")
def list_forms(call: Call) -> Answer:
    """Answer the forms; with `fallback_to_default` the default one when the filters leave none."""
    answer = answer_list(call, FORMS)
    if call.flag("fallback_to_default") and not answer.payload["ticket_forms"]:
        default = [row for row in call.account.ticket_forms.rows() if row["default"]]
        return answer_list(call, FORMS, default)
    return answer


@answers("CloneTicketForm")
def clone_form(call: Call) -> Answer:
    """Make a copy of a form."""
    form = FORMS.found(call)
    copied: Iterable[str] = (
        "display_name", "end_user_visible", "ticket_field_ids", "active", "in_all_brands", "restricted_brand_ids",
        "end_user_conditions", "agent_conditions",
    )  # fmt: skip
    given: Row = {key: form[key] for key in copied}
    given["name"] = f"Copy of {form['name']}"
    return created(call, FORMS, FORMS.create(call, given), 200)


note(FORMS, "create", "CloneTicketForm")
