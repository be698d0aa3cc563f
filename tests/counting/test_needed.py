"""What it takes to stop a small attack: the published case, its floor and its variants (models M2, M2b, M2c)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from detente.counting.defence import Defence
from detente.counting.needed import (
    interceptors_needed,
    one_at_a_time,
    protection,
    shoot_look_shoot_inventory,
    shots_required,
    tracking_floor,
    unlimited_protection,
)
from detente.errors import RangeError
from tests.counting.chances import defences

CASE = Defence(0, 0.70, 0.99, 1.0, 6, 1.0)
# D. Wilkening (1998), https://www.jstor.org/stable/26267438, as reported at second hand by
# https://smu160.github.io/posts/missile-defense-is-np-complete/: 20 warheads, P* = 0.8, T = 0.99, p = 0.70.


def test_a_barrage_takes_the_published_total():
    # Published 113; the formula gives n* = 5.6536 and 113.07. Tolerance: the published number is rounded.
    needed = interceptors_needed(20, 0.8, CASE)
    assert needed.barrage == pytest.approx(113.0, abs=0.5)
    assert needed.shots == pytest.approx(5.6536, abs=1e-4)
    assert needed.whole_shots == 120.0
    assert needed.feasible
    assert needed.within_doctrine


def test_one_look_in_between_saves_more_than_half():
    # Published 47, which variant is not said: 47.92 with a first salvo of one, 46.58 of two, 47.44 counting only
    # tracked objects (all three computed in the reference). Tolerance 1, for that reason.
    one, two = (interceptors_needed(20, 0.8, CASE, salvo).shoot_look_shoot for salvo in (1, 2))
    assert one == pytest.approx(47.0, abs=1.0)
    assert two == pytest.approx(47.0, abs=1.0)
    assert one == pytest.approx(47.92, abs=5e-3)
    assert two == pytest.approx(46.58, abs=5e-3)
    assert CASE.track_probability * one == pytest.approx(47.44, abs=5e-3)


def test_a_look_after_every_shot_is_the_lower_bound():
    # Computed in the reference: 28.5 for the same n*.
    assert one_at_a_time(20, 5.6536, 0.7) == pytest.approx(28.5, abs=0.05)


def test_the_tracking_floor():
    # Published at second hand, same address: "above 0.978" for 80 % confidence; computed 0.9779 for ten warheads.
    assert tracking_floor(10, 0.8, 1.0) == pytest.approx(0.978, abs=1e-3)


@pytest.mark.parametrize(("common", "expected"), [(False, 0.800), (True, 0.968)])
def test_a_shared_tracking_event_changes_the_chance_of_none(common, expected):
    # Computed in the reference: 20 objects, T = 0.99, n = 5.6536, p = 0.7, rounded to 0.001.
    assert unlimited_protection(20, 5.6536, CASE, common_track=common) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(("up", "expected"), [(1.0, 0.682), (0.9, 0.614)])
def test_a_common_switch_lowers_protection_at_once(up, expected):
    # Computed in the reference: K = 0.9625 (p = 0.56, four shots), ten warheads, rounded to 0.001.
    shield = Defence(40, 0.56, 1.0, up, 4, 1.0)
    assert unlimited_protection(10, 4, shield) == pytest.approx(expected, abs=1e-3)
    assert protection(10, shield) == pytest.approx(expected, abs=1e-3)


@given(st.integers(1, 40), st.floats(0.05, 0.95), defences())
def test_what_is_needed_is_enough_and_whole_shots_take_more(warheads, wanted, shield):
    shield = replace(shield, availability=max(float(shield.availability), 0.05))
    needed = interceptors_needed(warheads, wanted, shield)
    floor = (wanted / shield.availability) ** (1.0 / warheads)
    assert needed.tracking_floor == pytest.approx(float(floor))
    if not needed.feasible:
        assert np.isinf(needed.barrage)
        assert np.isinf(needed.shoot_look_shoot)
        return
    assert needed.shoot_look_shoot <= needed.barrage + 1e-9
    assert needed.barrage <= needed.whole_shots + 1e-6
    if shield.kill_probability < 1.0:  # a shot that cannot miss counts as a whole one
        assert unlimited_protection(warheads, needed.shots, shield) == pytest.approx(wanted, rel=1e-7)
    if needed.shots <= 999.0:  # a defence fires at most 1,000 at one object
        enough = replace(shield, interceptors=needed.whole_shots + 1e-6, shots=1_000.0)
        assert protection(warheads, enough) >= wanted - 1e-6


def test_a_curve_over_warheads_ends_at_the_floor():
    # T = 0.99 and P* = 0.8: 0.8^(1/22) = 0.98991 is below T, 0.8^(1/23) = 0.99035 above.
    needed = interceptors_needed(np.arange(1, 31), 0.8, CASE)
    assert needed.feasible.sum() == 22
    assert np.all(np.diff(needed.barrage[:22]) > 0.0)
    assert np.all(np.isinf(needed.barrage[22:]))
    with pytest.raises(RangeError, match=r"track probability above 0\.99"):
        shots_required(np.arange(1, 31), 0.8, CASE)


def test_correlated_shots_need_more():
    shots = shots_required(20, 0.8, replace(CASE, shot_correlation=np.array([0.0, 0.05, 0.1])))
    assert np.all(np.diff(shots) > 0.0)


def test_an_inventory_for_two_looks_covers_the_tail():
    # Second implementation: SciPy's binomial quantile of the survivors of a first salvo of one at 20 objects.
    survivors = binom.ppf(0.95, 20, 0.3)
    assert shoot_look_shoot_inventory(20, 6, 0.95, CASE) == 20 + 5 * survivors
    assert shoot_look_shoot_inventory(20, 6, 0.95, CASE) > interceptors_needed(20, 0.8, CASE).shoot_look_shoot


@given(st.integers(1, 60), st.floats(0.01, 0.99), st.floats(0.02, 0.98))
def test_survivors_of_the_first_salvo_are_binomial(warheads, level, p):
    shield = replace(CASE, kill_probability=p)
    reached = binom.cdf(np.arange(warheads + 1), warheads, 1.0 - p)
    if np.min(np.abs(reached - level)) < 1e-9:
        return
    expected = warheads + 2.0 * binom.ppf(level, warheads, 1.0 - p)
    assert shoot_look_shoot_inventory(warheads, 3, level, shield) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("warheads", "wanted", "said"),
    [
        (2.5, 0.8, "warheads: found 2.5, expected a whole number"),
        (-3, 0.8, "warheads: found -3"),
        (0, 0.8, "warheads: found 0, expected 1 or more"),
        (20, 1.0, "confidence: found 1, expected more than 0 and less than 1"),
        (20, 80.0, "confidence: found 80"),
    ],
)
def test_impossible_questions_are_refused(warheads, wanted, said):
    with pytest.raises(RangeError, match=said):
        interceptors_needed(warheads, wanted, CASE)


def test_a_defence_that_is_never_up_protects_from_nothing():
    with pytest.raises(RangeError, match="availability: found 0, expected more than 0"):
        interceptors_needed(20, 0.8, replace(CASE, availability=0.0))
    assert protection(3, replace(CASE, interceptors=100, availability=0.0)) == 0.0
    assert protection(0, replace(CASE, availability=0.9)) == pytest.approx(0.9)
