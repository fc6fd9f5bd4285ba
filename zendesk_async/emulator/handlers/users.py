"""Users: lists, single users, what belongs to one.

https://developer.zendesk.com/api-reference/ticketing/users/users/
"""

from zendesk_async.emulator import _people, _unique
from zendesk_async.emulator._call import Answer, Call, answers, created_location
from zendesk_async.emulator._paging import Rows, Style, Subset, count_answer, list_answer
from zendesk_async.emulator._people_sideloads import USERS, shown, sideloads, with_abilities
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._store import Row
from zendesk_async.emulator._validation import integer, string

SORTS = ("id", "name", "created_at", "updated_at")


def answer_users(call: Call, rows: Rows, style: Style = Style.BOTH) -> Answer:
    """Answer a list of users in pages."""
    return list_answer(
        call,
        "users",
        rows,
        sorts=SORTS,
        sort_by=SORTS,
        sideloads=sideloads(call, USERS),
        render=with_abilities(call, "user"),
        style=style,
    )


def answer_user(call: Call, user: Row, status: int = 200) -> Answer:
    """Answer one user; a new or matched one with its Location."""
    embed = with_abilities(call, "user")
    row = embed([user])[0] if embed else user
    return shown(call, "user", row, USERS, status=status)


def _selected(call: Call, ids: list[int] | None = None) -> Rows:
    """Return the users of a list (`ids`, None for all) that its filters leave."""
    account = call.account
    users = account.users
    if ids is None:
        ids = _people.active_ids(account)
    roles = {role for role in [call.query.get("role"), *call.query.getall("role[]", [])] if role}
    if roles:
        with_role = {identifier for role in roles for identifier in users.where("role", role)}
        ids = _kept(ids, with_role)
    if call.query.get("permission_set"):
        permission_set = integer("permission_set", call.query["permission_set"])
        ids = _kept(ids, set(users.where("custom_role_id", permission_set)))
    if call.query.get("external_id"):
        found = _unique.find(users, "external_id", call.query["external_id"], lambda row: bool(row["active"]))
        ids = _kept(ids, {found["id"]} if found else set())
    return users if ids is None else Subset(users, ids)


def _kept(ids: list[int] | None, wanted: set[int]) -> list[int]:
    return sorted(wanted) if ids is None else [identifier for identifier in ids if identifier in wanted]


def _group_users(call: Call) -> list[int]:
    account, group_id = call.account, call.identifier("group_id")
    if group_id not in account.groups:
        raise record_not_found()
    memberships = account.group_memberships
    return sorted({memberships.value(one, "user_id") for one in memberships.where("group_id", group_id)})


def _organization_users(call: Call) -> list[int]:
    account, organization_id = call.account, call.identifier("organization_id")
    if organization_id not in account.organizations:
        raise record_not_found()
    memberships = account.organization_memberships
    return sorted({memberships.value(one, "user_id") for one in memberships.where("organization_id", organization_id)})


def _count(rows: Rows) -> int:
    return len(rows.ids) if isinstance(rows, Subset) else len(rows)


@answers("ListUsers")
def list_users(call: Call) -> Answer:
    """Answer the users who are not deleted."""
    return answer_users(call, _selected(call))


@answers("ListGroupUsers")
def list_group_users(call: Call) -> Answer:
    """Answer the members of a group."""
    return answer_users(call, _selected(call, _group_users(call)))


@answers("ListOrganizationUsers")
def list_organization_users(call: Call) -> Answer:
    """Answer the members of an organization."""
    return answer_users(call, _selected(call, _organization_users(call)))


@answers("CountUsers")
def count_users(call: Call) -> Answer:
    """Answer how many users there are."""
    return count_answer(call, _count(_selected(call)))


@answers("CountGroupUsers")
def count_group_users(call: Call) -> Answer:
    """Answer how many members a group has."""
    return count_answer(call, _count(_selected(call, _group_users(call))))


