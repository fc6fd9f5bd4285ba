"""Parquet, SQLite and Arrow: in the types of the records, and whole whatever Zendesk sends."""

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.account import account
from tests.export.reading import rows_in, rows_of_table
from zendesk_async.emulator import Emulator
from zendesk_async.errors import ExportError
from zendesk_async.export import Export
from zendesk_async.export._arrow import ArrowRows
from zendesk_async.export._columns import Column, Table, table_of
from zendesk_async.export._database import DatabaseTable
from zendesk_async.export._kinds import BOOLEAN, DATE, INTEGER, JSON, NUMBER, TEXT, TIME, Kind
from zendesk_async.export._parquet import ParquetFile
from zendesk_async.models.tickets import Ticket
from zendesk_sync import OAuthToken
from zendesk_sync import Zendesk as SyncZendesk

KINDS = {
    "integer": INTEGER,
    "number": NUMBER,
    "text": TEXT,
    "boolean": BOOLEAN,
    "time": TIME,
    "date": DATE,
    "json": JSON,
    "list": Kind("list", inner=INTEGER),
    "struct": Kind("struct", fields={"id": INTEGER, "names": Kind("list", inner=TEXT)}),
}
TABLE = Table(tuple(Column(name, kind, name) for name, kind in KINDS.items()))

texts = st.text(st.characters(codec="utf-8"), max_size=6)
times = st.datetimes(timezones=st.just(dt.UTC)).map(lambda time: time.isoformat())
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts | times
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(texts | st.sampled_from(["id", "names"]), inner, max_size=3)
    ),
    max_leaves=8,
)
rows = st.dictionaries(st.sampled_from(list(KINDS)) | texts, anything, max_size=6)


def arrow_rows(*rows: Any, table: Table = TABLE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ArrowRows(table).table([[json.dumps(row).encode() for row in rows]]).to_pylist()
    return found


def said(kind: str, value: Any) -> Any:
    """Return as JSON what an Arrow value says."""
    return json.loads(value) if kind == "json" else value


@given(rows)
def test_arrow_loses_nothing_of_any_row(row: dict[str, Any]) -> None:
    (found,) = arrow_rows(row)
    extra = json.loads(found["extra"] or "{}")
    for name, value in row.items():
        if name not in KINDS:
            assert extra[name] == value
        elif value is None:
            assert found[name] is None
        elif name not in extra:
            if name == "time":
                assert found[name] == dt.datetime.fromisoformat(value)
            elif name == "date":
                assert found[name] == dt.date.fromisoformat(value[:10])
            elif name == "struct":
                assert {key: item for key, item in found[name].items() if item is not None} == {
                    key: item for key, item in value.items() if item is not None
                }
            else:
                assert said(name, found[name]) == value
        else:
            assert extra[name] == value


def test_arrow_has_what_is_documented_in_its_types() -> None:
    row = {
        "integer": -5,
        "number": 1,
        "text": "a",
        "boolean": True,
        "time": "2024-02-03T04:05:06+02:00",
        "date": "2024-02-03T00:00:00+00:00",
        "json": {"a": [1]},
        "list": [1, None],
        "struct": {"id": 1, "names": ["a"]},
    }
    assert arrow_rows(row) == [
        row
        | {
            "number": 1.0,
            "time": dt.datetime(2024, 2, 3, 2, 5, 6, tzinfo=dt.UTC),
            "date": dt.date(2024, 2, 3),
            "json": '{"a": [1]}',
            "extra": None,
        }
    ]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("integer", "5", 5),
        ("integer", 5.0, 5),
        ("integer", 2**63, None),
        ("integer", [], None),
        ("number", "x", None),
        ("text", 5, "5"),
        ("text", {}, None),
        ("boolean", "true", True),
        ("time", "2024-02-08 17:44:42 +0000", dt.datetime(2024, 2, 8, 17, 44, 42, tzinfo=dt.UTC)),
        ("time", 5, None),
        ("date", "soon", None),
        ("date", 5, None),
        ("list", {}, None),
        ("list", ["1"], [1]),
        ("struct", [], None),
        ("struct", {"id": 1, "new": 2}, {"id": 1, "names": None}),
    ],
)
def test_what_does_not_fit_its_column_is_in_extra(name: str, value: Any, expected: Any) -> None:
    (found,) = arrow_rows({name: value})
    assert found[name] == expected
    assert json.loads(found["extra"]) == {name: value}


