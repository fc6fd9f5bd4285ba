"""The limits of single endpoints, as documented, and which requests they count. Pure.

The figures are where a client starts that has not heard anything yet; what an answer says replaces them. Unless a rule
names another page, its source is https://developer.zendesk.com/api-reference/introduction/rate-limits/.
"""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from typing import Literal

import attrs

from zendesk_async._json import is_object
from zendesk_async.errors import ConfigurationError

PLANS: Mapping[str, int] = {
    "essential": 10,
    "team": 200,
    "growth": 400,
    "professional": 400,
    "enterprise": 700,
    "enterprise_plus": 2500,
    "high_volume": 2500,
}
"""Requests a minute by plan, under the names that Suite and Support share; `high_volume` is the add-on.

https://developer.zendesk.com/api-reference/introduction/rate-limits/
"""

_PLAN_PREFIXES = ("zendesk_", "suite_", "support_")


def plan_name(text: str) -> str | None:
    """Return the name in `PLANS` for a plan as people write it ("Suite Enterprise Plus"); None when there is none."""
    name = re.sub(r"[\s-]+", "_", text.strip().lower())
    for prefix in _PLAN_PREFIXES:
        name = name.removeprefix(prefix)
    return name if name in PLANS else None


def account_limit(plan: str | None, requests_per_minute: int | None) -> int | None:
    """Return the account's limit as the caller knows it. Raises `ConfigurationError` for what cannot be."""
    if requests_per_minute is not None and requests_per_minute < 1:
        raise ConfigurationError(f"requests_per_minute must be at least 1, not {requests_per_minute!r}")
    if plan is None:
        return requests_per_minute
    name = plan_name(plan)
    if name is None:
        raise ConfigurationError(f"there is no plan {plan!r}; give one of {', '.join(PLANS)}")
    return requests_per_minute or PLANS[name]


@attrs.frozen
class LimitRule:
    """One documented limit.

    `name` is that of Zendesk's header where there is one. `limit` requests go in each `window` seconds per account, or
    for each record when `per` is "record"; None means that production accounts have none unless an answer says so.
    `high_volume` is the limit with that add-on. A rule with `separate` is counted instead of the account's limit, not
    with it. A `partial` rule counts only some of an endpoint's requests (its deep pages), so an answer that names it
    says nothing about the endpoint's other requests.
    """

    name: str
    limit: int | None
    window: int = 60
    per: Literal["account", "record"] = "account"
    high_volume: int | None = None
    separate: bool = False
    partial: bool = False

    def allowed(self, *, high_volume: bool) -> int | None:
        """Return the limit of an account with the High Volume API add-on, or of one without."""
        return self.high_volume if high_volume and self.high_volume else self.limit


def _table(*rules: LimitRule) -> Mapping[str, LimitRule]:
    return {rule.name: rule for rule in rules}


