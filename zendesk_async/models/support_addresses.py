"""Support addresses: records and payloads."""

from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

ForwardingStatus = Literal["unknown", "waiting", "verified", "failed"]

VerificationStatus = Literal["unknown", "verified", "failed"]


@record
class SupportAddress(Record):
    """A support address: mails to it become tickets.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/support_addresses/#json-format
    """

    id: int | None = None
    url: str | None = None
    email: str | None = None
    name: str | None = None
    default: bool | None = None
    """Whether mails are sent from it when nothing else is said."""
    brand_id: int | None = None
    forwarding_status: ForwardingStatus | str | None = None
    spf_status: VerificationStatus | str | None = None
    cname_status: VerificationStatus | str | None = None
    dns_results: Literal["verified", "failed"] | str | None = None
    domain_verification_status: VerificationStatus | str | None = None
    domain_verification_code: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class SupportAddressValues(TypedDict, total=False):
    """The keys that creating and changing a support address share."""

    name: str
    brand_id: int
    default: bool


class SupportAddressUpdate(SupportAddressValues, total=False):
    """What to change of a support address."""

    email: str
    """Given on creation; it can't be changed later."""


class SupportAddressCreate(SupportAddressValues, total=False):
    """A support address to add."""

    email: Required[str]
