"""Faults 1 to 9: hosts that are not there, connections that are not to be trusted, and connections that break."""

import datetime as dt
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import trustme

from tests.faults.effects import struck
from tests.faults.gate import Gate, resolver
from tests.faults.matrix import Case, Done, Make, Raises, Row, every, row
from tests.faults.scene import Scene
from zendesk_async import Timeouts
from zendesk_async.emulator import Drop, Truncate
from zendesk_async.emulator._faults import Effect
from zendesk_async.errors import (
    AmbiguousWrite,
    ConnectError,
    ConnectTimeout,
    ServerDisconnected,
    TLSError,
    TruncatedResponse,
)
from zendesk_async.hooks import Event, RequestFailed


@contextmanager
def gate(scene: Scene, tls: ssl.SSLContext | None = None) -> Iterator[Gate]:
    """Put a gate before the account. It is open once the account is well again."""
    made = Gate(scene.portal, scene.url, tls)
    scene.url = f"{'https' if tls else 'http'}://127.0.0.1:{made.port}"
    scene.on_healing(made.open)
    try:
        yield made
    finally:
        made.close()


def after_failures(count: int, then: Callable[[], None]) -> Callable[[Event], None]:
    """Return a hook that does something when so many attempts have failed."""
    failed = 0

    def watch(event: Event) -> None:
        nonlocal failed
        failed += isinstance(event, RequestFailed)
        if isinstance(event, RequestFailed) and failed == count:
            then()

    return watch


@contextmanager
def refused_twice(scene: Scene) -> Iterator[None]:
    with gate(scene) as shut:
        scene.options["hooks"] = [after_failures(2, shut.open)]
        yield


@contextmanager
def refused(scene: Scene) -> Iterator[None]:
    with gate(scene):
        yield


@contextmanager
def unknown_twice(scene: Scene) -> Iterator[None]:
    scene.url = scene.url.replace("127.0.0.1", "localhost")
    with resolver("localhost", 2):
        yield


@contextmanager
def unknown(scene: Scene) -> Iterator[None]:
    scene.url = scene.url.replace("127.0.0.1", "localhost")
    with resolver("localhost", None) as left:
        scene.on_healing(left.clear)
        yield


@contextmanager
def black_hole(scene: Scene) -> Iterator[None]:
    with gate(scene) as hole:
        hole.swallow()
        yield


@contextmanager
def silent_handshake(scene: Scene) -> Iterator[None]:
    """The connection is taken, and the TLS handshake never answered."""
    with behind_tls(scene, trustme.CA()) as silent:
        silent.listen_only()
        yield


@contextmanager
def behind_tls(scene: Scene, authority: trustme.CA, **certificate: Any) -> Iterator[Gate]:
    """Put a gate with TLS before the account, whose certificate is as it should be once the account is well again."""
    ours = authority
    if certificate.pop("foreign", False):
        ours = trustme.CA()
    authorities = scene.directory.parent / f"{scene.directory.name}.pem"
    ours.cert_pem.write_to_path(str(authorities))
    scene.options["certificate_authorities"] = str(authorities)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(certificate.pop("name", "127.0.0.1"), **certificate).configure_cert(context)
    scene.on_healing(lambda: ours.issue_cert("127.0.0.1").configure_cert(context))
    with gate(scene, context) as made:
        yield made


def distrusted(**certificate: Any) -> Make:
    """Stand behind TLS with a certificate that something is wrong with."""

    @contextmanager
    def make(scene: Scene) -> Iterator[None]:
        with behind_tls(scene, trustme.CA(), **certificate) as behind:
            behind.open()
            scene.notes["gate"] = behind
            yield

    return make


def nothing_was_sent(scene: Scene) -> None:
    assert scene.notes["gate"].received == 0, "bytes were sent to a host that is not to be trusted"
    assert not getattr(scene.error, "__notes__", []), "it was tried again"


def used(*effects: Effect) -> Make:
    """Meet the effects on a connection that has served a request before."""

    def make(scene: Scene) -> None:
        scene.warm = lambda zd: zd.account_settings.show()
        scene.strike(*effects, skip=0)

    return make


