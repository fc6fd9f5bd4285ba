"""Who is told of all tickets of an organization.

https://developer.zendesk.com/api-reference/ticketing/organizations/organization_subscriptions/
"""

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection, Parent
from zendesk_async.emulator._collection_fields import CREATED, ID, whole
from zendesk_async.emulator._collection_operations import created, serve
from zendesk_async.emulator._refusals import forbidden
from zendesk_async.emulator._shapes import Row


def _rules(change: Change) -> None:
    after, account, problems = change.after, change.account, change.problems
    if after["user_id"] not in account.users:
        problems.add("user_id", "User: is invalid", "InvalidValue")
    if after["organization_id"] not in account.organizations:
        problems.add("organization_id", "Organization: is invalid", "InvalidValue")
    for row in SUBSCRIPTIONS.table_of(account).rows():
        if (row["user_id"], row["organization_id"]) == (after["user_id"], after["organization_id"]):
            problems.add("user_id", "User has already been taken", "DuplicateValue")


def _own(call: Call, row: Row) -> bool:
    return call.user["role"] != "end-user" or bool(row["user_id"] == call.user["id"])


SUBSCRIPTIONS = Collection(
    table="organization_subscriptions",
    one="organization_subscription",
    many="organization_subscriptions",
    parameter="organization_subscription_id",
    parents=(
        Parent("organization_id", "organizations", "organization_id"),
        Parent("user_id", "users", "user_id"),
    ),
    rules=_rules,
    among=_own,
    fields=(ID, whole("organization_id", required=True), whole("user_id", required=True), CREATED),
)

serve(
    SUBSCRIPTIONS,
    list=(
        "ListOrganizationSubscriptions",
        "ListOrganizationSubscriptionsByOrganization",
        "ListUserOrganizationSubscriptions",
    ),
    show="ShowOrganizationSubscription",
    delete="DeleteOrganizationSubscription",
)


@answers("CreateOrganizationSubscription")
def create_subscription(call: Call) -> Answer:
    """Subscribe a user to an organization; end users themselves, to one whose tickets they share."""
    given = SUBSCRIPTIONS.given(call)
    if call.user["role"] == "end-user":
        memberships = call.account.organization_memberships
        mine = {memberships.value(one, "organization_id") for one in memberships.where("user_id", call.user["id"])}
        if given.get("user_id") != call.user["id"] or given.get("organization_id") not in mine:
            raise forbidden()
    return created(call, SUBSCRIPTIONS, SUBSCRIPTIONS.create(call, given), 200)
