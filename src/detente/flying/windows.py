"""One interceptor site against one missile: from the first sign of it to the last chance to meet it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import xarray as xr

from detente.flying.flyout import arrivals, kept_ascents
from detente.flying.trajectory import fly
from detente.flying.vehicles import (
    Infrared,
    Missile,
    Point,
    Radar,
    Rules,
    Site,
    StagedInterceptor,
    StagedMissile,
    radians,
)
from detente.kernels.compile import Bools, Floats
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.encounters import direct_times, release_times
from detente.kernels.frames import up
from detente.kernels.intercept import latest_launch, shots, to_floor, window
from detente.kernels.sight import covered, infrared_track_time, track_time
from detente.vocabulary import dataset


@dataclass(frozen=True)
class Defence:
    """Everything that stands in one phase: sites, radars, infrared satellites, and the rules of engagement."""

    sites: tuple[Site, ...]
    radars: tuple[Radar, ...]
    infrared: Infrared | None
    rules: Rules


@lru_cache(maxsize=1024)
def unit_vector(at: Point) -> tuple[float, float, float]:
    """Unit vector of a place [deg]."""
    lat, lon = radians([at])[0]
    return up(lat, lon)


def radar_rows(radars: Sequence[Radar]) -> tuple[Floats, Floats]:
    """Radars (k, 9) and their track times (k,) [s] as the kernels take them."""
    rows, needed = np.empty((len(radars), 9)), np.empty(len(radars))
    for k, radar in enumerate(radars):
        lat, lon = math.radians(radar.at[0]), math.radians(radar.at[1])
        rows[k] = (
            *unit_vector(radar.at), lat, lon, radar.range_m, radar.minimum_elevation_rad, radar.facing_rad,
            0.5 * radar.azimuth_width_rad,
        )  # fmt: skip
        needed[k] = radar.track_time_s
    return rows, needed


def ownership(sites: Sequence[Site], radars: int) -> Bools:
    """(sites, radars): which radars are a site's own."""
    owns = np.zeros((len(sites), radars), dtype=np.bool_)
    for s, site in enumerate(sites):
        owns[s, list(site.own_radars)] = True
    return owns


def infrared_row(infrared: Infrared | None) -> Floats:
    """Least height [m] and track time [s]; NaN when there are no satellites."""
    return np.array([infrared.detection_altitude_m, infrared.track_time_s] if infrared else [np.nan, np.nan])


def engage(
    defence: Defence,
    missile: Missile | StagedMissile,
    launch: Point,
    aim: Point,
    *,
    path: str = "minimum-energy",
    apogee_speed_m_s: float | None = None,
    rotating: bool = True,
) -> xr.Dataset:
    """Can the first site of this defence meet this missile, how late may it launch, and how often?

    The interceptor leaves once there is a sufficient track and the commit delay has passed; it meets the missile
    in free flight only, between its least height and its ceiling. No miss distance, no seeker, no discrimination.

    Returns: earliest_launch, latest_launch, slack, first_intercept, last_intercept [s after missile launch], shots;
             NaN where there is none. Attribute `timeline`: lines of (time [s], event) in order.
    Refuses: RangeError when the missile cannot reach its aim point.
    Source:  docs/methods/engagement.md.
    """
    flight = fly(missile, launch, aim, path=path, apogee_speed_m_s=apogee_speed_m_s, rotating=rotating)
    t, track, boost = _samples(flight)
    earliest = _earliest_launch(defence, t, track, boost)
    when, times = _meeting_times(defence, t, track, boost)
    latest, _ = latest_launch(when, times)
    first, last = window(when, times, earliest)
    result = dataset(
        earliest_launch=earliest,
        latest_launch=latest,
        slack=latest - earliest,
        first_intercept=first,
        last_intercept=last,
        shots=shots(when, times, earliest, defence.rules.assessment_delay_s),
        burnout_time=t[boost - 1],
        flight_time=t[-1],
    )
    events = [
        (float(t[boost - 1]), "the missile burns out"),
        (float(t[-1]), "the missile falls"),
        *_tracks(defence, t, track, boost),
        (float(earliest), "earliest interceptor launch"),
        (float(latest), "latest useful interceptor launch"),
        (float(first), "first possible intercept"),
        (float(last), "last possible intercept"),
    ]
    return result.assign_attrs(timeline=sorted(event for event in events if not np.isnan(event[0])))


def _earliest_launch(defence: Defence, t: Floats, track: Floats, boost: int) -> float:
    """Earliest launch [s] from the first site; NaN without a sufficient track."""
    rules, release = defence.rules, np.empty(1)
    radars, needed = radar_rows(defence.radars)
    owns = ownership(defence.sites[:1], len(defence.radars))
    organic = rules.policy == "organic"
    release_times(radars, needed, owns, infrared_row(defence.infrared), organic, boost, t, track, release)
    ready = max(release[0], t[boost - 1]) if rules.after_burnout else release[0]
    return float(ready + rules.commit_delay_s) if release[0] >= 0.0 else math.nan


def _meeting_times(defence: Defence, t: Floats, track: Floats, boost: int) -> tuple[Floats, Floats]:
    """Times (n,) [s] of the missile and of the first site's interceptor to the same points; NaN where not allowed."""
    site = defence.sites[0]
    weapon = site.interceptor
    when, where = t.copy(), track.copy()
    to_floor(when, where, weapon.minimum_altitude_m)
    usable = np.ones(t.size, dtype=np.bool_)
    if defence.rules.policy != "engage-on-remote":
        own = [defence.radars[k] for k in site.own_radars]
        covered(radar_rows(own)[0], where, usable)
    usable[: boost - 1] = False
    place = np.array(unit_vector(site.at))
    if isinstance(weapon, StagedInterceptor):
        away = EARTH_RADIUS * np.arccos(np.clip(where[:, :3] @ place, -1.0, 1.0))
        return when, np.where(usable, arrivals(weapon, np.stack([away, where[:, 3]], axis=1)), np.nan)
    limits = np.array([weapon.minimum_altitude_m, weapon.maximum_altitude_m, weapon.maximum_flight_time_s])
    speeds, times = np.array([weapon.burnout_speed_m_s, weapon.burn_time_s]), np.empty(t.size)
    direct_times(where, usable, place, speeds, kept_ascents(*speeds), limits, 0, t.size, 1, times)
    return when, times


def _tracks(defence: Defence, t: Floats, track: Floats, boost: int) -> list[tuple[float, str]]:
    """When each sensor has a track, NaN if never."""
    radars, needed = radar_rows(defence.radars)
    infrared = infrared_row(defence.infrared)
    seen = infrared_track_time(infrared[0], infrared[1], boost - 1, t, track)
    found = [(float(seen), "infrared satellites have a track")]
    for radar, row, need in zip(defence.radars, radars, needed, strict=True):
        found.append((float(track_time(row, need, t, track, np.inf)), f"{radar.name} has a track"))
    return found


def _samples(flight: xr.Dataset) -> tuple[Floats, Floats, int]:
    """Times (n,) [s], path (n, 4: unit vector and height [m]) and the number of powered samples of a flight."""
    latitude, longitude = flight.latitude.values, flight.longitude.values
    track = np.stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
            flight.altitude.values,
        ],
        axis=1,
    )
    return flight.time.values, track, int(flight.powered.sum()) + 1
