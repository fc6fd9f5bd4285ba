"""The event types that a webhook may subscribe to.

https://developer.zendesk.com/api-reference/webhooks/event-types/webhook-event-types/
"""

PREFIX = "zen:event-type:"
CONDITIONAL = "conditional_ticket_events"
"""The subscription of webhooks that triggers and automations call."""

_TICKET = """
agent_assignment_changed attachment_linked_to_comment attachment_redacted_from_comment brand_changed comment_added
comment_made_private comment_redacted created csat_received csat_requested custom_field_changed custom_status_changed
description_changed email_ccs_changed external_id_changed followers_changed form_changed group_assignment_changed
marked_as_spam merged next_sla_breach_changed ola_policy_changed organization_changed permanently_deleted
priority_changed problem_link_changed requester_changed schedule_changed sla_policy_changed soft_deleted status_changed
subject_changed submitter_changed tags_changed task_due_at_changed type_changed undeleted
"""
_USER = """
active_changed alias_changed created custom_field_changed custom_role_changed default_group_changed deleted
details_changed external_id_changed group_membership_created group_membership_deleted identity_changed identity_created
identity_deleted last_login_changed merged name_changed notes_changed only_private_comments_changed
organization_membership_created organization_membership_deleted password_changed photo_changed role_changed
suspended_changed tags_changed time_zone_changed
"""
_ORGANIZATION = "created custom_field_changed deleted external_id_changed name_changed tags_changed"

_SUPPORT = {
    "ticket": frozenset(_TICKET.split()),
    "user": frozenset(_USER.split()),
    "organization": frozenset(_ORGANIZATION.split()),
}
_OTHER_FAMILIES = frozenset({"agent", "article", "community_post", "omnichannel_config"})


def is_event_type(text: str) -> bool:
    """Tell whether a subscription names an event type. Families outside Support are taken as they come."""
    family, _, name = text.removeprefix(PREFIX).partition(".")
    if not text.startswith(PREFIX) or not name:
        return False
    return name in _SUPPORT[family] if family in _SUPPORT else family in _OTHER_FAMILIES
