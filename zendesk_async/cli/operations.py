"""`zendesk operations`: the registry, as a table or as JSON."""

import sys
from typing import Annotated

import msgspec
from cyclopts import App, Parameter

from zendesk_async._resource import OperationInfo, operations
from zendesk_async.cli._names import groups, python_name, spelled
from zendesk_async.cli._usage import UsageProblem, suggestion

app = App(name="zendesk operations", help_format="plaintext", version_flags=())

FIELDS = ("operation_id", "method", "path", "resource", "name", "scope", "write_class", "pagination", "limit")


@app.default
def show_operations(
    *,
    as_json: Annotated[bool, Parameter(name="--json", negative="", help="One JSON array of objects.")] = False,
    resource: Annotated[str | None, Parameter(help="Those of one group alone, such as views.")] = None,
) -> None:
    """List every operation of the API that this package has, sorted by path."""
    if resource is not None:
        resource = python_name(resource)
        if resource not in groups():
            raise UsageProblem(f"there is no group {resource!r}", suggestion(resource, groups()))
    chosen = [info for info in operations() if resource in {None, info.resource}]
    if as_json:
        text = msgspec.json.format(msgspec.json.encode([facts_of(info) for info in chosen]), indent=2)
        sys.stdout.write(text.decode() + "\n")
        return
    _show_table(chosen)


def facts_of(info: OperationInfo) -> dict[str, str | None]:
    """Return what is said of one operation."""
    facts = {name: getattr(info, name) for name in FIELDS}
    return facts | {"write_class": info.write_class.value, "pagination": info.pagination.value}


def _show_table(chosen: list[OperationInfo]) -> None:
    rows = [
        (f"{spelled(info.resource)} {spelled(info.name)}", f"{info.method} {info.path}", info.scope or "")
        for info in chosen
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for command, route, scope in rows:
        sys.stdout.write(f"{command:{widths[0]}}  {route:{widths[1]}}  {scope}\n")
    sys.stderr.write(f"{len(rows)} operations; --json tells more of each.\n")
