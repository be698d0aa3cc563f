"""The whole metric set, for as many scenarios as there are, every result with its assumptions beside it.

Ten results and no sum of them: there is no single score. What an input lacks is left out and named, not filled in.
Source: section by section the models of docs/methods/balance.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from detente.counting.compatibility import least_protecting
from detente.counting.cost import cost_ratio
from detente.counting.crisis import Side, first_strike_index, transition
from detente.counting.defence import removed_per_interceptor
from detente.counting.leakage import arrival_quantiles, mean_arrivals, probability_of_at_least
from detente.counting.needed import interceptors_needed, protection
from detente.counting.offset import offset
from detente.counting.race import Race, divergence_year, fixed_point, gain_of, race_path
from detente.counting.ranges import Bools, Floats, Numbers
from detente.counting.readiness import generation_stability, prompt_launch, retaliation
from detente.counting.scenario import Flow, Party, Scenario, flow
from detente.counting.sufficiency import erosion_onset, sufficiency_margin

QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, eq=False)
class Metric:
    """One of B1 to B10: its numbers by name, their unit, and what they rest on."""

    title: str
    unit: str
    values: dict[str, Floats]
    assumptions: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class MetricSet:
    """What could be computed, by key B1 to B10, and what was missing for the rest."""

    metrics: dict[str, Metric]
    missing: dict[str, str]


Step: TypeAlias = Callable[[Scenario, Scenario, Flow, Flow], Metric]


def metric_set(scenario: Scenario, defending_beliefs: Scenario | None = None) -> MetricSet:
    """B1 to B10 for arrays of scenarios in one call.

    Arguments: scenario: the assumption set in whose beliefs everything is computed; defending_beliefs: a second set,
               used where a metric compares two sides' beliefs (B6, B9); without it both sides share the first.
    Returns:   `MetricSet`; scenarios are the last axis, except in B1 (..., 4).
    Refuses:   RangeError for any number outside its bounds.
    """
    other = defending_beliefs or scenario
    flows = flow(scenario.deterring), flow(scenario.defending)
    metrics: dict[str, Metric] = {}
    missing: dict[str, str] = {}
    for key, (step, needs, what) in _STEPS.items():
        if needs and getattr(scenario, needs) is None:
            missing[key] = what
        else:
            metrics[key] = step(scenario, other, *flows)
    return MetricSet(metrics, missing)


def _b1(scenario: Scenario, _: Scenario, deterring: Flow, defending: Flow) -> Metric:
    return Metric(
        "retaliation available, by posture",
        "warheads",
        {"deterring": deterring.by_posture, "defending": defending.by_posture},
        ("survival is an input, not computed", "legs independent", "average values"),
    )


def _b2(scenario: Scenario, _: Scenario, deterring: Flow, __: Flow) -> Metric:
    given = deterring.reachable, scenario.defending.defence, deterring.unreachable
    return Metric(
        "retaliatory warheads that arrive",
        "warheads",
        dict(zip(("q05", "q50", "q95"), arrival_quantiles(QUANTILES, *given), strict=True))
        | {"mean": mean_arrivals(*given)},
        (*_LEAKAGE, "retaliation is given, not drawn: the spread is that of the defence alone"),
    )


def _b3(scenario: Scenario, _: Scenario, deterring: Flow, __: Flow) -> Metric:
    arriving = mean_arrivals(deterring.reachable, scenario.defending.defence, deterring.unreachable)
    with np.errstate(divide="ignore", invalid="ignore"):
        removed = np.where(deterring.retaliation > 0.0, 1.0 - arriving / deterring.retaliation, np.nan)
    return Metric("share of the retaliation removed by defence", "1", {"removed": removed}, _LEAKAGE)


def _b4(scenario: Scenario, _: Scenario, deterring: Flow, defending: Flow) -> Metric:
    values: dict[str, Floats] = {}
    sides = (
        ("deterring", scenario.deterring, deterring, scenario.defending),
        ("defending", scenario.defending, defending, scenario.deterring),
    )
    for name, own, sent, other in sides:
        given = sent.reachable, other.defence, sent.unreachable
        values[f"{name}_margin"] = sufficiency_margin(own.sufficient, own.confidence, *given)
        values[f"{name}_chance"] = probability_of_at_least(own.sufficient, *given)
    rule = "D and pi are the side's own judgement; there is no default"
    return Metric("sufficiency margin and chance, each by its own rule", "1", values, (*_LEAKAGE, rule))


def _b5(scenario: Scenario, _: Scenario, deterring: Flow, __: Flow) -> Metric:
    own = scenario.deterring
    given = own.sufficient, own.confidence, scenario.defending.defence, deterring.unreachable
    onset = erosion_onset(deterring.reachable, *given)
    holds = onset.low_holds.astype(np.float64)
    values = {"low": onset.low, "doctrine": onset.doctrine, "exact": onset.exact, "low_holds": holds}
    forms = "low and doctrine compare the average with D, exact the chance with pi"
    return Metric("interceptors at which the rule fails", "interceptors", values, (*_LEAKAGE, forms))


def _b6(scenario: Scenario, other: Scenario, deterring: Flow, _: Flow) -> Metric:
    own = _offset(scenario, deterring, 1.0)
    theirs = _offset(other, flow(other.deterring), other.defending.defence.shots)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = own["limited"] / theirs["limited"]
    values = own | {f"defending_{name}": value for name, value in theirs.items()} | {"ratio": ratio}
    return Metric(
        "more warheads wanted per added interceptors",
        "warheads",
        values,
        (
            "the reply is more of the same warheads, delivered as well as before",
            "the deterring side reckons with the best use of interceptors, the defending side with its doctrine",
            "no published figure to compare with",
        ),
    )


def _b7(scenario: Scenario, _: Scenario, __: Flow, ___: Flow) -> Metric:
    assert scenario.third_party is not None
    warheads, wanted = scenario.third_party
    defence = scenario.defending.defence
    formulas = interceptors_needed(warheads, wanted, defence)
    values = {
        "chance_of_none": protection(warheads, defence),
        "barrage": formulas.barrage,
        "whole_shots": formulas.whole_shots,
        "shoot_look_shoot": formulas.shoot_look_shoot,
        "tracking_floor": formulas.tracking_floor,
        "needed": least_protecting(warheads, wanted, defence, formulas),
    }
    return Metric("protection against the third party", "1 and interceptors", values, _LEAKAGE)


def _b8(scenario: Scenario, _: Scenario, deterring: Flow, defending: Flow) -> Metric:
    assert scenario.crisis is not None
    a = _side(scenario.defending, defending)
    b = _side(scenario.deterring, deterring)
    shares, path = scenario.crisis.committed_shares, scenario.crisis.interceptors
    rows = np.asarray(shares, dtype=np.float64)
    curve = [first_strike_index(a, b, float(share)) for share in rows]
    middle = curve[len(curve) // 2]
    unchanged = np.broadcast_to(b.defence.interceptors, (len(path), *np.shape(b.defence.interceptors)))
    along = transition(a, b, path, unchanged, float(rows[rows.size // 2]))
    stability, prompt = generation_stability(deterring.by_posture), prompt_launch(deterring.by_posture)
    values = {
        "index_least": np.min([point.index for point in curve], axis=0),
        "index_middle": middle.index,
        "break_even_defending": middle.break_even_a,
        "break_even_deterring": middle.break_even_b,
        "reciprocal_fear": middle.reciprocal_fear,
        "generation_stability": np.min(stability, axis=-1),
        "prompt_launch": np.min(prompt, axis=-1),
        "transition_least": np.min(along, axis=0),
    }
    return Metric(
        "crisis: index over the committed share, and its companions",
        "1",
        values,
        (
            "the committed share is an outside assumption; no share is looked for",
            "penalty curve and accounting are definitions of this project; 0.75 and 0.3 are judgement, at second hand",
            "rewards a hair-trigger posture: read it with the prompt-launch ratio",
            "says nothing about the likelihood of war or accident",
        ),
    )


def _b9(scenario: Scenario, other: Scenario, deterring: Flow, _: Flow) -> Metric:
    assert scenario.rules is not None
    rules, theirs = scenario.rules, other.defending.defence
    removed = removed_per_interceptor(theirs, theirs.shots)
    share_a, given_a = _delivered(other.deterring, flow(other.deterring))
    share_b, given_b = _delivered(scenario.deterring, deterring)
    asked = given_a & given_b & (removed > 0.0)  # else nothing can be covered, or nothing needs an answer
    race = Race(
        scenario.deterring.held,
        scenario.defending.defence.interceptors,
        rules.third_party_interceptors,
        rules.coverage_goal,
        rules.warhead_adjustment,
        rules.interceptor_adjustment,
        np.where(removed > 0.0, removed, 1.0),
        removed_per_interceptor(scenario.defending.defence),
        share_a,
        share_b,
        rules.warhead_ceiling,
        rules.interceptor_ceiling,
    )
    path = race_path(race, rules.years)
    warheads, interceptors = fixed_point(race)
    values = {
        "loop_gain": gain_of(race),
        "fixed_warheads": warheads,
        "fixed_interceptors": interceptors,
        "divergence_year": divergence_year(race, path),
        "warhead_ceiling_binds": path.warhead_ceiling_binds,
        "interceptor_ceiling_binds": path.interceptor_ceiling_binds,
        "last_warheads": path.warheads[-1],
        "last_interceptors": path.interceptors[-1],
    }
    return Metric(
        "action and reaction",
        "1, numbers and years",
        {name: np.where(asked, value, np.nan) for name, value in values.items()},
        (
            "linear rules, beliefs constant, no other actors: not a forecast",
            "the deterring side reckons with one shot each, the defending side with its doctrine",
            "counter-view: a race is not the expected result (Kim and Kim 2021, https://doi.org/10.1177/0022343319898714)",
        ),
    )


def _b10(scenario: Scenario, _: Scenario, deterring: Flow, __: Flow) -> Metric:
    assert scenario.costs is not None
    sigma, given = _delivered(scenario.deterring, deterring)
    found = cost_ratio(*scenario.costs, sigma, scenario.defending.defence)
    parts = {"ratio": found.ratio, "defence": found.defence, "offence": found.offence}
    return Metric(
        "cost at the margin, defence over offence",
        "1",
        {name: np.where(given, value, np.nan) for name, value in parts.items()},
        (
            "marginal costs in one price base; an average cost gives another answer",
            "the worth of what is defended is left out",
            "counter-view: the test is applied one-sidedly to defence (Costlow 2022)",
        ),
    )


def _offset(scenario: Scenario, sent: Flow, shots: Numbers) -> dict[str, Floats]:
    """What one set of beliefs would reply; NaN where nothing would be delivered anyway."""
    party, defence = scenario.deterring, scenario.defending.defence
    sigma, given = _delivered(party, sent)
    found = offset(scenario.added_interceptors, party.held, sigma, defence, shots, party.reachable_share)
    return {"limited": np.where(given, found.limited, np.nan), "mean": np.where(given, found.mean, np.nan)}


def _delivered(party: Party, sent: Flow) -> tuple[Floats, Bools]:
    """sigma: share of the deployed warheads that are on their way; 1 in place of none, and whether there are any."""
    given = np.asarray(sent.retaliation > 0.0)
    return np.where(given, sent.retaliation / np.maximum(party.held, 1.0), 1.0), given


def _side(party: Party, sent: Flow) -> Side:
    """All legs as one, weighted by force."""
    working = retaliation(party.warheads, 1.0, party.reliability, party.connectivity)
    survival = np.minimum(sent.retaliation / np.where(working > 0.0, working, 1.0), 1.0)
    reliability = working / np.maximum(party.held, 1.0)
    return Side(party.held, survival, reliability, party.sufficient, party.defence, party.reachable_share)


_LEAKAGE = (
    "identical warheads in one wave; shots independent given the track, or correlated as stated",
    "shots spread evenly, real and false objects alike; no reload, no limit of salvo rate",
    "kill and track probabilities are the view's; tests bound them only loosely",
)
_STEPS: dict[str, tuple[Step, str, str]] = {
    "B1": (_b1, "", ""),
    "B2": (_b2, "", ""),
    "B3": (_b3, "", ""),
    "B4": (_b4, "", ""),
    "B5": (_b5, "", ""),
    "B6": (_b6, "", ""),
    "B7": (_b7, "third_party", "warheads of the third party, and the confidence wanted"),
    "B8": (_b8, "crisis", "committed shares, and a path of interceptors"),
    "B9": (_b9, "rules", "yearly rules of both sides"),
    "B10": (_b10, "costs", "marginal costs of an interceptor and a warhead"),
}
