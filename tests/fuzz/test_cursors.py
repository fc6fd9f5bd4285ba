"""Pages that point anywhere: a list goes on, ends, or raises an error of ours; it never turns in a circle."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.strategies import fuzzed, json_values, scalars, texts
from zendesk_async._operation import JSONObject, Operation, Paging
from zendesk_async._steps import step_for
from zendesk_async.errors import ZendeskError

BASE = "https://acme.zendesk.com"
STYLES = [paging for paging in Paging if paging is not Paging.NONE]
BEGIN = {Paging.INCREMENTAL_CURSOR: {"start_time": 0}, Paging.INCREMENTAL_TIME: {"start_time": 0}}

links = st.builds(
    lambda origin, name, value: f"{origin}/api/v2/things.json?{name}={value}",
    st.sampled_from([BASE, "https://other.zendesk.com", "https://evil.example", "http://[", "//evil.example", ""]),
    st.sampled_from(["page", "page[after]", "page%5Bafter%5D", "cursor", "start_time"]),
    texts,
)
anything = scalars | links | json_values()
facts = st.fixed_dictionaries(
    {},
    optional={
        "meta": st.fixed_dictionaries(
            {}, optional={"has_more": anything, "after_cursor": anything, "before_cursor": anything}
        )
        | anything,
        "links": st.fixed_dictionaries({}, optional={"next": anything, "prev": anything}) | anything,
        **dict.fromkeys(
            ("next_page", "previous_page", "count", "end_of_stream", "end_time", "after_cursor", "after_url"), anything
        ),
    },
)


@pytest.mark.parametrize("paging", STYLES, ids=lambda paging: paging.value)
@fuzzed
@given(pages=st.lists(facts, min_size=1, max_size=5))
def test_any_facts_lead_on_end_the_list_or_are_an_error_of_ours(paging, pages):
    operation = Operation("List", "GET /api/v2/things", JSONObject, "things", paging=paging)
    step = step_for(operation, BEGIN.get(paging, {}), BASE)
    asked = [step.first()]
    try:
        for page in pages:
            following = step.next(page)
            assert step.cursor is None or isinstance(step.cursor, str)
            if following is None:
                break
            assert following not in asked
            asked.append(following)
            target = operation.request(following).target  # it can be sent, to the same place
            assert target.split("?")[0] == "/api/v2/things"
            assert target.isascii()
            assert target.isprintable()
            assert " " not in target
    except ZendeskError:
        pass


@pytest.mark.parametrize("paging", STYLES, ids=lambda paging: paging.value)
@fuzzed
@given(page=facts, given_page=st.none() | anything, cursor=st.none() | texts)
def test_any_place_to_begin_at_is_taken_or_refused(paging, page, given_page, cursor):
    operation = Operation("List", "GET /api/v2/things", JSONObject, "things", paging=paging)
    for arguments in ({"page": given_page, "per_page": given_page}, {"cursor": cursor}, {"page_after": cursor}):
        try:
            step = step_for(operation, {**BEGIN.get(paging, {}), **arguments}, BASE)
            operation.request(step.first())
            step.next(page)
        except ZendeskError:
            pass


@pytest.mark.parametrize("paging", STYLES, ids=lambda paging: paging.value)
@fuzzed
@given(page=facts)
def test_the_same_page_for_ever_ends(paging, page):
    operation = Operation("List", "GET /api/v2/things", JSONObject, "things", paging=paging)
    step = step_for(operation, BEGIN.get(paging, {}), BASE)
    step.first()
    try:
        for number in itertools.count():
            if step.next(page) is None:
                return
            assert number < 200, "the list goes on for ever"
    except ZendeskError:
        pass
