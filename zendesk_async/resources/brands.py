"""Brands: names, looks and help centers that the account has."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.brands import Brand, BrandCreate, BrandUpdate, HostMapping
from zendesk_async.pagination import Paginator
from zendesk_async.resources._bodies import file_form


class Brands(Resource, scope="brands"):
    """Brands: names, looks and help centers that the account has.

    Agents may read those they belong to; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/brands/
    """

    _list = Operation("ListBrands", "GET /api/v2/brands", Brand, key="brands", paging=Paging.CURSOR_OR_OFFSET)

    def list(
        self,
        *,
        assignable_from: int | None = None,
        include_deleted: bool | None = None,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Brand]:
        """Iterate over the brands."""
        return self._paginate(
            self._list,
            assignable_from=assignable_from,
            include_deleted=include_deleted,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation("ShowBrand", "GET /api/v2/brands/{brand_id}", Brand, key="brand")

    async def show(self, brand_id: int) -> Brand:
        """Return one brand."""
        return await self._call(self._show, brand_id=brand_id)

    _check_host_mapping = Operation("CheckHostMappingValidity", "GET /api/v2/brands/check_host_mapping", HostMapping)

    async def check_host_mapping(self, *, host_mapping: str, subdomain: str) -> HostMapping:
        """Tell whether a host name would lead to a brand with this subdomain."""
        return await self._call(self._check_host_mapping, host_mapping=host_mapping, subdomain=subdomain)

    _check_host_mapping_of_brand = Operation(
        "CheckHostMappingValidityForExistingBrand", "GET /api/v2/brands/{brand_id}/check_host_mapping", HostMapping
    )

    async def check_host_mapping_of_brand(self, brand_id: int) -> HostMapping:
        """Tell whether the host name of a brand leads to it."""
        return await self._call(self._check_host_mapping_of_brand, brand_id=brand_id)

    _create = Operation("CreateBrand", "POST /api/v2/brands", Brand, key="brand", body="brand")

    async def create(self, **brand: Unpack[BrandCreate]) -> Brand:
        """Create a brand."""
        return await self._call(self._create, body=brand)

    _update = Operation("UpdateBrand", "PUT /api/v2/brands/{brand_id}", Brand, key="brand", body="brand")

    async def update(self, brand_id: int, /, **brand: Unpack[BrandUpdate]) -> Brand:
        """Change a brand."""
        return await self._call(self._update, brand_id=brand_id, body=brand)

    _update_logo = Operation("UpdateBrandLogo", "PUT /api/v2/brands/{brand_id}/logo", Brand, key="brand")

    async def update_logo(
        self, brand_id: int, content: bytes, *, filename: str, content_type: str = "application/octet-stream"
    ) -> Brand:
        """Upload a picture to be the logo of a brand."""
        return await self._call(
            self._update_logo,
            brand_id=brand_id,
            **file_form(content, filename, content_type, "brand[logo][uploaded_data]"),
        )

    _delete_logo = Operation("DeleteBrandLogo", "DELETE /api/v2/brands/{brand_id}/logo", NoContent)

    async def delete_logo(self, brand_id: int) -> None:
        """Delete the logo of a brand."""
        await self._call(self._delete_logo, brand_id=brand_id)

    _delete = Operation("DeleteBrand", "DELETE /api/v2/brands/{brand_id}", NoContent)

    async def delete(self, brand_id: int) -> None:
        """Delete a brand. The default one can't be deleted."""
        await self._call(self._delete, brand_id=brand_id)
