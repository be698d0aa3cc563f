"""Several layers, absentees, and what a test record says of p (model M2d, M2c.4)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from detente.counting.defence import Defence
from detente.counting.layers import (
    absentee_ratio,
    cascade,
    cascade_pmf,
    kill_probability_interval,
    layered_leakage,
    usable_interceptors,
)
from detente.counting.leakage import arrivals_pmf, mean_arrivals
from detente.errors import RangeError
from tests.counting.chances import defences


@pytest.mark.parametrize(
    ("layers", "shared", "expected"),
    [(3, 1.0, 0.008), (3, 0.9, 0.107), (2, 1.0, 0.040), (2, 0.95, 0.088), (2, 0.9, 0.136)],
)
def test_layers_that_share_their_sensors_leak_more(layers, shared, expected):
    # Computed in the reference for layers of 0.8 each, rounded to 0.001.
    assert layered_leakage([0.8] * layers, shared) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(("own", "expected"), [(1.0, 0.040), (0.95, 0.058), (0.9, 0.078)])
def test_layers_with_their_own_tracking_leak_less(own, expected):
    # Computed in the reference: two layers of 0.8, each with its own tracking, rounded to 0.001.
    assert layered_leakage([0.8 * own] * 2) == pytest.approx(expected, abs=1e-3)


def test_a_cascade_feeds_each_layer_with_what_the_last_let_through():
    # Arithmetic written out: 100 come; 50 interceptors of 0.5 stop 25; 75 meet 40 of 0.9, which stop 36; 39 arrive.
    layers = [Defence(50, 0.5, 1.0, 1.0, 1, 1.0), Defence(40, 0.9, 1.0, 1.0, 1, 1.0)]
    assert cascade(100, layers) == pytest.approx([75.0, 39.0])
    assert cascade_pmf(100, layers) @ np.arange(101.0) == pytest.approx(39.0, abs=1e-9)


@given(st.integers(0, 12), defences(most=30.0), defences(most=30.0))
def test_an_exact_cascade_sums_to_one_and_one_layer_is_itself(sent, first, second):
    assert cascade_pmf(sent, [first]) == pytest.approx(arrivals_pmf(sent, first), abs=1e-12)
    both = cascade_pmf(sent, [first, second])
    assert both.sum() == pytest.approx(1.0, abs=1e-12)
    expected = sum(
        chance * float(mean_arrivals(k, second)) for k, chance in enumerate(arrivals_pmf(sent, first)) if chance > 0.0
    )
    assert both @ np.arange(sent + 1.0) == pytest.approx(expected, abs=1e-9)


def test_a_space_layer_is_used_by_one_in_its_absentee_ratio():
    # CBO (May 2026) at second hand, https://osintsights.com/golden-dome-plan-may-cost-12-trillion-fueled-by-space-based-interceptors:
    # 7,800 interceptors for ten at once, 780 each. Exact.
    ratio = absentee_ratio(7_800, 10)
    assert ratio == pytest.approx(780.0)
    assert usable_interceptors(7_800, absentee_ratio=ratio) == pytest.approx(10.0)
    assert usable_interceptors(44, coverage=0.5) == pytest.approx(22.0)


@pytest.mark.parametrize(("hits", "tried"), [(7, 14), (7, 15)])
def test_a_short_record_leaves_a_wide_interval(hits, tried):
    # 7 of 14 (https://www.armscontrol.org/act/2013-02/mda-interceptor-flies-successfully, January 2013, read) and
    # 8 failures in 15 (https://www.seradata.com/main-us-anti-ballistic-missile, July 2013, read). SciPy's beta law.
    low, high = kill_probability_interval(hits, tried, 0.9)
    assert (low, high) == pytest.approx(beta.interval(0.9, hits + 1, tried - hits + 1))
    assert high - low > 0.35


def test_impossible_layers_are_refused():
    with pytest.raises(RangeError, match=r"absentee_ratio: found 0\.5, expected 1 or more"):
        usable_interceptors(100, absentee_ratio=0.5)
    with pytest.raises(RangeError, match="stopped"):
        layered_leakage([0.8, 1.2])
    with pytest.raises(RangeError, match="failures"):
        kill_probability_interval(9, 8)
