"""A count by a treaty's rule: a number or its ends, what was counted, how, and what is missing."""

import math
from dataclasses import dataclass

from detente.counting.holdings import Certainty, Declared
from detente.messages import say


@dataclass(frozen=True)
class Count:
    """A count of one quantity. low and high are its ends; high may be infinite where only a least number is known.

    NaN for both: nothing can be counted, and `missing` says what it would take. empty: there is nothing of the kind.
    """

    low: float
    high: float
    how: str
    about: str = ""
    """The one thing counted, where a quantity is counted for each of several."""
    items: tuple[str, ...] = ()
    missing: str = ""
    certainty: Certainty = "read"
    holder: str = ""
    as_of: str = ""
    disputed: bool = False
    parts: tuple[tuple[str, int], ...] = ()
    empty: bool = False

    @property
    def known(self) -> bool:
        """Whether anything is counted at all."""
        return not math.isnan(self.low)


def exactly(number: float, how: str, items: tuple[str, ...] = (), certainty: Certainty = "read") -> Count:
    """A count that is one number."""
    return Count(number, number, how, items=items, certainty=certainty)


def between(
    low: float,
    high: float,
    how: str,
    items: tuple[str, ...] = (),
    missing: str = "",
    certainty: Certainty = "read",
    about: str = "",
) -> Count:
    """A count of which the ends are known, or only the lower one (high infinite)."""
    return Count(low, high, how, about, items, missing, certainty)


def undecided(missing: str, how: str = "", items: tuple[str, ...] = (), about: str = "") -> Count:
    """Nothing can be counted: what is missing."""
    return Count(math.nan, math.nan, how, about, items, missing)


def nothing(how: str) -> Count:
    """There is nothing of the kind that the rule counts."""
    return Count(0.0, 0.0, how, empty=True)


def declared(row: Declared) -> Count:
    """A count as its holder declares it."""
    how = say("declared as of {as_of}, held by {holder}", as_of=row.as_of, holder=row.holder)
    items = tuple(say("{type} {number:,}", type=name, number=number) for name, number in row.parts)
    return Count(
        row.value, row.value, how, items=items, certainty=row.certainty, holder=row.holder, as_of=row.as_of,
        disputed=row.disputed, parts=row.parts,
    )  # fmt: skip
