"""Fly-out of staged interceptors found again: each point solved by integration, and flights integrated by SciPy."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from detente.flying.ascents import Staged
from detente.flying.flyout import flyout
from detente.flying.shots import Launcher, Shot
from detente.flying.staged_flyout import UPRIGHT, Fan, flown, kept_fan
from detente.flying.vehicles import Interceptor, PitchProgramme, Stage, StagedInterceptor, StagedMissile
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS
from detente.kernels.earths import sphere
from detente.kernels.frames import central_angle
from tests.flying.second_opinion import Spread, Vector, spread, standard_air

km = 1e3
EAST = 0.5 * math.pi
TILT = PitchProgramme(math.radians(6.0))


def three_stages(coast: float, name: str = "three stages") -> StagedMissile:
    """A made-up booster of 1.8 t with a pause [s] before its last stage: nobody's interceptor."""
    stages = (
        Stage(700.0, 170.0, 260.0, 12.0, 0.53),
        Stage(800.0, 200.0, 270.0, 20.0, 0.50, coast_s=coast),
        Stage(250.0, 60.0, 280.0, 20.0, 0.50),
    )
    return StagedMissile(name, stages, 60.0, steering=TILT)


NO_COAST = StagedInterceptor(three_stages(0.0), 100.0 * km, 1_500.0)
WITH_COAST = StagedInterceptor(three_stages(20.0), 100.0 * km, 1_500.0)
SAMPLES = {"no coast": NO_COAST, "coast of 20 s before the last stage": WITH_COAST}


# A point solved by integration alone


@dataclass(frozen=True)
class Errors:
    """Differences [s] of fastest and latest times, and how many points only one of the two solutions passes."""

    fastest: Spread
    latest: Spread
    lost: int


@cache
def against_integration(which: str, points: int = 150, seed: int = 1908) -> Errors:
    """Random points of the table of one of SAMPLES, beside the direct solution."""
    interceptor, random = SAMPLES[which], np.random.default_rng(seed)
    chart = flyout(interceptor)
    rows, columns = np.nonzero(np.isfinite(chart.values[2:]))
    picked = random.choice(rows.size, points, replace=False)
    fastest, latest, lost = [], [], 0
    for i, j in zip(rows[picked] + 2, columns[picked], strict=True):
        found = passing_times(which, float(chart.distance[i]), float(chart.height[j]))
        if not found:
            lost += 1
            continue
        fastest.append(abs(chart.values[i, j] - min(found)))
        latest.append(abs(chart.latest_arrival_time.values[i, j] - max(found)))
    return Errors(spread(np.array(fastest)), spread(np.array(latest)), lost)


def passing_times(which: str, distance: float, height: float) -> list[float]:
    """Every time [s] at which some flight passes a point: a root of the miss in height for each change of its sign."""
    interceptor = SAMPLES[which]
    steers, heights = _heights(which, distance)
    missed, last = heights - height, steers.size - 1
    found = []

    def miss(steer: float) -> float:
        return height_over(interceptor, steer, distance)[0] - height

    for k in np.flatnonzero(missed[1:] * missed[:-1] < 0.0):
        low, high = steers[k], steers[k + 1]
        if miss(low) * miss(high) > 0.0:  # the first look is rough
            low, high = steers[max(0, k - 1)], steers[min(last, k + 2)]
        if miss(low) * miss(high) <= 0.0:
            steer = brentq(miss, low, high, xtol=1e-13)
            found.append(height_over(interceptor, steer, distance)[1])
    return [time for time in found if time <= interceptor.maximum_flight_time_s]


@cache
def _dense(which: str) -> tuple[Vector, Vector]:
    """Many steering angles from the flattest to the vertical, and their flights."""
    fan = kept_fan(SAMPLES[which])
    steers = np.unique(np.concatenate([np.linspace(a, b, 6) for a, b in zip(fan.steers, fan.steers[1:], strict=False)]))
    return steers, flown(SAMPLES[which].booster, steers, fan.time)


def _heights(which: str, distance: float) -> tuple[Vector, Vector]:
    """Steering angles [rad] and, roughly, the height [m] of their flights over a ground distance [m]; -1 km: short."""
    steers, flights = _dense(which)
    at = [np.interp(distance, one[:, 0], one[:, 1], right=-km) for one in map(_up, flights)]
    return steers, np.array(at)


