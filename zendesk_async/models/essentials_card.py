"""Essentials cards."""

from collections.abc import Sequence
from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class EssentialsCardField(Record):
    """A field that a card shows."""

    id: int | str | None = None
    zone: str | None = None


@record
class EssentialsCard(Record):
    """An essentials card: the fields of a user or another record that agents see first.

    https://developer.zendesk.com/api-reference/ticketing/users/essentials_card/
    """

    id: str | None = None
    key: str | None = None
    layout: str | None = None
    fields: tuple[EssentialsCardField, ...] = ()
    max_count: int | None = None
    default: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class EssentialsCardFieldInput(TypedDict, total=False):
    """A field to show."""

    id: Required[int | str]
    zone: str


class EssentialsCardUpdate(TypedDict, total=False):
    """What an essentials card is to show."""

    fields: Required[Sequence[EssentialsCardFieldInput]]
