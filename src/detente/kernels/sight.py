"""When does a sensor see a flying object, and since when has it followed it for long enough?

A radar is a row of nine numbers: unit vector (3) of its place, latitude and longitude [rad], range [m], least
elevation [rad], azimuth it faces [rad] and half the width of its field of view [rad].
"""

import math

from detente.kernels.compile import Bools, Floats, kernel
from detente.kernels.constants import EARTH_RADIUS


@kernel
def margin(radar: Floats, x: float, y: float, z: float, height: float) -> float:
    """How far inside the coverage of a radar a point lies; negative outside, zero on its edge.

    The least of three margins: elevation [rad], distance [Earth radii], azimuth [rad]. Only sign and zero matter.
    x, y, z: unit vector below the point; height [m].
    """
    r = EARTH_RADIUS + height
    dx, dy, dz = (
        r * x - EARTH_RADIUS * radar[0],
        r * y - EARTH_RADIUS * radar[1],
        r * z - EARTH_RADIUS * radar[2],
    )
    distance = math.sqrt(dx * dx + dy * dy + dz * dz)
    inside = (radar[5] - distance) / EARTH_RADIUS
    rise = (dx * radar[0] + dy * radar[1] + dz * radar[2]) / distance
    inside = min(inside, math.asin(max(-1.0, min(1.0, rise))) - radar[6])
    if radar[8] < math.pi:
        lat, lon = radar[3], radar[4]
        to_east = -math.sin(lon) * dx + math.cos(lon) * dy
        to_north = math.cos(lat) * dz - math.sin(lat) * (math.cos(lon) * dx + math.sin(lon) * dy)
        off = math.atan2(to_east, to_north) - radar[7]
        off = abs(math.atan2(math.sin(off), math.cos(off)))
        inside = min(inside, radar[8] - off)
    return float(inside)


@kernel
def track_time(radar: Floats, needed: float, t: Floats, path: Floats, until: float = math.inf) -> float:
    """First time [s] at which the radar has seen the object without a break for `needed` seconds; NaN if never.

    t (n,) [s]; path (n, 4): unit vector and height [m]. Entry is interpolated between samples. until [s]: a later
    time is of no interest, and NaN may stand for it.
    """
    since = math.nan
    before = -1.0
    for i in range(t.size):
        if i > 0 and t[i - 1] > until:
            return math.nan
        now = margin(radar, path[i, 0], path[i, 1], path[i, 2], path[i, 3])
        if now >= 0.0:
            if not since <= t[i]:
                since = t[i] if i == 0 else t[i] - (t[i] - t[i - 1]) * now / (now - before)
            if t[i] >= since + needed:
                return float(since + needed)
        elif since <= t[i]:
            leave = t[i - 1] + (t[i] - t[i - 1]) * before / (before - now)
            if leave >= since + needed:
                return float(since + needed)
            since = math.nan
        before = now
    return math.nan


@kernel
def infrared_track_time(height: float, needed: float, burnout: int, t: Floats, path: Floats) -> float:
    """First time [s] at which an infrared satellite has followed the burning missile for `needed` seconds.

    It sees the flame from `height` [m] up to sample `burnout`; NaN when that is too short.
    """
    for i in range(1, burnout + 1):
        if path[i, 3] >= height:
            share = (height - path[i - 1, 3]) / (path[i, 3] - path[i - 1, 3])
            done = t[i - 1] + max(0.0, share) * (t[i] - t[i - 1]) + needed
            return float(done) if done <= t[burnout] else math.nan
    return math.nan


@kernel
def covered(radars: Floats, path: Floats, seen: Bools) -> None:
    """Fill seen (n,): does at least one of the radars (m, 9) cover each point of path (n, 4)?"""
    for i in range(path.shape[0]):
        seen[i] = False
        for k in range(radars.shape[0]):
            if margin(radars[k], path[i, 0], path[i, 1], path[i, 2], path[i, 3]) >= 0.0:
                seen[i] = True
                break
