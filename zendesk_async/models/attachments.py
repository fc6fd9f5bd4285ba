"""Attachments and uploads."""

from datetime import datetime
from typing import Literal, TypedDict

import attrs

from zendesk_async.models.base import Record, record

MalwareScanResult = Literal["malware_found", "malware_not_found", "failed_to_scan", "not_scanned"]


@record
class Thumbnail(Record):
    """A small picture of an attachment."""

    id: int | None = None
    url: str | None = None
    file_name: str | None = None
    content_type: str | None = None
    content_url: str | None = attrs.field(default=None, repr=False)
    mapped_content_url: str | None = attrs.field(default=None, repr=False)
    size: int | None = None
    """In bytes."""
    width: int | None = None
    """In pixels, as is `height`."""
    height: int | None = None
    inline: bool | None = None
    deleted: bool | None = None
    malware_access_override: bool | None = None
    malware_scan_result: MalwareScanResult | str | None = None


@record
class Attachment(Record):
    """A file that is attached to a comment, or a user's photo."""

    id: int | None = None
    url: str | None = None
    file_name: str | None = None
    content_type: str | None = None
    content_url: str | None = attrs.field(default=None, repr=False)
    """Where the file is; downloading follows a redirect to another host. Opens the file for anybody, so not in the repr."""
    mapped_content_url: str | None = attrs.field(default=None, repr=False)
    size: int | None = None
    """In bytes."""
    width: int | None = None
    """In pixels, as is `height`; pictures only."""
    height: int | None = None
    inline: bool | None = None
    """Whether it stands within the text."""
    deleted: bool | None = None
    malware_access_override: bool | None = None
    """Whether agents may download it in spite of malware."""
    malware_scan_result: MalwareScanResult | str | None = None
    thumbnails: tuple[Thumbnail, ...] = ()


@record
class Upload(Record):
    """Files that were uploaded but not yet attached to a comment."""

    token: str | None = attrs.field(default=None, repr=False)
    """Goes into the `uploads` of a comment."""
    expires_at: datetime | None = None
    attachment: Attachment | None = None
    """The file uploaded last."""
    attachments: tuple[Attachment, ...] = ()


class AttachmentUpdate(TypedDict, total=False):
    """What to change of an attachment."""

    malware_access_override: bool
    """Let agents download a file in which malware was found."""
