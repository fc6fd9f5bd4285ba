"""What a stream costs: how many records come with a request, and which limit counts it."""

import attrs

from zendesk_async._limits import RULES, LimitRule, rules_of
from zendesk_async._operation import Paging
from zendesk_async.export._streams import Stream

_MOST_BY_NUMBER = 10_000
"""Records that a list by page number gives at most.

https://developer.zendesk.com/documentation/api-basics/pagination/paginating-through-lists-using-offset-pagination/
"""
_MOST_FOUND = 1_000
"""Results that a search gives at most. https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/#results-limit"""


@attrs.frozen
class StreamCost:
    """What a stream costs.

    `page_size` is the most records that a request brings, None for a list that comes whole. `most` is how many records
    the list gives at all, where it has an end of its own. `rule` is the endpoint's own limit, if it has one.
    """

    stream: Stream
    page_size: int | None
    most: int | None
    rule: LimitRule | None

    @property
    def words(self) -> str:
        """The cost in words."""
        if self.stream.files:
            return f"One request for each file of {self.stream.parent}, which comes along"
        whole = "One request" if self.page_size is None else f"{self.page_size:,} records a request"
        if self.stream.parent is not None:
            whole = f"{whole} for each row of {self.stream.parent}, which comes along"
        if self.most is not None:
            whole += f", {self.most:,} at most"
        if self.rule is not None and self.rule.limit is not None:
            per = "a minute" if self.rule.window == 60 else f"in {self.rule.window // 60} minutes"
            whole += f", {self.rule.limit:,} requests {per} ({self.rule.name})"
        return whole


def cost_of(stream: Stream) -> StreamCost:
    """Return what a stream costs, as far as that is known without asking the account."""
    operation = stream.operation
    paging = operation.paging
    size = None if paging is Paging.SINGLE else operation.page_size or 100
    most = {Paging.OFFSET: _MOST_BY_NUMBER, Paging.SEARCH: _MOST_FOUND}.get(paging)
    rules = [RULES[name] for name in rules_of(operation.route) if name in RULES]
    rule = next((one for one in rules if one.limit is not None and one.per == "account"), None)
    return StreamCost(stream, size, most, rule)
