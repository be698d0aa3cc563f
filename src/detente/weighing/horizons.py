"""How far along a way does a verdict hold?

The info-gap horizon of section 6.5 of Ben-Haim's robustness: a local radius of stability and no more (Sniedovich's
critique, https://docslib.org/doc/10874977/the-elephant-in-the-robust-satisficing-room); docs/methods/crux.md.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

STEPS = 32  # equal steps in which a change of sign is looked for
CLOSE = 1e-6  # share of the way to which it is located
AT_ONCE = 8  # points asked together when it is located


def horizon(margin: Callable[[Floats], Floats], steps: int = STEPS, close: float = CLOSE) -> float | None:
    """The share of the way, 0 to 1, up to which the sign of a margin is that at the start; None: to the end.

    1: it changes at the very end, where something jumps. Zero counts as positive. The first change of sign between
    neighbours of `steps` equal steps is located to `close`; two changes within one step are missed.

    Arguments: margin, from shares of the way (n,) to margins (n,).
    """
    at = np.linspace(0.0, 1.0, steps + 1)
    yes = np.asarray(margin(at) >= 0.0)
    if (yes == yes[0]).all():
        return None
    first = int(np.argmax(yes != yes[0]))
    low, high = float(at[first - 1]), float(at[first])
    while high - low > close:
        inner = np.linspace(low, high, AT_ONCE + 2)[1:-1]
        other = np.asarray((margin(inner) >= 0.0) != yes[0])
        turned = int(np.argmax(other)) if other.any() else AT_ONCE
        ends = np.concatenate([[low], inner, [high]])
        low, high = float(ends[turned]), float(ends[turned + 1])
    return 1.0 if high == 1.0 else low
