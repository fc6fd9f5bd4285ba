"""The ways in which users are known."""

from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

UserIdentityType = Literal[
    "email",
    "twitter",
    "facebook",
    "google",
    "phone_number",
    "agent_forwarding",
    "any_channel",
    "foreign",
    "sdk",
    "messaging",
]

VerificationMethod = Literal["none", "low", "sso", "embed", "full"]
"""How it was made sure that an identity is the user's."""


@record
class UserIdentity(Record):
    """One way in which a user is known: an address, a telephone number, a social account."""

    id: int | None = None
    url: str | None = None
    user_id: int | None = None
    type: UserIdentityType | str | None = None
    value: str | None = None
    verified: bool | None = None
    verified_at: datetime | None = None
    verification_method: VerificationMethod | str | None = None
    primary: bool | None = None
    undeliverable_count: int | None = None
    """How often a mail came back."""
    deliverable_state: str | None = None
    brand_id: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class UserIdentityCreate(TypedDict, total=False):
    """An identity to add to a user."""

    type: Required[UserIdentityType]
    value: Required[str]
    primary: bool
    verification_method: VerificationMethod
    verified: bool


class UserIdentityUpdate(TypedDict, total=False):
    """What to change of an identity. `primary` is set by `make_primary` alone."""

    primary: bool
    value: str
    verification_method: VerificationMethod
    verified: bool
    brand_id: int
