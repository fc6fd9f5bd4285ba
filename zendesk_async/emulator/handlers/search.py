"""Search: results in pages, their count, and their export by cursor.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/
"""

import base64
import binascii
import re
import zlib
from collections.abc import Sequence
from typing import Any

import attrs
import msgspec

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, Row, answers
from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._paging import page_url
from zendesk_async.emulator._refusals import Refusal
from zendesk_async.emulator._search import TYPES, Order, Query, QueryError, parse, sort_field
from zendesk_async.emulator._searching import Hit, search

MOST_RESULTS = 1_000
"""Results that the pages of one query reach; `search/count` and `count` tell the true number."""

LARGEST_EXPORT_PAGE = 1_000
EXPORT_CURSOR_SECONDS = 3_600

_TYPED_INCLUDE = re.compile(r"(?P<kind>[a-z]+)\((?P<names>[^)]*)\)|(?P<name>[a-z_]+)")
_REFERENCES = {
    "users": ("requester_id", "submitter_id", "assignee_id", "collaborator_ids"),
    "groups": ("group_id", "default_group_id"),
    "organizations": ("organization_id",),
}


@answers("ListSearchResults")
async def list_search_results(call: Call) -> Answer:
    """Answer one page of results, of the first 1,000."""
    if any(name.startswith("page[") for name in call.query):
        why = "Invalid parameter: page must be an integer from api/v2/search/index"
        raise _refusals.invalid_attribute("page", why)
    query = _query(call)
    page = max(1, call.integer("page", 1) or 1)
    asked = call.integer("per_page", 100) or 100
    size = min(asked, 100) if asked > 0 else 100
    if page * size > MOST_RESULTS:
        # The status is documented; the words were seen at a customer's.
        raise _invalid("Requested response size was greater than Search Response Limits")
    order = query.order
    if call.query.get("sort_by") or call.query.get("sort_order"):
        field = sort_field(call.query.get("sort_by", "")) or order.field
        order = Order(field, call.query.get("sort_order", "desc").lower() != "asc")
    hits = await _hits(call, query, query.types, order)
    start, end = (page - 1) * size, page * size
    rows = _rows(call, hits[start:end])
    return Answer(
        {
            "results": rows,
            **_sideloads(call, rows),
            "facets": None,
            "next_page": page_url(call, page=page + 1) if end < len(hits) else None,
            "previous_page": page_url(call, page=page - 1) if page > 1 else None,
            "count": len(hits),
        }
    )


@answers("CountSearchResults")
async def count_search_results(call: Call) -> Answer:
    """Answer the true number of results, a bare integer."""
    query = _query(call)
    return Answer({"count": len(await _hits(call, query, query.types, Order()))})


@answers("ExportSearchResults")
async def export_search_results(call: Call) -> Answer:
    """Answer one page of all results of one kind, newest first."""
    query = _query(call)
    kind = call.query.get("filter[type]")
    if not kind:
        raise _refusals.missing_parameter("filter[type]")
    if kind not in TYPES:
        raise _refusals.listed(400, "QueryError", f"Invalid type:{kind}")
    if query.types not in {TYPES, (kind,)}:
        # The reference forbids `type:` here; one that says the same as filter[type] was seen to pass.
        raise _invalid("type in the query differs from filter[type]")
    size = call.integer("page[size]", 100)
    if size is None or size < 1:
        raise _refusals.invalid_pagination("page[size] is not valid")
    size = min(size, LARGEST_EXPORT_PAGE)
    bound = zlib.crc32(f"{query}|{kind}".encode())
    cursor = _read_cursor(call, bound)
    hits = await _hits(call, query, (kind,), Order("created_at"))
    table = getattr(call.account, f"{kind}s")
    keys = _ExportKeys(table, hits)
    start = keys.after(cursor.sort_values) if cursor else 0
    end = min(start + size, len(hits))
    rows = _rows(call, hits[start:end])
    has_more = end < len(hits)
    after, url = None, None
    if start < end:
        now = int(call.clock.seconds() * 1000)
        after = _Cursor(
            sort_values=keys[end - 1],
            exported_thus_far=(cursor.exported_thus_far if cursor else 0) + end - start,
            session_start=cursor.session_start if cursor else now,
            created_at=now,
            salted_request_hash=bound,
        ).text
        if has_more:
            changes: dict[str, str | int | None] = {"page[after]": after, "page[size]": size}
            url = page_url(call, **changes)
    return Answer(
        {
            "results": rows,
            **_sideloads(call, rows),
            "facets": None,
            "meta": {"has_more": has_more, "after_cursor": after, "before_cursor": None},
            "links": {"prev": None, "next": url},
        },
        headers={"Cache-Control": "max-age=10, private"},
    )


