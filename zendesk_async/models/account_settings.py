"""Account settings: what is read."""

from collections.abc import Mapping
from typing import Any, Literal

from zendesk_async.models.base import Record, record


@record
class CdnHost(Record):
    """A host of the content delivery network."""

    url: str | None = None
    name: str | None = None


@record
class InactivityMessages(Record):
    """Zendesk's own messages, in the account's language."""

    pre_solved_message_1: str | None = None
    pre_solved_message_2: str | None = None
    solved_message: str | None = None


@record
class InactivityReminder(Record):
    """A message that is sent after some silence."""

    message: str | None = None
    tags: tuple[str, ...] = ()
    ticket_status_id: int | None = None
    timeout: int | None = None
    """How long nobody wrote."""


@record
class ActiveFeaturesSettings(Record):
    """Settings: which features the account has switched on."""

    agent_forwarding: bool | None = None
    allow_ccs: bool | None = None
    allow_email_template_customization: bool | None = None
    automatic_answers: bool | None = None
    bcc_archiving: bool | None = None
    benchmark_opt_out: bool | None = None
    business_hours: bool | None = None
    chat: bool | None = None
    chat_about_my_ticket: bool | None = None
    csat_reason_code: bool | None = None
    custom_dkim_domain: bool | None = None
    customer_context_as_default: bool | None = None
    customer_satisfaction: bool | None = None
    dynamic_contents: bool | None = None
    explore: bool | None = None
    explore_on_support_ent_plan: bool | None = None
    explore_on_support_pro_plan: bool | None = None
    facebook: bool | None = None
    facebook_login: bool | None = None
    fallback_composer: bool | None = None
    forum_analytics: bool | None = None
    good_data_and_explore: bool | None = None
    google_login: bool | None = None
    is_abusive: bool | None = None
    light_agents: bool | None = None
    markdown: bool | None = None
    on_hold_status: bool | None = None
    organization_access_enabled: bool | None = None
    rich_content_in_emails: bool | None = None
    sandbox: bool | None = None
    satisfaction_prediction: bool | None = None
    suspended_ticket_notification: bool | None = None
    ticket_forms: bool | None = None
    ticket_tagging: bool | None = None
    topic_suggestion: bool | None = None
    twitter: bool | None = None
    twitter_login: bool | None = None
    user_org_fields: bool | None = None
    user_tagging: bool | None = None
    voice: bool | None = None
    customer_satisfaction_survey: bool | None = None


@record
class AgentSettings(Record):
    """Settings of the agents' pages."""

    agent_home: bool | None = None
    agent_workspace: bool | None = None
    aw_self_serve_migration_enabled: bool | None = None
    focus_mode: bool | None = None
    idle_timeout_enabled: bool | None = None
    unified_agent_statuses: bool | None = None


@record
class ApiSettings(Record):
    """Settings: who may use the API, and how."""

    accepted_api_agreement: bool | None = None
    api_password_access_end_users: bool | None = None
    api_token_access: str | None = None


@record
class AppsSettings(Record):
    """Settings: who may make and use apps."""

    create_private: bool | None = None
    create_public: bool | None = None
    use: bool | None = None


@record
class BillingSettings(Record):
    """Settings: how the account is billed."""

    backend: str | None = None


@record
class BrandingSettings(Record):
    """Settings of logo and colors."""

    favicon_url: str | None = None
    header_color: str | None = None
    header_logo_url: str | None = None
    page_background_color: str | None = None
    tab_background_color: str | None = None
    text_color: str | None = None


@record
class BrandsSettings(Record):
    """Settings: how brands, agents and end users belong together."""

    default_brand_id: int | None = None
    end_user_across_brand_requests: bool | None = None
    require_brand_on_new_tickets: bool | None = None
    end_user_upgrade_brand_association_behavior: str | None = None
    new_agent_brand_association_behavior: str | None = None


@record
class CdnSettings(Record):
    """Settings of the content delivery network."""

    cdn_provider: str | None = None
    fallback_cdn_provider: str | None = None
    hosts: tuple[CdnHost, ...] = ()


