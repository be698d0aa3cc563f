"""What a view does not know exactly: numbers to draw, and numbers of which only the ends are known."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from detente.assessment.resolve import Assumptions
from detente.weighing.laws import Law, draw
from detente.weighing.sampling import Spread

Floats = npt.NDArray[np.float64]
Rows = dict[str, Floats]
"""Values (n,) by key, SI."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """One view: the law of every number that has one, and the ends of those that have only a range."""

    view: Assumptions
    laws: dict[str, Law]
    intervals: dict[str, tuple[float, float]]
    seed: int

    def rows(self, first: int, count: int) -> Rows:
        """Samples first to first + count - 1; the same for a sample whatever else is asked."""
        return draw(self.laws, self.seed, first, count)


@dataclass(frozen=True)
class Corners:
    """Where numbers that have only a range stand: for the least answer, and for the greatest.

    bending: those of which no one direction was found, so that the two ends may not be the least and the greatest.
    """

    least: dict[str, float]
    greatest: dict[str, float]
    bending: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[dict[str, float], ...]:
        """Both settings; one where nothing has only a range."""
        return (self.least, self.greatest) if self.least else ({},)


def drawn(view: Assumptions, seed: int) -> Drawn:
    """What of a view is drawn, by what the statements and the dossier say. Two views are drawn independently."""
    laws, intervals = {}, {}
    for key, (low, high) in view.ranges.items():
        kind = view.dossier.approach.ranges.law(view.statements[key])
        if kind == "interval":
            intervals[key] = (low, high)
        else:
            laws[key] = Law(kind, low, high, view.numbers[key])
    own = int.from_bytes(blake2b(f"{seed}/{view.view}".encode(), digest_size=8).digest(), "little")
    return Drawn(view, laws, intervals, own)


def corners(spreads: Iterable[Spread], keys: Collection[str]) -> Corners:
    """The two ends of these numbers, as their directions were found; the first question that a number moves decides."""
    least: dict[str, float] = {}
    greatest: dict[str, float] = {}
    bending: dict[str, None] = {}
    for found in spreads:
        moving = [*found.rising, *found.falling, *found.bending]
        for key in (key for key in moving if key in keys):
            ends = (found.lowest[key], found.highest[key])
            if least.setdefault(key, ends[0]) != ends[0] or key in found.bending:
                bending[key] = None
            greatest.setdefault(key, ends[1])
    return Corners(least, greatest, tuple(bending))


def at(rows: Mapping[str, Floats], held: Mapping[str, float], count: int) -> Rows:
    """The samples, with these numbers held where they are said to stand."""
    return {**rows, **{key: np.full(count, value) for key, value in held.items()}}
