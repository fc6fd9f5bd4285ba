# Written by tools/mirror.py from zendesk_async/resources/attachments.py: change that one, then run `make mirror`.

"""Attachments: the files of comments, and uploads that become such."""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
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
        return self._wait(self._async.upload(content, filename=filename, content_type=content_type, token=token))

    def upload_stream(
        self, chunks: Iterable[bytes], *, filename: str, content_type: str | None = None, token: str | None = None
    ) -> Upload:
        """Upload a file as its chunks come. Sent once only: what was read from `chunks` is gone.

        An error that `chunks` raises is raised here. Otherwise as `upload`.
        """
        return self._wait(
            self._async.upload_stream(self._stream(chunks), filename=filename, content_type=content_type, token=token)
        )

    def stream(self, attachment: Attachment | str, *, max_bytes: int | None = None) -> Iterator[bytes]:
        """Iterate over the content of an attachment, given itself or by its `content_url`, as it comes.

        The credential goes to the account's own host alone; the redirect to the storage is followed without it. Raises
        `ForeignURL` for a URL of another host, `TruncatedResponse` when the content ends early, and `ResponseTooLarge`
        when it is longer than `max_bytes` (the attachment's own size; 1 GiB where only a URL is given).
        """
        return self._iterate(self._async.stream(attachment, max_bytes=max_bytes))

    def download(
        self, attachment: Attachment | str, path: str | PathLike[str], *, max_bytes: int | None = None
    ) -> Path:
        """Save the content of an attachment and return where.

        `path` is the file to make, which must not be there yet, or a directory, in which the file is named by the
        attachment's id and a safe form of its name. Nothing is left behind when the download fails. Raises what
        `stream` raises.
        """
        return self._wait(self._async.download(attachment, path, max_bytes=max_bytes))

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
