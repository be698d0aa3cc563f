"""Laws against SciPy's, draws that belong to their sample, chances with their errors and bounds."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from detente.weighing.laws import Law, chances, draw
from detente.weighing.tallies import quantiles, standard_error

CHANCES = np.linspace(0.0, 1.0, 101)


@pytest.mark.parametrize(
    ("law", "other"),
    [
        (Law("uniform", 2.0, 5.0, 3.0), stats.uniform(2.0, 3.0)),
        (Law("log-uniform", 0.5, 8.0, 1.0), stats.loguniform(0.5, 8.0)),
        (Law("triangular", 2.0, 6.0, 3.0), stats.triang(0.25, 2.0, 4.0)),
        (Law("triangular", 2.0, 6.0, 2.0), stats.triang(0.0, 2.0, 4.0)),
        (Law("triangular", 2.0, 6.0, 6.0), stats.triang(1.0, 2.0, 4.0)),
    ],
)
def test_a_law_is_that_of_scipy(law, other):
    assert law.at(CHANCES) == pytest.approx(other.ppf(CHANCES), rel=1e-12)


@given(st.floats(0.1, 10.0), st.floats(0.001, 10.0), st.floats(0.0, 1.0), st.sampled_from(["uniform", "log-uniform",
       "triangular"]))  # fmt: skip
def test_draws_stay_in_the_range_and_rise_with_the_chance(low, width, share, kind):
    found = Law(kind, low, low + width, low + share * width).at(CHANCES)
    assert (np.diff(found) >= 0.0).all()
    assert found[0] == pytest.approx(low)
    assert found[-1] == pytest.approx(low + width)


@given(st.integers(0, 10_000), st.integers(1, 40), st.integers(1, 13), st.integers(0, 2**31))
def test_a_sample_has_the_same_draws_whoever_asks(first, count, numbers, seed):
    together = chances(seed, first, count, numbers)
    for place in {0, count // 2, count - 1}:
        assert np.array_equal(chances(seed, first + place, 1, numbers)[0], together[place])


def test_draws_are_even_and_independent():
    # Kolmogorov-Smirnov and rank correlation at a fixed seed: any p-value above 1e-3 is unsuspicious for ten numbers.
    rows = chances(7, 0, 20_000, 10)
    assert min(stats.kstest(column, "uniform").pvalue for column in rows.T) > 1e-3
    apart = np.abs(np.corrcoef(rows.T) - np.eye(10)).max()
    assert apart < 4.0 / math.sqrt(20_000)
    assert len(np.unique(rows)) == rows.size


def test_named_draws_take_one_column_each():
    found = draw({"a": Law("uniform", 0.0, 1.0, 0.5), "b": Law("uniform", 0.0, 2.0, 1.0)}, 3, 5, 4)
    rows = chances(3, 5, 4, 2)
    assert np.array_equal(found["a"], rows[:, 0])
    assert np.array_equal(found["b"], 2.0 * rows[:, 1])
    assert chances(3, 5, 4, 0).shape == (4, 0)


def test_the_standard_error_shrinks_with_the_root_and_is_never_nothing():
    # p = 1/2: sqrt(p (1 - p)/n) by hand, n = 2,500 gives 1 %.
    assert standard_error(0.5, 2_500) == pytest.approx(0.01, rel=1e-3)
    assert 0.0 < standard_error(0.0, 100) < 0.02
    assert standard_error(0.0, 1_000) < 0.01 < standard_error(0.0, 100)


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 5)), min_size=1, max_size=30))
def test_quantiles_of_a_box_bracket_those_of_anything_inside(pairs):
    low = np.array([float(value) for value, _ in pairs])
    high = low + [width for _, width in pairs]
    levels = np.array([0.05, 0.5, 0.95])
    below, above = quantiles(low, high, levels)
    inside = np.quantile(0.5 * (low + high), levels, method="inverted_cdf")
    assert ((below <= inside) & (inside <= above)).all()
    assert np.array_equal(below, np.quantile(low, levels, method="inverted_cdf"))
