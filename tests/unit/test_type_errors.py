"""Mistakes that a type checker finds before the program runs."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MISTAKES = """
from zendesk_async import Zendesk as AsyncZendesk
from zendesk_sync import Zendesk

async def asynchronous(zd: AsyncZendesk) -> None:
    await zd.tickets.show("35436")  # mistake: an id is a number
    await zd.tickets.create(subject="No comment")  # mistake: a ticket begins with a comment
    await zd.tickets.create(comment={"body": "Hello"}, priority="highest")  # mistake: no such priority
    await zd.tickets.update(1, colour="red")  # mistake: no such field
    await zd.tickets.show(1, include=["parrots"])  # mistake: no such sideload
    zd.tickets.show(1).subject  # mistake: not awaited
    for ticket in zd.tickets.list(): ...  # mistake: not async for
    AsyncZendesk("acme", auth=("me@example.com", "password"))  # mistake: a pair is no credential
    AsyncZendesk("acme", retires=3)  # mistake: no such option

def synchronous(zd: Zendesk) -> None:
    zd.tickets.show("35436")  # mistake: an id is a number
    zd.tickets.create(subject="No comment")  # mistake: a ticket begins with a comment
    zd.tickets.update(1, colour="red")  # mistake: no such field
    zd.tickets.change(1, lambda ticket: ["printer"])  # mistake: an edit returns changes
    zd.with_options(deadlin=3)  # mistake: no such option
    Zendesk("acme", retires=3)  # mistake: no such option
    Zendesk(subdomain=5)  # mistake: not a name
"""
WANTED = [number for number, line in enumerate(MISTAKES.splitlines(), 1) if "# mistake" in line]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "mistakes.py"
    path.write_text(MISTAKES)
    return path


def output(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.stdout


def test_pyright_finds_each(program: Path) -> None:
    found = json.loads(output("pyright", "--outputjson", "--pythonpath", sys.executable, str(program)))
    lines = {item["range"]["start"]["line"] + 1 for item in found["generalDiagnostics"] if item["severity"] == "error"}
    assert sorted(lines) == WANTED


def test_mypy_finds_each(program: Path) -> None:
    found = output("mypy", "--strict", "--no-error-summary", "--hide-error-context", str(program))
    assert sorted({int(line) for line in re.findall(r"mistakes\.py:(\d+): error", found)}) == WANTED, found
