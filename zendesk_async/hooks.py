"""What a client tells about itself while it works. Give `Zendesk(hooks=[function])`; each event is a value.

A hook is called on the event loop, in the middle of the call it tells about: it must be quick. What it raises is
logged and does not end the call.
No event carries a credential, a query or a body.
"""

import logging
from collections.abc import Callable, Iterable

import attrs

from zendesk_async._limits import Wait

__all__ = ["Event", "Hook", "RequestFailed", "ResponseReceived", "RetryPlanned", "Wait"]


@attrs.frozen
class ResponseReceived:
    """An answer came, whatever its status. `elapsed` is in seconds."""

    operation_id: str
    method: str
    route: str
    status: int
    request_id: str | None
    elapsed: float
    attempt: int
    bytes_received: int


@attrs.frozen
class RequestFailed:
    """No whole answer came. `error` is the name of the error's class."""

    operation_id: str
    method: str
    route: str
    error: str
    attempt: int


@attrs.frozen
class RetryPlanned:
    """A failed attempt will be made again after `delay` seconds."""

    operation_id: str
    method: str
    route: str
    status: int | None
    error: str
    attempt: int
    delay: float


Event = ResponseReceived | RequestFailed | RetryPlanned | Wait
Hook = Callable[[Event], None]

_logger = logging.getLogger("zendesk_async")
_logger.addHandler(logging.NullHandler())  # a program that sets up no logging sees none
# The fields of an event that are logged. What is not named here is never logged.
_LOGGED = ("operation_id", "method", "route", "status", "request_id", "elapsed", "attempt", "error", "delay")


def tell(hooks: Iterable[Hook], event: Event) -> None:
    """Log an event and pass it to every hook."""
    level = logging.WARNING if isinstance(event, RetryPlanned) else logging.DEBUG
    if _logger.isEnabledFor(level):
        facts = {name: getattr(event, name) for name in _LOGGED if getattr(event, name, None) is not None}
        _logger.log(level, "%s %s", type(event).__name__, facts, extra={"zendesk": facts})
    for hook in hooks:
        try:
            hook(event)
        except Exception:  # the answer of a write must not be lost because somebody's metrics failed
            _logger.exception("a hook failed; the call goes on")
