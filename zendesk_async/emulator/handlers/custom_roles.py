"""Roles of agents that an account makes for itself.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/
"""

from collections.abc import Iterable
from typing import Any

from zendesk_async.emulator._call import Call
from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, inner, name, own, text
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._refusals import record_invalid
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account

MOST = 197
"""https://support.zendesk.com/hc/en-us/articles/4408882153882"""

CONFIGURATION: dict[str, Any] = {
    "actions_access": "none",
    "assign_tickets_to_any_group": False,
    "capacity_rules_access": "none",
    "chat_access": True,
    "end_user_list_access": "full",
    "end_user_profile_access": "readonly",
    "execute_it_asset_management_actions": False,
    "explore_access": "readonly",
    "export_views": False,
    "forum_access": "readonly",
    "forum_access_restricted_content": False,
    "group_access": True,
    "light_agent": False,
    "macro_access": "manage-personal",
    "manage_api_credentials": False,
    "manage_business_rules": False,
    "manage_contextual_workspaces": False,
    "manage_dynamic_content": False,
    "manage_extensions_and_channels": False,
    "manage_facebook": False,
    "manage_organization_fields": False,
    "manage_ticket_fields": False,
    "manage_ticket_forms": False,
    "manage_ticket_settings": False,
    "manage_user_fields": False,
    "manage_user_own_contacts": True,
    "manage_user_own_forwarding_numbers": True,
    "manage_user_own_photo": True,
    "moderate_forums": False,
    "modify_closed_tickets": False,
    "organization_editing": False,
    "organization_notes_editing": False,
    "report_access": "readonly",
    "side_conversation_create": True,
    "ticket_access": "within-groups",
    "ticket_comment_access": "public",
    "ticket_deletion": False,
    "ticket_editing": True,
    "ticket_merge": False,
    "ticket_tag_editing": True,
    "twitter_search_access": True,
    "update_user_own_alias": True,
    "update_user_own_name": True,
    "update_user_own_signature": True,
    "user_view_access": "readonly",
    "view_access": "manage-personal",
    "view_access_logs": False,
    "view_audit_logs": False,
    "view_deleted_tickets": False,
    "view_filter_tickets": True,
    "voice_access": True,
    "voice_dashboard_access": False,
}
"""What a role may do when nothing is said."""

_CHOICES = {
    "ticket_access": (
        "all",
        "within-groups",
        "within-groups-and-public-groups",
        "within-organization",
        "assigned-only",
    ),
    "ticket_comment_access": ("public", "none"),
    "end_user_list_access": ("full", "none"),
    "end_user_profile_access": ("edit", "edit-within-org", "full", "readonly"),
    "macro_access": ("full", "manage-group", "manage-personal", "readonly"),
    "view_access": ("full", "manage-group", "manage-personal", "playonly", "readonly"),
    "user_view_access": ("full", "manage-group", "manage-personal", "none", "readonly"),
    "report_access": ("full", "none", "readonly"),
    "explore_access": ("edit", "full", "none", "readonly"),
    "forum_access": ("edit-topics", "full", "readonly"),
}


def _rules(change: Change) -> None:
    before = CONFIGURATION if change.before is None else change.before["configuration"]
    given: Row = change.after["configuration"]
    for key, choices in _CHOICES.items():
        if given.get(key) is not None and given[key] not in choices:
            change.problems.add("configuration", f"{key}: {given[key]} is not included in the list", "InvalidValue")
    known = {key: value for key, value in given.items() if key in CONFIGURATION and value is not None}
    change.after["configuration"] = {**before, **known}


def _members(call: Call, role_id: int) -> int:
    return len(call.account.users.where("custom_role_id", role_id))


def _removing(call: Call, row: Row) -> None:
    if _members(call, row["id"]):
        raise record_invalid({"base": [("Custom role is assigned to agents", "InvalidValue")]})


def _show(call: Call, row: Row) -> Row:
    return {**row, "team_member_count": _members(call, row["id"])}


def _seeds(_account: Account) -> Iterable[Row]:
    # The roles that every Enterprise account has (https://support.zendesk.com/hc/en-us/articles/4408882153882).
    yield {
        "name": "Advisor",
        "description": "Can manage ticket workflows, configure channels, and create or manage shared views and reports",
        "configuration": {**CONFIGURATION, "manage_business_rules": True, "manage_extensions_and_channels": True},
    }
    yield {
        "name": "Staff",
        "description": "Can edit tickets within their groups, view reports, and add or edit personal views and macros",
        "configuration": CONFIGURATION,
    }
    yield {
        "name": "Team lead",
        "description": "Can manage all tickets and forums, create and edit reports, and add or edit end users",
        "configuration": {**CONFIGURATION, "ticket_access": "all", "ticket_merge": True, "report_access": "full"},
    }


CUSTOM_ROLES = Collection(
    table="custom_roles",
    one="custom_role",
    many="custom_roles",
    parameter="custom_role_id",
    path="custom_roles",
    source_type="custom_role",
    most=MOST,
    rules=_rules,
    removing=_removing,
    seeds=_seeds,
    show=_show,
    fields=(
        ID,
        name(unique=True),
        text("description"),
        own("role_type", 0),
        CREATED,
        UPDATED,
        inner("configuration"),
    ),
)

serve(
    CUSTOM_ROLES,
    list_whole="ListCustomRoles",
    create="CreateCustomRole",
    show="ShowCustomRoleById",
    update="UpdateCustomRoleById",
    delete="DeleteCustomRoleById",
    created_status=200,
)
