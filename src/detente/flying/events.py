"""When does it happen? Every event of a flight is a root of a function of time along its path."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from detente.flying.shots import Shot, beneath
from detente.flying.vehicles import Point, radians
from detente.kernels.earths import placed
from detente.kernels.frames import turned, up
from detente.messages import mark, say

ENTRY = 1.0e5  # [m] height below which a falling body counts as in the air again, by convention
LOOKS = 400  # samples between which a sign change is looked for
EXACT = 1e-9  # [s]


@dataclass(frozen=True)
class Event:
    """What happens when [s], where (latitude, longitude [rad], height [m]), and how fast beside the Earth [m/s]."""

    name: str
    time: float
    latitude: float
    longitude: float
    altitude: float
    speed: float


def events(shot: Shot, seen_from: Point | None = None, minimum_elevation_rad: float = 0.0) -> list[Event]:
    """The events of a flight in order: stagings, burnout, apogee, entry, impact, and rise and set seen from a place.

    seen_from: latitude, longitude [deg] of an observer; elevations are geometric. Entry stands in flights that rise
    above 100 km only.
    """
    happens = [(0.0, "launch"), *shot.burnout.pauses, (shot.burnout.time, "burnout")]
    happens.append((apogee_time(shot), "apogee"))
    happens += [(time, mark("entry below 100 km")) for time in _falls_through(shot, ENTRY)]
    happens.append((shot.time, "impact"))
    if seen_from is not None:
        happens += line_of_sight(shot, seen_from, minimum_elevation_rad)
    return [_described(shot, time, name) for time, name in sorted(happens, key=lambda entry: entry[0])]


def apogee_time(shot: Shot) -> float:
    """When [s] the vehicle is farthest from the centre of the Earth."""

    def radial(time: float) -> float:
        s = shot.state(time)
        return s[0] * s[3] + s[1] * s[4] + s[2] * s[5]

    if radial(shot.burnout.time) <= 0.0:
        return shot.burnout.time
    return float(optimize.brentq(radial, shot.burnout.time, shot.time, xtol=EXACT))


def line_of_sight(shot: Shot, seen_from: Point, minimum_elevation_rad: float = 0.0) -> list[tuple[float, str]]:
    """When the vehicle rises above and sets below an elevation [rad] seen from a place [deg]."""
    place = f"{seen_from[0]:g},{seen_from[1]:g}"
    lat, lon = (float(x) for x in radians([seen_from])[0])

    def above(time: float) -> float:
        return elevation(shot, time, lat, lon) - minimum_elevation_rad

    names = {True: say("rises seen from {place}", place=place), False: say("sets seen from {place}", place=place)}
    return [(time, names[rises]) for time, rises in _crossings(above, 0.0, shot.time)]


def elevation(shot: Shot, time: float, lat: float, lon: float) -> float:
    """Geometric elevation [rad] of the vehicle at a time [s] above the horizontal of a place [rad]."""
    s = shot.state(time)
    x, y = turned(s[0], s[1], -shot.earth[1] * time)
    here, u = placed(lat, lon, 0.0, shot.earth), up(lat, lon)
    d = (x - here[0], y - here[1], s[2] - here[2])
    size = math.sqrt(d[0] ** 2 + d[1] ** 2 + d[2] ** 2)
    return math.asin(max(-1.0, min(1.0, (d[0] * u[0] + d[1] * u[1] + d[2] * u[2]) / size))) if size else 0.0


def relative_speed(shot: Shot, time: float) -> float:
    """Speed [m/s] relative to the turning Earth."""
    s, turning = shot.state(time), shot.earth[1]
    return math.sqrt((s[3] + turning * s[1]) ** 2 + (s[4] - turning * s[0]) ** 2 + s[5] ** 2)


def _falls_through(shot: Shot, height: float) -> list[float]:
    def over(time: float) -> float:
        return beneath(shot.state(time), time, shot.earth)[2] - height

    return [time for time, rises in _crossings(over, shot.burnout.time, shot.time) if not rises]


def _crossings(function: Callable[[float], float], start: float, stop: float) -> Iterator[tuple[float, bool]]:
    """Roots of a function of time between start and stop [s], and whether it rises there."""
    times = np.linspace(start, stop, LOOKS)
    values = [function(float(time)) for time in times]
    for i in range(1, LOOKS):
        before, after = values[i - 1], values[i]
        if (before < 0.0) != (after < 0.0):
            root = optimize.brentq(function, float(times[i - 1]), float(times[i]), xtol=EXACT)
            yield float(root), after > before


def _described(shot: Shot, time: float, name: str) -> Event:
    latitude, longitude, altitude = beneath(shot.state(time), time, shot.earth)
    return Event(name, time, latitude, longitude, altitude, relative_speed(shot, time))
