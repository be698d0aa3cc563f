"""What flights say of the deployments of a package, in one side's beliefs; asked once for each site and sensor set.

A site is asked alone with the sensors it hears: what another site can do does not change it. Packages that share a
site, its sensors and the numbers that matter therefore share its answer.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from detente.assessment.handed import armed_at
from detente.assessment.resolve import Assumptions, Force, Standing, apogee_speed, defence, notional
from detente.assessment.stages import (
    TIMING_NOISE,
    Floats,
    encounters_at,
    ground,
    question_ranges,
    region_points,
    watched,
)
from detente.reading.approach import Threat
from detente.weighing.sampling import spread

BOUNDS = ("low", "median", "high")
SAMPLES = 8  # Sobol points where a slack neither rises nor falls with a number throughout


@dataclass(frozen=True)
class Flown:
    """What flights hand to counting for one side, level and set of deployments; triples are low, middle and high.

    planned, first: interceptors in the phase that is judged, and in the first one; in_reach: those whose site meets
    some flight of the forces in time; reachable: by force, the share of its pairs that some site meets in time;
    slack: by deterrent, the share of pairs that none meets in time; protected: by threat, the share of the capitals
    (or listed towns) that are defended, of those in range.
    """

    planned: int
    first: int
    in_reach: tuple[float, float, float]
    reachable: dict[str, tuple[float, float, float]]
    slack: dict[str, tuple[float, float, float]]
    protected: dict[str, tuple[float, float, float]]


class SiteAnswers:
    """Slack of single sites (3 bounds, launches, goals), by everything it depends on.

    ends: also the least and the greatest within the stated ranges, which takes many times as long; else the middle
    three times.
    """

    def __init__(self, *, ends: bool) -> None:
        self.kept: dict[Any, Floats] = {}
        self.ends = ends

    def slack(self, view: Assumptions, phase: int, force: Force, goals: Floats) -> Floats:
        """Slack of every site of a phase against a force (sites, 3, launches, goals) [s]; NaN where nothing flies."""
        here = view.against(phase, force)
        found = [self._one(view, phase, force, goals, _alone(here, site)) for site in range(len(here.armed))]
        shape = (0, len(BOUNDS), len(force.launch), len(goals))
        return np.stack(found) if found else np.empty(shape)

    def _one(self, view: Assumptions, phase: int, force: Force, goals: Floats, alone: Standing) -> Floats:
        others = set(view.dossier.catalog.interceptors) - {alone.armed[0][0]}
        asked = question_ranges(view, phase, force) if self.ends else {}
        ranges = {name: ends for name, ends in asked.items() if name.partition(".")[0] not in others}
        key = (
            type(force).__name__, force.id, goals.tobytes(), defence(alone, view.numbers, view.words),
            notional(view.dossier.catalog, force.missile, view.numbers), apogee_speed(force, view.numbers),
            tuple(ranges.items()),
        )  # fmt: skip
        if key not in self.kept:
            self.kept[key] = _ends(view, phase, force, goals, alone, ranges)
        return self.kept[key]


def _alone(here: Standing, site: int) -> Standing:
    """One site of a phase with all sensors that stand."""
    only = slice(site, site + 1)
    return replace(here, armed=here.armed[only], own=here.own[only], sectors=here.sectors[only])


def _ends(
    view: Assumptions, phase: int, force: Force, goals: Floats, alone: Standing,
    ranges: Mapping[str, tuple[float, float]],
) -> Floats:  # fmt: skip
    """Least, middle and greatest slack of one site (3, launches, goals)."""
    solo = replace(view, standing={phase: alone}, apart={})

    def slack(numbers: Mapping[str, float]) -> Floats:
        found = encounters_at(solo, numbers, solo.words, phase, force, goals)
        return np.where(found.reached, found.slack.max(axis=-1), np.nan)

    ends = spread(slack, view.numbers, ranges, tolerance=TIMING_NOISE, samples=SAMPLES)
    return np.stack([getattr(ends, bound) for bound in BOUNDS])


def flown_for(
    view: Assumptions, phase: int, answers: SiteAnswers, deterrents: Collection[str], threats: Collection[str]
) -> Flown:
    """What flights say in one view of a dossier, for one phase.

    Arguments: deterrents and threats that are asked for, by id; those that stand for a force are asked in any case.
    """
    approach = view.dossier.approach
    forces = [row for row in view.dossier.forces if row.side == approach.sides.deterring and row.stands_in(phase)]
    flying = {name for force in forces for name in force.flies_as}
    at = armed_at(view, phase)
    met: dict[str, tuple[list[str], Floats]] = {}
    for row in approach.deterrents:
        if row.id in flying or row.id in deterrents:
            names = [name for _, name, _ in view.against(phase, row).armed]
            met[row.id] = (names, answers.slack(view, phase, row, region_points(view.dossier, row)))
    reached = {name for name in at if any(not force.flies_as for force in forces)}
    in_reach = [
        sum(at[site] for site in at if site in reached or any(_touches(*met[name], site, bound) for name in flying))
        for bound in range(len(BOUNDS))
    ]
    share = {name: _share(slack) for name, (_, slack) in met.items()}
    return Flown(
        planned=sum(at.values()),
        first=sum(armed_at(view, approach.phases[0].id).values()),
        in_reach=(float(in_reach[0]), float(in_reach[1]), float(in_reach[2])),
        reachable={force.id: _mean([share[name] for name in force.flies_as]) for force in forces if force.flies_as},
        slack={name: _mean([share[name]], left=True) for name in deterrents},
        protected={row.id: _protected(view, phase, row, answers) for row in approach.threats if row.id in threats},
    )


def _touches(names: Sequence[str], slack: Floats, site: str, bound: int) -> bool:
    """Whether a site meets some pair in time."""
    return any((slack[k, bound] >= 0.0).any() for k, name in enumerate(names) if name == site)


def _share(slack: Floats) -> Floats:
    """The share of pairs that fly which some site meets in time, by bound (3,)."""
    if not len(slack):
        return np.zeros(len(BOUNDS))
    flies = ~np.isnan(slack[0, 1])
    met = np.asarray((slack >= 0.0).any(axis=0))
    return met[:, flies].mean(axis=1) if flies.any() else np.zeros(len(BOUNDS))


def _mean(shares: Sequence[Floats], *, left: bool = False) -> tuple[float, float, float]:
    """The mean of some shares by bound, or of what is left of them; then in rising order of the defence's reach."""
    low, middle, high = (float(part) for part in np.mean(shares, axis=0))
    return (1.0 - high, 1.0 - middle, 1.0 - low) if left else (low, middle, high)


def _protected(view: Assumptions, phase: int, threat: Threat, answers: SiteAnswers) -> tuple[float, float, float]:
    """The share of the towns that stand for an area, of those in range, that are defended; 1 where none is in range."""
    goals = ground(view.dossier, threat.protects).town_points[watched(view, threat)]
    slack = answers.slack(view, phase, threat, goals)
    if not len(slack):
        return (0.0, 0.0, 0.0)
    best = slack.max(axis=0)
    flies = ~np.isnan(best[1])
    least = np.where(flies, best, np.inf).min(axis=1)
    inside = flies.any(axis=0)
    low, middle, high = (float(np.mean(row[inside] >= 0.0)) if inside.any() else 1.0 for row in least)
    return (low, middle, high)
