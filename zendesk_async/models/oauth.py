"""OAuth clients and tokens."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Required, TypedDict

import attrs

from zendesk_async.models.base import Record, record

OAuthClientKind = Literal["public", "confidential", "unknown"]


@record
class OAuthClient(Record):
    """An OAuth client: an application that gets tokens for the account."""

    id: int | None = None
    url: str | None = None
    identifier: str | None = None
    """The `client_id` of OAuth requests."""
    name: str | None = None
    description: str | None = None
    company: str | None = None
    kind: OAuthClientKind | str | None = None
    user_id: int | None = None
    redirect_uri: tuple[str, ...] = ()
    secret: str | None = attrs.field(default=None, repr=False)
    """Whole in the answers of `create` and `generate_secret` only; its first 9 characters elsewhere."""
    logo_url: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class OAuthToken(Record):
    """An access token of the account."""

    id: int | None = None
    url: str | None = None
    client_id: int | None = None
    user_id: int | None = None
    scopes: tuple[str, ...] = ()
    token: str | None = attrs.field(default=None, repr=False)
    """Whole in the answer of `create` only; its first 10 characters elsewhere."""
    refresh_token: str | None = attrs.field(default=None, repr=False)
    created_at: datetime | None = None
    used_at: datetime | None = None
    expires_at: datetime | None = None
    refresh_token_expires_at: datetime | None = None


@record
class GrantedToken(Record):
    """An access token got by one of OAuth's grants."""

    access_token: str | None = attrs.field(default=None, repr=False)
    refresh_token: str | None = attrs.field(default=None, repr=False)
    """None for the `client_credentials` grant."""
    token_type: str | None = None
    scope: str | None = None
    expires_in: int | None = None
    """Seconds, as is `refresh_token_expires_in`."""
    refresh_token_expires_in: int | None = None


class OAuthClientValues(TypedDict, total=False):
    """The keys that creating and changing an OAuth client share."""

    company: str
    description: str
    kind: Literal["public", "confidential"]
    redirect_uri: Sequence[str]
    """Matched as whole texts; https, but for localhost."""
    user_id: int


class OAuthClientUpdate(OAuthClientValues, total=False):
    """What to change of an OAuth client."""

    name: str
    identifier: str


class OAuthClientCreate(OAuthClientValues, total=False):
    """An OAuth client to create."""

    name: Required[str]
    identifier: Required[str]
    user_id: int


class OAuthTokenCreate(TypedDict, total=False):
    """A token to create for the caller."""

    client_id: Required[int]
    """The client's numeric id."""
    scopes: Required[Sequence[str]]
    """Such as `["tickets:read", "users:read"]`."""


class GrantRequest(TypedDict, total=False):
    """One of OAuth's grants."""

    grant_type: Required[Literal["authorization_code", "refresh_token", "client_credentials"]]
    code: str
    client_id: str
    """The client's identifier, not its number."""
    client_secret: str
    redirect_uri: str
    scope: str
    """Separated by spaces."""
    code_verifier: str
    """In place of the secret, with PKCE."""
    refresh_token: str
    expires_in: int
    """Seconds, above 300 and below 172,800."""
    refresh_token_expires_in: int
    """Seconds, above 604,800 and below 7,776,000."""
