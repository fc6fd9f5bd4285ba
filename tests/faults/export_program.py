"""An export in a process of its own, to be killed: `export_program.py async|sync URL DIRECTORY STREAM`."""

import asyncio
import os
import sys

import zendesk_async
import zendesk_sync
from zendesk_async.export import Export
from zendesk_sync.export import Export as SyncExport


def main(side: str, url: str, directory: str, stream: str) -> None:
    token = zendesk_async.OAuthToken(os.environ["TOKEN"])
    if side == "sync":
        with zendesk_sync.Zendesk(base_url=url, auth=token, pacing="burst") as zd:
            SyncExport(zd, [stream], directory).run()
        return

    async def run() -> None:
        async with zendesk_async.Zendesk(base_url=url, auth=token, pacing="burst") as client:
            await Export(client, [stream], directory).run()

    asyncio.run(run())


if __name__ == "__main__":
    main(*sys.argv[1:])
