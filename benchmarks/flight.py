"""Flights against other people's integrators, in one run: bare arcs, whole staged flights, greatest range."""

import math
import os
import subprocess
import sys
from typing import Any

import heyoka as hy
import numpy as np
from scipy.integrate import solve_ivp

from detente.flying.aiming import farthest
from detente.flying.ascents import FOREVER, Staged, burning, launch_plane
from detente.flying.shots import Launcher, Shot, beneath
from detente.kernels.coast import impacts, state
from detente.kernels.compile import Floats
from detente.kernels.constants import EARTH_MU, EARTH_RATE
from detente.kernels.earths import WGS84, ellipsoid, latitude_height
from detente.kernels.forces import COAST, LEG_COLUMNS, acceleration
from detente.kernels.launch import moving
from tests.flying.second_flight import THREE_STAGES, flown_again

SAME = 1e-11  # SciPy's tolerance at which its point of fall lies about a metre from ours, as ours from the truth
START = (0.6, 0.3, 2e5, 6_500.0, 0.5, 1.0)  # latitude, longitude, height, speed, climb, azimuth of the same arc
MANY = 100_000
PLACE, AZIMUTH = (0.7, 0.3), 1.0  # [rad]
MISSILE = THREE_STAGES


def many_arcs(falls: Floats) -> None:
    """One arc, MANY times, in closed form on one core."""
    impacts(np.tile(START, (MANY, 1)), EARTH_RATE, falls)


class Batch:
    """The same arc by heyoka, as many at once as the processor's registers hold."""

    def __init__(self) -> None:
        x, y, z, u, v, w = hy.make_vars("x", "y", "z", "u", "v", "w")
        pull = -EARTH_MU * (x * x + y * y + z * z) ** -1.5
        self.size = hy.recommended_simd_size()
        self.start = np.repeat(np.array(state(*START, EARTH_RATE))[:, None], self.size, axis=1)
        system = [(x, u), (y, v), (z, w), (u, pull * x), (v, pull * y), (w, pull * z)]
        self.integrator = hy.taylor_adaptive_batch(system, self.start.copy(), tol=1e-12)
        falls = np.empty((1, 5))
        impacts(np.array([START]), EARTH_RATE, falls)
        self.until = np.full(self.size, falls[0, 2])

    def run(self, rounds: int = 2_000) -> int:
        """Fly it from burnout to the time of its fall; how many flights that were."""
        for _ in range(rounds):
            self.integrator.set_time(0.0)
            self.integrator.state[:] = self.start
            self.integrator.propagate_until(self.until)
        return rounds * self.size


def launcher() -> Launcher:
    """The `full` tier of the invented missile."""
    return Launcher(MISSILE.name, Staged(MISSILE), PLACE, ellipsoid(True), True)


def longest() -> Shot:
    """Its greatest range at one azimuth."""
    return farthest(launcher(), AZIMUTH)


def by_scipy(shot: Shot, accuracy: float) -> tuple[Floats, float]:
    """The same flight by solve_ivp on our forces: latitude and longitude [rad] and time [s] of its fall.

    accuracy: relative tolerance of a step.
    """
    legs, _ = burning(MISSILE, shot.steer, shot.effort)
    fall = np.zeros((1, LEG_COLUMNS))
    mass, area = shot.burnout.fall_leg
    fall[0, :3], fall[0, 6], fall[0, 7] = (legs[-1, 1], FOREVER, mass), area, COAST
    plane, drag, time = launch_plane(PLACE, shot.azimuth), shot.burnout.drag, 0.0
    s: Any = np.array(moving(*PLACE, 0.0, 0.0, 0.0, 0.0, 0.0, WGS84))

    def ground(_: float, s: Floats) -> float:
        return float(latitude_height(s[0], s[1], s[2], WGS84)[1])

    ground.terminal, ground.direction = True, -1.0  # type: ignore[attr-defined]
    for leg in [*legs, fall[0]]:

        def rates(t: float, s: Floats, leg: Floats = leg) -> list[float]:
            return [s[3], s[4], s[5], *acceleration(t, (s[0], s[1], s[2], s[3], s[4], s[5]), leg, drag, plane, WGS84)]

        stops = ground if leg is fall[0] or (leg[7] == COAST and leg[1] == FOREVER) else None
        found = solve_ivp(
            rates, (leg[0], leg[1]), s, method="DOP853", rtol=accuracy, atol=1e-3 * accuracy / 1e-9, events=stops
        )
        s, time = found.y[:, -1], float(found.t[-1])
    latitude, longitude, _ = beneath(tuple(s), time, WGS84)
    return np.array([latitude, longitude]), time


def by_numpy(shot: Shot) -> tuple[float, ...]:
    """The same flight by the second program of the tests: solve_ivp on forces written with NumPy vectors."""
    return flown_again(MISSILE, shot, PLACE)


def apart(shot: Shot, place: Floats) -> float:
    """Distance [m] between two points of fall, on a sphere of the equator's radius."""
    north, east = place[0] - shot.latitude, (place[1] - shot.longitude) * math.cos(place[0])
    return WGS84[2] * math.hypot(north, east)


def plain_seconds() -> float:
    """Seconds of `by_scipy` in a process in which nothing is compiled: SciPy as it is usually set up."""
    program = (
        "import time; from benchmarks import flight; "
        f"shot = flight.launcher().fire(flight.AZIMUTH, {longest().steer}); "
        "start = time.perf_counter(); flight.by_scipy(shot, flight.SAME); print(time.perf_counter() - start)"
    )
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return float(run.stdout)
