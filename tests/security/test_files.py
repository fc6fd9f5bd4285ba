"""S8, S11, S13: files are made for their owner alone, inside their directory, and hold no surprises for who opens them."""

import contextlib
import csv
import os
import re
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.wire import reply, serving
from tests.fuzz.strategies import fuzzed
from tests.security.sides import both_sides, done
from zendesk_async import errors
from zendesk_async.auth import FileTokenStore, Secret, TokenPair
from zendesk_async.errors import ConfigurationError, ExportError
from zendesk_async.export import Checkpoint, Export
from zendesk_async.models.attachments import Attachment
from zendesk_async.resources._files import safe_name

PAGE = {
    "tickets": [
        {"id": 1, "subject": "=cmd|'/c calc'!A0", "status": "open"},
        {"id": 2, "subject": "+1", "raw_subject": "-1+1", "description": "@SUM(A1)"},
        {
            "id": 3,
            "subject": "\t=1",
            "external_id": "\r=1",
            "custom_fields": [{"id": 9, "value": "=1"}],
            "tags": ["=1+1"],
        },
        {"id": 4, "subject": "\x00=1", "recipient": "'=1", "unheard of": "\uff1d1"},
    ],
    "ticket_fields": [{"id": 9, "title": "=evil", "type": "text"}],
    "end_of_stream": True,
    "after_cursor": "x",
}
PAIR = TokenPair(
    access_token=Secret("access"),
    refresh_token=None,
    expires_at=None,
    expires_in=None,
    refresh_token_expires_at=None,
    scope="read",
    account="acme",
    client_id="app",
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.fixture
def open_umask():
    """Let new files be for everybody, as far as nobody says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


async def exported(directory: Path, **options: Any) -> None:
    async with serving(reply(200, PAGE)) as own:
        await done("async", lambda zd: Export(zd, ["tickets"], directory, **options).run(), base_url=own.url)


@pytest.mark.S13
@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet", "sqlite"])
async def test_an_export_is_for_its_owner_alone(tmp_path, open_umask, format):
    await exported(tmp_path / "export", format=format)
    assert mode(tmp_path / "export") == 0o700
    made = sorted((tmp_path / "export").iterdir())
    assert Checkpoint.path_in(tmp_path / "export") in made
    assert {path.name: oct(mode(path)) for path in made if path.is_file()} == {
        path.name: "0o600" for path in made if path.is_file()
    }


@pytest.mark.S13
async def test_a_token_file_is_for_its_owner_alone(tmp_path, open_umask):
    store = FileTokenStore(tmp_path / "logins" / "acme.json")
    async with store.lock():
        await store.save(PAIR)
    assert mode(store.path.parent) == 0o700
    assert {mode(path) for path in store.path.parent.iterdir()} == {0o600}


@pytest.mark.S13
@pytest.mark.parametrize("bits", [0o640, 0o604, 0o660, 0o602])
async def test_a_token_file_that_others_can_reach_is_refused(tmp_path, bits):
    store = FileTokenStore(tmp_path / "acme.json")
    await store.save(PAIR)
    store.path.chmod(bits)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        await store.load()


@pytest.mark.S13
@pytest.mark.parametrize(
    ("format", "name"),
    [
        ("jsonl", "tickets.jsonl"),
        ("jsonl", ".lock"),
        ("jsonl", "checkpoint.json"),
        ("jsonl", "checkpoint.json.new"),
        ("csv", "tickets.csv"),
        ("parquet", "tickets.parquet"),
        ("parquet", "tickets.parquet.new"),
        ("sqlite", "export.sqlite"),
    ],
)
async def test_an_export_writes_through_no_link(tmp_path, format, name):
    precious = tmp_path / "precious"
    precious.write_text("")
    directory = tmp_path / "export"
    directory.mkdir()
    (directory / name).symlink_to(precious)
    if name.endswith(".new"):
        await exported(directory, format=format)  # it was in the way, and is replaced
        assert not (directory / name).exists()
    else:
        with pytest.raises(ExportError):
            await exported(directory, format=format)
    assert precious.read_text() == ""


@pytest.mark.S13
async def test_a_checkpoint_that_is_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(Checkpoint.path_in(tmp_path))
    with pytest.raises(ExportError, match="cannot be read"):
        await exported(tmp_path)


@pytest.mark.S13
async def test_a_token_file_that_is_a_link_or_a_pipe_is_refused(tmp_path):
    real = FileTokenStore(tmp_path / "real.json")
    await real.save(PAIR)
    (tmp_path / "link.json").symlink_to(real.path)
    os.mkfifo(tmp_path / "pipe.json", 0o600)
    for name in ("link.json", "pipe.json"):
        with pytest.raises(ConfigurationError):
            await FileTokenStore(tmp_path / name).load()


@pytest.mark.S8
async def test_no_cell_of_an_exported_table_is_a_formula(tmp_path):
    await exported(tmp_path, format="csv")
    with (tmp_path / "tickets.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(line.replace("\0", "\u2400") for line in file))
    assert [row["id"] for row in rows] == ["1", "2", "3", "4"]
    cells = [cell for row in rows for cell in (*row.keys(), *row.values()) if cell]
    assert not [cell for cell in cells if re.match("[=+\\-@\t\r\n\u2400\uff1d]", cell)]
    assert rows[0]["subject"] == "'=cmd|'/c calc'!A0"


@pytest.mark.S8
async def test_who_asks_for_it_gets_the_text_as_it_is(tmp_path):
    await exported(tmp_path, format="csv", csv_raw=True)
    assert b",=cmd|'/c calc'!A0," in (tmp_path / "tickets.csv").read_bytes()


@pytest.mark.S8
async def test_lines_of_json_are_as_the_server_sent_them(tmp_path):
    await exported(tmp_path)
    assert b'"subject":"=cmd|\'/c calc\'!A0"' in (tmp_path / "tickets.jsonl").read_bytes()


TITLES = [
    'x"; DROP TABLE tickets; --', "x'); DROP TABLE tickets; --", "a\x00b", "", " ", "id", "ID", "[tickets]", "x" * 3000,
    "sqlite_sequence", '"', "''", "\u202e", "subject", "Subject ", "a,b", "%s", "?1", ":name", "--", "/*",
]  # fmt: skip


@pytest.mark.S16
@pytest.mark.parametrize("format", ["csv", "parquet", "sqlite"])
async def test_the_accounts_own_names_are_names_and_nothing_else(tmp_path, format):
    fields = [{"id": place, "title": title, "type": "text"} for place, title in enumerate(TITLES, 1)]
    values = [{"id": place, "value": f"value {place}"} for place in range(1, len(TITLES) + 1)]
    page = {**PAGE, "ticket_fields": fields, "tickets": [{"id": 7, "custom_fields": values}, {"id": 8}]}
    async with serving(reply(200, page)) as own:
        await done("async", lambda zd: Export(zd, ["tickets"], tmp_path, format=format).run(), base_url=own.url)
    if format == "csv":
        with (tmp_path / "tickets.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(line.replace("\0", "") for line in file))
        found = dict(zip(rows[0], rows[1], strict=True))
        count = len(rows) - 1
    elif format == "parquet":
        table = pyarrow.parquet.read_table(tmp_path / "tickets.parquet")
        found, count = table.to_pylist()[0], table.num_rows
    else:
        with contextlib.closing(sqlite3.connect(tmp_path / "export.sqlite")) as database:
            database.row_factory = sqlite3.Row
            (view,) = database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchone()
            found = dict(database.execute(f'SELECT * FROM "{view}" WHERE id = 7').fetchone())
            (count,) = database.execute("SELECT count(*) FROM tickets").fetchone()
    assert count == 2
    assert {f"value {place}" for place in range(1, len(TITLES) + 1)} <= set(map(str, found.values()))


NAMES = [
    "../../etc/cron.d/x", "/etc/passwd", "C:\\boot.ini", "..\\..\\x", ".", "..", "", "a\x00.exe", "\u202egpj.exe", "NUL",
    "com1.txt", "CON .txt", "lpt\u00b9", "x" * 999, "\ud800", "-rf", "~root", "$(id)", ".ssh/authorized_keys", "a\nb",
]  # fmt: skip


@pytest.mark.S11
@both_sides
@pytest.mark.parametrize("name", NAMES)
async def test_a_file_is_saved_inside_its_directory_as_a_new_file_of_its_owner(side, name, tmp_path, open_umask):
    directory = tmp_path / "downloads"
    directory.mkdir()
    async with serving(reply(200, b"content")) as own:
        attachment = Attachment(id=7, file_name=name, content_url=f"{own.url}/attachments/token/x")
        path = await done(side, lambda zd: zd.attachments.download(attachment, directory), base_url=own.url)
        assert [one.resolve() for one in directory.iterdir()] == [path.resolve()]
        assert sorted(tmp_path.iterdir()) == [directory]
        assert path.name.startswith("7__")
        assert mode(path) == 0o600
        with pytest.raises(errors.InvalidArgument, match="already there"):
            await done(side, lambda zd: zd.attachments.download(attachment, directory), base_url=own.url)


@pytest.mark.S11
@both_sides
async def test_a_file_is_not_saved_through_a_link(side, tmp_path):
    async with serving(reply(200, b"content")) as own:
        attachment = Attachment(id=7, file_name="f", content_url=f"{own.url}/attachments/token/x")
        directory = tmp_path / "downloads"
        directory.mkdir()
        (directory / "7__f").symlink_to(tmp_path / "outside")
        with pytest.raises(errors.InvalidArgument):
            await done(side, lambda zd: zd.attachments.download(attachment, directory), base_url=own.url)
    assert not (tmp_path / "outside").exists()


@pytest.mark.S11
@fuzzed
@given(st.text(st.characters(exclude_categories=[])) | st.text("./\\:\x00 ~CONaux1\u00b9\u202e"))
def test_any_name_becomes_one_that_every_system_takes(name):
    made = safe_name(Attachment(file_name=name))
    assert made
    assert len(made.encode()) <= 255
    assert made.isprintable()
    assert not set(made) & set('/\\<>:"|?*\0')
    assert made not in {".", ".."}
    assert made == made.strip(". ")
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|(com|lpt)[0-9\xb9\xb2\xb3])( *\..*)?", made)
