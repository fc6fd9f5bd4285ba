"""Spark reads an account: `make test-spark`, in an environment of its own, with Java 17 or newer on the machine."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col, count, countDistinct

from tests.engines.dying_source import DyingDataSource
from tests.export.emulator_process import EmulatorProcess, emulator_process
from zendesk_async import OAuthToken
from zendesk_async.spark import ZendeskDataSource
from zendesk_sync import Zendesk

ROOT = Path(__file__).resolve().parents[2]
ROWS = 400_000
# As many requests as an account can have, in the shortest windows that whole seconds can announce.
_FAST: dict[str, Any] = {"plan": "high_volume", "window": 1.0}


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where Spark writes what its user interface shows."""
    return tmp_path_factory.mktemp("events")


@pytest.fixture(scope="module")
def spark(events: Path) -> Iterator[SparkSession]:
    os.environ |= {
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),  # for the workers, which import the source that dies
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_HOSTNAME": "localhost",
        "DIED": str(events.parent / "died"),
    }
    session = (
        SparkSession.builder.master("local[2,4]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.eventLog.enabled", "true")
        .config("spark.eventLog.compress", "false")
        .config("spark.eventLog.dir", events.as_uri())
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    session.dataSource.register(ZendeskDataSource)
    session.dataSource.register(DyingDataSource)
    yield session
    session.stop()


class Emulated:
    """An emulator in a process of its own, asked from here."""

    def __init__(self, portal: BlockingPortal, process: EmulatorProcess) -> None:
        self.url = process.url
        self._portal = portal
        self._process = process

    def ids(self, table: str) -> list[int | str]:
        return self._portal.call(self._process.ids)[table]

    def advance(self, seconds: int) -> None:
        self._portal.call(self._process.advance, seconds)

    def client(self) -> Zendesk:
        return Zendesk(base_url=self.url, auth=OAuthToken("token"), plan="high_volume", pacing="burst")


@contextmanager
def emulated(**options: Any) -> Iterator[Emulated]:
    with (
        start_blocking_portal(name="emulator") as portal,
        portal.wrap_async_context_manager(emulator_process(**_FAST, **options)) as process,
    ):
        yield Emulated(portal, process)


def options_of(account: Emulated, **options: str) -> dict[str, str]:
    return {"base_url": account.url, "oauth_token": "token", "plan": "high_volume", **options}


def load(spark: SparkSession, account: Emulated, stream: str, kind: str = "zendesk", **options: str) -> DataFrame:
    return spark.read.format(kind).options(**options_of(account, **options)).load(stream)


def ids_of(frame: DataFrame) -> Counter[int]:
    return Counter(row.id for row in frame.select("id").collect())


def test_every_row_is_read_once_whatever_the_stream_and_the_slices(spark: SparkSession) -> None:
    with emulated(tickets=2000) as account:
        for stream in ("tickets", "users", "organizations", "groups"):
            for partitions in ("1", "5"):
                assert ids_of(load(spark, account, stream, partitions=partitions)) == Counter(account.ids(stream))
        comments = load(spark, account, "ticket_comments")
        assert ids_of(comments) == Counter(account.ids("comments"))
        assert comments.rdd.getNumPartitions() == 4


def test_columns_are_typed(spark: SparkSession) -> None:
    with emulated(tickets=50) as account:
        tickets = load(spark, account, "tickets")
        types = dict(tickets.dtypes)
        assert types["id"] == "bigint"
        assert types["updated_at"] == "timestamp"
        assert types["has_incidents"] == "boolean"
        assert types["tags"] == "array<string>"
        assert types["via"].startswith("struct<channel:string")
        assert types["extra"] == "string"
        row = tickets.orderBy("id").first()
        with account.client() as client:
            ticket = client.tickets.show(row.id)
        assert ticket.updated_at is not None
        assert row.updated_at == ticket.updated_at.replace(tzinfo=None)
        assert row.subject == ticket.subject
        assert row.tags == list(ticket.tags)
        assert row.via.channel == (ticket.via.channel if ticket.via else None)
        assert row.extra is None
        some = load(spark, account, "tickets").select("status", "id").schema
        chosen = spark.read.format("zendesk").options(**options_of(account)).schema(some).load("tickets")
        assert chosen.columns == ["status", "id"]
        assert ids_of(chosen) == Counter(account.ids("tickets"))
        with pytest.raises(Exception, match="no column 'colour'"):
            spark.read.format("zendesk").options(**options_of(account)).schema("colour STRING").load("tickets").count()


def test_a_read_ends_at_its_end_time_and_another_goes_on_there(spark: SparkSession) -> None:
    with emulated(tickets=500) as account:
        middle = "1735689600"
        before = ids_of(load(spark, account, "tickets", end_time=middle))
        after = ids_of(load(spark, account, "tickets", start_time=middle))
        assert before + after == Counter(account.ids("tickets"))
        assert before
        assert after


def test_a_stream_gives_each_change_once_and_goes_on_where_it_ended(spark: SparkSession, tmp_path: Path) -> None:
    with emulated(tickets=300) as account, account.client() as client:

        def run() -> list[Any]:
            """Run what there is, as a query that was stopped and begins again, and return the rows it gave."""
            batches: list[list[Any]] = []
            query = (
                spark.readStream.format("zendesk")
                .options(**options_of(account, interval="1"))
                .load("tickets")
                .writeStream.foreachBatch(lambda frame, _: batches.append(frame.select("id", "subject").collect()))
                .option("checkpointLocation", str(tmp_path / "checkpoint"))
                .trigger(availableNow=True)
                .start()
            )
            query.awaitTermination()
            return [row for batch in batches for row in batch]

        assert Counter(row.id for row in run()) == Counter(account.ids("tickets"))
        changed = next(ticket.id for ticket in client.tickets.list() if ticket.status == "open")
        client.tickets.update(changed, subject="Changed")
        created = client.tickets.create(subject="New", comment={"body": "It smokes."}).id
        assert run() == []  # not settled yet: exports hold back the latest minute
        account.advance(300)
        assert sorted(tuple(row) for row in run()) == sorted([(changed, "Changed"), (created, "New")])
        assert run() == []


def test_no_credential_is_in_plans_errors_and_what_the_user_interface_shows(spark: SparkSession, events: Path) -> None:
    with emulated(tickets=20) as account, account.client() as client:
        me = client.oauth_clients.create(name="Spark", identifier="spark", kind="confidential")
        token = client.oauth_tokens.create(client_id=me.id or 0, scopes=["read"])
        canary = token.token or ""
        assert len(canary) > 20
        tickets = load(spark, account, "tickets", oauth_token=canary)
        assert tickets.count() == 20
        tickets.createOrReplaceTempView("tickets")
        plan = spark.sql("EXPLAIN EXTENDED SELECT * FROM tickets").first()[0]
        assert "zendesk" in plan
        assert canary not in plan
        with pytest.raises(Exception, match="401") as refused:
            load(spark, account, "tickets", oauth_token=canary + "x").count()
        assert canary not in str(refused.value)
    written = b"".join(path.read_bytes() for path in events.rglob("*") if path.is_file())
    assert b"zendesk" in written
    assert canary.encode() not in written


def test_a_task_that_dies_and_is_tried_again_reads_no_row_twice(spark: SparkSession) -> None:
    died = Path(os.environ["DIED"])
    with emulated(tickets=ROWS, comments_per_ticket=1) as account:
        tickets = load(spark, account, "tickets", kind="zendesk_dying", partitions="8")
        assert not died.exists()
        row = tickets.agg(count(col("id")), countDistinct(col("id"))).first()
        assert died.exists()
        print(f"{row[0]:,} rows, {row[1]:,} ids, one task killed")
        assert tuple(row) == (ROWS, ROWS)
