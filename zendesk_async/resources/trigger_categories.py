"""Trigger categories: the groups in which triggers are ordered."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.trigger_categories import (
    TriggerCategory,
    TriggerCategoryCreate,
    TriggerCategorySideload,
    TriggerCategorySort,
    TriggerCategoryUpdate,
    TriggerJob,
    TriggerJobCreate,
)
from zendesk_async.pagination import Paginator


class TriggerCategories(Resource, scope="triggers"):
    """Trigger categories: the groups in which triggers are ordered.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/
    """

    _list = Operation(
        "ListTriggerCategories",
        "GET /api/v2/trigger_categories",
        TriggerCategory,
        key="trigger_categories",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        *,
        include: Sequence[TriggerCategorySideload] = (),
        sort: TriggerCategorySort | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[TriggerCategory]:
        """Iterate over the trigger categories, by position."""
        return self._paginate(
            self._list,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowTriggerCategoryById",
        "GET /api/v2/trigger_categories/{trigger_category_id}",
        TriggerCategory,
        key="trigger_category",
    )

    async def show(
        self, trigger_category_id: str, *, include: Sequence[TriggerCategorySideload] = ()
    ) -> TriggerCategory:
        """Return one trigger category."""
        return await self._call(self._show, trigger_category_id=trigger_category_id, include=include)

    _create = Operation(
        "CreateTriggerCategory",
        "POST /api/v2/trigger_categories",
        TriggerCategory,
        key="trigger_category",
        body="trigger_category",
    )

    async def create(self, **trigger_category: Unpack[TriggerCategoryCreate]) -> TriggerCategory:
        """Create a trigger category. It comes first unless `position` says otherwise."""
        return await self._call(self._create, body=trigger_category)

    _update = Operation(
        "UpdateTriggerCategory",
        "PATCH /api/v2/trigger_categories/{trigger_category_id}",
        TriggerCategory,
        key="trigger_category",
        body="trigger_category",
    )

    async def update(
        self, trigger_category_id: str, /, **trigger_category: Unpack[TriggerCategoryUpdate]
    ) -> TriggerCategory:
        """Change a trigger category."""
        return await self._call(self._update, trigger_category_id=trigger_category_id, body=trigger_category)

    _create_job = Operation(
        "BatchOperateTriggerCategories", "POST /api/v2/trigger_categories/jobs", TriggerJob, body="job"
    )

    async def create_job(self, **job: Unpack[TriggerJobCreate]) -> TriggerJob:
        """Move categories and triggers, and switch triggers on or off, in one go.

        It is done when the answer comes. `errors` says what was wrong; then nothing was changed.
        """
        return await self._call(self._create_job, body=job)

    _delete = Operation("DeleteTriggerCategory", "DELETE /api/v2/trigger_categories/{trigger_category_id}", NoContent)

    async def delete(self, trigger_category_id: str) -> None:
        """Delete a trigger category. Refused while it holds triggers."""
        await self._call(self._delete, trigger_category_id=trigger_category_id)
