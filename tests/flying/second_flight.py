"""Integrated flights a second and a third time: heyoka on the gradient of the potential, SciPy in the turning frame.

Falls without air over the flattened Earth: heyoka's Taylor series on a potential that heyoka itself differentiates,
and SciPy's DOP853 on the same potential by Legendre polynomials, both stopped on the ellipsoid. Whole flights of staged
missiles through air: SciPy in the frame that turns with the Earth, with Coriolis and centrifugal terms, its own air,
ellipsoid and steering.
"""

import itertools
import math
from dataclasses import replace
from functools import cache
from typing import Any

import heyoka as hy
import numpy as np
from numpy.polynomial import legendre
from scipy.integrate import solve_ivp

from detente.flying.aiming import farthest
from detente.flying.ascents import Place, Staged
from detente.flying.events import events
from detente.flying.shots import Launcher, Shot
from detente.flying.vehicles import GravityTurn, Stage, StagedMissile
from detente.kernels.boost import ascend
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.earths import WGS84, Earth, ellipsoid, sphere
from detente.kernels.forces import COAST, LEG_COLUMNS
from detente.kernels.gravity_turn import gravity_turn
from detente.kernels.integrator import KEPT, LANDED, STAGES, integrate, stepped
from detente.kernels.launch import arc_fall, arc_state, moving
from tests.flying.second_opinion import AL_HUSSEIN, SCUD_B, TWO_STAGES, Spread, Vector, spread, standard_air

RATE, RADIUS, FLATTENING = WGS84[1:4]
POLAR = RADIUS * (1.0 - FLATTENING)
NO_AIR = np.array([[0.0, 0.0]])

# Invented, to fly what Forden's vehicles do not have: a pause between stages, thrust that grows as the air thins, and
# a payload that separates.
THREE_STAGES = StagedMissile(
    "three stages",
    (
        Stage(23_000.0, 2_300.0, 260.0, 60.0, 1.7, coast_s=3.0, sea_level_impulse_s=235.0),
        Stage(7_500.0, 800.0, 285.0, 65.0, 1.3, coast_s=8.0, sea_level_impulse_s=240.0),
        Stage(3_800.0, 420.0, 285.0, 60.0, 1.3),
    ),
    1_000.0,
    ballistic_coefficient_kg_m2=5_000.0,
)


# Falls without air


def fall_legs() -> Vector:
    """One coast without air."""
    legs = np.zeros((1, LEG_COLUMNS))
    legs[0, 1], legs[0, 2], legs[0, 7] = 1e5, 1.0, COAST
    return legs


class Taylor:
    """Inertial fall in the potential of an Earth by heyoka, stopped on its surface."""

    def __init__(self, earth: Earth) -> None:
        radius, polar, zonal = earth[2], earth[2] * (1.0 - earth[3]), earth[4:]
        variables = x, y, z, u, v, w = hy.make_vars("x", "y", "z", "u", "v", "w")
        r = (x * x + y * y + z * z) ** 0.5
        s = z / r
        shapes = (1.5 * s**2 - 0.5, 2.5 * s**3 - 1.5 * s, 4.375 * s**4 - 3.75 * s**2 + 0.375)  # Legendre P2, P3, P4
        bulge = sum(-j * (radius / r) ** n * p for n, j, p in zip((2, 3, 4), zonal, shapes, strict=True))
        potential = earth[0] / r * (1.0 + bulge)
        pulls = [hy.diff(potential, variable) for variable in variables[:3]]
        ground = (x * x + y * y) / radius**2 + z * z / polar**2 - 1.0
        self.integrator = hy.taylor_adaptive(
            [*zip(variables[:3], (u, v, w), strict=True), *zip(variables[3:], pulls, strict=True)],
            [radius, 0.0, 0.0, 0.0, 0.0, 0.0],
            t_events=[hy.t_event(ground, direction=hy.event_direction.negative)],
        )

    def fall(self, start: Any) -> tuple[Vector, float]:
        """Inertial point of fall [m] and time [s]."""
        self.integrator.time, self.integrator.state[:] = 0.0, start
        self.integrator.reset_cooldowns()
        self.integrator.propagate_until(1e5)
        return self.integrator.state[:3].copy(), self.integrator.time


