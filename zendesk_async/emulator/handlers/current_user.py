"""The acting user: `users/me` and its settings.

https://developer.zendesk.com/api-reference/ticketing/users/users/#show-self
"""

import hashlib
from typing import Any
from weakref import WeakKeyDictionary

from zendesk_async._json import is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._people_sideloads import USERS, shown, with_abilities
from zendesk_async.emulator._refusals import could_not_authenticate, invalid_attribute
from zendesk_async.emulator._store import Account, Row

_END_USER_FIELDS = (
    "id",
    "url",
    "name",
    "email",
    "created_at",
    "updated_at",
    "time_zone",
    "iana_time_zone",
    "phone",
    "shared_phone_number",
    "photo",
    "locale_id",
    "locale",
    "organization_id",
    "role",
    "verified",
    "authenticity_token",
)
_SETTINGS: dict[str, Any] = {
    "lotus": {
        "agent_workspace_theme_preference": "0",
        "agent_workspace_theme_preference_for_conversation_panel": "0",
        "keyboard_shortcuts_enabled": True,
        "macro_shortcuts_enabled": True,
        "show_onboarding_tooltips": True,
        "two_factor_authentication": False,
    },
    "shared_views_order": None,
    "admin_center": {"has_admin_center_side_nav_open": True},
}

_chosen: WeakKeyDictionary[Account, dict[int, Row]] = WeakKeyDictionary()
"""What users changed of their settings."""


@answers("ShowCurrentUser")
def show_current_user(call: Call) -> Answer:
    """Answer the acting user."""
    user: Row = {}
    for field, value in call.user.items():
        user[field] = value
        if field == "verified" and call.user["id"] is not None:
            # Only here, and at this place (seen in recorded traffic).
            user["authenticity_token"] = _authenticity_token(call)
    if call.user["role"] == "end-user":
        user = {field: user[field] for field in _END_USER_FIELDS if field in user}
    embed = with_abilities(call, "user") if call.user["id"] is not None else None
    return shown(call, "user", embed([user])[0] if embed else user, USERS)


@answers("ShowCurrentUserSettings")
def show_current_user_settings(call: Call) -> Answer:
    """Answer the acting agent's settings."""
    return Answer({"settings": _settings(call)})


@answers("UpdateCurrentUserSettings")
def update_current_user_settings(call: Call) -> Answer:
    """Change some of the acting agent's settings."""
    settings = _settings(call)
    for name, value in call.envelope("settings").items():
        if name == "shared_views_order":
            settings[name] = value
        elif name in settings:
            if not is_object(value):
                raise invalid_attribute(name, "must be an object")
            settings[name] = {**settings[name], **value}
    _chosen.setdefault(call.account, {})[call.user["id"]] = settings
    return Answer({"settings": settings})


def _settings(call: Call) -> Row:
    if call.user.get("role") not in {"agent", "admin"}:
        # Documented as 401, not 403.
        raise could_not_authenticate()
    return {**_SETTINGS, **_chosen.get(call.account, {}).get(call.user["id"], {})}


def _authenticity_token(call: Call) -> str:
    return hashlib.sha256(f"{call.account.subdomain}:{call.user['id']}".encode()).hexdigest()[:40]
