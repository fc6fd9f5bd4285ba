"""Dynamic content: texts in several languages, for which placeholders stand."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.dynamic_content import DynamicContentItem, DynamicContentItemCreate, DynamicContentItemUpdate
from zendesk_async.pagination import Paginator


class DynamicContent(Resource, scope="dynamic_content"):
    """Dynamic content: texts in several languages, for which placeholders stand.

    Admins may call these, and agents who may manage dynamic content.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/
    """

    _list = Operation(
        "ListDynamicContents",
        "GET /api/v2/dynamic_content/items",
        DynamicContentItem,
        key="items",
        paging=Paging.CURSOR_OR_OFFSET,
    )

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
            self._list,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowDynamicContentItem",
        "GET /api/v2/dynamic_content/items/{dynamic_content_item_id}",
        DynamicContentItem,
        key="item",
    )

    async def show(self, dynamic_content_item_id: int) -> DynamicContentItem:
        """Return one item with its variants."""
        return await self._call(self._show, dynamic_content_item_id=dynamic_content_item_id)

    _show_many = Operation(
        "ShowManyDynamicContents", "GET /api/v2/dynamic_content/items/show_many", DynamicContentItem, key="items"
    )

    async def show_many(self, identifiers: Sequence[str]) -> builtins.list[DynamicContentItem]:
        """Return the items with these identifiers, the part of their placeholders after `dc.`."""
        return await self._call_list(self._show_many, identifiers=identifiers)

    _create = Operation(
        "CreateDynamicContent", "POST /api/v2/dynamic_content/items", DynamicContentItem, key="item", body="item"
    )

    async def create(self, **item: Unpack[DynamicContentItemCreate]) -> DynamicContentItem:
        """Create an item with its variants, at most one for a language."""
        return await self._call(self._create, body=item)

    _update = Operation(
        "UpdateDynamicContentItem",
        "PUT /api/v2/dynamic_content/items/{dynamic_content_item_id}",
        DynamicContentItem,
        key="item",
        body="item",
    )

    async def update(
        self, dynamic_content_item_id: int, /, **item: Unpack[DynamicContentItemUpdate]
    ) -> DynamicContentItem:
        """Change an item. Only its name can be changed; variants are changed by `zd.dynamic_content_item_variants`."""
        return await self._call(self._update, dynamic_content_item_id=dynamic_content_item_id, body=item)

    _delete = Operation(
        "DeleteDynamicContentItem", "DELETE /api/v2/dynamic_content/items/{dynamic_content_item_id}", NoContent
    )

    async def delete(self, dynamic_content_item_id: int) -> None:
        """Delete an item with its variants."""
        await self._call(self._delete, dynamic_content_item_id=dynamic_content_item_id)
