"""Files on this machine: what an upload is called, and where a download is put."""

import asyncio
import mimetypes
import os
import re
import unicodedata
from collections.abc import AsyncIterable, AsyncIterator
from pathlib import Path

from yarl import URL

from zendesk_async._download import shown
from zendesk_async.errors import InvalidArgument, ResponseTooLarge, TruncatedResponse
from zendesk_async.models.attachments import Attachment

_LONGEST_NAME = 200  # bytes; file systems take 255, and the attachment's id comes before
_LARGEST = 1 << 30
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\xb9\xb2\xb3])\s*(\..*)?")


class Chunks:
    """The chunks of an upload. An error of theirs is kept: on its way through the transport it loses its kind."""

    def __init__(self, chunks: AsyncIterable[bytes]) -> None:
        self._chunks = chunks
        self.error: Exception | None = None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._chunks:
                yield chunk
        except Exception as error:
            self.error = error
            raise


async def readable(path: Path) -> Path:
    """Return the path of a file that can be read, or raise `InvalidArgument`."""
    try:
        await asyncio.to_thread(lambda: path.open("rb").close())
    except (OSError, ValueError) as problem:
        raise InvalidArgument(f"{path} cannot be read: {problem}") from problem
    return path


def named_file(name: str) -> str:
    """Return the name of a file to upload, or raise `InvalidArgument`."""
    if not name.strip() or any(ord(character) < 32 or character in "/\\\x7f" for character in name):
        raise InvalidArgument(f"filename must be the name of a file, without its directory, not {name!r}")
    return name


def typed(content_type: str | None, name: str) -> str:
    """Return the content type given, or the one that the name stands for."""
    if content_type is None:
        return mimetypes.guess_type(name)[0] or "application/octet-stream"
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+(\s*;[\x20-\x7e]*)?", content_type, re.ASCII):
        raise InvalidArgument(f"not a content type: {content_type!r}")
    return content_type


def content_url(attachment: Attachment | str) -> str:
    """Return where the content of an attachment is."""
    url = attachment if isinstance(attachment, str) else attachment.content_url
    if not url:
        raise InvalidArgument("the attachment has no content_url")
    return url


def check_size(attachment: Attachment | str, received: int) -> None:
    """Raise `TruncatedResponse` when an attachment's content is not as long as Zendesk says."""
    if isinstance(attachment, Attachment) and attachment.size is not None and attachment.size != received:
        raise TruncatedResponse(
            f"the attachment {attachment.id} has {attachment.size} bytes, and {received} came",
            method="GET",
            path=shown(URL(content_url(attachment))),
        )


def largest(attachment: Attachment | str, max_bytes: int | None) -> int:
    """Return how many bytes of content are taken at most, so that nobody fills the disk (CWE-400)."""
    if max_bytes is not None and max_bytes < 0:
        raise InvalidArgument(f"max_bytes must not be negative: {max_bytes}")
    size = attachment.size if isinstance(attachment, Attachment) else None
    return min((bound for bound in (size, max_bytes) if bound is not None), default=_LARGEST)


def too_large(most: int) -> ResponseTooLarge:
    """Return the error for content that does not end where it should."""
    return ResponseTooLarge(f"the content goes on after {most} bytes; it was read no further", method="GET")


def safe_name(attachment: Attachment | str) -> str:
    """Return a file name that leads nowhere: no directory, no control characters, nothing reserved (CWE-22)."""
    name = attachment.file_name if isinstance(attachment, Attachment) else None
    text = unicodedata.normalize("NFC", (name or "attachment").replace("\\", "/").rsplit("/", 1)[-1])
    text = "".join(character for character in text if character.isprintable() and character not in '<>:"|?*')
    text = text.strip(". ") or "attachment"
    if _RESERVED.fullmatch(text):
        text = f"_{text}"
    suffix = _cut(Path(text).suffix, 20)
    number = f"{attachment.id}__" if isinstance(attachment, Attachment) and attachment.id is not None else ""
    return number + _cut(Path(text).stem, _LONGEST_NAME - len(suffix.encode())) + suffix


def _cut(text: str, most: int) -> str:
    """Return as much of a text as fits into so many bytes."""
    return text.encode()[:most].decode(errors="ignore")


async def save(chunks: AsyncIterator[bytes], attachment: Attachment | str, path: Path) -> Path:
    """Write chunks to a new file and return its path; take it away again when they do not end well."""
    target = path / safe_name(attachment) if await asyncio.to_thread(path.is_dir) else path
    try:
        # O_EXCL and O_NOFOLLOW: neither a file nor a link that somebody put there is written through.
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileExistsError:
        raise InvalidArgument(f"{target} is already there; it was left as it is") from None
    except (OSError, ValueError) as problem:
        raise InvalidArgument(f"{target} cannot be made: {problem}") from problem
    try:
        with os.fdopen(descriptor, "wb") as file:
            async for chunk in chunks:
                await asyncio.to_thread(file.write, chunk)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target
