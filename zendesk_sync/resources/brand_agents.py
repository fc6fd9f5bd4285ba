# Written by tools/mirror.py from zendesk_async/resources/brand_agents.py: change that one, then run `make mirror`.

"""Brand agents: which agents belong to which brands."""

from zendesk_async.models.brand_agents import BrandAgent
from zendesk_async.resources.brand_agents import BrandAgents as AsyncBrandAgents
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class BrandAgents(Resource[AsyncBrandAgents]):
    """Brand agents: which agents belong to which brands.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/brand_agents/
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
    ) -> Paginator[BrandAgent]:
        """Iterate over the brand agents of the account."""
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
            self._async.list_by_brand(
                brand_id,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
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
            self._async.list_by_user(
                user_id,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, brand_agent_id: str) -> BrandAgent:
        """Return one brand agent."""
        return self._wait(self._async.show(brand_agent_id))

    def show_by_user(self, user_id: int, brand_agent_id: str) -> BrandAgent:
        """Return one brand agent of an agent."""
        return self._wait(self._async.show_by_user(user_id, brand_agent_id))

    def delete(self, brand_agent_id: str) -> None:
        """Take an agent from a brand."""
        self._wait(self._async.delete(brand_agent_id))
