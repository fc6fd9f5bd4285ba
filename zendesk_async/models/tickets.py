"""Tickets as they are read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import CustomField, Via
from zendesk_async.models.custom_fields import CustomFields
from zendesk_async.models.satisfaction_ratings import SatisfactionRating
from zendesk_async.models.ticket_audits import TicketAudit
from zendesk_async.models.ticket_metrics import TicketMetric

TicketStatus = Literal["new", "open", "pending", "hold", "solved", "closed", "deleted"]
"""With custom statuses, their category. Only the incremental export gives `deleted`."""

TicketType = Literal["problem", "incident", "question", "task"]

TicketPriority = Literal["urgent", "high", "normal", "low"]

TicketSort = Literal["id", "-id", "status", "-status", "updated_at", "-updated_at"]
"""The order of a list that is read by cursor; `-` is descending."""

TicketSortBy = Literal[
    "id",
    "subject",
    "deleted_at",
    "created_at",
    "updated_at",
    "status",
    "requester",
    "requester.name",
    "group",
    "assignee",
    "assignee.name",
]
"""The order of a list that is read by page number."""

TicketSideload = Literal[
    "users",
    "groups",
    "organizations",
    "last_audits",
    "metric_sets",
    "dates",
    "sharing_agreements",
    "comment_count",
    "incident_counts",
    "ticket_forms",
    "metric_events",
    "slas",
    "custom_statuses",
    "brands",
    "tde_workspace",
]
"""What a ticket can bring along."""

TicketExportSideload = Literal[
    "users",
    "groups",
    "organizations",
    "metric_sets",
    "dates",
    "sharing_agreements",
    "comment_count",
    "incident_counts",
    "ticket_forms",
    "metric_events",
    "slas",
    "custom_statuses",
    "brands",
    "tde_workspace",
]
"""What an exported ticket can bring along: everything but its last audit."""


@record
class TicketDates(Record):
    """When things last happened to a ticket."""

    assignee_updated_at: datetime | None = None
    requester_updated_at: datetime | None = None
    status_updated_at: datetime | None = None
    initially_assigned_at: datetime | None = None
    assigned_at: datetime | None = None
    solved_at: datetime | None = None
    latest_comment_added_at: datetime | None = None
    custom_status_updated_at: datetime | None = None


@record
class TicketSlaMetric(Record):
    """One target of the SLA policy that applies to a ticket."""

    metric: str | None = None
    stage: Literal["active", "paused", "achieved"] | str | None = None
    breach_at: datetime | None = None
    days: int | None = None
    hours: int | None = None
    minutes: int | None = None


@record
class TicketSlas(Record):
    """The SLA targets of a ticket."""

    policy_metrics: tuple[TicketSlaMetric, ...] = ()


@record
class Ticket(Record):
    """A ticket. Its comments are read by `zd.ticket_comments.list`.

    https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#json-format
    """

    id: int | None = None
    url: str | None = None
    external_id: str | None = None
    """Yours to set; Zendesk does not keep it unique."""
    encoded_id: str | None = None
    subject: str | None = None
    raw_subject: str | None = None
    """The subject with its dynamic content placeholder unresolved."""
    description: str | None = None
    """The text of the first comment."""
    type: TicketType | str | None = None
    priority: TicketPriority | str | None = None
    status: TicketStatus | str | None = None
    custom_status_id: int | None = None
    requester_id: int | None = None
    submitter_id: int | None = None
    assignee_id: int | None = None
    organization_id: int | None = None
    group_id: int | None = None
    brand_id: int | None = None
    ticket_form_id: int | None = None
    problem_id: int | None = None
    has_incidents: bool | None = None
    due_at: datetime | None = None
    """Tasks only."""
    tags: tuple[str, ...] = ()
    custom_fields: tuple[CustomField, ...] = ()
    collaborator_ids: tuple[int, ...] = ()
    follower_ids: tuple[int, ...] = ()
    email_cc_ids: tuple[int, ...] = ()
    followup_ids: tuple[int, ...] = ()
    """Tickets made from this one after it was closed."""
    sharing_agreement_ids: tuple[int, ...] = ()
    forum_topic_id: int | None = None
    recipient: str | None = None
    via: Via | None = None
    satisfaction_rating: SatisfactionRating | None = None
    satisfaction_probability: float | None = None
    support_type: Literal["agent", "ai_agent"] | str | None = None
    is_public: bool | None = None
    allow_channelback: bool | None = None
    allow_attachments: bool | None = None
    from_messaging_channel: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    """Moves only with a ticket event."""
    generated_timestamp: int | None = None
    """Unix seconds; moves with every change, system updates included. Incremental exports select by it."""
    comment_count: int | None = None
    """Only with `include=["comment_count"]`; each of the next fields likewise comes with its sideload alone."""
    incident_count: int | None = None
    dates: TicketDates | None = None
    metric_set: TicketMetric | None = None
    metric_events: Mapping[str, Any] | None = None
    slas: TicketSlas | None = None
    last_audit: TicketAudit | None = None
    tde_workspace: Mapping[str, Any] | None = None

    _computed = frozenset({"fields"})

    @property
    def fields(self) -> CustomFields:
        """The same as `custom_fields`, and a value by the title of its field: `ticket.fields["Order number"]`.

        Titles are known once `await zd.ticket_fields.load()` ran.
        """
        return CustomFields.of(self, self.custom_fields)

    def custom_field(self, field: int | str) -> Any:
        """Return the value of a custom field by id, or by title or key once `zd.ticket_fields.load()` ran.

        It is as Zendesk sent it; None when it is empty or the ticket has no such field. A schema gives it in the type
        of the field: `zd.ticket_fields.load()`.
        """
        return self.fields[field] if isinstance(field, str) else self.fields.value(field)


@record
class DeletedTicketActor(Record):
    """Who deleted a ticket."""

    id: int | None = None
    name: str | None = None


@record
class DeletedTicket(Record):
    """A ticket that was deleted and can still be restored, for 30 days."""

    id: int | None = None
    subject: str | None = None
    description: str | None = None
    actor: DeletedTicketActor | None = None
    deleted_at: datetime | None = None
    previous_state: TicketStatus | str | None = None


@record
class TicketRelated(Record):
    """What is connected with a ticket."""

    topic_id: str | None = None
    jira_issue_ids: tuple[str, ...] = ()
    followup_source_ids: tuple[str, ...] = ()
    from_archive: bool | None = None
    incidents: int | None = None
    """How many incidents are linked to this problem."""
    twitter: Mapping[str, Any] | None = None
