"""Where a margin turns in a box: known curves, jumps, saddles, and every point asked again on both sides."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.weighing.flip_line import flip_line


def circle(x, y):
    return 1.0 - x**2 - y**2


def test_a_circle_is_one_ring():
    found = flip_line(circle, (-2.0, 2.0), (-2.0, 2.0))
    (ring,) = found.lines
    assert ring[0] == ring[-1]
    assert len(ring) > 20
    for x, y in ring:
        assert np.hypot(x, y) == pytest.approx(1.0, abs=1e-4)


@given(st.floats(-3.0, 3.0), st.floats(-1.0, 1.0))
def test_a_straight_line_is_one_way_from_edge_to_edge(slope, offset):
    def margin(x, y):
        return y - slope * x - offset

    found = flip_line(margin, (-1.0, 1.0), (-2.0, 2.0))
    for way in found.lines:
        for x, y in way:
            assert margin(x, y) == pytest.approx(0.0, abs=1e-3)
        for x, y in (way[0], way[-1]):
            assert abs(x) == pytest.approx(1.0) or abs(y) == pytest.approx(2.0)
    inside = np.any(np.abs(slope * np.linspace(-1.0, 1.0, 50) + offset) < 2.0)
    assert (len(found.lines) == 1) == inside


def test_a_jump_is_a_line():
    found = flip_line(lambda x, y: np.where(x + 0.0 * y < 0.3, -np.inf, 5.0), (0.0, 1.0), (0.0, 1.0))
    (way,) = found.lines
    assert len(way) == 17
    for x, _ in way:
        assert x == pytest.approx(0.3, abs=1e-3)


def test_lines_that_cross_between_corners_keep_apart():
    # x y = 0.001: two branches that pass through the same middle cell of an even grid.
    found = flip_line(lambda x, y: x * y - 0.001, (-1.0, 1.0), (-1.0, 1.0), cells=15)
    assert len(found.lines) == 2
    for way in found.lines:
        assert len({np.sign(x) for x, _ in way}) == 1


def test_nothing_turns():
    found = flip_line(lambda x, y: 1.0 + x**2 + y**2, (-1.0, 1.0), (-1.0, 1.0), cells=4)
    assert found.lines == ()
    assert found.margin.shape == (5, 5)
    assert found.margin[0, 2] == pytest.approx(2.0)  # y = -1, x = 0
