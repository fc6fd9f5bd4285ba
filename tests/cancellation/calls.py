"""The classes of calls, as either side makes them, and what must hold of one that was cut short anywhere."""

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
from anyio.from_thread import BlockingPortal

from tests.cancellation.sides import Side
from tests.export.account import ids_of, lines_of
from zendesk_async import ClientCredentials, OAuthToken
from zendesk_async.auth import Auth
from zendesk_async.emulator import Emulator, RequestRecord
from zendesk_async.export import Checkpoint

PAGE = 5
STREAMS = ["tickets", "organization_memberships"]
CONTENT = b"It smokes. " * 20_000


@attrs.define
class Scene:
    """One call while it is cut short, in an account on a thread of its own."""

    emulator: Emulator
    portal: BlockingPortal
    side: Side
    directory: Path
    mark: str = attrs.field(factory=lambda: f"mark-{secrets.token_hex(6)}")
    seen: list[Any] = attrs.field(factory=list[Any])
    listed: Any = None
    ticket: int = 1
    content_url: str = ""

    @property
    def file(self) -> Path:
        return self.directory / "photo.jpg"

    def held(self, table: str) -> list[Any]:
        """Return the ids of a table, as the account itself has them."""
        return self.portal.call(self.emulator.account.snapshot)[table]

    def requests(self) -> list[RequestRecord]:
        """Return what the account was asked since the call began."""
        return self.portal.call(lambda: list(self.emulator.requests))


@attrs.frozen
class Call:
    """A class of calls: how one is made, what must hold once it was cut short, and what must work then.

    `awaits` is how many there are at least: a call that has become another one is not to go by unseen.
    """

    name: str
    perform: Callable[[Any, Scene], Any]
    check: Callable[[Scene], None]
    again: Callable[[Any, Scene], Any]
    check_again: Callable[[Scene, Any], None]
    awaits: int = 3
    auth: Callable[[], Auth] = lambda: OAuthToken("token")

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


def _nothing(_: Scene) -> None:
    pass


def _works(_: Scene, answer: Any) -> None:
    assert answer.id == 1


def _show(zd: Any, _: Scene) -> Any:
    return zd.tickets.show(1)


# Lists


def _read(zd: Any, scene: Scene) -> Any:
    scene.listed = zd.users.list(page_size=PAGE)
    return scene.side.each(scene.listed.pages(), scene.seen)


def _ids(scene: Scene) -> list[int]:
    return [user.id for page in scene.seen for user in page.records]


def _whole_pages(scene: Scene) -> None:
    ids, users = _ids(scene), scene.held("users")
    assert ids == users[: len(ids)], "a record is missing"
    assert ids == users or len(ids) % PAGE == 0, "half a page came out"


def _read_on(zd: Any, scene: Scene) -> Any:
    return zd.users.list(page_size=PAGE, page_after=scene.listed.cursor if scene.listed else None).collect()


def _all_of_them(scene: Scene, rest: Any) -> None:
    ids = _ids(scene)
    if ids != scene.held("users"):
        ids += [user.id for user in rest]
    assert ids == scene.held("users")


def _find(zd: Any, scene: Scene) -> Any:
    return zd.tickets.list(page_size=PAGE).first()


# Writes


def _create(zd: Any, scene: Scene) -> Any:
    return zd.tickets.create(subject=scene.mark, comment={"body": "It smokes."})


def _reply(zd: Any, scene: Scene) -> Any:
    return zd.tickets.reply(scene.ticket, scene.mark)


def _change(zd: Any, scene: Scene) -> Any:
    return zd.tickets.change(scene.ticket, lambda ticket: {"tags": [*ticket.tags, scene.mark]})


def _times(scene: Scene) -> int:
    """Count how often the write is there."""

    def count() -> int:
        account = scene.emulator.account
        tickets = sum((row["subject"] == scene.mark) + row["tags"].count(scene.mark) for row in account.tickets.rows())
        return tickets + sum(scene.mark in (row["body"] or "") for row in account.comments.rows())

    return scene.portal.call(count)


