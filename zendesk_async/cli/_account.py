"""Which account a command is for, and with which credential."""

import os
from collections.abc import Sequence
from typing import Annotated, Final
from urllib.parse import urlsplit

import attrs
from cyclopts import Parameter

from zendesk_async._transport import check_base_url
from zendesk_async.auth import Auth, auth_from_environment
from zendesk_async.cli._logins import stored_accounts, stored_login
from zendesk_async.cli._usage import UsageProblem
from zendesk_async.client import Zendesk
from zendesk_async.hooks import Hook

CREDENTIALS: Final = (
    "ZENDESK_OAUTH_CLIENT_ID",
    "ZENDESK_OAUTH_CLIENT_SECRET",
    "ZENDESK_OAUTH_TOKEN",
    "ZENDESK_API_TOKEN",
    "ZENDESK_PASSWORD",
)
"""The variables of which any says that the environment's credential is to be used."""


@Parameter(name="*")
@attrs.frozen
class Account:
    """The options that name an account."""

    subdomain: Annotated[
        str | None, Parameter(help="The account's name: acme for acme.zendesk.com.", group="Account")
    ] = None
    base_url: Annotated[
        str | None, Parameter(help="Another origin in its place, such as an emulator's.", group="Account")
    ] = None

    def origin(self) -> tuple[str | None, str | None]:
        """Return subdomain and base URL, one of them None: as asked, by the environment, or the only stored login's."""
        if self.subdomain is not None and self.base_url is not None:
            raise UsageProblem("--subdomain and --base-url name two accounts", "Give one of them.")
        if self.subdomain is not None or self.base_url is not None:
            return self.subdomain, self.base_url
        if base_url := os.environ.get("ZENDESK_BASE_URL"):
            return None, base_url
        if subdomain := os.environ.get("ZENDESK_SUBDOMAIN"):
            return subdomain, None
        logins = stored_accounts()
        if len(logins) == 1 and ":" not in logins[0] and "." not in logins[0]:
            return logins[0], None
        hint = "Give --subdomain acme, or set ZENDESK_SUBDOMAIN."
        if logins:
            raise UsageProblem(f"no account is named, and there are logins of {', '.join(logins)}", hint)
        raise UsageProblem("no account is named", f"{hint} `zendesk login --subdomain acme` signs in.")


EVERY_DEFAULT: Final = Account()


def account_name(subdomain: str | None, base_url: str | None) -> str:
    """Return what tokens are stored under: the subdomain, or the host of another origin."""
    if subdomain is not None:
        return subdomain.lower()
    return urlsplit(check_base_url(base_url or "")).netloc.removesuffix(".zendesk.com")


async def credential(name: str) -> Auth:
    """Return the environment's credential, else the stored login of the account."""
    if any(variable in os.environ for variable in CREDENTIALS):
        return auth_from_environment()
    login = await stored_login(name)
    if login is None:
        raise UsageProblem(
            f"there is no credential for {name}",
            "`zendesk login` signs in; or set ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET, or "
            "ZENDESK_OAUTH_TOKEN.",
        )
    return login


async def connect(
    account: Account,
    *,
    plan: str | None = None,
    share: float = 1.0,
    shared_limits: str | None = None,
    hooks: Sequence[Hook] = (),
) -> Zendesk:
    """Return a client of the account. Nothing is sent yet.

    Its limits are shared through `shared_limits`, else through what `ZENDESK_SHARED_LIMITS` names, if anything.
    """
    subdomain, base_url = account.origin()
    auth = await credential(account_name(subdomain, base_url))
    return Zendesk(
        subdomain,
        base_url=base_url,
        auth=auth,
        plan=plan,
        share=share,
        shared_limits=shared_limits or os.environ.get("ZENDESK_SHARED_LIMITS") or None,
        hooks=hooks,
        user_agent="zendesk-cli",
    )
