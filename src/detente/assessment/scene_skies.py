"""What has been flown for a live picture, and what single sites can do about it: remembered, so that it is done once.

A drag moves one site and a slider one number. What it leaves as it is (flights; the sensors' part of the answer; the
other sites' part) comes from memory, exactly as it was worked out.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from detente.assessment.resolve import Assumptions, Numbers, apogee_speed, notional
from detente.assessment.scene_grid import Window, window_of_area, window_of_launches
from detente.assessment.scene_parts import Bools, Ints
from detente.assessment.stages import Floats, Memory, ground, ground_box, launch_points, least_slack, watched
from detente.flying.footprint import (
    MAP_COAST,
    Encounters,
    Flights,
    earliest_launches,
    flights,
    latest_launches,
)
from detente.flying.windows import Defence
from detente.reading.approach import Threat

DEFENDED, DENIED = "defended", "denied"
STANDING_FOR = 3  # towns that stand for the protected area where launch places are asked for


@dataclass(frozen=True, eq=False)
class Sky:
    """What is flown: a threat under one view in one phase, over a window whose cells are aim points or launch points.

    others (m, 2) [rad]: the launch places; where cells are launch places, the towns that stand for the protected area.
    """

    kind: str
    view: Assumptions
    phase: int
    threat: Threat
    window: Window
    others: Floats

    def key(self, numbers: Numbers) -> tuple[Hashable, ...]:
        """What makes its flights."""
        vehicle = notional(self.view.dossier.catalog, self.threat.missile, numbers)
        top = apogee_speed(self.threat, numbers)
        return self.kind, vehicle, self.others.tobytes(), self.threat.path, top, self.window


def defended_sky(view: Assumptions, phase: int, threat: Threat) -> Sky:
    """Cells are aim points: the box around the area that the threat flies at."""
    window = window_of_area(ground_box(view.dossier, threat.protects))
    return Sky(DEFENDED, view, phase, threat, window, launch_points(view.dossier, threat))


def denied_sky(view: Assumptions, phase: int, threat: Threat) -> Sky:
    """Cells are launch points around those of the threat, on their way to a few towns of the protected area."""
    towns = ground(view.dossier, threat.protects).town_points[watched(view, threat)]
    few = towns[:: max(1, -(-len(towns) // STANDING_FOR))]
    return Sky(DENIED, view, phase, threat, window_of_launches(view.dossier, threat), np.ascontiguousarray(few))


@dataclass(frozen=True, eq=False)
class Flown:
    """Flights over some cells: `cells` (n,) is true where something flies, the flights to those cells follow in order.

    columns: which of the flights these are, None: all of them. key: what made the flights; None for those of tiles.
    """

    cells: Bools
    flights: Flights
    columns: Ints | None
    key: tuple[Hashable, ...] | None

    @property
    def status(self) -> Ints:
        """Of the flights to these cells (m, those)."""
        return self.flights.status if self.columns is None else self.flights.status[:, self.columns]


TILES_KEPT = 1000  # of one pool, before it starts anew


class Pool:
    """Flights over the cells of tiles of one sky at one step, with room for more."""

    def __init__(self) -> None:
        self.slots: dict[int, int] = {}
        self.flights: Flights | None = None

    def missing(self, tiles: Sequence[int]) -> list[int]:
        """Places in the list of those that are not here; of all, where that makes too many: then all that were go."""
        found = [k for k, tile in enumerate(tiles) if tile not in self.slots]
        if len(self.slots) + len(found) <= TILES_KEPT:
            return found
        self.slots, self.flights = {}, None
        return list(range(len(tiles)))

    def add(self, tiles: Sequence[int], new: Flights) -> None:
        """Put in the flights (m, tiles * cells of a tile) of these tiles."""
        size, taken = new.status.shape[1] // len(tiles), len(self.slots)
        first, last = taken * size, (taken + len(tiles)) * size
        if self.flights is None or self.flights.status.shape[1] < last:
            self.flights = _with_room(self.flights, first, new, 2 * last)
        for kept, made in zip(_arrays(self.flights), _arrays(new), strict=True):
            kept[:, first:last] = made
        self.slots |= {tile: taken + k for k, tile in enumerate(tiles)}


_SKIES = Memory[Flown](8)
_POOLS = Memory[Pool](4)
_LAUNCHES = Memory[Floats](400)


def whole_sky(sky: Sky, numbers: Numbers, step: float) -> Flown:
    """The flights over the whole window."""
    key = (*sky.key(numbers), step)
    return _SKIES.kept_for(key, lambda: compact(fly_cells(sky, numbers, sky.window.points(step)), key))


def part_of(whole: Flown, wanted: Ints) -> Flown:
    """The same flights, but asked about some of the cells alone."""
    there = whole.cells[wanted]
    return Flown(there, whole.flights, (np.cumsum(whole.cells) - 1)[wanted[there]], whole.key)


def tiles(sky: Sky, numbers: Numbers, step: float, wanted: Sequence[int], points: Floats) -> Flown:
    """The flights over some tiles of the window; points (tiles, cells, 2) [rad] of each."""
    key, size = (*sky.key(numbers), step), points.shape[1]
    pool = _POOLS.kept_for(key, Pool)
    if missing := pool.missing(wanted):
        pool.add([wanted[k] for k in missing], fly_cells(sky, numbers, points[missing].reshape(-1, 2)))
    assert pool.flights is not None
    columns = np.array([pool.slots[tile] for tile in wanted])[:, None] * size + np.arange(size)
    return Flown(np.ones(columns.size, dtype=np.bool_), pool.flights, columns.ravel(), None)


def fly_cells(sky: Sky, numbers: Numbers, points: Floats) -> Flights:
    """The flights between the others of a sky and these cells (m, n)."""
    vehicle = notional(sky.view.dossier.catalog, sky.threat.missile, numbers)
    how: Any = {"path": sky.threat.path, "apogee_speed_m_s": apogee_speed(sky.threat, numbers), "coast": MAP_COAST}
    if sky.kind == DEFENDED:
        return flights(vehicle, sky.others, points, **how)
    there = flights(vehicle, points, sky.others, **how)
    return _each(there, lambda values: np.swapaxes(values, 0, 1))


def compact(flown: Flights, key: tuple[Hashable, ...] | None) -> Flown:
    """The same without the cells at which nothing flies."""
    cells = (flown.status == 0).any(axis=0)
    return Flown(cells, flown if cells.all() else _each(flown, lambda values: values[:, cells]), None, key)


def _each(flown: Flights, part: Callable[[Any], Any]) -> Flights:
    """Flights with something done to each of their arrays, in order in memory."""
    return Flights(*[np.ascontiguousarray(part(values)) for values in _arrays(flown)])


def _arrays(flown: Flights) -> tuple[Any, ...]:
    return flown.status, flown.t, flown.path


def _with_room(old: Flights | None, used: int, like: Flights, columns: int) -> Flights:
    """Room for this many columns, with the used ones of what was there."""
    made = Flights(*[np.empty((each.shape[0], columns, *each.shape[2:]), each.dtype) for each in _arrays(like)])
    if old is not None:
        for room, kept in zip(_arrays(made), _arrays(old), strict=True):
            room[:, :used] = kept[:, :used]
    return made


def slack_under(standing: Defence, flown: Flown) -> Floats:
    """Slack of the best site in each cell (n,) [s], least over the others of the sky; NaN where nothing flies.

    The same as `stages.map_slack` at the same points.
    """
    status = flown.status
    shape = (*status.shape, len(standing.sites))
    earliest = np.broadcast_to(_earliest(standing, flown), shape) if standing.sites else np.empty(shape)
    latest = np.empty(shape)
    for s in range(len(standing.sites)):
        latest[:, :, s] = _latest(standing, s, flown)
    found = Encounters(status, np.broadcast_to(np.nan, status.shape), np.asarray(earliest), latest)
    slack = np.full(flown.cells.size, np.nan)
    slack[flown.cells] = least_slack(found)
    return slack


def _earliest(standing: Defence, flown: Flown) -> Floats:
    """Earliest launches (m, n, 1 or sites) [s]: the same for all sites, but where each has its own radars only.

    Where any sensor's track will do, the first one counts: each is asked alone, so that a drag asks only what it moved.
    """
    organic = standing.rules.policy == "organic"
    sites = standing.sites if organic else (replace(standing.sites[0], own_radars=()),)
    if organic:
        return _asked(Defence(sites, standing.radars, standing.infrared, standing.rules), flown)
    alone = [Defence(sites, (radar,), None, standing.rules) for radar in dict.fromkeys(standing.radars)]
    alone += [Defence(sites, (), standing.infrared, standing.rules)] if standing.infrared or not alone else []
    return np.asarray(np.fmin.reduce([_asked(one, flown) for one in alone]))


def _asked(asked: Defence, flown: Flown) -> Floats:
    """Earliest launches with these sensors."""
    key = (
        flown.key,
        "earliest",
        tuple(site.own_radars for site in asked.sites),
        asked.radars,
        asked.infrared,
        asked.rules,
    )
    return _kept(flown, key, lambda: earliest_launches(asked, flown.flights, flown.columns))


def _latest(standing: Defence, site: int, flown: Flown) -> Floats:
    """Latest launches (m, n) [s] from one site."""
    here, policy = standing.sites[site], standing.rules.policy
    own = () if policy == "engage-on-remote" else tuple(standing.radars[k] for k in here.own_radars)
    key = (flown.key, "latest", replace(here, own_radars=(), name=""), own, policy == "engage-on-remote")
    return _kept(flown, key, lambda: latest_launches(standing, site, flown.flights, flown.columns))


def _kept(flown: Flown, key: Any, make: Callable[[], Floats]) -> Floats:
    """From memory where whole skies are asked about; a part of one is taken from its whole, if that is known."""
    if flown.key is None:
        return make()
    if flown.columns is None:
        return _LAUNCHES.kept_for(key, make)
    whole = _LAUNCHES.known(key)
    return make() if whole is None else whole[:, flown.columns]
