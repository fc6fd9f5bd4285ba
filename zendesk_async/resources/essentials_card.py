"""Essentials card: the fields of a user or another record that agents see first."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.essentials_card import EssentialsCard, EssentialsCardUpdate
from zendesk_async.pagination import Paginator


class EssentialsCards(Resource):
    """Essentials card: the fields of a user or another record that agents see first.

    Legacy: the reference no longer has these calls; object layouts in the admin center have replaced them.

    https://developer.zendesk.com/api-reference/ticketing/users/essentials_card/
    """

    _list = Operation(
        "ShowEssentialsCards",
        "GET /api/v2/object_layouts/essentials_cards",
        EssentialsCard,
        key="object_layouts",
        paging=Paging.SINGLE,
    )

    def list(self) -> Paginator[EssentialsCard]:
        """Iterate over the essentials cards.

        Legacy: object layouts in the admin center have replaced it. Admins only.
        """
        return self._paginate(self._list)

    _show = Operation(
        "ShowEssentialsCard",
        "GET /api/v2/object_layouts/{object_type}/essentials_card",
        EssentialsCard,
        key="object_layout",
    )

    async def show(self, object_type: str) -> EssentialsCard:
        """Return the essentials card of a kind of record, such as `zen:user`.

        Legacy: object layouts in the admin center have replaced it.
        """
        return await self._call(self._show, object_type=object_type)

    _update = Operation(
        "UpdateEssentialsCard",
        "PUT /api/v2/object_layouts/{object_type}/essentials_card",
        EssentialsCard,
        key="object_layout",
        body="object_layout",
    )

    async def update(self, object_type: str, /, **object_layout: Unpack[EssentialsCardUpdate]) -> EssentialsCard:
        """Set the fields that an essentials card shows.

        Legacy: object layouts in the admin center have replaced it. Admins only.
        """
        return await self._call(self._update, object_type=object_type, body=object_layout)

    _delete = Operation(
        "DeleteEssentialsCard", "DELETE /api/v2/object_layouts/{object_type}/essentials_card", NoContent
    )

    async def delete(self, object_type: str) -> None:
        """Delete an essentials card; Zendesk's own is shown again.

        Legacy: object layouts in the admin center have replaced it.
        """
        await self._call(self._delete, object_type=object_type)
