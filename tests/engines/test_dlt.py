"""dlt loads an account into DuckDB: every row once, the second time only what has changed, nothing lost by a failure."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dlt
import pytest
from anyio.from_thread import start_blocking_portal
from dlt.pipeline.exceptions import PipelineStepFailed

from tests.export.emulator_process import emulator_process
from tests.faults.effects import GivesUpAbove
from zendesk_async import OAuthToken, RetryPolicy
from zendesk_async.dlt import source
from zendesk_async.emulator import Clock, Emulator, Fault, Status
from zendesk_async.errors import ConfigurationError, Forbidden, InvalidArgument, NotFound
from zendesk_async.export import streams
from zendesk_sync import Zendesk

# As many requests as an account can have, in the shortest windows that whole seconds can announce.
_FAST: dict[str, Any] = {"plan": "high_volume", "window": 1.0}


class Ahead:
    """The seconds since 1970, moved on by the minutes that passed.

    Exports are read by seconds: a change of the second in which its record was loaded before is not in the next one.
    """

    def __init__(self) -> None:
        self._seconds = 0

    def __call__(self) -> float:
        return time.time() + self._seconds

    def a_minute_passes(self) -> None:
        self._seconds += 60


@pytest.fixture(autouse=True)
def away_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep dlt from the user's own directory, from configuration in there and from the network."""
    monkeypatch.setenv("DLT_DATA_DIR", str(tmp_path / "dlt"))
    monkeypatch.setenv("RUNTIME__DLTHUB_TELEMETRY", "false")
    monkeypatch.chdir(tmp_path)


@contextmanager
def emulated(**options: Any) -> Iterator[Emulator]:
    """Give an emulator that runs beside the test, whose changes are exported at once."""
    with (
        start_blocking_portal(name="emulator") as portal,
        portal.wrap_async_context_manager(Emulator(**_FAST, **options)) as emulator,
    ):
        emulator.account.settings.export_delay = 0
        yield emulator


@contextmanager
def client_of(url: str) -> Iterator[Zendesk]:
    with Zendesk(base_url=url, auth=OAuthToken("token"), plan="high_volume", pacing="burst") as client:
        yield client


def pipeline_in(directory: Path, machine: str = "first") -> dlt.Pipeline:
    """Return a pipeline into the directory's database. Another machine has nothing of it but the database."""
    return dlt.pipeline(
        "zendesk",
        pipelines_dir=str(directory / machine),
        destination=dlt.destinations.duckdb(str(directory / "warehouse.duckdb")),
        dataset_name="zendesk",
    )


def loaded(pipeline: dlt.Pipeline) -> dict[str, int]:
    """Return how many rows of each table the latest run loaded."""
    counts = pipeline.last_trace.last_normalize_info.row_counts
    return {table: rows for table, rows in counts.items() if not table.startswith("_dlt") and rows}


def rows_of(pipeline: dlt.Pipeline, query: str) -> list[tuple[Any, ...]]:
    with pipeline.sql_client() as connection:
        return list(connection.execute_sql(query) or ())


def ids_of(pipeline: dlt.Pipeline, table: str) -> Counter[int]:
    return Counter(identifier for (identifier,) in rows_of(pipeline, f"SELECT id FROM {table}"))


def test_a_second_run_on_another_machine_loads_only_what_has_changed(tmp_path: Path) -> None:
    names = ["tickets", "users", "organizations", "groups", "user_identities"]
    with (
        start_blocking_portal(name="emulator") as portal,
        portal.wrap_async_context_manager(emulator_process(tickets=100, export_delay=0, **_FAST)) as emulator,
        client_of(emulator.url) as client,
    ):
        pipeline = pipeline_in(tmp_path)
        pipeline.run(source(client=client, streams=names))
        before = portal.call(emulator.ids)
        tables = names[:-1]
        assert {table: ids_of(pipeline, table) for table in tables} == {
            table: Counter(before[table]) for table in tables
        }
        identities = ids_of(pipeline, "user_identities")
        assert set(identities.values()) == {1}

        open_ticket, other_ticket = [one.id for one in client.tickets.list() if one.status == "open"][:2]
        assert open_ticket is not None
        assert other_ticket is not None
        client.tickets.update(open_ticket, subject="Changed", comment={"body": "Still broken."})
        client.tickets.delete(other_ticket)
        new = client.tickets.create(subject="New", comment={"body": "It smokes."})
        user = client.users.create(name="Ada", email="ada@example.com")

        again = pipeline_in(tmp_path, "second")
        again.run(source(client=client, streams=names))
        assert loaded(again) == {"tickets": 3, "users": 1, "user_identities": 1, "groups": len(before["groups"])}
        after = portal.call(emulator.ids)
        for table in tables:
            assert ids_of(again, table) == Counter(after[table]) + Counter([other_ticket] if table == "tickets" else [])
        changed = rows_of(again, f"SELECT id, status, subject FROM tickets WHERE id IN ({open_ticket}, {other_ticket})")
        assert {row[0]: row[1] for row in changed} == {open_ticket: "open", other_ticket: "deleted"}
        assert ids_of(again, "tickets")[new.id or 0] == 1
        assert ids_of(again, "users")[user.id or 0] == 1
        assert sum(ids_of(again, "user_identities").values()) == len(identities) + 1

        again.run(source(client=client, streams=names))
        assert loaded(again) == {"groups": len(before["groups"])}


