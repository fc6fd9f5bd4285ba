"""Write the groups and the names of zendesk_sync from those of zendesk_async; with --check, say if they are up to date.

Every public method keeps its name, parameters and docstring. Its body becomes the call of the async method, handed to
what its answer needs: `_wait` for a value, `_paginate` for a list, `_job` for a job, `_iterate` for a stream.
"""

import argparse
import ast
import difflib
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by tools/mirror.py from zendesk_async/{source}: change that one, then run `make mirror`.\n\n"
WRAPPERS = {"Paginator": "_paginate", "Job": "_job", "AsyncIterator": "_iterate"}
MOVED = {
    "Client": "from zendesk_sync._resource import Client",
    "Job": "from zendesk_sync.jobs import Job",
    "Paginator": "from zendesk_sync.pagination import Paginator",
    "Resource": "from zendesk_sync._resource import Resource",
    "group": "from zendesk_sync._resource import group",
    "TypeVar": "from typing import TypeVar",
    "Zendesk": "from zendesk_sync.client import Zendesk",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> int:
    """Write the files or compare them; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is not what it should be")
    parser.add_argument("--root", type=Path, default=ROOT, help="the directory that holds both packages")
    arguments = parser.parse_args()
    target: Path = arguments.root / "zendesk_sync"
    texts = formatted(dict(mirror(arguments.root / "zendesk_async")))
    wanted = {target / name: text for name, text in texts.items()}
    written = {path for path in [*wanted, *target.glob("resources/*.py")] if path.exists()}
    if arguments.check:
        return report(wanted, written)
    for path in written - wanted.keys():
        path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


def report(wanted: dict[Path, str], written: set[Path]) -> int:
    """Print how the files on disk differ from the wanted ones; return 1 when they do."""
    status = 0
    for path in sorted(written | wanted.keys()):
        found, text = path.read_text(encoding="utf-8") if path in written else "", wanted.get(path, "")
        if found != text or path not in wanted or path not in written:
            status = 1
            lines = list(difflib.unified_diff(found.splitlines(), text.splitlines(), n=1, lineterm=""))
            print(f"{path} is not what tools/mirror.py writes; run `make mirror`", *lines[:20], sep="\n")
    return status


def mirror(source: Path) -> Iterator[tuple[str, str]]:
    """Give the name and the text of every file of the sync side."""
    names = [
        "__init__.py",
        "_groups.py",
        *sorted(f"resources/{path.name}" for path in source.glob("resources/[!_]*.py")),
    ]
    modules = {name: ast.parse((source / name).read_text(encoding="utf-8")) for name in names}
    classes = [node for module in modules.values() for node in module.body if isinstance(node, ast.ClassDef)]
    bases = {ast.unparse(base) for node in classes for base in node.bases}
    yield "__init__.py", mirror_names(modules.pop("__init__.py"))
    yield "_groups.py", mirror_groups(modules.pop("_groups.py"))
    yield "resources/__init__.py", render("resources/__init__.py", documented("The groups of the sync client."), [], {})
    for name, module in modules.items():
        yield name, mirror_resources(name, module, bases)


def mirror_resources(name: str, module: ast.Module, bases: set[str]) -> str:
    """Return the sync text of one module of resources. A class that is the base of a group stays open for it."""
    origin = "zendesk_async." + name.removesuffix(".py").replace("/", ".")
    imports = {word: f"from {origin} import {word}" for word in defined(module)} | imported(module) | MOVED
    body: list[ast.stmt] = []
    for node in module.body:
        parents = [ast.unparse(base) for base in node.bases] if isinstance(node, ast.ClassDef) else []
        if not isinstance(node, ast.ClassDef) or not bases.intersection(parents):
            continue
        twin = parameter = f"Async{node.name}"
        imports[twin] = f"from {origin} import {node.name} as {twin}"
        imports |= {parent: imports[parent].replace("_async.", "_sync.") for parent in parents}
        if node.name in bases:
            parameter = "A"
            body += ast.parse(f"A = TypeVar('A', bound={twin})").body
        methods = [mirrored(item) for item in node.body if isinstance(item, Function) and item.name[0] != "_"]
        generic = [ast.parse(f"{parent}[{parameter}]", mode="eval").body for parent in parents]
        body.append(ast.ClassDef(node.name, generic, [], [documented(node), *methods], []))
    return render(name, documented(module), body, imports)


def mirror_groups(module: ast.Module) -> str:
    """Return the sync text of the client's groups: each is the async group, reached through the client's portal."""
    body = [node for node in module.body if isinstance(node, ast.ClassDef | ast.If)]
    for node in (item for statement in body for item in ast.walk(statement)):
        if isinstance(node, ast.ImportFrom) and node.module:
            node.module = node.module.replace("zendesk_async.", "zendesk_sync.")
        elif isinstance(node, ast.ClassDef):
            node.bases = [ast.Name("Client")]
    imports = imported(ast.Module([node for node in module.body if isinstance(node, ast.ImportFrom)], []))
    return render("_groups.py", documented(module), body, imports | MOVED)


def mirror_names(module: ast.Module) -> str:
    """Return the sync text of the package: the same names, those that wait from the sync side."""
    (names,) = (
        node for node in module.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    title = "The Zendesk SDK for Python, synchronous side: `zendesk_async` without `await`."
    public: list[str] = ast.literal_eval(names.value)
    imports = {word: MOVED.get(word, line) for word, line in imported(module).items() if word in public}
    return render("__init__.py", documented(title), [names], imports)


def mirrored(node: Function) -> ast.stmt:
    """Return the sync method: the same signature and docstring, and one call of the async method."""
    returns = ast.unparse(node.returns) if node.returns else "None"
    wrapper = WRAPPERS.get(re.split(r"\W", returns)[0], "_wait")
    call = f"self.{wrapper}(self._async.{node.name}({passed(node.args)}))"
    call = call if returns == "None" else f"return {call}"
    return ast.FunctionDef(node.name, node.args, [documented(node), *ast.parse(call).body], [], node.returns)


def passed(arguments: ast.arguments) -> str:
    """Return the arguments as the sync method passes them on."""
    words = [converted(argument) for argument in [*arguments.posonlyargs, *arguments.args][1:]]
    words += [f"{argument.arg}={converted(argument)}" for argument in arguments.kwonlyargs]
    return ", ".join(words + ([f"**{arguments.kwarg.arg}"] if arguments.kwarg else []))


def converted(argument: ast.arg) -> str:
    """Return the argument, wrapped when it is code of the caller's, which runs in the caller's thread."""
    annotation = ast.unparse(argument.annotation) if argument.annotation else ""
    if "Callable[" in annotation:
        return f"self._callback({argument.arg})"
    return f"self._stream({argument.arg})" if "AsyncIterable[" in annotation else argument.arg


def documented(node: ast.Module | ast.ClassDef | Function | str) -> ast.Expr:
    """Return the docstring, with the examples in it as they are written without `await`."""
    text = node if isinstance(node, str) else ast.get_docstring(node, clean=False) or ""
    return ast.Expr(ast.Constant(re.sub(r"\b(?:await |async (?=with|for|def))", "", text)))


def imported(module: ast.Module) -> dict[str, str]:
    """Return the import statement of every name that the module imports, by that name."""
    found: dict[str, str] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                line = (
                    ast.ImportFrom(node.module, [alias], 0) if isinstance(node, ast.ImportFrom) else ast.Import([alias])
                )
                found[alias.asname or alias.name] = ast.unparse(line)
    return found


def defined(module: ast.Module) -> list[str]:
    """Return the names that the module gives to types and constants."""
    targets = [node.targets[0] for node in module.body if isinstance(node, ast.Assign)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def render(name: str, title: ast.stmt, body: Sequence[ast.stmt], imports: dict[str, str]) -> str:
    """Return the text of a module of zendesk_sync, with more imports than it needs."""
    lines = "\n".join(sorted(set(imports.values())))
    module = ast.fix_missing_locations(ast.Module([title, *ast.parse(lines).body, *body], []))
    text = re.sub(r"\bAsync(Iterable|Iterator)\b", r"\1", ast.unparse(module))
    text = re.sub(r"(?m)^    (['\"])(?!\1)(.*)\1$", r'    """\2"""', text)  # the docstring of an attribute
    # What may be awaited on the async side is the value itself here.
    return HEADER.format(source=name) + re.sub(r"\bAwaitable\[[^\[\]]*\] \| ", "", text)


def formatted(texts: dict[str, str]) -> dict[str, str]:
    """Return the texts in the project's own form, without the imports that they don't use."""
    with TemporaryDirectory() as directory:
        files = {name: Path(directory, name) for name in texts}
        for name, file in files.items():
            file.parent.mkdir(exist_ok=True)
            file.write_text(texts[name], encoding="utf-8")
        for command in (["check", "--select=F401,I", "--fix"], ["format"]):
            ruff = [sys.executable, "-m", "ruff", *command, "--quiet", f"--config={ROOT / 'pyproject.toml'}", directory]
            subprocess.run(ruff, check=True)
        return {name: file.read_text(encoding="utf-8") for name, file in files.items()}


if __name__ == "__main__":
    sys.exit(main())
