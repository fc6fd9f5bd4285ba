"""What holds for every test."""

import asyncio
import os

import pytest
from hypothesis import HealthCheck, settings

from tests.security.rules import RULES

# How long an example takes says more of the machine, and of what else runs there, than of what is tested.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# pytest-asyncio remembers the main thread's event loop around an asynchronous fixture, and makes one to remember where
# there is none, which nobody closes. That there is none has to be said.
asyncio.set_event_loop(None)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run one worker more than there are cores for `-n auto`: some tests only wait, for windows to turn and processes."""
    usable = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return len(usable) + 1


def pytest_configure(config: pytest.Config) -> None:
    """Register the security rules as markers: `pytest -m S3` runs what holds the third."""
    for number, rule in RULES.items():
        config.addinivalue_line("markers", f"{number}: {rule}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take how often the exports of all formats together are killed."""
    parser.addoption("--kills", type=int, default=7, help="kills of exports, over all formats together")
