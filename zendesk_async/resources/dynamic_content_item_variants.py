"""Variants of dynamic content: the texts of an item, one for each language."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.dynamic_content import (
    DynamicContentVariant,
    DynamicContentVariantCreate,
    DynamicContentVariantUpdate,
    VariantBatchUpdate,
)
from zendesk_async.pagination import Paginator


class DynamicContentItemVariants(Resource, scope="dynamic_content"):
    """Variants of dynamic content: the texts of an item, one for each language.

    Admins may call these, and agents who may manage dynamic content.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/
    """

    _list = Operation(
        "DynamicContentListVariants",
        "GET /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants",
        DynamicContentVariant,
        key="variants",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        dynamic_content_item_id: int,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[DynamicContentVariant]:
        """Iterate over the variants of an item."""
        return self._paginate(
            self._list,
            dynamic_content_item_id=dynamic_content_item_id,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowDynamicContentVariant",
        "GET /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/{dynamic_content_variant_id}",
        DynamicContentVariant,
        key="variant",
    )

    async def show(self, dynamic_content_item_id: int, dynamic_content_variant_id: int) -> DynamicContentVariant:
        """Return one variant of an item."""
        return await self._call(
            self._show,
            dynamic_content_item_id=dynamic_content_item_id,
            dynamic_content_variant_id=dynamic_content_variant_id,
        )

    _create = Operation(
        "CreateDynamicContentVariant",
        "POST /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants",
        DynamicContentVariant,
        key="variant",
        body="variant",
    )

    async def create(
        self, dynamic_content_item_id: int, /, **variant: Unpack[DynamicContentVariantCreate]
    ) -> DynamicContentVariant:
        """Create a variant. Raises `Invalid` when the item has one for the language."""
        return await self._call(self._create, dynamic_content_item_id=dynamic_content_item_id, body=variant)

    _create_many = Operation(
        "CreateManyDynamicContentVariants",
        "POST /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/create_many",
        DynamicContentVariant,
        key="variants",
        batch="variants",
    )

    async def create_many(
        self, dynamic_content_item_id: int, variants: Sequence[DynamicContentVariantCreate]
    ) -> builtins.list[DynamicContentVariant]:
        """Create several variants of an item; return them."""
        return await self._call_list(self._create_many, dynamic_content_item_id=dynamic_content_item_id, body=variants)

    _update = Operation(
        "UpdateDynamicContentVariant",
        "PUT /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/{dynamic_content_variant_id}",
        DynamicContentVariant,
        key="variant",
        body="variant",
    )

    async def update(
        self,
        dynamic_content_item_id: int,
        dynamic_content_variant_id: int,
        /,
        **variant: Unpack[DynamicContentVariantUpdate],
    ) -> DynamicContentVariant:
        """Change a variant. The default one can't be switched off."""
        return await self._call(
            self._update,
            dynamic_content_item_id=dynamic_content_item_id,
            dynamic_content_variant_id=dynamic_content_variant_id,
            body=variant,
        )

    _update_many = Operation(
        "UpdateManyDynamicContentVariants",
        "PUT /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/update_many",
        DynamicContentVariant,
        key="variants",
        batch="variants",
    )

    async def update_many(
        self, dynamic_content_item_id: int, variants: Sequence[VariantBatchUpdate]
    ) -> builtins.list[DynamicContentVariant]:
        """Change several variants of an item; return them."""
        return await self._call_list(self._update_many, dynamic_content_item_id=dynamic_content_item_id, body=variants)

    _delete = Operation(
        "DeleteDynamicContentVariant",
        "DELETE /api/v2/dynamic_content/items/{dynamic_content_item_id}/variants/{dynamic_content_variant_id}",
        NoContent,
    )

    async def delete(self, dynamic_content_item_id: int, dynamic_content_variant_id: int) -> None:
        """Delete a variant. The default one can't be deleted."""
        await self._call(
            self._delete,
            dynamic_content_item_id=dynamic_content_item_id,
            dynamic_content_variant_id=dynamic_content_variant_id,
        )
