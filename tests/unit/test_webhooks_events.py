import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async import webhooks
from zendesk_async.webhooks import (
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    OrganizationNameChanged,
    TicketCommentAdded,
    TicketEvent,
    TicketStatusChanged,
    UserDeleted,
    WebhookEvent,
    WebhookVerifier,
    sign,
)

STAMP = "2023-09-18T23:38:13Z"

TICKET = {
    "actor_id": "8447388090494",
    "assignee_id": "8447388090495",
    "brand_id": "8447346621310",
    "created_at": "2025-01-08T10:12:07Z",
    "custom_status": "8447320465790",
    "description": "It smokes.",
    "external_id": None,
    "form_id": "8646151517822",
    "group_id": "0",
    "id": "5158",
    "is_public": True,
    "organization_id": "",
    "priority": "HIGH",
    "requester_id": "8447388090494",
    "status": "OPEN",
    "subject": "Printer",
    "submitter_id": "8447388090494",
    "tags": ["printer", "smoke"],
    "type": "INCIDENT",
    "updated_at": "2025-01-08T10:12:07.123456789Z",
    "via": {"channel": "web_service"},
}
USER = {
    "created_at": "2023-09-18T23:29:35Z",
    "default_group_id": "0",
    "email": "",
    "external_id": "",
    "id": "6164069643162",
    "organization_id": "0",
    "role": "end-user",
    "updated_at": "2023-09-18T23:30:03Z",
}
ORGANIZATION = {
    "created_at": "2022-03-15T04:27:05Z",
    "external_id": None,
    "group_id": "6606416488448",
    "id": "4112492",
    "name": "Acme",
    "shared_comments": False,
    "shared_tickets": True,
    "updated_at": "2022-04-15T04:27:05Z",
}
COMMENT = {
    "comment": {
        "author": {"id": "4415271494166", "is_staff": False, "name": "Ada"},
        "body": "Still smokes.",
        "id": "4416648731929",
        "is_public": True,
    }
}
CHANGE = {"current": "b", "previous": "a"}

EVENTS: dict[str, tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "ticket.created": ("TicketCreated", TICKET, {"meta": {"sequence": {"id": "01", "position": 1}}}, {}),
    "ticket.status_changed": ("TicketStatusChanged", TICKET, CHANGE, CHANGE),
    "ticket.comment_added": ("TicketCommentAdded", TICKET, COMMENT, {}),
    "ticket.comment_made_private": ("TicketCommentMadePrivate", TICKET, COMMENT, {}),
    "ticket.comment_redacted": ("TicketCommentRedacted", TICKET, COMMENT, {}),
    "ticket.soft_deleted": ("TicketSoftDeleted", TICKET, {}, {}),
    "ticket.priority_changed": ("TicketPriorityChanged", TICKET, CHANGE, CHANGE),
    "ticket.agent_assignment_changed": (
        "TicketAgentAssignmentChanged",
        TICKET,
        {"current": "42", "previous": None},
        {"current": 42, "previous": None},
    ),
    "user.created": ("UserCreated", USER, {}, {}),
    "user.role_changed": ("UserRoleChanged", USER, CHANGE, CHANGE),
    "user.merged": ("UserMerged", USER, {"user": {"id": "77"}}, {"into_id": 77}),
    "user.deleted": ("UserDeleted", USER, {}, {}),
    "organization.created": ("OrganizationCreated", ORGANIZATION, {}, {}),
    "organization.name_changed": ("OrganizationNameChanged", ORGANIZATION, CHANGE, CHANGE),
    "organization.deleted": ("OrganizationDeleted", ORGANIZATION, {}, {}),
}


def receive(body: bytes) -> WebhookEvent:
    headers = {SIGNATURE_HEADER: sign("secret", STAMP, body), TIMESTAMP_HEADER: STAMP}
    moment = dt.datetime.fromisoformat(STAMP).timestamp()
    return WebhookVerifier("secret", clock=lambda: moment).verify(body, headers)


def envelope(name: str, detail: Any, event: Any, **more: Any) -> dict[str, Any]:
    return {
        "account_id": 18525119,
        "detail": detail,
        "event": event,
        "id": "b3695d61-2ef4-4e9c-97af-1f065c099564",
        "subject": f"zen:{name.split('.', maxsplit=1)[0]}:1",
        "time": "2023-09-18T23:30:03Z",
        "type": f"zen:event-type:{name}",
        "zendesk_event_version": "2022-11-06",
        **more,
    }


@pytest.mark.parametrize("name", EVENTS)
def test_each_event_of_the_reference_has_a_class_that_tells_it(name: str) -> None:
    kind, detail, event, own = EVENTS[name]
    sent = envelope(name, detail, event)
    received = receive(json.dumps(sent, indent=3).encode() + b"\n")
    assert type(received) is getattr(webhooks, kind)
    assert kind in webhooks.__all__
    assert received.type == f"zen:event-type:{name}"
    assert {field: getattr(received, field) for field in own} == own
    assert (received.payload, received.detail, received.event) == (sent, detail, event)
    assert (received.account_id, received.id) == (18525119, "b3695d61-2ef4-4e9c-97af-1f065c099564")
    assert received.time == dt.datetime(2023, 9, 18, 23, 30, 3, tzinfo=dt.UTC)
    assert hash(received) == hash(receive(received.body))
    assert received == receive(received.body)


