"""What type checkers see of custom fields."""

from typing import Any, assert_type

from zendesk_async import Zendesk
from zendesk_async.models.common import CustomField, CustomFieldValue
from zendesk_async.models.custom_object_fields import CustomObjectField, CustomObjectSchema
from zendesk_async.models.ticket_fields import TicketField, TicketSchema


async def fields(zd: Zendesk) -> None:
    schema = await zd.ticket_fields.load()
    assert_type(schema, TicketSchema)
    assert_type(schema["Order number"], TicketField)
    values = schema.values({"Order number": "Z-1"}) + schema.values({360001: None})
    assert_type(values, list[CustomFieldValue])
    ticket = await zd.tickets.update(35436, custom_fields=values)
    assert_type(ticket.fields[0], CustomField)
    assert_type(ticket.fields[:1], tuple[CustomField, ...])
    assert_type(ticket.fields["Order number"], Any)
    assert_type(ticket.custom_field("Order number"), Any)


async def records(zd: Zendesk) -> None:
    schema = await zd.custom_object_fields.load("car")
    assert_type(schema, CustomObjectSchema)
    assert_type(schema["Doors"], CustomObjectField)
    await zd.custom_object_records.create("car", name="Beetle", custom_object_fields=schema.values({"Doors": 3}))
    await zd.users.update(7, user_fields=(await zd.user_fields.load()).values({"Plan": "gold"}))
