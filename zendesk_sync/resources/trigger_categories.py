# Written by tools/mirror.py from zendesk_async/resources/trigger_categories.py: change that one, then run `make mirror`.

"""Trigger categories: the groups in which triggers are ordered."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.trigger_categories import (
    TriggerCategory,
    TriggerCategoryCreate,
    TriggerCategorySideload,
    TriggerCategorySort,
    TriggerCategoryUpdate,
    TriggerJob,
    TriggerJobCreate,
)
from zendesk_async.resources.trigger_categories import TriggerCategories as AsyncTriggerCategories
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TriggerCategories(Resource[AsyncTriggerCategories]):
    """Trigger categories: the groups in which triggers are ordered.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/
    """

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
            self._async.list(
                include=include,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, trigger_category_id: str, *, include: Sequence[TriggerCategorySideload] = ()) -> TriggerCategory:
        """Return one trigger category."""
        return self._wait(self._async.show(trigger_category_id, include=include))

    def create(self, **trigger_category: Unpack[TriggerCategoryCreate]) -> TriggerCategory:
        """Create a trigger category. It comes first unless `position` says otherwise."""
        return self._wait(self._async.create(**trigger_category))

    def update(self, trigger_category_id: str, /, **trigger_category: Unpack[TriggerCategoryUpdate]) -> TriggerCategory:
        """Change a trigger category."""
        return self._wait(self._async.update(trigger_category_id, **trigger_category))

    def create_job(self, **job: Unpack[TriggerJobCreate]) -> TriggerJob:
        """Move categories and triggers, and switch triggers on or off, in one go.

        It is done when the answer comes. `errors` says what was wrong; then nothing was changed.
        """
        return self._wait(self._async.create_job(**job))

    def delete(self, trigger_category_id: str) -> None:
        """Delete a trigger category. Refused while it holds triggers."""
        self._wait(self._async.delete(trigger_category_id))
