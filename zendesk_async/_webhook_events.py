"""The events that a webhook can be subscribed to, as records.

https://developer.zendesk.com/api-reference/webhooks/event-types/webhook-event-types/
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

import attrs


@attrs.frozen(kw_only=True)
class Delivery:
    """What the headers of a delivery say. Only `timestamp` is covered by the signature.

    `invocation_id` stays the same when Zendesk repeats a delivery.
    """

    timestamp: dt.datetime
    signature: str = attrs.field(repr=False)
    webhook_id: str | None = None
    invocation_id: str | None = None
    account_id: int | None = None


@attrs.frozen(kw_only=True)
class WebhookEvent:
    """What a verified delivery brought.

    For the events of the reference this is a subclass (`TicketStatusChanged`). For a type that this version does not
    know, `type`, `detail` and `event` hold what came. For a trigger's or automation's own body, `type` is empty and
    `payload` holds the JSON, or None when it is none; `body` always holds the bytes.

    Ids in `detail` and `event` are strings, as Zendesk sends them; the typed attributes give integers.
    """

    type: str = ""
    id: str = ""
    account_id: int | None = None
    subject: str = ""
    time: dt.datetime | None = None
    zendesk_event_version: str = ""
    detail: Mapping[str, Any] = attrs.field(factory=dict[str, Any], repr=False, eq=False)
    event: Mapping[str, Any] = attrs.field(factory=dict[str, Any], repr=False, eq=False)
    payload: Any = attrs.field(default=None, repr=False, eq=False)
    body: bytes = attrs.field(default=b"", repr=False)
    delivery: Delivery


@attrs.frozen(kw_only=True)
class TicketDetail:
    """The ticket as it was when the event happened. `status`, `priority` and `type` are in capitals (`"OPEN"`)."""

    id: int | None
    actor_id: int | None
    assignee_id: int | None
    brand_id: int | None
    form_id: int | None
    group_id: int | None
    organization_id: int | None
    requester_id: int | None
    submitter_id: int | None
    subject: str | None
    description: str | None
    external_id: str | None
    status: str | None
    custom_status: str | None
    priority: str | None
    type: str | None
    is_public: bool | None
    tags: tuple[str, ...]
    channel: str | None
    created_at: dt.datetime | None
    updated_at: dt.datetime | None


@attrs.frozen(kw_only=True)
class UserDetail:
    """The user as they were when the event happened."""

    id: int | None
    default_group_id: int | None
    organization_id: int | None
    email: str | None
    external_id: str | None
    role: str | None
    created_at: dt.datetime | None
    updated_at: dt.datetime | None


@attrs.frozen(kw_only=True)
class OrganizationDetail:
    """The organization as it was when the event happened."""

    id: int | None
    group_id: int | None
    name: str | None
    external_id: str | None
    shared_tickets: bool | None
    shared_comments: bool | None
    created_at: dt.datetime | None
    updated_at: dt.datetime | None


@attrs.frozen(kw_only=True)
class EventComment:
    """The comment of a ticket event. What the event does not tell is None."""

    id: int | None
    body: str | None
    is_public: bool | None
    author_id: int | None
    author_name: str | None
    author_is_staff: bool | None


@attrs.frozen(kw_only=True)
class TicketEvent(WebhookEvent):
    """An event of a ticket."""

    ticket: TicketDetail


@attrs.frozen(kw_only=True)
class UserEvent(WebhookEvent):
    """An event of a user."""

    user: UserDetail


@attrs.frozen(kw_only=True)
class OrganizationEvent(WebhookEvent):
    """An event of an organization."""

    organization: OrganizationDetail


@attrs.frozen(kw_only=True)
class TicketCreated(TicketEvent):
    """A ticket was created."""

    type: Literal["zen:event-type:ticket.created"] = "zen:event-type:ticket.created"


@attrs.frozen(kw_only=True)
class TicketStatusChanged(TicketEvent):
    """The status changed, in capitals; beside the statuses of tickets also to `ARCHIVED`, `DELETED`, `SCRUBBED`."""

    type: Literal["zen:event-type:ticket.status_changed"] = "zen:event-type:ticket.status_changed"
    current: str | None
    previous: str | None


@attrs.frozen(kw_only=True)
class TicketCommentAdded(TicketEvent):
    """A comment was added."""

    type: Literal["zen:event-type:ticket.comment_added"] = "zen:event-type:ticket.comment_added"
    comment: EventComment


@attrs.frozen(kw_only=True)
class TicketCommentMadePrivate(TicketEvent):
    """A public comment was made an internal note."""

    type: Literal["zen:event-type:ticket.comment_made_private"] = "zen:event-type:ticket.comment_made_private"
    comment: EventComment


@attrs.frozen(kw_only=True)
class TicketCommentRedacted(TicketEvent):
    """A part of a comment was redacted."""

    type: Literal["zen:event-type:ticket.comment_redacted"] = "zen:event-type:ticket.comment_redacted"
    comment: EventComment


@attrs.frozen(kw_only=True)
class TicketSoftDeleted(TicketEvent):
    """A ticket was deleted; it can still be restored."""

    type: Literal["zen:event-type:ticket.soft_deleted"] = "zen:event-type:ticket.soft_deleted"


@attrs.frozen(kw_only=True)
class TicketPriorityChanged(TicketEvent):
    """The priority changed, in capitals (`"HIGH"`)."""

    type: Literal["zen:event-type:ticket.priority_changed"] = "zen:event-type:ticket.priority_changed"
    current: str | None
    previous: str | None


@attrs.frozen(kw_only=True)
class TicketAgentAssignmentChanged(TicketEvent):
    """The assignee changed: user ids, None for nobody."""

    type: Literal["zen:event-type:ticket.agent_assignment_changed"] = "zen:event-type:ticket.agent_assignment_changed"
    current: int | None
    previous: int | None


@attrs.frozen(kw_only=True)
class UserCreated(UserEvent):
    """A user was created."""

    type: Literal["zen:event-type:user.created"] = "zen:event-type:user.created"


@attrs.frozen(kw_only=True)
class UserRoleChanged(UserEvent):
    """The role changed, for example from `end-user` to `agent`."""

    type: Literal["zen:event-type:user.role_changed"] = "zen:event-type:user.role_changed"
    current: str | None
    previous: str | None


@attrs.frozen(kw_only=True)
class UserMerged(UserEvent):
    """A user was merged into another, whose id is `into_id`."""

    type: Literal["zen:event-type:user.merged"] = "zen:event-type:user.merged"
    into_id: int | None


@attrs.frozen(kw_only=True)
class UserDeleted(UserEvent):
    """A user was deleted."""

    type: Literal["zen:event-type:user.deleted"] = "zen:event-type:user.deleted"


@attrs.frozen(kw_only=True)
class OrganizationCreated(OrganizationEvent):
    """An organization was created."""

    type: Literal["zen:event-type:organization.created"] = "zen:event-type:organization.created"


@attrs.frozen(kw_only=True)
class OrganizationNameChanged(OrganizationEvent):
    """The name of an organization changed."""

    type: Literal["zen:event-type:organization.name_changed"] = "zen:event-type:organization.name_changed"
    current: str | None
    previous: str | None


@attrs.frozen(kw_only=True)
class OrganizationDeleted(OrganizationEvent):
    """An organization was deleted."""

    type: Literal["zen:event-type:organization.deleted"] = "zen:event-type:organization.deleted"
