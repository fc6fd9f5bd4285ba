"""Who may use an operation, by the role of the acting user."""

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Call


def agents_only(call: Call) -> None:
    """Refuse end users with 403."""
    if call.user.get("role") not in {"agent", "admin"}:
        raise _refusals.forbidden()


def admins_only(call: Call) -> None:
    """Refuse everyone but administrators with 403."""
    if call.user.get("role") != "admin":
        raise _refusals.forbidden()
