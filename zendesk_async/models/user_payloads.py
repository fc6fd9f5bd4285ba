"""Users as they are written."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.user_identities import UserIdentityCreate
from zendesk_async.models.users import TicketRestriction, UserRole


class UserOrganization(TypedDict, total=False):
    """The organization to put a user into, by name."""

    name: Required[str]


class UserSeparationInput(TypedDict, total=False):
    """The brand to which a user belongs."""

    scope: Required[Literal["account", "brand"]]
    brand_id: int


class UserValues(TypedDict, total=False):
    """The keys that creating and changing a user share."""

    email: str
    """When a user is changed, this adds a secondary address; `zd.user_identities.make_primary` makes it the main one."""
    role: UserRole
    custom_role_id: int | None
    external_id: str | None
    alias: str | None
    organization_id: int | None
    organization_ids: Sequence[int] | None
    """The first becomes the default."""
    group_id: int | None
    default_group_id: int | None
    phone: str | None
    shared_phone_number: bool | None
    photo: Mapping[str, Any] | None
    remote_photo_url: str | None
    time_zone: str | None
    locale: str | None
    """Wins over `locale_id`."""
    locale_id: int | None
    language: str | None
    tags: Sequence[str] | None
    """Replaces all tags."""
    user_fields: Mapping[str, Any] | None
    signature: str | None
    details: str | None
    notes: str | None
    identities: Sequence[UserIdentityCreate]
    verified: bool | None
    skip_verify_email: bool | None
    """Send no verification mail."""
    suspended: bool | None
    moderator: bool | None
    ticket_restriction: TicketRestriction | None
    only_private_comments: bool | None
    agent_brand_ids: Sequence[int] | None


class UserUpdate(UserValues, total=False):
    """What to change of a user. What is left out stays; None empties."""

    name: str


class NewUserValues(UserValues, total=False):
    """The keys of a user who may be new."""

    id: int
    """The user to change, where the call may change one."""
    active_brand_id: int
    group_ids: Sequence[int]
    organization: UserOrganization
    """Must exist."""
    organization_name: str
    password: str
    separation: UserSeparationInput


class UserCreate(NewUserValues, total=False):
    """A user to create."""

    name: Required[str]


class UserBatchUpdate(NewUserValues, total=False):
    """The change of one user among many; name the user by `id` or `external_id`."""

    name: str


class UserMerge(NewUserValues, total=False):
    """The user that stays when two are merged, by `id` or `email`. The reference allows all keys of a user here."""

    name: str


class UserAutocompleteFilter(TypedDict, total=False):
    """The values of a lookup field's filter that are known only now."""

    dynamic_values: Required[Mapping[str, Any]]


class UserAutocomplete(TypedDict, total=False):
    """What to look for."""

    name: str
    """At least two characters."""
    field_id: int
    """A lookup field whose own filter narrows the users."""
    filter: Literal["assignable", "requester"] | UserAutocompleteFilter
    phone: str
    source: str
    """What the lookup field belongs to, such as `zen:ticket`."""
    brand_id: int | Literal["all"]


class AdminCenterSettings(TypedDict, total=False):
    """Settings of the Admin Center's pages."""

    has_admin_center_side_nav_open: bool


class AgentInterfaceSettings(TypedDict, total=False):
    """Settings of the agents' pages. Themes: 0 light, 1 dark, 2 as the system."""

    agent_workspace_theme_preference: Literal["0", "1", "2"]
    agent_workspace_theme_preference_for_conversation_panel: Literal["0", "1", "2"]
    keyboard_shortcuts_enabled: bool
    macro_shortcuts_enabled: bool
    show_onboarding_tooltips: bool


class UserSettingsUpdate(TypedDict, total=False):
    """What to change of one's own settings."""

    admin_center: AdminCenterSettings
    lotus: AgentInterfaceSettings
    shared_views_order: Sequence[int] | None
