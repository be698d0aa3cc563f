"""The smallest whole number from which on something is true, for many scenarios at once."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.counting.ranges import Bools, Floats

Test: TypeAlias = Callable[[npt.NDArray[np.intp], Floats], Bools]
"""From scenarios (k,) and one whole number each (k,) to whether it is true there."""


def first_true(test: Test, guess: Floats, most: Floats) -> Floats:
    """Smallest whole number above 0 at which a test that stays true once true is true.

    A good guess makes it quick: numbers next to it are tried, then further off, then the gap is halved.

    Arguments: test; guess (n,); most (n,) whole: numbers above it need not be tried.
    Returns:   (n,) whole numbers from 1 to `most`, infinity where the test is false at `most`.
    """
    low, high = np.zeros_like(most), most + 1.0
    at, step = np.clip(np.ceil(guess), 1.0, np.maximum(most, 1.0)), np.ones_like(most)
    turned, last = np.zeros(most.shape, dtype=np.bool_), np.zeros(most.shape)
    (left,) = np.nonzero(high - low > 1.0)
    while left.size:
        true = test(left, at[left])
        high[left], low[left] = np.where(true, at[left], high[left]), np.where(true, low[left], at[left])
        way = np.where(true, -1.0, 1.0)
        turned[left] |= last[left] * way < 0.0
        last[left] = way
        away = at[left] + way * step[left]
        step[left] *= 2.0
        middle = np.floor((low[left] + high[left]) / 2.0)
        at[left] = np.clip(np.where(turned[left], middle, away), low[left] + 1.0, high[left] - 1.0)
        left = left[high[left] - low[left] > 1.0]
    return np.where(high > most, np.inf, high)
