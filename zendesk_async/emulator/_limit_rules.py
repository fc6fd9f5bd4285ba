"""How many requests the plans and the endpoints of the emulated account allow.

https://developer.zendesk.com/api-reference/introduction/rate-limits/ and the pages of the endpoints; figures marked
"recorded" were read from the headers of recorded answers of trial accounts.
"""

import enum
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from zendesk_async.emulator._refusals import Refusal

PLANS: Final[Mapping[str, int]] = {
    "essential": 10,
    "team": 200,
    "growth": 400,
    "professional": 400,
    "enterprise": 700,
    "enterprise_plus": 2500,
    "high_volume": 2500,
    "trial": 700,
}
"""Requests a minute by plan. A trial account answers with the Enterprise plan's figure (recorded)."""

WEBHOOKS: Final = 100
"""Requests a minute to the webhooks API, which has a counter of its own (recorded)."""


class Scope(enum.Enum):
    """Whom a limit counts for."""

    ACCOUNT = "account"
    RECORD = "record"
    USER_AND_RECORD = "user and record"
    USER_AND_ADDRESS = "user and address"


Query = Mapping[str, str]


@attrs.frozen
class Rule:
    """A limit of some operations: so many requests in so many seconds.

    `limits` is by kind of account: `default`, `trial`, `high_volume`; without a figure there is no limit. `when` says
    which requests count, by their query. `title` names what is limited in the answer of a refusal.
    """

    name: str
    operations: frozenset[str]
    limits: Mapping[str, int]
    title: str
    interval: float = 60.0
    scope: Scope = Scope.ACCOUNT
    header: bool = True
    when: Callable[[Query], bool] | None = None
    payload: Any = None
    """The body of a refusal where it is not the usual one; a `str` is sent as text/html."""
    public: bool = False
    """Whether a refusal may be cached until the window ends."""
    record: str | None = None
    """The path parameter of the record, for a limit on one."""

    def limit(self, plan: str) -> int | None:
        """Return how many requests a window has on a plan; None for no limit."""
        return self.limits.get(plan, self.limits.get("default"))

    def refuse(self, seconds: int) -> Refusal:
        """Return the 429 of this limit; the window ends in `seconds`."""
        description = f"Number of allowed {self.title} requests per minute exceeded"
        payload = self.payload or {"error": "APIRateLimitExceeded", "description": description}
        headers: dict[str, str] = {}
        if isinstance(payload, str):
            headers["Content-Type"] = "text/html; charset=utf-8"
        if self.public:
            headers["cache-control"] = f"max-age={seconds}, public"
        return Refusal(429, payload, headers)


# https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/best-practices-for-avoiding-rate-limiting/
_TICKET_UPDATES = "Rate limit for ticket updates exceeded, please wait before updating this ticket again"
_TOO_MANY_UPDATES = {"errors": [{"code": "TooManyRequests", "title": "Too many requests to update"}]}


def _beyond(page: int) -> Callable[[Query], bool]:
    def counts(query: Query) -> bool:
        text = query.get("page", "")
        return text.isdecimal() and int(text) > page

    return counts


def _rule(name: str, operations: str, title: str, limits: int | Mapping[str, int], **more: Any) -> Rule:
    figures = {"default": limits} if isinstance(limits, int) else limits
    return Rule(name, frozenset(operations.split()), figures, title, **more)


_TICKET_CHANGES = (
    "UpdateTicket RedactTicketCommentInAgentWorkspace RedactCommentAttachment MakeTicketCommentPrivate "
    "RedactStringInComment MergeTicketsIntoTargetTicket DeleteTagsTicket SetTagsTicket PutTagsTicket"
)

