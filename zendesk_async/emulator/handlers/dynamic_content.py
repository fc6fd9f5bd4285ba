"""Dynamic content: texts with a variant for each language.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/
"""

import re
from collections.abc import Sequence
from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection, Parent
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, flag, name, own, text, whole
from zendesk_async.emulator._collection_operations import created, note, serve, show_many
from zendesk_async.emulator._locales import LOCALES
from zendesk_async.emulator._refusals import Refusal, record_invalid, record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._validation import Problems


def _identifier(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_") or "item"


def _item_rules(change: Change) -> None:
    after, before = change.after, change.before
    if before is not None:
        # Only the name can change; the placeholder stays what it was.
        after["default_locale_id"] = before["default_locale_id"]
        return
    if after["default_locale_id"] not in LOCALES:
        change.problems.add("default_locale_id", "Default locale: is invalid", "InvalidValue")
    after["_identifier"] = _identifier(after["name"])
    after["placeholder"] = "{{dc." + after["_identifier"] + "}}"


def _show(call: Call, row: Row) -> Row:
    variants = VARIANTS.table_of(call.account)
    held = [VARIANTS.shown(call, variant) for variant in variants.rows(variants.where("_item_id", row["id"]))]
    return {**row, "outdated": any(variant["outdated"] for variant in held), "variants": held}


def _removing_item(call: Call, row: Row) -> None:
    variants = VARIANTS.table_of(call.account)
    for identifier in variants.where("_item_id", row["id"]):
        variants.remove(identifier)


ITEMS = Collection(
    table="dynamic_content_items",
    one="item",
    many="items",
    parameter="dynamic_content_item_id",
    path="dynamic_content/items",
    source_type="dynamic_content_item",
    rules=_item_rules,
    removing=_removing_item,
    show=_show,
    fields=(
        URL,
        ID,
        name(unique=True),
        own("placeholder"),
        whole("default_locale_id", required=True),
        own("outdated", default=False),
        CREATED,
        UPDATED,
        own("_identifier"),
    ),
)


def _siblings(change: Change) -> Sequence[Row]:
    variants = VARIANTS.table_of(change.account)
    rows = variants.rows(variants.where("_item_id", change.after["_item_id"]))
    return [row for row in rows if row["id"] != change.after["id"]]


def _variant_rules(change: Change) -> None:
    after, problems = change.after, change.problems
    if after["locale_id"] not in LOCALES:
        problems.add("locale_id", "Locale: is invalid", "InvalidValue")
    siblings = _siblings(change)
    if any(row["locale_id"] == after["locale_id"] for row in siblings):
        problems.add("locale_id", "Locale has already been taken", "DuplicateValue")
    default = change.before is not None and change.before["default"]
    if default and not (after["default"] and after["active"]):
        problems.add("default", "Default: a variant of an item must be the default one", "InvalidValue")
    if problems.details:
        return
    variants, stamp = VARIANTS.table_of(change.account), change.call.clock.stamp()
    if after["default"]:
        items = ITEMS.table_of(change.account)
        for row in siblings:
            if row["default"]:
                variants.change(row["id"], {"default": False})
        items.change(after["_item_id"], {"default_locale_id": after["locale_id"], "updated_at": stamp})
    if change.before is not None and change.says("content"):
        after["outdated"] = False
        if after["default"]:
            # The translations are of an older text now.
            for row in siblings:
                variants.change(row["id"], {"outdated": True})


def _removing_variant(_call: Call, row: Row) -> None:
    if row["default"]:
        raise record_invalid({"base": [("The default variant cannot be deleted", "InvalidValue")]})


VARIANTS = Collection(
    table="dynamic_content_variants",
    one="variant",
    many="variants",
    parameter="dynamic_content_variant_id",
    path="dynamic_content/items/{_item_id}/variants",
    parents=(Parent("dynamic_content_item_id", "dynamic_content_items", "_item_id"),),
    rules=_variant_rules,
    removing=_removing_variant,
    fields=(
        URL,
        ID,
        text("content", required=True, nullable=False, longest=65_535),
        whole("locale_id", required=True),
        own("outdated", default=False),
        flag("active", default=True),
        flag("default"),
        CREATED,
        UPDATED,
        own("_item_id"),
    ),
)

serve(
    ITEMS,
    list="ListDynamicContents",
    show="ShowDynamicContentItem",
    update="UpdateDynamicContentItem",
    delete="DeleteDynamicContentItem",
)
show_many("ShowManyDynamicContents", ITEMS, {"identifiers": "_identifier"})
serve(
    VARIANTS,
    list="DynamicContentListVariants",
    create="CreateDynamicContentVariant",
    show="ShowDynamicContentVariant",
    update="UpdateDynamicContentVariant",
    delete="DeleteDynamicContentVariant",
)
note(ITEMS, "create", "CreateDynamicContent")


@answers("CreateDynamicContent")
def create_item(call: Call) -> Answer:
    """Make an item with its variants, one of which is in the default language."""
    given = ITEMS.given(call)
    variants: Any = given.get("variants")
    problems = Problems()
    if not is_array(variants) or not all(map(is_object, variants)) or not variants:
        problems.add("variants", "Variants: cannot be blank", "BlankValue")
        problems.refuse()
    locales = [variant.get("locale_id") for variant in variants]
    if given.get("default_locale_id") not in locales:
        problems.add("base", "Variants: one must be in the default locale", "InvalidValue")
    if len(set(map(str, locales))) != len(locales):
        problems.add("base", "Variants: one for each locale", "DuplicateValue")
    if any(locale not in LOCALES for locale in locales):
        problems.add("base", "Variants: a locale is invalid", "InvalidValue")
    if any(not variant.get("content") for variant in variants):
        problems.add("base", "Variants: content cannot be blank", "BlankValue")
    problems.refuse()
    row = ITEMS.create(call, given)
    for variant in variants:
        default = variant.get("locale_id") == row["default_locale_id"]
        VARIANTS.create(call, {**variant, "default": default}, _item_id=row["id"])
    return created(call, ITEMS, ITEMS.table_of(call.account)[row["id"]])


@answers("CreateManyDynamicContentVariants")
def create_many_variants(call: Call) -> Answer:
    """Add variants to an item; none when one of them can not be."""
    rows: list[Row] = []
    try:
        rows.extend(VARIANTS.create(call, variant) for variant in call.items("variants"))
    except Refusal:
        for row in rows:
            VARIANTS.table_of(call.account).remove(row["id"])
        raise
    return Answer({"variants": [VARIANTS.shown(call, row) for row in rows]}, 201)


@answers("UpdateManyDynamicContentVariants")
def update_many_variants(call: Call) -> Answer:
    """Change variants of an item: those with the ids, or of the locales, that are named."""
    VARIANTS.parents_of(call)
    variants = VARIANTS.table_of(call.account)
    item = call.identifier("dynamic_content_item_id")
    of_item = variants.rows(variants.where("_item_id", item))
    pairs: list[tuple[Row, Row]] = []
    for given in call.items("variants"):
        key = "id" if given.get("id") is not None else "locale_id"
        row = next((row for row in of_item if row[key] == given.get(key)), None)
        if row is None:
            raise record_not_found()
        pairs.append((row, given))
    changed = [VARIANTS.update(call, row, given) for row, given in pairs]
    return Answer({"variants": [VARIANTS.shown(call, row) for row in changed]})
