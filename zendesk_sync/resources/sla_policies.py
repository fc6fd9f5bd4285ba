# Written by tools/mirror.py from zendesk_async/resources/sla_policies.py: change that one, then run `make mirror`.

"""SLA policies: in what time tickets are to be dealt with."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.sla_policies import SLAFilterDefinitions, SLAPolicy, SLAPolicyCreate, SLAPolicyUpdate
from zendesk_async.resources.sla_policies import SLAPolicies as AsyncSLAPolicies
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class SLAPolicies(Resource[AsyncSLAPolicies]):
    """SLA policies: in what time tickets are to be dealt with.

    Admins may call these, on plans that have them.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/sla_policies/
    """

    def list(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[SLAPolicy]:
        """Iterate over the SLA policies, by position."""
        return self._paginate(self._async.list(page=page, per_page=per_page))

    def show(self, sla_policy_id: int) -> SLAPolicy:
        """Return one SLA policy."""
        return self._wait(self._async.show(sla_policy_id))

    def show_definitions(self) -> SLAFilterDefinitions:
        """Return the conditions that filters of SLA policies can have."""
        return self._wait(self._async.show_definitions())

    def create(self, **sla_policy: Unpack[SLAPolicyCreate]) -> SLAPolicy:
        """Create an SLA policy."""
        return self._wait(self._async.create(**sla_policy))

    def update(self, sla_policy_id: int, /, **sla_policy: Unpack[SLAPolicyUpdate]) -> SLAPolicy:
        """Change an SLA policy. A list of metrics replaces the one there is."""
        return self._wait(self._async.update(sla_policy_id, **sla_policy))

    def reorder(self, sla_policy_ids: Sequence[int]) -> None:
        """Give the SLA policies a new order: the ids of all of them."""
        self._wait(self._async.reorder(sla_policy_ids))

    def delete(self, sla_policy_id: int) -> None:
        """Delete an SLA policy."""
        self._wait(self._async.delete(sla_policy_id))
