"""Global OAuth clients."""

from datetime import datetime

from zendesk_async.models.base import Record, record


@record
class GlobalClient(Record):
    """A global OAuth client: an application that any account can let in.

    https://developer.zendesk.com/api-reference/ticketing/oauth/global_oauth_clients/
    """

    id: int | None = None
    identifier: str | None = None
    name: str | None = None
    description: str | None = None
    company: str | None = None
    kind: str | None = None
    logo_url: str | None = None


@record
class GlobalClientTokenSummary(Record):
    """How many tokens a global OAuth client has in the account."""

    id: int | None = None
    tokens_count: int | None = None
    last_used_at: datetime | None = None
