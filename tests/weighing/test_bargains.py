"""Picks of named rules: a published bargaining problem, then what each rule promises."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.weighing.bargains import Pick, agree, gains, greatest, kalai_smorodinsky, maximin, nash, rational

GAINS = arrays(np.float64, st.tuples(st.integers(1, 30), st.just(2)), elements=st.integers(-5, 20).map(float))


def test_the_split_of_a_published_problem():
    # Cornell ORIE 4350, second preliminary: u1 = x, u2 = sqrt(3 (100 - x)), no agreement (0, 0).
    # Nash 200/3 by hand (d/dx of x sqrt(100 - x)); Kalai-Smorodinsky by the golden section, 61.803.
    x = np.linspace(0.0, 100.0, 100_001)
    gained = gains(np.column_stack([x, np.sqrt(3.0 * (100.0 - x))]), np.zeros(2))
    assert x[nash(gained).choices[0]] == pytest.approx(66.667, abs=1e-3)
    assert x[kalai_smorodinsky(gained).choices[0]] == pytest.approx(61.803, abs=1e-3)
    # Equal gains: x = sqrt(3 (100 - x)), by hand (-3 + sqrt(9 + 1200))/2.
    assert x[maximin(gained).choices[0]] == pytest.approx((-3.0 + np.sqrt(1209.0)) / 2.0, abs=1e-3)


@given(GAINS)
def test_every_pick_is_open_to_both_and_best_by_its_rule(gained):
    allowed = rational(gained)
    for pick in (nash(gained), kalai_smorodinsky(gained), maximin(gained)):
        assert bool(pick.choices) == bool(allowed.any())
        assert all(allowed[choice] for choice in pick.choices)
    assume(allowed.any())
    assert gained[nash(gained).choices[0]].prod() == max(row.prod() for row in gained[allowed])
    assert gained[maximin(gained).choices[0]].min() == max(row.min() for row in gained[allowed])


@given(GAINS, st.floats(0.1, 10.0), st.floats(0.1, 10.0))
def test_units_of_a_party_change_neither_nash_nor_kalai_smorodinsky(gained, one, other):
    scaled = gained * np.array([one, other])
    assert set(nash(scaled).choices) & set(nash(gained).choices) or not nash(gained).choices
    before, after = kalai_smorodinsky(gained).choices, kalai_smorodinsky(scaled).choices
    assert set(before) & set(after) or not before


@given(GAINS)
def test_exchanging_the_parties_changes_no_pick(gained):
    for rule in (nash, kalai_smorodinsky, maximin):
        assert rule(gained[:, ::-1]).choices == rule(gained).choices


def test_a_tie_is_shown_as_a_tie():
    gained = np.array([[1.0, 2.0], [2.0, 1.0], [0.5, 0.5], [-1.0, 9.0]])
    assert nash(gained).choices == (0, 1)
    assert greatest("cheapest", -np.array([3.0, 1.0, 1.0, 0.0]), rational(gained)).choices == (1, 2)


def test_rules_agree_when_one_choice_is_picked_by_all():
    assert agree((Pick("a", (1, 2)), Pick("b", (2,)), Pick("c", ())))
    assert not agree((Pick("a", (1,)), Pick("b", (2,))))
    assert agree(())
