"""The errors of the API, in the shapes and words that Zendesk answers with.

The shapes were seen in recorded traffic, in Zendesk's own reference
(https://developer.zendesk.com/documentation/api-basics/working-with-data/understanding-request-and-response-formats/)
and in the test suites of other people's clients.
"""

from collections.abc import Mapping, Sequence
from typing import Any


class Refusal(Exception):
    """Answer a request with an error.

    `payload` is JSON-ready; a `str` is sent as plain text, `None` as an empty body.
    """

    def __init__(self, status: int, payload: Any = None, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {payload}")
        self.status = status
        self.payload = payload
        self.headers: Mapping[str, str] = headers or {}


def described(status: int, code: str, description: str, **more: Any) -> Refusal:
    """`{"error": code, "description": description}`: the shape of most classic endpoints."""
    return Refusal(status, {"error": code, "description": description, **more})


def titled(status: int, title: str, message: str) -> Refusal:
    """`{"error": {"title": …, "message": …}}`: bad parameters and missing rights."""
    return Refusal(status, {"error": {"title": title, "message": message}})


def listed(status: int, code: str, title: str, **more: Any) -> Refusal:
    """`{"errors": [{"code": …, "title": …}]}`: paging, organization limits, webhooks."""
    return Refusal(status, {"errors": [{"code": code, "title": title, **more}]})


def record_not_found() -> Refusal:
    """404: there is no such record (or the user may not see it)."""
    return described(404, "RecordNotFound", "Not found")


def invalid_endpoint() -> Refusal:
    """404: there is no such route."""
    return described(404, "InvalidEndpoint", "Not found")


def invalid_attribute(name: str, why: str) -> Refusal:
    """400: the value of a parameter has the wrong type; `why` reads like "must be an integer"."""
    return titled(400, "Invalid attribute", f"You passed an invalid value for the {name} attribute. {why}")


def missing_parameter(name: str) -> Refusal:
    """400: a parameter that must be there is not (recorded as text/html)."""
    return Refusal(400, f"Required parameter missing: {name}", {"Content-Type": "text/html; charset=utf-8"})


def record_invalid(details: Mapping[str, Sequence[tuple[str, str | None]]]) -> Refusal:
    """422: the record does not pass its validation; `details` gives (description, code) per field.

    The codes: `BlankValue`, `DuplicateValue`, `ValueTooShort`, `InvalidValue`, `InvalidFormat`, `TooLong`.
    """
    items = {
        field: [
            {"description": description, "error": code} if code else {"description": description}
            for description, code in problems
        ]
        for field, problems in details.items()
    }
    return described(422, "RecordInvalid", "Record validation errors", details=items)


def too_many_values(most: int = 100, description: str | None = None) -> Refusal:
    """400: more items in one call than it takes."""
    if description is not None:
        return described(400, "TooManyValues", description)
    # The two blanks stand in the recorded answer, where the parameter has no name.
    return described(400, "TooManyValues", f"Parameter  cannot specify more than {most} values", max_count=most)


def could_not_authenticate() -> Refusal:
    """401: no credential, or a wrong one."""
    return Refusal(401, {"error": "Couldn't authenticate you"}, {"WWW-Authenticate": 'Basic realm="Web Password"'})


def invalid_token() -> Refusal:
    """401: a bearer token that is expired, revoked or unknown."""
    description = "The access token provided is expired, revoked, malformed or invalid for other reasons."
    return Refusal(
        401,
        {"error": "invalid_token", "error_description": description},
        {"WWW-Authenticate": f'Bearer realm="Zendesk", error="invalid_token", error_description="{description}"'},
    )


def forbidden() -> Refusal:
    """403: the user's role or the account's plan does not reach this."""
    return titled(
        403,
        "Forbidden",
        "You do not have access to this page. Please contact the account owner of this help desk for further help.",
    )


def missing_scope(scope: str) -> Refusal:
    """403: the bearer token has not the scope that is needed."""
    return described(403, "Forbidden", f"Missing the following required scopes: {scope}")


def invalid_pagination(title: str) -> Refusal:
    """400: a cursor, a size or a sort that the list does not take; `title` reads like "page[after] is not valid"."""
    return listed(400, "InvalidPaginationParameter", title)


def invalid_pagination_depth() -> Refusal:
    """400: a page beyond the 10,000 records of offset pagination."""
    return listed(
        400,
        "InvalidPaginationDepth",
        "Pagination requests using Offset Pagination are limited to the first 10000 records. "
        "Use Cursor Pagination to go further.",
    )


def update_conflict() -> Refusal:
    """409: a `safe_update` of a ticket that changed since it was read."""
    return described(
        409,
        "UpdateConflict",
        "Safe Update prevented the update due to outdated ticket data. "
        "Please fetch the latest ticket data and try again.",
    )


def unprocessable_json() -> Refusal:
    """422: the body is not JSON."""
    return Refusal(422, {"error": "Unprocessable Entity", "message": "Server could not parse JSON"})


def grant_refused(code: str, description: str, status: int = 400) -> Refusal:
    """`{"error": …, "error_description": …}`: the errors of the token endpoint (RFC 6749 §5.2)."""
    return Refusal(status, {"error": code, "error_description": description})
