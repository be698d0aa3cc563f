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
from detente.assessment.stages import Floats, Memory, ground, ground_box, launch_points, least_slack, watched
from detente.flying.footprint import (
    MAP_COAST,
    Encounters,
    Flights,
    burnouts,
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
    """Flights over some cells: `cells` (n,) is true where something flies, `flights` (m, those) are to these alone.

    key: what made them; None for those that are not asked again.
    """

    cells: Any
    flights: Flights
    key: tuple[Hashable, ...] | None


_SKIES = Memory[Flown](8)
_TILES = Memory[Flights](2000)
_LAUNCHES = Memory[Floats](400)


def whole_sky(sky: Sky, numbers: Numbers, step: float) -> Flown:
    """The flights over the whole window."""
    key = (*sky.key(numbers), step)
    return _SKIES.kept_for(key, lambda: compact(fly_cells(sky, numbers, sky.window.points(step)), key))


def tiles(sky: Sky, numbers: Numbers, step: float, wanted: Sequence[int], points: Sequence[Floats]) -> Flown:
    """The flights over some tiles of the window, (m, tiles * cells of a tile); points (cells, 2) [rad] of each."""
    key = (*sky.key(numbers), step)
    missing = [place for place, tile in enumerate(wanted) if (*key, tile) not in _TILES.kept]
    made: dict[int, Flights] = {}
    if missing:
        size = len(points[0])
        new = fly_cells(sky, numbers, np.concatenate([points[place] for place in missing]))
        for k, place in enumerate(missing):
            made[wanted[place]] = _some(new, slice(k * size, (k + 1) * size))
    found = [_TILES.kept_for((*key, tile), lambda tile=tile: made[tile]) for tile in wanted]  # type: ignore[misc]
    flown = _joined(found)
    return Flown(np.ones(flown.status.shape[1], dtype=np.bool_), flown, None)


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
    return Flown(cells, flown if cells.all() else _some(flown, cells), key)


def _some(flown: Flights, cells: Any) -> Flights:
    return _each(flown, lambda values: values[:, cells])


def _each(flown: Flights, part: Callable[[Any], Any]) -> Flights:
    """Flights with something done to each of their arrays, in order in memory."""
    return Flights(*[np.ascontiguousarray(part(values)) for values in (flown.status, flown.t, flown.path)])


def _joined(found: Sequence[Flights]) -> Flights:
    arrays: Any = ([getattr(one, name) for one in found] for name in ("status", "t", "path"))
    return Flights(*[np.concatenate(each, axis=1) for each in arrays])


def slack_under(standing: Defence, flown: Flown) -> Floats:
    """Slack of the best site in each cell (n,) [s], least over the others of the sky; NaN where nothing flies.

    The same as `stages.map_slack` at the same points.
    """
    there = flown.flights
    shape = (*there.status.shape, len(standing.sites))
    earliest = np.broadcast_to(_earliest(standing, flown), shape) if standing.sites else np.empty(shape)
    latest = np.empty(shape)
    for s in range(len(standing.sites)):
        latest[:, :, s] = _latest(standing, s, flown)
    found = Encounters(there.status, burnouts(there), np.asarray(earliest), latest)
    slack = np.full(flown.cells.size, np.nan)
    slack[flown.cells] = least_slack(found)
    return slack


def _earliest(standing: Defence, flown: Flown) -> Floats:
    """Earliest launches (m, n, 1 or sites) [s]: the same for all sites, but where each has its own radars only."""
    organic = standing.rules.policy == "organic"
    sites = standing.sites if organic else (replace(standing.sites[0], own_radars=()),)
    asked = Defence(sites, standing.radars, standing.infrared, standing.rules)
    key = (flown.key, "earliest", tuple(site.own_radars for site in sites), asked.radars, asked.infrared, asked.rules)
    return _kept(flown, key, lambda: earliest_launches(asked, flown.flights))


def _latest(standing: Defence, site: int, flown: Flown) -> Floats:
    """Latest launches (m, n) [s] from one site."""
    here, policy = standing.sites[site], standing.rules.policy
    own = () if policy == "engage-on-remote" else tuple(standing.radars[k] for k in here.own_radars)
    key = (flown.key, "latest", replace(here, own_radars=(), name=""), own, policy == "engage-on-remote")
    return _kept(flown, key, lambda: latest_launches(standing, site, flown.flights))


def _kept(flown: Flown, key: Any, make: Any) -> Floats:
    found: Floats = make() if flown.key is None else _LAUNCHES.kept_for(key, make)
    return found
