"""Run one command: parse its arguments, carry it out, say what went wrong."""

import asyncio
import inspect
import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Any

from cyclopts import App, CycloptsError

from zendesk_async.cli._exit_codes import ExitCode
from zendesk_async.cli._failures import Failure, failure_of, show_failure
from zendesk_async.cli._json_lines import write_event
from zendesk_async.cli._logs import telling
from zendesk_async.cli._names import COMMANDS, spelled
from zendesk_async.cli._terminal import clean, clean_line
from zendesk_async.cli._usage import UsageProblem
from zendesk_async.errors import ZendeskError


def run(name: str, tokens: Sequence[str]) -> int:
    """Run a command or a group's operation and return the exit code."""
    words = list(tokens)
    show_traceback = "--traceback" in words
    while "--traceback" in words:
        words.remove("--traceback")
    as_json = "--log-json" in words
    with warnings.catch_warnings(), telling(as_json=as_json):
        warnings.showwarning = partial(_show_warning, as_json)
        try:
            return _carry_out(name, words)
        except KeyboardInterrupt:
            print("\nInterrupted.", file=sys.stderr)
            return ExitCode.INTERRUPTED
        except BrokenPipeError:
            # The interpreter would complain when it flushes stdout at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return ExitCode.PIPE_CLOSED
        except (UsageProblem, CycloptsError, ZendeskError, OSError) as problem:
            if show_traceback:
                print(clean("".join(traceback.format_exception(problem))), file=sys.stderr)
            failure = _usage_of(name, words, problem) if isinstance(problem, CycloptsError) else failure_of(problem)
            show_failure(failure, as_json=as_json)
            return failure.exit_code


def _carry_out(name: str, words: list[str]) -> int:
    app = _app(name, words)
    if name not in COMMANDS:
        words[:1] = map(spelled, words[:1])  # an operation may be named as in Python: show_many
    command, bound, _ = app.parse_args(words, exit_on_error=False, print_error=False)
    answered: Any = command(*bound.args, **bound.kwargs)
    if inspect.iscoroutine(answered):
        answered = asyncio.run(answered)
    sys.stdout.flush()
    return answered if isinstance(answered, int) else ExitCode.COMPLETE


def _app(name: str, words: Sequence[str]) -> App:
    if name in COMMANDS:
        app: App = import_module(f"zendesk_async.cli.{name}").app
        return app
    from zendesk_async.cli._group import group_app

    return group_app(name, words)


def _usage_of(name: str, words: Sequence[str], problem: CycloptsError) -> Failure:
    chain = " ".join([spelled(name), *(word for word in words[:1] if name not in COMMANDS and word[:1] != "-")])
    return Failure(clean_line(str(problem)), hint=f"`zendesk {chain} --help` tells more.", exit_code=ExitCode.USAGE)


def _show_warning(as_json: bool, message: Warning | str, *_: object, **__: object) -> None:
    text = clean_line(str(message))
    if as_json:
        write_event("warning", {"message": text})
    else:
        print(f"Warning: {text}", file=sys.stderr)
