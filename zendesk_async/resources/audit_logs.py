"""Audit logs: changes of the account's settings, and who made them."""

from collections.abc import Sequence
from datetime import datetime

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.audit_logs import AuditLog, AuditLogAction
from zendesk_async.pagination import Paginator


class AuditLogs(Resource, scope="auditlogs"):
    """Audit logs: changes of the account's settings, and who made them.

    Admins may call these, on Enterprise plans.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/audit_logs/
    """

    _list = Operation(
        "ListAuditLogs",
        "GET /api/v2/audit_logs",
        AuditLog,
        key="audit_logs",
        paging=Paging.CURSOR_OR_OFFSET,
        names={"filter_created_at": "filter[created_at]*"},
    )

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
            self._list,
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

    _show = Operation("ShowAuditLog", "GET /api/v2/audit_logs/{audit_log_id}", AuditLog, key="audit_log")

    async def show(self, audit_log_id: int) -> AuditLog:
        """Return one change."""
        return await self._call(self._show, audit_log_id=audit_log_id)

    _export = Operation(
        "ExportAuditLogs",
        "POST /api/v2/audit_logs/export",
        NoContent,
        limit="audit-logs-export",
        names={"filter_created_at": "filter[created_at]*"},
    )

    async def export(
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
        await self._call(
            self._export,
            filter_source_type=filter_source_type,
            filter_source_id=filter_source_id,
            filter_actor_id=filter_actor_id,
            filter_ip_address=filter_ip_address,
            filter_created_at=filter_created_at,
            filter_action=filter_action,
        )
