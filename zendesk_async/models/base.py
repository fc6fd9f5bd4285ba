"""What every record is, and the two roads by which an answer becomes records.

The fast road decodes the answer's bytes straight into the record classes with msgspec. An answer that does not pass
it (a number where a string is documented, an object where a list is) takes the tolerant road: record by record and
field by field through cattrs, where an odd value leaves its field at the default and stays in `Record.extra`.
"""

import contextlib
import gc
import types
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import cache
from itertools import repeat
from operator import attrgetter
from struct import Struct
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar, dataclass_transform

import attrs
import msgspec

from zendesk_async._json import is_array, is_object, parsed
from zendesk_async._secret import redacted
from zendesk_async.errors import DataError, UnexpectedContent
from zendesk_async.models._converter import ODD, converter, field_types, structure_field
from zendesk_async.models._declared import Value, is_part, slotted
from zendesk_async.models._parts import finish, habit, unread
from zendesk_async.models._wire import wire_annotations

if TYPE_CHECKING:
    from zendesk_async._transport import Response
    from zendesk_async.models.included import Included

T = TypeVar("T")
C = TypeVar("C", bound=type)

pause_garbage_collection: bool = True
"""Whether cyclic garbage collection pauses while one answer is decoded, and while a group is imported.

A page makes thousands of objects and no garbage, so a collection in between only costs time (40 % of the decoding).
The pause holds for the process and for the decoding of one page, never across an await.
"""


@contextlib.contextmanager
def garbage_collection_paused() -> Generator[None]:
    """Pause cyclic garbage collection, unless it is off or was not to be paused."""
    pause = pause_garbage_collection and gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.enable()


class Source:
    """The answer that records came from. It keeps the bytes, and cuts them up only when somebody asks."""

    __slots__ = ("_included", "_raws", "key", "many", "response")

    def __init__(self, response: "Response", key: str | None, *, many: bool) -> None:
        self.response = response
        self.key = key
        self.many = many
        self._raws: list[msgspec.Raw] | None = None
        self._included: Included | None = None

    def raw(self, index: int) -> dict[str, Any]:
        """Return a fresh copy of the record at this place, as the server sent it."""
        value = parsed(self.row(index))
        return value if is_object(value) else {}

    def row(self, index: int) -> msgspec.Raw:
        """Return the JSON of the record at this place."""
        if self._raws is None:
            self._raws = self._cut()
        return self._raws[index]

    def _cut(self) -> list[msgspec.Raw]:
        body: Any = msgspec.json.decode(self.response.body, type=msgspec.Raw)
        if self.key is not None:
            beside = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
            body = beside[_present(self.key, beside)]
        try:
            return msgspec.json.decode(body, type=list[msgspec.Raw])
        except msgspec.ValidationError:
            return [body]

    @property
    def included(self) -> "Included":
        """The records that came beside these (sideloads), one table for the whole page."""
        if self._included is None:
            from zendesk_async.models.included import Included

            self._included = Included(self.response)
        return self._included


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Record(Value):
    """Base of everything that Zendesk answers with.

    Records are values: they are frozen, compare by their documented fields and do no I/O. A field that the answer
    left out or gave as null has its default (None, or `()` for lists).
    """

    __slots__ = ("__weakref__", "_index", "_source")

    _source: Source
    _index: int
    _computed: ClassVar[frozenset[str]] = frozenset()
    """Documented names that are properties here, because they repeat others."""

    @property
    def extra(self) -> Mapping[str, Any]:
        """What the server sent beyond the documented fields, and values that did not fit their field's type.

        Only a record that came as a whole has them: ask the ticket, not its `via`.
        """
        raw = _raw(self)
        if raw is None:
            return _NOTHING
        kind: Any = type(self)
        documented = field_types(kind).keys() | self._computed
        return {
            name: value
            for name, value in raw.items()
            if name not in documented or (value is not None and value != [] and getattr(self, name) in (None, ()))
        }

    @property
    def included(self) -> "Included":
        """The records that came beside this one because `include=` asked for them, by id.

        `ticket.included.users[ticket.requester_id]`. Empty when nothing was asked for.
        https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/
        """
        source: Source | None = getattr(self, "_source", None)
        if source is None:
            from zendesk_async.models.included import Included

            return Included(None)
        return source.included


def _raw(record: Record) -> dict[str, Any] | None:
    source: Source | None = getattr(record, "_source", None)
    return None if source is None else source.raw(getattr(record, "_index", 0))


