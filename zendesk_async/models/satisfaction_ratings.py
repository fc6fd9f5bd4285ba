"""Satisfaction ratings: records and payloads."""

from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

SatisfactionScore = Literal["offered", "unoffered", "good", "bad"]

SatisfactionFilter = Literal[
    "offered",
    "unoffered",
    "received",
    "received_with_comment",
    "received_without_comment",
    "good",
    "good_with_comment",
    "good_without_comment",
    "bad",
    "bad_with_comment",
    "bad_without_comment",
]


@record
class SatisfactionRating(Record):
    """What a requester thought of a solved ticket.

    The rating within a ticket has only the score and what the requester wrote.
    """

    id: int | None = None
    url: str | None = None
    score: SatisfactionScore | str | None = None
    comment: str | None = None
    reason: str | None = None
    reason_id: int | None = None
    reason_code: int | None = None
    ticket_id: int | None = None
    requester_id: int | None = None
    assignee_id: int | None = None
    group_id: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class SatisfactionRatingCreate(TypedDict, total=False):
    """A rating to give."""

    score: Required[Literal["good", "bad"]]
    comment: str
    reason: str
    reason_code: int
    reason_id: int
