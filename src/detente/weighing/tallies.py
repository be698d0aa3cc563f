"""How exact a share of samples is, and the quantiles of a number of which each sample only gives two bounds.

Two bounds a sample make a probability box: S. Ferson and others (2003), SAND2002-4015.
"""

import math
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]


def standard_error(share: float, count: int) -> float:
    """Of a share of so many samples. After Agresti and Coull (1998): 0 of n and n of n are not taken for certain."""
    adjusted = (share * count + 2.0) / (count + 4.0)
    return math.sqrt(adjusted * (1.0 - adjusted) / (count + 4.0))


def quantiles(low: Floats, high: Floats, levels: Floats) -> tuple[Floats, Floats]:
    """Bounds of the quantiles of a number whose samples (n,) lie between low and high: (levels,) twice.

    The value that a share `level` of the samples does not exceed, of the low ends and of the high ends.
    """
    place = np.clip(np.ceil(levels * len(low) - 1e-9).astype(np.int64) - 1, 0, len(low) - 1)
    return np.sort(low)[place], np.sort(high)[place]
