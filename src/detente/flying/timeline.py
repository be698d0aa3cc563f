"""What happens in one engagement, in order: who sees the missile when, and what that allows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.flying.vehicles import Infrared, Radar
from detente.kernels.compile import Floats
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.sight import infrared_track_time, passes, track_time
from detente.messages import mark, say

SATELLITES = mark("infrared satellites")


@dataclass(frozen=True)
class Event:
    """One event: time after missile launch [s], words, kind; the missile's height and its distance from the sensor [m].

    kind: detection, track, loss, clouds, burnout, apogee, fall, release, launch, intercept. NaN: not known or none.
    """

    time_s: float
    event: str
    kind: str
    sensor: str = ""
    height_m: float = math.nan
    distance_m: float = math.nan


def flight_events(t: Floats, track: Floats, boost: int) -> list[Event]:
    """Burnout, apogee and fall. t (n,) [s]; track (n, 4: unit vector, height [m]); boost: powered samples."""
    return [
        Event(float(t[boost - 1]), mark("the missile burns out"), "burnout"),
        Event(_top(t, track[:, 3]), mark("the missile is at its highest"), "apogee"),
        Event(float(t[-1]), mark("the missile falls"), "fall"),
    ]


def satellite_events(infrared: Infrared | None, t: Floats, track: Floats, boost: int) -> list[Event]:
    """The missile above the clouds, and the track of the satellites; nothing without satellites."""
    if infrared is None:
        return []
    height = infrared.detection_altitude_m
    seen = infrared_track_time(height, 0.0, boost - 1, t, track)
    known = infrared_track_time(height, infrared.track_time_s, boost - 1, t, track)
    said = say(
        "the burning missile is above the clouds ({height:g} km): {satellites} see it",
        height=height / 1e3,
        satellites=SATELLITES,
    )
    return [
        Event(float(seen), said, "clouds", SATELLITES),
        Event(float(known), say("{satellites} have a track", satellites=SATELLITES), "track", SATELLITES),
    ]


def radar_events(radar: Radar, row: Floats, t: Floats, track: Floats) -> list[Event]:
    """Every entry into the coverage of a radar, every loss, and its first track; empty when it never sees it."""
    entries, exits = np.empty(t.size), np.empty(t.size)
    count = passes(row, t, track, entries, exits)
    found = []
    for k in range(count):
        said = mark("{radar} sees the missile again") if k else mark("{radar} sees the missile")
        found.append(Event(float(entries[k]), say(said, radar=radar.name), "detection", radar.name))
        found.append(Event(float(exits[k]), say("{radar} loses the missile", radar=radar.name), "loss", radar.name))
    known = float(track_time(row, radar.track_time_s, t, track, np.inf))
    found.append(Event(known, say("{radar} has a track", radar=radar.name), "track", radar.name))
    return [located(event, t, track, row[:3]) for event in found]


def located(event: Event, t: Floats, track: Floats, sensor: Floats | None = None) -> Event:
    """The event with the height of the missile and its distance from a sensor (unit vector on the ground)."""
    if not t[0] <= event.time_s <= t[-1]:
        return event
    here = np.array([np.interp(event.time_s, t, track[:, k]) for k in range(4)])
    height, distance = float(here[3]), event.distance_m
    if sensor is not None:
        place = here[:3] / np.linalg.norm(here[:3]) * (EARTH_RADIUS + height)
        distance = float(np.linalg.norm(place - EARTH_RADIUS * sensor))
    return replace(event, height_m=height, distance_m=distance)


def in_order(events: Sequence[Event], t: Floats, track: Floats) -> list[Event]:
    """Those that happen, by time, each with the height of the missile."""
    happening = [event for event in events if not math.isnan(event.time_s)]
    known = [event if not math.isnan(event.height_m) else located(event, t, track) for event in happening]
    return sorted(known, key=lambda event: event.time_s)


def _top(t: Floats, height: Floats) -> float:
    """Time [s] of the greatest height: the top of the parabola through the highest sample and its neighbours."""
    k = int(np.argmax(height))
    if not 0 < k < t.size - 1:
        return float(t[k])
    a, b, _ = np.polyfit(t[k - 1 : k + 2] - t[k], height[k - 1 : k + 2] - height[k], 2)
    return float(t[k] - 0.5 * b / a)
