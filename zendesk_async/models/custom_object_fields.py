"""Fields of custom objects: records and payloads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.field_schemas import KeyedSchema
from zendesk_async.models.base import Record, record
from zendesk_async.models.common import RuleConditions, RuleConditionsInput
from zendesk_async.models.custom_fields import CustomFieldOption, CustomFieldOptionCreate
from zendesk_async.models.custom_object_records import CustomObjectRecord

CustomObjectFieldType = Literal[
    "checkbox", "date", "decimal", "dropdown", "integer", "lookup", "multiselect", "regexp", "text", "textarea"
]

RollupAggregation = Literal["COUNT", "SUM", "MIN", "MAX"]


@record
class CustomObjectFieldProperties(Record):
    """What only some types of fields have: numbering, uniqueness, currencies, roll-ups."""

    autoincrement_enabled: bool | None = None
    """The name field only: records are numbered, as prefix and padded number."""
    autoincrement_prefix: str | None = None
    autoincrement_padding: int | None = None
    """How many digits the number has at least, 0 to 9."""
    autoincrement_next_sequence: int | None = None
    is_unique: bool | None = None
    allowed_currencies: tuple[str, ...] = ()
    cascade_permissions_enabled: bool | None = None
    rollup_child_object: str | None = None
    """The object whose records a roll-up counts or sums up."""
    rollup_aggregation_type: RollupAggregation | str | None = None
    rollup_aggregated_field: str | None = None
    rollup_aggregated_field_title: str | None = None
    rollup_filter_criteria: Mapping[str, Any] | None = None


@record
class CustomObjectField(Record):
    """A field of a custom object.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_fields/#json-format
    """

    id: int | None = None
    url: str | None = None
    type: CustomObjectFieldType | str | None = None
    key: str | None = None
    """Its name in the answers' `custom_object_fields`. It can't be changed later."""
    title: str | None = None
    raw_title: str | None = None
    description: str | None = None
    raw_description: str | None = None
    position: int | None = None
    active: bool | None = None
    system: bool | None = None
    """Whether Zendesk made it."""
    regexp_for_validation: str | None = None
    tag: str | None = None
    """Set when the checkbox is ticked."""
    custom_field_options: tuple[CustomFieldOption, ...] = ()
    relationship_target_type: str | None = None
    """What a lookup field points to, such as `zen:user`."""
    relationship_filter: RuleConditions | None = None
    properties: CustomObjectFieldProperties | None = None
    required: bool | None = None
    readonly: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class FieldPropertiesInput(TypedDict, total=False):
    """What only some types of fields have."""

    autoincrement_enabled: bool
    autoincrement_prefix: str
    """At most 30 characters."""
    autoincrement_padding: int
    autoincrement_next_sequence: int
    is_unique: bool
    allowed_currencies: Sequence[str]
    cascade_permissions_enabled: bool
    rollup_child_object: str
    rollup_aggregation_type: RollupAggregation
    rollup_aggregated_field: str | None
    rollup_aggregated_field_title: str
    rollup_filter_criteria: Mapping[str, Any] | None


class CustomObjectFieldValues(TypedDict, total=False):
    """The keys that creating and changing a custom object field share."""

    raw_title: str
    description: str
    raw_description: str
    position: int
    active: bool
    regexp_for_validation: str | None
    tag: str | None
    custom_field_options: Sequence[CustomFieldOptionCreate]
    """Options with an `id` are changed, others added."""
    relationship_target_type: str
    """What a lookup field points to, such as `zen:user`."""
    relationship_filter: RuleConditionsInput | None
    properties: FieldPropertiesInput
    required: bool
    readonly: bool


class CustomObjectFieldUpdate(CustomObjectFieldValues, total=False):
    """What to change of a field of a custom object.

    A list of options replaces the one there is: what it leaves out is removed.
    """

    key: str
    """Given on creation; it can't be changed, nor can `type`."""
    type: CustomObjectFieldType
    title: str


class CustomObjectFieldCreate(CustomObjectFieldValues, total=False):
    """A field of a custom object to create. Its key and type can't be changed later."""

    key: Required[str]
    type: Required[CustomObjectFieldType]
    title: Required[str]


class CustomObjectSchema(KeyedSchema[CustomObjectField, CustomObjectRecord]):
    """The fields of one custom object: `values` is for `custom_object_fields=`."""

    _holder = "custom_object_fields"
