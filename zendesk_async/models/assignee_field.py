"""What the assignee field offers."""

from zendesk_async.models.base import Record, record


@record
class AssignableGroup(Record):
    """A group that tickets can be assigned to."""

    id: int | None = None
    name: str | None = None
    description: str | None = None


@record
class AssignableAgent(Record):
    """An agent that tickets can be assigned to."""

    id: int | None = None
    name: str | None = None
    avatar_url: str | None = None


@record
class AssignableSearchAgent(Record):
    """An agent that was found, with one of the agent's groups."""

    id: int | None = None
    name: str | None = None
    photo_url: str | None = None
    group_id: int | None = None
    group: str | None = None


@record
class AssignableSearchResult(Record):
    """The groups and agents that were found."""

    agents: tuple[AssignableSearchAgent, ...] = ()
    groups: tuple[AssignableGroup, ...] = ()
    count: int | None = None
