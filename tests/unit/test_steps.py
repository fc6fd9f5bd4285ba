"""One page leads to the next, or the list ends, or it is said why it cannot go on."""

from typing import Any

import pytest

from zendesk_async import Operation, Paging
from zendesk_async._operation import JSONObject
from zendesk_async._steps import Step, step_for
from zendesk_async.errors import CursorLoop, DataError, ForeignURL, InvalidArgument, PaginationLimit

BASE = "https://acme.zendesk.com"


def step(paging: Paging, **arguments: Any) -> Step:
    return step_for(Operation("ListThings", "GET /api/v2/things", JSONObject, paging=paging), arguments, BASE)


def begun(paging: Paging, **arguments: Any) -> Step:
    made = step(paging, **arguments)
    made.first()
    return made


def meta(more: bool, after: str | None = None, before: str | None = None, **links: str) -> dict[str, Any]:
    return {"meta": {"has_more": more, "after_cursor": after, "before_cursor": before}, "links": links}


class TestCursors:
    def test_they_are_preferred_where_both_kinds_are_to_be_had(self):
        assert step(Paging.CURSOR_OR_OFFSET).first() == {"page_size": 100}

    def test_the_next_page_begins_after_the_cursor(self):
        cursors = begun(Paging.CURSOR, sort="-id")
        assert cursors.next(meta(True, "abc")) == {"sort": "-id", "page_size": 100, "page_after": "abc"}
        assert cursors.cursor == "abc"

    def test_the_list_ends_when_there_is_no_more_although_a_next_link_is_set(self):
        cursors = begun(Paging.CURSOR)
        assert cursors.next(meta(False, "end", next=BASE + "/api/v2/things?page%5Bafter%5D=end")) is None
        assert cursors.cursor == "end"

    def test_a_page_before_leads_backwards(self):
        cursors = begun(Paging.CURSOR, page_before="x")
        assert cursors.next(meta(True, "after", "before")) == {"page_size": 100, "page_before": "before"}

    def test_the_cursor_is_taken_from_the_link_where_it_stands_nowhere_else(self):
        link = BASE + "/api/v2/things?page%5Bafter%5D=a%2Bb&page%5Bsize%5D=1"
        following = begun(Paging.CURSOR).next({"meta": {"has_more": True}, "links": {"next": link}})
        assert following is not None
        assert following["page_after"] == "a+b"

    def test_a_cursor_beside_the_records_is_followed_too(self):
        cursors = begun(Paging.CURSOR)
        url = BASE + "/api/v2/things?cursor=a"
        assert cursors.next({"after_cursor": "a", "after_url": url}) == {"page_size": 100, "page_after": "a"}
        assert cursors.next({"after_cursor": None, "after_url": None}) is None

    def test_a_list_that_takes_no_page_size_is_not_given_one(self):
        names = {"page_after": "after_cursor"}
        operation = Operation(
            "ListThings", "GET /api/v2/things", JSONObject, paging=Paging.CURSOR, page_size=0, names=names
        )
        cursors = step_for(operation, {}, BASE)
        assert cursors.first() == {}
        link = BASE + "/api/v2/things?after_cursor=x"
        assert cursors.next({"meta": {"has_more": True}, "links": {"next": link}}) == {"page_after": "x"}

    def test_a_link_under_another_name_of_the_account_is_fine(self):
        link = "https://acme-canonical.zendesk.com/api/v2/things?page%5Bafter%5D=x"
        assert begun(Paging.CURSOR).next({"meta": {"has_more": True}, "links": {"next": link}})

    def test_a_link_to_another_host_is_refused(self):
        link = "https://evil.example/api/v2/things?page%5Bafter%5D=x"
        with pytest.raises(ForeignURL, match=r"evil\.example"):
            begun(Paging.CURSOR).next({"meta": {"has_more": True}, "links": {"next": link}})

    @pytest.mark.parametrize("cycle", [["a", "a"], ["a", "b", "a"]])
    def test_a_cursor_that_comes_again_is_a_loop(self, cycle):
        cursors = begun(Paging.CURSOR)
        *before, last = cycle
        for position in before:
            cursors.next(meta(True, position))
        with pytest.raises(CursorLoop, match="second time"):
            cursors.next(meta(True, last))

    def test_a_cursor_that_does_not_leave_where_it_was_resumed_is_a_loop(self):
        with pytest.raises(CursorLoop):
            begun(Paging.CURSOR, page_after="a").next(meta(True, "a"))

    def test_more_without_a_cursor_is_not_taken_for_the_end(self):
        with pytest.raises(DataError, match="after_cursor"):
            begun(Paging.CURSOR).next({"meta": {"has_more": True}, "links": {"next": None}})

    def test_a_meta_that_does_not_say_whether_there_is_more_is_not_taken_for_the_end(self):
        with pytest.raises(DataError, match="has_more"):
            begun(Paging.CURSOR).next({"meta": {}})

    def test_an_endpoint_that_answers_by_page_numbers_is_followed(self):
        cursors = begun(Paging.CURSOR)
        following = cursors.next({"next_page": BASE + "/api/v2/things?page=2"})
        assert following == {"page": "2", "per_page": 100}
        assert cursors.next({"next_page": None}) is None

    def test_both_ways_at_once_are_refused(self):
        with pytest.raises(InvalidArgument, match="exclude each other"):
            step(Paging.CURSOR, page_after="a", page_before="b").first()

    def test_sort_by_with_cursors_would_be_ignored_and_is_refused(self):
        with pytest.raises(InvalidArgument, match="sort_by"):
            step(Paging.CURSOR_OR_OFFSET, sort_by="id", page_size=10)


