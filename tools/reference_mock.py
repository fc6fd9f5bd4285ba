"""Ask a mock of the reference's OpenAPI document for every operation once, through the client.

The mock is Prism (`npx @stoplight/prism-cli`, which needs Node). It answers what the document allows with a documented
success and refuses other requests; its `--errors` is not for them but for its own examples. Query parameters that the document doesn't name pass
it, so they are looked up here. Nothing is asked where the document is not at hand.
"""

import argparse
import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a script has its own directory there, not the project's

from tools.reference_calls import calls_of, send  # noqa: E402
from tools.reference_findings import Difference, KnownDifferences  # noqa: E402
from zendesk_async import (  # noqa: E402
    OAuthToken,
    OperationInfo,
    Request,
    Response,
    RetryPolicy,
    Timeouts,
    Zendesk,
    ZendeskError,
    operations,
)
from zendesk_async._transport import AiohttpTransport, StreamedResponse  # noqa: E402

PRISM = ("npx", "--yes", "@stoplight/prism-cli@5")
KNOWN = KnownDifferences.read(Path(__file__).with_name("reference_differences.toml"))
Parameters = Mapping[str, dict[str, Any]]
LISTENING = re.compile(rb"listening on (http://[\d.:]+)")


class Watcher:
    """A transport that keeps the first request and its answer."""

    def __init__(self) -> None:
        self._inner = AiohttpTransport()
        self.request: Request | None = None
        self.response: Response | None = None

    async def send(self, request: Request, *, base: str, timeouts: Timeouts) -> Response:
        """Send one request."""
        response = await self._inner.send(request, base=base, timeouts=timeouts)
        if self.response is None:  # a list reads its next page ahead
            self.request, self.response = request, response
        return response

    def stream(
        self, url: str, *, headers: Mapping[str, str], timeouts: Timeouts
    ) -> AbstractAsyncContextManager[StreamedResponse]:
        """Open a file."""
        return self._inner.stream(url, headers=headers, timeouts=timeouts)

    async def close(self) -> None:
        """Close the connections."""
        await self._inner.close()


@attrs.define
class Outcome:
    """What became of one call: the status, the mock's complaint, query keys that no one documented, what broke."""

    info: OperationInfo
    status: int | None = None
    violation: str = ""
    undocumented: tuple[str, ...] = ()
    broken: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask for every operation and print what the mock made of it; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--document", type=Path, default=ROOT.parent / "shared" / "spec" / "zendesk-openapi.json")
    parser.add_argument("--prism", default=" ".join(PRISM), help="the command that starts Prism")
    given = parser.parse_args(arguments)
    document: Path = given.document
    if not document.exists():
        print("The reference's document is not beside the checkout; nothing was asked.")
        return 0
    content = json.loads(document.read_text(encoding="utf-8"))
    documented = query_parameters(content)
    with TemporaryDirectory() as directory:
        relaxed = Path(directory, document.name)
        for parameters in documented.values():
            for name, parameter in parameters.items():
                if "[" in name:
                    # Prism looks for such a parameter under its percent-encoded name, and never finds a required one.
                    parameter["x-required"] = parameter.pop("required", False)
        relaxed.write_text(json.dumps(content), encoding="utf-8")
        outcomes = asyncio.run(ask_all(relaxed, str(given.prism).split(), documented))
    return report(outcomes)


def report(outcomes: Sequence[Outcome]) -> int:
    """Print what became of the calls; return the exit status."""
    answered = [one for one in outcomes if one.status is not None and 200 <= one.status < 300]
    for one in outcomes:
        unanswered = "" if one in answered or one.violation or one.broken else "not answered with success"
        for text in (one.violation, ", ".join(one.undocumented), one.broken, unanswered):
            if text:
                print(f"{one.info.operation_id} ({one.info.resource}.{one.info.name}), {one.status}: {text}")
    undocumented = sum(len(one.undocumented) for one in outcomes)
    violations = sum(bool(one.violation) for one in outcomes)
    broken = sum(bool(one.broken) for one in outcomes)
    print(
        f"{len(outcomes)} operations: {len(answered)} answered with 2xx, {violations} violations, "
        f"{undocumented} undocumented query keys, {broken} answers not understood"
    )
    return 1 if violations or undocumented or broken or len(answered) < len(outcomes) else 0


