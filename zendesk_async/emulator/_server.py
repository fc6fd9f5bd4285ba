"""The emulator as a server: sockets, start and end."""

import asyncio
import math
import socket
from collections import deque
from collections.abc import Iterable, Set
from importlib import import_module
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from zendesk_async.emulator._application import LARGEST_BODY, Application, RequestRecord
from zendesk_async.emulator._authentication import Authentication
from zendesk_async.emulator._call import Described, Row, handlers
from zendesk_async.emulator._clock import Clock
from zendesk_async.emulator._deliveries import close_deliveries
from zendesk_async.emulator._faults import Faults
from zendesk_async.emulator._limits import Limits
from zendesk_async.emulator._oauth import ACCESS_SECONDS, REFRESH_SECONDS, add_client, grants_of, issue_token
from zendesk_async.emulator._seed import seeded_account
from zendesk_async.emulator._store import Account, Settings
from zendesk_async.errors import InvalidArgument

ADMINISTRATOR = "admin@example.com"
API_TOKEN = "token"
BEARER_TOKEN = "token"
CLIENT_ID = "emulator"
CLIENT_SECRET = "secret"
REDIRECT_URLS = ("http://localhost:8765/callback", "http://127.0.0.1:8765/callback")
"""The redirect URLs that the client `emulator` has registered."""


class Emulator:
    """A Zendesk account on this machine: `async with Emulator(tickets=1000) as emulator: … emulator.url`.

    - `tickets`, `users`, `organizations`, `comments_per_ticket` (an average), `seed`: what the account holds; the same
      figures give the same account. Users are a tenth of the tickets by default, organizations a tenth of the users.
    - `plan`: `essential`, `team`, `growth`, `professional`, `enterprise`, `enterprise_plus`, `high_volume`, `trial`.
      `window`: how long "a minute" lasts for rate limits, in seconds. `requests_per_window` stands in for the plan's
      figure. `limited=False` lets every request pass.
    - `job_seconds`: how long a background job takes for each of its items. `job_queue_seconds`: how long it waits.
    - `access_seconds`, `refresh_seconds`: how long OAuth tokens live when no other life is asked for.
    - `clock`: the account's time, for tests. `port`: 0 takes a free one.

    Credentials: the administrator admin@example.com with the API token `token`, the bearer token `token`, the OAuth
    client `emulator` with the secret `secret`. With an API token a caller may act as any user of the account.

    While it runs, `account` is the state, `requests` what was asked so far (the latest 100,000), `limits` how the
    windows were used, `faults` what goes wrong on purpose.
    """

    account: Account
    limits: Limits
    authentication: Authentication
    requests: deque[RequestRecord]
    url: str
    storage_url: str

    def __init__(
        self,
        *,
        tickets: int = 0,
        users: int | None = None,
        organizations: int | None = None,
        comments_per_ticket: float = 3.0,
        plan: str = "enterprise",
        window: float = 60.0,
        requests_per_window: int | None = None,
        limited: bool = True,
        job_seconds: float = 0.005,
        job_queue_seconds: float = 0.02,
        access_seconds: int = ACCESS_SECONDS,
        refresh_seconds: int = REFRESH_SECONDS,
        clock: Clock | None = None,
        subdomain: str = "emulator",
        seed: int = 1,
        settings: Settings | None = None,
        redirect_urls: Iterable[str] = REDIRECT_URLS,
        operations: Iterable[Described] | None = None,
        port: int = 0,
    ) -> None:
        amounts = {
            "tickets": tickets,
            "users": users or 0,
            "organizations": organizations or 0,
            "comments_per_ticket": comments_per_ticket,
            "job_seconds": job_seconds,
            "job_queue_seconds": job_queue_seconds,
        }
        for name, amount in amounts.items():
            if not 0 <= amount < math.inf:
                raise InvalidArgument(f"{name} must not be negative, and not without end: {amount!r}")
        self.faults = Faults()
        self.clock = clock or Clock()
        self.limits = Limits(self.clock, plan, window, requests_per_window=requests_per_window, enabled=limited)
        self._sizes: dict[str, Any] = {
            "tickets": tickets,
            "users": users,
            "organizations": organizations,
            "comments_per_ticket": comments_per_ticket,
            "subdomain": subdomain,
            "plan": plan,
            "seed": seed,
            "settings": settings,
        }
        self._job_seconds = job_seconds
        self._job_queue_seconds = job_queue_seconds
        self._access_seconds = access_seconds
        self._refresh_seconds = refresh_seconds
        self._redirect_urls = list(redirect_urls)
        self._operations = operations
        self._port = port
        self._runners: list[web.ServerRunner] = []

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Make the account and listen on 127.0.0.1. Raises `OSError` when the port is taken."""
        sockets: list[socket.socket] = []
        try:
            sockets += [_listening(self._port), _listening(0)]
            self.url, self.storage_url = (f"http://127.0.0.1:{taken.getsockname()[1]}" for taken in sockets)
            self._make_account()
            application = Application(
                self.account,
                _registry() if self._operations is None else self._operations,
                limits=self.limits,
                authentication=self.authentication,
                faults=self.faults,
                storage=self.storage_url,
            )
            self.requests = application.requests
            for taken, serve in zip(sockets, (application.serve, application.serve_storage), strict=True):
                server = web.Server(serve, request_factory=_request, access_log=None)
                runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=0.5)
                self._runners.append(runner)
                await runner.setup()
                await web.SockSite(runner, taken).start()
        except BaseException:
            await self.stop()
            for taken in sockets:
                taken.close()
            raise

    async def stop(self) -> None:
        """Stop listening and close all connections. An emulator that has stopped starts anew with a new account."""
        while self._runners:
            await self._runners.pop().cleanup()
        if hasattr(self, "account"):
            await close_deliveries(self.account)

    def _make_account(self) -> None:
        self.account = account = seeded_account(self.clock, base=self.url, **self._sizes)
        account.jobs.seconds_per_item = self._job_seconds
        account.jobs.queue_seconds = self._job_queue_seconds
        account.jobs.window = self.limits.window
        grants = grants_of(account)
        grants.access_seconds, grants.refresh_seconds = self._access_seconds, self._refresh_seconds
        self.authentication = Authentication(account, {API_TOKEN})
        administrator = self.administrator["id"]
        client = add_client(
            account,
            identifier=CLIENT_ID,
            secret=CLIENT_SECRET,
            user_id=administrator,
            name="Emulator",
            redirect_uri=self._redirect_urls,
        )
        issue_token(account, client, administrator, ["read", "write", "impersonate"], secret=BEARER_TOKEN)

    @property
    def administrator(self) -> Row:
        """The row of the account's administrator, admin@example.com."""
        row = self.account.users.one("email", ADMINISTRATOR)
        if row is None:
            raise LookupError(f"the account has no {ADMINISTRATOR}")
        return row

    @property
    def refused(self) -> int:
        """How many requests were refused with a 429 by a rate limit so far."""
        return self.limits.refused


def operation_ids() -> Set[str]:
    """Return the operations that the emulator answers."""
    import_module("zendesk_async.emulator.handlers")
    return handlers.keys()


def _registry() -> Iterable[Described]:
    from zendesk_async._resource import operations

    import_module("zendesk_async.emulator.handlers")
    return operations()


def _listening(port: int) -> socket.socket:
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind(("127.0.0.1", port))
    except OSError:
        taken.close()
        raise
    return taken


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    return web.BaseRequest(
        message, payload, protocol, writer, task, asyncio.get_running_loop(), client_max_size=LARGEST_BODY
    )
