"""Audit logs."""

from datetime import datetime
from typing import Literal

from zendesk_async.models.base import Record, record

AuditLogAction = Literal["create", "update", "destroy", "exported", "login"]


@record
class AuditLog(Record):
    """One change of the account's settings, and who made it.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/audit_logs/#json-format
    """

    id: int | None = None
    url: str | None = None
    action: AuditLogAction | str | None = None
    action_label: str | None = None
    actor_id: int | None = None
    """`-1` is Zendesk itself."""
    actor_name: str | None = None
    source_id: int | None = None
    source_type: str | None = None
    """Such as `user`, `rule` or `account_setting`."""
    source_label: str | None = None
    change_description: str | None = None
    ip_address: str | None = None
    created_at: datetime | None = None
