"""How many arrive: published tables, identities, a second program, and a simulation shot by shot (models M2, M2c)."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from detente.counting.defence import Defence, kill_per_object, miss_probability, removed_per_interceptor
from detente.counting.leakage import arrival_quantiles, arrivals_pmf, mean_arrivals, probability_of_at_least
from detente.errors import RangeError
from tests.counting.chances import counted_out, defences, every_outcome, sum_of_trials

PLAIN = Defence(44, 0.56, 1.0, 1.0, 1, 1.0)
VIEW_A = Defence(64, 0.56, 0.90, 0.95, 4, 2.0)  # the worked pair of assumption sets
VIEW_B = Defence(600, 0.80, 0.97, 1.0, 2, 1.0)


@pytest.mark.parametrize(("shots", "published"), [(1, 0.5600), (2, 0.8064), (3, 0.9148), (4, 0.9625), (5, 0.9835)])
def test_the_table_of_shots_at_p_056(shots, published):
    # https://smu160.github.io/posts/missile-defense-is-np-complete/, read: p = 0.56, T = 1, printed to 0.01 %.
    assert kill_per_object(PLAIN, shots) == pytest.approx(published, abs=5e-5)


@pytest.mark.parametrize(("track", "published"), [(0.95, 0.9144), (0.90, 0.8663)])
def test_four_shots_under_an_uncertain_track(track, published):
    # The same table, read: p = 0.56, n = 4; printed to 0.01 %.
    assert kill_per_object(replace(PLAIN, track_probability=track), 4) == pytest.approx(published, abs=5e-5)


def test_some_leak_is_nearly_certain_against_many():
    # http://www.statistics-help-online.com/node17.html, read: each of 300 fails with 0.05; P(at least one) =
    # 0.9999997925, printed to 1e-10; mean 15.
    shield = Defence(300, 0.95, 1.0, 1.0, 1, 1.0)
    assert probability_of_at_least(1, 300, shield) == pytest.approx(0.9999997925, abs=1e-9)
    assert mean_arrivals(300, shield) == pytest.approx(15.0, abs=1e-9)


@pytest.mark.parametrize(
    ("correlation", "expected"), [(0, 0.963), (0.05, 0.948), (0.1, 0.931), (0.2, 0.897), (0.3, 0.859), (0.5, 0.778)]
)
def test_correlated_shots_kill_less(correlation, expected):
    # Computed in the reference from the beta-binomial: p = 0.56, n = 4, rounded to 0.001.
    assert 1.0 - miss_probability(0.56, 4, correlation) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(("view", "sent", "arrive"), [(VIEW_A, 790.5, 775.2), (VIEW_B, 310.0, 24.4)])
def test_two_assumption_sets_disagree_by_a_factor_of_thirty(view, sent, arrive):
    # Computed in the reference for its synthetic sets A and B, rounded to 0.1.
    assert mean_arrivals(sent, view) == pytest.approx(arrive, abs=0.1)


@pytest.mark.parametrize(("attack", "left"), [(1_000, 200), (1_500, 300)])
def test_stopping_four_fifths_of_a_large_attack_leaves_hundreds(attack, left):
    # Politico piece quoted at https://punditico.com/2018/03/12/putins-phony-arms-race/, at second hand: even 80 %
    # of 1,000 to 1,500 leaves 200-300. Exact arithmetic.
    assert mean_arrivals(attack, Defence(1e6, 0.8, 1.0, 1.0, 1, 1.0)) == pytest.approx(left, rel=1e-12)


@pytest.mark.parametrize(("sent", "share"), [(450, 0.055), (1_240, 0.020)])
def test_forty_four_interceptors_remove_little_of_a_large_retaliation(sent, share):
    # Computed in the reference: 44 x 0.56 = 24.64 expected kills, 5.5 % of 450 and 2.0 % of 1,240.
    assert sent - mean_arrivals(sent, PLAIN) == pytest.approx(24.64, abs=1e-9)
    assert 24.64 / sent == pytest.approx(share, abs=5e-4)
    assert removed_per_interceptor(PLAIN) * 44 == pytest.approx(24.64)


def test_what_each_side_believes_one_interceptor_removes():
    # Computed in the reference for its sets A (four shots) and B (one shot), rounded to 0.001.
    assert removed_per_interceptor(VIEW_A, 4) == pytest.approx(0.103, abs=5e-4)
    assert removed_per_interceptor(VIEW_B) == pytest.approx(0.776, abs=5e-4)


@given(st.integers(1, 40), defences())
def test_the_distribution_sums_to_one_and_has_the_mean(sent, shield):
    chances = arrivals_pmf(sent, shield)
    assert chances.min() >= 0.0
    assert chances.sum() == pytest.approx(1.0, abs=1e-12)
    assert chances @ np.arange(sent + 1.0) == pytest.approx(float(mean_arrivals(sent, shield)), abs=1e-9)


@given(st.integers(1, 40), defences())
def test_a_second_program_counts_warhead_by_warhead(sent, shield):
    assert arrivals_pmf(sent, shield) == pytest.approx(counted_out(sent, shield), abs=1e-10)


def test_the_second_program_agrees_with_listing_all_outcomes():
    leaks = [0.1, 0.35, 0.5, 0.99, 0.0]
    assert sum_of_trials(leaks) == pytest.approx(every_outcome(leaks), abs=1e-14)


@given(st.integers(1, 120), defences(most=500.0), st.floats(0.0, 1.0), st.integers(0, 10))
def test_many_at_once_says_the_same_as_one_by_one(sent, shield, place, beyond):
    chances = arrivals_pmf(sent, shield)
    wanted = round(place * (sent + 1))
    expected = chances[wanted:].sum()
    assert probability_of_at_least(wanted + beyond, sent, shield, beyond) == pytest.approx(expected, abs=1e-10)


def test_scarce_interceptors_give_a_plain_binomial():
    # SciPy's binomial: 44 shots at 44 of 450 warheads; the other 406 arrive.
    sent, wanted = 450, np.arange(400, 450)
    scipy = binom.sf(wanted - 406 - 1, 44, 0.44)
    assert probability_of_at_least(wanted, sent, PLAIN) == pytest.approx(scipy, abs=1e-12)


@given(st.integers(1, 60), defences(), st.floats(0.01, 0.99))
def test_quantiles_are_those_of_the_distribution(sent, shield, level):
    reached = np.cumsum(arrivals_pmf(sent, shield))
    assume(np.min(np.abs(reached - level)) > 1e-9)  # on a step either neighbour would do
    assert arrival_quantiles([level], sent, shield)[0] == np.argmax(reached >= level)


@given(st.floats(0.0, 300.0), st.floats(0.0, 50.0), defences())
def test_no_more_arrive_than_are_sent(sent, beyond, shield):
    arriving = mean_arrivals(sent, shield, beyond)
    assert beyond <= arriving + 1e-9
    assert arriving <= sent + beyond + 1e-9
    assert mean_arrivals(0.0, shield, beyond) == pytest.approx(beyond)


WORSE = {"interceptors": 50.0, "kill_probability": 0.1, "track_probability": 0.1, "availability": 0.1, "shots": 1.0}


@pytest.mark.parametrize("name", WORSE)
@given(shield=defences(correlated=False), sent=st.floats(0.0, 200.0))
def test_a_better_defence_lets_fewer_through(name, shield, sent):
    most = 1.0 if name.endswith(("probability", "availability")) else np.inf
    better = replace(shield, **{name: min(float(getattr(shield, name)) + WORSE[name], most)})
    assert mean_arrivals(sent, better) <= mean_arrivals(sent, shield) + 1e-9
    level = 0.5 * sent
    assert probability_of_at_least(level, sent, better) <= probability_of_at_least(level, sent, shield) + 1e-9


@given(shield=defences(), sent=st.floats(0.0, 200.0), more=st.floats(0.0, 100.0), load=st.floats(0.0, 2.0))
def test_more_warheads_and_more_false_objects_let_more_through(shield, sent, more, load):
    assert mean_arrivals(sent + more, shield) >= mean_arrivals(sent, shield) - 1e-9
    busier = replace(shield, false_object_load=shield.false_object_load + load)
    assert mean_arrivals(sent, busier) >= mean_arrivals(sent, shield) - 1e-9


@given(st.floats(0.3, 80.0), defences())
def test_a_fraction_of_a_warhead_is_one_more_that_may_come(sent, shield):
    # The mean of the distribution is the mean, also where the expected number is not whole.
    wanted = np.arange(1.0, np.ceil(sent) + 1.0)
    mean = probability_of_at_least(wanted, sent, shield).sum()
    assert mean == pytest.approx(float(mean_arrivals(sent, shield)), abs=1e-8)


@pytest.mark.parametrize(
    ("sent", "shield"),
    [
        (60, Defence(44, 0.56, 0.9, 0.95, 4, 1.0)),  # some get a shot, some none
        (40, Defence(100, 0.7, 0.95, 0.8, 4, 1.0, 0.3)),  # two and three shots each, correlated
        (50, Defence(400, 0.4, 0.97, 0.9, 3, 1.0)),  # shots to spare
    ],
)
def test_a_simulation_shot_by_shot_agrees(sent, shield):
    # Independent of the formulas: deal shots, draw each object's track and its own kill probability, each shot, and
    # the common switch. Seed fixed; tolerance: five standard errors, which one of these 12 comparisons would exceed
    # by chance once in 100,000 times.
    runs, draw = 20_000, np.random.default_rng(1)
    shots = np.zeros(sent, dtype=int)
    for k in range(min(int(shield.interceptors), int(shield.shots) * sent)):
        shots[k % sent] += 1
    p, c = float(shield.kill_probability), float(shield.shot_correlation)
    each = draw.beta(p * (1 - c) / c, (1 - p) * (1 - c) / c, (runs, sent)) if c else np.full((runs, sent), p)
    hit = np.zeros((runs, sent), dtype=bool)
    for k in range(shots.max()):
        hit |= (draw.random((runs, sent)) < each) & (k < shots)
    stopped = hit & (draw.random((runs, sent)) < shield.track_probability)
    stopped &= (draw.random(runs) < shield.availability)[:, None]
    arriving = sent - stopped.sum(axis=1)
    mean = float(mean_arrivals(sent, shield))
    assert arriving.mean() == pytest.approx(mean, abs=5.0 * arriving.std() / np.sqrt(runs))
    for wanted in np.quantile(arriving, [0.1, 0.5, 0.9]):
        exact = float(probability_of_at_least(wanted, sent, shield))
        error = np.sqrt(max(exact * (1.0 - exact), 1e-6) / runs)
        assert np.mean(arriving >= wanted) == pytest.approx(exact, abs=5.0 * error)


def test_arrays_answer_as_single_scenarios_do():
    draw, n = np.random.default_rng(2), 9_000  # more than one chunk
    shield = Defence(
        draw.integers(0, 400, n), draw.random(n), draw.random(n), draw.random(n), draw.integers(0, 5, n), 1.5
    )
    sent, wanted = draw.uniform(0, 300, n), draw.integers(0, 300, n).astype(float)
    chance, levels = probability_of_at_least(wanted, sent, shield), arrival_quantiles([0.1, 0.5], sent, shield)
    for k in range(0, n, 500):
        one = Defence(*(np.broadcast_to(getattr(shield, field.name), n)[k] for field in fields(shield)))
        assert probability_of_at_least(wanted[k], sent[k], one) == pytest.approx(chance[k], abs=1e-10)
        assert arrival_quantiles([0.1, 0.5], sent[k], one) == pytest.approx(levels[:, k])


@settings(max_examples=20)
@given(st.integers(1_000, 4_000), st.floats(0.01, 0.99))
def test_thousands_of_warheads_keep_their_digits(sent, p):
    # SciPy's binomial sums the same tail; ours inverts a characteristic function over a window.
    wanted = np.round(sent * (1.0 - p)) + np.arange(-40.0, 41.0, 10.0)
    ours = probability_of_at_least(np.clip(wanted, 0, sent), sent, Defence(sent, p, 1.0, 1.0, 1, 1.0))
    assert ours == pytest.approx(binom.sf(np.clip(wanted, 0, sent) - 1, sent, 1.0 - p), abs=1e-10)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("interceptors", -1.0, "interceptors: found -1, expected 0 or more"),
        ("interceptors", np.inf, "interceptors: found inf"),
        ("kill_probability", 80.0, "write 80 % as 0.8"),
        ("track_probability", -0.1, "track_probability: found -0.1, expected 0 to 1"),
        ("availability", [0.5, 1.5], r"availability \[1\]: found 1.5"),
        ("shots", -1, "shots: found -1"),
        ("shots", 1e6, "shots: found 1e"),
        ("false_object_load", 0.5, "false_object_load: found 0.5, expected 1 or more"),
        ("shot_correlation", 2.0, "shot_correlation: found 2"),
        ("kill_probability", np.nan, "kill_probability: found nan"),
    ],
)
def test_impossible_defences_are_refused(field, value, said):
    with pytest.raises(RangeError, match=said):
        replace(PLAIN, **{field: value})


def test_impossible_attacks_and_levels_are_refused():
    with pytest.raises(RangeError, match="reachable: found -1"):
        mean_arrivals(-1.0, PLAIN)
    with pytest.raises(RangeError, match=r"reachable: found 12\.5, expected a whole number"):
        arrivals_pmf(12.5, PLAIN)
    with pytest.raises(RangeError, match="certainty is never reached"):
        arrival_quantiles([1.0], 10, PLAIN)
