# Written by tools/mirror.py from zendesk_async/resources/dynamic_content_item_variants.py: change that one, then run `make mirror`.

"""Variants of dynamic content: the texts of an item, one for each language."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.dynamic_content import (
    DynamicContentVariant,
    DynamicContentVariantCreate,
    DynamicContentVariantUpdate,
    VariantBatchUpdate,
)
from zendesk_async.resources.dynamic_content_item_variants import (
    DynamicContentItemVariants as AsyncDynamicContentItemVariants,
)
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class DynamicContentItemVariants(Resource[AsyncDynamicContentItemVariants]):
    """Variants of dynamic content: the texts of an item, one for each language.

    Admins may call these, and agents who may manage dynamic content.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/
    """

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
            self._async.list(
                dynamic_content_item_id,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, dynamic_content_item_id: int, dynamic_content_variant_id: int) -> DynamicContentVariant:
        """Return one variant of an item."""
        return self._wait(self._async.show(dynamic_content_item_id, dynamic_content_variant_id))

    def create(
        self, dynamic_content_item_id: int, /, **variant: Unpack[DynamicContentVariantCreate]
    ) -> DynamicContentVariant:
        """Create a variant. Raises `Invalid` when the item has one for the language."""
        return self._wait(self._async.create(dynamic_content_item_id, **variant))

    def create_many(
        self, dynamic_content_item_id: int, variants: Sequence[DynamicContentVariantCreate]
    ) -> builtins.list[DynamicContentVariant]:
        """Create several variants of an item; return them."""
        return self._wait(self._async.create_many(dynamic_content_item_id, variants))

    def update(
        self,
        dynamic_content_item_id: int,
        dynamic_content_variant_id: int,
        /,
        **variant: Unpack[DynamicContentVariantUpdate],
    ) -> DynamicContentVariant:
        """Change a variant. The default one can't be switched off."""
        return self._wait(self._async.update(dynamic_content_item_id, dynamic_content_variant_id, **variant))

    def update_many(
        self, dynamic_content_item_id: int, variants: Sequence[VariantBatchUpdate]
    ) -> builtins.list[DynamicContentVariant]:
        """Change several variants of an item; return them."""
        return self._wait(self._async.update_many(dynamic_content_item_id, variants))

    def delete(self, dynamic_content_item_id: int, dynamic_content_variant_id: int) -> None:
        """Delete a variant. The default one can't be deleted."""
        self._wait(self._async.delete(dynamic_content_item_id, dynamic_content_variant_id))
