"""The range of a function when its named numbers lie in intervals."""

from collections.abc import Callable, Mapping, Sequence
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

    low, median, high: arrays of one shape. sampled, same shape: the ends of this element come from samples, not
    from corners alone. rising, falling: the numbers with which the function rises or falls; bending: those with
    which some elements do otherwise than others, or neither throughout. lowest, highest: the two corners.
    """

    low: Floats
    median: Floats
    high: Floats
    sampled: npt.NDArray[np.bool_]
    rising: tuple[str, ...]
    falling: tuple[str, ...]
    bending: tuple[str, ...]
    lowest: Numbers
    highest: Numbers


def spread(
    function: Callable[[Numbers], Floats],
    centre: Numbers,
    ranges: Mapping[str, Interval],
    *,
    tolerance: float = 0.0,
    samples: int = SAMPLES,
) -> Spread:
    """How low and how high can the function get while its numbers stay in their ranges?

    Each number is first moved alone to both ends of its range. With numbers that make every element rise, or every
    element fall, the ends lie in the two corners that follow (exact for a monotone function). Elements that other
    numbers move are also sampled with a Sobol sequence, and their ends are what the samples saw.

    Arguments: function, from numbers to an array of any shape; minus infinity is a value, NaN is none and is left
               out; tolerance: differences up to this are not held against monotonicity.
    """
    return spread_together(
        lambda points: np.stack([function(point) for point in points]), centre, ranges, tolerance=tolerance,
        samples=samples,
    )  # fmt: skip


def spread_together(
    function: Callable[[Sequence[Numbers]], Floats],
    centre: Numbers,
    ranges: Mapping[str, Interval],
    *,
    tolerance: float = 0.0,
    samples: int = SAMPLES,
) -> Spread:
    """As `spread`, for a function that takes many points at once: from n of them to an array (n, ...)."""
    moved = [{**centre, name: end} for name, ends in ranges.items() for end in ends]
    middle, *ends_of = function([centre, *moved])
    names: dict[str, list[str]] = {"rising": [], "falling": [], "bending": []}
    sampled = np.zeros(middle.shape, dtype=np.bool_)
    upward: dict[str, bool] = {}
    for name, below, above in zip(ranges, ends_of[::2], ends_of[1::2], strict=True):
        up = _not_less(middle, below, tolerance) & _not_less(above, middle, tolerance)
        down = _not_less(below, middle, tolerance) & _not_less(middle, above, tolerance)
        upward[name] = float(np.sum(_finite(above) - _finite(below))) >= 0.0
        if up.all() or down.all():
            if not (up & down).all():
                names["rising" if up.all() else "falling"].append(name)
        else:
            names["bending"].append(name)
            sampled |= ~(up & down)
    lowest = {**centre, **{name: ends[0] if upward[name] else ends[1] for name, ends in ranges.items()}}
    highest = {**centre, **{name: ends[1] if upward[name] else ends[0] for name, ends in ranges.items()}}
    corners = np.concatenate([middle[None], function([lowest, highest])]) if ranges else middle[None]
    least, most = np.fmin.reduce(corners), np.fmax.reduce(corners)
    if names["bending"]:
        seen = function([{**centre, **point} for point in sobol_points(ranges, samples)])
        seen = np.concatenate([corners[:1], seen])
        least = np.where(sampled, np.fmin(least, np.fmin.reduce(seen)), least)
        most = np.where(sampled, np.fmax(most, np.fmax.reduce(seen)), most)
    rising, falling, bending = (tuple(found) for found in names.values())
    return Spread(least, middle, most, sampled, rising, falling, bending, lowest, highest)


def directions(found: Spread, ranges: Mapping[str, Interval]) -> dict[str, bool]:
    """Which numbers raise the function when they rise, by the ends at which it was found lowest."""
    return {name: found.lowest[name] == ends[0] for name, ends in ranges.items()}


def spread_along(
    function: Callable[[Numbers], Floats],
    centre: Numbers,
    ranges: Mapping[str, Interval],
    upward: Mapping[str, bool],
) -> Spread:
    """As `spread`, where it is known which numbers raise the function: the centre and two corners are looked at.

    Exact for a monotone function whose directions are right; no element is sampled.
    """
    lowest = {**centre, **{name: ends[0] if upward[name] else ends[1] for name, ends in ranges.items()}}
    highest = {**centre, **{name: ends[1] if upward[name] else ends[0] for name, ends in ranges.items()}}
    found = np.stack([function(numbers) for numbers in (centre, lowest, highest)])
    low, high = np.fmin.reduce(found), np.fmax.reduce(found)
    rising, falling = (tuple(name for name in ranges if upward[name] is up) for up in (True, False))
    return Spread(low, found[0], high, np.zeros(low.shape, dtype=np.bool_), rising, falling, (), lowest, highest)


def sobol_points(ranges: Mapping[str, Interval], samples: int) -> list[dict[str, float]]:
    """The first points of an unscrambled Sobol sequence in the box of the ranges; the same every time."""
    unit = qmc.Sobol(len(ranges), scramble=False).random(samples)
    lows, highs = np.array(list(ranges.values())).T
    return [dict(zip(ranges, map(float, row), strict=True)) for row in lows + unit * (highs - lows)]


def _finite(values: Floats) -> Floats:
    return np.nan_to_num(values, nan=0.0, neginf=FLOOR, posinf=-FLOOR)


def _not_less(these: Floats, those: Floats, tolerance: float) -> npt.NDArray[np.bool_]:
    """Elementwise these >= those - tolerance; true where either is NaN."""
    none = np.isnan(these) | np.isnan(those)
    return np.asarray(none | (_finite(these) >= _finite(those) - tolerance))


def unit_points(numbers: int, samples: int) -> Floats:
    """The first points of an unscrambled Sobol sequence between 0 and 1 (samples, numbers); the same every time.

    Arguments: samples, a power of two, as the sequence wants.
    """
    return np.asarray(qmc.Sobol(numbers, scramble=False).random(samples) if numbers else np.zeros((samples, 0)))
