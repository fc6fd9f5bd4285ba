"""OAuth clients that all accounts share, and how much they are used here.

https://developer.zendesk.com/api-reference/ticketing/oauth/global_oauth_clients/
"""

from collections.abc import Iterable
from typing import Final

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._collection import Collection
from zendesk_async.emulator._collection_fields import ID, own
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._paging import list_answer
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account


def _seeds(_account: Account) -> Iterable[Row]:
    for identifier, key, name in (
        (223_443, "stats_widget", "Stats Widget"),
        (8_678_530, "zendesk_mobile_app", "Zendesk Mobile"),
    ):
        yield {"id": identifier, "identifier": key, "name": name}


CLIENTS: Final = Collection(
    table="global_clients",
    one="global_client",
    many="global_clients",
    parameter="global_client_id",
    seeds=_seeds,
    fields=(
        ID,
        own("identifier"),
        own("name"),
        own("company", "Zendesk"),
        own("description"),
        own("kind", "public"),
        own("logo_url", "https://example.com/logo.png"),
    ),
)

serve(CLIENTS, list="ListGlobalOAuthClients", show="ShowGlobalClient")


@answers("GlobalOAuthClientsTokenSummary")
def summarize_tokens(call: Call) -> Answer:
    """Answer how many tokens of the account each client has, and when one was last used."""
    clients, wanted = CLIENTS.table_of(call.account), call.integer("global_client_id")
    if wanted is not None and wanted not in clients:
        raise record_not_found()
    expired, now = call.flag("include_expired"), call.clock.seconds()
    rows: list[Row] = []
    for client in clients.rows([wanted] if wanted is not None else None):
        tokens = call.account.oauth_tokens.rows(call.account.oauth_tokens.where("client_id", client["id"]))
        alive = [row for row in tokens if expired or not row["expires_at"] or seconds_of(row["expires_at"]) > now]
        used = [row["used_at"] for row in alive if row["used_at"]]
        rows.append({"id": client["id"], "tokens_count": len(alive), "last_used_at": max(used, default=None)})
    return list_answer(call, "global_clients", rows)
