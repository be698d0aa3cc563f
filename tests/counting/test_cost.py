"""Cost at the margin, with the published costs as they add up (model M10)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.counting.cost import cost_ratio, lift_cost, nitze, unit_cost
from detente.counting.defence import Defence
from detente.errors import RangeError

CASE = Defence(0, 0.8, 1.0, 1.0, 2, 1.0)


@pytest.mark.parametrize(
    ("billions", "units", "computed", "published"), [(13.1 + 2.3, 31, 496.8, 498.0), (2.3, 21, 109.5, 111.0)]
)
def test_average_and_marginal_cost_of_the_next_interceptor(billions, units, computed, published):
    # CAPE 2021, read: https://armscontrol.org/act/2021-06/news/new-icbm-interceptor-cost-18-billion.
    # The published numbers come from inputs that were not rounded: within 1.5 %.
    millions = 1_000.0 * unit_cost(billions, units)
    assert millions == pytest.approx(computed, abs=0.05)
    assert millions == pytest.approx(published, rel=0.015)


def test_a_space_layer_as_it_was_costed():
    # CBO (May 2026), notional, at second hand, https://osintsights.com/golden-dome-plan-may-cost-12-trillion-fueled-by-space-based-interceptors:
    # 723 + 20 x 1 = 743 bn$. Exact. APS 2003 in Hitchens 2003, at second hand: 2,000 t at 22,000 $/kg is about 44 bn$.
    assert 723 + 20 * 1 == 743
    assert lift_cost(2_000e3, 22_000) == pytest.approx(44e9)


@pytest.mark.parametrize(("interceptor", "expected"), [(111.0, 5.9), (498.0, 26.5)])
def test_the_marginal_ratio_of_the_worked_case(interceptor, expected):
    # Computed in the reference: p = 0.8, n = 2, sigma = 0.51; C_W = 20 m$ is synthetic, for no value has a source.
    assert cost_ratio(interceptor, 20.0, 0.51, CASE).ratio == pytest.approx(expected, abs=0.1)


@given(
    st.floats(1, 1e3),
    st.floats(1, 1e3),
    st.floats(0.05, 1.0),
    st.floats(0.1, 1.0),
    st.integers(1, 5),
    st.floats(1, 900),
)
def test_the_ratio_is_the_formula_written_out(interceptor, warhead, sigma, p, shots, absent):
    shield = Defence(0, p, 0.9, 0.8, shots, 1.5)
    found = cost_ratio(interceptor, warhead, sigma, shield, absentee_ratio=absent)
    kill = 0.9 * (1.0 - (1.0 - p) ** shots)
    assert found.defence == pytest.approx(absent * shots * 1.5 * interceptor / (0.8 * kill))
    assert found.offence == pytest.approx(warhead / sigma)
    assert found.ratio == pytest.approx(float(found.defence / found.offence))
    assert nitze(found.ratio).cost_effective == (found.ratio < 1.0)


def test_only_one_of_the_three_conditions_is_a_number():
    given_evidence = nitze(np.array([0.5, 5.9]), effective=None, survivable=True)
    assert list(given_evidence.cost_effective) == [True, False]
    assert given_evidence.effective is None
    assert given_evidence.survivable is True


def test_a_warhead_has_no_price_of_its_own():
    with pytest.raises(RangeError, match="warhead_cost: found 0, expected more than 0; state it, with its source"):
        cost_ratio(111.0, 0.0, 0.51, CASE)
    with pytest.raises(TypeError):
        cost_ratio(111.0)  # type: ignore[call-arg]
    with pytest.raises(RangeError, match="delivered_share: found 0"):
        cost_ratio(111.0, 20.0, 0.0, CASE)


def test_interceptors_that_remove_nothing_cost_without_end():
    assert np.isinf(cost_ratio(111.0, 20.0, 0.51, Defence(0, 0.0, 1.0, 1.0, 2, 1.0)).ratio)
