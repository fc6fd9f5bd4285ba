"""Organization fields: records and payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.field_schemas import KeyedSchema
from zendesk_async.models.base import Record, record
from zendesk_async.models.common import RuleConditions, RuleConditionsInput
from zendesk_async.models.custom_fields import CustomFieldOption, CustomFieldOptionCreate
from zendesk_async.models.organizations import Organization

OrganizationFieldType = Literal[
    "checkbox", "date", "decimal", "dropdown", "integer", "lookup", "multiselect", "regexp", "text", "textarea"
]


@record
class OrganizationField(Record):
    """A field that the account gave its organizations.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organization_fields/#json-format
    """

    id: int | None = None
    url: str | None = None
    type: OrganizationFieldType | str | None = None
    key: str | None = None
    """Its name in the answers' `organization_fields`. It can't be changed later."""
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
    created_at: datetime | None = None
    updated_at: datetime | None = None


class OrganizationFieldValues(TypedDict, total=False):
    """The keys that creating and changing an organization field share."""

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


class OrganizationFieldUpdate(OrganizationFieldValues, total=False):
    """What to change of an organization field.

    A list of options replaces the one there is: what it leaves out is removed.
    """

    key: str
    """Given on creation; it can't be changed, nor can `type`."""
    type: OrganizationFieldType
    title: str


class OrganizationFieldCreate(OrganizationFieldValues, total=False):
    """An organization field to create. Its key and type can't be changed later."""

    key: Required[str]
    type: Required[OrganizationFieldType]
    title: Required[str]


class OrganizationSchema(KeyedSchema[OrganizationField, Organization]):
    """The fields of organizations: `values` is for `organization_fields=`."""

    _holder = "organization_fields"
