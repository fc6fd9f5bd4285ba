"""Support addresses: mails to them become tickets."""

from collections.abc import Sequence
from typing import Literal, Unpack

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.support_addresses import SupportAddress, SupportAddressCreate, SupportAddressUpdate
from zendesk_async.pagination import Paginator


class SupportAddresses(Resource):
    """Support addresses: mails to them become tickets.

    Agents may read them; admins, and agents who may manage channels, change them.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/support_addresses/
    """

    _list = Operation(
        "ListSupportAddresses",
        "GET /api/v2/recipient_addresses",
        SupportAddress,
        key="recipient_addresses",
        paging=Paging.CURSOR_OR_OFFSET,
    )

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
            self._list,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowSupportAddress",
        "GET /api/v2/recipient_addresses/{support_address_id}",
        SupportAddress,
        key="recipient_address",
    )

    async def show(self, support_address_id: int) -> SupportAddress:
        """Return one support address."""
        return await self._call(self._show, support_address_id=support_address_id)

    _create = Operation(
        "CreateSupportAddress",
        "POST /api/v2/recipient_addresses",
        SupportAddress,
        key="recipient_address",
        body="recipient_address",
    )

    async def create(self, **recipient_address: Unpack[SupportAddressCreate]) -> SupportAddress:
        """Add a support address. An external one must then be verified."""
        return await self._call(self._create, body=recipient_address)

    _update = Operation(
        "UpdateSupportAddress",
        "PUT /api/v2/recipient_addresses/{support_address_id}",
        SupportAddress,
        key="recipient_address",
        body="recipient_address",
    )

    async def update(
        self, support_address_id: int, /, **recipient_address: Unpack[SupportAddressUpdate]
    ) -> SupportAddress:
        """Change a support address. The address itself can't be changed."""
        return await self._call(self._update, support_address_id=support_address_id, body=recipient_address)

    _verify = Operation(
        "VerifySupportAddressForwarding",
        "PUT /api/v2/recipient_addresses/{support_address_id}/verify",
        NoContent,
        write_class=WriteClass.UNSAFE,
    )

    async def verify(self, support_address_id: int, type: Literal["forwarding", "spf", "dns"] | None = None) -> None:
        """Start to verify a support address; `show` tells the result a few minutes later."""
        await self._call(
            self._verify, support_address_id=support_address_id, body={} if type is None else {"type": type}
        )

    _delete = Operation("DeleteRecipientAddress", "DELETE /api/v2/recipient_addresses/{support_address_id}", NoContent)

    async def delete(self, support_address_id: int) -> None:
        """Delete a support address."""
        await self._call(self._delete, support_address_id=support_address_id)
