"""When an interceptor whose stages are known can be anywhere: a fan of its flights, and the table it fills."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from detente.errors import RangeError
from detente.flying.ascents import Staged, burning
from detente.flying.vehicles import GravityTurn, StagedInterceptor, StagedMissile
from detente.kernels.compile import Floats, cores_for
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.earths import sphere
from detente.kernels.forces import COAST, LEG_COLUMNS
from detente.kernels.staged_flyout import DISTANCE, HEIGHT, between, boxes, fly_fan, passage_table, passages
from detente.messages import say

STILL = sphere(False)
EASTWARDS = (0.0, 0.0, 1.0)  # normal of the plane of a flight along the equator
START = (EARTH_RADIUS, 0.0, 0.0, 0.0, 0.0, 0.0)
UPRIGHT = 0.5 * math.pi
COARSE = 36  # steering angles with which the flattest one is looked for
FIRST = 25  # flights of a fan before it is refined, evenly spread in the angle at burnout
MOST = 200
SAMPLE = 10.0  # [s] between samples of a flight, about
CLOSE = 10.0  # [m] a flight found between its neighbours lies this near to the integrated one: 3 ms at 3 km/s
MARGIN = 2.0e4  # [m] below the least intercept height: flights that top out just there shape those just above


@dataclass(frozen=True, eq=False)
class Fan:
    """Flights of one interceptor from flat to vertical, after the burnout of its last stage.

    steers (k,) [rad], time (m,) [s], flights (k, m, 4): distance, height [m] and their rates [m/s]. error_m: greatest
    distance between a flight taken from its neighbours and the same flight integrated, half way between them.
    """

    steers: Floats
    time: Floats
    flights: Floats
    error_m: float
    box: Floats
    kind: Floats

    def times(self, points: Floats) -> tuple[Floats, Floats]:
        """Earliest and latest time (n,) [s] at which a flight passes points (n, 2: distance, height [m]); NaN: none."""
        earliest, latest = np.empty(len(points)), np.empty(len(points))
        with cores_for(len(points)):
            passages(self.flights, self.steers, self.time, self.box, self.kind, points, earliest, latest)
        return earliest, latest

    def table(self, distances: Floats, height_step: float, heights: int) -> tuple[Floats, Floats]:
        """The same for every distance [m] and height 0, height_step, ... [m]: two arrays (distances, heights)."""
        earliest, latest = np.empty((2, distances.size, heights))
        passage_table(
            self.flights, self.steers, self.time, self.box, self.kind, distances, height_step, earliest, latest
        )
        return earliest, latest


@lru_cache(maxsize=16)
def kept_fan(interceptor: StagedInterceptor) -> Fan:
    """`fan`, remembered."""
    return fan(interceptor)


def fan(interceptor: StagedInterceptor) -> Fan:
    """Fly the interceptor at steering angles from the flattest to the vertical one, as many as smoothness asks for.

    Refuses: RangeError when it falls back before burnout even straight up.
    """
    booster = interceptor.booster
    steers = _first_steers(booster)
    time = _samples(interceptor)
    flights, error = flown(booster, steers, time), 0.0
    tried = np.zeros(0)
    while True:
        middles = np.setdiff1d(0.5 * (steers[1:] + steers[:-1]), tried)
        if middles.size == 0 or steers.size + middles.size > MOST:
            break
        new = flown(booster, middles, time)
        errors = np.array(
            [_apart(flights, steers, middle, one, interceptor) for middle, one in zip(middles, new, strict=True)]
        )
        rough = errors > CLOSE
        error = max(error, float(errors[~rough].max(initial=0.0)))
        tried = np.concatenate([tried, middles[~rough]])
        order = np.argsort(np.concatenate([steers, middles[rough]]))
        steers = np.concatenate([steers, middles[rough]])[order]
        flights = np.concatenate([flights, new[rough]])[order]
    shape = (steers.size - 1, time.size - 1)
    box, kind = np.empty((*shape, 4)), np.empty((*shape, 2))
    boxes(flights, steers, time[1] - time[0], box, kind)
    return Fan(steers, time, flights, error, box, kind)


def flown(booster: StagedMissile, steers: Floats, time: Floats) -> Floats:
    """Distance, height [m] and their rates [m/s], (steers, time, 4), of flights integrated at these steering angles."""
    rows = [burning(booster, float(steer), 1.0)[0] for steer in steers]
    burnout = booster.ascent_time_s
    legs = np.zeros((steers.size, max(len(row) for row in rows) + 1, LEG_COLUMNS))
    for k, row in enumerate(rows):
        legs[k, : len(row)] = row
        legs[k, len(row) :, :3] = burnout, burnout, 1.0  # legs of no duration
        mass, area = Staged(booster).falling(row[-1])
        legs[k, -1, :3], legs[k, -1, 6], legs[k, -1, 7] = (burnout, max(burnout, time[-1]), mass), area, COAST
    flights = np.empty((steers.size, time.size, 4))
    fly_fan(START, legs, np.array(booster.drag), EASTWARDS, STILL, time, flights)
    return flights


def _climbs(booster: StagedMissile, steers: Floats) -> Floats:
    """Flight-path angle [rad] at burnout; NaN for a flight that falls before."""
    _, _, along, rise = flown(booster, steers, np.array([booster.ascent_time_s]))[:, 0].T
    return np.asarray(np.arctan2(rise, along))


def _first_steers(booster: StagedMissile) -> Floats:
    """Steering angles [rad], rising, from the flattest that burns out level or climbing to the vertical.

    Evenly spread in the flight-path angle at burnout.
    """
    if isinstance(booster.steering, GravityTurn):
        tried = UPRIGHT - np.concatenate([[0.0], np.geomspace(1e-4, UPRIGHT, COARSE - 1)])
    else:
        tried = np.linspace(UPRIGHT, 0.0, COARSE)
    climbs = _climbs(booster, tried)
    if not climbs[0] >= 0.0:
        raise RangeError(
            say(
                "{booster} falls back before burnout even straight up. Check its stages and coasts.",
                booster=booster.name,
            )
        )
    good = _leading(climbs)
    steep, flat = tried[good - 1], tried[min(good, COARSE - 1)]
    for _ in range(3):
        inside = np.linspace(steep, flat, 8)
        last = _leading(_climbs(booster, inside)) - 1
        steep, flat = inside[last], inside[min(last + 1, 7)]
    tried = np.append(tried[:good], steep)
    climbs = np.maximum.accumulate(_climbs(booster, tried)[::-1])
    even = np.interp(np.linspace(climbs[0], climbs[-1], FIRST), climbs, tried[::-1])
    return np.unique(np.concatenate([[steep], even, [UPRIGHT]]))


def _leading(climbs: Floats) -> int:
    """How many flights, from the first on, reach burnout without sinking."""
    bad = ~(climbs >= 0.0)
    return int(np.argmax(bad)) if bad.any() else climbs.size


def _samples(interceptor: StagedInterceptor) -> Floats:
    """Times (m,) [s] from burnout to the flight-time limit, or to the fall of the vertical flight."""
    burnout, limit = interceptor.booster.ascent_time_s, interceptor.maximum_flight_time_s
    coarse = np.linspace(burnout, limit, 400)
    height = flown(interceptor.booster, np.array([UPRIGHT]), coarse)[0, :, HEIGHT]
    up = np.flatnonzero(np.isfinite(height))
    end = coarse[min(up[-1] + 1, coarse.size - 1)]
    return np.linspace(burnout, end, max(24, math.ceil((end - burnout) / SAMPLE) + 1))


def _apart(flights: Floats, steers: Floats, steer: float, one: Floats, interceptor: StagedInterceptor) -> float:
    """Greatest distance [m] between a flight and what its neighbours say of it, where it may meet something."""
    k, found = int(np.searchsorted(steers, steer)) - 1, np.empty((len(one), 2))
    between(flights, steers, k, steer, found)
    apart = np.hypot(found[:, 0] - one[:, DISTANCE], found[:, 1] - one[:, HEIGHT])
    counts = np.isfinite(apart) & (one[:, HEIGHT] >= interceptor.minimum_altitude_m - MARGIN)
    return float(apart[counts].max(initial=0.0))
