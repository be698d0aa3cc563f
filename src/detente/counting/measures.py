"""What a defence does to a retaliation: B1 to B5 and B7 of the metric set."""

from dataclasses import dataclass

import numpy as np

from detente.counting.compatibility import least_protecting
from detente.counting.leakage import probability_of_at_least
from detente.counting.needed import interceptors_needed, protection
from detente.counting.ranges import Floats
from detente.counting.scenario import Flow, Scenario
from detente.counting.sufficiency import erosion_onset, margin, sufficiency_margin
from detente.messages import mark


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


@dataclass(frozen=True, eq=False)
class Given:
    """What every step may use: the scenario, the other side's beliefs, both flows, and quantiles of the arrivals.

    mean: average arrivals of the deterring side; quantiles (4, ...): at `QUANTILES`, and at 1 - pi of that side.
    """

    scenario: Scenario
    other: Scenario
    deterring: Flow
    defending: Flow
    mean: Floats
    quantiles: Floats


LEAKAGE = (
    mark("identical warheads in one wave; shots independent given the track, or correlated as stated"),
    mark("shots spread evenly, real and false objects alike; no reload, no limit of salvo rate"),
    mark("kill and track probabilities are the view's; tests bound them only loosely"),
)


def postures(given: Given) -> Metric:
    """B1: what is left to retaliate with."""
    deterring, defending = given.deterring, given.defending
    return Metric(
        mark("retaliation available, by posture"),
        "warheads",
        {"deterring": deterring.by_posture, "defending": defending.by_posture},
        (mark("survival is an input, not computed"), mark("legs independent"), mark("average values")),
    )


def arrivals(given: Given) -> Metric:
    """B2: mean and 5, 50, 95 %."""
    return Metric(
        mark("retaliatory warheads that arrive"),
        "warheads",
        {"mean": given.mean, **dict(zip(("q05", "q50", "q95"), given.quantiles[:3], strict=True))},
        (*LEAKAGE, mark("retaliation is given, not drawn: the spread is that of the defence alone")),
    )


def removed(given: Given) -> Metric:
    """B3: 1 - E[A]/R."""
    sent = given.deterring.retaliation
    with np.errstate(divide="ignore", invalid="ignore"):
        removed = np.where(sent > 0.0, np.maximum(1.0 - given.mean / sent, 0.0), np.nan)
    return Metric(mark("share of the retaliation removed by defence"), "1", {"removed": removed}, LEAKAGE)


def margins(given: Given) -> Metric:
    """B4: of both sides."""
    scenario, sent = given.scenario, given.deterring
    own, against = scenario.deterring, scenario.defending.defence
    other, reply = scenario.defending, given.defending
    met = reply.reachable, scenario.deterring.defence, reply.unreachable
    values = {
        "deterring_margin": margin(given.quantiles[3], own.sufficient),
        "deterring_chance": probability_of_at_least(own.sufficient, sent.reachable, against, sent.unreachable),
        "defending_margin": sufficiency_margin(other.sufficient, other.confidence, *met),
        "defending_chance": probability_of_at_least(other.sufficient, *met),
    }
    rule = mark("D and pi are the side's own judgement; there is no default")
    return Metric(mark("sufficiency margin and chance, each by its own rule"), "1", values, (*LEAKAGE, rule))


def onset(given: Given) -> Metric:
    """B5: closed forms and exact."""
    own, sent = given.scenario.deterring, given.deterring
    defence = given.scenario.defending.defence
    onset = erosion_onset(sent.reachable, own.sufficient, own.confidence, defence, sent.unreachable)
    holds = onset.low_holds.astype(np.float64)
    values = {"low": onset.low, "doctrine": onset.doctrine, "exact": onset.exact, "low_holds": holds}
    forms = mark("low and doctrine compare the average with D, exact the chance with pi")
    return Metric(mark("interceptors at which the rule fails"), "interceptors", values, (*LEAKAGE, forms))


def third_party(given: Given) -> Metric:
    """B7: the chance that nothing gets through, and what a stated confidence takes."""
    scenario = given.scenario
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
    return Metric(mark("protection against the third party"), mark("1 and interceptors"), values, LEAKAGE)
