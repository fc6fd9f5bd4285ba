"""The errors of the Zendesk SDK, and when each is raised.

    ZendeskError
    ├── InvalidArgument           the call cannot be right; nothing was sent (also a ValueError)
    │   └── ConfigurationError    the client cannot be built from what it was given
    ├── ClientClosed              the client was used after it was closed
    ├── PolicyDenied              the policy in force refused the operation; nothing was sent
    ├── TransportError            no whole answer came back
    │   ├── ConnectError          the host could not be found or refused the connection
    │   ├── ConnectTimeout        the host did not take the connection in time
    │   ├── ReadTimeout           the answer did not come, or did not end, in time
    │   ├── TLSError              the host's certificate is not to be trusted
    │   ├── ServerDisconnected    the connection ended before the answer began
    │   ├── TruncatedResponse     the answer ended before it was complete
    │   ├── DecodeError           the answer's compression is broken
    │   ├── ProtocolError         the answer is not HTTP as the standard has it
    │   ├── ResponseTooLarge      the answer is larger than the client takes
    │   └── UnsafeRedirect        the answer points to another host
    ├── ApiError                  Zendesk answered with an error status
    │   ├── BadRequest            400
    │   ├── Unauthorized          401
    │   ├── Forbidden             403
    │   ├── NotFound              404
    │   ├── Conflict              409
    │   │   └── UpdateConflict    409: the ticket changed since it was read (safe_update)
    │   ├── Invalid               422
    │   ├── RateLimited           429, with `retry_after`
    │   └── ServerError           5xx
    │       └── ServiceUnavailable  503
    ├── AuthError                 no usable credential could be had
    │   └── RefreshRejected       the refresh token is no longer good: sign in again
    ├── UnexpectedAnswer          a success status with something that is not what was asked for
    │   ├── UnexpectedContent     not JSON (a maintenance page, a sign-in page)
    │   └── DataError             nothing, or JSON without the part that was asked for
    ├── PaginationError           a list cannot go on
    │   ├── CursorLoop            the server's cursor does not move
    │   ├── ForeignURL            a next link leads to another host
    │   └── PaginationLimit       Zendesk ends this kind of list here; the message names the way on
    ├── AmbiguousWrite            a write was sent and no answer came: it may or may not have happened
    ├── DeadlineExceeded          the deadline of the call ended before an answer came
    ├── JobError                  a background job did not end well
    │   ├── JobFailed             Zendesk gave the job up
    │   └── JobTimeout            the job did not end in time
    ├── ExportError               an export could not go on; its files are as at the last checkpoint
    └── WebhookVerificationError  (in `zendesk_async.webhooks`) a webhook's request is not to be trusted

Every error names the request (`method`, `path`), and after an answer its `status`, `request_id` (what Zendesk's support
asks for), Zendesk's own `code` and the `details` of a validation.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from zendesk_async._operation import Operation
    from zendesk_async._transport import Response

__all__ = [
    "AmbiguousWrite",
    "ApiError",
    "AuthError",
    "BadRequest",
    "ClientClosed",
    "ConfigurationError",
    "Conflict",
    "ConnectError",
    "ConnectTimeout",
    "CursorLoop",
    "DataError",
    "DeadlineExceeded",
    "DecodeError",
    "ExportError",
    "Forbidden",
    "ForeignURL",
    "Invalid",
    "InvalidArgument",
    "JobError",
    "JobFailed",
    "JobTimeout",
    "NotFound",
    "PaginationError",
    "PaginationLimit",
    "PolicyDenied",
    "ProtocolError",
    "RateLimited",
    "ReadTimeout",
    "RefreshRejected",
    "ResponseTooLarge",
    "ServerDisconnected",
    "ServerError",
    "ServiceUnavailable",
    "TLSError",
    "TransportError",
    "TruncatedResponse",
    "Unauthorized",
    "UnexpectedAnswer",
    "UnexpectedContent",
    "UnsafeRedirect",
    "UpdateConflict",
    "ZendeskError",
]


class ZendeskError(Exception):
    """Base of every error that this package raises on purpose."""

    def __init__(
        self,
        message: str,
        *,
        method: str | None = None,
        path: str | None = None,
        status: int | None = None,
        request_id: str | None = None,
        code: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.method = method
        self.path = path
        self.status = status
        self.request_id = request_id
        self.code = code
        self.details: Mapping[str, Any] = details or {}

    def about(self, source: "Response | ZendeskError | Operation[Any]") -> Self:
        """Take over what an answer, another error or an operation tells of the request, and return this error."""
        self.method, self.path = source.method, source.path
        self.status, self.request_id = getattr(source, "status", None), getattr(source, "request_id", None)
        if isinstance(source, ZendeskError):
            self.code, self.details = source.code, source.details
        return self

    def __str__(self) -> str:
        request = " ".join(part for part in (self.method, self.path) if part)
        where = ", ".join(
            part
            for part in (
                request,
                f"status {self.status}" if self.status else "",
                f"request id {self.request_id}" if self.request_id else "",
            )
            if part
        )
        return f"{self.message} ({where})" if where else self.message

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.message, self.__dict__))


def _rebuild(kind: type[ZendeskError], message: str, state: dict[str, Any]) -> ZendeskError:
    error = kind.__new__(kind, message)
    Exception.__init__(error, message)
    error.__dict__.update(state)
    return error


class InvalidArgument(ZendeskError, ValueError):
    """The call cannot be right as it stands; nothing was sent."""


class ConfigurationError(InvalidArgument):
    """The client cannot be built from what it was given."""


class ClientClosed(ZendeskError):
    """The client was used before it was opened, after it was closed, or from a place it does not belong to."""


class PolicyDenied(ZendeskError):
    """The policy in force refused the operation; nothing was sent."""


class TransportError(ZendeskError):
    """No whole answer came back.

    `sent` is False when it is certain that no byte of the request left, so that any request may be repeated.
    """

    sent: bool = True


class ConnectError(TransportError):
    """The host could not be found or refused the connection; nothing was sent."""

    sent = False


class ConnectTimeout(TransportError):
    """The host did not take the connection in time; nothing was sent."""

    sent = False


class ReadTimeout(TransportError):
    """The answer did not come, or did not end, in time."""


class TLSError(TransportError):
    """The host's certificate is not to be trusted; nothing was sent."""

    sent = False


