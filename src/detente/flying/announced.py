"""An announced flight - apogee, ground range, perhaps a time - put to the test of two bodies and a powered ascent."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from detente.errors import RangeError
from detente.kernels.boost import burnout, climb_at
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS, STANDARD_GRAVITY
from detente.kernels.gravity import apogee_radius, fall, minimum_energy, semi_major_axis

HALF_ROUND = math.pi * EARTH_RADIUS  # [m]
LOFTED = 1.5  # an apogee this many times that of least energy makes a flight lofted
BALLISTIC = 0.6  # below this share of the least-energy apogee a flight cannot be ballistic
DELAYS = {True: (100.0, 300.0), False: (30.0, 190.0)}  # [s] of the ascent: lofted long-range flights, others; see below
LONG = 1500.0e3  # [m] apogee from which a lofted flight counts as long-range


@dataclass(frozen=True)
class Arc:
    """The arc without an ascent that tops out and comes down as announced; speeds [m/s], angle [rad], time [s]."""

    speed: float
    climb: float
    free_flight: float
    least_energy_apogee: float


@dataclass(frozen=True)
class SameMissile:
    """What the missile of an announced flight would do on its best path, for one burn time [s].

    burnout_speed of the announced flight and burnout_speed_best of the longest one [m/s]; greatest range [m], half
    way round the Earth for a missile that can fall anywhere.
    """

    burn_time: float
    burnout_speed: float
    burnout_speed_best: float
    greatest_range: float


def surface_arc(apogee_m: float, range_m: float) -> Arc:
    """The two-body arc between two points of the surface with this apogee and range; sphere, no rotation, no air.

    Refuses: RangeError for a range of 0 or beyond half way round, an apogee of 0 or less, or NaN.
    Source:  Bate, Mueller & White (1971), ch. 6; docs/methods/announced-flights.md.
    """
    if not (0.0 < range_m < HALF_ROUND and 0.0 < apogee_m < 1.0e8):
        raise RangeError(
            f"found a range of {range_m / 1e3:g} km and an apogee of {apogee_m / 1e3:g} km; expected a range of more "
            "than 0 and less than half way round the Earth, 20,015 km, and an apogee of more than 0 km."
        )
    half, top = 0.5 * range_m / EARTH_RADIUS, EARTH_RADIUS + apogee_m
    e = apogee_m / (top - EARTH_RADIUS * math.cos(half))
    p = top * (1.0 - e)
    a = p / (1.0 - e * e)
    speed = math.sqrt(EARTH_MU * (2.0 / EARTH_RADIUS - 1.0 / a))
    across = math.sqrt(EARTH_MU * p) / EARTH_RADIUS
    radial = math.sqrt(max(0.0, speed * speed - across * across))
    time, _ = fall(EARTH_RADIUS, radial, across, EARTH_RADIUS)
    least, angle = minimum_energy(2.0 * half, EARTH_RADIUS)
    apogee = apogee_radius(EARTH_RADIUS, least * math.sin(angle), least * math.cos(angle)) - EARTH_RADIUS
    return Arc(speed, math.atan2(radial, across), time, apogee)


def is_ballistic(apogee_m: float, arc: Arc) -> bool:
    """Is the apogee that of a ballistic missile over this range, or far below it, as of a glider?"""
    return apogee_m >= BALLISTIC * arc.least_energy_apogee


def expected_delay(apogee_m: float, arc: Arc) -> tuple[float, float]:
    """Least and greatest delay [s] of a powered ascent against the bare arc that reported flights show.

    The bands are those of the reported flights in tests/published/flights.csv: 100 to 300 s for lofted long-range
    flights, 30 to 190 s for others.
    """
    return DELAYS[apogee_m >= LONG and apogee_m >= LOFTED * arc.least_energy_apogee]


def same_missile(apogee_m: float, range_m: float, burn_time_s: float) -> SameMissile:
    """How far would the missile of this flight go with the same payload and propellant on its best path?

    The ascent is that of a notional missile. It is solved for the burnout speed and angle that give the announced
    apogee and range; what gravity took on that steep ascent is given back, and taken again on the flatter one.
    Air is left out of both. Refuses: RangeError when no ascent of this burn time gives the announced flight.
    Source: docs/methods/announced-flights.md.
    """
    arc = surface_arc(apogee_m, range_m)

    def off(x: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
        gone, top = _shot(1e3 * x[0], x[1], burn_time_s)
        return (gone - range_m) / 1e3, (top - apogee_m) / 1e3

    found = optimize.root(off, (0.95 * arc.speed / 1e3, arc.climb), tol=1e-9)
    if not found.success:
        raise RangeError(
            f"no ascent of {burn_time_s:g} s leads to an apogee of {apogee_m / 1e3:g} km and a range of "
            f"{range_m / 1e3:g} km; try a shorter burn time."
        )
    speed, climb = 1e3 * float(found.x[0]), float(found.x[1])
    ideal = speed + _gravity_loss(climb, burn_time_s)

    def shortfall(angle: float) -> float:
        gone, _ = _shot(ideal - _gravity_loss(angle, burn_time_s), angle, burn_time_s)
        return -(HALF_ROUND if math.isnan(gone) else min(gone, HALF_ROUND))

    best = optimize.minimize_scalar(shortfall, bounds=(0.02, climb), method="bounded", options={"xatol": 1e-4})
    angle = float(best.x)
    return SameMissile(burn_time_s, speed, ideal - _gravity_loss(angle, burn_time_s), -float(best.fun))


def _shot(speed: float, climb: float, burn_time: float) -> tuple[float, float]:
    """Range and apogee [m] of a whole burn and the arc that follows, on an Earth held still; NaN in orbit."""
    height, gone = burnout(speed, burn_time, burn_time, climb)
    r = EARTH_RADIUS + height
    radial, across = speed * math.sin(climb), speed * math.cos(climb)
    time, change = fall(r, radial, across, EARTH_RADIUS)
    if math.isnan(time):
        return math.nan, math.nan
    a = semi_major_axis(r, speed)
    e_sin, e_cos = r * radial / math.sqrt(EARTH_MU * a), 1.0 - r / a
    e, start = math.hypot(e_sin, e_cos), math.atan2(e_sin, e_cos)
    b = math.sqrt(1.0 - e * e)
    turns = [math.atan2(b * math.sin(E), math.cos(E) - e) for E in (start, start + change)]
    angle = (turns[1] - turns[0]) % (2.0 * math.pi)
    return EARTH_RADIUS * (gone + angle), apogee_radius(r, radial, across) - EARTH_RADIUS


def _gravity_loss(climb: float, burn_time: float) -> float:
    """Speed [m/s] that gravity takes along the climb law, by the trapezoidal rule; height is left out."""
    times = np.linspace(0.0, burn_time, 101)
    steep = [math.sin(climb_at(time, burn_time, climb)) for time in times]
    return STANDARD_GRAVITY * float(np.trapezoid(steep, times))
