"""What an export says of each file that it saves."""

from typing import Literal

from zendesk_async.models.base import Record, record

Outcome = Literal["saved", "deleted", "gone", "refused", "foreign", "incomplete"]


@record
class AttachmentFile(Record):
    """What became of the file of an attachment: a row of the stream `attachments`."""

    ticket_id: int | None = None
    comment_id: int | None = None
    id: int | None = None
    file_name: str | None = None
    """As it was called; `path` is what it is called here."""
    content_type: str | None = None
    size: int | None = None
    """In bytes."""
    inline: bool | None = None
    outcome: Outcome | str | None = None
    """`deleted` and `gone` are files that are no longer there, `refused` those that Zendesk does not give (malware),
    `foreign` those at another host, which are not asked for, `incomplete` those that never came in the size that Zendesk
    says."""
    path: str | None = None
    """In the directory of the export; None unless it was saved."""
    sha256: str | None = None
