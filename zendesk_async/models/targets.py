"""Targets: records and payloads."""

from datetime import datetime
from typing import Required, TypedDict

import attrs

from zendesk_async.models.base import Record, record


@record
class Target(Record):
    """A target: an address outside of Zendesk that triggers can call. Webhooks have replaced them.

    Which fields it has depends on its `type`. What Clickatell's `from` holds is in `to_dict(target)`.
    https://developer.zendesk.com/api-reference/ticketing/ticket-management/targets/
    """

    id: int | None = None
    title: str | None = None
    type: str | None = None
    active: bool | None = None
    message_id: str | None = None
    password: str | None = attrs.field(default=None, repr=False)
    """Never shown."""
    project_id: str | None = None
    resource: str | None = None
    target_url: str | None = None
    todo_list_id: str | None = None
    token: str | None = attrs.field(default=None, repr=False)
    username: str | None = None
    preserve_format: bool | None = None
    room: str | None = None
    ssl: bool | None = None
    subdomain: str | None = None
    api_id: str | None = None
    attribute: str | None = None
    method: str | None = None
    to: str | None = None
    us_small_business_account: str | None = None
    email: str | None = None
    subject: str | None = None
    api_token: str | None = attrs.field(default=None, repr=False)
    account_name: str | None = None
    owner_by: str | None = None
    requested_by: str | None = None
    story_labels: str | None = None
    story_title: str | None = None
    story_type: str | None = None
    secret: str | None = attrs.field(default=None, repr=False)
    content_type: str | None = None
    group_id: str | None = None
    created_at: datetime | None = None


# A key that is a keyword of Python can be declared in this form alone, which takes no docstring.
_TargetValues = TypedDict(
    "_TargetValues",
    {
        "active": bool,
        "message_id": str,
        "password": str,
        "project_id": str,
        "resource": str,
        "target_url": str,
        "todo_list_id": str,
        "token": str,
        "username": str,
        "preserve_format": bool,
        "room": str,
        "ssl": bool,
        "subdomain": str,
        "api_id": str,
        "attribute": str,
        "from": str,
        "method": str,
        "to": str,
        "us_small_business_account": str,
        "email": str,
        "subject": str,
        "api_token": str,
        "account_name": str,
        "owner_by": str,
        "requested_by": str,
        "story_labels": str,
        "story_title": str,
        "story_type": str,
        "secret": str,
        "content_type": str,
        "group_id": str,
    },
    total=False,
)


class TargetValues(_TargetValues, total=False):
    """The keys that creating and changing a target share; which it has depends on its type."""


class TargetUpdate(TargetValues, total=False):
    """What to change of a target."""

    title: str
    type: str


class TargetCreate(TargetValues, total=False):
    """A target to create. Which keys it needs depends on its `type`."""

    title: Required[str]
    type: Required[str]
