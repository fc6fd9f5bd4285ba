"""The cheaper roads: streams that come with fewer requests than their own lists need.

Whole accounts come by the incremental exports: a thousand records a request, archived tickets included
(https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/). Comments come out of the
ticket events, metrics beside the tickets (https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import msgspec

from zendesk_async._json import is_array, is_object
from zendesk_async.errors import DataError
from zendesk_async.export._rows import named_after
from zendesk_async.models.incremental_exports import CommentEvent
from zendesk_async.models.ticket_metrics import TicketMetric

if TYPE_CHECKING:
    from zendesk_async.pagination import Page

Extract = Callable[["Page[Any]", Sequence[bytes]], list[bytes]]
"""Takes the stream's rows out of a page's records, of which only some may be new."""


@attrs.frozen
class Road:
    """How a stream is read: the operation, its arguments, and how the rows are taken out of its records."""

    operation_id: str
    arguments: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    extract: Extract | None = None
    record: type[Any] | None = None
    summary: str | None = None


class _Event(msgspec.Struct, gc=False):
    id: int | None = None
    ticket_id: int | None = None
    created_at: msgspec.Raw = msgspec.Raw()
    system: msgspec.Raw = msgspec.Raw()
    metadata: msgspec.Raw = msgspec.Raw()
    child_events: list[msgspec.Raw] | None = None


class _Child(msgspec.Struct, gc=False):
    event_type: Any = None
    type: Any = None
    audit_id: Any = msgspec.UNSET
    created_at: Any = msgspec.UNSET
    metadata: Any = msgspec.UNSET


_read_event = msgspec.json.Decoder(_Event).decode
_read_child = msgspec.json.Decoder(_Child).decode


def comments_of(_: "Page[Any]", events: Sequence[bytes]) -> list[bytes]:
    """Take the comments out of ticket events.

    Each begins with its ticket's id, and has at its end what the event around it says in its place: `audit_id`,
    `created_at`, `metadata`.
    """
    rows: list[bytes] = []
    for row in events:
        if b'Comment"' not in row:
            continue
        try:
            event = _read_event(row)
            children = [(bytes(one), _read_child(one)) for one in event.child_events or () if b'Comment"' in bytes(one)]
        except msgspec.ValidationError as problem:
            raise DataError(f"a ticket event is not as documented, so its comments cannot be told: {problem}") from None
        for child, known in children:
            if _is_comment(known):
                rows += _comment(child, known, event)
    return rows


def _is_comment(child: _Child) -> bool:
    # "Comment", "VoiceComment", "FacebookComment"; but not "CommentPrivacyChange" or "CommentRedactionEvent".
    # https://developer.zendesk.com/documentation/ticketing/reference-guides/ticket-audit-events-reference/
    kind = child.event_type if child.event_type is not None else child.type
    return isinstance(kind, str) and kind.endswith("Comment")


def _comment(child: bytes, known: _Child, event: _Event) -> list[bytes]:
    added: list[bytes] = []
    if known.audit_id is msgspec.UNSET and event.id is not None:
        added.append(b'"audit_id":%d' % event.id)
    if known.created_at is msgspec.UNSET and event.created_at:
        added.append(b'"created_at":' + bytes(event.created_at))
    about = [(b"system", bytes(event.system)), (b"custom", bytes(event.metadata))]
    if known.metadata is msgspec.UNSET and any(value for _, value in about):
        parts = b",".join(b'"%b":%b' % (name, value) for name, value in about if value)
        added.append(b'"metadata":{' + parts + b"}")
    whole = b"%b,%b}" % (child[:-1].rstrip(), b",".join(added)) if added else child
    return named_after([whole], "ticket_id", event.ticket_id) if event.ticket_id is not None else [whole]


class _Measured(msgspec.Struct, gc=False):
    metric_set: msgspec.Raw = msgspec.Raw(b"null")


_read_measured = msgspec.json.Decoder(_Measured).decode


def metrics_of(page: "Page[Any]", tickets: Sequence[bytes]) -> list[bytes]:
    """Take the metrics out of tickets that were asked for with them.

    They stand inside the tickets, and beside them under `metric_sets` (both seen in recorded traffic).
    """
    try:
        inside = [bytes(_read_measured(ticket).metric_set) for ticket in tickets]
    except msgspec.ValidationError as problem:
        raise DataError(f"a ticket is not as documented, so its metrics cannot be told: {problem}") from None
    found = [metrics for metrics in inside if metrics != b"null"]
    if found or not tickets:
        return found
    whole: Any = msgspec.json.decode(page.response.body)
    beside: Any = whole.get("metric_sets") if is_object(whole) else None
    if not is_array(beside):
        if any(b'"deleted"' not in ticket for ticket in tickets):
            raise DataError("the answer has no metric_sets, although it was asked for them")
        return []
    return [msgspec.json.encode(metrics) for metrics in beside]


ROADS: Mapping[str, Road] = {
    # Without the scope Zendesk leaves out the tickets of AI agents.
    "tickets": Road("IncrementalTicketExportCursor", {"support_type_scope": "all"}),
    "users": Road("IncrementalUserExportCursor"),
    "organizations": Road("IncrementalOrganizationExport"),
    "ticket_events": Road("IncrementalTicketEvents", {"support_type_scope": "all", "include": ("comment_events",)}),
    "ticket_comments": Road(
        "IncrementalTicketEvents",
        {"support_type_scope": "all", "include": ("comment_events",)},
        comments_of,
        CommentEvent,
        "Every comment, taken out of the ticket events.",
    ),
    "ticket_metrics": Road(
        "IncrementalTicketExportCursor",
        {"support_type_scope": "all", "include": ("metric_sets",)},
        metrics_of,
        TicketMetric,
        "The metrics of every ticket, as they come along with the tickets, archived ones included.",
    ),
    "custom_object_records": Road("IncrementalCustomObjectRecordExportCursor"),
}
"""The streams whose road is not their own list, by their names."""
