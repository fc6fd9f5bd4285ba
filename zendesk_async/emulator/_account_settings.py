"""The settings of an account, and those of its security: what an administrator could have chosen.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/account_settings/ and
https://developer.zendesk.com/api-reference/ticketing/account-configuration/security_settings/
"""

from copy import deepcopy
from typing import Any, Final
from weakref import WeakKeyDictionary

from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account

Section = dict[str, Any]


def _flags(on: str, off: str) -> Section:
    return {**dict.fromkeys(on.split(), True), **dict.fromkeys(off.split(), False)}


SECTIONS: Final[dict[str, Section]] = {
    "active_features": _flags(
        "allow_ccs allow_email_template_customization benchmark_opt_out business_hours csat_reason_code "
        "customer_satisfaction dynamic_contents explore light_agents markdown on_hold_status "
        "organization_access_enabled rich_content_in_emails suspended_ticket_notification ticket_forms "
        "ticket_tagging user_org_fields user_tagging",
        "agent_forwarding automatic_answers bcc_archiving chat chat_about_my_ticket custom_dkim_domain "
        "customer_context_as_default customer_satisfaction_survey explore_on_support_ent_plan "
        "explore_on_support_pro_plan facebook facebook_login fallback_composer forum_analytics "
        "good_data_and_explore google_login is_abusive sandbox satisfaction_prediction topic_suggestion twitter "
        "twitter_login voice",
    ),
    "agents": _flags("agent_workspace focus_mode", "agent_home aw_self_serve_migration_enabled idle_timeout_enabled")
    | {"unified_agent_statuses": False},
    "api": {"accepted_api_agreement": True, "api_password_access_end_users": False, "api_token_access": "true"},
    "apps": {"create_private": True, "create_public": False, "use": True},
    "billing": {"backend": "zuora"},
    "branding": {
        "favicon_url": None,
        "header_color": "03363D",
        "header_logo_url": None,
        "page_background_color": "F8F9F9",
        "tab_background_color": "17494D",
        "text_color": "FFFFFF",
    },
    "brands": {
        "default_brand_id": None,
        "end_user_across_brand_requests": False,
        "end_user_upgrade_brand_association_behavior": "all",
        "new_agent_brand_association_behavior": "all",
        "require_brand_on_new_tickets": False,
    },
    "cdn": {
        "cdn_provider": "default",
        "fallback_cdn_provider": "cloudfront",
        "hosts": [{"name": "default", "url": "https://static.zdassets.com"}],
    },
    "chat": {
        "available": True,
        "enabled": False,
        "integrated": True,
        "maximum_request_count": 1,
        "welcome_message": "Hi there. How can I help today?",
    },
    "cross_sell": {"show_chat_tooltip": False, "xsell_source": None},
    "device_metadata": {"enabled": False, "hide_ip": False, "hide_location": False},
    "email": _flags(
        "email_sender_authentication email_status email_template_photos gmail_actions modern_email_template "
        "multi_recipient_email_tickets personalized_replies rich_content_in_emails",
        "accept_wildcard_emails custom_dkim_domain email_template_selection no_mail_delimiter "
        "send_gmail_messages_via_gmail",
    )
    | {
        "email_sender_authentication_profile": "default",
        "html_mail_template": "<!DOCTYPE html><html><body>{{delimiter}}{{content}}{{footer}}</body></html>",
        "mail_delimiter": "##- Please type your reply above this line -##",
        "text_mail_template": "{{delimiter}}\n\n{{content}}\n\n{{footer}}",
    },
    "google_apps": {"has_google_apps": False, "has_google_apps_admin": False},
    "groups": {"check_group_name_uniqueness": True},
    "knowledge": {
        "default_search_filters_brands": "all",
        "default_search_filters_categories": "all",
        "default_search_filters_external_content_sources": "all",
        "default_search_filters_locales": "all",
        "default_search_filters_sections": "all",
        "generative_answers": False,
        "require_article_templates": False,
        "search_articles": True,
        "search_community_posts": True,
        "search_external_content": True,
    },
    "limits": {"attachment_size": 52_428_800},
    "localization": {"locale_ids": [1]},
    "lotus": {"pod_id": 999, "prefer_lotus": True, "reporting": True},
    "messaging_inactivity": {
        "default_localized_messages": {
            "pre_solved_message_1": "Are you still there?",
            "pre_solved_message_2": "We will close this conversation soon.",
            "solved_message": "This conversation is closed.",
        },
        "enabled": False,
        "end_session": False,
        "reminders": [],
        "ticket_status_id": None,
        "timeout": None,
    },
    "metrics": {"account_size": "10-99"},
    "onboarding": {"checklist_onboarding_version": 2, "onboarding_segments": None, "product_sign_up": None},
    "routing": {
        "autorouting_tag": "auto-routing",
        "enabled": False,
        "max_email_capacity": 5,
        "max_messaging_capacity": 5,
        "reassignment_messaging_enabled": False,
        "reassignment_messaging_timeout": 30,
        "reassignment_talk_timeout": 30,
    },
    "rule": {
        "macro_most_used": True,
        "macro_order": "alphabetical",
        "skill_based_filtered_views": [],
        "using_skill_based_routing": False,
    },
    "side_conversations": {
        "email_channel": True,
        "msteams_channel": False,
        "show_in_context_panel": True,
        "slack_channel": False,
        "tickets_channel": True,
    },
    "statistics": {"forum": True, "rule_usage": True, "search": True},
    "ticket_form": {
        "raw_ticket_forms_instructions": "Please choose your issue below",
        "ticket_forms_instructions": "Please choose your issue below",
    },
    "tickets": _flags(
        "accepted_new_collaboration_tos agent_collision allow_group_reset assign_default_organization "
        "assign_tickets_upon_solve auto_updated_ccs_followers_rules collaboration comments_public_by_default "
        "email_attachments emoji_autocompletion follower_and_email_cc_collaborations has_color_text "
        "light_agent_email_ccs_allowed list_newest_comments_first markdown_ticket_comments "
        "modern_ticket_reassignment rich_text_comments show_modern_ticket_reassignment status_hold tagging",
        "agent_invitation_enabled agent_ticket_deletion auto_translation_enabled chat_sla_enablement "
        "default_to_draft_mode is_first_comment_private_enabled list_empty_views private_attachments "
        "using_skill_based_routing",
    )
    | {"default_solved_ticket_reassignment_strategy": "", "maximum_personal_views_to_list": 8},
    "twitter": {"shorten_url": "optional"},
    "user": _flags(
        "agent_created_welcome_emails have_gravatars_enabled language_selection multiple_organizations tagging "
        "time_zone_selection",
        "end_user_phone_number_validation",
    ),
    "voice": _flags("logging outbound_enabled", "enabled only_during_business_hours recordings_public")
    | {
        "agent_confirmation_when_forwarding": True,
        "agent_wrap_up_after_calls": True,
        "maximum_queue_size": 5,
        "maximum_queue_wait_time": 1,
        "uk_mobile_forwarding": False,
    },
}
"""What an account begins with."""

