# Written by tools/mirror.py from zendesk_async/resources/organizations.py: change that one, then run `make mirror`.

"""Organizations: the companies and teams that users belong to."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from zendesk_async.jobs import ItemResult
from zendesk_async.models.common import Count
from zendesk_async.models.organizations import (
    OneOrganizationSideload,
    Organization,
    OrganizationBatchUpdate,
    OrganizationCreate,
    OrganizationMerge,
    OrganizationRelated,
    OrganizationSideload,
    OrganizationUpdate,
    OrganizationUpsert,
)
from zendesk_async.resources.organizations import Organizations as AsyncOrganizations
from zendesk_sync._resource import Resource
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator


class Organizations(Resource[AsyncOrganizations]):
    """Organizations: the companies and teams that users belong to.

    Agents may read them; admins, and agents who may manage organizations, change them.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/
    """

    def list(
        self,
        *,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[OrganizationSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Organization]:
        """Iterate over the organizations of the account.

        Raises `Forbidden` for an agent who sees only the tickets of the own organization.
        """
        return self._paginate(
            self._async.list(
                include_boundary_indicators=include_boundary_indicators,
                include_item_cursors=include_item_cursors,
                include=include,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def count(
        self, *, include_boundary_indicators: bool | None = None, include_item_cursors: bool | None = None
    ) -> Count:
        """Count the organizations of the account."""
        return self._wait(
            self._async.count(
                include_boundary_indicators=include_boundary_indicators, include_item_cursors=include_item_cursors
            )
        )

    def list_by_user(
        self,
        user_id: int,
        *,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[OrganizationSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Organization]:
        """Iterate over the organizations of a user."""
        return self._paginate(
            self._async.list_by_user(
                user_id,
                include_boundary_indicators=include_boundary_indicators,
                include_item_cursors=include_item_cursors,
                include=include,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def count_by_user(self, user_id: int) -> Count:
        """Count the organizations of a user."""
        return self._wait(self._async.count_by_user(user_id))

    def search(
        self,
        *,
        external_id: str | None = None,
        name: str | None = None,
        include: Sequence[OrganizationSideload] = (),
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Organization]:
        """Iterate over the organizations with this external id or this name.

        Give one of the two. Both are compared whole, whatever the case of their letters.
        """
        return self._paginate(
            self._async.search(external_id=external_id, name=name, include=include, page=page, per_page=per_page)
        )

    def autocomplete(
        self,
        name: str,
        *,
        field_id: str | None = None,
        source: str | None = None,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[OrganizationSideload] = (),
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Organization]:
        """Iterate over the organizations whose name begins with this.

        `field_id` and `source` apply the filter of a lookup field.
        """
        return self._paginate(
            self._async.autocomplete(
                name,
                field_id=field_id,
                source=source,
                include_boundary_indicators=include_boundary_indicators,
                include_item_cursors=include_item_cursors,
                include=include,
                page=page,
                per_page=per_page,
            )
        )

    def show(
        self,
        organization_id: int,
        *,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[OneOrganizationSideload] = (),
    ) -> Organization:
        """Return one organization."""
        return self._wait(
            self._async.show(
                organization_id,
                include_boundary_indicators=include_boundary_indicators,
                include_item_cursors=include_item_cursors,
                include=include,
            )
        )

    def show_many(
        self, ids: Sequence[int] = (), *, external_ids: Sequence[str] = (), include: Sequence[OrganizationSideload] = ()
    ) -> builtins.list[Organization]:
        """Return the organizations with these ids or external ids, 100 at most."""
        return self._wait(self._async.show_many(ids, external_ids=external_ids, include=include))

    def load(self, organization_id: int) -> Organization:
        """Return one organization; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return self._wait(self._async.load(organization_id))

    def show_related(self, organization_id: int) -> OrganizationRelated:
        """Return how many tickets and users an organization has."""
        return self._wait(self._async.show_related(organization_id))

    def create(self, **organization: Unpack[OrganizationCreate]) -> Organization:
        """Create an organization.

        Raises `Invalid` when the name is taken; names are compared without the space around them.
        """
        return self._wait(self._async.create(**organization))

    def create_many(self, organizations: Sequence[OrganizationCreate]) -> Job:
        """Create up to 100 organizations in a background job."""
        return self._job(self._async.create_many(organizations))

    def create_each(self, organizations: Sequence[OrganizationCreate]) -> builtins.list[ItemResult[OrganizationCreate]]:
        """Create any number of organizations: in jobs of 100, 30 at once, with a result for each, in order."""
        return self._wait(self._async.create_each(organizations))

    def update_each(
        self, organizations: Sequence[OrganizationBatchUpdate]
    ) -> builtins.list[ItemResult[OrganizationBatchUpdate]]:
        """Change any number of organizations, each with its `id`: in jobs of 100, with a result for each, in order."""
        return self._wait(self._async.update_each(organizations))

    def delete_each(self, ids: Sequence[int]) -> builtins.list[ItemResult[int]]:
        """Delete any number of organizations: in jobs of 100, with a result for each id, in order."""
        return self._wait(self._async.delete_each(ids))

    def create_or_update(self, **organization: Unpack[OrganizationUpsert]) -> Organization:
        """Change the organization with this `id` or `external_id`, or create one.

        The name alone finds nothing: a taken one is `Invalid`.
        """
        return self._wait(self._async.create_or_update(**organization))

    def update(self, organization_id: int, /, **organization: Unpack[OrganizationUpdate]) -> Organization:
        """Change an organization.

        An agent who may not manage organizations changes only the `notes`. At most 5 updates a minute an
        organization.
        """
        return self._wait(self._async.update(organization_id, **organization))

    def update_many(
        self,
        organizations: Sequence[OrganizationBatchUpdate] = (),
        *,
        ids: Sequence[int] = (),
        external_ids: Sequence[str] = (),
        **organization: Unpack[OrganizationUpdate],
    ) -> Job:
        """Change up to 100 organizations in a background job.

        Give the changes, each with its `id` or `external_id`, or `ids` (or `external_ids`) and one change for all of
        them.
        """
        return self._job(self._async.update_many(organizations, ids=ids, external_ids=external_ids, **organization))

    def delete(self, organization_id: int) -> None:
        """Delete an organization. Its users and tickets stay, without it."""
        self._wait(self._async.delete(organization_id))

    def delete_many(self, ids: Sequence[int] = (), *, external_ids: Sequence[str] = ()) -> Job:
        """Delete up to 100 organizations in a background job."""
        return self._job(self._async.delete_many(ids, external_ids=external_ids))

    def merge(self, organization_id: int, winner_id: int) -> OrganizationMerge:
        """Merge this organization into another one, the winner.

        Users, tickets and domains go over in the background, then this one is deleted; `show_merge` tells how far it
        is. It can't be undone. Admins only.
        """
        return self._wait(self._async.merge(organization_id, winner_id))

    def list_merges(
        self,
        organization_id: int,
        *,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[OrganizationMerge]:
        """Iterate over the merges of an organization.

        Admins only.
        """
        return self._paginate(
            self._async.list_merges(
                organization_id, page_size=page_size, page_after=page_after, page_before=page_before
            )
        )

    def show_merge(self, organization_merge_id: str) -> OrganizationMerge:
        """Return one merge of organizations.

        Admins only.
        """
        return self._wait(self._async.show_merge(organization_merge_id))

    def export(
        self, *, start_time: int | datetime, include: Sequence[OrganizationSideload] = (), per_page: int | None = None
    ) -> Paginator[Organization]:
        """Iterate over every organization changed since `start_time`.

        `start_time` is in Unix seconds or an aware datetime, a minute ago at the latest. Records at the border of two
        pages come once. Up to 1,000 records a page, 10 requests a minute. Admins only.

        https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
        """
        return self._paginate(self._async.export(start_time=start_time, include=include, per_page=per_page))
