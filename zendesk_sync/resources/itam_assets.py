# Written by tools/mirror.py from zendesk_async/resources/itam_assets.py: change that one, then run `make mirror`.

"""IT assets: devices, licenses and whatever else the company owns."""

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

from zendesk_async.models.itam_assets import Asset, AssetBatchUpdate, AssetCreate, AssetJobAction, AssetUpdate
from zendesk_async.resources.itam_assets import ITAMAssets as AsyncITAMAssets
from zendesk_sync._resource import Resource
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator


class ITAMAssets(Resource[AsyncITAMAssets]):
    """IT assets: devices, licenses and whatever else the company owns.

    Agents may read them; only admins may change them. Ids are ULIDs.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/assets/
    """

    def list(
        self,
        *,
        filter_ids: Sequence[str] = (),
        filter_external_ids: Sequence[str] = (),
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[Asset]:
        """Iterate over the assets, or those with some ids.

        Give `filter_ids` or `filter_external_ids`, not both.
        """
        return self._paginate(
            self._async.list(
                filter_ids=filter_ids,
                filter_external_ids=filter_external_ids,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
            )
        )

    def search(
        self,
        query: str,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[Asset]:
        """Iterate over the assets that hold a text."""
        return self._paginate(
            self._async.search(query, sort=sort, page_size=page_size, page_after=page_after, page_before=page_before)
        )

    def search_by_filter(
        self,
        filter: Mapping[str, Any],
        *,
        query: str | None = None,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[Asset]:
        """Iterate over the assets that meet a filter.

        `filter` holds conditions by the names of fields, `{"status_id": {"$eq": "01H…"}}`, or lists of them under
        `$and` and `$or`.
        """
        return self._paginate(
            self._async.search_by_filter(
                filter, query=query, sort=sort, page_size=page_size, page_after=page_after, page_before=page_before
            )
        )

    def show(self, asset_id: str) -> Asset:
        """Return one asset."""
        return self._wait(self._async.show(asset_id))

    def create(self, **asset: Unpack[AssetCreate]) -> Asset:
        """Create an asset."""
        return self._wait(self._async.create(**asset))

    def update(self, asset_id: str, /, **asset: Unpack[AssetUpdate]) -> Asset:
        """Change an asset."""
        return self._wait(self._async.update(asset_id, **asset))

    def create_job(
        self, action: AssetJobAction, items: Sequence[AssetCreate] | Sequence[AssetBatchUpdate] | Sequence[str]
    ) -> Job:
        """Create, change or delete up to 100 assets in a background job.

        Items are assets, or ids where assets are deleted.
        """
        return self._job(self._async.create_job(action, items))

    def delete(self, asset_id: str) -> None:
        """Delete an asset."""
        self._wait(self._async.delete(asset_id))
