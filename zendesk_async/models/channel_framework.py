"""The channel framework."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class ChannelResultStatus(Record):
    """What became of a pushed resource."""

    code: str | None = None
    """Such as `success`, `already_imported`, `could_not_locate_parent_external_resource`, `processing_error` or `halted`."""
    description: str | None = None


@record
class ChannelResult(Record):
    """What became of one pushed resource."""

    external_resource_id: str | None = None
    status: ChannelResultStatus | None = None


class ExternalResource(TypedDict, total=False):
    """A message or another resource of an external system."""

    external_id: Required[str]
    message: Required[str]
    created_at: Required[datetime | str]
    author: Required[Mapping[str, Any]]
    html_message: str
    parent_id: str
    thread_id: str
    display_info: Sequence[Mapping[str, Any]]
    allow_channelback: bool
    fields: Sequence[Mapping[str, Any]]
    file_urls: Sequence[str]
    internal_note: bool


class ContentPush(TypedDict, total=False):
    """Resources to push."""

    instance_push_id: Required[str]
    external_resources: Required[Sequence[ExternalResource]]
    request_id: str
    """Names the push in Zendesk's logs."""


class ChannelbackError(TypedDict, total=False):
    """A channelback that failed."""

    instance_push_id: Required[str]
    external_id: Required[str]
    description: str
    request_id: str


class TokenValidation(TypedDict, total=False):
    """A token to validate."""

    instance_push_id: Required[str]
    request_id: str
