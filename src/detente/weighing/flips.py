"""At which value of one number does the sign of a function change?"""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import optimize

SCAN = 6  # values tried on each side before a change of sign is ruled out
CLOSE = 1e-7  # share of the searched interval to which a change of sign is located
AT_ONCE = 16  # values tried together when many cost little more than one


def flip_value(margin: Callable[[float], float], own: float, low: float, high: float) -> float | None:
    """The value nearest to `own`, between low and high, at which margin changes sign; None if it never does.

    Zero counts as positive and minus infinity as negative, so jumps are found as well as crossings. A number that
    changes nothing at either end of the interval is taken to change nothing between. Otherwise the change is
    bracketed by SCAN equal steps on each side, then located to CLOSE of the interval.
    """
    here = margin(own)
    ends = {end: margin(end) for end in (low, high)}
    if all(value == here for value in ends.values()):
        return None
    found = []
    for end in (low, high):
        before, value = own, here
        for k in range(1, SCAN + 1):
            at = own + (end - own) * k / SCAN
            last, value = value, ends[end] if k == SCAN else margin(at)
            if (value >= 0.0) != (here >= 0.0):
                found.append(_located(margin, (before, last), (at, value), CLOSE * (high - low)))
                break
            before = at
    return min(found, key=lambda value: abs(value - own), default=None)


def flip_value_together(
    margin: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]], own: float, low: float, high: float
) -> float | None:
    """As `flip_value`, for a function that takes many values at once: the bracket is split again and again.

    Arguments: margin, from values (n,) to margins (n,).
    """
    sides = [np.linspace(own, end, SCAN + 1) for end in (low, high)]
    yes = np.asarray(margin(np.concatenate(sides))).reshape(2, -1) >= 0.0
    found = []
    for side, said in zip(sides, yes, strict=True):
        turned = said != said[0]
        if turned.any():
            first = int(np.argmax(turned))
            found.append(_split(margin, side[first - 1], side[first], bool(said[0]), CLOSE * (high - low)))
    return min(found, key=lambda value: abs(value - own), default=None)


def _split(
    margin: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]], a: float, b: float, own: bool, close: float
) -> float:
    """Where the sign stops being `own` between two values."""
    while abs(b - a) > close:
        inner = np.linspace(a, b, AT_ONCE + 2)
        turned = np.asarray(margin(inner[1:-1]) >= 0.0) != own
        first = int(np.argmax(turned)) if turned.any() else AT_ONCE
        a, b = float(inner[first]), float(inner[first + 1])
    return float(b)


def _located(
    margin: Callable[[float], float], same: tuple[float, float], other: tuple[float, float], close: float
) -> float:
    """Where the sign changes between two values (number, margin): Brent's method, or halving across a jump."""
    (a, at_a), (b, at_b) = same, other
    while abs(b - a) > close and not (math.isfinite(at_a) and math.isfinite(at_b)):
        middle = 0.5 * (a + b)
        value = margin(middle)
        if (value >= 0.0) == (at_a >= 0.0):
            a, at_a = middle, value
        else:
            b, at_b = middle, value
    if abs(b - a) <= close or at_a == 0.0 or at_b == 0.0:
        return a if at_a == 0.0 else b
    return float(optimize.brentq(lambda x: max(-1e12, margin(x)), a, b, xtol=close))
