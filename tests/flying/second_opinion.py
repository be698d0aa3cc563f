"""The same questions answered a second time, by other means; what the two differ by goes to docs/validation.md.

Free flight: the program follows Kepler's ellipse in the inertial frame and turns the Earth below it; here a Taylor
integrator (heyoka) solves the equations of the rotating frame, with Coriolis and centrifugal terms, and finds apogee
and impact as events. Ascents, staged ascents and interceptors: DOP853 of SciPy on equations written out again.
Maps: every cell on its own, along a path sampled two hundred times as finely, without tables.
"""

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import heyoka as hy
import numpy as np
import numpy.typing as npt
from scipy.integrate import solve_ivp
from scipy.optimize import brentq, root

from detente.errors import RangeError
from detente.flying.aiming import PATHS
from detente.flying.ascents import Staged
from detente.flying.flyout import kept_ascents
from detente.flying.footprint import defended_area, equal_area_grid
from detente.flying.trajectory import LEAN, fly, missile_row, speed_for_range
from detente.flying.vehicles import (
    Infrared,
    Interceptor,
    Missile,
    PitchProgramme,
    Radar,
    Rules,
    Site,
    Stage,
    StagedMissile,
    radians,
)
from detente.flying.windows import Defence, infrared_row, ownership, radar_rows
from detente.kernels.boost import BURNT_SHARE, burnout
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS, EARTH_RATE, STANDARD_GRAVITY
from detente.kernels.earths import sphere
from detente.kernels.encounters import BOOST, release_times, sample, solve
from detente.kernels.flyout import arrival

Vector = npt.NDArray[np.float64]
SPIN = np.array([0.0, 0.0, EARTH_RATE])


@dataclass(frozen=True)
class Spread:
    """How far two answers lie apart: median, 95 %, greatest, and of how many."""

    median: float
    p95: float
    greatest: float
    count: int


def spread(differences: list[float] | Vector) -> Spread:
    """Median, 95 % and greatest of the sizes of some differences."""
    sizes = np.abs(np.asarray(differences, dtype=np.float64))
    return Spread(*(float(q) for q in np.quantile(sizes, [0.5, 0.95, 1.0])), sizes.size)


def vertical(lat: float, lon: float) -> Vector:
    """Unit vector of the local vertical; lat, lon [rad]."""
    return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])


def heading(up: Vector, azimuth: float) -> Vector:
    """Horizontal unit vector at a place, azimuth [rad] from north over east."""
    east = np.cross([0.0, 0.0, 1.0], up)
    east /= np.linalg.norm(east)
    return math.cos(azimuth) * np.cross(up, east) + math.sin(azimuth) * east


def along(up: Vector, direction: Vector, angle: float) -> tuple[Vector, Vector]:
    """Vertical and horizontal direction after `angle` [rad] along a great circle."""
    c, s = math.cos(angle), math.sin(angle)
    return c * up + s * direction, c * direction - s * up


# Free flight


class Taylor:
    """Free flight relative to the turning Earth by heyoka; `turning` [rad/s] can be set to nothing."""

    def __init__(self) -> None:
        x, y, z, u, v, w = hy.make_vars("x", "y", "z", "u", "v", "w")
        turning, r2 = hy.par[0], x * x + y * y + z * z
        pull = -EARTH_MU * r2**-1.5
        system = [
            (x, u), (y, v), (z, w),
            (u, pull * x + 2.0 * turning * v + turning**2 * x),
            (v, pull * y - 2.0 * turning * u + turning**2 * y),
            (w, pull * z),
        ]  # fmt: skip
        falling = hy.event_direction.negative
        tops = self.tops = list[float]()

        # A closure, since heyoka copies the object of a bound method.
        def top(integrator: Any, time: float, _sign: int) -> None:
            integrator.update_d_output(time)
            tops.append(float(np.linalg.norm(integrator.d_output[:3])))

        start = [EARTH_RADIUS, 0.0, 0.0, 0.0, 0.0, 0.0]
        self.free = hy.taylor_adaptive(system, start)
        self.falling = hy.taylor_adaptive(
            system,
            start,
            t_events=[hy.t_event(r2 - EARTH_RADIUS**2, direction=falling)],
            nt_events=[hy.nt_event(x * u + y * v + z * w, callback=top, direction=falling)],
        )

    def impact(self, position: Vector, velocity: Vector) -> tuple[Vector, float, float]:
        """Point of fall (unit vector), time [s] and greatest height [m] from a state relative to the Earth."""
        self._set(self.falling, position, velocity, EARTH_RATE)
        self.tops.clear()
        self.falling.reset_cooldowns()
        self.falling.propagate_until(1e5)
        point = self.falling.state[:3]
        return point / np.linalg.norm(point), self.falling.time, max(self.tops) - EARTH_RADIUS

    def position(self, position: Vector, velocity: Vector, time: float, turning: float) -> Vector:
        """Where the flight is after `time` [s]."""
        self._set(self.free, position, velocity, turning)
        self.free.propagate_until(time)
        return self.free.state[:3].copy()

    @staticmethod
    def _set(integrator: Any, position: Vector, velocity: Vector, turning: float) -> None:
        integrator.time = 0.0
        integrator.pars[0] = turning
        integrator.state[:3], integrator.state[3:] = position, velocity


@cache
def taylor() -> Taylor:
    """The integrator, built once."""
    return Taylor()


@cache
def free_flight(cases: int = 200, seed: int = 2011) -> dict[str, Spread]:
    """Differences in impact [m], time [s] and apogee [m] of random flights, all three kinds of path."""
    random = np.random.default_rng(seed)
    found: list[tuple[float, float, float]] = []
    while len(found) < cases:
        flight = _random_flight(random, PATHS[len(found) % len(PATHS)])
        if flight is not None:
            found.append(_flown_again(flight))
    impact, time, apogee = np.array(found).T
    return {"impact": spread(impact), "time": spread(time), "apogee": spread(apogee)}


def _random_flight(random: np.random.Generator, path: str) -> Any:
    """A flight over 300 to 12,000 km from anywhere below 70 degrees; None where that path does not exist."""
    launch = (random.uniform(-70.0, 70.0), random.uniform(-180.0, 180.0))
    distance, burn_time = random.uniform(3e5, 1.2e7), random.uniform(60.0, 240.0)
    spare, azimuth = random.uniform(1.05, 1.15), random.uniform(0.0, 2.0 * math.pi)
    up = vertical(*np.radians(launch))
    goal, _ = along(up, heading(up, azimuth), distance / EARTH_RADIUS)
    aim = (math.degrees(math.asin(goal[2])), math.degrees(math.atan2(goal[1], goal[0])))
    speed = spare * speed_for_range(1.02 * distance, burn_time)
    try:
        return fly(Missile("random", speed, burn_time), launch, aim, path=path)
    except RangeError:
        return None


def _flown_again(flight: Any) -> tuple[float, float, float]:
    """Differences in impact [m], time [s] and apogee [m] when the arc after burnout is integrated."""
    first = int(flight.powered.sum())
    places = [vertical(lat, lon) for lat, lon in zip(flight.latitude.values, flight.longitude.values, strict=True)]
    up, start = places[first], places[0]
    onward = (up @ start) * up - start
    onward /= np.linalg.norm(onward)
    speed, climb = flight.burnout_speed.item(), flight.flight_path_angle.item()
    velocity = speed * (math.sin(climb) * up + math.cos(climb) * onward)
    position = (EARTH_RADIUS + flight.altitude.values[first]) * up
    point, time, top = taylor().impact(position, velocity)
    return (
        EARTH_RADIUS * float(np.linalg.norm(point - places[-1])),
        abs(time + flight.burnout_time.item() - flight.flight_time.item()),
        abs(top - flight.apogee.item()),
    )


# Ascents


