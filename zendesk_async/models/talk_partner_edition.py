"""Tickets of calls that another telephony made."""

from datetime import datetime
from typing import TypedDict

from zendesk_async.models.ticket_payloads import TicketUpdate

CallVoiceComment = TypedDict(
    "CallVoiceComment",
    {
        "answered_by_id": int,
        "call_duration": int,
        "from": str,
        "location": str,
        "public": bool,
        "recording_url": str,
        "started_at": datetime | str,
        "to": str,
        "transcription_text": str,
    },
    total=False,
)
"""A call, to be a comment of a ticket."""


class CallTicketCreate(TicketUpdate, total=False):
    """A ticket to create for a call or a voicemail."""
