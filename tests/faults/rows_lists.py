"""Faults 36 to 44: redirects, links that lead elsewhere, and lists that go round, repeat, pause or change."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import trustme
from aiohttp import web

from tests.faults.effects import Circle, HoldsBack, always, struck
from tests.faults.gate import Gate
from tests.faults.matrix import Call, Case, Done, Make, Perform, Raises, Row, every, reads, row, without
from tests.faults.rows_connections import behind_tls
from tests.faults.scene import PAGE, Scene, emulator
from zendesk_async.emulator import Change, DuplicateRows, Exchange, Fault, Status
from zendesk_async.emulator._store import Settings
from zendesk_async.errors import CursorLoop, DataError, ForeignURL, UnsafeRedirect

NOT_FOLLOWED = Raises(UnsafeRedirect, requests=1, says="never followed")
NO_LIST = without("a write reads no list", Call.POST, Call.PUT)
ELSEWHERE = "https://evil.example/api/v2/steal?page=2&cursor=abc"


# 36 to 38: redirects


def elsewhere(status: int, path: str = "/api/v2/users") -> Make:
    """Redirect to another host, where somebody listens."""

    @contextmanager
    def make(scene: Scene) -> Iterator[None]:
        other = Gate(scene.portal, scene.url)
        other.open()
        scene.notes["other"] = other
        scene.strike(Status(status, headers={"Location": f"http://localhost:{other.port}{path}"}), skip=0, times=None)
        try:
            yield
        finally:
            other.close()

    return make


def nothing_went_there(scene: Scene) -> None:
    assert scene.notes["other"].received == 0, "a redirect was followed with a credential"


@contextmanager
def to_plain_http(scene: Scene) -> Iterator[None]:
    """Redirect from TLS to a place without."""
    target = scene.url
    with behind_tls(scene, trustme.CA()) as gate:
        gate.open()
        scene.strike(Status(302, headers={"Location": f"{target}/api/v2/users"}), skip=0, times=None)
        yield


def attach(scene: Scene) -> str:
    """Attach a file and return the path of its content."""
    with scene.assistant() as zd:
        url: str = zd.attachments.upload(b"0123456789", filename="plan.bin").attachment.content_url
    return url.removeprefix(scene.emulator.url)


@contextmanager
def attached(scene: Scene) -> Iterator[None]:
    """Attach a file. Its content is with the storage, on another origin, which refuses whoever brings a credential."""
    scene.notes["path"] = attach(scene)
    yield


@contextmanager
def attached_behind_tls(scene: Scene) -> Iterator[None]:
    """Attach a file whose content is behind a redirect from TLS to a place without."""
    scene.notes["path"] = attach(scene)
    with behind_tls(scene, trustme.CA()) as gate:
        gate.open()
        yield


@contextmanager
def attached_in_a_circle(scene: Scene) -> Iterator[None]:
    path = scene.notes["path"] = attach(scene)
    scene.emulator.faults.add(
        Fault(Status(302, headers={"Location": scene.url + path}), path="/attachments/*", times=None)
    )
    yield


def download(zd: Any, scene: Scene, _: Any) -> Any:
    return zd.attachments.download(scene.url + scene.notes["path"], scene.directory / "plan.bin")


def it_came_whole(scene: Scene) -> None:
    assert (scene.directory / "plan.bin").read_bytes() == b"0123456789"


def nothing_is_left(scene: Scene) -> None:
    assert not list(scene.directory.iterdir())


# 39 and 40: where a list goes on


def leading_elsewhere(payload: Any) -> Any:
    """Let every link lead to another host, and the cursors be right."""
    if "meta" in payload:
        return {**payload, "links": {"next": ELSEWHERE, "prev": ELSEWHERE}}
    return {**payload, "after_url": ELSEWHERE, "next_page": ELSEWHERE}


def only_links(payload: Any) -> Any:
    """Give no cursor, and a link to another host instead."""
    if "meta" in payload:
        return {**leading_elsewhere(payload), "meta": {"has_more": True}}
    return {**leading_elsewhere(payload), "after_cursor": None, "end_of_stream": False}


def by_number(zd: Any, scene: Scene, side: Any) -> Any:
    """Read the list page by page number, whose next page comes as a link."""
    return side.each(zd.users.list(per_page=PAGE, page=1), scene.seen)


# 41 to 44: lists that repeat, pause, or change


@contextmanager
def ten_a_page(scene: Scene) -> Iterator[None]:
    """Read an account of 30 organizations ten at a time, by a time-based export: pages overlap by a second."""
    scene.use(emulator(organizations=30, users=1))
    scene.key = "organizations"
    yield


@contextmanager
def of_one_second(scene: Scene) -> Iterator[None]:
    """Let all organizations have changed in the same second, which is more than a page."""
    account = scene.use(emulator(organizations=30, users=1)).account
    scene.key = "organizations"
    for identifier in account.snapshot()["organizations"]:
        account.organizations.change(identifier, {"updated_at": "2025-01-02T03:04:05Z"})
    yield


def organizations(zd: Any, scene: Scene, side: Any) -> Any:
    return side.each(zd.organizations.export(start_time=0, per_page=10), scene.seen)


def each_came_once(scene: Scene) -> None:
    came = [record.id for record in scene.seen]
    assert len(came) == len(set(came))
    assert set(came) == set(scene.model())


def lacking(*names: str) -> Change:
    """Leave out what says whether the list ends."""

    def without_them(payload: Any) -> Any:
        kept = {name: value for name, value in payload.items() if name not in names}
        return {**kept, "meta": {}} if "meta" in kept else kept

    return Change(without_them)


@attrs.define
class ChangeTheFirst:
    """Before a page is made, let somebody change a ticket that an earlier page had."""

    change: Callable[[], None]

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        self.change()
        return await exchange.produce()


@contextmanager
def changed_meanwhile(scene: Scene) -> Iterator[None]:
    account = scene.use(emulator(tickets=1050, users=5, comments_per_ticket=0.01, settings=Settings(export_delay=0)))
    scene.notes["ticket"] = first = account.account.snapshot()["tickets"][0]

    def change() -> None:
        moment = account.clock.stamp()
        account.account.tickets.change(
            first, {"subject": scene.mark, "updated_at": moment, "generated_timestamp": int(account.clock.seconds())}
        )

    scene.strike(ChangeTheFirst(change))
    scene.notes["versions"] = True
    yield


def the_last_version_is_there(scene: Scene) -> None:
    rows = [json.loads(line) for line in scene.lines()]
    versions = [row for row in rows if row["id"] == scene.notes["ticket"]]
    assert versions[-1]["subject"] == scene.mark
    assert {row["id"] for row in rows} == set(scene.model())


OWN_LIST: dict[Call, Perform] = {Call.OWN: organizations}

LISTS: tuple[Row, ...] = (
    row(
        36,
        "Redirect to another host",
        "`UnsafeRedirect`: not followed, whatever it is. The content of an attachment is fetched from the storage that its "
        "redirect names, without the credential.",
        Case("302", elsewhere(302), **every(NOT_FOLLOWED), verify=nothing_went_there),
        Case("308", elsewhere(308), **every(NOT_FOLLOWED), verify=nothing_went_there),
        Case("an attachment", attached, own=Done(), calls={Call.OWN: download}, verify=it_came_whole),
    ),
    row(
        37,
        "Redirect from https to http",
        "As 36; an attachment's too is not followed.",
        Case("302", to_plain_http, **every(NOT_FOLLOWED)),
        Case(
            "an attachment",
            attached_behind_tls,
            own=Raises(UnsafeRedirect, named=False, says="not https"),
            calls={Call.OWN: download},
            verify=nothing_is_left,
        ),
    ),
    row(
        38,
        "Redirects in a circle",
        "As 36; an attachment's are followed five times.",
        Case(
            "302", struck(Status(302, headers={"Location": "/api/v2/users"}), skip=0, times=None), **every(NOT_FOLLOWED)
        ),
        Case(
            "an attachment",
            attached_in_a_circle,
            own=Raises(UnsafeRedirect, named=False, says="5 times"),
            calls={Call.OWN: download},
            verify=nothing_is_left,
        ),
    ),
    row(
        39,
        "next_page or after_url on another host",
        "A link is never followed: only the cursor in it is taken. One that has no cursor beside it and names another host "
        "is a `ForeignURL`.",
        Case("beside a cursor", always(Change(leading_elsewhere), skip=0), **reads(Done())),
        Case(
            "instead of a cursor", struck(Change(only_links), skip=0), **reads(Raises(ForeignURL, says="evil.example"))
        ),
        Case(
            "next page by number",
            struck(Change(leading_elsewhere), skip=0),
            get=Raises(ForeignURL, says="evil.example"),
            calls={Call.GET: by_number},
        ),
        absent=NO_LIST,
    ),
    row(
        40,
        "A cursor that comes again",
        "`CursorLoop` instead of a list without end; each row has come once.",
        Case("at once", always(Circle(1), skip=0), **reads(Raises(CursorLoop))),
        Case("after another one", always(Circle(2), skip=0), get=Raises(CursorLoop)),
        absent=NO_LIST,
    ),
    row(
        41,
        "Rows that come again at the edge of a page, and a second with more rows than a page",
        "Exports give each version of a row once, and all of them.",
        Case("repeated by the server", always(DuplicateRows(count=7), skip=0), export=Done()),
        Case("time-based pages overlap", ten_a_page, own=Done(), calls=OWN_LIST, verify=each_came_once),
        Case("all of one second", of_one_second, own=Done(), calls=OWN_LIST, verify=each_came_once),
        absent={
            **NO_LIST,
            Call.GET: "cursors of plain lists lead from row to row: pages do not overlap; by number, rows that move come again, "
            "as the server has it",
        },
    ),
    row(
        42,
        "A page without rows that says there is more",
        "The list goes on.",
        Case("in the middle", struck(HoldsBack(), times=2), **reads(Done())),
        absent=NO_LIST,
    ),
    row(
        43,
        "A page that does not say whether it is the last",
        "`DataError`: the list is not taken to end there.",
        Case(
            "the second page",
            struck(lacking("end_of_stream", "count")),
            **reads(Raises(DataError, says="not known whether")),
        ),
        absent=NO_LIST,
    ),
    row(
        44,
        "A row that changes during the export",
        "Is in the file with its last version; an earlier one may stand before it.",
        Case("in the second page's time", changed_meanwhile, export=Done(), verify=the_last_version_is_there),
        absent={**NO_LIST, Call.GET: "a plain list gives each row as it was when its page was made, once"},
    ),
)
