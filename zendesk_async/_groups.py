"""The groups of operations, one lazy property each: a group is imported when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from zendesk_async._resource import Caller

if TYPE_CHECKING:
    from zendesk_async.resources.attachments import Attachments
    from zendesk_async.resources.automations import Automations
    from zendesk_async.resources.custom_object_fields import CustomObjectFields
    from zendesk_async.resources.custom_object_permissions import CustomObjectPermissions
    from zendesk_async.resources.custom_object_record_attachments import CustomObjectRecordAttachments
    from zendesk_async.resources.custom_object_records import CustomObjectRecords
    from zendesk_async.resources.custom_objects import CustomObjects
    from zendesk_async.resources.custom_ticket_statuses import CustomTicketStatuses
    from zendesk_async.resources.group_memberships import GroupMemberships
    from zendesk_async.resources.groups import Groups as AgentGroups
    from zendesk_async.resources.incremental_exports import IncrementalExports
    from zendesk_async.resources.job_statuses import JobStatuses
    from zendesk_async.resources.macros import Macros
    from zendesk_async.resources.oauth_clients import OAuthClients
    from zendesk_async.resources.oauth_tokens import OAuthTokens
    from zendesk_async.resources.object_triggers import ObjectTriggers
    from zendesk_async.resources.organization_fields import OrganizationFields
    from zendesk_async.resources.organization_memberships import OrganizationMemberships
    from zendesk_async.resources.organizations import Organizations
    from zendesk_async.resources.satisfaction_ratings import SatisfactionRatings
    from zendesk_async.resources.search import Search
    from zendesk_async.resources.tags import Tags
    from zendesk_async.resources.ticket_audits import TicketAudits
    from zendesk_async.resources.ticket_comments import TicketComments
    from zendesk_async.resources.ticket_fields import TicketFields
    from zendesk_async.resources.ticket_form_statuses import TicketFormStatuses
    from zendesk_async.resources.ticket_forms import TicketForms
    from zendesk_async.resources.ticket_metrics import TicketMetrics
    from zendesk_async.resources.tickets import Tickets
    from zendesk_async.resources.trigger_categories import TriggerCategories
    from zendesk_async.resources.triggers import Triggers
    from zendesk_async.resources.user_fields import UserFields
    from zendesk_async.resources.user_identities import UserIdentities
    from zendesk_async.resources.users import Users
    from zendesk_async.resources.views import Views
    from zendesk_async.resources.webhooks import Webhooks


class Groups(Caller):
    """Every group of operations that a client has."""

    @cached_property
    def attachments(self) -> "Attachments":
        """Attachments: the files of comments, and uploads that become such."""
        from zendesk_async.resources.attachments import Attachments

        return Attachments(self)

    @cached_property
    def automations(self) -> "Automations":
        """Automations: actions that run on a schedule, when time has passed."""
        from zendesk_async.resources.automations import Automations

        return Automations(self)

    @cached_property
    def custom_object_fields(self) -> "CustomObjectFields":
        """Custom object fields: what records of a custom object hold."""
        from zendesk_async.resources.custom_object_fields import CustomObjectFields

        return CustomObjectFields(self)

    @cached_property
    def custom_object_permissions(self) -> "CustomObjectPermissions":
        """Custom object permissions: who may do what with which records."""
        from zendesk_async.resources.custom_object_permissions import CustomObjectPermissions

        return CustomObjectPermissions(self)

    @cached_property
    def custom_object_record_attachments(self) -> "CustomObjectRecordAttachments":
        """Attachments of custom object records, where the object allows them."""
        from zendesk_async.resources.custom_object_record_attachments import CustomObjectRecordAttachments

        return CustomObjectRecordAttachments(self)

    @cached_property
    def custom_object_records(self) -> "CustomObjectRecords":
        """Custom object records: read, create, change, search and export them."""
        from zendesk_async.resources.custom_object_records import CustomObjectRecords

        return CustomObjectRecords(self)

    @cached_property
    def custom_objects(self) -> "CustomObjects":
        """Custom objects: kinds of records that the account defines."""
        from zendesk_async.resources.custom_objects import CustomObjects

        return CustomObjects(self)

    @cached_property
    def custom_ticket_statuses(self) -> "CustomTicketStatuses":
        """Custom ticket statuses: the account's own names for the states of tickets."""
        from zendesk_async.resources.custom_ticket_statuses import CustomTicketStatuses

        return CustomTicketStatuses(self)

    @cached_property
    def group_memberships(self) -> "GroupMemberships":
        """Group memberships: which agents belong to which groups."""
        from zendesk_async.resources.group_memberships import GroupMemberships

        return GroupMemberships(self)

    @cached_property
    def groups(self) -> "AgentGroups":
        """Groups: the teams of agents that tickets are assigned to."""
        from zendesk_async.resources.groups import Groups as AgentGroups

        return AgentGroups(self)

    @cached_property
    def incremental_exports(self) -> "IncrementalExports":
        """Incremental exports: everything that changed since a time, for admins."""
        from zendesk_async.resources.incremental_exports import IncrementalExports

        return IncrementalExports(self)

    @cached_property
    def job_statuses(self) -> "JobStatuses":
        """Statuses of background jobs. Zendesk keeps one for a day."""
        from zendesk_async.resources.job_statuses import JobStatuses

        return JobStatuses(self)

    @cached_property
    def macros(self) -> "Macros":
        """Macros: changes that agents apply to tickets with one click."""
        from zendesk_async.resources.macros import Macros

        return Macros(self)

    @cached_property
    def oauth_clients(self) -> "OAuthClients":
        """OAuth clients: the applications that get tokens for the account."""
        from zendesk_async.resources.oauth_clients import OAuthClients

        return OAuthClients(self)

    @cached_property
    def oauth_tokens(self) -> "OAuthTokens":
        """OAuth tokens: create, look at and revoke the account's access tokens."""
        from zendesk_async.resources.oauth_tokens import OAuthTokens

        return OAuthTokens(self)

    @cached_property
    def object_triggers(self) -> "ObjectTriggers":
        """Object triggers: actions that run when a record of a custom object changes."""
        from zendesk_async.resources.object_triggers import ObjectTriggers

        return ObjectTriggers(self)

    @cached_property
    def organization_fields(self) -> "OrganizationFields":
        """Organization fields: the account's own fields of organizations."""
        from zendesk_async.resources.organization_fields import OrganizationFields

        return OrganizationFields(self)

    @cached_property
    def organization_memberships(self) -> "OrganizationMemberships":
        """Organization memberships: which users belong to which organizations."""
        from zendesk_async.resources.organization_memberships import OrganizationMemberships

        return OrganizationMemberships(self)

    @cached_property
    def organizations(self) -> "Organizations":
        """Organizations: the companies and teams that users belong to."""
        from zendesk_async.resources.organizations import Organizations

        return Organizations(self)

    @cached_property
    def satisfaction_ratings(self) -> "SatisfactionRatings":
        """Satisfaction ratings: what requesters thought of solved tickets."""
        from zendesk_async.resources.satisfaction_ratings import SatisfactionRatings

        return SatisfactionRatings(self)

    @cached_property
    def search(self) -> "Search":
        """Search over tickets, users, organizations and groups, in Zendesk's query language."""
        from zendesk_async.resources.search import Search

        return Search(self)

    @cached_property
    def tags(self) -> "Tags":
        """Tags: the account's, and those of tickets, users and organizations."""
        from zendesk_async.resources.tags import Tags

        return Tags(self)

    @cached_property
    def ticket_audits(self) -> "TicketAudits":
        """Audits: every change of a ticket, with all that happened in it."""
        from zendesk_async.resources.ticket_audits import TicketAudits

        return TicketAudits(self)

    @cached_property
    def ticket_comments(self) -> "TicketComments":
        """Comments of tickets: read, make private, redact. They are added by updating the ticket."""
        from zendesk_async.resources.ticket_comments import TicketComments

        return TicketComments(self)

    @cached_property
    def ticket_fields(self) -> "TicketFields":
        """Ticket fields: the account's own and the system's, with the options of drop-downs."""
        from zendesk_async.resources.ticket_fields import TicketFields

        return TicketFields(self)

    @cached_property
    def ticket_form_statuses(self) -> "TicketFormStatuses":
        """Ticket form statuses: which custom statuses belong to which forms."""
        from zendesk_async.resources.ticket_form_statuses import TicketFormStatuses

        return TicketFormStatuses(self)

    @cached_property
    def ticket_forms(self) -> "TicketForms":
        """Ticket forms: which fields tickets of a kind have."""
        from zendesk_async.resources.ticket_forms import TicketForms

        return TicketForms(self)

    @cached_property
    def ticket_metrics(self) -> "TicketMetrics":
        """Metrics: how long tickets waited for replies and solutions."""
        from zendesk_async.resources.ticket_metrics import TicketMetrics

        return TicketMetrics(self)

    @cached_property
    def tickets(self) -> "Tickets":
        """Tickets: read, create, change, merge, delete and restore them."""
        from zendesk_async.resources.tickets import Tickets

        return Tickets(self)

    @cached_property
    def trigger_categories(self) -> "TriggerCategories":
        """Trigger categories: the groups in which triggers are ordered."""
        from zendesk_async.resources.trigger_categories import TriggerCategories

        return TriggerCategories(self)

    @cached_property
    def triggers(self) -> "Triggers":
        """Triggers: actions that run when a ticket is created or changed."""
        from zendesk_async.resources.triggers import Triggers

        return Triggers(self)

    @cached_property
    def user_fields(self) -> "UserFields":
        """User fields: the account's own fields of users, with the options of drop-downs."""
        from zendesk_async.resources.user_fields import UserFields

        return UserFields(self)

    @cached_property
    def user_identities(self) -> "UserIdentities":
        """Identities: the addresses, numbers and accounts that a user is known by."""
        from zendesk_async.resources.user_identities import UserIdentities

        return UserIdentities(self)

    @cached_property
    def users(self) -> "Users":
        """Users: end users, agents and admins."""
        from zendesk_async.resources.users import Users

        return Users(self)

    @cached_property
    def views(self) -> "Views":
        """Views: lists of the tickets that meet conditions."""
        from zendesk_async.resources.views import Views

        return Views(self)

    @cached_property
    def webhooks(self) -> "Webhooks":
        """Webhooks: addresses that Zendesk calls when something happens."""
        from zendesk_async.resources.webhooks import Webhooks

        return Webhooks(self)
