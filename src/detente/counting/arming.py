"""Two older pictures of an arms race, as background: Richardson's equations and the cone of mutual deterrence.

Richardson's form fits 1907-14 no better than plain self-stimulation does
(https://scilit.com/publications/850ee03f86fc1dbc96f1ccd26a9c3b94). No source for the cone's formula was at hand: it is
a definition of this project. docs/methods/balance.md.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.counting import ranges
from detente.counting.ranges import Bools, Floats, Numbers
from detente.messages import mark


@dataclass(frozen=True, eq=False)
class Equilibrium:
    """Where both sides rest, whether a disturbance dies out, and the two rates (complex where it swings)."""

    x: Floats
    y: Floats
    stable: Bools
    eigenvalues: npt.NDArray[np.complex128]


def richardson(
    answer_x: Numbers,
    fatigue_x: Numbers,
    grievance_x: Numbers,
    answer_y: Numbers,
    fatigue_y: Numbers,
    grievance_y: Numbers,
) -> Equilibrium:
    """dx/dt = k y - a x + g, dy/dt = m x - b y + h.

    Arguments: answer_x k, fatigue_x a, grievance_x g; answer_y m, fatigue_y b, grievance_y h. k, m, a, b 0 or more.
    Returns:   equilibrium x* = (k h + b g)/(ab - km), y* = (m g + a h)/(ab - km), stable if ab > km (and a + b > 0);
               NaN where ab = km. eigenvalues (2, ...).
    """
    k, a, g = (np.asarray(part, dtype=np.float64) for part in (answer_x, fatigue_x, grievance_x))
    m, b, h = (np.asarray(part, dtype=np.float64) for part in (answer_y, fatigue_y, grievance_y))
    for name, part in (("answer", k), ("answer", m), ("fatigue", a), ("fatigue", b)):
        ranges.amount(name, part)
    determinant = a * b - k * m
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        x, y = (k * h + b * g) / determinant, (m * g + a * h) / determinant
    x, y = (np.where(determinant == 0.0, np.nan, part) for part in (x, y))
    root = np.sqrt(np.asarray((a + b) ** 2 - 4.0 * determinant, dtype=np.complex128))
    eigenvalues = np.stack([(-(a + b) - root) / 2.0, (-(a + b) + root) / 2.0]).astype(np.complex128)
    return Equilibrium(x, y, np.asarray((determinant > 0.0) & (a + b > 0.0)), eigenvalues)


def deterrence_cone(
    sufficient_a: Numbers,
    sufficient_b: Numbers,
    leak_a: Numbers,
    leak_b: Numbers,
    exchange_a: Numbers,
    exchange_b: Numbers,
) -> tuple[Floats, Floats]:
    """Smallest forces at which each side's remainder still meets its need: the vertex of the cone.

    N_A = (D_A/l_B + f_B D_B/l_A)/(1 - f_A f_B), and the same for B. Infinity where f_A f_B >= 1: no such region.

    Arguments: sufficient D of each side; leak l: share that gets through that side's defence, above 0; exchange f:
               exogenous ratio 0 to 2, own warheads the other loses for each of this side's.
    """
    need_a, need_b = (ranges.positive("sufficient", part) for part in (sufficient_a, sufficient_b))
    through_a, through_b = (ranges.positive_share("leak", part) for part in (leak_a, leak_b))
    advice = mark("an exogenous exchange ratio")
    f_a, f_b = (ranges.within("exchange", part, 0.0, 2.0, advice) for part in (exchange_a, exchange_b))
    left = 1.0 - f_a * f_b
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        vertex_a = (need_a / through_b + f_b * need_b / through_a) / left
        vertex_b = (need_b / through_a + f_a * need_a / through_b) / left
    a, b = (np.where(left > 0.0, part, np.inf) for part in (vertex_a, vertex_b))
    return a, b
