"""Skill-based routing: skills, and who and what has them."""

from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

AttributeSideload = Literal["attribute_values"]

AgentSkillPriority = Literal["NORMAL", "HIGH"]
"""Whether an agent with the skill is asked before others."""


@record
class RoutingAttribute(Record):
    """An attribute: a kind of skill, such as a language.

    https://developer.zendesk.com/api-reference/ticketing/tickets/skill_based_routing/
    """

    id: str | None = None
    """A UUID."""
    url: str | None = None
    name: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class AttributeValue(Record):
    """A value of an attribute: a skill, such as French."""

    id: str | None = None
    """A UUID."""
    url: str | None = None
    name: str | None = None
    attribute_id: str | None = None
    agent_skill_priority: AgentSkillPriority | str | None = None
    """With an agent's values only."""
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class AgentAttributeValue(Record):
    """That an agent has a skill."""

    id: str | None = None
    url: str | None = None
    name: str | None = None
    agent_id: int | None = None
    attribute_id: str | None = None
    attribute_value_id: str | None = None
    agent_skill_priority: AgentSkillPriority | str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class RoutingAttributeInput(TypedDict, total=False):
    """An attribute."""

    name: Required[str]


class AttributeValueInput(TypedDict, total=False):
    """A value of an attribute."""

    name: str
    attribute_id: str


class AgentAttributeValueInput(AttributeValueInput, total=False):
    """A skill to give to agents."""

    id: str
    priority: AgentSkillPriority
