"""The dlt source: one resource a stream, each with its own place in the account's history."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import dlt
from dlt.extract.hints import TResourceHints
from dlt.extract.resource import DltResource
from dlt.extract.source import DltSource

from zendesk_async.auth import Auth, ClientCredentials, OAuthToken
from zendesk_async.dlt._columns import DELETED, TableHints, hints_of
from zendesk_async.dlt._rows import Batch, Below, Place, Row, batches, continues
from zendesk_async.dlt._shared import SharedClient
from zendesk_async.errors import ConfigurationError, InvalidArgument
from zendesk_async.export import Stream
from zendesk_async.export._positions import unix_seconds
from zendesk_async.export._streams import chosen_streams, full_name
from zendesk_sync import Zendesk


def source(
    subdomain: str | None = None,
    *,
    streams: Sequence[str],
    arguments: Mapping[str, Mapping[str, Any]] | None = None,
    auth: Auth | None = None,
    base_url: str | None = None,
    client: Zendesk | None = None,
    start_time: int | dt.datetime = 0,
    remove_deleted: bool = False,
    concurrency: int = 16,
) -> DltSource:
    """Return a dlt source with one resource for each of these streams of an account.

    `streams` are names as `zendesk export --list` shows them; `arguments` are those that a stream takes or needs, by its
    name: `{"search": {"query": "type:ticket priority:urgent"}}`. The account is `subdomain` (or `base_url`) with `auth`;
    what is left out is looked up in dlt's configuration (`[sources.zendesk]`: `subdomain`, `base_url`,
    `oauth_client_id`, `oauth_client_secret`, `oauth_token`) and then in the environment, as `zendesk_async.Zendesk`
    does. A `client` that is given serves instead, and stays open. All resources share one client and its rate limit.

    Incremental streams (`tickets`, `users`, `organizations`, `ticket_comments`, …) begin at `start_time` (unix seconds
    or an aware datetime) and keep their cursor in the pipeline's state, which dlt stores in the destination with the
    rows it counts for: a later run loads what has changed since, merged by id. So do lists below their rows
    (`user_identities`, `ticket_comments.list`): those of the parents that have changed are read again, `concurrency`
    at once. Every other list is read whole and replaced.

    Deleted records come with Zendesk's own mark (`status` of a ticket is "deleted", `active` of a user is false,
    `deleted_at` of an organization is set). `remove_deleted` takes them out of the table instead.

    Raises `InvalidArgument` for a name that is no stream, `ConfigurationError` for an account or a credential that
    cannot be right, before anything is sent.
    """
    if isinstance(streams, str):
        raise InvalidArgument(f"streams must be a sequence of names, such as [{streams!r}]")
    if concurrency < 1:
        raise InvalidArgument(f"concurrency must be at least 1, not {concurrency}")
    begin = unix_seconds(start_time)
    known = chosen_streams(streams, arguments)
    if files := [name for name, stream in known.items() if stream.files]:
        raise InvalidArgument(f"{', '.join(files)} is a stream of files, which `zendesk export` saves")
    chosen = [_above(known[full_name(name)], known) for name in dict.fromkeys(streams)]
    if client is not None and not (subdomain is None and base_url is None and auth is None):
        raise ConfigurationError("give client, or the account and its credential, not both")
    make = _maker(subdomain, base_url, auth)
    if client is None:
        make().close()  # so that what cannot be right is refused here
    shared = SharedClient(make, client)

    @dlt.source(name="zendesk", section="zendesk", max_table_nesting=0)
    def zendesk() -> Iterable[DltResource]:
        for top, *below in chosen:
            yield _resource(shared, top, below, begin, remove_deleted, concurrency)

    return zendesk()


def _above(stream: Stream, known: Mapping[str, Stream]) -> list[Stream]:
    """Return the streams above a stream, the outermost first, and itself."""
    return [*(_above(known[stream.parent], known) if stream.parent is not None else []), stream]


def _chain(below: Sequence[Stream]) -> Iterator[Below]:
    """Say for each stream below another how its path is made from the parent's rows."""
    before: Mapping[str, str] = {}
    for stream in below:
        columns = hints_of(stream, merged=False).parents
        keys = {name: before[name] for name in stream.inherited} | {str(stream.parameter): stream.parent_key}
        yield Below(stream, keys, columns)
        before = columns


def _maker(subdomain: str | None, base_url: str | None, auth: Auth | None) -> Callable[[], Zendesk]:
    if subdomain is None and base_url is None:
        subdomain, base_url = (_configured(dlt.config, name) for name in ("subdomain", "base_url"))
    if auth is None:
        names = ("oauth_client_id", "oauth_client_secret", "oauth_token")
        client_id, client_secret, token = (_configured(dlt.secrets, name) for name in names)
        if client_id is not None and client_secret is not None:
            auth = ClientCredentials(client_id, client_secret)
        elif token is not None:
            auth = OAuthToken(token)
    return lambda: Zendesk(subdomain, auth=auth, base_url=base_url)


def _configured(place: Any, name: str) -> str | None:
    value: object = place.get(f"sources.zendesk.{name}")
    return None if value is None else str(value)


def _resource(
    shared: SharedClient,
    top: Stream,
    below: Sequence[Stream],
    start_time: int,
    remove_deleted: bool,
    concurrency: int,
) -> DltResource:
    stream = below[-1] if below else top
    merged = continues(top)
    hints = hints_of(stream, merged=merged)
    if remove_deleted and merged and not below:
        hints.columns[DELETED] = {"name": DELETED, "data_type": "bool", "hard_delete": True}
    chain = list(_chain(below))

    def rows() -> Iterator[list[Row]]:
        state: dict[str, Any] = dlt.current.resource_state() if merged else {}
        with shared.opened() as client:
            _refuse_another_account(state, client.base_url, stream)
            place = Place(state.get("cursor"), tuple(state.get("edge", ())))
            bulk = client.with_options(priority="bulk")
            for batch in bulk.iterate(
                lambda zd: batches(zd, top, chain, place, start_time=start_time, concurrency=concurrency)
            ):
                if batch.rows:
                    yield _table_rows(batch.rows, hints)
                _note(state, batch, client.base_url)

    # Not dlt.resource: its signature is not typed as a whole where pydantic is not installed.
    table: TResourceHints = {"columns": hints.columns, "write_disposition": "merge" if merged else "replace"}
    return DltResource.from_data(rows, name=stream.name.replace(".", "_"), section="zendesk", hints=table)


def _note(state: dict[str, Any], batch: Batch, account: str) -> None:
    """Note how far the stream was read once dlt has taken the rows: it stores this with them, or neither."""
    if batch.place is not None:
        state |= {"account": account, "cursor": batch.place.cursor, "edge": list(batch.place.edge)}


def _refuse_another_account(state: dict[str, Any], account: str, stream: Stream) -> None:
    before = state.get("account", account)
    if before != account:
        raise ConfigurationError(
            f"this pipeline has loaded {stream.name} of {before}, and {account} is another account: its cursors mean "
            "nothing there. Use another pipeline and dataset for it"
        )


def _table_rows(rows: list[Row], hints: TableHints) -> list[Row]:
    for row in rows:
        for name in hints.repeated:
            row.pop(name, None)
        if DELETED in hints.columns:
            row[DELETED] = _is_deleted(row)
    return rows


def _is_deleted(row: Row) -> bool:
    # https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
    return row.get("status") == "deleted" or row.get("active") is False or row.get("deleted_at") is not None
