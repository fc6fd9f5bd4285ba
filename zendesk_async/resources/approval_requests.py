"""Approval requests: ask somebody to approve something about a ticket."""

import builtins
from typing import Unpack

from zendesk_async._operation import Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.approval_requests import (
    ApprovalDecisionInput,
    ApprovalRequest,
    ApprovalRequestCreate,
    ApprovalStatus,
)
from zendesk_async.pagination import Paginator


class ApprovalRequests(Resource):
    """Approval requests: ask somebody to approve something about a ticket.

    Agents may call these unless a method says otherwise.

    https://developer.zendesk.com/api-reference/ticketing/tickets/approval_requests/
    """

    _list = Operation(
        "ListApprovalRequests",
        "GET /api/v2/approval_requests",
        ApprovalRequest,
        key="approval_requests",
        paging=Paging.CURSOR,
        page_size=0,
        names={"page_after": "after_cursor", "page_before": "before_cursor"},
    )

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
            self._list,
            filter_status=filter_status,
            filter_assignee_user_id=filter_assignee_user_id,
            filter_assignee_group_id=filter_assignee_group_id,
            page_before=page_before,
            page_after=page_after,
        )

    _create = Operation(
        "CreateApprovalRequest", "POST /api/v2/approval_requests", ApprovalRequest, key="approval_request"
    )

    async def create(self, **approval_request: Unpack[ApprovalRequestCreate]) -> ApprovalRequest:
        """Ask a user or a group to approve something about a ticket."""
        return await self._call(self._create, body=approval_request)

    _show = Operation(
        "ShowApprovalRequest",
        "GET /api/v2/approval_workflow_instances/{approval_workflow_instance_id}/approval_requests/{approval_request_id}",
        ApprovalRequest,
        key="approval_request",
    )

    async def show(self, approval_workflow_instance_id: str, approval_request_id: str) -> ApprovalRequest:
        """Return one approval request of a workflow.

        Legacy: it is no longer documented; `list` gives the approval requests of the account.
        """
        return await self._call(
            self._show,
            approval_workflow_instance_id=approval_workflow_instance_id,
            approval_request_id=approval_request_id,
        )

    _search = Operation(
        "SearchApprovals",
        "POST /api/v2/approval_workflow_instances/{approval_workflow_instance_id}/approval_requests/search",
        ApprovalRequest,
        key="approval_requests",
        write_class=WriteClass.SAFE,
    )

    async def search(self, approval_workflow_instance_id: str) -> builtins.list[ApprovalRequest]:
        """Return the approval requests of a workflow.

        Legacy: it is no longer documented; `list` gives the approval requests of the account.
        """
        return await self._call_list(self._search, approval_workflow_instance_id=approval_workflow_instance_id)

    _update_decision = Operation(
        "UpdateDecisionApprovalRequest",
        "PATCH /api/v2/approval_workflow_instances/{approval_workflow_instance_id}/approval_requests/{approval_request_id}/decision",
        ApprovalRequest,
        key="approval_request",
    )

    async def update_decision(
        self, approval_workflow_instance_id: str, approval_request_id: str, /, **decision: Unpack[ApprovalDecisionInput]
    ) -> ApprovalRequest:
        """Approve, reject or withdraw an approval request.

        Legacy: it is no longer documented, and nothing has replaced it; approvers decide in the request's own page.
        """
        return await self._call(
            self._update_decision,
            approval_workflow_instance_id=approval_workflow_instance_id,
            approval_request_id=approval_request_id,
            body=decision,
        )