RULES: Final = (
    _rule("tickets-index", "ListTickets", "ticket list API", {"trial": 100}),
    _rule("tickets-index-deep-pagination", "ListTickets", "ticket list API", 50, when=_beyond(500)),
    _rule("tags-index", "ListTags", "tag list API", {"trial": 100, "default": 2000}),
    _rule("tags-index-deep-pagination", "ListTags", "tag list API", 50, when=_beyond(500)),
    _rule(
        "users-index-deep-pagination",
        "ListUsers ListGroupUsers ListOrganizationUsers",
        "user list API",
        100,
        when=_beyond(10_000),
        header=False,
    ),
    _rule(
        "per-ticket-updates",
        _TICKET_CHANGES,
        "ticket update",
        30,
        interval=600.0,
        scope=Scope.USER_AND_RECORD,
        record="ticket_id",
        payload=_TICKET_UPDATES,
    ),
    _rule(
        "tickets-update",
        "UpdateTicket",
        "ticket update API",
        {"default": 100, "trial": 20, "high_volume": 300},
    ),
    _rule(
        "ticket-request-create-by-user-and-ip",
        "CreateTicket",
        "ticket creation API",
        300,
        scope=Scope.USER_AND_ADDRESS,
    ),
    _rule("tickets-destroy", "DeleteTicket", "ticket deletion API", 400, header=False),
    _rule("deleted-tickets-destroy", "DeleteTicketPermanently", "ticket deletion API", 1000),
    _rule("deleted-tickets-index", "ListDeletedTickets", "deleted ticket list API", 10, header=False),
    _rule(
        "deleted-tickets-index-deep-pagination",
        "ListDeletedTickets",
        "deleted ticket list API",
        5,
        when=_beyond(100),
        header=False,
    ),
    _rule("deleted-users-destroy", "PermanentlyDeleteUser", "user deletion API", 700, interval=600.0, header=False),
    _rule("search-index", "ListSearchResults", "search API", 2500),
    _rule("search-export", "ExportSearchResults", "search export API", 100, header=False),
    _rule(
        "incremental-exports",
        "IncrementalTicketExportTime IncrementalTicketExportCursor IncrementalTicketEvents "
        "IncrementalUserExportTime IncrementalOrganizationExport ListTicketMetricEvents "
        "IncrementalSkilBasedRoutingAttributesExport IncrementalSkilBasedRoutingAttributeValuesExport "
        "IncrementalSkilBasedRoutingInstanceValuesExport",
        "incremental export API",
        {"default": 10, "high_volume": 30},
        public=True,
    ),
    _rule(
        "incremental-custom-objects",
        "IncrementalCustomObjectRecordExportCursor",
        "incremental export API",
        10,
        header=False,
    ),
    _rule("audit-logs-export", "ExportAuditLogs", "audit log export API", 1),
    _rule("suspended-tickets-export", "ExportSuspendedTickets", "suspended ticket export API", 1, header=False),
    _rule("omnilog-index", "ListConversationLogForTicket", "conversation log API", {"trial": 100, "high_volume": 300}),
    _rule(
        "incremental-exports-cursor",
        "IncrementalUserExportCursor",
        "incremental export API",
        {"default": 20, "high_volume": 60},
        public=True,
    ),
    _rule(
        "incremental-exports-sample",
        "IncrementalSampleExport",
        "incremental export sample API",
        10,
        interval=1200.0,
        header=False,
    ),
    _rule(
        "views-execute",
        "ExecuteView",
        "view execution API",
        5,
        scope=Scope.USER_AND_RECORD,
        record="view_id",
        header=False,
    ),
    _rule(
        "views-count",
        "GetViewCount",
        "view count API",
        5,
        scope=Scope.USER_AND_RECORD,
        record="view_id",
        header=False,
    ),
    _rule("views-preview", "PreviewViews", "view preview API", 5, scope=Scope.USER_AND_RECORD, header=False),
    _rule("views-count-many", "GetViewCounts", "view count API", 6, interval=300.0, header=False),
    _rule(
        "create-update-user",
        "UpdateUser CreateOrUpdateUser",
        "user update API",
        5,
        scope=Scope.RECORD,
        record="user_id",
        payload=_TOO_MANY_UPDATES,
    ),
    _rule("users-update", "UpdateUser", "user update API", 1, interval=1.0, header=False),
    _rule(
        "organizations-update",
        "UpdateOrganization",
        "organization update API",
        5,
        scope=Scope.RECORD,
        record="organization_id",
        header=False,
        payload=_TOO_MANY_UPDATES,
    ),
    _rule(
        "ticket-fields-index",
        "ListTicketFields",
        "ticket field list API",
        {"default": 300, "trial": 20, "high_volume": 450},
    ),
    _rule("ticket-field-options", "CreateOrUpdateTicketFieldOption", "ticket field option API", 100, header=False),
    _rule("webhooks-test", "TestWebhook", "webhook test API", 20, header=False),
)
"""The limits of endpoints, over and above the account's own."""
