"""Files of attachments in a directory: whole or not there, whatever they are called and wherever a run is ended."""

import hashlib
import os
import stat
from pathlib import Path

import attrs

from zendesk_async.errors import ExportError
from zendesk_async.export._own_files import open_existing, open_new
from zendesk_async.models.attachments import Attachment
from zendesk_async.resources._files import check_size, largest, safe_name, too_large


@attrs.frozen
class SavedFile:
    """A file that is there: its name in the directory, its size in bytes and its SHA-256."""

    name: str
    size: int
    digest: str


class FileDirectory:
    """The directory that attachments are saved in, each under its id and a safe form of its name (CWE-22)."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self) -> None:
        """Make the directory. Raises `ExportError` when something else is in its place."""
        try:
            self.path.mkdir(mode=0o700, exist_ok=True)
            linked = self.path.is_symlink()
        except OSError as problem:
            raise ExportError(f"{self.path} cannot be made: {problem.strerror}") from problem
        if linked:
            # Files would be written wherever it leads.
            raise ExportError(f"{self.path} is a link; choose another directory")

    def find(self, attachment: Attachment) -> SavedFile | None:
        """Return the file of an attachment when it is there already, of the size that Zendesk says."""
        path = self.path / safe_name(attachment)
        try:
            descriptor = open_existing(path)
        except OSError:
            return None
        try:
            facts = os.fstat(descriptor)
            if not stat.S_ISREG(facts.st_mode) or attachment.size != facts.st_size:
                return None
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                return SavedFile(path.name, facts.st_size, hashlib.file_digest(file, "sha256").hexdigest())
        finally:
            os.close(descriptor)

    def begin(self, attachment: Attachment) -> "FileWriter":
        """Begin the file of an attachment. Raises `OSError`."""
        path = self.path / safe_name(attachment)
        temporary = path.with_name(f"{path.name}.part")
        return FileWriter(open_new(temporary), temporary, path, attachment)


class FileWriter:
    """Writes one file, which gets its name once it is whole and on disk: as large as Zendesk says."""

    def __init__(self, descriptor: int, temporary: Path, path: Path, attachment: Attachment) -> None:
        self._descriptor: int | None = descriptor
        self._temporary = temporary
        self._path = path
        self._attachment = attachment
        self._size = 0
        self._digest = hashlib.sha256()

    def write(self, chunk: bytes) -> None:
        """Write a chunk. Raises `ResponseTooLarge` when more comes than there should be, `OSError`."""
        self._size += len(chunk)
        most = largest(self._attachment, None)
        if self._descriptor is None or self._size > most:
            raise too_large(most)
        self._digest.update(chunk)
        left = memoryview(chunk)
        while left:
            left = left[os.write(self._descriptor, left) :]

    def finish(self) -> SavedFile:
        """Bring the file to disk under its name. Raises `TruncatedResponse` when it is not all, `OSError`."""
        check_size(self._attachment, self._size)
        if self._descriptor is not None:
            os.fsync(self._descriptor)
        self._close()
        self._temporary.replace(self._path)
        return SavedFile(self._path.name, self._size, self._digest.hexdigest())

    def abandon(self) -> None:
        """Take away what was written."""
        self._close()
        self._temporary.unlink(missing_ok=True)

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)
