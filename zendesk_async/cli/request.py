"""`zendesk request`: any request, through the same credential, limits and retries as every operation."""

import sys
from typing import Annotated

import msgspec
from cyclopts import App, Parameter

from zendesk_async.cli._account import EVERY_DEFAULT, Account, connect
from zendesk_async.cli._data import json_from
from zendesk_async.cli._output import write_value
from zendesk_async.cli._terminal import clean, is_terminal
from zendesk_async.cli._usage import UsageProblem

app = App(name="zendesk request", help_format="plaintext", version_flags=())

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@app.default
async def request(
    method: Annotated[str, Parameter(name="METHOD", help="GET, POST, PUT, PATCH or DELETE.")],
    path: Annotated[str, Parameter(name="PATH", help="From /api/v2/ on, without a query.")],
    /,
    *,
    query: Annotated[
        tuple[str, ...], Parameter(help="One parameter as NAME=VALUE; may be repeated.", negative="")
    ] = (),
    data: Annotated[
        str | None, Parameter(help="The body: JSON, @file.json, or - for stdin.", allow_leading_hyphen=True)
    ] = None,
    account: Account = EVERY_DEFAULT,
) -> None:
    """Send any request to the account and write the answer's body to stdout."""
    verb = method.upper()
    if verb not in _METHODS:
        raise UsageProblem(f"{method!r} is not a method", f"Give {', '.join(_METHODS)}.")
    asked: dict[str, list[str]] = {}
    for text in query:
        name, equals, value = text.partition("=")
        if not name or not equals:
            raise UsageProblem(f"--query {text!r} is not NAME=VALUE")
        asked.setdefault(name, []).append(value)
    body = None if data is None else json_from(data)
    async with await connect(account) as client:
        response = await client.request(verb, path, query=asked, body=body)
    _write_body(response.body)


def _write_body(body: bytes) -> None:
    if not body:
        return
    try:
        write_value(msgspec.json.decode(body), "json")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        if is_terminal():
            sys.stdout.write(clean(body.decode("utf-8", "replace")) + "\n")
        else:
            sys.stdout.buffer.write(body)