class TestPageNumbers:
    @pytest.mark.parametrize("given", [{"page": 3}, {"per_page": 10}, {"sort_by": "id"}, {"sort_order": "desc"}])
    def test_they_are_used_when_asked_for(self, given):
        assert step(Paging.CURSOR_OR_OFFSET, **given).first() == {"per_page": 100, **given}

    def test_the_next_page_is_the_one_that_is_named(self):
        numbers = begun(Paging.OFFSET)
        assert numbers.next({"next_page": BASE + "/api/v2/things?page=2&per_page=100"}) == {"per_page": 100, "page": 2}
        assert numbers.cursor == "2"
        assert numbers.next({"next_page": None}) is None

    def test_a_page_that_is_not_ahead_is_a_loop(self):
        with pytest.raises(CursorLoop):
            begun(Paging.OFFSET, page=5).next({"next_page": BASE + "/api/v2/things?page=5"})

    def test_a_link_without_a_number_counts_on(self):
        assert begun(Paging.OFFSET).next({"next_page": BASE + "/api/v2/things"}) == {"per_page": 100, "page": 2}

    def test_the_list_that_goes_on_beyond_ten_thousand_records_says_so(self):
        with pytest.raises(PaginationLimit, match="narrow it"):
            begun(Paging.OFFSET, page=100).next({"next_page": BASE + "/api/v2/things?page=101"})

    def test_it_names_cursors_where_there_are_some(self):
        with pytest.raises(PaginationLimit, match="read with cursors"):
            begun(Paging.CURSOR_OR_OFFSET, page=101)

    def test_a_search_names_its_export(self):
        with pytest.raises(PaginationLimit, match=r"search\.export"):
            begun(Paging.SEARCH, page=10).next({"next_page": BASE + "/api/v2/search?page=11"})

    def test_a_search_of_exactly_a_thousand_results_ends_well(self):
        assert begun(Paging.SEARCH, page=10).next({"next_page": None}) is None


class TestListsWithoutEvidence:
    def test_they_end_after_one_page(self):
        assert begun(Paging.SINGLE).next({}) is None

    def test_cursors_that_come_anyway_are_followed(self):
        assert begun(Paging.SINGLE).next(meta(True, "a")) == {"page_after": "a"}

    def test_page_numbers_that_come_anyway_are_followed(self):
        assert begun(Paging.SINGLE).next({"next_page": BASE + "/api/v2/things?page=2"}) == {"page": "2"}

    def test_more_without_a_cursor_is_not_taken_for_the_end(self):
        with pytest.raises(DataError):
            begun(Paging.SINGLE).next({"meta": {"has_more": True}})


