"""What reading pages, exporting them and making calls costs the client's processor, against others and against the floor.

The server is a process of its own that answers from memory, and so is each way to read it, so what a process spends is
the client's alone. The ways take turns, and their medians are compared: a busy machine slows all of them.
"""

import dataclasses
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks.figures import Promise, Ratio
from benchmarks.ways import CALLS, TICKETS
from benchmarks.worker import Run, Worker, server

PEERS = Path(__file__).resolve().parents[1] / ".venv" / "peers" / "bin" / "python"
REPETITIONS = 7
TURNS = 3
"""How often the quick ones take their turns, while those that take seconds have one."""
DICTS = "aiohttp and orjson.loads, into dicts"


@dataclasses.dataclass(frozen=True)
class Group:
    """Ways to do the same, by what they are called in the table; the first is the floor."""

    title: str
    ways: dict[str, str]
    compressed: bool = False


THREE_FIELDS = {
    DICTS: "dicts",
    "zendesk_async": "three fields",
    "zendesk_sync": "three fields, sync",
    "zendesk_async[speed]": "three fields, [speed]",
    "python-zendesk-sdk": "python-zendesk-sdk, three fields",
    "zenpy": "zenpy, three fields",
}
EVERY_FIELD = {DICTS: "dicts", "zendesk_async": "every field", "zendesk_async[speed]": "every field, [speed]"}
LINES = {
    "aiohttp alone: the bytes are read and thrown away": "bytes",
    "the same, unpacked by isal": "bytes, isal",
    "zendesk_async: raw_pages(), no file": "raw pages",
    "zendesk_async: Export": "export",
    "zendesk_async[speed]: Export": "export, [speed]",
    f"{DICTS}, and orjson.dumps": "dict lines",
    "python-zendesk-sdk, model_dump_json": "python-zendesk-sdk, lines",
    "zenpy, to_dict and json.dumps": "zenpy, lines",
}
CALLS_OF_ONE = {
    "aiohttp and orjson.loads, 32 tasks": "calls by hand",
    "zendesk_async: tickets.show, 32 tasks": "calls",
    "zendesk_async: tickets.show, one task": "calls, one task",
    "zendesk_sync: tickets.show, one thread": "calls, sync, one thread",
    "zendesk_sync: tickets.show, 8 threads": "calls, sync, 8 threads",
}


def _is_a_peer(way: str) -> bool:
    return way.startswith(("zenpy", "python-zendesk-sdk"))


def _uncompressed(ways: dict[str, str]) -> dict[str, str]:
    """Leave out what is not measured twice, and what is about unpacking."""
    return {name: way for name, way in ways.items() if not _is_a_peer(way) and not way.endswith(("[speed]", "isal"))}


# Zendesk compresses its pages for whoever takes that, and all of these clients do, so that is what is promised of.
GROUPS = (
    Group("tickets, three fields of each", THREE_FIELDS, compressed=True),
    Group("tickets, every field of each", EVERY_FIELD, compressed=True),
    Group("tickets into a file, a line each", LINES, compressed=True),
    Group("three fields of each, uncompressed", _uncompressed(THREE_FIELDS)),
    Group("every field of each, uncompressed", _uncompressed(EVERY_FIELD)),
    Group("into a file, uncompressed", _uncompressed(LINES)),
    Group("single calls", CALLS_OF_ONE),
)


