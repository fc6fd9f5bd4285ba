"""`python -m tests.faults`: run the matrix and print it as a table; `--docs` writes its promises into the documentation."""

import sys
from pathlib import Path

import pytest


class Recorder:
    """Notes what became of each test."""

    def __init__(self) -> None:
        self.outcomes: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = report.nodeid.partition("[")[2].removesuffix("]")
        if report.when == "call" or not report.passed:
            self.outcomes[name] = report.outcome


def main(arguments: list[str]) -> int:
    if arguments == ["--docs"]:
        from tests.faults.table import PAGE, documented

        PAGE.write_text(documented(), encoding="utf-8")
        return 0
    recorder = Recorder()
    module = str(Path(__file__).with_name("test_matrix.py"))
    status = pytest.main(["-q", "--tb=short", "-n", "auto", "--no-header", module, *arguments], plugins=[recorder])
    # Not before: pytest rewrites the asserts of what it imports.
    from tests.faults.table import rendered

    print(rendered(recorder.outcomes))
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
