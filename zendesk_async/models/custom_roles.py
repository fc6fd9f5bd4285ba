"""Custom roles: records and payloads."""

from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class CustomRoleConfiguration(Record):
    """What agents with a role may do.

    Values of the fields that end in `_access` are in the reference.
    https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/
    """

    assign_tickets_to_any_group: bool | None = None
    chat_access: bool | None = None
    end_user_list_access: str | None = None
    end_user_profile_access: str | None = None
    explore_access: str | None = None
    export_views: bool | None = None
    forum_access: str | None = None
    forum_access_restricted_content: bool | None = None
    group_access: bool | None = None
    light_agent: bool | None = None
    macro_access: str | None = None
    manage_business_rules: bool | None = None
    manage_contextual_workspaces: bool | None = None
    manage_dynamic_content: bool | None = None
    manage_extensions_and_channels: bool | None = None
    manage_facebook: bool | None = None
    manage_organization_fields: bool | None = None
    manage_ticket_fields: bool | None = None
    manage_ticket_forms: bool | None = None
    manage_user_fields: bool | None = None
    moderate_forums: bool | None = None
    organization_editing: bool | None = None
    organization_notes_editing: bool | None = None
    report_access: str | None = None
    side_conversation_create: bool | None = None
    ticket_access: str | None = None
    ticket_comment_access: str | None = None
    ticket_deletion: bool | None = None
    ticket_editing: bool | None = None
    ticket_merge: bool | None = None
    ticket_tag_editing: bool | None = None
    twitter_search_access: bool | None = None
    user_view_access: str | None = None
    view_access: str | None = None
    view_access_logs: bool | None = None
    view_audit_logs: bool | None = None
    view_deleted_tickets: bool | None = None
    view_filter_tickets: bool | None = None
    voice_access: bool | None = None
    voice_dashboard_access: bool | None = None
    actions_access: str | None = None
    capacity_rules_access: str | None = None
    execute_it_asset_management_actions: bool | None = None
    manage_api_credentials: bool | None = None
    manage_ticket_settings: bool | None = None
    manage_user_own_contacts: bool | None = None
    manage_user_own_forwarding_numbers: bool | None = None
    manage_user_own_photo: bool | None = None
    modify_closed_tickets: bool | None = None
    update_user_own_alias: bool | None = None
    update_user_own_name: bool | None = None
    update_user_own_signature: bool | None = None


@record
class CustomRole(Record):
    """A custom role: what some agents may do.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/#json-format
    """

    id: int | None = None
    name: str | None = None
    description: str | None = None
    role_type: int | None = None
    """0 for a custom agent, 1 for a light agent, 2 for a chat agent, 3 for a contributor, 4 for an admin, 5 for a billing admin."""
    team_member_count: int | None = None
    configuration: CustomRoleConfiguration | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class CustomRoleConfigurationInput(TypedDict, total=False):
    """What agents with a role may do."""

    end_user_list_access: str
    end_user_profile_access: str
    explore_access: str
    export_views: bool
    forum_access: str
    forum_access_restricted_content: bool
    macro_access: str
    manage_business_rules: bool
    manage_contextual_workspaces: bool
    manage_dynamic_content: bool
    manage_extensions_and_channels: bool
    manage_facebook: bool
    manage_organization_fields: bool
    manage_ticket_fields: bool
    manage_ticket_forms: bool
    manage_user_fields: bool
    organization_editing: bool
    report_access: str
    side_conversation_create: bool
    ticket_access: str
    ticket_comment_access: str
    ticket_deletion: bool
    ticket_editing: bool
    ticket_merge: bool
    ticket_tag_editing: bool
    twitter_search_access: bool
    user_view_access: str
    view_access: str
    view_access_logs: bool
    view_audit_logs: bool
    view_deleted_tickets: bool
    view_filter_tickets: bool
    voice_access: bool
    voice_dashboard_access: bool
    actions_access: str
    capacity_rules_access: str
    execute_it_asset_management_actions: bool
    manage_api_credentials: bool
    manage_ticket_settings: bool
    manage_user_own_contacts: bool
    manage_user_own_forwarding_numbers: bool
    manage_user_own_photo: bool
    modify_closed_tickets: bool
    update_user_own_alias: bool
    update_user_own_name: bool
    update_user_own_signature: bool


class CustomRoleValues(TypedDict, total=False):
    """The keys that creating and changing a custom role share."""

    description: str
    configuration: CustomRoleConfigurationInput


class CustomRoleUpdate(CustomRoleValues, total=False):
    """What to change of a custom role."""

    name: str


class CustomRoleCreate(CustomRoleValues, total=False):
    """A custom role to create."""

    name: Required[str]
