"""How record classes are made: with their slots at once, and by attrs when one is first built or looked into.

To build a class takes attrs 0.3 ms or more, most of it for compiling an `__init__`. There are over a hundred record
classes, a program uses a few of them, and every group of operations names thirty.
"""

import threading
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

import attrs

C = TypeVar("C", bound=type)

_building = threading.RLock()
_MADE_BY_ATTRS = ("__init__", "__replace__", "__attrs_props__", "__attrs_attrs__")


class RecordType(type):
    """The type of record classes: what attrs makes of one is made when somebody asks for it."""

    if not TYPE_CHECKING:  # a checker that saw it would take any name for an attribute of the class

        def __getattr__(cls, name):
            if name in {"__attrs_attrs__", "__attrs_props__", "__signature__"} and _build(cls):
                return type.__getattribute__(cls, name)
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")


class Frozen(metaclass=RecordType):
    """What attrs would otherwise write into each class anew."""

    __slots__ = ()

    declaration: ClassVar[type | None]
    """The class as it was written, until attrs has made something of it."""

    if not TYPE_CHECKING:  # the decorator tells checkers what these say

        def __init__(self, **values):
            kind = type(self)
            if not _build(kind):
                raise TypeError(f"{kind.__name__} is no record: it lacks @record")
            kind.__init__(self, **values)

        def __setattr__(self, name, value):
            raise attrs.exceptions.FrozenInstanceError

        def __delattr__(self, name):
            raise attrs.exceptions.FrozenInstanceError

    def __getstate__(self) -> dict[str, Any]:
        kind: Any = type(self)
        return {field.name: getattr(self, field.name) for field in attrs.fields(kind)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(attrs.field,))
def slotted(cls: C) -> C:
    """Return the class with a slot for each of its fields, to be completed by attrs: frozen and keyword-only."""
    fields = tuple(cls.__annotations__)
    left_out = {*fields, "__dict__", "__weakref__"}
    namespace: dict[str, Any] = {name: value for name, value in vars(cls).items() if name not in left_out}
    namespace |= {"__slots__": fields, "__qualname__": cls.__qualname__, "declaration": cls}
    made: Any = type(cls)(cls.__name__, cls.__bases__, namespace)
    kind: C = made
    return kind


def _build(cls: Any) -> bool:
    """Let attrs complete the record class that this one is or is derived from; False when there is none."""
    with _building:
        owner = next((kind for kind in cls.__mro__ if "declaration" in vars(kind)), None)
        if owner is None:
            return False
        if owner.declaration is not None:
            twin = attrs.frozen(kw_only=True, slots=True, eq=False, repr=False)(owner.declaration)
            for name in _MADE_BY_ATTRS:
                if name in vars(twin):
                    type.__setattr__(owner, name, vars(twin)[name])
            type.__setattr__(owner, "declaration", None)
        return True
