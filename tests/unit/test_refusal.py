"""Zendesk's error answers, in all of their shapes, become errors that say what happened."""

import copy
import pickle

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async import Response, errors
from zendesk_async._refusal import error_from, retry_after
from zendesk_async._transport import case_insensitive


def answer(status: int, body: object = b"", **headers: str) -> Response:
    content = body if isinstance(body, bytes) else msgspec.json.encode(body)
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Response(status, case_insensitive(named), content, "GET", "/api/v2/tickets/1")


def error(status: int, body: object = b"", **headers: str) -> errors.ApiError:
    made = error_from(answer(status, body, **headers))
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequest),
        (401, errors.Unauthorized),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (406, errors.ApiError),
        (409, errors.Conflict),
        (413, errors.ApiError),
        (422, errors.Invalid),
        (423, errors.ApiError),
        (429, errors.RateLimited),
        (500, errors.ServerError),
        (502, errors.ServerError),
        (503, errors.ServiceUnavailable),
    ],
)
def test_the_status_decides_the_kind(status, kind):
    assert type(error(status)) is kind


def test_a_success_is_no_error():
    assert error_from(answer(200)) is None
    assert error_from(answer(304)) is None


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ({"error": "RecordNotFound", "description": "Not found"}, "RecordNotFound", "RecordNotFound: Not found"),
        ({"error": {"title": "Forbidden", "message": "No access."}}, "Forbidden", "Forbidden: No access."),
        ({"errors": [{"code": "TooMany", "title": "Too many requests"}]}, "TooMany", "Too many requests"),
        ({"error": "invalid_token", "error_description": "It expired."}, "invalid_token", "invalid_token: It expired."),
        ({"error": "Couldn't authenticate you"}, "Couldn't authenticate you", "Couldn't authenticate you"),
        (b"Requester creation collision - please try again", None, "Requester creation collision - please try again"),
        (b"<html><style>x{}</style><h1>Down for maintenance</h1></html>", None, "Down for maintenance"),
        (b"", None, "Zendesk answered 418"),
        ([1, 2], None, "[1,2]"),
        ({"errors": []}, None, "Zendesk answered 418"),
    ],
)
def test_every_shape_is_read(body, code, said):
    made = error(418, body)
    assert (made.code, made.message) == (code, said)


def test_a_validation_names_its_fields():
    made = error(
        422,
        {
            "error": "RecordInvalid",
            "description": "Record validation errors",
            "details": {
                "base": [{"description": "Description: cannot be blank", "error": "BlankValue"}],
                "email": [{"description": "is taken", "error": "DuplicateValue"}],
            },
        },
    )
    assert "Description: cannot be blank; email: is taken" in str(made)
    assert made.details["email"][0]["error"] == "DuplicateValue"


def test_details_of_any_other_form_are_kept():
    assert error(422, {"error": "Create Failed", "details": ["name"]}).details == {"details": ["name"]}


def test_an_error_tells_the_request_and_its_id():
    made = error(404, {"error": "RecordNotFound"}, x_request_id="8bf0-SJC")
    assert str(made).endswith("(GET /api/v2/tickets/1, status 404, request id 8bf0-SJC)")
    assert made.request_id == "8bf0-SJC"
    assert error(404, b"", X_Zendesk_Request_Id="old").request_id == "old"


def test_a_conflict_of_a_guarded_update_is_told_from_a_collision():
    assert (
        type(error(409, {"error": "UpdateConflict", "description": "Safe Update prevented…"})) is errors.UpdateConflict
    )
    assert type(error(409, {"error": "DatabaseConflict", "description": "Database collision"})) is errors.Conflict


def test_errors_survive_copying_and_pickling():
    made = error(429, {"error": "APIRateLimitExceeded"}, Retry_After="10", x_request_id="r")
    made.add_note("after 3 attempts")
    for twin in (copy.copy(made), pickle.loads(pickle.dumps(made))):
        assert (type(twin), str(twin), twin.retry_after, twin.__notes__) == (
            errors.RateLimited,
            str(made),
            10.0,
            ["after 3 attempts"],
        )


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("10", 10.0), ("0", 0.0), (" 7 ", 7.0), ("1.5", 1.5), ("-1", None), ("abc", None), ("", None), ("1e9", None)],
)
def test_retry_after_in_seconds(text, seconds):
    assert retry_after({"Retry-After": text}) == seconds


def test_retry_after_as_a_date_counts_from_the_servers_own():
    headers = {"Retry-After": "Wed, 21 Oct 2026 07:28:30 GMT", "Date": "Wed, 21 Oct 2026 07:28:00 GMT"}
    assert retry_after(headers) == 30.0
    assert retry_after({"Retry-After": headers["Date"], "Date": headers["Retry-After"]}) == 0.0
    assert retry_after({"Retry-After": headers["Retry-After"]}) is None


@given(st.text(), st.text())
def test_retry_after_never_raises(text, date):
    seconds = retry_after({"Retry-After": text, "Date": date})
    assert seconds is None or seconds >= 0


@given(
    st.integers(400, 599),
    st.binary()
    | st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["error", "errors", "description", "details", "title", "code"]), inner)
        ),
    ),
)
def test_any_body_makes_an_error(status, body):
    made = error(status, body)
    assert made.message
    assert made.status == status
