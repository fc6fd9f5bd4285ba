"""What a client is asked to do, one step after another."""

from collections.abc import Iterator
from typing import Any

TICKETS = 450
USERS = 45
ORGANIZATIONS = 4
"""The sizes of the account that each client gets."""


def expect(what: str, found: object, wanted: object) -> None:
    """Raise `AssertionError` unless a client found what there is."""
    if found != wanted:
        raise AssertionError(f"{what}: {found!r} instead of {wanted!r}")


def steps_of(client: object) -> Iterator[tuple[str, Any]]:
    """Give the steps of a class, in the order in which they are written down, by their names in words."""
    for name in vars(type(client)):
        if not name.startswith("_"):
            yield name.replace("_", " "), getattr(client, name)
