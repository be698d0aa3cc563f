"""Action and reaction, its loop gain, and two older pictures (model M5)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from detente.counting.arming import deterrence_cone, richardson
from detente.counting.race import (
    Race,
    divergence_year,
    fixed_point,
    gain_of,
    largest_coverage_goal,
    loop_gain,
    race_path,
)
from detente.errors import RangeError

CALM = Race(1_550, 44, 144, 0.4, 0.5, 0.5, 1.0, 1.0, 1.0, 1.0)
KAP_A, KAP_B = 0.1028692, 0.776  # the worked pair of views: four shots, one shot
POSITIVE = st.floats(0.05, 1.0)


@pytest.mark.parametrize(("gain", "expected"), [(0.2, 169.0), (0.4, 210.7)])
def test_the_fixed_points_of_the_worked_cases(gain, expected):
    # Computed in the reference: dI_third = 100, I_0 = 44; rounded to 0.1.
    warheads, interceptors = fixed_point(replace(CALM, coverage_goal=gain))
    assert interceptors == pytest.approx(expected, abs=0.1)
    path = race_path(replace(CALM, coverage_goal=gain), 200)
    assert path.interceptors[-1] == pytest.approx(expected, abs=0.1)
    assert path.warheads[-1] == pytest.approx(float(warheads))
    assert np.isinf(divergence_year(replace(CALM, coverage_goal=gain), path))


def test_the_worked_pair_of_views_makes_a_small_goal_unstable():
    # Computed in the reference: G = 19.2 c, so any c above 5.2 % is unstable; and halving kap_B/kap_A doubles that.
    assert loop_gain(1.0, KAP_A, KAP_B, 0.51, 0.2) == pytest.approx(19.2, abs=0.05)
    goal = largest_coverage_goal(KAP_A, KAP_B, 0.51, 0.2)
    assert goal == pytest.approx(0.052, abs=5e-4)
    assert largest_coverage_goal(KAP_A, KAP_B / 2.0, 0.51, 0.2) == pytest.approx(2.0 * float(goal))
    assert largest_coverage_goal(KAP_A, KAP_B, 0.51, 0.2, closeness=1.0) == pytest.approx(0.2 / 0.51)


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE, st.floats(0.0, 3.0), POSITIVE)
def test_the_race_rests_exactly_where_the_gain_is_below_one(kap_a, kap_b, sigma_a, sigma_b, goal, adjust):
    race = Race(1_000, 50, 80, goal, adjust, adjust, kap_a, kap_b, sigma_a, sigma_b)
    gain = float(gain_of(race))
    # Second implementation: the eigenvalues of the yearly step, 1 - b +- b sqrt(G).
    step = np.array([[1 - adjust, adjust * kap_b / sigma_b], [adjust * goal * sigma_a / kap_a, 1 - adjust]])
    eigenvalues = np.sort(np.linalg.eigvals(step).real)
    assert eigenvalues == pytest.approx([1 - adjust - adjust * gain**0.5, 1 - adjust + adjust * gain**0.5], abs=1e-6)
    warheads, interceptors = fixed_point(race)
    assert np.isfinite(interceptors) == (gain < 1.0)
    if gain < 0.95:
        resting = race_path(replace(race, warheads=warheads, interceptors=interceptors), 0)
        assert resting.warheads[0] == pytest.approx(float(warheads))
        wanted = 80 + goal * (float(warheads) - 1_000) * sigma_a / kap_a
        assert wanted == pytest.approx(float(interceptors), rel=1e-6)
        assert 1_000 + kap_b * (float(interceptors) - 50) / sigma_b == pytest.approx(float(warheads), rel=1e-6)


def test_a_second_program_walks_the_same_years():
    race = Race(1_550, 44, 144, 0.1, 0.3, 0.4, KAP_A, KAP_B, 0.51, 0.2, 2_000, 300, 80, 30)
    n, i, warheads, interceptors = 1_550.0, 44.0, [1_550.0], [44.0]
    for _ in range(15):
        more_n = 0.3 * (1_550 + KAP_B * (i - 44) / 0.2 - n)
        more_i = 0.4 * (144 + 0.1 * (n - 1_550) * 0.51 / KAP_A - i)
        n, i = min(max(n + min(more_n, 80), 0), 2_000), min(max(i + min(more_i, 30), 0), 300)
        warheads.append(n)
        interceptors.append(i)
    path = race_path(race, 15)
    assert path.warheads == pytest.approx(np.array(warheads))
    assert path.interceptors == pytest.approx(np.array(interceptors))
    assert path.warhead_ceiling_binds == 1 + np.argmax(np.array(warheads)[1:] >= 2_000)
    assert path.interceptor_ceiling_binds == 1 + np.argmax(np.array(interceptors)[1:] >= 300)
    assert path.interceptor_production_binds == 1.0


def test_an_unstable_race_diverges_and_a_ceiling_stops_it():
    unstable = replace(CALM, coverage_goal=np.array([0.5, 1.5]))
    path = race_path(unstable, 60)
    years = divergence_year(unstable, path)
    assert np.isinf(years[0])
    assert 1.0 < years[1] < 60.0
    assert path.interceptors[int(years[1]), 1] - 44 > 200.0 >= path.interceptors[int(years[1]) - 1, 1] - 44
    capped = race_path(replace(unstable, warhead_ceiling=1_600.0), 60)
    assert capped.warheads.max() == 1_600.0
    assert np.diff(capped.interceptors[-5:, 1]) == pytest.approx(0.0, abs=1e-6)


def test_nothing_moves_when_nothing_is_wanted():
    still = race_path(replace(CALM, third_party_interceptors=44, coverage_goal=2.0), 10)
    assert np.ptp(still.warheads) == 0.0
    assert np.ptp(still.interceptors) == 0.0
    assert np.isinf(divergence_year(replace(CALM, third_party_interceptors=44, coverage_goal=2.0), still))


def test_richardsons_example_rests():
    # dx/dt = 2y - 5x + 5, dy/dt = 2x - 3y + 5 has a stable point:
    # http://shakti.trincoll.edu/~pbrown/armsrace.html, read.
    # x* = 25/11, y* = 35/11 and the eigenvalues are computed in the reference, to 1e-4 and 1e-3.
    found = richardson(2, 5, 5, 2, 3, 5)
    assert (found.x, found.y) == pytest.approx((2.2727, 3.1818), abs=1e-4)
    assert found.stable
    assert found.eigenvalues.real == pytest.approx([-6.236, -1.764], abs=1e-3)
    end = solve_ivp(lambda _, z: [2 * z[1] - 5 * z[0] + 5, 2 * z[0] - 3 * z[1] + 5], (0, 30), [0, 0], rtol=1e-9).y[
        :, -1
    ]
    assert end == pytest.approx([float(found.x), float(found.y)], abs=1e-6)


@given(*(st.floats(0.0, 5.0) for _ in range(4)))
def test_richardson_is_stable_when_fatigue_outweighs_the_answers(k, a, m, b):
    found = richardson(k, a, 1.0, m, b, 1.0)
    rates = np.linalg.eigvals(np.array([[-a, k], [m, -b]]))
    if np.max(rates.real) > 1e-6 or np.max(rates.real) < -1e-6:
        assert found.stable == (np.max(rates.real) < 0.0)


def test_the_vertex_of_the_cone():
    # Computed in the reference: f = 0.4, D = 200, l = 0.9 gives 370.4; the formula is an assumption of this project.
    assert deterrence_cone(200, 200, 0.9, 0.9, 0.4, 0.4) == pytest.approx((370.4, 370.4), abs=0.1)
    assert np.all(np.isinf(deterrence_cone(200, 200, 0.9, 0.9, 1.0, 1.0)))


@given(st.floats(1, 500), st.floats(1, 500), POSITIVE, POSITIVE, st.floats(0, 0.9), st.floats(0, 0.9))
def test_at_the_vertex_both_needs_are_just_met(need_a, need_b, leak_a, leak_b, f_a, f_b):
    a, b = deterrence_cone(need_a, need_b, leak_a, leak_b, f_a, f_b)
    assert leak_b * (a - f_b * b) == pytest.approx(need_a, rel=1e-6)
    assert leak_a * (b - f_a * a) == pytest.approx(need_b, rel=1e-6)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"coverage_goal": -0.1}, "coverage_goal: found -0.1"),
        ({"warhead_adjustment": 1.5}, "warhead_adjustment: found 1.5"),
        ({"removed_in_a": 0.0}, "removed_in_a: found 0, expected more than 0"),
        ({"delivered_in_b": 0.0}, "delivered_in_b: found 0"),
        ({"warhead_ceiling": -1.0}, "warhead_ceiling: found -1"),
    ],
)
def test_impossible_races_are_refused(change, said):
    with pytest.raises(RangeError, match=said):
        replace(CALM, **change)
    with pytest.raises(RangeError, match=r"years: found 1\.5"):
        race_path(CALM, 1.5)


@given(st.integers(1, 25), st.integers(0, 25))
def test_a_ceiling_holds_in_its_years_and_in_no_others(starts, lasts):
    growing = replace(CALM, coverage_goal=1.5)
    free = race_path(growing, 30)
    race = replace(growing, warhead_ceiling=1_600.0, ceiling_starts=starts, ceiling_ends=starts + lasts)
    path = race_path(race, 30)
    assert np.all(path.warheads[starts : starts + lasts + 1] <= 1_600.0)
    assert np.array_equal(path.warheads[:starts], free.warheads[:starts])
    assert path.warhead_ceiling_binds >= starts
    after = path.warheads[starts + lasts :]
    assert np.all(np.diff(after) >= 0.0)  # it grows again once the ceiling has gone
