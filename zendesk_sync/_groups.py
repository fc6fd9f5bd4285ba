# Written by tools/mirror.py from zendesk_async/_groups.py: change that one, then run `make mirror`.

"""The groups of operations: a group is imported when it is first used."""

from typing import TYPE_CHECKING

from zendesk_sync._resource import Client, group

if TYPE_CHECKING:
    from zendesk_sync.resources.account_settings import AccountSettingsGroup
    from zendesk_sync.resources.activity_stream import ActivityStream
    from zendesk_sync.resources.approval_requests import ApprovalRequests
    from zendesk_sync.resources.assignee_field import AssigneeField
    from zendesk_sync.resources.attachments import Attachments
    from zendesk_sync.resources.audit_logs import AuditLogs
    from zendesk_sync.resources.automations import Automations
    from zendesk_sync.resources.bookmarks import Bookmarks
    from zendesk_sync.resources.brand_agents import BrandAgents
    from zendesk_sync.resources.brands import Brands
    from zendesk_sync.resources.channel_framework import ChannelFramework
    from zendesk_sync.resources.conversation_log import ConversationLog
    from zendesk_sync.resources.custom_object_fields import CustomObjectFields
    from zendesk_sync.resources.custom_object_permissions import CustomObjectPermissions
    from zendesk_sync.resources.custom_object_record_attachments import CustomObjectRecordAttachments
    from zendesk_sync.resources.custom_object_records import CustomObjectRecords
    from zendesk_sync.resources.custom_objects import CustomObjects
    from zendesk_sync.resources.custom_roles import CustomRoles
    from zendesk_sync.resources.custom_ticket_statuses import CustomTicketStatuses
    from zendesk_sync.resources.deletion_schedules import DeletionSchedules
    from zendesk_sync.resources.dynamic_content import DynamicContent
    from zendesk_sync.resources.dynamic_content_item_variants import DynamicContentItemVariants
    from zendesk_sync.resources.email_notifications import EmailNotifications
    from zendesk_sync.resources.essentials_card import EssentialsCards
    from zendesk_sync.resources.global_clients import GlobalClients
    from zendesk_sync.resources.group_memberships import GroupMemberships
    from zendesk_sync.resources.group_sla_policies import GroupSLAPolicies
    from zendesk_sync.resources.groups import Groups as AgentGroups
    from zendesk_sync.resources.incremental_exports import IncrementalExports
    from zendesk_sync.resources.incremental_skill_based_routing import IncrementalSkillBasedRouting
    from zendesk_sync.resources.itam_asset_fields import ITAMAssetFields
    from zendesk_sync.resources.itam_asset_locations import ITAMAssetLocations
    from zendesk_sync.resources.itam_asset_statuses import ITAMAssetStatuses
    from zendesk_sync.resources.itam_asset_types import ITAMAssetTypes
    from zendesk_sync.resources.itam_assets import ITAMAssets
    from zendesk_sync.resources.job_statuses import JobStatuses
    from zendesk_sync.resources.locales import Locales
    from zendesk_sync.resources.lookup_relationships import LookupRelationships
    from zendesk_sync.resources.macros import Macros
    from zendesk_sync.resources.oauth_clients import OAuthClients
    from zendesk_sync.resources.oauth_tokens import OAuthTokens
    from zendesk_sync.resources.object_triggers import ObjectTriggers
    from zendesk_sync.resources.omnichannel_routing_queues import OmnichannelRoutingQueues
    from zendesk_sync.resources.organization_fields import OrganizationFields
    from zendesk_sync.resources.organization_memberships import OrganizationMemberships
    from zendesk_sync.resources.organization_subscriptions import OrganizationSubscriptions
    from zendesk_sync.resources.organizations import Organizations
    from zendesk_sync.resources.push_notification_devices import PushNotificationDevices
    from zendesk_sync.resources.remote_authentications import RemoteAuthentications
    from zendesk_sync.resources.requests import Requests
    from zendesk_sync.resources.reseller import Reseller
    from zendesk_sync.resources.resource_collections import ResourceCollections
    from zendesk_sync.resources.satisfaction_ratings import SatisfactionRatings
    from zendesk_sync.resources.satisfaction_reasons import SatisfactionReasons
    from zendesk_sync.resources.saved_searches import SavedSearches
    from zendesk_sync.resources.search import Search
    from zendesk_sync.resources.security_settings import SecuritySettingsGroup
    from zendesk_sync.resources.sessions import Sessions
    from zendesk_sync.resources.sharing_agreements import SharingAgreements
    from zendesk_sync.resources.skill_based_routing import SkillBasedRouting
    from zendesk_sync.resources.sla_policies import SLAPolicies
    from zendesk_sync.resources.support_addresses import SupportAddresses
    from zendesk_sync.resources.suspended_tickets import SuspendedTickets
    from zendesk_sync.resources.tags import Tags
    from zendesk_sync.resources.talk_partner_edition import TalkPartnerEdition
    from zendesk_sync.resources.target_failures import TargetFailures
    from zendesk_sync.resources.targets import Targets
    from zendesk_sync.resources.task_list_templates import TaskListTemplates
    from zendesk_sync.resources.task_lists import TaskLists
    from zendesk_sync.resources.ticket_audits import TicketAudits
    from zendesk_sync.resources.ticket_comments import TicketComments
    from zendesk_sync.resources.ticket_content_pins import TicketContentPins
    from zendesk_sync.resources.ticket_fields import TicketFields
    from zendesk_sync.resources.ticket_form_statuses import TicketFormStatuses
    from zendesk_sync.resources.ticket_forms import TicketForms
    from zendesk_sync.resources.ticket_import import TicketImport
    from zendesk_sync.resources.ticket_metric_events import TicketMetricEvents
    from zendesk_sync.resources.ticket_metrics import TicketMetrics
    from zendesk_sync.resources.ticket_skips import TicketSkips
    from zendesk_sync.resources.tickets import Tickets
    from zendesk_sync.resources.trigger_categories import TriggerCategories
    from zendesk_sync.resources.triggers import Triggers
    from zendesk_sync.resources.user_fields import UserFields
    from zendesk_sync.resources.user_identities import UserIdentities
    from zendesk_sync.resources.user_passwords import UserPasswords
    from zendesk_sync.resources.users import Users
    from zendesk_sync.resources.views import Views
    from zendesk_sync.resources.webhooks import Webhooks
    from zendesk_sync.resources.workspaces import Workspaces
    from zendesk_sync.resources.x_channel import XChannel


