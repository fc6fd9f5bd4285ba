# Written by tools/mirror.py from zendesk_async/resources/talk_partner_edition.py: change that one, then run `make mirror`.

"""Talk Partner Edition: what a telephony of one's own shows to agents and makes of calls."""

from typing import Unpack

from zendesk_async.models.talk_partner_edition import CallTicket
from zendesk_async.models.tickets import Ticket
from zendesk_async.resources.talk_partner_edition import TalkPartnerEdition as AsyncTalkPartnerEdition
from zendesk_sync._resource import Resource


class TalkPartnerEdition(Resource[AsyncTalkPartnerEdition]):
    """Talk Partner Edition: what a telephony of one's own shows to agents and makes of calls.

    Agents may call these.

    https://developer.zendesk.com/api-reference/voice/talk-partner-edition-api/reference/
    """

    def display_ticket(self, agent_id: int, ticket_id: int) -> None:
        """Open a ticket in the browser of an agent, who must be signed in."""
        self._wait(self._async.display_ticket(agent_id, ticket_id))

    def display_user(self, agent_id: int, user_id: int) -> None:
        """Open the profile of a user in the browser of an agent, who must be signed in."""
        self._wait(self._async.display_user(agent_id, user_id))

    def create_ticket(self, **call: Unpack[CallTicket]) -> Ticket:
        """Create a ticket for a call or a voicemail, and show it to an agent."""
        return self._wait(self._async.create_ticket(**call))
