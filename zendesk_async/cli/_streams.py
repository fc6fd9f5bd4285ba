"""The streams of an export on the command line: their names, what they are given, and what they cost."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any, get_origin

import msgspec

from zendesk_async._json import is_object
from zendesk_async.cli._names import python_name
from zendesk_async.cli._usage import UsageProblem, suggestion
from zendesk_async.errors import InvalidArgument
from zendesk_async.export import Stream, streams
from zendesk_async.export._costs import cost_of
from zendesk_async.export._streams import chosen_streams, full_name


def show_streams() -> None:
    """Print every stream with what it is and what it costs."""
    known = streams()
    width = max(map(len, known)) + 2
    for name, stream in known.items():
        cost = cost_of(stream)
        needed = " ".join(f"--argument {'|'.join(names)}=…" for names in stream.needs)
        facts = [f"{cost.words}.", f"{stream.summary.rstrip('.')}.", f"Needs {needed}." if needed else ""]
        facts += ["From --start-time on; with --since last what has changed."] if stream.incremental else []
        sys.stdout.write(f"{name:{width}}{' '.join(filter(None, facts))}\n")


def chosen_with_arguments(names: Sequence[str], given: Sequence[str]) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """Return the streams by their names, and the arguments of each. Raises `UsageProblem` for what cannot be."""
    if not names:
        raise UsageProblem("no stream is named", "`zendesk export --list` shows all: for example tickets users.")
    known = streams()
    chosen = [_known_name(name, known) for name in map(python_name, names)]
    arguments: dict[str, dict[str, Any]] = {}
    for text in given:
        for name, argument, value in _applied(text, chosen, known):
            arguments.setdefault(name, {})[argument] = value
    try:
        chosen_streams(chosen, arguments)
    except InvalidArgument as problem:
        raise UsageProblem(problem.message, "Arguments are given as --argument NAME=VALUE.") from None
    return chosen, arguments


def _known_name(name: str, known: Mapping[str, Stream]) -> str:
    full = full_name(name)
    if full not in known:
        hint = f"{suggestion(name, known)} `zendesk export --list` shows all.".strip()
        raise UsageProblem(f"there is no stream {name!r}", hint)
    return full


def _applied(text: str, chosen: Sequence[str], known: Mapping[str, Stream]) -> list[tuple[str, str, Any]]:
    name, equals, value = text.partition("=")
    stream, colon, argument = name.partition(":")
    if not equals or not name:
        raise UsageProblem(f"--argument {text!r} is no NAME=VALUE", "For example --argument query=status:open.")
    if colon:
        named = _known_name(python_name(stream), known)
        return [(named, python_name(argument), _value(value, known[named], python_name(argument)))]
    argument = python_name(name)
    taking = [one for one in chosen if argument in known[one].parameters]
    if not taking:
        takes = sorted({parameter for one in chosen for parameter in known[one].parameters})
        raise UsageProblem(
            f"no stream that is named takes the argument {argument!r}", f"They take: {', '.join(takes) or 'none'}."
        )
    return [(one, argument, _value(value, known[one], argument)) for one in taking]


def _value(text: str, stream: Stream, argument: str) -> Any:
    parameter = stream.info.signature.parameters.get(argument)
    structured = parameter is not None and get_origin(parameter.annotation) is Mapping
    if not structured and not text.startswith(("{", "[")):
        return text
    try:
        value = msgspec.json.decode(text)
    except msgspec.DecodeError as problem:
        if not structured:
            return text
        raise _no_object(argument, text, str(problem)) from None
    if structured and not is_object(value):
        raise _no_object(argument, text, "something else")
    return value


def _no_object(argument: str, text: str, found: str) -> UsageProblem:
    return UsageProblem(
        f"{argument} is a JSON object, and {text!r} is none: {found}",
        f"""In a shell: --argument '{argument}={{"name": "x"}}'.""",
    )
