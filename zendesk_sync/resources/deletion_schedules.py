# Written by tools/mirror.py from zendesk_async/resources/deletion_schedules.py: change that one, then run `make mirror`.

"""Deletion schedules: what is deleted by itself, and when."""

from typing import Unpack

from zendesk_async.models.deletion_schedules import DeletionSchedule, DeletionScheduleCreate, DeletionScheduleUpdate
from zendesk_async.resources.deletion_schedules import DeletionSchedules as AsyncDeletionSchedules
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class DeletionSchedules(Resource[AsyncDeletionSchedules]):
    """Deletion schedules: what is deleted by itself, and when.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/deletion_schedules/
    """

    def list(self) -> Paginator[DeletionSchedule]:
        """Iterate over the deletion schedules."""
        return self._paginate(self._async.list())

    def show(self, deletion_schedule_id: int) -> DeletionSchedule:
        """Return one deletion schedule."""
        return self._wait(self._async.show(deletion_schedule_id))

    def create(self, **deletion_schedule: Unpack[DeletionScheduleCreate]) -> DeletionSchedule:
        """Create a deletion schedule."""
        return self._wait(self._async.create(**deletion_schedule))

    def update(
        self, deletion_schedule_id: int, /, **deletion_schedule: Unpack[DeletionScheduleUpdate]
    ) -> DeletionSchedule:
        """Change a deletion schedule. Conditions, when given, replace all there are."""
        return self._wait(self._async.update(deletion_schedule_id, **deletion_schedule))

    def delete(self, deletion_schedule_id: int) -> None:
        """Delete a deletion schedule. What it deleted stays deleted."""
        self._wait(self._async.delete(deletion_schedule_id))
