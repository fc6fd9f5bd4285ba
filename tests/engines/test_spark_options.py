"""The options of a read from Spark are checked before anything is sent."""

import pytest

from zendesk_async.errors import ConfigurationError, InvalidArgument
from zendesk_async.export import streams
from zendesk_async.export._columns import stream_table
from zendesk_async.spark._options import ReadOptions, client_of
from zendesk_async.spark._schema import schema_of


def test_texts_become_what_they_mean() -> None:
    read = ReadOptions.of(
        {
            "path": "tickets",
            "start_time": "2026-01-31T00:00:00Z",
            "end_time": "1770000000",
            "partitions": "16",
            "share": "0.4",
            "interval": "300",
        }
    )
    assert read.stream.name == "tickets"
    assert (read.start_time, read.end_time) == (1_769_817_600, 1_770_000_000)
    assert (read.partitions, read.share, read.interval) == (16, 0.4, 300)


def test_what_is_left_out_has_a_default() -> None:
    read = ReadOptions.of({"stream": "comments"})
    assert read.stream.name == "ticket_comments"
    assert (read.start_time, read.end_time, read.partitions, read.share, read.interval) == (0, None, 4, 1.0, 60)


def test_a_stream_takes_its_arguments_as_json() -> None:
    read = ReadOptions.of({"stream": "search", "arguments": '{"query": "type:ticket"}'})
    assert read.stream.arguments["query"] == "type:ticket"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "name a stream"),
        ({"stream": "tikcets"}, "no stream 'tikcets'"),
        ({"stream": "tickets", "tabel": "x"}, "no option 'tabel'"),
        ({"stream": "tickets", "partitions": "0"}, "partitions"),
        ({"stream": "tickets", "partitions": "many"}, "partitions must be a number"),
        ({"stream": "tickets", "partitions": "nan"}, "partitions"),
        ({"stream": "tickets", "share": "0"}, "share"),
        ({"stream": "tickets", "interval": "0"}, "interval"),
        ({"stream": "tickets", "start_time": "yesterday"}, "start_time"),
        ({"stream": "tickets", "start_time": "2026-01-31T00:00:00"}, "start_time"),
        ({"stream": "tickets", "start_time": "99999999999"}, "one minute in the past"),
        ({"stream": "tickets", "start_time": "10", "end_time": "10"}, "after start_time"),
        ({"stream": "search"}, "needs the argument query"),
        ({"stream": "search", "arguments": "query"}, "JSON object"),
        ({"stream": "user_identities"}, "for each row of users"),
    ],
)
def test_what_cannot_be_right_is_refused(options: dict[str, str], said: str) -> None:
    with pytest.raises((InvalidArgument, ConfigurationError), match=said):
        ReadOptions.of(options)


def test_the_credential_is_taken_from_the_options_or_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    account = {"subdomain": "acme"}
    with client_of({**account, "oauth_token": "canary"}, 1.0) as client:
        assert client.base_url == "https://acme.zendesk.com"
    with client_of({**account, "oauth_client_id": "id", "oauth_client_secret": "canary"}, 0.5):
        pass
    with pytest.raises(ConfigurationError, match="or oauth_token alone"):
        client_of({**account, "oauth_client_id": "id"}, 1.0)
    monkeypatch.setenv("ZENDESK_OAUTH_TOKEN", "canary")
    with client_of(account, 1.0) as client:
        assert "canary" not in repr(client)


def test_columns_have_the_types_of_the_record() -> None:
    schema = schema_of(stream_table(streams()["tickets"]))
    assert schema.startswith("`id` BIGINT, ")
    assert schema.endswith(", `extra` STRING")
    for column in (
        "`updated_at` TIMESTAMP",
        "`has_incidents` BOOLEAN",
        "`satisfaction_probability` DOUBLE",
        "`tags` ARRAY<STRING>",
        "`via` STRUCT<`channel`: STRING",
    ):
        assert f", {column}" in schema
