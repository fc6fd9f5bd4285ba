"""The sync client does what the async one does, in the caller's thread."""

import inspect
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import zendesk_async
import zendesk_sync
from zendesk_async.emulator import Emulator
from zendesk_async.errors import ClientClosed, ConfigurationError, InvalidArgument, NotFound
from zendesk_async.models.ticket_payloads import TicketUpdate
from zendesk_async.models.tickets import Ticket
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


def test_a_change_is_edited_in_the_callers_thread_and_may_use_the_client(zd: Zendesk) -> None:
    threads: list[int] = []

    def edit(ticket: Ticket) -> TicketUpdate:
        threads.append(threading.get_ident())
        other = zd.tickets.show(2)
        return {"subject": f"{ticket.id} and {other.id}", "tags": [*ticket.tags, "printer"]}

    changed = zd.tickets.change(1, edit)
    assert changed.subject == "1 and 2"
    assert "printer" in changed.tags
    assert threads == [threading.get_ident()]


def test_a_change_inside_an_edit_of_the_same_ticket_is_refused_and_not_waited_for(zd: Zendesk) -> None:
    def edit(ticket: Ticket) -> TicketUpdate:
        assert ticket.id is not None
        with pytest.raises(InvalidArgument, match="called from"):
            zd.tickets.change(ticket.id, lambda _: {"tags": ["inner"]})
        return {"tags": ["outer"]}

    made = zd.tickets.create(comment={"body": "It smokes."})
    assert made.id is not None
    assert zd.tickets.change(made.id, edit).tags == ("outer",)


def test_edits_that_change_each_others_tickets_do_not_wait_for_each_other(zd: Zendesk, emulator: Emulator) -> None:
    made = [zd.tickets.create(comment={"body": "It smokes."}).id for _ in range(2)]
    inside = threading.Barrier(2, timeout=10)

    def add_here_and_there(here: int, there: int) -> None:
        meet = iter([inside.wait])

        def edit(ticket: Ticket) -> TicketUpdate:
            for wait in meet:
                wait()  # both are in their edits, and each goes for the other's ticket
            zd.tickets.change(there, lambda ticket: {"tags": [*ticket.tags, f"from-{here}"]})
            return {"tags": [*ticket.tags, "own"]}

        zd.tickets.change(here, edit)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(add_here_and_there, made, reversed(made)))
    for here, there in zip(made, reversed(made), strict=True):
        assert set(emulator.account.tickets[here]["tags"]) == {"own", f"from-{there}"}


def test_an_error_of_the_edit_ends_the_change_and_writes_nothing(zd: Zendesk, emulator: Emulator) -> None:
    def edit(ticket: Ticket) -> TicketUpdate:
        raise LookupError(ticket.id)

    with pytest.raises(LookupError):
        zd.tickets.change(1, edit)
    assert {request.method for request in emulator.requests} == {"GET"}


def test_twenty_changes_of_one_ticket_at_once_lose_none(zd: Zendesk) -> None:
    def add(number: int) -> None:
        zd.tickets.change(1, lambda ticket: {"tags": [*ticket.tags, f"tag-{number}"]})

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(add, range(20)))
    assert {f"tag-{number}" for number in range(20)} <= set(zd.tickets.show(1).tags)


def test_any_number_of_items_is_created_with_a_result_for_each(zd: Zendesk) -> None:
    results = zd.tickets.create_each([{"subject": f"{n}", "comment": {"body": "Hello"}} for n in range(130)])
    assert [result.index for result in results if result.ok] == list(range(130))
    assert zd.tickets.show(results[129].id or 0).subject == "129"


def test_a_file_goes_up_and_comes_down_in_chunks_made_in_the_callers_thread(zd: Zendesk, tmp_path: Path) -> None:
    threads: set[int] = set()

    def chunks() -> Iterator[bytes]:
        for number in range(4):
            threads.add(threading.get_ident())
            yield bytes([number]) * 50_000

    upload = zd.attachments.upload_stream(chunks(), filename="dump.bin", content_type="application/octet-stream")
    assert threads == {threading.get_ident()}
    ticket = zd.tickets.create(subject="File", comment={"body": "See the file.", "uploads": [upload.token or ""]})
    comment = zd.ticket_comments.list(ticket.id or 0).first()
    assert comment is not None
    (attachment,) = comment.attachments
    assert b"".join(zd.attachments.stream(attachment)) == b"".join(chunks())
    assert zd.attachments.download(attachment, tmp_path / "dump.bin").stat().st_size == 200_000


def test_a_download_that_is_left_early_closes_its_connection(zd: Zendesk) -> None:
    upload = zd.attachments.upload_stream([b"x" * 100_000] * 50, filename="large.bin")
    assert upload.attachment is not None
    chunks = zd.attachments.stream(upload.attachment)
    assert next(chunks)
    del chunks
    assert zd.tickets.show(1).id == 1
