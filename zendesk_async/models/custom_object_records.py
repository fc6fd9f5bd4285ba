"""Records of custom objects: what is read and written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.custom_fields import value_by_key

CustomObjectRecordSort = Literal["id", "updated_at", "-id", "-updated_at"]

CustomObjectRecordSearchSort = Literal["name", "created_at", "updated_at", "-name", "-created_at", "-updated_at"]

CustomObjectRecordSource = Literal["zen:user", "zen:ticket", "zen:organization"]

CustomObjectRecordAction = Literal[
    "create", "update", "delete", "delete_by_external_id", "create_or_update_by_external_id", "create_or_update_by_name"
]


@record
class CustomObjectRecord(Record):
    """A record of a custom object.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/#json-format
    """

    id: str | None = None
    """A ULID."""
    url: str | None = None
    name: str | None = None
    custom_object_key: str | None = None
    custom_object_fields: Mapping[str, Any] | None = None
    """The values by the keys of the fields."""
    external_id: str | None = None
    photo: Mapping[str, Any] | None = None
    created_by_user_id: str | None = None
    """Digits, as text, as is `updated_by_user_id`."""
    updated_by_user_id: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    def custom_field(self, name: str) -> Any:
        """Return the value of a field by key, or by title once `zd.custom_object_fields.load(key)` ran.

        It is as Zendesk sent it; None when it is empty.
        """
        key = self.custom_object_key
        loaded = f"custom_object_fields/{key}"
        return value_by_key(self, self.custom_object_fields, name, loaded, f"custom_object_fields.load({key!r})")


class CustomObjectRecordInput(TypedDict, total=False):
    """What a record is to hold. When it is changed, what is left out stays."""

    name: str
    """Needed to create a record, unless records are numbered."""
    custom_object_fields: Mapping[str, Any]
    """Values by the keys of the fields."""
    external_id: str | None
    photo: Mapping[str, Any] | None


class CustomObjectRecordJobItem(CustomObjectRecordInput, total=False):
    """One record of a job, with what finds it when it is not new."""

    id: str
