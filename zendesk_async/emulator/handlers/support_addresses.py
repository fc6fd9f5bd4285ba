"""The addresses under which an account takes mail.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/support_addresses/
"""

from collections.abc import Iterable

from zendesk_async._json import is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, flag, own, text, whole
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._refusals import invalid_attribute, record_invalid
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account

_VERIFIED = {"forwarding": "forwarding_status", "spf": "spf_status", "dns": "domain_verification_status"}


def _own_domain(account: Account) -> str:
    return f"{account.subdomain}.zendesk.com"


def _seeds(account: Account) -> Iterable[Row]:
    yield {
        "name": account.subdomain.title(),
        "email": f"support@{_own_domain(account)}",
        "default": True,
        "brand_id": next(iter(account.brands), None),
        "forwarding_status": "verified",
        "spf_status": "verified",
        "cname_status": "verified",
        "dns_results": "verified",
        "domain_verification_status": "verified",
    }


def _rules(change: Change) -> None:
    after, problems, account = change.after, change.problems, change.account
    problems.email("email", after["email"])
    brands = account.brands
    if after["brand_id"] is None:
        after["brand_id"] = next((row["id"] for row in brands.rows() if row["default"]), None)
    elif after["brand_id"] not in brands:
        problems.add("brand_id", "Brand: is invalid", "InvalidValue")
    if change.before is None and str(after["email"]).endswith(f"@{_own_domain(account)}"):
        for key in ("forwarding_status", "spf_status", "cname_status", "domain_verification_status"):
            after[key] = "verified"
    if not after["name"]:
        after["name"] = account.subdomain.title()
    if change.before is not None and change.before["default"] and not after["default"]:
        after["default"] = True
    if after["default"] and not problems.details:
        table = ADDRESSES.table_of(account)
        for row in table.rows():
            if row["default"] and row["id"] != after["id"]:
                table.change(row["id"], {"default": False})


def _removing(_call: Call, row: Row) -> None:
    if row["default"]:
        raise record_invalid({"base": [("The default support address cannot be deleted", "InvalidValue")]})


ADDRESSES = Collection(
    table="recipient_addresses",
    one="recipient_address",
    many="recipient_addresses",
    parameter="support_address_id",
    path="recipient_addresses",
    source_type="recipient_address",
    rules=_rules,
    removing=_removing,
    seeds=_seeds,
    fields=(
        URL,
        ID,
        whole("brand_id"),
        flag("default"),
        text("name"),
        text("email", required=True, nullable=False, unique=True, fixed=True),
        own("forwarding_status", "unknown"),
        own("spf_status", "unknown"),
        own("cname_status", "unknown"),
        own("dns_results", "failed"),
        own("domain_verification_status", "unknown"),
        own("domain_verification_code", make=lambda account, _row: account.new_uuid().replace("-", "")[:16]),
        CREATED,
        UPDATED,
    ),
)

serve(
    ADDRESSES,
    list="ListSupportAddresses",
    create="CreateSupportAddress",
    show="ShowSupportAddress",
    update="UpdateSupportAddress",
    delete="DeleteRecipientAddress",
)


@answers("VerifySupportAddressForwarding")
def verify_address(call: Call) -> Answer:
    """Begin to verify an address: its forwarding, SPF record or DNS. A test mail goes out for the forwarding."""
    row = ADDRESSES.found(call)
    kind = call.body.get("type") if is_object(call.body) else None
    if kind not in _VERIFIED:
        raise invalid_attribute("type", "must be one of forwarding, spf, dns")
    field = _VERIFIED[kind]
    if row[field] != "verified":
        # Nobody's mail server is asked: a test mail is on its way for ever, and no DNS record is there.
        status = "waiting" if kind == "forwarding" else "failed"
        ADDRESSES.table_of(call.account).change(row["id"], {field: status, "updated_at": call.clock.stamp()})
    return Answer({})
