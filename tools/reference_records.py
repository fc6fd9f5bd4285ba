"""Compare the properties of records with the reference, nested records included."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_type_hints

from tools.reference_findings import Findings
from tools.reference_operations import disagreement, literals
from tools.reference_schemas import Schema, Schemas
from zendesk_async import OperationInfo, Record
from zendesk_async._json import is_array
from zendesk_async.models._converter import field_types


def record_classes(annotation: Any) -> Iterator[type[Record]]:
    """Give the record classes that an annotation holds."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from record_classes(argument)


class RecordComparison:
    """Compares record classes with the schemas they answer to. A class may answer to several."""

    def __init__(self, schemas: Schemas, findings: Findings) -> None:
        self._schemas = schemas
        self._findings = findings
        self._seen: set[tuple[str, tuple[type[Record], ...]]] = set()
        self._documented: dict[type[Record], set[str]] = {}

    def compare_answer(self, info: OperationInfo, reference: Mapping[str, Any]) -> None:
        """Compare the record of an operation's answer with the documented one, where both stand under the same key."""
        response = reference["response"]
        schema, envelope, answer = response["record_schema"], response["envelope"], info.operation.answer
        kinds = tuple(record_classes(answer))
        if envelope != info.operation.key:
            # The documented record is one that stands in the answer's record, or another part of the answer.
            kinds = tuple(
                inner for kind in kinds for within in _declared(kind, envelope) for inner in record_classes(within)
            )
        for one in schema if is_array(schema) else [schema]:
            if one is not None and kinds:
                self.compare(one, kinds, info.operation_id)
                for kind in kinds:
                    self._documented.setdefault(kind, set()).update(reference["sideloads"])
            elif one is not None and envelope == info.operation.key and self._schemas.properties(one, writing=False):
                self._findings.differ("answer-untyped", info.operation_id, f"the reference has {one}")

    def compare(self, schema: Schema | str, kinds: tuple[type[Record], ...], place: str) -> None:
        """Compare the classes that may stand at a place with the schema of it."""
        mark = self._schemas.leads_to(schema) or place, kinds
        documented = self._schemas.properties(schema, writing=False)
        if mark in self._seen or not documented:
            return
        self._seen.add(mark)
        for kind in kinds:
            self._documented.setdefault(kind, set()).update(documented)
        names = "|".join(kind.__name__ for kind in kinds)
        for name, inner in documented.items():
            declared = [annotation for kind in kinds for annotation in _declared(kind, name)]
            self._findings.count(
                "record properties", f"{names}.{name}", covered=bool(declared), missing="property-missing"
            )
            if declared:
                self._compare_value(f"{names}.{name}", declared, self._schemas.merged(inner))

    def _compare_value(self, place: str, declared: list[Any], schema: Schema) -> None:
        wanted = self._schemas.values(schema)
        values = {value for annotation in declared for value in literals(annotation)}
        if len(wanted) > 1 and wanted - values:
            self._findings.differ("property-values", place, disagreement(values & wanted, wanted))
        kinds = tuple(dict.fromkeys(kind for annotation in declared for kind in record_classes(annotation)))
        nested = self._schemas.properties(schema, writing=False)
        if kinds:
            self.compare(schema, kinds, place)
        elif nested:
            self._findings.differ("property-untyped", place, f"it has {', '.join(nested)}")
            self._findings.count("record properties", f"{place}.*", covered=False)

    def finish(self) -> None:
        """Note the fields that no schema of their class has."""
        for kind, documented in self._documented.items():
            for name in _fields(kind).keys() - documented:
                self._findings.differ("property-unknown", f"{kind.__name__}.{name}")


def _fields(kind: Any) -> Mapping[str, Any]:
    return field_types(kind)


def _declared(kind: Any, name: str) -> Iterator[Any]:
    """Give what a class declares under a name: a field's type, or what a property of it returns."""
    if name in _fields(kind):
        yield _fields(kind)[name]
    elif isinstance(found := getattr(kind, name, None), property):
        yield from (base for base in getattr(get_type_hints(found.fget)["return"], "__orig_bases__", ()))