def legendre_fall(start: Any, earth: Earth) -> tuple[Vector, float]:
    """The same by SciPy: the gradient of the potential from Legendre polynomials and their derivatives."""
    radius, polar = earth[2], earth[2] * (1.0 - earth[3])

    def rates(_: float, state: Vector) -> Vector:
        return np.concatenate([state[3:], potential_gradient(state[:3], earth)])

    def ground(t: float, s: Vector) -> float:
        return float((s[0] ** 2 + s[1] ** 2) / radius**2 + s[2] ** 2 / polar**2 - 1.0) if t > 1.0 else 1.0

    ground.terminal = True  # type: ignore[attr-defined]
    found = solve_ivp(
        rates, (0.0, 1e5), np.array(start), method="DOP853", rtol=3e-14, atol=1e-9, events=ground, max_step=200.0
    )
    return found.y[:3, -1], float(found.t[-1])


SHAPES = [(n, legendre.Legendre.basis(n), legendre.Legendre.basis(n).deriv()) for n in (2, 3, 4)]


def potential_gradient(position: Vector, earth: Earth) -> Vector:
    """Acceleration [m/s^2] of point mass and zonal harmonics."""
    r = float(np.linalg.norm(position))
    sine, outward = position[2] / r, position / r
    radial, polar = -earth[0] / r**2, 0.0
    for (n, shape, slope), j in zip(SHAPES, earth[4:], strict=True):
        size = earth[0] * j * earth[2] ** n / r ** (n + 2)
        radial, polar = radial + (n + 1) * size * shape(sine), polar - size * slope(sine)
    return radial * outward + polar * (np.array([0.0, 0.0, 1.0]) - sine * outward)


def _integrated(start: Any) -> tuple[Vector, float]:
    """Our fall over the flattened Earth."""
    kept = np.empty((KEPT, 8))
    filled, ending, _ = integrate(start, fall_legs(), NO_AIR, (0.0, 0.0, 1.0), WGS84, kept)
    assert ending == LANDED
    return kept[filled - 1, 1:4], kept[filled - 1, 0]


def _closed(start: Any) -> tuple[Vector, float]:
    """Our fall on the sphere, in closed form."""
    time, _ = arc_fall(start, EARTH_RADIUS)
    return np.array(arc_state(start, time)[:3]), time


@cache
def falls(flattened: bool, cases: int = 200, seed: int = 2026) -> dict[str, Spread]:
    """Differences in place [m] and time [s] of random falls from each of the two libraries."""
    earth = ellipsoid(False) if flattened else sphere(False)
    random, taylor, found = np.random.default_rng(seed), Taylor(earth), []
    for _ in range(cases):
        lat, lon = random.uniform(-1.4, 1.4), random.uniform(-math.pi, math.pi)
        speed, climb = random.uniform(1_000.0, 7_500.0), random.uniform(0.15, 1.5)
        azimuth, height = random.uniform(0.0, 2.0 * math.pi), random.uniform(2e4, 4e5)
        start = moving(lat, lon, height, speed, climb, azimuth, 0.0, earth)
        place, time = (_integrated if flattened else _closed)(start)
        here = []
        for there, then in (taylor.fall(start), legendre_fall(start, earth)):
            here += [float(np.linalg.norm(place - there)), abs(time - then)]
        found.append(here)
    columns = np.array(found).T
    names = ("heyoka place", "heyoka time", "scipy place", "scipy time")
    return {name: spread(column) for name, column in zip(names, columns, strict=True)}


# Whole flights of staged missiles through air


