"""SLA policies, of tickets and of groups.

https://developer.zendesk.com/api-reference/ticketing/business-rules/sla_policies/ and
https://developer.zendesk.com/api-reference/ticketing/business-rules/group_sla_policies/
"""

from collections.abc import Sequence
from typing import Any

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection, Ids
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, Field, listed, name, text, whole
from zendesk_async.emulator._collection_operations import reorder, serve
from zendesk_async.emulator._paging import Style
from zendesk_async.emulator._rule_conditions import NARROWING, read_conditions
from zendesk_async.emulator._rule_definitions import operator, operators_of, title_of, values_of
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._validation import mapping

PRIORITIES = ("low", "normal", "high", "urgent")
METRICS = (
    "agent_work_time", "first_reply_time", "first_resolution_time", "next_reply_time", "pausable_update_time",
    "periodic_update_time", "requester_wait_time", "total_resolution_time",
)  # fmt: skip
GROUP_METRICS = ("group_ownership_time",)
_FILTERS = NARROWING | {
    "brand_id", "organization_id", "ticket_form_id", "via_id", "current_via_id", "current_tags", "priority",
    "ticket_type_id", "set_schedule", "schedule_id", "within_schedule", "recipient", "locale_id", "ticket_is_public",
}  # fmt: skip
_GROUP_FILTERS = frozenset({"group_id"})


def _check(change: Change, fields: frozenset[str], metrics: Sequence[str], lists: Sequence[str]) -> None:
    after, problems = change.after, change.problems
    conditions = read_conditions(after, problems, fields, key="filter")
    after["filter"] = {key: conditions[key] for key in lists}
    if not any(after["filter"].values()) and (change.before is None or change.says("filter")):
        problems.add("filter", "Filter: cannot be blank", "BlankValue")
    for metric in after["policy_metrics"]:
        _check_metric(change, metric, metrics)
    if change.before is None and not change.says("position"):
        table = SLA if metrics is METRICS else GROUP_SLA
        after["position"] = max((row["position"] for row in table.table_of(change.account).rows()), default=0) + 1


def _check_metric(change: Change, metric: Row, metrics: Sequence[str]) -> None:
    problems = change.problems
    if metric.get("metric") not in metrics:
        problems.add("policy_metrics", f"Metric: {metric.get('metric')} is not included in the list", "InvalidValue")
    if metrics is METRICS and metric.get("priority") not in PRIORITIES:
        problems.add(
            "policy_metrics", f"Priority: {metric.get('priority')} is not included in the list", "InvalidValue"
        )
    target: Any = metric.get("target")
    if not isinstance(target, int) or isinstance(target, bool) or target < 1:
        problems.add("policy_metrics", "Target: must be greater than 0", "InvalidValue")
    metric.setdefault("business_hours", False)


_FIELDS = (
    URL,
    ID,
    name("title"),
    text("description"),
    whole("position", 1, nullable=False),
    Field("filter", mapping, make=lambda _account, _row: {}, required=True, nullable=False),
    listed("policy_metrics"),
    CREATED,
    UPDATED,
)

SLA = Collection(
    table="sla_policies",
    one="sla_policy",
    many="sla_policies",
    parameter="sla_policy_id",
    path="slas/policies",
    source_type="sla_policy",
    sort="position,id",
    style=Style.OFFSET,
    rules=lambda change: _check(change, _FILTERS, METRICS, ("all", "any")),
    fields=_FIELDS,
)
GROUP_SLA = Collection(
    table="group_sla_policies",
    one="group_sla_policy",
    many="group_sla_policies",
    parameter="group_sla_policy_id",
    path="group_slas/policies",
    ids=Ids.ULID,
    source_type="group_sla_policy",
    sort="position,id",
    style=Style.OFFSET,
    rules=lambda change: _check(change, _GROUP_FILTERS, GROUP_METRICS, ("all",)),
    fields=_FIELDS,
)

serve(
    SLA,
    list="ListSLAPolicies",
    create="CreateSLAPolicy",
    show="ShowSLAPolicy",
    update="UpdateSLAPolicy",
    delete="DeleteSLAPolicy",
)
reorder("ReorderSLAPolicies", SLA, "sla_policy_ids")
serve(
    GROUP_SLA,
    list="ListGroupSLAPolicies",
    create="CreateGroupSLAPolicy",
    show="ShowGroupSLAPolicy",
    update="UpdateGroupSLAPolicy",
    delete="DeleteGroupSLAPolicy",
)
reorder("ReorderGroupSLAPolicies", GROUP_SLA, "group_sla_policy_ids")


def _definition(call: Call, field: str) -> Row:
    values = values_of(call.account, field)
    return {
        "value": field,
        "title": title_of(field),
        "group": "ticket",
        "target": None,
        "operators": [{"value": one, "title": operator(one)["title"]} for one in operators_of(field, changes=False)],
        "values": {
            "type": "text" if values is None else "list",
            "list": [{"value": value["value"], "title": value["title"]} for value in values or ()],
        },
    }


@answers("RetrieveSLAPolicyFilterDefinitionItems")
def list_definitions(call: Call) -> Answer:
    """Answer what the filter of a policy may ask for."""
    definitions = [_definition(call, field) for field in sorted(_FILTERS)]
    return Answer({"definitions": {"all": definitions, "any": definitions}})


@answers("RetrieveGroupSLAPolicyFilterDefinitionItems")
def list_group_definitions(call: Call) -> Answer:
    """Answer what the filter of a group's policy may ask for."""
    return Answer({"definitions": {"all": [_definition(call, field) for field in sorted(_GROUP_FILTERS)]}})
