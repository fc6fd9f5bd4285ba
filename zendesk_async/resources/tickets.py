"""Tickets: read, create, change, merge, delete and restore them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Unpack

from zendesk_async._conflicts import change_ticket
from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async.jobs import ItemResult, Job, perform_each
from zendesk_async.models.job_statuses import JobStatus
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
from zendesk_async.pagination import Paginator
from zendesk_async.resources._bodies import batch_or_shared
from zendesk_async.resources._comments import written_comment
from zendesk_async.resources.ticket_lists import TicketLists


class Tickets(TicketLists, scope="tickets"):
    """Tickets: read, create, change, merge, delete and restore them.

    Agents may call these, within their access, unless a method says otherwise.

    https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
    """

    _show = Operation("ShowTicket", "GET /api/v2/tickets/{ticket_id}", Ticket, key="ticket")

    async def show(
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
        return await self._call(
            self._show,
            ticket_id=ticket_id,
            reduced_payload_size=reduced_payload_size,
            remove_duplicate_fields=remove_duplicate_fields,
            include=include,
        )

    _show_many = Operation("TicketsShowMany", "GET /api/v2/tickets/show_many", Ticket, key="tickets")

    async def show_many(self, ids: Sequence[int], *, include: Sequence[TicketSideload] = ()) -> list[Ticket]:
        """Return the tickets with these ids, 100 at most; ids that don't exist are left out."""
        return await self._call_list(self._show_many, ids=ids, include=include)

    async def load(self, ticket_id: int) -> Ticket:
        """Return one ticket; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one, without sideloads. Raises `NotFound` for an id that does not exist.
        """
        return await self._load(self._show_many, ticket_id)

    _show_by_conversation = Operation(
        "ShowTicketByMessagingConversationId",
        "GET /api/v2/tickets/messaging/conversations/{conversation_id}/ticket",
        Ticket,
        key="ticket",
    )

    async def show_by_conversation(self, conversation_id: str) -> Ticket:
        """Return the ticket of a messaging conversation."""
        return await self._call(self._show_by_conversation, conversation_id=conversation_id)

    _show_related = Operation("TicketRelatedInformation", "GET /api/v2/tickets/{ticket_id}/related", TicketRelated)

    async def show_related(self, ticket_id: int) -> TicketRelated:
        """Return what is connected with a ticket: follow-up sources, incidents, Jira issues."""
        return await self._call(self._show_related, ticket_id=ticket_id)

    _create = Operation(
        "CreateTicket",
        "POST /api/v2/tickets",
        Ticket,
        key="ticket",
        body="ticket",
        write_class=WriteClass.KEYED,
        limit="ticket-request-create-by-user-and-ip",
    )

    async def create(self, *, include: Sequence[TicketSideload] = (), **ticket: Unpack[TicketCreate]) -> Ticket:
        """Create a ticket.

        `comment` is the first comment. Sent with an `Idempotency-Key`, so that a lost answer never makes two tickets.
        Triggers run, and the requester may get a mail. Raises `Invalid` when a value or a required field is missing.
        """
        return await self._call(self._create, include=include, body=ticket)

    _create_many = Operation(
        "TicketsCreateMany", "POST /api/v2/tickets/create_many", JobStatus, key="job_status", batch="tickets"
    )

    async def create_many(self, tickets: Sequence[TicketCreate]) -> Job:
        """Create up to 100 tickets in a background job.

        Triggers run for each. The job's results tell each ticket's `index` in the sequence.
        """
        return await self._start(self._create_many, body=tickets)

    _update = Operation(
        "UpdateTicket", "PUT /api/v2/tickets/{ticket_id}", Ticket, key="ticket", body="ticket", limit="tickets-update"
    )

    async def update(self, ticket_id: int, /, **ticket: Unpack[TicketUpdate]) -> Ticket:
        """Change a ticket, add a comment to it, or both.

        Without `safe_update` a change made by someone else meanwhile may be overwritten. Raises `UpdateConflict` when
        `safe_update` finds one, `Invalid` when the ticket is closed. At most 30 updates in 10 minutes a ticket.
        """
        return await self._call(self._update, ticket_id=ticket_id, body=ticket)

    _update_many = Operation(
        "TicketsUpdateMany",
        "PUT /api/v2/tickets/update_many",
        JobStatus,
        key="job_status",
        body="ticket",
        batch="tickets",
        write_class=WriteClass.UNSAFE,
    )

    async def update_many(
        self, tickets: Sequence[TicketBatchUpdate] = (), *, ids: Sequence[int] = (), **ticket: Unpack[TicketBulkUpdate]
    ) -> Job:
        """Change up to 100 tickets in a background job.

        Give the changes, each with its `id`, or `ids` and one change for all of them; only the latter takes
        `additional_tags` and `remove_tags` reliably. Tickets that can't be changed fail one by one in the job's
        results.
        """
        return await self._start(self._update_many, ids=ids, body=batch_or_shared(tickets, ticket, ids))

    async def reply(
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
        return await self.update(ticket_id, **ticket, comment=written_comment(body, True, html, author_id, uploads))

    async def note(
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
        return await self.update(ticket_id, **ticket, comment=written_comment(body, False, html, author_id, uploads))

    async def change(
        self,
        ticket_id: int,
        edit: Callable[[Ticket], Awaitable[TicketUpdate | None] | TicketUpdate | None],
        *,
        attempts: int = 20,
    ) -> Ticket:
        """Change a ticket that others may be changing too, without losing anybody's change.

        `edit` gets the ticket as it is and returns what to change (`{"tags": [*ticket.tags, "printer"]}`), or None to
        leave it. When somebody wrote in between, the ticket is read again and `edit` asked again, at most `attempts`
        times; then `UpdateConflict` is raised with `base` (as first read), `theirs` (as it is) and `ours` (the
        changes). Changes of one ticket by one client wait for each other, so `edit` must not change the same ticket itself.
        https://developer.zendesk.com/documentation/ticketing/managing-tickets/creating-and-updating-tickets/#protecting-against-ticket-update-collisions
        """
        return await change_ticket(self, self._client.lock(f"ticket/{ticket_id}"), ticket_id, edit, attempts)

    async def create_each(self, tickets: Sequence[TicketCreate]) -> list[ItemResult[TicketCreate]]:
        """Create any number of tickets: in jobs of 100, 30 at once, with a result for each ticket, in order.

        No ticket's failure raises; it is in its result. A job whose start got no answer may have happened: its
        tickets' results carry an `AmbiguousWrite`.
        """
        return await perform_each(self._client, tickets, self.create_many)

    async def update_each(self, tickets: Sequence[TicketBatchUpdate]) -> list[ItemResult[TicketBatchUpdate]]:
        """Change any number of tickets, each with its `id`: in jobs of 100, with a result for each, in order."""
        return await perform_each(self._client, tickets, self.update_many)

    async def delete_each(self, ids: Sequence[int]) -> list[ItemResult[int]]:
        """Delete any number of tickets: in jobs of 100, with a result for each id, in order."""
        return await perform_each(self._client, ids, self.delete_many)

    _merge = Operation(
        "MergeTicketsIntoTargetTicket",
        "POST /api/v2/tickets/{ticket_id}/merge",
        JobStatus,
        key="job_status",
        limit="per-ticket-updates",
    )

    async def merge(self, ticket_id: int, /, **merge: Unpack[TicketMerge]) -> Job:
        """Merge tickets into this one, in a background job.

        The merged tickets are closed and tagged `closed_by_merge`; their comments and attachments are copied, their
        fields and tags are not. It can't be undone.
        """
        return await self._start(self._merge, ticket_id=ticket_id, body=merge)

    _mark_as_spam = Operation(
        "MarkTicketAsSpamAndSuspendRequester", "PUT /api/v2/tickets/{ticket_id}/mark_as_spam", NoContent
    )

    async def mark_as_spam(self, ticket_id: int) -> None:
        """Delete a ticket as spam and suspend its requester."""
        await self._call(self._mark_as_spam, ticket_id=ticket_id)

    _mark_many_as_spam = Operation(
        "MarkManyTicketsAsSpam", "PUT /api/v2/tickets/mark_many_as_spam", JobStatus, key="job_status"
    )

    async def mark_many_as_spam(self, ids: Sequence[int]) -> Job:
        """Delete up to 100 tickets as spam and suspend their requesters, in a background job."""
        return await self._start(self._mark_many_as_spam, ids=ids)

    _delete = Operation("DeleteTicket", "DELETE /api/v2/tickets/{ticket_id}", NoContent, limit="tickets-destroy")

    async def delete(self, ticket_id: int) -> None:
        """Delete a ticket. It can be restored for 30 days.

        For admins, and agents who may delete tickets.
        """
        await self._call(self._delete, ticket_id=ticket_id)

    _delete_many = Operation("BulkDeleteTickets", "DELETE /api/v2/tickets/destroy_many", JobStatus, key="job_status")

    async def delete_many(self, ids: Sequence[int]) -> Job:
        """Delete up to 100 tickets in a background job. They can be restored for 30 days.

        For admins, and agents who may delete tickets.
        """
        return await self._start(self._delete_many, ids=ids)

    _restore = Operation("RestoreDeletedTicket", "PUT /api/v2/deleted_tickets/{ticket_id}/restore", NoContent)

    async def restore(self, ticket_id: int) -> None:
        """Restore a deleted ticket. Raises `NotFound` when it isn't deleted."""
        await self._call(self._restore, ticket_id=ticket_id)

    _restore_many = Operation("BulkRestoreDeletedTickets", "PUT /api/v2/deleted_tickets/restore_many", NoContent)

    async def restore_many(self, ids: Sequence[int]) -> None:
        """Restore up to 100 deleted tickets."""
        await self._call(self._restore_many, ids=ids)

    _delete_permanently = Operation(
        "DeleteTicketPermanently",
        "DELETE /api/v2/deleted_tickets/{ticket_id}",
        JobStatus,
        key="job_status",
        limit="deleted-tickets-destroy",
    )

    async def delete_permanently(self, ticket_id: int) -> Job:
        """Delete a ticket for good, in a background job. It must have been deleted before."""
        return await self._start(self._delete_permanently, ticket_id=ticket_id)

    _delete_many_permanently = Operation(
        "BulkPermanentlyDeleteTickets", "DELETE /api/v2/deleted_tickets/destroy_many", JobStatus, key="job_status"
    )

    async def delete_many_permanently(self, ids: Sequence[int]) -> Job:
        """Delete up to 100 deleted tickets for good, in a background job."""
        return await self._start(self._delete_many_permanently, ids=ids)

    _list_collaborators = Operation(
        "ListTicketCollaborators",
        "GET /api/v2/tickets/{ticket_id}/collaborators",
        User,
        key="users",
        paging=Paging.SINGLE,
    )

    def list_collaborators(self, ticket_id: int) -> Paginator[User]:
        """Iterate over the users who are copied in on a ticket or follow it."""
        return self._paginate(self._list_collaborators, ticket_id=ticket_id)

    _list_email_ccs = Operation(
        "ListTicketEmailCCs", "GET /api/v2/tickets/{ticket_id}/email_ccs", User, key="users", paging=Paging.SINGLE
    )

    def list_email_ccs(self, ticket_id: int) -> Paginator[User]:
        """Iterate over the users who get copies of a ticket's mails."""
        return self._paginate(self._list_email_ccs, ticket_id=ticket_id)

    _list_followers = Operation(
        "ListTicketFollowers", "GET /api/v2/tickets/{ticket_id}/followers", User, key="users", paging=Paging.SINGLE
    )

    def list_followers(self, ticket_id: int) -> Paginator[User]:
        """Iterate over the agents who follow a ticket."""
        return self._paginate(self._list_followers, ticket_id=ticket_id)
