# Written by tools/mirror.py from zendesk_async/resources/essentials_card.py: change that one, then run `make mirror`.

"""Essentials card: the fields of a user or another record that agents see first."""

from typing import Unpack

from zendesk_async.models.essentials_card import EssentialsCard, EssentialsCardUpdate
from zendesk_async.resources.essentials_card import EssentialsCards as AsyncEssentialsCards
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class EssentialsCards(Resource[AsyncEssentialsCards]):
    """Essentials card: the fields of a user or another record that agents see first.

    Legacy: the reference no longer has these calls; object layouts in the admin center have replaced them.

    https://developer.zendesk.com/api-reference/ticketing/users/essentials_card/
    """

    def list(self) -> Paginator[EssentialsCard]:
        """Iterate over the essentials cards.

        Legacy: object layouts in the admin center have replaced it. Admins only.
        """
        return self._paginate(self._async.list())

    def show(self, object_type: str) -> EssentialsCard:
        """Return the essentials card of a kind of record, such as `zen:user`.

        Legacy: object layouts in the admin center have replaced it.
        """
        return self._wait(self._async.show(object_type))

    def update(self, object_type: str, /, **object_layout: Unpack[EssentialsCardUpdate]) -> EssentialsCard:
        """Set the fields that an essentials card shows.

        Legacy: object layouts in the admin center have replaced it. Admins only.
        """
        return self._wait(self._async.update(object_type, **object_layout))

    def delete(self, object_type: str) -> None:
        """Delete an essentials card; Zendesk's own is shown again.

        Legacy: object layouts in the admin center have replaced it.
        """
        self._wait(self._async.delete(object_type))
