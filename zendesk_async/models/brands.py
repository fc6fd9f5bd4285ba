"""Brands: records and payloads."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.attachments import Attachment
from zendesk_async.models.base import Record, record

HelpCenterState = Literal["enabled", "disabled", "restricted"]

BrandUserSeparation = Literal["account", "brand"]


@record
class Brand(Record):
    """A brand: a name, a look and a help center of their own.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/brands/#json-format
    """

    id: int | None = None
    url: str | None = None
    name: str | None = None
    brand_url: str | None = None
    subdomain: str | None = None
    host_mapping: str | None = None
    active: bool | None = None
    default: bool | None = None
    is_deleted: bool | None = None
    has_help_center: bool | None = None
    help_center_state: HelpCenterState | str | None = None
    logo: Attachment | None = None
    signature_template: str | None = None
    ticket_form_ids: tuple[int, ...] = ()
    user_separation: BrandUserSeparation | str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class HostMapping(Record):
    """Whether a host name leads to a brand."""

    is_valid: bool | None = None
    cname: str | None = None
    reason: str | None = None
    """Why it does not, such as `not_a_cname`."""
    expected_cnames: tuple[str, ...] = ()


class BrandValues(TypedDict, total=False):
    """The keys that creating and changing a brand share."""

    brand_url: str
    host_mapping: str | None
    active: bool
    default: bool
    is_deleted: bool
    has_help_center: bool
    logo: Mapping[str, Any]
    """`update_logo` uploads one."""
    signature_template: str
    user_separation: BrandUserSeparation


class BrandUpdate(BrandValues, total=False):
    """What to change of a brand."""

    name: str
    subdomain: str


class BrandCreate(BrandValues, total=False):
    """A brand to create."""

    name: Required[str]
    subdomain: Required[str]