READ_ONLY: Final = frozenset({"billing", "cdn", "limits", "lotus", "metrics", "cross_sell", "onboarding"})
"""The sections that a request cannot change."""

_changed: WeakKeyDictionary[Account, dict[str, Section]] = WeakKeyDictionary()


def settings_of(account: Account) -> dict[str, Section]:
    """Return the settings of an account as they are now."""
    known = _changed.get(account)
    if known is None:
        known = _changed[account] = deepcopy(SECTIONS)
        known["messaging_inactivity"]["ticket_status_id"] = next(iter(account.custom_statuses), None)
    brand = next((row["id"] for row in account.brands.rows() if row["default"]), None)
    known["brands"]["default_brand_id"] = brand
    # What the emulator itself goes by.
    known["tickets"]["comments_public_by_default"] = account.settings.comments_public_by_default
    known["tickets"]["collaboration"] = account.settings.collaboration
    return known


def _authentication(**more: Any) -> Row:
    return {
        "enforce_sso": False,
        "google_login": False,
        "office_365_login": False,
        "primary_external_auth": None,
        "remote_login": False,
        "security_policy_id": 350,
        "security_policy_name": "recommended",
        "sso_auto_redirect": False,
        "two_factor_enforce": False,
        "zendesk_login": True,
        **more,
    }


def security_of(account: Account) -> Row:
    """Return the security settings of an account; the API only reads them."""
    password = {
        "disallow_local_part_from_email": False,
        "failed_attempts_allowed": 10,
        "is_available": True,
        "max_sequence": None,
        "password_complexity": 0,
        "password_duration": None,
        "password_history_length": None,
        "password_in_mixed_case": False,
        "password_length": 5,
    }
    agent = _authentication(
        office_365_allowed_tids="", office_365_enforce_tid=False, password=password, remote_bypass=2
    )
    return {
        "admins_can_set_user_passwords": True,
        "agent_session_timeout": 480,
        "assumable": False,
        "assumable_account_type": True,
        "assumption_duration": "off",
        "assumption_expiration": None,
        "authentication": {"agent": agent, "end_user": _authentication(facebook_login=False)},
        "csp_blocking_enabled": False,
        "email_agent_when_sensitive_fields_changed": True,
        "end_user_session_timeout": 20_160,
        "ip": {"enable_agent_ip_restrictions": False, "ip_ranges": "", "ip_restriction_enabled": False},
        "maximum_session_duration": 20_160,
        "maximum_session_duration_enabled": False,
        "mobile_app_access": True,
        "mobile_app_session_timeout": 480,
        "two_factor_last_update": account.opened_at,
    }
