"""Tickets as they are written."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.common import CustomFieldValue
from zendesk_async.models.tickets import TicketPriority, TicketType


class Collaborator(TypedDict, total=False):
    """Somebody to copy in, by address."""

    email: Required[str]
    name: str


class EmailCcChange(TypedDict, total=False):
    """Add (`put`, the default) or remove (`delete`) one CC."""

    action: Literal["put", "delete"]
    user_email: str
    user_id: int | str
    user_name: str | None


class FollowerChange(TypedDict, total=False):
    """Add (`put`, the default) or remove (`delete`) one follower, who must be an agent."""

    action: Literal["put", "delete"]
    user_email: str
    user_id: int | str


class TicketRequester(TypedDict, total=False):
    """The requester by e-mail address; a user is made when the address is new."""

    name: str
    email: str
    locale: str
    locale_id: int
    organization_id: int
    role: str
    verified: bool


class TicketCommentCreate(TypedDict, total=False):
    """A comment to add. Give `body` (plain text or Markdown) or `html_body`.

    Public unless `public` is False. At most 5,000 comments fit a ticket.
    """

    add_short_url: bool
    author_id: int | None
    """Who is shown as its author; the caller when left out."""
    body: str
    """HTML in it is stripped."""
    channel_back: str
    channel_source_id: str | None
    html_body: str
    public: bool
    translate_to: str | None
    uploads: Sequence[str]
    """Tokens of `zd.attachments.upload`."""
    via: Mapping[str, Any]


class TicketValues(TypedDict, total=False):
    """The keys that creating and updating a ticket share."""

    type: TicketType | None
    assignee_email: str
    assignee_id: int | None
    attribute_value_ids: Sequence[int]
    brand_id: int | None
    collaborator_ids: Sequence[int]
    custom_fields: Sequence[CustomFieldValue]
    custom_status_id: int | None
    due_at: datetime | str | None
    """Tasks only."""
    email_ccs: Sequence[EmailCcChange]
    """At most 48 on a ticket."""
    external_id: str | None
    followers: Sequence[FollowerChange]
    group_id: int | None
    metadata: Mapping[str, Any]
    """Kept with the audit, under `metadata.custom`."""
    organization_id: int | None
    priority: TicketPriority | None
    problem_id: int | None
    recipient: str
    requester: TicketRequester | str | int
    requester_id: int | None
    sharing_agreement_ids: Sequence[int]
    status: Literal["new", "open", "pending", "hold", "solved", "closed"]
    subject: str | None
    tags: Sequence[str]
    """Replaces all tags."""
    ticket_form_id: int | None
    raw_subject: str
    macro_id: int
    fields: Sequence[CustomFieldValue]
    submitter_id: int | None
    forum_topic_id: int


class TicketCreate(TicketValues, total=False):
    """A ticket to create."""

    comment: Required[TicketCommentCreate]
    collaborators: Sequence[int | str | Collaborator]
    """Ids, addresses or both with a name."""
    macro_ids: Sequence[int]
    via_followup_source_id: int
    """The closed ticket that this one follows."""
    via_id: int
    """44, 45 or 46 for a voice ticket."""
    submitter: str | int
    voice_comment: Mapping[str, Any]
    """A call in place of a written comment."""
    sharing_agreements: Mapping[str, Any] | Sequence[Mapping[str, Any]]
    system_metadata: Mapping[str, Any]
    description: str
    """The older way to give the first comment."""
    origin_zrn: str
    suspended_ticket_id: int
    suspension_type_id: int
    support_type: Literal["agent", "ai_agent"] | None
    tde_workspace: Mapping[str, Any]


class TicketUpdate(TicketValues, total=False):
    """What to change of a ticket. What is left out stays; None empties."""

    comment: TicketCommentCreate
    additional_collaborators: Sequence[int | str | Collaborator]
    """Added to those there are."""
    safe_update: bool
    """Refuse the change (409) unless `updated_stamp` is the ticket's `updated_at`."""
    updated_stamp: datetime | str
    """The `updated_at` that the change is based on."""
    voice_comment: Mapping[str, Any]
    sharing_agreements: Mapping[str, Any] | Sequence[Mapping[str, Any]]
    system_metadata: Mapping[str, Any]
    support_type: Literal["agent", "ai_agent"] | None
    tde_workspace: Mapping[str, Any]


class TicketBulkUpdate(TicketUpdate, total=False):
    """One change for many tickets."""

    additional_tags: Sequence[str]
    """Added; the others stay."""
    remove_tags: Sequence[str]
    """Removed; the others stay."""


class TicketBatchUpdate(TicketBulkUpdate, total=False):
    """The change of one ticket among many."""

    id: Required[int]


class TicketMerge(TypedDict, total=False):
    """Which tickets to merge into another, and what to say."""

    ids: Required[Sequence[int]]
    """Tickets that are not yet solved; they are closed."""
    source_comment: str
    source_comment_is_public: bool
    """Private unless True."""
    target_comment: str
    target_comment_is_public: bool
    """Private unless True."""
