"""Compile the kernels once, with progress: the first run on a machine takes a while, later ones load them."""

from collections.abc import Callable, Iterator

import numpy as np

from detente.flying.batches import ManyDefences, batch
from detente.flying.charts import chart
from detente.flying.coverage import coverage_outline
from detente.flying.flyout_path import path_to
from detente.flying.footprint import (
    defended_area,
    earliest_launches,
    encounter,
    equal_area_grid,
    flights,
    latest_launches,
)
from detente.flying.same_missile import same_missile
from detente.flying.trajectory import arc, fly, fly_far
from detente.flying.vehicles import Infrared, Interceptor, Missile, Radar, Rules, Site, Stage, StagedMissile
from detente.flying.windows import Defence, engage, site_rows
from detente.messages import mark, say

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
    yield mark("arcs"), lambda: arc(5000.0, 40.0, 10.0, (0.0, 0.0))
    yield mark("flights"), lambda: flights(MISSILE, LAUNCH, AIM)
    yield mark("engagements"), lambda: encounter(DEFENCE, flights(MISSILE, LAUNCH, AIM))
    yield (
        mark("maps"),
        lambda: defended_area(DEFENCE, MISSILE, [(0.0, 0.0)], equal_area_grid(10.0, 12.0, 10.0, 12.0, 4)),
    )
    yield mark("live pictures"), _halves
    yield mark("timelines"), lambda: engage(DEFENCE, MISSILE, (0.0, 0.0), (17.0, 17.0))


def _halves() -> object:
    """The two halves of an encounter alone, and the way of an interceptor to a point."""
    flown = flights(MISSILE, LAUNCH, AIM)
    return (
        earliest_launches(DEFENCE, flown), latest_launches(DEFENCE, 0, flown),
        path_to(WEAPON, (5.0, 5.0), (0.1, 0.1, 2e5)), coverage_outline(DEFENCE.radars[0], 3e5),
    )  # fmt: skip


def close_ups() -> Iterator[tuple[str, Callable[[], object]]]:
    """What the close-ups of one vehicle need beside that."""
    yield mark("arcs"), lambda: arc(5000.0, 40.0, 10.0, (0.0, 0.0))
    yield mark("flights"), lambda: fly(MISSILE, (0.0, 0.0), (17.0, 17.0))
    yield mark("stages and air"), lambda: fly_far(BOOSTER, (0.0, 0.0), 90.0, tier="full")
    yield mark("announced flights"), lambda: same_missile(1.0e6, 1.0e6, 90.0)


def samplings() -> Iterator[tuple[str, Callable[[], object]]]:
    """What many samples at once need beside the steps of maps."""
    yield "samples", _one_sample


def _one_sample() -> object:
    """One site, radar and satellite under one sample of a missile, its flight read from a chart."""
    box = np.array([[90.0, 110.0]])
    made = chart(lambda at: np.array([5000.0, at[0], 0.0, 5000.0]), box, LAUNCH, AIM, "minimum-energy")
    some = np.ones((1, 1), dtype=np.bool_)
    sensors, weapons = np.array([[[2e6, 0.05, 3.2, 10.0]]]), np.array([[[4000.0, 60.0, 1e5, np.inf, 400.0]]])
    places, eyes, kinds = np.array([[0.1, 0.1, 0.0]]), np.array([[[1e4, 10.0]]]), np.zeros(1, dtype=np.int64)
    defences = ManyDefences(
        site_rows(DEFENCE.sites), kinds, some, weapons, places, sensors, eyes, some, some, "engage-on-remote",
        np.array([10.0]), True,
    )  # fmt: skip
    return batch(defences, LAUNCH, made.read(np.array([[100.0]])))


def make_ready(progress: Callable[[str, float], None], close_up: bool = False, samples: bool = False) -> None:
    """Compile, or load what was compiled before.

    close_up: what one vehicle needs, and not what maps need; samples: also what many samples at once need.
    """
    todo = [*(close_ups() if close_up else steps()), *(samplings() if samples else ())]
    for done, (name, call) in enumerate(todo):
        progress(say("preparing {name} (compiled once per machine)", name=name), done / len(todo))
        call()
