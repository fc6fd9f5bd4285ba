"""zenpy (https://github.com/facetoe/zenpy): synchronous, over requests."""

import os
import time
from typing import Any
from urllib.parse import urlsplit

import zenpy
from zenpy.lib.api_objects import Comment, Ticket, User
from zenpy.lib.exception import RecordNotFoundException

from benchmarks.peers.steps import ORGANIZATIONS, TICKETS, USERS, expect
from zendesk_async.emulator.__main__ import ADMINISTRATOR, API_TOKEN


class Zenpy:
    """What zenpy is asked to do."""

    def __init__(self, url: str) -> None:
        # zenpy takes another address from its environment.
        os.environ["ZENPY_FORCE_SCHEME"] = "http"
        os.environ["ZENPY_FORCE_NETLOC"] = urlsplit(url).netloc
        self._client = zenpy.Zenpy(subdomain="emulator", email=ADMINISTRATOR, token=API_TOKEN, disable_cache=True)
        self._made: Any = None
        self._bulk: list[int] = []

    def list_tickets(self) -> None:
        expect("tickets", len({ticket.id for ticket in self._client.tickets()}), TICKETS)

    def list_tickets_by_offset(self) -> None:
        expect("a slice", len(list(self._client.tickets(cursor_pagination=False)[:250])), 250)

    def list_users_and_organizations(self) -> None:
        expect("users", len({user.id for user in self._client.users()}), USERS)
        expect("organizations", len({one.id for one in self._client.organizations()}), ORGANIZATIONS)

    def list_groups_macros_views_and_fields(self) -> None:
        client = self._client
        for listed in (client.groups, client.macros, client.views, client.ticket_fields, client.group_memberships):
            expect("some", any(True for _ in listed()), True)

    def list_with_sideloads(self) -> None:
        expect("tickets", len(list(self._client.tickets(include=["users", "organizations"]))), TICKETS)

    def show(self) -> None:
        ticket = self._client.tickets(id=1)
        expect("ticket", (ticket.id, bool(ticket.requester.name)), (1, True))
        expect("tickets", [one.id for one in self._client.tickets(ids=[3, 5, 8])], [3, 5, 8])
        expect("me", self._client.users.me().email, ADMINISTRATOR)

    def show_comments_audits_and_metrics(self) -> None:
        for listed in (self._client.tickets.comments(ticket=1), self._client.tickets.audits(ticket=1)):
            expect("some", any(True for _ in listed), True)
        expect("metric", self._client.tickets.metrics(ticket=1).ticket_id, 1)

    def search(self) -> None:
        found = [ticket.id for ticket in self._client.search(type="ticket", status="closed")]
        listed = [ticket.id for ticket in self._client.tickets() if ticket.status == "closed"]
        expect("closed tickets", sorted(found), sorted(listed))
        exported = [ticket.id for ticket in self._client.search_export(query="status:closed", type="ticket")]
        expect("closed tickets by export", sorted(exported), sorted(listed))

    def create(self) -> None:
        comment = Comment(body="Made by zenpy", public=True)
        audit = self._client.tickets.create(
            Ticket(subject="From zenpy", comment=comment, priority="high", tags=["zenpy"])
        )
        self._made = audit.ticket
        shown = self._client.tickets(id=audit.ticket.id)
        expect("ticket", (shown.subject, shown.priority, list(shown.tags)), ("From zenpy", "high", ["zenpy"]))

    def update(self) -> None:
        self._made.status = "pending"
        self._made.comment = Comment(body="A note", public=False)
        self._client.tickets.update(self._made)
        expect("status", self._client.tickets(id=self._made.id).status, "pending")
        comments = [(one.body, one.public) for one in self._client.tickets.comments(ticket=self._made.id)]
        expect("comments", comments, [("Made by zenpy", True), ("A note", False)])
        expect("tags", "beside" in self._client.tickets.add_tags(self._made.id, ["beside"]), True)

    def bulk_create(self) -> None:
        job = self._client.tickets.create([Ticket(subject=f"Bulk {n}", description="Many") for n in range(30)])
        self._bulk = [result.id for result in self._finished(job).results]
        expect("tickets made", len(set(self._bulk)), 30)

    def bulk_update(self) -> None:
        self._finished(self._client.tickets.update([Ticket(id=one, priority="low") for one in self._bulk]))
        expect("priority", self._client.tickets(id=self._bulk[-1]).priority, "low")

    def create_update_find_and_delete_a_user(self) -> None:
        user = self._client.users.create(User(name="Zoe Zen", email="zoe@example.com", role="end-user"))
        user.notes = "Seen by zenpy"
        expect("notes", self._client.users.update(user).notes, "Seen by zenpy")
        expect("found", [one.id for one in self._client.users.search(query="email:zoe@example.com")], [user.id])
        self._client.users.delete(user)

    def export_tickets_by_cursor(self) -> None:
        expect("tickets", len({one.id for one in self._client.tickets.incremental(start_time=1)}), TICKETS)

    def export_tickets_by_time(self) -> None:
        exported = self._client.tickets.incremental(start_time=1, paginate_by_time=True)
        expect("tickets", len({one.id for one in exported}), TICKETS)

    def export_users_organizations_and_events(self) -> None:
        expect("users", len({one.id for one in self._client.users.incremental(start_time=1)}), USERS)
        exported = self._client.organizations.incremental(start_time=1)
        expect("organizations", len({one.id for one in exported}), ORGANIZATIONS)
        events = self._client.tickets.events(start_time=1, include=["comment_events"])
        expect("some", any(True for _ in events), True)

    def bulk_delete(self) -> None:
        self._finished(self._client.tickets.delete([Ticket(id=one) for one in self._bulk]))
        expect("in the trash", set(self._bulk) <= {one.id for one in self._client.tickets.deleted()}, True)

    def delete(self) -> None:
        self._client.tickets.delete(self._made)
        try:
            self._client.tickets(id=self._made.id)
        except RecordNotFoundException:
            return
        raise AssertionError("the ticket is still there")

    def _finished(self, job: Any) -> Any:
        until = time.monotonic() + 20
        while job.status not in {"completed", "failed", "killed"} and time.monotonic() < until:
            time.sleep(0.1)
            job = self._client.job_status(id=job.id)
        expect("the job's state", job.status, "completed")
        return job
