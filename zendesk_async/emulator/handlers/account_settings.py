"""Settings of the account, of its mails and of its security; the ways to sign in from outside.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/account_settings/
"""

from collections.abc import Iterable
from typing import Any, Final

from zendesk_async._json import is_object
from zendesk_async.emulator._account_settings import READ_ONLY, security_of, settings_of
from zendesk_async.emulator._audited import write
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection
from zendesk_async.emulator._collection_fields import ID, own
from zendesk_async.emulator._refusals import forbidden, invalid_attribute, record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account


@answers("ShowAccountSettings")
def show_settings(call: Call) -> Answer:
    """Answer all settings."""
    return Answer({"settings": settings_of(call.account)})


@answers("GetAccountEmailSettings")
def show_email_settings(call: Call) -> Answer:
    """Answer the settings of mails."""
    return Answer({"settings": {"email": settings_of(call.account)["email"]}})


@answers("UpdateAccountSettings")
def update_settings(call: Call) -> Answer:
    """Change some settings."""
    for name, values in call.envelope("settings").items():
        _update(call, name, values)
    return Answer({"settings": settings_of(call.account)})


@answers("UpdateAccountEmailSettings")
def update_email_settings(call: Call) -> Answer:
    """Change some settings of mails."""
    _update(call, "email", call.envelope("settings").get("email"))
    return Answer({"settings": {"email": settings_of(call.account)["email"]}})


def _update(call: Call, name: str, values: Any) -> None:
    section = settings_of(call.account).get(name)
    if section is None:
        return
    if not is_object(values):
        raise invalid_attribute(name, "must be an object")
    if name in READ_ONLY:
        raise forbidden()
    for key, value in values.items():
        if key not in section or section[key] == value:
            continue
        before = section[key]
        if isinstance(before, bool) and not isinstance(value, bool):
            raise invalid_attribute(key, "must be a boolean")
        label = f"{name}: {key}"
        write(call, "update", "account_setting", None, label, f"Changed from {before} to {value}")
        section[key] = value
        if key in {"comments_public_by_default", "collaboration"}:
            setattr(call.account.settings, key, value)


@answers("ShowSecuritySettings")
def show_security_settings(call: Call) -> Answer:
    """Answer the security settings, of the account or of one brand."""
    _check_brand(call)
    return Answer({"security_settings": security_of(call.account)})


def _check_brand(call: Call) -> int | None:
    brand = call.integer("brand_id")
    if brand is not None and brand not in call.account.brands:
        raise record_not_found()
    return brand


def _seeds(account: Account) -> Iterable[Row]:
    yield {
        "name": "JWT Provider",
        "label": "Company sign-in",
        "auth_mode": 3,
        "auth_mode_name": "jwt",
        "brand_id": next(iter(account.brands), None),
        "masked_secret": "16egqn" + "*" * 42,
        "remote_login_url": "https://example.com/jwt/login",
        "remote_logout_url": "https://example.com/jwt/logout",
    }


_PROVIDERS: Final = Collection(
    table="remote_authentications",
    one="remote_authentication",
    many="remote_authentications",
    parameter="id",
    seeds=_seeds,
    fields=(
        ID,
        own("name"),
        own("label"),
        own("auth_mode"),
        own("auth_mode_name"),
        own("brand_id"),
        own("agent", default=False),
        own("agent_primary", default=False),
        own("end_user", default=True),
        own("end_user_primary", default=False),
        own("can_display_button_to_end_users", default=True),
        own("can_display_button_to_team_members", default=False),
        own("ip_ranges"),
        own("is_active", default=True),
        own("masked_secret"),
        own("priority", 1),
        own("remote_login_url"),
        own("remote_logout_url"),
        own("update_external_ids", default=False),
    ),
)


@answers("ListRemoteAuthentications")
def list_remote_authentications(call: Call) -> Answer:
    """Answer the ways to sign in from outside, of one brand or of all."""
    brand = _check_brand(call)
    rows = _PROVIDERS.table_of(call.account).rows()
    return Answer({"remote_authentications": [row for row in rows if brand in {None, row["brand_id"]}]})
