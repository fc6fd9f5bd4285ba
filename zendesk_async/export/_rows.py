"""Rows as bytes: beginning each with whose it is."""

from collections.abc import Sequence

import msgspec


def named_after(rows: Sequence[bytes], parameter: str, parent: int | str) -> list[bytes]:
    """Begin each row with its parent's id, under the name of the path parameter.

    A row that has a key of this name keeps it: as it is where it says the same, and with `parent_` before ours where it
    says something else (the default organization of a user who is listed for another one).
    """
    key = b'"' + parameter.encode() + b'"'
    identifier = msgspec.json.encode(parent)
    begin, other = b"{" + key + b":" + identifier, b'{"parent_' + key[1:] + b":" + identifier
    named: list[bytes] = []
    for row in rows:
        chosen = begin
        if key in row:
            own = msgspec.json.decode(row, type=dict[str, msgspec.Raw]).get(parameter)
            if own is not None:
                if bytes(own) == identifier:
                    named.append(row)
                    continue
                chosen = other
        rest = row[1:].lstrip()
        named.append(chosen + rest if rest == b"}" else chosen + b"," + rest)
    return named
