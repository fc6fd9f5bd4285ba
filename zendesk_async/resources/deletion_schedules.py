"""Deletion schedules: what is deleted by itself, and when."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.deletion_schedules import DeletionSchedule, DeletionScheduleCreate, DeletionScheduleUpdate
from zendesk_async.pagination import Paginator


class DeletionSchedules(Resource, scope="deletion_schedules"):
    """Deletion schedules: what is deleted by itself, and when.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/deletion_schedules/
    """

    _list = Operation(
        "ListDeletionSchedules",
        "GET /api/v2/deletion_schedules",
        DeletionSchedule,
        key="deletion_schedules",
        paging=Paging.SINGLE,
    )

    def list(self) -> Paginator[DeletionSchedule]:
        """Iterate over the deletion schedules."""
        return self._paginate(self._list)

    _show = Operation(
        "GetDeletionSchedule",
        "GET /api/v2/deletion_schedules/{deletion_schedule_id}",
        DeletionSchedule,
        key="deletion_schedule",
    )

    async def show(self, deletion_schedule_id: int) -> DeletionSchedule:
        """Return one deletion schedule."""
        return await self._call(self._show, deletion_schedule_id=deletion_schedule_id)

    _create = Operation(
        "CreateDeletionSchedule",
        "POST /api/v2/deletion_schedules",
        DeletionSchedule,
        key="deletion_schedule",
        body="deletion_schedule",
    )

    async def create(self, **deletion_schedule: Unpack[DeletionScheduleCreate]) -> DeletionSchedule:
        """Create a deletion schedule."""
        return await self._call(self._create, body=deletion_schedule)

    _update = Operation(
        "UpdateDeletionSchedule",
        "PUT /api/v2/deletion_schedules/{deletion_schedule_id}",
        DeletionSchedule,
        key="deletion_schedule",
        body="deletion_schedule",
    )

    async def update(
        self, deletion_schedule_id: int, /, **deletion_schedule: Unpack[DeletionScheduleUpdate]
    ) -> DeletionSchedule:
        """Change a deletion schedule. Conditions, when given, replace all there are."""
        return await self._call(self._update, deletion_schedule_id=deletion_schedule_id, body=deletion_schedule)

    _delete = Operation("DeleteDeletionSchedule", "DELETE /api/v2/deletion_schedules/{deletion_schedule_id}", NoContent)

    async def delete(self, deletion_schedule_id: int) -> None:
        """Delete a deletion schedule. What it deleted stays deleted."""
        await self._call(self._delete, deletion_schedule_id=deletion_schedule_id)