def test_rows_that_changed_are_merged_with_their_last_version(tmp_path: Path) -> None:
    with emulated(tickets=1010) as emulator, client_of(emulator.url) as client:
        tickets = emulator.account.tickets
        first = next(n for n in tickets.timeline("generated_timestamp").since(()) if tickets[n]["status"] == "open")

        async def change(exchange: Any) -> Any:
            with client_of(emulator.url) as other:
                await anyio_thread(lambda: other.tickets.update(first, subject="Changed meanwhile"))
            return await exchange.produce()

        emulator.faults.add(Fault(change, path="/api/v2/incremental/tickets/cursor", skip=1))
        pipeline = pipeline_in(tmp_path)
        pipeline.run(source(client=client, streams=["tickets"]))
        assert loaded(pipeline) == {"tickets": 1011}
        assert ids_of(pipeline, "tickets") == Counter(emulator.account.snapshot()["tickets"])
        assert rows_of(pipeline, f"SELECT subject FROM tickets WHERE id = {first}") == [("Changed meanwhile",)]


async def anyio_thread(function: Any) -> Any:
    from anyio.to_thread import run_sync

    return await run_sync(function)


def test_deleted_records_can_be_taken_out(tmp_path: Path) -> None:
    ahead = Ahead()
    with emulated(tickets=30, clock=Clock(ahead)) as emulator, client_of(emulator.url) as client:
        pipeline = pipeline_in(tmp_path)

        def load() -> None:
            ahead.a_minute_passes()
            pipeline.run(source(client=client, streams=["tickets", "users"], remove_deleted=True))

        load()
        one = client.tickets.create(subject="To go", comment={"body": "Soon."})
        user = client.users.create(name="To go", email="go@example.com")
        load()
        assert one.id in ids_of(pipeline, "tickets")
        assert user.id in ids_of(pipeline, "users")
        client.tickets.delete(one.id or 0)
        client.users.delete(user.id or 0)
        load()
        assert one.id not in ids_of(pipeline, "tickets")
        assert user.id not in ids_of(pipeline, "users")
        assert len(ids_of(pipeline, "tickets")) == len(emulator.account.snapshot()["tickets"])


def test_a_run_that_fails_counts_for_nothing_and_the_next_one_loads_everything(tmp_path: Path) -> None:
    with emulated(tickets=20, users=1010) as emulator, client_of(emulator.url) as client:
        emulator.faults.add(Fault(Status(403), path="/api/v2/incremental/users/cursor", skip=1))
        pipeline = pipeline_in(tmp_path)
        with pytest.raises(PipelineStepFailed) as failed:
            pipeline.run(source(client=client, streams=["tickets", "users"]))
        assert any(isinstance(cause, Forbidden) for cause in causes(failed.value))
        pipeline.run(source(client=client, streams=["tickets", "users"]))
        ids = emulator.account.snapshot()
        assert ids_of(pipeline, "tickets") == Counter(ids["tickets"])
        assert ids_of(pipeline, "users") == Counter(ids["users"])


def causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def test_rows_of_the_last_second_of_a_time_based_export_are_not_loaded_again(tmp_path: Path) -> None:
    with emulated(tickets=10) as emulator, client_of(emulator.url) as client:
        names = [{"name": f"Company {number}"} for number in range(5)]
        client.organizations.create_many(names).wait()
        pipeline = pipeline_in(tmp_path)
        pipeline.run(source(client=client, streams=["organizations"]))
        assert ids_of(pipeline, "organizations") == Counter(emulator.account.snapshot()["organizations"])
        pipeline.run(source(client=client, streams=["organizations"]))
        assert loaded(pipeline) == {}


