"""Account settings: what is written."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict


class CdnHostInput(TypedDict, total=False):
    """A host of the content delivery network."""

    url: str
    name: str


class InactivityReminderInput(TypedDict, total=False):
    """A message to send after some silence."""

    message: str
    tags: Sequence[str]
    ticket_status_id: int | None
    timeout: int | None
    """How long nobody wrote."""


class ActiveFeaturesSettingsInput(TypedDict, total=False):
    """What to change of the settings: which features the account has switched on."""

    agent_forwarding: bool
    allow_ccs: bool
    allow_email_template_customization: bool
    automatic_answers: bool
    bcc_archiving: bool
    benchmark_opt_out: bool
    business_hours: bool
    chat: bool
    chat_about_my_ticket: bool
    csat_reason_code: bool
    custom_dkim_domain: bool
    customer_context_as_default: bool
    customer_satisfaction: bool
    dynamic_contents: bool
    explore: bool
    explore_on_support_ent_plan: bool
    explore_on_support_pro_plan: bool
    facebook: bool
    facebook_login: bool
    fallback_composer: bool
    forum_analytics: bool
    good_data_and_explore: bool
    google_login: bool
    is_abusive: bool
    light_agents: bool
    markdown: bool
    on_hold_status: bool
    organization_access_enabled: bool
    rich_content_in_emails: bool
    sandbox: bool
    satisfaction_prediction: bool
    suspended_ticket_notification: bool
    ticket_forms: bool
    ticket_tagging: bool
    topic_suggestion: bool
    twitter: bool
    twitter_login: bool
    user_org_fields: bool
    user_tagging: bool
    voice: bool
    customer_satisfaction_survey: bool


class AgentSettingsInput(TypedDict, total=False):
    """What to change of the settings of the agents' pages."""

    agent_home: bool
    agent_workspace: bool
    aw_self_serve_migration_enabled: bool
    focus_mode: bool
    idle_timeout_enabled: bool
    unified_agent_statuses: bool


class ApiSettingsInput(TypedDict, total=False):
    """What to change of the settings: who may use the API, and how."""

    accepted_api_agreement: bool
    api_password_access_end_users: bool
    api_token_access: str


class AppsSettingsInput(TypedDict, total=False):
    """What to change of the settings: who may make and use apps."""

    create_private: bool
    create_public: bool
    use: bool


class BillingSettingsInput(TypedDict, total=False):
    """What to change of the settings: how the account is billed."""

    backend: str


class BrandingSettingsInput(TypedDict, total=False):
    """What to change of the settings of logo and colors."""

    favicon_url: str | None
    header_color: str
    header_logo_url: str | None
    page_background_color: str
    tab_background_color: str
    text_color: str


class BrandsSettingsInput(TypedDict, total=False):
    """What to change of the settings: how brands, agents and end users belong together."""

    default_brand_id: int
    end_user_across_brand_requests: bool
    require_brand_on_new_tickets: bool
    end_user_upgrade_brand_association_behavior: str
    new_agent_brand_association_behavior: str


class CdnSettingsInput(TypedDict, total=False):
    """What to change of the settings of the content delivery network."""

    cdn_provider: str
    fallback_cdn_provider: str
    hosts: Sequence[CdnHostInput]


class ChatSettingsInput(TypedDict, total=False):
    """What to change of the settings of chat."""

    available: bool
    enabled: bool
    integrated: bool
    maximum_request_count: int
    welcome_message: str


class CrossSellSettingsInput(TypedDict, total=False):
    """What to change of the settings of hints about other products."""

    show_chat_tooltip: bool
    xsell_source: str | None


class DeviceSettingsInput(TypedDict, total=False):
    """What to change of the settings: what is kept of users' devices."""

    enabled: bool
    hide_ip: bool
    hide_location: bool


class EmailSettingsInput(TypedDict, total=False):
    """What to change of the settings: how mails are received and sent."""

    accept_wildcard_emails: bool
    custom_dkim_domain: bool
    email_sender_authentication: bool
    email_sender_authentication_profile: Literal["default", "enhanced"]
    email_status: bool
    email_template_photos: bool
    email_template_selection: bool
    gmail_actions: bool
    html_mail_template: str
    mail_delimiter: str
    modern_email_template: bool
    no_mail_delimiter: bool
    personalized_replies: bool
    rich_content_in_emails: bool
    send_gmail_messages_via_gmail: bool
    text_mail_template: str
    multi_recipient_email_tickets: bool


class GoogleAppsSettingsInput(TypedDict, total=False):
    """What to change of the settings of Google Workspace."""

    has_google_apps: bool
    has_google_apps_admin: bool


class GroupSettingsInput(TypedDict, total=False):
    """What to change of the settings of groups."""

    check_group_name_uniqueness: bool


class KnowledgeSettingsInput(TypedDict, total=False):
    """What to change of the settings: what agents' search of articles covers."""

    default_search_filters_brands: str
    default_search_filters_categories: str
    default_search_filters_external_content_sources: str
    default_search_filters_locales: str
    default_search_filters_sections: str
    generative_answers: bool
    require_article_templates: bool
    search_articles: bool
    search_community_posts: bool
    search_external_content: bool


class LimitsSettingsInput(TypedDict, total=False):
    """What to change of the settings: how large attachments may be."""

    attachment_size: int


class LocalizationSettingsInput(TypedDict, total=False):
    """What to change of the settings of the languages of the account."""

    locale_ids: Sequence[int]


