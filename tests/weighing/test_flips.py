"""Where a sign changes, tried on functions whose zeros are known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.weighing.flips import flip_value, flip_value_together


@given(st.floats(0.5, 9.5), st.floats(0.0, 10.0))
def test_the_zero_of_a_line_is_found_from_anywhere(zero, own):
    found = flip_value(lambda x: x - zero, own, 0.0, 10.0)
    assert found == pytest.approx(zero, abs=1e-5)


@given(st.floats(0.5, 9.5), st.floats(0.0, 10.0))
def test_a_jump_to_minus_infinity_is_located(edge, own):
    found = flip_value(lambda x: 5.0 if x > edge else -math.inf, own, 0.0, 10.0)
    assert found == pytest.approx(edge, abs=1e-5)


def test_the_nearest_of_two_changes_is_named():
    # (x - 2)(x - 7) is negative between 2 and 7; from 6 the nearer end is 7.
    assert flip_value(lambda x: (x - 2.0) * (x - 7.0), 6.0, 0.0, 10.0) == pytest.approx(7.0, abs=1e-5)
    assert flip_value(lambda x: (x - 2.0) * (x - 7.0), 3.0, 0.0, 10.0) == pytest.approx(2.0, abs=1e-5)


def test_what_turns_nothing_has_no_flip_value():
    assert flip_value(lambda _: 3.0, 1.0, 0.0, 10.0) is None
    assert flip_value(lambda x: 1.0 + x, 1.0, 0.0, 10.0) is None


@given(st.floats(1.0, 9.0))
def test_the_answer_really_turns_there(zero):
    def margin(x):
        return math.sin(x - zero)

    found = flip_value(margin, zero + 0.5, zero - 1.0, zero + 1.0)
    assert found is not None
    assert margin(found - 1e-5) < 0.0 <= margin(found + 1e-5)


@given(st.floats(0.5, 9.5), st.floats(0.0, 10.0))
def test_many_values_at_once_find_the_same(zero, own):
    def jump(x):
        return np.where(np.asarray(x) > zero, 5.0, -np.inf)

    for many in (lambda x: np.asarray(x) - zero, jump):
        one = flip_value(lambda x, many=many: float(many(x)), own, 0.0, 10.0)
        assert flip_value_together(many, own, 0.0, 10.0) == pytest.approx(one, abs=2e-6)


def test_many_values_at_once_find_the_nearest_or_none():
    assert flip_value_together(lambda x: (x - 2.0) * (x - 7.0), 6.0, 0.0, 10.0) == pytest.approx(7.0, abs=2e-6)
    assert flip_value_together(lambda x: 1.0 + x, 1.0, 0.0, 10.0) is None
