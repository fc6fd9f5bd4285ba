"""The plan of an export, for people and for programs."""

import sys

import attrs

from zendesk_async.cli._json_lines import write_event
from zendesk_async.export import ExportPlan, StreamPlan


def show_plan(plan: ExportPlan, *, log_json: bool) -> None:
    """Print a plan as a table on stdout, or one JSON object a stream and one for all on stderr."""
    if log_json:
        for stream in plan.streams:
            write_event("planned", attrs.asdict(stream))
        whole = {"asked": plan.asked, "counts": plan.counts, "limit": plan.limit, "at_least": plan.at_least}
        write_event("plan", {"requests": plan.requests, "minutes": plan.minutes, **whole})
        return
    width = max(len(stream.name) for stream in plan.streams) + 2
    lines = [f"{'stream':{width}}{'requests':>12}{'rows':>12}{'minutes':>9}  why"]
    lines += [_line(stream, width) for stream in plan.streams]
    if plan.counts:
        lines.append(f"{'(counts)':{width}}{plan.counts:>12,}{'':>12}{'':>9}  asked for beside, to tell how far it is")
    limit = "" if plan.limit is None else f"  {plan.limit:,.0f} requests a minute are allowed"
    lines.append(
        f"{'all':{width}}{_number(plan.requests, plan.at_least):>12}{'':>12}{_minutes(plan.minutes):>9}{limit}"
    )
    lines.append(f"{plan.asked} requests were sent to find this out; nothing was exported.")
    sys.stdout.write("\n".join(lines) + "\n")


def _line(stream: StreamPlan, width: int) -> str:
    rows = "" if stream.rows is None else f"{stream.rows:,}"
    requests = _number(stream.requests, stream.at_least)
    return f"{stream.name:{width}}{requests:>12}{rows:>12}{_minutes(stream.minutes):>9}  {stream.why}"


def _number(requests: int, at_least: bool) -> str:
    return f">= {requests:,}" if at_least else f"{requests:,}"


def _minutes(minutes: float) -> str:
    return "< 1" if minutes < 1 else f"{minutes:,.0f}"
