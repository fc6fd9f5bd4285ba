# Written by tools/mirror.py from zendesk_async/resources/approval_requests.py: change that one, then run `make mirror`.

"""Approval requests: ask somebody to approve something about a ticket."""

import builtins
from typing import Unpack

from zendesk_async.models.approval_requests import (
    ApprovalDecisionInput,
    ApprovalRequest,
    ApprovalRequestCreate,
    ApprovalStatus,
)
from zendesk_async.resources.approval_requests import ApprovalRequests as AsyncApprovalRequests
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class ApprovalRequests(Resource[AsyncApprovalRequests]):
    """Approval requests: ask somebody to approve something about a ticket.

    Agents may call these unless a method says otherwise.

    https://developer.zendesk.com/api-reference/ticketing/tickets/approval_requests/
    """

    def list(
        self,
        *,
        filter_status: ApprovalStatus | None = None,
        filter_assignee_user_id: str | None = None,
        filter_assignee_group_id: str | None = None,
        page_before: str | None = None,
        page_after: str | None = None,
    ) -> Paginator[ApprovalRequest]:
        """Iterate over the approval requests of the account.

        Admins only.
        """
        return self._paginate(
            self._async.list(
                filter_status=filter_status,
                filter_assignee_user_id=filter_assignee_user_id,
                filter_assignee_group_id=filter_assignee_group_id,
                page_before=page_before,
                page_after=page_after,
            )
        )

    def create(self, **approval_request: Unpack[ApprovalRequestCreate]) -> ApprovalRequest:
        """Ask a user or a group to approve something about a ticket."""
        return self._wait(self._async.create(**approval_request))

    def show(self, approval_workflow_instance_id: str, approval_request_id: str) -> ApprovalRequest:
        """Return one approval request of a workflow.

        Legacy: it is no longer documented; `list` gives the approval requests of the account.
        """
        return self._wait(self._async.show(approval_workflow_instance_id, approval_request_id))

    def search(self, approval_workflow_instance_id: str) -> builtins.list[ApprovalRequest]:
        """Return the approval requests of a workflow.

        Legacy: it is no longer documented; `list` gives the approval requests of the account.
        """
        return self._wait(self._async.search(approval_workflow_instance_id))

    def update_decision(
        self, approval_workflow_instance_id: str, approval_request_id: str, /, **decision: Unpack[ApprovalDecisionInput]
    ) -> ApprovalRequest:
        """Approve, reject or withdraw an approval request.

        Legacy: it is no longer documented, and nothing has replaced it; approvers decide in the request's own page.
        """
        return self._wait(self._async.update_decision(approval_workflow_instance_id, approval_request_id, **decision))
