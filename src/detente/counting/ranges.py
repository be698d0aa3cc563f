"""What an input number may be. Each check gives back float64, or refuses with what was found and what to do."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.errors import RangeError
from detente.messages import mark, say

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = float | Floats
"""One number, or one a scenario; everything in this room broadcasts."""


def share(name: str, value: npt.ArrayLike) -> Floats:
    """A probability or share, 0 to 1; what lies beyond by rounding alone is put on the bound."""
    found = np.asarray(value, dtype=np.float64)
    if np.all((found >= 0.0) & (found <= 1.0)):
        return found
    rounded = np.where(np.abs(found - 0.5) <= 0.5 + 1e-12, np.clip(found, 0.0, 1.0), found)
    return within(name, rounded, 0.0, 1.0, mark("a share or probability is a number from 0 to 1; write 80 % as 0.8"))


def positive_share(name: str, value: npt.ArrayLike) -> Floats:
    """A share above 0, as a divisor must be."""
    found = share(name, value)
    _refuse(name, found, found > 0.0, mark("more than 0 and at most 1"), mark("with 0 nothing can be asked of it"))
    return found


def confidence(name: str, value: npt.ArrayLike) -> Floats:
    """A probability to be reached: more than 0, and short of certainty, which no finite defence or force gives."""
    found = share(name, value)
    good = (found > 0.0) & (found <= 1.0 - 1e-9)
    _refuse(
        name,
        found,
        good,
        mark("more than 0 and less than 1"),
        mark("certainty is never reached; write for example 0.95"),
    )
    return found


def amount(name: str, value: npt.ArrayLike) -> Floats:
    """A number of things, 0 or more; an average may be fractional."""
    return within(name, value, 0.0, np.inf, mark("a number of things cannot be negative or infinite"))


def positive(name: str, value: npt.ArrayLike) -> Floats:
    """A finite number above 0."""
    found = amount(name, value)
    _refuse(name, found, found > 0.0, mark("more than 0"), mark("state it, with its source; there is no default"))
    return found


def whole(name: str, value: npt.ArrayLike) -> Floats:
    """A number of things that only come whole."""
    found = amount(name, value)
    advice = mark("these come whole; averages belong to survival and reliability")
    _refuse(name, found, found == np.floor(found), mark("a whole number, 0 or more"), advice)
    return found


def within(name: str, value: npt.ArrayLike, low: float, high: float, advice: str) -> Floats:
    """A number from low to high; an infinite bound is left open, the number itself must be finite."""
    found = np.asarray(value, dtype=np.float64)
    good = np.isfinite(found) & (found >= low) & (found <= high)
    if not np.all(good):
        both = say("{low:g} to {high:g}", low=low, high=high)
        _refuse(name, found, good, say("{low:g} or more", low=low) if np.isinf(high) else both, advice)
    return found


def _refuse(name: str, found: Floats, good: Bools, expected: str, advice: str) -> None:
    if np.all(good):
        return
    at = np.unravel_index(int(np.argmin(good)), np.shape(found)) if np.ndim(found) else ()
    place = f" [{', '.join(str(int(k)) for k in at)}]" if at else ""
    raise RangeError(
        say(
            "{name}{place}: found {found:g}, expected {expected}; {advice}.",
            name=name,
            place=place,
            found=found[at],
            expected=expected,
            advice=advice,
        )
    )