def _query(call: Call) -> Query:
    text = call.query.get("query")
    if text is None:
        raise _refusals.missing_parameter("query")
    try:
        return parse(text)
    except QueryError as problem:
        raise _refused(problem) from None


async def _hits(call: Call, query: Query, kinds: Sequence[str], order: Order) -> list[Hit]:
    if not query.items:
        return []
    try:
        return await search(call.account, query, user_id=call.user["id"], kinds=kinds, order=order)
    except QueryError as problem:
        raise _refused(problem) from None


def _refused(problem: QueryError) -> Refusal:
    if problem.code == "QueryError":
        return _refusals.listed(400, "QueryError", str(problem))
    return _invalid(str(problem))


def _invalid(why: str) -> Refusal:
    return _refusals.described(422, "invalid", f"Invalid search: {why}")


def _rows(call: Call, hits: Sequence[Hit]) -> list[Row]:
    rows: list[Row] = []
    for kind, identifier in hits:
        row = getattr(call.account, f"{kind}s").get(identifier)
        if row is not None:
            rows.append({**row, "result_type": kind})
    return rows


def _sideloads(call: Call, rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the records that the results refer to; `tickets(users,groups)` asks for those of tickets alone."""
    loaded: dict[str, list[Row]] = {}
    wanted: dict[str, set[str]] = {}
    for match in _TYPED_INCLUDE.finditer(call.query.get("include", "")):
        kinds = {match["kind"].removesuffix("s")} if match["kind"] else set(TYPES)
        for name in (match["names"] or match["name"] or "").split(","):
            wanted.setdefault(name.strip(), set()).update(kinds)
    for name, kinds in wanted.items():
        fields = _REFERENCES.get(name)
        if fields is None:
            continue
        ids = {
            identifier
            for row in rows
            if row["result_type"] in kinds
            for field in fields
            for identifier in (row.get(field) if field.endswith("_ids") else [row.get(field)]) or ()
            if identifier is not None
        }
        loaded[name] = getattr(call.account, name).rows(sorted(ids))
    return loaded


class _Cursor(msgspec.Struct, rename="camel", frozen=True, kw_only=True):
    """The cursor of an export, with the keys of a recorded one."""

    field: str = "created_at"
    desc: bool = True
    tie_break_field: str = "id"
    tie_break_desc: bool = False
    sort_values: tuple[int, int]
    exported_thus_far: int
    session_start: int
    created_at: int
    salted_request_hash: int
    salted_cursor_hash: int = 0

    @property
    def text(self) -> str:
        sealed = msgspec.structs.replace(self, salted_cursor_hash=self.seal)
        return base64.b64encode(msgspec.json.encode(sealed)).decode()

    @property
    def seal(self) -> int:
        return zlib.crc32(msgspec.json.encode(msgspec.structs.replace(self, salted_cursor_hash=0)))


def _read_cursor(call: Call, bound: int) -> _Cursor | None:
    text = call.query.get("page[after]")
    if not text:
        return None
    try:
        cursor = msgspec.json.decode(base64.b64decode(text, validate=True), type=_Cursor)
    except (binascii.Error, msgspec.MsgspecError, UnicodeDecodeError):
        raise _refusals.invalid_pagination("page[after] is not valid") from None
    if cursor.salted_cursor_hash != cursor.seal or cursor.salted_request_hash != bound:
        raise _refusals.invalid_pagination("page[after] is not valid")
    if call.clock.seconds() - cursor.created_at / 1000 > EXPORT_CURSOR_SECONDS:
        # What Zendesk answers was never captured; that a cursor lives one hour is documented.
        raise _refusals.invalid_pagination("page[after] has expired")
    return cursor


@attrs.frozen
class _ExportKeys:
    """The places of an export's results: (created, in milliseconds; id), newest first."""

    table: Any
    hits: Sequence[Hit]

    def __getitem__(self, index: int) -> tuple[int, int]:
        identifier = self.hits[index][1]
        return int(seconds_of(self.table.value(identifier, "created_at")) * 1000), identifier

    def after(self, values: tuple[int, int]) -> int:
        """Return the index of the first result behind these values."""
        low, high = 0, len(self.hits)
        while low < high:
            middle = (low + high) // 2
            if self[middle] >= values:
                low = middle + 1
            else:
                high = middle
        return low
