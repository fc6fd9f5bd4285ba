# Written by tools/mirror.py from zendesk_async/resources/security_settings.py: change that one, then run `make mirror`.

"""Security settings: how people sign in, and from where."""

from zendesk_async.models.security_settings import SecuritySettings
from zendesk_async.resources.security_settings import SecuritySettingsGroup as AsyncSecuritySettingsGroup
from zendesk_sync._resource import Resource


class SecuritySettingsGroup(Resource[AsyncSecuritySettingsGroup]):
    """Security settings: how people sign in, and from where.

    Admins may call this.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/security_settings/
    """

    def show(self, *, brand_id: int | None = None) -> SecuritySettings:
        """Return the security settings of the account or of a brand."""
        return self._wait(self._async.show(brand_id=brand_id))
