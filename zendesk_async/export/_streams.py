"""The streams that can be exported: every list of the registry, by the name of its group or of its method.

`macros` is the list of the group, `macros.list_active` another one. A list below another record
(`/tickets/{ticket_id}/comments`) is read once for every row of its parent stream. A stream that has a cheaper road than
its own list takes it (`_roads`); the list itself has the name of its method then: `ticket_comments.list`.
"""

import inspect
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import OperationInfo, operations
from zendesk_async.errors import InvalidArgument
from zendesk_async.export._attachment_file import AttachmentFile
from zendesk_async.export._roads import ROADS, Extract
from zendesk_async.models.base import decode_one
from zendesk_async.models.common import Count

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

__all__ = ["Stream", "streams"]


@attrs.frozen
class _Below:
    """What a path parameter takes: a key of each row of a stream."""

    stream: str
    key: str = "id"


# The parameters in paths, and the streams whose rows they run over.
_PARENTS: Mapping[str, _Below] = {
    "ticket_id": _Below("tickets"),
    "user_id": _Below("users"),
    "organization_id": _Below("organizations"),
    "group_id": _Below("groups"),
    "macro_id": _Below("macros"),
    "view_id": _Below("views"),
    "webhook_id": _Below("webhooks"),
    "ticket_field_id": _Below("ticket_fields"),
    "user_field_id": _Below("user_fields"),
    "ticket_form_id": _Below("ticket_forms"),
    "trigger_id": _Below("triggers"),
    "brand_id": _Below("brands"),
    "request_id": _Below("requests"),
    "attribute_id": _Below("skill_based_routing.list_attributes"),
    "asset_type_id": _Below("itam_asset_types"),
    "task_list_template_id": _Below("task_list_templates"),
    "dynamic_content_item_id": _Below("dynamic_content"),
    "custom_object_key": _Below("custom_objects", "key"),
    "record_id": _Below("custom_object_records"),
}

# Searches answer nothing, or 400, without something to look for.
_FINDING = frozenset({"search", "autocomplete"})
_NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    # 400 without one of them: https://developer.zendesk.com/api-reference/ticketing/tickets/email_notifications/
    "ListEmailNotifications": (("filter_ticket_id", "filter_comment_id", "filter_notification_id"),),
}
_PAGES = frozenset({"page", "per_page", "page_size", "page_after", "page_before", "sort", "sort_by", "sort_order"})
_STARTING = frozenset({Paging.INCREMENTAL_CURSOR, Paging.INCREMENTAL_TIME})

# https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#count-tickets
_COUNT_CAP = 100_000


@attrs.frozen
class Stream:
    """One stream: the operation that lists it, and the parent whose rows it is listed for, if any.

    `parameter` is the path parameter that takes `parent_key` of each row of the parent; rows of such a stream begin with
    it. `inherited` are the path parameters that the parent's own rows begin with. `needs` names the arguments that must
    be given, each with the others that do as well. `extract` takes the stream's rows out of the operation's records, where
    they are not these themselves; `record` is the class of a row. `files` says that its rows are about files to save, which
    the parent's rows name, and not records of a list.
    """

    name: str
    info: OperationInfo
    arguments: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    parent: str | None = None
    parameter: str | None = None
    parent_key: str = "id"
    inherited: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    extract: Extract | None = None
    files: bool = False
    _record: type[Any] | None = attrs.field(default=None, alias="record")
    _summary: str | None = attrs.field(default=None, alias="summary")

    @property
    def summary(self) -> str:
        """What the stream is, in one line."""
        return self._summary or self.info.summary

    @property
    def operation(self) -> Operation[Any]:
        """The operation that lists the stream's rows."""
        return self.info.operation

    @property
    def record(self) -> type[Any]:
        """The class of the stream's rows."""
        return self._record or self.operation.answer

    @property
    def above(self) -> tuple[str, ...]:
        """The path parameters that each row begins with: whose it is, the uppermost first."""
        return (*self.inherited, *([self.parameter] if self.parameter else []))

    @property
    def incremental(self) -> bool:
        """Whether the stream begins at a start time, and can be asked for what has changed since."""
        return self.operation.paging in _STARTING

    @property
    def parameters(self) -> frozenset[str]:
        """The arguments that may be given to the stream."""
        if self.files:
            return frozenset()
        found = frozenset(self.info.signature.parameters) - _PAGES - {"cursor", "start_time"}
        return found - {self.parameter, *self.inherited} - self.arguments.keys()

    def given(self, arguments: Mapping[str, Any]) -> "Stream":
        """Return the stream with these arguments.

        Raises `InvalidArgument` for one that it does not take and when one that it needs is missing.
        """
        for name in arguments:
            if name not in self.parameters:
                takes = ", ".join(sorted(self.parameters)) or "none"
                raise InvalidArgument(f"the stream {self.name} takes no argument {name!r}; it takes: {takes}")
        for alternatives in self.needs:
            if not any(name in arguments for name in alternatives):
                raise InvalidArgument(f"the stream {self.name} needs the argument {' or '.join(alternatives)}")
        return attrs.evolve(self, arguments={**self.arguments, **arguments}) if arguments else self


