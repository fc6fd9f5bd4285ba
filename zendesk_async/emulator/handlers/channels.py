"""Tickets from X, from calls, and from channels that others built.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/twitter_channel/,
https://developer.zendesk.com/api-reference/voice/talk-api/partner_edition/ and
https://developer.zendesk.com/api-reference/ticketing/channel_framework/channel_framework/
"""

from collections.abc import Iterable
from typing import Any, Final

import attrs

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _people, _ticket_people, _tickets
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, own
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._refusals import (
    Refusal,
    invalid_attribute,
    missing_parameter,
    record_invalid,
    record_not_found,
)
from zendesk_async.emulator._shapes import Row, is_text
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._table import Table
from zendesk_async.emulator._validation import integer

# X


def _handles(account: Account) -> Iterable[Row]:
    yield {
        "screen_name": "@zendesk",
        "name": "Zendesk",
        "twitter_user_id": 67_462_376_832,
        "brand_id": next(iter(account.brands), None),
    }


HANDLES: Final = Collection(
    table="monitored_twitter_handles",
    one="monitored_twitter_handle",
    many="monitored_twitter_handles",
    parameter="monitored_twitter_handle_id",
    seeds=_handles,
    fields=(
        ID,
        own("screen_name"),
        own("name"),
        own("twitter_user_id"),
        own("avatar_url"),
        own("brand_id"),
        own("allow_reply", default=True),
        own("can_reply", default=True),
        CREATED,
        UPDATED,
    ),
)

serve(HANDLES, list_whole="ListMonitoredTwitterHandles", show="ShowMonitoredTwitterHandle")


def _tweets(call: Call) -> Table[int]:
    return call.account.table("tweets")


@answers("CreateTicketFromTweet")
def create_from_tweet(call: Call) -> Answer:
    """Make a ticket of a tweet to a monitored handle."""
    given = call.envelope("ticket")
    handles = HANDLES.table_of(call.account)
    handle = integer("monitored_twitter_handle_id", given.get("monitored_twitter_handle_id"))
    tweet = integer("twitter_status_message_id", given.get("twitter_status_message_id"))
    if tweet is None:
        raise record_invalid({"twitter_status_message_id": [("Tweet: cannot be blank", "BlankValue")]})
    if handle is not None and handle not in handles:
        raise record_invalid({"monitored_twitter_handle_id": [("Handle: is invalid", "InvalidValue")]})
    text = f"https://x.com/i/status/{tweet}"
    wanted = {"subject": f"Tweet {tweet}", "comment": {"body": text}}
    wanted |= {key: value for key, value in given.items() if key in {"comment", "subject", "tags", "priority"}}
    ticket, audit, _ = _tickets.create(call, wanted)
    call.account.tickets.change(ticket["id"], {"via": _tickets.via("twitter")})
    comment = call.account.comments.where("audit_id", audit["id"])[0]
    _tweets(call).insert({"tweet": tweet, "comment_id": comment, "ticket_id": ticket["id"]})
    return Answer(None, 201, {"Location": ticket["url"]})


@answers("GettingTwicketStatus")
def show_tweet_status(call: Call) -> Answer:
    """Answer what became of the tweets behind a comment."""
    tweets = _tweets(call)
    rows = tweets.rows(tweets.where("comment_id", call.identifier("comment_id")))
    if not rows:
        raise record_not_found()
    wanted = call.ids() if call.query.get("ids") else [row["tweet"] for row in rows]
    state = {"favorited": False, "retweeted": False, "user_followed": False}
    return Answer({"statuses": [{"id": row["tweet"], **state} for row in rows if row["tweet"] in wanted]})


# Calls

_CALLS: Final = {44: "Voicemail", 45: "Inbound call", 46: "Outbound call"}


def _agent(call: Call, identifier: int) -> Row:
    user = _people.active_user(call.account, identifier)
    if not _ticket_people.is_agent(user):
        raise record_not_found()
    return user


def _display(call: Call, agent: Row, kind: str, identifier: int) -> Answer:
    call.account.table("displays").insert({"agent_id": agent["id"], "kind": kind, "record_id": identifier})
    return Answer({})


@answers("OpenTicketInAgentBrowser")
def display_ticket(call: Call) -> Answer:
    """Open a ticket in an agent's browser."""
    agent = _agent(call, call.identifier("agent_id"))
    return _display(call, agent, "ticket", _tickets.ticket_of(call.account, call.identifier("ticket_id"))["id"])


@answers("OpenUsersProfileInAgentBrowser")
def display_user(call: Call) -> Answer:
    """Open a user's profile in an agent's browser."""
    agent = _agent(call, call.identifier("agent_id"))
    return _display(call, agent, "user", _people.active_user(call.account, call.identifier("user_id"))["id"])


