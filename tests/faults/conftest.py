"""The accounts that the cells of one process share."""

from collections.abc import Iterator

import pytest

from tests.faults.scene import Worlds, worlds


@pytest.fixture(scope="session")
def accounts() -> Iterator[Worlds]:
    with worlds() as made:
        yield made
