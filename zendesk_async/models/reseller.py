"""Accounts that resellers create."""

from collections.abc import Mapping
from typing import Any, Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class TrialAccount(Record):
    """A trial account."""

    name: str | None = None
    subdomain: str | None = None
    url: str | None = None


class TrialAccountOwner(TypedDict, total=False):
    """Who is to own the account."""

    name: Required[str]
    email: Required[str]
    password: str


class TrialAccountAddress(TypedDict, total=False):
    """Where the account's owner is reached."""

    phone: Required[str]


class TrialAccountCreate(TypedDict, total=False):
    """A trial account to create."""

    name: Required[str]
    subdomain: Required[str]
    url: str
    owner: TrialAccountOwner
    address: TrialAccountAddress
    language: str
    utc_offset: int
    help_desk_size: str
    google_apps_domain: str
    partner: Mapping[str, Any]
