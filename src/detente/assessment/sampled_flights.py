"""Reach and cover for many samples of the numbers: the word and the quantity of every sample."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.assessment.batches import reach_ends, town_ends
from detente.assessment.drawing import Corners, Drawn, Floats, Rows, at, corners
from detente.assessment.resolve import Assumptions
from detente.assessment.result import (
    BEFORE_BURNOUT,
    CAPITALS,
    MARGINAL,
    NOT_THREATENED,
    OUT_OF_REACH,
    TOWNS,
    WITHIN_REACH,
)
from detente.assessment.stages import Protection, Reach, ground, question_ranges, region_points, watched
from detente.flying.footprint import Encounters
from detente.messages import mark
from detente.reading.approach import Deterrent, Threat
from detente.weighing.sampling import Spread

Codes = npt.NDArray[np.int8]

NO_FLIGHT = mark("the missile does not get there")
REACH_WORDS = (NO_FLIGHT, OUT_OF_REACH, BEFORE_BURNOUT, MARGINAL, WITHIN_REACH)
NEVER_S = -1800.0  # [s] stands for "never" where a variance is taken


@dataclass(frozen=True, eq=False)
class Said:
    """One question in many samples: place of the word among its words, and the quantity, each (n,)."""

    word: Codes
    quantity: Floats


@dataclass(frozen=True, eq=False)
class Met:
    """What flights of one deterrent hand to counting: whether a site meets any, by name, and the share met; (n,)."""

    sites: dict[str, npt.NDArray[np.bool_]]
    share: Floats


Answered: TypeAlias = tuple[dict[str, Said], dict[int, Met]]
"""Answers by key, and by phase what is handed to counting."""


@dataclass(frozen=True, eq=False)
class Flights:
    """All questions about one force under one view; where its undrawn numbers stand for least and greatest slack."""

    drawn: Drawn
    force: Threat | Deterrent
    phases: tuple[int, ...]
    held: Corners
    wide: tuple[int, ...]
    """The phases in which they matter."""
    keys: tuple[str, ...]
    """Drawn numbers that its answers can depend on."""
    moving: tuple[str, ...]
    """Those of them that move an answer when moved alone from the centre."""

    @property
    def view(self) -> Assumptions:
        """The view."""
        return self.drawn.view

    def words(self) -> tuple[str, ...]:
        """The words an answer can have, from the least to the most slack."""
        if isinstance(self.force, Deterrent):
            return REACH_WORDS
        return (NOT_THREATENED, *(CAPITALS if self._capitals() else TOWNS))

    def questions(self) -> list[str]:
        """The keys of its questions, in the order of the answers."""
        if isinstance(self.force, Deterrent):
            standing = {phase: self.view.against(phase, self.force).armed for phase in self.phases}
            names = {phase: dict.fromkeys(name for _, name, _ in rows) for phase, rows in standing.items()}
            return [f"balance/phase-{phase}/{name}/{self.force.id}" for phase in self.phases for name in names[phase]]
        return [f"security/phase-{phase}/{self.force.id}" for phase in self.phases]

    def _capitals(self) -> bool:
        towns = ground(self.view.dossier, self.force.protects).towns  # type: ignore[union-attr]
        return bool(towns.capital[watched(self.view, self.force)].all())  # type: ignore[arg-type]

    def ask(self, rows: Rows, count: int, end: dict[str, float], phases: tuple[int, ...]) -> Answered:
        """Answers of these phases; end: where undrawn numbers stand."""
        return self._asked(rows, count, [(end, phases)])[0]

    def ask_ends(self, rows: Rows, count: int) -> list[Answered]:
        """Answers of all phases with the undrawn numbers at their least end, and of the wide ones at their greatest."""
        pairs = list(zip(self.held.ends, (self.phases, self.wide), strict=False))
        armed = self.view.dossier.catalog.interceptors
        if all(key.partition(".")[0] in armed for key in self.held.least):
            return self._asked(rows, count, pairs)
        return [self.ask(rows, count, end, phases) if phases else ({}, {}) for end, phases in pairs]

    def _asked(
        self, rows: Rows, count: int, pairs: Sequence[tuple[dict[str, float], tuple[int, ...]]]
    ) -> list[Answered]:
        used = {key: rows[key] for key in self.keys if key in rows}
        always = {"defence.commit_delay": self.view.numbers["defence.commit_delay"]}
        fixed = {} if "defence.commit_delay" in used else always
        ends = [(at(used, fixed | end, count), phases) for end, phases in pairs]
        if isinstance(self.force, Deterrent):
            goals = region_points(self.view.dossier, self.force)
            return [self._reach(found) for found in reach_ends(self.view, self.view.words, ends, self.force, goals)]
        towns = town_ends(self.view, self.view.words, ends, self.force)
        return [
            ({f"security/phase-{phase}/{self.force.id}": covered(slack) for phase, slack in each.items()}, {})
            for each in towns
        ]

    def _reach(self, found: dict[int, Encounters]) -> Answered:
        answers, handed = {}, {}
        for phase, rows in found.items():
            names = [name for _, name, _ in self.view.against(phase, self.force).armed]
            pairs = rows.reached.reshape(len(rows.reached), -1)
            slack = rows.slack.reshape(*pairs.shape, len(names))
            handed[phase] = met(names, slack, pairs)
            latest = rows.latest.reshape(slack.shape)
            burnout = _medians(rows.burnout.reshape(pairs.shape), pairs)
            for site, name in enumerate(names):
                key = f"balance/phase-{phase}/{name}/{self.force.id}"
                answers[key] = reached(slack[..., site], latest[..., site], pairs, burnout)
        return answers, handed


def deterrents(views: Iterable[Drawn], answers: Sequence[tuple[Assumptions, Reach]]) -> list[Flights]:
    """One for each view and deterrent, from the answers at the central numbers."""
    found = []
    for drawn in views:
        mine = [answer for view, answer in answers if view is drawn.view]
        for deterrent in drawn.view.dossier.approach.deterrents:
            about = [answer for answer in mine if answer.deterrent is deterrent]
            found.append(_flights(drawn, deterrent, [(answer.phase, answer.slack) for answer in about]))
    return found


def threats(views: Iterable[Drawn], answers: Sequence[tuple[Assumptions, Protection]]) -> list[Flights]:
    """One for each view and threat, from the answers at the central numbers."""
    found = []
    for drawn in views:
        mine = [answer for view, answer in answers if view is drawn.view]
        for threat in drawn.view.dossier.approach.threats:
            about = [answer for answer in mine if answer.threat is threat]
            found.append(_flights(drawn, threat, [(answer.phase, answer.spread) for answer in about]))
    return found


def _flights(drawn: Drawn, force: Threat | Deterrent, spreads: Sequence[tuple[int, Spread]]) -> Flights:
    phases = tuple(phase for phase, _ in spreads)
    asked = {key: None for phase in phases for key in question_ranges(drawn.view, phase, force)}
    found = [each for _, each in spreads]
    moving = {key for each in found for key in (*each.rising, *each.falling, *each.bending)}
    undrawn = [key for key in asked if key in drawn.intervals]
    held = corners(found, undrawn)
    wide = tuple(phase for phase, each in spreads if corners([each], undrawn).least)
    keys = tuple(key for key in asked if key in drawn.laws)
    return Flights(drawn, force, phases, held, wide, keys, tuple(key for key in keys if key in moving))


def reached(slack: Floats, latest: Floats, pairs: npt.NDArray[np.bool_], burnout: Floats) -> Said:
    """The word and the slack of the middle pair in every sample, as `verdicts.reach_verdict` says them.

    Arguments: slack, latest, pairs (n, pairs): of one site, and whether the missile flies; burnout (n,) [s].
    """
    low, middle, high = _ordered(slack, pairs)
    _, late, latest_high = _ordered(np.where(np.isnan(latest), -np.inf, latest), pairs)
    before = (latest_high > 0.0) & (latest_high < burnout)
    word = np.select(
        [(low >= 0.0) & (late < burnout), low >= 0.0, high >= 0.0, before], [2, 4, 3, 2], default=1
    )  # fmt: skip
    return Said(np.where(pairs.any(axis=1), word, 0).astype(np.int8), middle)


def _ordered(values: Floats, pairs: npt.NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """Least, middle (the lower one of two) and greatest over the pairs that fly; minus infinity where none does."""
    count = pairs.sum(axis=1)
    rows = np.sort(np.where(pairs, values, np.nan), axis=1)  # NaN last
    every = np.arange(len(rows))
    low, middle, high = (rows[every, np.maximum(place, 0)] for place in (0 * count, (count - 1) // 2, count - 1))
    none = count == 0
    return np.where(none, -np.inf, low), np.where(none, -np.inf, middle), np.where(none, -np.inf, high)


def _medians(values: Floats, pairs: npt.NDArray[np.bool_]) -> Floats:
    """The median over the pairs that fly (n,); 0 where none does."""
    known = pairs.any(axis=1)
    rows = np.where(pairs, values, np.nan)
    rows[~known] = 0.0
    return np.asarray(np.nanmedian(rows, axis=1))


def covered(slack: Floats) -> Said:
    """The word and the share covered of the threatened towns that stand for an area; slack (n, towns), NaN: none."""
    threatened = ~np.isnan(slack)
    count = threatened.sum(axis=1)
    share = np.where(count > 0, (threatened & (slack >= 0.0)).sum(axis=1) / np.maximum(count, 1), 0.0)
    word = np.select([count == 0, share == 0.0, share < 1.0], [0, 1, 2], default=3)
    return Said(word.astype(np.int8), share)


def met(names: Sequence[str], slack: Floats, pairs: npt.NDArray[np.bool_]) -> Met:
    """Which sites meet any of the flights, and the share of flights that some site meets; slack (n, pairs, sites)."""
    in_time = (slack >= 0.0) & pairs[..., None]
    count = pairs.sum(axis=1)
    share = np.where(count > 0, in_time.any(axis=2).sum(axis=1) / np.maximum(count, 1), np.nan)
    return Met({name: np.asarray(in_time[..., site].any(axis=1)) for site, name in enumerate(names)}, share)
