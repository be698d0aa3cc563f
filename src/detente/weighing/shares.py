"""How much of the difference between two answers comes from each of the things that differ: exact Shapley shares.

A state says which players have the second side's value: bit k of its number is set where player k has it. State 0 is
the first side as it is, the last state the second side. A table holds the answer in every state.
Source: de Boer and Rodrigues (2019), https://doi.org/10.1080/09535314.2019.1652571; docs/methods/crux.md.
"""

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.errors import RangeError
from detente.messages import say

Floats: TypeAlias = npt.NDArray[np.float64]

MOST = 15  # players told apart exactly: 32,768 states


def states(players: int) -> range:
    """The numbers of all states. Refuses: RangeError for more than MOST players."""
    if not 0 <= players <= MOST:
        raise RangeError(
            say(
                "shares: found {players} players; expected 0 to {most}. Take some of them together.",
                players=players,
                most=MOST,
            )
        )
    return range(2**players)


def table(function: Callable[[int], npt.ArrayLike], players: int) -> Floats:
    """The answer in every state (2**players, ...).

    Arguments: function, from the number of a state to a number or an array of one shape.
    """
    return np.stack([np.asarray(function(state), dtype=np.float64) for state in states(players)])


def shapley(values: Floats) -> Floats:
    """Each player's share (players, ...) of `values[-1] - values[0]`; the shares sum to it exactly.

    The mean, over all orders in which players come, of what a player changes when it comes: a player that never
    changes anything gets 0, and players that change the same get the same. Exact where answers are finite.

    Arguments: values (2**players, ...), finite.
    """
    players = _players(values)
    sizes = np.array([state.bit_count() for state in range(len(values))])
    weight = np.array([1.0 / (players * math.comb(players - 1, size)) if size < players else 0.0 for size in sizes])
    found = [np.tensordot(weight[without], _steps(values, without, k), axes=1) for k, without in _without(players)]
    return _stacked(found, values)


def one_at_a_time(values: Floats) -> Floats:
    """What each player alone changes in the first side's answer (players, ...)."""
    return _stacked([values[1 << k] - values[0] for k in range(_players(values))], values)


def last_in(values: Floats) -> Floats:
    """What each player changes when all others have the second side's value already (players, ...)."""
    last = len(values) - 1
    return _stacked([values[last] - values[last ^ 1 << k] for k in range(_players(values))], values)


def directions(values: Floats) -> npt.NDArray[np.int8]:
    """For each player: 1 where it never lowers the answer in any state, -1 where it never raises it.

    0 where it changes nothing anywhere, 2 where it raises in some states and lowers in others.
    """
    found = []
    for k, without in _without(_players(values)):
        steps = _steps(values, without, k)
        rises, falls = bool((steps > 0.0).any()), bool((steps < 0.0).any())
        found.append(2 if rises and falls else int(rises) - int(falls))
    return np.array(found, dtype=np.int8)


def _without(players: int) -> list[tuple[int, npt.NDArray[np.intp]]]:
    """For each player the states in which it has the first side's value."""
    every = np.arange(2**players)
    return [(k, np.flatnonzero(every >> k & 1 == 0)) for k in range(players)]


def _stacked(found: list[Floats], values: Floats) -> Floats:
    """One row a player, even where there is none."""
    return np.stack(found) if found else np.zeros((0, *values.shape[1:]))


def _steps(values: Floats, without: npt.NDArray[np.intp], k: int) -> Floats:
    return np.asarray(values[without + (1 << k)] - values[without])


def _players(values: Floats) -> int:
    players = len(values).bit_length() - 1
    if len(values) != 2**players:
        raise RangeError(
            say(
                "shares: found {count} states; expected a power of two, one for every set of players.",
                count=len(values),
            )
        )
    return players
