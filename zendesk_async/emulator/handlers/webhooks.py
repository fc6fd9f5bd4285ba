"""Webhooks, their signing secrets and what they sent.

https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/
"""

import base64
import secrets
from typing import Any

from yarl import URL

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, Row, answers
from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._deliveries import deliveries_of, header_rows, is_local
from zendesk_async.emulator._event_types import CONDITIONAL, is_event_type
from zendesk_async.emulator._paging import webhook_list_answer
from zendesk_async.emulator._refusals import Refusal
from zendesk_async.emulator._shapes import is_text

MOST_ON_TRIAL = 10
_MANDATORY = ("name", "status", "endpoint", "http_method", "request_format")
_CHOICES = {
    "status": ("active", "inactive"),
    "http_method": ("GET", "POST", "PUT", "PATCH", "DELETE"),
    "request_format": ("json", "xml", "form_encoded"),
}
_WRITABLE = (*_MANDATORY, "description", "subscriptions", "authentication", "custom_headers", "external_source")
_AUTHENTICATION = {
    "basic_auth": ("username", "password"),
    "bearer_token": ("token",),
    "api_key": ("name", "value"),
}


@answers("ListWebhooks")
def list_webhooks(call: Call) -> Answer:
    """Answer one page of webhooks, newest first."""
    part = call.query.get("filter[name_contains]", "").casefold()
    status = call.query.get("filter[status]")
    rows = [
        _shown(row)
        for row in call.account.webhooks.rows()
        if part in row["name"].casefold() and status in {None, "", row["status"]}
    ]
    return webhook_list_answer(call, "webhooks", rows)


@answers("CreateOrCloneWebhook")
def create_or_clone_webhook(call: Call) -> Answer:
    """Create a webhook, or with `clone_webhook_id` a copy of one."""
    if call.account.plan == "trial" and len(call.account.webhooks) >= MOST_ON_TRIAL:
        raise _bad("WebhookLimitExceeded", f"A trial account may have {MOST_ON_TRIAL} webhooks")
    original_id = call.query.get("clone_webhook_id")
    if original_id:
        original = call.account.webhooks.get(original_id)
        if original is None:
            raise _not_found()
        values = {key: original[key] for key in _WRITABLE if key in original}
        values["name"] = f"{original['name']} (copy)"
    else:
        values = _values(_envelope(call))
        _require(values)
    _check(values)
    # From now on events are heard.
    deliveries_of(call.account)
    now, author = call.clock.stamp(), str(call.user["id"])
    row = call.account.webhooks.insert(
        {
            **values,
            "signing_secret": _new_secret(),
            "created_at": now,
            "created_by": author,
            "updated_at": now,
            "updated_by": author,
        }
    )
    # Seen in recorded traffic: nanoseconds here, seconds whenever it is read.
    nanoseconds = int(call.clock.seconds() % 1 * 1_000_000_000)
    return Answer({"webhook": {**_shown(row), "created_at": f"{now[:-1]}.{nanoseconds:09}Z"}}, 201)


@answers("ShowWebhook")
def show_webhook(call: Call) -> Answer:
    """Answer one webhook, without its secrets."""
    return Answer({"webhook": _shown(_webhook(call))})


@answers("UpdateWebhook")
def update_webhook(call: Call) -> Answer:
    """Replace a webhook; what is left out is gone."""
    row, values = _webhook(call), _values(_envelope(call))
    _require(values)
    kept = {key: row[key] for key in ("id", "signing_secret", "created_at", "created_by", "subscriptions")}
    return _write(call, row, {**kept, **values})


@answers("PatchWebhook")
def patch_webhook(call: Call) -> Answer:
    """Change some properties of a webhook."""
    row = _webhook(call)
    return _write(call, row, {**row, **_values(_envelope(call))})


@answers("DeleteWebhook")
def delete_webhook(call: Call) -> Answer:
    """Delete a webhook."""
    row = _webhook(call)
    call.account.webhooks.remove(row["id"])
    deliveries_of(call.account).drop(row["id"])
    return Answer(status=204)


@answers("TestWebhook")
async def test_webhook(call: Call) -> Answer:
    """Send a request as a webhook would, and answer what the endpoint answered."""
    webhook_id = call.query.get("webhook_id")
    webhook = call.account.webhooks.get(webhook_id) if webhook_id else None
    if webhook_id and webhook is None:
        raise _not_found()
    asked = call.body.get("request") if is_object(call.body) else None
    request: Row = {**(webhook or {}), **(asked if is_object(asked) else {})}
    _require({**request, "name": "test", "status": "active"})
    _check({**request, "name": "test", "status": "active", "subscriptions": [CONDITIONAL]})
    outcome = await deliveries_of(call.account).test(request, webhook)
    response = {"headers": header_rows(outcome), "status_code": outcome.status, "payload": outcome.payload}
    return Answer({"response": response})


@answers("ShowWebhookSigningSecret")
def show_signing_secret(call: Call) -> Answer:
    """Answer the secret that deliveries are signed with."""
    return Answer(_secret_answer(_webhook(call)))


@answers("ResetWebhookSigningSecret")
def reset_signing_secret(call: Call) -> Answer:
    """Make another secret; the former one signs nothing any more."""
    row = call.account.webhooks.change(_webhook(call)["id"], {"signing_secret": _new_secret()})
    return Answer(_secret_answer(row), 201)


