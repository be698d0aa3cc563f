"""When a side's own rule fails, and how many warheads would mend it (models M3, M4)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.counting.defence import Defence
from detente.counting.leakage import arrivals_pmf, mean_arrivals, probability_of_at_least
from detente.counting.offset import offset, offset_by_quantile
from detente.counting.sufficiency import average_shots_for, erosion_onset, sufficiency_margin
from detente.counting.thresholds import first_true
from detente.errors import RangeError
from tests.counting.chances import defences

FOUR = Defence(0, 0.56, 1.0, 1.0, 4, 1.0)
TWO = Defence(0, 0.80, 1.0, 1.0, 2, 1.0)
CHANCES = st.floats(0.05, 0.99)


@pytest.mark.parametrize(("shield", "low", "doctrine"), [(FOUR, 446, 1_039), (TWO, 313, 521)])
def test_the_bracket_of_the_worked_cases(shield, low, doctrine):
    # Computed in the reference: R = 450, D = 200, T = U = lam = 1; rounded to whole interceptors.
    onset = erosion_onset(450, 200, 0.5, shield)
    assert onset.low == pytest.approx(low, abs=1.0)
    assert onset.doctrine == pytest.approx(doctrine, abs=1.0)
    assert onset.low_holds
    # At pi = 0.5 the rule asks for the middle, which lies within one warhead of the average: 1/0.56 interceptors.
    assert onset.exact == pytest.approx(float(onset.low), abs=2.0)


@given(st.floats(1.0, 120.0), st.floats(0.5, 100.0), CHANCES, defences(), st.floats(0.0, 20.0))
@settings(max_examples=200)
def test_the_rule_holds_just_below_the_exact_onset_and_fails_at_it(sent, wanted, level, shield, beyond):
    onset = erosion_onset(sent, wanted, level, shield, beyond).exact.item()
    chance = lambda n: float(probability_of_at_least(wanted, sent, replace(shield, interceptors=n), beyond))  # noqa: E731
    if onset == 0.0:
        assert chance(0.0) < level
    elif np.isinf(onset):
        assert chance(1e6) >= level - 1e-9
    else:
        assert chance(onset) < level + 1e-9
        assert chance(onset - 1.0) >= level - 1e-9


@given(st.integers(2, 40), st.floats(0.1, 0.95), st.floats(0.1, 0.9), st.integers(1, 3))
def test_a_second_program_tries_one_interceptor_after_the_other(sent, p, level, shots):
    shield, wanted = Defence(0, p, 0.95, 0.97, shots, 1.0), max(sent // 2, 1)
    found = np.inf
    for n in range(shots * sent + 1):
        if arrivals_pmf(sent, replace(shield, interceptors=n))[wanted:].sum() < level - 1e-12:
            found = float(n)
            break
    assert erosion_onset(sent, wanted, level, shield).exact == found


@given(st.floats(1.0, 300.0), st.floats(1.0, 300.0), defences(correlated=False))
def test_the_closed_forms_bring_the_average_down_to_the_need(sent, wanted, shield):
    onset = erosion_onset(sent, wanted, 0.5, shield)
    low, doctrine = onset.low.item(), onset.doctrine.item()
    if sent < wanted:
        assert (low, doctrine) == (0.0, 0.0)
    elif np.isfinite(low):
        assert low <= doctrine + 1e-6
        reached = mean_arrivals(sent, replace(shield, interceptors=low))
        if onset.low_holds:
            assert reached == pytest.approx(wanted, abs=1e-6)
        else:
            assert reached >= wanted - 1e-6  # only a lower bound of the onset
    else:
        assert mean_arrivals(sent, replace(shield, interceptors=1e7)) >= wanted - 1e-6


def test_what_interceptors_cannot_reach_arrives_in_any_case():
    onset = erosion_onset(250, 200, 0.9, TWO, unreachable=np.array([0.0, 150.0, 200.0]))
    assert np.all(np.diff(onset.low[:2]) > 0.0)
    assert np.isinf(onset.exact[2])
    assert np.isinf(onset.low[2])


def test_a_defence_that_may_be_down_can_never_be_relied_on_against():
    # With U = 0.7, everything arrives in 30 % of cases: a rule of pi = 0.3 or less never fails.
    assert np.isinf(erosion_onset(450, 200, 0.3, replace(TWO, availability=0.7)).exact)
    assert np.isfinite(erosion_onset(450, 200, 0.31, replace(TWO, availability=0.7)).exact)


@given(st.floats(1.0, 100.0), CHANCES, st.floats(1.0, 150.0), defences())
def test_margin_and_chance_give_one_verdict(wanted, level, sent, shield):
    margin = sufficiency_margin(wanted, level, sent, shield)
    chance = probability_of_at_least(wanted, sent, shield)
    if abs(chance - level) > 1e-9:
        assert (margin >= -1e-9) == (chance >= level)  # D is met to within a billionth


def test_the_worked_pair_of_views_disagrees():
    # Computed in the reference for its synthetic sets: margins in warheads of the average, +675.2 and -175.6.
    a, b = Defence(64, 0.56, 0.90, 0.95, 4, 2.0), Defence(600, 0.80, 0.97, 1.0, 2, 1.0)
    assert mean_arrivals(1_550 * 0.60 * 0.85, a) - 100 == pytest.approx(675.2, abs=0.1)
    assert mean_arrivals(1_550 * 0.25 * 0.80, b) - 200 == pytest.approx(-175.6, abs=0.1)
    difference = (mean_arrivals(310, b) - 200) - (mean_arrivals(790.5, a) - 100)
    assert difference == pytest.approx(-850.746, abs=1e-3)
    assert sufficiency_margin(100, 0.95, 790.5, a) > 0.0 > sufficiency_margin(200, 0.95, 310, b)


@pytest.mark.parametrize(
    ("p", "shots", "sigma", "expected"),
    [(0.8, 2, 0.51, 94), (0.9, 1, 0.2125, 424)],
)
def test_one_deployment_draws_two_replies(p, shots, sigma, expected):
    # Computed in the reference: 100 more interceptors under two planners' beliefs, rounded to whole warheads.
    found = offset(100, 1_550, sigma, Defence(44, p, 1.0, 1.0, shots, 1.0), planned_shots=shots)
    assert found.limited == pytest.approx(expected, abs=1.0)


@given(
    st.floats(0.0, 200.0),
    st.floats(1.0, 1_000.0),
    st.floats(0.05, 1.0),
    defences(correlated=False),
    st.floats(0.05, 1.0),
)
def test_the_reply_restores_the_average(more, held, sigma, shield, reach):
    found = offset(more, held, sigma, shield, reachable_share=reach)
    reply = found.mean.item()
    if np.isinf(reply):  # nothing gets through any more, however many come
        assert float(shield.kill_probability * shield.track_probability * shield.availability) > 1.0 - 1e-6
        return
    after = replace(shield, interceptors=shield.interceptors + more)
    sent = lambda n: (sigma * reach * n, sigma * (1.0 - reach) * n)  # noqa: E731
    before_a = mean_arrivals(sent(held)[0], shield, sent(held)[1])
    after_a = mean_arrivals(sent(held + reply)[0], after, sent(held + reply)[1])
    assert after_a == pytest.approx(float(before_a), rel=1e-6, abs=1e-6)
    if not np.isnan(found.saturated):
        assert reply == pytest.approx(float(found.saturated), rel=1e-6, abs=1e-6)
    elif found.scarce and shield.shots >= 1.0:
        assert reply == pytest.approx(float(found.limited), rel=1e-6, abs=1e-6)


def test_no_reply_is_wanted_where_nothing_is_within_reach():
    found = offset(100, 500, 0.5, TWO, reachable_share=0.0)
    assert (found.limited, found.mean) == (0.0, 0.0)


@given(st.integers(0, 60), st.integers(5, 120), st.floats(0.2, 1.0), st.floats(0.1, 0.9))
@settings(max_examples=60)
def test_the_whole_reply_restores_the_quantile_and_one_less_does_not(more, held, sigma, level):
    shield = Defence(20, 0.6, 0.95, 0.95, 3, 1.0)
    reply = offset_by_quantile(more, held, sigma, level, shield).item()
    after = replace(shield, interceptors=20.0 + more)
    quantile = lambda n, meets: sufficiency_margin(1.0, level, sigma * n, meets)  # noqa: E731
    assert quantile(held + reply, after) >= quantile(held, shield)
    if reply > 0.0:
        assert quantile(held + reply - 1.0, after) < quantile(held, shield)


@given(st.lists(st.integers(1, 300), min_size=1, max_size=20), st.integers(0, 300))
def test_the_smallest_number_is_found_from_any_guess(answers, guess):
    wanted, most = np.array(answers, dtype=float), 200.0
    found = first_true(
        lambda which, at: at >= wanted[which], np.full(wanted.shape, float(guess)), np.full(wanted.shape, most)
    )
    assert found == pytest.approx(np.where(wanted <= most, wanted, np.inf))


@given(st.floats(0.0, 1.0), defences(correlated=False))
def test_average_shots_undo_the_chance_to_be_stopped(stopped, shield):
    found = average_shots_for(np.array([stopped]), shield).item()
    if np.isfinite(found):
        low = int(found)
        chances = [
            float(shield.track_probability) * (1 - (1 - float(shield.kill_probability)) ** n) for n in (low, low + 1)
        ]
        assert chances[0] + (found - low) * (chances[1] - chances[0]) == pytest.approx(stopped, abs=1e-9)


@pytest.mark.parametrize(
    ("wanted", "level", "said"),
    [
        (0, 0.9, "sufficient: found 0"),
        (-5, 0.9, "sufficient: found -5"),
        (100, 1.0, "confidence"),
        (100, 0.0, "confidence"),
    ],
)
def test_impossible_rules_are_refused(wanted, level, said):
    with pytest.raises(RangeError, match=said):
        erosion_onset(450, wanted, level, TWO)
    with pytest.raises(RangeError, match=said):
        sufficiency_margin(wanted, level, 450, TWO)


def test_there_is_no_default_rule():
    with pytest.raises(TypeError):
        erosion_onset(450, defence=TWO)  # type: ignore[call-arg]
