"""Incremental exports: everything that changed since a time, for admins."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from zendesk_async._operation import JSONObject, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.common import SupportTypeScope
from zendesk_async.models.incremental_exports import TicketEvent, TicketEventSideload
from zendesk_async.models.organizations import Organization, OrganizationSideload
from zendesk_async.models.tickets import Ticket, TicketExportSideload
from zendesk_async.models.users import User, UserSideload
from zendesk_async.pagination import Paginator


class IncrementalExports(Resource):
    """Incremental exports: everything that changed since a time, for admins.

    Records are chosen by their `generated_timestamp`, which system updates move too. `start_time` must be a minute
    ago at the latest. Prefer the exports by cursor: by time, the records at the border of two pages are sent twice
    (and given once).

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
    """

    def export_tickets(
        self,
        *,
        start_time: int | datetime | None = None,
        cursor: str | None = None,
        support_type_scope: SupportTypeScope | None = None,
        include: Sequence[TicketExportSideload] = (),
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over every ticket changed since `start_time`, by cursor: the same as `zd.tickets.export`."""
        from zendesk_async.resources.tickets import Tickets

        return Tickets(self._client).export(
            start_time=start_time,
            cursor=cursor,
            support_type_scope=support_type_scope,
            include=include,
            per_page=per_page,
        )

    _export_tickets_by_time = Operation(
        "IncrementalTicketExportTime",
        "GET /api/v2/incremental/tickets",
        Ticket,
        key="tickets",
        paging=Paging.INCREMENTAL_TIME,
        page_size=1000,
        scope="tickets:read",
        limit="incremental-exports",
    )

    def export_tickets_by_time(
        self,
        *,
        start_time: int | datetime,
        support_type_scope: SupportTypeScope | None = None,
        include: Sequence[TicketExportSideload] = (),
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over every ticket changed since `start_time`, by time, archived and deleted ones included.

        Up to 1,000 records a page, 10 requests a minute.
        """
        return self._paginate(
            self._export_tickets_by_time,
            start_time=start_time,
            support_type_scope=support_type_scope,
            include=include,
            per_page=per_page,
        )

    _export_ticket_events = Operation(
        "IncrementalTicketEvents",
        "GET /api/v2/incremental/ticket_events",
        TicketEvent,
        key="ticket_events",
        paging=Paging.INCREMENTAL_TIME,
        page_size=1000,
        scope="tickets:read",
        limit="incremental-exports",
    )

    def export_ticket_events(
        self,
        *,
        start_time: int | datetime,
        support_type_scope: SupportTypeScope | None = None,
        include: Sequence[TicketEventSideload] = (),
        per_page: int | None = None,
    ) -> Paginator[TicketEvent]:
        """Iterate over everything that happened to tickets since `start_time`, by time.

        The last minute is left out. Comments come with their text only with `include=["comment_events"]`. Up to 1,000
        events a page, 10 requests a minute.
        """
        return self._paginate(
            self._export_ticket_events,
            start_time=start_time,
            support_type_scope=support_type_scope,
            include=include,
            per_page=per_page,
        )

    def export_users(
        self,
        *,
        start_time: int | datetime | None = None,
        cursor: str | None = None,
        include: Sequence[UserSideload] = (),
        per_page: int | None = None,
    ) -> Paginator[User]:
        """Iterate over every user changed since `start_time`, by cursor: the same as `zd.users.export`."""
        from zendesk_async.resources.users import Users

        return Users(self._client).export(start_time=start_time, cursor=cursor, include=include, per_page=per_page)

    _export_users_by_time = Operation(
        "IncrementalUserExportTime",
        "GET /api/v2/incremental/users",
        User,
        key="users",
        paging=Paging.INCREMENTAL_TIME,
        page_size=1000,
        scope="users:read",
        limit="incremental-exports",
    )

    def export_users_by_time(
        self, *, start_time: int | datetime, include: Sequence[UserSideload] = (), per_page: int | None = None
    ) -> Paginator[User]:
        """Iterate over every user changed since `start_time`, by time.

        Up to 1,000 records a page, 10 requests a minute.
        """
        return self._paginate(self._export_users_by_time, start_time=start_time, include=include, per_page=per_page)

    def export_organizations(
        self,
        *,
        start_time: int | datetime,
        include: Sequence[OrganizationSideload] = (),
        per_page: int | None = None,
    ) -> Paginator[Organization]:
        """Iterate over every organization changed since `start_time`: the same as `zd.organizations.export`."""
        from zendesk_async.resources.organizations import Organizations

        return Organizations(self._client).export(start_time=start_time, include=include, per_page=per_page)

    _show_sample = Operation(
        "IncrementalSampleExport",
        "GET /api/v2/incremental/{incremental_resource}/sample",
        JSONObject,
        limit="incremental-exports-sample",
    )

    async def show_sample(
        self,
        incremental_resource: Literal["tickets", "ticket_events", "users", "organizations"],
        *,
        start_time: int | datetime,
    ) -> JSONObject:
        """Return 50 records of an export, to try it out.

        They come as the export gives them, in one object. At most 10 requests in 20 minutes.
        """
        return await self._call(self._show_sample, incremental_resource=incremental_resource, start_time=start_time)
