"""The two questions asked of flying: what reaches the deterrent, and what is protected from the shared threats.

Everything is a function of a view's numbers, so that ranges, cruxes and searches ask again with other numbers.
Flights are remembered, because most changes concern the defence and leave the missiles as they were.
"""

import math
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from detente.assessment.resolve import Assumptions, Numbers, Words, apogee_speed, defence, notional, owners
from detente.flying.footprint import COAST, MAP_COAST, Encounters, Flights, Grid, encounter, equal_area_grid, flights
from detente.flying.vehicles import radians
from detente.flying.windows import Defence
from detente.reading import atlas
from detente.reading.approach import Deterrent, Threat
from detente.reading.dossier import Dossier
from detente.weighing.sampling import Spread, directions, spread, spread_along

Floats = npt.NDArray[np.float64]
Kept = TypeVar("Kept")

REGION_POINTS = 3  # points on the coarse line that stands for a region
CELLS = 5000  # cells of a map, in the box around the protected area
WATCHED = 24  # towns that stand for an area none of whose capitals is in range
TIMING_NOISE = 0.5  # [s] differences of slack up to this are not held against monotonicity


@dataclass(frozen=True, eq=False)
class Reach:
    """One phase against one deterrent under one view: slack (launch points, region points, sites) [s] with ranges."""

    phase: int
    deterrent: Deterrent
    defence: Defence
    found: Encounters
    slack: Spread
    latest: Spread
    burnout_s: float
    upward: Mapping[str, bool] = field(default_factory=dict)
    """Whether each number with a range raises the slack."""


@dataclass(frozen=True, eq=False)
class Ground:
    """Where a threat is looked at: the cells of its map inside the protected area, and the towns and capitals in it.

    inside (rows, columns): cells of the protected area. Goals are all cells first, then the towns.
    """

    grid: Grid
    inside: npt.NDArray[np.bool_]
    towns: atlas.Places

    @property
    def town_points(self) -> Floats:
        """Towns (n, 2) [rad]."""
        return np.radians(np.stack([self.towns.latitude_deg, self.towns.longitude_deg], axis=1))


@dataclass(frozen=True, eq=False)
class Protection:
    """One phase against one threat under one view.

    For the central numbers and the two ends of the ranges ("median", "low", "high"): slack of the best site, least
    over the launch points that reach, per cell of the protected area and per town; NaN where nothing threatens.
    """

    phase: int
    threat: Threat
    ground: Ground
    cells: dict[str, Floats]
    towns: dict[str, Floats]
    whole_map: Floats
    spread: Spread


class Memory(Generic[Kept]):
    """The last few things of a kind, by what made them."""

    def __init__(self, size: int) -> None:
        self.size, self.kept = size, OrderedDict[Any, Kept]()

    def kept_for(self, key: Any, make: Callable[[], Kept]) -> Kept:
        """What is kept under this key, made if it is not here."""
        if key not in self.kept:
            self.kept[key] = make()
            while len(self.kept) > self.size:
                self.kept.popitem(last=False)
        self.kept.move_to_end(key)
        return self.kept[key]

    def known(self, key: Any) -> Kept | None:
        """What is kept under this key, if it is here."""
        return self.kept_for(key, lambda: self.kept[key]) if key in self.kept else None


PAIRS, MAPS = Memory[Flights](512), Memory[Flights](6)


def launch_points(dossier: Dossier, force: Threat | Deterrent) -> Floats:
    """Launch places of a force (m, 2) [rad]."""
    return radians([dossier.places[place].at for place in force.launch])


def degrees(point: Floats) -> tuple[float, float]:
    """A point [rad] as latitude, longitude [deg]."""
    return math.degrees(point[0]), math.degrees(point[1])


def region_points(dossier: Dossier, deterrent: Deterrent) -> Floats:
    """Points along the coarse line of a region (REGION_POINTS, 2) [rad]."""
    region = dossier.regions[deterrent.aims]
    return np.radians(np.linspace(region.start_deg, region.end_deg, REGION_POINTS))


