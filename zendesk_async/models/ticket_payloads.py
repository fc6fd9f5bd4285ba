"""Tickets as they are written."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.common import CustomFieldValue
from zendesk_async.models.tickets import TicketPriority, TicketType
from zendesk_async.models.voice_comments import PartnerVoiceComment, VoiceComment


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
    user_name: str


class SharedTicket(TypedDict, total=False):
    """A sharing agreement to share a ticket by, with what the partner's ticket is to hold."""

    id: Required[int]
    custom_fields: Sequence[CustomFieldValue]


class SystemMetadata(TypedDict, total=False):
    """From where a ticket is created or changed."""

    client: str
    ip_address: str


class TicketWorkspace(TypedDict, total=False):
    """A contextual workspace."""

    id: Required[int]
    title: str


class TicketWorkspaceChange(TypedDict, total=False):
    """Which contextual workspace a ticket gets, and which it had."""

    type: Required[Literal["ADD", "CHANGE", "DELETE"]]
    workspace: TicketWorkspace
    previous_workspace: TicketWorkspace


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

    body: str
    """HTML in it is stripped."""
    html_body: str
    public: bool
    author_id: int | None
    """Who is shown as its author; the caller when left out."""
    uploads: Sequence[str]
    """Tokens of `zd.attachments.upload`."""
    add_short_url: bool
    channel_back: str
    channel_source_id: str | None
    translate_to: str | None
    via: Mapping[str, Any]


class TicketValues(TypedDict, total=False):
    """The keys that creating and updating a ticket share."""

    subject: str | None
    raw_subject: str
    type: TicketType | None
    priority: TicketPriority | None
    status: Literal["new", "open", "pending", "hold", "solved", "closed"]
    custom_status_id: int | None
    requester_id: int | None
    requester: TicketRequester | str | int
    submitter_id: int | None
    assignee_id: int | None
    assignee_email: str
    group_id: int | None
    organization_id: int | None
    brand_id: int | None
    ticket_form_id: int | None
    problem_id: int | None
    due_at: datetime | str | None
    """Tasks only."""
    external_id: str | None
    recipient: str
    tags: Sequence[str]
    """Replaces all tags."""
    custom_fields: Sequence[CustomFieldValue]
    fields: Sequence[CustomFieldValue]
    collaborator_ids: Sequence[int]
    email_ccs: Sequence[EmailCcChange]
    """At most 48 on a ticket."""
    followers: Sequence[FollowerChange]
    sharing_agreement_ids: Sequence[int]
    attribute_value_ids: Sequence[int]
    forum_topic_id: int
    macro_id: int
    macro_ids: Sequence[int]
    collaborators: Sequence[int | str | Collaborator]
    """Ids, addresses or both with a name."""
    additional_collaborators: Sequence[int | str | Collaborator]
    """Added to those there are."""
    metadata: Mapping[str, Any]
    """Kept with the audit, under `metadata.custom`."""
    system_metadata: SystemMetadata
    voice_comment: VoiceComment
    """A call in place of a written comment."""
    tpe_voice_comment: PartnerVoiceComment
    """The same for the Talk Partner Edition."""
    sharing_agreements: SharedTicket | Sequence[SharedTicket]
    support_type: Literal["agent", "ai_agent"] | None
    tde_workspace: TicketWorkspaceChange
    safe_update: bool
    """Refuse the change (409) unless `updated_stamp` is the ticket's `updated_at`."""
    updated_stamp: datetime | str
    """The `updated_at` that the change is based on."""
    description: str
    """The older way to give the first comment. This and the next keys are for new tickets."""
    submitter: str | int
    via_followup_source_id: int
    """The closed ticket that this one follows."""
    via_id: Literal[44, 45, 46]
    """Voice tickets only."""
    origin_zrn: str
    suspended_ticket_id: int
    suspension_type_id: int


class TicketCreate(TicketValues, total=False):
    """A ticket to create."""

    comment: Required[TicketCommentCreate]


class TicketUpdate(TicketValues, total=False):
    """What to change of a ticket. What is left out stays; None empties."""

    comment: TicketCommentCreate


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
