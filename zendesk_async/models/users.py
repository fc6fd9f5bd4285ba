"""Users as they are read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

import attrs

from zendesk_async.models.attachments import Attachment
from zendesk_async.models.base import Record, record
from zendesk_async.models.custom_fields import value_by_key

UserRole = Literal["end-user", "agent", "admin"]

UserSideload = Literal["organizations", "roles", "groups", "identities", "abilities", "open_ticket_count"]
"""What a user can bring along."""

OneUserSideload = Literal["organizations", "roles", "groups", "identities", "abilities", "open_ticket_count", "users"]
"""What a single user can bring along."""

UserSortBy = Literal["id", "name", "created_at", "updated_at"]
"""The order of a list that is read by page number."""

TicketRestriction = Literal["organization", "groups", "assigned", "requested"]
"""Which tickets a user may see; None means all."""


@record
class UserSeparation(Record):
    """The brand that a user belongs to, where accounts keep users apart by brand."""

    scope: Literal["account", "brand"] | str | None = None
    brand_id: int | None = None


@record
class SuspensionDetails(Record):
    """Where a user is suspended."""

    channels: tuple[Literal["all", "messaging"] | str, ...] = ()


@record
class User(Record):
    """A user: an end user, an agent or an admin. End users are shown fewer fields.

    An anonymous caller of `me` is a user without an id.

    https://developer.zendesk.com/api-reference/ticketing/users/users/#json-format
    """

    id: int | None = None
    url: str | None = None
    name: str | None = None
    email: str | None = None
    role: UserRole | str | None = None
    role_type: int | None = None
    """0 custom, 1 light, 2 chat, 3 chat added to Support, 4 admin, 5 billing admin; None for end users."""
    custom_role_id: int | None = None
    active: bool | None = None
    """False once deleted."""
    verified: bool | None = None
    suspended: bool | None = None
    suspension_details: SuspensionDetails | None = None
    external_id: str | None = None
    """Yours to set; unique, whatever the case of its letters."""
    alias: str | None = None
    organization_id: int | None = None
    default_group_id: int | None = None
    phone: str | None = None
    shared_phone_number: bool | None = None
    photo: Attachment | None = None
    remote_photo_url: str | None = None
    time_zone: str | None = None
    """A Rails or an IANA name; `iana_time_zone` is always the latter."""
    iana_time_zone: str | None = None
    locale: str | None = None
    locale_id: int | None = None
    tags: tuple[str, ...] = ()
    user_fields: Mapping[str, Any] | None = None
    signature: str | None = None
    details: str | None = None
    notes: str | None = None
    moderator: bool | None = None
    ticket_restriction: TicketRestriction | str | None = None
    only_private_comments: bool | None = None
    restricted_agent: bool | None = None
    chat_only: bool | None = None
    shared: bool | None = None
    shared_agent: bool | None = None
    two_factor_auth_enabled: bool | None = None
    report_csv: bool | None = None
    agent_brand_ids: tuple[int, ...] = ()
    separation: UserSeparation | None = None
    last_login_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    authenticity_token: str | None = attrs.field(default=None, repr=False)
    """Only from `me`; pages of Help Center send it back as `X-CSRF-Token`."""
    abilities: Mapping[str, Any] | None = None
    """Only with `include=["abilities"]`."""

    def custom_field(self, name: str) -> Any:
        """Return the value of a custom field by key, or by title once `zd.user_fields.load()` ran.

        It is as Zendesk sent it; None when it is empty.
        """
        return value_by_key(self, self.user_fields, name, "user_fields", "user_fields.load()")


@record
class DeletedUser(Record):
    """A user who was deleted, and can still be deleted for good."""

    id: int | None = None
    url: str | None = None
    name: str | None = None
    email: str | None = None
    role: UserRole | str | None = None
    active: bool | None = None
    organization_id: int | None = None
    phone: str | None = None
    shared_phone_number: bool | None = None
    photo: Attachment | None = None
    time_zone: str | None = None
    locale: str | None = None
    locale_id: int | None = None
    separation: UserSeparation | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class UserRelated(Record):
    """How much is connected with a user."""

    assigned_tickets: int | None = None
    ccd_tickets: int | None = None
    organization_subscriptions: int | None = None
    requested_tickets: int | None = None


@record
class ComplianceDeletionStatus(Record):
    """How far one product is with deleting what it has about a user."""

    user_id: int | None = None
    action: str | None = None
    application: str | None = None
    account_subdomain: str | None = None
    executer_id: int | None = None
    created_at: datetime | None = None


@record
class Entitlement(Record):
    """A user's seat in one product."""

    name: str | None = None
    is_active: bool | None = None


@record
class Entitlements(Record):
    """A user's seats, by product."""

    chat: Entitlement | None = None
    explore: Entitlement | None = None
    guide: Entitlement | None = None
    talk: Entitlement | None = None


@record
class AdminCenterPreferences(Record):
    """A user's own settings of the Admin Center's pages."""

    has_admin_center_side_nav_open: bool | None = None


@record
class AgentInterfacePreferences(Record):
    """A user's own settings of the agents' pages. Themes: 0 light, 1 dark, 2 as the system."""

    agent_workspace_theme_preference: Literal["0", "1", "2"] | str | None = None
    agent_workspace_theme_preference_for_conversation_panel: Literal["0", "1", "2"] | str | None = None
    keyboard_shortcuts_enabled: bool | None = None
    macro_shortcuts_enabled: bool | None = None
    show_onboarding_tooltips: bool | None = None
    two_factor_authentication: bool | None = None


@record
class UserPreferences(Record):
    """A user's own settings of Zendesk's pages."""

    admin_center: AdminCenterPreferences | None = None
    lotus: AgentInterfacePreferences | None = None
    """The agents' pages."""
    shared_views_order: tuple[int, ...] = ()