def _at_most_once(scene: Scene) -> None:
    assert _times(scene) <= 1
    assert sum(record.method in {"POST", "PUT"} for record in scene.requests()) <= 1


def _changed_again(scene: Scene, ticket: Any) -> None:
    assert scene.mark in ticket.tags
    assert _times(scene) == 1


def _create_each(zd: Any, scene: Scene) -> Any:
    tickets = [{"subject": scene.mark, "comment": {"body": "It smokes."}}]
    return zd.tickets.create_each(tickets * 2)


def _one_job_at_most(scene: Scene) -> None:
    assert sum(record.method == "POST" for record in scene.requests()) <= 1


# Tokens


def _credentials() -> Auth:
    return ClientCredentials("emulator", "secret")


def _one_token(scene: Scene, ticket: Any) -> None:
    assert ticket.id == 1
    assert sum(record.path == "/oauth/tokens" for record in scene.requests()) == 1


# Files


def _upload(zd: Any, scene: Scene) -> Any:
    scene.file.write_bytes(CONTENT)
    return zd.attachments.upload(scene.file)


def _one_upload(scene: Scene) -> None:
    assert sum(record.method == "POST" for record in scene.requests()) <= 1


def _download(zd: Any, scene: Scene) -> Any:
    return zd.attachments.download(scene.content_url, scene.file)


def _no_part_of_it(scene: Scene) -> None:
    for path in scene.directory.iterdir():
        assert path == scene.file, f"{path.name} was left"
        assert path.read_bytes() == CONTENT
        path.unlink()


def _the_whole_file(scene: Scene, path: Any) -> None:
    assert path.read_bytes() == CONTENT
    assert [one.name for one in scene.directory.iterdir()] == [path.name]


# Exports


def _export(zd: Any, scene: Scene) -> Any:
    return scene.side.export(zd, STREAMS, scene.directory).run()


def _checkpoint_is_right(scene: Scene) -> None:
    found = Checkpoint.load(scene.directory)
    for name, state in {} if found is None else found.streams.items():
        file = scene.directory / f"{name}.jsonl"
        content = file.read_bytes() if file.exists() else b""
        counted = content[: state.offset]
        assert len(counted) == state.offset, "the checkpoint counts rows that are not there"
        assert counted.count(b"\n") == state.rows
        for line in counted.splitlines():
            json.loads(line)


def _all_rows(scene: Scene, _: Any) -> None:
    for name in STREAMS:
        assert sorted(ids_of(scene.directory, name)) == scene.held(name), name
        assert len(lines_of(scene.directory, name)) == len(scene.held(name)), "a row is there twice"


CALLS = (
    Call("GET", _show, _nothing, _show, _works),
    Call("a list", _read, _whole_pages, _read_on, _all_of_them, 6),
    Call("a first record", _find, _nothing, _find, _works),
    Call("POST with a key", _create, _at_most_once, _show, _works),
    Call("PUT with a comment", _reply, _at_most_once, _show, _works),
    Call("change", _change, _at_most_once, lambda zd, scene: _change_missing(zd, scene), _changed_again, 4),
    Call("create_each", _create_each, _one_job_at_most, _show, _works, 8),
    Call("a token's renewal", _show, _nothing, _show, _one_token, 5, _credentials),
    Call("upload", _upload, _one_upload, _show, _works, 5),
    Call("download", _download, _no_part_of_it, _download, _the_whole_file, 10),
    Call("export", _export, _checkpoint_is_right, _export, _all_rows, 15),
)


def _change_missing(zd: Any, scene: Scene) -> Any:
    """Change the ticket unless that was done: the lock on it is free."""
    return zd.tickets.change(
        scene.ticket, lambda ticket: None if scene.mark in ticket.tags else {"tags": [*ticket.tags, scene.mark]}
    )
