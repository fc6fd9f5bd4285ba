# Written by tools/mirror.py from zendesk_async/resources/triggers.py: change that one, then run `make mirror`.

"""Triggers: actions that run when a ticket is created or changed."""

import builtins
from collections.abc import Sequence
from typing import Unpack

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
from zendesk_async.resources.triggers import Triggers as AsyncTriggers
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Triggers(Resource[AsyncTriggers]):
    """Triggers: actions that run when a ticket is created or changed.

    Agents may call these, within their role.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/
    """

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
            self._async.list(
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
            self._async.list_active(
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
        )

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
            self._async.search(
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

    def show(self, trigger_id: int, *, include: Sequence[TriggerSideload] = ()) -> Trigger:
        """Return one trigger."""
        return self._wait(self._async.show(trigger_id, include=include))

    def show_definitions(self) -> RuleDefinitions:
        """Return the conditions and actions that triggers can have, with the values that each accepts."""
        return self._wait(self._async.show_definitions())

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
            self._async.list_revisions(
                trigger_id, include=include, page_size=page_size, page_after=page_after, page_before=page_before
            )
        )

    def show_revision(
        self, trigger_id: int, trigger_revision_id: int, *, include: Sequence[TriggerRevisionSideload] = ()
    ) -> TriggerRevision:
        """Return one revision of a trigger: the trigger as it was then. Enterprise plans only."""
        return self._wait(self._async.show_revision(trigger_id, trigger_revision_id, include=include))

    def create(self, **trigger: Unpack[TriggerCreate]) -> Trigger:
        """Create a trigger. It comes last in its category."""
        return self._wait(self._async.create(**trigger))

    def update(self, trigger_id: int, /, **trigger: Unpack[TriggerUpdate]) -> Trigger:
        """Change a trigger. Conditions and actions, when given, replace all there are."""
        return self._wait(self._async.update(trigger_id, **trigger))

    def update_many(self, triggers: Sequence[TriggerBatchUpdate]) -> builtins.list[Trigger]:
        """Change the place or state of up to 100 triggers; return them."""
        return self._wait(self._async.update_many(triggers))

    def reorder(self, trigger_ids: Sequence[int]) -> Trigger:
        """Give the triggers of a category a new order: the ids of all of them.

        Refused when the account has more than one category; `zd.trigger_categories.create_job` moves triggers then.
        """
        return self._wait(self._async.reorder(trigger_ids))

    def delete(self, trigger_id: int) -> None:
        """Delete a trigger."""
        self._wait(self._async.delete(trigger_id))

    def delete_many(self, ids: Sequence[int]) -> None:
        """Delete up to 100 triggers."""
        self._wait(self._async.delete_many(ids))
