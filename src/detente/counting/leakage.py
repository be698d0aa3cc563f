"""How many retaliatory warheads arrive through a defence with so many interceptors: mean and exact distribution.

Rule of shots (M2): every engaged object gets f = floor of the average, and q of them one more. Real warheads get
their share of the extra shots. The whole defence is up with chance U; otherwise everything arrives. The number of
warheads that come is given, not drawn: of an expected number such as 790.5, the last one comes with chance 0.5.
Source: model M2 after D. Wilkening (1998), https://www.jstor.org/stable/26267438; docs/methods/balance.md.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from detente.counting import ranges
from detente.counting.defence import Defence, kill_per_object, kills_around, shots_per_object
from detente.counting.ranges import Floats, Numbers
from detente.counting.trials import Trials, at_least, binomial, every_one, quantiles


class Wave(NamedTuple):
    """One row of scenarios: what comes, within reach or not, and what meets it."""

    reachable: Floats
    unreachable: Floats
    defence: Defence


def mean_arrivals(reachable: Numbers, defence: Defence, unreachable: Numbers = 0.0) -> Floats:
    """E[A]: how many warheads arrive on average.

    R [1 - U K(average shots)] of those an interceptor can reach, and all of the others.

    Arguments: reachable, unreachable: expected warheads, 0 or more, may be fractional.
    Returns:   warheads, broadcast over all arguments.
    """
    reached, beyond = ranges.amount("reachable", reachable), ranges.amount("unreachable", unreachable)
    stopped = defence.availability * kill_per_object(defence, shots_per_object(reached, defence))
    return np.asarray(beyond + reached * (1.0 - stopped))


def arrivals_pmf(reachable: int, defence: Defence) -> Floats:
    """Exact distribution of arrivals in one scenario, by convolution.

    Arguments: reachable: whole number of warheads; defence: of one scenario.
    Returns:   (reachable + 1,) chance of 0, 1, ... arrivals; sums to 1.
    Refuses:   RangeError for a fractional or negative number, or several scenarios.
    """
    count = int(ranges.whole("reachable", reachable).item())
    law = trials(np.array([float(count)]), defence.flat((1,)))
    up = np.convolve(binomial(law.first, law.first_chance), binomial(law.second, law.second_chance))
    for single in (law.single, law.last):
        up = np.convolve(up, [1.0 - single.item(), single.item()])
    mixed = float(defence.availability) * up[: count + 1]
    mixed[count] += 1.0 - float(defence.availability)
    return np.asarray(mixed)


def probability_of_at_least(
    sufficient: Numbers, reachable: Numbers, defence: Defence, unreachable: Numbers = 0.0
) -> Floats:
    """P(A >= D): the chance that at least so many warheads arrive. Exact to about 1e-10."""
    wanted = ranges.amount("sufficient", sufficient)
    wave, shape = flat_wave(reachable, defence, unreachable, wanted.shape)
    need = needed_of_reachable(np.broadcast_to(wanted, shape).ravel(), wave.unreachable)
    return chance_of(need, wave).reshape(shape)


def arrival_quantiles(
    levels: npt.ArrayLike, reachable: Numbers, defence: Defence, unreachable: Numbers = 0.0
) -> Floats:
    """Smallest number of arrivals whose chance of not being exceeded reaches each level.

    Arguments: levels (q,) or one a scenario (q, ...), more than 0 and less than 1.
    Returns:   (q, ...) warheads: quantile first, then the scenarios. Whole numbers, but for a fractional `unreachable`.
    """
    asked = ranges.confidence("levels", levels)
    wave, shape = flat_wave(reachable, defence, unreachable, asked.shape[1:])
    wide = asked.reshape(asked.shape[:1] + (1,) * (len(shape) - asked.ndim + 1) + asked.shape[1:])
    rows = np.broadcast_to(wide, (asked.shape[0], *shape)).reshape(asked.shape[0], -1)
    return (wave.unreachable + levels_of(rows, wave)).reshape(asked.shape[0], *shape)


def trials(reachable: Floats, defence: Defence) -> Trials:
    """The independent chances to arrive while the defence is up, for one row of scenarios."""
    shots = shots_per_object(reachable, defence)
    low = np.floor(shots)
    less, more = (1.0 - kill for kill in kills_around(defence, low))
    extra = (shots - low) * reachable  # real warheads that get one shot more
    come = np.floor(reachable)
    first = np.minimum(np.floor(extra), come)
    split = first < come  # one warhead gets the extra shot with the chance that is left over
    single = np.where(split, less + (extra - first) * (more - less), 0.0)
    last = np.where(split, (reachable - come) * less, (extra - come) * more + (reachable - extra) * less)
    return Trials(first, more, np.maximum(come - first - 1.0, 0.0), less, single, np.clip(last, 0.0, 1.0))


def flat_wave(
    reachable: Numbers, defence: Defence, unreachable: Numbers, other: tuple[int, ...]
) -> tuple[Wave, tuple[int, ...]]:
    """One row of scenarios, and the shape it stands for."""
    reached, beyond = ranges.amount("reachable", reachable), ranges.amount("unreachable", unreachable)
    shape = np.broadcast_shapes(reached.shape, beyond.shape, defence.shape, other)
    coming, certain = (np.broadcast_to(part, shape).ravel() for part in (reached, beyond))
    return Wave(coming, certain, defence.flat(shape)), shape


def needed_of_reachable(sufficient: Floats, unreachable: Floats) -> Floats:
    """How many must come through, when the others arrive in any case; whole."""
    return np.maximum(np.ceil(sufficient - unreachable - 1e-9), 0.0)


def chance_undefended(need: Floats, reachable: Floats) -> Floats:
    """That at least so many come when nothing stops them."""
    come = np.floor(reachable)
    return np.where(need <= come, 1.0, np.where(need <= come + 1.0, reachable - come, 0.0))


def chance_of(need: Floats, wave: Wave) -> Floats:
    """That at least `need` of the reachable ones arrive, the defence being up or not."""
    up = np.asarray(wave.defence.availability)
    through = at_least(need, trials(wave.reachable, wave.defence))
    return np.asarray(up * through + (1.0 - up) * chance_undefended(need, wave.reachable))


def levels_of(levels: Floats, wave: Wave) -> Floats:
    """Quantiles (q, n) of the arrivals of the reachable ones."""
    up, come = np.asarray(wave.defence.availability), np.floor(wave.reachable)
    law = trials(wave.reachable, wave.defence)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        while_up = np.where(levels < up, levels / up, 1.0)
    found = quantiles(while_up, law)
    # Below all that come, only a defence that is up leaves so few. At all but the last fraction, both count.
    rest = wave.reachable - come
    every = np.where(rest > 0.0, every_one(law), 0.0)
    not_last = up * (1.0 - every) + (1.0 - up) * (1.0 - rest)
    high = np.where(levels <= not_last, come, np.ceil(wave.reachable))
    return np.where((levels < up) & (found < come), found, high)
