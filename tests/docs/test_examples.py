"""The examples of README.md and docs/ are run as a reader runs them, with an emulator for the account.

Blocks marked `python` and `bash` are run, each in a directory of its own; those marked `sh` and `console` are only shown.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal

from zendesk_async.emulator import Emulator

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(python|bash)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> Iterator[object]:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]:
        text = page.read_text(encoding="utf-8")
        for block in BLOCK.finditer(text):
            line = text.count("\n", 0, block.start()) + 1
            yield pytest.param(*block.groups(), id=f"{page.relative_to(ROOT)}:{line}")


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with (
        start_blocking_portal(name="emulator") as portal,
        portal.wrap_async_context_manager(Emulator(tickets=300, comments_per_ticket=1.5, limited=False)) as emulator,
    ):
        yield emulator


@pytest.mark.parametrize(("language", "text"), list(examples()))
def test_the_example_runs(language: str, text: str, emulator: Emulator, tmp_path: Path) -> None:
    tools = str(Path(sys.executable).parent)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZENDESK_")} | {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "ZENDESK_BASE_URL": emulator.url,
        "ZENDESK_OAUTH_CLIENT_ID": "emulator",
        "ZENDESK_OAUTH_CLIENT_SECRET": "secret",
    }
    command = (
        [sys.executable, "-W", "error", "-c", text]
        if language == "python"
        else ["bash", "-euo", "pipefail", "-c", text]
    )
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_examples_of_both_kinds() -> None:
    found = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {language for language, _ in found} == {"python", "bash"}
