# Written by tools/mirror.py from zendesk_async/resources/object_triggers.py: change that one, then run `make mirror`.

"""Object triggers: actions that run when a record of a custom object changes."""

import builtins
from collections.abc import Sequence
from typing import Literal, Unpack

from zendesk_async.models.common import SortOrder
from zendesk_async.models.object_triggers import (
    ObjectTrigger,
    ObjectTriggerBatchUpdate,
    ObjectTriggerCreate,
    ObjectTriggerSideload,
    ObjectTriggerUpdate,
)
from zendesk_async.models.rule_definitions import RuleDefinitions
from zendesk_async.resources.object_triggers import ObjectTriggers as AsyncObjectTriggers
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class ObjectTriggers(Resource[AsyncObjectTriggers]):
    """Object triggers: actions that run when a record of a custom object changes.

    Agents may read them; changing them takes the permission to manage objects.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
    """

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
            self._async.list(
                custom_object_key,
                active=active,
                sort_by=sort_by,
                sort_order=sort_order,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
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
            self._async.list_active(
                custom_object_key,
                sort_by=sort_by,
                sort_order=sort_order,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
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
            self._async.search(
                custom_object_key,
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
        )

    def show(self, custom_object_key: str, trigger_id: int) -> ObjectTrigger:
        """Return one trigger of a custom object."""
        return self._wait(self._async.show(custom_object_key, trigger_id))

    def show_definitions(self, custom_object_key: str) -> RuleDefinitions:
        """Return the conditions and actions that a custom object's triggers can have."""
        return self._wait(self._async.show_definitions(custom_object_key))

    def create(self, custom_object_key: str, /, **trigger: Unpack[ObjectTriggerCreate]) -> ObjectTrigger:
        """Create a trigger for a custom object."""
        return self._wait(self._async.create(custom_object_key, **trigger))

    def update(
        self, custom_object_key: str, trigger_id: int, /, **trigger: Unpack[ObjectTriggerUpdate]
    ) -> ObjectTrigger:
        """Change a trigger of a custom object. Conditions and actions, when given, replace all there are."""
        return self._wait(self._async.update(custom_object_key, trigger_id, **trigger))

    def update_many(
        self, custom_object_key: str, triggers: Sequence[ObjectTriggerBatchUpdate]
    ) -> builtins.list[ObjectTrigger]:
        """Change the place or state of several triggers of a custom object; return them."""
        return self._wait(self._async.update_many(custom_object_key, triggers))

    def delete(self, custom_object_key: str, trigger_id: int) -> None:
        """Delete a trigger of a custom object."""
        self._wait(self._async.delete(custom_object_key, trigger_id))

    def delete_many(self, custom_object_key: str, ids: Sequence[int]) -> None:
        """Delete several triggers of a custom object."""
        self._wait(self._async.delete_many(custom_object_key, ids))
