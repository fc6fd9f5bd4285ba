"""Compressed files in pieces: what is written at once is whole in itself, so that a file can be cut between two."""

import gzip
import importlib
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from zendesk_async.errors import InvalidArgument

__all__ = ["Compression", "compressor", "damages", "open_compressed", "suffix_of"]

Compression = Literal["gzip", "zstd"]
Compress = Callable[[bytes], bytes]

_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 6


def compressor(compression: Compression | None) -> Compress:
    """Return what compresses one piece of a file. Raises `InvalidArgument` where the library for it is missing.

    Readers take pieces one after the other as one file: members of gzip (RFC 1952, 2.2), frames of Zstandard
    (RFC 8878, 3).
    """
    match compression:
        case None:
            return _as_it_is
        case "gzip":
            return _gzip
        case "zstd":
            compress: Compress = _zstd().compress
            return compress


def open_compressed(path: Path, compression: Compression | None) -> BinaryIO:
    """Open a file to read what was compressed: all of its pieces. Raises `OSError`; reading raises `damages` too."""
    match compression:
        case None:
            return path.open("rb")
        case "gzip":
            return cast(BinaryIO, gzip.open(path))
        case "zstd":
            return cast(BinaryIO, _zstd().open(path))


def damages(compression: Compression | None) -> tuple[type[Exception], ...]:
    """Return what is raised while a file is read that was damaged."""
    match compression:
        case None:
            return ()
        case "gzip":
            return (EOFError, zlib.error, gzip.BadGzipFile)
        case "zstd":
            return (EOFError, _zstd().ZstdError)


def suffix_of(compression: Compression | None) -> str:
    """Return what the name of a compressed file ends with."""
    return {None: "", "gzip": ".gz", "zstd": ".zst"}[compression]


def _as_it_is(piece: bytes) -> bytes:
    return piece


def _gzip(piece: bytes) -> bytes:
    # gzip.compress would write the time of day: the same rows make the same file.
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(piece) + packer.flush()


def _zstd() -> Any:
    # The standard library has it since 3.14, and its makers publish the same for earlier versions.
    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    try:
        return importlib.import_module(name)
    except ImportError:
        raise InvalidArgument(
            "zstd needs a library before Python 3.14: pip install 'zendesk-async[zstd]', or choose gzip"
        ) from None
