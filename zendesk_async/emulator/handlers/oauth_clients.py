"""OAuth clients of the account.

https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_clients/
"""

import re
import secrets
from typing import Any

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, Row, answers
from zendesk_async.emulator._oauth import add_client
from zendesk_async.emulator._paging import list_answer
from zendesk_async.emulator._validation import Problems, integer, string, strings, typed

KINDS = ("public", "confidential")
_SHOWN_SECRET = 9
"""Characters of a secret that are shown after the first time."""
_FIELDS = {
    "name": string,
    "identifier": string,
    "kind": string,
    "company": string,
    "description": string,
    "redirect_uri": strings,
    "user_id": integer,
}
# https unless it is this machine (https://support.zendesk.com/hc/en-us/articles/4408845965210).
_REDIRECT = re.compile(r"https://[^\s/]+\S*|http://(localhost|127\.0\.0\.1)([:/]\S*)?")


@answers("ListOAuthClients", "ListCurrentUserOAuthClients")
def list_clients(call: Call) -> Answer:
    """Answer one page of the account's clients."""
    return list_answer(call, "clients", call.account.oauth_clients, render=lambda rows: [_shown(row) for row in rows])


@answers("ShowClient")
def show_client(call: Call) -> Answer:
    """Answer one client, with the beginning of its secret."""
    return Answer({"client": _shown(_client(call))})


@answers("CreateOAuthClient")
def create_client(call: Call) -> Answer:
    """Add a client and answer it with its secret, this once."""
    values = typed(call.envelope("client"), _FIELDS)
    values.setdefault("user_id", call.user["id"])
    problems = Problems()
    problems.present(values, "name", "identifier")
    _check(call, values, problems, own=None)
    kind = values.get("kind") or "confidential"
    row = add_client(
        call.account,
        identifier=values["identifier"],
        name=values["name"],
        kind=kind,
        secret=_new_secret(),
        user_id=values["user_id"],
        redirect_uri=values.get("redirect_uri") or [],
    )
    more: Row = {key: values[key] for key in ("company", "description") if key in values}
    row = call.account.oauth_clients.change(row["id"], more)
    return Answer({"client": _shown(row, whole=True)}, 201, {"Location": row["url"]})


@answers("UpdateClient")
def update_client(call: Call) -> Answer:
    """Change a client."""
    row = _client(call)
    values = typed(call.envelope("client"), _FIELDS)
    problems = Problems()
    problems.present({**row, **values}, "name", "identifier")
    _check(call, values, problems, own=row["id"])
    changed = {**values, "updated_at": call.clock.stamp()}
    return Answer({"client": _shown(call.account.oauth_clients.change(row["id"], changed))})


@answers("ClientGenerateSecret")
def generate_secret(call: Call) -> Answer:
    """Make another secret and answer it, this once; the former one is refused from now on."""
    changed = {"secret": _new_secret(), "updated_at": call.clock.stamp()}
    row = call.account.oauth_clients.change(_client(call)["id"], changed)
    return Answer({"client": _shown(row, whole=True)})


@answers("DeleteClient")
def delete_client(call: Call) -> Answer:
    """Delete a client and revoke its tokens."""
    row = _client(call)
    for identifier in call.account.oauth_tokens.where("client_id", row["id"]):
        call.account.oauth_tokens.remove(identifier)
    call.account.oauth_clients.remove(row["id"])
    return Answer(status=204)


def _client(call: Call) -> Row:
    row = call.account.oauth_clients.get(call.identifier("oauth_client_id"))
    if row is None:
        raise _refusals.record_not_found()
    return row


def _check(call: Call, values: Row, problems: Problems, own: int | None) -> None:
    problems.one_of(values, "kind", KINDS)
    taken = call.account.oauth_clients.one("identifier", values.get("identifier"))
    if values.get("identifier") and taken is not None:
        problems.unique("identifier", taken["id"], own, "Identifier has already been taken")
    if "user_id" in values and call.account.users.get(values["user_id"] or 0) is None:
        problems.add("user_id", "User: is not a user of this account", "InvalidValue")
    for uri in values.get("redirect_uri") or ():
        if not _REDIRECT.fullmatch(uri):
            problems.add("redirect_uri", f"Redirect uri: {uri} must be an https URL", "InvalidFormat")
    problems.refuse()


def _shown(row: Row, *, whole: bool = False) -> Row:
    shown: dict[str, Any] = {key: value for key, value in row.items() if key != "scopes"}
    if not whole and row["secret"]:
        shown["secret"] = row["secret"][:_SHOWN_SECRET]
    return shown


def _new_secret() -> str:
    return secrets.token_hex(32)
