"""Compare the registry and the records with the reference's own description of the API; with --check, fail on news.

The description is data that lies beside the checkout where it is at hand, in shared/spec: operations.json and
schemas.json. Known differences stand in reference_differences.toml, each under its reason; a line there that no longer
applies fails the check as a new difference does.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a script has its own directory there, not the project's

from tools.reference_findings import Findings, KnownDifferences  # noqa: E402
from tools.reference_operations import compare_calls, compare_facts  # noqa: E402
from tools.reference_records import RecordComparison  # noqa: E402
from tools.reference_schemas import Schemas  # noqa: E402
from zendesk_async import OperationInfo, operations  # noqa: E402

COUNTED = ("operations", "query parameters", "body keys", "record properties")
LEAST = 99
"""How much of each must be covered, in percent; of the operations, all."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how much of the reference is covered and what differs; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="fail on a difference that is not known, or no longer is one"
    )
    parser.add_argument("--reference", type=Path, default=ROOT.parent / "shared" / "spec", help="where the data lies")
    parser.add_argument("--differences", type=Path, default=Path(__file__).with_name("reference_differences.toml"))
    given = parser.parse_args(arguments)
    data: Path = given.reference
    if not (data / "operations.json").exists():
        print("The reference's data is not beside the checkout; nothing was compared.")
        return 0
    findings = compare(operations(), load(data, "operations.json"), Schemas(load(data, "schemas.json")))
    known = KnownDifferences.read(given.differences)
    failures = [*map(str, known.unknown(findings.differences))]
    failures += [
        f"known, but no difference any more: {kind}: {name}" for kind, name in known.stale(findings.differences)
    ]
    for what in COUNTED:
        covered, total = findings.share(what)
        print(f"{what}: {covered}/{total} ({covered / total:.2%})" if total else f"{what}: none")
        if covered * 100 < total * (100 if what == "operations" else LEAST):
            failures.append(f"too few {what} are covered")
    print(f"differences: {len(findings.differences)}, {len(known.lines)} lines of known ones")
    print(*failures, sep="\n", end="\n" if failures else "")
    return 1 if failures and given.check else 0


def load(data: Path, name: str) -> Any:
    """Read a file of the reference."""
    return json.loads((data / name).read_text(encoding="utf-8"))


def compare(declared: Sequence[OperationInfo], documented: Sequence[Mapping[str, Any]], schemas: Schemas) -> Findings:
    """Compare both sides, operation by operation, then the records of the answers."""
    findings = Findings()
    infos = {f"{info.method} {info.path}": info for info in declared}
    references = {f"{reference['method']} {reference['path']}": reference for reference in documented}
    records = RecordComparison(schemas, findings)
    for route, reference in references.items():
        info = infos.get(route)
        findings.count("operations", route, covered=info is not None, missing="operation-missing")
        if info is None:
            continue
        compare_facts(info, reference, findings)
        compare_calls(info, reference, schemas, findings)
        records.compare_answer(info, reference)
    for route in infos.keys() - references.keys():
        findings.differ("operation-unknown", route)
    records.finish()
    return findings


if __name__ == "__main__":
    sys.exit(main())
