# Written by tools/mirror.py from zendesk_async/resources/tickets.py: change that one, then run `make mirror`.

"""Tickets: read, create, change, merge, delete and restore them."""

from collections.abc import Callable, Sequence
from typing import Unpack

from zendesk_async.jobs import ItemResult
from zendesk_async.models.ticket_payloads import (
    TicketBatchUpdate,
    TicketBulkUpdate,
    TicketCreate,
    TicketMerge,
    TicketUpdate,
    TicketValues,
)
from zendesk_async.models.tickets import Ticket, TicketRelated, TicketSideload
from zendesk_async.models.users import User
from zendesk_async.resources.tickets import Tickets as AsyncTickets
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator
from zendesk_sync.resources.ticket_lists import TicketLists


class Tickets(TicketLists[AsyncTickets]):
    """Tickets: read, create, change, merge, delete and restore them.

    Agents may call these, within their access, unless a method says otherwise.

    https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
    """

    def show(
        self,
        ticket_id: int,
        *,
        reduced_payload_size: bool | None = None,
        remove_duplicate_fields: bool | None = None,
        include: Sequence[TicketSideload] = (),
    ) -> Ticket:
        """Return one ticket. Its comments are not part of it.

        `reduced_payload_size` leaves out custom fields that are empty, `remove_duplicate_fields` the copy of the
        custom fields in `fields`. A deleted ticket is `NotFound`.
        """
        return self._wait(
            self._async.show(
                ticket_id,
                reduced_payload_size=reduced_payload_size,
                remove_duplicate_fields=remove_duplicate_fields,
                include=include,
            )
        )

    def show_many(self, ids: Sequence[int], *, include: Sequence[TicketSideload] = ()) -> list[Ticket]:
        """Return the tickets with these ids, 100 at most; ids that don't exist are left out."""
        return self._wait(self._async.show_many(ids, include=include))

    def load(self, ticket_id: int) -> Ticket:
        """Return one ticket; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one, without sideloads. Raises `NotFound` for an id that does not exist.
        """
        return self._wait(self._async.load(ticket_id))

    def show_by_conversation(self, conversation_id: str) -> Ticket:
        """Return the ticket of a messaging conversation."""
        return self._wait(self._async.show_by_conversation(conversation_id))

    def show_related(self, ticket_id: int) -> TicketRelated:
        """Return what is connected with a ticket: follow-up sources, incidents, Jira issues."""
        return self._wait(self._async.show_related(ticket_id))

    def create(self, *, include: Sequence[TicketSideload] = (), **ticket: Unpack[TicketCreate]) -> Ticket:
        """Create a ticket.

        `comment` is the first comment. Sent with an `Idempotency-Key`, so that a lost answer never makes two tickets.
        Triggers run, and the requester may get a mail. Raises `Invalid` when a value or a required field is missing.
        """
        return self._wait(self._async.create(include=include, **ticket))

    def create_many(self, tickets: Sequence[TicketCreate]) -> Job:
        """Create up to 100 tickets in a background job.

        Triggers run for each. The job's results tell each ticket's `index` in the sequence.
        """
        return self._job(self._async.create_many(tickets))

    def update(self, ticket_id: int, /, **ticket: Unpack[TicketUpdate]) -> Ticket:
        """Change a ticket, add a comment to it, or both.

        Without `safe_update` a change made by someone else meanwhile may be overwritten. Raises `UpdateConflict` when
        `safe_update` finds one, `Invalid` when the ticket is closed. At most 30 updates in 10 minutes a ticket.
        """
        return self._wait(self._async.update(ticket_id, **ticket))

    def update_many(
        self, tickets: Sequence[TicketBatchUpdate] = (), *, ids: Sequence[int] = (), **ticket: Unpack[TicketBulkUpdate]
    ) -> Job:
        """Change up to 100 tickets in a background job.

        Give the changes, each with its `id`, or `ids` and one change for all of them; only the latter takes
        `additional_tags` and `remove_tags` reliably. Tickets that can't be changed fail one by one in the job's
        results.
        """
        return self._job(self._async.update_many(tickets, ids=ids, **ticket))

    def reply(
        self,
        ticket_id: int,
        body: str,
        /,
        *,
        html: bool = False,
        author_id: int | None = None,
        uploads: Sequence[str] = (),
        **ticket: Unpack[TicketValues],
    ) -> Ticket:
        """Answer the requester: add a public comment, which is mailed to everybody on the ticket.

        `body` is plain text, or markup with `html`. `uploads` are tokens of `zd.attachments.upload`. Other changes may
        come along (`status="pending"`). Sent once: when no answer comes, the error is an `AmbiguousWrite`.
        """
        return self._wait(self._async.reply(ticket_id, body, html=html, author_id=author_id, uploads=uploads, **ticket))

    def note(
        self,
        ticket_id: int,
        body: str,
        /,
        *,
        html: bool = False,
        author_id: int | None = None,
        uploads: Sequence[str] = (),
        **ticket: Unpack[TicketValues],
    ) -> Ticket:
        """Add an internal note, which only agents see. Otherwise as `reply`. A note can't be made public later."""
        return self._wait(self._async.note(ticket_id, body, html=html, author_id=author_id, uploads=uploads, **ticket))

    def change(self, ticket_id: int, edit: Callable[[Ticket], TicketUpdate | None], *, attempts: int = 20) -> Ticket:
        """Change a ticket that others may be changing too, without losing anybody's change.

        `edit` gets the ticket as it is and returns what to change (`{"tags": [*ticket.tags, "printer"]}`), or None to
        leave it. When somebody wrote in between, the ticket is read again and `edit` asked again, at most `attempts`
        times; then `UpdateConflict` is raised with `base` (as first read), `theirs` (as it is) and `ours` (the
        changes). Changes of one ticket by one client wait for each other, so `edit` must not change the same ticket itself.
        https://developer.zendesk.com/documentation/ticketing/managing-tickets/creating-and-updating-tickets/#protecting-against-ticket-update-collisions
        """
        return self._wait(self._async.change(ticket_id, self._callback(edit), attempts=attempts))

    def create_each(self, tickets: Sequence[TicketCreate]) -> list[ItemResult[TicketCreate]]:
        """Create any number of tickets: in jobs of 100, 30 at once, with a result for each ticket, in order.

        No ticket's failure raises; it is in its result. A job whose start got no answer may have happened: its
        tickets' results carry an `AmbiguousWrite`.
        """
        return self._wait(self._async.create_each(tickets))

    def update_each(self, tickets: Sequence[TicketBatchUpdate]) -> list[ItemResult[TicketBatchUpdate]]:
        """Change any number of tickets, each with its `id`: in jobs of 100, with a result for each, in order."""
        return self._wait(self._async.update_each(tickets))

    def delete_each(self, ids: Sequence[int]) -> list[ItemResult[int]]:
        """Delete any number of tickets: in jobs of 100, with a result for each id, in order."""
        return self._wait(self._async.delete_each(ids))

    def merge(self, ticket_id: int, /, **merge: Unpack[TicketMerge]) -> Job:
        """Merge tickets into this one, in a background job.

        The merged tickets are closed and tagged `closed_by_merge`; their comments and attachments are copied, their
        fields and tags are not. It can't be undone.
        """
        return self._job(self._async.merge(ticket_id, **merge))

    def mark_as_spam(self, ticket_id: int) -> None:
        """Delete a ticket as spam and suspend its requester."""
        self._wait(self._async.mark_as_spam(ticket_id))

    def mark_many_as_spam(self, ids: Sequence[int]) -> Job:
        """Delete up to 100 tickets as spam and suspend their requesters, in a background job."""
        return self._job(self._async.mark_many_as_spam(ids))

    def delete(self, ticket_id: int) -> None:
        """Delete a ticket. It can be restored for 30 days.

        For admins, and agents who may delete tickets.
        """
        self._wait(self._async.delete(ticket_id))

    def delete_many(self, ids: Sequence[int]) -> Job:
        """Delete up to 100 tickets in a background job. They can be restored for 30 days.

        For admins, and agents who may delete tickets.
        """
        return self._job(self._async.delete_many(ids))

    def restore(self, ticket_id: int) -> None:
        """Restore a deleted ticket. Raises `NotFound` when it isn't deleted."""
        self._wait(self._async.restore(ticket_id))

    def restore_many(self, ids: Sequence[int]) -> None:
        """Restore up to 100 deleted tickets."""
        self._wait(self._async.restore_many(ids))

    def delete_permanently(self, ticket_id: int) -> Job:
        """Delete a ticket for good, in a background job. It must have been deleted before."""
        return self._job(self._async.delete_permanently(ticket_id))

    def delete_many_permanently(self, ids: Sequence[int]) -> Job:
        """Delete up to 100 deleted tickets for good, in a background job."""
        return self._job(self._async.delete_many_permanently(ids))

    def list_collaborators(self, ticket_id: int) -> Paginator[User]:
        """Iterate over the users who are copied in on a ticket or follow it."""
        return self._paginate(self._async.list_collaborators(ticket_id))

    def list_email_ccs(self, ticket_id: int) -> Paginator[User]:
        """Iterate over the users who get copies of a ticket's mails."""
        return self._paginate(self._async.list_email_ccs(ticket_id))

    def list_followers(self, ticket_id: int) -> Paginator[User]:
        """Iterate over the agents who follow a ticket."""
        return self._paginate(self._async.list_followers(ticket_id))
