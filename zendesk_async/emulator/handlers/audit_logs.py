"""The audit log.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/audit_logs/
"""

from collections.abc import Callable

from zendesk_async.emulator._audited import TABLE, write
from zendesk_async.emulator._call import Answer, Call, Row, answers
from zendesk_async.emulator._clock import stamp_of
from zendesk_async.emulator._paging import Subset, list_answer
from zendesk_async.emulator._refusals import invalid_attribute, record_not_found
from zendesk_async.emulator._validation import moment

_SORTS = ("created_at", "id")


def _values(call: Call, name: str) -> list[str]:
    given = [*call.query.getall(f"filter[{name}]", []), *call.query.getall(f"filter[{name}][]", [])]
    return [part.strip() for text in given for part in text.split(",") if part.strip()]


def _is_among(name: str, wanted: list[str]) -> Callable[[Row], bool]:
    return lambda row: str(row[name]) in wanted


def _chosen(call: Call) -> list[int]:
    tests: list[Callable[[Row], bool]] = []
    for name in ("source_type", "source_id", "actor_id", "ip_address", "action"):
        wanted = _values(call, name)
        if wanted:
            tests.append(_is_among(name, wanted))
    span = _values(call, "created_at")
    if span:
        times = [moment("filter[created_at]", text) for text in span]
        if len(times) > 2 or None in times:
            raise invalid_attribute("filter[created_at]", "must be one time, or the first and the last")
        first, last = stamp_of(times[0] or 0), stamp_of(times[-1] or 0)
        tests.append(lambda row: first <= row["created_at"] <= last if len(times) > 1 else row["created_at"] == first)
    return [row["id"] for row in call.account.table(TABLE).rows() if all(test(row) for test in tests)]


@answers("ListAuditLogs")
def list_logs(call: Call) -> Answer:
    """Answer the entries, the newest first."""
    rows = Subset(call.account.table(TABLE), _chosen(call))
    return list_answer(call, "audit_logs", rows, sort="-created_at,-id", sorts=_SORTS, sort_by=_SORTS)


@answers("ShowAuditLog")
def show_log(call: Call) -> Answer:
    """Answer one entry."""
    row = call.account.table(TABLE).get(call.identifier("audit_log_id"))
    if row is None:
        raise record_not_found()
    return Answer({"audit_log": row})


@answers("ExportAuditLogs")
def export_logs(call: Call) -> Answer:
    """Begin an export of entries, which comes by mail; the log tells of that, too."""
    _chosen(call)
    write(call, "exported", "audit_log", None, "Audit log", "")
    return Answer(status=202)