class TestIncrementalByCursor:
    def test_it_begins_at_a_time_and_goes_on_by_cursor(self):
        export = begun(Paging.INCREMENTAL_CURSOR, start_time=0, include=("users",))
        following = export.next({"end_of_stream": False, "after_cursor": "a"})
        assert following == {"include": ("users",), "cursor": "a"}
        assert export.next({"end_of_stream": True, "after_cursor": "b"}) is None
        assert export.cursor == "b"

    def test_a_null_cursor_at_the_end_keeps_the_one_before(self):
        export = begun(Paging.INCREMENTAL_CURSOR, cursor="a")
        assert export.next({"end_of_stream": True, "after_cursor": None}) is None
        assert export.cursor == "a"

    def test_custom_objects_say_has_more(self):
        export = begun(Paging.INCREMENTAL_CURSOR, start_time=0)
        assert export.next({"meta": {"has_more": True}, "after_cursor": "a"}) == {"cursor": "a"}
        assert export.next({"meta": {"has_more": False}, "after_cursor": "b"}) is None

    def test_an_answer_that_does_not_say_whether_it_is_the_end_is_an_error(self):
        with pytest.raises(DataError, match="end_of_stream"):
            begun(Paging.INCREMENTAL_CURSOR, start_time=0).next({"after_cursor": "a"})

    def test_more_without_a_cursor_is_an_error(self):
        with pytest.raises(DataError, match="after_cursor"):
            begun(Paging.INCREMENTAL_CURSOR, start_time=0).next({"end_of_stream": False})

    @pytest.mark.parametrize("given", [{}, {"start_time": 0, "cursor": "a"}])
    def test_it_takes_a_time_or_a_cursor(self, given):
        with pytest.raises(InvalidArgument, match="give start_time"):
            begun(Paging.INCREMENTAL_CURSOR, **given)

    def test_a_url_of_another_host_is_refused(self):
        with pytest.raises(ForeignURL):
            begun(Paging.INCREMENTAL_CURSOR, start_time=0).next(
                {"end_of_stream": False, "after_url": "https://evil.example/?cursor=a"}
            )


class TestIncrementalByTime:
    def test_the_next_page_begins_at_the_end_of_this_one(self):
        export = begun(Paging.INCREMENTAL_TIME, start_time=0)
        assert export.next({"end_of_stream": False, "end_time": 1700000000}) == {"start_time": 1700000000}
        assert export.next({"end_of_stream": True, "end_time": 1700000100}) is None
        assert export.cursor == "1700000100"

    def test_the_time_is_taken_from_the_link_where_it_stands_nowhere_else(self):
        link = BASE + "/api/v2/incremental/things.json?start_time=17"
        assert begun(Paging.INCREMENTAL_TIME, start_time=0).next({"end_of_stream": False, "next_page": link}) == {
            "start_time": 17
        }

    def test_a_short_page_ends_an_older_export(self):
        assert begun(Paging.INCREMENTAL_TIME, start_time=0).next({"count": 12, "end_time": 5}) is None

    def test_a_time_that_does_not_move_is_a_loop(self):
        export = begun(Paging.INCREMENTAL_TIME, start_time=0)
        export.next({"end_of_stream": False, "end_time": 5})
        with pytest.raises(CursorLoop):
            export.next({"end_of_stream": False, "end_time": 5})

    @pytest.mark.parametrize("facts", [{}, {"end_of_stream": False}])
    def test_an_answer_without_its_facts_is_an_error(self, facts):
        with pytest.raises(DataError):
            begun(Paging.INCREMENTAL_TIME, start_time=0).next(facts)

    def test_a_page_size_asks_for_cursors(self):
        export = step(Paging.INCREMENTAL_TIME, start_time=0, page_size=50)
        assert export.first() == {"start_time": 0, "page_size": 50}
        assert export.next(meta(True, "a")) == {"start_time": 0, "page_size": 50, "page_after": "a"}

    def test_it_needs_a_time(self):
        with pytest.raises(InvalidArgument, match="start_time"):
            begun(Paging.INCREMENTAL_TIME)


class TestIncrementalByLink:
    NEXT = BASE + "/api/v2/incremental/things.json?cursor="

    def test_it_begins_without_a_cursor_and_follows_the_one_in_the_link(self):
        export = step(Paging.INCREMENTAL_LINK)
        assert export.first() == {}
        assert export.next({"count": 2, "next_page": self.NEXT + "a"}) == {"cursor": "a"}
        assert export.next({"count": 1, "next_page": self.NEXT + "b"}) == {"cursor": "b"}

    @pytest.mark.parametrize(
        ("facts", "cursor"),
        [
            ({"count": 0, "next_page": NEXT + "b"}, "b"),
            ({"count": 1, "next_page": NEXT + "a"}, "a"),
            ({"count": 1, "next_page": None}, "a"),
        ],
    )
    def test_it_ends_where_nothing_has_come_since_and_keeps_the_cursor_of_the_next_poll(self, facts, cursor):
        export = begun(Paging.INCREMENTAL_LINK, cursor="a")
        assert export.next(facts) is None
        assert export.cursor == cursor

    def test_an_earlier_cursor_is_a_loop(self):
        export = begun(Paging.INCREMENTAL_LINK, cursor="a")
        export.next({"count": 1, "next_page": self.NEXT + "b"})
        with pytest.raises(CursorLoop):
            export.next({"count": 1, "next_page": self.NEXT + "a"})
