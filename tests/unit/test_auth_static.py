import base64
import subprocess
import sys

import pytest

from tests.unit.auth_endpoint import Endpoint
from zendesk_async.auth import (
    ApiToken,
    Auth,
    ClientCredentials,
    OAuthToken,
    RefreshToken,
    Secret,
    as_auth,
    auth_from_environment,
    impersonation_headers,
)
from zendesk_async.errors import ConfigurationError

pytestmark = pytest.mark.filterwarnings("ignore::zendesk_async.auth.RetirementWarning")


async def test_an_oauth_token_is_a_bearer_and_never_renewed() -> None:
    endpoint = Endpoint()
    auth = OAuthToken("abc")
    assert dict(await auth.headers(endpoint)) == {"Authorization": "Bearer abc"}
    assert await auth.renew(endpoint, "Bearer abc") is False
    await auth.close()
    assert endpoint.requests == []


async def test_an_api_token_is_never_renewed() -> None:
    auth = ApiToken("agent@example.com", "abc")
    assert await auth.renew(Endpoint(), "Basic abc") is False
    assert repr(auth) == "ApiToken('agent@example.com', ***)"


@pytest.mark.parametrize("token", ["Bearer abc", "a b", "tök", "abc\n", ""])
def test_an_oauth_token_that_is_none_is_refused(token: str) -> None:
    with pytest.raises(ConfigurationError, match="token"):
        OAuthToken(token)


async def test_an_api_token_is_basic_with_the_token_suffix() -> None:
    headers = await ApiToken("agent@example.com", "abc").headers(Endpoint())
    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")) == b"agent@example.com/token:abc"


@pytest.mark.parametrize(
    ("email", "message"),
    [
        ("agent@example.com/token", "which is added here"),
        ("agent", "not an e-mail address"),
        ("agent@example.com:secret", "not an e-mail address"),
        ("a gent@example.com", "not an e-mail address"),
        ("", "email is empty"),
        ("agent@example.com\r\nX-Evil: 1", "line break"),
    ],
)
def test_an_api_token_with_a_wrong_address_is_refused(email: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        ApiToken(email, "abc")


def test_the_first_api_token_of_a_process_warns_with_the_date_and_no_other_does() -> None:
    script = (
        "import warnings\n"
        "from zendesk_async.auth import ApiToken\n"
        "warnings.simplefilter('always')\n"
        "for _ in range(3):\n"
        "    ApiToken('agent@example.com', 'canary')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.count("RetirementWarning") == 1
    assert "2027-04-30" in done.stderr
    assert "ClientCredentials" in done.stderr
    assert "canary" not in done.stderr
    assert "<string>:5" in done.stderr  # the line of the caller


def test_the_warning_can_be_silenced_by_its_class() -> None:
    script = (
        "import warnings\n"
        "from zendesk_async.auth import ApiToken, RetirementWarning\n"
        "warnings.simplefilter('error')\n"
        "warnings.filterwarnings('ignore', category=RetirementWarning)\n"
        "ApiToken('agent@example.com', 'abc')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.parametrize(
    "auth",
    [ClientCredentials("a", "b"), RefreshToken("a", refresh_token="b"), OAuthToken("a")],
)
def test_the_credentials_of_the_package_are_auths(auth: Auth) -> None:
    assert as_auth(auth) is auth


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (("agent@example.com", "password"), r"ApiToken\(email, token\).*2026-01-12"),
        ("abc", r"OAuthToken\(token\)"),
        (Secret("abc"), r"OAuthToken\(token\)"),
        (OAuthToken, "not type"),
        (None, "not NoneType"),
    ],
)
def test_what_is_no_auth_is_refused_with_what_to_write(value: object, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        as_auth(value)


CLIENT = {"ZENDESK_OAUTH_CLIENT_ID": "app", "ZENDESK_OAUTH_CLIENT_SECRET": "secret"}
TOKEN = {"ZENDESK_OAUTH_TOKEN": "abc"}
API_TOKEN = {"ZENDESK_EMAIL": "agent@example.com", "ZENDESK_API_TOKEN": "abc"}


@pytest.mark.parametrize(
    ("environ", "kind"),
    [
        (CLIENT, ClientCredentials),
        (TOKEN, OAuthToken),
        (API_TOKEN, ApiToken),
        (API_TOKEN | CLIENT, ClientCredentials),
        (API_TOKEN | TOKEN, OAuthToken),
        (TOKEN | {"ZENDESK_EMAIL": "agent@example.com"}, OAuthToken),
    ],
)
def test_the_environment_gives_a_credential(environ: dict[str, str], kind: type) -> None:
    assert type(auth_from_environment(environ)) is kind


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({}, "No credential given"),
        ({"ZENDESK_EMAIL": "agent@example.com"}, "No credential given"),
        (CLIENT | TOKEN, "two different users"),
        ({"ZENDESK_OAUTH_CLIENT_ID": "app"}, "ZENDESK_OAUTH_CLIENT_SECRET belong together"),
        ({"ZENDESK_OAUTH_CLIENT_SECRET": "secret"}, "ZENDESK_OAUTH_CLIENT_ID and"),
        ({"ZENDESK_API_TOKEN": "abc"}, "ZENDESK_EMAIL and ZENDESK_API_TOKEN"),
        ({"ZENDESK_OAUTH_TOKEN": ""}, "ZENDESK_OAUTH_TOKEN is empty"),
        (API_TOKEN | {"ZENDESK_OAUTH_TOKEN": " "}, "ZENDESK_OAUTH_TOKEN is empty"),
        ({"ZENDESK_PASSWORD": "canary"}, "removed sign-in with a password from the API on 2026-01-12"),
        (CLIENT | {"ZENDESK_PASSWORD": "canary"}, "unset ZENDESK_PASSWORD"),
    ],
)
def test_an_environment_that_cannot_be_right_is_refused(environ: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        auth_from_environment(environ)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("user", "value"), [(42, "42"), ("42", "42"), ("end.user+x@example.com", "end.user+x@example.com")]
)
def test_a_call_can_be_made_on_behalf_of_an_end_user(user: int | str, value: str) -> None:
    assert impersonation_headers(user) == {"X-On-Behalf-Of": value}


@pytest.mark.parametrize(
    "user", [0, -1, True, "", "name", "a@b\r\nX-Evil: 1", "a b@example.com", "ü@example.com", "-5"]
)
def test_an_end_user_that_cannot_be_one_is_refused(user: int | str) -> None:
    with pytest.raises(ConfigurationError, match="on_behalf_of"):
        impersonation_headers(user)
