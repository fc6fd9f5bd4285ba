"""Accounts that resellers create."""

from typing import Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class TrialAccount(Record):
    """A trial account."""

    name: str | None = None
    subdomain: str | None = None
    url: str | None = None


class TrialAccountCreate(TypedDict, total=False):
    """A trial account to create."""

    name: Required[str]
    subdomain: Required[str]
    url: str
