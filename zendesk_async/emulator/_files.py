"""Files of an account: uploads, attachments, their contents, and signed addresses of the storage behind them.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/
"""

import base64
import hashlib
import hmac
import mimetypes
import secrets
import struct
import weakref
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from zendesk_async.emulator._clock import seconds_of, stamp_of

if TYPE_CHECKING:
    from zendesk_async.emulator._store import Account

Row = dict[str, Any]

LARGEST_FILE = 50 * 1024 * 1024
SIGNED_SECONDS = 300

# The harmless file that every malware scanner reports, https://www.eicar.org/download-anti-malware-testfile/ (in two
# parts, so that no scanner reports this module).
_TEST_MALWARE = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"


class Files:
    """Hold what rows can not: contents, the tokens of their addresses, and whose they are."""

    def __init__(self, account: "Account") -> None:
        # The account must not be kept alive by what is kept for it.
        self.account: Account = weakref.proxy(account)
        self.contents: dict[int, bytes] = {}
        self.tokens: dict[str, int] = {}
        self.comment_of: dict[int, int] = {}
        self.macro_of: dict[int, int | None] = {}
        self.created_at: dict[int, str] = {}
        self._key = secrets.token_bytes(32)

    def add(self, base: str, name: str, content: bytes, content_type: str | None, *, inline: bool = False) -> Row:
        """Store a file and return its attachment's row."""
        identifier = self.account.new_id()
        token = secrets.token_urlsafe(24)
        self.contents[identifier] = content
        self.tokens[token] = identifier
        url = f"{base}/attachments/token/{token}/?name={quote(name)}"
        guessed = mimetypes.guess_type(name)[0]
        width, height = _dimensions(content)
        return self.account.attachments.insert(
            {
                "url": f"{base}/api/v2/attachments/{identifier}.json",
                "id": identifier,
                "file_name": name,
                "content_url": url,
                "mapped_content_url": url,
                "content_type": guessed or content_type or "application/octet-stream",
                "size": len(content),
                "width": width,
                "height": height,
                "inline": inline,
                "deleted": False,
                "malware_access_override": False,
                "malware_scan_result": "malware_found" if _TEST_MALWARE in content else "not_scanned",
                "thumbnails": [],
            }
        )

    def upload(self, token: str | None, attachment: Row) -> Row:
        """Add an attachment to an upload, or begin one without a token; return the upload's row."""
        known = self.open_upload(token) if token is not None else None
        expires = self.account.clock.seconds() + self.account.settings.upload_token_minutes * 60
        if known is not None:
            ids = [*known["attachment_ids"], attachment["id"]]
            return self.account.uploads.change(known["id"], {"attachment_ids": ids, "expires_at": stamp_of(expires)})
        return self.open_new_upload([attachment["id"]])

    def open_new_upload(self, attachment_ids: Sequence[int]) -> Row:
        """Begin an upload of files that are there; return its row."""
        expires = self.account.clock.seconds() + self.account.settings.upload_token_minutes * 60
        return self.account.uploads.insert(
            {
                "id": secrets.token_urlsafe(18),
                "expires_at": stamp_of(expires),
                "attachment_ids": list(attachment_ids),
            }
        )

    def open_upload(self, token: str) -> Row | None:
        """Return an upload whose token still lives."""
        upload = self.account.uploads.get(token)
        if upload is None or seconds_of(upload["expires_at"]) <= self.account.clock.seconds():
            return None
        return upload

    def attach(self, tokens: Iterable[str], comment_id: int) -> list[Row] | None:
        """Give the files of these uploads to a comment and return their attachments; None when a token is not good.

        The tokens are used up.
        """
        uploads = [self.open_upload(token) for token in tokens]
        attached: list[Row] = []
        for upload in uploads:
            if upload is None:
                return None
            attached += self.account.attachments.rows(upload["attachment_ids"])
        for upload in uploads:
            if upload is not None:
                self.account.uploads.remove(upload["id"])
        for row in attached:
            self.comment_of[row["id"]] = comment_id
        return attached

    def remove(self, ids: Sequence[int]) -> None:
        """Take files out for good."""
        gone = set(ids)
        for identifier in gone:
            self.account.attachments.remove(identifier)
            self.contents.pop(identifier, None)
            self.comment_of.pop(identifier, None)
        self.tokens = {token: identifier for token, identifier in self.tokens.items() if identifier not in gone}

    def signed_path(self, identifier: int) -> str:
        """Return the path and query under which the storage gives the content out for some minutes."""
        expires = int(self.account.clock.seconds()) + SIGNED_SECONDS
        return f"/files/{identifier}?Expires={expires}&Signature={quote(self.signature(str(identifier), str(expires)))}"

    def signature(self, identifier: str, expires: str) -> str:
        """Sign an address of the storage."""
        digest = hmac.new(self._key, f"{identifier}\n{expires}".encode(), hashlib.sha256).digest()
        return base64.b64encode(digest).decode()


_files: "weakref.WeakKeyDictionary[Account, Files]" = weakref.WeakKeyDictionary()


def files_of(account: "Account") -> Files:
    """Return the files of an account."""
    if account not in _files:
        _files[account] = Files(account)
    return _files[account]


def _dimensions(content: bytes) -> tuple[int | None, int | None]:
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        return struct.unpack("<HH", content[6:10])
    return None, None
