"""Make what is published: sdist, wheel, the list of what they bring along (SBOM), and the hashes of all of them.

`make release` writes `dist/`. Both distributions are built twice and must be equal to the byte, so that anybody can build
them again from the tag and compare. docs/releasing.md tells what comes before and after.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def run(*command: str | Path, **environment: str) -> str:
    """Run a command in the project's directory and return what it prints; end with its own words when it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def build(directory: Path) -> dict[str, str]:
    """Build sdist and wheel as of the last commit's time, and return their hashes by name."""
    # https://reproducible-builds.org/docs/source-date-epoch/
    epoch = run("git", "log", "-1", "--format=%ct").strip()
    run(sys.executable, "-m", "build", "--outdir", directory, SOURCE_DATE_EPOCH=epoch)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(directory.iterdir())}


def bill_of_materials(wheel: Path) -> Path:
    """Install the wheel into an environment of its own and write what is there, as CycloneDX."""
    target = wheel.with_name("-".join(wheel.name.split("-")[:2]) + ".cdx.json")
    with tempfile.TemporaryDirectory() as directory:
        venv.create(directory, with_pip=True)
        python = Path(directory) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
        run(python, "-m", "pip", "uninstall", "--quiet", "--yes", "setuptools", "pip")
        run(
            sys.executable, "-m", "cyclonedx_py", "environment", python,
            "--pyproject", ROOT / "pyproject.toml", "--mc-type", "library",
            "--output-reproducible", "--output-format", "JSON", "--output-file", target,
        )  # fmt: skip
    return target


def main() -> None:
    """Build, compare, describe and hash."""
    if run("git", "status", "--porcelain").strip():
        sys.exit("the working tree is not clean: commit first, so that others can build the same")
    shutil.rmtree(DIST, ignore_errors=True)
    first = build(DIST)
    with tempfile.TemporaryDirectory() as again:
        if build(Path(again)) != first:
            sys.exit("two builds of the same commit differ: others could not check what is published")
    run(sys.executable, "-m", "twine", "check", "--strict", *(DIST / name for name in first))
    bill = bill_of_materials(next(DIST.glob("*.whl")))
    first[bill.name] = hashlib.sha256(bill.read_bytes()).hexdigest()
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(first.items()))
    (DIST / "SHA256SUMS").write_text(lines)
    print(lines, end="")


if __name__ == "__main__":
    main()
