"""What is measured of other people's clients: three fields of every ticket, and the tickets as lines of JSON in a file."""

import asyncio
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import zenpy
from pydantic import computed_field
from zendesk_sdk import ZendeskClient, ZendeskConfig

from benchmarks.server import PAGE, PAGES

EMAIL, TOKEN = "agent@example.com", "token"


def _zenpy(url: str) -> Any:
    os.environ["ZENPY_FORCE_SCHEME"] = "http"
    os.environ["ZENPY_FORCE_NETLOC"] = urlsplit(url).netloc
    return zenpy.Zenpy(subdomain="acme", email=EMAIL, token=TOKEN, disable_cache=True)


def _zenpy_fields(url: str) -> None:
    seen = 0
    for ticket in _zenpy(url).tickets():
        _use(ticket.id, ticket.status, ticket.subject)
        seen += 1
    assert seen == PAGES * PAGE, seen


def _zenpy_lines(url: str) -> None:
    with tempfile.TemporaryFile("w", encoding="utf-8") as file:
        for ticket in _zenpy(url).tickets():
            file.write(json.dumps(ticket.to_dict()) + "\n")


def _sdk(url: str) -> Any:
    class Config(ZendeskConfig):
        @computed_field
        @property
        def endpoint(self) -> str:
            return f"{url}/api/v2"

    return ZendeskClient(Config(subdomain="acme", email=EMAIL, token=TOKEN))


async def _sdk_fields(url: str) -> None:
    seen = 0
    async with _sdk(url) as client:
        async for ticket in client.tickets.list(per_page=1000):
            _use(ticket.id, ticket.status, ticket.subject)
            seen += 1
    assert seen == PAGES * PAGE, seen


async def _sdk_lines(url: str) -> None:
    async with _sdk(url) as client:
        with tempfile.TemporaryFile("w", encoding="utf-8") as file:
            async for ticket in client.tickets.list(per_page=1000):
                file.write(ticket.model_dump_json() + "\n")


def _use(*_fields: object) -> None:
    pass


WAYS: Mapping[str, Callable[[str], object]] = {
    "zenpy, three fields": _zenpy_fields,
    "zenpy, lines": _zenpy_lines,
    "python-zendesk-sdk, three fields": lambda url: asyncio.run(_sdk_fields(url)),
    "python-zendesk-sdk, lines": lambda url: asyncio.run(_sdk_lines(url)),
}