def flown(
    dossier: Dossier, force: Threat | Deterrent, numbers: Numbers, goals: Floats, *, for_map: bool = False
) -> Flights:
    """The flights of a force to these goals, from memory where they have been flown before."""
    vehicle = notional(dossier.catalog, force.missile, numbers)
    launches, top = launch_points(dossier, force), apogee_speed(force, numbers)
    memory, coast = (MAPS, MAP_COAST) if for_map else (PAIRS, COAST)
    key = (vehicle, launches.tobytes(), goals.tobytes(), force.path, top)
    return memory.kept_for(
        key, lambda: flights(vehicle, launches, goals, path=force.path, apogee_speed_m_s=top, coast=coast)
    )


def question_ranges(view: Assumptions, phase: int, force: Threat | Deterrent) -> dict[str, tuple[float, float]]:
    """The ranges that a question about this phase and this force can depend on."""
    unused = {"defence.assessment_delay"}
    if f"{force.missile}.burnout_speed" in view.numbers:
        unused.add(f"{force.missile}.range")
    return {
        key: ends
        for owner in owners(view.dossier, phase, force)
        for key, ends in view.ranges.items()
        if key.partition(".")[0] == owner and key not in unused
    }


def encounters_at(
    view: Assumptions, numbers: Numbers, words: Words, phase: int, force: Threat | Deterrent, goals: Floats,
    only: str | None = None,
) -> Encounters:  # fmt: skip
    """All sites of a phase (or one, by name) against a force on its way to these goals, point by point."""
    standing = defence(view.against(phase, force), numbers, words)
    if only is not None:
        kept = tuple(site for site in standing.sites if site.name == only)
        standing = Defence(kept, standing.radars, standing.infrared, standing.rules)
    return encounter(standing, flown(view.dossier, force, numbers, goals))


def reach(view: Assumptions, phase: int, deterrent: Deterrent, upward: Mapping[str, bool] | None = None) -> Reach:
    """Can the interceptors of this phase reach the missiles of this deterrent?

    upward: whether each number raises the slack, where that is taken as known and not found out (`spread_along`).
    """
    goals = region_points(view.dossier, deterrent)

    def both(numbers: Numbers) -> Floats:
        found = encounters_at(view, numbers, view.words, phase, deterrent, goals)
        late = np.where(np.isnan(found.latest), -np.inf, found.latest)
        return np.stack([found.slack, np.where(found.reached[:, :, None], late, np.nan)])

    found = encounters_at(view, view.numbers, view.words, phase, deterrent, goals)
    ranges = question_ranges(view, phase, deterrent)
    if upward is None or not ranges.keys() <= upward.keys():
        both_ends = spread(both, view.numbers, ranges, tolerance=TIMING_NOISE)
    else:
        both_ends = spread_along(both, view.numbers, ranges, upward)
    return Reach(
        phase=phase,
        deterrent=deterrent,
        defence=defence(view.against(phase, deterrent), view.numbers, view.words),
        found=found,
        slack=_part(both_ends, 0),
        latest=_part(both_ends, 1),
        burnout_s=float(np.nanmedian(found.burnout)) if found.reached.any() else float("nan"),
        upward=directions(both_ends, ranges),
    )


def _part(whole: Spread, index: int) -> Spread:
    parts = {name: getattr(whole, name)[index] for name in ("low", "median", "high", "sampled")}
    return replace(whole, **parts)


def ground(dossier: Dossier, area: str) -> Ground:
    """Grid, cells and towns of a protected area."""
    return _ground(dossier.areas[area].countries, dossier.areas[area].box)


def ground_box(dossier: Dossier, area: str) -> tuple[float, float, float, float]:
    """South, north, west and east [deg] of a protected area."""
    return dossier.areas[area].box or _outline(dossier.areas[area].countries)


@cache
def _ground(countries: tuple[str, ...], box: tuple[float, float, float, float] | None) -> Ground:
    south, north, west, east = box or _outline(countries)
    grid = equal_area_grid(south, north, west, east, CELLS)
    points = np.degrees(grid.points)
    inside = atlas.inside(countries, points[:, 0], points[:, 1]).reshape(grid.shape)
    towns = atlas.places().within(countries)
    beyond = (towns.longitude_deg - west) % 360.0
    kept = (towns.latitude_deg >= south) & (towns.latitude_deg <= north) & (beyond <= east - west)
    return Ground(grid, inside, towns.where(kept))


def _outline(countries: tuple[str, ...]) -> tuple[float, float, float, float]:
    """South, north, west and east [deg] of all polygons of these countries."""
    boxes = [atlas.countries()[code].geometry.bounds for code in countries]
    west, east = min(box[0] for box in boxes), max(box[2] for box in boxes)
    return min(box[1] for box in boxes), max(box[3] for box in boxes), west, min(east, west + 360.0)


