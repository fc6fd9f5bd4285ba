# Written by tools/mirror.py from zendesk_async/resources/dynamic_content.py: change that one, then run `make mirror`.

"""Dynamic content: texts in several languages, for which placeholders stand."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.dynamic_content import DynamicContentItem, DynamicContentItemCreate, DynamicContentItemUpdate
from zendesk_async.resources.dynamic_content import DynamicContent as AsyncDynamicContent
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class DynamicContent(Resource[AsyncDynamicContent]):
    """Dynamic content: texts in several languages, for which placeholders stand.

    Admins may call these, and agents who may manage dynamic content.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/
    """

    def list(
        self,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[DynamicContentItem]:
        """Iterate over the items, with their variants."""
        return self._paginate(
            self._async.list(
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, dynamic_content_item_id: int) -> DynamicContentItem:
        """Return one item with its variants."""
        return self._wait(self._async.show(dynamic_content_item_id))

    def show_many(self, identifiers: Sequence[str]) -> builtins.list[DynamicContentItem]:
        """Return the items with these identifiers, the part of their placeholders after `dc.`."""
        return self._wait(self._async.show_many(identifiers))

    def create(self, **item: Unpack[DynamicContentItemCreate]) -> DynamicContentItem:
        """Create an item with its variants, at most one for a language."""
        return self._wait(self._async.create(**item))

    def update(self, dynamic_content_item_id: int, /, **item: Unpack[DynamicContentItemUpdate]) -> DynamicContentItem:
        """Change an item. Only its name can be changed; variants are changed by `zd.dynamic_content_item_variants`."""
        return self._wait(self._async.update(dynamic_content_item_id, **item))

    def delete(self, dynamic_content_item_id: int) -> None:
        """Delete an item with its variants."""
        self._wait(self._async.delete(dynamic_content_item_id))
