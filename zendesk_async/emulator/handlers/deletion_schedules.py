"""Schedules that delete old records.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/deletion_schedules/
"""

from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, Field, choice, flag, name, own, text
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._rule_conditions import TICKET, needs_conditions, read_conditions
from zendesk_async.emulator._validation import mapping

OBJECTS = ("zen:ticket", "zen:user", "ticket", "user", "attachment", "bot_conversation", "custom_object")
_CONDITIONS = TICKET | {
    "ticket_status", "organization_ids", "ticket_last_updated_at", "user_last_login_at", "last_updated_at",
    "custom_object_record_last_updated", "custom_role", "user_last_updated", "attachment_type", "malware", "size",
    "duration_since_last_update", "active", "role_type", "time_since_last_update", "user.last_login_at", "bot_name", "tags", "user.role", "agent_id",
}  # fmt: skip


def _rules(change: Change) -> None:
    after = change.after
    if change.before is None or change.says("conditions"):
        after["conditions"] = read_conditions(after, change.problems, _CONDITIONS)
        if after["active"] or change.before is None:
            needs_conditions(after["conditions"], change.problems)


SCHEDULES = Collection(
    table="deletion_schedules",
    one="deletion_schedule",
    many="deletion_schedules",
    parameter="deletion_schedule_id",
    path="deletion_schedules",
    source_type="deletion_schedule",
    rules=_rules,
    fields=(
        URL,
        ID,
        name("title"),
        text("description"),
        choice("object", OBJECTS, required=True, nullable=False),
        Field("conditions", mapping, make=lambda _account, _row: {}, required=True, nullable=False),
        flag("active"),
        own("default", default=False),
        CREATED,
        UPDATED,
    ),
)

serve(
    SCHEDULES,
    list_whole="ListDeletionSchedules",
    create="CreateDeletionSchedule",
    show="GetDeletionSchedule",
    update="UpdateDeletionSchedule",
    delete="DeleteDeletionSchedule",
)