def _fill_defaults(*names: str) -> Callable[[Record], None]:
    # attrgetter gives a tuple for two names and more; one name is asked for twice, so that it always does.
    read: Callable[[Record], tuple[object, ...]] = attrgetter(*names, names[0])

    def fill(self: Record) -> None:
        if None in read(self):
            for name in names:
                if getattr(self, name) is None:
                    object.__setattr__(self, name, ())

    return fill


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(attrs.field,))
def record(cls: C) -> C:
    """Make a class a record: frozen, slotted, keyword-only, lists empty where the server says null."""
    lists = [
        name
        for name, default in vars(cls).items()
        if default == () and not name.startswith("_") and not is_part(cls.__annotations__[name])
    ]
    made: C = slotted(cls, {"__attrs_post_init__": _fill_defaults(*lists)} if lists else {})
    return made


def to_dict(value: Record) -> dict[str, Any]:
    """Return the record as the dict that the server sent, unknown keys included.

    A record that was made here (or with `attrs.evolve`) gives its fields, times as text.
    """
    raw = _raw(value)
    if raw is not None:
        return raw
    made: dict[str, Any] = converter.unstructure(value)
    return made


def response_of(value: Record) -> "Response | None":
    """Return the answer the record came in: status, headers, request id and body. None for a record made here."""
    source: Source | None = getattr(value, "_source", None)
    return None if source is None else source.response


class Answer:
    """A decoded answer: its records and what stood beside them."""

    __slots__ = ("facts", "records", "source")

    def __init__(self, records: list[Any], facts: Mapping[str, Any], source: Source) -> None:
        self.records = records
        self.facts = facts
        self.source = source


# What a list's answer says beside its records, in all of its styles. Anything may stand there, so nothing is typed.
_FACTS = (
    *("meta", "links", "next_page", "previous_page", "count", "end_of_stream", "end_time"),
    *("after_cursor", "after_url", "before_cursor", "before_url"),
)


_NO_PARTS: frozenset[str] = frozenset()


@cache
def _envelope_decoder(kind: Any, key: str | None, many: bool, read: frozenset[str]) -> msgspec.json.Decoder[Any] | None:
    try:
        record_type = unread(kind, read) if attrs.has(kind) else wire_annotations(kind)
        wire: Any = types.GenericAlias(list, (record_type,)) if many else record_type
        if key is None:
            return msgspec.json.Decoder(wire)
        beside: list[Any] = [(name, Any, None) for name in _FACTS if name != key] if many else []
        return msgspec.json.Decoder(msgspec.defstruct("Envelope", [(key, wire), *beside], gc=False))
    except TypeError:
        return None


