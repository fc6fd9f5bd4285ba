"""An emulator of Zendesk: a server on this machine that behaves like the API, with all its state in memory."""

from zendesk_async.emulator._application import RequestRecord
from zendesk_async.emulator._clock import Clock
from zendesk_async.emulator._faults import (
    Body,
    Change,
    CutGzip,
    Delay,
    Drip,
    Drop,
    DuplicateRows,
    Effect,
    Exchange,
    Fault,
    Faults,
    GarbageGzip,
    Raw,
    RepeatCursor,
    Status,
    Truncate,
    empty,
    html,
)
from zendesk_async.emulator._limits import Limits, WindowReport
from zendesk_async.emulator._server import Emulator

__all__ = [
    "Body",
    "Change",
    "Clock",
    "CutGzip",
    "Delay",
    "Drip",
    "Drop",
    "DuplicateRows",
    "Effect",
    "Emulator",
    "Exchange",
    "Fault",
    "Faults",
    "GarbageGzip",
    "Limits",
    "Raw",
    "RepeatCursor",
    "RequestRecord",
    "Status",
    "Truncate",
    "WindowReport",
    "empty",
    "html",
]
