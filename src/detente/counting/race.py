"""What a warning of a new arms race means in numbers: two yearly rules that answer one another, and their loop gain.

Linear rules, beliefs constant in time, no other actors, no spending limits but clips: not a forecast. What is to be
read off: stable or not, what drives it, and the year a ceiling binds.
Source: model M5, a definition of this project; docs/methods/balance.md.
"""

from dataclasses import dataclass

import numpy as np

from detente.counting import ranges
from detente.counting.ranges import Bools, Floats, Numbers
from detente.messages import mark


@dataclass(frozen=True, eq=False)
class Race:
    """Two rules a year, on numbers of both sides: A defends and B answers. Every field a number or an array (n,).

    warheads, interceptors      N_0 and I_0, today
    third_party_interceptors    inventory that A wants for third parties alone, from the first year on
    coverage_goal               c: share of B's added deliverable force that A wishes to cover; 0 = third parties only
    warhead_adjustment          b_B, share of the gap closed in a year, 0 to 1
    interceptor_adjustment      b_A
    removed_in_a, removed_in_b  kap, warheads an interceptor removes, in A's and in B's beliefs
    delivered_in_a, delivered_in_b  sigma of B's force, in A's and in B's beliefs
    warhead_ceiling, interceptor_ceiling        agreed limits; infinite where none
    ceiling_starts, ceiling_ends                first and last year of the path in which the warhead ceiling holds
    warhead_production, interceptor_production  most that can be added in a year; infinite where unknown
    """

    warheads: Numbers
    interceptors: Numbers
    third_party_interceptors: Numbers
    coverage_goal: Numbers
    warhead_adjustment: Numbers
    interceptor_adjustment: Numbers
    removed_in_a: Numbers
    removed_in_b: Numbers
    delivered_in_a: Numbers
    delivered_in_b: Numbers
    warhead_ceiling: Numbers = np.inf
    interceptor_ceiling: Numbers = np.inf
    warhead_production: Numbers = np.inf
    interceptor_production: Numbers = np.inf
    ceiling_starts: Numbers = 1.0
    ceiling_ends: Numbers = np.inf

    def __post_init__(self) -> None:
        """Check every number, and keep it as float64."""
        for name in ("warheads", "interceptors", "third_party_interceptors", "coverage_goal", "removed_in_b"):
            self._keep(name, ranges.amount(name, getattr(self, name)))
        for name in ("warhead_adjustment", "interceptor_adjustment"):
            self._keep(name, ranges.share(name, getattr(self, name)))
        self._keep("removed_in_a", ranges.positive("removed_in_a", self.removed_in_a))
        for name in ("delivered_in_a", "delivered_in_b"):
            self._keep(name, ranges.positive_share(name, getattr(self, name)))
        limits = ("warhead_ceiling", "interceptor_ceiling", "warhead_production", "interceptor_production")
        for name in (*limits, "ceiling_starts", "ceiling_ends"):
            limit = np.asarray(getattr(self, name), dtype=np.float64)
            ranges.amount(name, np.where(limit == np.inf, 0.0, limit))
            self._keep(name, limit)

    def _keep(self, name: str, value: Floats) -> None:
        object.__setattr__(self, name, value)


@dataclass(frozen=True, eq=False)
class RacePath:
    """Numbers year by year (years + 1, ...), and the first year (...) in which each limit held a step back.

    The years count from 1; infinity where a limit never binds.
    """

    warheads: Floats
    interceptors: Floats
    warhead_ceiling_binds: Floats
    warhead_production_binds: Floats
    interceptor_ceiling_binds: Floats
    interceptor_production_binds: Floats


def loop_gain(
    coverage_goal: Numbers,
    removed_in_a: Numbers,
    removed_in_b: Numbers,
    delivered_in_a: Numbers,
    delivered_in_b: Numbers,
) -> Floats:
    """G = c (kap_B/kap_A)(sigma_A/sigma_B): by how much one round of action and reaction is multiplied.

    Below 1 the race comes to rest, at 1 and above it does not (without ceilings).
    """
    c, share_a, share_b = ranges.amount("coverage_goal", coverage_goal), delivered_in_a, delivered_in_b
    kap_a, kap_b = ranges.positive("removed_in_a", removed_in_a), ranges.amount("removed_in_b", removed_in_b)
    sigma_a, sigma_b = (ranges.positive_share(mark("delivered share"), part) for part in (share_a, share_b))
    return np.asarray(c * (kap_b / kap_a) * (sigma_a / sigma_b))


def gain_of(race: Race) -> Floats:
    """The loop gain of a race."""
    return loop_gain(race.coverage_goal, race.removed_in_a, race.removed_in_b, race.delivered_in_a, race.delivered_in_b)


