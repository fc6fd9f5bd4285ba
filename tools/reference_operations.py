"""Compare what the registry says of each operation with the reference: paging, scope, limits, answer, parameters, body."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from tools.reference_calls import ANYTHING, BETWEEN, requests_of
from tools.reference_findings import Findings
from tools.reference_schemas import Schema, Schemas
from zendesk_async import OperationInfo, Request
from zendesk_async._json import is_array, is_object
from zendesk_async._limit_rules import RULES, rules_of
from zendesk_async._operation import NoContent, Paging

PAGINATION: Mapping[str, frozenset[Paging]] = {
    "none": frozenset({Paging.NONE, Paging.SINGLE}),
    "cursor": frozenset({Paging.CURSOR, Paging.SEARCH_EXPORT}),
    "offset": frozenset({Paging.OFFSET, Paging.SEARCH}),
    "both": frozenset({Paging.CURSOR_OR_OFFSET}),
    "incremental": frozenset({Paging.INCREMENTAL_CURSOR, Paging.INCREMENTAL_TIME, Paging.INCREMENTAL_LINK}),
}


def compare_facts(info: OperationInfo, reference: Mapping[str, Any], findings: Findings) -> None:
    """Compare paging, scope, limits and the kind of the answer."""
    subject = info.operation_id
    if reference["operation_id"] != subject:
        findings.differ("name", subject, f"the reference has {reference['operation_id']}")
    if info.pagination not in PAGINATION.get(reference["pagination"], frozenset()):
        findings.differ("pagination", subject, f"{info.pagination.value}, in the reference {reference['pagination']}")
    if reference.get("scope") and reference["scope"] != info.scope:
        findings.differ("scope", subject, f"{info.scope}, in the reference {reference['scope']}")
    compare_answer(info, reference["response"], findings)
    compare_limits(info, reference["rate_limits"], findings)


def compare_answer(info: OperationInfo, response: Mapping[str, Any], findings: Findings) -> None:
    """Compare whether there is content in the answer, and under which key."""
    empty = info.operation.answer is NoContent
    statuses = set(response["success_statuses"])
    if (statuses == {204}) != empty and not (empty and response["envelope"] is None):
        findings.differ("status", info.operation_id, f"{'no content' if empty else 'content'}, documented {statuses}")
    elif not empty and response["envelope"] != info.operation.key:
        findings.differ(
            "envelope", info.operation_id, f"{info.operation.key!r}, in the reference {response['envelope']!r}"
        )


def compare_limits(info: OperationInfo, limits: Iterable[Mapping[str, Any]], findings: Findings) -> None:
    """Compare the limits of the endpoint's own: the rule by its header, the figures, and which rules count it."""
    counted = {name for name in (*rules_of(info.operation.route), info.limit) if name}
    figures: set[tuple[int | None, int]] = {(RULES[name].limit, RULES[name].window) for name in counted & RULES.keys()}
    for limit in limits:
        name, figure = limit.get("header"), (limit["count"], limit["interval_s"])
        conditional = limit.get("condition") is not None
        rule = RULES.get(name) if name else None
        if name and rule is None:
            findings.differ("limit", f"{info.operation_id} {name}", "no such rule")
        elif rule is not None and not (rule.name in counted or rule.partial):
            findings.differ("limit", f"{info.operation_id} {name}", "the rule doesn't count this operation")
        if rule is not None and not conditional and (rule.limit, rule.window) != figure:
            findings.differ(
                "limit", f"{info.operation_id} {name}", f"{rule.limit} in {rule.window} s, in the reference {figure}"
            )
        if not name and not conditional and figure not in figures:
            findings.differ("limit", info.operation_id, f"the reference has {figure[0]} in {figure[1]} s")
    for name in counted if not list(limits) else ():
        findings.differ("limit", f"{info.operation_id} {name}", "the rule counts it; the reference has no limit here")


def compare_calls(info: OperationInfo, reference: Mapping[str, Any], schemas: Schemas, findings: Findings) -> None:
    """Compare what the method's calls send with the documented query parameters and body."""
    requests = requests_of(info)
    documented = {parameter["name"]: parameter for parameter in reference["query_params"]}
    sent = {name for request in requests for name, _ in request.query}
    for name in documented:
        covered = name in sent or any(other.startswith(f"{name}[") for other in sent)
        findings.count("query parameters", f"{info.operation_id} {name}", covered=covered, missing="parameter-missing")
    for name in sent - documented.keys():
        if name.replace(f"[{ANYTHING}]", "") not in documented:
            findings.differ("parameter-unknown", f"{info.operation_id} {name}")
    compare_values(info, documented, reference["sideloads"], findings)
    compare_body(info, reference["request_body"], requests, schemas, findings)


