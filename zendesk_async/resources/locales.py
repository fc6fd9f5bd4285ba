"""Locales: the languages of the account. Anybody may call these, without a credential too."""

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.locales import Locale
from zendesk_async.pagination import Paginator


class Locales(Resource):
    """Locales: the languages of the account. Anybody may call these, without a credential too.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/locales/
    """

    _list = Operation("ListLocales", "GET /api/v2/locales", Locale, key="locales", paging=Paging.SINGLE)

    def list(self) -> Paginator[Locale]:
        """Iterate over the languages that are switched on for end users."""
        return self._paginate(self._list)

    _list_for_agent = Operation(
        "ListLocalesForAgent", "GET /api/v2/locales/agent", Locale, key="locales", paging=Paging.SINGLE
    )

    def list_for_agent(self) -> Paginator[Locale]:
        """Iterate over the languages that agents can choose."""
        return self._paginate(self._list_for_agent)

    _list_public = Operation(
        "ListAvailablePublicLocales", "GET /api/v2/locales/public", Locale, key="locales", paging=Paging.SINGLE
    )

    def list_public(self) -> Paginator[Locale]:
        """Iterate over all languages that Zendesk is translated into."""
        return self._paginate(self._list_public)

    _show = Operation("ShowLocaleById", "GET /api/v2/locales/{locale_id}", Locale, key="locale")

    async def show(self, locale_id: int | str) -> Locale:
        """Return one language, by its id or by a name such as `en-US`."""
        return await self._call(self._show, locale_id=locale_id)

    _show_current = Operation("ShowCurrentLocale", "GET /api/v2/locales/current", Locale, key="locale")

    async def show_current(self) -> Locale:
        """Return the caller's language."""
        return await self._call(self._show_current)

    _detect_best = Operation("DetectBestLocale", "GET /api/v2/locales/detect_best_locale", Locale, key="locale")

    async def detect_best(self) -> Locale:
        """Return the account's language that suits the request's `Accept-Language` header best."""
        return await self._call(self._detect_best)
