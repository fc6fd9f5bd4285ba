"""Webhooks: records and payloads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

import attrs

from zendesk_async.models.base import Record, record

WebhookState = Literal["active", "inactive"]

WebhookMethod = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]

WebhookFormat = Literal["json", "xml", "form_encoded"]


@record
class WebhookAuthentication(Record):
    """How a webhook signs in where it calls. Secrets are never shown."""

    type: Literal["basic_auth", "bearer_token", "api_key"] | str | None = None
    data: Mapping[str, Any] | None = None
    add_position: str | None = None


@record
class WebhookExternalSource(Record):
    """What made a webhook, when it wasn't a user."""

    type: str | None = None
    data: Mapping[str, Any] | None = None


@record
class WebhookSigningSecret(Record):
    """The secret that a webhook's deliveries are signed with.

    https://developer.zendesk.com/documentation/webhooks/verifying/
    """

    secret: str | None = attrs.field(default=None, repr=False)
    algorithm: str | None = None


@record
class Webhook(Record):
    """A webhook: an address that Zendesk calls when something happens.

    https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/
    """

    id: str | None = None
    name: str | None = None
    description: str | None = None
    status: WebhookState | str | None = None
    subscriptions: tuple[str, ...] = ()
    """Event types, or `conditional_ticket_events` for triggers and automations."""
    endpoint: str | None = None
    http_method: WebhookMethod | str | None = None
    request_format: WebhookFormat | str | None = None
    authentication: WebhookAuthentication | None = None
    custom_headers: Mapping[str, str] | None = attrs.field(default=None, repr=False)
    external_source: WebhookExternalSource | None = None
    signing_secret: WebhookSigningSecret | None = None
    created_at: datetime | None = None
    created_by: str | None = None
    """A user's id, as text; `-1` is Zendesk itself."""
    updated_at: datetime | None = None
    updated_by: str | None = None


@record
class WebhookHeader(Record):
    """A header."""

    key: str | None = None
    value: str | None = None


@record
class WebhookTestResult(Record):
    """What the called address answered to a test."""

    status_code: int | None = None
    headers: tuple[WebhookHeader, ...] = ()
    payload: str | None = None


@record
class WebhookInvocation(Record):
    """One call of a webhook, with all of its attempts. Zendesk keeps it for 7 days."""

    id: str | None = None
    status: Literal["success", "terminated", "throttled", "circuit broken"] | str | None = None
    status_code: int | None = None
    """Of the last answer; None when there was none."""
    latest_completed_at: datetime | None = None


@record
class WebhookMessage(Record):
    """A request or an answer of a webhook."""

    headers: tuple[WebhookHeader, ...] = ()
    payload: str | None = None


@record
class WebhookAttempt(Record):
    """One attempt at calling a webhook."""

    id: str | None = None
    """The id of the webhook."""
    invocation_id: str | None = None
    status: str | None = None
    status_code: int | None = None
    request: WebhookMessage | None = None
    response: WebhookMessage | None = None
    completed_at: datetime | None = None


class WebhookAuthenticationInput(TypedDict, total=False):
    """How a webhook signs in where it calls."""

    type: Required[Literal["basic_auth", "bearer_token", "api_key"]]
    data: Mapping[str, Any]
    """`username` and `password`, or `token`, or `name` and `value`."""
    add_position: Literal["header"]


class WebhookExternalSourceInput(TypedDict, total=False):
    """What made a webhook."""

    type: str
    data: Mapping[str, Any]


class WebhookHeaderInput(TypedDict, total=False):
    """A header."""

    key: Required[str]
    value: Required[str]


class WebhookSigningSecretInput(TypedDict, total=False):
    """A secret to sign deliveries with."""

    secret: str
    algorithm: Literal["SHA256"]


class WebhookValues(TypedDict, total=False):
    """The keys that creating and changing a webhook share."""

    description: str | None
    subscriptions: Sequence[str]
    authentication: WebhookAuthenticationInput | None
    """None removes it."""
    custom_headers: Mapping[str, str]
    """Need an https endpoint."""
    external_source: WebhookExternalSourceInput
    signing_secret: WebhookSigningSecretInput


class WebhookUpdate(WebhookValues, total=False):
    """What to change of a webhook. The method can't be changed."""

    name: str
    status: WebhookState
    endpoint: str
    http_method: WebhookMethod
    request_format: WebhookFormat


class WebhookCreate(WebhookValues, total=False):
    """A webhook to create, or all that an existing one is to be."""

    name: Required[str]
    status: Required[WebhookState]
    endpoint: Required[str]
    http_method: Required[WebhookMethod]
    request_format: Required[WebhookFormat]


class WebhookTestRequest(TypedDict, total=False):
    """The request to send as a test; what is left out is taken from the webhook."""

    endpoint: str
    http_method: WebhookMethod
    request_format: WebhookFormat
    payload: str
    authentication: WebhookAuthenticationInput
    headers: Sequence[WebhookHeaderInput]
