"""Object triggers: actions that run when a record of a custom object changes."""

import builtins
from collections.abc import Sequence
from typing import Literal, Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.common import SortOrder
from zendesk_async.models.object_triggers import (
    ObjectTrigger,
    ObjectTriggerBatchUpdate,
    ObjectTriggerCreate,
    ObjectTriggerSideload,
    ObjectTriggerUpdate,
)
from zendesk_async.models.rule_definitions import RuleDefinitions
from zendesk_async.pagination import Paginator


class ObjectTriggers(Resource, scope="custom_objects"):
    """Object triggers: actions that run when a record of a custom object changes.

    Agents may read them; changing them takes the permission to manage objects.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
    """

    _list = Operation(
        "ListObjectTriggers",
        "GET /api/v2/custom_objects/{custom_object_key}/triggers",
        ObjectTrigger,
        key="triggers",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        custom_object_key: str,
        *,
        active: bool | None = None,
        sort_by: Literal["alphabetical", "created_at", "updated_at", "usage_1h", "usage_24h", "usage_7d"] | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[ObjectTrigger]:
        """Iterate over the triggers of a custom object, by position."""
        return self._paginate(
            self._list,
            custom_object_key=custom_object_key,
            active=active,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_active = Operation(
        "ListActiveObjectTriggers",
        "GET /api/v2/custom_objects/{custom_object_key}/triggers/active",
        ObjectTrigger,
        key="triggers",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_active(
        self,
        custom_object_key: str,
        *,
        sort_by: Literal["alphabetical", "created_at", "updated_at", "usage_1h", "usage_24h", "usage_7d"] | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[ObjectTrigger]:
        """Iterate over the active triggers of a custom object, by position."""
        return self._paginate(
            self._list_active,
            custom_object_key=custom_object_key,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _search = Operation(
        "SearchObjectTriggers",
        "GET /api/v2/custom_objects/{custom_object_key}/triggers/search",
        ObjectTrigger,
        key="triggers",
        paging=Paging.OFFSET,
    )

    def search(
        self,
        custom_object_key: str,
        *,
        query: str | None = None,
        filter: str | None = None,
        active: bool | None = None,
        include: Sequence[ObjectTriggerSideload] = (),
        sort: Literal["alphabetical", "created_at", "updated_at", "position"] | None = None,
        sort_by: Literal["alphabetical", "created_at", "updated_at", "usage_1h", "usage_24h", "usage_7d"] | None = None,
        sort_order: SortOrder | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[ObjectTrigger]:
        """Iterate over the triggers of a custom object that meet a query.

        `query` is part of a title; `filter` is a JSON object of attributes and their values, as text.
        """
        return self._paginate(
            self._search,
            custom_object_key=custom_object_key,
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

    _show = Operation(
        "GetObjectTrigger",
        "GET /api/v2/custom_objects/{custom_object_key}/triggers/{trigger_id}",
        ObjectTrigger,
        key="trigger",
    )

    async def show(self, custom_object_key: str, trigger_id: int) -> ObjectTrigger:
        """Return one trigger of a custom object."""
        return await self._call(self._show, custom_object_key=custom_object_key, trigger_id=trigger_id)

    _show_definitions = Operation(
        "ListObjectTriggersDefinitions",
        "GET /api/v2/custom_objects/{custom_object_key}/triggers/definitions",
        RuleDefinitions,
        key="definitions",
    )

    async def show_definitions(self, custom_object_key: str) -> RuleDefinitions:
        """Return the conditions and actions that a custom object's triggers can have."""
        return await self._call(self._show_definitions, custom_object_key=custom_object_key)

    _create = Operation(
        "CreateObjectTrigger",
        "POST /api/v2/custom_objects/{custom_object_key}/triggers",
        ObjectTrigger,
        key="trigger",
        body="trigger",
    )

    async def create(self, custom_object_key: str, /, **trigger: Unpack[ObjectTriggerCreate]) -> ObjectTrigger:
        """Create a trigger for a custom object."""
        return await self._call(self._create, custom_object_key=custom_object_key, body=trigger)

    _update = Operation(
        "UpdateObjectTrigger",
        "PUT /api/v2/custom_objects/{custom_object_key}/triggers/{trigger_id}",
        ObjectTrigger,
        key="trigger",
        body="trigger",
    )

    async def update(
        self, custom_object_key: str, trigger_id: int, /, **trigger: Unpack[ObjectTriggerUpdate]
    ) -> ObjectTrigger:
        """Change a trigger of a custom object. Conditions and actions, when given, replace all there are."""
        return await self._call(self._update, custom_object_key=custom_object_key, trigger_id=trigger_id, body=trigger)

    _update_many = Operation(
        "UpdateManyObjectTriggers",
        "PUT /api/v2/custom_objects/{custom_object_key}/triggers/update_many",
        ObjectTrigger,
        key="triggers",
        batch="triggers",
    )

    async def update_many(
        self, custom_object_key: str, triggers: Sequence[ObjectTriggerBatchUpdate]
    ) -> builtins.list[ObjectTrigger]:
        """Change the place or state of several triggers of a custom object; return them."""
        return await self._call_list(self._update_many, custom_object_key=custom_object_key, body=triggers)

    _delete = Operation(
        "DeleteObjectTrigger", "DELETE /api/v2/custom_objects/{custom_object_key}/triggers/{trigger_id}", NoContent
    )

    async def delete(self, custom_object_key: str, trigger_id: int) -> None:
        """Delete a trigger of a custom object."""
        await self._call(self._delete, custom_object_key=custom_object_key, trigger_id=trigger_id)

    _delete_many = Operation(
        "DeleteManyObjectTriggers", "DELETE /api/v2/custom_objects/{custom_object_key}/triggers/destroy_many", NoContent
    )

    async def delete_many(self, custom_object_key: str, ids: Sequence[int]) -> None:
        """Delete several triggers of a custom object."""
        await self._call(self._delete_many, custom_object_key=custom_object_key, ids=ids)
