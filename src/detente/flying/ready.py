"""Compile the kernels once, with progress: the first run on a machine takes a while, later ones load them."""

from collections.abc import Callable, Iterator

import numpy as np

from detente.flying.footprint import defended_area, encounter, equal_area_grid, flights
from detente.flying.same_missile import same_missile
from detente.flying.trajectory import arc, fly, fly_far
from detente.flying.vehicles import Infrared, Interceptor, Missile, Radar, Rules, Site, Stage, StagedMissile
from detente.flying.windows import Defence, engage

MISSILE = Missile("sample", 5000.0, 100.0)
WEAPON = Interceptor("sample", 4000.0, 60.0, 1e5, 400.0)
DEFENCE = Defence(
    (Site("sample", (5.0, 5.0), WEAPON, (0,)),),
    (Radar("sample", (5.0, 5.0), 2e6, 0.05, 10.0),),
    Infrared(1e4, 10.0),
    Rules("launch-on-remote", 10.0, 10.0, True),
)
BOOSTER = StagedMissile("sample", (Stage(5000.0, 1200.0, 230.0, 75.0, 0.84),), 1000.0)
LAUNCH, AIM = np.array([[0.0, 0.0]]), np.array([[0.3, 0.3]])


def steps() -> Iterator[tuple[str, Callable[[], object]]]:
    """What there is to compile, one call each."""
    yield "arcs", lambda: arc(5000.0, 40.0, 10.0, (0.0, 0.0))
    yield "flights", lambda: flights(MISSILE, LAUNCH, AIM)
    yield "engagements", lambda: encounter(DEFENCE, flights(MISSILE, LAUNCH, AIM))
    yield "maps", lambda: defended_area(DEFENCE, MISSILE, [(0.0, 0.0)], equal_area_grid(10.0, 12.0, 10.0, 12.0, 4))
    yield "timelines", lambda: engage(DEFENCE, MISSILE, (0.0, 0.0), (17.0, 17.0))


def close_ups() -> Iterator[tuple[str, Callable[[], object]]]:
    """What the close-ups of one vehicle need beside that."""
    yield "arcs", lambda: arc(5000.0, 40.0, 10.0, (0.0, 0.0))
    yield "flights", lambda: fly(MISSILE, (0.0, 0.0), (17.0, 17.0))
    yield "stages and air", lambda: fly_far(BOOSTER, (0.0, 0.0), 90.0, tier="full")
    yield "announced flights", lambda: same_missile(1.0e6, 1.0e6, 90.0)


def make_ready(progress: Callable[[str, float], None], close_up: bool = False) -> None:
    """Compile, or load what was compiled before; close_up: what one vehicle needs, and not what maps need."""
    todo = list(close_ups() if close_up else steps())
    for done, (name, call) in enumerate(todo):
        progress(f"preparing {name} (compiled once per machine)", done / len(todo))
        call()
