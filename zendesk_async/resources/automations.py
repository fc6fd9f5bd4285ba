"""Automations: actions that run on a schedule, when time has passed."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.automations import (
    Automation,
    AutomationBatchUpdate,
    AutomationCreate,
    AutomationSearchSortBy,
    AutomationSideload,
    AutomationSortBy,
    AutomationUpdate,
)
from zendesk_async.models.common import SortOrder
from zendesk_async.pagination import Paginator


class Automations(Resource, scope="automations"):
    """Automations: actions that run on a schedule, when time has passed.

    Agents may call these, within their role.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/
    """

    _list = Operation(
        "ListAutomations", "GET /api/v2/automations", Automation, key="automations", paging=Paging.CURSOR_OR_OFFSET
    )

    def list(
        self,
        *,
        active: bool | None = None,
        include: Sequence[AutomationSideload] = (),
        sort: str | None = None,
        sort_by: AutomationSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Automation]:
        """Iterate over the automations, by position."""
        return self._paginate(
            self._list,
            active=active,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_active = Operation(
        "ListActiveAutomations", "GET /api/v2/automations/active", Automation, key="automations", paging=Paging.OFFSET
    )

    def list_active(
        self,
        *,
        include: Sequence[AutomationSideload] = (),
        sort_by: AutomationSortBy | None = None,
        sort_order: SortOrder | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Automation]:
        """Iterate over the active automations, by position."""
        return self._paginate(
            self._list_active, include=include, sort_by=sort_by, sort_order=sort_order, page=page, per_page=per_page
        )

    _search = Operation(
        "SearchAutomations", "GET /api/v2/automations/search", Automation, key="automations", paging=Paging.OFFSET
    )

    def search(
        self,
        query: str,
        *,
        active: bool | None = None,
        include: Sequence[AutomationSideload] = (),
        sort_by: AutomationSearchSortBy | None = None,
        sort_order: SortOrder | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Automation]:
        """Iterate over the automations whose title holds the query."""
        return self._paginate(
            self._search,
            query=query,
            active=active,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page=page,
            per_page=per_page,
        )

    _show = Operation("ShowAutomation", "GET /api/v2/automations/{automation_id}", Automation, key="automation")

    async def show(self, automation_id: int, *, include: Sequence[AutomationSideload] = ()) -> Automation:
        """Return one automation."""
        return await self._call(self._show, automation_id=automation_id, include=include)

    _create = Operation("CreateAutomation", "POST /api/v2/automations", Automation, key="automation", body="automation")

    async def create(self, **automation: Unpack[AutomationCreate]) -> Automation:
        """Create an automation. New automations come first; no two may be the same.

        It must have an action or a condition that keeps it from running on the same ticket every hour.
        """
        return await self._call(self._create, body=automation)

    _update = Operation(
        "UpdateAutomation", "PUT /api/v2/automations/{automation_id}", Automation, key="automation", body="automation"
    )

    async def update(self, automation_id: int, /, **automation: Unpack[AutomationUpdate]) -> Automation:
        """Change an automation. Conditions and actions, when given, replace all there are."""
        return await self._call(self._update, automation_id=automation_id, body=automation)

    _update_many = Operation(
        "UpdateManyAutomations",
        "PUT /api/v2/automations/update_many",
        Automation,
        key="automations",
        batch="automations",
    )

    async def update_many(self, automations: Sequence[AutomationBatchUpdate]) -> builtins.list[Automation]:
        """Change several automations; return them."""
        return await self._call_list(self._update_many, body=automations)

    _delete = Operation("DeleteAutomation", "DELETE /api/v2/automations/{automation_id}", NoContent)

    async def delete(self, automation_id: int) -> None:
        """Delete an automation."""
        await self._call(self._delete, automation_id=automation_id)

    _delete_many = Operation("BulkDeleteAutomations", "DELETE /api/v2/automations/destroy_many", NoContent)

    async def delete_many(self, ids: Sequence[int]) -> None:
        """Delete up to 100 automations."""
        await self._call(self._delete_many, ids=ids)
