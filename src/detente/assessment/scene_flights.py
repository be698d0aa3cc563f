"""The flights of a live picture: of the deterrent and of the threat, and one engagement to be played."""

import math
from collections.abc import Iterator
from dataclasses import replace
from weakref import WeakKeyDictionary

import numpy as np
import xarray as xr

from detente.assessment.reaching import alone, middle_flight, middle_pair
from detente.assessment.resolve import Assumptions, apogee_speed, notional
from detente.assessment.scene_parts import FlightRow, Lapse, Moment, Played, finite
from detente.assessment.stages import Floats, Memory, Reach, degrees, launch_points, region_points
from detente.assessment.tree import example_flight
from detente.flying.flyout_path import path_to
from detente.flying.footprint import Flights
from detente.flying.windows import meeting
from detente.messages import say
from detente.reading.approach import Threat

POINTS = 40  # of a path that is drawn

_DRAWN = WeakKeyDictionary[Flights, dict[tuple[int, int], FlightRow]]()
"""How flights are drawn, which stays while a site is dragged."""
_EXAMPLES = Memory[FlightRow | None](64)
_FLIGHTS = Memory[tuple[xr.Dataset, FlightRow]](64)


def deterrent_flights(view: Assumptions, answer: Reach, flown: Flights) -> Iterator[FlightRow]:
    """One flight for every pair of launch place and aim point that flies, with the slack of the best site."""
    force, best = answer.deterrent, answer.found.slack.max(axis=-1, initial=-np.inf)
    drawn = _DRAWN.setdefault(flown, {})
    for i, j in np.argwhere(answer.found.reached).tolist():
        place = force.launch[i]
        if (i, j) not in drawn:
            drawn[i, j] = _row("", "", math.nan, flown.t[i, j], *on_map(flown.path[i, j]))
        name = view.dossier.places[place].name
        yield replace(drawn[i, j], id=f"{force.id}/{place}/{j + 1}", from_=name, slack=finite(best[i, j]))


def threat_flights(view: Assumptions, threat: Threat) -> Iterator[FlightRow]:
    """One example flight for each launch place that reaches something of the protected area."""
    vehicle = notional(view.dossier.catalog, threat.missile, view.numbers)
    for place, point in zip(threat.launch, launch_points(view.dossier, threat), strict=True):
        top = apogee_speed(threat, view.numbers)
        key = (vehicle, tuple(point), threat.path, top, view.dossier.areas[threat.protects])
        at = degrees(point)
        drawn = _EXAMPLES.kept_for(repr(key), lambda at=at: _drawn(example_flight(view, threat, at)))  # type: ignore[misc]
        if drawn is not None:
            yield replace(drawn, id=f"{threat.id}/{place}", from_=view.dossier.places[place].name)


def played(view: Assumptions, answer: Reach, site: int) -> Played:
    """The engagement of one site with the middle pair: both paths, and what happens when."""
    force = answer.deterrent
    i, j = middle_pair(answer, site)
    place = force.launch[i]
    vehicle, top = notional(view.dossier.catalog, force.missile, view.numbers), apogee_speed(force, view.numbers)
    key = (vehicle, view.dossier.places[place].at, region_points(view.dossier, force)[j].tobytes(), force.path, top)
    flight, drawn = _FLIGHTS.kept_for(key, lambda: _with_row(middle_flight(view, answer, i, j)))
    found = meeting(alone(answer.defence, site), flight)
    name = view.dossier.places[place].name
    missile = replace(drawn, id=f"{force.id}/{place}/{j + 1}", from_=name, slack=finite(float(found.slack)))
    met = _interceptor(view, answer, site, found, flight)
    return Played(missile, met, tuple(_moments(found)), tuple(_lapses(found)))


def _interceptor(
    view: Assumptions, answer: Reach, site: int, found: xr.Dataset, flight: xr.Dataset
) -> FlightRow | None:
    """The path of the interceptor to the first possible intercept; None where there is none."""
    earliest, first = float(found.earliest_launch), float(found.first_intercept)
    if not math.isfinite(earliest + first):
        return None
    here = answer.defence.sites[site]
    point = tuple(float(np.interp(first, flight.time, flight[name])) for name in ("latitude", "longitude", "altitude"))
    path = path_to(here.interceptor, here.at, point)  # type: ignore[arg-type]
    place = here.name.partition("@")[2]
    launched = first - path[-1, 0]
    return _row(
        f"{here.name}", view.dossier.places[place].name, float(found.slack), launched + path[:, 0],
        *(path[:, k] for k in (1, 2, 3)),
    )  # fmt: skip


_KEYS = {
    "earliest interceptor launch": "earliest",
    "latest useful interceptor launch": "latest",
    "first possible intercept": "intercept",
    "last possible intercept": "last-intercept",
}


def _moments(found: xr.Dataset) -> Iterator[Moment]:
    """What happens, in order; the launch of the missile first."""
    yield Moment("launch", say("the missile is launched"), 0.0)
    for event in found.attrs["events"]:
        yield Moment(
            _KEYS.get(event.event, "commit" if event.kind == "release" else event.kind), event.event, event.time_s
        )


def _lapses(found: xr.Dataset) -> Iterator[Lapse]:
    """What lasts: the ascent, the time in hand or lacking, and the window."""
    at = {name: float(found[name]) for name in found.data_vars}
    yield Lapse("boost", say("the missile climbs under power"), 0.0, at["burnout_time"])
    earliest, latest = at["earliest_launch"], at["latest_launch"]
    if math.isfinite(earliest + latest):
        words = (
            say("time in hand for the launch") if latest >= earliest else say("time by which the launch is too late")
        )
        yield Lapse("slack", words, min(earliest, latest), max(earliest, latest))
    if math.isfinite(at["first_intercept"] + at["last_intercept"]):
        yield Lapse("window", say("intercepts are possible"), at["first_intercept"], at["last_intercept"])


def _drawn(flight: xr.Dataset | None) -> FlightRow | None:
    return None if flight is None else _with_row(flight)[1]


def _with_row(flight: xr.Dataset) -> tuple[xr.Dataset, FlightRow]:
    """A flight and how it is drawn, before it has a name."""
    where = (np.degrees(flight.latitude.values), np.degrees(flight.longitude.values), flight.altitude.values / 1e3)
    return flight, _row("", "", math.nan, flight.time.values, *where)


def on_map(path: Floats) -> tuple[Floats, Floats, Floats]:
    """Latitude and longitude [deg] and height [km] of a path (n, 4: unit vector, height [m])."""
    latitude = np.degrees(np.arcsin(np.clip(path[:, 2], -1.0, 1.0)))
    return latitude, np.degrees(np.arctan2(path[:, 1], path[:, 0])), path[:, 3] / 1e3


def _row(key: str, name: str, slack: float, time: Floats, *where: Floats) -> FlightRow:
    """Every so many points of a path, its ends always."""
    kept = np.unique(np.round(np.linspace(0, time.size - 1, min(POINTS, time.size))).astype(int))
    latitude, longitude, altitude = (tuple(round(float(x), 3) for x in each[kept]) for each in where)
    seconds = tuple(round(float(x), 2) for x in time[kept])
    return FlightRow(key, name, finite(slack), latitude, longitude, altitude, seconds)