def _decode_fast(body: bytes, kind: Any, key: str | None, many: bool) -> tuple[Any, Mapping[str, Any]] | None:
    is_record = attrs.has(kind)
    decoder = _envelope_decoder(kind, key, many, habit(kind).next_page() if is_record and many else _NO_PARTS)
    if decoder is None:
        return None
    try:
        with garbage_collection_paused():
            decoded = decoder.decode(body)
            records: Any = decoded if key is None else getattr(decoded, key)
            if is_record and records is not None:
                finish(records if many else (records,), kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if is_record and many and records is not None:
        habit(kind).decoded(len(records))
    facts = {name: getattr(decoded, name) for name in _FACTS if name != key} if many and key is not None else _NOTHING
    return records, facts


def _present(key: str, whole: Mapping[str, Any]) -> str:
    """Return the key of an answer that holds the records: the documented one, or the same word in the other number.

    Recovered tickets come under `ticket` by the reference and under `tickets` as well (seen in recorded traffic).
    """
    return next((name for name in (key, f"{key}s", key.removesuffix("s")) if name in whole), key)


def _decode_tolerant(response: "Response", kind: Any, key: str | None, many: bool) -> tuple[Any, Mapping[str, Any]]:
    whole = parse_json(response)
    value: Any = whole
    if key is not None:
        if not is_object(whole) or _present(key, whole) not in whole:
            raise _missing(response, key, whole)
        value = whole[_present(key, whole)]
    if value is None:
        raise _missing(response, key, whole)
    facts: Mapping[str, Any] = whole if is_object(whole) else _NOTHING
    if many:
        items: list[Any] = value if is_array(value) else [value]
        return [structure(item, kind, response) for item in items], facts
    if is_array(value) and attrs.has(kind):
        # Five answers that hold one record are documented as lists; take either.
        if not value:
            raise _missing(response, key, whole)
        value = value[0]
    return structure(value, kind, response), facts


def structure(value: Any, kind: Any, response: "Response") -> Any:
    """Structure one value by the tolerant road; a value that cannot become `kind` at all is a `DataError`."""
    if kind is Any or kind is dict or getattr(kind, "__origin__", None) is dict:
        return value
    try:
        return structure_field(value, kind)
    except ODD as problem:
        raise DataError(
            f"the answer holds {type(value).__name__} where {getattr(kind, '__name__', kind)} is expected: {problem}",
        ).about(response) from None


def _missing(response: "Response", key: str | None, whole: object) -> DataError:
    seen = ", ".join(list(whole)[:12]) if is_object(whole) else type(whole).__name__
    there = is_object(whole) and _present(key or "", whole) in whole
    return DataError(
        f"the answer has {'null for' if there else 'no'} {key!r}; it has: {seen or 'nothing'}",
    ).about(response)


def parse_json(response: "Response") -> Any:
    """Parse the body as JSON, or raise `UnexpectedContent` with its beginning; `DataError` when there is nothing."""
    if not response.body.strip():
        raise DataError("the answer is empty").about(response)
    try:
        return parsed(response.body)
    except (ValueError, RecursionError) as problem:
        what = "is nested too deeply to be read" if isinstance(problem, RecursionError) else "is not JSON"
    # Raised out here, so that the error has no context: its frames hold the body, which careless gateways put into it.
    beginning = redacted(response.body[:400].decode("utf-8", "replace"))[:200]
    kind = response.headers.get("Content-Type", "no content type")
    raise UnexpectedContent(f"the answer {what} ({kind}, {len(response.body)} bytes): {beginning!r}").about(response)


_set_source: Callable[[Record, Source], None] = vars(Record)["_source"].__set__
_set_index: Callable[[Record, int], None] = vars(Record)["_index"].__set__


def _attach(records: list[Any], source: Source) -> None:
    # Loops in C: this is done for every record.
    deque(map(_set_source, records, repeat(source)), 0)
    deque(map(_set_index, records, range(len(records))), 0)


def decode_many(response: "Response", kind: type[T], key: str | None) -> Answer:
    """Decode the answer of a list: its records, and the paging facts beside them."""
    decoded = _decode_fast(response.body, kind, key, True)
    records, facts = decoded if decoded is not None else _decode_tolerant(response, kind, key, True)
    source = Source(response, key, many=True)
    if attrs.has(kind):
        _attach(records, source)
    return Answer(records, facts, source)


_first_of: Final = Struct("c").unpack_from
_OBJECT: Final = frozenset([(b"{",)])


def cut_many(response: "Response", kind: type[Any], key: str | None) -> Answer:
    """Cut the answer of a list into its records without decoding them: each is the bytes that the server sent."""
    answer = slice_many(response, kind, key)
    answer.records[:] = map(bytes, answer.records)
    return answer


def slice_many(response: "Response", kind: type[Any], key: str | None) -> Answer:
    """Cut the answer of a list as `cut_many` does, without copying: each record is a `msgspec.Raw`."""
    decoded = _decode_fast(response.body, msgspec.Raw, key, True)
    records, facts = decoded if decoded is not None else _cut_tolerant(response, key)
    # A row is one line of a file; a server that writes its JSON over several lines has it joined here.
    if b"\n" in response.body or b"\r" in response.body:
        records = [msgspec.Raw(msgspec.json.encode(parsed(one))) for one in records]
    if attrs.has(kind) and not _OBJECT.issuperset(map(_first_of, records)):
        _decode_tolerant(response, kind, key, True)  # which refuses what is no record
    return Answer(records, facts, Source(response, key, many=True))


def _cut_tolerant(response: "Response", key: str | None) -> tuple[list[Any], Mapping[str, Any]]:
    whole: Any = parse_json(response)
    if key is not None and (not is_object(whole) or _present(key, whole) not in whole):
        raise _missing(response, key, whole)
    value: Any = whole if key is None else whole[_present(key, whole)]
    if value is None:
        raise _missing(response, key, whole)
    items: list[Any] = value if is_array(value) else [value]
    return [msgspec.Raw(msgspec.json.encode(item)) for item in items], whole if is_object(whole) else _NOTHING


def decode_one(response: "Response", kind: type[T], key: str | None) -> T:
    """Decode an answer that holds one value; an answer without content is None, and `bytes` are its body as it came."""
    if kind is type(None):
        return kind()
    decoded: tuple[Any, Mapping[str, Any]] | None = (response.body, _NOTHING)
    if kind is not bytes:
        decoded = _decode_fast(response.body, kind, key, False)
    if decoded is None or decoded[0] is None:
        decoded = _decode_tolerant(response, kind, key, False)
    value: T = decoded[0]
    if attrs.has(kind):
        _attach([value], Source(response, key, many=False))
    return value


def iterate_raw(answer: Answer) -> Iterator[dict[str, Any]]:
    """Give the records of a list as the server sent them."""
    source = answer.source
    return (to_dict(one) if isinstance(one, Record) else source.raw(at) for at, one in enumerate(answer.records))


def rows_of(answer: Answer) -> list[bytes]:
    """Return the records of a list as the JSON that the server sent."""
    source = answer.source
    return [
        bytes(one) if isinstance(one, bytes | msgspec.Raw) else bytes(source.row(getattr(one, "_index", at)))
        for at, one in enumerate(answer.records)
    ]
