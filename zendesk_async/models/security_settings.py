"""Security settings."""

from datetime import datetime
from typing import Literal

from zendesk_async.models.base import Record, record

SecurityPolicyName = Literal["low", "medium", "high", "recommended", "custom"]


@record
class IPRestrictions(Record):
    """From where the account can be used."""

    enable_agent_ip_restrictions: bool | None = None
    ip_ranges: str | None = None
    ip_restriction_enabled: bool | None = None


@record
class PasswordPolicy(Record):
    """What passwords of agents must be like."""

    disallow_local_part_from_email: bool | None = None
    failed_attempts_allowed: int | None = None
    is_available: bool | None = None
    max_sequence: int | None = None
    password_complexity: int | None = None
    password_duration: int | None = None
    password_history_length: int | None = None
    password_in_mixed_case: bool | None = None
    password_length: int | None = None


@record
class AgentAuthentication(Record):
    """How agents sign in."""

    enforce_sso: bool | None = None
    google_login: bool | None = None
    office_365_login: bool | None = None
    primary_external_auth: str | None = None
    remote_login: bool | None = None
    security_policy_id: int | None = None
    security_policy_name: SecurityPolicyName | str | None = None
    sso_auto_redirect: bool | None = None
    two_factor_enforce: bool | None = None
    zendesk_login: bool | None = None
    office_365_allowed_tids: str | None = None
    office_365_enforce_tid: bool | None = None
    password: PasswordPolicy | None = None
    remote_bypass: int | None = None


@record
class EndUserAuthentication(Record):
    """How end users sign in."""

    enforce_sso: bool | None = None
    google_login: bool | None = None
    office_365_login: bool | None = None
    primary_external_auth: str | None = None
    remote_login: bool | None = None
    security_policy_id: int | None = None
    security_policy_name: SecurityPolicyName | str | None = None
    sso_auto_redirect: bool | None = None
    two_factor_enforce: bool | None = None
    zendesk_login: bool | None = None
    facebook_login: bool | None = None


@record
class AuthenticationSettings(Record):
    """How people sign in."""

    agent: AgentAuthentication | None = None
    end_user: EndUserAuthentication | None = None


@record
class SecuritySettings(Record):
    """The security settings of the account or of a brand.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/security_settings/
    """

    admins_can_set_user_passwords: bool | None = None
    agent_session_timeout: int | None = None
    assumable: bool | None = None
    """Whether Zendesk's support may enter the account."""
    assumable_account_type: bool | None = None
    assumption_duration: Literal["off", "day", "week", "month", "year", "always"] | str | None = None
    assumption_expiration: datetime | None = None
    authentication: AuthenticationSettings | None = None
    csp_blocking_enabled: bool | None = None
    email_agent_when_sensitive_fields_changed: bool | None = None
    end_user_session_timeout: int | None = None
    ip: IPRestrictions | None = None
    maximum_session_duration: int | None = None
    maximum_session_duration_enabled: bool | None = None
    mobile_app_access: bool | None = None
    mobile_app_session_timeout: int | None = None
    two_factor_last_update: datetime | None = None
