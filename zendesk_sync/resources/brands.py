# Written by tools/mirror.py from zendesk_async/resources/brands.py: change that one, then run `make mirror`.

"""Brands: names, looks and help centers that the account has."""

from typing import Unpack

from zendesk_async.models.brands import Brand, BrandCreate, BrandUpdate, HostMapping
from zendesk_async.resources.brands import Brands as AsyncBrands
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Brands(Resource[AsyncBrands]):
    """Brands: names, looks and help centers that the account has.

    Agents may read those they belong to; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/brands/
    """

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
            self._async.list(
                assignable_from=assignable_from,
                include_deleted=include_deleted,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, brand_id: int) -> Brand:
        """Return one brand."""
        return self._wait(self._async.show(brand_id))

    def check_host_mapping(self, *, host_mapping: str, subdomain: str) -> HostMapping:
        """Tell whether a host name would lead to a brand with this subdomain."""
        return self._wait(self._async.check_host_mapping(host_mapping=host_mapping, subdomain=subdomain))

    def check_host_mapping_of_brand(self, brand_id: int) -> HostMapping:
        """Tell whether the host name of a brand leads to it."""
        return self._wait(self._async.check_host_mapping_of_brand(brand_id))

    def create(self, **brand: Unpack[BrandCreate]) -> Brand:
        """Create a brand."""
        return self._wait(self._async.create(**brand))

    def update(self, brand_id: int, /, **brand: Unpack[BrandUpdate]) -> Brand:
        """Change a brand."""
        return self._wait(self._async.update(brand_id, **brand))

    def update_logo(
        self, brand_id: int, content: bytes, *, filename: str, content_type: str = "application/octet-stream"
    ) -> Brand:
        """Upload a picture to be the logo of a brand."""
        return self._wait(self._async.update_logo(brand_id, content, filename=filename, content_type=content_type))

    def delete_logo(self, brand_id: int) -> None:
        """Delete the logo of a brand."""
        self._wait(self._async.delete_logo(brand_id))

    def delete(self, brand_id: int) -> None:
        """Delete a brand. The default one can't be deleted."""
        self._wait(self._async.delete(brand_id))
