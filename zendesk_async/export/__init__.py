"""Export whole accounts to files: concurrently, at the full allowed rate, resumable after anything."""

from zendesk_async.export._checkpoint import Checkpoint, StreamState
from zendesk_async.export._export import Export, ExportSummary, StreamProgress
from zendesk_async.export._plan import ExportPlan, StreamPlan
from zendesk_async.export._planner import plan
from zendesk_async.export._sink import JsonLinesSink, Sink
from zendesk_async.export._streams import Stream, streams

__all__ = [
    "Checkpoint",
    "Export",
    "ExportPlan",
    "ExportSummary",
    "JsonLinesSink",
    "Sink",
    "Stream",
    "StreamPlan",
    "StreamProgress",
    "StreamState",
    "plan",
    "streams",
]
