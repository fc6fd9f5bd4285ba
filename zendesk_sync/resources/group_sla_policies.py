# Written by tools/mirror.py from zendesk_async/resources/group_sla_policies.py: change that one, then run `make mirror`.

"""Group SLA policies: how long groups may own tickets."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.group_sla_policies import (
    GroupSLAFilterDefinitions,
    GroupSLAPolicy,
    GroupSLAPolicyCreate,
    GroupSLAPolicyUpdate,
)
from zendesk_async.resources.group_sla_policies import GroupSLAPolicies as AsyncGroupSLAPolicies
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class GroupSLAPolicies(Resource[AsyncGroupSLAPolicies]):
    """Group SLA policies: how long groups may own tickets.

    Admins may call these, on plans that have them. Ids are ULIDs.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/group_sla_policies/
    """

    def list(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[GroupSLAPolicy]:
        """Iterate over the group SLA policies, by position."""
        return self._paginate(self._async.list(page=page, per_page=per_page))

    def show(self, group_sla_policy_id: int) -> GroupSLAPolicy:
        """Return one group SLA policy."""
        return self._wait(self._async.show(group_sla_policy_id))

    def show_definitions(self) -> GroupSLAFilterDefinitions:
        """Return the conditions that filters of group SLA policies can have."""
        return self._wait(self._async.show_definitions())

    def create(self, **group_sla_policy: Unpack[GroupSLAPolicyCreate]) -> GroupSLAPolicy:
        """Create a group SLA policy."""
        return self._wait(self._async.create(**group_sla_policy))

    def update(self, group_sla_policy_id: int, /, **group_sla_policy: Unpack[GroupSLAPolicyUpdate]) -> GroupSLAPolicy:
        """Change a group SLA policy. A list of metrics replaces the one there is."""
        return self._wait(self._async.update(group_sla_policy_id, **group_sla_policy))

    def reorder(self, group_sla_policy_ids: Sequence[str]) -> None:
        """Give the group SLA policies a new order: the ids of all of them."""
        self._wait(self._async.reorder(group_sla_policy_ids))

    def delete(self, group_sla_policy_id: int) -> None:
        """Delete a group SLA policy."""
        self._wait(self._async.delete(group_sla_policy_id))