LOST = Raises(AmbiguousWrite, cause=ServerDisconnected, requests=1, named=False)
DONE_AND_LOST = Raises(AmbiguousWrite, cause=ServerDisconnected, effects=1, requests=1, named=False)
UNTRUSTED = Raises(TLSError, requests=0, named=False, says="not to be trusted")
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)

CONNECTIONS: tuple[Row, ...] = (
    row(
        1,
        "Connection refused",
        "The call is made again after a moment. Nothing was sent, so this holds for every write too. Where nobody ever "
        "listens, `ConnectError` names host and port.",
        Case("then up", refused_twice, **every(Done())),
        Case("for ever", refused, **every(Raises(ConnectError, requests=0, named=False, says="no connection to 127"))),
    ),
    row(
        2,
        "Host name not found",
        "A resolver that fails for a moment is asked again. A name that does not exist is a `ConnectError`, which names "
        "the host and asks whether the subdomain is right.",
        Case("for a moment", unknown_twice, **every(Done())),
        Case(
            "for ever",
            unknown,
            **every(Raises(ConnectError, requests=0, named=False, says="the host localhost could not be found")),
        ),
    ),
    row(
        3,
        "Host that does not answer at all",
        "Each attempt ends after the `connect` timeout, the TLS handshake included; then `ConnectTimeout`. Nothing was "
        "sent.",
        Case(
            "no connection",
            black_hole,
            **every(Raises(ConnectTimeout, requests=0, named=False)),
            options={"timeouts": Timeouts(connect=0.02)},
            deadline=10,
        ),
        Case(
            "no handshake",
            silent_handshake,
            **every(Raises(ConnectTimeout, requests=0, named=False)),
            options={"timeouts": Timeouts(connect=0.02)},
            deadline=10,
        ),
    ),
    row(
        4,
        "Certificate of an unknown authority",
        "`TLSError` at once: not one byte of the request is sent, and it is not tried again.",
        Case("self-made", distrusted(foreign=True), **every(UNTRUSTED), verify=nothing_was_sent),
    ),
    row(
        5,
        "Certificate for another host",
        "As 4.",
        Case("wrong name", distrusted(name="evil.example"), **every(UNTRUSTED), verify=nothing_was_sent),
    ),
    row(
        6,
        "Expired certificate",
        "As 4.",
        Case("expired", distrusted(not_after=LONG_AGO), **every(UNTRUSTED), verify=nothing_was_sent),
    ),
    row(
        7,
        "Connection closed before the answer",
        "Reads, and creations under an idempotency key, are made again; the server answers a repeated creation with the "
        "first one's ticket. A comment is sent once, on new connections and on used ones alike: `AmbiguousWrite` says that "
        "it may have been added and how to find out.",
        Case("before the work", struck(Drop()), get=Done(), post=Done(requests=2), put=LOST, export=Done()),
        Case(
            "after the work",
            struck(Drop(after=True)),
            get=Done(),
            post=Done(requests=2),
            put=DONE_AND_LOST,
            export=Done(),
        ),
        Case("on a used connection", used(Drop()), get=Done(), post=Done(requests=2), put=LOST, export=Done()),
    ),
    row(
        8,
        "Connection reset before the answer",
        "As 7.",
        Case("before the work", struck(Drop(reset=True)), get=Done(), post=Done(requests=2), put=LOST, export=Done()),
        Case(
            "after the work",
            struck(Drop(after=True, reset=True)),
            get=Done(),
            post=Done(requests=2),
            put=DONE_AND_LOST,
            export=Done(),
        ),
        Case(
            "on a used connection", used(Drop(reset=True)), get=Done(), post=Done(requests=2), put=LOST, export=Done()
        ),
    ),
    row(
        9,
        "Connection reset in the middle of the answer",
        "As 7. No row of the broken page has come out; the page is asked for again and comes once.",
        Case(
            "half the body",
            struck(Truncate(0.5, reset=True)),
            get=Done(),
            post=Done(requests=2),
            put=Raises(
                AmbiguousWrite, cause=(TruncatedResponse, ServerDisconnected), effects=1, requests=1, named=None
            ),
            export=Done(),
        ),
    ),
)
