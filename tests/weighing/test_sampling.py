"""Ranges of a function over intervals, tried on functions whose ranges are known in closed form."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.weighing.sampling import sobol_points, spread

ENDS = st.tuples(st.floats(-5, 5), st.floats(0.1, 5)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(ENDS, ENDS, st.floats(-3, 3), st.floats(-3, 3))
def test_a_plane_has_its_ends_in_two_corners(x, y, a, b):
    # a x + b y over a box lies between the sums of its least and greatest terms: elementary.
    found = spread(
        lambda at: np.array([a * at["x"] + b * at["y"]]), {"x": sum(x) / 2, "y": sum(y) / 2}, {"x": x, "y": y}
    )
    terms = [sorted((a * x[0], a * x[1])), sorted((b * y[0], b * y[1]))]
    assert not found.sampled.any()
    assert found.low[0] == pytest.approx(sum(term[0] for term in terms), abs=1e-9)
    assert found.high[0] == pytest.approx(sum(term[1] for term in terms), abs=1e-9)


def test_it_says_with_which_numbers_the_function_rises_falls_or_bends():
    def function(at):
        return np.array([at["up"] - at["down"] + 4.0 * (at["bent"] - 0.5) ** 2 + 0.0 * at["idle"]])

    ranges = dict.fromkeys(("up", "down", "bent", "idle"), (0.0, 1.0))
    found = spread(function, dict.fromkeys(ranges, 0.5), ranges)
    assert (found.rising, found.falling, found.bending) == (("up",), ("down",), ("bent",))
    assert found.sampled.all()
    # True range: -1 (bent = 0.5) to 2 (bent at an end); the corners alone would give 0 to 2. Sobol points are inside.
    assert -1.0 <= found.low[0] < 0.0
    assert found.high[0] == pytest.approx(2.0, abs=0.3)


def test_each_element_may_depend_on_its_own_number():
    ranges = {"x": (0.0, 2.0), "y": (10.0, 20.0)}
    found = spread(lambda at: np.array([at["x"], -at["y"]]), {"x": 1.0, "y": 15.0}, ranges)
    assert found.low.tolist() == [0.0, -20.0]
    assert found.high.tolist() == [2.0, -10.0]


def test_minus_infinity_is_a_value_and_nan_is_none():
    def function(at):
        return np.array([-np.inf if at["x"] < 0.3 else at["x"], np.nan if at["x"] > 0.9 else at["x"]])

    found = spread(function, {"x": 0.5}, {"x": (0.0, 1.0)})
    assert found.low.tolist() == [-np.inf, 0.0]
    assert found.high.tolist() == [1.0, 0.5]


def test_without_ranges_nothing_is_sampled():
    calls = []

    def function(at):
        calls.append(at)
        return np.array([7.0])

    found = spread(function, {"x": 1.0}, {})
    assert (found.low, found.median, found.high) == ([7.0], [7.0], [7.0])
    assert not found.sampled.any()
    assert len(calls) == 1


def test_noise_within_the_tolerance_is_not_held_against_monotonicity():
    def function(at):
        return np.array([at["x"] + (0.05 if at["x"] == 0.5 else 0.0) * 30])

    ranges = {"x": (0.0, 1.0)}
    assert spread(function, {"x": 0.5}, ranges).sampled.all()
    assert not spread(function, {"x": 0.5}, ranges, tolerance=1.1).sampled.any()


def test_only_the_elements_that_bend_are_sampled():
    def function(at):
        return np.array([at["x"], (at["y"] - 0.5) ** 2])

    ranges = {"x": (0.0, 1.0), "y": (0.0, 1.0)}
    found = spread(function, {"x": 0.5, "y": 0.5}, ranges)
    assert found.sampled.tolist() == [False, True]
    assert (found.low[0], found.high[0]) == (0.0, 1.0)
    alone = spread(lambda at: function({**at, "y": 0.5}), {"x": 0.5}, {"x": (0.0, 1.0)})
    assert (alone.low[0], alone.high[0]) == (found.low[0], found.high[0]), "another's bend changes nothing for it"


def test_sobol_points_are_the_same_every_time_and_lie_in_the_box():
    box = {"a": (1.0, 2.0), "b": (-3.0, 0.0)}
    points = sobol_points(box, 64)
    assert points == sobol_points(box, 64)
    assert all(low <= point[name] <= high for point in points for name, (low, high) in box.items())
    # A Sobol sequence of 2^k points has exactly half of them in each half of every axis (Sobol 1967).
    assert sum(point["a"] < 1.5 for point in points) == 32
