"""Flights of one missile whose numbers vary within a box: solved once at some points of it, then read off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from detente.flying.trajectory import LEAN
from detente.kernels.aim import LEAST_SPEED
from detente.kernels.batches import read_charts, solve_samples
from detente.kernels.compile import Bools, Floats, Ints, cores_for
from detente.kernels.constants import EARTH_RATE
from detente.kernels.encounters import FLOWN, NO_PATH, OUT_OF_RANGE

ORDERS = {1: 8, 2: 8, 3: 6}  # Chebyshev polynomials of each number, by how many numbers vary
QUICK = 100  # numbers read from a chart in the time of one turn of a loop that is worth another core
TRIED = 16  # points at which a chart is held against solutions
CLOSE = np.array([1e-6, 1e-3, 5e-6])  # azimuth [rad], burnout speed [m/s], climb [rad] by which it may be off there


@dataclass(frozen=True, eq=False)
class Shots:
    """How n missiles fly from m launch points to a goals, as the kernels take it.

    missiles (n, 4), see `trajectory.missile_row`; status (n, m, a); aim (n, m, a, 3): azimuth [rad], burnout speed
    [m/s], flight-path angle [rad].
    """

    missiles: Floats
    status: Ints
    aim: Floats

    def repeated(self, count: int) -> "Shots":
        """One sample, so many times."""
        missiles, aim = np.repeat(self.missiles, count, axis=0), np.repeat(self.aim, count, axis=0)
        return Shots(missiles, np.repeat(self.status, count, axis=0), aim)


def put(where: Bools, those: Shots, others: Shots) -> Shots:
    """Samples of both in one order: those where it says so (n,), the others elsewhere."""
    parts = []
    for one, other in ((those.missiles, others.missiles), (those.status, others.status), (those.aim, others.aim)):
        part = np.empty((where.size, *one.shape[1:]), dtype=one.dtype)
        part[where], part[~where] = one, other
        parts.append(part)
    return Shots(*parts)


@dataclass(frozen=True, eq=False)
class Chart:
    """Chebyshev series over a box (d, 2) of a missile's numbers; good (m, a): pairs whose series hold."""

    box: Floats
    orders: Ints
    rows: Floats
    shots: Floats
    good: Bools
    launches: Floats
    goals: Floats
    path: str

    def holds(self, points: Floats) -> Bools:
        """(n,): which points (n, d) lie in the box."""
        return np.asarray(((points >= self.box[:, 0]) & (points <= self.box[:, 1])).all(axis=1))

    def read(self, points: Floats) -> Shots:
        """The flights at points (n, d) of the box; pairs without a good series are solved."""
        middle, half = 0.5 * self.box.sum(axis=1), 0.5 * np.diff(self.box)[:, 0]
        at = np.ascontiguousarray((points - middle) / half)
        rows, found = np.empty((len(at), 1, 4)), np.empty((len(at), len(self.shots), 3))
        with cores_for(found.size // QUICK):
            read_charts(at, self.orders, self.rows, rows)
            read_charts(at, self.orders, self.shots, found)
        missiles, shape = rows[:, 0, :], self.good.shape
        missiles[:, 2] = round(self.rows[0, 0, 2])  # the closing condition, which rounding must not change
        aim = found.reshape(-1, *shape, 3)
        status = np.full((len(at), *shape), FLOWN, dtype=np.int64)
        if missiles[0, 2] == LEAST_SPEED:
            status[aim[..., 1] > missiles[:, None, None, 0]] = OUT_OF_RANGE
        if not self.good.all():
            _solve(self.launches, self.goals, missiles, self.path, ~self.good, status, aim)
        return Shots(missiles, status, aim)


def solved(launches: Floats, goals: Floats, missiles: Floats, path: str) -> Shots:
    """Solve the flights of n missiles (n, 4) one by one."""
    shape = (len(missiles), len(launches), len(goals))
    status, aim = np.empty(shape, dtype=np.int64), np.empty((*shape, 3))
    every = np.ones(shape[1:], dtype=np.bool_)
    _solve(launches, goals, missiles, path, every, status, aim)
    return Shots(missiles, status, aim)


def _solve(
    launches: Floats, goals: Floats, missiles: Floats, path: str, wanted: Bools, status: Ints, aim: Floats
) -> None:
    with cores_for(status.size):
        solve_samples(launches, goals, missiles, LEAN[path], EARTH_RATE, wanted, status, aim)


def chart(row: Callable[[Floats], Floats], box: Floats, launches: Floats, goals: Floats, path: str) -> Chart:
    """Solve at Chebyshev's points of a box, and hold the series against solutions at others.

    row gives the missile (4,) at a point (d,). A pair whose series is off by more than CLOSE anywhere it is tried, or
    that cannot be flown at some of the points, is not good: it will be solved every time.
    """
    order = ORDERS[len(box)]
    nodes = np.cos(np.pi * np.arange(order) / (order - 1))
    grid = np.array(list(product(nodes, repeat=len(box))))
    middle, half = 0.5 * box.sum(axis=1), 0.5 * np.diff(box)[:, 0]
    rows = np.array([row(point) for point in middle + half * grid])
    found = solved(launches, goals, rows, path)
    passed = (found.status == FLOWN).all(axis=0)
    if rows[0, 2] == LEAST_SPEED:  # a speed beyond the full one continues the series
        passed = (found.status != NO_PATH).all(axis=0)
    orders = np.full(len(box), order)
    made = Chart(
        box, orders, _series(rows[:, None, :], orders), _series(found.aim.reshape(len(grid), -1, 3), orders), passed,
        launches, goals, path,
    )  # fmt: skip
    return _tried(made, row, middle, half)


def _series(values: Floats, orders: Ints) -> Floats:
    """Coefficients (c, order^d, v) of the series through values (order^d, c, v) at Chebyshev's points."""
    order = int(orders[0])
    k = np.arange(order)
    ends = np.where((k == 0) | (k == order - 1), 0.5, 1.0)
    one = 2.0 / (order - 1) * np.cos(np.pi * np.outer(k, k) / (order - 1)) * ends[:, None] * ends[None, :]
    grid = values.reshape(*orders, *values.shape[1:])
    for axis in range(len(orders)):
        grid = np.moveaxis(np.tensordot(one, grid, axes=(1, axis)), 0, axis)
    return np.ascontiguousarray(np.moveaxis(grid.reshape(values.shape), 0, 1))


def _tried(made: Chart, row: Callable[[Floats], Floats], middle: Floats, half: Floats) -> Chart:
    """The same chart without the pairs that fail at points spread over the box."""
    steps = np.array(ADDITIVE[: len(made.box)])
    points = middle + half * (2.0 * (np.outer(np.arange(1, TRIED + 1), steps) % 1.0) - 1.0)
    read = made.read(points)
    here = solved(made.launches, made.goals, np.array([row(point) for point in points]), made.path)
    off = np.abs(read.aim - here.aim)
    fine = (np.where(here.status == NO_PATH, np.inf, 1.0)[..., None] * off <= CLOSE).all(axis=(0, 3))
    return Chart(made.box, made.orders, made.rows, made.shots, made.good & fine, made.launches, made.goals, made.path)


ADDITIVE: Sequence[float] = (0.8191725134, 0.6710436067, 0.5497004779)  # Roberts's sequence in three dimensions
