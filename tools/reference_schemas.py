"""The schemas of the reference, with what they refer to put in its place."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from zendesk_async._json import is_object

Schema = Mapping[str, Any]


@attrs.frozen
class Schemas:
    """The named schemas of the reference."""

    named: Mapping[str, Schema]

    def parts(self, schema: Schema | str) -> Iterator[Schema]:
        """Give the plain schemas that a schema is made of: references followed, compositions and lists taken apart."""
        pending: list[Schema] = [self._named(schema) if isinstance(schema, str) else schema]
        followed: set[str] = set()
        while pending:
            part = pending.pop()
            if reference := str(part.get("$ref", "")):
                if reference not in followed:
                    followed.add(reference)
                    pending.append(self._named(reference))
                continue
            yield part
            for composition in ("allOf", "oneOf", "anyOf"):
                pending += part.get(composition, ())
            if is_object(items := part.get("items")):
                pending.append(items)

    def _named(self, reference: str) -> Schema:
        return self.named.get(reference.rpartition("/")[2], {})

    def properties(self, schema: Schema | str, *, writing: bool) -> dict[str, list[Schema]]:
        """Return the properties that may be read (or written), by name; each has a schema for each place it is in."""
        unwanted = "readOnly" if writing else "writeOnly"
        found: dict[str, list[Schema]] = {}
        for part in self.parts(schema):
            for name, inner in part.get("properties", {}).items():
                if not inner.get(unwanted):
                    found.setdefault(name, []).append(inner)
        return found

    def values(self, schema: Schema | str) -> set[str]:
        """Return the enumerated values, as text; empty where any value may stand."""
        return {str(value) for part in self.parts(schema) for value in part.get("enum", ()) if value is not None}

    def merged(self, schemas: list[Schema]) -> Schema:
        """Return one schema that is any of these."""
        return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}

    def leads_to(self, schema: Schema | str) -> str:
        """Return the name of the schema that is referred to, else an empty text: to know a place seen before."""
        if isinstance(schema, str):
            return schema
        items = schema.get("items")
        return str(schema.get("$ref", "") or (items.get("$ref", "") if is_object(items) else ""))
