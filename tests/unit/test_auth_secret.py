import copy
import logging
import pickle
import traceback
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.auth import ApiToken, ClientCredentials, OAuthToken, RefreshToken, Secret
from zendesk_async.errors import ConfigurationError

pytestmark = pytest.mark.filterwarnings("ignore::zendesk_async.auth.RetirementWarning")

CANARY = "canary-7f3a9b"


def test_a_secret_shows_three_stars_wherever_it_is_written(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret(CANARY)
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("zendesk_async").warning("token %s %r", secret, secret)
    assert [str(secret), repr(secret), f"{secret}", f"{[secret]}"] == ["***", "***", "***", "[***]"]
    assert CANARY not in caplog.text
    assert not hasattr(secret, "__dict__")


def test_a_secret_gives_its_value_only_when_asked() -> None:
    assert Secret(CANARY).reveal() == CANARY
    assert Secret(Secret(CANARY)).reveal() == CANARY


def test_secrets_are_equal_by_value() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert {Secret("a"), Secret("a")} == {Secret("a")}


@given(st.text(), st.text())
def test_equality_of_secrets_is_equality_of_values_for_any_text(one: str, other: str) -> None:
    try:
        pair = Secret(one), Secret(other)
    except ConfigurationError:
        return
    assert (pair[0] == pair[1]) == (one == other)


def test_a_secret_is_copied_as_itself_and_not_pickled() -> None:
    secret = Secret(CANARY)
    assert copy.copy(secret) is secret
    assert copy.deepcopy([secret])[0] is secret
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(secret)


@pytest.mark.parametrize("value", ["", "   ", "\t", "line\nbreak", "carriage\rreturn", "nul\0", "end\n", "\x7f"])
def test_an_empty_value_and_a_control_character_are_refused(value: str) -> None:
    with pytest.raises(ConfigurationError, match="The client_secret"):
        ClientCredentials("app", value)


@pytest.mark.parametrize("value", [None, 7, b"bytes"])
def test_a_value_of_another_type_is_refused(value: Any) -> None:
    with pytest.raises(ConfigurationError, match=f"must be a string, not {type(value).__name__}"):
        Secret(value)


def test_a_refused_value_is_not_in_the_frames_of_this_package() -> None:
    with pytest.raises(ConfigurationError) as caught:
        Secret(CANARY + "\n")
    trace = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    frames = [frame for frame in trace.stack if "zendesk_async" in frame.filename]
    assert frames
    assert CANARY not in "".join(str(frame.locals) for frame in frames)


@pytest.mark.parametrize(
    "auth",
    [
        ClientCredentials("app", CANARY),
        RefreshToken("app", CANARY, refresh_token=CANARY),
        OAuthToken(CANARY),
    ],
)
def test_a_credential_shows_no_secret(auth: object) -> None:
    assert CANARY not in repr(auth) + str(auth) + str(vars(auth))
    with pytest.raises(TypeError):
        pickle.dumps(auth)


async def test_the_headers_that_sign_a_request_do_not_show_their_values() -> None:
    class Nowhere:
        account = "acme"

        async def post_token(self, payload: object) -> tuple[int, dict[str, object]]:
            raise AssertionError

    for auth in (OAuthToken(CANARY), ApiToken("agent@example.com", CANARY)):
        headers = await auth.headers(Nowhere())
        assert repr(headers) == "{'Authorization': ***}"
        assert len(headers["Authorization"]) > len(CANARY)
