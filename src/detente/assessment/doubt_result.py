"""What samples of the numbers say of an assessment: chances with bounds, what moves an answer, and where it turns."""

from dataclasses import asdict, dataclass
from typing import Any

from detente.assessment.rows import plain


@dataclass(frozen=True)
class LawRow:
    """How one uncertain number of a view was treated; numbers in `unit`. mode: None where the law has no peak."""

    view: str
    key: str
    law: str
    low: float
    mode: float | None
    high: float
    unit: str
    certainty: str


@dataclass(frozen=True)
class WordChance:
    """How often one word came out: between `low` and `high`, each with this standard error at most."""

    word: str
    low: float
    high: float
    error: float


@dataclass(frozen=True)
class Levels:
    """Quantiles of a quantity, in `unit`: for each level of `levels` a lower and an upper bound; None: never."""

    quantity: str
    unit: str
    levels: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


@dataclass(frozen=True)
class Effect:
    """Sobol indices of one number: share of the variance of the quantity by it alone, and with all it takes part in."""

    of: str
    first: float
    total: float


@dataclass(frozen=True)
class Turn:
    """A box of the drawn numbers in which another answer mostly comes out, in plain words and as limits.

    answer: the most frequent of the other answers; limits: (low, high) by number in `units`, None for an open end.
    density: share of the samples inside with another answer; coverage: share of all samples with another answer that
    lie inside; mass: share of all samples inside.
    """

    answer: str
    words: str
    limits: dict[str, tuple[float | None, float | None]]
    units: dict[str, str]
    density: float
    coverage: float
    mass: float


@dataclass(frozen=True)
class DoubtRow:
    """One answer under one view in all samples.

    kind: "cover", "reach", "sufficiency" or "window"; central: the word at the central numbers; usual: the word that
    came out most often. intervals: numbers without a distribution that move it, worked through at their ends;
    bending: those of them for which no one direction was found, so that the bounds may be too narrow.
    """

    key: str
    view: str
    kind: str
    phase: int
    central: str
    usual: str
    chances: tuple[WordChance, ...]
    quantities: tuple[Levels, ...]
    effects: tuple[Effect, ...]
    turns: tuple[Turn, ...]
    intervals: tuple[str, ...]
    bending: tuple[str, ...]

    def chance(self, word: str) -> WordChance | None:
        """The chance of a word; None if it never came out."""
        return next((chance for chance in self.chances if chance.word == word), None)


@dataclass(frozen=True)
class Doubt:
    """All of it, and how it was sampled.

    asked, used: samples asked for and used; until: the standard error at which sampling stops, None for no rule;
    stopped: why it stopped; error: the greatest standard error of any chance; base: samples in each block of the
    sensitivity indices; map_samples: those behind the bands of the maps.
    """

    asked: int
    used: int
    until: float | None
    stopped: str
    error: float
    seed: int
    base: int
    map_samples: int
    laws: tuple[LawRow, ...]
    rows: tuple[DoubtRow, ...]
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Everything in plain JSON types."""
        return {key: plain(value) for key, value in asdict(self).items()}
