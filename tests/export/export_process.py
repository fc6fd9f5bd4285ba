"""An export in a process of its own, to be killed: `python export_process.py URL DIRECTORY FORMAT COMPRESSION STREAM…`.

COMPRESSION is empty for none.
"""

import asyncio
import sys
from typing import Any

from zendesk_async import OAuthToken, Zendesk
from zendesk_async.export import Export


async def _export(url: str, directory: str, format: Any, compression: Any, *names: str) -> None:
    async with Zendesk(base_url=url, auth=OAuthToken("token"), pacing="burst", plan="high_volume") as client:
        await Export(client, names, directory, format=format, compression=compression or None).run()


if __name__ == "__main__":
    asyncio.run(_export(*sys.argv[1:]))
