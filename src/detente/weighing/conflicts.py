"""Which demands cannot be met together, what would have to give, and how far is it from one choice to one that passes?

Choices are rows, demands are columns; a demand is met (true) or not, or has a margin whose sign says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from detente.weighing.bargains import Ints
from detente.weighing.frontier import Bools, Floats

MOST = 20  # demands; sets of them are enumerated


@dataclass(frozen=True)
class Relaxation:
    """Demands that would have to go, all the others kept, and how many choices would then pass."""

    demands: tuple[int, ...]
    choices: int


@dataclass(frozen=True)
class Bridge:
    """The fewest changes that lead to a choice that passes: how many, and every such choice."""

    changes: int
    choices: tuple[int, ...]


def smallest_relaxations(met: Bools) -> tuple[Relaxation, ...]:
    """The smallest sets of demands without which some choice passes: no part of such a set would be enough.

    Arguments: met (choices, demands).
    Returns:   fewest demands first, then most choices; one empty set where some choice passes as it is; none at all
               where there is no choice.
    """
    failing = _failing(met)
    least = _minimal(failing)
    found = [
        Relaxation(_members(mask), sum(count for other, count in failing.items() if other | mask == mask))
        for mask in least
    ]
    return tuple(sorted(found, key=lambda row: (len(row.demands), -row.choices, row.demands)))


def irreducible_conflicts(met: Bools, most: int = 4) -> tuple[tuple[int, ...], ...]:
    """The smallest sets of demands that no choice meets together; leaving any one out, some choice meets the rest.

    Arguments: met (choices, demands); most, sets of more demands than this are not looked for.
    Returns:   smallest first; empty where some choice passes, or where every conflict takes more than `most`.
    """
    failing, demands = list(_failing(met)), met.shape[1]
    found: list[int] = []
    for size in range(1, min(most, demands) + 1):
        for members in combinations(range(demands), size):
            mask = sum(1 << member for member in members)
            if not any(known & mask == known for known in found) and all(mask & fails for fails in failing):
                found.append(mask)
    return tuple(_members(mask) for mask in found) if failing else ()


def least_concessions(margins: Floats) -> Floats:
    """By how much each demand alone would have to give so that some choice passes, all others kept.

    Arguments: margins (choices, demands): 0 or more where met.
    Returns:   (demands,) 0 where some choice passes as it is; infinity where giving way in this one alone is no use.
    """
    met = margins >= 0.0
    found = np.full(margins.shape[1], np.inf)
    for demand in range(margins.shape[1]):
        others = np.delete(met, demand, axis=1).all(axis=1)
        if others.any():
            found[demand] = max(0.0, -float(margins[others, demand].max()))
    return found


def bridge(levels: Ints, start: Ints, passes: Bools) -> Bridge | None:
    """The fewest topics on which a choice has to change its level to become one that passes; None where none does.

    Arguments: levels (choices, topics), start (topics,), passes (choices,).
    """
    (candidates,) = np.nonzero(passes)
    if not candidates.size:
        return None
    changes = (levels[candidates] != start).sum(axis=1)
    least = int(changes.min())
    return Bridge(least, tuple(int(index) for index in candidates[changes == least]))


def _failing(met: Bools) -> dict[int, int]:
    """The sets of demands that choices fail, as bit masks, each with the number of choices that fail just these."""
    if met.shape[1] > MOST:
        raise ValueError(f"{met.shape[1]} demands, expected at most {MOST}")
    masks = (~met) @ (1 << np.arange(met.shape[1], dtype=np.int64))
    found, counts = np.unique(masks, return_counts=True)
    return dict(zip(map(int, found), map(int, counts), strict=True))


def _minimal(masks: Iterable[int]) -> Iterator[int]:
    """The masks of which no other is a part."""
    known: list[int] = []
    for mask in sorted(masks, key=int.bit_count):
        if not any(other & mask == other for other in known):
            known.append(mask)
            yield mask


def _members(mask: int) -> tuple[int, ...]:
    return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)
