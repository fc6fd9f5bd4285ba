"""Attachments of custom object records."""

from datetime import datetime
from typing import Required, TypedDict

import attrs

from zendesk_async.models.attachments import MalwareScanResult
from zendesk_async.models.base import Record, record


@record
class RecordAttachment(Record):
    """A file of a custom object's record.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_record_attachments/
    """

    id: str | None = None
    filename: str | None = None
    content_type: str | None = None
    content_url: str | None = attrs.field(default=None, repr=False)
    size: int | None = None
    """In bytes."""
    custom_object_record_id: str | None = None
    malware_access_override: bool | None = None
    """Whether agents may download it in spite of malware."""
    malware_scan_status: MalwareScanResult | str | None = None
    malware_scan_completed_at: datetime | None = None
    created_by: str | None = None
    """A user's id, as text."""
    created_at: datetime | None = None


class RecordAttachmentUpdate(TypedDict, total=False):
    """What to change of an attachment."""

    malware_access_override: Required[bool]
    """Let agents download a file in which malware was found."""
