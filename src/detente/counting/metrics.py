"""The whole metric set, for as many scenarios as there are, every result with its assumptions beside it.

Ten results and no sum of them: there is no single score. What an input lacks is left out and named, not filled in.
Source: section by section the models of docs/methods/balance.md.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from detente.counting import interplay, measures, ranges
from detente.counting.leakage import arrival_quantiles, mean_arrivals
from detente.counting.measures import Given, Metric, MetricSet
from detente.counting.scenario import Scenario, flow
from detente.messages import mark

QUANTILES = (0.05, 0.5, 0.95)

Step: TypeAlias = Callable[[Given], Metric]


def metric_set(scenario: Scenario, defending_beliefs: Scenario | None = None) -> MetricSet:
    """B1 to B10 for arrays of scenarios in one call.

    Arguments: scenario: the assumption set in whose beliefs everything is computed; defending_beliefs: a second set,
               used where a metric compares two sides' beliefs (B6, B9); without it both sides share the first.
    Returns:   `MetricSet`; scenarios are the last axis, except in B1 (..., 4).
    Refuses:   RangeError for any number outside its bounds.
    """
    given = _given(scenario, defending_beliefs or scenario)
    metrics: dict[str, Metric] = {}
    missing: dict[str, str] = {}
    for key, (step, needs, what) in _STEPS.items():
        if needs and getattr(scenario, needs) is None:
            missing[key] = what
        else:
            metrics[key] = step(given)
    return MetricSet(metrics, missing)


def _given(scenario: Scenario, other: Scenario) -> Given:
    deterring, defence = flow(scenario.deterring), scenario.defending.defence
    least = 1.0 - ranges.confidence("confidence", scenario.deterring.confidence)
    levels = np.stack(np.broadcast_arrays(*QUANTILES, least))
    leak = deterring.reachable, defence, deterring.unreachable
    quantiles = arrival_quantiles(levels, *leak)
    return Given(scenario, other, deterring, flow(scenario.defending), mean_arrivals(*leak), quantiles)


_STEPS: dict[str, tuple[Step, str, str]] = {
    "B1": (measures.postures, "", ""),
    "B2": (measures.arrivals, "", ""),
    "B3": (measures.removed, "", ""),
    "B4": (measures.margins, "", ""),
    "B5": (measures.onset, "", ""),
    "B6": (interplay.replies, "", ""),
    "B7": (measures.third_party, "third_party", mark("warheads of the third party, and the confidence wanted")),
    "B8": (interplay.crisis, "crisis", mark("committed shares, and a path of interceptors")),
    "B9": (interplay.race, "rules", mark("yearly rules of both sides")),
    "B10": (interplay.marginal_cost, "costs", mark("marginal costs of an interceptor and a warhead")),
}
