"""Engagement points a second: a point of a missile's path seen from one interceptor site.

`by_kernel` is what maps run: it answers for every point of a path, but does not look at those that cannot matter.
`by_every_point` looks at all of them, as `by_numpy` does. All three say the same.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.numpy_baseline import latest_launches
from detente.flying.flyout import table
from detente.flying.footprint import equal_area_grid, flights
from detente.flying.trajectory import speed_for_range
from detente.flying.vehicles import Interceptor, Missile, radians
from detente.kernels.compile import Bools, Floats, parallel_kernel, prange
from detente.kernels.encounters import farthest
from detente.kernels.frames import up
from detente.kernels.intercept import UNMOVED, flight_times, latest_by_table, latest_launch
from detente.kernels.sight import ROW

WEAPON = Interceptor("notional 4.5 km/s", 4_500.0, 60.0, 100e3, 900.0)
THREAT = Missile("notional IRBM", speed_for_range(4_000e3, 180.0), 180.0)
SITES = [(44.1, 24.4), (54.5, 17.1), (50.0, 10.0), (41.0, 0.0)]
LEAST = WEAPON.burn_time_s  # [s] no flight is shorter
FARTHEST = farthest(WEAPON.burnout_speed_m_s, WEAPON.burn_time_s, WEAPON.maximum_flight_time_s)
NOBODY = np.empty((0, ROW))
LIMITS = (WEAPON.minimum_altitude_m, math.inf, WEAPON.maximum_flight_time_s)


@dataclass(frozen=True)
class Case:
    """Times (p, n), paths (p, n, 4), sites (s, 3), table and its steps."""

    t: Floats
    paths: Floats
    sites: Floats
    table: Floats
    steps: Floats

    @property
    def points(self) -> int:
        """Path points times sites."""
        return self.t.size * len(self.sites)


def case(cells: int = 4_000) -> Case:
    """Flights from one launch point to every cell of Europe that they reach."""
    flown = flights(THREAT, radians([(33.0, 50.0)]), equal_area_grid(36.0, 60.0, -5.0, 40.0, cells).points)
    reached = flown.status[0] == 0
    times, steps = table(WEAPON)
    sites = np.array([up(*site) for site in radians(SITES)])
    return Case(
        np.ascontiguousarray(flown.t[0][reached]), np.ascontiguousarray(flown.path[0][reached]), sites, times, steps
    )


@parallel_kernel
def latest_of_all(
    t: Floats, paths: Floats, usable: Bools, sites: Floats, table: Floats, steps: Floats, limits: Floats, latest: Floats
) -> None:
    """Fill latest (p, s) [s] with the latest useful launch of every site against every path."""
    for k in prange(paths.shape[0]):
        for s in range(sites.shape[0]):
            latest[k, s] = latest_by_table(
                t[k],
                paths[k],
                usable,
                NOBODY,
                UNMOVED,
                sites[s],
                table,
                (steps[0], steps[1]),
                (limits[0], limits[1], limits[2]),
                LEAST,
                FARTHEST,
            )


@parallel_kernel
def every_point_of_all(
    t: Floats, paths: Floats, usable: Bools, sites: Floats, table: Floats, steps: Floats, limits: Floats, latest: Floats
) -> None:
    """The same without leaving out a point."""
    for k in prange(paths.shape[0]):
        n = t.shape[1]
        times = np.empty(n)
        for s in range(sites.shape[0]):
            pair, three = (steps[0], steps[1]), (limits[0], limits[1], limits[2])
            flight_times(paths[k], usable, sites[s], table, pair, three, 0, n, times)
            latest[k, s], _ = latest_launch(t[k], times)


def by_kernel(given: Case) -> Floats:
    """Latest launches (p, s) [s] by the compiled kernels, on all cores."""
    return _run(latest_of_all, given)


def by_every_point(given: Case) -> Floats:
    """The same, every point solved."""
    return _run(every_point_of_all, given)


def _run(kernel: Callable[..., None], given: Case) -> Floats:
    latest = np.empty((len(given.t), len(given.sites)))
    usable = np.ones(given.t.shape[1], dtype=np.bool_)
    kernel(given.t, given.paths, usable, given.sites, given.table, given.steps, np.array(LIMITS), latest)
    return latest


def by_numpy(given: Case) -> Floats:
    """The same in plain NumPy."""
    found = [latest_launches(given.t, given.paths, site, given.table, given.steps, LIMITS) for site in given.sites]
    return np.stack(found, axis=1)
