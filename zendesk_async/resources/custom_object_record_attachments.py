"""Attachments of custom object records, where the object allows them."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.custom_object_record_attachments import RecordAttachment, RecordAttachmentUpdate
from zendesk_async.pagination import Paginator
from zendesk_async.resources._bodies import file_form


class CustomObjectRecordAttachments(Resource, scope="custom_objects"):
    """Attachments of custom object records, where the object allows them.

    Who may see a record may see its files.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_record_attachments/
    """

    _list = Operation(
        "ListCustomObjectRecordAttachments",
        "GET /api/v2/custom_objects/{custom_object_key}/records/{record_id}/attachments",
        RecordAttachment,
        key="custom_object_record_attachments",
        paging=Paging.SINGLE,
    )

    def list(self, custom_object_key: str, record_id: str) -> Paginator[RecordAttachment]:
        """Iterate over the files of a record."""
        return self._paginate(self._list, custom_object_key=custom_object_key, record_id=record_id)

    _create = Operation(
        "CreateCustomObjectRecordAttachment",
        "POST /api/v2/custom_objects/{custom_object_key}/records/{record_id}/attachments",
        RecordAttachment,
        key="custom_object_record_attachment",
    )

    async def create(
        self,
        custom_object_key: str,
        record_id: str,
        content: bytes,
        *,
        filename: str,
        content_type: str = "application/octet-stream",
    ) -> RecordAttachment:
        """Upload a file and attach it to a record."""
        return await self._call(
            self._create,
            custom_object_key=custom_object_key,
            record_id=record_id,
            **file_form(content, filename, content_type, "uploaded_data"),
        )

    _update = Operation(
        "UpdateCustomObjectRecordAttachment",
        "PUT /api/v2/custom_objects/{custom_object_key}/records/{record_id}/attachments/{id}",
        RecordAttachment,
        key="custom_object_record_attachment",
        body="custom_object_record_attachment",
    )

    async def update(
        self,
        custom_object_key: str,
        record_id: str,
        id: str,
        /,
        **custom_object_record_attachment: Unpack[RecordAttachmentUpdate],
    ) -> RecordAttachment:
        """Let agents download a file in which malware was found, or stop them.

        Admins only.
        """
        return await self._call(
            self._update,
            custom_object_key=custom_object_key,
            record_id=record_id,
            id=id,
            body=custom_object_record_attachment,
        )

    _download = Operation(
        "DownloadCustomObjectRecordAttachment",
        "GET /api/v2/custom_objects/{custom_object_key}/records/{record_id}/attachments/{id}/download",
        bytes,
    )

    async def download(self, custom_object_key: str, record_id: str, id: str, *, inline: bool | None = None) -> bytes:
        """Return the content of a file.

        `inline` asks for it as something to show rather than to save.
        """
        return await self._call(
            self._download,
            custom_object_key=custom_object_key,
            record_id=record_id,
            id=id,
            inline=inline,
            headers={"Accept": "*/*"},
        )

    _delete = Operation(
        "DeleteCustomObjectRecordAttachment",
        "DELETE /api/v2/custom_objects/{custom_object_key}/records/{record_id}/attachments/{id}",
        NoContent,
    )

    async def delete(self, custom_object_key: str, record_id: str, id: str) -> None:
        """Delete a file of a record."""
        await self._call(self._delete, custom_object_key=custom_object_key, record_id=record_id, id=id)