@cache
def whole_flights(cases: int = 12, seed: int = 2027) -> dict[str, Spread]:
    """Differences in place [m] and time [s] of fall of whole `full` flights, and at burnout."""
    random, found = np.random.default_rng(seed), []
    for k in range(cases):
        missile = (SCUD_B, AL_HUSSEIN, replace(TWO_STAGES, steering=GravityTurn()), THREE_STAGES)[k % 4]
        launch = (random.uniform(-1.0, 1.0), random.uniform(-math.pi, math.pi))
        azimuth = random.uniform(0.0, 2.0 * math.pi)
        shot = _good_shot(missile, launch, azimuth, random)
        found.append(flown_again(missile, shot, launch))
    columns = np.array(found).T
    names = ("place", "time", "burnout", "apogee time", "entry time")
    return {name: spread(column[np.isfinite(column)]) for name, column in zip(names, columns, strict=True)}


def _good_shot(missile: StagedMissile, launch: Place, azimuth: float, random: np.random.Generator) -> Shot:
    """A shot beside the longest one: a little steeper, with most of the burn."""
    launcher = Launcher(missile.name, Staged(missile), launch, ellipsoid(True), True)
    best = farthest(launcher, azimuth)
    steer = best.steer + random.uniform(0.0, 0.3) * (0.5 * math.pi - best.steer)
    shot = launcher.fire(azimuth, steer, random.uniform(0.97, 1.0))
    assert isinstance(shot, Shot)
    return shot


def flown_again(missile: StagedMissile, shot: Shot, launch: Place) -> tuple[float, float, float, float, float]:
    """Differences in place [m] and time [s] of fall, in place [m] at burnout, and in the times [s] of apogee and entry.

    Integrated in the turning frame. NaN for the entry of a flight that stays below 100 km.
    """
    up = _normal(*launch)
    east = np.array([-math.sin(launch[1]), math.cos(launch[1]), 0.0])
    level = math.cos(shot.azimuth) * np.cross(up, east) + math.sin(shot.azimuth) * east
    plane = np.cross(up, level)
    state = np.concatenate([_placed(*launch), np.zeros(3)])
    time, left = 0.0, shot.effort * missile.burn_time_s
    for number, stage in enumerate(missile.stages):
        mass = missile.payload_kg + sum(later.fuelled_mass_kg for later in missile.stages[number:])
        burn = min(left, stage.burn_time_s)
        for start, stop in _cut(time, time + burn, missile, shot.steer):
            rates = _burning(missile, stage, mass, time, plane, shot.steer)
            state = solve_ivp(rates, (start, stop), state, method="DOP853", rtol=1e-11, atol=1e-6).y[:, -1]
        time, left = time + burn, left - burn
        if left <= 1e-9:
            remaining = mass - stage.flow_kg_s * burn
            break
        if stage.coast_s:
            above = missile.stages[number + 1]
            area = 0.25 * math.pi * above.diameter_m**2
            rates = _coasting(mass - stage.fuelled_mass_kg, area, missile.drag)
            span = (time, time + stage.coast_s)
            state = solve_ivp(rates, span, state, method="DOP853", rtol=1e-11, atol=1e-6).y[:, -1]
            time += stage.coast_s
    at_burnout = _fixed(shot.state(shot.burnout.time), shot.burnout.time) - state[:3]
    place, then, top, entry = _fallen(missile, stage, state, time, remaining)
    here = _fixed(shot.state(shot.time), shot.time)
    ours = {event.name: event.time for event in events(shot)}
    return (
        float(np.linalg.norm(here - place)),
        abs(shot.time - then),
        float(np.linalg.norm(at_burnout)),
        abs(ours["apogee"] - top),
        abs(ours.get("entry below 100 km", math.nan) - entry),
    )


