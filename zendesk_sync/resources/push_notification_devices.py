# Written by tools/mirror.py from zendesk_async/resources/push_notification_devices.py: change that one, then run `make mirror`.

"""Push notification devices: phones that get the account's notifications."""

from collections.abc import Sequence

from zendesk_async.resources.push_notification_devices import PushNotificationDevices as AsyncPushNotificationDevices
from zendesk_sync._resource import Resource


class PushNotificationDevices(Resource[AsyncPushNotificationDevices]):
    """Push notification devices: phones that get the account's notifications.

    Admins may call this.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/push_notification_devices/
    """

    def delete_many(self, push_notification_devices: Sequence[str]) -> None:
        """Unregister devices, by their push tokens, 100 at most."""
        self._wait(self._async.delete_many(push_notification_devices))