def _up(flight: Vector) -> Vector:
    return flight[np.isfinite(flight[:, 0])]


def height_over(interceptor: StagedInterceptor, steer: float, distance: float) -> tuple[float, float]:
    """Height [m] and time [s] at which a flight of the program's engine, fired alone, is over a ground distance [m].

    A flight that falls before is 1 km deep there, at no time.
    """
    booster = interceptor.booster
    shot = Launcher(booster.name, Staged(booster), (0.0, 0.0), sphere(False), True).fire(EAST, steer)
    assert isinstance(shot, Shot)

    def at(time: float) -> tuple[float, float]:
        x, y, z, *_ = shot.state(time)
        return central_angle(0.0, 0.0, math.atan2(z, math.hypot(x, y)), math.atan2(y, x)) * EARTH_RADIUS, math.hypot(
            x, y, z
        ) - EARTH_RADIUS

    if at(shot.time)[0] < distance:
        return -km, math.nan
    time = brentq(lambda t: at(t)[0] - distance, shot.burnout.time, shot.time, xtol=1e-10)
    return at(time)[1], time


# A flight by SciPy, in its plane


def planar(booster: StagedMissile, steer: float, until: float, tolerance: float = 1e-10) -> tuple[Vector, Vector]:
    """Times (n,) [s] and states (n, 4) - range angle, radius, their rates - of a flight with a pitch programme.

    The program's engine knows nothing of this form: polar coordinates, one leg after the other by `solve_ivp`.
    """
    assert isinstance(booster.steering, PitchProgramme)
    rate = booster.steering.rate_rad_s
    state = np.array([0.0, EARTH_RADIUS, 0.0, 0.0])
    times, states = [np.zeros(1)], [state[None, :]]
    for start, stop, thrust, mass, flow, area in _legs(booster, (UPRIGHT - steer) / rate, until):

        def rates(t: float, s: Vector, start: float = start, thrust: float = thrust, mass: float = mass,
                  flow: float = flow, area: float = area) -> Vector:  # fmt: skip
            elevation = max(steer, UPRIGHT - rate * t)
            return _polar(s, elevation, thrust, mass - flow * (t - start), area, booster.drag)

        span: dict[str, Any] = {"rtol": tolerance, "atol": tolerance, "events": _down}
        found = solve_ivp(rates, (start, stop), state, method="DOP853", **span)
        state = found.y[:, -1]
        times.append(found.t[1:])
        states.append(found.y.T[1:])
        if found.status == 1:
            break
    return np.concatenate(times), np.concatenate(states)


Leg = tuple[float, float, float, float, float, float]


def _legs(booster: StagedMissile, bend: float, until: float) -> Iterator[Leg]:
    """Start, stop [s], thrust [N], mass at the start [kg], flow [kg/s] and cross-section [m^2], cut at the bend [s]."""
    now = 0.0
    for number, stage in enumerate(booster.stages):
        area, mass, ends = 0.25 * math.pi * stage.diameter_m**2, booster.mass_at_ignition_kg(number), stage.burn_time_s
        for stop in sorted({min(max(bend, now), now + ends), now + ends}):
            if stop > now:
                yield now, stop, stage.thrust_n, mass, stage.flow_kg_s, area
                mass, ends, now = mass - stage.flow_kg_s * (stop - now), ends - (stop - now), stop
        if stage is booster.stages[-1]:
            yield now, until, 0.0, mass, 0.0, area
        elif stage.coast_s > 0.0:
            above = booster.stages[number + 1].diameter_m
            yield now, now + stage.coast_s, 0.0, mass - stage.empty_mass_kg, 0.0, 0.25 * math.pi * above**2
            now += stage.coast_s


def _down(t: float, s: Vector) -> float:
    return 1.0 if t < 1.0 else float(s[1] - EARTH_RADIUS)


_down.terminal = True  # type: ignore[attr-defined]


