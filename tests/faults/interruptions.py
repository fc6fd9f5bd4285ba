"""Calls that are cut short: cancelled on the one side, by Ctrl-C on the other."""

import asyncio
import itertools
import secrets
from typing import Any

from tests.cancellation.sides import SIDES as CUTTING
from tests.faults.matrix import Call, Perform
from tests.faults.scene import PAGE, Scene

_STRIDE = 4
"""Every fourth await, from a different one on each time: `tests/cancellation` has all of them."""


def interrupted(usual: Perform) -> Perform:
    """Cut the call short again and again, further on each time, until it comes to its end."""

    def perform(scene: Scene, side: Any) -> None:
        cutting = next(one for one in CUTTING if one.name == side.name)
        for at in itertools.count(secrets.randbelow(_STRIDE), _STRIDE):
            scene.begin_anew()
            cut = cutting.cut(
                scene.client_options(),
                at,
                lambda zd: usual(zd, scene, side),
                lambda: nothing_is_half_done(scene),
                lambda zd: zd.account_settings.show(),
            )
            if not cut.reached:
                return

    async def perform_async(scene: Scene, side: Any) -> None:
        await asyncio.to_thread(perform, scene, side)

    return lambda zd, scene, side: (perform_async if side.name == "async" else perform)(scene, side)


def nothing_is_half_done(scene: Scene) -> None:
    """Check what a call that was cut short anywhere has left."""
    if scene.call in {Call.POST, Call.PUT}:
        assert scene.effects() <= 1
    if scene.call is Call.GET:
        assert len(scene.seen) <= len(scene.model())
        assert len({record.id for record in scene.seen}) == len(scene.seen)
    if scene.call is Call.EXPORT:
        assert len(scene.counted()) in {0, 10 * PAGE, len(scene.model())}, "half a page counts"
