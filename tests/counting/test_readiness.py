"""Four postures, their ratios and the drawdown display (model M1)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.counting.readiness import (
    POSTURES,
    drawdown,
    four_postures,
    generation_stability,
    prompt_launch,
    retaliation,
)
from detente.errors import RangeError

SHARES = st.floats(0.0, 1.0)
LEGS = [400, 350, 250]


@pytest.mark.parametrize(("share", "sent"), [(0.60 * 0.85, 790.5), (0.25 * 0.80, 310.0)])
def test_the_retaliation_of_the_worked_pair_of_views(share, sent):
    # Computed in the reference for its synthetic sets A and B: N = 1,550 in one leg; rounded to 0.1.
    assert retaliation([1_550], [share], [1.0], 1.0) == pytest.approx(sent, abs=0.1)


def test_a_thousand_warheads_leave_more_than_four_hundred_but_for_one_posture():
    # Pattern, from the chapter with figures 9-3 and 9-4 in Russian Nuclear Weapons: Past, Present, and Future
    # (https://yumpu.com/en/document/view/26377797/russian-nuclear-weapons-past-present-and-future/454, read): more than
    # 400 in every posture except day-to-day riding out. Its inputs are not given: here shares of 0.3 and above 0.5.
    survival = [[0.3] * 3, [0.55] * 3, [0.6] * 3, [0.7] * 3]
    ride_out, *others = four_postures(LEGS, survival, [0.85] * 3, 1.0)
    assert ride_out < 400.0 < min(others)
    assert POSTURES[0] == "day-to-day ride-out"


@given(arrays(float, 3, elements=SHARES), SHARES)
def test_an_average_share_above_four_tenths_leaves_more_than_four_hundred(survival, connectivity):
    sent = retaliation(LEGS, survival, [1.0] * 3, connectivity)
    average = connectivity * np.dot(LEGS, survival) / 1_000.0
    assert (sent > 400.0) == (1_000.0 * average > 400.0) or sent == pytest.approx(400.0)


@given(
    arrays(float, (5, 4, 3), elements=SHARES), arrays(float, (5, 3), elements=SHARES), arrays(float, 5, elements=SHARES)
)
def test_many_scenarios_are_many_single_ones(survival, reliability, connectivity):
    all_at_once = four_postures(np.tile(LEGS, (5, 1)), survival, reliability, connectivity)
    for k in range(5):
        for posture in range(4):
            total = sum(n * s * r for n, s, r in zip(LEGS, survival[k, posture], reliability[k], strict=True))
            assert all_at_once[k, posture] == pytest.approx(connectivity[k] * total)


def test_ratios_near_one_mean_no_pressure():
    by_posture = [200.0, 500.0, 400.0, 800.0]
    assert generation_stability(by_posture) == pytest.approx([0.5, 0.625])
    assert prompt_launch(by_posture) == pytest.approx([0.4, 0.5])
    assert np.all(np.isnan(prompt_launch([0.0, 0.0, 0.0, 0.0])))


@given(arrays(float, 3, elements=SHARES), arrays(float, 3, elements=SHARES))
def test_severity_runs_from_nothing_lost_to_the_least_survival(least, reliability):
    path = drawdown(LEGS, least, reliability, 0.9, np.linspace(0.0, 1.0, 11))
    assert path[0] == pytest.approx(float(retaliation(LEGS, 1.0, reliability, 0.9)))
    assert path[-1] == pytest.approx(float(retaliation(LEGS, least, reliability, 0.9)))
    assert np.all(np.diff(path) <= 1e-9)
    assert np.diff(path, 2) == pytest.approx(0.0, abs=1e-9)  # a straight line: one number, nothing allocated


def test_a_share_beyond_one_by_rounding_is_one():
    assert retaliation([10], [1.0 + 2e-16], [1.0], 1.0) == 10.0


def test_shares_beyond_one_and_negative_warheads_are_refused():
    with pytest.raises(RangeError, match=r"survival \[1\]: found 1.2, expected 0 to 1"):
        retaliation([10, 20], [0.5, 1.2], [1, 1], 1.0)
    with pytest.raises(RangeError, match=r"warheads \[0\]: found -10"):
        retaliation([-10, 20], [0.5, 0.5], [1, 1], 1.0)
    with pytest.raises(TypeError):
        retaliation([10])  # type: ignore[call-arg]
