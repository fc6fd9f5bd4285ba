"""How the body of an answer is unpacked: piece by piece, so that whoever counts can stop."""

import zlib
from collections.abc import Iterator
from typing import Protocol

from zendesk_async.errors import DecodeError

_PIECE = 1 << 20


class Unpacker(Protocol):
    """Turns the bytes on the wire into those of the body."""

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Unpack the next bytes, in pieces of a megabyte at most, each when it is asked for."""
        ...

    def complete(self) -> bool:
        """Tell whether the body has come to its own end."""
        ...


class _Plain:
    def feed(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk

    def complete(self) -> bool:
        return True


class _Compressed:
    """Unpacks no more at once than a piece: a small answer may unpack to gigabytes (CWE-409)."""

    def __init__(self, window: int) -> None:
        self._inflate = zlib.decompressobj(window)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        try:
            while piece := self._inflate.decompress(chunk, _PIECE):
                yield piece
                chunk = self._inflate.unconsumed_tail
        except zlib.error as problem:
            raise DecodeError(f"the answer's compression is broken: {problem}") from None

    def complete(self) -> bool:
        return self._inflate.eof


class _Deflate(_Compressed):
    """Servers send deflate with and without zlib's frame; the first byte tells which."""

    def __init__(self) -> None:
        super().__init__(zlib.MAX_WBITS)
        self._begun = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        if not self._begun and chunk:
            self._begun = True
            if chunk[0] & 0x0F != zlib.DEFLATED:
                self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        return super().feed(chunk)


def unpacker(encoding: str) -> Unpacker:
    """Return what unpacks a `Content-Encoding`; raise `DecodeError` for one that was not asked for."""
    match encoding:
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Compressed(zlib.MAX_WBITS | 16)
        case "deflate":
            return _Deflate()
        case _:
            raise DecodeError(f"the answer is compressed with {encoding!r}, which was not asked for")
