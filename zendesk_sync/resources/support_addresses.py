# Written by tools/mirror.py from zendesk_async/resources/support_addresses.py: change that one, then run `make mirror`.

"""Support addresses: mails to them become tickets."""

from collections.abc import Sequence
from typing import Literal, Unpack

from zendesk_async.models.support_addresses import SupportAddress, SupportAddressCreate, SupportAddressUpdate
from zendesk_async.resources.support_addresses import SupportAddresses as AsyncSupportAddresses
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class SupportAddresses(Resource[AsyncSupportAddresses]):
    """Support addresses: mails to them become tickets.

    Agents may read them; admins, and agents who may manage channels, change them.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/support_addresses/
    """

    def list(
        self,
        *,
        include: Sequence[str] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[SupportAddress]:
        """Iterate over the support addresses."""
        return self._paginate(
            self._async.list(
                include=include,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, support_address_id: int) -> SupportAddress:
        """Return one support address."""
        return self._wait(self._async.show(support_address_id))

    def create(self, **recipient_address: Unpack[SupportAddressCreate]) -> SupportAddress:
        """Add a support address. An external one must then be verified."""
        return self._wait(self._async.create(**recipient_address))

    def update(self, support_address_id: int, /, **recipient_address: Unpack[SupportAddressUpdate]) -> SupportAddress:
        """Change a support address. The address itself can't be changed."""
        return self._wait(self._async.update(support_address_id, **recipient_address))

    def verify(self, support_address_id: int, type: Literal["forwarding", "spf", "dns"] | None = None) -> None:
        """Start to verify a support address; `show` tells the result a few minutes later."""
        self._wait(self._async.verify(support_address_id, type))

    def delete(self, support_address_id: int) -> None:
        """Delete a support address."""
        self._wait(self._async.delete(support_address_id))
