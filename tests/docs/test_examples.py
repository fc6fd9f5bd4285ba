"""The examples of README.md and docs/ are run as a reader runs them, with an emulator for the account.

Blocks marked `python` and `bash` are run, each with names of its own; those marked `sh` and `console` are only shown.
The Python blocks of one page share a process, those of the README have one each. A block with tests is run by pytest.
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
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(python|bash)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTEST = "-q -p no:cacheprovider -W error -o asyncio_mode=auto -o asyncio_default_fixture_loop_scope=function"
RUN_ALL = """
import sys
texts = sys.stdin.read().split("\\0")
for name, text in zip(texts[::2], texts[1::2], strict=True):
    print("running", name, flush=True)
    exec(compile(text, name, "exec"), {"__name__": "__main__"})
"""


def blocks_of(page: Path) -> Iterator[tuple[str, str, str]]:
    """Give kind, place and text of each block that is run; line numbers of the text are those of the page."""
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        language, code = block.groups()
        line = text.count("\n", 0, block.start()) + 1
        kind = "tests" if language == "python" and re.search(r"^(async )?def test_", code, re.MULTILINE) else language
        yield kind, f"{page.relative_to(ROOT)}:{line}", code if kind == "bash" else "\n" * line + code


def examples() -> Iterator[object]:
    for page in [README, *sorted((ROOT / "docs").glob("**/*.md"))]:
        together: list[tuple[str, str]] = []
        for kind, name, text in blocks_of(page):
            if kind == "python" and page != README:
                together.append((name, text))
            else:
                yield pytest.param(kind, [(name, text)], id=name)
        if together:
            yield pytest.param("python", together, id=f"{page.relative_to(ROOT)} ({len(together)})")


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with (
        start_blocking_portal(name="emulator") as portal,
        # The clients of the examples keep to the limit they are told: a large one, or they would take their time.
        portal.wrap_async_context_manager(
            Emulator(tickets=300, comments_per_ticket=1.5, limited=False, requests_per_window=1_000_000)
        ) as emulator,
    ):
        yield emulator


@pytest.mark.parametrize(("kind", "blocks"), list(examples()))
def test_the_examples_run(kind: str, blocks: list[tuple[str, str]], emulator: Emulator, tmp_path: Path) -> None:
    tools = str(Path(sys.executable).parent)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZENDESK_")} | {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "ZENDESK_BASE_URL": emulator.url,
        "ZENDESK_OAUTH_CLIENT_ID": "emulator",
        "ZENDESK_OAUTH_CLIENT_SECRET": "secret",
        "DLT_DATA_DIR": str(tmp_path / "dlt"),
        "RUNTIME__DLTHUB_TELEMETRY": "false",
    }
    given = None
    match kind:
        case "python":
            command = [sys.executable, "-W", "error", "-c", RUN_ALL]
            given = "\0".join(part for block in blocks for part in block)
        case "tests":
            (tmp_path / "test_example.py").write_text(blocks[0][1], encoding="utf-8")
            command = [sys.executable, "-m", "pytest", *PYTEST.split(), "test_example.py"]
        case _:
            command = ["bash", "-euo", "pipefail", "-c", blocks[0][1]]
    done = subprocess.run(
        command, input=given, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_examples_of_both_kinds() -> None:
    assert {kind for kind, _, _ in blocks_of(README)} == {"python", "bash"}


def test_every_page_is_in_the_table_of_contents() -> None:
    listed = re.findall(r"^[\w-]+$", (ROOT / "docs" / "index.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {page.stem for page in (ROOT / "docs").glob("*.md")} - {"index"} <= set(listed)
