"""Why ratings are bad: the reasons that requesters may choose from.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_reasons/
"""

from collections.abc import Iterable
from typing import Final

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, mirror, own
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account


def _seeds(_account: Account) -> Iterable[Row]:
    # The reasons that accounts begin with (https://support.zendesk.com/hc/en-us/articles/4408886173338).
    for code, value in (
        (0, "No reason provided"),
        (5, "The issue took too long to resolve"),
        (6, "The issue was not resolved"),
        (7, "The agent's knowledge is unsatisfactory"),
        (8, "The agent's attitude is unsatisfactory"),
        (100, "Some other reason"),
    ):
        yield {"reason_code": code, "value": value}


REASONS: Final = Collection(
    table="satisfaction_reasons",
    one="reason",
    many="reasons",
    parameter="satisfaction_reason_id",
    path="satisfaction_reasons",
    sort="reason_code,id",
    seeds=_seeds,
    fields=(
        URL,
        ID,
        own("reason_code"),
        own("value"),
        mirror("raw_value", "value"),
        CREATED,
        UPDATED,
        own("deleted_at"),
    ),
)

serve(REASONS, list_whole="ListSatisfactionRatingReasons")


@answers("ShowSatisfactionRatings")
def show_reason(call: Call) -> Answer:
    """Answer one reason, in a list (documented so)."""
    return Answer({"reason": [REASONS.found(call)]})
