"""Talk Partner Edition: what a telephony of one's own shows to agents and makes of calls."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation
from zendesk_async._resource import Resource
from zendesk_async.models.talk_partner_edition import CallTicket
from zendesk_async.models.tickets import Ticket


class TalkPartnerEdition(Resource):
    """Talk Partner Edition: what a telephony of one's own shows to agents and makes of calls.

    Agents may call these.

    https://developer.zendesk.com/api-reference/voice/talk-partner-edition-api/reference/
    """

    _display_ticket = Operation(
        "OpenTicketInAgentBrowser",
        "POST /api/v2/channels/voice/agents/{agent_id}/tickets/{ticket_id}/display",
        NoContent,
    )

    async def display_ticket(self, agent_id: int, ticket_id: int) -> None:
        """Open a ticket in the browser of an agent, who must be signed in."""
        await self._call(self._display_ticket, agent_id=agent_id, ticket_id=ticket_id)

    _display_user = Operation(
        "OpenUsersProfileInAgentBrowser",
        "POST /api/v2/channels/voice/agents/{agent_id}/users/{user_id}/display",
        NoContent,
    )

    async def display_user(self, agent_id: int, user_id: int) -> None:
        """Open the profile of a user in the browser of an agent, who must be signed in."""
        await self._call(self._display_user, agent_id=agent_id, user_id=user_id)

    _create_ticket = Operation(
        "CreateTicketOrVoicemailTicket", "POST /api/v2/channels/voice/tickets", Ticket, key="ticket"
    )

    async def create_ticket(self, **call: Unpack[CallTicket]) -> Ticket:
        """Create a ticket for a call or a voicemail, and show it to an agent."""
        return await self._call(self._create_ticket, body=call)
