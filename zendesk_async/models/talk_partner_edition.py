"""Tickets of calls that another telephony made."""

from collections.abc import Sequence

from zendesk_async.models.ticket_payloads import TicketUpdate


class CallTicketCreate(TicketUpdate, total=False):
    """A ticket to create for a call or a voicemail; `via_id` is 44, 45 or 46."""

    additional_tags: Sequence[str]
    remove_tags: Sequence[str]
