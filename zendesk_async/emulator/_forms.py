"""Files that come in forms: `multipart/form-data`."""

import email
import email.policy
from typing import Any

import attrs

from zendesk_async.emulator._call import Call
from zendesk_async.emulator._refusals import missing_parameter


@attrs.frozen
class FormFile:
    """A file of a form."""

    name: str
    content: bytes
    content_type: str


def form_file(call: Call, field: str) -> FormFile:
    """Return the file that a form has under a field; 400 without one. A `filename` beside it names the file."""
    head = f"Content-Type: {call.headers.get('Content-Type', '')}\r\n\r\n".encode()
    form: Any = email.message_from_bytes(head + call.content, policy=email.policy.HTTP)
    names: dict[str, str] = {}
    found: Any = None
    for part in form.iter_parts() if form.is_multipart() else ():
        key = part.get_param("name", header="content-disposition")
        if key == field:
            found = part
        elif part.get_filename() is None:
            names[str(key)] = part.get_content().strip()
    if found is None:
        raise missing_parameter(field)
    name = names.get("filename") or found.get_filename() or "attachment"
    return FormFile(name, found.get_payload(decode=True), found.get_content_type())
