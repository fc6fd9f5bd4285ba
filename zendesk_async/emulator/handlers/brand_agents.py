"""Which agents work for which brands.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/brand_agents/
"""

from collections.abc import Iterable

from zendesk_async.emulator._collection import Collection, Ids, Parent
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, own
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account


def _seeds(account: Account) -> Iterable[Row]:
    # Every agent works for every brand that was there at first.
    brands = list(account.brands)
    for user in (*account.users.where("role", "admin"), *account.users.where("role", "agent")):
        for brand in brands:
            yield {"user_id": user, "brand_id": brand}


BRAND_AGENTS = Collection(
    table="brand_agents",
    one="brand_agent",
    many="brand_agents",
    parameter="brand_agent_id",
    path="brand_agents",
    ids=Ids.ULID,
    parents=(Parent("user_id", "users", "user_id"), Parent("brand_id", "brands", "brand_id")),
    seeds=_seeds,
    fields=(ID, URL, own("user_id"), own("brand_id"), CREATED, UPDATED),
)

serve(
    BRAND_AGENTS,
    list=("ListBrandAgents", "ListBrandAgentsByBrand", "ListUserBrandAgents"),
    show=("ShowBrandAgentById", "ShowUserBrandAgentById"),
    delete="DeleteBrandAgentById",
)
