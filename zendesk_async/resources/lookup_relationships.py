"""Lookup relationships: which records point to another by a lookup field."""

from collections.abc import Mapping

import attrs

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.custom_object_records import CustomObjectRecord
from zendesk_async.models.organizations import Organization
from zendesk_async.models.rule_definitions import RuleDefinitions
from zendesk_async.models.tickets import Ticket
from zendesk_async.models.users import User
from zendesk_async.pagination import Paginator

Source = User | Organization | Ticket | CustomObjectRecord
"""What a lookup field can belong to."""

_ANSWERS: Mapping[str, tuple[type[Source], str]] = {
    "zen:user": (User, "users"),
    "zen:organization": (Organization, "organizations"),
    "zen:ticket": (Ticket, "tickets"),
}


def _of_kind(operation: Operation[Source], source_type: str) -> Operation[Source]:
    """Return the operation as it answers with this kind of records."""
    answer, key = _ANSWERS.get(source_type, (CustomObjectRecord, "custom_object_records"))
    return attrs.evolve(operation, answer=answer, key=key)


class LookupRelationships(Resource):
    """Lookup relationships: which records point to another by a lookup field.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/lookup_relationships/lookup_relationships/
    """

    _show_definitions = Operation(
        "GetRelationshipFilterDefinitions",
        "GET /api/v2/relationships/definitions/{target_type}",
        RuleDefinitions,
        key="definitions",
    )

    async def show_definitions(self, target_type: str, *, source_type: str | None = None) -> RuleDefinitions:
        """Return the conditions that the filter of a lookup field to this kind of record can have.

        Kinds are `zen:user`, `zen:organization`, `zen:ticket` and `zen:custom_object:{key}`; `source_type` is the
        kind that has the field.
        """
        return await self._call(self._show_definitions, target_type=target_type, source_type=source_type)

    # The reference shows users alone.
    _list_sources: Operation[Source] = Operation(
        "GetSourcesByTarget",
        "GET /api/v2/{target_type}/{target_id}/relationship_fields/{field_id}/{source_type}",
        User,
        key="users",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_sources(
        self,
        target_type: str,
        target_id: int | str,
        field_id: int,
        source_type: str,
        *,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Source]:
        """Iterate over the records whose lookup field points to a record.

        What they are is said by `source_type`: users, organizations, tickets, or records of a custom object. Kinds
        are `zen:user`, `zen:organization`, `zen:ticket` and `zen:custom_object:{key}`.
        """
        return self._paginate(
            _of_kind(self._list_sources, source_type),
            target_type=target_type,
            target_id=target_id,
            field_id=field_id,
            source_type=source_type,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )
