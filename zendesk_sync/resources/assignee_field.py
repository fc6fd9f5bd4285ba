# Written by tools/mirror.py from zendesk_async/resources/assignee_field.py: change that one, then run `make mirror`.

"""Assignee field: the groups and agents that the caller can assign tickets to."""

from zendesk_async.models.assignee_field import AssignableAgent, AssignableGroup, AssignableSearchResult
from zendesk_async.resources.assignee_field import AssigneeField as AsyncAssigneeField
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class AssigneeField(Resource[AsyncAssigneeField]):
    """Assignee field: the groups and agents that the caller can assign tickets to.

    Legacy: the reference no longer has these calls; `zd.groups.list_assignable` and
    `zd.group_memberships.list_assignable` have replaced them. Agents may call them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/assignee_field_assignable_groups_and_agents/
    """

    def list_groups(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[AssignableGroup]:
        """Iterate over the groups that the caller can assign tickets to.

        Legacy: `zd.groups.list_assignable` has replaced it.
        """
        return self._paginate(self._async.list_groups(page=page, per_page=per_page))

    def list_group_agents(
        self, group_id: int, *, page: int | None = None, per_page: int | None = None
    ) -> Paginator[AssignableAgent]:
        """Iterate over the agents of a group that the caller can assign tickets to.

        Legacy: `zd.group_memberships.list_assignable` has replaced it.
        """
        return self._paginate(self._async.list_group_agents(group_id, page=page, per_page=per_page))

    def search(self, name: str) -> AssignableSearchResult:
        """Return the groups and agents whose name holds a text, and that the caller can assign tickets to.

        Legacy: `zd.groups.list_assignable` and `zd.users.autocomplete` have replaced it.
        """
        return self._wait(self._async.search(name))
