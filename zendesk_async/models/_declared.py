"""How a class statement becomes a record class: slotted at once, its attrs fields made when somebody first asks.

attrs takes a quarter of a millisecond for a class, most of it to compile the methods that `Value` has for all of them.
A group brings in up to seventy record classes, of which a program reads a few.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs
from attrs.exceptions import FrozenInstanceError

from zendesk_async.models._converter import field_types
from zendesk_async.models._parts import part


class _Signature:
    """What `inspect` (and with it a notebook's help) says a record class takes."""

    def __get__(self, instance: object, owner: Any) -> inspect.Signature:
        return inspect.Signature(
            [
                inspect.Parameter(
                    field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type
                )
                for field in getattr(owner, "__attrs_attrs__", ())
            ]
        )


class Value:
    """What every record is to Python: made by keywords, frozen, equal when its fields are, copied and pickled by them.

    msgspec makes records without these methods: it sets the fields and calls `__attrs_post_init__`.
    """

    __slots__ = ()
    __signature__ = _Signature()

    def __init__(self, **values: Any) -> None:
        kind: Any = type(self)
        for field in attrs.fields(kind):
            value = values.pop(field.name, None)
            object.__setattr__(self, field.name, field.default if value is None else value)
        if values:
            raise TypeError(f"{kind.__qualname__} has no {', '.join(sorted(values))}")

    if not TYPE_CHECKING:  # a checker would take it that any name can be set

        def __setattr__(self, name: str, value: object) -> None:
            raise FrozenInstanceError

        def __delattr__(self, name: str) -> None:
            raise FrozenInstanceError

    def __getstate__(self) -> dict[str, Any]:
        kind: Any = type(self)
        return {name: getattr(self, name) for name in field_types(kind)}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        kind: Any = type(self)
        Value.__init__(self, **{name: state.get(name) for name in field_types(kind)})

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Value) or other.__class__ is not self.__class__:
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        kind: Any = type(self)
        shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(kind) if field.repr)
        return f"{kind.__qualname__}({shown})"

    def _values(self) -> object:
        kind: Any = type(self)
        return _reader(kind)(self)


@cache
def _reader(kind: Any) -> Callable[[Value], object]:
    return attrgetter(*field_types(kind))


class DeclaredFields:
    """The fields of a record class: the `__attrs_attrs__` by which attrs, cattrs and msgspec know a class of attrs.

    https://www.attrs.org/en/stable/extending.html
    """

    def __init__(self, declared: type) -> None:
        self._declared = declared
        self._fields: Any = None

    def __get__(self, instance: object, owner: type) -> Any:
        if self._fields is None:
            # attrs makes another class of the one it is given and leaves that as it was: two threads may come here.
            made: Any = attrs.frozen(kw_only=True, init=False, eq=False, repr=False)(self._declared)
            self._fields = attrs.fields(made)
        return self._fields


@cache  # most fields of all classes are one of a few types
def is_part(declared: Any) -> bool:
    """Tell whether a field of this type holds a record or an object somewhere, and is decoded when it is first read."""
    if isinstance(declared, type) and issubclass(declared, Value):
        return True
    return get_origin(declared) in (dict, Mapping) or any(is_part(inner) for inner in get_args(declared))


def slotted(declared: type, methods: Mapping[str, object]) -> Any:
    """Return the record class that a class statement declares: its public annotated names are slots.

    It gets the methods as well; all else stays as it was declared.
    """
    names = tuple(name for name in declared.__annotations__ if not name.startswith("_"))
    replaced = {*names, "__dict__", "__weakref__"}
    namespace = {name: value for name, value in vars(declared).items() if name not in replaced}
    slots = {"__slots__": names, "__qualname__": declared.__qualname__, "__attrs_attrs__": DeclaredFields(declared)}
    made = type(declared)(declared.__name__, declared.__bases__, {**namespace, **slots, **methods})
    for name in names:
        if is_part(of := declared.__annotations__[name]):
            setattr(made, name, part(vars(made)[name], of, () if vars(declared).get(name) == () else None))
    return made
