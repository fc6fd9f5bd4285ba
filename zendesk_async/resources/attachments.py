"""Attachments: the files of comments, and uploads that become such."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.attachments import Attachment, AttachmentUpdate, Upload


class Attachments(Resource, scope="ticket_attachments"):
    """Attachments: the files of comments, and uploads that become such.

    Anybody who may write a comment may upload; agents may call the rest unless a method says otherwise.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/
    """

    _upload = Operation("UploadFiles", "POST /api/v2/uploads", Upload, key="upload")

    async def upload(
        self, content: bytes, *, filename: str, content_type: str = "application/octet-stream", token: str | None = None
    ) -> Upload:
        """Upload a file, to attach it to a comment by the token that is returned.

        `token` adds the file to an earlier upload. The file name should end as its content type says. A token is good
        for an hour at least; until it is used, any signed-in user may read the file.
        """
        return await self._call(
            self._upload, filename=filename, token=token, content=content, content_type=content_type
        )

    _delete_upload = Operation("DeleteUpload", "DELETE /api/v2/uploads/{token}", NoContent)

    async def delete_upload(self, token: str) -> None:
        """Delete an upload that is not yet attached to a comment."""
        await self._call(self._delete_upload, token=token)

    _show = Operation("ShowAttachment", "GET /api/v2/attachments/{attachment_id}", Attachment, key="attachment")

    async def show(self, attachment_id: int) -> Attachment:
        """Return one attachment: what it is and where its content is."""
        return await self._call(self._show, attachment_id=attachment_id)

    _update = Operation(
        "UpdateAttachment", "PUT /api/v2/attachments/{attachment_id}", Attachment, key="attachment", body="attachment"
    )

    async def update(self, attachment_id: int, /, **attachment: Unpack[AttachmentUpdate]) -> Attachment:
        """Let agents download a file in which malware was found, or stop them.

        Admins only.
        """
        return await self._call(self._update, attachment_id=attachment_id, body=attachment)

    _delete = Operation("DeleteAttachment", "DELETE /api/v2/attachments/{attachment_id}", NoContent)

    async def delete(self, attachment_id: int) -> None:
        """Delete an attachment."""
        await self._call(self._delete, attachment_id=attachment_id)

    _redact = Operation(
        "RedactCommentAttachment",
        "PUT /api/v2/tickets/{ticket_id}/comments/{comment_id}/attachments/{attachment_id}/redact",
        Attachment,
        key="attachment",
        write_class=WriteClass.UNSAFE,
        limit="per-ticket-updates",
    )

    async def redact(self, ticket_id: int, comment_id: int, attachment_id: int) -> Attachment:
        """Replace an attachment of a comment by an empty `redacted.txt` for good.

        Refused for closed tickets.
        """
        return await self._call(self._redact, ticket_id=ticket_id, comment_id=comment_id, attachment_id=attachment_id)
