"""What `python -m build` makes: one wheel with both packages, which needs the core dependencies alone."""

import subprocess
import sys
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    directory = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(directory), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (path,) = directory.glob("*.whl")
    with ZipFile(path) as file:
        yield file


@pytest.fixture(scope="module")
def metadata(wheel: ZipFile) -> Message:
    (name,) = (name for name in wheel.namelist() if name.endswith("/METADATA"))
    return Parser().parsestr(wheel.read(name).decode())


def test_it_holds_every_module_of_both_packages_and_nothing_else(wheel: ZipFile) -> None:
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    files = (path for package in ("zendesk_async", "zendesk_sync") for path in (ROOT / package).rglob("*"))
    assert held == {
        path.relative_to(ROOT).as_posix() for path in files if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"zendesk_async/py.typed", "zendesk_sync/py.typed"} <= held


def test_it_needs_the_core_dependencies_alone(metadata: Message) -> None:
    needed = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert [line.partition(">=")[0] for line in needed] == ["aiohttp", "anyio", "attrs", "cattrs", "msgspec"]
    assert metadata["Requires-Python"] == ">=3.11"


def test_it_offers_the_extras_and_the_command(metadata: Message, wheel: ZipFile) -> None:
    extras = {"cli", "dlt", "mcp", "otel", "parquet", "redis", "spark"}
    assert extras <= set(metadata.get_all("Provides-Extra", []))
    (name,) = (name for name in wheel.namelist() if name.endswith("/entry_points.txt"))
    assert "zendesk = zendesk_async.cli:main" in wheel.read(name).decode()


def test_it_imports_without_anything_else_of_the_project(wheel: ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    program = "import zendesk_async, zendesk_sync, zendesk_async.emulator; print(zendesk_sync.__file__)"
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {program}"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.startswith(str(tmp_path))
