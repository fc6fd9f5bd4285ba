"""Sharing agreements: tickets that are shared with other accounts."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.sharing_agreements import SharingAgreement, SharingAgreementCreate, SharingAgreementUpdate
from zendesk_async.pagination import Paginator


class SharingAgreements(Resource):
    """Sharing agreements: tickets that are shared with other accounts.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/sharing_agreements/
    """

    _list = Operation(
        "ListSharingAgreements",
        "GET /api/v2/sharing_agreements",
        SharingAgreement,
        key="sharing_agreements",
        paging=Paging.SINGLE,
    )

    def list(self) -> Paginator[SharingAgreement]:
        """Iterate over the sharing agreements."""
        return self._paginate(self._list)

    _show = Operation(
        "ShowSharingAgreement",
        "GET /api/v2/sharing_agreements/{sharing_agreement_id}",
        SharingAgreement,
        key="sharing_agreement",
    )

    async def show(self, sharing_agreement_id: int) -> SharingAgreement:
        """Return one sharing agreement."""
        return await self._call(self._show, sharing_agreement_id=sharing_agreement_id)

    _create = Operation(
        "CreateSharingAgreement",
        "POST /api/v2/sharing_agreements",
        SharingAgreement,
        key="sharing_agreement",
        body="sharing_agreement",
    )

    async def create(self, **sharing_agreement: Unpack[SharingAgreementCreate]) -> SharingAgreement:
        """Propose a sharing agreement to another account, which accepts or declines it."""
        return await self._call(self._create, body=sharing_agreement)

    _update = Operation(
        "UpdateSharingAgreement",
        "PUT /api/v2/sharing_agreements/{sharing_agreement_id}",
        SharingAgreement,
        key="sharing_agreement",
        body="sharing_agreement",
    )

    async def update(
        self, sharing_agreement_id: int, /, **sharing_agreement: Unpack[SharingAgreementUpdate]
    ) -> SharingAgreement:
        """Accept, decline or end a sharing agreement: only its status can be changed."""
        return await self._call(self._update, sharing_agreement_id=sharing_agreement_id, body=sharing_agreement)

    _delete = Operation("DeleteSharingAgreement", "DELETE /api/v2/sharing_agreements/{sharing_agreement_id}", NoContent)

    async def delete(self, sharing_agreement_id: int) -> None:
        """Delete a sharing agreement."""
        await self._call(self._delete, sharing_agreement_id=sharing_agreement_id)
