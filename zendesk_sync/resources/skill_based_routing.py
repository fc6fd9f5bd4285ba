# Written by tools/mirror.py from zendesk_async/resources/skill_based_routing.py: change that one, then run `make mirror`.

"""Skill-based routing: attributes, their values (the skills), and who and what has them."""

from collections.abc import Sequence
from typing import Unpack

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
from zendesk_async.resources.skill_based_routing import SkillBasedRouting as AsyncSkillBasedRouting
from zendesk_sync._resource import Resource
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator


class SkillBasedRouting(Resource[AsyncSkillBasedRouting]):
    """Skill-based routing: attributes, their values (the skills), and who and what has them.

    Agents may read them; only admins may change them, unless a method says otherwise. Ids are UUIDs.

    https://developer.zendesk.com/api-reference/ticketing/tickets/skill_based_routing/
    """

    def list_attributes(
        self, *, include: Sequence[AttributeSideload] = (), page: int | None = None, per_page: int | None = None
    ) -> Paginator[RoutingAttribute]:
        """Iterate over the account's attributes."""
        return self._paginate(self._async.list_attributes(include=include, page=page, per_page=per_page))

    def show_attribute(self, attribute_id: str) -> RoutingAttribute:
        """Return one attribute."""
        return self._wait(self._async.show_attribute(attribute_id))

    def show_definitions(self) -> RuleDefinitions:
        """Return the conditions on attributes that rules can have."""
        return self._wait(self._async.show_definitions())

    def create_attribute(self, **attribute: Unpack[RoutingAttributeInput]) -> RoutingAttribute:
        """Create an attribute."""
        return self._wait(self._async.create_attribute(**attribute))

    def update_attribute(self, attribute_id: str, /, **attribute: Unpack[RoutingAttributeInput]) -> RoutingAttribute:
        """Change an attribute."""
        return self._wait(self._async.update_attribute(attribute_id, **attribute))

    def delete_attribute(self, attribute_id: str) -> None:
        """Delete an attribute with its values."""
        self._wait(self._async.delete_attribute(attribute_id))

    def list_attribute_values(self, attribute_id: str) -> Paginator[AttributeValue]:
        """Iterate over the values of an attribute."""
        return self._paginate(self._async.list_attribute_values(attribute_id))

    def show_attribute_value(self, attribute_id: str, attribute_value_id: str) -> AttributeValue:
        """Return one value of an attribute."""
        return self._wait(self._async.show_attribute_value(attribute_id, attribute_value_id))

    def create_attribute_value(
        self, attribute_id: str, /, **attribute_value: Unpack[AttributeValueInput]
    ) -> AttributeValue:
        """Create a value of an attribute."""
        return self._wait(self._async.create_attribute_value(attribute_id, **attribute_value))

    def update_attribute_value(
        self, attribute_id: str, attribute_value_id: str, /, **attribute_value: Unpack[AttributeValueInput]
    ) -> AttributeValue:
        """Change a value of an attribute."""
        return self._wait(self._async.update_attribute_value(attribute_id, attribute_value_id, **attribute_value))

    def delete_attribute_value(self, attribute_id: str, attribute_value_id: str) -> None:
        """Delete a value of an attribute."""
        self._wait(self._async.delete_attribute_value(attribute_id, attribute_value_id))

    def list_agent_attribute_values(self, user_id: int) -> Paginator[AttributeValue]:
        """Iterate over the skills of an agent."""
        return self._paginate(self._async.list_agent_attribute_values(user_id))

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
            self._async.list_many_agents_attribute_values(
                filter_agent_ids=filter_agent_ids, page_size=page_size, page_after=page_after, page_before=page_before
            )
        )

    def set_agent_attribute_values(self, user_id: int, attribute_value_ids: Sequence[str]) -> list[AttributeValue]:
        """Replace the skills of an agent; return them."""
        return self._wait(self._async.set_agent_attribute_values(user_id, attribute_value_ids))

    def set_many_agents_attribute_values(
        self, action: str, items: Sequence[int], attribute_values: Sequence[AgentAttributeValueInput]
    ) -> Job:
        """Give skills to up to 100 agents, or take them away, in a background job.

        `action` is `upsert` to add, `update` to replace or `delete` to remove them.
        """
        return self._job(self._async.set_many_agents_attribute_values(action, items, attribute_values))

    def list_ticket_attribute_values(self, ticket_id: int) -> Paginator[AttributeValue]:
        """Iterate over the skills that a ticket needs."""
        return self._paginate(self._async.list_ticket_attribute_values(ticket_id))

    def set_ticket_attribute_values(self, ticket_id: int, attribute_value_ids: Sequence[str]) -> list[AttributeValue]:
        """Replace the skills that a ticket needs; return them."""
        return self._wait(self._async.set_ticket_attribute_values(ticket_id, attribute_value_ids))

    def list_fulfilled_tickets(self, ticket_ids: Sequence[int]) -> list[int]:
        """Return which of these tickets need no skill that the caller lacks."""
        return self._wait(self._async.list_fulfilled_tickets(ticket_ids))
