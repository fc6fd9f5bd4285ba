"""Security settings: how people sign in, and from where."""

from zendesk_async._operation import Operation
from zendesk_async._resource import Resource
from zendesk_async.models.security_settings import SecuritySettings


class SecuritySettingsGroup(Resource, scope="security"):
    """Security settings: how people sign in, and from where.

    Admins may call this.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/security_settings/
    """

    _show = Operation(
        "ShowSecuritySettings", "GET /api/v2/security_settings", SecuritySettings, key="security_settings"
    )

    async def show(self, *, brand_id: int | None = None) -> SecuritySettings:
        """Return the security settings of the account or of a brand."""
        return await self._call(self._show, brand_id=brand_id)
