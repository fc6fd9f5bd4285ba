"""One operation as a command: its signature for the parser, its arguments for the method, its answer on stdout."""

import inspect
import sys
from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any, Final, TypeGuard

from cyclopts import Parameter

from zendesk_async._json import is_array, is_object
from zendesk_async._operation import Paging
from zendesk_async._resource import OperationInfo
from zendesk_async.cli._account import EVERY_DEFAULT, Account, connect
from zendesk_async.cli._data import bytes_from, json_from
from zendesk_async.cli._exit_codes import ExitCode
from zendesk_async.cli._inputs import SECRET_KEYS, Input, inputs_of
from zendesk_async.cli._output import Format, plain, write_value, write_values
from zendesk_async.cli._usage import UsageProblem
from zendesk_async.cli._values import check, value_from
from zendesk_async.jobs import Job
from zendesk_async.pagination import Paginator

_POSITIONAL = inspect.Parameter.POSITIONAL_ONLY
_KEYWORD = inspect.Parameter.KEYWORD_ONLY

COMMON: Final = frozenset(
    {"--output", "--columns", "--limit", "--data", "--wait", "--subdomain", "--base-url", "--help"}
)
"""The options that commands have beside those of their operation."""

_BY_FILE = "Give it as --data @file.json, or as --data - on stdin."


