"""Where a run begins: where the last one was ended, or on from where it has come to."""

from collections.abc import Mapping

import attrs

from zendesk_async._operation import Paging
from zendesk_async.export._checkpoint import Checkpoint, StreamState
from zendesk_async.export._streams import Stream, streams


def begun(checkpoint: Checkpoint, chosen: Mapping[str, Stream], *, again: bool) -> dict[str, StreamState]:
    """Return the states that a run begins with where they are not those of the checkpoint.

    A stream that cannot go on in its middle begins anew, and with it those below it. When it is to be brought up to date
    (`again`), one that has ended goes on from its cursor if it is incremental, and is read anew if it is not.
    """
    known = {**streams(), **chosen}
    states = dict(checkpoint.streams)
    for name in sorted((name for name in states if name in known), key=lambda name: _depth(name, known)):
        stream, state = known[name], states[name]
        parent = stream.parent
        if parent is not None and parent in states and _is_new(states[parent], checkpoint.state(parent)):
            states[name] = _below_anew(stream, state)
        elif name in chosen and not state.done:
            if parent is None and state.offset and not _can_go_on(stream, state):
                states[name] = StreamState()
        elif name in chosen and again:
            goes_on = parent is not None or _is_incremental(stream, state)
            states[name] = attrs.evolve(state, done=False) if goes_on else StreamState()
    return {name: state for name, state in states.items() if state != checkpoint.state(name)}


def _depth(name: str, known: Mapping[str, Stream]) -> int:
    parent = known[name].parent if name in known else None
    return 0 if parent is None else 1 + _depth(parent, known)


def _is_new(state: StreamState, before: StreamState) -> bool:
    return bool(before.offset) and not state.offset


def _below_anew(stream: Stream, state: StreamState) -> StreamState:
    if stream.incremental and state.slices:
        # Each of its lists has a cursor of its own, which goes on whatever becomes of the parents' file.
        return attrs.evolve(state, parent_offset=0, failed=(), done=False)
    return StreamState()


def _can_go_on(stream: Stream, state: StreamState) -> bool:
    return state.cursor is not None and stream.operation.paging is not Paging.SINGLE


def _is_incremental(stream: Stream, state: StreamState) -> bool:
    linked = stream.operation.paging is Paging.INCREMENTAL_LINK
    return (stream.incremental or linked) and state.cursor is not None