def test_custom_fields_are_typed_and_stay_where_they_were_sent() -> None:
    table = Table((Column("custom_fields", JSON, "custom_fields"), Column("Count", INTEGER, "custom_fields", 7)))
    sent = [{"id": 7, "value": "12"}]
    assert arrow_rows({"custom_fields": sent}, table=table) == [
        {"custom_fields": json.dumps(sent), "Count": 12, "extra": None}
    ]
    (found,) = arrow_rows({"custom_fields": [{"id": 7, "value": "many"}]}, table=table)
    assert (found["Count"], found["extra"]) == (None, None)


def test_what_is_no_utf8_does_not_break_a_table() -> None:
    found = (
        ArrowRows(TABLE)
        .table([[b'{"text":"\xff","json":["\xff"],"struct":{"id":"\xff"},"new":"\xff"}']])
        .to_pylist()[0]
    )
    assert found["text"] == '"\N{REPLACEMENT CHARACTER}"'
    assert "\N{REPLACEMENT CHARACTER}" in found["extra"]


def parquet_of(directory: Path, table: Table = TABLE) -> ParquetFile:
    return ParquetFile(directory / "rows.parquet", directory / "parts", table)


def take(file: ParquetFile | DatabaseTable, begin: int, *rows: object) -> int:
    encoded = [msgspec.json.encode(row) for row in rows]
    end = begin + sum(len(row) + 1 for row in encoded)
    file.take([encoded], begin, end)
    return end


def integers(directory: Path) -> list[int]:
    found: list[int] = parquet.read_table(directory / "rows.parquet")["integer"].to_pylist()
    return found


def test_parts_become_the_row_groups_of_one_file(tmp_path: Path) -> None:
    file = parquet_of(tmp_path)
    assert file.resume(0) == 0
    end = take(file, 0, {"integer": 1}, {"integer": 2})
    end = take(file, end, {"integer": 3})
    file.finish()
    assert integers(tmp_path) == [1, 2, 3]
    assert parquet.ParquetFile(tmp_path / "rows.parquet").num_row_groups == 2
    assert not list((tmp_path / "parts").iterdir())
    # A later run goes on behind it.
    file = parquet_of(tmp_path)
    assert file.resume(end) == end
    take(file, end, {"integer": 4})
    file.finish()
    assert integers(tmp_path) == [1, 2, 3, 4]


def test_parts_that_no_checkpoint_counts_are_dropped(tmp_path: Path) -> None:
    file = parquet_of(tmp_path)
    file.resume(0)
    counted = take(file, 0, {"integer": 1})
    take(file, counted, {"integer": 2})
    (tmp_path / "parts" / "9-10.new").write_bytes(b"half")
    file = parquet_of(tmp_path)
    assert file.resume(counted) == counted
    file.finish()
    assert integers(tmp_path) == [1]


def test_ended_between_the_file_and_its_parts_it_has_each_row_once(tmp_path: Path) -> None:
    file = parquet_of(tmp_path)
    file.resume(0)
    end = take(file, take(file, 0, {"integer": 1}), {"integer": 2})
    kept = {part: part.read_bytes() for part in (tmp_path / "parts").iterdir()}
    file.finish()
    for part, content in kept.items():
        part.write_bytes(content)
    file = parquet_of(tmp_path)
    assert file.resume(end) == end
    file.finish()
    assert integers(tmp_path) == [1, 2]


