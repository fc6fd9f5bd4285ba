# Written by tools/mirror.py from zendesk_async/resources/account_settings.py: change that one, then run `make mirror`.

"""Account settings: how the account is set up."""

from typing import Unpack

from zendesk_async.models.account_setting_payloads import AccountSettingsUpdate, EmailSettingsUpdate
from zendesk_async.models.account_settings import AccountSettings
from zendesk_async.resources.account_settings import AccountSettingsGroup as AsyncAccountSettingsGroup
from zendesk_sync._resource import Resource


class AccountSettingsGroup(Resource[AsyncAccountSettingsGroup]):
    """Account settings: how the account is set up.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/account_settings/
    """

    def show(self, *, authenticity_token: str | None = None) -> AccountSettings:
        """Return the settings of the account."""
        return self._wait(self._async.show(authenticity_token=authenticity_token))

    def update(self, **settings: Unpack[AccountSettingsUpdate]) -> AccountSettings:
        """Change settings of the account; return all of them."""
        return self._wait(self._async.update(**settings))

    def show_email(self) -> AccountSettings:
        """Return the e-mail settings of the account."""
        return self._wait(self._async.show_email())

    def update_email(self, **settings: Unpack[EmailSettingsUpdate]) -> AccountSettings:
        """Change the e-mail settings of the account; return them."""
        return self._wait(self._async.update_email(**settings))
