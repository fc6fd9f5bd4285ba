# Written by tools/mirror.py from zendesk_async/resources/webhooks.py: change that one, then run `make mirror`.

"""Webhooks: addresses that Zendesk calls when something happens."""

import builtins
from datetime import datetime
from typing import Unpack

from zendesk_async.models.webhooks import (
    Webhook,
    WebhookAttempt,
    WebhookCreate,
    WebhookInvocation,
    WebhookSigningSecret,
    WebhookState,
    WebhookTestRequest,
    WebhookTestResult,
    WebhookUpdate,
)
from zendesk_async.resources.webhooks import Webhooks as AsyncWebhooks
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Webhooks(Resource[AsyncWebhooks]):
    """Webhooks: addresses that Zendesk calls when something happens.

    Admins may call these. Deliveries are checked by `zendesk_async.WebhookVerifier`.

    https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/
    """

    def list(
        self,
        *,
        filter_name_contains: str | None = None,
        filter_status: WebhookState | None = None,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[Webhook]:
        """Iterate over the webhooks of the account, newest first."""
        return self._paginate(
            self._async.list(
                filter_name_contains=filter_name_contains,
                filter_status=filter_status,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
            )
        )

    def show(self, webhook_id: str) -> Webhook:
        """Return one webhook. Its secrets are left out."""
        return self._wait(self._async.show(webhook_id))

    def create(self, *, clone_webhook_id: str | None = None, **webhook: Unpack[WebhookCreate]) -> Webhook:
        """Create a webhook.

        A webhook has either event types as `subscriptions`, and then sends JSON by POST, or
        `conditional_ticket_events`, to be called by triggers and automations. `clone_webhook_id` starts from a copy
        of another webhook.
        """
        return self._wait(self._async.create(clone_webhook_id=clone_webhook_id, **webhook))

    def clone(self, webhook_id: str) -> Webhook:
        """Create a copy of a webhook, whose name then ends in ` (copy)`."""
        return self._wait(self._async.clone(webhook_id))

    def update(self, webhook_id: str, /, **webhook: Unpack[WebhookCreate]) -> None:
        """Replace a webhook: what is left out is emptied."""
        self._wait(self._async.update(webhook_id, **webhook))

    def patch(self, webhook_id: str, /, **webhook: Unpack[WebhookUpdate]) -> None:
        """Change a webhook: what is left out stays."""
        self._wait(self._async.patch(webhook_id, **webhook))

    def delete(self, webhook_id: str) -> None:
        """Delete a webhook."""
        self._wait(self._async.delete(webhook_id))

    def test(self, *, webhook_id: str | None = None, **request: Unpack[WebhookTestRequest]) -> WebhookTestResult:
        """Send a test request and return what was answered.

        `webhook_id` takes from an existing webhook what the request leaves out. At most 20 requests a minute.
        """
        return self._wait(self._async.test(webhook_id=webhook_id, **request))

    def list_invocations(
        self,
        webhook_id: str,
        *,
        filter_status: str | None = None,
        filter_from_ts: str | datetime | None = None,
        filter_to_ts: str | datetime | None = None,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[WebhookInvocation]:
        """Iterate over the calls of a webhook in the last 7 days, newest first.

        `filter_from_ts` and `filter_to_ts` are times as RFC 3339 text or aware datetimes.
        """
        return self._paginate(
            self._async.list_invocations(
                webhook_id,
                filter_status=filter_status,
                filter_from_ts=filter_from_ts,
                filter_to_ts=filter_to_ts,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
            )
        )

    def list_invocation_attempts(self, webhook_id: str, invocation_id: str) -> builtins.list[WebhookAttempt]:
        """Return the attempts of one call of a webhook, with what was sent and answered."""
        return self._wait(self._async.list_invocation_attempts(webhook_id, invocation_id))

    def show_signing_secret(self, webhook_id: str) -> WebhookSigningSecret:
        """Return the secret that a webhook's deliveries are signed with."""
        return self._wait(self._async.show_signing_secret(webhook_id))

    def reset_signing_secret(self, webhook_id: str) -> WebhookSigningSecret:
        """Give a webhook a new signing secret. Deliveries are signed with it from now on."""
        return self._wait(self._async.reset_signing_secret(webhook_id))
