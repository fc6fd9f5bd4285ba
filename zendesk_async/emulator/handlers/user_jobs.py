"""Many users at once: jobs, and what ends sessions.

https://developer.zendesk.com/api-reference/ticketing/users/users/#create-many-users
"""

from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _people, _unique
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._refusals import forbidden, invalid_attribute, too_many_values
from zendesk_async.emulator._store import Row
from zendesk_async.emulator._validation import integer
from zendesk_async.emulator.handlers.job_statuses import ids_or_external_ids, result, start_job

MOST = 100


def _users(call: Call) -> list[Row]:
    body: Any = call.body
    users: Any = body.get("users") if is_object(body) else None
    if not is_array(users) or not all(map(is_object, users)):
        raise invalid_attribute("users", "must be an array of objects")
    if len(users) > MOST:
        # Users have a text of their own (seen in recorded traffic).
        raise too_many_values(MOST, f"Maximum {MOST} users may be created per call")
    return users


def _may_import(call: Call) -> None:
    if not call.account.settings.bulk_user_import:
        raise forbidden()


@answers("CreateManyUsers")
def create_many_users(call: Call) -> Answer:
    """Start a job that makes users."""
    _may_import(call)

    def work(_index: int, values: Row) -> Row:
        return {"id": _people.create(call, values)["id"], "status": "Created"}

    return start_job(call, "Bulk Create User", _users(call), work)


@answers("CreateOrUpdateManyUsers")
def create_or_update_many_users(call: Call) -> Answer:
    """Start a job that makes users or changes those that are there."""
    _may_import(call)

    def work(_index: int, values: Row) -> Row:
        user, created = _people.create_or_update(call, values)
        return {"id": user["id"], "status": "Created" if created else "Updated"}

    return start_job(call, "Bulk Create User", _users(call), work)


@answers("UpdateManyUsers")
def update_many_users(call: Call) -> Answer:
    """Start a job that changes users: all alike, or each by itself."""
    if is_object(call.body) and "users" in call.body:
        return start_job(
            call, "Bulk Update User", _users(call), lambda _index, row: _update(call, row, row), action="update"
        )
    values = call.envelope("user")
    items = ids_or_external_ids(call, MOST)
    return start_job(call, "Bulk Update User", items, lambda _index, item: _update(call, item, values), action="update")


@answers("DestroyManyUsers")
def destroy_many_users(call: Call) -> Answer:
    """Start a job that deletes users softly."""

    def work(_index: int, item: Row) -> Row:
        return result("delete", _people.delete(call, _named(call, item))["id"])

    # Recorded with the type of an update.
    return start_job(call, "Bulk Update User", ids_or_external_ids(call, MOST), work, action="delete")


@answers("LogoutManyUsers")
def logout_many_users(call: Call) -> Answer:
    """End the sessions of agents."""
    call.ids("ids", MOST)
    return Answer(status=202)


def _update(call: Call, item: Row, values: Row) -> Row:
    # Beside an id, an external id is a new value; without one it says who is meant.
    changes = {key: value for key, value in values.items() if key != "id"}
    return result("update", _people.update(call, _named(call, item), changes)["id"])


def _named(call: Call, item: Row) -> Row:
    users = call.account.users
    identifier = integer("id", item.get("id"))
    if identifier is not None:
        return _people.active_user(call.account, identifier)
    found = _unique.find(users, "external_id", str(item.get("external_id") or ""), lambda row: bool(row["active"]))
    return _people.active_user(call.account, found["id"] if found else 0)
