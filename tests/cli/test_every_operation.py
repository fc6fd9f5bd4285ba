"""Every operation of the registry as a command: what is given reaches the wire, whole and under its right name."""

import datetime as dt
import json
import os
import socket
import threading
import types
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from zendesk_async import Job, OperationInfo, operations
from zendesk_async.cli._inputs import Input, inputs_of
from zendesk_async.cli._names import groups, spelled
from zendesk_async.cli._operation_command import COMMON
from zendesk_async.cli._types import choices, is_mapping, is_payload, item, keys_of, members

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
# Ways to cut a list into pages, which exclude one another.
PAGING = {"page", "per_page", "page_size", "page_after", "page_before", "cursor"}


class Wire:
    """A server that answers everything alike and keeps what it was asked: first lines and bodies."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, bytes]] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            with connection, connection.makefile("rb") as incoming:
                line = incoming.readline().decode()
                if not line.strip():
                    return
                length = 0
                while header := incoming.readline().strip():
                    name, _, value = header.decode().partition(":")
                    length = int(value) if name.lower() == "content-length" else length
                method, target, _ = line.split(" ")
                self.requests.append((method, target, incoming.read(length)))
                connection.sendall(ANSWER)

    def close(self) -> None:
        with socket.create_connection(self._socket.getsockname()) as last:
            last.sendall(b"\r\n")
        self._thread.join()
        self._socket.close()


@pytest.fixture(scope="module")
def wire():
    server = Wire()
    yield server
    server.close()


def sample(annotation: Any) -> Any:
    """Return a JSON value of a type."""
    one = next(member for member in members(annotation) if member is not types.NoneType)
    if options := choices(one):
        return options[0]
    if (inner := item(one)) is not None:
        return [sample(inner)]
    if is_payload(one):
        keys = keys_of(one)
        return {key: sample(keys[key]) for key in one.__required_keys__ or list(keys)[:1]}
    if is_mapping(one):
        return {"a key": "a value"}
    return {int: 7, bool: True, dt.datetime: "2024-01-31T12:00:00Z", float: 0.5}.get(one, "a text")


def as_text(one: Input) -> str:
    if one.parameter == "content_type":
        return "text/plain"
    value = sample(one.annotation)
    plain = value if not isinstance(value, list) else value[0]
    return plain if isinstance(plain, str) else json.dumps(value)


def words_for(one: Input, file: str) -> list[str]:
    if one.option is None:
        return [file if one.is_content else as_text(one)]
    return [one.option] if one.is_flag else [f"{one.option}={as_text(one)}"]


@pytest.mark.parametrize("group", sorted(groups()))
def test_all_that_is_given_reaches_the_wire(zendesk, wire, monkeypatch, tmp_path, group):
    monkeypatch.setenv("ZENDESK_BASE_URL", wire.url)
    monkeypatch.setenv("ZENDESK_OAUTH_TOKEN", "token")
    monkeypatch.setenv(
        "SSL_CERT_FILE", os.devnull
    )  # no TLS here: to read the machine's authorities costs most of a call
    file = tmp_path / "file"
    file.write_bytes(b"content")
    for info in operations():
        if info.resource != group:
            continue
        inputs = inputs_of(info, COMMON)
        wire.requests.clear()
        given = [one for one in inputs.arguments if one.parameter not in PAGING or one.required]
        words = [word for one in given for word in words_for(one, str(file))]
        if inputs.batch is not None and inputs.payload is None:
            words.append(f"--data={json.dumps(sample(inputs.batch_type))}")
        wait = ["--no-wait"] if info.signature.return_annotation is Job else []
        ran = zendesk(spelled(group), spelled(info.name), *words, *wait)
        assert wire.requests, (info, words, ran)
        check_request(info, given, wire.requests[0], inputs.batch)


def check_request(info: OperationInfo, given: list[Input], request: tuple[str, str, bytes], batch: str | None) -> None:
    method, target, content = request
    assert method == info.method
    pattern, path = info.path.split("/"), urlsplit(target).path.split("/")
    assert len(pattern) == len(path)
    for expected, segment in zip(pattern, path, strict=True):
        assert expected.startswith("{") or expected == segment
        assert unquote(segment) in {"a text", "7"} | set(pattern) or "{" in expected
    query = {part for name, _ in parse_qsl(urlsplit(target).query) for part in (name, name.rpartition("[")[0])}
    body = json.loads(content) if content.startswith((b"{", b"[")) else {}
    sent = json.dumps(body)
    for one in given:
        where = (info.operation_id, one.parameter, target, sent)
        if one.in_payload:
            assert f'"{one.parameter}"' in sent, where
        elif one.is_content:
            assert content == b"content" or b"content" in content, where
        elif b"form-data" in content and one.option is not None:
            assert as_text(one).encode() in content, where
        elif one.parameter == "content_type":
            assert content == b"content"  # it is a header of its own
        elif one.option is not None:
            assert info.operation.wire_name(one.parameter) in query or f'"{one.parameter}"' in sent, where
    if batch is not None and not any(one.in_payload for one in given):
        assert f'"{info.operation.batch or info.operation.body}"' in sent


def test_a_key_of_the_body_called_as_a_part_of_the_path_leaves_that_alone(zendesk, wire, monkeypatch):
    monkeypatch.setenv("ZENDESK_BASE_URL", wire.url)
    monkeypatch.setenv("ZENDESK_OAUTH_TOKEN", "token")
    wire.requests.clear()
    zendesk("skill-based-routing", "create-attribute-value", "in-the-path", "--attribute-id=in-the-body")
    method, target, content = wire.requests[0]
    assert (method, target) == ("POST", "/api/v2/routing/attributes/in-the-path/values")
    assert json.loads(content) == {"attribute_value": {"attribute_id": "in-the-body"}}


@pytest.mark.parametrize("info", operations(), ids=lambda info: info.operation_id)
def test_options_are_told_apart(info):
    inputs = inputs_of(info, COMMON)
    options = [one.option for one in inputs.arguments if one.option is not None]
    negated = [f"--no-{one.option.removeprefix('--')}" for one in inputs.arguments if one.is_flag]
    names = [*options, *negated, *COMMON]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("group", sorted(groups()))
def test_help_of_every_group_names_its_operations(zendesk, group):
    shown = zendesk(spelled(group), "--help")
    assert shown.code == 0
    for info in operations():
        if info.resource == group:
            assert spelled(info.name) in shown.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tickets", "create"], ["--subject", "--priority", "urgent | high | normal | low", "--comment", "(needed)", "--data"]),
        (["tickets", "list"], ["--limit", "--output", "--sort-order", "asc | desc"]),
        (["tickets", "show"], ["TICKET_ID", "--include", "--base-url"]),
        (["tickets", "create-many"], ["--data", "--wait", "--no-wait"]),
        (["views", "create"], ["--view-output", "--output"]),
        (["brands", "check-host-mapping"], ["--host-mapping", "--brand-subdomain", "--subdomain"]),
        (["attachments", "upload"], ["CONTENT", "A file, or - for stdin."]),
    ],
)  # fmt: skip
def test_help_of_an_operation_names_all_it_takes(zendesk, words, said):
    shown = zendesk(*words, "--help")
    assert shown.code == 0
    for text in said:
        assert text in shown.out
