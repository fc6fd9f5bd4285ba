"""Push notification devices: phones that get the account's notifications."""

from collections.abc import Sequence

from zendesk_async._operation import NoContent, Operation, WriteClass
from zendesk_async._resource import Resource


class PushNotificationDevices(Resource):
    """Push notification devices: phones that get the account's notifications.

    Admins may call this.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/push_notification_devices/
    """

    _delete_many = Operation(
        "PushNotificationDevices",
        "POST /api/v2/push_notification_devices/destroy_many",
        NoContent,
        batch="push_notification_devices",
        write_class=WriteClass.IDEMPOTENT,
    )

    async def delete_many(self, push_notification_devices: Sequence[str]) -> None:
        """Unregister devices, by their push tokens, 100 at most."""
        await self._call(self._delete_many, body=push_notification_devices)
