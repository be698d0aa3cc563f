"""The missile behind an announced flight: how fast it was at burnout, and how far it would go on its usual path."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from detente.errors import RangeError
from detente.flying.announced import HALF_ROUND, surface_arc
from detente.kernels.compile import Floats
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS, STANDARD_GRAVITY
from detente.kernels.gravity import apogee_radius, eccentric_anomaly, fall, minimum_energy, semi_major_axis
from detente.kernels.gravity_turn import STEPS, gravity_turn
from detente.messages import say

Build = tuple[int, float, float]

BUILD: Build = (2, 240.0 * STANDARD_GRAVITY, 60.0e3)
"""Stages, exhaust speed [m/s], launch mass over drag area [kg/m^2] of the notional missile; assumed, with their
grounds and what they are worth in docs/methods/announced-flights.md."""

LONG_RANGE = 5.5e6  # [m] from here on a missile is intercontinental
SHORT_SPEED = 3.0e3  # [m/s] arc speed below which a missile counts as short-range
BURN_TIMES = {  # [s] low, middle, high, by class; assumed, see docs/methods/announced-flights.md
    "short-range": (60.0, 75.0, 90.0),
    "medium-range": (70.0, 120.0, 180.0),
    "long-range": (120.0, 180.0, 240.0),
}
COAST_POINTS = 121  # of a drawn arc
FAR = 4.0e7  # [m] stands for a fall that never comes
HIGH = 1.0e9  # [m] stands for an escape
STEEPEST, FLATTEST = math.log(1e-7), math.log(1.5)  # log of the tip-over [rad]


@dataclass(frozen=True, eq=False)
class SameMissile:
    """An announced flight with a powered ascent, and its missile on the usual path, for one burn time [s].

    burnout_speed [m/s] and flight_time [s] of the announced flight; ideal_speed [m/s], what the propellant is worth;
    usual_speed [m/s] at burnout and usual_range [m] on the usual path, half way round the Earth for a missile that
    can fall anywhere. flown, usual: ground distance and height (n, 2) [m] along both; usual is empty for such a one.
    """

    burn_time: float
    burnout_speed: float
    flight_time: float
    ideal_speed: float
    usual_speed: float
    usual_range: float
    flown: Floats
    usual: Floats


@dataclass(frozen=True)
class _Shot:
    """A whole burn and the arc after it; speed [m/s] and climb [rad] at burnout. Range FAR in orbit."""

    range: float
    apogee: float
    time: float
    speed: float
    climb: float


_FAILED = _Shot(0.0, -1.0, 0.0, 0.0, -1.0)


def missile_class(arc_speed_m_s: float) -> str:
    """short-, medium- or long-range, by what the speed of the bare arc could reach at best."""
    if arc_speed_m_s < SHORT_SPEED:
        return "short-range"
    return (
        "long-range" if arc_speed_m_s >= minimum_energy(LONG_RANGE / EARTH_RADIUS, EARTH_RADIUS)[0] else "medium-range"
    )


def same_missile(apogee_m: float, range_m: float, burn_time_s: float, build: Build = BUILD) -> SameMissile:
    """How far would the missile of this flight go with the same payload and propellant on its usual path?

    A gravity turn of the notional missile is solved for the propellant and the tip-over that give the announced
    apogee and range. The same propellant is then flown with the tip-over whose burnout angle is that of least energy
    for the range it gives. It goes at least as far as it was announced to have gone.

    Arguments: build: stages, exhaust speed [m/s], launch mass over drag area [kg/m^2] of the notional missile.
    Refuses:   RangeError when no ascent of this burn time gives the announced flight.
    Source:    docs/methods/announced-flights.md.
    """
    tip = _tip_for(apogee_m, range_m, burn_time_s, build)
    ideal = _ideal_for(apogee_m, tip, burn_time_s, build)
    if ideal is None or abs(_shot(ideal, burn_time_s, tip, build).range - range_m) > 1e-3 * range_m + 100.0:
        raise RangeError(
            say(
                "no ascent of {burn:g} s leads to an apogee of {apogee:g} km and a range of "
                "{range:g} km; try a shorter burn time.",
                burn=burn_time_s,
                apogee=apogee_m / 1e3,
                range=range_m / 1e3,
            )
        )
    flown = _shot(ideal, burn_time_s, tip, build)
    usual_tip = _usual_tip(ideal, burn_time_s, build) or tip
    usual = _shot(ideal, burn_time_s, usual_tip, build)
    if usual.range < range_m:
        usual, usual_tip = flown, tip
    anywhere = usual.range >= HALF_ROUND
    return SameMissile(
        burn_time=burn_time_s,
        burnout_speed=flown.speed,
        flight_time=flown.time,
        ideal_speed=ideal,
        usual_speed=usual.speed,
        usual_range=min(usual.range, HALF_ROUND),
        flown=_path(ideal, burn_time_s, tip, build),
        usual=np.empty((0, 2)) if anywhere else _path(ideal, burn_time_s, usual_tip, build),
    )


def _tip_for(apogee: float, range_: float, burn_time: float, build: Build) -> float:
    """Tip-over [rad] of the ascent with this apogee and range: at one apogee, the more tip, the farther."""

    def too_far(log_tip: float) -> float:
        ideal = _ideal_for(apogee, math.exp(log_tip), burn_time, build)
        return (
            1.0 if ideal is None else min(_shot(ideal, burn_time, math.exp(log_tip), build).range / range_ - 1.0, 1.0)
        )

    if not too_far(STEEPEST) < 0.0 < too_far(FLATTEST):
        return math.nan
    return math.exp(float(optimize.brentq(too_far, STEEPEST, FLATTEST, xtol=1e-9)))


def _ideal_for(apogee: float, tip: float, burn_time: float, build: Build) -> float | None:
    """Ideal speed [m/s] that tops out at this apogee after this tip-over; None when none does."""
    if math.isnan(tip):
        return None

    def too_high(ideal: float) -> float:
        return min(_shot(ideal, burn_time, tip, build).apogee, HIGH) / apogee - 1.0

    least = math.sqrt(2.0 * EARTH_MU * (1.0 / EARTH_RADIUS - 1.0 / (EARTH_RADIUS + apogee)))  # straight up at once
    most = 2.0 * least + 1.5 * STANDARD_GRAVITY * burn_time + 4.0e3
    if not too_high(least) <= 0.0 < too_high(most):
        return None
    return float(optimize.brentq(too_high, least, most, xtol=1e-6))


def _usual_tip(ideal: float, burn_time: float, build: Build) -> float | None:
    """Tip-over [rad] that ends the burn at the least-energy angle for the range it gives; None for a mere hop."""

    def too_steep(log_tip: float) -> float:
        shot = _shot(ideal, burn_time, math.exp(log_tip), build)
        return shot.climb - 0.25 * (math.pi - min(shot.range, HALF_ROUND) / EARTH_RADIUS)

    if not too_steep(STEEPEST) > 0.0 > too_steep(FLATTEST):
        return None
    return math.exp(float(optimize.brentq(too_steep, STEEPEST, FLATTEST, xtol=1e-9)))


def _shot(ideal: float, burn_time: float, tip: float, build: Build) -> _Shot:
    """A gravity turn and the arc that follows, on an Earth held still."""
    path = np.empty((STEPS + 1, 2))
    height, angle, radial, level = gravity_turn(ideal, burn_time, tip, build, path)
    if math.isnan(height):
        return _FAILED
    r, speed, climb = EARTH_RADIUS + height, math.hypot(radial, level), math.atan2(radial, level)
    top = apogee_radius(r, radial, level) - EARTH_RADIUS if radial > 0.0 else float(path[:, 0].max())
    time, change = fall(r, radial, level, EARTH_RADIUS)
    if math.isnan(time):
        return _Shot(FAR, top, math.inf, speed, climb)
    a = semi_major_axis(r, speed)
    if radial < 0.0:  # already past the top, of which `fall` expects one more
        time -= 2.0 * math.pi * math.sqrt(a**3 / EARTH_MU)
        change -= 2.0 * math.pi
    start, e = eccentric_anomaly(r, radial, a)
    angle += _true_anomaly(start + change, e) - _true_anomaly(start, e)
    return _Shot(EARTH_RADIUS * angle, top, burn_time + time, speed, climb)


def _true_anomaly(E: float, e: float) -> float:
    """[rad], on the same turn as E."""
    return E + 2.0 * math.atan2(e * math.sin(E), 1.0 + math.sqrt(1.0 - e * e) - e * math.cos(E))


def _path(ideal: float, burn_time: float, tip: float, build: Build) -> Floats:
    """Ground distance and height (n, 2) [m] of an ascent and its arc, to draw."""
    climb = np.empty((STEPS + 1, 2))
    height, angle, radial, level = gravity_turn(ideal, burn_time, tip, build, climb)
    r = EARTH_RADIUS + height
    a = semi_major_axis(r, math.hypot(radial, level))
    start, e = eccentric_anomaly(r, radial, a)
    _, change = fall(r, radial, level, EARTH_RADIUS)
    turned = np.linspace(start, start + change, COAST_POINTS)
    gone = np.array([_true_anomaly(float(E), e) - _true_anomaly(start, e) for E in turned])
    arc = np.stack([EARTH_RADIUS * (angle + gone), a * (1.0 - e * np.cos(turned)) - EARTH_RADIUS], axis=1)
    ascent = np.stack([EARTH_RADIUS * climb[:, 1], climb[:, 0]], axis=1)
    return np.concatenate([ascent[::5], arc[1:]])


def arc_path(apogee_m: float, range_m: float) -> Floats:
    """Ground distance and height (n, 2) [m] of the arc without an ascent, to draw."""
    arc = surface_arc(apogee_m, range_m)
    radial, across = arc.speed * math.sin(arc.climb), arc.speed * math.cos(arc.climb)
    a = semi_major_axis(EARTH_RADIUS, arc.speed)
    start, e = eccentric_anomaly(EARTH_RADIUS, radial, a)
    _, change = fall(EARTH_RADIUS, radial, across, EARTH_RADIUS)
    turned = np.linspace(start, start + change, COAST_POINTS)
    gone = np.array([_true_anomaly(float(E), e) - _true_anomaly(start, e) for E in turned])
    return np.stack([EARTH_RADIUS * gone, a * (1.0 - e * np.cos(turned)) - EARTH_RADIUS], axis=1)
