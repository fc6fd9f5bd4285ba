"""What a command of an operation takes: read from the method's signature and its payload, nothing else."""

import inspect
import os
from collections.abc import Set
from typing import Any, Final

import attrs

from zendesk_async._resource import OperationInfo
from zendesk_async.cli._names import spelled
from zendesk_async.cli._types import describe, is_payload, item, keys_of, members, payload_of, without_none


@attrs.frozen
class Input:
    """One argument or option. `parameter` is the method's own name of it, or the payload's key."""

    parameter: str
    annotation: Any
    option: str | None
    """As it is written, such as `--page-size`; None for what is told by its place."""
    required: bool = False
    in_payload: bool = False
    needed: bool = False
    """Whether the payload must have it, by its own option or in `--data`."""

    @property
    def is_flag(self) -> bool:
        """Whether the option takes no value."""
        return self.option is not None and without_none(self.annotation) is bool

    @property
    def is_several(self) -> bool:
        """Whether more than one text may be given."""
        return any(item(member) is not None for member in members(self.annotation))

    @property
    def is_content(self) -> bool:
        """Whether it is a file's content."""
        return bytes in members(self.annotation)

    @property
    def help(self) -> str:
        """What may be given."""
        if self.is_content:
            return "A file, or - for stdin."
        text = "" if self.is_flag else describe(self.annotation)
        return f"{text} (needed)".strip() if self.needed else text


# Never on the command line, where every process of the machine can read them: in a file or on stdin.
SECRET_KEYS: Final = frozenset(
    {"client_secret", "refresh_token", "code", "code_verifier", "authentication", "signing_secret"}
)


@attrs.frozen
class Inputs:
    """All inputs of one operation. `payload` is the body's type, `batch` the parameter that takes a list of bodies."""

    arguments: tuple[Input, ...]
    payload: Any = None
    body: str | None = None
    batch: str | None = None
    batch_type: Any = None

    @property
    def takes_data(self) -> bool:
        """Whether `--data` may give the body."""
        return self.payload is not None or self.batch is not None


def inputs_of(info: OperationInfo, taken: Set[str] = frozenset()) -> Inputs:
    """Return what the operation's command takes. `taken` are the options that every command has."""
    found: list[Input] = []
    payload: Any = None
    body: str | None = None
    batch: str | None = None
    batch_type: Any = None
    for name, parameter in info.signature.parameters.items():
        annotation = parameter.annotation
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            payload, body = payload_of(annotation), name
        elif (inner := item(annotation)) is not None and is_payload(inner):
            batch, batch_type = name, annotation
        else:
            missing = parameter.default is inspect.Parameter.empty
            by_place = parameter.kind is not inspect.Parameter.KEYWORD_ONLY and missing
            option = f"--{spelled(name)}"
            # One that is called as an option of every command goes by the record's name: --brand-subdomain.
            option = f"--{spelled(info.resource.removesuffix('s'))}-{spelled(name)}" if option in taken else option
            value_type = without_none(_without_path_objects(annotation))
            found.append(Input(name, value_type, None if by_place else option, missing))
    if payload is not None:
        known = taken | {one.option for one in found if one.option is not None}
        for key, annotation in keys_of(payload).items():
            if key in SECRET_KEYS:
                continue
            option = f"--{spelled(key)}"
            # A key that is called as an option of every command goes by the body's name: --view-output.
            option = f"--{spelled(body or '')}-{spelled(key)}" if option in known else option
            found.append(Input(key, annotation, option, in_payload=True, needed=key in payload.__required_keys__))
    return Inputs(tuple(found), payload, body, batch, batch_type)


def _without_path_objects(annotation: Any) -> Any:
    # A file may be given as a path object too; on the command line a path is text.
    return bytes if os.PathLike[str] in members(annotation) else annotation
