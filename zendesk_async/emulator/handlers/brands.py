"""Brands: their addresses, logos and defaults.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/brands/
"""

import re

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, choice, flag, name, own, text
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._files import files_of
from zendesk_async.emulator._forms import form_file
from zendesk_async.emulator._refusals import missing_parameter, record_invalid
from zendesk_async.emulator._shapes import Row

MOST = 300
"""https://support.zendesk.com/hc/en-us/articles/4408829476378"""

_SUBDOMAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,61}[a-z0-9]?")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def _rules(change: Change) -> None:
    after, problems = change.after, change.problems
    subdomain = str(after["subdomain"]).lower()
    if not _SUBDOMAIN.fullmatch(subdomain):
        problems.add("subdomain", "Subdomain: is invalid", "InvalidFormat")
    mapping = after["host_mapping"]
    if mapping and not _HOST.fullmatch(mapping):
        problems.add("host_mapping", "Host mapping: is invalid", "InvalidFormat")
    if change.before is None:
        forms = change.account.ticket_forms
        after["ticket_form_ids"] = [row["id"] for row in forms.rows() if row["in_all_brands"]]
        if not change.says("brand_url"):
            after["brand_url"] = f"https://{mapping or subdomain + '.zendesk.com'}"
    if after["has_help_center"] and after["help_center_state"] == "disabled":
        after["help_center_state"] = "restricted"
    elif not after["has_help_center"]:
        after["help_center_state"] = "disabled"
    if after["default"] and not after["active"]:
        problems.add("active", "Active: the default brand cannot be made inactive", "InvalidValue")
    if change.before is not None and change.before["default"] and not after["default"]:
        after["default"] = True
    if after["default"] and not problems.details:
        for row in change.account.brands.rows():
            if row["default"] and row["id"] != after["id"]:
                change.account.brands.change(row["id"], {"default": False})


def _removing(call: Call, row: Row) -> None:
    if row["default"]:
        raise record_invalid({"base": [("The default brand cannot be deleted", "InvalidValue")]})
    held = call.account.tickets.where("brand_id", row["id"])
    default = next((brand["id"] for brand in call.account.brands.rows() if brand["default"]), None)
    for identifier in held:
        call.account.tickets.change(identifier, {"brand_id": default})


BRANDS = Collection(
    table="brands",
    one="brand",
    many="brands",
    parameter="brand_id",
    path="brands",
    source_type="brand",
    most=MOST,
    rules=_rules,
    removing=_removing,
    filters={"assignable_from": lambda _call, _text, row: row["active"]},
    among=lambda call, row: call.user["role"] == "admin" or row["active"],
    fields=(
        URL,
        ID,
        name(),
        text("brand_url"),
        text("subdomain", required=True, nullable=False, unique=True),
        text("host_mapping", unique=True),
        flag("has_help_center"),
        own("help_center_state", "disabled"),
        flag("active", default=True),
        flag("default"),
        own("is_deleted", default=False),
        own("logo"),
        own("ticket_form_ids"),
        text("signature_template", "{{agent.signature}}"),
        choice("user_separation", ("account", "brand"), "account"),
        CREATED,
        UPDATED,
    ),
)

serve(
    BRANDS,
    list="ListBrands",
    create="CreateBrand",
    show="ShowBrand",
    update="UpdateBrand",
    delete="DeleteBrand",
)


def _host_mapping(call: Call, host: str | None, subdomain: str) -> Row:
    expected = f"{subdomain}.zendesk.com"
    if not host:
        return {"is_valid": False, "reason": "unset"}
    if not _HOST.fullmatch(host):
        return {"is_valid": False, "reason": "wrong_cname", "expected_cnames": [expected]}
    if any(row["host_mapping"] == host and row["subdomain"] != subdomain for row in call.account.brands.rows()):
        return {"is_valid": False, "reason": "already_taken", "expected_cnames": [expected]}
    # Nobody's DNS is asked: an address is a CNAME of the account when a brand of the account has it.
    if any(row["host_mapping"] == host for row in call.account.brands.rows()):
        return {"is_valid": True, "cname": expected}
    return {"is_valid": False, "reason": "not_a_cname", "expected_cnames": [expected]}


@answers("CheckHostMappingValidity")
def check_host_mapping(call: Call) -> Answer:
    """Tell whether an address leads to the account."""
    for parameter in ("host_mapping", "subdomain"):
        if not call.query.get(parameter):
            raise missing_parameter(parameter)
    return Answer(_host_mapping(call, call.query["host_mapping"], call.query["subdomain"]))


@answers("CheckHostMappingValidityForExistingBrand")
def check_host_mapping_of_brand(call: Call) -> Answer:
    """Tell whether the address of a brand leads to the account."""
    brand = BRANDS.found(call)
    return Answer(_host_mapping(call, brand["host_mapping"], brand["subdomain"]))


@answers("UpdateBrandLogo")
def update_logo(call: Call) -> Answer:
    """Give a brand a logo: the file of a form."""
    brand = BRANDS.found(call)
    file = form_file(call, "brand[logo][uploaded_data]")
    logo = files_of(call.account).add(call.base, file.name, file.content, file.content_type)
    changed = call.account.brands.change(brand["id"], {"logo": logo, "updated_at": call.clock.stamp()})
    return Answer({"brand": changed})


@answers("DeleteBrandLogo")
def delete_logo(call: Call) -> Answer:
    """Take a brand's logo away."""
    brand = BRANDS.found(call)
    if brand["logo"] is not None:
        files_of(call.account).remove([brand["logo"]["id"]])
    call.account.brands.change(brand["id"], {"logo": None, "updated_at": call.clock.stamp()})
    return Answer(status=204)
