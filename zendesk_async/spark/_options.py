"""What the options of a read say. They are texts, and their names know no case."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import attrs
import msgspec

from zendesk_async._json import is_object
from zendesk_async.auth import Auth, ClientCredentials, OAuthToken
from zendesk_async.errors import ConfigurationError, InvalidArgument
from zendesk_async.export import Stream
from zendesk_async.export._positions import unix_seconds
from zendesk_async.export._streams import chosen_streams, full_name
from zendesk_sync import Zendesk

_KNOWN: Final = frozenset(
    {
        "path", "stream", "arguments", "subdomain", "base_url", "oauth_client_id", "oauth_client_secret", "oauth_token",
        "start_time", "end_time", "partitions", "share", "plan", "shared_limits", "interval",
    }
)  # fmt: skip


@attrs.frozen
class ReadOptions:
    """The options of one read, checked. The credential is looked up where a client is made, and is not kept here."""

    stream: Stream
    start_time: int
    end_time: int | None
    partitions: int
    share: float
    interval: float

    @classmethod
    def of(cls, options: Mapping[str, str]) -> "ReadOptions":
        """Check the options. Raises `InvalidArgument` or `ConfigurationError` for those that cannot be right."""
        for name in options:
            if name.lower() not in _KNOWN:
                raise InvalidArgument(f"there is no option {name!r}; there are: {', '.join(sorted(_KNOWN - {'path'}))}")
        start_time = unix_seconds(_moment(options, "start_time") or 0)
        end_time = _moment(options, "end_time")
        if end_time is not None and not start_time < unix_seconds(end_time):
            raise InvalidArgument(f"end_time must be after start_time: {end_time} is not after {start_time}")
        share = _number(options, "share", 1.0)
        if not 0 < share <= 1:
            raise ConfigurationError(f"the option share must be above 0 and at most 1, not {share}")
        partitions = _number(options, "partitions", 4)
        if partitions % 1 or not 1 <= partitions <= 10_000:
            raise InvalidArgument(f"the option partitions must be a whole number from 1 to 10000, not {partitions}")
        interval = _number(options, "interval", 60)
        if interval < 1:
            raise InvalidArgument(f"the option interval must be at least 1 second, not {interval}")
        return cls(_stream(options), start_time, end_time, int(partitions), share, interval)


def client_of(options: Mapping[str, str], share: float) -> Zendesk:
    """Make the client that the options describe, with a part of the account's limits.

    Where limits are shared through Redis, the part is that of all clients together. What they do not say is looked up in the environment. Raises `ConfigurationError`.
    """
    return Zendesk(
        options.get("subdomain"),
        base_url=options.get("base_url"),
        auth=_credential(options),
        plan=options.get("plan"),
        share=share,
        shared_limits=options.get("shared_limits"),
    ).with_options(priority="bulk")


def _credential(options: Mapping[str, str]) -> Auth | None:
    names = ("oauth_client_id", "oauth_client_secret", "oauth_token")
    client_id, client_secret, token = (options.get(name) for name in names)
    if token is not None and client_id is None and client_secret is None:
        return OAuthToken(token)
    if token is None and client_id is not None and client_secret is not None:
        return ClientCredentials(client_id, client_secret)
    if token is None and client_id is None and client_secret is None:
        return None
    raise ConfigurationError("give the options oauth_client_id and oauth_client_secret, or oauth_token alone")


def _stream(options: Mapping[str, str]) -> Stream:
    name = options.get("stream") or options.get("path")
    if not name:
        raise InvalidArgument('name a stream: .option("stream", "tickets"), or .load("tickets")')
    arguments: Any = _json(options["arguments"]) if "arguments" in options else {}
    if not is_object(arguments):
        raise InvalidArgument(f"the option arguments must be a JSON object, not {options['arguments']!r}")
    stream = chosen_streams([name], {name: arguments})[full_name(name)]
    if stream.parent is not None:
        raise InvalidArgument(
            f"{stream.name} is a list for each row of {stream.parent}, which Spark does not read; take a stream of its "
            "own (ticket_comments, ticket_events), zendesk_async.export or zendesk_async.dlt"
        )
    return stream


def _json(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return None


def _moment(options: Mapping[str, str], name: str) -> int | None:
    text = options.get(name)
    if text is None:
        return None
    if text.isdecimal() and len(text) < 16:
        return int(text)
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InvalidArgument(f"the option {name} must be unix seconds or 2026-01-31T00:00:00Z, not {text!r}")
    return int(moment.timestamp())


def _number(options: Mapping[str, str], name: str, default: float) -> float:
    text = options.get(name)
    try:
        return default if text is None else float(text)
    except ValueError:
        raise InvalidArgument(f"the option {name} must be a number, not {text!r}") from None