@record
class ChatSettings(Record):
    """Settings of chat."""

    available: bool | None = None
    enabled: bool | None = None
    integrated: bool | None = None
    maximum_request_count: int | None = None
    welcome_message: str | None = None


@record
class CrossSellSettings(Record):
    """Settings of hints about other products."""

    show_chat_tooltip: bool | None = None
    xsell_source: str | None = None


@record
class DeviceSettings(Record):
    """Settings: what is kept of users' devices."""

    enabled: bool | None = None
    hide_ip: bool | None = None
    hide_location: bool | None = None


@record
class EmailSettings(Record):
    """Settings: how mails are received and sent."""

    accept_wildcard_emails: bool | None = None
    custom_dkim_domain: bool | None = None
    email_sender_authentication: bool | None = None
    email_sender_authentication_profile: Literal["default", "enhanced"] | str | None = None
    email_status: bool | None = None
    email_template_photos: bool | None = None
    email_template_selection: bool | None = None
    gmail_actions: bool | None = None
    html_mail_template: str | None = None
    mail_delimiter: str | None = None
    modern_email_template: bool | None = None
    no_mail_delimiter: bool | None = None
    personalized_replies: bool | None = None
    rich_content_in_emails: bool | None = None
    send_gmail_messages_via_gmail: bool | None = None
    text_mail_template: str | None = None
    multi_recipient_email_tickets: bool | None = None


@record
class GoogleAppsSettings(Record):
    """Settings of Google Workspace."""

    has_google_apps: bool | None = None
    has_google_apps_admin: bool | None = None


@record
class GroupSettings(Record):
    """Settings of groups."""

    check_group_name_uniqueness: bool | None = None


@record
class KnowledgeSettings(Record):
    """Settings: what agents' search of articles covers."""

    default_search_filters_brands: str | None = None
    default_search_filters_categories: str | None = None
    default_search_filters_external_content_sources: str | None = None
    default_search_filters_locales: str | None = None
    default_search_filters_sections: str | None = None
    generative_answers: bool | None = None
    require_article_templates: bool | None = None
    search_articles: bool | None = None
    search_community_posts: bool | None = None
    search_external_content: bool | None = None


@record
class LimitsSettings(Record):
    """Settings: how large attachments may be."""

    attachment_size: int | None = None


@record
class LocalizationSettings(Record):
    """Settings of the languages of the account."""

    locale_ids: tuple[int, ...] = ()


@record
class LotusSettings(Record):
    """Settings of the agents' pages of old."""

    pod_id: int | None = None
    prefer_lotus: bool | None = None
    reporting: bool | None = None


@record
class MessageInactivitySettings(Record):
    """Settings: what happens when somebody falls silent in messaging."""

    default_localized_messages: InactivityMessages | None = None
    enabled: bool | None = None
    end_session: bool | None = None
    reminders: tuple[InactivityReminder, ...] = ()
    ticket_status_id: int | None = None
    timeout: int | None = None


@record
class MetricsSettings(Record):
    """Settings: how large the account is."""

    account_size: str | None = None


@record
class OnboardingSettings(Record):
    """Settings: how the account was set up."""

    checklist_onboarding_version: int | None = None
    onboarding_segments: str | None = None
    product_sign_up: str | None = None


@record
class RoutingSettings(Record):
    """Settings of omnichannel routing."""

    autorouting_tag: str | None = None
    enabled: bool | None = None
    max_email_capacity: int | None = None
    max_messaging_capacity: int | None = None
    reassignment_messaging_enabled: bool | None = None
    reassignment_messaging_timeout: int | None = None
    reassignment_talk_timeout: int | None = None


@record
class RuleSettings(Record):
    """Settings of macros and skill-based views."""

    macro_most_used: bool | None = None
    macro_order: str | None = None
    skill_based_filtered_views: tuple[Mapping[str, Any], ...] = ()
    using_skill_based_routing: bool | None = None


@record
class SideConversationsSettings(Record):
    """Settings of side conversations."""

    email_channel: bool | None = None
    msteams_channel: bool | None = None
    show_in_context_panel: bool | None = None
    slack_channel: bool | None = None
    tickets_channel: bool | None = None