def _fallen(
    missile: StagedMissile, stage: Stage, state: Vector, time: float, mass: float
) -> tuple[Vector, float, float, float]:
    """Place [m] and time [s] of fall, times of apogee and of entry below 100 km (NaN without one)."""
    area = 0.25 * math.pi * stage.diameter_m**2
    if missile.ballistic_coefficient_kg_m2 is not None:
        mass, area = 1.0, 1.0 / (missile.ballistic_coefficient_kg_m2 * missile.drag[-1][1])

    def ground(_: float, s: Vector) -> float:
        return float((s[0] ** 2 + s[1] ** 2) / RADIUS**2 + s[2] ** 2 / POLAR**2 - 1.0)

    def outward(_: float, s: Vector) -> float:
        return float(s[:3] @ s[3:])

    def entry(_: float, s: Vector) -> float:
        return _beneath(s[:3])[1] - 1e5

    ground.terminal = True  # type: ignore[attr-defined]
    for event in (ground, outward, entry):
        event.direction = -1.0  # type: ignore[attr-defined]
    rates, watched = _coasting(mass, area, missile.drag), [ground, outward, entry]
    found = solve_ivp(rates, (time, 1e5), state, method="DOP853", rtol=1e-11, atol=1e-6, events=watched, max_step=20.0)
    times = [float(when[0]) if len(when) else math.nan for when in found.t_events]
    return found.y[:3, -1], times[0], times[1], times[2]


def _cut(start: float, stop: float, missile: StagedMissile, steer: float) -> list[tuple[float, float]]:
    """The burn of a stage in pieces without corners of the steering rule."""
    if isinstance(missile.steering, GravityTurn):
        corners = [missile.steering.vertical_rise_s, missile.steering.vertical_rise_s + missile.steering.pitch_over_s]
    else:
        corners = [(0.5 * math.pi - steer) / missile.steering.rate_rad_s]
    ends = [start, *(corner for corner in corners if start < corner < stop), stop]
    return list(itertools.pairwise(ends))


def _burning(missile: StagedMissile, stage: Stage, mass: float, lit: float, plane: Vector, steer: float) -> Any:
    area = 0.25 * math.pi * stage.diameter_m**2

    def rates(t: float, s: Vector) -> Vector:
        up, height = _beneath(s[:3])
        density, sound = _air(height)
        pressure = density * sound**2 / 1.4
        sea_level = stage.sea_level_impulse_s or stage.specific_impulse_s
        impulse = stage.specific_impulse_s - (stage.specific_impulse_s - sea_level) * pressure / 101_325.0
        thrust = impulse * 9.80665 * (stage.fuelled_mass_kg - stage.empty_mass_kg) / stage.burn_time_s
        now = mass - (stage.fuelled_mass_kg - stage.empty_mass_kg) / stage.burn_time_s * (t - lit)
        speed = float(np.linalg.norm(s[3:]))
        brake = _brake(speed, density, sound, area, missile.drag)
        force = thrust * _direction(t, s, up, plane, missile, steer) - brake * s[3:]
        return np.concatenate([s[3:], force / now + _free(s)])

    return rates


def _direction(t: float, s: Vector, up: Vector, plane: Vector, missile: StagedMissile, steer: float) -> Vector:
    rule = missile.steering
    if isinstance(rule, GravityTurn):
        since = t - rule.vertical_rise_s
        if since >= rule.pitch_over_s:
            return s[3:] / np.linalg.norm(s[3:])
        elevation = 0.5 * math.pi - max(0.0, since) / rule.pitch_over_s * (0.5 * math.pi - steer)
    else:
        elevation = max(steer, 0.5 * math.pi - rule.rate_rad_s * t)
    level = np.cross(plane, up)
    return math.sin(elevation) * up + math.cos(elevation) * level / np.linalg.norm(level)


def _coasting(mass: float, area: float, drag: Any) -> Any:
    def rates(_: float, s: Vector) -> Vector:
        _, height = _beneath(s[:3])
        density, sound = _air(height)
        brake = _brake(float(np.linalg.norm(s[3:])), density, sound, area, drag)
        return np.concatenate([s[3:], _free(s) - brake / mass * s[3:]])

    return rates


