# Written by tools/mirror.py from zendesk_async/resources/locales.py: change that one, then run `make mirror`.

"""Locales: the languages of the account. Anybody may call these, without a credential too."""

from zendesk_async.models.locales import Locale
from zendesk_async.resources.locales import Locales as AsyncLocales
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Locales(Resource[AsyncLocales]):
    """Locales: the languages of the account. Anybody may call these, without a credential too.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/locales/
    """

    def list(self) -> Paginator[Locale]:
        """Iterate over the languages that are switched on for end users."""
        return self._paginate(self._async.list())

    def list_for_agent(self) -> Paginator[Locale]:
        """Iterate over the languages that agents can choose."""
        return self._paginate(self._async.list_for_agent())

    def list_public(self) -> Paginator[Locale]:
        """Iterate over all languages that Zendesk is translated into."""
        return self._paginate(self._async.list_public())

    def show(self, locale_id: int | str) -> Locale:
        """Return one language, by its id or by a name such as `en-US`."""
        return self._wait(self._async.show(locale_id))

    def show_current(self) -> Locale:
        """Return the caller's language."""
        return self._wait(self._async.show_current())

    def detect_best(self) -> Locale:
        """Return the account's language that suits the request's `Accept-Language` header best."""
        return self._wait(self._async.detect_best())
