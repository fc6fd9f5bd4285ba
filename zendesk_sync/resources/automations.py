# Written by tools/mirror.py from zendesk_async/resources/automations.py: change that one, then run `make mirror`.

"""Automations: actions that run on a schedule, when time has passed."""

import builtins
from collections.abc import Sequence
from typing import Unpack

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
from zendesk_async.resources.automations import Automations as AsyncAutomations
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Automations(Resource[AsyncAutomations]):
    """Automations: actions that run on a schedule, when time has passed.

    Agents may call these, within their role.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/
    """

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
            self._async.list(
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
            self._async.list_active(
                include=include, sort_by=sort_by, sort_order=sort_order, page=page, per_page=per_page
            )
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
            self._async.search(
                query,
                active=active,
                include=include,
                sort_by=sort_by,
                sort_order=sort_order,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, automation_id: int, *, include: Sequence[AutomationSideload] = ()) -> Automation:
        """Return one automation."""
        return self._wait(self._async.show(automation_id, include=include))

    def create(self, **automation: Unpack[AutomationCreate]) -> Automation:
        """Create an automation. New automations come first; no two may be the same.

        It must have an action or a condition that keeps it from running on the same ticket every hour.
        """
        return self._wait(self._async.create(**automation))

    def update(self, automation_id: int, /, **automation: Unpack[AutomationUpdate]) -> Automation:
        """Change an automation. Conditions and actions, when given, replace all there are."""
        return self._wait(self._async.update(automation_id, **automation))

    def update_many(self, automations: Sequence[AutomationBatchUpdate]) -> builtins.list[Automation]:
        """Change several automations; return them."""
        return self._wait(self._async.update_many(automations))

    def delete(self, automation_id: int) -> None:
        """Delete an automation."""
        self._wait(self._async.delete(automation_id))

    def delete_many(self, ids: Sequence[int]) -> None:
        """Delete up to 100 automations."""
        self._wait(self._async.delete_many(ids))