def _air(height: float) -> tuple[float, float]:
    """The standard, whose last temperature goes on above its seven layers; no deeper than a trial step dips."""
    density, sound = standard_air(max(height, -2e3))
    level = 6_356_766.0 * height / (6_356_766.0 + height)
    return density * math.exp(-0.034163195 * max(0.0, level - 84_852.0) / 186.946), sound


def _brake(speed: float, density: float, sound: float, area: float, drag: Any) -> float:
    machs, coefficients = zip(*drag, strict=True)
    return float(0.5 * density * speed * np.interp(speed / sound, machs, coefficients) * area)


def _free(s: Vector) -> Vector:
    """Gravity to J4, Coriolis and centrifugal acceleration [m/s^2]."""
    turn = np.array([2.0 * RATE * s[4] + RATE**2 * s[0], -2.0 * RATE * s[3] + RATE**2 * s[1], 0.0])
    return potential_gradient(s[:3], WGS84) + turn


def _normal(lat: float, lon: float) -> Vector:
    return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])


def _placed(lat: float, lon: float) -> Vector:
    """On the ellipsoid, by its half axes."""
    n = RADIUS**2 / math.hypot(RADIUS * math.cos(lat), POLAR * math.sin(lat))
    up = _normal(lat, lon)
    return n * up * np.array([1.0, 1.0, (POLAR / RADIUS) ** 2])


def _beneath(position: Vector) -> tuple[Vector, float]:
    """Vertical and height [m] by fixed-point rounds on the latitude."""
    across, e2 = math.hypot(position[0], position[1]), FLATTENING * (2.0 - FLATTENING)
    lat, height = math.atan2(position[2], across * (1.0 - e2)), 0.0
    for _ in range(6):
        n = RADIUS / math.sqrt(1.0 - e2 * math.sin(lat) ** 2)
        height = across * math.cos(lat) + position[2] * math.sin(lat) - RADIUS**2 / n
        lat = math.atan2(position[2], across * (1.0 - e2 * n / (n + height)))
    return _normal(lat, math.atan2(position[1], position[0])), height


def _fixed(state: Any, time: float) -> Vector:
    """Earth-fixed position of an inertial state."""
    c, s = math.cos(RATE * time), math.sin(RATE * time)
    return np.array([c * state[0] + s * state[1], c * state[1] - s * state[0], state[2]])


# Order of convergence


def orders() -> dict[str, tuple[float, float]]:
    """Errors of each integrator for a step and for half of it, [m]; their ratio is 2 to the order."""
    start = moving(0.7, 0.3, 2e5, 6_500.0, 0.4, 1.0, 0.0, WGS84)
    return {
        "Dormand-Prince 8(7)": (_marched(start, 4), _marched(start, 8)),
        "Simpson's rule of the prescribed ascent": (_climbed(4), _climbed(8)),
        "Runge-Kutta of the gravity turn of announced flights": (_tipped(200), _tipped(400)),
    }


def _marched(start: Any, steps: int) -> float:
    """Error [m] of 1000 s of fall in equal steps against eight times as many."""

    def march(count: int) -> Vector:
        s, k, legs = start, np.empty((STAGES, 6)), fall_legs()
        for i in range(count):
            s, _ = stepped(i * 1e3 / count, 1e3 / count, s, legs[0], NO_AIR, (0.0, 0.0, 1.0), WGS84, k)
        return np.array(s[:3])

    return float(np.linalg.norm(march(steps) - march(8 * steps)))


def _climbed(steps: int) -> float:
    ascent = (7_000.0, 180.0, 180.0, 0.4)
    return abs(ascend(0.0, 180.0, 0.0, 0.0, ascent, steps)[0] - ascend(0.0, 180.0, 0.0, 0.0, ascent, 40 * steps)[0])


def _tipped(steps: int) -> float:
    """Error [m] of the height at burnout. Without air, whose layers would hide the order."""

    def height(count: int) -> float:
        path = np.empty((count + 1, 2))
        return gravity_turn(8_300.0, 180.0, 0.06, (2, 2_353.6, 1e30), path)[0]

    return abs(height(steps) - height(16 * steps))
