"""A server that costs next to nothing: `python -m benchmarks.server`.

Its tickets are the emulator's (of realistic length, with fifteen custom fields), rendered before it listens, a thousand
a page. It prints two addresses: one that answers plainly, one that compresses as Zendesk does. `GET /api/v2/tickets`
lists them by cursor or by page number, as it is asked, `GET /api/v2/incremental/tickets/cursor` exports them, and any
other path gives one ticket. With more `--pages` than were rendered, the same ones come again.
"""

import argparse
import asyncio
import gzip
from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from aiohttp import web

from zendesk_async import OAuthToken, Zendesk
from zendesk_async.emulator import Emulator

PAGES = 20
PAGE = 1000
# Nothing here is to wait for a rate limit.
HEADERS = {
    "Content-Type": "application/json; charset=utf-8",
    "X-Rate-Limit": "1000000000",
    "X-Rate-Limit-Remaining": "1000000000",
    "ratelimit-reset": "60",
    "Zendesk-RateLimit-incremental-exports": "total=999999999; remaining=999999999; resets=60",
}
Answer = Callable[[web.BaseRequest], Awaitable[web.Response]]


class Tickets:
    """The tickets of the account, page by page, as the bytes of an answer."""

    def __init__(self, rows: list[bytes], one: bytes, pages: int) -> None:
        self.one = one
        self._pages = pages
        self._rendered = [b",".join(rows[first : first + PAGE]) for first in range(0, len(rows), PAGE)]
        self.size = sum(map(len, rows)) // len(rows)
        self.page = lru_cache(maxsize=3 * PAGES)(self._page)
        self.packed = lru_cache(maxsize=3 * PAGES)(self._packed)

    @classmethod
    async def made(cls, pages: int) -> "Tickets":
        """Render the tickets of an emulator."""
        async with (
            Emulator(tickets=PAGES * PAGE, comments_per_ticket=1, limited=False) as emulator,
            Zendesk(base_url=emulator.url, auth=OAuthToken("token")) as zd,
        ):
            found = [row async for page in zd.tickets.list().raw_pages() for row in page.records]
            one: Any = msgspec.json.decode((await zd.request("GET", "/api/v2/tickets/1")).body)
        rows = [msgspec.json.encode(_with_the_rest(msgspec.json.decode(row))) for row in found]
        return cls(rows, msgspec.json.encode({"ticket": _with_the_rest(one["ticket"])}), pages)

    def asked(self, request: web.BaseRequest) -> tuple[str, int, str]:
        """Return what a request wants: the style of paging, the number of the page from 0, and the server's origin."""
        query = request.query
        origin = str(request.url.origin())
        if "incremental" in request.path:
            return "export", int(query.get("cursor", "0")), origin
        if "page" in query or "per_page" in query:
            return "offset", int(query.get("page", "1")) - 1, origin
        return "cursor", int(query.get("page[after]", "0")), origin

    def _page(self, style: str, number: int, origin: str) -> bytes:
        facts = msgspec.json.encode(self._facts(style, number, origin))
        return b'{"tickets":[' + self._rendered[number % len(self._rendered)] + b"]," + facts[1:]

    def _packed(self, style: str, number: int, origin: str) -> bytes:
        return gzip.compress(self._page(style, number, origin), 6)

    def _facts(self, style: str, number: int, origin: str) -> Mapping[str, Any]:
        following = str(number + 1) if number + 1 < self._pages else None
        match style:
            case "export":
                address = f"{origin}/api/v2/incremental/tickets/cursor.json?cursor={number + 1}"
                return {
                    "after_url": address,
                    "after_cursor": str(number + 1),
                    "before_url": None,
                    "before_cursor": None,
                    "end_of_stream": following is None,
                }
            case "offset":
                address = f"{origin}/api/v2/tickets.json?page={number + 2}"
                return {"next_page": address if following else None, "previous_page": None, "count": self._pages * PAGE}
            case _:
                address = f"{origin}/api/v2/tickets.json?page%5Bafter%5D={number + 1}"
                return {
                    "meta": {"has_more": following is not None, "after_cursor": following, "before_cursor": None},
                    "links": {"next": address if following else None, "prev": None},
                }


def _with_the_rest(ticket: dict[str, Any]) -> dict[str, Any]:
    """Add what the tickets of a grown account have beside, up to 45 fields; one of them nobody documents."""
    return ticket | {
        "encoded_id": f"{ticket['id']:06d}-EMULATED",
        "support_type": "agent",
        "satisfaction_probability": 0.71,
        "comment_count": 1,
        "incident_count": 0,
        "lifecycle_stage": "mature",
    }


async def _listen(answer: Answer) -> str:
    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}"


async def _serve(pages: int, latency: float) -> None:
    tickets = await Tickets.made(pages)

    def listed(request: web.BaseRequest) -> bool:
        return "tickets" in request.path and not request.path.endswith(("count", "/1"))

    async def plain(request: web.BaseRequest) -> web.Response:
        await asyncio.sleep(latency)
        body = tickets.page(*tickets.asked(request)) if listed(request) else tickets.one
        return web.Response(body=body, headers=HEADERS)

    async def compressed(request: web.BaseRequest) -> web.Response:
        await asyncio.sleep(latency)
        body = tickets.packed(*tickets.asked(request)) if listed(request) else gzip.compress(tickets.one)
        answer = web.Response(body=body, headers={**HEADERS, "Content-Encoding": "gzip"})
        answer.enable_chunked_encoding()
        return answer

    print(await _listen(plain), await _listen(compressed), tickets.size, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.server", description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES, help="how many pages of tickets there are")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before an answer begins")
    asked = parser.parse_args()
    asyncio.run(_serve(asked.pages, asked.latency))