def test_lists_below_a_row_are_read_again_when_it_changes_and_replaced_as_a_whole(tmp_path: Path) -> None:
    ahead = Ahead()
    with emulated(tickets=20, clock=Clock(ahead)) as emulator, client_of(emulator.url) as client:
        pipeline = pipeline_in(tmp_path)
        people = [user.id or 0 for user in client.users.list().collect(limit=3)]
        ticket = client.tickets.create(
            subject="Followed", comment={"body": "See."}, email_ccs=[{"user_id": str(one)} for one in people[:2]]
        )
        name = "tickets.list_email_ccs"
        pipeline.run(source(client=client, streams=[name]))
        held = f"SELECT id FROM tickets_list_email_ccs WHERE ticket_id = {ticket.id}"
        first = [row[0] for row in rows_of(pipeline, held)]
        ahead.a_minute_passes()
        client.tickets.update(ticket.id or 0, email_ccs=[{"user_id": str(people[0]), "action": "delete"}])
        before = len(emulator.requests)
        pipeline.run(source(client=client, streams=[name]))
        second = [row[0] for row in rows_of(pipeline, held)]
        assert first
        assert second != first
        assert len(second) == len(set(second))
        asked = [record.path for record in list(emulator.requests)[before:]]
        assert asked.count(f"/api/v2/tickets/{ticket.id}/email_ccs") == 1
        assert len(asked) == 2


def test_a_list_whose_parent_is_gone_is_passed_over(tmp_path: Path) -> None:
    gone = {"error": "RecordNotFound", "description": "Not found"}
    with emulated(tickets=0, users=5) as emulator, client_of(emulator.url) as client:
        everyone = emulator.account.snapshot()["users"]
        path = f"/api/v2/users/{everyone[-1]}/identities"
        emulator.faults.add(Fault(Status(404, gone), path=path))
        pipeline = pipeline_in(tmp_path)
        pipeline.run(source(client=client, streams=["user_identities"]))
        held = {row[0] for row in rows_of(pipeline, "SELECT DISTINCT user_id FROM user_identities")}
        assert held == {*everyone[:-1]}
        emulator.faults.add(Fault(Status(404, {"error": "InvalidEndpoint", "description": "Not found"}), path=path))
        client.users.update(int(everyone[-1]), name="Changed")
        with pytest.raises(PipelineStepFailed) as failed:
            pipeline.run(source(client=client, streams=["user_identities"]))
        assert any(isinstance(cause, NotFound) for cause in causes(failed.value))


@pytest.mark.parametrize(
    ("stream", "path", "sizes"),
    [
        ("tickets", "/api/v2/incremental/tickets/cursor", [1000, 500, 250]),
        ("user_identities", "/api/v2/users/{user}/identities", [100, 50]),
    ],
)
def test_a_page_that_the_gateway_gives_up_is_read_in_smaller_ones(
    tmp_path: Path, stream: str, path: str, sizes: list[int]
) -> None:
    with emulated(tickets=300, users=5) as emulator, client_of(emulator.url) as client:
        everything = emulator.account.snapshot()
        gateway = GivesUpAbove(sizes[-1])
        emulator.faults.add(Fault(gateway, path=path.format(user=everything["users"][2]), times=len(sizes)))
        pipeline = pipeline_in(tmp_path)
        at_once = client.with_options(retry=RetryPolicy(attempts=1))
        pipeline.run(source(client=at_once, streams=[stream]))
        assert gateway.sizes == sizes
        if stream == "tickets":
            assert ids_of(pipeline, stream) == Counter(everything[stream])
        else:
            held = {row[0] for row in rows_of(pipeline, "SELECT DISTINCT user_id FROM user_identities")}
            assert held == {*everything["users"]}


def test_columns_have_the_types_of_the_records(tmp_path: Path) -> None:
    with emulated(tickets=20) as emulator, client_of(emulator.url) as client:
        pipeline = pipeline_in(tmp_path)
        pipeline.run(source(client=client, streams=["tickets"]))
        columns = {row[0]: row[1] for row in rows_of(pipeline, "DESCRIBE tickets")}
    assert columns["id"] == "BIGINT"
    assert columns["updated_at"] == columns["due_at"] == "TIMESTAMP WITH TIME ZONE"
    assert columns["has_incidents"] == "BOOLEAN"
    assert columns["status"] == "VARCHAR"
    assert columns["via"] == columns["custom_fields"] == columns["tags"] == "JSON"
    assert "fields" not in columns  # the same as custom_fields, a second time


