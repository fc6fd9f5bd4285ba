"""Assignee field: the groups and agents that the caller can assign tickets to."""

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.assignee_field import AssignableAgent, AssignableGroup, AssignableSearchResult
from zendesk_async.pagination import Paginator


class AssigneeField(Resource):
    """Assignee field: the groups and agents that the caller can assign tickets to.

    Legacy: the reference no longer has these calls; `zd.groups.list_assignable` and
    `zd.group_memberships.list_assignable` have replaced them. Agents may call them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/assignee_field_assignable_groups_and_agents/
    """

    _list_groups = Operation(
        "ListAssigneeFieldAssignableGroups",
        "GET /api/lotus/assignables/groups",
        AssignableGroup,
        key="groups",
        paging=Paging.OFFSET,
    )

    def list_groups(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[AssignableGroup]:
        """Iterate over the groups that the caller can assign tickets to.

        Legacy: `zd.groups.list_assignable` has replaced it.
        """
        return self._paginate(self._list_groups, page=page, per_page=per_page)

    _list_group_agents = Operation(
        "ListAssigneeFieldAssignableGroupAgents",
        "GET /api/lotus/assignables/groups/{group_id}/agents",
        AssignableAgent,
        key="agents",
        paging=Paging.OFFSET,
    )

    def list_group_agents(
        self, group_id: int, *, page: int | None = None, per_page: int | None = None
    ) -> Paginator[AssignableAgent]:
        """Iterate over the agents of a group that the caller can assign tickets to.

        Legacy: `zd.group_memberships.list_assignable` has replaced it.
        """
        return self._paginate(self._list_group_agents, group_id=group_id, page=page, per_page=per_page)

    _search = Operation(
        "ListAssigneeFieldAssignableGroupsAndAgentsSearch",
        "GET /api/lotus/assignables/autocomplete",
        AssignableSearchResult,
    )

    async def search(self, name: str) -> AssignableSearchResult:
        """Return the groups and agents whose name holds a text, and that the caller can assign tickets to.

        Legacy: `zd.groups.list_assignable` and `zd.users.autocomplete` have replaced it.
        """
        return await self._call(self._search, name=name)
