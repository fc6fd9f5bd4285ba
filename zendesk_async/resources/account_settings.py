"""Account settings: how the account is set up."""

from typing import Unpack

from zendesk_async._operation import Operation
from zendesk_async._resource import Resource
from zendesk_async.models.account_setting_payloads import AccountSettingsUpdate, EmailSettingsUpdate
from zendesk_async.models.account_settings import AccountSettings


class AccountSettingsGroup(Resource, scope="account_settings"):
    """Account settings: how the account is set up.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/account_settings/
    """

    _show = Operation("ShowAccountSettings", "GET /api/v2/account/settings", AccountSettings, key="settings")

    async def show(self, *, authenticity_token: str | None = None) -> AccountSettings:
        """Return the settings of the account."""
        return await self._call(self._show, authenticity_token=authenticity_token)

    _update = Operation(
        "UpdateAccountSettings", "PUT /api/v2/account/settings", AccountSettings, key="settings", body="settings"
    )

    async def update(self, **settings: Unpack[AccountSettingsUpdate]) -> AccountSettings:
        """Change settings of the account; return all of them."""
        return await self._call(self._update, body=settings)

    _show_email = Operation(
        "GetAccountEmailSettings", "GET /api/v2/account/email_settings", AccountSettings, key="settings"
    )

    async def show_email(self) -> AccountSettings:
        """Return the e-mail settings of the account."""
        return await self._call(self._show_email)

    _update_email = Operation(
        "UpdateAccountEmailSettings",
        "PUT /api/v2/account/email_settings",
        AccountSettings,
        key="settings",
        body="settings",
    )

    async def update_email(self, **settings: Unpack[EmailSettingsUpdate]) -> AccountSettings:
        """Change the e-mail settings of the account; return them."""
        return await self._call(self._update_email, body=settings)
