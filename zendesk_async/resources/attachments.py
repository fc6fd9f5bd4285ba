"""Attachments: the files of comments, and uploads that become such."""

from collections.abc import AsyncIterable, AsyncIterator
from os import PathLike
from pathlib import Path
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.errors import ZendeskError
from zendesk_async.models.attachments import Attachment, AttachmentUpdate, Upload
from zendesk_async.resources._files import (
    Chunks,
    check_size,
    content_url,
    largest,
    named_file,
    readable,
    save,
    too_large,
    typed,
)


class Attachments(Resource, scope="ticket_attachments"):
    """Attachments: the files of comments, and uploads that become such.

    Anybody who may write a comment may upload; agents may call the rest unless a method says otherwise.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/
    """

    _upload = Operation("UploadFiles", "POST /api/v2/uploads", Upload, key="upload")

    async def upload(
        self,
        content: bytes | PathLike[str],
        *,
        filename: str | None = None,
        content_type: str | None = None,
        token: str | None = None,
    ) -> Upload:
        """Upload a file, to attach it to a comment by the token that is returned.

        `content` is the bytes themselves or the path of a file, which is read as it is sent. `filename` is the file's
        own where a path is given; `content_type` is guessed from it. `token` adds the file to an earlier upload. A
        token is good for an hour at least; until it is used, any signed-in user may read the file.
        """
        given = content if isinstance(content, bytes) else await readable(Path(content))
        name = filename or (given.name if isinstance(given, Path) else "")
        return await self._call(
            self._upload, filename=named_file(name), token=token, content=given, content_type=typed(content_type, name)
        )

    async def upload_stream(
        self,
        chunks: AsyncIterable[bytes],
        *,
        filename: str,
        content_type: str | None = None,
        token: str | None = None,
    ) -> Upload:
        """Upload a file as its chunks come. Sent once only: what was read from `chunks` is gone.

        An error that `chunks` raises is raised here. Otherwise as `upload`.
        """
        given = Chunks(chunks)
        try:
            return await self._call(
                self._upload,
                filename=named_file(filename),
                token=token,
                content=given,
                content_type=typed(content_type, filename),
            )
        except ZendeskError:
            if given.error is not None:
                raise given.error from None
            raise

    async def stream(self, attachment: Attachment | str, *, max_bytes: int | None = None) -> AsyncIterator[bytes]:
        """Iterate over the content of an attachment, given itself or by its `content_url`, as it comes.

        The credential goes to the account's own host alone; the redirect to the storage is followed without it. Raises
        `ForeignURL` for a URL of another host, `TruncatedResponse` when the content ends early, and `ResponseTooLarge`
        when it is longer than `max_bytes` (the attachment's own size; 1 GiB where only a URL is given).
        """
        received, most = 0, largest(attachment, max_bytes)
        async with self._client.download(content_url(attachment)) as answer:
            async for chunk in answer.chunks:
                received += len(chunk)
                if received > most:
                    raise too_large(most)
                yield chunk
        check_size(attachment, received)

    async def download(
        self, attachment: Attachment | str, path: str | PathLike[str], *, max_bytes: int | None = None
    ) -> Path:
        """Save the content of an attachment and return where.

        `path` is the file to make, which must not be there yet, or a directory, in which the file is named by the
        attachment's id and a safe form of its name. Nothing is left behind when the download fails. Raises what
        `stream` raises.
        """
        return await save(self.stream(attachment, max_bytes=max_bytes), attachment, Path(path))

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
