"""What holds for every test."""

import asyncio
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.security.rules import RULES

# How long an example takes says more of the machine, and of what else runs there, than of what is tested.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# pytest-asyncio remembers the main thread's event loop around an asynchronous fixture, and makes one to remember where
# there is none, which nobody closes. That there is none has to be said.
asyncio.set_event_loop(None)

TESTS = Path(__file__).parent

FIRST = ("endurance", "model", "limits", "cancellation", "faults")
"""What takes long, or only waits: begun first, beside everything else."""

UNTRACED = frozenset({"cancellation", "docs", "endurance", "faults", "fuzz", "model", "security"})
"""What repeats the same calls under all circumstances. Which lines are reached the other tests show, in half the time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests first, and trace only those that are about a part of the package."""

    def area(item: pytest.Item) -> str:
        return item.path.relative_to(TESTS).parts[0]

    items.sort(key=lambda item: FIRST.index(area(item)) if area(item) in FIRST else len(FIRST))
    for item in items:
        if area(item) in UNTRACED:
            item.add_marker("no_cover")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run two workers a core for `-n auto`: many tests wait for windows to turn, for processes and for servers."""
    usable = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return 2 * len(usable)


def pytest_configure(config: pytest.Config) -> None:
    """Register the security rules as markers: `pytest -m S3` runs what holds the third."""
    for number, rule in RULES.items():
        config.addinivalue_line("markers", f"{number}: {rule}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take how often the exports of all formats together are killed."""
    parser.addoption("--kills", type=int, default=7, help="kills of exports, over all formats together")
