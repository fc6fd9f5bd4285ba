"""The logins that `zendesk login` has stored: one file an account, readable by its owner alone."""

import os
from pathlib import Path
from urllib.parse import quote, unquote

from platformdirs import user_data_path

from zendesk_async.auth import FileTokenStore, RefreshToken, Secret

_SUFFIX = ".json"

VARIABLE = "ZENDESK_LOGIN_CLIENT_SECRET"
"""The variable with the secret of a confidential client. Not that of client credentials, which act for nobody."""


def login_directory() -> Path:
    """Return where the logins are, by the system's conventions (`XDG_DATA_HOME` on Linux)."""
    return user_data_path("zendesk-async", appauthor=False) / "logins"


def login_store(account: str) -> FileTokenStore:
    """Return the store of one account's tokens, whether there are any or not."""
    return FileTokenStore(login_directory() / f"{quote(account, safe='')}{_SUFFIX}")


def stored_accounts() -> list[str]:
    """Return the accounts with a stored login."""
    directory = login_directory()
    if not directory.is_dir():
        return []
    return sorted(unquote(path.name.removesuffix(_SUFFIX)) for path in directory.glob(f"[!.]*{_SUFFIX}"))


async def stored_login(account: str) -> RefreshToken | None:
    """Return the credential of the account's stored login; None when there is none."""
    store = login_store(account)
    pair = await store.load()
    return None if pair is None else RefreshToken(pair.client_id, client_secret(), store=store)


def client_secret() -> Secret | None:
    """Return the secret of the OAuth client with which people sign in; public clients have none."""
    given = os.environ.get(VARIABLE)
    return None if given is None else Secret(given, VARIABLE)