@answers("ListWebhookInvocations")
def list_invocations(call: Call) -> Answer:
    """Answer what a webhook was called for in the last seven days."""
    status = call.query.get("filter[status]")
    first, last = _moment(call, "filter[from_ts]"), _moment(call, "filter[to_ts]")
    rows: list[Row] = []
    for row in deliveries_of(call.account).invocations(_webhook(call)["id"]):
        moment = seconds_of(row["latest_completed_at"]) if "latest_completed_at" in row else call.clock.seconds()
        if status in {None, "", row["status"]} and (first or moment) <= moment <= (last or moment):
            rows.append(row)
    return webhook_list_answer(call, "invocations", rows)


@answers("ListWebhookInvocationAttempts")
def list_attempts(call: Call) -> Answer:
    """Answer the requests of one invocation."""
    webhook_id = _webhook(call)["id"]
    attempts = deliveries_of(call.account).attempts(webhook_id, call.path["invocation_id"])
    if attempts is None:
        raise _not_found()
    return Answer({"attempts": attempts})


def _webhook(call: Call) -> Row:
    row = call.account.webhooks.get(call.path["webhook_id"])
    if row is None:
        raise _not_found()
    return row


def _envelope(call: Call) -> Row:
    body = call.body
    webhook = body.get("webhook") if is_object(body) else None
    if not is_object(webhook):
        raise _bad("InvalidRequest", "webhook must be an object")
    return webhook


def _values(webhook: Row) -> Row:
    return {key: webhook[key] for key in _WRITABLE if webhook.get(key) is not None}


def _require(values: Row) -> None:
    for name in _MANDATORY:
        if not is_text(values.get(name)):
            raise _bad("MissingRequiredField", f"{name} is required")


def _check(values: Row) -> None:
    for name, choices in _CHOICES.items():
        if values[name] not in choices:
            raise _bad("InvalidField", f"{name} must be one of {', '.join(choices)}")
    endpoint = values["endpoint"]
    try:
        url = URL(endpoint)
    except (TypeError, ValueError):
        raise _bad("InvalidField", "endpoint is not a valid URL") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise _bad("InvalidField", "endpoint is not a valid URL")
    headers = values.get("custom_headers")
    if headers and (not is_object(headers) or not all(isinstance(value, str) for value in headers.values())):
        raise _bad("InvalidField", "custom_headers must be an object of strings")
    if headers and url.scheme != "https" and not is_local(url.host):
        raise _bad("InvalidField", "custom_headers need an https endpoint")
    _check_authentication(values.get("authentication"))
    subscriptions: Any = values.setdefault("subscriptions", [CONDITIONAL])
    if not is_array(subscriptions) or not subscriptions or not all(isinstance(one, str) for one in subscriptions):
        raise _bad("InvalidField", "subscriptions must be an array of event types")
    if subscriptions != [CONDITIONAL]:
        wrong = [one for one in subscriptions if not is_event_type(one)]
        if wrong:
            raise _bad("InvalidField", f"subscriptions holds {wrong[0]}, which is no event type")
        if values["http_method"] != "POST" or values["request_format"] != "json":
            raise _bad("InvalidField", "webhooks of events need http_method POST and request_format json")


def _check_authentication(authentication: Any) -> None:
    if authentication is None:
        return
    kind = authentication.get("type") if is_object(authentication) else None
    data = authentication.get("data") if is_object(authentication) else None
    if kind not in _AUTHENTICATION or not is_object(data):
        raise _bad("InvalidField", f"authentication needs a type, one of {', '.join(_AUTHENTICATION)}, and data")
    for name in _AUTHENTICATION[kind]:
        if not is_text(data.get(name)):
            raise _bad("MissingRequiredField", f"authentication.data.{name} is required")


def _write(call: Call, before: Row, row: Row) -> Answer:
    _check(row)
    if (before["subscriptions"] == [CONDITIONAL]) is not (row["subscriptions"] == [CONDITIONAL]):
        raise _bad("InvalidField", "subscriptions can not change between conditional ticket events and events")
    changed = {"updated_at": call.clock.stamp(), "updated_by": str(call.user["id"])}
    call.account.webhooks.replace(row["id"], {**row, **changed})
    return Answer(status=204)


def _shown(row: Row) -> Row:
    """Return a webhook as answers have it: no secrets, and nothing that is null."""
    shown = {key: value for key, value in sorted(row.items()) if key != "signing_secret" and value is not None}
    authentication = shown.get("authentication")
    if authentication is not None:
        public = {"type": authentication["type"], "add_position": authentication.get("add_position", "header")}
        name = {"basic_auth": "username", "api_key": "name"}.get(authentication["type"])
        if name is not None:
            public["data"] = {name: authentication["data"][name]}
        shown["authentication"] = public
    return shown


def _secret_answer(row: Row) -> Row:
    return {"signing_secret": {"secret": row["signing_secret"], "algorithm": "SHA256"}}


def _new_secret() -> str:
    return base64.b64encode(secrets.token_bytes(42)).decode()


def _moment(call: Call, name: str) -> float | None:
    text = call.query.get(name)
    if not text:
        return None
    try:
        return seconds_of(text)
    except ValueError:
        raise _bad("InvalidParameter", f"{name} is not a valid time") from None


def _bad(code: str, title: str) -> Refusal:
    return _refusals.listed(400, code, title)


def _not_found() -> Refusal:
    return _refusals.listed(404, "WebhookNotFound", "Webhook not found")
