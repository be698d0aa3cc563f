"""The whole set in one call says what its parts say, for arrays and for single scenarios."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks import balance
from detente.counting.cost import cost_ratio
from detente.counting.defence import Defence
from detente.counting.leakage import mean_arrivals, probability_of_at_least
from detente.counting.metrics import metric_set
from detente.counting.readiness import POSTURES
from detente.counting.scenario import Crisis, Party, Rules, Scenario
from detente.counting.sufficiency import erosion_onset
from detente.errors import RangeError

NO_DEFENCE = Defence(0, 0.5, 1.0, 1.0, 1, 1.0)


def party(share, sufficient, shield, reach=1.0):
    """1,550 warheads in one leg, the same in all postures, as in the worked pair of views."""
    survival = np.full((4, 1), share)
    return Party([1_550], survival, [1.0], 1.0, POSTURES[0], reach, sufficient, 0.9, shield)


VIEW_A = Scenario(
    party(0.60 * 0.85, 100, NO_DEFENCE),
    party(0.5, 150, Defence(64, 0.56, 0.90, 0.95, 4, 2.0)),
    third_party=(10, 0.5),
    crisis=Crisis(np.linspace(0.1, 0.9, 9), np.array([44.0, 200.0, 600.0])),
    rules=Rules(144, 0.04, 0.5, 0.5),
    costs=(111.0, 20.0),
)
VIEW_B = replace(
    VIEW_A,
    deterring=party(0.25 * 0.80, 200, NO_DEFENCE),
    defending=party(0.5, 150, Defence(600, 0.8, 0.97, 1.0, 2, 1.0)),
)


def test_the_worked_pair_of_views_in_one_call():
    # Computed in the reference for its synthetic sets A and B, rounded to 0.1; loop gain 19.2 c.
    a, b = metric_set(VIEW_A).metrics, metric_set(VIEW_B, VIEW_A).metrics
    assert a["B1"].values["deterring"] == pytest.approx(790.5)
    assert a["B2"].values["mean"] == pytest.approx(775.2, abs=0.1)
    assert b["B2"].values["mean"] == pytest.approx(24.4, abs=0.1)
    assert b["B3"].values["removed"] == pytest.approx(1.0 - 24.432 / 310.0, abs=1e-4)
    assert a["B4"].values["deterring_margin"] > 0.0 > b["B4"].values["deterring_margin"]
    assert b["B9"].values["loop_gain"] == pytest.approx(19.2 * 0.04, abs=0.01)


def test_every_result_has_its_assumptions_and_there_is_no_score():
    found = metric_set(VIEW_A)
    assert list(found.metrics) == [f"B{k}" for k in range(1, 11)]
    assert all(metric.assumptions and metric.unit for metric in found.metrics.values())
    names = {name for metric in found.metrics.values() for name in metric.values}
    assert not any("score" in name or "total" in name for name in names)
    assert any("Costlow" in line for line in found.metrics["B10"].assumptions)
    assert any("Kim" in line for line in found.metrics["B9"].assumptions)


def test_what_was_not_stated_is_missing_and_not_filled_in():
    found = metric_set(Scenario(VIEW_A.deterring, VIEW_A.defending))
    assert list(found.missing) == ["B7", "B8", "B9", "B10"]
    assert found.missing["B10"] == "marginal costs of an interceptor and a warhead"
    assert "B10" not in found.metrics


def test_arrays_of_scenarios_say_what_single_ones_say():
    many = balance.scenarios(40, seed=7)
    found = metric_set(many)
    for k in (0, 13, 39):
        single = balance.single(many, k)
        own, against = single.deterring, single.defending.defence
        alone = metric_set(single)
        for key, metric in alone.metrics.items():
            for name, value in metric.values.items():
                given = found.metrics[key].values[name]
                assert np.asarray(given)[k] == pytest.approx(np.asarray(value), nan_ok=True, abs=1e-9), (key, name)
        sent = float(alone.metrics["B1"].values["deterring"][0])
        reached, beyond = sent * own.reachable_share, sent * (1.0 - own.reachable_share)
        values = {key: metric.values for key, metric in alone.metrics.items()}
        assert values["B2"]["mean"] == pytest.approx(float(mean_arrivals(reached, against, beyond)))
        chance = probability_of_at_least(own.sufficient, reached, against, beyond)
        assert values["B4"]["deterring_chance"] == pytest.approx(float(chance))
        assert values["B5"]["exact"] == erosion_onset(reached, own.sufficient, own.confidence, against, beyond).exact
        share = sent / np.sum(own.warheads)
        assert values["B10"]["ratio"] == pytest.approx(float(cost_ratio(*single.costs, share, against).ratio))


def test_the_baseline_of_the_benchmark_gives_the_same_numbers():
    # A second implementation of the heavy parts: one scenario after the other, SciPy's binomials, plain bisection.
    many = balance.scenarios(60, seed=3)
    ours, plain = balance.by_arrays(many), balance.by_scipy(many)
    for name, values in plain.items():
        assert ours[name] == pytest.approx(values, abs=1e-8), name


def test_no_retaliation_gives_blanks_and_not_numbers():
    none = metric_set(replace(VIEW_A, deterring=party(0.0, 100, NO_DEFENCE))).metrics
    assert none["B2"].values["mean"] == 0.0
    assert none["B5"].values["exact"] == 0.0
    assert np.isnan(none["B3"].values["removed"])
    assert np.isnan(none["B6"].values["limited"])
    assert np.isnan(none["B9"].values["loop_gain"])
    assert np.isnan(none["B10"].values["ratio"])


def test_impossible_parties_are_refused():
    with pytest.raises(RangeError, match='posture: found "asleep", expected one of day-to-day ride-out'):
        metric_set(replace(VIEW_A, deterring=replace(VIEW_A.deterring, posture="asleep")))
    with pytest.raises(RangeError, match=r"warheads \[0\]: found 10.5, expected a whole number"):
        metric_set(replace(VIEW_A, deterring=replace(VIEW_A.deterring, warheads=[10.5])))
    with pytest.raises(RangeError, match="reachable_share: found 2"):
        metric_set(replace(VIEW_A, deterring=replace(VIEW_A.deterring, reachable_share=2.0)))
