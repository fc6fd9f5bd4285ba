"""The sync client does what the async one does, in the caller's thread."""

import inspect
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

import zendesk_async
import zendesk_sync
from zendesk_async.emulator import Emulator
from zendesk_async.errors import ClientClosed, ConfigurationError, NotFound
from zendesk_sync import OAuthToken, Zendesk


def test_a_record_is_shown_created_changed_and_deleted(zd: Zendesk) -> None:
    created = zd.tickets.create(subject="Printer offline", comment={"body": "It smokes."}, priority="urgent")
    assert created.id is not None
    assert zd.tickets.show(created.id).subject == "Printer offline"
    assert zd.tickets.update(created.id, status="open").status == "open"
    zd.tickets.delete(created.id)
    with pytest.raises(NotFound) as refused:
        zd.tickets.show(created.id)
    assert refused.value.path == f"/api/v2/tickets/{created.id}"


def test_records_that_came_along_are_reached_through_the_record(zd: Zendesk) -> None:
    ticket = zd.tickets.show(1, include=["users"])
    assert ticket.requester_id is not None
    assert ticket.included.users[ticket.requester_id].name


def test_a_job_is_waited_for(zd: Zendesk) -> None:
    job = zd.tickets.create_many([{"subject": f"Number {n}", "comment": {"body": "Hello"}} for n in range(3)])
    assert job.id in repr(job)
    assert job.refresh().id == job.id == job.status.id
    done = job.wait(timeout=30)
    assert done.status == job.status.status == "completed"
    assert len(done.results or ()) == 3


def test_any_request_can_be_sent(zd: Zendesk) -> None:
    response = zd.request("GET", "/api/v2/tickets/count")
    assert response.status == 200
    assert b'"value":250' in response.body


def test_a_copy_with_other_options_shares_the_connection_and_the_thread(zd: Zendesk, emulator: Emulator) -> None:
    zd.tickets.show(1)
    before = threading.active_count()
    copy = zd.with_options(headers={"X-Test": "1"}, deadline=30)
    assert copy.tickets.show(2).id == 2
    assert zd.tickets.show(1).id == 1
    assert threading.active_count() == before
    zd.close()
    with pytest.raises(ClientClosed):
        copy.tickets.show(2)


def test_limits_show_what_the_answers_said(start: Callable[..., Emulator]) -> None:
    emulator = start(tickets=10, plan="team")
    with Zendesk(base_url=emulator.url, auth=OAuthToken("token")) as zd:
        zd.tickets.show(1)
        account = zd.limits.account
        assert (account.limit, account.remaining, account.used) == (200, 199, 1)


def test_eight_threads_share_one_client_and_its_connections(zd: Zendesk) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda number: zd.tickets.show(number).id, range(1, 201)))
    assert found == list(range(1, 201))


def test_a_closed_client_says_so(zd: Zendesk) -> None:
    zd.close()
    with pytest.raises(ClientClosed, match="make a new one"):
        zd.tickets.show(1)


async def test_in_a_coroutine_it_names_the_async_client(emulator: Emulator) -> None:
    with Zendesk(base_url=emulator.url, auth=OAuthToken("token")) as zd:
        with pytest.raises(ClientClosed, match="zendesk_async"):
            zd.tickets.show(1)
        with pytest.raises(ClientClosed, match="zendesk_async"):
            next(iter(zd.tickets.list()))


def test_bad_arguments_are_refused_by_the_constructor() -> None:
    with pytest.raises(ConfigurationError, match="subdomain"):
        Zendesk("acme.zendesk.com", auth=OAuthToken("token"))


@pytest.mark.parametrize("name", ["__init__", "with_options", "request"])
def test_the_parameters_are_those_of_the_async_client(name: str) -> None:
    mine, theirs = (inspect.signature(getattr(kind, name)) for kind in (Zendesk, zendesk_async.Zendesk))
    assert mine.parameters == theirs.parameters


def test_every_public_name_of_the_async_package_is_there() -> None:
    assert zendesk_sync.__all__ == zendesk_async.__all__
    own = {name for name in zendesk_sync.__all__ if getattr(zendesk_sync, name) is not getattr(zendesk_async, name)}
    assert own == {"Job", "Paginator", "Resource", "Zendesk"}


def test_the_client_tells_its_account() -> None:
    with Zendesk("acme", auth=OAuthToken("token")) as zd:
        assert zd.base_url == "https://acme.zendesk.com"
        assert "acme" in repr(zd)
