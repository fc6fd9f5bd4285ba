"""Searches that agents keep for themselves.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/saved_searches/
"""

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection, Ids
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, choice, name, own, text
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._refusals import described

TYPES = ("ticket", "user", "organization", "side_conversation", "article")
MOST = 50

SEARCHES = Collection(
    table="saved_searches",
    one="saved_search",
    many="saved_searches",
    parameter="id",
    ids=Ids.ULID,
    among=lambda call, row: row["_user_id"] == call.user["id"],
    fields=(
        ID,
        name(),
        text("query", required=True, nullable=False),
        choice("type", TYPES, required=True, nullable=False),
        text("filters"),
        CREATED,
        UPDATED,
        own("_user_id"),
    ),
)

serve(SEARCHES, list_whole="ListSavedSearches", delete="DeleteSavedSearch")


def _refuse_taken(call: Call, name: object, own: str | None = None) -> None:
    for row in SEARCHES.table_of(call.account).rows():
        if row["_user_id"] == call.user["id"] and row["name"] == name and row["id"] != own:
            raise described(409, "Conflict", "A saved search of this name is there already")


@answers("CreateSavedSearch")
def create_search(call: Call) -> Answer:
    """Keep a search; 409 when the caller has one of its name."""
    given = SEARCHES.given_whole(call)
    _refuse_taken(call, given.get("name"))
    row = SEARCHES.create(call, given, _user_id=call.user["id"])
    return Answer(SEARCHES.wrapped(call, row), 201)


@answers("UpdateSavedSearch")
def update_search(call: Call) -> Answer:
    """Change a search."""
    row, given = SEARCHES.found(call), SEARCHES.given_whole(call)
    _refuse_taken(call, given.get("name"), row["id"])
    return Answer(SEARCHES.wrapped(call, SEARCHES.update(call, row, given)))
