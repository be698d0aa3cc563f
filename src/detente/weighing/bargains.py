"""Which of the choices open to two parties do well-known rules of fair division pick?

Each party has a number for every choice and one for no agreement. The rules are named by who proposed them; where
they pick differently, that is shown and not settled here.

Source: J. Nash (1950), The Bargaining Problem; E. Kalai and M. Smorodinsky (1975), Other Solutions to Nash's
Bargaining Problem, both Econometrica.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.messages import mark
from detente.weighing.frontier import Bools, Floats

Ints: TypeAlias = npt.NDArray[np.int64]

CLOSE = 1e-12  # relative: choices whose scores differ by less are a tie


@dataclass(frozen=True)
class Pick:
    """What one rule picks: indices of choices, several for a tie, none where no choice is open to both."""

    rule: str
    choices: tuple[int, ...]


def gains(utilities: Floats, without: Floats) -> Floats:
    """What each party gains over no agreement: (n, 2) minus (2,)."""
    return np.asarray(utilities - without)


def rational(gained: Floats) -> Bools:
    """The choices (n,) that leave neither party worse off than no agreement."""
    return np.asarray((gained >= 0.0).all(axis=1))


def nash(gained: Floats, open_to_both: Bools | None = None) -> Pick:
    """Greatest product of the two gains; among products of 0, the greatest sum.

    Arguments: gained (n, 2); open_to_both (n,), those to pick from (those that leave neither worse off, if not said).
    """
    scores = gained[:, 0] * gained[:, 1]
    return Pick("Nash", _best(np.stack([scores, gained.sum(axis=1)]), _open(gained, open_to_both)))


def kalai_smorodinsky(gained: Floats, open_to_both: Bools | None = None) -> Pick:
    """Both get as equal a part as possible of the best each could get: greatest least share, then the other share.

    On a finite set the shares need not be equal; this is the usual extension. A party that can gain nothing at all
    has the share 1 throughout.
    """
    allowed = _open(gained, open_to_both)
    if not allowed.any():
        return Pick("Kalai-Smorodinsky", ())
    best = gained[allowed].max(axis=0)
    shares = np.where(best > 0.0, gained / np.where(best > 0.0, best, 1.0), 1.0)
    return Pick("Kalai-Smorodinsky", _best(np.stack([shares.min(axis=1), shares.max(axis=1)]), allowed))


def maximin(gained: Floats, open_to_both: Bools | None = None) -> Pick:
    """Greatest gain of the party that gains least; then of the other."""
    scores = np.stack([gained.min(axis=1), gained.max(axis=1)])
    return Pick(mark("maximin gain"), _best(scores, _open(gained, open_to_both)))


def greatest(rule: str, scores: Floats, allowed: Bools) -> Pick:
    """The choice with the greatest score (n,), under a name: most robust, or, of minus the burden, cheapest."""
    return Pick(rule, _best(scores[None], allowed))


def agree(picks: tuple[Pick, ...]) -> bool:
    """Whether some choice is picked by every rule that picks any."""
    sets = [set(pick.choices) for pick in picks if pick.choices]
    return not sets or bool(set.intersection(*sets))


def _open(gained: Floats, open_to_both: Bools | None) -> Bools:
    return rational(gained) if open_to_both is None else open_to_both


def _best(scores: Floats, allowed: Bools) -> tuple[int, ...]:
    """Indices of the greatest score; ties decided by the next row (rules, n); all that are left at the end."""
    (left,) = np.nonzero(allowed)
    for row in scores:
        if left.size:
            top = row[left].max()
            left = left[row[left] >= top - CLOSE * max(1.0, abs(top))]
    return tuple(int(index) for index in left)
