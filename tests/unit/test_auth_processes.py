"""Several processes that share one token file, against one token endpoint on a real socket."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import attrs
import pytest
from aiohttp import web

from tests.unit.auth_endpoint import Endpoint
from zendesk_async.auth import FileTokenStore
from zendesk_async.errors import AuthError

PROCESS = """
import asyncio, json, sys, urllib.request, urllib.error
from zendesk_async.auth import FileTokenStore, RefreshToken

class Endpoint:
    account = "acme"

    async def post_token(self, payload):
        return await asyncio.to_thread(self.post, json.dumps(payload).encode())

    def post(self, body):
        request = urllib.request.Request(sys.argv[1], body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

async def main():
    auth = RefreshToken("app", store=FileTokenStore(sys.argv[2]))
    for step in sys.stdin:
        signed = await asyncio.gather(*[auth.headers(Endpoint()) for _ in range(20)])
        if step == "renew\\n":
            refused = signed[0]["Authorization"]
            renewed = await asyncio.gather(*[auth.renew(Endpoint(), refused) for _ in range(20)])
            assert renewed == [True] * 20, renewed
            signed = await asyncio.gather(*[auth.headers(Endpoint()) for _ in range(20)])
        print(json.dumps(sorted({headers["Authorization"] for headers in signed})), flush=True)

asyncio.run(main())
"""


@attrs.frozen
class Server:
    endpoint: Endpoint
    url: str


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    endpoint = Endpoint()

    async def answer(request: web.Request) -> web.Response:
        status, body = await endpoint.post_token(await request.json())
        await asyncio.sleep(0.02)
        return web.json_response(body, status=status)

    application = web.Application()
    application.router.add_post("/oauth/tokens", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield Server(endpoint, f"http://{host}:{port}/oauth/tokens")
    await runner.cleanup()


async def test_of_three_processes_one_refreshes_and_the_others_read_its_tokens(server: Server, tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path / "tokens.json")
    await store.save(attrs.evolve(server.endpoint.sign_in(0.0), expires_at=0.0))
    command = [sys.executable, "-c", PROCESS, server.url, str(store.path)]
    pipe = asyncio.subprocess.PIPE
    processes = [await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe) for _ in range(3)]

    async def step(word: str) -> list[str]:
        for process in processes:
            assert process.stdin is not None
            process.stdin.write(f"{word}\n".encode())
        lines = [await process.stdout.readline() for process in processes if process.stdout is not None]
        return [header for line in lines for header in json.loads(line)]

    signed = await step("sign")
    assert len(signed) == 3
    assert len(set(signed)) == 1
    assert len(server.endpoint.requests) == 1
    renewed = await step("renew")
    assert len(set(renewed)) == 1
    assert set(renewed) != set(signed)
    assert len(server.endpoint.requests) == 2
    for process in processes:
        await process.communicate(b"")
        assert process.returncode == 0


async def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from zendesk_async.auth import FileTokenStore\n"
        "async def main():\n"
        "    async with FileTokenStore(sys.argv[1]).lock():\n"
        "        print('held', flush=True)\n"
        "        await asyncio.sleep(600)\n"
        "asyncio.run(main())\n"
    )
    path = tmp_path / "tokens.json"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, str(path), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"held\n"
    with pytest.raises(AuthError, match="Another process has held the lock"):
        async with FileTokenStore(path, lock_timeout=0.05).lock():
            raise AssertionError
    process.kill()
    async with FileTokenStore(path).lock():
        pass
    await process.communicate()
