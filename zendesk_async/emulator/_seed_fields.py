"""The ticket fields of a seeded account, and sets of values that tickets hold in them."""

import random
from collections.abc import Sequence
from typing import Any

import attrs
import msgspec

from zendesk_async.emulator._seed_plan import FIRST_FIELD, STEP
from zendesk_async.emulator._shapes import Row

_CREATED = "2021-02-01T09:00:00Z"
_SYSTEM = (
    ("subject", "Subject"),
    ("description", "Description"),
    ("status", "Status"),
    ("tickettype", "Type"),
    ("priority", "Priority"),
    ("group", "Group"),
    ("assignee", "Assignee"),
    ("custom_status", "Ticket status"),
)
_CUSTOM: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("text", "Order number", ()),
    ("text", "Serial number", ()),
    ("textarea", "Steps to reproduce", ()),
    ("checkbox", "Contract customer", ()),
    ("checkbox", "Needs a call", ()),
    ("date", "Purchase date", ()),
    ("integer", "Affected people", ()),
    ("decimal", "Amount", ()),
    ("regexp", "Postal code", ()),
    ("partialcreditcard", "Card", ()),
    ("tagger", "Product", ("product_printer", "product_router", "product_scanner", "product_cloud")),
    ("tagger", "Region", ("region_emea", "region_amer", "region_apac")),
    ("tagger", "Root cause", ("cause_hardware", "cause_software", "cause_user", "cause_unknown")),
    ("multiselect", "Channels used", ("used_web", "used_app", "used_phone", "used_shop")),
    ("lookup", "Related contract", ()),
)
CUSTOM_FIELDS = tuple(FIRST_FIELD + (len(_SYSTEM) + i) * STEP for i in range(len(_CUSTOM)))
_VARIANTS = 256


def ticket_fields(base: str) -> list[Row]:
    """Return the rows of all ticket fields, by position."""
    rows = [_row(base, i, kind, title, system=True) for i, (kind, title) in enumerate(_SYSTEM)]
    for i, (kind, title, options) in enumerate(_CUSTOM, len(_SYSTEM)):
        row = _row(base, i, kind, title, system=False)
        if options:
            row["custom_field_options"] = [
                {
                    "id": row["id"] + 1 + place,
                    "name": option.partition("_")[2].title(),
                    "raw_name": option.partition("_")[2].title(),
                    "value": option,
                    "default": False,
                }
                for place, option in enumerate(options)
            ]
        if kind == "lookup":
            row["relationship_target_type"] = "zen:organization"
            row["relationship_filter"] = {"all": [], "any": []}
        rows.append(row)
    return rows


def _row(base: str, i: int, kind: str, title: str, *, system: bool) -> Row:
    identifier = FIRST_FIELD + i * STEP
    row: Row = {
        "url": f"{base}/api/v2/ticket_fields/{identifier}.json",
        "id": identifier,
        "type": kind,
        "title": title,
        "raw_title": title,
        "description": title,
        "raw_description": title,
        "position": i,
        "active": True,
        "required": False,
        "collapsed_for_agents": False,
        "regexp_for_validation": r"\A[0-9]{5}\z" if kind == "regexp" else None,
        "title_in_portal": title,
        "raw_title_in_portal": title,
        "visible_in_portal": kind in {"subject", "description"},
        "editable_in_portal": kind in {"subject", "description"},
        "required_in_portal": kind in {"subject", "description"},
        "tag": "contract_customer" if title == "Contract customer" else None,
        "created_at": _CREATED,
        "updated_at": _CREATED,
        "removable": not system,
        "key": None,
        "agent_description": None,
    }
    if kind == "status":
        row["system_field_options"] = _options("Open", "Pending", "Solved")
    if kind == "tickettype":
        row["system_field_options"] = _options("Question", "Incident", "Problem", "Task")
    if kind == "priority":
        row["system_field_options"] = _options("Low", "Normal", "High", "Urgent")
    return row


def _options(*names: str) -> list[Row]:
    return [{"name": name, "value": name.lower()} for name in names]


@attrs.frozen
class FieldSet:
    """The values of all custom fields of a ticket, the tags that come with them, and both as JSON."""

    values: list[Row]
    tags: list[str]
    rendered: msgspec.Raw


def field_sets(seed: int) -> list[FieldSet]:
    """Draw the sets of values that seeded tickets share."""
    chance = random.Random(f"{seed}:fields")
    return [_field_set(chance) for _ in range(_VARIANTS)]


def _field_set(chance: random.Random) -> FieldSet:
    values: list[Row] = []
    tags: list[str] = []
    for identifier, (kind, title, options) in zip(CUSTOM_FIELDS, _CUSTOM, strict=True):
        value = _value(chance, kind, options) if kind == "checkbox" or chance.random() < 0.7 else None
        values.append({"id": identifier, "value": value})
        if kind == "tagger" and value:
            tags.append(value)
        elif kind == "multiselect" and value:
            tags.extend(value)
        elif title == "Contract customer" and value:
            tags.append("contract_customer")
    return FieldSet(values, tags, msgspec.Raw(msgspec.json.encode(values)))


def _value(chance: random.Random, kind: str, options: Sequence[str]) -> Any:
    match kind:
        case "text":
            return f"{chance.choice('ABCXYZ')}-{chance.randint(100_000, 999_999)}"
        case "textarea":
            return f"Start the device\nOpen page {chance.randint(1, 40)}\nPress save"
        case "checkbox":
            return chance.random() < 0.3
        case "date":
            return f"20{chance.randint(20, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        case "integer":
            return str(chance.randint(1, 400))
        case "decimal":
            return f"{chance.randint(1, 4000)}.{chance.randint(0, 99):02}"
        case "regexp":
            return f"{chance.randint(0, 99_999):05}"
        case "partialcreditcard":
            return f"XXXXXXXXXXXX{chance.randint(0, 9999):04}"
        case "tagger":
            return chance.choice(options)
        case "multiselect":
            return sorted(chance.sample(options, chance.randint(1, 2)))
        case _:
            return None
