"""What views hold: their tickets, found and ordered; rows as views show them; pages of them."""

import base64
import binascii
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Call, Row
from zendesk_async.emulator._conditions import checks, parse
from zendesk_async.emulator._paging import OFFSET_DEPTH, page_url
from zendesk_async.emulator._rules import group_ids
from zendesk_async.emulator._searching import AccountLookup, in_turns, remembered, select
from zendesk_async.emulator._sideloads import referred
from zendesk_async.emulator._view_columns import ALIASES, COLUMNS, sort_value, value

_SORTED_AT_ONCE = 1_000


class ViewBackground(AccountLookup):
    """Answer what conditions and columns ask of the account beside the ticket."""

    def __init__(self, call: Call) -> None:
        super().__init__(call.account, call.user["id"])
        self.user_id = call.user["id"]
        self.group_ids = group_ids(call)

    def metric(self, ticket_id: int, field: str) -> str | None:
        """Return a time of the ticket's metrics."""
        metric = self.account.ticket_metrics.one("ticket_id", ticket_id)
        return None if metric is None else metric.get(field)

    def requester(self, user_id: int, field: str) -> Any:
        """Return a property of a user."""
        user = self.account.users.get(user_id)
        return None if user is None else user.get(field)

    def updater(self, ticket_id: int) -> str:
        """Return who changed the ticket last: `agent` or `end-user`."""
        audits = self.account.audits.where("ticket_id", ticket_id)
        author = self.account.audits[audits[-1]]["author_id"] if audits else None
        return "agent" if author is not None and self.requester(author, "role") != "end-user" else "end-user"


async def tickets_of(call: Call, view: Row) -> list[int]:
    """Return the ids of a view's tickets, in its order."""
    execution: Row = view["execution"]
    group = call.query.get("group_by") or execution["group_by"]
    sort, sort_order = _sort(call, execution)
    orders = [(sort, sort_order == "desc")]
    if group:
        orders.append((group, execution["group_order"] == "desc"))
    background = ViewBackground(call)
    conditions: Row = view["conditions"]

    async def find() -> list[int]:
        tickets = call.account.tickets
        tests = checks(parse(conditions["all"]), parse(conditions["any"]), background)
        ids = await select(tickets, tests)
        for name, descending in orders:
            keys: dict[int, tuple[bool, Any]] = {}
            async for part in in_turns(ids, _SORTED_AT_ONCE):
                keys.update((one, sort_value(_value(one, name, background), name)) for one in part)
            ids.sort(key=keys.__getitem__, reverse=descending)
        return ids

    key = ("view", msgspec.json.encode(conditions), tuple(orders), background.user_id)
    return await remembered(call.account, key, find)


def _sort(call: Call, execution: Row) -> tuple[str, str]:
    if asked := call.query.get("sort"):
        return _column(asked.removeprefix("-")), "desc" if asked.startswith("-") else "asc"
    by, order = call.query.get("sort_by"), call.query.get("sort_order")
    if by:
        return _column(by), order or "asc"
    return execution["sort_by"], order or execution["sort_order"]


def _column(name: str) -> str:
    return ALIASES.get(name, name)


def _value(ticket_id: int, name: str, background: ViewBackground) -> Any:
    column = COLUMNS.get(name)
    tickets = background.account.tickets
    if ticket_id not in tickets:
        # It was removed while the view was made.
        return None
    if column is not None and not column.metric and name not in {"locale_id", "updated_by_type", "satisfaction_score"}:
        return tickets.value(ticket_id, column.field)
    return value(tickets[ticket_id], name, background)


def page_of(call: Call, ids: Sequence[int], most: int = 100) -> tuple[Sequence[int], Row]:
    """Return the ids of the page that was asked for, and the keys that tell the way on."""
    if any(name in call.query for name in ("page[size]", "page[after]", "page[before]")):
        return _cursor_page(call, ids, most)
    page = max(1, call.integer("page", 1) or 1)
    size = call.integer("per_page", most) or most
    size = min(size, most) if size > 0 else most
    if page * size > OFFSET_DEPTH:
        raise _refusals.invalid_pagination_depth()
    start, end = (page - 1) * size, page * size
    return ids[start:end], {
        "next_page": page_url(call, page=page + 1) if end < len(ids) else None,
        "previous_page": page_url(call, page=page - 1) if page > 1 else None,
        "count": len(ids),
    }