@answers("CountOrganizationUsers")
def count_organization_users(call: Call) -> Answer:
    """Answer how many members an organization has."""
    return count_answer(call, _count(_selected(call, _organization_users(call))))


@answers("ShowUser")
def show_user(call: Call) -> Answer:
    """Answer one user, deleted ones too."""
    return answer_user(call, _people.user_of(call.account, call.identifier("user_id")))


@answers("CreateUser")
def create_user(call: Call) -> Answer:
    """Make a user."""
    user = _people.create(call, call.envelope("user"))
    return Answer({"user": user}, 201, created_location(user["url"]))


@answers("CreateOrUpdateUser")
def create_or_update_user(call: Call) -> Answer:
    """Make a user, or change the one with this external id or e-mail address."""
    user, created = _people.create_or_update(call, call.envelope("user"))
    return Answer({"user": user}, 201 if created else 200, created_location(user["url"]))


@answers("RequestUserCreate")
def request_user_create(call: Call) -> Answer:
    """Ask an administrator by mail to add a user: nothing is made yet."""
    # An administrator is asked by mail to add the user; nothing is made yet.
    call.envelope("user")
    return Answer()


@answers("UpdateUser")
def update_user(call: Call) -> Answer:
    """Change a user."""
    user = _people.active_user(call.account, call.identifier("user_id"))
    return answer_user(call, _people.update(call, user, call.envelope("user")))


@answers("DeleteUser")
def delete_user(call: Call) -> Answer:
    """Delete a user softly and answer what is left."""
    user = _people.active_user(call.account, call.identifier("user_id"))
    return Answer({"user": _people.delete(call, user)})


@answers("MergeEndUsers")
def merge_end_users(call: Call) -> Answer:
    """Merge the user of the path into the user of the body."""
    loser = _people.active_user(call.account, call.identifier("user_id"))
    named = call.envelope("user")
    identifier = integer("id", named.get("id"))
    email = string("email", named.get("email"))
    winner = None
    if identifier is not None:
        winner = _people.active_user(call.account, identifier)
    elif email:
        winner = _people.find_match(call.account, {"email": email})
    if winner is None:
        raise record_not_found()
    return answer_user(call, _people.merge(call, loser, winner))


@answers("ShowUserRelated")
def show_user_related(call: Call) -> Answer:
    """Answer how many tickets have to do with a user."""
    tickets, user_id = call.account.tickets, _people.user_of(call.account, call.identifier("user_id"))["id"]
    return Answer(
        {
            "user_related": {
                "assigned_tickets": len(tickets.where("assignee_id", user_id)),
                "requested_tickets": len(tickets.where("requester_id", user_id)),
                "ccd_tickets": len(tickets.where("email_cc_ids", user_id)),
                "organization_subscriptions": 0,
            }
        }
    )


@answers("GetUserEntitlementsFull")
def get_user_entitlements_full(call: Call) -> Answer:
    """Answer an agent's seats in the products."""
    user = _people.active_user(call.account, call.identifier("user_id"))
    name = {"admin": "admin", "agent": "agent"}.get(user["role"])
    if name is None:
        # Entitlements are an agent's seats in the products.
        raise record_not_found()
    seats = {"chat": name, "explore": "viewer" if name == "agent" else "admin", "guide": name, "talk": name}
    return Answer({"entitlements": {product: {"name": seat, "is_active": True} for product, seat in seats.items()}})


@answers("ShowUserComplianceDeletionStatuses")
def show_user_compliance_deletion_statuses(call: Call) -> Answer:
    """Answer how far the deletion for good has got."""
    user = _people.user_of(call.account, call.identifier("user_id"))
    deleted = call.account.deleted_users.get(user["id"]) or {}
    wanted = call.query.get("application") or "all"
    rows = [row for row in deleted.get("compliance", ()) if wanted in {"all", row["application"]}]
    return list_answer(
        call,
        "compliance_deletion_statuses",
        [{**row, "id": index} for index, row in enumerate(rows)],
        render=lambda page: [{key: value for key, value in row.items() if key != "id"} for row in page],
    )
