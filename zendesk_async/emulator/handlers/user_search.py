"""Finding users: by search, by the start of a name, by ids.

https://developer.zendesk.com/api-reference/ticketing/users/users/#search-users
"""

from collections.abc import Iterator
from typing import Any

from zendesk_async._json import is_object
from zendesk_async.emulator import _people, _unique
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._paging import Style, Subset
from zendesk_async.emulator._refusals import described, missing_parameter
from zendesk_async.emulator._search import Order, QueryError, parse
from zendesk_async.emulator._searching import search
from zendesk_async.emulator._store import Account, Row
from zendesk_async.emulator.handlers.job_statuses import texts
from zendesk_async.emulator.handlers.users import answer_users

_FEWEST_LETTERS = 2
"""Letters of a name that autocompletion wants."""


@answers("SearchUsers")
async def search_users(call: Call) -> Answer:
    """Answer the users that a query, or an external id, means."""
    account, users = call.account, call.account.users
    external_id = call.query.get("external_id")
    if external_id:
        found = _unique.find(users, "external_id", external_id, lambda row: bool(row["active"]))
        return answer_users(call, Subset(users, [found["id"]] if found else []), Style.OFFSET)
    text = call.query.get("query")
    if text is None:
        raise missing_parameter("query")
    try:
        query = parse(text)
        hits = await search(account, query, user_id=call.user["id"], kinds=("user",), order=Order())
    except QueryError as problem:
        raise described(422, "invalid", f"Invalid search: {problem}") from None
    return answer_users(call, Subset(users, sorted(identifier for _, identifier in hits)), Style.OFFSET)


@answers("AutocompleteUsers")
def autocomplete_users(call: Call) -> Answer:
    """Answer the users whose name, e-mail address or phone begins so."""
    return _completed(call, call.query.get("name"), call.query.get("phone"), call.query.get("filter"))


@answers("AutocompleteUsersPost")
def autocomplete_users_post(call: Call) -> Answer:
    """Answer the same as the GET, with the text in the body."""
    body: Any = call.body
    asked = body if is_object(body) else {}
    wanted = asked.get("filter") or call.query.get("filter")
    return _completed(call, asked.get("name"), asked.get("phone"), wanted if isinstance(wanted, str) else None)


def _completed(call: Call, name: str | None, phone: str | None, wanted: str | None) -> Answer:
    if not name and not phone:
        raise missing_parameter("name")
    found = _by_phone(call.account, phone) if phone else _by_start(call.account, str(name).strip().casefold())
    users = call.account.users
    ids = [
        identifier
        for identifier in found
        if wanted != "assignable" or users.value(identifier, "role") in {"agent", "admin"}
    ]
    return answer_users(call, Subset(users, ids), Style.OFFSET)


def _by_start(account: Account, start: str) -> Iterator[int]:
    if len(start) < _FEWEST_LETTERS:
        return
    users = account.users
    active = _people.active_ids(account)
    for identifier in users.ids if active is None else active:
        name = str(users.value(identifier, "name") or "").casefold()
        email = str(users.value(identifier, "email") or "").casefold()
        if name.startswith(start) or email.startswith(start) or f" {start}" in name:
            yield identifier


def _by_phone(account: Account, phone: str) -> list[int]:
    return [one for one in account.users.where("phone", phone) if account.users[one]["active"]]


@answers("ShowManyUsers")
def show_many_users(call: Call) -> Answer:
    """Answer the users with these ids or external ids; those that are not there are left out."""
    users, deleted_too = call.account.users, call.flag("include_deleted")

    def shown(row: Row) -> bool:
        return deleted_too or bool(row["active"])

    if call.query.get("external_ids") and not call.query.get("ids"):
        rows = [_unique.find(users, "external_id", text, shown) for text in texts(call, "external_ids")]
    else:
        rows = [users.get(identifier) for identifier in call.ids()]
    ids = {row["id"] for row in rows if row is not None and shown(row)}
    return answer_users(call, Subset(users, sorted(ids)))
