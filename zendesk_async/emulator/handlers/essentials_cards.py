"""Essentials cards: what agents see first of a user, an organization or a record.

https://developer.zendesk.com/api-reference/ticketing/users/essentials_card/
"""

from typing import Any, Final

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._custom_objects import OBJECTS
from zendesk_async.emulator._refusals import record_invalid, record_not_found
from zendesk_async.emulator._shapes import Row, is_text
from zendesk_async.emulator._table import Table

MOST: Final = 20
_DEFAULTS: Final = {
    "zen:user": (
        "zen:user:identity:email",
        "zen:user:field:standard:external_id",
        "zen:user:field:standard:iana_time_zone",
        "zen:user:field:standard:locale",
        "zen:user:field:standard:organization_id",
    ),
    "zen:organization": ("zen:organization:field:standard:domain_names", "zen:organization:field:standard:notes"),
}
_CUSTOM: Final = "zen:custom_object:"


def _table(call: Call) -> Table[str]:
    return call.account.table("essentials_cards", call.account.new_ulid)


def _keys(call: Call) -> list[str]:
    return [*_DEFAULTS, *(f"{_CUSTOM}{row['key']}" for row in OBJECTS.table_of(call.account).rows())]


def _key(call: Call) -> str:
    asked = call.path["object_type"]
    for key in _keys(call):
        if asked in {key, key.removeprefix("zen:")}:
            return key
    raise record_not_found()


def _card(call: Call, key: str) -> Row:
    kept = _table(call).one("key", key)
    if kept is not None:
        return kept
    return {
        "id": None,
        "key": key,
        "layout": "essentials_card",
        "default": True,
        "fields": [{"id": None, "zrn": field} for field in _DEFAULTS.get(key, (f"{key}:field:standard:name",))],
        "max_count": MOST,
        "created_at": call.account.opened_at,
        "updated_at": call.account.opened_at,
    }


@answers("ShowEssentialsCards")
def list_cards(call: Call) -> Answer:
    """Answer the cards of all kinds of records."""
    return Answer({"object_layouts": [_card(call, key) for key in _keys(call)]})


@answers("ShowEssentialsCard")
def show_card(call: Call) -> Answer:
    """Answer the card of one kind."""
    return Answer({"object_layout": _card(call, _key(call))})


@answers("UpdateEssentialsCard")
def update_card(call: Call) -> Answer:
    """Choose the fields of a card."""
    key = _key(call)
    fields: Any = call.envelope("object_layout").get("fields")
    if not is_array(fields) or not all(is_object(field) and is_text(field.get("zrn")) for field in fields):
        raise record_invalid({"fields": [("Fields: are invalid", "InvalidValue")]})
    if len(fields) > MOST:
        raise record_invalid({"fields": [(f"Fields: at most {MOST}", "TooLong")]})
    card, table = _card(call, key), _table(call)
    chosen = [{"id": field.get("id"), "zrn": field["zrn"]} for field in fields]
    changes: Row = {"fields": chosen, "default": False, "updated_at": call.clock.stamp()}
    if card["id"] is None:
        after = table.insert({**card, **changes, "id": call.account.new_ulid(), "created_at": call.clock.stamp()})
    else:
        after = table.change(card["id"], changes)
    return Answer({"object_layout": after})


@answers("DeleteEssentialsCard")
def delete_card(call: Call) -> Answer:
    """Go back to the card that the kind came with; 404 when nobody chose another."""
    kept = _table(call).one("key", _key(call))
    if kept is None:
        raise record_not_found()
    _table(call).remove(kept["id"])
    return Answer(status=204)