def test_the_ticket_of_an_event_has_integer_ids_and_times() -> None:
    received = receive(json.dumps(envelope("ticket.created", TICKET, {})).encode())
    assert isinstance(received, TicketEvent)
    ticket = received.ticket
    assert (ticket.id, ticket.requester_id, ticket.assignee_id) == (5158, 8447388090494, 8447388090495)
    assert (ticket.group_id, ticket.organization_id, ticket.external_id) == (None, None, None)
    assert (ticket.status, ticket.priority, ticket.type) == ("OPEN", "HIGH", "INCIDENT")
    assert (ticket.tags, ticket.channel, ticket.is_public) == (("printer", "smoke"), "web_service", True)
    assert ticket.updated_at == dt.datetime(2025, 1, 8, 10, 12, 7, 123456, tzinfo=dt.UTC)


def test_the_user_of_the_recorded_event() -> None:
    received = receive(json.dumps(envelope("user.deleted", USER, {})).encode())
    assert isinstance(received, UserDeleted)
    user = received.user
    assert (user.id, user.role, user.email) == (6164069643162, "end-user", "")
    assert (user.default_group_id, user.organization_id) == (None, None)


def test_the_organization_of_an_event() -> None:
    received = receive(json.dumps(envelope("organization.name_changed", ORGANIZATION, CHANGE)).encode())
    assert isinstance(received, OrganizationNameChanged)
    organization = received.organization
    assert (organization.id, organization.name, organization.group_id) == (4112492, "Acme", 6606416488448)
    assert (organization.shared_tickets, organization.shared_comments) == (True, False)


@pytest.mark.parametrize("as_number", [False, True])
def test_the_comment_of_an_event_is_read_with_ids_as_strings_and_as_numbers(as_number: bool) -> None:
    comment = json.loads(json.dumps(COMMENT))
    if as_number:
        comment["comment"]["id"] = int(comment["comment"]["id"])
    received = receive(json.dumps(envelope("ticket.comment_added", TICKET, comment)).encode())
    assert isinstance(received, TicketCommentAdded)
    assert (received.comment.id, received.comment.body) == (4416648731929, "Still smokes.")
    assert (received.comment.author_id, received.comment.author_name) == (4415271494166, "Ada")
    assert (received.comment.is_public, received.comment.author_is_staff) == (True, False)


def test_events_can_be_told_apart_by_matching() -> None:
    event = {"current": "SOLVED", "previous": "OPEN"}
    match receive(json.dumps(envelope("ticket.status_changed", TICKET, event)).encode()):
        case TicketStatusChanged(current="SOLVED", ticket=ticket):
            assert ticket.id == 5158
        case other:
            pytest.fail(f"not matched: {other!r}")


@pytest.mark.parametrize("name", ["ticket.tags_changed", "article.published", "agent.state_changed", "new"])
def test_a_type_that_is_not_known_is_kept_whole(name: str) -> None:
    sent = envelope(name, {"id": "1", "odd": [1]}, {"tags_added": ["a"]}, later="key")
    received = receive(json.dumps(sent).encode())
    assert type(received) is WebhookEvent
    assert received.type == f"zen:event-type:{name}"
    assert (received.detail, received.event) == ({"id": "1", "odd": [1]}, {"tags_added": ["a"]})
    assert received.payload == sent


@pytest.mark.parametrize(
    ("body", "payload"),
    [
        (b'{"ticket_id": "7", "type": "question"}', {"ticket_id": "7", "type": "question"}),
        (b"[1, 2]", [1, 2]),
        (b"<xml/>", None),
        (b"\xff\x00", None),
        (b"[" * 100_000, None),
    ],
)
def test_the_body_of_a_trigger_is_given_as_it_is(body: bytes, payload: Any) -> None:
    received = receive(body)
    assert type(received) is WebhookEvent
    assert (received.type, received.payload, received.body) == ("", payload, body)


def test_an_event_does_not_show_what_is_in_it() -> None:
    received = receive(json.dumps(envelope("user.created", USER | {"external_id": "x"}, {"a": "canary"})).encode())
    assert "canary" not in repr(received)
    assert "S/" not in repr(received.delivery)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.sampled_from(["0", "12"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(sorted({*TICKET, *USER, *ORGANIZATION, "comment", "user", "current", "previous"}))
PARTS = JSON | st.dictionaries(KEYS, JSON)


@given(
    name=st.sampled_from(sorted(EVENTS)), detail=PARTS, event=PARTS, more=st.dictionaries(st.text(), JSON, max_size=3)
)
def test_an_event_of_any_form_is_read_and_nothing_of_it_is_lost(
    name: str, detail: Any, event: Any, more: dict[str, Any]
) -> None:
    sent = {**envelope(name, detail, event), **more, "type": f"zen:event-type:{name}"}
    received = receive(json.dumps(sent).encode())
    assert received.payload == sent
    assert type(received).__name__ == EVENTS[name][0]


@pytest.mark.parametrize("identifier", ["0", "", "-1", "1.5", "9" * 30, "٤٢", True, -1, 0, 1.5, None, [], {}])
def test_an_id_that_is_none_is_none(identifier: object) -> None:
    received = receive(json.dumps(envelope("ticket.created", {"id": identifier}, {})).encode())
    assert isinstance(received, TicketEvent)
    assert received.ticket.id is None