class OperationCommand:
    """Calls one operation with what the command line gave, and writes its answer."""

    def __init__(self, info: OperationInfo) -> None:
        self._info = info
        self._inputs = inputs_of(info, COMMON)
        self._keys = {_key(one): one for one in self._inputs.arguments}
        self.__name__ = info.name
        self.__doc__ = inspect.getdoc(info.function)
        self.__signature__ = inspect.Signature([*self._own_parameters(), *self._common_parameters()])
        self.__annotations__ = {name: one.annotation for name, one in self.__signature__.parameters.items()}

    def _own_parameters(self) -> list[inspect.Parameter]:
        made = [_parameter(key, one) for key, one in self._keys.items()]
        return sorted(made, key=lambda one: one.kind)

    def _common_parameters(self) -> list[inspect.Parameter]:
        returned = self._info.signature.return_annotation
        options: list[tuple[str, Any, Any, str]] = []
        if self._inputs.takes_data:
            options.append(("data", str | None, None, "The whole body: JSON, @file.json, or - for stdin."))
        if getattr(returned, "__origin__", None) is Paginator:
            options.append(("limit", int | None, None, "At most so many records; all by default."))
        if returned is Job:
            options.append(("wait", bool, True, "Wait for the end of the job."))
        options.append(("output", Format, "json", "How the answer is written to stdout."))
        options.append(("columns", str | None, None, "The columns of a table, comma-separated."))
        made = [
            inspect.Parameter(f"common_{name}", _KEYWORD, default=default, annotation=_common(name, kind, help_text))
            for name, kind, default, help_text in options
        ]
        return [*made, inspect.Parameter("account", _KEYWORD, default=EVERY_DEFAULT, annotation=Account)]

    async def __call__(self, *positional: Any, **given: Any) -> int:
        """Call the operation and write its answer; return the exit code."""
        bound = self.__signature__.bind(*positional, **given).arguments
        common = {name: bound.pop(f"common_{name}", None) for name in ("data", "limit", "wait", "output", "columns")}
        account: Account = bound.pop("account", EVERY_DEFAULT)
        limit: int | None = common["limit"]
        if limit is not None and limit < 0:
            raise UsageProblem("--limit must not be negative")
        by_place, arguments = self._arguments(bound, common["data"])
        output: Format = common["output"] or "json"
        columns = [name.strip() for name in (common["columns"] or "").split(",") if name.strip()]
        self._shorten_page(arguments, limit)
        async with await connect(account) as client:
            group: Any = getattr(client, self._info.resource)
            call = getattr(group, self._info.name)
            answer: Any = call(*by_place, **arguments)
            if _is_paginator(answer):
                await write_values(_limited(answer, limit), output, columns)
                return ExitCode.COMPLETE
            answer = await answer
            if isinstance(answer, Job):
                return await _write_job(answer, output, columns, wait=common["wait"] is not False)
            if is_array(answer):
                await write_values(_each(answer), output, columns)
            elif answer is not None:
                write_value(plain(answer), output, columns)
            return ExitCode.COMPLETE

    def _arguments(self, bound: Mapping[str, Any], data: str | None) -> tuple[list[Any], dict[str, Any]]:
        by_place: dict[str, Any] = {}  # apart: a payload may have a key of the same name
        arguments: dict[str, Any] = {}
        payload: dict[str, Any] = {}
        for key, value in bound.items():
            one = self._keys[key]
            if value is None:
                continue
            (payload if one.in_payload else by_place if one.option is None else arguments)[one.parameter] = _converted(
                one, value
            )
        if data is not None:
            value = json_from(data)
            if is_object(value) and value.keys() & SECRET_KEYS and not data.startswith(("@", "-")):
                raise UsageProblem("--data holds a secret, which other users of this machine could read", _BY_FILE)
            self._take_data(value, arguments, payload)
        if self._inputs.payload is not None and (payload or self._inputs.batch not in arguments):
            try:
                check(self._inputs.payload, payload)
            except ValueError as problem:
                raise UsageProblem(f"the {self._inputs.body} cannot be sent: {problem}", self._hint()) from None
            arguments |= payload
        elif self._inputs.batch is not None and self._inputs.batch not in arguments:
            raise UsageProblem("--data is missing", f"Give the list of {self._inputs.batch} as JSON.")
        return [by_place[one.parameter] for one in self._inputs.arguments if one.option is None], arguments

    def _take_data(self, value: Any, arguments: dict[str, Any], payload: dict[str, Any]) -> None:
        if is_array(value) and self._inputs.batch is not None:
            try:
                check(self._inputs.batch_type, value)
            except ValueError as problem:
                raise UsageProblem(f"--data cannot be sent: {problem}", self._hint()) from None
            arguments[self._inputs.batch] = value
        elif is_object(value) and self._inputs.payload is not None:
            payload |= self._unwrapped(value) | payload
        else:
            kind = "an object" if self._inputs.batch is None else "a list"
            raise UsageProblem(f"--data must be {kind}", self._hint())

    def _unwrapped(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return the body itself where it was given as it goes over the wire: `{"ticket": {…}}`."""
        wrapper = self._info.operation.body
        inner = value.get(wrapper) if wrapper is not None and len(value) == 1 else None
        return inner if is_object(inner) else value

    def _shorten_page(self, arguments: dict[str, Any], limit: int | None) -> None:
        """Ask for no more records than are wanted, where the list is cut by cursors."""
        if (
            limit
            and self._info.pagination in {Paging.CURSOR, Paging.CURSOR_OR_OFFSET}
            and not arguments.keys() & {"page_size", "page", "per_page", "sort_by", "sort_order"}
        ):
            arguments["page_size"] = min(limit, self._info.operation.page_size)

    def _hint(self) -> str:
        return f"`zendesk {self._info.resource} {self._info.name} --help` tells more.".replace("_", "-")


def _key(one: Input) -> str:
    return f"payload_{one.parameter}" if one.in_payload else f"own_{one.parameter}"


def _parameter(key: str, one: Input) -> inspect.Parameter:
    kind: Any = bool if one.is_flag else list[str] if one.is_several else str
    kind = kind if one.required else kind | None
    name = one.parameter.upper() if one.option is None else one.option
    annotation = Annotated[
        kind,
        Parameter(
            name=name,
            help=one.help,
            group="Body" if one.in_payload else "Arguments" if one.option is None else "Options",
            negative=None if one.is_flag else "",
            allow_leading_hyphen=True,
            show_default=False,
            required=one.required,
        ),
    ]
    default = inspect.Parameter.empty if one.required else None
    return inspect.Parameter(
        key, _POSITIONAL if one.option is None else _KEYWORD, default=default, annotation=annotation
    )


def _common(name: str, kind: Any, help_text: str) -> Any:
    group = "Body" if name == "data" else "Output"
    return Annotated[kind, Parameter(name=f"--{name}", help=help_text, group=group, allow_leading_hyphen=True)]


def _converted(one: Input, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if one.is_content:
        return bytes_from(value)
    try:
        return value_from(one.annotation, value if is_array(value) else [value])
    except ValueError as problem:
        raise UsageProblem(f"{one.option or one.parameter.upper()} {problem}") from None


def _is_paginator(answer: object) -> TypeGuard[Paginator[Any]]:
    return isinstance(answer, Paginator)


async def _limited(records: Paginator[Any], limit: int | None) -> AsyncIterator[Any]:
    if limit is not None:
        for record in await records.collect(limit=limit):
            yield plain(record)
        return
    async for record in records:
        yield plain(record)


async def _each(records: list[Any]) -> AsyncIterator[Any]:
    for record in records:
        yield plain(record)


def _has_failed(result: Mapping[str, Any]) -> bool:
    return bool(result.get("error")) or result.get("success") is False or result.get("status") == "Failed"


async def _write_job(job: Job, output: Format, columns: list[str], *, wait: bool) -> int:
    if wait and job.status.status not in {"completed", "failed", "killed"}:
        print(f"Waiting for the job {job.id}; it goes on without this command too.", file=sys.stderr)
    status = await job if wait else job.status
    answer = plain(status)
    write_value(answer, output, columns)
    results: Any = answer.get("results")
    failed = [one for one in results if is_object(one) and _has_failed(one)] if is_array(results) else []
    if failed:
        print(f"{len(failed)} items failed.", file=sys.stderr)
    return ExitCode.FAILED if failed else ExitCode.COMPLETE
