"""What is left to retaliate with after an assumed attrition, by readiness and warning posture.

How much survives is always an input with a source, never computed: it is the most disputed number of all.
Source: model M1; the ratios GS and PL are definitions of this project; docs/methods/balance.md.
"""

import numpy as np
import numpy.typing as npt

from detente.counting import ranges
from detente.counting.ranges import Floats, Numbers

POSTURES = (
    "day-to-day ride-out",
    "day-to-day launch on warning",
    "generated ride-out",
    "generated launch on warning",
)
"""Order of the four postures wherever they stand in one axis."""


def retaliation(
    warheads: npt.ArrayLike, survival: npt.ArrayLike, reliability: npt.ArrayLike, connectivity: Numbers
) -> Floats:
    """R = chi sum over legs of N s rho: retaliatory warheads on their way, on average.

    Arguments: warheads, survival, reliability (..., legs): deployed, fractional where a share of them is asked for;
               shares 0 to 1; connectivity chi (...): chance that national command can act.
    Returns:   (...) warheads, summed over the last axis.
    Refuses:   RangeError for negative warheads, or shares outside 0 to 1.
    """
    held, s = ranges.amount("warheads", warheads), ranges.share("survival", survival)
    summed = np.sum(held * s * ranges.share("reliability", reliability), axis=-1)
    return np.asarray(ranges.share("connectivity", connectivity) * summed)


def four_postures(
    warheads: npt.ArrayLike, survival: npt.ArrayLike, reliability: npt.ArrayLike, connectivity: npt.ArrayLike
) -> Floats:
    """R in each of `POSTURES`.

    Arguments: warheads, reliability (..., legs); survival (..., 4, legs), in the order of `POSTURES`.
    Returns:   (..., 4) warheads.
    """
    held, rho = np.asarray(warheads)[..., np.newaxis, :], np.asarray(reliability)[..., np.newaxis, :]
    return retaliation(held, survival, rho, np.asarray(connectivity)[..., np.newaxis])


def generation_stability(by_posture: npt.ArrayLike) -> Floats:
    """GS = R day-to-day / R generated, (..., 2): riding out, launching on warning. Near 1: no pressure to generate.

    Arguments: by_posture (..., 4) as `four_postures` gives it. NaN where the divisor is 0.
    """
    day_ride, day_warned, ready_ride, ready_warned = np.moveaxis(np.asarray(by_posture, dtype=np.float64), -1, 0)
    return _ratio(np.stack([day_ride, day_warned], -1), np.stack([ready_ride, ready_warned], -1))


def prompt_launch(by_posture: npt.ArrayLike) -> Floats:
    """PL = R riding out / R launching on warning, (..., 2): day-to-day, generated. Near 1: no pressure to launch early.

    1 - PL is the share of the retaliation that needs a launch on warning: the part of the exposure to false alarms
    that forces decide. The rate of ambiguous warnings, the other part, is not modelled.
    """
    day_ride, day_warned, ready_ride, ready_warned = np.moveaxis(np.asarray(by_posture, dtype=np.float64), -1, 0)
    return _ratio(np.stack([day_ride, ready_ride], -1), np.stack([day_warned, ready_warned], -1))


def drawdown(
    warheads: npt.ArrayLike,
    least_survival: npt.ArrayLike,
    reliability: npt.ArrayLike,
    connectivity: Numbers,
    severity: npt.ArrayLike,
) -> Floats:
    """R while one number, severity, goes from nothing lost (0) to the assumed least survival (1).

    s = 1 - x (1 - s_min) for every leg at once. A display of what an assumption means; nothing is allocated.

    Arguments: warheads, least_survival, reliability (..., legs); severity x (k,), 0 to 1.
    Returns:   (k, ...) warheads.
    """
    least = ranges.share("least_survival", least_survival)
    x = ranges.share("severity", severity).reshape(-1, *(1,) * max(least.ndim, np.ndim(warheads)))
    return retaliation(warheads, 1.0 - x * (1.0 - least), reliability, connectivity)


def _ratio(above: Floats, below: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0.0, above / below, np.nan)
