"""Triggers: actions that run when a ticket is created or changed."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.common import SortOrder
from zendesk_async.models.rule_definitions import RuleDefinitions
from zendesk_async.models.triggers import (
    Trigger,
    TriggerBatchUpdate,
    TriggerCreate,
    TriggerRevision,
    TriggerRevisionSideload,
    TriggerSideload,
    TriggerSort,
    TriggerSortBy,
    TriggerUpdate,
)
from zendesk_async.pagination import Paginator


class Triggers(Resource, scope="triggers"):
    """Triggers: actions that run when a ticket is created or changed.

    Agents may call these, within their role.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/
    """

    _list = Operation("ListTriggers", "GET /api/v2/triggers", Trigger, key="triggers", paging=Paging.CURSOR_OR_OFFSET)

    def list(
        self,
        *,
        active: bool | None = None,
        category_id: str | None = None,
        include: Sequence[TriggerSideload] = (),
        sort: TriggerSort | None = None,
        sort_by: TriggerSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Trigger]:
        """Iterate over the triggers, by position."""
        return self._paginate(
            self._list,
            active=active,
            category_id=category_id,
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
        "ListActiveTriggers", "GET /api/v2/triggers/active", Trigger, key="triggers", paging=Paging.CURSOR_OR_OFFSET
    )

    def list_active(
        self,
        *,
        category_id: str | None = None,
        include: Sequence[TriggerSideload] = (),
        sort: TriggerSort | None = None,
        sort_by: TriggerSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Trigger]:
        """Iterate over the active triggers, by position."""
        return self._paginate(
            self._list_active,
            category_id=category_id,
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

    _search = Operation("SearchTriggers", "GET /api/v2/triggers/search", Trigger, key="triggers", paging=Paging.OFFSET)

    def search(
        self,
        *,
        query: str | None = None,
        filter: str | None = None,
        active: bool | None = None,
        include: Sequence[TriggerSideload] = (),
        sort: TriggerSort | None = None,
        sort_by: TriggerSortBy | None = None,
        sort_order: SortOrder | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Trigger]:
        """Iterate over the triggers that meet a query.

        `query` is part of a title; `filter` is a JSON object of attributes and their values, as text.
        """
        return self._paginate(
            self._search,
            query=query,
            filter=filter,
            active=active,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page=page,
            per_page=per_page,
        )

    _show = Operation("GetTrigger", "GET /api/v2/triggers/{trigger_id}", Trigger, key="trigger")

    async def show(self, trigger_id: int, *, include: Sequence[TriggerSideload] = ()) -> Trigger:
        """Return one trigger."""
        return await self._call(self._show, trigger_id=trigger_id, include=include)

    _show_definitions = Operation(
        "ListTriggerActionConditionDefinitions", "GET /api/v2/triggers/definitions", RuleDefinitions, key="definitions"
    )

    async def show_definitions(self) -> RuleDefinitions:
        """Return the conditions and actions that triggers can have, with the values that each accepts."""
        return await self._call(self._show_definitions)

    _list_revisions = Operation(
        "ListTriggerRevisions",
        "GET /api/v2/triggers/{trigger_id}/revisions",
        TriggerRevision,
        key="trigger_revisions",
        paging=Paging.CURSOR,
        page_size=1000,
    )

    def list_revisions(
        self,
        trigger_id: int,
        *,
        include: Sequence[TriggerRevisionSideload] = (),
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[TriggerRevision]:
        """Iterate over the revisions of a trigger, newest first. Enterprise plans only."""
        return self._paginate(
            self._list_revisions,
            trigger_id=trigger_id,
            include=include,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )

    _show_revision = Operation(
        "TriggerRevision",
        "GET /api/v2/triggers/{trigger_id}/revisions/{trigger_revision_id}",
        TriggerRevision,
        key="trigger_revision",
    )

    async def show_revision(
        self, trigger_id: int, trigger_revision_id: int, *, include: Sequence[TriggerRevisionSideload] = ()
    ) -> TriggerRevision:
        """Return one revision of a trigger: the trigger as it was then. Enterprise plans only."""
        return await self._call(
            self._show_revision, trigger_id=trigger_id, trigger_revision_id=trigger_revision_id, include=include
        )

    _create = Operation("CreateTrigger", "POST /api/v2/triggers", Trigger, key="trigger", body="trigger")

    async def create(self, **trigger: Unpack[TriggerCreate]) -> Trigger:
        """Create a trigger. It comes last in its category."""
        return await self._call(self._create, body=trigger)

    _update = Operation("UpdateTrigger", "PUT /api/v2/triggers/{trigger_id}", Trigger, key="trigger", body="trigger")

    async def update(self, trigger_id: int, /, **trigger: Unpack[TriggerUpdate]) -> Trigger:
        """Change a trigger. Conditions and actions, when given, replace all there are."""
        return await self._call(self._update, trigger_id=trigger_id, body=trigger)

    _update_many = Operation(
        "UpdateManyTriggers", "PUT /api/v2/triggers/update_many", Trigger, key="triggers", batch="triggers"
    )

    async def update_many(self, triggers: Sequence[TriggerBatchUpdate]) -> builtins.list[Trigger]:
        """Change the place or state of up to 100 triggers; return them."""
        return await self._call_list(self._update_many, body=triggers)

    _reorder = Operation("ReorderTriggers", "PUT /api/v2/triggers/reorder", Trigger, key="trigger")

    async def reorder(self, trigger_ids: Sequence[int]) -> Trigger:
        """Give the triggers of a category a new order: the ids of all of them.

        Refused when the account has more than one category; `zd.trigger_categories.create_job` moves triggers then.
        """
        return await self._call(self._reorder, body={"trigger_ids": trigger_ids})

    _delete = Operation("DeleteTrigger", "DELETE /api/v2/triggers/{trigger_id}", NoContent)

    async def delete(self, trigger_id: int) -> None:
        """Delete a trigger."""
        await self._call(self._delete, trigger_id=trigger_id)

    _delete_many = Operation("DeleteManyTriggers", "DELETE /api/v2/triggers/destroy_many", NoContent)

    async def delete_many(self, ids: Sequence[int]) -> None:
        """Delete up to 100 triggers."""
        await self._call(self._delete_many, ids=ids)
