"""Automations: rules that act some hours after something happened. They are kept and checked, not carried out.

https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/
"""

from collections.abc import Iterable

from zendesk_async.emulator import _business_rules
from zendesk_async.emulator._call import answers
from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_fields import (
    CREATED,
    ID,
    UPDATED,
    URL,
    Field,
    anything,
    flag,
    mirror,
    name,
    own,
    whole,
)
from zendesk_async.emulator._collection_operations import destroy_many, serve, update_many
from zendesk_async.emulator._paging import Style
from zendesk_async.emulator._rule_conditions import (
    NARROWING,
    TIME_BASED,
    needs_actions,
    read_actions,
    read_conditions,
)
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account

MOST = 500
"""https://support.zendesk.com/hc/en-us/articles/4408832701850"""

_IN_STATUS = frozenset({"NEW", "OPEN", "PENDING", "HOLD", "SOLVED", "CLOSED"})


def _rules(change: Change) -> None:
    after, problems = change.after, change.problems
    after["raw_title"] = after["title"]
    if change.before is None or _business_rules.conditions_changed(change.given):
        after["conditions"] = read_conditions(_business_rules.conditions_given(change.given), problems)
        fields = [condition["field"] for condition in after["conditions"]["all"]]
        if TIME_BASED.isdisjoint(fields):
            text = "Automation: must have at least one time-based condition"
            problems.add("base", text, "InvalidValue")
        if NARROWING.isdisjoint(fields):
            text = "Automation: must have a condition on status, type, group, assignee or requester in all"
            problems.add("base", text, "InvalidValue")
    if change.before is None or change.says("actions"):
        after["actions"] = read_actions(after["actions"], problems) if after["actions"] is not None else []
        needs_actions(after["actions"], problems)
    if not problems.details:
        _check_once(change)
        _check_unique(change)
    if change.before is None and after["position"] is None:
        table = AUTOMATIONS.table_of(change.account)
        after["position"] = max((row["position"] for row in table.rows()), default=0) + 1


def _check_once(change: Change) -> None:
    """Note an automation that would act for ever: no condition is true once only, and no action makes one false."""
    conditions: list[Row] = change.after["conditions"]["all"]
    once = any(one["field"] in TIME_BASED and str(one["operator"]).startswith("is") for one in conditions)
    acts = {action["field"] for action in change.after["actions"]}
    undone = any(
        one["field"] in acts
        or (one["field"] == "current_tags" and acts & {"set_tags", "current_tags", "remove_tags"})
        or (one["field"] in _IN_STATUS and "status" in acts)
        for one in conditions
    )
    if not once and not undone:
        text = "Automation: must have an action that nullifies a condition, or a condition that is true only once"
        change.problems.add("base", text, "InvalidValue")


def _check_unique(change: Change) -> None:
    after = change.after
    for row in AUTOMATIONS.table_of(change.account).rows():
        if row["id"] != after["id"] and (row["conditions"], row["actions"]) == (after["conditions"], after["actions"]):
            change.problems.add("base", "Automation: has the conditions and actions of another one", "DuplicateValue")
            return


def _seeds(_account: Account) -> Iterable[Row]:
    yield {
        "title": "Close ticket 4 days after status is set to solved",
        "actions": [{"field": "status", "value": "closed"}],
        "conditions": {
            "all": [
                {"field": "status", "operator": "is", "value": "solved"},
                {"field": "SOLVED", "operator": "greater_than", "value": "96"},
            ],
            "any": [],
        },
        "position": 1,
    }


AUTOMATIONS = Collection(
    table="automations",
    one="automation",
    many="automations",
    parameter="automation_id",
    path="automations",
    source_type="rule",
    sort="position,id",
    sorts=("id", "title", "position", "created_at", "updated_at"),
    most=MOST,
    rules=_rules,
    seeds=_seeds,
    show=_business_rules.shown,
    filters={"active": _business_rules.active},
    fields=(
        URL,
        ID,
        name("title"),
        flag("active", default=True),
        UPDATED,
        CREATED,
        own("default", default=False),
        Field("actions", anything),
        Field("conditions", anything),
        whole("position", nullable=False),
        mirror("raw_title", "title"),
    ),
)

answers("ListAutomations")(_business_rules.list_handler(AUTOMATIONS))
answers("ListActiveAutomations")(_business_rules.active_handler(AUTOMATIONS, Style.OFFSET))
answers("SearchAutomations")(_business_rules.search_handler(AUTOMATIONS, needs_query=True))
serve(
    AUTOMATIONS,
    create="CreateAutomation",
    show="ShowAutomation",
    update="UpdateAutomation",
    delete="DeleteAutomation",
)
update_many("UpdateManyAutomations", AUTOMATIONS, ("title", "active", "position", "actions", "conditions"))
destroy_many("BulkDeleteAutomations", AUTOMATIONS)