@answers("CreateTicketOrVoicemailTicket")
def create_voice_ticket(call: Call) -> Answer:
    """Make a ticket of a call or a voicemail, and open it in an agent's browser."""
    given = call.envelope("ticket")
    voice: Any = given.get("voice_comment")
    kind = integer("via_id", given.get("via_id"))
    if kind is not None and kind not in _CALLS:
        raise record_invalid({"via_id": [(f"Via: {kind} is not included in the list", "InvalidValue")]})
    shown_to = integer("display_to_agent", call.body.get("display_to_agent"))
    agent = _agent(call, shown_to) if shown_to is not None else None
    wanted = {key: value for key, value in given.items() if key not in {"via_id", "voice_comment"}}
    if is_object(voice):
        if not is_text(voice.get("from")) or not is_text(voice.get("to")):
            raise record_invalid({"voice_comment": [("Voice comment: from and to cannot be blank", "BlankValue")]})
        wanted["comment"] = {"body": _told(voice, _CALLS.get(kind or 44, "Voicemail")), "public": voice.get("public")}
        wanted.setdefault("subject", f"{_CALLS.get(kind or 44)} from: {voice['from']}")
    ticket, _, _ = _tickets.create(call, wanted)
    ticket = call.account.tickets.change(ticket["id"], {"via": _tickets.via("voice")})
    if agent is not None:
        _display(call, agent, "ticket", ticket["id"])
    return Answer({"ticket": ticket}, 201, {"Location": ticket["url"]})


def _told(voice: Row, kind: str) -> str:
    lines = [f"{kind} from: {voice['from']}", f"Call to: {voice['to']}"]
    for key, title in (
        ("started_at", "Time of call"),
        ("location", "Location"),
        ("call_duration", "Length of call"),
        ("recording_url", "Listen to the recording"),
        ("transcription_text", "Transcription"),
    ):
        if voice.get(key) is not None:
            lines.append(f"{title}: {voice[key]}")
    return "\n".join(lines)


# Channels that others built

INSTANCE: Final = "3cd8f1a4-7e52-4a8c-9d0e-5f2b6c1a7d34"
"""The id under which the account's one integration pushes."""


def _instance(call: Call) -> Row:
    body: Row = call.body if is_object(call.body) else {}
    identifier = body.get("instance_push_id")
    if not is_text(identifier):
        raise missing_parameter("instance_push_id")
    if identifier != INSTANCE:
        raise record_not_found()
    return body


def _resources(call: Call) -> Table[int]:
    return call.account.table("channel_resources")


@answers("ValidateToken")
def validate_token(call: Call) -> Answer:
    """Tell an integration that its id is known."""
    _instance(call)
    return Answer({})


@answers("ReportChannelbackError")
def report_error(call: Call) -> Answer:
    """Note that a comment could not be sent to the channel."""
    given = _instance(call)
    known = _resources(call).one("external_id", given.get("external_id"))
    if known is None:
        raise record_not_found()
    _resources(call).change(known["id"], {"error": given.get("description")})
    return Answer({})


@answers("PushContentToSupport")
def push(call: Call) -> Answer:
    """Make tickets and comments of what a channel holds."""
    items = _instance(call).get("external_resources")
    if not is_array(items):
        raise invalid_attribute("external_resources", "must be an array of objects")
    results: list[Row] = []
    for item in items:
        given: Row = item if is_object(item) else {}
        results.append({"external_resource_id": given.get("external_id"), "status": _push(call, given)})
    return Answer({"results": results})


def _push(call: Call, given: Row) -> Row:
    resources = _resources(call)
    author: Any = given.get("author")
    if not is_text(given.get("external_id")) or not is_text(given.get("message")) or not is_object(author):
        return _status("processing_error", "external_id, message and author cannot be blank")
    if resources.one("external_id", given["external_id"]) is not None:
        return _status("already_imported")
    parent = resources.one("external_id", given.get("parent_id")) if given.get("parent_id") else None
    if given.get("parent_id") and parent is None:
        return _status("could_not_locate_parent_external_resource")
    if parent is None and given.get("thread_id"):
        parent = resources.one("thread_id", given["thread_id"])
    try:
        ticket = _bring(call, given, author, parent)
    except Refusal as refusal:
        return _status("processing_error", str(refusal))
    told = {"external_id": given["external_id"], "thread_id": given.get("thread_id"), "ticket_id": ticket["id"]}
    resources.insert({**told, "error": None})
    return _status("success")


def _bring(call: Call, given: Row, author: Row, parent: Row | None) -> Row:
    user = _ticket_people.find_or_create(call, {"name": author.get("name") or author.get("external_id")})
    if user is None:
        raise record_invalid({"author": [("Author: name cannot be blank", "BlankValue")]})
    acting = attrs.evolve(call, user=user)
    comment = {"body": given["message"], "public": not given.get("internal_note")}
    if parent is not None:
        return _tickets.update(acting, _tickets.ticket_of(call.account, parent["ticket_id"]), {"comment": comment})[0]
    ticket, _, _ = _tickets.create(acting, {"subject": str(given["message"])[:150], "comment": comment})
    return call.account.tickets.change(ticket["id"], {"via": _tickets.via("any_channel")})


def _status(code: str, description: str | None = None) -> Row:
    return {"code": code} if description is None else {"code": code, "description": description}
