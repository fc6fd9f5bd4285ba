# Written by tools/mirror.py from zendesk_async/resources/reseller.py: change that one, then run `make mirror`.

"""Reseller: create trial accounts for customers."""

from typing import Unpack

from zendesk_async.models.reseller import TrialAccount, TrialAccountCreate
from zendesk_async.resources.reseller import Reseller as AsyncReseller
from zendesk_sync._resource import Resource


class Reseller(Resource[AsyncReseller]):
    """Reseller: create trial accounts for customers.

    Resellers may call these.

    https://developer.zendesk.com/api-reference/ticketing/reseller/trial-accounts/
    """

    def create(self, **account: Unpack[TrialAccountCreate]) -> TrialAccount:
        """Create a trial account."""
        return self._wait(self._async.create(**account))

    def verify_subdomain(self, subdomain: str) -> bool:
        """Tell whether a subdomain is still free."""
        return self._wait(self._async.verify_subdomain(subdomain))
