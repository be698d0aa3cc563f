"""One question between two views: who plays, and the margin in every state of exchange."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from detente.assessment.exchange import differing, exchanged
from detente.assessment.questions import Question
from detente.assessment.resolve import Assumptions
from detente.assessment.single_flips import LONGEST
from detente.weighing.flip_sets import Bools, Sets, members, minimal_flip_sets
from detente.weighing.sampling import Floats
from detente.weighing.shares import MOST, directions, states

CHUNK = 1024  # points made at a time, so that they stay few in memory
NEVER = {"s": -LONGEST}  # what "never" counts as in shares: as late as an ICBM flies
NEVER_ELSE = -1.0


@dataclass(frozen=True)
class Player:
    """Assumptions exchanged together."""

    key: str
    members: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Contest:
    """One question between two views: who plays, and the margin in every state of exchange.

    views: two, the first one is state 0. margins (2**players,), minus infinity for never.
    """

    question: Question
    views: dict[str, Assumptions]
    players: tuple[Player, ...]
    margins: Floats
    idle: tuple[str, ...]
    """Keys that differ and change nothing in any state."""
    grouped: bool

    @property
    def names(self) -> tuple[str, str]:
        """Of both views."""
        first, second = self.views
        return first, second

    @property
    def both(self) -> tuple[Assumptions, Assumptions]:
        """Both views."""
        first, second = self.views.values()
        return first, second

    @cached_property
    def yes(self) -> Bools:
        """The verdict in every state."""
        return np.asarray(self.margins >= 0.0)

    @cached_property
    def never(self) -> float | None:
        """What "never" counts as in shares; None where no state leads there."""
        if np.isfinite(self.margins).all():
            return None
        finite = self.margins[np.isfinite(self.margins)]
        return float(min(NEVER.get(self.question.unit, NEVER_ELSE), finite.min(initial=0.0)))

    @cached_property
    def values(self) -> Floats:
        """Margins with never, and always, as finite numbers."""
        if self.never is None:
            return self.margins
        return np.clip(self.margins, self.never, max(-self.never, 0.0) if np.isposinf(self.margins).any() else None)

    @cached_property
    def sets(self) -> tuple[Sets, Sets]:
        """Smallest flip sets of the first view, then of the second."""
        return minimal_flip_sets(self.yes), minimal_flip_sets(self.yes, from_second=True)


def contest(question: Question, views: dict[str, Assumptions]) -> Contest:
    """The margin in every state of exchange between two views."""
    first, second = views.values()
    keys = differing(first, second, [*question.keys(first), *question.keys(second)])
    players = _players(keys, first)
    margins = _table(question, first, second, players)
    moving = np.flatnonzero(directions(np.nan_to_num(margins, neginf=-1e300, posinf=1e300)))
    idle = [key for k, player in enumerate(players) if k not in moving for key in player.members]
    kept = tuple(players[k] for k in moving)
    state_of = [sum(1 << int(k) for place, k in enumerate(moving) if state >> place & 1) for state in states(len(kept))]
    return Contest(question, views, kept, margins[state_of], tuple(idle), grouped=len(players) < len(keys))


def _players(keys: Sequence[str], view: Assumptions) -> tuple[Player, ...]:
    """Each key by itself; above MOST, those of one owner together; if these are too many, those of one kind."""
    if len(keys) <= MOST:
        return tuple(Player(key, (key,)) for key in keys)
    by_owner = _together(keys, lambda key: key.partition(".")[0])
    if len(by_owner) <= MOST:
        return by_owner
    systems = view.dossier.catalog.systems
    return _together(keys, lambda key: systems[owner].kind if (owner := key.partition(".")[0]) in systems else owner)


def _together(keys: Sequence[str], name: Callable[[str], str]) -> tuple[Player, ...]:
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(name(key), []).append(key)
    return tuple(Player(owner, tuple(held)) for owner, held in groups.items())


def _table(question: Question, first: Assumptions, second: Assumptions, players: Sequence[Player]) -> Floats:
    every = states(len(players))
    parts = []
    for start in range(0, len(every), CHUNK):
        points = [
            exchanged(first, second, [key for k in members(state, len(players)) for key in players[k].members])
            for state in every[start : start + CHUNK]
        ]
        parts.append(question.margins(points))
    return np.concatenate(parts)
