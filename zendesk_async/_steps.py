"""How one page of a list leads to the next. Pure: arguments and facts of an answer in, arguments out.

https://developer.zendesk.com/api-reference/introduction/pagination/
"""

from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from zendesk_async._json import is_object
from zendesk_async._operation import Operation, Paging
from zendesk_async._positions import as_number, as_position, is_same_account
from zendesk_async.errors import CursorLoop, DataError, ForeignURL, InvalidArgument, PaginationLimit

_OFFSET_RECORDS = 10_000  # https://developer.zendesk.com/documentation/api-basics/pagination/paginating-through-lists-using-offset-pagination/
_SEARCH_RESULTS = 1_000  # https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/#results-limit
_OFFSET_ONLY = ("page", "per_page", "sort_by", "sort_order")
_CURSOR_ONLY = ("page_size", "page_after", "page_before")


class Step(Protocol):
    """One style of paging, with what it has seen so far."""

    @property
    def cursor(self) -> str | None:
        """Where a later call can go on; None while nothing was read, and where the list cannot be resumed."""
        ...

    def first(self) -> dict[str, Any]:
        """Return the arguments of the first page."""
        ...

    def next(self, facts: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the arguments of the page after this one, or None after the last."""
        ...

    def decides(self, facts: Mapping[str, Any]) -> bool:
        """Tell whether some of a page's facts are enough for `next`, because they name the page after this one."""
        ...


def step_for(operation: Operation[Any], arguments: Mapping[str, Any], base: str) -> Step:
    """Choose the style of paging: the operation's own, cursors wherever both are to be had."""
    given = {name: value for name, value in arguments.items() if value is not None and value != ()}
    match operation.paging:
        case Paging.CURSOR | Paging.SEARCH_EXPORT:
            return CursorStep(operation, given, base)
        case Paging.CURSOR_OR_OFFSET:
            return _either(operation, given, base)
        case Paging.OFFSET:
            return OffsetStep(operation, given, base, _OFFSET_RECORDS)
        case Paging.SEARCH:
            return OffsetStep(operation, given, base, _SEARCH_RESULTS)
        case Paging.INCREMENTAL_CURSOR:
            return IncrementalCursorStep(operation, given, base)
        case Paging.INCREMENTAL_LINK:
            return IncrementalLinkStep(operation, given, base)
        case Paging.INCREMENTAL_TIME if "page_size" in given:
            return CursorStep(operation, given, base)  # ticket metric events take either
        case Paging.INCREMENTAL_TIME:
            return IncrementalTimeStep(operation, given, base)
        case _:
            return AnyStep(operation, given, base)


def _either(operation: Operation[Any], given: dict[str, Any], base: str) -> Step:
    offset = [name for name in _OFFSET_ONLY if name in given]
    cursor = [name for name in _CURSOR_ONLY if name in given]
    if offset and cursor:
        raise InvalidArgument(
            f"{operation.operation_id}: {', '.join(offset)} belong to offset pagination and {', '.join(cursor)} to cursor "
            "pagination, and Zendesk would ignore the former; give one kind (sort= goes with cursors)",
        ).about(operation)
    return OffsetStep(operation, given, base, _OFFSET_RECORDS) if offset else CursorStep(operation, given, base)


class _Base:
    def __init__(self, operation: Operation[Any], arguments: dict[str, Any], base: str) -> None:
        self.operation = operation
        self.arguments = arguments
        self.base = base
        self.cursor: str | None = None
        self._seen: set[int] = set()

    def decides(self, facts: Mapping[str, Any]) -> bool:
        """Tell whether some of a page's facts are enough for `next`, because they name the page after this one."""
        return False

    def _moved(self, position: str) -> str:
        mark = hash(position)
        if mark in self._seen:
            raise CursorLoop(
                f"{self.operation.operation_id}: the server gave the cursor {position!r} a second time, so the list would "
                "never end; it was stopped here",
            ).about(self.operation)
        self._seen.add(mark)
        return position

    def _from_link(self, link: object, parameter: str) -> str | None:
        """Take one parameter out of a next link. The link itself is never followed: it may name any host."""
        if not isinstance(link, str) or not link:
            return None
        try:
            parts = urlsplit(link)
        except ValueError:
            raise self._foreign("is not a URL") from None
        if parts.hostname and not is_same_account(parts.hostname, urlsplit(self.base).hostname or ""):
            raise self._foreign(f"leads to {parts.hostname}, another host")
        values = parse_qs(parts.query).get(parameter)
        return values[0] if values else None

    def _foreign(self, why: str) -> ForeignURL:
        return ForeignURL(
            f"{self.operation.operation_id}: the next link {why}; it was not followed",
        ).about(self.operation)

    def _given(self, parameter: str, otherwise: int = 0) -> int:
        """Return a number that the caller gave."""
        number = as_number(self.arguments.get(parameter, otherwise))
        if number is None:
            raise InvalidArgument(
                f"{self.operation.operation_id}: {parameter} must be a number, not {self.arguments[parameter]!r}",
            ).about(self.operation)
        return number

    def _missing(self, what: str) -> DataError:
        return DataError(
            f"{self.operation.operation_id}: the answer does not say {what}, so it is not known whether the list ends here",
        ).about(self.operation)


class CursorStep(_Base):
    """Cursor pagination: `meta.has_more` says whether there is more, never `links.next` (which is always set)."""

    def first(self) -> dict[str, Any]:
        """Return the arguments of the first page."""
        if "page_after" in self.arguments and "page_before" in self.arguments:
            raise InvalidArgument(
                f"{self.operation.operation_id}: page_after and page_before exclude each other",
            ).about(self.operation)
        if self.operation.page_size:
            self.arguments.setdefault("page_size", self.operation.page_size)
        for parameter in ("page_after", "page_before"):
            if parameter in self.arguments:
                self._moved(str(self.arguments[parameter]))
        return dict(self.arguments)

    def next(self, facts: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the arguments of the page after this one, or None after the last."""
        meta = facts.get("meta")
        links = facts.get("links")
        if not is_object(meta):
            return self._without_meta(facts)
        backwards = "page_before" in self.arguments
        side, parameter, link = ("before", "page_before", "prev") if backwards else ("after", "page_after", "next")
        has_more = meta.get("has_more")
        if has_more is None:
            raise self._missing("meta.has_more")
        position = as_position(meta.get(f"{side}_cursor")) or self._from_link(
            links.get(link) if is_object(links) else None, self.operation.wire_name(parameter)
        )
        if position:
            self.cursor = position
        if not has_more:
            return None
        if not position:
            raise self._missing(f"meta.{side}_cursor")
        self.arguments[parameter] = self._moved(position)
        return dict(self.arguments)

    def decides(self, facts: Mapping[str, Any]) -> bool:
        """Tell whether some of a page's facts are enough for `next`, because they name the page after this one."""
        meta = facts.get("meta")
        side = "before" if "page_before" in self.arguments else "after"
        return is_object(meta) and meta.get("has_more") is True and bool(as_position(meta.get(f"{side}_cursor")))

    def _without_meta(self, facts: Mapping[str, Any]) -> dict[str, Any] | None:
        if facts.get("after_url") and (position := as_position(facts.get("after_cursor"))):
            # Revisions of triggers say it so; both are null at the end.
            self.cursor = self.arguments["page_after"] = self._moved(position)
            return dict(self.arguments)
        # An endpoint that does not know cursors answers in offset style, or with everything at once.
        number = self._from_link(facts.get("next_page"), "page")
        if number is None:
            return None
        kept = {name: value for name, value in self.arguments.items() if name not in _CURSOR_ONLY}
        self.arguments = {**kept, "page": self._moved(number), "per_page": self.operation.page_size}
        return dict(self.arguments)


class OffsetStep(_Base):
    """Offset pagination: `next_page` is null on the last page; Zendesk ends the list after `most` records."""

    def __init__(self, operation: Operation[Any], arguments: dict[str, Any], base: str, most: int) -> None:
        super().__init__(operation, arguments, base)
        self._most = most

    def first(self) -> dict[str, Any]:
        """Return the arguments of the first page."""
        self.arguments.setdefault("per_page", self.operation.page_size)
        self._size = self._given("per_page")
        self._page = self._given("page", 1)
        self._refuse_beyond(self._page)
        return dict(self.arguments)

    def next(self, facts: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the arguments of the page after this one, or None after the last."""
        link = facts.get("next_page")
        if not link:
            self.cursor = str(self._page + 1)  # empty now; whoever goes on there later repeats nothing
            return None
        given = as_number(self._from_link(link, "page"))
        number = self._page + 1 if given is None else given
        if number <= self._page:
            raise CursorLoop(
                f"{self.operation.operation_id}: after page {self._page} the server points to page {number}",
            ).about(self.operation)
        self._page = number
        self.cursor = str(number)
        self._refuse_beyond(number)
        self.arguments["page"] = number
        return dict(self.arguments)

    def _refuse_beyond(self, number: int) -> None:
        size = self._size
        if (number - 1) * size < self._most and number * size <= max(self._most, size):
            return
        raise PaginationLimit(self._way_on(), method=self.operation.method, path=self.operation.path)

    def _way_on(self) -> str:
        if self.operation.paging is Paging.SEARCH:
            return (
                f"a search gives at most {self._most} results and there are more; use search.export(query, filter_type=…), "
                "which has no such end, or narrow the query (by date, for example)"
            )
        if self.operation.paging is Paging.CURSOR_OR_OFFSET:
            return (
                f"offset pagination ends after {self._most} records and there are more; leave out "
                f"{', '.join(_OFFSET_ONLY)} to read with cursors (sort= sorts), which have no such end"
            )
        return (
            f"this list ends after {self._most} records and there are more; narrow it with its filters, or use "
            "an incremental export"
        )


class AnyStep(_Base):
    """A list without documented pages: takes the paging that comes anyway. It cannot be resumed."""

    def first(self) -> dict[str, Any]:
        """Return the arguments of the first page."""
        return dict(self.arguments)

    def next(self, facts: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the arguments of the page after this one, or None after the last."""
        meta = facts.get("meta")
        if is_object(meta) and meta.get("has_more"):
            links = facts.get("links")
            position = as_position(meta.get("after_cursor")) or self._from_link(
                links.get("next") if is_object(links) else None, "page[after]"
            )
            if not position:
                raise self._missing("meta.after_cursor")
            self.arguments["page_after"] = self._moved(position)
            return dict(self.arguments)
        number = self._from_link(facts.get("next_page"), "page")
        if number is not None:
            self.arguments["page"] = self._moved(number)
            return dict(self.arguments)
        return None


class IncrementalCursorStep(_Base):
    """Cursor-based incremental export: `end_of_stream` ends it, and its last cursor serves the next poll.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
    """

    def first(self) -> dict[str, Any]:
        """Return the arguments of the first page."""
        if ("start_time" in self.arguments) == ("cursor" in self.arguments):
            raise InvalidArgument(
                f"{self.operation.operation_id}: give start_time (unix seconds or a datetime) to begin, or cursor to go on",
            ).about(self.operation)
        if "cursor" in self.arguments:
            self.cursor = str(self.arguments["cursor"])
            self._moved(self.cursor)
        return dict(self.arguments)

    def next(self, facts: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the arguments of the page after this one, or None after the last."""
        ended = facts.get("end_of_stream")
        meta = facts.get("meta")
        if ended is None and is_object(meta) and meta.get("has_more") is not None:
            ended = not meta["has_more"]
        if ended is None:
            raise self._missing("end_of_stream")
        position = as_position(facts.get("after_cursor")) or self._from_link(facts.get("after_url"), "cursor")
        # After an empty last page the cursor may be null: the one before still serves.
        if ended:
            self.cursor = position or self.cursor
            return None
        if not position:
            raise self._missing("after_cursor")
        self.cursor = self._moved(position)
        self.arguments.pop("start_time", None)
        self.arguments["cursor"] = self.cursor
        return dict(self.arguments)

    def decides(self, facts: Mapping[str, Any]) -> bool:
        """Tell whether some of a page's facts are enough for `next`, because they name the page after this one."""
        return facts.get("end_of_stream") is False and bool(as_position(facts.get("after_cursor")))


class IncrementalTimeStep(_Base):
    """Time-based incremental export: each page says the `end_time` at which the next begins."""

    def first(self) -> dict[str, Any]:
        """Return the arguments of the first page."""
        if "start_time" not in self.arguments:
            raise InvalidArgument(
                f"{self.operation.operation_id}: start_time (unix seconds or a datetime) is missing",
            ).about(self.operation)
        return dict(self.arguments)

    def next(self, facts: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the arguments of the page after this one, or None after the last."""
        ended = facts.get("end_of_stream")
        count = facts.get("count")
        if ended is None and isinstance(count, int):
            # Older endpoints say no more than the count of a page.
            ended = count < self._given("per_page", self.operation.page_size)
        if ended is None:
            raise self._missing("end_of_stream")
        end_time = as_number(facts.get("end_time")) or as_number(self._from_link(facts.get("next_page"), "start_time"))
        if end_time is not None:
            self.cursor = str(end_time)
        if ended:
            return None
        if end_time is None:
            raise self._missing("end_time")
        self._moved(str(end_time))
        self.arguments["start_time"] = end_time
        return dict(self.arguments)


class IncrementalLinkStep(_Base):
    """Export of skills: begins without a cursor, and says the next one in `next_page` alone.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_skill_based_routing/
    """

    def first(self) -> dict[str, Any]:
        """Return the arguments of the first page."""
        if "cursor" in self.arguments:
            self.cursor = str(self.arguments["cursor"])
            self._moved(self.cursor)
        return dict(self.arguments)

    def next(self, facts: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the arguments of the page after this one, or None after the last."""
        position = self._from_link(facts.get("next_page"), "cursor")
        if position is None or position == self.cursor:
            return None  # nothing has come since: the same cursor serves the next poll
        self.cursor = self.arguments["cursor"] = self._moved(position)
        return None if facts.get("count") == 0 else dict(self.arguments)
