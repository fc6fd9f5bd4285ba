"""Request bodies that take more than a payload as it is."""

import os
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypedDict

from zendesk_async.errors import InvalidArgument


def batch_or_shared(
    batch: Sequence[Mapping[str, Any]], shared: Mapping[str, Any], *ids: Collection[object]
) -> Sequence[Mapping[str, Any]] | Mapping[str, Any]:
    """Return the body of a bulk update: a change for each record, or one change that all of `ids` share.

    Raises `InvalidArgument` for both at once and for neither: Zendesk would silently drop half of it.
    """
    named = any(ids)
    if batch and (shared or named):
        raise InvalidArgument("give either a sequence of changes, each with its id, or ids and one change; not both")
    if batch:
        return batch
    if not named or not shared:
        raise InvalidArgument("give a sequence of changes, each with its id, or ids and one change for all of them")
    return shared


class FileForm(TypedDict):
    """A file as the body of a request, and the content type that tells how to read it."""

    content: bytes
    content_type: str


def file_form(content: bytes, filename: str, content_type: str, field: str = "attachment") -> FileForm:
    """Return the `multipart/form-data` body that uploads one file (RFC 7578) in the named field.

    Raises `InvalidArgument` for a name or a type that would end its header.
    """
    for text in (filename, content_type):
        if not text or any(character in text for character in '\r\n\0"'):
            raise InvalidArgument(f"this can't be the name or the content type of a file: {text!r}")
    boundary = os.urandom(16).hex()
    # Macros' attachments are documented with a field for the name beside the file.
    named = f'--{boundary}\r\nContent-Disposition: form-data; name="filename"\r\n\r\n{filename}\r\n'
    head = (
        f"{named if field == 'attachment' else ''}"
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{filename}"\r\n'
        f"Content-Type: {content_type}\r\n\r\n"
    )
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return {"content": body, "content_type": f"multipart/form-data; boundary={boundary}"}