class Groups(Client):
    """Every group of operations that a client has."""

    account_settings: "AccountSettingsGroup" = group("account_settings", "AccountSettingsGroup")
    """Account settings: how the account is set up."""
    activity_stream: "ActivityStream" = group("activity_stream", "ActivityStream")
    """Activity stream: what happened to the caller's tickets in the last 30 days."""
    approval_requests: "ApprovalRequests" = group("approval_requests", "ApprovalRequests")
    """Approval requests: ask somebody to approve something about a ticket."""
    assignee_field: "AssigneeField" = group("assignee_field", "AssigneeField")
    """Assignee field: the groups and agents that the caller can assign tickets to."""
    attachments: "Attachments" = group("attachments", "Attachments")
    """Attachments: the files of comments, and uploads that become such."""
    audit_logs: "AuditLogs" = group("audit_logs", "AuditLogs")
    """Audit logs: changes of the account's settings, and who made them."""
    automations: "Automations" = group("automations", "Automations")
    """Automations: actions that run on a schedule, when time has passed."""
    bookmarks: "Bookmarks" = group("bookmarks", "Bookmarks")
    """Bookmarks: tickets that the caller wants to return to."""
    brand_agents: "BrandAgents" = group("brand_agents", "BrandAgents")
    """Brand agents: which agents belong to which brands."""
    brands: "Brands" = group("brands", "Brands")
    """Brands: names, looks and help centers that the account has."""
    channel_framework: "ChannelFramework" = group("channel_framework", "ChannelFramework")
    """Channel framework: push messages of another system into tickets."""
    conversation_log: "ConversationLog" = group("conversation_log", "ConversationLog")
    """Conversation log: everything said about a ticket, in all of its channels."""
    custom_object_fields: "CustomObjectFields" = group("custom_object_fields", "CustomObjectFields")
    """Custom object fields: what records of a custom object hold."""
    custom_object_permissions: "CustomObjectPermissions" = group("custom_object_permissions", "CustomObjectPermissions")
    """Custom object permissions: who may do what with which records."""
    custom_object_record_attachments: "CustomObjectRecordAttachments" = group(
        "custom_object_record_attachments", "CustomObjectRecordAttachments"
    )
    """Attachments of custom object records, where the object allows them."""
    custom_object_records: "CustomObjectRecords" = group("custom_object_records", "CustomObjectRecords")
    """Custom object records: read, create, change, search and export them."""
    custom_objects: "CustomObjects" = group("custom_objects", "CustomObjects")
    """Custom objects: kinds of records that the account defines."""
    custom_roles: "CustomRoles" = group("custom_roles", "CustomRoles")
    """Custom roles: what some agents may do."""
    custom_ticket_statuses: "CustomTicketStatuses" = group("custom_ticket_statuses", "CustomTicketStatuses")
    """Custom ticket statuses: the account's own names for the states of tickets."""
    deletion_schedules: "DeletionSchedules" = group("deletion_schedules", "DeletionSchedules")
    """Deletion schedules: what is deleted by itself, and when."""
    dynamic_content: "DynamicContent" = group("dynamic_content", "DynamicContent")
    """Dynamic content: texts in several languages, for which placeholders stand."""
    dynamic_content_item_variants: "DynamicContentItemVariants" = group(
        "dynamic_content_item_variants", "DynamicContentItemVariants"
    )
    """Variants of dynamic content: the texts of an item, one for each language."""
    email_notifications: "EmailNotifications" = group("email_notifications", "EmailNotifications")
    """Email notifications: mails that tickets caused, and how their delivery went."""
    essentials_card: "EssentialsCards" = group("essentials_card", "EssentialsCards")
    """Essentials card: the fields of a user or another record that agents see first."""
    global_clients: "GlobalClients" = group("global_clients", "GlobalClients")
    """Global OAuth clients: applications that many accounts let in."""
    group_memberships: "GroupMemberships" = group("group_memberships", "GroupMemberships")
    """Group memberships: which agents belong to which groups."""
    group_sla_policies: "GroupSLAPolicies" = group("group_sla_policies", "GroupSLAPolicies")
    """Group SLA policies: how long groups may own tickets."""
    groups: "AgentGroups" = group("groups", "Groups")
    """Groups: the teams of agents that tickets are assigned to."""
    incremental_exports: "IncrementalExports" = group("incremental_exports", "IncrementalExports")
    """Incremental exports: everything that changed since a time, for admins."""
    incremental_skill_based_routing: "IncrementalSkillBasedRouting" = group(
        "incremental_skill_based_routing", "IncrementalSkillBasedRouting"
    )
    """Incremental exports of skill-based routing: what changed about skills, and about who has them."""
    itam_asset_fields: "ITAMAssetFields" = group("itam_asset_fields", "ITAMAssetFields")
    """Fields of IT assets: what assets of a type hold."""
    itam_asset_locations: "ITAMAssetLocations" = group("itam_asset_locations", "ITAMAssetLocations")
    """Locations of IT assets."""
    itam_asset_statuses: "ITAMAssetStatuses" = group("itam_asset_statuses", "ITAMAssetStatuses")
    """Statuses that IT assets can have. Zendesk made them; they can't be changed."""
    itam_asset_types: "ITAMAssetTypes" = group("itam_asset_types", "ITAMAssetTypes")
    """Types of IT assets, which form a tree."""
    itam_assets: "ITAMAssets" = group("itam_assets", "ITAMAssets")
    """IT assets: devices, licenses and whatever else the company owns."""
    job_statuses: "JobStatuses" = group("job_statuses", "JobStatuses")
    """Statuses of background jobs. Zendesk keeps one for a day."""
    locales: "Locales" = group("locales", "Locales")
    """Locales: the languages of the account. Anybody may call these, without a credential too."""
    lookup_relationships: "LookupRelationships" = group("lookup_relationships", "LookupRelationships")
    """Lookup relationships: which records point to another by a lookup field."""
    macros: "Macros" = group("macros", "Macros")
    """Macros: changes that agents apply to tickets with one click."""
    oauth_clients: "OAuthClients" = group("oauth_clients", "OAuthClients")
    """OAuth clients: the applications that get tokens for the account."""
    oauth_tokens: "OAuthTokens" = group("oauth_tokens", "OAuthTokens")
    """OAuth tokens: create, look at and revoke the account's access tokens."""
    object_triggers: "ObjectTriggers" = group("object_triggers", "ObjectTriggers")
    """Object triggers: actions that run when a record of a custom object changes."""
    omnichannel_routing_queues: "OmnichannelRoutingQueues" = group(
        "omnichannel_routing_queues", "OmnichannelRoutingQueues"
    )
    """Queues of omnichannel routing: where tickets wait for agents."""
    organization_fields: "OrganizationFields" = group("organization_fields", "OrganizationFields")
    """Organization fields: the account's own fields of organizations."""
    organization_memberships: "OrganizationMemberships" = group("organization_memberships", "OrganizationMemberships")
    """Organization memberships: which users belong to which organizations."""
    organization_subscriptions: "OrganizationSubscriptions" = group(
        "organization_subscriptions", "OrganizationSubscriptions"
    )
    """Organization subscriptions: who gets mails about all tickets of an organization."""
    organizations: "Organizations" = group("organizations", "Organizations")
    """Organizations: the companies and teams that users belong to."""
    push_notification_devices: "PushNotificationDevices" = group("push_notification_devices", "PushNotificationDevices")
    """Push notification devices: phones that get the account's notifications."""
    remote_authentications: "RemoteAuthentications" = group("remote_authentications", "RemoteAuthentications")
    """Remote authentications: configurations of single sign-on."""
    requests: "Requests" = group("requests", "Requests")
    """Requests: tickets as those who asked see them."""
    reseller: "Reseller" = group("reseller", "Reseller")
    """Reseller: create trial accounts for customers."""
    resource_collections: "ResourceCollections" = group("resource_collections", "ResourceCollections")
    """Resource collections: fields, triggers and more that are created, changed and deleted together."""
    satisfaction_ratings: "SatisfactionRatings" = group("satisfaction_ratings", "SatisfactionRatings")
    """Satisfaction ratings: what requesters thought of solved tickets."""
    satisfaction_reasons: "SatisfactionReasons" = group("satisfaction_reasons", "SatisfactionReasons")
    """Satisfaction reasons: what requesters can say was bad."""
    saved_searches: "SavedSearches" = group("saved_searches", "SavedSearches")
    """Saved searches: searches that agents want to repeat."""
    search: "Search" = group("search", "Search")
    """Search over tickets, users, organizations and groups, in Zendesk's query language."""
    security_settings: "SecuritySettingsGroup" = group("security_settings", "SecuritySettingsGroup")
    """Security settings: how people sign in, and from where."""
    sessions: "Sessions" = group("sessions", "Sessions")
    """Sessions: who is signed in in a browser."""
    sharing_agreements: "SharingAgreements" = group("sharing_agreements", "SharingAgreements")
    """Sharing agreements: tickets that are shared with other accounts."""
    skill_based_routing: "SkillBasedRouting" = group("skill_based_routing", "SkillBasedRouting")
    """Skill-based routing: attributes, their values (the skills), and who and what has them."""
    sla_policies: "SLAPolicies" = group("sla_policies", "SLAPolicies")
    """SLA policies: in what time tickets are to be dealt with."""
    support_addresses: "SupportAddresses" = group("support_addresses", "SupportAddresses")
    """Support addresses: mails to them become tickets."""
    suspended_tickets: "SuspendedTickets" = group("suspended_tickets", "SuspendedTickets")
    """Suspended tickets: mails that were not made tickets. They are deleted after 14 days."""
    tags: "Tags" = group("tags", "Tags")
    """Tags: the account's, and those of tickets, users and organizations."""
    talk_partner_edition: "TalkPartnerEdition" = group("talk_partner_edition", "TalkPartnerEdition")
    """Talk Partner Edition: what a telephony of one's own shows to agents and makes of calls."""
    target_failures: "TargetFailures" = group("target_failures", "TargetFailures")
    """Target failures: calls of targets that failed, the last 25 of each."""
    targets: "Targets" = group("targets", "Targets")
    """Targets: addresses outside of Zendesk that triggers can call. `zd.webhooks` has replaced them."""
    task_list_templates: "TaskListTemplates" = group("task_list_templates", "TaskListTemplates")
    """Task list templates: tasks that can be added to tickets."""
    task_lists: "TaskLists" = group("task_lists", "TaskLists")
    """Task lists: the tasks of a ticket."""
    ticket_audits: "TicketAudits" = group("ticket_audits", "TicketAudits")
    """Audits: every change of a ticket, with all that happened in it."""
    ticket_comments: "TicketComments" = group("ticket_comments", "TicketComments")
    """Comments of tickets: read, make private, redact. They are added by updating the ticket."""
    ticket_content_pins: "TicketContentPins" = group("ticket_content_pins", "TicketContentPins")
    """Ticket content pins: articles that agents pinned to tickets."""
    ticket_fields: "TicketFields" = group("ticket_fields", "TicketFields")
    """Ticket fields: the account's own and the system's, with the options of drop-downs."""
    ticket_form_statuses: "TicketFormStatuses" = group("ticket_form_statuses", "TicketFormStatuses")
    """Ticket form statuses: which custom statuses belong to which forms."""
    ticket_forms: "TicketForms" = group("ticket_forms", "TicketForms")
    """Ticket forms: which fields tickets of a kind have."""
    ticket_import: "TicketImport" = group("ticket_import", "TicketImport")
    """Ticket import: tickets of another system, with their history."""
    ticket_metric_events: "TicketMetricEvents" = group("ticket_metric_events", "TicketMetricEvents")
    """Ticket metric events: when metrics of tickets began, paused, were met or were breached."""
    ticket_metrics: "TicketMetrics" = group("ticket_metrics", "TicketMetrics")
    """Metrics: how long tickets waited for replies and solutions."""
    ticket_skips: "TicketSkips" = group("ticket_skips", "TicketSkips")
    """Ticket skips: tickets that agents passed over in guided mode."""
    tickets: "Tickets" = group("tickets", "Tickets")
    """Tickets: read, create, change, merge, delete and restore them."""
    trigger_categories: "TriggerCategories" = group("trigger_categories", "TriggerCategories")
    """Trigger categories: the groups in which triggers are ordered."""
    triggers: "Triggers" = group("triggers", "Triggers")
    """Triggers: actions that run when a ticket is created or changed."""
    user_fields: "UserFields" = group("user_fields", "UserFields")
    """User fields: the account's own fields of users, with the options of drop-downs."""
    user_identities: "UserIdentities" = group("user_identities", "UserIdentities")
    """Identities: the addresses, numbers and accounts that a user is known by."""
    user_passwords: "UserPasswords" = group("user_passwords", "UserPasswords")
    """User passwords: set and change them, and what they must be like."""
    users: "Users" = group("users", "Users")
    """Users: end users, agents and admins."""
    views: "Views" = group("views", "Views")
    """Views: lists of the tickets that meet conditions."""
    webhooks: "Webhooks" = group("webhooks", "Webhooks")
    """Webhooks: addresses that Zendesk calls when something happens."""
    workspaces: "Workspaces" = group("workspaces", "Workspaces")
    """Contextual workspaces: the form, macros and apps that agents see with certain tickets."""
    x_channel: "XChannel" = group("x_channel", "XChannel")
    """X channel: posts on X (formerly Twitter) that become tickets."""
