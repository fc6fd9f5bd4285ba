"""What an answer's compression holds comes out whole, in pieces of a bounded size, whichever library unpacks it."""

import contextlib
import subprocess
import sys
import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async._content_encoding import ZLIB, Library, fastest, unpacker
from zendesk_async.errors import DecodeError

WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS, "deflate without a frame": -zlib.MAX_WBITS}
MEGABYTE = 1 << 20

libraries = pytest.mark.parametrize("library", [ZLIB, fastest()], ids=["zlib", "isal"])
contents = st.binary(max_size=300) | st.builds(
    bytes.__mul__, st.binary(min_size=1, max_size=40), st.integers(1, 99_999)
)


def packed(content: bytes, form: str, level: int = 6) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, WINDOWS[form])
    return packer.compress(content) + packer.flush()


def unpacked(wire: bytes, form: str, library: Library, cuts: list[int] | None = None) -> tuple[bytes, bool]:
    """Return what comes out of the bytes as they come in, and whether that was all."""
    places = sorted({0, len(wire), *(min(cut, len(wire)) for cut in cuts or [])})
    unpack = unpacker(form.partition(" ")[0], library)
    pieces = [piece for first, end in pairwise(places) for piece in unpack.feed(wire[first:end])]
    assert all(len(piece) <= MEGABYTE for piece in pieces)
    return b"".join(pieces), unpack.complete()


@libraries
@given(contents, st.sampled_from(list(WINDOWS)), st.integers(0, 9), st.lists(st.integers(0, 2000), max_size=5))
def test_what_was_packed_comes_out(library: Library, content: bytes, form: str, level: int, cuts: list[int]) -> None:
    assert unpacked(packed(content, form, level), form, library, cuts) == (content, True)


def gzip_header(flags: int) -> bytes:
    """Return a header with what the flags say that it has (RFC 1952, 2.3)."""
    parts = {4: b"\x05\x00extra", 8: b"tickets.json\0", 16: b"a comment\0"}
    header = b"\x1f\x8b\x08" + bytes([flags]) + bytes(5) + b"\x03"
    header += b"".join(part for flag, part in parts.items() if flags & flag)
    return header + (zlib.crc32(header) & 0xFFFF).to_bytes(2, "little") if flags & 2 else header


@libraries
@given(contents, st.integers(0, 31), st.lists(st.integers(0, 60), max_size=3))
def test_whatever_the_header_has_comes_before_it(library: Library, content: bytes, flags: int, cuts: list[int]) -> None:
    plain = packed(content, "gzip")
    assert unpacked(gzip_header(flags) + plain[len(gzip_header(0)) :], "gzip", library, cuts) == (content, True)


@libraries
@given(contents, st.sampled_from(list(WINDOWS)), st.data())
def test_what_is_cut_short_is_not_complete(library: Library, content: bytes, form: str, data: st.DataObject) -> None:
    wire = packed(content, form)
    part, complete = unpacked(wire[: data.draw(st.integers(0, len(wire) - 1))], form, library)
    assert not complete
    assert content.startswith(part)


@libraries
@given(contents, st.data())
def test_what_is_damaged_is_never_taken_for_other_content(
    library: Library, content: bytes, data: st.DataObject
) -> None:
    wire = bytearray(packed(content, "gzip"))
    wire[data.draw(st.integers(0, len(wire) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with contextlib.suppress(DecodeError):
        found, complete = unpacked(bytes(wire), "gzip", library)
        assert found == content or not complete


@libraries
@pytest.mark.parametrize("text", [b"{", b"not gzip!", b"<html><body>Bad gateway</body></html>"])
def test_what_was_never_packed_is_refused(library: Library, text: bytes) -> None:
    with pytest.raises(DecodeError, match="the answer's compression is broken: "):
        list(unpacker("gzip", library).feed(text))


@libraries
def test_a_large_answer_comes_in_pieces_when_they_are_asked_for(library: Library) -> None:
    pieces = unpacker("gzip", library).feed(packed(bytes(100 * MEGABYTE), "gzip"))
    assert 0 < len(next(pieces)) <= MEGABYTE


def test_the_library_of_the_extra_is_taken_where_it_is_installed() -> None:
    assert fastest().error.__module__ == "igzip_lib"


def test_pythons_own_is_taken_where_it_is_not() -> None:
    program = (
        "import sys; sys.modules['isal'] = None\n"
        "from zendesk_async._content_encoding import ZLIB, fastest\n"
        "sys.exit(fastest() is not ZLIB)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
