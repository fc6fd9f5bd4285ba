"""A server that costs next to nothing: `python -m benchmarks.server`.

Its answers are the emulator's (tickets of realistic length, with their custom fields), rendered before it listens. It
prints two addresses: one that answers plainly, one that compresses as Zendesk does. `GET /api/v2/tickets` gives `PAGES`
pages of `PAGE` tickets, any other path one ticket.
"""

import asyncio
import gzip

import msgspec
from aiohttp import web

from zendesk_async import OAuthToken, Zendesk
from zendesk_async.emulator import Emulator

PAGES = 10
PAGE = 1000
# Nothing here is to wait for a rate limit.
HEADERS = {
    "Content-Type": "application/json; charset=utf-8",
    "X-Rate-Limit": "1000000000",
    "X-Rate-Limit-Remaining": "1000000000",
    "ratelimit-reset": "60",
}


async def _rendered() -> tuple[dict[str, bytes], bytes]:
    """Return the pages by the cursor that asks for them, and one ticket."""
    async with (
        Emulator(tickets=PAGES * PAGE, comments_per_ticket=1, limited=False) as emulator,
        Zendesk(base_url=emulator.url, auth=OAuthToken("token")) as zd,
    ):
        rows = [row async for page in zd.tickets.list().raw_pages() for row in page.records]
        one = (await zd.request("GET", "/api/v2/tickets/1")).body
    pages: dict[str, bytes] = {}
    for number, page in enumerate(_cut(rows)):
        more = number + 1 < PAGES
        meta = msgspec.json.encode({"has_more": more, "after_cursor": str(number + 1) if more else None})
        pages[str(number) if number else ""] = b'{"tickets":[' + b",".join(page) + b'],"meta":' + meta + b"}"
    return pages, one


def _cut(rows: list[bytes]) -> list[list[bytes]]:
    return [rows[first : first + PAGE] for first in range(0, len(rows), PAGE)]


async def _listen(pages: dict[str, bytes], one: bytes, headers: dict[str, str]) -> str:
    async def answer(request: web.BaseRequest) -> web.Response:
        cursor = request.rel_url.query.get("page[after]", "")
        body = pages[cursor] if request.path == "/api/v2/tickets" else one
        return web.Response(body=body, headers=headers)

    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}"


async def _serve() -> None:
    pages, one = await _rendered()
    plain = await _listen(pages, one, HEADERS)
    packed = {cursor: gzip.compress(page, 6) for cursor, page in pages.items()}
    compressed = await _listen(packed, gzip.compress(one, 6), {**HEADERS, "Content-Encoding": "gzip"})
    print(plain, compressed, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
