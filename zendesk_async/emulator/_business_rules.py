"""What triggers and automations have in common: their lists, what goes inside them, and how many are in use.

https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/
"""

from collections.abc import Callable

from zendesk_async._json import is_object
from zendesk_async.emulator._call import Answer, Call
from zendesk_async.emulator._collection import Collection
from zendesk_async.emulator._collection_operations import listed
from zendesk_async.emulator._ordering import Subset
from zendesk_async.emulator._paging import Style
from zendesk_async.emulator._refusals import missing_parameter
from zendesk_async.emulator._rules import USAGES
from zendesk_async.emulator._shapes import Row

SORTS = ("id", "title", "position", "created_at", "updated_at", "alphabetical", *USAGES)


def shown(call: Call, row: Row) -> Row:
    """Return a rule with the sideloads that stand inside it."""
    includes = call.includes()
    added: Row = {}
    if "app_installation" in includes:
        added["app_installation"] = None
    if "permissions" in includes:
        added["permissions"] = {"can_edit": call.user["role"] == "admin"}
    # Rules are kept and not carried out, so none was ever used.
    added.update({name: 0 for name in USAGES if name in includes})
    return {**row, **added} if added else row


def active(call: Call, _text: str, row: Row) -> bool:
    """Filter by `active`."""
    return bool(row["active"]) is call.flag("active")


def sorted_list(call: Call, collection: Collection, ids: list[int], style: Style | None = None) -> Answer:
    """Answer rules by the orders that are no plain field, too."""
    return listed(
        call,
        collection,
        Subset(collection.table_of(call.account), ids),
        style=style,
        sort_by=SORTS,
        columns={"alphabetical": lambda row: row["title"].casefold(), **dict.fromkeys(USAGES, _unused)},
    )


def _unused(_row: Row) -> int:
    return 0


def ids_where(call: Call, collection: Collection, test: Callable[[Row], bool] = lambda _row: True) -> list[int]:
    """Return the ids of the rules that the path, the query and a test leave."""
    rows = collection.rows(call)
    table = collection.table_of(call.account)
    chosen = table.rows(rows.ids if isinstance(rows, Subset) else None)
    return [row["id"] for row in chosen if test(row)]


def list_handler(collection: Collection, style: Style | None = None) -> Callable[[Call], Answer]:
    """Return the handler of the list of all rules."""
    return lambda call: sorted_list(call, collection, ids_where(call, collection), style)


def active_handler(collection: Collection, style: Style | None = None) -> Callable[[Call], Answer]:
    """Return the handler of the list of active rules."""
    return lambda call: sorted_list(call, collection, ids_where(call, collection, lambda row: row["active"]), style)


def search_handler(collection: Collection, *, needs_query: bool) -> Callable[[Call], Answer]:
    """Return the handler that finds rules by a text of their title, and by `filter` as JSON in the body or the query."""

    def handle(call: Call) -> Answer:
        text = call.query.get("query")
        if text is None:
            if needs_query:
                raise missing_parameter("query")
            text = ""
        wanted = text.casefold()
        return sorted_list(
            call, collection, ids_where(call, collection, lambda row: wanted in row["title"].casefold()), Style.OFFSET
        )

    return handle


def conditions_changed(given: Row) -> bool:
    """Tell whether a request says something of conditions."""
    return any(key in given for key in ("conditions", "all", "any"))


def conditions_given(given: Row) -> Row:
    """Return the conditions of a request as `read_conditions` takes them."""
    if is_object(given.get("conditions")):
        return {"conditions": given["conditions"]}
    return {key: given[key] for key in ("conditions", "all", "any") if key in given}
