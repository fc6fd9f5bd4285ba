"""A record class is built by attrs when it is needed, and nobody can tell that it was not before."""

import copy
import inspect
import pickle
import subprocess
import sys
import threading
from typing import Any

import attrs
import pytest

from zendesk_async import Record
from zendesk_async.models.base import record


@pytest.fixture
def kind() -> Any:
    """Give a record class that nobody has looked into yet."""

    @record
    class Thing(Record):
        """A thing."""

        id: int | None = None
        names: tuple[str, ...] = ()
        secret: str | None = attrs.field(default=None, repr=False)

        @property
        def first(self) -> str:
            return self.names[0]

    assert Thing.declaration is not None
    return Thing


@pytest.mark.parametrize(
    "look",
    [
        lambda kind: kind(id=1),
        lambda kind: attrs.has(kind) or pytest.fail("it is an attrs class"),
        attrs.fields,
        lambda kind: kind.__new__(kind).__setstate__({"id": 1}) or attrs.fields(kind),
        inspect.signature,
    ],
)
def test_whoever_looks_first_finds_it_complete(kind, look):
    look(kind)
    thing = kind(id=1, names=["a"], secret="s3cret")
    assert [field.name for field in attrs.fields(kind)] == ["id", "names", "secret"]
    assert list(inspect.signature(kind).parameters) == ["id", "names", "secret"]
    assert attrs.asdict(thing) == {"id": 1, "names": ["a"], "secret": "s3cret"}
    assert attrs.evolve(thing, id=2) == kind(id=2, names=["a"], secret="s3cret")
    assert (thing.first, repr(thing), kind().names) == ("a", f"{kind.__qualname__}(id=1, names=['a'])", ())
    assert kind.declaration is None


def test_its_name_and_text_are_the_ones_that_were_written(kind):
    assert (kind.__name__, kind.__doc__, kind.__module__) == ("Thing", "A thing.", __name__)
    assert kind.__qualname__.endswith("kind.<locals>.Thing")
    assert inspect.getdoc(kind) == "A thing."


def test_it_is_frozen_and_has_slots_only(kind):
    thing = kind(id=1)
    for change in (lambda: setattr(thing, "id", 2), lambda: setattr(thing, "other", 2), lambda: delattr(thing, "id")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            change()
    assert not hasattr(thing, "__dict__")
    assert thing.id == 1


def test_arguments_go_by_keyword_and_unknown_ones_are_refused(kind):
    with pytest.raises(TypeError, match="positional"):
        kind(1)
    with pytest.raises(TypeError, match="nonsense"):
        kind(nonsense=1)
    with pytest.raises(TypeError, match="nonsense"):
        kind(nonsense=1)


def test_records_of_it_are_values(kind):
    one, same, other = kind(id=1, names=("a",)), kind(id=1, names=("a",)), kind(id=2)
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != (1, ("a",), None)
    assert copy.copy(one) == copy.deepcopy(one) == one


def test_a_class_derived_from_it_has_its_fields(kind):
    class Special(kind):
        __slots__ = ()

    assert [field.name for field in attrs.fields(Special)] == ["id", "names", "secret"]
    assert Special(id=1).id == 1


def test_what_is_not_there_is_not_there(kind):
    with pytest.raises(AttributeError, match=r"'Thing' has no attribute 'nonsense'"):
        _ = kind.nonsense
    assert not attrs.has(Record)
    with pytest.raises(TypeError, match="@record"):
        Record()


def test_many_threads_may_build_it_at_once(kind):
    ready = threading.Barrier(8)
    made: list[Any] = []

    def build() -> None:
        ready.wait(5)
        made.append(kind(id=1))

    threads = [threading.Thread(target=build) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert made == [kind(id=1)] * 8


def run(program: str, given: bytes = b"") -> str:
    return subprocess.run(
        [sys.executable, "-c", program], input=given, capture_output=True, check=True, timeout=60
    ).stdout.decode()


def test_a_pickled_record_is_read_where_its_class_was_not_used_yet():
    from zendesk_async.models.tickets import Ticket

    given = pickle.dumps(Ticket(id=5, tags=("a",)))
    program = (
        "import pickle, sys; t = pickle.load(sys.stdin.buffer); print(t.id, t.tags, t == type(t)(id=5, tags=('a',)))"
    )
    assert run(program, given).strip() == "5 ('a',) True"


def test_the_import_of_a_group_builds_none():
    program = (
        "import zendesk_async as z; zd = z.Zendesk('acme', auth=z.OAuthToken('t')); zd.tickets, zd.users\n"
        "kinds = [k for k in z.Record.__subclasses__() if 'declaration' in vars(k)]\n"
        "print(len(kinds), sum(k.declaration is None for k in kinds))"
    )
    count, built = map(int, run(program).split())
    assert count > 20
    assert built == 0
