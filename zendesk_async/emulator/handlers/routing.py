"""Skills of agents and tickets, and the exports of what changed of them.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/skill_based_routing/
"""

from collections.abc import Mapping, Sequence
from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _people, _routing
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection_operations import ids_of, listed, serve
from zendesk_async.emulator._paging import Style, list_answer, page_url
from zendesk_async.emulator._refusals import Refusal, invalid_pagination, record_not_found, titled
from zendesk_async.emulator._routing import ATTRIBUTES, PRIORITIES, VALUES
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._tickets import ticket_of

MOST_EXPORTED = 1000
MOST_AGENTS = 100
_DEFINITIONS = (
    "brand_id",
    "group_id",
    "organization_id",
    "priority",
    "requester_id",
    "status",
    "ticket_form_id",
    "type",
)
_ACTIONS = {"upsert", "update", "delete"}

serve(ATTRIBUTES, create="CreateAttribute", show="ShowAttribute", update="UpdateAttribute", delete="DeleteAttribute")
serve(
    VALUES,
    list_whole="ListAttributeValues",
    create="CreateAttributeValue",
    show="ShowAttributeValue",
    update="UpdateAttributeValue",
    delete="DeleteAttributeValue",
)


@answers("ListAccountAttributes")
def list_attributes(call: Call) -> Answer:
    """Answer the attributes of the account."""
    answer = listed(call, ATTRIBUTES)
    if "attribute_values" not in call.includes():
        return answer
    ids = [row["id"] for row in answer.payload["attributes"]]
    values = sorted(VALUES.table_of(call.account).rows(), key=lambda row: row["name"])
    beside = [VALUES.shown(call, row) for row in values if row["attribute_id"] in ids]
    return Answer({"attributes": answer.payload["attributes"], "attribute_values": beside, **answer.payload})


@answers("ListRoutingAttributeDefinitions")
def list_definitions(call: Call) -> Answer:
    """Answer what tickets are matched to skills by."""
    conditions = [{"title": field.replace("_id", "").capitalize(), "subject": field} for field in _DEFINITIONS]
    skills = [{"title": row["name"], "subject": row["id"]} for row in ATTRIBUTES.table_of(call.account).rows()]
    return Answer({"definitions": {"conditions_all": [*conditions, *skills], "conditions_any": [*conditions, *skills]}})


# Agents and tickets


def _agent(call: Call, identifier: int) -> Row:
    user = _people.active_user(call.account, identifier)
    if user["role"] == "end-user":
        raise record_not_found()
    return user


def _ticket(call: Call) -> int:
    return int(ticket_of(call.account, call.identifier("ticket_id"))["id"])


@answers("ListAGentAttributeValues")
def list_agent_values(call: Call) -> Answer:
    """Answer the skills of an agent."""
    agent = _agent(call, call.identifier("user_id"))
    return Answer({"attribute_values": _routing.values_of(call, "agent", agent["id"], priority=True)})


@answers("SetAgentAttributeValues")
def set_agent_values(call: Call) -> Answer:
    """Let an agent have these skills and no other."""
    agent = _agent(call, call.identifier("user_id"))
    _routing.replace(call, "agent", agent["id"], _routing.known_values(call, ids_of(call, "attribute_value_ids")))
    return Answer({"attribute_values": _routing.values_of(call, "agent", agent["id"])})


@answers("ListTicketAttributeValues")
def list_ticket_values(call: Call) -> Answer:
    """Answer the skills that a ticket needs."""
    return Answer({"attribute_values": _routing.values_of(call, "ticket", _ticket(call))})


@answers("SetTicketAttributeValues")
def set_ticket_values(call: Call) -> Answer:
    """Let a ticket need these skills and no other."""
    ticket = _ticket(call)
    _routing.replace(call, "ticket", ticket, _routing.known_values(call, ids_of(call, "attribute_value_ids")))
    return Answer({"attribute_values": _routing.values_of(call, "ticket", ticket)})


@answers("ListTicketsFullfilledByUser")
def list_fulfilled(call: Call) -> Answer:
    """Answer which of some tickets need no skill that the caller has not."""
    ids = call.ids("ticket_ids")
    own = {row["attribute_value_id"] for row in _routing.held(call.account, "agent", call.user["id"])}
    fulfilled = [
        identifier
        for identifier in ids
        if identifier in call.account.tickets
        and {row["attribute_value_id"] for row in _routing.held(call.account, "ticket", identifier)} <= own
    ]
    return Answer({"fulfilled_ticket_ids": fulfilled})


