"""`zendesk doctor`: whether everything between this machine and the account is as it must be."""

import datetime as dt
import os
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from cyclopts import App

from zendesk_async._retry import RetryPolicy
from zendesk_async.auth import ApiToken, Auth
from zendesk_async.cli._account import CREDENTIALS, EVERY_DEFAULT, Account, account_name, credential
from zendesk_async.cli._exit_codes import ExitCode
from zendesk_async.cli._failures import failure_of
from zendesk_async.cli._terminal import clean_line
from zendesk_async.cli._usage import UsageProblem
from zendesk_async.client import Zendesk
from zendesk_async.errors import AuthError, Unauthorized, ZendeskError
from zendesk_async.models.base import response_of
from zendesk_async.models.users import User

app = App(name="zendesk doctor", help_format="plaintext", version_flags=())

_MOST_SKEW = 60.0
_BAD_CREDENTIAL = (
    "Check that the token is this account's and active (Admin Center > Apps and integrations > APIs), for an API token "
    "also the e-mail address; or sign in: `zendesk login`."
)


@app.default
async def doctor(*, account: Account = EVERY_DEFAULT) -> int:
    """Check the settings, the credential, the user it stands for, its scopes, the rate limit and the clock.

    Ends with 1 when anything is not as it must be, and says what to do.
    """
    examination = _Examination()
    try:
        await examination.examine(account)
    except (UsageProblem, ZendeskError) as problem:
        failure = failure_of(problem)
        what = f" ({failure.request} → {failure.status})" if failure.status else ""
        advice = _BAD_CREDENTIAL if isinstance(problem, Unauthorized | AuthError) else failure.hint
        examination.fail(examination.subject, f"{failure.message}{what}", advice)
    return ExitCode.FAILED if examination.failed else ExitCode.COMPLETE


class _Examination:
    """Goes from one check to the next, and stops where the next would make no sense."""

    def __init__(self) -> None:
        self.failed = False
        self.subject = "account"
        """What is being looked at, for an error on the way."""

    def passed(self, subject: str, found: str) -> None:
        print(f"ok    {subject:12}{clean_line(found)}")

    def warn(self, subject: str, found: str) -> None:
        print(f"note  {subject:12}{clean_line(found)}")

    def fail(self, subject: str, found: str, advice: str) -> None:
        self.failed = True
        print(f"FAIL  {subject:12}{clean_line(found)}")
        if advice:
            print(f"      {'':12}{clean_line(advice)}")

    async def examine(self, account: Account) -> None:
        subdomain, base_url = account.origin()
        name = account_name(subdomain, base_url)
        self.subject = "credential"
        auth = await credential(name)
        self.subject = "account"
        once = RetryPolicy(attempts=1)
        async with Zendesk(subdomain, base_url=base_url, auth=auth, retry=once, user_agent="zendesk-cli") as client:
            self.passed("account", client.base_url)
            source = "the environment" if any(one in os.environ for one in CREDENTIALS) else "the stored login"
            self.passed("credential", f"{auth!r} from {source}")
            self.subject = "user"
            user = await client.users.me()
            if not self._user(user):
                return
            self.subject = "scopes"
            await self._scopes(client, auth)
            self._limits(client)
            self._clock(user)

    def _user(self, user: User) -> bool:
        # Zendesk answers 200 with a user without an id where it takes the caller for nobody.
        if user.id is None:
            self.fail(
                "user",
                "the account answered, but for an anonymous user: it did not take the credential",
                _BAD_CREDENTIAL,
            )
            return False
        self.passed("user", f"{user.name} <{user.email}>, id {user.id}")
        if user.role == "end-user":
            self.fail("role", "end-user", "Most of the API is for agents and admins: use the credential of one.")
        else:
            self.passed("role", user.role or "none")
        return True

    async def _scopes(self, client: Zendesk, auth: Auth) -> None:
        if isinstance(auth, ApiToken):
            self.warn("scopes", "an API token has the user's full rights, and stops working on 2027-04-30")
            return
        try:
            token = await client.oauth_tokens.show_current()
        except ZendeskError as problem:
            self.warn("scopes", f"cannot be seen: {problem.message}")
            return
        expires = f", until {token.expires_at:%Y-%m-%d %H:%M} UTC" if token.expires_at is not None else ""
        if token.scopes:
            self.passed("scopes", f"{' '.join(token.scopes)}{expires}")
        else:
            self.fail("scopes", "the token has none", "Sign in again, or create a token, with the scopes you need.")

    def _limits(self, client: Zendesk) -> None:
        state = client.limits.account
        if state.limit is None:
            self.warn("rate limit", "the answers do not name it")
        else:
            left = "" if state.remaining is None else f", {state.remaining} left"
            self.passed("rate limit", f"{state.limit} requests in {state.window:g} s{left}")

    def _clock(self, user: User) -> None:
        response = response_of(user)
        skew = clock_skew(response.headers if response is not None else {}, dt.datetime.now(dt.UTC))
        if skew is None:
            self.warn("clock", "the answer does not tell the server's time")
        elif abs(skew) > _MOST_SKEW:
            side = "behind" if skew > 0 else "ahead of"
            advice = "Set the clock (NTP): tokens and start times of exports go by it."
            self.fail("clock", f"{abs(skew):.0f} s {side} the server's", advice)
        else:
            self.passed("clock", "as the server's, to the second" if abs(skew) < 2 else f"{abs(skew):.0f} s off")


def clock_skew(headers: Mapping[str, str], now: dt.datetime) -> float | None:
    """Return how many seconds the server's clock is ahead of `now`; None when the answer does not tell its time."""
    try:
        return (parsedate_to_datetime(headers["Date"]) - now).total_seconds()
    except (KeyError, ValueError, TypeError):
        return None
