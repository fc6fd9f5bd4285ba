"""Webhooks: addresses that Zendesk calls when something happens."""

import builtins
from datetime import datetime
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
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
from zendesk_async.pagination import Paginator


class Webhooks(Resource, scope="webhooks"):
    """Webhooks: addresses that Zendesk calls when something happens.

    Admins may call these. Deliveries are checked by `zendesk_async.WebhookVerifier`.

    https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/
    """

    _list = Operation(
        "ListWebhooks", "GET /api/v2/webhooks", Webhook, key="webhooks", paging=Paging.CURSOR, limit="webhooks"
    )

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
            self._list,
            filter_name_contains=filter_name_contains,
            filter_status=filter_status,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )

    _show = Operation("ShowWebhook", "GET /api/v2/webhooks/{webhook_id}", Webhook, key="webhook", limit="webhooks")

    async def show(self, webhook_id: str) -> Webhook:
        """Return one webhook. Its secrets are left out."""
        return await self._call(self._show, webhook_id=webhook_id)

    _create = Operation(
        "CreateOrCloneWebhook", "POST /api/v2/webhooks", Webhook, key="webhook", body="webhook", limit="webhooks"
    )

    async def create(self, *, clone_webhook_id: str | None = None, **webhook: Unpack[WebhookCreate]) -> Webhook:
        """Create a webhook.

        A webhook has either event types as `subscriptions`, and then sends JSON by POST, or
        `conditional_ticket_events`, to be called by triggers and automations. `clone_webhook_id` starts from a copy
        of another webhook.
        """
        return await self._call(self._create, clone_webhook_id=clone_webhook_id, body=webhook)

    async def clone(self, webhook_id: str) -> Webhook:
        """Create a copy of a webhook, whose name then ends in ` (copy)`."""
        return await self._call(self._create, clone_webhook_id=webhook_id)

    _update = Operation(
        "UpdateWebhook", "PUT /api/v2/webhooks/{webhook_id}", NoContent, body="webhook", limit="webhooks"
    )

    async def update(self, webhook_id: str, /, **webhook: Unpack[WebhookCreate]) -> None:
        """Replace a webhook: what is left out is emptied."""
        await self._call(self._update, webhook_id=webhook_id, body=webhook)

    _patch = Operation(
        "PatchWebhook", "PATCH /api/v2/webhooks/{webhook_id}", NoContent, body="webhook", limit="webhooks"
    )

    async def patch(self, webhook_id: str, /, **webhook: Unpack[WebhookUpdate]) -> None:
        """Change a webhook: what is left out stays."""
        await self._call(self._patch, webhook_id=webhook_id, body=webhook)

    _delete = Operation("DeleteWebhook", "DELETE /api/v2/webhooks/{webhook_id}", NoContent, limit="webhooks")

    async def delete(self, webhook_id: str) -> None:
        """Delete a webhook."""
        await self._call(self._delete, webhook_id=webhook_id)

    _test = Operation(
        "TestWebhook",
        "POST /api/v2/webhooks/test",
        WebhookTestResult,
        key="response",
        body="request",
        limit="webhooks-test",
    )

    async def test(self, *, webhook_id: str | None = None, **request: Unpack[WebhookTestRequest]) -> WebhookTestResult:
        """Send a test request and return what was answered.

        `webhook_id` takes from an existing webhook what the request leaves out. At most 20 requests a minute.
        """
        return await self._call(self._test, webhook_id=webhook_id, body=request)

    _list_invocations = Operation(
        "ListWebhookInvocations",
        "GET /api/v2/webhooks/{webhook_id}/invocations",
        WebhookInvocation,
        key="invocations",
        paging=Paging.CURSOR,
        limit="webhooks",
    )

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
            self._list_invocations,
            webhook_id=webhook_id,
            filter_status=filter_status,
            filter_from_ts=filter_from_ts,
            filter_to_ts=filter_to_ts,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )

    _list_invocation_attempts = Operation(
        "ListWebhookInvocationAttempts",
        "GET /api/v2/webhooks/{webhook_id}/invocations/{invocation_id}/attempts",
        WebhookAttempt,
        key="attempts",
        limit="webhooks",
    )

    async def list_invocation_attempts(self, webhook_id: str, invocation_id: str) -> builtins.list[WebhookAttempt]:
        """Return the attempts of one call of a webhook, with what was sent and answered."""
        return await self._call_list(self._list_invocation_attempts, webhook_id=webhook_id, invocation_id=invocation_id)

    _show_signing_secret = Operation(
        "ShowWebhookSigningSecret",
        "GET /api/v2/webhooks/{webhook_id}/signing_secret",
        WebhookSigningSecret,
        key="signing_secret",
        limit="webhooks",
    )

    async def show_signing_secret(self, webhook_id: str) -> WebhookSigningSecret:
        """Return the secret that a webhook's deliveries are signed with."""
        return await self._call(self._show_signing_secret, webhook_id=webhook_id)

    _reset_signing_secret = Operation(
        "ResetWebhookSigningSecret",
        "POST /api/v2/webhooks/{webhook_id}/signing_secret",
        WebhookSigningSecret,
        key="signing_secret",
        limit="webhooks",
    )

    async def reset_signing_secret(self, webhook_id: str) -> WebhookSigningSecret:
        """Give a webhook a new signing secret. Deliveries are signed with it from now on."""
        return await self._call(self._reset_signing_secret, webhook_id=webhook_id)
