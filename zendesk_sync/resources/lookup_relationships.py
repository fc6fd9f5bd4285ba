# Written by tools/mirror.py from zendesk_async/resources/lookup_relationships.py: change that one, then run `make mirror`.

"""Lookup relationships: which records point to another by a lookup field."""

from zendesk_async.models.rule_definitions import RuleDefinitions
from zendesk_async.resources.lookup_relationships import LookupRelationships as AsyncLookupRelationships
from zendesk_async.resources.lookup_relationships import Source
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class LookupRelationships(Resource[AsyncLookupRelationships]):
    """Lookup relationships: which records point to another by a lookup field.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/lookup_relationships/lookup_relationships/
    """

    def show_definitions(self, target_type: str, *, source_type: str | None = None) -> RuleDefinitions:
        """Return the conditions that the filter of a lookup field to this kind of record can have.

        Kinds are `zen:user`, `zen:organization`, `zen:ticket` and `zen:custom_object:{key}`; `source_type` is the
        kind that has the field.
        """
        return self._wait(self._async.show_definitions(target_type, source_type=source_type))

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
            self._async.list_sources(
                target_type,
                target_id,
                field_id,
                source_type,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )
