"""Is defence cheaper at the margin than the offence that answers it?

The marginal test is applied one-sidedly to defence and ignores what is defended: Costlow,
https://nipp.org/information_series/matthew-r-costlow-a-curious-criterion-cost-effective-at-the-margin-for-missile-defense-no-537-october-21-2022
Show that beside the number. No sourced value of the cost of a warhead was found: a gap, and there is no default.
Source: model M10; https://en.wikipedia.org/wiki/Cost-exchange_ratio (inverse form); docs/methods/balance.md.
"""

from dataclasses import dataclass

import numpy as np

from detente.counting import ranges
from detente.counting.defence import Defence, removed_per_interceptor
from detente.counting.ranges import Bools, Floats, Numbers
from detente.messages import mark


@dataclass(frozen=True, eq=False)
class CostRatio:
    """c_D, c_O and X = c_D/c_O, in the money and price base of the inputs, which must be the same for both.

    defence   to remove one arriving warhead; infinity where interceptors remove nothing
    offence   to add one deliverable warhead
    ratio     below 1: defence passes the marginal test
    """

    defence: Floats
    offence: Floats
    ratio: Floats


def cost_ratio(
    interceptor_cost: Numbers,
    warhead_cost: Numbers,
    delivered_share: Numbers,
    defence: Defence,
    shots: Numbers | None = None,
    absentee_ratio: Numbers = 1.0,
) -> CostRatio:
    """X = [a n lam C_I/(UK)] / [C_W/sigma].

    Arguments: interceptor_cost C_I and warhead_cost C_W: of one more, above 0, one price base; delivered_share sigma,
               above 0; shots n: per object, otherwise those of `defence`; absentee_ratio a, 1 or more.
    Refuses:   RangeError for numbers outside these bounds.
    """
    removed = removed_per_interceptor(defence, defence.shots if shots is None else shots)
    absent = ranges.within("absentee_ratio", absentee_ratio, 1.0, np.inf, mark("not more than all can be in place"))
    with np.errstate(divide="ignore"):
        one_less = absent * ranges.positive("interceptor_cost", interceptor_cost) / removed
    one_more = ranges.positive("warhead_cost", warhead_cost) / ranges.positive_share("delivered_share", delivered_share)
    return CostRatio(*np.broadcast_arrays(one_less, one_more, one_less / one_more))


@dataclass(frozen=True, eq=False)
class Nitze:
    """The three conditions. Cost follows from X; the other two are yes or no with evidence, None where not given."""

    cost_effective: Bools
    effective: bool | None
    survivable: bool | None


def nitze(ratio: Numbers, effective: bool | None = None, survivable: bool | None = None) -> Nitze:
    """Nitze's conditions: effective, survivable, and cheaper at the margin (X < 1)."""
    return Nitze(np.asarray(np.asarray(ratio) < 1.0), effective, survivable)


def unit_cost(total: Numbers, units: Numbers) -> Floats:
    """Average cost of one, or the marginal cost if the total is what the last ones added."""
    return np.asarray(ranges.positive("total", total) / ranges.positive("units", units))


def lift_cost(mass_kg: Numbers, price_per_kg: Numbers) -> Floats:
    """What it costs to bring a space layer into orbit."""
    return np.asarray(ranges.positive("mass_kg", mass_kg) * ranges.positive("price_per_kg", price_per_kg))
