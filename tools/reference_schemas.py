"""The schemas of the reference, with what they refer to put in its place."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

Schema = Mapping[str, Any]


@attrs.frozen
class Schemas:
    """The named schemas of the reference."""

    named: Mapping[str, Schema]

    def parts(self, schema: Schema | str) -> Iterator[Schema]:
        """Give the plain schemas that a schema is made of: references followed, compositions and lists taken apart."""
        pending: list[Any] = [schema]
        followed: set[str] = set()
        while pending:
            part = pending.pop()
            name = part if isinstance(part, str) else part.get("$ref")
            if name is not None:
                name = name.rpartition("/")[2]
                if name not in followed and name in self.named:
                    followed.add(name)
                    pending.append(self.named[name])
                continue
            yield part
            for composition in ("allOf", "oneOf", "anyOf"):
                pending += part.get(composition, ())
            if isinstance(part.get("items"), Mapping):
                pending.append(part["items"])

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
        """Return the name of the first schema that is referred to, else an empty text: to know a place seen before."""
        if isinstance(schema, str):
            return schema
        reference = schema.get("$ref") or (schema.get("items") or {}).get("$ref") or ""
        return str(reference)
