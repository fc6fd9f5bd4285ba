"""What the resources' own few lines do beyond handing their arguments to an operation."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from zendesk_async._operation import Operation, Request
from zendesk_async._transport import Response
from zendesk_async.models.base import to_dict
from zendesk_async.models.common import CustomField
from zendesk_async.models.groups import Group
from zendesk_async.models.oauth import GrantedToken, OAuthClient, OAuthToken
from zendesk_async.models.organizations import Organization
from zendesk_async.models.tickets import Ticket
from zendesk_async.models.users import User
from zendesk_async.models.webhooks import WebhookSigningSecret
from zendesk_async.resources.incremental_exports import IncrementalExports
from zendesk_async.resources.search import Search
from zendesk_async.resources.webhooks import Webhooks


class Recorder:
    """A client that notes each request and gives one answer to all."""

    base_url = "https://acme.zendesk.com"

    def __init__(self, answer: object) -> None:
        self.answer = msgspec.json.encode(answer)
        self.requests: list[Request] = []

    async def call(self, operation: Operation[Any], arguments: Mapping[str, Any]) -> Response:
        request = operation.request(arguments)
        self.requests.append(request)
        return Response(200, {"Content-Type": "application/json"}, self.answer, request.method, request.path)


def test_a_ticket_gives_its_custom_fields_by_id():
    ticket = Ticket(id=1, custom_fields=(CustomField(id=7, value="gold"), CustomField(id=8, value=["a", "b"])))
    assert ticket.custom_field(7) == "gold"
    assert ticket.custom_field(8) == ["a", "b"]
    assert ticket.custom_field(9) is None


@pytest.mark.parametrize(
    "secretive",
    [
        OAuthClient(secret="s3cret"),
        OAuthToken(token="s3cret", refresh_token="s3cret"),
        GrantedToken(access_token="s3cret", refresh_token="s3cret"),
        WebhookSigningSecret(secret="s3cret"),
        User(authenticity_token="s3cret"),
    ],
    ids=lambda record: type(record).__name__,
)
def test_secrets_are_not_in_a_records_repr(secretive):
    assert "s3cret" not in repr(secretive)
    assert "s3cret" in to_dict(secretive).values()


async def test_a_search_result_gives_the_record_that_was_found():
    found = [
        {"id": 1, "subject": "Fire", "custom_fields": [{"id": 7, "value": "gold"}], "result_type": "ticket"},
        {"id": 2, "name": "Ann", "email": "ann@example.com", "result_type": "user"},
        {"id": 3, "name": "Acme", "domain_names": ["acme.com"], "result_type": "organization"},
        {"id": 4, "name": "Support", "is_public": True, "result_type": "group"},
        {"id": 5, "name": "?", "result_type": "comet"},
    ]
    client = Recorder({"results": found, "facets": None, "next_page": None, "previous_page": None, "count": 5})
    results = await Search(client).list("fire").collect()
    assert [result.resource() for result in results] == [
        Ticket(id=1, subject="Fire", custom_fields=(CustomField(id=7, value="gold"),)),
        User(id=2, name="Ann", email="ann@example.com"),
        Organization(id=3, name="Acme", domain_names=("acme.com",)),
        Group(id=4, name="Support", is_public=True),
        None,
    ]


async def test_cloning_a_webhook_sends_its_id_and_no_body():
    client = Recorder({"webhook": {"id": "01B", "name": "Audit (copy)"}})
    copy = await Webhooks(client).clone("01A")
    assert copy.id == "01B"
    assert client.requests == [
        Request("POST", "/api/v2/webhooks", (("clone_webhook_id", "01A"),), route="POST /api/v2/webhooks")
    ]


async def test_incremental_exports_are_the_exports_of_the_groups():
    empty = {"tickets": [], "users": [], "organizations": [], "end_of_stream": True, "after_cursor": None, "count": 0}
    client = Recorder(empty)
    exports = IncrementalExports(client)
    await exports.export_tickets(start_time=1_700_000_000, include=["users"]).collect()
    await exports.export_users(cursor="abc").collect()
    await exports.export_organizations(start_time=1_700_000_000).collect()
    assert [request.route for request in client.requests] == [
        "GET /api/v2/incremental/tickets/cursor",
        "GET /api/v2/incremental/users/cursor",
        "GET /api/v2/incremental/organizations",
    ]
    tickets, users, organizations = (dict(request.query) for request in client.requests)
    assert (tickets["start_time"], tickets["include"]) == ("1700000000", "users")
    assert users["cursor"] == "abc"
    assert organizations["start_time"] == "1700000000"
