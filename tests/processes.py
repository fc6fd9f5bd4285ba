"""The environment of processes that tests start for what they do, not for which lines they reach."""

import os


def untraced() -> dict[str, str]:
    """Return this process's environment without what makes coverage trace the processes it starts."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
