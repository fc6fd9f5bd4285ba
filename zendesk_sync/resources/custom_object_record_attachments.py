# Written by tools/mirror.py from zendesk_async/resources/custom_object_record_attachments.py: change that one, then run `make mirror`.

"""Attachments of custom object records, where the object allows them."""

from typing import Unpack

from zendesk_async.models.custom_object_record_attachments import RecordAttachment, RecordAttachmentUpdate
from zendesk_async.resources.custom_object_record_attachments import (
    CustomObjectRecordAttachments as AsyncCustomObjectRecordAttachments,
)
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class CustomObjectRecordAttachments(Resource[AsyncCustomObjectRecordAttachments]):
    """Attachments of custom object records, where the object allows them.

    Who may see a record may see its files.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_record_attachments/
    """

    def list(self, custom_object_key: str, record_id: str) -> Paginator[RecordAttachment]:
        """Iterate over the files of a record."""
        return self._paginate(self._async.list(custom_object_key, record_id))

    def create(
        self,
        custom_object_key: str,
        record_id: str,
        content: bytes,
        *,
        filename: str,
        content_type: str = "application/octet-stream",
    ) -> RecordAttachment:
        """Upload a file and attach it to a record."""
        return self._wait(
            self._async.create(custom_object_key, record_id, content, filename=filename, content_type=content_type)
        )

    def update(
        self,
        custom_object_key: str,
        record_id: str,
        id: str,
        /,
        **custom_object_record_attachment: Unpack[RecordAttachmentUpdate],
    ) -> RecordAttachment:
        """Let agents download a file in which malware was found, or stop them.

        Admins only.
        """
        return self._wait(self._async.update(custom_object_key, record_id, id, **custom_object_record_attachment))

    def download(self, custom_object_key: str, record_id: str, id: str, *, inline: bool | None = None) -> bytes:
        """Return the content of a file.

        `inline` asks for it as something to show rather than to save.
        """
        return self._wait(self._async.download(custom_object_key, record_id, id, inline=inline))

    def delete(self, custom_object_key: str, record_id: str, id: str) -> None:
        """Delete a file of a record."""
        self._wait(self._async.delete(custom_object_key, record_id, id))
