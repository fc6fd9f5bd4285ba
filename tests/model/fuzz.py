"""Drive the model for so many minutes: `python -m tests.model.fuzz --minutes 30`, or `make fuzz MINUTES=30`."""

import argparse
import logging
import sys
import time

from tests.model.machine import AccountMachine, take_steps


def main() -> int:
    """Take random steps until the time is over, and print what was done."""
    parser = argparse.ArgumentParser(prog="python -m tests.model.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    asked = parser.parse_args()
    for name in ("aiohttp.server", "zendesk_async"):  # which tell of every request that was troubled on purpose
        logging.getLogger(name).addHandler(logging.NullHandler())
    ends = time.monotonic() + 60 * asked.minutes
    accounts = take_steps(lambda: time.monotonic() >= ends)
    print(f"{AccountMachine.steps} steps in {accounts} accounts")
    for what, times in sorted(AccountMachine.counts.items()):
        print(f"{times:8} {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
