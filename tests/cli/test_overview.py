"""What `zendesk` says before anything is imported."""

import sys

import pytest

from zendesk_async import __version__, operations
from zendesk_async.cli._names import COMMANDS, groups


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",), ("help",)])
def test_help_names_every_command_and_group(zendesk, words):
    shown = zendesk(*words)
    assert shown.code == 0
    assert shown.err == ""
    listed = {line.split()[0] for line in shown.out.splitlines() if line.startswith("  ")}
    assert listed == {name.replace("_", "-") for name in (*COMMANDS, *groups())}


def test_groups_are_those_of_the_registry():
    assert set(groups()) == {info.resource for info in operations()}
    assert all(groups().values())


def test_every_command_is_a_module_of_its_own(zendesk):
    for name, summary in COMMANDS.items():
        shown = zendesk(name, "--help")
        assert shown.code == 0, name
        assert f"Usage: zendesk {name}" in shown.out
        assert summary.endswith(".")


def test_version(zendesk):
    assert zendesk("--version").out.strip() == __version__


def test_help_loads_neither_the_client_nor_the_terminal_library(zendesk_process):
    # The whole of `zendesk --help` has a quarter of a second; each of these would take a large part of it.
    script = (
        "import sys, zendesk_async.cli as cli; code = cli.main(['--help']); "
        "heavy = {'aiohttp', 'asyncio', 'attrs', 'cyclopts', 'msgspec', 'rich'} & sys.modules.keys(); "
        "print(sorted(heavy), file=sys.stderr)"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, timeout=60)
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.parametrize(
    ("word", "near"), [("ticket", "tickets"), ("exprot", "export"), ("ticket-field", "ticket-fields"), ("zzz", "")]
)
def test_an_unknown_word_is_refused_with_the_nearest_one(zendesk, word, near):
    refused = zendesk(word)
    assert refused.code == 2
    assert refused.out == ""
    assert f"no command or group {word!r}" in refused.err
    assert near in refused.err
    assert ("Did you mean" in refused.err) == bool(near)


def test_without_the_extra_one_line_says_what_to_install(zendesk, monkeypatch):
    monkeypatch.setitem(sys.modules, "cyclopts", None)
    refused = zendesk("operations")
    assert refused.code == 1
    assert refused.err == "zendesk: the command line is an extra: pip install 'zendesk-async[cli]'\n"
