"""How far a verdict holds: the reference's case, known crossings, jumps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.weighing.horizons import horizon
from tests.weighing.two_sets import margin_on_the_way


def test_on_the_way_between_two_assumption_sets():
    # balance.md, section 6.7: along the straight line from A to B, A's verdict survives 74 % of the way.
    assert horizon(margin_on_the_way) == pytest.approx(0.74, abs=0.005)


@given(st.floats(0.001, 0.999), st.booleans())
def test_a_crossing_is_found(place, rising):
    sign = 1.0 if rising else -1.0
    found = horizon(lambda at: sign * (at - place))
    assert found == pytest.approx(place, abs=2e-6)
    assert found <= place  # the verdict still holds there


def test_to_the_end_and_at_the_very_end():
    assert horizon(lambda at: np.ones_like(at)) is None
    assert horizon(lambda at: np.full_like(at, -np.inf)) is None
    assert horizon(lambda at: np.where(at >= 1.0, -1.0, 1.0)) == 1.0


def test_the_first_of_several_changes_counts():
    assert horizon(lambda at: np.cos(5.0 * np.pi * at)) == pytest.approx(0.1, abs=2e-6)


def test_a_jump_from_never():
    assert horizon(lambda at: np.where(at < 0.3, -np.inf, 1.0)) == pytest.approx(0.3, abs=2e-6)