def middle(values: Floats) -> float:
    """The middle one of all values, the lower one of two; minus infinity where there are none."""
    return float(np.sort(values, axis=None)[(values.size - 1) // 2]) if values.size else -math.inf


def least_slack(found: Encounters) -> Floats:
    """Slack of the best site, least over the launch points that reach each goal (n,) [s]; NaN where none does.

    Samples stay in front where there are many.
    """
    best = found.slack.max(axis=-1, initial=-np.inf)
    least = np.where(found.reached, best, np.inf).min(axis=-2, initial=np.inf)
    return np.where(found.reached.any(axis=-2), least, np.nan)


def watched(view: Assumptions, threat: Threat) -> npt.NDArray[np.bool_]:
    """Which towns of the protected area (n,) stand for it: its capitals; where none is in range, a few of all towns.

    Those few are every k-th of the list, so that there are at most WATCHED.
    """
    towns = ground(view.dossier, threat.protects).towns
    points = np.radians(np.stack([towns.latitude_deg, towns.longitude_deg], axis=1)[towns.capital])
    if len(points) and flown(view.dossier, threat, view.numbers, points).status.min() == 0:
        return np.asarray(towns.capital)
    every = -(-towns.capital.size // WATCHED)
    return np.asarray(np.arange(towns.capital.size) % every == 0)


def town_slack(
    view: Assumptions, numbers: Numbers, words: Words, phase: int, threat: Threat,
    towns: npt.NDArray[np.bool_] | None = None,
) -> Floats:  # fmt: skip
    """`least_slack` of the towns that stand for the protected area (n,) [s]; towns: which, if not `watched`."""
    here = ground(view.dossier, threat.protects)
    chosen = watched(view, threat) if towns is None else towns
    return least_slack(encounters_at(view, numbers, words, phase, threat, here.town_points[chosen]))


def protection(view: Assumptions, phase: int, threat: Threat) -> Protection:
    """What of the protected area is defended against this threat in this phase?

    The ends of the ranges are found on the towns that stand for the area, point by point, then used everywhere.
    """
    here, ends = ground(view.dossier, threat.protects), cover_ends(view, phase, threat)
    inner = here.inside.ravel()
    goals = np.concatenate([here.grid.points[inner], here.town_points])
    cells, towns = {}, {}
    for bound, numbers in (("low", ends.lowest), ("high", ends.highest)):
        slack = map_slack(view, numbers, phase, threat, goals)
        cells[bound], towns[bound] = slack[: inner.sum()], slack[inner.sum() :]
    everything = np.concatenate([here.grid.points, here.town_points])
    slack = map_slack(view, view.numbers, phase, threat, everything)
    whole = slack[: inner.size]
    cells["median"], towns["median"] = whole[inner], slack[inner.size :]
    return Protection(phase, threat, here, cells, towns, whole.reshape(here.grid.shape), ends)


def cover_ends(view: Assumptions, phase: int, threat: Threat) -> Spread:
    """Slack of the towns that stand for the area, at the central numbers and at the ends of the ranges."""

    def margin(numbers: Numbers) -> Floats:
        slack = town_slack(view, numbers, view.words, phase, threat)
        return np.nan_to_num(slack, nan=0.0, neginf=-np.inf)

    return spread(margin, view.numbers, question_ranges(view, phase, threat), tolerance=TIMING_NOISE, samples=8)


def towns_covered(view: Assumptions, phase: int, threat: Threat) -> dict[str, Floats]:
    """The `towns` of a `Protection`, without its maps."""
    here, ends = ground(view.dossier, threat.protects), cover_ends(view, phase, threat)
    corners = {"median": view.numbers, "low": ends.lowest, "high": ends.highest}
    return {bound: map_slack(view, at, phase, threat, here.town_points) for bound, at in corners.items()}


def map_slack(view: Assumptions, numbers: Numbers, phase: int, threat: Threat, goals: Floats) -> Floats:
    """`least_slack` at many goals (n,) [s], with fly-out times looked up in tables."""
    standing = defence(view.against(phase, threat), numbers, view.words)
    return least_slack(encounter(standing, flown(view.dossier, threat, numbers, goals, for_map=True), tables=True))
