"""Reseller: create trial accounts for customers."""

from typing import Unpack

from zendesk_async._operation import Operation
from zendesk_async._resource import Resource
from zendesk_async.models.reseller import TrialAccount, TrialAccountCreate


class Reseller(Resource):
    """Reseller: create trial accounts for customers.

    Resellers may call these.

    https://developer.zendesk.com/api-reference/ticketing/reseller/trial-accounts/
    """

    _create = Operation("CreateTrialAccount", "POST /api/v2/accounts", TrialAccount, key="account", body="account")

    async def create(self, **account: Unpack[TrialAccountCreate]) -> TrialAccount:
        """Create a trial account."""
        return await self._call(self._create, body=account)

    _verify_subdomain = Operation("VerifySubdomainAvailability", "GET /api/v2/accounts/available", bool, key="success")

    async def verify_subdomain(self, subdomain: str) -> bool:
        """Tell whether a subdomain is still free."""
        return await self._call(self._verify_subdomain, subdomain=subdomain)
