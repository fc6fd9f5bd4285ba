# Written by tools/mirror.py from zendesk_async/resources/sharing_agreements.py: change that one, then run `make mirror`.

"""Sharing agreements: tickets that are shared with other accounts."""

from typing import Unpack

from zendesk_async.models.sharing_agreements import SharingAgreement, SharingAgreementCreate, SharingAgreementUpdate
from zendesk_async.resources.sharing_agreements import SharingAgreements as AsyncSharingAgreements
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class SharingAgreements(Resource[AsyncSharingAgreements]):
    """Sharing agreements: tickets that are shared with other accounts.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/sharing_agreements/
    """

    def list(self) -> Paginator[SharingAgreement]:
        """Iterate over the sharing agreements."""
        return self._paginate(self._async.list())

    def show(self, sharing_agreement_id: int) -> SharingAgreement:
        """Return one sharing agreement."""
        return self._wait(self._async.show(sharing_agreement_id))

    def create(self, **sharing_agreement: Unpack[SharingAgreementCreate]) -> SharingAgreement:
        """Propose a sharing agreement to another account, which accepts or declines it."""
        return self._wait(self._async.create(**sharing_agreement))

    def update(
        self, sharing_agreement_id: int, /, **sharing_agreement: Unpack[SharingAgreementUpdate]
    ) -> SharingAgreement:
        """Accept, decline or end a sharing agreement: only its status can be changed."""
        return self._wait(self._async.update(sharing_agreement_id, **sharing_agreement))

    def delete(self, sharing_agreement_id: int) -> None:
        """Delete a sharing agreement."""
        self._wait(self._async.delete(sharing_agreement_id))
