"""Lookup relationships: which records point to another by a lookup field."""

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.rule_definitions import RuleDefinitions
from zendesk_async.models.users import User
from zendesk_async.pagination import Paginator


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

    _list_sources = Operation(
        "GetSourcesByTarget",
        "GET /api/v2/{target_type}/{target_id}/relationship_fields/{field_id}/{source_type}",
        User,
        key="users",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_sources(
        self,
        target_type: str,
        target_id: int,
        field_id: int,
        source_type: str,
        *,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[User]:
        """Iterate over the users whose lookup field points to a record.

        The reference shows users; for another `source_type` the answer holds tickets or other records, which
        `zd.request` reads.
        """
        return self._paginate(
            self._list_sources,
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
