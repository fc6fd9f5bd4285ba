"""Which conditions and actions rules can have, and the values that each accepts."""

from zendesk_async.models.base import Record, record


@record
class DefinitionOperator(Record):
    """A comparison that a condition accepts."""

    title: str | None = None
    value: str | None = None
    terminal: bool | None = None
    """Whether the condition needs no value with it, such as `changed`."""
    format: str | None = None


@record
class DefinitionValue(Record):
    """A value that a condition or an action accepts."""

    title: str | None = None
    value: str | int | bool | None = None
    enabled: bool | None = None
    format: str | None = None
    dynamic: bool | None = None
    """Whether it stands for a value of the moment, such as the current user."""


@record
class DefinitionSource(Record):
    """Where the values of a condition are to be read when there are too many to list."""

    url: str | None = None
    source: str | None = None
    collection_key: str | None = None
    item_key: str | None = None
    field_id: int | None = None


@record
class ConditionDefinition(Record):
    """A condition that a rule can have."""

    subject: str | None = None
    """The `field` of a condition that uses it."""
    title: str | None = None
    group: str | None = None
    type: str | None = None
    nullable: bool | None = None
    """Whether it may be without a value."""
    repeatable: bool | None = None
    """Whether a rule may have it more than once."""
    operators: tuple[DefinitionOperator, ...] = ()
    values: tuple[DefinitionValue, ...] = ()
    metadata: DefinitionSource | None = None


@record
class ActionDefinition(Record):
    """An action that a rule can have."""

    subject: str | None = None
    """The `field` of an action that uses it."""
    title: str | None = None
    group: str | None = None
    type: str | None = None
    nullable: bool | None = None
    repeatable: bool | None = None
    values: tuple[DefinitionValue, ...] = ()


@record
class RuleDefinitions(Record):
    """The conditions and actions that rules of a kind can have."""

    conditions_all: tuple[ConditionDefinition, ...] = ()
    conditions_any: tuple[ConditionDefinition, ...] = ()
    actions: tuple[ActionDefinition, ...] = ()
    """Empty for what has conditions alone."""
