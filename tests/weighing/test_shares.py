"""Shares against the definition over all orders, the axioms, and the synthetic assumption sets of the reference."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from detente.errors import RangeError
from detente.weighing.shares import MOST, directions, last_in, one_at_a_time, shapley, states, table
from tests.weighing.two_sets import NAMES, margin_of_state

NUMBERS = st.floats(-1e3, 1e3)


@st.composite
def tables(draw, most=5):
    players = draw(st.integers(1, most))
    return draw(arrays.arrays(np.float64, 2**players, elements=NUMBERS))


def over_all_orders(values):
    """The definition: the mean of what a player changes when it comes, over all orders."""
    players = len(values).bit_length() - 1
    found = np.zeros(players)
    orders = list(permutations(range(players)))
    for order in orders:
        state = 0
        for player in order:
            found[player] += values[state | 1 << player] - values[state]
            state |= 1 << player
    return found / len(orders)


@given(tables())
def test_shares_are_means_over_all_orders(values):
    assert shapley(values) == pytest.approx(over_all_orders(values), abs=1e-9)


@given(tables(8))
def test_shares_add_up_to_the_difference(values):
    assert shapley(values).sum() == pytest.approx(values[-1] - values[0], abs=1e-9)


@given(tables())
def test_exchanging_the_sides_turns_every_sign(values):
    # State s of the exchanged problem is the complement of s.
    assert shapley(values[::-1]) == pytest.approx(-shapley(values), abs=1e-9)
    assert one_at_a_time(values[::-1]) == pytest.approx(-last_in(values), abs=1e-9)


@given(tables(), st.integers(0, 5))
def test_what_changes_nothing_gets_nothing(values, place):
    players = len(values).bit_length() - 1
    k = min(place, players)
    every = np.arange(2 ** (players + 1))
    without = (every >> k + 1 << k) | (every & (1 << k) - 1)  # the state with player k taken out
    wider = values[without]
    shares = shapley(wider)
    assert shares[k] == 0.0
    assert directions(wider)[k] == 0
    assert np.delete(shares, k) == pytest.approx(shapley(values), abs=1e-9)


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_what_simply_adds_gets_what_it_adds(effects):
    values = table(lambda state: sum(e for k, e in enumerate(effects) if state >> k & 1), len(effects))
    for found in (shapley(values), one_at_a_time(values), last_in(values)):
        assert found == pytest.approx(np.array(effects), abs=1e-9)


def test_two_that_only_count_together_get_half_each():
    values = table(lambda state: float(state == 3), 2)
    assert list(shapley(values)) == [0.5, 0.5]
    assert list(one_at_a_time(values)) == [0.0, 0.0]
    assert list(last_in(values)) == [1.0, 1.0]


def test_directions():
    values = table(lambda state: [0.0, 1.0, -1.0, 0.0][state & 3] + 0.0 * (state >> 2), 3)
    assert list(directions(values)) == [1, -1, 0]
    assert list(directions(np.array([0.0, 1.0, 1.0, 0.0]))) == [2, 2]


def test_shares_of_two_assumption_sets():
    # balance.md, section 6.7 and case N18: margins +675.2 and -175.6, shares that add up to -850.746.
    values = table(margin_of_state, len(NAMES))
    assert values[0] == pytest.approx(675.2, abs=0.1)
    assert values[-1] == pytest.approx(-175.6, abs=0.1)
    assert shapley(values).sum() == pytest.approx(-850.746, abs=1e-3)


def test_shares_of_many_answers_at_once_are_those_of_each():
    values = np.random.default_rng(1).normal(size=(16, 3))
    assert shapley(values) == pytest.approx(np.stack([shapley(column) for column in values.T], axis=1))


def test_nothing_to_exchange_leaves_nothing():
    assert shapley(np.array([3.0])).shape == (0,)
    assert one_at_a_time(np.array([3.0])).shape == (0,)


def test_too_many_players_and_crooked_tables_are_refused():
    with pytest.raises(RangeError, match="expected 0 to 15"):
        states(MOST + 1)
    with pytest.raises(RangeError, match="found 3 states"):
        shapley(np.zeros(3))
