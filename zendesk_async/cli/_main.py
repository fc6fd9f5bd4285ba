"""The entry point: find what is asked for, and import that alone."""

import sys
from collections.abc import Sequence
from importlib.util import find_spec

from zendesk_async.cli._exit_codes import ExitCode
from zendesk_async.cli._names import COMMANDS, groups, python_name, spelled
from zendesk_async.cli._overview import overview
from zendesk_async.cli._usage import suggestion

_EXTRA = ("cyclopts", "rich", "platformdirs")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (those of the process by default); return its exit code."""
    tokens = list(sys.argv[1:] if arguments is None else arguments)
    if not tokens or tokens[0] in {"--help", "-h", "help"}:
        print(overview())
        return ExitCode.COMPLETE
    if tokens[0] == "--version":
        from zendesk_async._version import __version__

        print(__version__)
        return ExitCode.COMPLETE
    name = python_name(tokens[0])
    if name not in COMMANDS and name not in groups():
        known = [spelled(word) for word in (*COMMANDS, *groups())]
        hint = f"{suggestion(tokens[0], known)} `zendesk --help` lists them all.".strip()
        print(f"zendesk: there is no command or group {tokens[0]!r}\n  what to do: {hint}", file=sys.stderr)
        return ExitCode.USAGE
    if any(find_spec(module) is None for module in _EXTRA):
        print("zendesk: the command line is an extra: pip install 'zendesk-async[cli]'", file=sys.stderr)
        return ExitCode.FAILED
    from zendesk_async.cli._running import run

    return run(name, tokens[1:])
