"""Where in a file something stands, for very many things in little memory."""

from array import array
from collections.abc import Iterator
from hashlib import blake2b

_LARGEST = 2**64 - 1
_FIRST_SIZE = 1 << 10


class Places:
    """Places in a file by the id of what stands there; one id may have several.

    Needs sixteen to fifty bytes a place. Only marks of the ids are kept, so that a place may, very rarely, be another
    one's: who reads there sees it.
    """

    def __init__(self) -> None:
        self._marks = array("Q", bytes(8 * _FIRST_SIZE))
        self._places = array("Q", bytes(8 * _FIRST_SIZE))
        self._used = 0

    def __len__(self) -> int:
        return self._used

    def add(self, identifier: int | str, place: int) -> None:
        """Note that something with this id stands at a place."""
        if self._used * 3 >= len(self._marks) * 2:
            self._grow()
        self._put(_mark(identifier), place)
        self._used += 1

    def of(self, identifier: int | str) -> Iterator[int]:
        """Give the places of an id, in the order in which they were noted as long as nothing has moved."""
        mark = _mark(identifier)
        slot = _slot(mark, len(self._marks))
        while (found := self._marks[slot]) != 0:
            if found == mark:
                yield self._places[slot]
            slot = (slot + 1) & (len(self._marks) - 1)

    def __contains__(self, identifier: int | str) -> bool:
        return next(self.of(identifier), None) is not None

    def _put(self, mark: int, place: int) -> None:
        slot = _slot(mark, len(self._marks))
        while self._marks[slot] != 0:
            slot = (slot + 1) & (len(self._marks) - 1)
        self._marks[slot] = mark
        self._places[slot] = place

    def _grow(self) -> None:
        marks, places = self._marks, self._places
        self._marks = array("Q", bytes(16 * len(marks)))
        self._places = array("Q", bytes(16 * len(marks)))
        for mark, place in zip(marks, places, strict=True):
            if mark:
                self._put(mark, place)


def _mark(identifier: int | str) -> int:
    """Return a number from 1 to 2**64 - 1 that stands for an id."""
    if isinstance(identifier, int) and 0 < identifier <= _LARGEST:
        return identifier
    return int.from_bytes(blake2b(repr(identifier).encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1


def _slot(mark: int, size: int) -> int:
    # Ids of one account have much in common at both ends: multiplied, they do not stand in a crowd.
    return (mark * 0x9E3779B97F4A7C15 & _LARGEST) >> 32 & (size - 1)
