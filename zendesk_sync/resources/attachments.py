# Written by tools/mirror.py from zendesk_async/resources/attachments.py: change that one, then run `make mirror`.

"""Attachments: the files of comments, and uploads that become such."""

from typing import Unpack

from zendesk_async.models.attachments import Attachment, AttachmentUpdate, Upload
from zendesk_async.resources.attachments import Attachments as AsyncAttachments
from zendesk_sync._resource import Resource


class Attachments(Resource[AsyncAttachments]):
    """Attachments: the files of comments, and uploads that become such.

    Anybody who may write a comment may upload; agents may call the rest unless a method says otherwise.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/
    """

    def upload(
        self, content: bytes, *, filename: str, content_type: str = "application/octet-stream", token: str | None = None
    ) -> Upload:
        """Upload a file, to attach it to a comment by the token that is returned.

        `token` adds the file to an earlier upload. The file name should end as its content type says. A token is good
        for an hour at least; until it is used, any signed-in user may read the file.
        """
        return self._wait(self._async.upload(content, filename=filename, content_type=content_type, token=token))

    def delete_upload(self, token: str) -> None:
        """Delete an upload that is not yet attached to a comment."""
        self._wait(self._async.delete_upload(token))

    def show(self, attachment_id: int) -> Attachment:
        """Return one attachment: what it is and where its content is."""
        return self._wait(self._async.show(attachment_id))

    def update(self, attachment_id: int, /, **attachment: Unpack[AttachmentUpdate]) -> Attachment:
        """Let agents download a file in which malware was found, or stop them.

        Admins only.
        """
        return self._wait(self._async.update(attachment_id, **attachment))

    def delete(self, attachment_id: int) -> None:
        """Delete an attachment."""
        self._wait(self._async.delete(attachment_id))

    def redact(self, ticket_id: int, comment_id: int, attachment_id: int) -> Attachment:
        """Replace an attachment of a comment by an empty `redacted.txt` for good.

        Refused for closed tickets.
        """
        return self._wait(self._async.redact(ticket_id, comment_id, attachment_id))
