"""Calls as comments of tickets."""

from datetime import datetime
from typing import TypedDict

# A key that is a keyword of Python can be declared in this form alone, which takes no docstring.
_VoiceComment = TypedDict(
    "_VoiceComment",
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


class VoiceComment(_VoiceComment, total=False):
    """A call, to be a comment of a ticket: who called whom, when, how long (in seconds), and what was said."""


class PartnerVoiceComment(TypedDict, total=False):
    """A call of the Talk Partner Edition, to be a comment of a ticket. Durations are in seconds.

    https://developer.zendesk.com/api-reference/voice/talk-partner-edition-api/reference/
    """

    title: str
    agent_id: int | None
    answering_machine_detection_status: str | None
    app_id: int
    app_name: str | None
    author_id: int
    call_connected_at: datetime | str | None
    call_disposition: str | None
    call_ended_at: datetime | str | None
    call_id: int
    call_recording_consent: str | None
    call_recording_consent_action: str | None
    call_recording_consent_keypress: str | None
    call_started_at: datetime | str
    call_type: str | None
    callback_number: str | None
    callback_requested_at: datetime | str | None
    completion_status: str | None
    connection_attempts: int | None
    consultation_time: int | None
    direction: str
    disconnection_reason: str | None
    dnis: str | None
    duration: int | None
    end_user_id: int | None
    end_user_location: str | None
    exceeded_queue_time: bool | None
    extension: str | None
    external_id: str
    from_line: str
    from_line_nickname: str | None
    hold_time: int | None
    intent: str | None
    ivr_destination_group_name: str | None
    ivr_time_spent: int | None
    language: str | None
    line_type: str
    longest_hold_time: int | None
    number_of_holds: int | None
    outside_business_hours: bool | None
    overflowed_to: str | None
    phone_name: str | None
    public: bool
    quality_score: int | None
    queue_name: str | None
    queue_time: int | None
    recorded: bool
    recording_time: int | None
    recording_type: str
    recording_url: str | None
    sentiment_agent: str | None
    sentiment_call: str | None
    sentiment_customer: str | None
    sentiment_trend: str | None
    short_summary: str | None
    summary: str | None
    talk_time: int | None
    time_to_answer: int | None
    to_line: str
    to_line_nickname: str | None
    transcript: str | None
    via_id: int
    video_recording_url: str | None
    voicemail: bool | None
    voicemail_requested_at: datetime | str | None
    wait_time: int | None
