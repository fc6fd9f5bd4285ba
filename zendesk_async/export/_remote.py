"""Directories elsewhere (`s3://bucket/export`, `gs://…`, `memory://…`): whole files are put there by fsspec."""

import hashlib
import importlib
import os
import re
from pathlib import Path
from typing import Any, Protocol, Self

from zendesk_async.errors import ExportError, InvalidArgument

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class _FileSystem(Protocol):
    """What of an fsspec file system is used: https://filesystem-spec.readthedocs.io/en/latest/api.html."""

    def makedirs(self, path: str, exist_ok: bool = False) -> None: ...
    def put_file(self, lpath: str, rpath: str) -> None: ...
    def mv(self, path1: str, path2: str) -> None: ...
    def exists(self, path: str) -> bool: ...
    def info(self, path: str) -> dict[str, Any]: ...


class RemoteDirectory:
    """A directory of any file system that fsspec knows. A file is there whole or not at all.

    Each is put under its name and `.part` first, and renamed. A note in the local directory says which file was put
    there last, so that it is not put there again.
    """

    def __init__(self, url: str, system: _FileSystem, path: str) -> None:
        self.url = url
        self._system = system
        self._path = path.rstrip("/")

    @classmethod
    def of(cls, url: str) -> Self:
        """Return the directory of a URL.

        Raises `InvalidArgument` without fsspec, for what it does not know, and for a URL that holds a password.
        """
        if re.search(r"//[^/@]*:[^/]*@", url):
            # It would stand in the arguments of the process, in errors and in notes on disk (CWE-532).
            del url
            raise InvalidArgument(
                "the URL to export to must not hold a password: give it to fsspec by its configuration or environment"
            )
        try:
            connect: Any = importlib.import_module("fsspec.core").url_to_fs
        except ImportError:
            raise InvalidArgument(f"{url} needs fsspec: pip install 'zendesk-async[fsspec]'") from None
        try:
            system, path = connect(url)
        except (ImportError, ValueError) as problem:
            raise InvalidArgument(f"{url} cannot be opened: {problem}") from problem
        return cls(url, system, path)

    def put(self, file: Path, name: str, noted: Path) -> bool:
        """Put a file there under a name, unless the note says that it is there; return whether it was put.

        Raises `ExportError` for whatever goes wrong there.
        """
        with file.open("rb") as content:
            # A run that finds nothing to do opens its files all the same: their times say nothing.
            now = f"{self.url}\n{hashlib.file_digest(content, 'sha256').hexdigest()}"
        target = f"{self._path}/{name}"
        try:
            if noted.exists() and noted.read_text() == now and self._system.exists(target):
                return False
            self._system.makedirs(target.rpartition("/")[0], exist_ok=True)
            self._system.put_file(os.fspath(file), f"{target}.part")
            self._system.mv(f"{target}.part", target)
            noted.parent.mkdir(parents=True, exist_ok=True)
            noted.write_text(now)
        except Exception as problem:
            # Each file system has errors of its own, of any class.
            raise ExportError(
                f"{name} could not be put into {self.url}: {problem}. It is whole in {file.parent}; the next run puts it there"
            ) from problem
        return True


def place_of(
    directory: str | os.PathLike[str], spool: str | os.PathLike[str] | None
) -> tuple[Path, RemoteDirectory | None]:
    """Return the local directory of an export, and the directory elsewhere that its files are put into, if any.

    Raises `InvalidArgument` when a URL comes without a local directory, and the other way round.
    """
    text = os.fspath(directory)
    if not text:
        raise InvalidArgument("the directory to export to has no name")
    if not _URL.match(text):
        if spool is not None:
            raise InvalidArgument("a spool directory goes with a URL: an export into a directory needs none")
        return Path(text), None
    if spool is None:
        raise InvalidArgument(
            f"an export into {text} needs a local directory too (spool), which holds each file until it is whole"
        )
    return Path(spool), RemoteDirectory.of(text)
