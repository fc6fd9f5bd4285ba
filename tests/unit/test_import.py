"""What an import costs, held as what it pulls in: `make bench` measures the time."""

import subprocess
import sys

import pytest

ALLOWED = {
    "aiohttp", "aiohappyeyeballs", "aiosignal", "anyio", "attr", "attrs", "cattrs", "frozenlist", "idna", "msgspec",
    "multidict", "propcache", "typing_extensions", "yarl", "zendesk_async", "zendesk_sync",
}  # fmt: skip


def modules_after(program: str) -> set[str]:
    """Return the modules that a new interpreter has after running the program."""
    program = f"import sys\n{program}\nprint('\\n'.join(sys.modules))"
    command = [sys.executable, "-I", "-c", program]
    return set(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split())


def below(package: str, modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith(f"{package}.")}


BUILT = "import zendesk_{side} as package\nzd = package.Zendesk('acme', auth=package.OAuthToken('token'))"


@pytest.fixture(scope="module")
def without_us() -> set[str]:
    return modules_after("import aiohttp, anyio, attrs, cattrs, msgspec")


@pytest.mark.parametrize(
    "program", ["import zendesk_async", "import zendesk_sync", BUILT.format(side="async"), BUILT.format(side="sync")]
)
def test_the_client_brings_in_the_core_dependencies_and_no_group(program: str, without_us: set[str]) -> None:
    modules = modules_after(program)
    third_party = {name.partition(".")[0] for name in modules - without_us} - sys.stdlib_module_names
    assert third_party <= ALLOWED
    assert not below("zendesk_async.resources", modules)
    assert not below("zendesk_sync.resources", modules)
    assert below("zendesk_async.models", modules) <= {
        f"zendesk_async.models.{name}"
        for name in ("_converter", "_declared", "_parts", "_wire", "base", "job_statuses")
    }
    for package in ("cli", "emulator", "export", "webhooks"):
        assert f"zendesk_async.{package}" not in modules


def test_what_only_the_command_line_or_an_extra_needs_is_not_imported() -> None:
    modules = modules_after("import zendesk_async, zendesk_sync")
    assert not modules & {
        "cyclopts",
        "dlt",
        "keyring",
        "mcp",
        "opentelemetry",
        "platformdirs",
        "pyarrow",
        "pyspark",
        "redis",
        "rich",
    }


@pytest.mark.parametrize("side", ["async", "sync"])
def test_the_first_group_brings_in_its_own_module_alone(side: str) -> None:
    modules = modules_after(BUILT.format(side=side) + "\nzd.tickets")
    groups = {
        name for name in below(f"zendesk_{side}.resources", modules) if not name.rpartition(".")[2].startswith("_")
    }
    assert groups == {f"zendesk_{side}.resources.tickets", f"zendesk_{side}.resources.ticket_lists"}


def test_a_group_brings_in_the_records_of_others_only_where_its_own_hold_them() -> None:
    modules = modules_after(BUILT.format(side="async") + "\nzd.users")
    assert below("zendesk_async.models", modules) == {
        f"zendesk_async.models.{name}"
        for name in (
            "_converter", "_declared", "_parts", "_wire", "attachments", "base", "common", "custom_fields", "job_statuses",
            "user_identities", "user_payloads", "users",
        )
    }  # fmt: skip


def test_no_method_is_written_and_compiled_for_a_record_class_that_nobody_reads() -> None:
    # attrs keeps what it writes in linecache, for tracebacks to show.
    written = "import linecache\nprint(*(name.split()[-1] for name in linecache.cache if name.startswith('<attrs')))"
    everything = "import zendesk_async\nzendesk_async.operations()"
    read = "from zendesk_async.models.tickets import TicketSlas\nTicketSlas()"
    before, after = (modules_after(f"{program}\n{written}") for program in (everything, f"{everything}\n{read}"))
    assert {name for name in after - before if "zendesk_async.models" in name} == {
        "zendesk_async.models.tickets.TicketSlas>"
    }
    assert not {name for name in before if name.startswith("zendesk_async.models.") and name.endswith(">")}


def test_every_public_name_is_found_where_it_is_said_to_be() -> None:
    program = (
        "import zendesk_async\n"
        "found = {name: getattr(zendesk_async, name) for name in zendesk_async.__all__}\n"
        "assert set(zendesk_async._HOME) | {'__version__'} == set(zendesk_async.__all__)\n"
        "assert zendesk_async.errors.NotFound and set(dir(zendesk_async)) >= set(found)\n"
        "try: zendesk_async.Zendsk\n"
        "except AttributeError as error: assert 'Zendsk' in str(error)\n"
        "else: raise AssertionError"
    )
    assert "zendesk_async.client" in modules_after(program)


def test_the_package_alone_brings_in_next_to_nothing() -> None:
    assert below("zendesk_async", modules_after("import zendesk_async")) == {"zendesk_async._version"}
