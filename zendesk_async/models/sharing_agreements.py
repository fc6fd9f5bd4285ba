"""Sharing agreements with other accounts."""

from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

SharingAgreementStatus = Literal[
    "accepted", "declined", "pending", "inactive", "failed", "ssl_error", "configuration_error"
]

SharingAgreementType = Literal["inbound", "outbound"]


@record
class SharingAgreement(Record):
    """An agreement to share tickets with another account.

    https://developer.zendesk.com/api-reference/ticketing/tickets/sharing_agreements/#json-format
    """

    id: int | None = None
    url: str | None = None
    name: str | None = None
    type: SharingAgreementType | str | None = None
    status: SharingAgreementStatus | str | None = None
    partner_name: str | None = None
    """`jira` for an agreement with Jira, otherwise None."""
    remote_subdomain: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class SharingAgreementValues(TypedDict, total=False):
    """The keys that creating and changing a sharing agreement share."""

    status: SharingAgreementStatus
    name: str
    """Given on creation, as are the next keys."""
    type: SharingAgreementType
    partner_name: str | None


class SharingAgreementUpdate(SharingAgreementValues, total=False):
    """What to change of a sharing agreement: its status."""

    remote_subdomain: str


class SharingAgreementCreate(SharingAgreementValues, total=False):
    """A sharing agreement to propose."""

    remote_subdomain: Required[str]
