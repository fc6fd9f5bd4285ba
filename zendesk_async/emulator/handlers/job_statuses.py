"""Job statuses, and what all operations that start a job have in common.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/
"""

from collections.abc import Iterable
from typing import Any

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._jobs import Work
from zendesk_async.emulator._paging import Style, list_answer
from zendesk_async.emulator._refusals import missing_parameter, record_not_found, too_many_values
from zendesk_async.emulator._store import Row


def start_job(call: Call, job_type: str, items: Iterable[Any], work: Work, **options: Any) -> Answer:
    """Start a job (`Jobs.start`) and answer with its `job_status`: 200, whatever the method."""
    row = call.account.jobs.start(job_type, items, work, base=call.base, **options)
    return Answer({"job_status": row}, headers=call.account.jobs.headers())


def result(action: str, identifier: int, **more: Any) -> Row:
    """Return the result of an item that was updated or deleted."""
    status = {"update": "Updated", "delete": "Deleted"}[action]
    return {"action": action, "id": identifier, "status": status, "success": True, **more}


def texts(call: Call, name: str, most: int = 100) -> list[str]:
    """Return the parts of a comma-separated parameter; 400 when there are none or too many."""
    values = [text.strip() for text in call.query.get(name, "").split(",") if text.strip()]
    if not values:
        raise missing_parameter(name)
    if len(values) > most:
        raise too_many_values(most)
    return values


def ids_or_external_ids(call: Call, most: int = 100) -> list[Row]:
    """Return which records `ids` or `external_ids` name: `{"id": 1}` or `{"external_id": "a"}` each."""
    if call.query.get("external_ids") and not call.query.get("ids"):
        return [{"external_id": text} for text in texts(call, "external_ids", most)]
    return [{"id": identifier} for identifier in call.ids("ids", most)]


@answers("ListJobStatuses")
def list_job_statuses(call: Call) -> Answer:
    """Answer the jobs of the last day, those that ended last first."""
    jobs = call.account.jobs
    return list_answer(
        call,
        "job_statuses",
        jobs.rows(),
        sort="-ended,-created,-id",
        columns={"ended": jobs.ended, "created": jobs.created},
        style=Style.CURSOR,
    )


@answers("ShowManyJobStatuses")
def show_many_job_statuses(call: Call) -> Answer:
    """Answer the jobs with these ids."""
    rows = (call.account.jobs.get(identifier) for identifier in texts(call, "ids"))
    return Answer({"job_statuses": [row for row in rows if row is not None]})


@answers("ShowJobStatus")
def show_job_status(call: Call) -> Answer:
    """Answer one job."""
    row = call.account.jobs.get(call.path["job_status_id"])
    if row is None:
        raise record_not_found()
    return Answer({"job_status": row})
