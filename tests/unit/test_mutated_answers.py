"""Ten thousand answers that no longer are what the reference says: none fails to become records, none loses a key.

Every answer begins as a documented one and is then mutated: nulls, missing keys, new keys, values of other types, lists
where one object is documented and one object where a list is. Plain seeded choices, not strategies: this many nested
answers of every record type must take seconds.
"""

import datetime as dt
import functools
import importlib
import inspect
import pkgutil
import random
from collections.abc import Callable, Mapping
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs
import msgspec
import pytest

from zendesk_async import Record, Response, models, operations, to_dict
from zendesk_async.models._converter import field_types
from zendesk_async.models.base import decode_many, decode_one

ANSWERS = 10_000
SHARDS = 8

TEXTS = (
    "",
    "x",
    "ünïcode ☃",
    "2024-02-08T17:44:42Z",
    "2024-02-08",
    "12",
    "-1",
    "true",
    "null",
    "\U0001f5a8" * 3,
    'a"b\\c\n',
)
NUMBERS = (0, 1, -1, 9223372036854775807, -9223372036854775808, 9223372036854775808, 0.5, -1e300, 1e-300)
PROMISED = {(kind, NoneType) for kind in (int, str, bool, dt.datetime)}
PLAIN: Mapping[Any, Callable[[random.Random], Any]] = {
    int: lambda chance: chance.choice((1, 33144692244371, 9223372036854775807)),
    float: lambda chance: chance.choice((0.25, 1, 100.0)),
    str: lambda chance: chance.choice(TEXTS),
    bool: lambda chance: chance.random() < 0.5,
    dt.datetime: lambda chance: f"20{chance.randrange(12, 27)}-02-08T17:44:42Z",
}


def record_classes() -> list[type[Record]]:
    modules = (
        importlib.import_module(f"zendesk_async.models.{one.name}") for one in pkgutil.iter_modules(models.__path__)
    )
    found = {value for module in modules for value in vars(module).values() if inspect.isclass(value)}
    kinds = [kind for kind in found if issubclass(kind, Record) and attrs.has(kind)]
    return sorted(kinds, key=lambda kind: (kind.__module__, kind.__name__))


RECORDS = record_classes()


@functools.cache
def answers() -> list[tuple[Any, str | None]]:
    """Return the record and the key of every kind of answer."""
    found = {(info.operation.answer, info.operation.key): None for info in operations()}
    return [(kind, key) for kind, key in found if attrs.has(kind)]


def documented(chance: random.Random, declared: Any, depth: int = 0) -> Any:
    """Make a value such as the reference says."""
    origin, arguments = get_origin(declared), get_args(declared)
    if declared in PLAIN:
        return PLAIN[declared](chance)
    if isinstance(declared, type) and attrs.has(declared):
        if depth > 3:
            return {}
        fields: Mapping[str, Any] = field_types(declared)
        chosen = fields if depth == 0 else chance.sample(sorted(fields), min(len(fields), 6))
        return {name: documented(chance, fields[name], depth + 1) for name in chosen}
    if origin in (Union, UnionType):
        return documented(chance, chance.choice([one for one in arguments if one is not NoneType]), depth)
    if origin is Literal:
        return chance.choice(arguments)
    if origin is tuple:
        return [documented(chance, arguments[0], depth + 1) for _ in range(chance.randrange(3))]
    if origin is not None and issubclass(origin, Mapping):
        return {name: documented(chance, arguments[1], depth + 1) for name in chance.sample(("a", "b", "c"), 2)}
    return anything(chance)


def anything(chance: random.Random, depth: int = 0) -> Any:
    """Make any JSON value."""
    kinds: list[Callable[[], Any]] = [
        lambda: None,
        lambda: chance.random() < 0.5,
        lambda: chance.choice(NUMBERS),
        lambda: chance.choice(TEXTS),
    ]
    if depth < 3:
        kinds.append(lambda: [anything(chance, depth + 1) for _ in range(chance.randrange(3))])
        kinds.append(lambda: {chance.choice(("id", "type", "x", "")): anything(chance, depth + 1) for _ in range(2)})
    return chance.choice(kinds)()