def _cursor_page(call: Call, ids: Sequence[int], most: int) -> tuple[Sequence[int], Row]:
    after, before = call.query.get("page[after]"), call.query.get("page[before]")
    if after and before:
        raise _refusals.invalid_pagination("page[after] and page[before] cannot be used together")
    text = call.query.get("page[size]", "100")
    if not text.isdecimal() or int(text) < 1:
        raise _refusals.invalid_pagination("page[size] is not valid")
    size = min(int(text), most)
    if before:
        end = _offset(before, "page[before]")
        start = max(0, end - size)
    else:
        start = _offset(after, "page[after]") if after else 0
        end = min(len(ids), start + size)
    if start >= end:
        return [], {
            "meta": {"has_more": False, "after_cursor": None, "before_cursor": None},
            "links": {"prev": None, "next": None},
        }
    behind, ahead = _cursor(call, end), _cursor(call, start)
    first = page_url(call, **{"page[before]": ahead, "page[after]": None, "page[size]": size})
    return ids[start:end], {
        "meta": {
            "has_more": start > 0 if before else end < len(ids),
            "after_cursor": behind,
            "before_cursor": ahead,
        },
        # Unlike elsewhere the first page has no link back (seen in recorded traffic).
        "links": {
            "prev": first if start > 0 else None,
            "next": page_url(call, **{"page[before]": None, "page[after]": behind, "page[size]": size}),
        },
    }


def _cursor(call: Call, offset: int) -> str:
    # Seen in recorded traffic: the cursors of views say how far, not after which ticket.
    content = {"sort": call.query.get("sort"), "offset": offset}
    return base64.b64encode(msgspec.json.encode(content)).decode()


def _offset(cursor: str, parameter: str) -> int:
    try:
        content = msgspec.json.decode(base64.b64decode(cursor, validate=True), type=dict[str, Any])
        offset = content["offset"]
    except (binascii.Error, msgspec.MsgspecError, KeyError):
        offset = None
    if not isinstance(offset, int) or offset < 0:
        raise _refusals.invalid_pagination(f"{parameter} is not valid")
    return offset


def rows_of(call: Call, view: Row, ids: Iterable[int]) -> Row:
    """Return the rows of an executed view, what its columns are, and the records they refer to."""
    background = ViewBackground(call)
    columns: list[Row] = view["execution"]["columns"]
    tickets = call.account.tickets.rows(ids)
    result: Row = {"rows": [_row(background, columns, ticket) for ticket in tickets], "columns": columns}
    excluded = {name.strip() for name in call.query.get("exclude", "").split(",")}
    # Groups, organizations and users go along unasked.
    for name, keys in (
        ("groups", ("group_id",)),
        ("organizations", ("organization_id",)),
        ("users", ("requester_id", "assignee_id", "submitter_id")),
    ):
        if name not in excluded:
            result[name] = referred(getattr(call.account, name), tickets, keys)
    return result


def _row(background: ViewBackground, columns: Sequence[Row], ticket: Row) -> Row:
    comments = background.comments(ticket["id"])
    shown: Row = {
        "ticket": {
            "id": ticket["id"],
            "subject": ticket["subject"],
            "description": ticket["description"],
            "status": ticket["status"],
            "type": ticket["type"],
            "priority": ticket["priority"],
            "url": ticket["url"],
            "last_comment": _comment(comments[-1]) if comments else None,
        }
    }
    custom: list[Row] = []
    for column in columns:
        name = str(column["id"])
        if name in COLUMNS:
            shown[COLUMNS[name].key] = value(ticket, name, background)
        else:
            custom.append({"id": column["id"], "value": value(ticket, name, background)})
    return {**shown, "custom_fields": custom, "fields": custom}


def _comment(row: Row) -> Row:
    return {key: row[key] for key in ("id", "author_id", "body", "public", "created_at")}