@answers("ListManyAgentsAttributeValues")
def list_many_agents(call: Call) -> Answer:
    """Answer the skills of several agents."""
    ids = call.ids("filter[agent_ids]", MOST_AGENTS)
    values = VALUES.table_of(call.account)
    rows: list[Row] = []
    for agent in ids:
        for row in _routing.held(call.account, "agent", agent):
            value = VALUES.shown(call, values[row["attribute_value_id"]])
            rows.append(
                {
                    "id": row["id"],
                    "url": value["url"],
                    "agent_id": agent,
                    "attribute_id": value["attribute_id"],
                    "attribute_value_id": value["id"],
                    "name": value["name"],
                    "agent_skill_priority": row["agent_skill_priority"],
                    "created_at": row["created_at"],
                    "updated_at": row["updated_at"],
                }
            )
    return list_answer(call, "instance_values", rows, style=Style.CURSOR)


@answers("BulkSetAgentAttributeValuesJob")
def set_many_agents(call: Call) -> Answer:
    """Give skills to agents, or take them, in a job."""
    job = call.envelope("job")
    action, items = job.get("action"), job.get("items")
    if action not in _ACTIONS:
        raise _invalid("job.action", f"must be one of {', '.join(sorted(_ACTIONS))}")
    if not is_array(items) or not items or not all(isinstance(item, int) for item in items):
        raise _invalid("job.items", "must be an integer")
    attributes: Any = job.get("attributes")
    entries: Any = attributes.get("attribute_values") if is_object(attributes) else None
    if not is_array(entries) or not entries or not all(map(is_object, entries)):
        raise _invalid("job.attributes.attribute_values", "must be an array of objects")
    values = _wanted(call, entries)

    def work(_index: int, agent: int) -> Row:
        _agent(call, agent)
        if action == "delete":
            _routing.take(call, "agent", agent, list(values))
        else:
            if action == "update":
                _routing.replace(call, "agent", agent, list(values))
            for value, priority in values.items():
                _routing.give(call, "agent", agent, value, priority)
        return {"id": agent, "action": action, "status": "Updated", "success": True}

    name = "Bulk upsert/update/delete agent instance values"
    return Answer({"job_status": call.account.jobs.start(name, items, work, action=str(action))})


def _wanted(call: Call, entries: Sequence[Row]) -> Mapping[str, str]:
    wanted: dict[str, str] = {}
    for entry in entries:
        priority = str(entry.get("agent_skill_priority") or "NORMAL")
        if priority not in PRIORITIES:
            raise _invalid("agent_skill_priority", f"must be one of {', '.join(PRIORITIES)}")
        wanted[_routing.known_values(call, [entry.get("id")])[0]] = priority
    return wanted


def _invalid(name: str, why: str) -> Refusal:
    where = "api/v2/routing/instance_values/update_many_agent_instance_values"
    message = f"You passed an invalid value for the {name} attribute. Invalid parameter: {name} {why} from {where}"
    return titled(400, "Invalid attribute", message)


# The exports: https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_skill_based_routing/


def _export(call: Call, key: str) -> Answer:
    cursor = call.query.get("cursor")
    entries = [row for row in _routing.journal(call.account).rows() if row["kind"] == key]
    if cursor is not None:
        if not cursor.isdecimal():
            raise invalid_pagination("cursor is not valid")
        entries = [row for row in entries if row["id"] > int(cursor)]
    page = entries[:MOST_EXPORTED]
    position = str(page[-1]["id"]) if page else cursor or "0"
    return Answer(
        {
            key: [row["entry"] for row in page],
            "count": len(page),
            "end_time": page[-1]["seconds"] if page else int(call.clock.seconds()),
            "next_page": page_url(call, cursor=position),
        }
    )


@answers("IncrementalSkilBasedRoutingAttributesExport")
def export_attributes(call: Call) -> Answer:
    """Answer what happened to attributes since a cursor."""
    return _export(call, "attributes")


@answers("IncrementalSkilBasedRoutingAttributeValuesExport")
def export_values(call: Call) -> Answer:
    """Answer what happened to values since a cursor."""
    return _export(call, "attribute_values")


@answers("IncrementalSkilBasedRoutingInstanceValuesExport")
def export_instance_values(call: Call) -> Answer:
    """Answer which skills were given and taken since a cursor."""
    return _export(call, "instance_values")
