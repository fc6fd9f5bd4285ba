"""Compressed files in pieces: what is written at once is whole in itself, so that a file can be cut between two."""

import importlib
import sys
import zlib
from collections.abc import Callable
from typing import Literal

from zendesk_async.errors import InvalidArgument

__all__ = ["Compression", "compressor", "suffix_of"]

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
            return _zstd()


def suffix_of(compression: Compression | None) -> str:
    """Return what the name of a compressed file ends with."""
    return {None: "", "gzip": ".gz", "zstd": ".zst"}[compression]


def _as_it_is(piece: bytes) -> bytes:
    return piece


def _gzip(piece: bytes) -> bytes:
    # gzip.compress would write the time of day: the same rows make the same file.
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(piece) + packer.flush()


def _zstd() -> Compress:
    # The standard library has it since 3.14, and its makers publish the same for earlier versions.
    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    try:
        compress: Compress = importlib.import_module(name).compress
    except ImportError:
        raise InvalidArgument(
            "zstd needs a library before Python 3.14: pip install 'zendesk-async[zstd]', or choose gzip"
        ) from None
    return compress
