"""Which packages share deployments and which share limits: options of a topic that do the same are one class."""

from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.weighing.frontier import Floats

Ints: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Classes:
    """For each topic, which of several things an option stands for (options,), and how many of them there are."""

    of: tuple[Ints, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many things each topic distinguishes."""
        return tuple(int(each.max(initial=0)) + 1 for each in self.of)

    @property
    def count(self) -> int:
        """How many combinations there are."""
        return reduce(lambda product, size: product * size, self.sizes, 1)

    def index(self, levels: Ints) -> Ints:
        """The combination (n,) that packages (n, topics) have."""
        found = np.zeros(len(levels), dtype=np.int64)
        for column, (each, size) in enumerate(zip(self.of, self.sizes, strict=True)):
            found = found * size + each[levels[:, column]]
        return found

    def example(self, number: int) -> tuple[int, ...]:
        """One option of each topic that together stand for a combination."""
        places = np.unravel_index(number, self.sizes) if self.of else ()
        return tuple(int(np.argmax(each == place)) for each, place in zip(self.of, places, strict=True))


@dataclass(frozen=True, eq=False)
class Limits:
    """Ceilings of every combination of limits: agreed, by role (c,), and how links raise that of the deterring side.

    above, rate (c, links): warheads more for each interceptor above a number; holds (c,): years.
    """

    agreed: dict[str, Floats]
    above: Floats
    rate: Floats
    holds: Floats

    def ceilings(self, which: Ints, planned: Floats) -> dict[str, Floats]:
        """The ceilings (n,) with so many interceptors (n,); infinite where there is none."""
        more = np.floor(self.rate[which] * np.maximum(0.0, planned[:, None] - self.above[which])).sum(axis=1)
        return {"defending": self.agreed["defending"][which], "deterring": self.agreed["deterring"][which] + more}