@pytest.mark.parametrize("content", [b"not parquet", None])
def test_a_parquet_file_of_somebody_else_is_left_alone(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "rows.parquet"
    if content is None:
        parquet.write_table(pa.table({"a": [1]}), path)
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(ExportError, match=r"is not the file that this export wrote"):
        parquet_of(tmp_path).resume(10)
    assert path.read_bytes() == before


def test_a_file_with_more_rows_than_count_was_changed(tmp_path: Path) -> None:
    file = parquet_of(tmp_path)
    file.resume(0)
    end = take(file, 0, {"integer": 1})
    file.finish()
    with pytest.raises(ExportError, match="has more rows than the checkpoint counts"):
        parquet_of(tmp_path).resume(end - 1)


def database_of(directory: Path, table: Table) -> DatabaseTable:
    return DatabaseTable(directory / "export.sqlite", "things", table)


NAMED = Table((Column("id", INTEGER, "id"), Column("a", TEXT, "a"), Column("b", JSON, "b")), ("id",))


def test_a_row_takes_the_place_of_the_one_with_its_id(tmp_path: Path) -> None:
    table = database_of(tmp_path, NAMED)
    assert table.resume(0) == 0
    end = take(table, 0, {"id": 1, "a": "x"}, {"id": 2, "a": "y", "new": [1]}, {"id": 1, "b": {"c": None}})
    table.close()
    assert sorted(rows_of_table(tmp_path / "export.sqlite", "things"), key=lambda row: row["id"]) == [
        {"id": 1, "a": None, "b": '{"c":null}', "extra": None},
        {"id": 2, "a": "y", "b": None, "extra": '{"new":[1]}'},
    ]
    table = database_of(tmp_path, NAMED)
    assert table.resume(end) == end
    table.close()
    with pytest.raises(ExportError, match="has not the rows of things that the checkpoint counts"):
        database_of(tmp_path, NAMED).resume(end - 1)
    table = database_of(tmp_path, NAMED)
    assert table.resume(0) == 0
    table.close()
    assert rows_of_table(tmp_path / "export.sqlite", "things") == []


def test_rows_below_a_parent_are_told_by_both_ids(tmp_path: Path) -> None:
    above = Column("parent_user_id", INTEGER, "parent_user_id"), Column("user_id", INTEGER, "user_id")
    table = database_of(tmp_path, Table((*above, *NAMED.columns), ("parent_user_id", "user_id", "id")))
    table.resume(0)
    take(
        table,
        0,
        {"user_id": 1, "id": 1},
        {"user_id": 2, "id": 1},
        {"user_id": 1, "id": 1, "a": "new"},
        {"a": 1},
        {"a": 2},
    )
    table.close()
    found = [(row["user_id"], row["id"], row["a"]) for row in rows_of_table(tmp_path / "export.sqlite", "things")]
    assert sorted(found, key=repr) == [(1, 1, "new"), (2, 1, None), (None, None, "1"), (None, None, "2")]


@given(
    st.lists(texts.filter(lambda text: "\0" not in text), min_size=1, max_size=5, unique_by=str.casefold),
    st.dictionaries(texts, anything, max_size=3),
)
def test_any_name_and_any_value_is_only_that(names: list[str], row: dict[str, Any]) -> None:
    import tempfile

    keys = [f"{number} {name}" for number, name in enumerate(names)]
    columns = [Column(key, INTEGER if key != keys[0] else JSON, key) for key in keys]
    custom = [Column(f"field {name}", TEXT, keys[0], name) for name in names]
    sent: dict[str, Any] = {**dict.fromkeys(keys, 5), keys[0]: dict.fromkeys(names, "v"), "row": row}
    with tempfile.TemporaryDirectory() as directory:
        table = DatabaseTable(Path(directory, "d"), names[0], Table((*columns, *custom)))
        table.resume(0)
        take(table, 0, sent)
        table.close()
        (found,) = rows_of_table(Path(directory, "d"), names[0])
        (seen,) = rows_of_table(Path(directory, "d"), f"{names[0]}_with_fields")
    assert {key: found[key] for key in keys[1:]} == dict.fromkeys(keys[1:], 5)
    assert json.loads(found[keys[0]]) == sent[keys[0]]
    assert json.loads(found["extra"]) == {"row": row}
    assert [seen[column.name] for column in custom] == ["v"] * len(names)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, 1),
        (False, 0),
        (2**63, str(2**63)),
        (-(2**63), -(2**63)),
        (1.5, 1.5),
        ("x\0y", "x\0y"),
        ("", ""),
        ([], "[]"),
    ],
)
def test_values_of_a_database(tmp_path: Path, value: Any, expected: Any) -> None:
    table = database_of(tmp_path, Table((Column("a", JSON, "a"),)))
    table.resume(0)
    take(table, 0, {"a": value})
    table.close()
    with sqlite3.connect(tmp_path / "export.sqlite") as connection:
        assert connection.execute('SELECT CAST("a" AS BLOB) FROM "things"').fetchone() == (str(expected).encode(),)
    connection.close()


