"""Devices that are told by push notifications; the mobile apps register them.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/push_notification_devices/
"""

from typing import Any, Final

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._refusals import invalid_attribute, too_many_values

MOST: Final = 100


@answers("PushNotificationDevices")
def destroy_many(call: Call) -> Answer:
    """Unregister the devices with these tokens; those nobody knows are passed over."""
    tokens: Any = call.body.get("push_notification_devices") if is_object(call.body) else None
    if not is_array(tokens) or not all(isinstance(token, str) for token in tokens):
        raise invalid_attribute("push_notification_devices", "must be an array of strings")
    if len(tokens) > MOST:
        raise too_many_values(MOST)
    devices = call.account.table("push_notification_devices")
    for row in devices.rows():
        if row["token"] in tokens:
            devices.remove(row["id"])
    return Answer({})
