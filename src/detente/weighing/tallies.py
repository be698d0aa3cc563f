"""The chance of a yes from samples, how exact it is, and its bounds where some numbers have no distribution.

A sample in which the numbers without a distribution can make the answer a yes or a no counts for the upper bound and
not for the lower one: a probability box. S. Ferson and others (2003), SAND2002-4015.
"""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Chance:
    """The chance of a yes lies between `low` and `high`, each with its standard error; equal where all is drawn."""

    low: float
    high: float
    error_low: float
    error_high: float
    samples: int

    @property
    def error(self) -> float:
        """The larger of the two standard errors."""
        return max(self.error_low, self.error_high)


def chance(surely: Bools, possibly: Bools) -> Chance:
    """From samples (n,): whether it is a yes whatever the other numbers, and whether it can be one."""
    count = len(surely)
    low, high = float(np.mean(surely)), float(np.mean(surely | possibly))
    return Chance(low, high, standard_error(low, count), standard_error(high, count), count)


def standard_error(share: float, count: int) -> float:
    """Of a share of so many samples. After Agresti and Coull (1998): 0 of n and n of n are not taken for certain."""
    adjusted = (share * count + 2.0) / (count + 4.0)
    return math.sqrt(adjusted * (1.0 - adjusted) / (count + 4.0))


def exact_enough(found: Chance, wanted: float) -> bool:
    """Whether both bounds have a standard error of at most `wanted`."""
    return found.error <= wanted


def quantiles(low: Floats, high: Floats, levels: Floats) -> tuple[Floats, Floats]:
    """Bounds of the quantiles of a number whose samples (n,) lie between low and high: (levels,) twice.

    The value that a share `level` of the samples does not exceed, of the low ends and of the high ends.
    """
    place = np.clip(np.ceil(levels * len(low) - 1e-9).astype(np.int64) - 1, 0, len(low) - 1)
    return np.sort(low)[place], np.sort(high)[place]
