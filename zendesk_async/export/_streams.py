"""The streams that can be exported: every paginated list of the registry, by the name of its group.

A list below another record (`/tickets/{ticket_id}/comments`) is read once for every row of its parent stream.
"""

import inspect
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import OperationInfo, operations
from zendesk_async.errors import InvalidArgument
from zendesk_async.models.base import decode_one
from zendesk_async.models.common import Count

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

__all__ = ["Stream", "streams"]

# The parameter in a path, and the stream whose rows it runs over.
_PARENTS: Mapping[str, str] = {
    "ticket_id": "tickets",
    "user_id": "users",
    "organization_id": "organizations",
    "group_id": "groups",
    "macro_id": "macros",
    "view_id": "views",
    "webhook_id": "webhooks",
    "ticket_field_id": "ticket_fields",
}

# Whole accounts come by the incremental exports: a thousand records a request, archived tickets included
# (https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/).
_PREFERRED: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "tickets": ("IncrementalTicketExportCursor", {"support_type_scope": "all"}),
    "users": ("IncrementalUserExportCursor", {}),
    "organizations": ("IncrementalOrganizationExport", {}),
    "ticket_events": ("IncrementalTicketEvents", {"support_type_scope": "all", "include": ("comment_events",)}),
}

# Searches answer nothing, or 400, without something to look for.
_FINDING = frozenset({"search", "autocomplete"})


# https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#count-tickets
_COUNT_CAP = 100_000


@attrs.frozen
class Stream:
    """One stream: the operation that lists it, and the parent whose rows it is listed for, if any.

    `parameter` is the path parameter that takes the parent's id; rows of such a stream begin with it.
    """

    name: str
    info: OperationInfo
    arguments: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    parent: str | None = None
    parameter: str | None = None

    @property
    def operation(self) -> Operation[Any]:
        """The operation that lists the stream's rows."""
        return self.info.operation

    @property
    def incremental(self) -> bool:
        """Whether the stream begins at a start time."""
        return self.operation.paging in {Paging.INCREMENTAL_CURSOR, Paging.INCREMENTAL_TIME}


@lru_cache(maxsize=1)
def streams() -> Mapping[str, Stream]:
    """Return every stream by its name, sorted by name."""
    by_id = {info.operation_id: info for info in operations()}
    found = {name: Stream(name, by_id[chosen], given) for name, (chosen, given) in _PREFERRED.items()}
    for info in operations():
        stream = _stream_of(info)
        if stream is not None and stream.name not in found:
            found[stream.name] = stream
    return dict(sorted(found.items()))


def _stream_of(info: OperationInfo) -> Stream | None:
    operation = info.operation
    if operation.method != "GET" or operation.paging is Paging.NONE:
        return None
    if info.name in _FINDING:
        return None
    path = set(operation.path_parameters)
    if _required(info) - path or operation.paging in {Paging.INCREMENTAL_CURSOR, Paging.INCREMENTAL_TIME}:
        return None
    plain = info.name in {"list", "list_all"}
    if not path:
        return Stream(info.resource if plain else f"{info.resource}.{info.name}", info)
    if len(path) == 1 and (parameter := next(iter(path))) in _PARENTS:
        name = info.resource if plain else f"{info.resource}.{info.name}"
        return Stream(name, info, parent=_PARENTS[parameter], parameter=parameter)
    return None


def _required(info: OperationInfo) -> set[str]:
    return {
        name
        for name, parameter in info.signature.parameters.items()
        if parameter.default is inspect.Parameter.empty and parameter.kind is not inspect.Parameter.VAR_KEYWORD
    }


async def count_of(client: "Zendesk", stream: Stream) -> int | None:
    """Ask the account how many rows a stream has, where it says so; None where it does not.

    Raises what any call raises.
    """
    if "." in stream.name or stream.parent is not None:
        return None
    for info in operations():
        if (info.resource, info.name) == (stream.name, "count") and not _required(info):
            answer = await client.call(info.operation, {})
            counted = decode_one(answer, info.operation.answer, info.operation.key)
            if not isinstance(counted, Count) or counted.value is None:
                return None
            # While Zendesk counts anew, the figure is capped: what the cap hides is not known.
            return None if counted.refreshed_at is None and counted.value >= _COUNT_CAP else counted.value
    return None


_ALIASES: Mapping[str, str] = {"comments": "ticket_comments", "audits": "ticket_audits"}


def chosen_streams(names: Iterable[str]) -> dict[str, Stream]:
    """Return the streams of these names, each with the parents it needs, parents first.

    Raises `InvalidArgument` for a name that is no stream.
    """
    known = streams()
    chosen: dict[str, Stream] = {}

    def add(name: str) -> None:
        stream = known.get(_ALIASES.get(name, name))
        if stream is None:
            raise InvalidArgument(f"there is no stream {name!r}; there are: {', '.join(known)}")
        if stream.parent is not None:
            add(stream.parent)
        chosen.setdefault(stream.name, stream)

    for name in names:
        add(name)
    if not chosen:
        raise InvalidArgument(f"name at least one stream of: {', '.join(known)}")
    return chosen