@record
class StatisticsSettings(Record):
    """Settings: which statistics are shown."""

    forum: bool | None = None
    rule_usage: bool | None = None
    search: bool | None = None


@record
class TicketFormSettings(Record):
    """Settings: what end users are told about forms."""

    raw_ticket_forms_instructions: str | None = None
    ticket_forms_instructions: str | None = None


@record
class TicketSettings(Record):
    """Settings of tickets."""

    accepted_new_collaboration_tos: bool | None = None
    agent_collision: bool | None = None
    agent_invitation_enabled: bool | None = None
    agent_ticket_deletion: bool | None = None
    allow_group_reset: bool | None = None
    assign_default_organization: bool | None = None
    assign_tickets_upon_solve: bool | None = None
    auto_translation_enabled: bool | None = None
    auto_updated_ccs_followers_rules: bool | None = None
    chat_sla_enablement: bool | None = None
    collaboration: bool | None = None
    comments_public_by_default: bool | None = None
    default_solved_ticket_reassignment_strategy: str | None = None
    default_to_draft_mode: bool | None = None
    email_attachments: bool | None = None
    emoji_autocompletion: bool | None = None
    follower_and_email_cc_collaborations: bool | None = None
    has_color_text: bool | None = None
    is_first_comment_private_enabled: bool | None = None
    light_agent_email_ccs_allowed: bool | None = None
    list_empty_views: bool | None = None
    list_newest_comments_first: bool | None = None
    markdown_ticket_comments: bool | None = None
    maximum_personal_views_to_list: int | None = None
    modern_ticket_reassignment: bool | None = None
    private_attachments: bool | None = None
    rich_text_comments: bool | None = None
    show_modern_ticket_reassignment: bool | None = None
    status_hold: bool | None = None
    tagging: bool | None = None
    using_skill_based_routing: bool | None = None


@record
class TwitterSettings(Record):
    """Settings of X (formerly Twitter)."""

    shorten_url: str | None = None


@record
class UserSettings(Record):
    """Settings of users."""

    agent_created_welcome_emails: bool | None = None
    end_user_phone_number_validation: bool | None = None
    have_gravatars_enabled: bool | None = None
    language_selection: bool | None = None
    multiple_organizations: bool | None = None
    tagging: bool | None = None
    time_zone_selection: bool | None = None


@record
class VoiceSettings(Record):
    """Settings of Talk."""

    agent_confirmation_when_forwarding: bool | None = None
    agent_wrap_up_after_calls: bool | None = None
    enabled: bool | None = None
    logging: bool | None = None
    maximum_queue_size: int | None = None
    maximum_queue_wait_time: int | None = None
    only_during_business_hours: bool | None = None
    outbound_enabled: bool | None = None
    recordings_public: bool | None = None
    uk_mobile_forwarding: bool | None = None


@record
class AccountSettings(Record):
    """The settings of the account, by area.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/account_settings/#json-format
    """

    active_features: ActiveFeaturesSettings | None = None
    agents: AgentSettings | None = None
    api: ApiSettings | None = None
    apps: AppsSettings | None = None
    billing: BillingSettings | None = None
    branding: BrandingSettings | None = None
    brands: BrandsSettings | None = None
    cdn: CdnSettings | None = None
    chat: ChatSettings | None = None
    cross_sell: CrossSellSettings | None = None
    device_metadata: DeviceSettings | None = None
    email: EmailSettings | None = None
    google_apps: GoogleAppsSettings | None = None
    groups: GroupSettings | None = None
    knowledge: KnowledgeSettings | None = None
    limits: LimitsSettings | None = None
    localization: LocalizationSettings | None = None
    lotus: LotusSettings | None = None
    messaging_inactivity: MessageInactivitySettings | None = None
    metrics: MetricsSettings | None = None
    onboarding: OnboardingSettings | None = None
    routing: RoutingSettings | None = None
    rule: RuleSettings | None = None
    side_conversations: SideConversationsSettings | None = None
    statistics: StatisticsSettings | None = None
    ticket_form: TicketFormSettings | None = None
    tickets: TicketSettings | None = None
    twitter: TwitterSettings | None = None
    user: UserSettings | None = None
    voice: VoiceSettings | None = None
