"""S12: certificates are always verified, and there is no way to switch that off."""

import datetime as dt
import inspect
import ssl
import warnings
from pathlib import Path

import pytest
import trustme

import zendesk_async
import zendesk_sync
from tests.core.wire import reply, serving
from tests.security.sides import CANARY, both_sides, done
from zendesk_async import errors
from zendesk_async._transport import AiohttpTransport
from zendesk_async.cli._account import Account

pytestmark = pytest.mark.S12

TICKET = reply(200, {"ticket": {"id": 1}})
PAST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(made)
    return made


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trusted(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("authorities") / "authority.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


@both_sides
@pytest.mark.parametrize("what", ["nobody's", "another host's", "expired"])
async def test_a_certificate_that_is_not_to_be_trusted_ends_the_call_before_anything_is_sent(
    side, what, authority, trusted
):
    issued = {
        "nobody's": lambda: trustme.CA().issue_cert("127.0.0.1"),
        "another host's": lambda: authority.issue_cert("evil.example"),
        "expired": lambda: authority.issue_cert("127.0.0.1", not_before=PAST, not_after=PAST + dt.timedelta(days=1)),
    }
    async with serving(TICKET, ssl=context(issued[what]())) as own:
        options = {"base_url": own.url, "certificate_authorities": trusted}
        for do in (
            lambda zd: zd.tickets.show(1),
            lambda zd: zd.attachments.download(f"{own.url}/attachments/token/{CANARY}", "/nonexistent/f"),
        ):
            with pytest.raises((errors.TLSError, errors.InvalidArgument)):
                await done(side, do, **options)
        assert own.received == []


@both_sides
async def test_a_certificate_of_an_authority_of_ones_own_is_trusted(side, authority, trusted):
    async with serving(TICKET, ssl=context(authority.issue_cert("127.0.0.1"))) as own:
        answer = await done(side, lambda zd: zd.tickets.show(1), base_url=own.url, certificate_authorities=trusted)
    assert answer.id == 1


@both_sides
async def test_an_outdated_protocol_is_refused(side, authority, trusted):
    old = context(authority.issue_cert("127.0.0.1"))
    old.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    async with serving(TICKET, ssl=old) as own:
        with pytest.raises(errors.TransportError):
            await done(side, lambda zd: zd.tickets.show(1), base_url=own.url, certificate_authorities=trusted)
        assert own.received == []


def test_no_option_switches_it_off():
    taken = {
        name
        for place in (zendesk_async.Zendesk, zendesk_sync.Zendesk, AiohttpTransport, Account)
        for name in inspect.signature(place).parameters
    }
    assert "certificate_authorities" in taken
    assert not [name for name in taken if any(word in name for word in ("verify", "insecure", "ssl", "trust"))]