@lru_cache(maxsize=1)
def streams() -> Mapping[str, Stream]:
    """Return every stream by its name, sorted by name, those included that need arguments."""
    by_id = {info.operation_id: info for info in operations()}
    found = {
        name: Stream(
            name,
            by_id[road.operation_id],
            road.arguments,
            parameter=_last_parameter(by_id[road.operation_id].operation),
            extract=road.extract,
            record=road.record,
            summary=road.summary,
        )
        for name, road in ROADS.items()
    }
    taken = {road.operation_id for road in ROADS.values() if road.extract is None}
    for info in operations():
        listed = info.operation.paging is not Paging.NONE
        if listed and info.operation_id not in taken:
            stream = _stream_of(info, found)
            found[stream.name] = stream
    found["attachments"] = Stream(
        "attachments",
        by_id["ShowAttachment"],
        parent="ticket_comments",
        files=True,
        record=AttachmentFile,
        summary="The file of every attachment of a comment, saved into the directory `attachments`, and a row about each.",
    )
    return dict(sorted((name, _below(stream)) for name, stream in found.items()))


def _stream_of(info: OperationInfo, found: Mapping[str, Stream]) -> Stream:
    name = info.resource if info.name in {"list", "list_all", "export"} else f"{info.resource}.{info.name}"
    if name in found:
        name = f"{info.resource}.{info.name}"
    path = info.operation.path_parameters
    parameter = _last_parameter(info.operation)
    needed = {name for name, one in info.signature.parameters.items() if _is_required(one)}
    if parameter is not None:
        needed -= set(path)
    if info.operation.paging in _STARTING:
        needed.discard("start_time")
    needs: tuple[tuple[str, ...], ...] = tuple((one,) for one in info.signature.parameters if one in needed)
    if info.name in _FINDING and not needs:
        needs = (tuple(name for name in info.signature.parameters if name not in {*_PAGES, *path, "include"}),)
    return Stream(name, info, parameter=parameter, needs=_NEEDED.get(info.operation_id, needs))


def _last_parameter(operation: Operation[Any]) -> str | None:
    path = operation.path_parameters
    return path[-1] if path and all(one in _PARENTS for one in path) else None


def _below(stream: Stream) -> Stream:
    if stream.parameter is None:
        return stream
    below = _PARENTS[stream.parameter]
    return attrs.evolve(
        stream,
        parent=below.stream,
        parent_key=below.key,
        inherited=stream.operation.path_parameters[:-1],
    )


def _is_required(parameter: inspect.Parameter) -> bool:
    return parameter.default is inspect.Parameter.empty and parameter.kind is not inspect.Parameter.VAR_KEYWORD


async def count_of(client: "Zendesk", stream: Stream) -> int | None:
    """Ask the account how many rows a stream has, where it says so; None where it does not.

    Raises what any call raises.
    """
    info = _counting(stream)
    if info is None:
        return None
    answer = await client.call(info.operation, {})
    counted = decode_one(answer, info.operation.answer, info.operation.key)
    if not isinstance(counted, Count) or counted.value is None:
        return None
    # While Zendesk counts anew, the figure is capped: what the cap hides is not known.
    return None if counted.refreshed_at is None and counted.value >= _COUNT_CAP else counted.value


def has_count(stream: Stream) -> bool:
    """Whether the account says how many rows a stream has."""
    return _counting(stream) is not None


def _counting(stream: Stream) -> OperationInfo | None:
    if "." in stream.name or stream.parent is not None or stream.needs:
        return None
    for info in operations():
        if (info.resource, info.name) == (stream.name, "count"):
            return None if any(map(_is_required, info.signature.parameters.values())) else info
    return None


_ALIASES: Mapping[str, str] = {"comments": "ticket_comments", "audits": "ticket_audits", "metrics": "ticket_metrics"}


def full_name(name: str) -> str:
    """Return the name of a stream for what people call it."""
    return _ALIASES.get(name, name)


def chosen_streams(names: Iterable[str], arguments: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Stream]:
    """Return the streams of these names, each with the parents it needs, parents first.

    Raises `InvalidArgument` for a name that is no stream, and for arguments that a stream does not take or lacks.
    """
    known = streams()
    given = {full_name(name): values for name, values in (arguments or {}).items()}
    chosen: dict[str, Stream] = {}

    def add(name: str) -> None:
        stream = known.get(full_name(name))
        if stream is None:
            raise InvalidArgument(f"there is no stream {name!r}; there are: {', '.join(known)}")
        if stream.parent is not None:
            add(stream.parent)
        chosen.setdefault(stream.name, stream.given(given.get(stream.name, {})))

    for name in names:
        add(name)
    if not chosen:
        raise InvalidArgument(f"name at least one stream of: {', '.join(known)}")
    for name in given.keys() - chosen.keys():
        raise InvalidArgument(f"there are arguments for {name}, which is not exported")
    return chosen
