"""Organizations: records and payloads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.custom_fields import value_by_key

OrganizationSideload = Literal["abilities"]
"""What an organization can bring along."""

OneOrganizationSideload = Literal["abilities", "lookup_relationship_fields"]
"""What a single organization can bring along."""


@record
class Organization(Record):
    """An organization.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#json-format
    """

    id: int | None = None
    url: str | None = None
    name: str | None = None
    external_id: str | None = None
    """Yours to set; unique, whatever the case of its letters."""
    domain_names: tuple[str, ...] = ()
    group_id: int | None = None
    """Where new tickets of its users go."""
    details: str | None = None
    notes: str | None = None
    tags: tuple[str, ...] = ()
    organization_fields: Mapping[str, Any] | None = None
    shared_tickets: bool | None = None
    """Whether its users see each other's tickets."""
    shared_comments: bool | None = None
    """Whether its users may comment on each other's tickets."""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    abilities: Mapping[str, Any] | None = None
    """Only with `include=["abilities"]`."""

    def custom_field(self, name: str) -> Any:
        """Return the value of a custom field by key, or by title once `zd.organization_fields.load()` ran.

        It is as Zendesk sent it; None when it is empty.
        """
        return value_by_key(self, self.organization_fields, name, "organization_fields", "organization_fields.load()")


@record
class OrganizationMerge(Record):
    """A merge of two organizations, which goes on in the background."""

    id: str | None = None
    url: str | None = None
    loser_id: int | None = None
    winner_id: int | None = None
    status: Literal["new", "in_progress", "error", "complete"] | str | None = None


@record
class OrganizationRelated(Record):
    """How much is connected with an organization."""

    tickets_count: int | None = None
    users_count: int | None = None


class OrganizationValues(TypedDict, total=False):
    """The keys that creating and changing an organization share."""

    details: str | None
    domain_names: Sequence[str]
    """Replaces all of them."""
    external_id: str | None
    group_id: int | None
    notes: str | None
    organization_fields: Mapping[str, Any] | None
    shared_comments: bool
    shared_tickets: bool
    tags: Sequence[str]
    """Replaces all tags."""


class OrganizationUpdate(OrganizationValues, total=False):
    """What to change of an organization. What is left out stays; None empties."""

    name: str


class OrganizationCreate(OrganizationValues, total=False):
    """An organization to create. The name must be new."""

    name: Required[str]


class OrganizationUpsert(OrganizationUpdate, total=False):
    """An organization to change when `id` or `external_id` is known, to create otherwise."""

    id: int


class OrganizationBatchUpdate(OrganizationUpdate, total=False):
    """The change of one organization among many; name it by `id` or `external_id`."""

    id: int
