"""How the body of an answer is unpacked: piece by piece, so that whoever counts can stop."""

import importlib
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Protocol

import attrs

from zendesk_async.errors import DecodeError

_PIECE = 1 << 20
_GZIP_BEGINS_WITH = 0x1F  # RFC 1952, 2.3.1
_GZIP_FLAGS = slice(3, 4)


class Unpacker(Protocol):
    """Turns the bytes on the wire into those of the body."""

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Unpack the next bytes, in pieces of a megabyte at most, each when it is asked for."""
        ...

    def complete(self) -> bool:
        """Tell whether the body has come to its own end."""
        ...


class Inflating(Protocol):
    """What `zlib.decompressobj` returns, and what libraries in its place return."""

    @property
    def unconsumed_tail(self) -> bytes: ...

    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


@attrs.frozen
class Library:
    """A library that inflates: given the size of the window as zlib takes it, and what it raises for broken data."""

    inflating: Callable[[int], Inflating]
    error: type[Exception]


ZLIB = Library(zlib.decompressobj, zlib.error)


@cache
def fastest() -> Library:
    """Return ISA-L where it is installed (the extra `[speed]`), which takes half the time, and else Python's zlib."""
    try:
        # With the first compressed answer, not while the package is imported.
        isal: Any = importlib.import_module("isal.isal_zlib")
    except ImportError:
        return ZLIB
    return Library(isal.decompressobj, isal.error)


class _Plain:
    def feed(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk

    def complete(self) -> bool:
        return True


class _Compressed:
    """Unpacks no more at once than a piece: a small answer may unpack to gigabytes (CWE-409)."""

    def __init__(self, library: Library, window: int) -> None:
        self._begun = False
        self._use(library, window)

    def _use(self, library: Library, window: int) -> None:
        self._library = library
        self._inflate = library.inflating(window)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        if chunk and not self._begun:
            self._begun = True
            self._begin(chunk)
        try:
            while piece := self._inflate.decompress(chunk, _PIECE):
                yield piece
                chunk = self._inflate.unconsumed_tail
        except self._library.error as problem:
            raise DecodeError(f"the answer's compression is broken: {problem}") from None

    def complete(self) -> bool:
        return self._inflate.eof

    def _begin(self, chunk: bytes) -> None:
        """Look at the first bytes."""


class _Gzip(_Compressed):
    _WINDOW = zlib.MAX_WBITS | 16

    def __init__(self, library: Library) -> None:
        super().__init__(library, self._WINDOW)

    def _begin(self, chunk: bytes) -> None:
        # ISA-L waits for all of a header before it looks at it, and a short text would be taken for a cut answer.
        if chunk[0] != _GZIP_BEGINS_WITH:
            raise DecodeError("the answer's compression is broken: it does not begin as gzip does")
        # It takes some headers for broken that have more than the usual parts and come in two chunks (isal 1.7 to 1.9).
        if chunk[_GZIP_FLAGS] != b"\0":
            self._use(ZLIB, self._WINDOW)


class _Deflate(_Compressed):
    """Servers send deflate with and without zlib's frame; the first byte tells which."""

    def __init__(self, library: Library) -> None:
        super().__init__(library, zlib.MAX_WBITS)

    def _begin(self, chunk: bytes) -> None:
        if chunk[0] & 0x0F != zlib.DEFLATED:
            self._use(self._library, -zlib.MAX_WBITS)


def unpacker(encoding: str, library: Library | None = None) -> Unpacker:
    """Return what unpacks a `Content-Encoding`, by the fastest library if none is given.

    Raises `DecodeError` for an encoding that was not asked for.
    """
    match encoding:
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Gzip(library or fastest())
        case "deflate":
            return _Deflate(library or fastest())
        case _:
            raise DecodeError(f"the answer is compressed with {encoding!r}, which was not asked for")
