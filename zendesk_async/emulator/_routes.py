"""Find the operation that a path belongs to."""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar
from urllib.parse import unquote

T = TypeVar("T")


class _Node(Generic[T]):
    def __init__(self) -> None:
        self.literal: dict[str, _Node[T]] = {}
        self.parameter: _Node[T] | None = None
        self.methods: dict[str, tuple[T, tuple[str, ...]]] = {}


class Routes(Generic[T]):
    """Routes by method and path, such as `GET /api/v2/tickets/{ticket_id}`.

    A path may end in `.json`, as all classic endpoints allow. Of two routes the one with more literal segments wins.
    """

    def __init__(self, routes: Iterable[tuple[str, str, T]] = ()) -> None:
        self._root: _Node[T] = _Node()
        for method, path, target in routes:
            self.add(method, path, target)

    def add(self, method: str, path: str, target: T) -> None:
        """Add a route. Raises `ValueError` when there is one already."""
        node = self._root
        names: list[str] = []
        for segment in path.strip("/").split("/"):
            if segment.startswith("{"):
                names.append(segment[1:-1])
                if node.parameter is None:
                    node.parameter = _Node()
                node = node.parameter
            else:
                node = node.literal.setdefault(segment, _Node())
        if method in node.methods:
            raise ValueError(f"{method} {path} is served by {node.methods[method][0]} already")
        node.methods[method] = (target, tuple(names))

    def find(self, method: str, raw_path: str) -> tuple[T, Mapping[str, str]] | None:
        """Return what a percent-encoded path leads to, and the values of its parameters; None when it leads nowhere."""
        segments = raw_path.strip("/").split("/")
        segments[-1] = segments[-1].removesuffix(".json")
        found = self._find(self._root, method, segments, 0, ())
        if found is None:
            return None
        (target, names), values = found
        return target, {name: unquote(value) for name, value in zip(names, values, strict=True)}

    def _find(
        self, node: _Node[T], method: str, segments: list[str], index: int, values: tuple[str, ...]
    ) -> tuple[tuple[T, tuple[str, ...]], tuple[str, ...]] | None:
        if index == len(segments):
            route = node.methods.get(method)
            return None if route is None else (route, values)
        segment = segments[index]
        literal = node.literal.get(segment)
        if literal is not None:
            found = self._find(literal, method, segments, index + 1, values)
            if found is not None:
                return found
        if node.parameter is not None and segment:
            return self._find(node.parameter, method, segments, index + 1, (*values, segment))
        return None
