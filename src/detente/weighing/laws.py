"""How a number that nobody knows exactly is spread over its range, and the same draw for the same sample every time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Kind: TypeAlias = Literal["uniform", "log-uniform", "triangular"]

WORDS = 4  # numbers that the generator makes at a step


@dataclass(frozen=True)
class Law:
    """A distribution between low and high; mode: where a triangular one has its top, unused otherwise.

    A log-uniform one gives equal chances to equal ratios and needs 0 < low.
    """

    kind: Kind
    low: float
    high: float
    mode: float

    def at(self, chance: Floats) -> Floats:
        """The value below which the number lies with this chance (0 to 1), any shape."""
        if self.kind == "uniform":
            return np.asarray(self.low + chance * (self.high - self.low))
        if self.kind == "log-uniform":
            return np.asarray(self.low * (self.high / self.low) ** chance)
        width, rise = self.high - self.low, self.mode - self.low
        with np.errstate(invalid="ignore"):
            left = self.low + np.sqrt(chance * width * rise)
            right = self.high - np.sqrt((1.0 - chance) * width * (self.high - self.mode))
        return np.asarray(np.where(chance * width < rise, left, right))


def chances(seed: int, first: int, count: int, numbers: int) -> Floats:
    """Independent draws between 0 and 1 for the samples `first` to `first + count - 1`: (count, numbers).

    A counter-based generator (Philox; J. K. Salmon and others, SC 2011) is set to the sample's own place, so that a
    sample has the same draws whoever asks for it, alone or among others.
    """
    if not numbers:
        return np.empty((count, 0))
    steps = -(-numbers // WORDS)
    generator = np.random.Philox(key=seed)
    generator.advance(first * steps)
    raw = generator.random_raw(count * steps * WORDS).reshape(count, steps * WORDS)
    return np.asarray((raw[:, :numbers] >> np.uint64(11)) * 2.0**-53)


def draw(laws: Mapping[str, Law], seed: int, first: int, count: int) -> dict[str, Floats]:
    """Values (count,) of every number for these samples, independent of one another."""
    rows = chances(seed, first, count, len(laws))
    return {name: law.at(rows[:, place]) for place, (name, law) in enumerate(laws.items())}
