"""Write the resources of zendesk_sync from those of zendesk_async; with --check, say whether they are up to date.

Every public method keeps its name, parameters and docstring. Its body becomes the call of the async method, handed to
what its answer needs: `_wait` for a value, `_paginate` for a list, `_job` for a job, `_iterate` for a stream.
"""

import argparse
import ast
import difflib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by tools/mirror.py from {source}: change that, then run `make mirror`.\n\n"
# What the sync side has in another shape, by its name on the async side.
WRAPPED = {"Paginator": "_paginate", "Job": "_job", "AsyncIterator": "_iterate"}
RENAMED = {"AsyncIterable": "Iterable", "AsyncIterator": "Iterator"}
MOVED = {"Paginator": "zendesk_sync.pagination", "Job": "zendesk_sync.jobs"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> int:
    """Write the files, or with --check compare them; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is not what it should be")
    parser.add_argument("--root", type=Path, default=ROOT, help="the directory that holds both packages")
    arguments = parser.parse_args()
    wanted = dict(mirrored(arguments.root))
    target = arguments.root / "zendesk_sync"
    written = {*target.glob("resources/*.py"), *target.glob("_groups.py")}
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
        found = path.read_text(encoding="utf-8") if path in written else ""
        if path not in wanted or path not in written or found != wanted[path]:
            status = 1
            print(f"{path} is not what tools/mirror.py writes; run `make mirror`", file=sys.stderr)
            lines = difflib.unified_diff(
                found.splitlines(), wanted.get(path, "").splitlines(), "found", "wanted", lineterm=""
            )
            print("\n".join(list(lines)[:20]), file=sys.stderr)
    return status


def mirrored(root: Path) -> Iterator[tuple[Path, str]]:
    """Give the path and the text of every file of the sync side."""
    source, target = root / "zendesk_async", root / "zendesk_sync"
    yield target / "resources/__init__.py", '"""The resources of the sync client, written by tools/mirror.py."""\n'
    yield target / "_groups.py", mirror_groups(source / "_groups.py")
    for path in sorted(source.glob("resources/[!_]*.py")):
        yield target / "resources" / path.name, mirror_resource(path)


def mirror_resource(path: Path) -> str:
    """Return the sync text of one module of resources."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    name = f"zendesk_async.resources.{path.stem}"
    imports = imported(module) | {node: f"from {name} import {node}" for node in defined(module)}
    imports["Resource"] = "from zendesk_sync._resource import Resource"
    classes: list[ast.stmt] = []
    for node in module.body:
        if isinstance(node, ast.ClassDef) and any(
            isinstance(base, ast.Name) and base.id == "Resource" for base in node.bases
        ):
            twin = f"Async{node.name}"
            imports[twin] = f"from {name} import {node.name} as {twin}"
            methods = [mirror_method(item) for item in node.body if isinstance(item, FUNCTIONS) and item.name[0] != "_"]
            base = ast.parse(f"Resource[{twin}]", mode="eval").body
            classes.append(ast.ClassDef(node.name, [base], [], [docstring(node), *methods], []))
    return render(path.name, docstring(module), classes, imports, f"zendesk_async/resources/{path.name}")


def mirror_groups(path: Path) -> str:
    """Return the sync text of the lazy properties of the client."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    imports = {
        "Client": "from zendesk_sync._resource import Client",
        "TYPE_CHECKING": "from typing import TYPE_CHECKING",
    }
    properties: list[ast.stmt] = []
    typing_only: list[str] = []
    origins = imported(module)
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name[0] != "_" and node.returns is not None:
            kind = ast.unparse(node.returns).strip("'\"")
            line = origins[kind].replace("zendesk_async.", "zendesk_sync.")
            typing_only.append(line)
            text = f"@property\ndef {node.name}(self) -> '{kind}':\n    {line}\n    return self._group({kind}, self._async.{node.name})"
            function = ast.parse(text).body[0]
            assert isinstance(function, ast.FunctionDef)
            function.body.insert(0, docstring(node))
            properties.append(function)
    (groups,) = (node for node in module.body if isinstance(node, ast.ClassDef))
    base = ast.parse("Client", mode="eval").body
    body = ast.ClassDef(groups.name, [base], [], [docstring(groups), *properties], [])
    guard = ast.parse("if TYPE_CHECKING:\n" + "".join(f"    {line}\n" for line in typing_only)).body
    return render(path.name, docstring(module), [*guard, body], imports, "zendesk_async/_groups.py")


def mirror_method(node: Function) -> ast.stmt:
    """Return the sync method: the same signature and docstring, and one call of the async method."""
    returns = ast.unparse(node.returns) if node.returns else "None"
    outer = re.split(r"\W", returns, maxsplit=1)[0]
    decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
    body: list[ast.stmt] = [docstring(node)] if ast.get_docstring(node) else []
    if "overload" in decorators:
        body.append(ast.Expr(ast.Constant(...)))
    elif "property" in decorators:
        body.append(ast.parse(f"return self._async.{node.name}").body[0])
    else:
        call = f"self._async.{node.name}({', '.join(passed(node.args))})"
        default = "_wait" if isinstance(node, ast.AsyncFunctionDef) else None
        wrapper = WRAPPED.get(outer, default)
        keyword = "" if returns == "None" else "return "
        body.append(ast.parse(f"{keyword}self.{wrapper}({call})" if wrapper else keyword + call).body[0])
    arguments = Renamer().visit(node.args)
    answer = Renamer().visit(node.returns) if node.returns else None
    return ast.FunctionDef(node.name, arguments, body, node.decorator_list, answer)


def passed(arguments: ast.arguments) -> Iterator[str]:
    """Give the arguments as the sync method passes them on."""
    for argument in [*arguments.posonlyargs, *arguments.args][1:]:
        yield converted(argument)
    if arguments.vararg:
        yield f"*{arguments.vararg.arg}"
    for argument in arguments.kwonlyargs:
        yield f"{argument.arg}={converted(argument)}"
    if arguments.kwarg:
        yield f"**{arguments.kwarg.arg}"


def converted(argument: ast.arg) -> str:
    """Return the argument, wrapped when it is code of the caller's, which runs in the caller's thread."""
    annotation = ast.unparse(argument.annotation) if argument.annotation else ""
    if "Callable[" in annotation:
        return f"self._callback({argument.arg})"
    if "AsyncIterable[" in annotation:
        return f"self._stream({argument.arg})"
    return argument.arg


class Renamer(ast.NodeTransformer):
    """Give types of the loop their names here: an `AsyncIterator` is an `Iterator`, an `Awaitable[X]` an X."""

    def visit_Name(self, node: ast.Name) -> ast.Name:  # noqa: N802  # the name that ast.NodeVisitor calls
        """Rename one type."""
        return ast.Name(RENAMED.get(node.id, node.id))


def docstring(node: ast.Module | ast.ClassDef | Function) -> ast.Expr:
    """Return the docstring with the examples as they are written without `await`."""
    text = ast.get_docstring(node, clean=False) or ""
    return ast.Expr(
        ast.Constant(re.sub(r"\b(?:await |async (?=with|for|def))", "", text).replace("zendesk_async", "zendesk_sync"))
    )


def imported(module: ast.Module) -> dict[str, str]:
    """Return the import statement of every name that the module imports."""
    found: dict[str, str] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                name = RENAMED.get(bound, bound)
                one = [ast.alias(RENAMED.get(alias.name, alias.name), alias.asname)]
                origin = MOVED.get(bound, getattr(node, "module", None))
                found[name] = ast.unparse(ast.ImportFrom(origin, one, 0) if origin else ast.Import(one))
    return found


def defined(module: ast.Module) -> Iterator[str]:
    """Give the names that the module defines beside its classes: aliases of types, constants."""
    for node in module.body:
        if isinstance(
            node,
            ast.Assign | ast.AnnAssign | ast.TypeAlias if sys.version_info >= (3, 12) else ast.Assign | ast.AnnAssign,
        ):
            for target in ast.walk(node):
                if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store):
                    yield target.id


def render(name: str, title: ast.stmt, body: list[ast.stmt], imports: dict[str, str], source: str) -> str:
    """Return the formatted text of a module, with the imports that it uses."""
    used = {node.id for statement in body for node in ast.walk(statement) if isinstance(node, ast.Name)}
    lines = sorted({imports[word] for word in used if word in imports})
    module = ast.Module([title, *ast.parse("\n".join(lines)).body, *body], [])
    text = HEADER.format(source=source) + ast.unparse(ast.fix_missing_locations(module))
    for command in (["check", "--select=I", "--fix", "--quiet"], ["format", "--quiet"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(ROOT / "zendesk_sync" / name), "-"]
        text = subprocess.run(ruff, input=text, capture_output=True, text=True, check=True).stdout
    return text


if __name__ == "__main__":
    sys.exit(main())
