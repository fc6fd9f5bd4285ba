"""What an export will cost, as values: requests and minutes a stream, and why."""

from collections.abc import Mapping, Sequence

import attrs

__all__ = ["ExportPlan", "StreamPlan"]


@attrs.frozen
class StreamPlan:
    """What one stream will cost.

    `requests` are those that it needs, at least so many when `at_least` is set. `rows` are the records expected, None
    where nothing tells. `minutes` is how long the stream takes alone, under the limits of the account and its endpoint.
    `why` says in words what the figures are made of.
    """

    name: str
    requests: int
    rows: int | None
    minutes: float
    why: str
    at_least: bool = False
    rule: str | None = None


@attrs.frozen
class ExportPlan:
    """What an export will cost: its streams, and all of them side by side.

    `asked` is how many requests making the plan took, `counts` how many the export sends only to tell its progress.
    `limit` is how many requests a minute the account allows this client, None while nobody knows.
    """

    streams: tuple[StreamPlan, ...]
    asked: int
    counts: int
    limit: float | None
    minutes: float

    @property
    def requests(self) -> int:
        """Requests of the whole export."""
        return sum(stream.requests for stream in self.streams) + self.counts

    @property
    def at_least(self) -> bool:
        """Whether it may be more: some list does not say how long it is."""
        return any(stream.at_least for stream in self.streams)


def minutes_of(
    requests: Sequence[tuple[int, str | None]], limit: float | None, rules: Mapping[str, float], *, others: int = 0
) -> float:
    """Return how many minutes requests take, each given with the name of its endpoint's own limit.

    Limits are windows of a minute, of which the first is open: so many requests as one allows take no time but their own.
    """
    sums: dict[str, int] = {}
    for number, rule in requests:
        if rule is not None and rule in rules:
            sums[rule] = sums.get(rule, 0) + number
    waits = [number / rules[rule] for rule, number in sums.items()]
    if limit is not None:
        waits.append((sum(number for number, _ in requests) + others) / limit)
    return max(waits, default=0.0)