def test_a_pipeline_takes_one_account(tmp_path: Path) -> None:
    pipeline = pipeline_in(tmp_path)
    for number in range(2):
        with emulated(tickets=3) as emulator, client_of(emulator.url) as client:
            if number:
                with pytest.raises(PipelineStepFailed) as failed:
                    pipeline.run(source(client=client, streams=["tickets"]))
                assert any("is another account" in str(cause) for cause in causes(failed.value))
            else:
                pipeline.run(source(client=client, streams=["tickets"]))


def test_the_account_and_its_credential_may_stand_in_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with emulated(tickets=3) as emulator:
        for name, text in (
            ("BASE_URL", emulator.url),
            ("OAUTH_CLIENT_ID", "emulator"),
            ("OAUTH_CLIENT_SECRET", "secret"),
        ):
            monkeypatch.setenv(f"SOURCES__ZENDESK__{name}", text)
        pipeline = pipeline_in(tmp_path)
        pipeline.run(source(streams=["groups"]))
        assert ids_of(pipeline, "groups") == Counter(emulator.account.snapshot()["groups"])
        monkeypatch.delenv("SOURCES__ZENDESK__OAUTH_CLIENT_SECRET")
        monkeypatch.setenv("SOURCES__ZENDESK__OAUTH_TOKEN", "token")
        pipeline.run(source(streams=["groups"]))
        assert loaded(pipeline) == {"groups": len(emulator.account.snapshot()["groups"])}


def test_bad_input_is_refused_where_the_source_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    token = OAuthToken("token")
    with pytest.raises(InvalidArgument, match="no stream 'tikcets'"):
        source("acme", auth=token, streams=["tikcets"])
    with pytest.raises(InvalidArgument, match="sequence of names"):
        source("acme", auth=token, streams="tickets")
    with pytest.raises(InvalidArgument, match="at least one stream"):
        source("acme", auth=token, streams=[])
    with pytest.raises(InvalidArgument, match="concurrency"):
        source("acme", auth=token, streams=["tickets"], concurrency=0)
    with pytest.raises(InvalidArgument, match="at least one minute"):
        source("acme", auth=token, streams=["tickets"], start_time=2**40)
    with pytest.raises(ConfigurationError, match=r"acme\.com"):
        source("acme.com/", auth=token, streams=["tickets"])
    with Zendesk("acme", auth=token) as client, pytest.raises(ConfigurationError, match="not both"):
        source("acme", client=client, streams=["tickets"])


def test_every_stream_has_a_table_of_its_own() -> None:
    names = [name for name, stream in streams().items() if not stream.needs and not stream.files]
    made = source("acme", auth=OAuthToken("token"), streams=names)
    tables = {name: resource.compute_table_schema() for name, resource in made.resources.items()}
    assert len(tables) == len(names) > 100
    assert all(table["columns"] for table in tables.values())


def test_streams_take_arguments_and_cheaper_roads_give_the_same_rows(tmp_path: Path) -> None:
    with emulated(tickets=30) as emulator, client_of(emulator.url) as client:
        pipeline = pipeline_in(tmp_path)
        names = ["search", "ticket_comments", "ticket_comments.list", "user_identities"]
        pipeline.run(source(client=client, streams=names, arguments={"search": {"query": "type:ticket"}}))
        snapshot = emulator.account.snapshot()
        assert ids_of(pipeline, "search") == Counter(snapshot["tickets"])
        assert ids_of(pipeline, "ticket_comments") == ids_of(pipeline, "ticket_comments_list")
        assert rows_of(pipeline, "SELECT DISTINCT ticket_id FROM ticket_comments ORDER BY 1") == rows_of(
            pipeline, "SELECT DISTINCT ticket_id FROM ticket_comments_list ORDER BY 1"
        )
    with pytest.raises(InvalidArgument, match="attachments is a stream of files"):
        source("acme", auth=OAuthToken("token"), streams=["attachments"])
    with pytest.raises(InvalidArgument, match="needs the argument query"):
        source("acme", auth=OAuthToken("token"), streams=["search"])
