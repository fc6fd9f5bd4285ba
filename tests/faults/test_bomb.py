"""A small answer that unpacks to a huge one is refused before it is in memory."""

import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.faults.effects import Packed
from tests.faults.scene import Worlds
from zendesk_async.emulator import Fault

LIMIT = 64 * 1024 * 1024
PROGRAM = Path(__file__).with_name("bomb_program.py")


def bomb(megabytes: int) -> bytes:
    """Return a gzip of so many megabytes of blanks, made of one of them: a full flush lets it stand again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03" + block * megabytes + packer.flush(zlib.Z_FINISH) + bytes(8)


@pytest.mark.parametrize("side", ["async", "sync"])
def test_half_a_megabyte_that_unpacks_to_six_hundred_is_too_large(side: str, accounts: Worlds) -> None:
    content = bomb(600)
    assert len(content) < 700_000
    accounts.portal.call(accounts.reading.faults.clear)
    accounts.reading.faults.add(Fault(Packed(content), operation="ShowUser", times=None))
    done = subprocess.run(
        [sys.executable, PROGRAM, side, accounts.reading.url],
        cwd=Path.cwd(),
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert told["error"] == "ResponseTooLarge"
    assert told["grown"] < 2 * LIMIT, f"{told['grown'] / 2**20:.0f} MB"
