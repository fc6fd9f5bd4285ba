# Written by tools/mirror.py from zendesk_async/resources/audit_logs.py: change that one, then run `make mirror`.

"""Audit logs: changes of the account's settings, and who made them."""

from collections.abc import Sequence
from datetime import datetime

from zendesk_async.models.audit_logs import AuditLog, AuditLogAction
from zendesk_async.resources.audit_logs import AuditLogs as AsyncAuditLogs
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class AuditLogs(Resource[AsyncAuditLogs]):
    """Audit logs: changes of the account's settings, and who made them.

    Admins may call these, on Enterprise plans.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/audit_logs/
    """

    def list(
        self,
        *,
        filter_source_type: str | None = None,
        filter_source_id: int | None = None,
        filter_actor_id: int | None = None,
        filter_ip_address: str | None = None,
        filter_created_at: Sequence[str | datetime] = (),
        filter_action: AuditLogAction | None = None,
        sort: str | None = None,
        sort_by: str | None = None,
        sort_order: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[AuditLog]:
        """Iterate over the changes, newest first.

        `filter_created_at` is two times, from and to. `sort` takes `created_at` or `-created_at`.
        """
        return self._paginate(
            self._async.list(
                filter_source_type=filter_source_type,
                filter_source_id=filter_source_id,
                filter_actor_id=filter_actor_id,
                filter_ip_address=filter_ip_address,
                filter_created_at=filter_created_at,
                filter_action=filter_action,
                sort=sort,
                sort_by=sort_by,
                sort_order=sort_order,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, audit_log_id: int) -> AuditLog:
        """Return one change."""
        return self._wait(self._async.show(audit_log_id))

    def export(
        self,
        *,
        filter_source_type: str | None = None,
        filter_source_id: int | None = None,
        filter_actor_id: int | None = None,
        filter_ip_address: str | None = None,
        filter_created_at: Sequence[str | datetime] = (),
        filter_action: AuditLogAction | None = None,
    ) -> None:
        """Start an export of changes to a CSV file, which is mailed to the caller.

        At most one request a minute.
        """
        self._wait(
            self._async.export(
                filter_source_type=filter_source_type,
                filter_source_id=filter_source_id,
                filter_actor_id=filter_actor_id,
                filter_ip_address=filter_ip_address,
                filter_created_at=filter_created_at,
                filter_action=filter_action,
            )
        )
