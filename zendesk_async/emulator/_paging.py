"""Lists in pages: by cursor, by offset, and in the manner of the webhooks.

https://developer.zendesk.com/api-reference/introduction/pagination/
"""

import base64
import enum
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote_plus

import msgspec

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, Row
from zendesk_async.emulator._ordering import (
    Column,
    Order,
    Rows,
    Subset,
    Values,
    View,
    decode_cursor,
    encode_cursor,
    view,
)

__all__ = ["Rows", "Style", "Subset", "count_answer", "list_answer", "page_url", "webhook_list_answer"]

OFFSET_DEPTH = 10_000
"""Records that offset pagination reaches (since 2023-08-15)."""

Sideloads = Callable[[list[Row]], Mapping[str, Any]]
Render = Callable[[list[Row]], Sequence[Any] | msgspec.Raw]
Encode = Callable[[Sequence[Any]], bytes]


class Style(enum.Enum):
    """How a list may be paged."""

    BOTH = "both"
    """By cursor when `page[size]` is given, by offset otherwise."""
    CURSOR = "cursor"
    """By cursor always."""
    OFFSET = "offset"
    """By offset; `page[size]` is an error."""
    WHOLE = "whole"
    """By cursor when `page[size]` is given, by offset when `page` or `per_page` is, in one piece otherwise."""


