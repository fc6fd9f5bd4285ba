"""Files on the records of custom objects.

https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_record_attachments/
"""

from zendesk_async.emulator import _custom_records
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._custom_objects import object_of
from zendesk_async.emulator._files import files_of
from zendesk_async.emulator._forms import form_file
from zendesk_async.emulator._refusals import forbidden, listed, record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._table import Table
from zendesk_async.emulator._validation import boolean

MOST = 20


def _table(call: Call) -> Table[str]:
    return call.account.table("custom_object_record_attachments", call.account.new_ulid)


def _record(call: Call) -> Row:
    found = object_of(call)
    record = _custom_records.record_of(call, found["key"], call.path["record_id"])
    if not found["allows_attachments"]:
        raise listed(400, "AttachmentsNotAllowed", "Attachments are not enabled for this custom object")
    return record


def _of_record(call: Call, record: Row) -> list[Row]:
    table = _table(call)
    return table.rows(table.where("custom_object_record_id", record["id"]))


def _attachment(call: Call) -> Row:
    record = _record(call)
    row = _table(call).get(call.path["id"])
    if row is None or row["custom_object_record_id"] != record["id"]:
        raise record_not_found()
    return row


def _shown(row: Row) -> Row:
    return {key: value for key, value in row.items() if key != "file_id"}


@answers("ListCustomObjectRecordAttachments")
def list_attachments(call: Call) -> Answer:
    """Answer the files of a record."""
    rows = _of_record(call, _record(call))
    return Answer({"custom_object_record_attachments": [_shown(row) for row in rows]})


@answers("CreateCustomObjectRecordAttachment")
def create_attachment(call: Call) -> Answer:
    """Put a file on a record."""
    record = _record(call)
    if len(_of_record(call, record)) >= MOST:
        raise listed(400, "TooManyAttachments", f"A record has at most {MOST} attachments")
    file = form_file(call, "uploaded_data")
    stored = files_of(call.account).add(call.base, file.name, file.content, file.content_type)
    identifier = call.account.new_ulid()
    path = f"custom_objects/{record['custom_object_key']}/records/{record['id']}/attachments/{identifier}/download"
    row = _table(call).insert(
        {
            "id": identifier,
            "custom_object_record_id": record["id"],
            "filename": file.name,
            "content_type": stored["content_type"],
            "content_url": f"{call.base}/api/v2/{path}",
            "size": stored["size"],
            "created_at": call.clock.stamp(),
            "created_by": call.user["name"],
            "malware_access_override": False,
            "malware_scan_status": stored["malware_scan_result"],
            "malware_scan_completed_at": None,
            "file_id": stored["id"],
        }
    )
    return Answer({"custom_object_record_attachment": _shown(row)})


@answers("UpdateCustomObjectRecordAttachment")
def update_attachment(call: Call) -> Answer:
    """Let agents through to a file with malware, or stop them."""
    row = _attachment(call)
    given = call.envelope("custom_object_record_attachment")
    override = boolean("malware_access_override", given.get("malware_access_override"))
    if override is not None:
        row = _table(call).change(row["id"], {"malware_access_override": override})
    return Answer({"custom_object_record_attachment": _shown(row)})


@answers("DeleteCustomObjectRecordAttachment")
def delete_attachment(call: Call) -> Answer:
    """Take a file off a record."""
    row = _attachment(call)
    files_of(call.account).remove([row["file_id"]])
    _table(call).remove(row["id"])
    return Answer(status=204)


@answers("DownloadCustomObjectRecordAttachment")
def download_attachment(call: Call) -> Answer:
    """Answer the bytes of a file, `inline` for a browser to show."""
    row = _attachment(call)
    if row["malware_scan_status"] == "malware_found" and not row["malware_access_override"]:
        raise forbidden()
    place = "inline" if call.flag("inline") else "attachment"
    headers = {
        "Content-Type": row["content_type"] if call.flag("inline") else "application/octet-stream",
        "Content-Disposition": f'{place}; filename="{row["filename"].replace(chr(34), "")}"',
    }
    return Answer(files_of(call.account).contents[row["file_id"]], headers=headers)
