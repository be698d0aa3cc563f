"""The smallest sets of assumptions whose exchange turns a verdict.

States are those of `shares`: bit k of the number is set where player k has the second side's value.
Source: after "double crux", https://www.lesswrong.com/posts/nm6XuC9CzNBrthpPB/contra-double-crux; docs/methods/crux.md.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.errors import RangeError
from detente.messages import say

Bools: TypeAlias = npt.NDArray[np.bool_]
Sets: TypeAlias = tuple[tuple[int, ...], ...]


def minimal_flip_sets(yes: Bools, *, from_second: bool = False) -> Sets:
    """The inclusion-minimal sets of players whose exchange turns the verdict of one side.

    A set is listed if it turns the verdict and no smaller set inside it does.

    Arguments: yes (2**players,), the verdict in every state; from_second: start from the second side and exchange
               for the first side's values; else the other way about.
    Returns:   sets of players, the smallest first, then in order.
    """
    players = len(yes).bit_length() - 1
    if len(yes) != 2**players:
        raise RangeError(
            say(
                "flip sets: found {count} states; expected a power of two, one for every set of players.",
                count=len(yes),
            )
        )
    seen = np.asarray(yes, dtype=np.bool_)[::-1] if from_second else np.asarray(yes, dtype=np.bool_)
    turned = seen != seen[0]
    every = np.arange(len(seen))
    inside, smaller = turned.copy(), np.zeros_like(turned)  # a turning set lies in it; in it without all of itself
    for k in range(players):
        holds = np.flatnonzero(every >> k & 1)
        inside[holds] |= inside[holds ^ 1 << k]
    for k in range(players):
        holds = np.flatnonzero(every >> k & 1)
        smaller[holds] |= inside[holds ^ 1 << k]
    found = [members(int(state), players) for state in np.flatnonzero(turned & ~smaller)]
    return tuple(sorted(found, key=lambda one: (len(one), one)))


def members(state: int, players: int) -> tuple[int, ...]:
    """The players that have the second side's value in a state."""
    return tuple(k for k in range(players) if state >> k & 1)


def flip_shares(lists: Sequence[Sets], players: int) -> npt.NDArray[np.float64]:
    """For each player, the share of all these sets that hold it (players,); 0 where there are no sets."""
    sets = [one for listed in lists for one in listed]
    counts = [sum(k in one for one in sets) for k in range(players)]
    return np.array(counts, dtype=np.float64) / max(1, len(sets))
