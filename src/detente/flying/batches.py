"""Many samples of the numbers at once: the flights and sites of several phases, as arrays with the samples in front."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.polynomial import Chebyshev, Polynomial

from detente.flying.charts import Shots
from detente.flying.footprint import Encounters
from detente.kernels.batches import sampled_encounters
from detente.kernels.compile import Bools, Floats, Ints, cores_for
from detente.kernels.constants import EARTH_RATE
from detente.kernels.flyout import LOFTS, ascents
from detente.kernels.refraction import STANDARD_FACTOR

LONGEST = 6.0e6  # [m] greatest speed * burn time of an interceptor whose ascents are read from one series
TERMS = 12  # of that series: right to 1e-11, see tests/kernels/test_sampled_encounters.py


@dataclass(frozen=True, eq=False)
class ManyDefences:
    """What stands in p phases under n samples of the numbers; every site and sensor once.

    sites (s, SITE), see `windows.site_rows`; kinds (s,): row of weapons (n, i, 5: speed, burn time, least and greatest
    height, greatest flight time); owns (s, k). Radars: places (k, 3: latitude, longitude, facing [rad]) and sensors
    (n, k, 4: range, least elevation, half width, track time). Satellites: eyes (n, e, 2). watching (p, k), orbiting
    (p, e): which of them stand in which phase. Rules: policy, commit_delay (n,) [s], after_burnout.
    """

    sites: Floats
    kinds: Ints
    owns: Bools
    weapons: Floats
    places: Floats
    sensors: Floats
    eyes: Floats
    watching: Bools
    orbiting: Bools
    policy: str
    commit_delay: Floats
    after_burnout: bool


@cache
def ascent_series() -> tuple[Floats, Floats]:
    """Shape of all ascents: heights (LOFTS,) and angles (LOFTS, TERMS) as `kernels.batches.scaled_ascents` takes them.

    Height over speed * burn time does not depend on the two; range angle over it does through the Earth's roundness.
    """
    gained = 0.5 * LONGEST * (1.0 - np.cos(np.pi * (np.arange(TERMS) + 0.5) / TERMS))
    kept = np.empty((TERMS, LOFTS, 2))
    for row, length in zip(kept, gained, strict=True):
        ascents(length, 1.0, row)
    series = [Chebyshev.fit(gained, kept[:, i, 1] / gained, TERMS - 1, domain=[0.0, LONGEST]) for i in range(LOFTS)]
    angles = np.array([each.convert(kind=Polynomial, domain=[0.0, 1.0], window=[0.0, 1.0]).coef for each in series])
    return np.ascontiguousarray(kept[0, :, 0] / gained[0]), np.ascontiguousarray(angles)


def batch(defences: ManyDefences, launches: Floats, shots: Shots) -> tuple[Encounters, ...]:
    """Ask every site of every phase whether it meets each flight in time, sample by sample.

    The answers of `footprint.encounter`, one for each phase, with the samples in front and all s sites, whether they
    stand in that phase or not. launches (m, 2) [rad]: of the shots.
    """
    d = defences
    organic, own = d.policy == "organic", d.policy != "engage-on-remote"
    shape, phases, sites = shots.status.shape, len(d.watching), len(d.sites)
    burnt, release = np.empty(shape), np.empty((*shape, phases))
    released, latest = np.empty((*shape, sites if organic else 0)), np.empty((*shape, sites))
    lazy = not own and bool(d.orbiting.any(axis=1).all())
    with cores_for(shots.status.size):
        sampled_encounters(
            launches, shots.missiles[:, :2].copy(), EARTH_RATE, shots.status, shots.aim,
            d.places, d.sensors, STANDARD_FACTOR, d.eyes, d.watching, d.orbiting,
            d.sites, d.kinds, d.owns, own, d.weapons, *ascent_series(), lazy, burnt, release, released, latest,
        )  # fmt: skip
    found = []
    for phase in range(phases):
        tracked = released if organic else np.repeat(release[..., phase, None], sites, axis=-1)
        ready = np.maximum(tracked, burnt[..., None]) if d.after_burnout else tracked
        found.append(Encounters(shots.status, burnt, ready + d.commit_delay[:, None, None, None], latest))
    return tuple(found)
