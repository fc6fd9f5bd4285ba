"""What is given to be written is looked at before it is sent."""

import datetime as dt
from typing import Any

import pytest

from tests.core.memory import Memory, client_of
from zendesk_async import errors

AWARE = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
COMMENT = {"comment": {"body": "Hello"}}


def answer(_: Any) -> tuple[int, Any]:
    return 200, {"ticket": {"id": 1}, "user": {"id": 1}, "job_status": {"id": "1"}, "webhook": {"id": "1"}, "tags": []}


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda zd: zd.tickets.create(subjct="x", **COMMENT), r"subjct is not a key of TicketCreate; did you mean 'subject'"),
        (lambda zd: zd.tickets.create(wholly_new=1, **COMMENT), r"wholly_new is not a key .*zd\.request"),
        (lambda zd: zd.tickets.create(subject="x"), "comment is missing"),
        (lambda zd: zd.tickets.create(subject=5, **COMMENT), "subject must be str.*, not int"),
        (lambda zd: zd.tickets.create(comment="Hello"), "comment must be TicketCommentCreate, not str"),
        (lambda zd: zd.tickets.create(comment={"body": "a", "pubic": True}), "comment.pubic is not a key.*'public'"),
        (lambda zd: zd.tickets.create(comment={"uploads": "token"}), "comment.uploads must be a list of str, not str"),
        (lambda zd: zd.tickets.create(comment={"uploads": ["a", 5]}), r"comment.uploads\[1\] must be str, not int"),
        (lambda zd: zd.tickets.create(priority=1, **COMMENT), "priority must be 'urgent' or .* or None, not int"),
        (lambda zd: zd.tickets.create(requester_id="7", **COMMENT), "requester_id must be int.*, not str"),
        (lambda zd: zd.tickets.create(requester_id=True, **COMMENT), "requester_id must be int.*, not bool"),
        (lambda zd: zd.tickets.create(tags="a,b", **COMMENT), "tags must be a list of str, not str"),
        (
            lambda zd: zd.tickets.create(due_at=AWARE.replace(tzinfo=None), **COMMENT),
            "due_at needs a time zone",
        ),
        (lambda zd: zd.tickets.create(custom_fields=[{"value": 1}], **COMMENT), r"custom_fields\[0\].id is missing"),
        (lambda zd: zd.tickets.create(custom_fields={"id": 1}, **COMMENT), "custom_fields must be a list of .*, not dict"),
        (lambda zd: zd.tickets.create_many([COMMENT, {"subject": "x"}]), r"\[1\].comment is missing"),
        (lambda zd: zd.tickets.create_many("ab"), r"the body must be a list of TicketCreate, not str"),
        (lambda zd: zd.tickets.create_many([5]), r"\[0\] must be TicketCreate, not int"),
        (lambda zd: zd.tickets.update(1, statsu="open"), "statsu is not a key of TicketUpdate; did you mean 'status'"),
        (lambda zd: zd.tickets.update_many(ids=[1], stauts="open"), "stauts is not a key of TicketBulkUpdate"),
        (lambda zd: zd.tickets.update_many([{"status": "open"}]), r"\[0\].id is missing"),
        (lambda zd: zd.tickets.reply(1, "Hi", statsu="open"), "statsu is not a key"),
        (lambda zd: zd.users.create(name="Ada", role=5), "role must be"),
        (lambda zd: zd.users.create(email="a@example.com"), "name is missing"),
    ],
)  # fmt: skip
async def test_what_cannot_be_right_is_refused_before_it_is_sent(call, why):
    memory = Memory(answer)
    async with client_of(memory) as zd:
        with pytest.raises(errors.InvalidArgument, match=why) as caught:
            await call(zd)
    assert memory.requests == []
    assert caught.value.path
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "call",
    [
        lambda zd: zd.tickets.create(priority="brand new", **COMMENT),
        lambda zd: zd.tickets.create(due_at=AWARE, **COMMENT),
        lambda zd: zd.tickets.create(due_at="2026-01-02T03:04:05Z", **COMMENT),
        lambda zd: zd.tickets.create(assignee_id=None, tags=("a", "b"), custom_fields=[{"id": 1, "value": [1]}], **COMMENT),
        lambda zd: zd.tickets.update(1),
        lambda zd: zd.tickets.update_many(ids=[1], additional_tags={"a"}),
        lambda zd: zd.tags.add_to_ticket(1, ["a"], updated_stamp="2026-01-02T03:04:05Z", safe_update=True),
    ],
)  # fmt: skip
async def test_what_may_be_right_is_sent(call):
    memory = Memory(answer)
    async with client_of(memory) as zd:
        await call(zd)
    assert len(memory.requests) == 1


async def test_no_value_is_shown_in_the_error():
    async with client_of(Memory(answer)) as zd:
        with pytest.raises(errors.InvalidArgument) as caught:
            await zd.tickets.create(comment="s3cret")
    assert "s3cret" not in str(caught.value)


async def test_each_of_many_items_is_looked_at():
    async with client_of(Memory(answer)) as zd:
        results = await zd.tickets.update_each([{"id": 1, "status": "open"}, {"id": 2, "statsu": "open"}])
    assert [isinstance(result.exception, errors.InvalidArgument) for result in results] == [False, True]
    assert "statsu" in (results[1].details or "")
