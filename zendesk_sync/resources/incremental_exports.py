# Written by tools/mirror.py from zendesk_async/resources/incremental_exports.py: change that one, then run `make mirror`.

"""Incremental exports: everything that changed since a time, for admins."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from zendesk_async._operation import JSONObject
from zendesk_async.models.common import SupportTypeScope
from zendesk_async.models.incremental_exports import TicketEvent, TicketEventSideload
from zendesk_async.models.organizations import Organization, OrganizationSideload
from zendesk_async.models.tickets import Ticket, TicketExportSideload
from zendesk_async.models.users import User, UserSideload
from zendesk_async.resources.incremental_exports import IncrementalExports as AsyncIncrementalExports
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class IncrementalExports(Resource[AsyncIncrementalExports]):
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
        return self._paginate(
            self._async.export_tickets(
                start_time=start_time,
                cursor=cursor,
                support_type_scope=support_type_scope,
                include=include,
                per_page=per_page,
            )
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
            self._async.export_tickets_by_time(
                start_time=start_time, support_type_scope=support_type_scope, include=include, per_page=per_page
            )
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
            self._async.export_ticket_events(
                start_time=start_time, support_type_scope=support_type_scope, include=include, per_page=per_page
            )
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
        return self._paginate(
            self._async.export_users(start_time=start_time, cursor=cursor, include=include, per_page=per_page)
        )

    def export_users_by_time(
        self, *, start_time: int | datetime, include: Sequence[UserSideload] = (), per_page: int | None = None
    ) -> Paginator[User]:
        """Iterate over every user changed since `start_time`, by time.

        Up to 1,000 records a page, 10 requests a minute.
        """
        return self._paginate(
            self._async.export_users_by_time(start_time=start_time, include=include, per_page=per_page)
        )

    def export_organizations(
        self, *, start_time: int | datetime, include: Sequence[OrganizationSideload] = (), per_page: int | None = None
    ) -> Paginator[Organization]:
        """Iterate over every organization changed since `start_time`: the same as `zd.organizations.export`."""
        return self._paginate(
            self._async.export_organizations(start_time=start_time, include=include, per_page=per_page)
        )

    def show_sample(
        self,
        incremental_resource: Literal["tickets", "ticket_events", "users", "organizations"],
        *,
        start_time: int | datetime,
    ) -> JSONObject:
        """Return 50 records of an export, to try it out.

        They come as the export gives them, in one object. At most 10 requests in 20 minutes.
        """
        return self._wait(self._async.show_sample(incremental_resource, start_time=start_time))
