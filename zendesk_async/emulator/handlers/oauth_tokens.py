"""OAuth tokens of the account, as administrators and their owners manage them.

https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_tokens/
"""

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, Row, answers
from zendesk_async.emulator._oauth import grants_of, issue_token
from zendesk_async.emulator._ordering import Subset
from zendesk_async.emulator._paging import list_answer
from zendesk_async.emulator._validation import Problems, integer, strings, typed

_SHOWN_SECRET = 10
"""Characters of a token that are shown after the first time."""
_EXPIRY_ENFORCED = "2026-04-30"
"""Tokens of clients made from this day on end (https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_tokens/)."""


@answers("ListOAuthTokens")
def list_tokens(call: Call) -> Answer:
    """Answer the caller's tokens, with `all` those of everybody, with `client_id` those of one client."""
    tokens = call.account.oauth_tokens
    everybody = call.flag("all")
    client_id = call.integer("client_id")
    if call.integer("global_client_id") is not None:
        # The account knows no global clients.
        chosen: list[int] = []
    else:
        chosen = [
            row["id"]
            for row in tokens.rows()
            if (everybody or client_id is not None or row["user_id"] == call.user["id"])
            and client_id in {None, row["client_id"]}
        ]
    return list_answer(call, "tokens", Subset(tokens, chosen), render=lambda rows: [_shown(row) for row in rows])


@answers("CreateOAuthToken")
def create_token(call: Call) -> Answer:
    """Make a token of the caller for a client and answer it whole, this once."""
    values = typed(call.envelope("token"), {"client_id": integer, "scopes": strings})
    client = call.account.oauth_clients.get(values.get("client_id") or 0)
    problems = Problems()
    if client is None:
        problems.add("client_id", "Client: is invalid", "InvalidValue")
    if not values.get("scopes"):
        problems.add("scopes", "Scopes: cannot be blank", "BlankValue")
    problems.refuse()
    assert client is not None
    grants, ends = grants_of(call.account), client["created_at"] >= _EXPIRY_ENFORCED
    row = issue_token(
        call.account,
        client,
        call.user["id"],
        values["scopes"],
        expires_in=grants.access_seconds if ends else None,
        refresh_expires_in=grants.refresh_seconds if ends else None,
    )
    return Answer({"token": row}, 201, {"Location": row["url"]})


@answers("ShowToken")
def show_token(call: Call) -> Answer:
    """Answer one token, its secret cut short."""
    return Answer({"token": _shown(_token(call))})


@answers("RevokeOAuthToken")
def revoke_token(call: Call) -> Answer:
    """End a token."""
    call.account.oauth_tokens.remove(_token(call)["id"])
    return Answer(status=204)


@answers("ShowCurrentToken")
def show_current_token(call: Call) -> Answer:
    """Answer the token of this very request."""
    return Answer({"token": _shown(_current(call))})


@answers("RevokeCurrentOAuthToken")
def revoke_current_token(call: Call) -> Answer:
    """End the token of this very request."""
    call.account.oauth_tokens.remove(_current(call)["id"])
    return Answer(status=204)


def _token(call: Call) -> Row:
    row = call.account.oauth_tokens.get(call.identifier("oauth_token_id"))
    if row is None or (call.user["role"] != "admin" and row["user_id"] != call.user["id"]):
        raise _refusals.record_not_found()
    return row


def _current(call: Call) -> Row:
    if call.token is None:
        # An API token is no OAuth token.
        raise _refusals.record_not_found()
    return call.token


def _shown(row: Row) -> Row:
    cut = {key: row[key] and row[key][:_SHOWN_SECRET] for key in ("token", "refresh_token")}
    return {**row, **cut}
