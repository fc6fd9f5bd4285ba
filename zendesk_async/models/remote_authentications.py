"""Remote authentications: single sign-on configurations."""

from typing import Literal

from zendesk_async.models.base import Record, record


@record
class RemoteAuthentication(Record):
    """A configuration of single sign-on.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/remote_authentications/
    """

    id: int | None = None
    name: str | None = None
    label: str | None = None
    brand_id: int | None = None
    auth_mode: int | None = None
    """2 for SAML, 3 for JWT, 4 for OpenID Connect."""
    auth_mode_name: Literal["saml", "jwt", "oidc"] | str | None = None
    auth_flow: Literal["PKCE", "authorization_code"] | str | None = None
    is_active: bool | None = None
    priority: int | None = None
    agent: bool | None = None
    agent_primary: bool | None = None
    auth_url: str | None = None
    auto_discovery: bool | None = None
    can_display_button_to_end_users: bool | None = None
    can_display_button_to_team_members: bool | None = None
    client_id: str | None = None
    end_user: bool | None = None
    end_user_primary: bool | None = None
    fingerprint: str | None = None
    ip_ranges: str | None = None
    """Separated by spaces."""
    issuer_url: str | None = None
    jwks_url: str | None = None
    masked_client_secret: str | None = None
    masked_secret: str | None = None
    """The first characters only."""
    remote_login_url: str | None = None
    remote_logout_url: str | None = None
    scope: str | None = None
    token_url: str | None = None
    update_external_ids: bool | None = None
    user_info_url: str | None = None
