"""IT assets: devices, licenses and whatever else the company owns."""

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.jobs import Job
from zendesk_async.models.itam_assets import Asset, AssetBatchUpdate, AssetCreate, AssetJobAction, AssetUpdate
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.pagination import Paginator


class ITAMAssets(Resource):
    """IT assets: devices, licenses and whatever else the company owns.

    Agents may read them; only admins may change them. Ids are ULIDs.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/assets/
    """

    _list = Operation(
        "ListItamAssets", "GET /api/v2/it_asset_management/assets", Asset, key="assets", paging=Paging.CURSOR
    )

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
            self._list,
            filter_ids=filter_ids,
            filter_external_ids=filter_external_ids,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )

    _search = Operation(
        "SearchItamAssets", "GET /api/v2/it_asset_management/assets/search", Asset, key="assets", paging=Paging.CURSOR
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
            self._search, query=query, sort=sort, page_size=page_size, page_after=page_after, page_before=page_before
        )

    _search_by_filter = Operation(
        "FilteredSearchItamAssets",
        "POST /api/v2/it_asset_management/assets/search",
        Asset,
        key="assets",
        paging=Paging.CURSOR,
        write_class=WriteClass.SAFE,
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
            self._search_by_filter,
            query=query,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            body={"filter": filter},
        )

    _show = Operation("ShowItamAsset", "GET /api/v2/it_asset_management/assets/{asset_id}", Asset, key="asset")

    async def show(self, asset_id: str) -> Asset:
        """Return one asset."""
        return await self._call(self._show, asset_id=asset_id)

    _create = Operation("CreateItamAsset", "POST /api/v2/it_asset_management/assets", Asset, key="asset", body="asset")

    async def create(self, **asset: Unpack[AssetCreate]) -> Asset:
        """Create an asset."""
        return await self._call(self._create, body=asset)

    _update = Operation(
        "UpdateItamAsset", "PATCH /api/v2/it_asset_management/assets/{asset_id}", Asset, key="asset", body="asset"
    )

    async def update(self, asset_id: str, /, **asset: Unpack[AssetUpdate]) -> Asset:
        """Change an asset."""
        return await self._call(self._update, asset_id=asset_id, body=asset)

    _create_job = Operation(
        "ItamAssetBulkJobs", "POST /api/v2/it_asset_management/assets/jobs", JobStatus, key="job_status", body="job"
    )

    async def create_job(
        self, action: AssetJobAction, items: Sequence[AssetCreate] | Sequence[AssetBatchUpdate] | Sequence[str]
    ) -> Job:
        """Create, change or delete up to 100 assets in a background job.

        Items are assets, or ids where assets are deleted.
        """
        return await self._start(self._create_job, body={"action": action, "items": items})

    _delete = Operation("DeleteItamAsset", "DELETE /api/v2/it_asset_management/assets/{asset_id}", NoContent)

    async def delete(self, asset_id: str) -> None:
        """Delete an asset."""
        await self._call(self._delete, asset_id=asset_id)
