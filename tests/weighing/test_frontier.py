"""Fronts against the definition, choice by choice."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.weighing.frontier import non_dominated

# Few levels, so that ties and equal choices occur all the time.
CHOICES = st.tuples(st.integers(0, 40), st.integers(2, 4)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(0, 4).map(float))
)


def by_definition(values):
    return [not any(np.all(other >= row) and np.any(other > row) for other in values) for row in values]


@given(CHOICES)
def test_a_front_is_what_the_definition_says(values):
    assert non_dominated(values).tolist() == by_definition(values)


@given(arrays(np.float64, (30, 3), elements=st.floats(-1e6, 1e6)))
def test_rounding_of_sums_changes_nothing(values):
    assert non_dominated(values).tolist() == by_definition(values)


def test_many_choices_on_one_front():
    # On x + y + z = 1 nothing dominates anything; one step below, everything is dominated.
    points = np.random.default_rng(1).dirichlet(np.ones(3), 1500)
    both = np.concatenate([points, points - 0.1])
    assert non_dominated(both).tolist() == [True] * 1500 + [False] * 1500


def test_two_objectives_over_several_chunks():
    values = np.random.default_rng(2).random((3000, 2))
    assert non_dominated(values).tolist() == non_dominated(np.column_stack([values, np.zeros(3000)])).tolist()
