"""Fields are loaded once, and records of the client find their values by title from then on."""

import asyncio
from typing import Any

import msgspec
import pytest

import zendesk_sync
from tests.core.memory import Memory, Reply, client_of
from zendesk_async import OAuthToken, Request
from zendesk_async.errors import InvalidArgument

ANSWERS: dict[str, Any] = {
    "/api/v2/tickets/1": {
        "ticket": {"id": 1, "custom_fields": [{"id": 10, "value": "Z-1"}], "fields": [{"id": 10, "value": "Z-1"}]}
    },
    "/api/v2/users/7": {"user": {"id": 7, "user_fields": {"plan": "gold"}}},
    "/api/v2/organizations/3": {"organization": {"id": 3, "organization_fields": {"plan": None}}},
    "/api/v2/custom_objects/car/records/R1": {
        "custom_object_record": {"id": "R1", "custom_object_key": "car", "custom_object_fields": {"doors": "4"}}
    },
    "/api/v2/user_fields": {"user_fields": [{"id": 11, "key": "plan", "title": "Plan", "type": "text"}]},
    "/api/v2/organization_fields": {"organization_fields": [{"id": 12, "key": "plan", "title": "Plan"}]},
    "/api/v2/custom_objects/car/fields": {
        "custom_object_fields": [{"id": 13, "key": "doors", "title": "Doors", "type": "integer"}]
    },
}
PAGES = [
    {
        "ticket_fields": [{"id": 10, "title": "Order number", "type": "text"}],
        "meta": {"has_more": True, "after_cursor": "x"},
    },
    {"ticket_fields": [{"id": 14, "title": "Empty", "type": "text"}], "meta": {"has_more": False}},
]


def serve(request: Request) -> Reply:
    if request.path == "/api/v2/ticket_fields":
        return 200, PAGES[dict(request.query).get("page[after]") == "x"]
    return 200, ANSWERS[request.path]


@pytest.fixture
def memory() -> Memory:
    return Memory(serve)


def asked(memory: Memory, path: str) -> int:
    return sum(request.path == path for request in memory.requests)


async def test_fields_are_loaded_once_for_all_copies_of_a_client(memory):
    async with client_of(memory) as zd:
        first, second = await asyncio.gather(zd.ticket_fields.load(), zd.with_options(share=0.5).ticket_fields.load())
        assert first is second
        assert [field.title for field in first] == ["Order number", "Empty"]
        assert asked(memory, "/api/v2/ticket_fields") == 2
        assert await zd.ticket_fields.load(reload=True) is not first
        assert asked(memory, "/api/v2/ticket_fields") == 4


async def test_a_ticket_gives_values_by_title_before_and_after_it_was_read(memory):
    async with client_of(memory) as zd:
        ticket = await zd.tickets.show(1)
        assert ticket.custom_field(10) == "Z-1"
        for find in (ticket.custom_field, ticket.fields.__getitem__):
            with pytest.raises(InvalidArgument, match=r"`await zd.ticket_fields.load\(\)` first"):
                find("Order number")
        await zd.ticket_fields.load()
        assert ticket.fields["Order number"] == ticket.custom_field("Order number") == "Z-1"
        assert ticket.fields["Empty"] is None
        assert (ticket.fields, ticket.fields[0].id) == (ticket.custom_fields, 10)
        assert ticket.fields[:1] == ticket.custom_fields
        assert ticket.extra == {}
        with pytest.raises(InvalidArgument, match="no field is named 'Order nr'"):
            ticket.fields["Order nr"]


async def test_records_with_values_under_keys_give_them_by_title_too(memory):
    async with client_of(memory) as zd:
        user, organization = await zd.users.show(7), await zd.organizations.show(3)
        car = await zd.custom_object_records.show("car", "R1")
        assert (user.custom_field("plan"), car.custom_field("doors")) == ("gold", "4")
        for record in (user, organization, car):
            with pytest.raises(InvalidArgument, match=r"no field has the key 'Title'; `await zd.*load\(.*\)` first"):
                record.custom_field("Title")
        await zd.user_fields.load()
        await zd.organization_fields.load()
        fields = await zd.custom_object_fields.load("car")
        assert (user.custom_field("Plan"), organization.custom_field("Plan")) == ("gold", None)
        assert car.custom_field("Doors") == "4"
        assert fields.get(car, "Doors") == 4


async def test_values_by_title_go_out_by_id(memory):
    async with client_of(memory) as zd:
        schema = await zd.ticket_fields.load()
        await zd.tickets.update(1, custom_fields=schema.values({"Order number": "Z-2", "Empty": None}))
    content = memory.requests[-1].content
    assert isinstance(content, bytes)
    assert msgspec.json.decode(content) == {
        "ticket": {"custom_fields": [{"id": 10, "value": "Z-2"}, {"id": 14, "value": None}]}
    }


def test_the_sync_side_does_the_same(memory):
    with zendesk_sync.Zendesk("acme", auth=OAuthToken("token"), transport=memory, pacing="burst") as zd:
        ticket = zd.tickets.show(1)
        assert zd.ticket_fields.load().get(ticket, "Order number") == "Z-1"
        assert ticket.fields["Order number"] == "Z-1"
        assert zd.custom_object_fields.load("car")["Doors"].id == 13