@cache
def ascents(cases: int = 100, seed: int = 2012) -> dict[str, Spread]:
    """Differences [m] in height and ground distance at cut-off of random ascents."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(cases):
        speed, burn_time = random.uniform(1_500.0, 7_500.0), random.uniform(40.0, 240.0)
        cut_off, climb = random.uniform(0.5, 1.0) * burn_time, random.uniform(0.05, 1.5)
        height, angle = burnout(speed, burn_time, cut_off, climb)
        expected = ascent(speed, burn_time, cut_off, climb)
        found.append((height - expected[0], (angle - expected[1]) * EARTH_RADIUS))
    heights, distances = np.array(found).T
    return {"height": spread(heights), "distance": spread(distances)}


def ascent(speed: float, burn_time: float, cut_off: float, climb_end: float) -> tuple[float, float]:
    """Height [m] and range angle [rad] at cut-off, from the differential equation of the powered ascent."""

    def rates(t: float, y: Vector) -> list[float]:
        v = speed * math.log(1.0 - BURNT_SHARE * t / burn_time) / math.log(1.0 - BURNT_SHARE)
        climb = climb_end + (0.5 * math.pi - climb_end) * (1.0 - t / cut_off) ** 3
        return [v * math.sin(climb), v * math.cos(climb) / (EARTH_RADIUS + y[0])]

    path = solve_ivp(rates, (0.0, cut_off), [0.0, 0.0], method="DOP853", rtol=1e-12, atol=[1e-7, 1e-14])
    return float(path.y[0, -1]), float(path.y[1, -1])


# Staged ascents

# Forden 2007, table 1, as transcribed in published row F-FOR-*: fuelled and dry mass [kg], specific impulse [s],
# burn time [s], diameter [m].
# Only the Scud-B's pitch rate is printed; the others get one, so that all three can be coded the same way again.
PITCH = PitchProgramme(math.radians(1.348))
SCUD_B = StagedMissile("Scud-B", (Stage(4_897.0, 1_198.0, 230.0, 75.0, 0.84),), 1_000.0, steering=PITCH)
AL_HUSSEIN = StagedMissile("Al-Hussein", (Stage(6_073.0, 1_334.0, 230.0, 90.0, 0.84),), 191.0, steering=PITCH)
TWO_STAGES = StagedMissile(
    "Taepodong-1",
    (Stage(19_900.0, 3_800.0, 240.0, 70.0, 0.88), Stage(4_897.0, 1_198.0, 230.0, 75.0, 0.84)),
    454.0,
    steering=PITCH,
)


@cache
def staged(cases: int = 12, seed: int = 2013) -> dict[str, Spread]:
    """Differences in position [m] and speed [m/s] at cut-off of random shots of three staged missiles."""
    random = np.random.default_rng(seed)
    found = []
    for k in range(cases):
        missile = (SCUD_B, AL_HUSSEIN, TWO_STAGES)[k % 3]
        launch = (random.uniform(-60.0, 60.0), random.uniform(-180.0, 180.0))
        azimuth, loft = random.uniform(0.0, 2.0 * math.pi), random.uniform(0.5, 1.3)
        cut_off = random.uniform(0.7, 1.0) * missile.burn_time_s
        found.append(staged_difference(missile, launch, azimuth, loft, cut_off))
    positions, speeds = np.array(found).T
    return {"position": spread(positions), "speed": spread(speeds)}


def staged_difference(
    missile: StagedMissile, launch: tuple[float, float], azimuth: float, loft: float, cut_off: float
) -> tuple[float, float]:
    """Difference in position [m] and Earth-relative velocity [m/s] at cut-off."""
    lat, lon = (float(x) for x in np.radians(launch))
    burnout = Staged(missile).burn((lat, lon), azimuth, loft, cut_off / missile.burn_time_s, sphere(True))
    turned = _turned_back(np.array(burnout.state), EARTH_RATE * burnout.time)
    position, velocity = staged_again(missile, vertical(lat, lon), azimuth, loft, PITCH.rate_rad_s, cut_off)
    relative = turned[3:] - np.cross(SPIN, turned[:3])
    return float(np.linalg.norm(turned[:3] - position)), float(np.linalg.norm(relative - velocity))


def _turned_back(state: Vector, angle: float) -> Vector:
    """Inertial position and velocity as seen from an Earth that has turned by angle [rad]."""
    c, s = math.cos(angle), math.sin(angle)
    back = np.array([[c, s, 0.0], [-s, c, 0.0], [0.0, 0.0, 1.0]])
    return np.concatenate([back @ state[:3], back @ state[3:]])


def staged_again(
    missile: StagedMissile, up: Vector, azimuth: float, loft: float, rate: float, cut_off: float
) -> tuple[Vector, Vector]:
    """Earth-fixed position [m] and velocity [m/s] at cut-off, integrated in the rotating frame."""
    plane = np.cross(up, heading(up, azimuth))
    state, lit = np.concatenate([EARTH_RADIUS * up, np.zeros(3)]), 0.0
    above = missile.payload_kg + sum(stage.fuelled_mass_kg for stage in missile.stages)
    for stage in missile.stages:
        flow = (stage.fuelled_mass_kg - stage.empty_mass_kg) / stage.burn_time_s
        thrust = stage.specific_impulse_s * STANDARD_GRAVITY * flow
        area = 0.25 * math.pi * stage.diameter_m**2
        ends = min(cut_off, lit + stage.burn_time_s)
        bend = (0.5 * math.pi - loft) / rate  # the pitch programme has a corner: no step across it
        for start, stop in ((lit, min(max(bend, lit), ends)), (min(max(bend, lit), ends), ends)):
            if stop > start:

                def rates(t: float, s: Vector, lit: float = lit, mass: float = above, flow: float = flow,
                          thrust: float = thrust, area: float = area) -> Vector:  # fmt: skip
                    elevation = max(loft, 0.5 * math.pi - rate * t)
                    return _forces(s, plane, elevation, thrust, mass - flow * (t - lit), area, missile.drag)

                state = solve_ivp(rates, (start, stop), state, method="DOP853", rtol=1e-10, atol=1e-5).y[:, -1]
        above -= stage.fuelled_mass_kg
        lit = ends
    return state[:3], state[3:]


def _forces(
    state: Vector, plane: Vector, elevation: float, thrust: float, mass: float, area: float, drag: Any
) -> Vector:
    """Velocity and acceleration in the rotating frame."""
    position, velocity = state[:3], state[3:]
    r = np.linalg.norm(position)
    up = position / r
    level = np.cross(plane, up)
    level /= np.linalg.norm(level)
    density, sound = standard_air(float(r) - EARTH_RADIUS)
    speed = np.linalg.norm(velocity)
    machs, coefficients = zip(*drag, strict=True)
    brake = 0.5 * density * speed * np.interp(speed / sound, machs, coefficients) * area
    force = thrust * (math.sin(elevation) * up + math.cos(elevation) * level) - brake * velocity
    inertial = 2.0 * np.cross(SPIN, velocity) + np.cross(SPIN, np.cross(SPIN, position))
    return np.concatenate([velocity, force / mass - EARTH_MU / r**2 * up - inertial])


LAPSES = ((11e3, -6.5e-3), (20e3, 0.0), (32e3, 1e-3), (47e3, 2.8e-3), (51e3, 0.0), (71e3, -2.8e-3), (84_852.0, -2e-3))


def standard_air(height: float) -> tuple[float, float]:
    """Density [kg/m^3] and sound speed [m/s] of the 1976 standard, from sea level up through its lapse rates."""
    level = min(6_356_766.0 * height / (6_356_766.0 + height), 84_852.0)
    base, temperature, pressure = 0.0, 288.15, 101_325.0
    for top, lapse in LAPSES:
        rise = min(level, top) - base
        warmer = temperature + lapse * rise
        ratio = -rise / temperature if lapse == 0.0 else math.log(temperature / warmer) / lapse
        pressure *= math.exp(0.034163195 * ratio)
        base, temperature = top, warmer
        if level <= top:
            break
    return pressure / (287.05287 * temperature), math.sqrt(1.4 * 287.05287 * temperature)


# Interceptors


def earliest(speed: float, burn_time: float, distance_m: float, height_m: float) -> tuple[float, float]:
    """Our earliest arrival [s] at a point and the loft angle [rad] that gets there; NaN out of reach."""
    kept = kept_ascents(speed, burn_time)
    return arrival(kept, speed, burn_time, distance_m / EARTH_RADIUS, height_m, math.nan)


SPEEDS = {3_000.0: 40.0, 4_500.0: 60.0, 6_300.0: 140.0, 9_000.0: 140.0}  # burnout speed [m/s]: burn time [s]
TYPICAL = {3_000.0: (1e5, 7e5), 4_500.0: (2e5, 1.6e6), 6_300.0: (4e5, 3e6), 9_000.0: (5e5, 4e6)}  # distances [m]
HEIGHTS = (1e5, 6e5)  # [m]


@cache
def fly_out(cases: int = 25, seed: int = 2014) -> dict[float, Spread]:
    """Differences [s] between our earliest arrival and a search over all loft angles, by burnout speed."""
    random = np.random.default_rng(seed)
    found = {}
    for speed, burn_time in SPEEDS.items():
        shots = [Shot(speed, burn_time, math.radians(loft)) for loft in range(91)]
        differences = []
        while len(differences) < cases:
            distance, height = random.uniform(*TYPICAL[speed]), random.uniform(*HEIGHTS)
            ours, loft = earliest(speed, burn_time, distance, height)
            if loft > 0.0:  # not a detour at less than full speed, not out of reach
                differences.append(ours - searched(shots, distance / EARTH_RADIUS, height))
        found[speed] = spread(differences)
    return found


class Shot:
    """One interceptor at one loft angle over an Earth held still, integrated from its launch on."""

    def __init__(self, speed: float, burn_time: float, loft: float) -> None:
        self.speed, self.burn_time, self.loft = speed, burn_time, loft
        height, angle = ascent(speed, burn_time, burn_time, loft)
        r, c, s = EARTH_RADIUS + height, math.cos(angle), math.sin(angle)
        rise, level = speed * math.sin(loft), speed * math.cos(loft)
        state = [r * c, r * s, rise * c - level * s, rise * s + level * c]

        def rates(_t: float, y: Vector) -> list[float]:
            pull = -EARTH_MU / (y[0] * y[0] + y[1] * y[1]) ** 1.5
            return [y[2], y[3], pull * y[0], pull * y[1]]

        def grounded(_t: float, y: Vector) -> float:
            return float(y[0] * y[0] + y[1] * y[1] - EARTH_RADIUS**2)

        grounded.terminal = True  # type: ignore[attr-defined]
        self.start = angle
        self.path = solve_ivp(
            rates, (burn_time, burn_time + 1_500.0), state, method="DOP853", rtol=1e-10, atol=1e-3,
            dense_output=True, events=grounded,
        )  # fmt: skip

    def over(self, angle: float) -> tuple[float, float]:
        """Time [s] and height [m] when the shot is `angle` [rad] away; NaN when it never is."""
        last = self.path.t[-1]
        if not self.start < angle < self._angle(last):
            return math.nan, math.nan
        time = brentq(lambda t: self._angle(t) - angle, self.burn_time, last, xtol=1e-9)
        x, y, *_ = self.path.sol(time)
        return float(time), math.hypot(x, y) - EARTH_RADIUS

    def _angle(self, time: float) -> float:
        x, y, *_ = self.path.sol(time)
        return math.atan2(y, x)


def searched(shots: list[Shot], angle: float, height: float) -> float:
    """Earliest time [s] at a point among all loft angles: bracketed by the shots at hand, then closed in."""
    passes = [shot.over(angle) for shot in shots]
    first = shots[0]
    times = []
    for low, high, a, b in zip(shots, shots[1:], passes, passes[1:], strict=False):
        if (a[1] - height) * (b[1] - height) < 0.0:

            def off(loft: float) -> float:
                return Shot(first.speed, first.burn_time, loft).over(angle)[1] - height

            loft = brentq(off, low.loft, high.loft, xtol=1e-9)
            times.append(Shot(first.speed, first.burn_time, loft).over(angle)[0])
    return min(times)


@dataclass(frozen=True)
class Rotation:
    """What the turning Earth changes in the earliest arrival [s]: sizes, mean, and points it puts out of reach."""

    sizes: Spread
    mean: float
    lost: int


DIRECTIONS = {"eastward": 90.0, "westward": 270.0}  # [deg], give or take 45


@cache
def left_out_rotation(cases: int = 60, seed: int = 2015) -> dict[tuple[float, str], Rotation]:
    """Arrival with the turning Earth less arrival on an Earth held still, by burnout speed and direction."""
    random = np.random.default_rng(seed)
    found = {}
    for speed, burn_time in SPEEDS.items():
        for direction, middle in DIRECTIONS.items():
            differences, lost = [], 0
            while len(differences) + lost < cases:
                site = vertical(math.radians(random.uniform(40.0, 60.0)), 0.0)
                azimuth = math.radians(middle + random.uniform(-45.0, 45.0))
                point = (random.uniform(*TYPICAL[speed]), random.uniform(*HEIGHTS))
                ours, loft = earliest(speed, burn_time, *point)
                if loft > 0.0:
                    turning = arrival_again(speed, burn_time, site, azimuth, point, (ours, loft), EARTH_RATE)
                    lost += math.isnan(turning)
                    differences += [] if math.isnan(turning) else [turning - ours]
            found[speed, direction] = Rotation(spread(differences), float(np.mean(differences)), lost)
    return found


def arrival_again(
    speed: float, burn_time: float, site: Vector, azimuth: float, point: tuple[float, float],
    guess: tuple[float, float], turning: float,
) -> float:  # fmt: skip
    """Arrival time [s] at a point given by ground distance and height [m], by aiming in azimuth and loft."""
    up, _ = along(site, heading(site, azimuth), point[0] / EARTH_RADIUS)
    goal = (EARTH_RADIUS + point[1]) * up

    def miss(x: Vector) -> Vector:
        height, angle = burnout(speed, burn_time, burn_time, x[1])
        above, onward = along(site, heading(site, x[0]), angle)
        velocity = speed * (math.sin(x[1]) * above + math.cos(x[1]) * onward)
        coasting = 1e3 * x[2] - burn_time
        return (taylor().position((EARTH_RADIUS + height) * above, velocity, coasting, turning) - goal) / 1e5

    found = root(miss, (azimuth, guess[1], guess[0] / 1e3), tol=1e-11)
    return 1e3 * float(found.x[2]) if found.success else math.nan


# Maps


@dataclass(frozen=True)
class MapCheck:
    """A map of defended cells drawn twice: cells that differ, those of them off the boundary, and slack [s]."""

    cells: int
    defended: int
    different: int
    off_boundary: int
    slack: Spread
    least: float
    most: float


INTERCEPTOR = Interceptor("notional 4.5 km/s", 4_500.0, 60.0, 1e5, 900.0)
IRBM = Missile("notional IRBM", speed_for_range(4_000e3, 180.0), 180.0)
LAUNCH = (33.0, 50.0)


def defence() -> Defence:
    """Two sites and a forward radar, all notional, with a delay so long that time draws part of the boundary."""
    radars = (
        Radar("forward", (38.3, 37.8), 2.0e6, math.radians(3.0), 20.0, math.radians(110.0), math.radians(180.0)),
        Radar("south", (44.1, 24.4), 1.0e6, math.radians(3.0), 20.0),
        Radar("north", (54.5, 17.1), 1.0e6, math.radians(3.0), 20.0),
    )
    sites = (Site("south", (44.1, 24.4), INTERCEPTOR, (1,)), Site("north", (54.5, 17.1), INTERCEPTOR, (2,)))
    return Defence(sites, radars, Infrared(1e4, 30.0), Rules("engage-on-remote", 660.0, 60.0, False))


@cache
def defended_cells(cells: int = 400) -> MapCheck:
    """The defended area of the notional defence against one launch point, with tables and cell by cell."""
    grid = equal_area_grid(36.0, 66.0, -5.0, 35.0, cells)
    drawn = defended_area(defence(), IRBM, [LAUNCH], grid)
    ours, again = drawn.best_slack.values, np.full(grid.shape, math.nan)
    for row, lat in enumerate(grid.latitude_rad):
        for column, lon in enumerate(grid.longitude_rad):
            if drawn.threatened.values[row, column]:
                again[row, column] = cell_slack((lat, lon))
    both = np.isfinite(ours) & np.isfinite(again)
    different = (ours >= 0.0) != (again >= 0.0)
    boundary = beside_another(again >= 0.0)
    gained = (ours - again)[both]
    return MapCheck(
        ours.size, int((ours >= 0.0).sum()), int(different.sum()), int((different & ~boundary).sum()),
        spread(gained), float(gained.min()), float(gained.max()),
    )  # fmt: skip


def beside_another(inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Cells with a neighbour, also across a corner, on the other side of the boundary."""
    padded = np.pad(inside, 1, mode="edge")
    rows, columns = inside.shape
    shifted = [padded[i : i + rows, j : j + columns] for i in range(3) for j in range(3)]
    return np.any(shifted, axis=0) & ~np.all(shifted, axis=0)