def _polar(s: Vector, elevation: float, thrust: float, mass: float, area: float, drag: tuple) -> Vector:
    """Rates of range angle, radius, angular and radial speed."""
    _, r, turn, rise = s
    along = r * turn
    density, sound = standard_air(max(r - EARTH_RADIUS, -2e3))
    level = 6_356_766.0 * (r - EARTH_RADIUS) / (r - EARTH_RADIUS + 6_356_766.0)
    density *= math.exp(
        -0.034163195 * max(0.0, level - 84_852.0) / 186.946
    )  # above the standard's top, as the page says
    speed = math.hypot(along, rise)
    machs, coefficients = zip(*drag, strict=True)
    brake = 0.5 * density * speed * np.interp(speed / sound, machs, coefficients) * area
    push_along = (thrust * math.cos(elevation) - brake * along) / mass
    push_up = (thrust * math.sin(elevation) - brake * rise) / mass
    return np.array([turn, rise, (push_along - 2.0 * rise * turn) / r, push_up - EARTH_MU / r**2 + r * turn**2])


# Beside the interceptor known by speed and burn time


@dataclass(frozen=True)
class Apart:
    """How far a staged interceptor is from the notional one with its burnout speed and burn time.

    speed_km_s, burn_s of both; times: differences [s] where both get; ours_m, notional_m: greatest distance at the
    least height and greatest height [m].
    """

    speed_km_s: float
    burn_s: float
    median_s: float
    low_s: float
    high_s: float
    distances_m: tuple[float, float]
    heights_m: tuple[float, float]


@cache
def beside_notional(which: str) -> Apart:
    """Staged less notional, over all points of a grid of distances and heights that both reach while they climb."""
    staged = SAMPLES[which]
    speed, burn = burnout_speed(kept_fan(staged)), staged.booster.ascent_time_s
    notional = Interceptor("notional", speed, burn, staged.minimum_altitude_m, staged.maximum_flight_time_s)
    ours, theirs = flyout(staged), flyout(notional)
    other = theirs.interp(distance=ours.distance, height=ours.height)
    differences = (ours - other).values[np.isfinite((ours - other).values)]
    low, median, high = np.quantile(differences, [0.05, 0.5, 0.95])
    return Apart(
        speed / km, burn, float(median), float(low), float(high),
        (ours.attrs["greatest_distance_m"], theirs.attrs["greatest_distance_m"]),
        (ours.attrs["greatest_height_m"], theirs.attrs["greatest_height_m"]),
    )  # fmt: skip


def burnout_speed(fan: Fan) -> float:
    """Speed [m/s] at burnout of the flight that burns out at 45 degrees."""
    r = EARTH_RADIUS + fan.flights[:, 0, 1]
    along, rise = fan.flights[:, 0, 2] * r / EARTH_RADIUS, fan.flights[:, 0, 3]
    return float(np.interp(math.radians(45.0), np.arctan2(rise, along), np.hypot(along, rise)))


# The tables of docs/validation.md


def integration_table() -> str:
    """Errors of the fly-out table of a staged interceptor against direct integration, as Markdown."""
    lines = ["| interceptor | solution | median | 95 % | greatest | points |", "| --- | --- | --- | --- | --- | --- |"]
    for which in SAMPLES:
        errors = against_integration(which)
        for name, found in (("fastest", errors.fastest), ("latest", errors.latest)):
            sizes = (1e3 * x for x in (found.median, found.p95, found.greatest))
            three = " | ".join(f"{x:.{1 if x < 10.0 else 0}f} ms" if x >= 1.0 else "below 1 ms" for x in sizes)
            lines.append(f"| {which} | {name} | {three} | {found.count} |")
    return "\n".join(lines)


def notional_table() -> str:
    """How far staged interceptors are from the notional ones of the same burnout speed and time, as Markdown."""
    lines = [
        "| staged interceptor | burnout speed at 45 deg | time to burnout | time to a point, staged less notional: "
        "median [5 %, 95 %] | greatest distance | greatest height |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for which in SAMPLES:
        a = beside_notional(which)
        distances, heights = (
            f"{x[0] / km:,.0f} km, notional {x[1] / km:,.0f} km" for x in (a.distances_m, a.heights_m)
        )
        lines.append(
            f"| {which} | {a.speed_km_s:.2f} km/s | {a.burn_s:.0f} s | {a.median_s:+.1f} s "
            f"[{a.low_s:+.1f}, {a.high_s:+.1f}] | {distances} | {heights} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(integration_table(), notional_table(), sep="\n\n")
