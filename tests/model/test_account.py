"""export == model, always: 2,000 random steps of an account, its clients and the network. `make fuzz` takes more."""

import pytest

from tests.model.machine import AccountMachine, take_steps

STEPS, PARTS = 2_000, 4


# In parts, so that several processes share the work.
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_happens_the_account_and_its_exports_are_what_they_must_be(part: int) -> None:
    wanted = AccountMachine.steps + STEPS // PARTS
    take_steps(lambda: AccountMachine.steps >= wanted)