RULES: Mapping[str, LimitRule] = _table(
    # 100 a minute on sandbox and trial accounts; recorded production accounts said 20,000 and 100,000.
    # https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#list-tickets
    LimitRule("tickets-index", None),
    LimitRule("tickets-index-pagination", None, partial=True),
    # Beyond page 500. https://support.zendesk.com/hc/en-us/articles/4408834530458
    LimitRule("tickets-index-deep-pagination", 50, partial=True),
    # 100 a minute on sandbox accounts, 2,000 elsewhere (seen in recorded traffic).
    LimitRule("tags-index", None),
    # Beyond page 500. https://support.zendesk.com/hc/en-us/articles/4408834530458
    LimitRule("tags-index-deep-pagination", 50, partial=True),
    # Beyond page 10,000. https://support.zendesk.com/hc/en-us/articles/4408834530458
    LimitRule("users-index-deep-pagination", 100, partial=True),
    # Every change of one ticket by one user, in the clock's ten minutes (seen in recorded traffic).
    LimitRule("per-ticket-updates", 30, window=600, per="record", high_volume=30),
    LimitRule("tickets-update", 100, high_volume=300),
    # Per user and address; seen in recorded traffic.
    LimitRule("ticket-request-create-by-user-and-ip", 300),
    # https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#delete-ticket
    LimitRule("tickets-destroy", 400),
    # Seen in recorded traffic.
    LimitRule("deleted-tickets-destroy", 1000),
    # https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#list-deleted-tickets
    LimitRule("deleted-tickets-index", 10),
    LimitRule("deleted-tickets-index-deep-pagination", 5, partial=True),
    # https://developer.zendesk.com/api-reference/ticketing/users/users/#permanently-delete-user
    LimitRule("deleted-users-destroy", 700, window=600),
    # https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/
    LimitRule("search-index", 2500, high_volume=2500),
    LimitRule("search-export", 100),
    # https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/#rate-limits
    LimitRule("incremental-exports", 10, high_volume=30),
    LimitRule("incremental-exports-cursor", 20, high_volume=60),
    LimitRule("incremental-custom-objects", 10),
    LimitRule("incremental-exports-sample", 10, window=1200),
    # Per view and agent; what agents do in the browser counts too.
    # https://developer.zendesk.com/api-reference/ticketing/business-rules/views/
    LimitRule("views-execute", 5, per="record"),
    LimitRule("views-count", 5, per="record"),
    LimitRule("views-preview", 5),
    # Six in five minutes in the older description of the API, six a minute in the newer.
    LimitRule("views-count-many", 6, window=300),
    # https://developer.zendesk.com/api-reference/ticketing/users/users/#update-user
    LimitRule("create-update-user", 5, per="record"),
    LimitRule("users-update", 1, window=1),
    # https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#update-organization
    LimitRule("organization-update", 5, per="record"),
    # 40 a minute on sandbox, 20 on trial accounts.
    # https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#list-ticket-fields
    LimitRule("ticket-fields-index", 300, high_volume=450),
    LimitRule("ticket-field-options-update", 100),
    # 100 a minute on sandbox and trial accounts, 300 with the High Volume add-on there.
    # https://developer.zendesk.com/api-reference/ticketing/tickets/conversation_log/
    LimitRule("omnilog-index", None),
    # https://developer.zendesk.com/api-reference/ticketing/account-configuration/audit_logs/#export-audit-logs
    LimitRule("audit-logs-export", 1),
    # https://developer.zendesk.com/api-reference/ticketing/tickets/suspended_tickets/#export-suspended-tickets
    LimitRule("suspended-tickets-export", 1),
    LimitRule("side-conversations-create", 300, window=600),
    LimitRule("side-conversation-events", 600, window=600),
    LimitRule("attachment-content", 2500),
    LimitRule("upload-content", 10, per="record"),
    # Without a credential on a trial account, per address.
    # https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#create-request
    LimitRule("requests-create-anonymous", 5, window=3600, partial=True),
    # A bucket of its own (seen in recorded traffic: 100, and 20 for tests, with no other header).
    LimitRule("webhooks", 100, separate=True),
    LimitRule("webhooks-test", 20),
    # The account's figure, counted apart.
    LimitRule("help-center", None, separate=True),
)
"""The documented limits by name. Background jobs in flight are no window and are kept by the jobs themselves."""

