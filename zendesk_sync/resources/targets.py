# Written by tools/mirror.py from zendesk_async/resources/targets.py: change that one, then run `make mirror`.

"""Targets: addresses outside of Zendesk that triggers can call. `zd.webhooks` has replaced them."""

from typing import Unpack

from zendesk_async.models.targets import Target, TargetCreate, TargetUpdate
from zendesk_async.resources.targets import Targets as AsyncTargets
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Targets(Resource[AsyncTargets]):
    """Targets: addresses outside of Zendesk that triggers can call. `zd.webhooks` has replaced them.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/targets/
    """

    def list(self) -> Paginator[Target]:
        """Iterate over the targets."""
        return self._paginate(self._async.list())

    def show(self, target_id: int) -> Target:
        """Return one target."""
        return self._wait(self._async.show(target_id))

    def create(self, **target: Unpack[TargetCreate]) -> Target:
        """Create a target. Accounts that don't have targets yet can't create URL targets."""
        return self._wait(self._async.create(**target))

    def update(self, target_id: int, /, **target: Unpack[TargetUpdate]) -> Target:
        """Change a target."""
        return self._wait(self._async.update(target_id, **target))

    def delete(self, target_id: int) -> None:
        """Delete a target."""
        self._wait(self._async.delete(target_id))
