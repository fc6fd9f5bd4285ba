"""S16, S18: what the packages are made of, and what they never do."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path for package in ("zendesk_async", "zendesk_sync", "tools") for path in (ROOT / package).rglob("*.py")
)
LOCK = (ROOT / "requirements" / "development.txt").read_text()
PROJECT = (ROOT / "pyproject.toml").read_text()

NEVER_IMPORTED = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "yaml", "xml", "telnetlib", "crypt"}
NEVER_CALLED = {"eval", "exec", "compile", "__import__"}
NEVER_CALLED_OF = {("tempfile", "mktemp"), ("os", "system"), ("os", "popen"), ("subprocess", "getoutput")}


def calls(tree: ast.AST) -> Iterator[tuple[str | tuple[str, str], ast.Call]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)):
                yield name, node
            case ast.Call(func=ast.Attribute(attr=name, value=ast.Name(id=owner))):
                yield (owner, name), node


@pytest.mark.S16
def test_nothing_is_unpickled_evaluated_or_given_to_a_shell():
    assert [found for path in SOURCES for found in forbidden(path)] == []


def forbidden(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        yield from (f"{path}: imports {name}" for name in names if name.partition(".")[0] in NEVER_IMPORTED)
    for name, call in calls(tree):
        if name in NEVER_CALLED or name in NEVER_CALLED_OF or any(word.arg == "shell" for word in call.keywords):
            yield f"{path}:{call.lineno}: calls {name}"


@pytest.mark.S12
def test_no_module_can_switch_the_verification_of_certificates_off():
    switches = re.compile(r"CERT_NONE|CERT_OPTIONAL|check_hostname|_create_unverified|ssl=False|verify=False")
    assert [path for path in SOURCES if switches.search(path.read_text())] == []


@pytest.mark.S18
def test_the_core_is_five_dependencies_each_with_a_lower_bound_and_its_reason():
    needed = tomllib.loads(PROJECT)["project"]["dependencies"]
    assert [re.fullmatch(r"(\w+)>=[\d.]+", line)[1] for line in needed] == [
        "aiohttp", "anyio", "attrs", "cattrs", "msgspec",
    ]  # fmt: skip
    for line in needed:
        assert re.search(rf'"{re.escape(line)}",\s+# \w+', PROJECT), f"{line} has no reason beside it"


@pytest.mark.S18
def test_every_extra_has_a_lower_bound():
    for extra, needed in tomllib.loads(PROJECT)["project"]["optional-dependencies"].items():
        for line in needed:
            assert line.startswith("zendesk-async[") or ">=" in line, f"{line} of {extra}"


@pytest.mark.S18
def test_every_locked_package_has_one_version_and_hashes():
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    packages = [block for block in blocks if not block.startswith("#")]
    assert len(packages) > 50
    for block in packages:
        assert re.match(r"[a-z0-9][a-z0-9._-]*==[^\s;]+( ;[^\\]+)? \\\n", block), block[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block[:80]
    assert not re.search(r"(file|http|git\+)[:/]", LOCK)


@pytest.mark.S18
def test_the_lock_holds_the_core_at_its_bounds_or_above():
    for line in tomllib.loads(PROJECT)["project"]["dependencies"]:
        name, bound = line.split(">=")
        (locked,) = re.findall(rf"^{name}==(\S+)", LOCK, re.MULTILINE)
        assert numbers(locked) >= numbers(bound)


def numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


@pytest.mark.S18
def test_every_rule_has_a_test():
    held = {
        rule
        for path in [*(ROOT / "tests" / "security").glob("test_*.py"), *(ROOT / "tests").rglob("test_*.py")]
        for rule in re.findall(r"mark\.(S\d+)\b", path.read_text())
    }
    promised = re.findall(r"^\| (S\d+) \|", (ROOT / "SECURITY.md").read_text(), re.MULTILINE)
    assert promised == [f"S{number}" for number in range(1, 19)]
    assert held == set(promised)
