"""The names that may follow `zendesk`: commands and groups of operations. Nothing is imported to know them."""

import ast
from collections.abc import Mapping
from functools import lru_cache
from importlib.abc import InspectLoader
from importlib.util import find_spec
from itertools import pairwise
from typing import Final

COMMANDS: Final[Mapping[str, str]] = {
    "export": "Export whole streams of an account to files; goes on where it ended.",
    "demo": "Export an emulated account at the full rate, and check what came out.",
    "emulator": "Run a Zendesk account on this machine.",
    "doctor": "Check the settings, the credential and the way to the account.",
    "login": "Sign in with a browser and keep the tokens for the next commands.",
    "operations": "List every operation of the API that this package has.",
    "request": "Send any request to the account.",
}
"""Every command and what it does; each is a module of this package."""


@lru_cache(maxsize=1)
def groups() -> Mapping[str, str]:
    """Return every group of operations with its first line of documentation.

    Read from the source of the client's groups, which stays the one list of them: importing it would load aiohttp,
    which takes longer than all of `zendesk --help` may.
    """
    spec = find_spec("zendesk_async._groups")
    loader = spec.loader if spec is not None else None
    source = loader.get_source("zendesk_async._groups") if isinstance(loader, InspectLoader) else None
    found: dict[str, str] = {}
    for node in ast.parse(source or "").body:
        if isinstance(node, ast.ClassDef):
            for attribute, docstring in pairwise(node.body):
                match attribute, docstring:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                        found[name] = text.partition("\n")[0]
                    case _:
                        pass
    return found


def spelled(name: str) -> str:
    """Return a Python name as it is written on the command line: `show_many` → `show-many`."""
    return name.replace("_", "-")


def python_name(word: str) -> str:
    """Return a word of the command line as a Python name; both spellings are taken."""
    return word.replace("-", "_")
