# Written by tools/mirror.py from zendesk_async/resources/workspaces.py: change that one, then run `make mirror`.

"""Contextual workspaces: the form, macros and apps that agents see with certain tickets."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.workspaces import Workspace, WorkspaceCreate, WorkspaceUpdate
from zendesk_async.resources.workspaces import Workspaces as AsyncWorkspaces
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Workspaces(Resource[AsyncWorkspaces]):
    """Contextual workspaces: the form, macros and apps that agents see with certain tickets.

    Agents may list them; the rest is for admins.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/workspaces/
    """

    def list(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[Workspace]:
        """Iterate over the workspaces, by position."""
        return self._paginate(self._async.list(page=page, per_page=per_page))

    def show(self, workspace_id: int) -> Workspace:
        """Return one workspace."""
        return self._wait(self._async.show(workspace_id))

    def create(self, **workspace: Unpack[WorkspaceCreate]) -> Workspace:
        """Create a workspace."""
        return self._wait(self._async.create(**workspace))

    def update(self, workspace_id: int, /, **workspace: Unpack[WorkspaceUpdate]) -> Workspace:
        """Change a workspace."""
        return self._wait(self._async.update(workspace_id, **workspace))

    def reorder(self, ids: Sequence[int]) -> None:
        """Give the workspaces a new order: the ids of all of them."""
        self._wait(self._async.reorder(ids))

    def delete(self, workspace_id: int) -> None:
        """Delete a workspace."""
        self._wait(self._async.delete(workspace_id))

    def delete_many(self, ids: Sequence[int]) -> None:
        """Delete several workspaces."""
        self._wait(self._async.delete_many(ids))
