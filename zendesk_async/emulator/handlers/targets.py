"""Targets, the older way to tell other systems, and their failures.

https://developer.zendesk.com/api-reference/ticketing/targets/targets/
"""

from collections.abc import Iterable, Mapping

from zendesk_async.emulator._call import Call
from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, URL, choice, flag, name, own
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._validation import label

TYPES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "basecamp_target": (
        ("target_url", "token", "project_id", "resource"),
        ("username", "password", "message_id", "todo_list_id"),
    ),
    "campfire_target": (("subdomain", "room", "token"), ("ssl", "preserve_format")),
    "clickatell_target": (
        ("username", "password", "api_id", "to"),
        ("target_url", "method", "attribute", "from", "us_small_business_account"),
    ),
    "email_target": (("email", "subject"), ()),
    "flowdock_target": (("api_token",), ()),
    "get_satisfaction_target": (("email", "password", "account_name"), ("target_url",)),
    "http_target": (("target_url", "method", "content_type"), ("username", "password")),
    "jira_target": (("target_url", "username", "password"), ()),
    "pivotal_target": (
        ("token", "project_id", "story_title"),
        ("story_type", "story_labels", "requested_by", "owner_by"),
    ),
    "twitter_target": ((), ("token", "secret")),
    "url_target": (("target_url", "attribute"), ("method", "username", "password")),
    "url_target_v2": (("target_url", "method", "content_type"), ("username", "password")),
    "yammer_target": ((), ("group_id", "token")),
}
"""What targets of each type need, and what they may have beside."""

_SECRET = frozenset({"password", "token", "api_token", "secret"})


def _rules(change: Change) -> None:
    after = change.after
    needed, further = TYPES[after["type"]]
    for key in (*needed, *further):
        if change.says(key):
            after[key] = change.given[key]
        elif change.before is None:
            after[key] = None
    for key in needed:
        if after.get(key) in (None, ""):
            change.problems.add(key, f"{label(key)}: cannot be blank", "BlankValue")


def _show(_call: Call, row: Row) -> Row:
    # Secrets are taken and never given out.
    return {key: None if key in _SECRET else value for key, value in row.items()}


TARGETS = Collection(
    table="targets",
    one="target",
    many="targets",
    parameter="target_id",
    path="targets",
    source_type="target",
    rules=_rules,
    show=_show,
    fields=(
        URL,
        ID,
        name("title"),
        choice("type", TYPES.keys(), required=True, fixed=True),
        flag("active", default=True),
        CREATED,
    ),
)


def _failures(_account: Account) -> Iterable[Row]:
    yield {
        "target_name": "My URL target",
        "status_code": 401,
        "consecutive_failure_count": 1,
        "raw_request": "GET /hook HTTP/1.1\r\nUser-Agent: Zendesk Target\r\n\r\n",
        "raw_response": "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
    }


FAILURES = Collection(
    table="target_failures",
    one="target_failure",
    many="target_failures",
    parameter="target_failure_id",
    path="target_failures",
    seeds=_failures,
    fields=(
        URL,
        ID,
        own("target_name"),
        own("status_code"),
        CREATED,
        own("consecutive_failure_count"),
        own("raw_request"),
        own("raw_response"),
    ),
)

serve(
    TARGETS,
    list_whole="ListTargets",
    create="CreateTarget",
    show="ShowTarget",
    update="UpdateTarget",
    delete="DeleteTarget",
)
serve(FAILURES, list_whole="ListTargetFailures", show="ShowTargetFailure")
