"""Skill-based routing: attributes, their values (the skills), and who and what has them."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.jobs import Job
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.models.rule_definitions import RuleDefinitions
from zendesk_async.models.skill_based_routing import (
    AgentAttributeValue,
    AgentAttributeValueInput,
    AttributeSideload,
    AttributeValue,
    AttributeValueInput,
    RoutingAttribute,
    RoutingAttributeInput,
)
from zendesk_async.pagination import Paginator


class SkillBasedRouting(Resource):
    """Skill-based routing: attributes, their values (the skills), and who and what has them.

    Agents may read them; only admins may change them, unless a method says otherwise. Ids are UUIDs.

    https://developer.zendesk.com/api-reference/ticketing/tickets/skill_based_routing/
    """

    _list_attributes = Operation(
        "ListAccountAttributes",
        "GET /api/v2/routing/attributes",
        RoutingAttribute,
        key="attributes",
        paging=Paging.OFFSET,
    )

    def list_attributes(
        self, *, include: Sequence[AttributeSideload] = (), page: int | None = None, per_page: int | None = None
    ) -> Paginator[RoutingAttribute]:
        """Iterate over the account's attributes."""
        return self._paginate(self._list_attributes, include=include, page=page, per_page=per_page)

    _show_attribute = Operation(
        "ShowAttribute", "GET /api/v2/routing/attributes/{attribute_id}", RoutingAttribute, key="attribute"
    )

    async def show_attribute(self, attribute_id: str) -> RoutingAttribute:
        """Return one attribute."""
        return await self._call(self._show_attribute, attribute_id=attribute_id)

    _show_definitions = Operation(
        "ListRoutingAttributeDefinitions",
        "GET /api/v2/routing/attributes/definitions",
        RuleDefinitions,
        key="definitions",
    )

    async def show_definitions(self) -> RuleDefinitions:
        """Return the conditions on attributes that rules can have."""
        return await self._call(self._show_definitions)

    _create_attribute = Operation(
        "CreateAttribute", "POST /api/v2/routing/attributes", RoutingAttribute, key="attribute", body="attribute"
    )

    async def create_attribute(self, **attribute: Unpack[RoutingAttributeInput]) -> RoutingAttribute:
        """Create an attribute."""
        return await self._call(self._create_attribute, body=attribute)

    _update_attribute = Operation(
        "UpdateAttribute",
        "PUT /api/v2/routing/attributes/{attribute_id}",
        RoutingAttribute,
        key="attribute",
        body="attribute",
    )

    async def update_attribute(
        self, attribute_id: str, /, **attribute: Unpack[RoutingAttributeInput]
    ) -> RoutingAttribute:
        """Change an attribute."""
        return await self._call(self._update_attribute, attribute_id=attribute_id, body=attribute)

    _delete_attribute = Operation("DeleteAttribute", "DELETE /api/v2/routing/attributes/{attribute_id}", NoContent)

    async def delete_attribute(self, attribute_id: str) -> None:
        """Delete an attribute with its values."""
        await self._call(self._delete_attribute, attribute_id=attribute_id)

    _list_attribute_values = Operation(
        "ListAttributeValues",
        "GET /api/v2/routing/attributes/{attribute_id}/values",
        AttributeValue,
        key="attribute_values",
        paging=Paging.SINGLE,
    )

    def list_attribute_values(self, attribute_id: str) -> Paginator[AttributeValue]:
        """Iterate over the values of an attribute."""
        return self._paginate(self._list_attribute_values, attribute_id=attribute_id)

    _show_attribute_value = Operation(
        "ShowAttributeValue",
        "GET /api/v2/routing/attributes/{attribute_id}/values/{attribute_value_id}",
        AttributeValue,
        key="attribute_value",
    )

    async def show_attribute_value(self, attribute_id: str, attribute_value_id: str) -> AttributeValue:
        """Return one value of an attribute."""
        return await self._call(
            self._show_attribute_value, attribute_id=attribute_id, attribute_value_id=attribute_value_id
        )

    _create_attribute_value = Operation(
        "CreateAttributeValue",
        "POST /api/v2/routing/attributes/{attribute_id}/values",
        AttributeValue,
        key="attribute_value",
        body="attribute_value",
    )

    async def create_attribute_value(
        self, attribute_id: str, /, **attribute_value: Unpack[AttributeValueInput]
    ) -> AttributeValue:
        """Create a value of an attribute."""
        return await self._call(self._create_attribute_value, attribute_id=attribute_id, body=attribute_value)

    _update_attribute_value = Operation(
        "UpdateAttributeValue",
        "PATCH /api/v2/routing/attributes/{attribute_id}/values/{attribute_value_id}",
        AttributeValue,
        key="attribute_value",
        body="attribute_value",
    )

    async def update_attribute_value(
        self, attribute_id: str, attribute_value_id: str, /, **attribute_value: Unpack[AttributeValueInput]
    ) -> AttributeValue:
        """Change a value of an attribute."""
        return await self._call(
            self._update_attribute_value,
            attribute_id=attribute_id,
            attribute_value_id=attribute_value_id,
            body=attribute_value,
        )

    _delete_attribute_value = Operation(
        "DeleteAttributeValue",
        "DELETE /api/v2/routing/attributes/{attribute_id}/values/{attribute_value_id}",
        NoContent,
    )

    async def delete_attribute_value(self, attribute_id: str, attribute_value_id: str) -> None:
        """Delete a value of an attribute."""
        await self._call(self._delete_attribute_value, attribute_id=attribute_id, attribute_value_id=attribute_value_id)

    _list_agent_attribute_values = Operation(
        "ListAGentAttributeValues",
        "GET /api/v2/routing/agents/{user_id}/instance_values",
        AttributeValue,
        key="attribute_values",
        paging=Paging.SINGLE,
    )

    def list_agent_attribute_values(self, user_id: int) -> Paginator[AttributeValue]:
        """Iterate over the skills of an agent."""
        return self._paginate(self._list_agent_attribute_values, user_id=user_id)

    _list_many_agents_attribute_values = Operation(
        "ListManyAgentsAttributeValues",
        "GET /api/v2/routing/agents/instance_values",
        AgentAttributeValue,
        key="instance_values",
        paging=Paging.CURSOR,
    )

    def list_many_agents_attribute_values(
        self,
        *,
        filter_agent_ids: Sequence[int],
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[AgentAttributeValue]:
        """Iterate over the skills of several agents."""
        return self._paginate(
            self._list_many_agents_attribute_values,
            filter_agent_ids=filter_agent_ids,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )

    _set_agent_attribute_values = Operation(
        "SetAgentAttributeValues",
        "POST /api/v2/routing/agents/{user_id}/instance_values",
        AttributeValue,
        key="attribute_values",
        write_class=WriteClass.IDEMPOTENT,
    )

    async def set_agent_attribute_values(
        self, user_id: int, attribute_value_ids: Sequence[str]
    ) -> list[AttributeValue]:
        """Replace the skills of an agent; return them."""
        return await self._call_list(
            self._set_agent_attribute_values, user_id=user_id, body={"attribute_value_ids": attribute_value_ids}
        )

    _set_many_agents_attribute_values = Operation(
        "BulkSetAgentAttributeValuesJob",
        "POST /api/v2/routing/agents/instance_values/jobs",
        JobStatus,
        key="job_status",
        body="job",
    )

    async def set_many_agents_attribute_values(
        self, action: str, items: Sequence[int], attribute_values: Sequence[AgentAttributeValueInput]
    ) -> Job:
        """Give skills to up to 100 agents, or take them away, in a background job.

        `action` is `upsert` to add, `update` to replace or `delete` to remove them.
        """
        return await self._start(
            self._set_many_agents_attribute_values,
            body={"action": action, "items": items, "attributes": {"attribute_values": attribute_values}},
        )

    _list_ticket_attribute_values = Operation(
        "ListTicketAttributeValues",
        "GET /api/v2/routing/tickets/{ticket_id}/instance_values",
        AttributeValue,
        key="attribute_values",
        paging=Paging.SINGLE,
    )

    def list_ticket_attribute_values(self, ticket_id: int) -> Paginator[AttributeValue]:
        """Iterate over the skills that a ticket needs."""
        return self._paginate(self._list_ticket_attribute_values, ticket_id=ticket_id)

    _set_ticket_attribute_values = Operation(
        "SetTicketAttributeValues",
        "POST /api/v2/routing/tickets/{ticket_id}/instance_values",
        AttributeValue,
        key="attribute_values",
        write_class=WriteClass.IDEMPOTENT,
    )

    async def set_ticket_attribute_values(
        self, ticket_id: int, attribute_value_ids: Sequence[str]
    ) -> list[AttributeValue]:
        """Replace the skills that a ticket needs; return them."""
        return await self._call_list(
            self._set_ticket_attribute_values, ticket_id=ticket_id, body={"attribute_value_ids": attribute_value_ids}
        )

    _list_fulfilled_tickets = Operation(
        "ListTicketsFullfilledByUser", "GET /api/v2/routing/requirements/fulfilled", int, key="fulfilled_ticket_ids"
    )

    async def list_fulfilled_tickets(self, ticket_ids: Sequence[int]) -> list[int]:
        """Return which of these tickets need no skill that the caller lacks."""
        return await self._call_list(self._list_fulfilled_tickets, ticket_ids=ticket_ids)