class Measured:
    """What every way that could be run took: the medians, in seconds of the processor and by the clock."""

    def __init__(self) -> None:
        self.runs: dict[tuple[str, bool], list[Run]] = {}
        self.seconds: dict[tuple[str, bool], float] = {}
        self.wall: dict[tuple[str, bool], float] = {}
        self.size = 0

    def run(self) -> None:
        """Let all ways take their turns."""
        keys = dict.fromkeys((way, group.compressed) for group in GROUPS for way in group.ways.values())
        peers = [key for key in keys if _is_a_peer(key[0]) and PEERS.exists()]
        quick = [("socket", False), *(key for key in keys if not _is_a_peer(key[0]))]
        runs: dict[tuple[str, bool], list[Run]] = {key: [] for key in (*peers, *quick)}
        with server() as (plain, compressed, size), ExitStack() as for_peers:
            self.size = int(size)

            def begin(keys: list[tuple[str, bool]], stack: ExitStack) -> dict[tuple[str, bool], Worker]:
                return {
                    (way, packed): stack.enter_context(_worker(way, compressed if packed else plain))
                    for way, packed in keys
                }

            slow = begin(peers, for_peers)
            for repetition in range(REPETITIONS):
                if sys.stderr.isatty():
                    print(f"{repetition + 1} of {REPETITIONS}", file=sys.stderr, flush=True)
                for key, worker in slow.items():
                    runs[key].append(worker.run())
                # In new processes each time: where one happens to lie in memory makes it a tenth faster or slower for
                # as long as it lives.
                with ExitStack() as stack:
                    workers = begin(quick, stack)
                    for _ in range(TURNS):
                        for key, worker in workers.items():
                            # While the others had theirs its caches went cold, which would be much of a run this short.
                            worker.run()
                            runs[key].append(worker.run())
        self.runs = runs
        self.seconds = {key: median(run.processor for run in several) for key, several in runs.items()}
        self.wall = {key: median(run.wall for run in several) for key, several in runs.items()}

    def ratios(self) -> Iterator[Ratio]:
        """Give what each way costs, as a multiple of the first of its group."""
        for group in GROUPS:
            floor = self.seconds[next(iter(group.ways.values())), group.compressed]
            for name, way in group.ways.items():
                spent = self.seconds.get((way, group.compressed))
                if spent is not None:
                    yield Ratio(group.title, name, spent / floor)

    def promises(self) -> Iterator[Promise]:
        """Give what is promised, and what it is."""
        of = {way: seconds for (way, packed), seconds in self.seconds.items() if packed is _is_of_pages(way)}
        yield Promise("three fields of each ticket, of the floor", of["three fields"] / of["dicts"], most=0.7)
        yield Promise("every field of each ticket, of the floor", of["every field"] / of["dicts"], most=1.1)
        yield Promise("export, of reading the bytes alone", of["export"] / of["bytes"], most=2.5)
        if PEERS.exists():
            sdk, zenpy = "python-zendesk-sdk", "zenpy"
            yield Promise(f"{sdk}, of three fields", of[f"{sdk}, three fields"] / of["three fields"], least=6)
            yield Promise(f"{zenpy}, of three fields", of[f"{zenpy}, three fields"] / of["three fields"], least=15)
            yield Promise(f"{sdk}, of the export", of[f"{sdk}, lines"] / of["export"], least=20)
            yield Promise(f"{zenpy}, of the export", of[f"{zenpy}, lines"] / of["export"], least=80)
            yield Promise(f"{sdk}, of the export, [speed]", of[f"{sdk}, lines"] / of["export, [speed]"], least=20)
            yield Promise(f"{zenpy}, of the export, [speed]", of[f"{zenpy}, lines"] / of["export, [speed]"], least=80)
        pages = self._in_turn("three fields, sync", "three fields")
        yield Promise("a ticket of a list, sync of async", median(ours / floor for ours, floor in pages), most=1.1)
        calls = self._in_turn("calls, sync, one thread", "calls, one task")
        dearer = median(ours - floor for ours, floor in calls) / CALLS * 1e6
        yield Promise("a single call, sync over async, µs", dearer, most=150)

    def _in_turn(self, way: str, other: str) -> Iterator[tuple[float, float]]:
        """Give what two ways took when one ran after the other: the machine was the same to both, or nearly."""
        packed = _is_of_pages(way)
        for ours, floor in zip(self.runs[way, packed], self.runs[other, packed], strict=True):
            yield ours.processor, floor.processor

    def server(self) -> str:
        """Return how much faster the server is than the fastest that reads tickets from it."""
        ceiling = TICKETS / self.wall["socket", False]
        fastest = max(TICKETS / wall for (way, packed), wall in self.wall.items() if not packed and _reads(way))
        return (
            f"Tickets of {self.size} bytes, a thousand a page. The server gives a plain socket {ceiling / fastest:.1f} "
            "times as many tickets a second as the fastest client above takes."
        )


def _is_of_pages(way: str) -> bool:
    return not way.startswith("calls")


def _reads(way: str) -> bool:
    return way not in {"socket", "bytes", "raw pages"} and _is_of_pages(way)


def _worker(way: str, url: str) -> Worker:
    if _is_a_peer(way):
        return Worker(PEERS, "benchmarks.peers.ways", way, url)
    return Worker(sys.executable, "benchmarks.ways", way, url)
