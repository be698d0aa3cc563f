"""The evolutionary search on a textbook exercise that can also be looked at whole."""

import itertools

import numpy as np
import pytest

from detente.weighing.evolution import evolve
from detente.weighing.frontier import non_dominated

SIZES = (5, 5, 5, 5)


def scores(levels):
    """Two parties that want opposite ends, and a limit on the sum of all levels."""
    levels = np.asarray(levels, dtype=float)
    goals = np.stack([levels[:, :2].sum(axis=1), (4 - levels[:, :2]).sum(axis=1) + levels[:, 2]], axis=1)
    return goals, np.maximum(0.0, levels.sum(axis=1) - 12.0)


@pytest.fixture(scope="module")
def tried():
    return evolve(scores, SIZES, seed=0, population=40, generations=30)


def test_the_front_is_the_one_that_looking_at_all_gives(tried):
    whole = np.array(list(itertools.product(*(range(size) for size in SIZES))))

    def front(levels):
        goals, missed = scores(levels)
        allowed = missed == 0.0
        return {tuple(row) for row in goals[allowed][non_dominated(goals[allowed])]}

    assert front(tried) == front(whole)


def test_every_choice_is_different_within_bounds_and_the_first_is_no_change(tried):
    assert len({tuple(row) for row in tried.tolist()}) == len(tried)
    assert (tried >= 0).all()
    assert (tried < np.array(SIZES)).all()
    assert tried[0].tolist() == [0, 0, 0, 0]


def test_the_same_seed_tries_the_same(tried):
    assert np.array_equal(tried, evolve(scores, SIZES, seed=0, population=40, generations=30))