def cell_slack(goal: tuple[float, float], samples: int = 20_001) -> float:
    """Best slack [s] of the two sites for one cell [rad]: fine path, points solved one by one, no parabola."""
    t, path, boost = fine_path(IRBM, tuple(radians([LAUNCH])[0]), goal, samples)
    rules, best = defence(), -math.inf
    radars, needed = radar_rows(rules.radars)
    owns, infrared = ownership(rules.sites, len(radars)), infrared_row(rules.infrared)
    release = np.empty(len(rules.sites))
    release_times(radars, needed, owns, infrared, False, boost, t, path, release)
    for site, released in zip(rules.sites, release, strict=True):
        latest = fine_latest(t, path, boost, vertical(*radians([site.at])[0]), INTERCEPTOR)
        best = max(best, latest - released - rules.rules.commit_delay_s)
    return best


def fine_latest(t: Vector, path: Vector, boost: int, place: Vector, weapon: Interceptor, stride: int = 20) -> float:
    """Latest useful launch [s]: every twentieth point of the path, then every point around the best of them."""

    def launch(i: int) -> float:
        if path[i, 3] < weapon.minimum_altitude_m:
            return -math.inf
        distance = EARTH_RADIUS * math.acos(max(-1.0, min(1.0, float(path[i, :3] @ place))))
        time, _ = earliest(weapon.burnout_speed_m_s, weapon.burn_time_s, distance, path[i, 3])
        return float(t[i]) - time if time <= weapon.maximum_flight_time_s else -math.inf

    first = range(boost - 1, t.size, stride)
    best = max(first, key=launch)
    return max(launch(i) for i in range(max(boost - 1, best - stride), min(t.size, best + stride + 1)))


def fine_path(
    missile: Missile, launch: tuple[float, float], goal: tuple[float, float], samples: int, path: str = "minimum-energy"
) -> tuple[Vector, Vector, int]:
    """Times (n,) [s], path (n, 4) and number of powered samples of a flight, finer than the program keeps it."""
    row = missile_row(missile, path, None)
    azimuth, speed, climb, _ = solve(launch, goal, row, EARTH_RATE, LEAN[path])
    boost = 10 * BOOST
    t, track = np.empty(boost + samples - 1), np.empty((boost + samples - 1, 4))
    sample(launch, azimuth, speed, climb, row, EARTH_RATE, boost, t, track)
    return t, track, boost
