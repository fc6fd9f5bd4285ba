"""The comparison with the reference finds every difference, in both directions, and keeps its list of known ones honest.

The reference here is made up: it says of a few operations what the package says, until a test changes it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tools.reference import compare, main
from tools.reference_calls import calls_of, requests_of
from tools.reference_findings import Difference, Findings, KnownDifferences
from tools.reference_schemas import Schemas
from zendesk_async import operations

INFOS = {info.operation_id: info for info in operations()}
TEXT = {"type": "string"}
KINDS = {"cursor": "cursor", "both": "both", "none": "none", "single": "none", "search_export": "cursor"}
TAG = {"type": "object", "properties": {"name": TEXT, "count": {"type": "integer"}}}


def described(operation_id: str, **changes: Any) -> dict[str, Any]:
    """Describe an operation as the package has it, but for the changes."""
    info = INFOS[operation_id]
    names = {name: TEXT for request in requests_of(info) for name, _ in request.query}
    reference: dict[str, Any] = {
        "operation_id": operation_id,
        "method": info.method,
        "path": info.path,
        "query_params": [{"name": name} for name in names],
        "request_body": None,
        "response": {"success_statuses": [200], "envelope": info.operation.key, "record_schema": None},
        "pagination": KINDS[info.pagination.value],
        "sideloads": [],
        "scope": info.scope,
        "rate_limits": [],
    }
    return reference | changes


def found(*references: dict[str, Any], schemas: dict[str, Any] | None = None) -> Findings:
    infos = [INFOS[reference["operation_id"]] for reference in references if reference["operation_id"] in INFOS]
    return compare(infos, references, Schemas(schemas or {}))


def differences(findings: Findings) -> list[str]:
    return [str(one) for one in sorted(findings.differences)]


def answer(schema: Any, envelope: str | None, *statuses: int) -> dict[str, Any]:
    return {"success_statuses": list(statuses) or [200], "envelope": envelope, "record_schema": schema}


def body(schema: Any, content_type: str = "application/json") -> dict[str, Any]:
    return {"content_type": content_type, "schema": schema}


def test_two_sides_that_agree_differ_in_nothing():
    findings = found(described("ListMonitoredTwitterHandles"), described("ShowGroupById"))
    assert differences(findings) == []
    assert findings.share("operations") == (2, 2)


def test_an_operation_that_only_one_side_has_is_a_difference():
    absent = {**described("ShowGroupById"), "path": "/api/v2/parrots/{parrot_id}"}
    assert differences(found(absent)) == [
        "operation-missing: GET /api/v2/parrots/{parrot_id}",
        "operation-unknown: GET /api/v2/groups/{group_id}",
    ]


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        ({"pagination": "cursor"}, "pagination: ShowGroupById (none, in the reference cursor)"),
        ({"scope": "parrots:read"}, "scope: ShowGroupById (groups:read, in the reference parrots:read)"),
        ({"response": answer(None, "flock")}, "envelope: ShowGroupById ('group', in the reference 'flock')"),
        ({"response": answer(None, "group", 204)}, "status: ShowGroupById (content, documented {204})"),
        (
            {"rate_limits": [{"header": "parrots", "count": 1, "interval_s": 60}]},
            "limit: ShowGroupById parrots (no such rule)",
        ),
        (
            {"rate_limits": [{"header": "search-export", "count": 100, "interval_s": 60}]},
            "limit: ShowGroupById search-export (the rule doesn't count this operation)",
        ),
        ({"rate_limits": [{"count": 7, "interval_s": 60}]}, "limit: ShowGroupById (the reference has 7 in 60 s)"),
    ],
)
def test_a_fact_that_differs_is_named_with_both_sides(changes, difference):
    assert differences(found(described("ShowGroupById", **changes))) == [difference]


def test_the_figures_of_a_limit_are_compared():
    limit = {"header": "search-export", "count": 99, "interval_s": 60}
    (difference,) = differences(found(described("ExportSearchResults", rate_limits=[limit], pagination="cursor")))
    assert difference == "limit: ExportSearchResults search-export (100 in 60 s, in the reference (99, 60))"
    assert differences(found(described("ExportSearchResults", pagination="cursor"))) == [
        "limit: ExportSearchResults search-export (the rule counts it; the reference has no limit here)"
    ]


def test_parameters_are_compared_both_ways_by_what_is_sent():
    reference = described("ListGroups")
    reference["query_params"] = [one for one in reference["query_params"] if one["name"] != "exclude_deleted"]
    reference["query_params"].append({"name": "plumage"})
    findings = found(reference)
    assert differences(findings) == [
        "parameter-missing: ListGroups plumage",
        "parameter-unknown: ListGroups exclude_deleted",
    ]
    covered, total = findings.share("query parameters")
    assert covered == total - 1


def test_enumerations_of_parameters_are_compared():
    reference = described(
        "ListTickets", rate_limits=[{"header": "tickets-index", "count": 1, "interval_s": 1, "condition": "trial"}]
    )
    for one in reference["query_params"]:
        if one["name"] == "sort_order":
            one["enum"] = ["asc", "sideways"]
    assert "parameter-values: ListTickets sort_order (missing sideways; more desc)" in differences(found(reference))


def test_keys_of_bodies_are_compared_down_to_the_last():
    schemas = {
        "Create": {"type": "object", "properties": {"group": {"$ref": "Group"}}},
        "Group": {
            "allOf": [{"type": "object", "properties": {"name": TEXT, "colour": TEXT, "id": {"readOnly": True}}}],
        },
    }
    findings = found(
        described("CreateGroup", request_body=body("Create"), response=answer(None, "group", 201)), schemas=schemas
    )
    missing, *unknown = differences(findings)
    assert missing == "body-missing: CreateGroup group.colour"
    assert "body-unknown: CreateGroup group.description" in unknown
    assert findings.share("body keys") == (2, 3)


def test_a_body_of_another_kind_is_a_difference():
    assert differences(found(described("ShowGroupById", request_body=body("Create")))) == [
        "content: ShowGroupById (nothing sent, documented: True)"
    ]
    created = described("CreateGroup", request_body=body("Create", "text/csv"), response=answer(None, "group", 201))
    assert differences(found(created)) == ["content: CreateGroup ({'application/json'} sent, documented text/csv)"]


def test_properties_of_records_are_compared_both_ways():
    schemas = {"Tag": {"type": "object", "properties": {"name": TEXT, "colour": TEXT, "secret": {"writeOnly": True}}}}
    reference = described("ListTags", response=answer("Tag", "tags"))
    findings = found(reference, schemas=schemas)
    assert {"property-missing: Tag.colour", "property-unknown: Tag.count"} <= set(differences(findings))
    assert findings.share("record properties") == (1, 2)


def test_nested_records_are_compared_where_they_are_typed():
    via = {"type": "object", "properties": {"channel": TEXT, "source": {"properties": {"to": TEXT}}, "wind": TEXT}}
    schemas = {"Ticket": {"properties": {"id": {"type": "integer"}, "via": via, "priority": {"enum": ["low", "dire"]}}}}
    said = set(differences(found(described("ShowTicket", response=answer("Ticket", "ticket")), schemas=schemas)))
    assert {
        "property-missing: Via.wind",
        "property-untyped: Via.source (it has to)",
        "property-values: Ticket.priority (missing dire)",
    } <= said


def test_schemas_that_hold_themselves_end():
    schemas = Schemas(
        {"Tree": {"properties": {"leaf": TEXT, "branches": {"type": "array", "items": {"$ref": "Tree"}}}}}
    )
    assert set(schemas.properties("Tree", writing=False)) == {"leaf", "branches"}
    assert schemas.leads_to(schemas.properties("Tree", writing=False)["branches"][0]) == "Tree"
    assert list(schemas.parts({"$ref": "#/components/schemas/Absent"})) == [{}]


def test_every_operation_can_be_called_with_made_up_arguments():
    for info in INFOS.values():
        for listed in (True, False):
            assert calls_of(info, listed=listed), info
        assert {request.method for request in requests_of(info)} == {info.method}


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """A made-up reference that lacks most of what the package has, and a list that says so."""
    (tmp_path / "operations.json").write_text(json.dumps([described("ShowGroupById")]))
    (tmp_path / "schemas.json").write_text("{}")
    (tmp_path / "known.toml").write_text('["not in this one"]\noperation-unknown = ["*"]\n')
    return tmp_path


def check(reference: Path) -> int:
    return main(["--check", "--reference", str(reference), "--differences", str(reference / "known.toml")])


def test_the_check_passes_when_every_difference_is_known(reference, capsys):
    assert check(reference) == 0
    assert "operations: 1/1 (100.00%)" in capsys.readouterr().out


def test_a_new_difference_fails_the_check(reference, capsys):
    (reference / "operations.json").write_text(json.dumps([described("ShowGroupById", scope="parrots:read")]))
    assert check(reference) == 1
    assert "scope: ShowGroupById (groups:read, in the reference parrots:read)" in capsys.readouterr().out


def test_a_line_that_no_longer_applies_fails_the_check(reference, capsys):
    (reference / "known.toml").write_text('["why"]\noperation-unknown = ["*"]\nscope = ["ShowGroupById"]\n')
    assert check(reference) == 1
    assert "known, but no difference any more: scope: ShowGroupById" in capsys.readouterr().out


def test_too_little_coverage_fails_the_check_even_when_it_is_known(reference, capsys):
    absent = {**described("ShowGroupById"), "path": "/api/v2/parrots"}
    (reference / "operations.json").write_text(json.dumps([absent]))
    (reference / "known.toml").write_text('["why"]\noperation-unknown = ["*"]\noperation-missing = ["*"]\n')
    assert check(reference) == 1
    assert "too few operations are covered" in capsys.readouterr().out


def test_without_the_data_nothing_is_compared_and_nothing_fails(tmp_path, capsys):
    assert main(["--check", "--reference", str(tmp_path)]) == 0
    assert "not beside the checkout" in capsys.readouterr().out


def test_patterns_take_brackets_as_they_are(tmp_path):
    known = tmp_path / "known.toml"
    known.write_text('["why"]\nparameter-unknown = ["List* filter[type]"]\n')
    difference = Difference("parameter-unknown", "ListGroups filter[type]")
    assert KnownDifferences.read(known).covers(difference)
    assert not KnownDifferences.read(known).covers(Difference("parameter-unknown", "ListGroups filtert"))
    assert not KnownDifferences.read(known).covers(Difference("parameter-missing", "ListGroups filter[type]"))