async def ask_all(document: Path, prism: Sequence[str], documented: Mapping[str, Parameters]) -> list[Outcome]:
    """Start the mock, and ask it for each operation."""
    async with mock(document, prism) as url:
        return [await ask(url, info, documented[f"{info.method} {info.path}"]) for info in operations()]


@asynccontextmanager
async def mock(document: Path, prism: Sequence[str]) -> AsyncGenerator[str, None]:
    """Run the mock on a free port of this machine; give its address."""
    process = await asyncio.create_subprocess_exec(
        *prism,
        "mock",
        "--port",
        "0",
        "--host",
        "127.0.0.1",
        str(document),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    drained: asyncio.Task[bytes] | None = None
    try:
        said = b""
        while (found := LISTENING.search(said)) is None:
            line = await process.stdout.readline()
            if not line:
                raise SystemExit(f"the mock did not start: {said.decode('utf-8', 'replace')}")
            said += line
        drained = asyncio.create_task(process.stdout.read())
        yield found[1].decode()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)  # npx passes no signal on to what it starts
        await process.wait()
        if drained is not None:
            await drained


async def ask(url: str, info: OperationInfo, documented: Parameters) -> Outcome:
    """Make one call of an operation, as full as can be."""
    watcher = Watcher()
    outcome = Outcome(info)
    call = calls_of(info, listed=False)[0]
    retry = RetryPolicy(attempts=1)
    async with Zendesk(base_url=url, auth=OAuthToken("token"), transport=watcher, pacing="burst", retry=retry) as zd:
        try:
            await send(zd, info, call)
        except ZendeskError as error:
            outcome.broken = f"{type(error).__name__}: {error}"
    if watcher.response is not None:
        outcome.status = watcher.response.status
        if outcome.status >= 300:
            outcome.broken = ""
        outcome.violation = complaint(watcher.response)
    if watcher.request is not None:
        sent = dict.fromkeys(name for name, _ in watcher.request.query)
        # An object in a query stands under its own name and each of its keys: `filter[dynamic_values][brand]`.
        outcome.undocumented = tuple(
            name
            for name in sent
            if not {name, name.rpartition("[")[0]} & documented.keys()
            and not KNOWN.covers(Difference("parameter-unknown", f"{info.operation_id} {name}"))
        )
        missing = [name for name, parameter in documented.items() if parameter.get("x-required") and name not in sent]
        outcome.violation = outcome.violation or ", ".join(f"query {name} is required" for name in missing)
    return outcome


def complaint(response: Response) -> str:
    """Return what the mock says is wrong with a request; empty when nothing is."""
    found: list[dict[str, Any]] = json.loads(response.headers.get("sl-violations") or "[]")
    asked = [each for each in found if each.get("location", ["response"])[0] == "request"]
    asked = [each for each in asked if each.get("severity") == "Error"]
    if asked:
        return "; ".join(f"{'.'.join(map(str, each['location']))} {each['message']}" for each in asked)
    return response.body[:300].decode("utf-8", "replace") if response.status >= 300 else ""


def query_parameters(document: Mapping[str, Any]) -> dict[str, Parameters]:
    """Return the documented query parameters by name, for each route."""
    shared: Mapping[str, Any] = document.get("components", {}).get("parameters", {})

    def by_name(parameters: Sequence[dict[str, Any]]) -> Parameters:
        resolved = [shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in parameters]
        return {one["name"]: one for one in resolved if one["in"] == "query"}

    return {
        f"{method.upper()} {path}": by_name([*item.get("parameters", ()), *operation.get("parameters", ())])
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


if __name__ == "__main__":
    sys.exit(main())
