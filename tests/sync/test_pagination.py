"""Lists cross to the loop once a page, and the next page is read while the caller works on this one."""

import gc
import threading
import time
import weakref
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import pytest

from zendesk_async.emulator import Emulator
from zendesk_async.errors import ClientClosed, InvalidArgument
from zendesk_sync import OAuthToken, Zendesk
from zendesk_sync.portal import Portal

T = TypeVar("T")


def until(happened: Callable[[], bool]) -> None:
    """Wait for what another thread does; a test whose wait never ends fails by its assertion."""
    for _ in range(500):
        if happened():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen within 5 s")


def test_iterating_gives_every_record_once_in_order(zd: Zendesk) -> None:
    assert [ticket.id for ticket in zd.tickets.list(page_size=100)] == list(range(1, 251))


def test_nothing_is_asked_before_the_first_record(zd: Zendesk, emulator: Emulator) -> None:
    tickets = zd.tickets.list()
    iter(tickets)
    assert tickets.cursor is None
    assert not emulator.requests


def test_each_page_is_one_crossing_and_one_request(zd: Zendesk, emulator: Emulator) -> None:
    crossings: list[str] = []

    class Counting(Portal):
        def wait(self, coroutine: Coroutine[Any, Any, T]) -> T:
            crossings.append(coroutine.__name__)
            return super().wait(coroutine)

    zd._portal.__class__ = Counting
    assert len(list(zd.tickets.list(page_size=50))) == 250
    assert len(emulator.requests) == 5
    assert len(crossings) == 6


def test_the_next_page_is_read_while_the_caller_works_on_this_one(zd: Zendesk, emulator: Emulator) -> None:
    pages = zd.tickets.list(page_size=100).pages()
    assert len(next(pages)) == 100
    until(lambda: len(emulator.requests) == 2)
    assert len(next(pages)) == 100


def test_a_list_goes_on_where_its_cursor_says(zd: Zendesk) -> None:
    tickets = zd.tickets.list(page_size=100)
    records = iter(tickets)
    seen = [next(records).id for _ in range(150)]
    assert seen == list(range(1, 151))
    rest = [ticket.id for ticket in zd.tickets.list(page_size=100, page_after=tickets.cursor)]
    assert rest == list(range(101, 251))


def test_pages_carry_the_cursor_of_the_list(zd: Zendesk) -> None:
    tickets = zd.tickets.list(page_size=100)
    for page in tickets.pages():
        assert tickets.cursor == page.cursor
    assert [len(page) for page in zd.tickets.list(page_size=100).pages()] == [100, 100, 50]


def test_first_and_collect_give_records_without_a_loop_of_ones_own(zd: Zendesk) -> None:
    first = zd.tickets.list().first()
    assert first is not None
    assert first.id == 1
    tickets = zd.tickets.list(page_size=10)
    assert [ticket.id for ticket in tickets.collect(limit=25)] == list(range(1, 26))
    assert tickets.cursor is not None
    assert zd.tickets.list(external_id="none such").first() is None
    with pytest.raises(InvalidArgument, match="negative"):
        tickets.collect(limit=-1)


def test_a_record_that_was_handed_out_is_not_kept(zd: Zendesk) -> None:
    records = iter(zd.tickets.list(page_size=100))
    handed_out = [weakref.ref(next(records)) for _ in range(10)]
    gc.collect()
    assert [reference() for reference in handed_out[:-1]] == [None] * 9


def test_leaving_a_list_early_ends_what_was_begun(zd: Zendesk, emulator: Emulator) -> None:
    for ticket in zd.tickets.list(page_size=100):
        if ticket.id == 100:
            break
    assert zd.tickets.show(7).id == 7
    assert len(emulator.requests) <= 3


def test_a_list_keeps_its_client_alive(emulator: Emulator) -> None:
    tickets = Zendesk(base_url=emulator.url, auth=OAuthToken("token")).tickets.list(page_size=100)
    gc.collect()
    assert len(list(tickets)) == 250
    del tickets
    gc.collect()
    until(lambda: not [thread for thread in threading.enumerate() if thread.name == "zendesk_sync"])


def test_a_list_of_a_closed_client_gives_the_page_it_has_and_then_says_so(zd: Zendesk) -> None:
    records = iter(zd.tickets.list(page_size=100))
    assert next(records).id == 1
    zd.close()
    assert [next(records).id for _ in range(99)] == list(range(2, 101))
    with pytest.raises(ClientClosed):
        next(records)
