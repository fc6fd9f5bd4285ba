"""Tickets of calls that another telephony made."""

from collections.abc import Sequence
from typing import Required, TypedDict

from zendesk_async.models.ticket_payloads import TicketUpdate


class CallTicketCreate(TicketUpdate, total=False):
    """A ticket to create for a call or a voicemail; `via_id` is 44, 45 or 46."""

    additional_tags: Sequence[str]
    remove_tags: Sequence[str]


class CallTicket(TypedDict, total=False):
    """A ticket to create for a call or a voicemail, and to whom to show it."""

    ticket: Required[CallTicketCreate]
    display_to_agent: int
    """The id of the agent."""
