"""Deleted users, and their deletion for good.

https://developer.zendesk.com/api-reference/ticketing/users/users/#list-deleted-users
"""

from zendesk_async.emulator import _people
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._paging import count_answer, list_answer
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._store import Row


def _waiting(call: Call) -> list[Row]:
    """Return the deleted users that are not deleted for good."""
    return [row for row in call.account.deleted_users.rows() if "compliance" not in row]


@answers("ListDeletedUsers")
def list_deleted_users(call: Call) -> Answer:
    """Answer the users who are deleted, but not for good."""
    return list_answer(call, "deleted_users", _waiting(call), sorts=("id",))


@answers("CountDeletedUsers")
def count_deleted_users(call: Call) -> Answer:
    """Answer how many users are deleted, but not for good."""
    return count_answer(call, len(_waiting(call)))


@answers("ShowDeletedUser")
def show_deleted_user(call: Call) -> Answer:
    """Answer one deleted user."""
    return Answer({"deleted_user": _people.deleted_row(_deleted(call))})


@answers("PermanentlyDeleteUser")
def permanently_delete_user(call: Call) -> Answer:
    """Delete a deleted user for good."""
    deleted = _deleted(call)
    if "compliance" in deleted:
        raise record_not_found()
    return Answer({"deleted_user": _people.deleted_row(_people.delete_permanently(call, deleted))})


def _deleted(call: Call) -> Row:
    row = call.account.deleted_users.get(call.identifier("deleted_user_id"))
    if row is None:
        raise record_not_found()
    return row