_ROUTES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), tuple(rules.split()))
    for pattern, rules in (
        (r"GET /api/v2/tickets", "tickets-index"),
        (r"POST /api/v2/tickets", "ticket-request-create-by-user-and-ip"),
        (r"PUT /api/v2/tickets/\{ticket_id\}", "tickets-update per-ticket-updates"),
        (r"PUT /api/v2/tickets/\{ticket_id\}/.+", "per-ticket-updates"),
        (r"(POST|DELETE) /api/v2/tickets/\{ticket_id\}/(tags|merge)", "per-ticket-updates"),
        (r"PUT /api/v2/chat(_file)?_redactions/\{ticket_id\}", "per-ticket-updates"),
        (r"DELETE /api/v2/tickets/\{ticket_id\}", "tickets-destroy"),
        (r"GET /api/v2/tickets/\{ticket_id\}/conversation_log", "omnilog-index"),
        (r"GET /api/v2/tags", "tags-index"),
        (r"GET /api/v2/deleted_tickets", "deleted-tickets-index"),
        (r"DELETE /api/v2/deleted_tickets/\{ticket_id\}", "deleted-tickets-destroy"),
        (r"DELETE /api/v2/deleted_users/\{deleted_user_id\}", "deleted-users-destroy"),
        (r"GET /api/v2/search", "search-index"),
        (r"GET /api/v2/search/export", "search-export"),
        (r"GET /api/v2/incremental/users/cursor", "incremental-exports-cursor"),
        (r"GET /api/v2/incremental/custom_objects/\{custom_object_key\}/cursor", "incremental-custom-objects"),
        (r"GET /api/v2/incremental/\{incremental_resource\}/sample", "incremental-exports-sample"),
        (r"GET /api/v2/incremental/.+", "incremental-exports"),
        (r"GET /api/v2/views/\{view_id\}/execute", "views-execute"),
        (r"GET /api/v2/views/\{view_id\}/count", "views-count"),
        (r"POST /api/v2/views/preview", "views-preview"),
        (r"GET /api/v2/views/count_many", "views-count-many"),
        (r"PUT /api/v2/users/\{user_id\}", "users-update create-update-user"),
        (r"POST /api/v2/users/create_or_update", "create-update-user"),
        (r"PUT /api/v2/organizations/\{organization_id\}", "organization-update"),
        (r"GET /api/v2/ticket_fields", "ticket-fields-index"),
        (r"POST /api/v2/ticket_fields/\{ticket_field_id\}/options", "ticket-field-options-update"),
        (r"POST /api/v2/audit_logs/export", "audit-logs-export"),
        (r"POST /api/v2/suspended_tickets/export", "suspended-tickets-export"),
        (r"POST /api/v2/tickets/\{ticket_id\}/side_conversations(/.+)?", "side-conversations-create"),
        (r"GET /api/v2/tickets/\{ticket_id\}/side_conversations/.*events", "side-conversation-events"),
        (r"POST /api/v2/webhooks/test", "webhooks webhooks-test"),
        (r"[A-Z]+ /api/v2/webhooks(/.*)?", "webhooks"),
        (r"[A-Z]+ /api/v2/(help_center|guide)(/.*)?", "help-center"),
    )
)

_RECORDS: Mapping[str, tuple[str, str]] = {
    "per-ticket-updates": ("ticket", "ticket_id"),
    "create-update-user": ("user", "user_id"),
    "organization-update": ("organization", "organization_id"),
    "views-execute": ("view", "view_id"),
    "views-count": ("view", "view_id"),
}


@cache
def rules_of(route: str) -> tuple[str, ...]:
    """Return the names of the rules that count a route ("GET /api/v2/tickets") besides the account's own limit."""
    return next((rules for pattern, rules in _ROUTES if pattern.fullmatch(route)), ())


def _unreadable(name: object) -> str:
    # The name of a limit is logged and told to hooks, where nobody's e-mail address belongs (CWE-532).
    return (
        str(name) if isinstance(name, int) else blake2b(str(name).encode("utf-8", "replace"), digest_size=8).hexdigest()
    )


def record_of(route: str, arguments: Mapping[str, object]) -> str | None:
    """Return the record whose own limit counts a request, as "ticket/35436"; None when no record's limit does.

    `arguments` are those of the operation: the path parameters by name, and `body`. A user found by an external id or an
    e-mail address is named by a hash of it.
    """
    for rule in rules_of(route):
        kind, parameter = _RECORDS.get(rule, ("", ""))
        if parameter in arguments:
            return f"{kind}/{arguments[parameter]}"
    body = arguments.get("body")
    if route == "POST /api/v2/users/create_or_update" and is_object(body):
        # The record is the one that the body's first unique key finds.
        names = (_unreadable(body[key]) for key in ("id", "external_id", "email") if body.get(key))
        return next((f"user/{name}" for name in names), None)
    return None
