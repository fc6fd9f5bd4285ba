"""What holds for every test."""

import asyncio
import os
import sys
import threading
from collections.abc import Generator
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.security.rules import RULES

# How long an example takes says more of the machine, and of what else runs there, than of what is tested. The examples
# are the same each time, so that a run tells of the tree and not of its luck; who looks for more gets others each time.
settings.register_profile(
    "any machine",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="FUZZ_EXAMPLES" not in os.environ,
)
settings.load_profile("any machine")

# pytest-asyncio remembers the main thread's event loop around an asynchronous fixture, and makes one to remember where
# there is none, which nobody closes. That there is none has to be said.
asyncio.set_event_loop(None)

TESTS = Path(__file__).parent

FIRST = (
    "endurance",
    "model",
    "export/test_kill",
    "limits",
    "cancellation",
    "docs",
    "engines",
    "cli/test_demo_command",
    "cli/test_export_command",
    "emulator/test_tables",
    "export",
)
"""What takes long: begun first, so that the last to end are short."""

SPREAD = "faults"
"""What waits most of its time, in many short tests: one here and one there, so that others compute meanwhile."""

UNTRACED = (
    "cancellation",
    "cli/test_every_operation",
    "cli/test_terminal",
    "core/test_jobs",
    "core/test_registry",
    "docs",
    "emulator/test_collections",
    "emulator/test_foundation_paging",
    "emulator/test_incremental",
    "emulator/test_people_states",
    "emulator/test_record_checks",
    "emulator/test_record_filters",
    "emulator/test_tables",
    "endurance",
    "engines/test_dlt",
    "export/test_changes",
    "export/test_checkpoint",
    "export/test_export",
    "export/test_files",
    "export/test_formats",
    "export/test_increments",
    "export/test_kill",
    "export/test_paging_faults",
    "export/test_plan",
    "faults",
    "fuzz",
    "limits/test_limits_over_sockets",
    "limits/test_shared_limits.py",
    "model",
    "security",
    "sync/test_every_operation",
    "sync/test_mirror",
    "sync/test_portal",
    "sync/test_process",
    "unit/test_auth_processes",
    "unit/test_limits_bucket",
    "unit/test_limits_headers",
    "unit/test_limits_windows",
    "unit/test_mutated_answers",
    "unit/test_records",
    "unit/test_refusal",
)
"""What reaches hardly a line that no other test reaches: a trace of these would cost minutes and show nothing."""


def name_of(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).as_posix()


def spread(few: list[pytest.Item], many: list[pytest.Item]) -> list[pytest.Item]:
    """Put the few among the many, as far from each other as can be."""
    places = [(order / len(many), item) for order, item in enumerate(many)]
    places += [((order + 0.5) / len(few), item) for order, item in enumerate(few)]
    return [item for _, item in sorted(places, key=itemgetter(0))]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests first, and those that wait among the others."""

    def place(item: pytest.Item) -> int:
        name = name_of(item)
        return next((order for order, first in enumerate(FIRST) if name.startswith(first)), len(FIRST))

    waiting: list[pytest.Item] = []
    computing: list[pytest.Item] = []
    for item in items:
        (waiting if name_of(item).startswith(SPREAD) else computing).append(item)
    items[:] = spread(waiting, sorted(computing, key=place))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run what is not traced without the tracer.

    The marker `no_cover` does not do it beside others: each worker of pytest-xdist has two of pytest-cov's tracers, and
    when one pauses the other goes on.
    """
    traced, traced_in_threads = sys.gettrace(), threading.gettrace()
    if traced is None or not name_of(item).startswith(UNTRACED):
        return (yield)
    sys.settrace(None)
    threading.settrace(None)  # type: ignore[arg-type]  # the stubs forget it
    try:
        return (yield)
    finally:
        threading.settrace(traced_in_threads)  # type: ignore[arg-type]  # the same
        sys.settrace(traced)


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
