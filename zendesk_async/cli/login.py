"""`zendesk login`: a person signs in with a browser, and the tokens are kept for the next commands."""

import asyncio
import os
import sys
import webbrowser
from typing import Annotated

from cyclopts import App, Parameter

from zendesk_async.auth import AuthorizationRequest, RefreshToken
from zendesk_async.cli._account import CREDENTIALS, EVERY_DEFAULT, Account, account_name
from zendesk_async.cli._direct_endpoint import DirectEndpoint
from zendesk_async.cli._logins import client_secret, login_store
from zendesk_async.cli._loopback import LoopbackServer
from zendesk_async.cli._terminal import clean_line
from zendesk_async.client import Zendesk
from zendesk_async.errors import AuthError, InvalidArgument

_EPILOGUE = """\
The OAuth client (Admin Center > Apps and integrations > APIs > OAuth clients) must have the redirect URL
http://127.0.0.1:PORT/callback registered, letter by letter. The secret of a confidential client is read from
ZENDESK_LOGIN_CLIENT_SECRET, here and by later commands; a public client needs none. Tokens are written to a file that only you can read, and are
never shown.
"""

app = App(name="zendesk login", help_epilogue=_EPILOGUE, help_format="plaintext", version_flags=())


@app.default
async def login(
    *,
    client_id: Annotated[str, Parameter(help="The OAuth client's unique identifier.")],
    scope: Annotated[str, Parameter(help="What the tokens may do, separated by spaces.")] = "read write",
    port: Annotated[int, Parameter(help="Where the browser comes back to on this machine.")] = 8765,
    browser: Annotated[bool, Parameter(help="Open the browser, beside showing the address.")] = True,
    wait: Annotated[float, Parameter(help="Seconds to wait for the sign-in.")] = 300.0,
    account: Account = EVERY_DEFAULT,
) -> None:
    """Sign in to an account with a browser, and keep the tokens for the next commands."""
    subdomain, base_url = account.origin()
    name = account_name(subdomain, base_url)
    secret = client_secret()
    store = login_store(name)
    async with Zendesk(
        subdomain, base_url=base_url, auth=RefreshToken(client_id, secret, store=store), user_agent="zendesk-cli"
    ) as client:
        request = AuthorizationRequest.create(
            name, client_id, f"http://127.0.0.1:{port}/callback", scope, base_url=client.base_url
        )
        async with LoopbackServer(port, lambda address: _belongs(request, address)) as server:
            print(f"To sign in, open:\n  {request.url}", file=sys.stderr)
            if browser:
                await asyncio.to_thread(webbrowser.open, request.url)
            address = await server.address(wait)
        pair = await request.exchange(DirectEndpoint(name, client.base_url), address, client_secret=secret)
        async with store.lock():
            await store.save(pair)
        user = await client.users.me()
    print(
        f"Signed in to {name} as {clean_line(user.name or 'nobody')} ({clean_line(user.role or 'no role')}). "
        f"The tokens are in {store.path}",
        file=sys.stderr,
    )
    if shadows := [variable for variable in CREDENTIALS if variable in os.environ]:
        print(f"Note: {', '.join(shadows)} is set and goes before the stored login.", file=sys.stderr)


def _belongs(request: AuthorizationRequest, address: str) -> bool:
    try:
        request.code_from(address)
    except AuthError as refused:
        return refused.code is not None  # a refusal of this very sign-in; without a code it is another's
    except InvalidArgument:
        return False
    return True
