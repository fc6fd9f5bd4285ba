"""zendesk_sync is what tools/mirror.py makes of zendesk_async, to the letter."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GENERATED = sorted(
    [*ROOT.glob("zendesk_sync/resources/*.py"), ROOT / "zendesk_sync/__init__.py", ROOT / "zendesk_sync/_groups.py"]
)


def mirror(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(ROOT / "tools/mirror.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in ("zendesk_async", "zendesk_sync"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def check(copy: Path) -> "subprocess.CompletedProcess[str]":
    return mirror("--check", "--root", str(copy))


def test_the_sync_side_is_up_to_date() -> None:
    assert mirror("--check").returncode == 0


def test_every_difference_is_found_and_making_it_again_repairs_it(copy: Path) -> None:
    tickets, groups, users = (
        copy / "zendesk_sync" / name for name in ("resources/tickets.py", "_groups.py", "resources/users.py")
    )
    tickets.write_text(tickets.read_text()[:-1])
    groups.write_text("")
    users.unlink()
    stray = copy / "zendesk_sync/resources/parrots.py"
    stray.write_text("class Parrots: ...\n")
    found = check(copy)
    assert found.returncode == 1
    for path in (tickets, groups, users, stray):
        assert f"{path} is not what tools/mirror.py writes; run `make mirror`" in found.stdout
    assert mirror("--root", str(copy)).returncode == 0
    assert not stray.exists()
    assert tickets.read_text() == (ROOT / "zendesk_sync/resources/tickets.py").read_text()
    assert check(copy).returncode == 0


def test_a_change_of_the_async_side_is_found(copy: Path) -> None:
    source = copy / "zendesk_async/resources/tags.py"
    source.write_text(source.read_text().replace("Return ", "Give ", 1))
    found = check(copy)
    assert (found.returncode, "resources/tags.py" in found.stdout) == (1, True)


@pytest.mark.parametrize("path", GENERATED, ids=lambda path: path.name)
def test_a_generated_file_says_so_and_awaits_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Written by tools/mirror.py from zendesk_async/")
    nodes = list(ast.walk(ast.parse(text)))
    assert not [
        node for node in nodes if isinstance(node, ast.Await | ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith)
    ]
    assert "await " not in text


def test_an_example_in_a_docstring_loses_its_awaits(copy: Path) -> None:
    source = copy / "zendesk_async/resources/tags.py"
    text = source.read_text()
    example = "class Tags(Resource, scope=None):\n    async def look(self) -> None:\n        '''`await zd.x()`, `async for a in b`.'''\n"
    head, _, _ = text.partition("class Tags")
    source.write_text(head + example)
    mirror("--root", str(copy))
    written = (copy / "zendesk_sync/resources/tags.py").read_text()
    assert '"""`zd.x()`, `for a in b`."""' in written
    assert "        self._wait(self._async.look())\n" in written


def test_callbacks_and_streams_are_handed_over_as_the_caller_means_them(copy: Path) -> None:
    source = copy / "zendesk_async/resources/tags.py"
    source.write_text(
        '"""Made up."""\n'
        "from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable\n"
        "from zendesk_async._resource import Resource\n"
        "Word = str | None\n"
        "class Tags(Resource):\n"
        "    '''Tags.'''\n"
        "    async def edit(self, word: Word, /) -> int:\n"
        "        '''Edit.'''\n"
        "        return 1\n"
        "    async def change(self, edit: Callable[[int], Awaitable[int] | int], *, parts: AsyncIterable[bytes] = ()) -> int:\n"
        "        '''Change.'''\n"
        "        return 1\n"
        "    def read(self, **words: int) -> AsyncIterator[bytes]:\n"
        "        '''Read.'''\n"
        "        return self._stream(words)\n"
    )
    mirror("--root", str(copy))
    written = (copy / "zendesk_sync/resources/tags.py").read_text()
    for line in (
        "from collections.abc import Callable, Iterable, Iterator\n",
        "from zendesk_async.resources.tags import Word\n",
        "    def edit(self, word: Word, /) -> int:\n",
        "        return self._wait(self._async.edit(word))\n",
        "    def change(self, edit: Callable[[int], int], *, parts: Iterable[bytes] = ()) -> int:\n",
        "        return self._wait(self._async.change(self._callback(edit), parts=self._stream(parts)))\n",
        "    def read(self, **words: int) -> Iterator[bytes]:\n",
        "        return self._iterate(self._async.read(**words))\n",
    ):
        assert line in written, line
