"""One interceptor site against one missile: from the first sign of it to the last chance to meet it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import xarray as xr

from detente.flying.flyout import arrivals, kept_ascents
from detente.flying.timeline import SATELLITES, Event, flight_events, in_order, radar_events, satellite_events
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
from detente.kernels.intercept import SITE, latest_launch, shots, site_row, to_floor, to_sector, window
from detente.kernels.refraction import STANDARD_FACTOR
from detente.kernels.sight import ROW, covered, radar_row
from detente.messages import mark
from detente.vocabulary import dataset


@dataclass(frozen=True)
class Defence:
    """Everything that stands in one phase: sites, radars, infrared satellites, and the rules of engagement."""

    sites: tuple[Site, ...]
    radars: tuple[Radar, ...]
    infrared: Infrared | None
    rules: Rules


@lru_cache(maxsize=1024)
def _site_row(at: Point, facing_rad: float, azimuth_width_rad: float) -> Floats:
    lat, lon = radians([at])[0]
    return site_row(lat, lon, facing_rad, 0.5 * azimuth_width_rad)


def site_rows(sites: Sequence[Site]) -> Floats:
    """Places and sectors of sites (s, SITE) as the kernels take them."""
    rows = [_site_row(site.at, site.facing_rad, site.azimuth_width_rad) for site in sites]
    return np.array(rows).reshape(-1, SITE)


def radar_rows(radars: Sequence[Radar]) -> tuple[Floats, Floats]:
    """Radars (k, ROW) and their track times (k,) [s] as the kernels take them."""
    rows, needed = np.empty((len(radars), ROW)), np.empty(len(radars))
    for k, radar in enumerate(radars):
        lat, lon = radians([radar.at])[0]
        rows[k] = radar_row(
            lat, lon, radar.range_m, radar.minimum_elevation_rad, radar.facing_rad, 0.5 * radar.azimuth_width_rad,
            STANDARD_FACTOR,
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
             NaN where there is none. Attributes: `events`, in order (see `timeline.Event`); `timeline`, the same as
             (time [s], event); `never_seen_by`, names of the sensors that never see the missile.
    Refuses: RangeError when the missile cannot reach its aim point.
    Source:  docs/methods/engagement.md.
    """
    return meeting(defence, fly(missile, launch, aim, path=path, apogee_speed_m_s=apogee_speed_m_s, rotating=rotating))


def meeting(defence: Defence, flight: xr.Dataset) -> xr.Dataset:
    """The same as `engage` for a flight in hand, from `trajectory.fly`."""
    t, track, boost = _samples(flight)
    release, earliest = _release_and_launch(defence, t, track, boost)
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
    sensors = _sensor_events(defence, t, track, boost)
    events = [
        *flight_events(t, track, boost),
        *(event for _, found in sensors for event in found),
        Event(release, mark("a sufficient track releases the launch"), "release"),
        Event(earliest, mark("earliest interceptor launch"), "launch"),
        Event(float(latest), mark("latest useful interceptor launch"), "launch"),
        Event(float(first), mark("first possible intercept"), "intercept"),
        Event(float(last), mark("last possible intercept"), "intercept"),
    ]
    known = in_order(events, t, track)
    return result.assign_attrs(
        events=known,
        timeline=[(event.time_s, event.event) for event in known],
        never_seen_by=[name for name, found in sensors if all(math.isnan(event.time_s) for event in found)],
    )


def _release_and_launch(defence: Defence, t: Floats, track: Floats, boost: int) -> tuple[float, float]:
    """A sufficient track, and the earliest launch from the first site [s]; NaN without a sufficient track."""
    rules, release = defence.rules, np.empty(1)
    radars, needed = radar_rows(defence.radars)
    owns = ownership(defence.sites[:1], len(defence.radars))
    organic = rules.policy == "organic"
    release_times(radars, needed, owns, infrared_row(defence.infrared), organic, boost, t, track, release)
    if not release[0] >= 0.0:
        return math.nan, math.nan
    ready = max(release[0], t[boost - 1]) if rules.after_burnout else release[0]
    return float(release[0]), float(ready + rules.commit_delay_s)


def _sensor_events(defence: Defence, t: Floats, track: Floats, boost: int) -> list[tuple[str, list[Event]]]:
    """What each sensor sees, by its name."""
    rows, _ = radar_rows(defence.radars)
    found = [(radar.name, radar_events(radar, row, t, track)) for radar, row in zip(defence.radars, rows, strict=True)]
    if defence.infrared is not None:
        found.insert(0, (SATELLITES, satellite_events(defence.infrared, t, track, boost)))
    return found


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
    place = site_rows([site])[0]
    if site.azimuth_width_rad < 2.0 * math.pi:
        to_sector(place, when, where, usable)
    if isinstance(weapon, StagedInterceptor):
        away = EARTH_RADIUS * np.arccos(np.clip(where[:, :3] @ place[:3], -1.0, 1.0))
        return when, np.where(usable, arrivals(weapon, np.stack([away, where[:, 3]], axis=1)), np.nan)
    limits = np.array([weapon.minimum_altitude_m, weapon.maximum_altitude_m, weapon.maximum_flight_time_s])
    speeds, times = np.array([weapon.burnout_speed_m_s, weapon.burn_time_s]), np.empty(t.size)
    direct_times(where, usable, place, speeds, kept_ascents(*speeds), limits, 0, t.size, 1, times)
    return when, times


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
