"""Lists of tasks on tickets, and the templates that they are made from.

https://developer.zendesk.com/api-reference/ticketing/tickets/task_lists/
"""

from collections.abc import Sequence

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection, Ids
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, Field, flag, name, objects, own, text
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._paging import Style, list_answer
from zendesk_async.emulator._refusals import record_invalid
from zendesk_async.emulator._shapes import Row, is_text
from zendesk_async.emulator._tickets import ticket_of
from zendesk_async.emulator._validation import string

MOST_TASKS = 50


def _rules(change: Change) -> None:
    before: Sequence[Row] = () if change.before is None else change.before["tasks"]
    if change.before is not None and not change.says("tasks"):
        return
    known = {task["id"]: task for task in before}
    tasks: list[Row] = list(known.values())
    for given in change.after["tasks"]:
        task = known.get(given.get("id"))
        if given.get("id") is not None and task is None:
            change.problems.add("tasks", f"Task: {given['id']} is invalid", "InvalidValue")
        elif given.get("_destroy"):
            tasks = [one for one in tasks if one is not task]
        elif task is not None:
            tasks[tasks.index(task)] = _task(change, given, task)
        elif not is_text(given.get("name")):
            change.problems.add("tasks", "Name: cannot be blank", "BlankValue")
        else:
            tasks.append(_task(change, given, None, len(tasks) + 1))
    if len(tasks) > MOST_TASKS:
        change.problems.add("tasks", f"Tasks: at most {MOST_TASKS}", "TooLong")
    change.after["tasks"] = sorted(tasks, key=lambda task: task["position"])
    change.after["task_count"] = len(tasks)


def _task(change: Change, given: Row, before: Row | None, position: int = 1) -> Row:
    stamp = change.call.clock.stamp()
    task: Row = before or {
        "id": change.account.new_ulid(),
        "name": None,
        "description": None,
        "position": position,
        "required": False,
        "created_at": stamp,
    }
    said = {key: given[key] for key in ("name", "description", "position", "required") if given.get(key) is not None}
    return {**task, **said, "updated_at": stamp}


TEMPLATES = Collection(
    table="task_list_templates",
    one="task_list_template",
    many="task_list_templates",
    parameter="task_list_template_id",
    path="task_list_templates",
    ids=Ids.ULID,
    style=Style.CURSOR,
    rules=_rules,
    fields=(
        URL,
        ID,
        name(unique=True),
        text("description"),
        flag("is_active", default=True),
        flag("is_required"),
        own("task_count", 0),
        Field("tasks", objects, make=lambda _account, _row: [], nullable=False),
        CREATED,
        UPDATED,
    ),
)
LISTS = Collection(
    table="task_lists",
    one="task_list",
    many="task_lists",
    parameter="task_list_id",
    ids=Ids.ULID,
    fields=(
        ID,
        own("name"),
        own("description"),
        own("task_list_template_id"),
        own("ticket_id"),
        own("task_count"),
        own("is_required"),
        CREATED,
        UPDATED,
    ),
)

serve(
    TEMPLATES,
    list="ListTaskListTemplates",
    create="CreateTaskListTemplate",
    show="ShowTaskListTemplate",
    update="UpdateTaskListTemplate",
    delete="DeleteTaskListTemplate",
)


@answers("GetTasksByTaskListTemplateId")
def list_tasks(call: Call) -> Answer:
    """Answer the tasks of a template, in their order."""
    tasks: list[Row] = TEMPLATES.found(call)["tasks"]
    return list_answer(call, "tasks", tasks, sort="position,id", style=Style.OFFSET)


def _of_ticket(call: Call) -> Answer:
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    lists = LISTS.table_of(call.account)
    rows = lists.rows(lists.where("ticket_id", str(ticket["id"])))
    return list_answer(call, "task_lists", rows, style=Style.OFFSET)


@answers("ShowTaskList")
def list_task_lists(call: Call) -> Answer:
    """Answer the lists of tasks of a ticket."""
    return _of_ticket(call)


@answers("CreateTaskList")
def create_task_list(call: Call) -> Answer:
    """Put a template's list of tasks on a ticket, once."""
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    identifier = string("task_list_template_id", call.envelope("task_list").get("task_list_template_id"))
    template = TEMPLATES.table_of(call.account).get(identifier or "")
    if template is None or not template["is_active"]:
        raise record_invalid({"task_list_template_id": [("Task list template: is invalid", "InvalidValue")]})
    lists = LISTS.table_of(call.account)
    held = lists.rows(lists.where("ticket_id", str(ticket["id"])))
    if any(row["task_list_template_id"] == template["id"] for row in held):
        text = "Task list template has already been taken"
        raise record_invalid({"task_list_template_id": [(text, "DuplicateValue")]})
    copied = {key: template[key] for key in ("name", "description", "task_count", "is_required")}
    own_keys = {"task_list_template_id": template["id"], "ticket_id": str(ticket["id"])}
    LISTS.create(call, {}, **copied, **own_keys)
    return Answer(_of_ticket(call).payload, 201)