def list_answer(
    call: Call,
    key: str,
    rows: Rows,
    *,
    sort: str = "id",
    sorts: Sequence[str] = (),
    sort_by: Sequence[str] = (),
    columns: Mapping[str, Column] | None = None,
    style: Style = Style.BOTH,
    most: int = 100,
    sideloads: Sideloads | None = None,
    render: Render | None = None,
    encode: Encode | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Answer a list: the page that was asked for, its sideloads, and the way on.

    `rows` is a table, a `Subset` of one, or plain rows. `sort` is the order when none is asked for (`-created_at,id`).
    `sorts` are the fields that `sort=` may name with a cursor, `sort_by` those of `sort_by=` without. `columns`
    computes values for names that are no plain field (`assignee.name`). `sideloads` gives the top-level arrays that go
    with the page's rows. `render` turns the page's rows into what is sent, `encode` its ids into a JSON array; without
    either the rows are sent as the table renders them.
    """
    by_cursor = any(name in call.query for name in ("page[size]", "page[after]", "page[before]"))
    if style is Style.OFFSET and by_cursor:
        # Seen at search and users/search: the tail is Rails' controller and action.
        raise _refusals.invalid_attribute("page", f"Invalid parameter: page must be an integer from {_action(call)}")
    if by_cursor or style is Style.CURSOR:
        listed = view(rows, order := _cursor_order(call, sort, sorts), columns or {})
        ids, rest = _cursor_page(call, listed, order, most)
    else:
        listed = view(rows, _offset_order(call, sort, sort_by), columns or {})
        if style is Style.WHOLE and "page" not in call.query and "per_page" not in call.query:
            count = len(listed)
            ids, rest = listed.slice(0, count), {"next_page": None, "previous_page": None, "count": count}
        else:
            ids, rest = _offset_page(call, listed, most)
    page = listed.rows(ids) if render is not None or sideloads is not None else []
    payload: dict[str, Any] = {key: _rendered(listed, ids, page, render, encode)}
    if sideloads is not None:
        payload.update(sideloads(page))
    payload.update(rest)
    return Answer(payload, headers=headers or {})


def _rendered(listed: View, ids: list[Any], page: list[Row], render: Render | None, encode: Encode | None) -> Any:
    if render is not None:
        return render(page)
    text = encode(ids) if encode is not None else listed.rendered(ids)
    return listed.rows(ids) if text is None else msgspec.Raw(text)


def count_answer(call: Call, value: int) -> Answer:
    """Answer a `…/count`."""
    return Answer({"count": {"value": value, "refreshed_at": call.clock.stamp()}})


def page_url(call: Call, **changes: str | int | None) -> str:
    """Return the URL of this list with some parameters changed (None takes one out): sorted, percent-encoded.

    Give `page[after]` and its like through `**{"page[after]": cursor}`.
    """
    parameters = [(name, text) for name, text in call.query.items() if name not in changes]
    parameters += [(name, str(value)) for name, value in changes.items() if value is not None]
    parameters.sort(key=lambda pair: pair[0])
    query = "&".join(f"{quote_plus(name)}={quote_plus(text)}" for name, text in parameters)
    path = call.request_path.removesuffix(".json") + ".json"
    return f"{call.base}{path}?{query}" if query else f"{call.base}{path}"


def _action(call: Call) -> str:
    verb = "index" if call.operation.name == "list" else call.operation.name
    return f"api/v2/{call.operation.resource}/{verb}"


def _cursor_order(call: Call, sort: str, sorts: Sequence[str]) -> Order:
    # sort_by and sort_order are ignored beside cursor parameters, without an error.
    asked = call.query.get("sort")
    if not asked:
        return Order.parse(sort)
    name = asked.removeprefix("-")
    if name not in sorts:
        raise _refusals.invalid_pagination("sort is not valid")
    return Order.parse(f"{asked},{'-' if asked.startswith('-') else ''}id" if name != "id" else asked)


def _cursor_page(call: Call, listed: View, order: Order, most: int) -> tuple[list[Any], dict[str, Any]]:
    after, before = call.query.get("page[after]"), call.query.get("page[before]")
    if after and before:
        raise _refusals.invalid_pagination("page[after] and page[before] cannot be used together")
    size = _page_size(call, most)
    parameter = "page[before]" if before else "page[after]"
    values = _cursor_values(order, before or after, parameter)
    try:
        ids = listed.ahead(values, size + 1) if before and values is not None else listed.behind(values, size + 1)
    except TypeError:
        # The cursor's values are of types that the columns do not hold.
        raise _refusals.invalid_pagination(f"{parameter} is not valid") from None
    has_more = len(ids) > size
    ids = ids[:size][::-1] if before else ids[:size]
    if not ids:
        return [], {
            "meta": {"has_more": False, "after_cursor": None, "before_cursor": None},
            "links": {"prev": None, "next": None},
        }
    # Both cursors and both links are set on every page that has rows, the last one included: has_more says the end.
    first = encode_cursor(order, listed.values(ids[0]))
    last = encode_cursor(order, listed.values(ids[-1]))
    return ids, {
        "meta": {"has_more": has_more, "after_cursor": last, "before_cursor": first},
        "links": {
            "prev": page_url(call, **{"page[before]": first, "page[after]": None, "page[size]": size}),
            "next": page_url(call, **{"page[before]": None, "page[after]": last, "page[size]": size}),
        },
    }


def _cursor_values(order: Order, cursor: str | None, parameter: str) -> Values | None:
    if not cursor:
        return None
    try:
        return decode_cursor(order, cursor)
    except ValueError:
        raise _refusals.invalid_pagination(f"{parameter} is not valid") from None


def _page_size(call: Call, most: int) -> int:
    text = call.query.get("page[size]")
    if text is None:
        return min(100, most)
    if not text.isdecimal() or int(text) < 1:
        raise _refusals.invalid_pagination("page[size] is not valid")
    return min(int(text), most)


def _offset_order(call: Call, sort: str, sort_by: Sequence[str]) -> Order:
    name, direction = call.query.get("sort_by"), call.query.get("sort_order", "asc")
    if name not in sort_by:
        return Order.parse(sort)
    prefix = "-" if direction == "desc" else ""
    return Order.parse(f"{prefix}id" if name == "id" else f"{prefix}{name},{prefix}id")


def _offset_page(call: Call, listed: View, most: int) -> tuple[list[Any], dict[str, Any]]:
    page = max(1, _whole_number(call, "page", 1))
    size = _whole_number(call, "per_page", 100)
    size = min(size, most) if size > 0 else 100
    if page * size > OFFSET_DEPTH:
        raise _refusals.invalid_pagination_depth()
    count = len(listed)
    return listed.slice((page - 1) * size, size), {
        "next_page": page_url(call, page=page + 1) if page * size < count else None,
        "previous_page": page_url(call, page=page - 1) if page > 1 else None,
        "count": count,
    }


def _whole_number(call: Call, name: str, default: int) -> int:
    text = call.query.get(name)
    if not text:
        return default
    if not text.removeprefix("-").isdecimal():
        raise _refusals.invalid_attribute(name, f"Invalid parameter: {name} must be an integer from {_action(call)}")
    return int(text)


def webhook_list_answer(call: Call, key: str, rows: Sequence[Row]) -> Answer:
    """Answer a list of the webhooks API: newest first, by ULID.

    Its `meta` has only what applies, its links name the port and leave brackets as they are, and it sends a `link`
    header (seen in recorded traffic).
    """
    newest = sorted(rows, key=lambda row: row["id"], reverse=True)
    after, before = call.query.get("page[after]"), call.query.get("page[before]")
    if after and before:
        raise _refusals.invalid_pagination("page[after] and page[before] cannot be used together")
    size = _page_size(call, 100)
    if before:
        edge = _ulid(before, "page[before]")
        end = sum(1 for row in newest if row["id"] > edge)
        start = max(0, end - size)
    else:
        edge = _ulid(after, "page[after]") if after else ""
        start = sum(1 for row in newest if row["id"] >= edge) if after else 0
        end = min(len(newest), start + size)
    page = newest[start:end]
    meta: dict[str, Any] = {"has_more": start > 0 if before else end < len(newest)}
    links: dict[str, str] = {}
    if page and end < len(newest):
        meta["after_cursor"] = _ulid_cursor(page[-1]["id"])
        links["next"] = _webhook_url(call, "after", meta["after_cursor"], size)
    if page and start > 0:
        meta["before_cursor"] = _ulid_cursor(page[0]["id"])
        links["prev"] = _webhook_url(call, "before", meta["before_cursor"], size)
    payload: dict[str, Any] = {"meta": meta}
    headers: dict[str, str] = {}
    if links:
        payload["links"] = links
        headers["link"] = ", ".join(f'<{url}>; rel="{relation}"' for relation, url in links.items())
    payload[key] = page
    return Answer(payload, headers=headers)


def _ulid_cursor(identifier: str) -> str:
    return base64.b64encode(f"{identifier},desc".encode()).decode()


def _ulid(cursor: str, parameter: str) -> str:
    try:
        identifier, _, direction = base64.b64decode(cursor, validate=True).decode().partition(",")
    except ValueError:
        identifier, direction = "", ""
    if not identifier or direction != "desc":
        raise _refusals.invalid_pagination(f"{parameter} is not valid")
    return identifier


def _webhook_url(call: Call, direction: str, cursor: str, size: int) -> str:
    others = [(name, text) for name, text in call.query.items() if not name.startswith("page[")]
    parameters = sorted([*others, (f"page[{direction}]", cursor), ("page[size]", str(size))])
    query = "&".join(f"{name}={quote_plus(text)}" for name, text in parameters)
    # The recorded hosts carry ":443"; here the host has its port anyway.
    return f"{call.base}{call.request_path}?{query}"