def compare_values(
    info: OperationInfo, documented: Mapping[str, Mapping[str, Any]], sideloads: Iterable[str], findings: Findings
) -> None:
    """Compare the enumerations of query parameters, and the sideloads with what `include` takes."""
    hints = get_type_hints(info.function)
    for parameter in info.signature.parameters:
        name = info.operation.wire_name(parameter)
        declared = set(literals(hints[parameter]))
        if name not in documented:
            continue
        strict = {str(value) for value in documented[name].get("enum") or ()}
        loose = {str(value) for value in documented[name].get("enum_in_text") or ()}
        wanted = set(sideloads) if name == "include" else strict or (loose if declared else set[str]())
        if wanted and wanted != declared:
            findings.differ("parameter-values", f"{info.operation_id} {name}", disagreement(declared, wanted))


def literals(annotation: Any) -> Iterator[str]:
    """Give the values of every enumeration in an annotation."""
    if get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    else:
        for argument in get_args(annotation):
            yield from literals(argument)


def disagreement(declared: set[str], documented: set[str]) -> str:
    """Say which values only one side has."""
    missing, more = sorted(documented - declared), sorted(declared - documented)
    parts = (f"missing {', '.join(missing)}" if missing else "", f"more {', '.join(more)}" if more else "")
    return "; ".join(part for part in parts if part)


def compare_body(
    info: OperationInfo,
    body: Mapping[str, Any] | None,
    requests: list[Request],
    schemas: Schemas,
    findings: Findings,
) -> None:
    """Compare the bodies that are sent with the documented one: the kind of content, then every key."""
    kinds = {(request.content_type or "").partition(";")[0] for request in requests if request.content is not None}
    if body is None or not kinds:
        if kinds or body is not None:
            findings.differ("content", info.operation_id, f"{kinds or 'nothing'} sent, documented: {body is not None}")
        return
    if body["content_type"] not in kinds and not (body["content_type"] == "application/octet-stream" and kinds):
        findings.differ("content", info.operation_id, f"{kinds} sent, documented {body['content_type']}")
    if body["content_type"] == "application/json":
        bodies = [msgspec.json.decode(request.content) for request in requests if isinstance(request.content, bytes)]
        BodyComparison(info.operation_id, schemas, findings).compare("", bodies, body["schema"], ())


class BodyComparison:
    """Compares bodies key by key, down to the last."""

    def __init__(self, operation_id: str, schemas: Schemas, findings: Findings) -> None:
        self._operation_id = operation_id
        self._schemas = schemas
        self._findings = findings

    def compare(self, path: str, values: list[Any], schema: Schema | str, within: tuple[str, ...]) -> None:
        """Compare the objects among these values, which stand at the path, with their schema."""
        objects = [value for value in _unpacked(values) if is_object(value)]
        documented = self._schemas.properties(schema, writing=True)
        if not path and not documented:
            return
        mapped = any(ANYTHING in value for value in objects)
        for name, inner in documented.items():
            place = f"{path}.{name}".removeprefix(".")
            below = [value[name] for value in objects if name in value]
            self._findings.count(
                "body keys",
                f"{self._operation_id} {place}",
                covered=bool(below),
                missing="" if mapped else "body-missing",
            )
            if below:
                self._compare_values(place, below, inner)
                name_of = self._schemas.leads_to(inner[0])
                if not name_of or name_of not in within:
                    self.compare(place, below, self._schemas.merged(inner), (*within, name_of))
        if mapped and documented and path:
            self._findings.differ("body-untyped", f"{self._operation_id} {path}", f"keys: {', '.join(documented)}")
        if documented:
            for name in {name for value in objects for name in value} - documented.keys() - {ANYTHING}:
                self._findings.differ("body-unknown", f"{self._operation_id} {path}.{name}".replace(" .", " "))

    def _compare_values(self, place: str, values: list[Any], inner: list[Schema]) -> None:
        documented = self._schemas.values(self._schemas.merged(inner))
        texts = {value for value in _unpacked(values) if isinstance(value, str)}
        declared = {word for text in texts if BETWEEN in text for word in text.split(BETWEEN)}
        if documented and texts and declared != documented and texts != documented:
            detail = disagreement(declared, documented)
            self._findings.differ("body-values", f"{self._operation_id} {place}", detail)


def _unpacked(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        if is_array(value):
            yield from _unpacked(value)
        else:
            yield value