def fixed_point(race: Race) -> tuple[Floats, Floats]:
    """Warheads and interceptors at which both rules rest, ceilings left aside; infinity where there is no rest.

    I = I_0 + dI_third/(1 - G) and N = N_0 + kap_B (I - I_0)/sigma_B.
    """
    gain = gain_of(race)
    wanted = np.asarray(race.third_party_interceptors) - race.interceptors
    with np.errstate(divide="ignore", invalid="ignore"):
        growth = np.where(gain < 1.0, wanted / (1.0 - gain), np.where(wanted == 0.0, 0.0, np.sign(wanted) * np.inf))
    with np.errstate(invalid="ignore"):
        more = np.nan_to_num(race.removed_in_b * growth / race.delivered_in_b, nan=0.0, posinf=np.inf, neginf=-np.inf)
    return np.asarray(race.warheads + more), np.asarray(race.interceptors + growth)


def race_path(race: Race, years: int) -> RacePath:
    """Both numbers year by year, each side moving on the other's number of the year before.

    N' = N + b_B [N_0 + kap_B (I - I_0)/sigma_B - N], I' = I + b_A [I_third + c (N - N_0) sigma_A/kap_A - I]; additions
    are held to production, sums to ceilings, and nothing falls below 0. A ceiling below the number of the
    year in which it starts is met in that year.
    """
    count = int(ranges.whole("years", years).item())
    shape = np.broadcast_shapes(*(np.shape(part) for part in vars(race).values()))
    n, i = (np.broadcast_to(part, shape).astype(np.float64) for part in (race.warheads, race.interceptors))
    warheads, interceptors = [n], [i]
    first = [np.full(shape, np.inf) for _ in range(4)]
    for year in range(1, count + 1):
        want_n = race.warhead_adjustment * (
            race.warheads + race.removed_in_b * (i - race.interceptors) / race.delivered_in_b - n
        )
        covered = race.coverage_goal * (n - race.warheads) * race.delivered_in_a / race.removed_in_a
        want_i = race.interceptor_adjustment * (race.third_party_interceptors + covered - i)
        holds = (np.asarray(race.ceiling_starts) <= year) & (year <= np.asarray(race.ceiling_ends))
        n, n_full, n_fast = _held(n, want_n, np.where(holds, race.warhead_ceiling, np.inf), race.warhead_production)
        i, i_full, i_fast = _held(i, want_i, race.interceptor_ceiling, race.interceptor_production)
        for at, bound in enumerate((n_full, n_fast, i_full, i_fast)):
            first[at] = np.where(bound & np.isinf(first[at]), float(year), first[at])
        warheads.append(n)
        interceptors.append(i)
    return RacePath(np.stack(warheads), np.stack(interceptors), *first)


def divergence_year(race: Race, path: RacePath, factor: float = 2.0) -> Floats:
    """First year in which an unstable race has carried the interceptors `factor` times beyond what third parties ask.

    That is |I - I_0| > factor |dI_third|; the factor is an assumption. Infinity where the race is stable, where
    nothing sets it off, or where it takes longer than the path.
    """
    asked = factor * np.abs(np.asarray(race.third_party_interceptors) - race.interceptors)
    beyond = np.abs(path.interceptors - race.interceptors) > asked
    found = np.any(beyond, axis=0) & (gain_of(race) >= 1.0) & (asked > 0.0)
    return np.where(found, np.argmax(beyond, axis=0).astype(np.float64), np.inf)


def largest_coverage_goal(
    removed_in_a: Numbers,
    removed_in_b: Numbers,
    delivered_in_a: Numbers,
    delivered_in_b: Numbers,
    closeness: Numbers = 0.0,
) -> Floats:
    """What would damp it: the coverage goal at which G reaches 1; every smaller one lets the race come to rest.

    `closeness` moves B's kap towards A's, as data exchange or test observation might: 0 leaves it, 1 makes both
    agree. Halving kap_B/kap_A doubles the goal. Infinity where interceptors remove nothing in B's beliefs.
    """
    tau = ranges.share("closeness", closeness)
    kap_a, kap_b = ranges.positive("removed_in_a", removed_in_a), ranges.amount("removed_in_b", removed_in_b)
    gain = loop_gain(1.0, kap_a, kap_b + tau * (kap_a - kap_b), delivered_in_a, delivered_in_b)
    with np.errstate(divide="ignore"):
        return np.asarray(1.0 / gain)


def _held(now: Floats, step: Floats, ceiling: Numbers, production: Numbers) -> tuple[Floats, Bools, Bools]:
    """The next number, and whether the ceiling and the production held it back."""
    slow = np.minimum(step, production)
    free = np.maximum(now + slow, 0.0)
    return np.minimum(free, ceiling), np.asarray(free > ceiling), np.asarray(step > production)
