"""What went wrong, said once and clearly: what happened, to which request, what to do."""

import sys

import attrs
import msgspec

from zendesk_async.cli._exit_codes import ExitCode
from zendesk_async.cli._json_lines import write_event
from zendesk_async.cli._terminal import clean, clean_line
from zendesk_async.cli._usage import UsageProblem
from zendesk_async.errors import (
    AmbiguousWrite,
    AuthError,
    ConnectError,
    ExportError,
    Forbidden,
    InvalidArgument,
    NotFound,
    RateLimited,
    ServerError,
    TLSError,
    TransportError,
    Unauthorized,
    ZendeskError,
)

# The most special class first: the first that fits is shown.
_HINTS: tuple[tuple[type[ZendeskError], str], ...] = (
    (AmbiguousWrite, ""),
    (Unauthorized, "Check the credential: `zendesk doctor`."),
    (
        Forbidden,
        "`zendesk doctor` shows the user's role and the token's scopes; `zendesk operations` the scope needed.",
    ),
    (NotFound, "Check the id, and the account: `zendesk doctor`."),
    (RateLimited, "Try again later; other clients of the account share its limit."),
    (ServerError, "Zendesk failed: try again later, and give the request id to its support if it stays."),
    (AuthError, "Check the credential: `zendesk doctor`, `zendesk login`."),
    (TLSError, "The certificate is not trusted: a proxy in between, or the wrong host."),
    (ConnectError, "Check the account's name and the network: `zendesk doctor`."),
    (TransportError, "Check the network and try again."),
)


@attrs.frozen
class Failure:
    """One failure, as it is shown."""

    message: str
    request: str = ""
    status: int | None = None
    request_id: str | None = None
    code: str | None = None
    details: object = None
    notes: tuple[str, ...] = ()
    hint: str = ""
    exit_code: int = ExitCode.FAILED


def failure_of(problem: Exception) -> Failure:
    """Return what to say of an error."""
    if isinstance(problem, UsageProblem):
        return Failure(problem.message, hint=problem.hint, exit_code=ExitCode.USAGE)
    notes = tuple(getattr(problem, "__notes__", ()))
    if not isinstance(problem, ZendeskError):
        return Failure(str(problem) or type(problem).__name__, notes=notes)
    return Failure(
        problem.message,
        request=" ".join(part for part in (problem.method, problem.path) if part),
        status=problem.status,
        request_id=problem.request_id,
        code=problem.code,
        details=problem.details or None,
        notes=notes,
        hint=_hint(problem),
        exit_code=ExitCode.USAGE if isinstance(problem, InvalidArgument) else ExitCode.FAILED,
    )


def _hint(problem: ZendeskError) -> str:
    # An export that ended early says so itself; what to do depends on what ended it.
    reason = problem.__cause__ if isinstance(problem, ExportError) else problem
    return next((hint for kind, hint in _HINTS if isinstance(reason, kind)), "")


def lines_of(failure: Failure) -> list[str]:
    """Return the failure as lines, free of anything a terminal would obey."""
    status = f" → {failure.status}" if failure.status else ""
    code = f" {failure.code}" if failure.code else ""
    rest = (
        ("request", f"{failure.request}{status}{code}" if failure.request else ""),
        ("request id", failure.request_id or ""),
        ("details", msgspec.json.encode(failure.details).decode() if failure.details else ""),
        *(("note", note) for note in failure.notes),
        ("what to do", failure.hint),
    )
    head = clean(failure.message).strip()
    return [f"zendesk: {head}", *(f"  {name}: {clean_line(text)}" for name, text in rest if text)]


def show_failure(failure: Failure, *, as_json: bool = False) -> None:
    """Write the failure to stderr: a block of lines, or one line of JSON."""
    if as_json:
        write_event("error", attrs.asdict(failure, filter=lambda _, value: bool(value)))
    else:
        print("\n".join(lines_of(failure)), file=sys.stderr)