def test_a_database_that_is_none_is_an_export_error(tmp_path: Path) -> None:
    (tmp_path / "export.sqlite").write_bytes(b"something else" * 1000)
    with pytest.raises(ExportError, match=r"cannot be read \(file is not a database\): the file was changed since"):
        database_of(tmp_path, NAMED).resume(0)


async def test_exports_have_the_types_of_the_records(tmp_path: Path) -> None:
    async with account(tickets=30) as (emulator, client):
        await Export(client, ["tickets"], tmp_path / "parquet", format="parquet").run()
        await Export(client, ["tickets"], tmp_path / "sqlite", format="sqlite").run()
        held = emulator.account.tickets
        customer = (await client.ticket_fields.load())["Contract customer"].id
    values: dict[int, bool | None] = {}
    for row in rows_in(tmp_path / "parquet", "tickets", "parquet"):
        ticket = held[row["id"]]
        assert row["created_at"] == dt.datetime.fromisoformat(ticket["created_at"])
        assert row["tags"] == ticket["tags"]
        assert row["via"]["channel"] == ticket["via"]["channel"]
        assert {field["id"]: json.loads(field["value"] or "null") for field in row["custom_fields"]} == {
            field["id"]: field["value"] for field in ticket["custom_fields"]
        }
        values[row["id"]] = row["Contract customer"]
        assert [field["value"] for field in ticket["custom_fields"] if field["id"] == customer] == [values[row["id"]]]
    for row in rows_of_table(tmp_path / "sqlite" / "export.sqlite", "tickets_with_fields"):
        assert row["created_at"] == held[row["id"]]["created_at"]
        assert row["Contract customer"] == values[row["id"]]


async def test_a_page_goes_into_pandas_polars_and_duckdb() -> None:
    async with account(tickets=5) as (_, client):
        await client.ticket_fields.load()
        async for page in client.tickets.list(include=["users"]).pages():
            table = page.to_arrow()
            assert table.num_rows == len(page) == 5
            assert "Purchase date" in table.column_names
            ids = [ticket.id for ticket in page]
            frame: pd.DataFrame = table.to_pandas()
            assert list(frame["id"]) == ids
            assert frame["updated_at"][0] == page.records[0].updated_at
            assert pl.DataFrame(table)["id"].to_list() == ids
            with duckdb.connect() as database:
                found = database.register("page", table).sql("SELECT id FROM page WHERE via.channel IS NOT NULL")
                assert {one for (one,) in found.fetchall()} == set(ids)
        async for raw in client.tickets.list().raw_pages():
            assert [row["id"] for row in raw.to_arrow().to_pylist()] == ids


async def test_a_page_goes_into_arrow_on_the_sync_side_too() -> None:
    import asyncio

    def read(url: str) -> Sequence[str]:
        with SyncZendesk(base_url=url, auth=OAuthToken("token")) as client:
            for page in client.tickets.list().pages():
                return page.to_arrow().column_names
        return ()

    async with Emulator(tickets=3) as emulator:
        assert await asyncio.to_thread(read, emulator.url) == table_of(Ticket).names
