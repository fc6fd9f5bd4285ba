"""Brand agents: which agents belong to which brands."""

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.brand_agents import BrandAgent
from zendesk_async.pagination import Paginator


class BrandAgents(Resource, scope="brands"):
    """Brand agents: which agents belong to which brands.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/brand_agents/
    """

    _list = Operation(
        "ListBrandAgents", "GET /api/v2/brand_agents", BrandAgent, key="brand_agents", paging=Paging.CURSOR_OR_OFFSET
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
    ) -> Paginator[BrandAgent]:
        """Iterate over the brand agents of the account."""
        return self._paginate(
            self._list,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_brand = Operation(
        "ListBrandAgentsByBrand",
        "GET /api/v2/brands/{brand_id}/agents",
        BrandAgent,
        key="brand_agents",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_brand(
        self,
        brand_id: int,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[BrandAgent]:
        """Iterate over the agents of a brand."""
        return self._paginate(
            self._list_by_brand,
            brand_id=brand_id,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_user = Operation(
        "ListUserBrandAgents",
        "GET /api/v2/users/{user_id}/brand_agents",
        BrandAgent,
        key="brand_agents",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_user(
        self,
        user_id: int,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[BrandAgent]:
        """Iterate over the brands of an agent."""
        return self._paginate(
            self._list_by_user,
            user_id=user_id,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation("ShowBrandAgentById", "GET /api/v2/brand_agents/{brand_agent_id}", BrandAgent, key="brand_agent")

    async def show(self, brand_agent_id: str) -> BrandAgent:
        """Return one brand agent."""
        return await self._call(self._show, brand_agent_id=brand_agent_id)

    _show_by_user = Operation(
        "ShowUserBrandAgentById",
        "GET /api/v2/users/{user_id}/brand_agents/{brand_agent_id}",
        BrandAgent,
        key="brand_agent",
    )

    async def show_by_user(self, user_id: int, brand_agent_id: str) -> BrandAgent:
        """Return one brand agent of an agent."""
        return await self._call(self._show_by_user, user_id=user_id, brand_agent_id=brand_agent_id)

    _delete = Operation("DeleteBrandAgentById", "DELETE /api/v2/brand_agents/{brand_agent_id}", NoContent)

    async def delete(self, brand_agent_id: str) -> None:
        """Take an agent from a brand."""
        await self._call(self._delete, brand_agent_id=brand_agent_id)
