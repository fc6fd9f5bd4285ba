"""What `zendesk --help` shows."""

from collections.abc import Mapping

from zendesk_async.cli._names import COMMANDS, groups, spelled

_HEAD = """\
Usage: zendesk COMMAND …        zendesk GROUP OPERATION …

The Zendesk SDK for Python on the command line: data on stdout or in files, everything else on stderr.
"""

_TAIL = """\
`zendesk COMMAND --help`, `zendesk tickets --help` and `zendesk tickets show --help` tell more.

The account: --subdomain or --base-url, else ZENDESK_SUBDOMAIN or ZENDESK_BASE_URL, else the only stored login.
The credential, never an argument: ZENDESK_OAUTH_CLIENT_ID with ZENDESK_OAUTH_CLIENT_SECRET, or ZENDESK_OAUTH_TOKEN,
or (until 2027-04-30) ZENDESK_EMAIL with ZENDESK_API_TOKEN; without them what `zendesk login` has stored.

Exit codes: 0 complete · 1 failed · 2 the command line or a setting cannot be right, nothing was sent ·
75 an export ended early and can be resumed · 130 Ctrl-C · 141 the reader of the output went away.
--traceback shows where an error came from, --version the version.
"""


def overview() -> str:
    """Return the help of the whole command."""
    return "\n".join(
        (_HEAD, _section("Commands", COMMANDS), _section("Groups of operations", groups()), _TAIL)
    ).rstrip()


def _section(title: str, entries: Mapping[str, str]) -> str:
    width = max(len(name) for name in entries) + 2
    return "\n".join((f"{title}:", *(f"  {spelled(name):{width}}{text}" for name, text in entries.items()), ""))