class LotusSettingsInput(TypedDict, total=False):
    """What to change of the settings of the agents' pages of old."""

    pod_id: int
    prefer_lotus: bool
    reporting: bool


class MessageInactivitySettingsInput(TypedDict, total=False):
    """What to change of the settings: what happens when somebody falls silent in messaging."""

    enabled: bool
    end_session: bool
    reminders: Sequence[InactivityReminderInput]
    ticket_status_id: int
    timeout: int


class MetricsSettingsInput(TypedDict, total=False):
    """What to change of the settings: how large the account is."""

    account_size: str


class OnboardingSettingsInput(TypedDict, total=False):
    """What to change of the settings: how the account was set up."""

    checklist_onboarding_version: int
    onboarding_segments: str | None
    product_sign_up: str | None


class RoutingSettingsInput(TypedDict, total=False):
    """What to change of the settings of omnichannel routing."""

    autorouting_tag: str
    enabled: bool
    max_email_capacity: int
    max_messaging_capacity: int
    reassignment_messaging_enabled: bool
    reassignment_messaging_timeout: int
    reassignment_talk_timeout: int


class RuleSettingsInput(TypedDict, total=False):
    """What to change of the settings of macros and skill-based views."""

    macro_most_used: bool
    macro_order: str
    skill_based_filtered_views: Sequence[Mapping[str, Any]]
    using_skill_based_routing: bool


class SideConversationsSettingsInput(TypedDict, total=False):
    """What to change of the settings of side conversations."""

    email_channel: bool
    msteams_channel: bool
    show_in_context_panel: bool
    slack_channel: bool
    tickets_channel: bool


class StatisticsSettingsInput(TypedDict, total=False):
    """What to change of the settings: which statistics are shown."""

    forum: bool
    rule_usage: bool
    search: bool


class TicketFormSettingsInput(TypedDict, total=False):
    """What to change of the settings: what end users are told about forms."""

    raw_ticket_forms_instructions: str
    ticket_forms_instructions: str


class TicketSettingsInput(TypedDict, total=False):
    """What to change of the settings of tickets."""

    accepted_new_collaboration_tos: bool
    agent_collision: bool
    agent_invitation_enabled: bool
    agent_ticket_deletion: bool
    allow_group_reset: bool
    assign_default_organization: bool
    assign_tickets_upon_solve: bool
    auto_translation_enabled: bool
    auto_updated_ccs_followers_rules: bool
    chat_sla_enablement: bool
    collaboration: bool
    comments_public_by_default: bool
    default_solved_ticket_reassignment_strategy: str
    default_to_draft_mode: bool
    email_attachments: bool
    emoji_autocompletion: bool
    follower_and_email_cc_collaborations: bool
    has_color_text: bool
    is_first_comment_private_enabled: bool
    light_agent_email_ccs_allowed: bool
    list_empty_views: bool
    list_newest_comments_first: bool
    markdown_ticket_comments: bool
    maximum_personal_views_to_list: int
    modern_ticket_reassignment: bool
    private_attachments: bool
    rich_text_comments: bool
    show_modern_ticket_reassignment: bool
    status_hold: bool
    tagging: bool
    using_skill_based_routing: bool


class TwitterSettingsInput(TypedDict, total=False):
    """What to change of the settings of X (formerly Twitter)."""

    shorten_url: str


class UserSettingsInput(TypedDict, total=False):
    """What to change of the settings of users."""

    agent_created_welcome_emails: bool
    end_user_phone_number_validation: bool
    have_gravatars_enabled: bool
    language_selection: bool
    multiple_organizations: bool
    tagging: bool
    time_zone_selection: bool


class VoiceSettingsInput(TypedDict, total=False):
    """What to change of the settings of Talk."""

    agent_confirmation_when_forwarding: bool
    agent_wrap_up_after_calls: bool
    enabled: bool
    logging: bool
    maximum_queue_size: int
    maximum_queue_wait_time: int
    only_during_business_hours: bool
    outbound_enabled: bool
    recordings_public: bool
    uk_mobile_forwarding: bool


class EmailSettingsUpdate(TypedDict, total=False):
    """What to change of the e-mail settings."""

    email: EmailSettingsInput


class AccountSettingsUpdate(TypedDict, total=False):
    """What to change of the account's settings. What is left out stays."""

    active_features: ActiveFeaturesSettingsInput
    agents: AgentSettingsInput
    api: ApiSettingsInput
    apps: AppsSettingsInput
    billing: BillingSettingsInput
    branding: BrandingSettingsInput
    brands: BrandsSettingsInput
    cdn: CdnSettingsInput
    chat: ChatSettingsInput
    cross_sell: CrossSellSettingsInput
    device_metadata: DeviceSettingsInput
    email: EmailSettingsInput
    google_apps: GoogleAppsSettingsInput
    groups: GroupSettingsInput
    knowledge: KnowledgeSettingsInput
    limits: LimitsSettingsInput
    localization: LocalizationSettingsInput
    lotus: LotusSettingsInput
    messaging_inactivity: MessageInactivitySettingsInput
    metrics: MetricsSettingsInput
    onboarding: OnboardingSettingsInput
    routing: RoutingSettingsInput
    rule: RuleSettingsInput
    side_conversations: SideConversationsSettingsInput
    statistics: StatisticsSettingsInput
    ticket_form: TicketFormSettingsInput
    tickets: TicketSettingsInput
    twitter: TwitterSettingsInput
    user: UserSettingsInput
    voice: VoiceSettingsInput
