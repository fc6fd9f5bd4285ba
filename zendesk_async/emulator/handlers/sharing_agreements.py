"""Agreements with other accounts to share tickets.

https://developer.zendesk.com/api-reference/ticketing/tickets/sharing_agreements/
"""

from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, choice, own, text
from zendesk_async.emulator._collection_operations import serve

STATUSES = ("accepted", "declined", "pending", "inactive", "failed", "ssl_error", "configuration_error")
_SETTABLE = ("accepted", "declined", "inactive", "pending")


def _rules(change: Change) -> None:
    after, before = change.after, change.before
    if before is None:
        after["status"] = "pending"
        after["name"] = after["name"] or f"{after['remote_subdomain']} @ Zendesk"
        if not after["remote_subdomain"] or after["remote_subdomain"] == change.account.subdomain:
            # Recorded: the key is a label, and the item has no code.
            change.problems.add("Subdomain: ", "Subdomain: Does not exist")
        return
    # Only the status can change.
    for key in ("name", "partner_name", "remote_subdomain", "type"):
        after[key] = before[key]
    if after["status"] not in _SETTABLE:
        change.problems.add("status", f"Status: {after['status']} is not included in the list", "InvalidValue")


AGREEMENTS = Collection(
    table="sharing_agreements",
    one="sharing_agreement",
    many="sharing_agreements",
    parameter="sharing_agreement_id",
    path="sharing_agreements",
    source_type="sharing_agreement",
    rules=_rules,
    fields=(
        URL,
        ID,
        text("name"),
        choice("type", ("inbound", "outbound"), "outbound", nullable=False),
        choice("status", STATUSES, "pending", nullable=False),
        text("partner_name"),
        text("remote_subdomain"),
        CREATED,
        UPDATED,
        own("_is_partner", default=False),
    ),
)

serve(
    AGREEMENTS,
    list_whole="ListSharingAgreements",
    create="CreateSharingAgreement",
    show="ShowSharingAgreement",
    update="UpdateSharingAgreement",
    delete="DeleteSharingAgreement",
)