def mutated(chance: random.Random, value: Any) -> Any:
    """Change a value somewhere: all of it, or something in it."""
    if not isinstance(value, dict | list) or not value or chance.random() < 0.25:
        ways: list[Callable[[], Any]] = [
            lambda: None,
            lambda: anything(chance),
            lambda: [value],
            list,
            lambda: {"0": value},
            lambda: str(value),
        ]
        return chance.choice(ways)()
    if isinstance(value, list):
        place = chance.randrange(len(value))
        return [mutated(chance, item) if index == place else item for index, item in enumerate(value)]
    name = chance.choice(sorted(value))
    kept = {key: item for key, item in value.items() if key != name or chance.random() < 0.8}
    if name in kept:
        kept[name] = mutated(chance, kept[name])
    if chance.random() < 0.3:
        kept[chance.choice(("new_key", "extra", "included", "class", "zen:new", "", "0"))] = anything(chance)
    return kept


def mutated_record(chance: random.Random, kind: type[Record]) -> dict[str, Any]:
    value = documented(chance, kind)
    for _ in range(chance.randrange(1, 5)):
        changed = mutated(chance, value)
        value = changed if isinstance(changed, dict) else value
    return value


def response_with(value: object) -> Response:
    return Response(200, {}, msgspec.json.encode(value), "GET", "/api/v2/any")


def same(left: Any, right: Any) -> bool:
    return msgspec.json.encode(left, order="deterministic") == msgspec.json.encode(right, order="deterministic")


def check(record: Record, sent: dict[str, Any]) -> None:
    """Hold what every record promises, whatever came."""
    assert same(to_dict(record), sent)
    kind: Any = type(record)
    unknown = sent.keys() - field_types(kind).keys() - record._computed
    assert unknown <= record.extra.keys()
    for name in sent.keys() & field_types(kind).keys():
        lost = sent[name] not in (None, []) and getattr(record, name) in (None, ())
        assert name in record.extra or not lost, f"{name} is neither in its field nor in extra"
    for item in attrs.fields(kind):
        value = getattr(record, item.name)
        if item.default == ():
            assert isinstance(value, tuple), f"{item.name} can't be iterated"
        if get_args(item.type) in PROMISED and value is not None:
            assert type(value) is get_args(item.type)[0], f"{item.name} is not what it is declared to be"
        assert not isinstance(value, dt.datetime) or value.tzinfo is not None
    assert record == record
    assert repr(record)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_answer_fails_and_none_loses_a_key(shard):
    chance = random.Random(shard)
    for number in range(shard, ANSWERS, SHARDS):
        kind = RECORDS[number % len(RECORDS)]
        sent = mutated_record(chance, kind)
        if number % 3:
            check(decode_one(response_with({"one": sent}), kind, "one"), sent)
        else:
            rows = [sent, mutated_record(chance, kind)]
            page = decode_many(
                response_with({"many": rows, "meta": anything(chance), "count": anything(chance)}), kind, "many"
            )
            assert len(page.records) == 2
            for record, row in zip(page.records, rows, strict=True):
                check(record, row)


def test_the_answers_are_of_every_record_type():
    assert 10 * len(RECORDS) < ANSWERS


@pytest.mark.parametrize(("kind", "key"), answers(), ids=lambda value: getattr(value, "__name__", str(value)))
def test_every_answer_takes_what_should_be_one_as_many_and_many_as_one(kind, key):
    chance = random.Random(str(key))
    sent = mutated_record(chance, kind)
    listed, alone = ([sent], sent) if key is None else ({key: [sent]}, {key: sent})
    check(decode_one(response_with(listed), kind, key), sent)
    (record,) = decode_many(response_with(alone), kind, key).records
    check(record, sent)
