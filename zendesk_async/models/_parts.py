"""Fields that stay bytes until they are first read: the nested records and open objects of a record of an answer.

They are the larger half of what a page holds, and most programs read few of them. Nothing of it shows: the field is
decoded by whoever reads it first, which comparing, copying and printing do as well.
"""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import repeat
from types import MemberDescriptorType
from typing import Any

import attrs
import msgspec

from zendesk_async._json import parsed
from zendesk_async.models._converter import ODD, field_types, structure_field
from zendesk_async.models._wire import wire_annotations, wire_type


class Part(property):
    """The attribute of a field that is decoded when it is first read. Its slot holds bytes or the value.

    `reads` counts how often that happened, for all records together.
    """

    slot: MemberDescriptorType
    reads: int = 0


def part(slot: MemberDescriptorType, declared: Any, default: object) -> Part:
    """Return the attribute over a slot, for a field of the declared type."""
    get: Callable[[Any], Any] = slot.__get__
    put: Callable[[Any, Any], None] = slot.__set__
    decode: Callable[[msgspec.Raw], Any] | None = None

    def read(self: Any) -> Any:
        nonlocal decode
        value = get(self)
        if value.__class__ is msgspec.Raw:
            if decode is None:
                decode = msgspec.json.Decoder(wire_type(declared)).decode
            try:
                value = decode(value)
            except (msgspec.DecodeError, UnicodeDecodeError):
                value = _structured(value, declared)
            if value is None:
                value = default
            put(self, value)
            made.reads += 1
        elif value is None:
            return default
        return value

    made = Part(read, put)
    made.slot = slot
    return made


def _structured(raw: msgspec.Raw, declared: Any) -> Any:
    """Take the tolerant road. What fits no part of the type stays in `Record.extra`."""
    with contextlib.suppress(*ODD):
        value = parsed(raw)
        return None if value is None else structure_field(value, declared)
    return None


class Habit:
    """Which parts of a record class are read of most records, and so are decoded with their page.

    Then they cost half of what they cost one by one, most of it collections of garbage that is none. What the last page
    has shown is taken for the next; from time to time a page is left to be read to look again.
    """

    def __init__(self, kind: Any) -> None:
        found = {name: getattr(kind, name) for name in field_types(kind)}
        self.parts: dict[str, Part] = {name: value for name, value in found.items() if isinstance(value, Part)}
        self._before = dict.fromkeys(self.parts, 0)
        self._read: frozenset[str] = frozenset()
        self._records = 0
        self._pages = 0

    def next_page(self) -> frozenset[str]:
        """Return the parts to decode with the next page."""
        self._pages += 1
        fresh = {name for name, part in self.parts.items() if 2 * (part.reads - self._before[name]) > self._records > 0}
        self._before = {name: part.reads for name, part in self.parts.items()}
        self._read = frozenset() if self._pages % _LOOK_AGAIN == 0 else self._read | fresh
        return self._read

    def decoded(self, records: int) -> None:
        """Note how many records the page has that was decoded last."""
        self._records = records


_LOOK_AGAIN = 16
habit = cache(Habit)


@cache
def unread(kind: Any, read: frozenset[str] = frozenset()) -> Any:
    """Return the class by which msgspec reads the records of an answer: the same slots, all parts but `read` as bytes.

    `finish` makes records of its instances. A class of its own, because msgspec looks at every field of what it has
    made, to see where a default is due, and would so decode the parts. A class without parts is its own.
    """
    parts = habit(kind).parts
    if not parts:
        return wire_annotations(kind)
    own: Mapping[str, Any] = kind.__dict__
    namespace: dict[str, Any] = {name: part.slot for name, part in parts.items() if name not in own}
    if "__slots__" in own:
        namespace["__slots__"] = own["__slots__"]
    twin: Any = type(kind)(kind.__name__, kind.__bases__, namespace)
    twin.__attrs_attrs__ = attrs.fields(kind)
    twin.__annotations__ = {
        name: msgspec.Raw if name in parts.keys() - read else wire_type(declared)
        for name, declared in field_types(kind).items()
    }
    return twin


_set_class: Callable[[object, type], None] = vars(object)["__class__"].__set__


def finish(records: Iterable[Any], kind: Any) -> None:
    """Make records of what was read by a class of `unread(kind)`."""
    if habit(kind).parts:
        deque(map(_set_class, records, repeat(kind)), 0)  # a loop in C
        after: Callable[[Any], None] | None = getattr(kind, "__attrs_post_init__", None)
        if after is not None:
            deque(map(after, records), 0)
