"""Flights read from charts against flights solved one by one."""

import math

import numpy as np
import pytest

from detente.flying.charts import chart, put, solved
from detente.flying.trajectory import missile_row
from detente.flying.vehicles import Missile, radians
from detente.kernels.encounters import FLOWN, OUT_OF_RANGE

LAUNCHES = radians([(51.7, 45.6), (56.9, 60.6)])
GOALS = radians([(38.9, -77.0), (47.6, -122.3), (52.5, 13.4)])
BOX = np.array([[6_300.0, 7_000.0], [150.0, 260.0]])  # speed [m/s], burn time [s]


def row(path: str = "minimum-energy", top: float | None = None):
    def at(point: np.ndarray) -> np.ndarray:
        return missile_row(Missile("m", float(point[0]), float(point[1])), path, top)

    return at


def points(count: int, box: np.ndarray = BOX) -> np.ndarray:
    return np.random.default_rng(4).uniform(box[:, 0], box[:, 1], (count, len(box)))


def test_a_chart_gives_the_flights_that_a_search_finds():
    made, where = chart(row(), BOX, LAUNCHES, GOALS, "minimum-energy"), points(40)
    read, here = made.read(where), solved(LAUNCHES, GOALS, np.array([row()(p) for p in where]), "minimum-energy")
    assert made.good.all()
    assert (here.status == FLOWN).any()
    assert (here.status == OUT_OF_RANGE).any()
    assert np.array_equal(read.status, here.status)
    off = np.abs(read.aim - here.aim).max(axis=(0, 1, 2))
    # The search stops when its last step of the climb is less than 1e-6 rad, see kernels/aim.py.
    assert off[0] < 1e-6
    assert off[1] < 1e-4
    assert off[2] < 5e-6


def test_the_same_point_reads_the_same_whoever_stands_beside_it():
    made, where = chart(row(), BOX, LAUNCHES, GOALS, "minimum-energy"), points(30)
    whole = made.read(where)
    parts = [made.read(where[:7]), made.read(where[7:8]), made.read(where[8:])]
    for name in ("missiles", "status", "aim"):
        assert np.array_equal(getattr(whole, name), np.concatenate([getattr(part, name) for part in parts]))


def test_pairs_that_some_missiles_of_the_box_cannot_fly_are_solved_every_time():
    made, where = chart(row("lofted"), BOX, LAUNCHES, GOALS, "lofted"), points(10)
    assert not made.good.all()  # a lofted path uses the whole speed: out of reach for the slow end of the box
    read, here = made.read(where), solved(LAUNCHES, GOALS, np.array([row("lofted")(p) for p in where]), "lofted")
    assert np.array_equal(read.status, here.status)
    flown = here.status == FLOWN
    assert np.abs(read.aim - here.aim)[flown].max() < 1e-3


def test_a_series_that_does_not_hold_is_not_used():
    # A missile whose wanted speed jumps within the box: no polynomial follows it.
    def jumps(point: np.ndarray) -> np.ndarray:
        return missile_row(Missile("m", 7_000.0, 200.0), "minimum-energy", 5_200.0 if point[0] < 0.3 else 5_000.0)

    made = chart(jumps, np.array([[0.0, 1.0]]), LAUNCHES, GOALS, "minimum-energy")
    assert not made.good.any()


def test_edges_belong_to_the_box():
    made = chart(row(), BOX, LAUNCHES[:1], GOALS[:1], "minimum-energy")
    where = np.array([[6_300.0, 260.0], [7_000.1, 200.0], [6_500.0, math.nan]])
    assert made.holds(where).tolist() == [True, False, False]


def test_samples_of_two_kinds_keep_their_order():
    shots = solved(LAUNCHES, GOALS, np.array([row()(p) for p in points(4)]), "minimum-energy")
    where = np.array([True, False, True, True])
    parts = (solved(LAUNCHES, GOALS, shots.missiles[mask], "minimum-energy") for mask in (where, ~where))
    again = put(where, *parts)
    assert np.array_equal(again.missiles, shots.missiles)
    assert np.array_equal(again.aim, shots.aim)
    assert again.aim == pytest.approx(shots.aim)
