"""Faults 45 to 47: tokens that end while they are in use."""

import asyncio
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
from aiohttp import web

import zendesk_sync
from tests.faults.matrix import Call, Case, Done, Raises, Row, every, row
from tests.faults.scene import CANARY, Scene
from zendesk_async.auth import ClientCredentials, FileTokenStore, RefreshToken, Secret, TokenPair
from zendesk_async.emulator import Delay, Drop, Emulator, Exchange, Fault
from zendesk_async.emulator._oauth import add_client, issue_token
from zendesk_async.errors import RefreshRejected

TOKENS = "CreateTokenForGrantType"


@attrs.frozen
class Revoke:
    """End all tokens of an OAuth client, and only then look at the request's."""

    emulator: Emulator
    client: int

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        tokens = self.emulator.account.oauth_tokens
        for ended in [one["id"] for one in tokens.rows() if one["client_id"] == self.client]:
            tokens.remove(ended)
        return await exchange.produce()


def own_client(scene: Scene) -> dict[str, Any]:
    """Add an OAuth client whose secret is a canary."""
    name = f"app-{secrets.token_hex(4)}"
    account = scene.emulator.account
    return add_client(account, identifier=name, secret=f"{CANARY}-secret", user_id=scene.emulator.administrator["id"])


def ended(skip: int | None = None, operation: str = "") -> Any:
    """Sign with client credentials, whose token ends in the middle."""

    def make(scene: Scene) -> None:
        client = own_client(scene)
        scene.operation = operation or scene.operation
        scene.options["auth"] = ClientCredentials(client["identifier"], f"{CANARY}-secret")
        scene.strike(Revoke(scene.emulator, client["id"]), skip=skip)
        scene.notes["client"] = client["id"]

    return make


def one_renewal(scene: Scene) -> None:
    asked = scene.asked(TOKENS)
    assert [record.status for record in asked] == [201, 201], "the first token, and one renewal"
    scene.secrets += issued(scene)


def issued(scene: Scene) -> list[str]:
    """Return the tokens that were given out: they are as secret as what they were given out for."""
    rows = scene.emulator.account.oauth_tokens.rows()
    found = [
        row[name] for row in rows if row["client_id"] == scene.notes["client"] for name in ("token", "refresh_token")
    ]
    return [token for token in found if token]


def show_a_user(zd: Any, scene: Scene, _: Any) -> Any:
    return zd.users.show(scene.emulator.administrator["id"])


class Pair:
    """A token file of a person who has signed in, and an OAuth client that may renew it. The access token has ended."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.client = own_client(scene)
        self.path = scene.directory.parent / f"{scene.directory.name}.tokens" / "tokens.json"
        scene.notes["client"] = self.client["id"]

    def sign_in(self) -> None:
        emulator = self.scene.emulator
        administrator = emulator.administrator["id"]
        row = issue_token(
            emulator.account,
            self.client,
            administrator,
            ["read", "write"],
            expires_in=1800,
            refresh_expires_in=9_000_000,
        )
        self.scene.secrets += [row["token"], row["refresh_token"]]
        pair = TokenPair(
            access_token=Secret(row["token"]),
            refresh_token=Secret(row["refresh_token"]),
            expires_at=time.time() - 1,
            expires_in=1800.0,
            refresh_token_expires_at=time.time() + 9_000_000,
            scope="read write",
            account=self.scene.url.removeprefix("http://"),
            client_id=self.client["identifier"],
        )
        asyncio.run(FileTokenStore(self.path).save(pair))

    def credential(self) -> RefreshToken:
        """Return the credential as each process makes it: with a store of its own on the same file."""
        return RefreshToken(
            self.client["identifier"], client_secret=f"{CANARY}-secret", store=FileTokenStore(self.path)
        )


@contextmanager
def beside_another(scene: Scene) -> Iterator[None]:
    """Let another client with the same token file make a call at the same moment."""
    pair = Pair(scene)
    pair.sign_in()
    scene.options["auth"] = pair.credential()
    scene.emulator.faults.add(Fault(Delay(0.1), operation=TOKENS, times=None))
    failed: list[BaseException] = []

    def call() -> None:
        try:
            with zendesk_sync.Zendesk(base_url=scene.url, auth=pair.credential(), pacing="burst") as zd:
                zd.users.show(scene.emulator.administrator["id"])
        except BaseException as error:  # noqa: BLE001  # looked at below, on the test's own thread
            failed.append(error)

    other = threading.Thread(target=call)
    other.start()
    scene.notes |= {"failed": failed, "other": other}
    yield
    other.join()


def one_wins(scene: Scene) -> None:
    scene.notes["other"].join()
    assert not scene.notes["failed"], scene.notes["failed"]
    assert [record.status for record in scene.asked(TOKENS)] == [201]
    scene.secrets += issued(scene)


@contextmanager
def answer_lost(scene: Scene) -> Iterator[None]:
    """Let the answer to the refresh be lost, after Zendesk has replaced the tokens."""
    pair = Pair(scene)
    pair.sign_in()
    scene.options["auth"] = pair.credential()
    scene.emulator.faults.add(Fault(Drop(after=True), operation=TOKENS))
    scene.notes["path"], scene.notes["content"] = pair.path, pair.path.read_bytes()

    def sign_in_again() -> None:
        pair.sign_in()
        scene.options["auth"] = pair.credential()

    scene.on_healing(sign_in_again)
    yield


def the_old_file_is_kept(scene: Scene) -> None:
    path: Path = scene.notes["path"]
    assert path.read_bytes() == scene.notes["content"]
    assert len(scene.asked(TOKENS)) == 2, "the refresh, and once more because no answer came"
    scene.secrets += issued(scene)


CREDENTIALS: tuple[Row, ...] = (
    row(
        45,
        "Token that ends in the middle of the work",
        "Renewed once, however many tasks and threads need it, and no call fails. A write is sent again only because Zendesk "
        "has refused it unread.",
        Case("one call", ended(), **every(Done()), verify=one_renewal),
        Case(
            "a hundred at once",
            ended(skip=30, operation="ShowUser"),
            own=Done(),
            calls={Call.OWN: show_a_user},
            at_once=100,
            verify=one_renewal,
        ),
    ),
    row(
        46,
        "Two processes that renew the same token at once",
        "One renews, the other waits for it and reads the new pair from the store. Nobody sees `invalid_grant`.",
        Case("with one token file", beside_another, **every(Done()), verify=one_wins),
    ),
    row(
        47,
        "Answer to a renewal lost after Zendesk has replaced the tokens",
        "`RefreshRejected`, which asks to sign in again, after one more try. The old token file is kept, and no call is sent.",
        Case(
            "lost",
            answer_lost,
            **every(Raises(RefreshRejected, requests=0, named=False, says="Sign in again")),
            verify=the_old_file_is_kept,
        ),
    ),
)
