"""Several defences one behind the other, and what is usable of one that cannot always be in place.

Source: model M2d, a definition of this project; docs/methods/balance.md.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

from detente.counting import ranges
from detente.counting.defence import Defence
from detente.counting.leakage import arrivals_pmf, mean_arrivals
from detente.counting.ranges import Floats, Numbers
from detente.messages import mark


def layered_leakage(stopped: npt.ArrayLike, shared_track: Numbers = 1.0) -> Floats:
    """Share that gets through layers with interceptors to spare: 1 - T_s [1 - prod(1 - K'_k)].

    Arguments: stopped (..., layers): chance that each layer stops an object, given the shared track; shared_track
               T_s: 1 where each layer has its own, inside `stopped`.
    """
    through = np.prod(1.0 - ranges.share("stopped", stopped), axis=-1)
    return np.asarray(1.0 - ranges.share("shared_track", shared_track) * (1.0 - through))


def cascade(reachable: Numbers, layers: Sequence[Defence]) -> Floats:
    """Average number that gets through each layer, in order, each limited by its own interceptors.

    Every layer meets the average that the one before let through: right for averages while a layer has fewer shots
    than objects, else slightly off; `cascade_pmf` is exact.

    Returns: (layers, ...) warheads after the first, the second, ...
    """
    through, after = ranges.amount("reachable", reachable), []
    for layer in layers:
        through = mean_arrivals(through, layer)
        after.append(through)
    return np.stack(np.broadcast_arrays(*after))


def cascade_pmf(reachable: int, layers: Sequence[Defence]) -> Floats:
    """Exact distribution after all layers, in one scenario: each number that may come meets the next layer.

    Layers are up or down independently of one another.

    Returns: (reachable + 1,) chance of 0, 1, ... arrivals.
    """
    count = int(ranges.whole("reachable", reachable).item())
    chance = np.zeros(count + 1)
    chance[count] = 1.0
    for layer in layers:
        after = np.zeros(count + 1)
        for number in np.flatnonzero(chance > 0.0):
            after[: number + 1] += chance[number] * arrivals_pmf(int(number), layer)
        chance = after
    return chance


def usable_interceptors(deployed: Numbers, coverage: Numbers = 1.0, absentee_ratio: Numbers = 1.0) -> Floats:
    """Interceptors that can take part: deployed, times the share that covers, over deployed per usable one.

    Arguments: coverage 0 to 1, one cited number for site and azimuth; absentee_ratio 1 or more, for orbits.
    """
    ratio = ranges.within("absentee_ratio", absentee_ratio, 1.0, np.inf, mark("not more than all can be in place"))
    return np.asarray(ranges.amount("deployed", deployed) * ranges.share("coverage", coverage) / ratio)


def absentee_ratio(deployed: Numbers, simultaneous: Numbers) -> Floats:
    """Interceptors deployed for each one that can be used at the same time."""
    return np.asarray(ranges.positive("deployed", deployed) / ranges.positive("simultaneous", simultaneous))


def kill_probability_interval(successes: Numbers, trials: Numbers, level: Numbers = 0.9) -> tuple[Floats, Floats]:
    """Interval for the single-shot kill probability that a test record leaves: equal tails, uniform prior.

    Beta(successes + 1, failures + 1). The uniform prior is an assumption. Scripted tests bound what happens in
    earnest only loosely, so show the interval and not the middle.

    Refuses: RangeError for counts that are not whole, or more successes than trials.
    """
    good, tried = ranges.whole("successes", successes), ranges.whole("trials", trials)
    bad = ranges.amount(mark("failures (trials less successes)"), tried - good)
    tail = (1.0 - ranges.confidence("level", level)) / 2.0
    low, high = (betaincinv(good + 1.0, bad + 1.0, part) for part in (tail, 1.0 - tail))
    return np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
