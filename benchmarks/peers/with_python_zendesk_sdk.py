"""python-zendesk-sdk: asynchronous, over httpx."""

import asyncio
import time
from typing import Any

from pydantic import computed_field
from zendesk_sdk import ZendeskClient, ZendeskConfig
from zendesk_sdk.exceptions import ZendeskHTTPException

from benchmarks.peers.steps import ORGANIZATIONS, TICKETS, USERS, expect
from zendesk_async.emulator.__main__ import ADMINISTRATOR, API_TOKEN


class PythonZendeskSDK:
    """What python-zendesk-sdk is asked to do."""

    def __init__(self, url: str) -> None:
        class Config(ZendeskConfig):
            # It has no option for another address.
            @computed_field
            @property
            def endpoint(self) -> str:
                return f"{url}/api/v2"

        self._client = ZendeskClient(Config(subdomain="emulator", email=ADMINISTRATOR, token=API_TOKEN))
        self._made: Any = None
        self._bulk: list[int] = []

    async def list_tickets(self) -> None:
        expect("tickets", len({ticket.id for ticket in await self._client.tickets.list().collect()}), TICKETS)

    async def list_users_and_organizations(self) -> None:
        expect("users", len({user.id for user in await self._client.users.list().collect()}), USERS)
        expect("organizations", len(await self._client.organizations.list().collect()), ORGANIZATIONS)

    async def list_groups_views_fields_and_metrics(self) -> None:
        client = self._client
        for group in (client.groups, client.views, client.ticket_fields, client.ticket_metrics):
            expect("some", bool(await group.list().collect()), True)

    async def show(self) -> None:
        expect("ticket", (await self._client.tickets.get(1)).id, 1)
        expect("tickets", sorted(await self._client.tickets.get_many([3, 5, 8])), [3, 5, 8])
        expect("me", (await self._client.users.me()).email, ADMINISTRATOR)

    async def show_a_ticket_with_its_people_and_comments(self) -> None:
        enriched = await self._client.tickets.get_enriched(1)
        expect("ticket", (enriched.ticket.id, bool(enriched.requester), bool(enriched.comments)), (1, True, True))

    async def search(self) -> None:
        found = await self._client.search.tickets("status:closed").collect()
        listed = [one.id for one in await self._client.tickets.list().collect() if one.status == "closed"]
        expect("closed tickets", sorted(one.id for one in found), sorted(listed))

    async def create(self) -> None:
        self._made = await self._client.tickets.create("Made by the SDK", subject="From the SDK", tags=["sdk"])
        shown = await self._client.tickets.get(self._made.id)
        expect("ticket", (shown.subject, shown.tags), ("From the SDK", ["sdk"]))

    async def update(self) -> None:
        await self._client.tickets.update(self._made.id, status="pending", comment={"body": "A note", "public": False})
        expect("status", (await self._client.tickets.get(self._made.id)).status, "pending")
        comments = await self._client.tickets.comments.list(self._made.id).collect()
        expect("comments", [one.public for one in comments], [True, False])
        expect("tags", "beside" in await self._client.tickets.tags.add(self._made.id, ["beside"]), True)

    async def bulk_create(self) -> None:
        users = [{"name": f"Bulk {n}", "email": f"bulk{n}@example.com", "role": "end-user"} for n in range(30)]
        self._bulk = [result["id"] for result in await self._finished(await self._client.users.create_many(users))]
        expect("users made", sorted(await self._client.users.get_many(self._bulk)), sorted(self._bulk))

    async def bulk_update(self) -> None:
        await self._finished(await self._client.users.update_many(self._bulk, tags=["sdk"]))
        expect("tags", (await self._client.users.get(self._bulk[-1])).tags, ["sdk"])

    async def create_update_find_and_delete_a_user(self) -> None:
        user = await self._client.users.create("Pia Py", email="pia@example.com")
        expect("notes", (await self._client.users.update(user.id, notes="Seen")).notes, "Seen")
        found = await self._client.users.by_email("pia@example.com")
        expect("found", found is not None and found.id, user.id)
        await self._client.users.delete(user.id)

    async def export_tickets(self) -> None:
        # Of the exports it has the search export alone.
        exported = await self._client.search.export_tickets("created>2000-01-01").collect()
        expect("tickets", len({one.id for one in exported}) >= TICKETS, True)

    async def export_users_and_organizations(self) -> None:
        exported = await self._client.search.export_users("created>2000-01-01").collect()
        expect("users", len({one.id for one in exported}) >= USERS, True)
        organizations = await self._client.search.export_organizations("created>2000-01-01").collect()
        expect("organizations", len({one.id for one in organizations}), ORGANIZATIONS)

    async def bulk_delete(self) -> None:
        await self._finished(await self._client.users.delete_many(self._bulk))

    async def delete(self) -> None:
        await self._client.tickets.delete(self._made.id)
        try:
            await self._client.tickets.get(self._made.id)
        except ZendeskHTTPException as problem:
            expect("status", problem.status_code, 404)
        else:
            raise AssertionError("the ticket is still there")
        await self._client.close()

    async def _finished(self, started: dict[str, Any]) -> list[dict[str, Any]]:
        # It starts jobs and has no way to look at them but a plain request.
        job = started["job_status"]
        until = time.monotonic() + 20
        while job["status"] not in {"completed", "failed", "killed"} and time.monotonic() < until:
            await asyncio.sleep(0.1)
            job = (await self._client.get(f"job_statuses/{job['id']}.json"))["job_status"]
        expect("the job's state", job["status"], "completed")
        results: list[dict[str, Any]] = job["results"]
        return results
