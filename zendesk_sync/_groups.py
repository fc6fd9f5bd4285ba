# Written by tools/mirror.py from zendesk_async/_groups.py: change that one, then run `make mirror`.

"""The groups of operations, one lazy property each: a group is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from zendesk_sync._resource import Client

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

    @cached_property
    def account_settings(self) -> "AccountSettingsGroup":
        """Account settings: how the account is set up."""
        from zendesk_sync.resources.account_settings import AccountSettingsGroup

        return AccountSettingsGroup(self._async.account_settings, self._portal)

    @cached_property
    def activity_stream(self) -> "ActivityStream":
        """Activity stream: what happened to the caller's tickets in the last 30 days."""
        from zendesk_sync.resources.activity_stream import ActivityStream

        return ActivityStream(self._async.activity_stream, self._portal)

    @cached_property
    def approval_requests(self) -> "ApprovalRequests":
        """Approval requests: ask somebody to approve something about a ticket."""
        from zendesk_sync.resources.approval_requests import ApprovalRequests

        return ApprovalRequests(self._async.approval_requests, self._portal)

    @cached_property
    def assignee_field(self) -> "AssigneeField":
        """Assignee field: the groups and agents that the caller can assign tickets to."""
        from zendesk_sync.resources.assignee_field import AssigneeField

        return AssigneeField(self._async.assignee_field, self._portal)

    @cached_property
    def attachments(self) -> "Attachments":
        """Attachments: the files of comments, and uploads that become such."""
        from zendesk_sync.resources.attachments import Attachments

        return Attachments(self._async.attachments, self._portal)

    @cached_property
    def audit_logs(self) -> "AuditLogs":
        """Audit logs: changes of the account's settings, and who made them."""
        from zendesk_sync.resources.audit_logs import AuditLogs

        return AuditLogs(self._async.audit_logs, self._portal)

    @cached_property
    def automations(self) -> "Automations":
        """Automations: actions that run on a schedule, when time has passed."""
        from zendesk_sync.resources.automations import Automations

        return Automations(self._async.automations, self._portal)

    @cached_property
    def bookmarks(self) -> "Bookmarks":
        """Bookmarks: tickets that the caller wants to return to."""
        from zendesk_sync.resources.bookmarks import Bookmarks

        return Bookmarks(self._async.bookmarks, self._portal)

    @cached_property
    def brand_agents(self) -> "BrandAgents":
        """Brand agents: which agents belong to which brands."""
        from zendesk_sync.resources.brand_agents import BrandAgents

        return BrandAgents(self._async.brand_agents, self._portal)

    @cached_property
    def brands(self) -> "Brands":
        """Brands: names, looks and help centers that the account has."""
        from zendesk_sync.resources.brands import Brands

        return Brands(self._async.brands, self._portal)

    @cached_property
    def channel_framework(self) -> "ChannelFramework":
        """Channel framework: push messages of another system into tickets."""
        from zendesk_sync.resources.channel_framework import ChannelFramework

        return ChannelFramework(self._async.channel_framework, self._portal)

    @cached_property
    def conversation_log(self) -> "ConversationLog":
        """Conversation log: everything said about a ticket, in all of its channels."""
        from zendesk_sync.resources.conversation_log import ConversationLog

        return ConversationLog(self._async.conversation_log, self._portal)

    @cached_property
    def custom_object_fields(self) -> "CustomObjectFields":
        """Custom object fields: what records of a custom object hold."""
        from zendesk_sync.resources.custom_object_fields import CustomObjectFields

        return CustomObjectFields(self._async.custom_object_fields, self._portal)

    @cached_property
    def custom_object_permissions(self) -> "CustomObjectPermissions":
        """Custom object permissions: who may do what with which records."""
        from zendesk_sync.resources.custom_object_permissions import CustomObjectPermissions

        return CustomObjectPermissions(self._async.custom_object_permissions, self._portal)

    @cached_property
    def custom_object_record_attachments(self) -> "CustomObjectRecordAttachments":
        """Attachments of custom object records, where the object allows them."""
        from zendesk_sync.resources.custom_object_record_attachments import CustomObjectRecordAttachments

        return CustomObjectRecordAttachments(self._async.custom_object_record_attachments, self._portal)

    @cached_property
    def custom_object_records(self) -> "CustomObjectRecords":
        """Custom object records: read, create, change, search and export them."""
        from zendesk_sync.resources.custom_object_records import CustomObjectRecords

        return CustomObjectRecords(self._async.custom_object_records, self._portal)

    @cached_property
    def custom_objects(self) -> "CustomObjects":
        """Custom objects: kinds of records that the account defines."""
        from zendesk_sync.resources.custom_objects import CustomObjects

        return CustomObjects(self._async.custom_objects, self._portal)

    @cached_property
    def custom_roles(self) -> "CustomRoles":
        """Custom roles: what some agents may do."""
        from zendesk_sync.resources.custom_roles import CustomRoles

        return CustomRoles(self._async.custom_roles, self._portal)

    @cached_property
    def custom_ticket_statuses(self) -> "CustomTicketStatuses":
        """Custom ticket statuses: the account's own names for the states of tickets."""
        from zendesk_sync.resources.custom_ticket_statuses import CustomTicketStatuses

        return CustomTicketStatuses(self._async.custom_ticket_statuses, self._portal)

    @cached_property
    def deletion_schedules(self) -> "DeletionSchedules":
        """Deletion schedules: what is deleted by itself, and when."""
        from zendesk_sync.resources.deletion_schedules import DeletionSchedules

        return DeletionSchedules(self._async.deletion_schedules, self._portal)

    @cached_property
    def dynamic_content(self) -> "DynamicContent":
        """Dynamic content: texts in several languages, for which placeholders stand."""
        from zendesk_sync.resources.dynamic_content import DynamicContent

        return DynamicContent(self._async.dynamic_content, self._portal)

    @cached_property
    def dynamic_content_item_variants(self) -> "DynamicContentItemVariants":
        """Variants of dynamic content: the texts of an item, one for each language."""
        from zendesk_sync.resources.dynamic_content_item_variants import DynamicContentItemVariants

        return DynamicContentItemVariants(self._async.dynamic_content_item_variants, self._portal)

    @cached_property
    def email_notifications(self) -> "EmailNotifications":
        """Email notifications: mails that tickets caused, and how their delivery went."""
        from zendesk_sync.resources.email_notifications import EmailNotifications

        return EmailNotifications(self._async.email_notifications, self._portal)

    @cached_property
    def essentials_card(self) -> "EssentialsCards":
        """Essentials card: the fields of a user or another record that agents see first."""
        from zendesk_sync.resources.essentials_card import EssentialsCards

        return EssentialsCards(self._async.essentials_card, self._portal)

    @cached_property
    def global_clients(self) -> "GlobalClients":
        """Global OAuth clients: applications that many accounts let in."""
        from zendesk_sync.resources.global_clients import GlobalClients

        return GlobalClients(self._async.global_clients, self._portal)

    @cached_property
    def group_memberships(self) -> "GroupMemberships":
        """Group memberships: which agents belong to which groups."""
        from zendesk_sync.resources.group_memberships import GroupMemberships

        return GroupMemberships(self._async.group_memberships, self._portal)

    @cached_property
    def group_sla_policies(self) -> "GroupSLAPolicies":
        """Group SLA policies: how long groups may own tickets."""
        from zendesk_sync.resources.group_sla_policies import GroupSLAPolicies

        return GroupSLAPolicies(self._async.group_sla_policies, self._portal)

    @cached_property
    def groups(self) -> "AgentGroups":
        """Groups: the teams of agents that tickets are assigned to."""
        from zendesk_sync.resources.groups import Groups as AgentGroups

        return AgentGroups(self._async.groups, self._portal)

    @cached_property
    def incremental_exports(self) -> "IncrementalExports":
        """Incremental exports: everything that changed since a time, for admins."""
        from zendesk_sync.resources.incremental_exports import IncrementalExports

        return IncrementalExports(self._async.incremental_exports, self._portal)

    @cached_property
    def incremental_skill_based_routing(self) -> "IncrementalSkillBasedRouting":
        """Incremental exports of skill-based routing: what changed about skills, and about who has them."""
        from zendesk_sync.resources.incremental_skill_based_routing import IncrementalSkillBasedRouting

        return IncrementalSkillBasedRouting(self._async.incremental_skill_based_routing, self._portal)

    @cached_property
    def itam_asset_fields(self) -> "ITAMAssetFields":
        """Fields of IT assets: what assets of a type hold."""
        from zendesk_sync.resources.itam_asset_fields import ITAMAssetFields

        return ITAMAssetFields(self._async.itam_asset_fields, self._portal)

    @cached_property
    def itam_asset_locations(self) -> "ITAMAssetLocations":
        """Locations of IT assets."""
        from zendesk_sync.resources.itam_asset_locations import ITAMAssetLocations

        return ITAMAssetLocations(self._async.itam_asset_locations, self._portal)

    @cached_property
    def itam_asset_statuses(self) -> "ITAMAssetStatuses":
        """Statuses that IT assets can have. Zendesk made them; they can't be changed."""
        from zendesk_sync.resources.itam_asset_statuses import ITAMAssetStatuses

        return ITAMAssetStatuses(self._async.itam_asset_statuses, self._portal)

    @cached_property
    def itam_asset_types(self) -> "ITAMAssetTypes":
        """Types of IT assets, which form a tree."""
        from zendesk_sync.resources.itam_asset_types import ITAMAssetTypes

        return ITAMAssetTypes(self._async.itam_asset_types, self._portal)

    @cached_property
    def itam_assets(self) -> "ITAMAssets":
        """IT assets: devices, licenses and whatever else the company owns."""
        from zendesk_sync.resources.itam_assets import ITAMAssets

        return ITAMAssets(self._async.itam_assets, self._portal)

    @cached_property
    def job_statuses(self) -> "JobStatuses":
        """Statuses of background jobs. Zendesk keeps one for a day."""
        from zendesk_sync.resources.job_statuses import JobStatuses

        return JobStatuses(self._async.job_statuses, self._portal)

    @cached_property
    def locales(self) -> "Locales":
        """Locales: the languages of the account. Anybody may call these, without a credential too."""
        from zendesk_sync.resources.locales import Locales

        return Locales(self._async.locales, self._portal)

    @cached_property
    def lookup_relationships(self) -> "LookupRelationships":
        """Lookup relationships: which records point to another by a lookup field."""
        from zendesk_sync.resources.lookup_relationships import LookupRelationships

        return LookupRelationships(self._async.lookup_relationships, self._portal)

    @cached_property
    def macros(self) -> "Macros":
        """Macros: changes that agents apply to tickets with one click."""
        from zendesk_sync.resources.macros import Macros

        return Macros(self._async.macros, self._portal)

    @cached_property
    def oauth_clients(self) -> "OAuthClients":
        """OAuth clients: the applications that get tokens for the account."""
        from zendesk_sync.resources.oauth_clients import OAuthClients

        return OAuthClients(self._async.oauth_clients, self._portal)

    @cached_property
    def oauth_tokens(self) -> "OAuthTokens":
        """OAuth tokens: create, look at and revoke the account's access tokens."""
        from zendesk_sync.resources.oauth_tokens import OAuthTokens

        return OAuthTokens(self._async.oauth_tokens, self._portal)

    @cached_property
    def object_triggers(self) -> "ObjectTriggers":
        """Object triggers: actions that run when a record of a custom object changes."""
        from zendesk_sync.resources.object_triggers import ObjectTriggers

        return ObjectTriggers(self._async.object_triggers, self._portal)

    @cached_property
    def omnichannel_routing_queues(self) -> "OmnichannelRoutingQueues":
        """Queues of omnichannel routing: where tickets wait for agents."""
        from zendesk_sync.resources.omnichannel_routing_queues import OmnichannelRoutingQueues

        return OmnichannelRoutingQueues(self._async.omnichannel_routing_queues, self._portal)

    @cached_property
    def organization_fields(self) -> "OrganizationFields":
        """Organization fields: the account's own fields of organizations."""
        from zendesk_sync.resources.organization_fields import OrganizationFields

        return OrganizationFields(self._async.organization_fields, self._portal)

    @cached_property
    def organization_memberships(self) -> "OrganizationMemberships":
        """Organization memberships: which users belong to which organizations."""
        from zendesk_sync.resources.organization_memberships import OrganizationMemberships

        return OrganizationMemberships(self._async.organization_memberships, self._portal)

    @cached_property
    def organization_subscriptions(self) -> "OrganizationSubscriptions":
        """Organization subscriptions: who gets mails about all tickets of an organization."""
        from zendesk_sync.resources.organization_subscriptions import OrganizationSubscriptions

        return OrganizationSubscriptions(self._async.organization_subscriptions, self._portal)

    @cached_property
    def organizations(self) -> "Organizations":
        """Organizations: the companies and teams that users belong to."""
        from zendesk_sync.resources.organizations import Organizations

        return Organizations(self._async.organizations, self._portal)

    @cached_property
    def push_notification_devices(self) -> "PushNotificationDevices":
        """Push notification devices: phones that get the account's notifications."""
        from zendesk_sync.resources.push_notification_devices import PushNotificationDevices

        return PushNotificationDevices(self._async.push_notification_devices, self._portal)

    @cached_property
    def remote_authentications(self) -> "RemoteAuthentications":
        """Remote authentications: configurations of single sign-on."""
        from zendesk_sync.resources.remote_authentications import RemoteAuthentications

        return RemoteAuthentications(self._async.remote_authentications, self._portal)

    @cached_property
    def requests(self) -> "Requests":
        """Requests: tickets as those who asked see them."""
        from zendesk_sync.resources.requests import Requests

        return Requests(self._async.requests, self._portal)

    @cached_property
    def reseller(self) -> "Reseller":
        """Reseller: create trial accounts for customers."""
        from zendesk_sync.resources.reseller import Reseller

        return Reseller(self._async.reseller, self._portal)

    @cached_property
    def resource_collections(self) -> "ResourceCollections":
        """Resource collections: fields, triggers and more that are created, changed and deleted together."""
        from zendesk_sync.resources.resource_collections import ResourceCollections

        return ResourceCollections(self._async.resource_collections, self._portal)

    @cached_property
    def satisfaction_ratings(self) -> "SatisfactionRatings":
        """Satisfaction ratings: what requesters thought of solved tickets."""
        from zendesk_sync.resources.satisfaction_ratings import SatisfactionRatings

        return SatisfactionRatings(self._async.satisfaction_ratings, self._portal)

    @cached_property
    def satisfaction_reasons(self) -> "SatisfactionReasons":
        """Satisfaction reasons: what requesters can say was bad."""
        from zendesk_sync.resources.satisfaction_reasons import SatisfactionReasons

        return SatisfactionReasons(self._async.satisfaction_reasons, self._portal)

    @cached_property
    def saved_searches(self) -> "SavedSearches":
        """Saved searches: searches that agents want to repeat."""
        from zendesk_sync.resources.saved_searches import SavedSearches

        return SavedSearches(self._async.saved_searches, self._portal)

    @cached_property
    def search(self) -> "Search":
        """Search over tickets, users, organizations and groups, in Zendesk's query language."""
        from zendesk_sync.resources.search import Search

        return Search(self._async.search, self._portal)

    @cached_property
    def security_settings(self) -> "SecuritySettingsGroup":
        """Security settings: how people sign in, and from where."""
        from zendesk_sync.resources.security_settings import SecuritySettingsGroup

        return SecuritySettingsGroup(self._async.security_settings, self._portal)

    @cached_property
    def sessions(self) -> "Sessions":
        """Sessions: who is signed in in a browser."""
        from zendesk_sync.resources.sessions import Sessions

        return Sessions(self._async.sessions, self._portal)

    @cached_property
    def sharing_agreements(self) -> "SharingAgreements":
        """Sharing agreements: tickets that are shared with other accounts."""
        from zendesk_sync.resources.sharing_agreements import SharingAgreements

        return SharingAgreements(self._async.sharing_agreements, self._portal)

    @cached_property
    def skill_based_routing(self) -> "SkillBasedRouting":
        """Skill-based routing: attributes, their values (the skills), and who and what has them."""
        from zendesk_sync.resources.skill_based_routing import SkillBasedRouting

        return SkillBasedRouting(self._async.skill_based_routing, self._portal)

    @cached_property
    def sla_policies(self) -> "SLAPolicies":
        """SLA policies: in what time tickets are to be dealt with."""
        from zendesk_sync.resources.sla_policies import SLAPolicies

        return SLAPolicies(self._async.sla_policies, self._portal)

    @cached_property
    def support_addresses(self) -> "SupportAddresses":
        """Support addresses: mails to them become tickets."""
        from zendesk_sync.resources.support_addresses import SupportAddresses

        return SupportAddresses(self._async.support_addresses, self._portal)

    @cached_property
    def suspended_tickets(self) -> "SuspendedTickets":
        """Suspended tickets: mails that were not made tickets. They are deleted after 14 days."""
        from zendesk_sync.resources.suspended_tickets import SuspendedTickets

        return SuspendedTickets(self._async.suspended_tickets, self._portal)

    @cached_property
    def tags(self) -> "Tags":
        """Tags: the account's, and those of tickets, users and organizations."""
        from zendesk_sync.resources.tags import Tags

        return Tags(self._async.tags, self._portal)

    @cached_property
    def talk_partner_edition(self) -> "TalkPartnerEdition":
        """Talk Partner Edition: what a telephony of one's own shows to agents and makes of calls."""
        from zendesk_sync.resources.talk_partner_edition import TalkPartnerEdition

        return TalkPartnerEdition(self._async.talk_partner_edition, self._portal)

    @cached_property
    def target_failures(self) -> "TargetFailures":
        """Target failures: calls of targets that failed, the last 25 of each."""
        from zendesk_sync.resources.target_failures import TargetFailures

        return TargetFailures(self._async.target_failures, self._portal)

    @cached_property
    def targets(self) -> "Targets":
        """Targets: addresses outside of Zendesk that triggers can call. `zd.webhooks` has replaced them."""
        from zendesk_sync.resources.targets import Targets

        return Targets(self._async.targets, self._portal)

    @cached_property
    def task_list_templates(self) -> "TaskListTemplates":
        """Task list templates: tasks that can be added to tickets."""
        from zendesk_sync.resources.task_list_templates import TaskListTemplates

        return TaskListTemplates(self._async.task_list_templates, self._portal)

    @cached_property
    def task_lists(self) -> "TaskLists":
        """Task lists: the tasks of a ticket."""
        from zendesk_sync.resources.task_lists import TaskLists

        return TaskLists(self._async.task_lists, self._portal)

    @cached_property
    def ticket_audits(self) -> "TicketAudits":
        """Audits: every change of a ticket, with all that happened in it."""
        from zendesk_sync.resources.ticket_audits import TicketAudits

        return TicketAudits(self._async.ticket_audits, self._portal)

    @cached_property
    def ticket_comments(self) -> "TicketComments":
        """Comments of tickets: read, make private, redact. They are added by updating the ticket."""
        from zendesk_sync.resources.ticket_comments import TicketComments

        return TicketComments(self._async.ticket_comments, self._portal)

    @cached_property
    def ticket_content_pins(self) -> "TicketContentPins":
        """Ticket content pins: articles that agents pinned to tickets."""
        from zendesk_sync.resources.ticket_content_pins import TicketContentPins

        return TicketContentPins(self._async.ticket_content_pins, self._portal)

    @cached_property
    def ticket_fields(self) -> "TicketFields":
        """Ticket fields: the account's own and the system's, with the options of drop-downs."""
        from zendesk_sync.resources.ticket_fields import TicketFields

        return TicketFields(self._async.ticket_fields, self._portal)

    @cached_property
    def ticket_form_statuses(self) -> "TicketFormStatuses":
        """Ticket form statuses: which custom statuses belong to which forms."""
        from zendesk_sync.resources.ticket_form_statuses import TicketFormStatuses

        return TicketFormStatuses(self._async.ticket_form_statuses, self._portal)

    @cached_property
    def ticket_forms(self) -> "TicketForms":
        """Ticket forms: which fields tickets of a kind have."""
        from zendesk_sync.resources.ticket_forms import TicketForms

        return TicketForms(self._async.ticket_forms, self._portal)

    @cached_property
    def ticket_import(self) -> "TicketImport":
        """Ticket import: tickets of another system, with their history."""
        from zendesk_sync.resources.ticket_import import TicketImport

        return TicketImport(self._async.ticket_import, self._portal)

    @cached_property
    def ticket_metric_events(self) -> "TicketMetricEvents":
        """Ticket metric events: when metrics of tickets began, paused, were met or were breached."""
        from zendesk_sync.resources.ticket_metric_events import TicketMetricEvents

        return TicketMetricEvents(self._async.ticket_metric_events, self._portal)

    @cached_property
    def ticket_metrics(self) -> "TicketMetrics":
        """Metrics: how long tickets waited for replies and solutions."""
        from zendesk_sync.resources.ticket_metrics import TicketMetrics

        return TicketMetrics(self._async.ticket_metrics, self._portal)

    @cached_property
    def ticket_skips(self) -> "TicketSkips":
        """Ticket skips: tickets that agents passed over in guided mode."""
        from zendesk_sync.resources.ticket_skips import TicketSkips

        return TicketSkips(self._async.ticket_skips, self._portal)

    @cached_property
    def tickets(self) -> "Tickets":
        """Tickets: read, create, change, merge, delete and restore them."""
        from zendesk_sync.resources.tickets import Tickets

        return Tickets(self._async.tickets, self._portal)

    @cached_property
    def trigger_categories(self) -> "TriggerCategories":
        """Trigger categories: the groups in which triggers are ordered."""
        from zendesk_sync.resources.trigger_categories import TriggerCategories

        return TriggerCategories(self._async.trigger_categories, self._portal)

    @cached_property
    def triggers(self) -> "Triggers":
        """Triggers: actions that run when a ticket is created or changed."""
        from zendesk_sync.resources.triggers import Triggers

        return Triggers(self._async.triggers, self._portal)

    @cached_property
    def user_fields(self) -> "UserFields":
        """User fields: the account's own fields of users, with the options of drop-downs."""
        from zendesk_sync.resources.user_fields import UserFields

        return UserFields(self._async.user_fields, self._portal)

    @cached_property
    def user_identities(self) -> "UserIdentities":
        """Identities: the addresses, numbers and accounts that a user is known by."""
        from zendesk_sync.resources.user_identities import UserIdentities

        return UserIdentities(self._async.user_identities, self._portal)

    @cached_property
    def user_passwords(self) -> "UserPasswords":
        """User passwords: set and change them, and what they must be like."""
        from zendesk_sync.resources.user_passwords import UserPasswords

        return UserPasswords(self._async.user_passwords, self._portal)

    @cached_property
    def users(self) -> "Users":
        """Users: end users, agents and admins."""
        from zendesk_sync.resources.users import Users

        return Users(self._async.users, self._portal)

    @cached_property
    def views(self) -> "Views":
        """Views: lists of the tickets that meet conditions."""
        from zendesk_sync.resources.views import Views

        return Views(self._async.views, self._portal)

    @cached_property
    def webhooks(self) -> "Webhooks":
        """Webhooks: addresses that Zendesk calls when something happens."""
        from zendesk_sync.resources.webhooks import Webhooks

        return Webhooks(self._async.webhooks, self._portal)

    @cached_property
    def workspaces(self) -> "Workspaces":
        """Contextual workspaces: the form, macros and apps that agents see with certain tickets."""
        from zendesk_sync.resources.workspaces import Workspaces

        return Workspaces(self._async.workspaces, self._portal)

    @cached_property
    def x_channel(self) -> "XChannel":
        """X channel: posts on X (formerly Twitter) that become tickets."""
        from zendesk_sync.resources.x_channel import XChannel

        return XChannel(self._async.x_channel, self._portal)
