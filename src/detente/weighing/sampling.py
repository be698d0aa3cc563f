"""The range of a function when its named numbers lie in intervals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.stats import qmc

Floats: TypeAlias = npt.NDArray[np.float64]
Numbers: TypeAlias = Mapping[str, float]
Interval: TypeAlias = tuple[float, float]

SAMPLES = 64  # Sobol points where a function is not monotone; a power of two, as the sequence wants
FLOOR = -1.0e12  # stands for minus infinity where differences are taken


@dataclass(frozen=True, eq=False)
class Spread:
    """Least, central and greatest value of every element, and how the ends were found.

    low, median, high: arrays of one shape. method: "no ranges", "corners" or "sampling". rising, falling: the
    numbers with which the function rises or falls; bending: those with which it does neither throughout.
    """

    low: Floats
    median: Floats
    high: Floats
    method: str
    rising: tuple[str, ...] = ()
    falling: tuple[str, ...] = ()
    bending: tuple[str, ...] = ()
    lowest: Numbers | None = None
    highest: Numbers | None = None


def spread(
    function: Callable[[Numbers], Floats],
    centre: Numbers,
    ranges: Mapping[str, Interval],
    *,
    tolerance: float = 0.0,
    samples: int = SAMPLES,
) -> Spread:
    """How low and how high can the function get while its numbers stay in their ranges?

    Each number is first moved alone to both ends of its range. Where every element then rises, or every element
    falls, with each number, the ends are taken at the two corners that follow (exact for a monotone function).
    Otherwise the ranges are also sampled with a Sobol sequence, and the result is what the samples saw.

    Arguments: function, from numbers to an array of any shape; minus infinity is a value, NaN is none and is left
               out; tolerance: differences up to this are not held against monotonicity.
    """
    middle = function(centre)
    idle: list[str] = []
    rising: list[str] = []
    falling: list[str] = []
    bending: list[str] = []
    upward: dict[str, bool] = {}
    for name, (low, high) in ranges.items():
        below, above = function({**centre, name: low}), function({**centre, name: high})
        up = _never_less(middle, below, tolerance) and _never_less(above, middle, tolerance)
        down = _never_less(below, middle, tolerance) and _never_less(middle, above, tolerance)
        upward[name] = float(np.sum(_finite(above) - _finite(below))) >= 0.0
        (idle if up and down else rising if up else falling if down else bending).append(name)
    if not ranges:
        return Spread(middle, middle, middle, "no ranges", lowest=centre, highest=centre)
    lowest = {**centre, **{name: ends[0] if upward[name] else ends[1] for name, ends in ranges.items()}}
    highest = {**centre, **{name: ends[1] if upward[name] else ends[0] for name, ends in ranges.items()}}
    seen = [middle, function(lowest), function(highest)]
    if bending:
        seen += [function({**centre, **point}) for point in sobol_points(ranges, samples)]
    stack = np.stack(seen)
    method = "sampling" if bending else "corners"
    groups = (tuple(rising), tuple(falling), tuple(bending))
    return Spread(np.fmin.reduce(stack), middle, np.fmax.reduce(stack), method, *groups, lowest, highest)


def sobol_points(ranges: Mapping[str, Interval], samples: int) -> list[dict[str, float]]:
    """The first points of an unscrambled Sobol sequence in the box of the ranges; the same every time."""
    unit = qmc.Sobol(len(ranges), scramble=False).random(samples)
    lows, highs = np.array(list(ranges.values())).T
    return [dict(zip(ranges, map(float, row), strict=True)) for row in lows + unit * (highs - lows)]


def _finite(values: Floats) -> Floats:
    return np.nan_to_num(values, nan=0.0, neginf=FLOOR, posinf=-FLOOR)


def _never_less(these: Floats, those: Floats, tolerance: float) -> bool:
    both = ~(np.isnan(these) | np.isnan(those))
    return bool(np.all(_finite(these)[both] >= _finite(those)[both] - tolerance))
