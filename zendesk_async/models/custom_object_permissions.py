"""Access rules and permission policies of custom objects."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

AccessConditionOperator = Literal[
    "is",
    "is_not",
    "greater_than",
    "less_than",
    "greater_than_equal",
    "less_than_equal",
    "includes",
    "not_includes",
    "matches",
    "present",
]


@record
class AccessCondition(Record):
    """One condition of an access rule."""

    field: str | None = None
    operator: AccessConditionOperator | str | None = None
    value: str | int | float | bool | None = None


@record
class AccessConditions(Record):
    """The conditions of an access rule: records meet all of the one list and any of the other."""

    all: tuple[AccessCondition, ...] = ()
    any: tuple[AccessCondition, ...] = ()


@record
class AccessRule(Record):
    """An access rule: which records of a custom object a permission covers.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/access_rules/
    """

    id: int | None = None
    title: str | None = None
    description: str | None = None
    conditions: AccessConditions | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class PermissionAction(Record):
    """Whether something is allowed, for all records or for those of an access rule."""

    allowed: bool | None = None
    rule_id: int | None = None
    """None: all records."""


@record
class PermissionActions(Record):
    """What a role may do with records."""

    create: PermissionAction | None = None
    read: PermissionAction | None = None
    update: PermissionAction | None = None
    delete: PermissionAction | None = None


@record
class PermissionPolicy(Record):
    """What one role may do with the records of a custom object."""

    id: str | None = None
    """The role's, such as `end-user` or `custom-role-35436`."""
    role_name: str | None = None
    records: PermissionActions | None = None


class AccessConditionInput(TypedDict, total=False):
    """One condition."""

    field: Required[str]
    operator: Required[AccessConditionOperator]
    value: str | int | float | bool


class AccessConditionsInput(TypedDict, total=False):
    """Conditions: records meet all of the one list and any of the other."""

    all: Sequence[AccessConditionInput]
    any: Sequence[AccessConditionInput]


class AccessRuleValues(TypedDict, total=False):
    """The keys that creating and changing an access rule share."""

    description: str


class AccessRuleUpdate(AccessRuleValues, total=False):
    """What to change of an access rule."""

    title: str
    conditions: AccessConditionsInput


class AccessRuleCreate(AccessRuleValues, total=False):
    """An access rule to create."""

    title: Required[str]
    conditions: Required[AccessConditionsInput]


class PermissionActionInput(TypedDict, total=False):
    """Whether something is allowed, for all records or for those of an access rule."""

    allowed: bool
    rule_id: int | None


class PermissionActionsInput(TypedDict, total=False):
    """What a role may do with records."""

    create: PermissionActionInput
    read: PermissionActionInput
    update: PermissionActionInput
    delete: PermissionActionInput


class PermissionPolicyUpdate(TypedDict, total=False):
    """What to change of a permission policy."""

    records: PermissionActionsInput
