"""Which operations a user's role reaches, as far as the reference says it ("Allowed for").

What is in no list here is for agents and administrators.
"""

from typing import Final

ADMINISTRATORS: Final = frozenset(
    [
        "UpdateAttachment",
        "UpdateGroup",
        "IncrementalOrganizationExport",
        "IncrementalTicketEvents",
        "IncrementalTicketExportTime",
        "IncrementalTicketExportCursor",
        "IncrementalUserExportTime",
        "IncrementalUserExportCursor",
        "IncrementalSampleExport",
        "ListOAuthClients",
        "CreateOAuthClient",
        "DeleteClient",
        "ShowClient",
        "UpdateClient",
        "ClientGenerateSecret",
        "ListCurrentUserOAuthClients",
        "ListOAuthTokens",
        "CreateOAuthToken",
        "ShowOrganizationMerge",
        "CreateOrganizationMerge",
        "ListOrganizationMerges",
        "ListSatisfactionRatings",
        "CountSatisfactionRatings",
        "ShowSatisfactionRating",
        "ListTicketAudits",
        "CreateTicketField",
        "ReorderTicketFields",
        "DeleteTicketField",
        "UpdateTicketField",
        "CreateOrUpdateTicketFieldOption",
        "DeleteTicketFieldOption",
        "DestroyManyUsers",
        "LogoutManyUsers",
        "ListWebhooks",
        "CreateOrCloneWebhook",
        "TestWebhook",
        "DeleteWebhook",
        "ShowWebhook",
        "PatchWebhook",
        "UpdateWebhook",
        "ListWebhookInvocations",
        "ListWebhookInvocationAttempts",
        "ShowWebhookSigningSecret",
        "ResetWebhookSigningSecret",
    ]
)
"""For administrators alone."""

EVERYONE: Final = frozenset(
    [
        "ShowCurrentUser",
        "ShowCurrentUserSettings",  # answers others than agents with 401 itself
        "UpdateCurrentUserSettings",
        "ListEndUserIdentities",
        "CreateEndUserIdentity",
        "DeleteEndUserIdentity",
        "ShowEndUserIdentity",
        "MakeEndUserIdentityPrimary",
        "RequestEndUserVerification",
        "ListUserIdentities",
        "ShowUserIdentity",
        "MakeUserIdentityPrimary",
        "RevokeCurrentOAuthToken",
        "ShowCurrentToken",
        "RevokeOAuthToken",
        "ShowToken",
        "ListOrganizationMemberships",
        "ListOrganizationMembershipsByOrganization",
        "ListUserOrganizationMemberships",
        "ListOrganizationSubscriptionsByOrganization",
        "ListUserOrganizationSubscriptions",
        "ListTicketFields",
        "ShowManyTicketFields",
        "CreateTicketSatisfactionRating",
        "UploadFiles",
        "DeleteUpload",
        "ListUserSessions",
    ]
)
"""For end users too; the handler shows them only what is their own."""

_END_USER_PATHS: Final = ("/api/v2/requests", "/api/v2/end_users")


def reaches(role: str, operation_id: str, path: str) -> bool:
    """Tell whether a user of a role (`admin`, `agent`, `end-user`) may call an operation at all."""
    if role == "admin":
        return True
    if operation_id in EVERYONE or path.startswith(_END_USER_PATHS):
        return True
    return role == "agent" and operation_id not in ADMINISTRATORS
