"""How two sides answer one another: B6, B8, B9 and B10 of the metric set."""

import numpy as np

from detente.counting.cost import cost_ratio
from detente.counting.crisis import Side, index_curve, transition
from detente.counting.defence import removed_per_interceptor
from detente.counting.measures import Given, Metric
from detente.counting.offset import offset
from detente.counting.race import Race, divergence_year, fixed_point, gain_of, race_path
from detente.counting.ranges import Bools, Floats, Numbers
from detente.counting.readiness import generation_stability, prompt_launch, retaliation
from detente.counting.scenario import Flow, Party, Scenario, flow
from detente.messages import mark


def replies(given: Given) -> Metric:
    """B6: in the beliefs of both, and their ratio."""
    other = given.other
    own = _offset(given.scenario, given.deterring, _best_use(given.scenario))
    theirs = _offset(other, flow(other.deterring), other.defending.defence.shots)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = own["limited"] / theirs["limited"]
    values = own | {f"defending_{name}": value for name, value in theirs.items()} | {"ratio": ratio}
    return Metric(
        mark("more warheads wanted per added interceptors"),
        "warheads",
        values,
        (
            mark("the reply is more of the same warheads, delivered as well as before"),
            mark("the deterring side reckons with the best use of interceptors, the defending side with its doctrine"),
            mark("no published figure to compare with"),
        ),
    )


def crisis(given: Given) -> Metric:
    """B8: least and middle of the curve, what stands beside it, and the least along the path."""
    scenario, postures = given.scenario, given.deterring.by_posture
    assert scenario.crisis is not None
    a, b = _side(scenario.defending, given.defending), _side(scenario.deterring, given.deterring)
    shares, path = (np.asarray(part, dtype=np.float64) for part in vars(scenario.crisis).values())
    curve = index_curve(a, b, shares)
    middle = curve[shares.size // 2]
    unchanged = np.broadcast_to(b.defence.interceptors, (len(path), *np.shape(b.defence.interceptors)))
    along = transition(a, b, path, unchanged, shares[shares.size // 2].item())
    values = {
        "index_least": np.min([point.index for point in curve], axis=0),
        "index_middle": middle.index,
        "break_even_defending": middle.break_even_a,
        "break_even_deterring": middle.break_even_b,
        "reciprocal_fear": middle.reciprocal_fear,
        "generation_stability": np.min(generation_stability(postures), axis=-1),
        "prompt_launch": np.min(prompt_launch(postures), axis=-1),
        "transition_least": np.min(along, axis=0),
    }
    return Metric(
        mark("crisis: index over the committed share, and its companions"),
        "1",
        values,
        (
            mark("the committed share is an outside assumption; no share is looked for"),
            mark(
                "penalty curve and accounting are definitions of this project; 0.75 and 0.3 are judgement, at second "
                "hand"
            ),
            mark("rewards a hair-trigger posture: read it with the prompt-launch ratio"),
            mark("says nothing about the likelihood of war or accident"),
        ),
    )


def race(given: Given) -> Metric:
    """B9: loop gain, rest or divergence, and the years in which ceilings bind."""
    scenario, other = given.scenario, given.other
    assert scenario.rules is not None
    rules, theirs = scenario.rules, other.defending.defence
    removed = removed_per_interceptor(theirs, theirs.shots)
    share_a, given_a = _delivered(other.deterring, flow(other.deterring))
    share_b, given_b = _delivered(scenario.deterring, given.deterring)
    asked = given_a & given_b & (removed > 0.0)  # else nothing can be covered, or nothing needs an answer
    race = Race(
        scenario.deterring.held,
        scenario.defending.defence.interceptors,
        rules.third_party_interceptors,
        rules.coverage_goal,
        rules.warhead_adjustment,
        rules.interceptor_adjustment,
        np.where(removed > 0.0, removed, 1.0),
        removed_per_interceptor(scenario.defending.defence, _best_use(scenario)),
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
        mark("action and reaction"),
        mark("1, numbers and years"),
        {name: np.where(asked, value, np.nan) for name, value in values.items()},
        (
            mark("linear rules, beliefs constant, no other actors: not a forecast"),
            mark("the deterring side reckons with one shot each, the defending side with its doctrine"),
            mark(
                "counter-view: a race is not the expected result (Kim and Kim 2021, https://doi.org/10.1177/0022343319898714)"
            ),
        ),
    )


def marginal_cost(given: Given) -> Metric:
    """B10: X and its two parts."""
    scenario = given.scenario
    assert scenario.costs is not None
    sigma, some = _delivered(scenario.deterring, given.deterring)
    found = cost_ratio(*scenario.costs, sigma, scenario.defending.defence)
    parts = {"ratio": found.ratio, "defence": found.defence, "offence": found.offence}
    return Metric(
        mark("cost at the margin, defence over offence"),
        "1",
        {name: np.where(some, value, np.nan) for name, value in parts.items()},
        (
            mark("marginal costs in one price base; an average cost gives another answer"),
            mark("the worth of what is defended is left out"),
            mark("counter-view: the test is applied one-sidedly to defence (Costlow 2022)"),
        ),
    )


def _best_use(scenario: Scenario) -> Floats:
    """Shots per object with which scarce interceptors remove most: one, or what the doctrine allows if that is less."""
    return np.minimum(scenario.defending.defence.shots, 1.0)


def _offset(scenario: Scenario, sent: Flow, shots: Numbers) -> dict[str, Floats]:
    """What one set of beliefs would reply; NaN where nothing would be delivered anyway."""
    party, defence = scenario.deterring, scenario.defending.defence
    sigma, some = _delivered(party, sent)
    found = offset(scenario.added_interceptors, party.held, sigma, defence, shots, party.reachable_share)
    return {"limited": np.where(some, found.limited, np.nan), "mean": np.where(some, found.mean, np.nan)}


def _delivered(party: Party, sent: Flow) -> tuple[Floats, Bools]:
    """sigma: share of the deployed warheads that are on their way; 1 in place of none, and whether there are any."""
    some = np.asarray(sent.retaliation > 0.0)
    return np.where(some, sent.retaliation / np.maximum(party.held, 1.0), 1.0), some


def _side(party: Party, sent: Flow) -> Side:
    """All legs as one, weighted by force."""
    working = retaliation(party.warheads, 1.0, party.reliability, party.connectivity)
    survival = np.minimum(sent.retaliation / np.where(working > 0.0, working, 1.0), 1.0)
    reliability = working / np.maximum(party.held, 1.0)
    return Side(party.held, survival, reliability, party.sufficient, party.defence, party.reachable_share)
