"""Custom fields by title, key and id: what is read has the field's type, and what is written is checked before."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.errors import InvalidArgument
from zendesk_async.models.common import CustomField
from zendesk_async.models.custom_fields import CustomFieldOption
from zendesk_async.models.custom_object_fields import CustomObjectField, CustomObjectSchema
from zendesk_async.models.custom_object_records import CustomObjectRecord
from zendesk_async.models.organization_fields import OrganizationField, OrganizationSchema
from zendesk_async.models.organizations import Organization
from zendesk_async.models.ticket_fields import TicketField, TicketSchema
from zendesk_async.models.tickets import Ticket
from zendesk_async.models.user_fields import UserField, UserSchema
from zendesk_async.models.users import User

REGIONS = (
    CustomFieldOption(name="EMEA", value="region_emea"),
    CustomFieldOption(name="Americas", value="region_amer"),
    CustomFieldOption(name="APAC", value="region_apac"),
)
TICKETS = TicketSchema(
    [
        TicketField(id=1, type="subject", title="Subject", active=True),
        TicketField(id=2, type="assignee", title="Assignee", active=True),
        TicketField(id=10, type="text", title="Order number", active=True),
        TicketField(id=11, type="tagger", title="Region", active=True, custom_field_options=REGIONS),
        TicketField(id=12, type="multiselect", title="Regions served", active=True, custom_field_options=REGIONS),
        TicketField(id=13, type="date", title="Bought on", active=True),
        TicketField(id=14, type="integer", title="Pieces", active=True),
        TicketField(id=15, type="decimal", title="Price", active=True),
        TicketField(id=16, type="checkbox", title="Gift", active=True),
        TicketField(id=17, type="regexp", title="Serial", active=True, regexp_for_validation=r"\A\h{4}\z"),
        TicketField(id=18, type="regexp", title="Code", active=True, regexp_for_validation="^[A-Z]{2}[0-9]+$"),
        TicketField(id=19, type="lookup", title="Reseller", active=True, relationship_target_type="zen:organization"),
        TicketField(id=20, type="lookup", title="Car", active=True, relationship_target_type="zen:custom_object:car"),
        TicketField(id=21, type="text", title="Twin", active=True),
        TicketField(id=22, type="integer", title="Twin", active=True),
        TicketField(id=23, type="text", title="Reborn", active=False),
        TicketField(id=24, type="text", title="Reborn", active=True),
        TicketField(id=25, type="hologram", title="Hologram", active=True),
        TicketField(id=26, type="partialcreditcard", title="Card", active=True),
        TicketField(id=27, type="regexp", title="Broken pattern", active=True, regexp_for_validation="(["),
    ]
)


def ticket(**values: Any) -> Ticket:
    fields = (CustomField(id=int(name.removeprefix("f")), value=value) for name, value in values.items())
    return Ticket(id=1, subject="Printer", assignee_id=7, custom_fields=tuple(fields))


def written(name: int | str, value: Any) -> Any:
    (made,) = TICKETS.values({name: value})
    assert made["id"] == TICKETS[name].id
    return made["value"]


def test_a_field_is_found_by_title_key_and_id():
    schema = UserSchema([UserField(id=5, key="plan_name", title="Plan")])
    assert schema["Plan"] is schema["plan_name"] is schema[5] is schema["plan"]
    assert "Plan" in schema
    assert 5 in schema
    assert "Plans" not in schema
    assert list(schema) == [schema[5]]
    assert len(schema) == 1
    assert repr(schema) == "<UserSchema of 1 fields>"


def test_an_unknown_title_is_refused_with_the_nearest_ones():
    with pytest.raises(InvalidArgument, match=r"no field is named 'Order nr'; the nearest: 'Order number'"):
        TICKETS["Order nr"]
    with pytest.raises(InvalidArgument, match="no field has the id 99"):
        TICKETS[99]


def test_a_title_of_several_fields_is_refused_with_their_ids():
    with pytest.raises(InvalidArgument, match=r"2 fields are named 'Twin'; .*21 \(text\), 22 \(integer\)"):
        TICKETS["Twin"]
    assert written(22, 5) == 5


def test_an_active_field_takes_its_title_from_an_inactive_one():
    assert TICKETS["Reborn"].id == 24


@pytest.mark.parametrize(
    ("name", "sent", "expected"),
    [
        ("Order number", "Z-1", "Z-1"),
        ("Region", "region_emea", "region_emea"),
        ("Regions served", ["region_emea", "gone"], ("region_emea", "gone")),
        ("Bought on", "2021-04-16", dt.date(2021, 4, 16)),
        ("Bought on", "2018-11-04T00:00:00+00:00", dt.date(2018, 11, 4)),
        ("Bought on", "soon", "soon"),
        ("Pieces", "12", 12),
        ("Pieces", "12.0", 12),
        ("Pieces", 12, 12),
        ("Pieces", "12.5", "12.5"),
        ("Pieces", True, True),
        ("Price", "12.50", Decimal("12.50")),
        ("Price", 12.5, Decimal("12.5")),
        ("Price", "cheap", "cheap"),
        ("Gift", True, True),
        ("Reseller", "33144692244371", 33144692244371),
        ("Reseller", 5, 5),
        ("Car", "01HCXJW1PAKQ4CYYM9VR2CKSFX", "01HCXJW1PAKQ4CYYM9VR2CKSFX"),
        ("Hologram", {"x": 1}, {"x": 1}),
        ("Pieces", None, None),
    ],
)
def test_a_value_is_read_in_the_type_of_its_field(name, sent, expected):
    value = TICKETS.get(ticket(**{f"f{TICKETS[name].id}": sent}), name)
    assert value == expected
    assert type(value) is type(expected)


def test_a_ticket_without_the_field_has_no_value():
    assert TICKETS.get(ticket(), "Order number") is None


def test_system_fields_are_read_by_their_titles_and_set_by_their_names():
    assert TICKETS.get(ticket(), "Subject") == "Printer"
    assert TICKETS.get(ticket(), "Assignee") == 7
    with pytest.raises(InvalidArgument, match=r"'Assignee' \(2\) is a field of the system; set it as assignee_id="):
        TICKETS.values({"Assignee": 8})


def test_choices_have_names():
    full = ticket(f11="region_emea", f12=["region_apac", "gone"])
    assert TICKETS.label(full, "Region") == "EMEA"
    assert TICKETS.label(full, "Regions served") == ("APAC", "gone")
    assert TICKETS.label(ticket(f11="gone"), "Region") == "gone"
    assert TICKETS.label(ticket(), "Region") is None


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("Order number", "Z-1", "Z-1"),
        (10, "Z-1", "Z-1"),
        ("Region", "EMEA", "region_emea"),
        ("Region", "region_emea", "region_emea"),
        ("Regions served", ["EMEA", "region_apac", "EMEA"], ["region_emea", "region_apac"]),
        ("Regions served", [], []),
        ("Bought on", dt.date(2021, 4, 16), "2021-04-16"),
        ("Bought on", "2021-04-16", "2021-04-16"),
        ("Pieces", 12, 12),
        ("Pieces", "-12", -12),
        ("Price", Decimal("12.50"), 12.5),
        ("Price", Decimal("3.00"), 3),
        ("Price", "0.5", 0.5),
        ("Price", 2.0, 2.0),
        ("Gift", False, False),
        ("Serial", "whatever", "whatever"),
        ("Code", "AB12", "AB12"),
        ("Broken pattern", "x", "x"),
        ("Card", "XXXXXXXXXXXX4242", "XXXXXXXXXXXX4242"),
        ("Reseller", Organization(id=9), "9"),
        ("Reseller", 9, "9"),
        ("Reseller", "9", "9"),
        ("Car", CustomObjectRecord(id="01HCXJ", custom_object_key="car"), "01HCXJ"),
        ("Car", "01HCXJ", "01HCXJ"),
        ("Hologram", {"x": 1}, {"x": 1}),
        ("Order number", None, None),
        ("Region", None, None),
    ],
)
def test_a_value_that_fits_is_written_as_zendesk_takes_it(name, given, expected):
    value = written(name, given)
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("Order number", 5, r"'Order number' \(10\) takes a text, not 5"),
        ("Region", "EMAE", r"'Region' \(11\) has no option 'EMAE'; the nearest: 'EMEA'"),
        ("Region", ["EMEA"], "the name or the value of one option"),
        ("Regions served", "EMEA", "a list of options, not 'EMEA'"),
        ("Regions served", ["EMEA", "APEC"], "no option 'APEC'; the nearest: 'APAC'"),
        ("Bought on", "16.4.2021", "a date"),
        ("Bought on", "2021-02-30", "a date"),
        ("Bought on", dt.datetime(2021, 4, 16, tzinfo=dt.UTC), "a date"),
        ("Pieces", 1.5, "a whole number"),
        ("Pieces", True, "a whole number"),
        ("Pieces", "many", "a whole number"),
        ("Price", "cheap", "a number"),
        ("Price", float("nan"), "a number"),
        ("Price", "sNaN", "a number"),
        ("Price", Decimal("1.5E+999"), "a number"),
        ("Price", Decimal("1E-1").scaleb(1000) + Decimal("0.5"), "a number"),
        ("Price", True, "a number"),
        ("Gift", "true", "True or False"),
        ("Code", "ab12", "a text that matches"),
        ("Reseller", User(id=9), "a record or an id of zen:organization, not 'User'"),
        ("Reseller", Organization(), "the id of its target"),
        ("Reseller", "acme", "the id of its target"),
        ("Reseller", True, "the id of its target"),
        ("Car", CustomObjectRecord(id="01HCXJ", custom_object_key="boat"), "zen:custom_object:car"),
        ("Car", "../x", "the id of its target"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_the_field_and_what_it_takes(name, given, message):
    with pytest.raises(InvalidArgument, match=message):
        TICKETS.values({name: given})


def test_an_option_name_that_stands_twice_needs_its_value():
    twice = (CustomFieldOption(name="Other", value="other_a"), CustomFieldOption(name="Other", value="other_b"))
    schema = UserSchema([UserField(id=5, key="why", title="Why", type="dropdown", custom_field_options=twice)])
    with pytest.raises(InvalidArgument, match="2 options named 'Other'; give one of their values: other_a, other_b"):
        schema.values({"why": "Other"})
    assert schema.values({"why": "other_b"}) == {"why": "other_b"}


def test_one_field_is_given_once():
    with pytest.raises(InvalidArgument, match=r"'Order number' \(10\) is given twice"):
        TICKETS.values({"Order number": "a", 10: "b"})


@pytest.mark.parametrize(
    ("schema", "empty", "full"),
    [
        (UserSchema([UserField(id=5, key="since", title="Since", type="date")]), User(), {"user_fields": {}}),
        (
            OrganizationSchema([OrganizationField(id=5, key="since", title="Since", type="date")]),
            Organization(),
            {"organization_fields": {}},
        ),
        (
            CustomObjectSchema([CustomObjectField(id=5, key="since", title="Since", type="date")]),
            CustomObjectRecord(),
            {"custom_object_fields": {}},
        ),
    ],
)
def test_values_under_keys_are_read_and_written_the_same_way(schema, empty, full):
    assert schema.values({"Since": dt.date(2018, 11, 4)}) == {"since": "2018-11-04"}
    assert schema.get(empty, "Since") is None
    (holder,) = full
    record = type(empty)(**{holder: {"since": "2018-11-04T00:00:00+00:00"}})
    assert schema.get(record, "Since") == schema.get(record, 5) == dt.date(2018, 11, 4)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(st.sampled_from(TICKETS.fields), JSON)
def test_reading_never_fails_and_writing_sends_json_or_refuses(field, value):
    assert field.id is not None
    TICKETS.get(ticket(**{f"f{field.id}": value}), field.id)
    try:
        sent = TICKETS.values({field.id: value})
    except InvalidArgument:
        return
    assert sent[0]["id"] == field.id
    read = TICKETS.get(ticket(**{f"f{field.id}": sent[0]["value"]}), field.id)
    (again,) = TICKETS.values({field.id: read})
    assert TICKETS.get(ticket(**{f"f{field.id}": again["value"]}), field.id) == read, "what was read can be written"