class ServerDisconnected(TransportError):
    """The connection ended before the answer began."""


class TruncatedResponse(TransportError):
    """The answer ended before it was complete."""


class DecodeError(TransportError):
    """The answer's compression is broken."""


class ProtocolError(TransportError):
    """The answer is not HTTP as the standard has it."""


class ResponseTooLarge(TransportError):
    """The answer is larger than `max_response_bytes`."""


class UnsafeRedirect(TransportError):
    """The answer redirects to another host, to plain HTTP or in a circle; it was not followed."""


class ApiError(ZendeskError):
    """Zendesk answered with an error status.

    `code` is Zendesk's own (`RecordInvalid`), `details` what it says of single fields, `body` the answer's first
    characters for shapes nobody has seen before.
    """

    body: str = ""


class BadRequest(ApiError):
    """400: Zendesk could not make sense of the request."""


class Unauthorized(ApiError):
    """401: the credential is missing, wrong, expired or revoked."""


class Forbidden(ApiError):
    """403: the user's role, the plan or the token's scope does not allow this."""


class NotFound(ApiError):
    """404: there is no such record, or no such account."""


class Conflict(ApiError):
    """409: another request changed the same thing at the same time."""


class UpdateConflict(Conflict):
    """409: the ticket changed since it was read, so the guarded update did not happen.

    From `change()`, `base` is the record as first read, `theirs` as it is now, `ours` the change that was refused.
    """

    base: object = None
    theirs: object = None
    ours: Mapping[str, Any] | None = None


class Invalid(ApiError):
    """422: the request is well formed and what it asks for is not allowed. `details` names the fields."""


class RateLimited(ApiError):
    """429: a limit is used up. `retry_after` is the time to wait, in seconds, when Zendesk said so."""

    retry_after: float | None = None


class ServerError(ApiError):
    """5xx: Zendesk failed. `retry_after` is the time to wait, in seconds, when Zendesk said so."""

    retry_after: float | None = None


class ServiceUnavailable(ServerError):
    """503: Zendesk is overloaded or under maintenance."""


class AuthError(ZendeskError):
    """No usable credential could be had."""


class RefreshRejected(AuthError):
    """The refresh token is no longer good: sign in again."""


class UnexpectedAnswer(ZendeskError):
    """A success status came with something that is not what was asked for. `json_path` says where."""

    json_path: str = ""


class UnexpectedContent(UnexpectedAnswer):
    """The answer is not JSON: a maintenance page, a sign-in page."""


class DataError(UnexpectedAnswer):
    """The answer is empty, or JSON without the part that was asked for."""


class PaginationError(ZendeskError):
    """A list cannot go on."""


class CursorLoop(PaginationError):
    """The server's cursor does not move, so the list would never end."""


class ForeignURL(PaginationError):
    """A next link leads to another host or another endpoint; it was not followed."""


class PaginationLimit(PaginationError):
    """Zendesk ends this kind of list here, though there is more; the message names the way on."""


class AmbiguousWrite(ZendeskError):
    """A write was sent and no answer came: it may or may not have happened, and was not repeated.

    The cause (`__cause__`) is the transport's error. The message says how to find out.
    """


class DeadlineExceeded(ZendeskError):
    """The deadline of the call ended before an answer came. A write that was sent by then is an `AmbiguousWrite`."""


class JobError(ZendeskError):
    """A background job did not end well. `job_id` names it; `results` holds what it had done by then."""

    job_id: str = ""
    results: tuple[Any, ...] = ()


class JobFailed(JobError):
    """Zendesk gave the job up."""


class JobTimeout(JobError):
    """The job did not end in time; it may still end on Zendesk's side."""


class ExportError(ZendeskError):
    """An export could not go on. Its files are as at the last checkpoint, from which it can be resumed."""
