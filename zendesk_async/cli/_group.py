"""`zendesk tickets …`: the operations of one group as commands. Only that group is imported."""

from collections.abc import Sequence
from functools import cached_property

from cyclopts import App

from zendesk_async._groups import Groups
from zendesk_async._resource import OperationInfo, Resource, operations_of
from zendesk_async.cli._names import groups, python_name, spelled
from zendesk_async.cli._operation_command import OperationCommand
from zendesk_async.cli._usage import UsageProblem, suggestion


def group_operations(group: str) -> list[OperationInfo]:
    """Return the operations of one group, without importing the others."""
    made: cached_property[Resource] = vars(Groups)[group]
    # The property makes its resource from whatever client it is given; only the class is wanted here.
    return operations_of(group, type(made.func(None)))


def group_app(group: str, words: Sequence[str]) -> App:
    """Return the commands of a group. The one that `words` name is built whole, the others are there for the help."""
    chosen = python_name(words[0]) if words and not words[0].startswith("-") else None
    infos = {info.name: info for info in group_operations(group)}
    if chosen is not None and chosen not in infos:
        hint = f"{suggestion(chosen, infos)} `zendesk {spelled(group)} --help` lists them all.".strip()
        raise UsageProblem(f"{spelled(group)} has no operation {words[0]!r}", hint)
    app = App(name=f"zendesk {spelled(group)}", help=groups()[group], help_format="plaintext", version_flags=())
    for name, info in infos.items():
        shown = App(name=spelled(name), help=info.summary, help_format="plaintext", version_flags=())
        if name == chosen:
            shown.default(OperationCommand(info))
        app.command(shown)
    return app
