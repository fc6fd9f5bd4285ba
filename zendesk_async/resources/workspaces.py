"""Contextual workspaces: the form, macros and apps that agents see with certain tickets."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.workspaces import Workspace, WorkspaceCreate, WorkspaceUpdate
from zendesk_async.pagination import Paginator


class Workspaces(Resource):
    """Contextual workspaces: the form, macros and apps that agents see with certain tickets.

    Agents may list them; the rest is for admins.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/workspaces/
    """

    _list = Operation("ListWorkspaces", "GET /api/v2/workspaces", Workspace, key="workspaces", paging=Paging.OFFSET)

    def list(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[Workspace]:
        """Iterate over the workspaces, by position."""
        return self._paginate(self._list, page=page, per_page=per_page)

    _show = Operation("ShowWorkspace", "GET /api/v2/workspaces/{workspace_id}", Workspace, key="workspace")

    async def show(self, workspace_id: int) -> Workspace:
        """Return one workspace."""
        return await self._call(self._show, workspace_id=workspace_id)

    _create = Operation("CreateWorkspace", "POST /api/v2/workspaces", Workspace, key="workspace", body="workspace")

    async def create(self, **workspace: Unpack[WorkspaceCreate]) -> Workspace:
        """Create a workspace."""
        return await self._call(self._create, body=workspace)

    _update = Operation(
        "UpdateWorkspace", "PUT /api/v2/workspaces/{workspace_id}", Workspace, key="workspace", body="workspace"
    )

    async def update(self, workspace_id: int, /, **workspace: Unpack[WorkspaceUpdate]) -> Workspace:
        """Change a workspace."""
        return await self._call(self._update, workspace_id=workspace_id, body=workspace)

    _reorder = Operation("ReorderWorkspaces", "PUT /api/v2/workspaces/reorder", NoContent)

    async def reorder(self, ids: Sequence[int]) -> None:
        """Give the workspaces a new order: the ids of all of them."""
        await self._call(self._reorder, body={"ids": ids})

    _delete = Operation("DeleteWorkspace", "DELETE /api/v2/workspaces/{workspace_id}", NoContent)

    async def delete(self, workspace_id: int) -> None:
        """Delete a workspace."""
        await self._call(self._delete, workspace_id=workspace_id)

    _delete_many = Operation("DestroyManyWorkspaces", "DELETE /api/v2/workspaces/destroy_many", NoContent)

    async def delete_many(self, ids: Sequence[int]) -> None:
        """Delete several workspaces."""
        await self._call(self._delete_many, ids=ids)
