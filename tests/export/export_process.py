"""An export in a process of its own, to be killed: `python export_process.py URL DIRECTORY STREAM…`."""

import asyncio
import sys

from zendesk_async import OAuthToken, Zendesk
from zendesk_async.export import Export


async def _export(url: str, directory: str, *names: str) -> None:
    async with Zendesk(base_url=url, auth=OAuthToken("token"), pacing="burst", plan="high_volume") as client:
        await Export(client, names, directory).run()


if __name__ == "__main__":
    asyncio.run(_export(*sys.argv[1:]))
