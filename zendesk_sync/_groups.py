# Written by tools/mirror.py from zendesk_async/_groups.py: change that one, then run `make mirror`.

"""The groups of operations, one lazy property each: a group is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from zendesk_sync._resource import Client

if TYPE_CHECKING:
    from zendesk_sync.resources.attachments import Attachments
    from zendesk_sync.resources.automations import Automations
    from zendesk_sync.resources.custom_object_fields import CustomObjectFields
    from zendesk_sync.resources.custom_object_permissions import CustomObjectPermissions
    from zendesk_sync.resources.custom_object_record_attachments import CustomObjectRecordAttachments
    from zendesk_sync.resources.custom_object_records import CustomObjectRecords
    from zendesk_sync.resources.custom_objects import CustomObjects
    from zendesk_sync.resources.custom_ticket_statuses import CustomTicketStatuses
    from zendesk_sync.resources.group_memberships import GroupMemberships
    from zendesk_sync.resources.groups import Groups as AgentGroups
    from zendesk_sync.resources.incremental_exports import IncrementalExports
    from zendesk_sync.resources.job_statuses import JobStatuses
    from zendesk_sync.resources.macros import Macros
    from zendesk_sync.resources.oauth_clients import OAuthClients
    from zendesk_sync.resources.oauth_tokens import OAuthTokens
    from zendesk_sync.resources.object_triggers import ObjectTriggers
    from zendesk_sync.resources.organization_fields import OrganizationFields
    from zendesk_sync.resources.organization_memberships import OrganizationMemberships
    from zendesk_sync.resources.organizations import Organizations
    from zendesk_sync.resources.satisfaction_ratings import SatisfactionRatings
    from zendesk_sync.resources.search import Search
    from zendesk_sync.resources.tags import Tags
    from zendesk_sync.resources.ticket_audits import TicketAudits
    from zendesk_sync.resources.ticket_comments import TicketComments
    from zendesk_sync.resources.ticket_fields import TicketFields
    from zendesk_sync.resources.ticket_form_statuses import TicketFormStatuses
    from zendesk_sync.resources.ticket_forms import TicketForms
    from zendesk_sync.resources.ticket_metrics import TicketMetrics
    from zendesk_sync.resources.tickets import Tickets
    from zendesk_sync.resources.trigger_categories import TriggerCategories
    from zendesk_sync.resources.triggers import Triggers
    from zendesk_sync.resources.user_fields import UserFields
    from zendesk_sync.resources.user_identities import UserIdentities
    from zendesk_sync.resources.users import Users
    from zendesk_sync.resources.views import Views
    from zendesk_sync.resources.webhooks import Webhooks


class Groups(Client):
    """Every group of operations that a client has."""

    @cached_property
    def attachments(self) -> "Attachments":
        """Attachments: the files of comments, and uploads that become such."""
        from zendesk_sync.resources.attachments import Attachments

        return Attachments(self._async.attachments, self._portal)

    @cached_property
    def automations(self) -> "Automations":
        """Automations: actions that run on a schedule, when time has passed."""
        from zendesk_sync.resources.automations import Automations

        return Automations(self._async.automations, self._portal)

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
    def custom_ticket_statuses(self) -> "CustomTicketStatuses":
        """Custom ticket statuses: the account's own names for the states of tickets."""
        from zendesk_sync.resources.custom_ticket_statuses import CustomTicketStatuses

        return CustomTicketStatuses(self._async.custom_ticket_statuses, self._portal)

    @cached_property
    def group_memberships(self) -> "GroupMemberships":
        """Group memberships: which agents belong to which groups."""
        from zendesk_sync.resources.group_memberships import GroupMemberships

        return GroupMemberships(self._async.group_memberships, self._portal)

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
    def job_statuses(self) -> "JobStatuses":
        """Statuses of background jobs. Zendesk keeps one for a day."""
        from zendesk_sync.resources.job_statuses import JobStatuses

        return JobStatuses(self._async.job_statuses, self._portal)

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
    def organizations(self) -> "Organizations":
        """Organizations: the companies and teams that users belong to."""
        from zendesk_sync.resources.organizations import Organizations

        return Organizations(self._async.organizations, self._portal)

    @cached_property
    def satisfaction_ratings(self) -> "SatisfactionRatings":
        """Satisfaction ratings: what requesters thought of solved tickets."""
        from zendesk_sync.resources.satisfaction_ratings import SatisfactionRatings

        return SatisfactionRatings(self._async.satisfaction_ratings, self._portal)

    @cached_property
    def search(self) -> "Search":
        """Search over tickets, users, organizations and groups, in Zendesk's query language."""
        from zendesk_sync.resources.search import Search

        return Search(self._async.search, self._portal)

    @cached_property
    def tags(self) -> "Tags":
        """Tags: the account's, and those of tickets, users and organizations."""
        from zendesk_sync.resources.tags import Tags

        return Tags(self._async.tags, self._portal)

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
    def ticket_metrics(self) -> "TicketMetrics":
        """Metrics: how long tickets waited for replies and solutions."""
        from zendesk_sync.resources.ticket_metrics import TicketMetrics

        return TicketMetrics(self._async.ticket_metrics, self._portal)

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
