"""When does a sensor see a flying object, and since when has it followed it for long enough?

A radar is a row of numbers, made by `radar_row`: what it looks like once, so that no angle is worked out per point.
"""

import math

import numpy as np

from detente.kernels.compile import Bools, Floats, kernel
from detente.kernels.constants import EARTH_RADIUS, FASTEST
from detente.kernels.frames import east, north, up
from detente.kernels.refraction import BENDING_HEIGHT, exit_of_ray

ROW = 18
"""Numbers of a radar: unit vectors up, to the azimuth it faces and to the right of that (3 each), range [m], half the
width of its view [rad], cosine and sine of the angle at which its lowest ray leaves the bending air, of the elevation
the ray has there, and of the one it starts with; last, by how much larger the Earth seems to a ray in the air."""


@kernel
def radar_row(
    lat: float, lon: float, reach: float, least: float, facing: float, half_width: float, factor: float
) -> Floats:
    """A radar (ROW,) at lat, lon [rad] with range [m], least elevation, azimuth and half width of its view [rad]."""
    row = np.empty(ROW)
    row[0], row[1], row[2] = up(lat, lon)
    e, n = east(lon), north(lat, lon)
    c, s = math.cos(facing), math.sin(facing)
    for k in range(3):
        row[3 + k] = c * n[k] + s * e[k]
        row[6 + k] = c * e[k] - s * n[k]
    row[9], row[10] = reach, half_width
    gone, climb = exit_of_ray(least, factor)
    row[11], row[12] = math.cos(gone), math.sin(gone)
    row[13], row[14] = math.cos(climb), math.sin(climb)
    row[15], row[16], row[17] = math.cos(least), math.sin(least), factor
    return row


@kernel
def above_lowest_ray(radar: Floats, dot: float, height: float) -> float:
    """How far [m] a point lies above the lowest ray of a radar, at right angles to it; negative below.

    dot: cosine of the central angle between radar and point; height [m].
    """
    off = math.sqrt(max(0.0, 1.0 - dot * dot))
    if height < BENDING_HEIGHT:
        radius = radar[17] * EARTH_RADIUS
        angle = math.atan2(off, dot) / radar[17]
        along, rise = (radius + height) * math.sin(angle), (radius + height) * math.cos(angle) - radius
        return float(rise * radar[15] - along * radar[16])
    r = EARTH_RADIUS + height
    along = r * (off * radar[11] - dot * radar[12])
    rise = r * (dot * radar[11] + off * radar[12]) - (EARTH_RADIUS + BENDING_HEIGHT)
    return float(rise * radar[13] - along * radar[14])


@kernel
def margin(radar: Floats, x: float, y: float, z: float, height: float) -> float:
    """How far inside the coverage of a radar a point lies; negative outside (of `margin_and_way`)."""
    inside, _ = margin_and_way(radar, x, y, z, height)
    return float(inside)


@kernel
def margin_and_way(radar: Floats, x: float, y: float, z: float, height: float) -> tuple[float, float]:
    """How far inside the coverage of a radar a point lies, and how far [m] it has to move at least to come inside.

    The margin, negative outside and zero on the edge, is the least of three: elevation [rad, as a sine], distance
    [Earth radii], azimuth [rad]. Only sign and zero matter. x, y, z: unit vector below the point; height [m].
    """
    r = EARTH_RADIUS + height
    dot = x * radar[0] + y * radar[1] + z * radar[2]
    apart2 = r * r + EARTH_RADIUS * EARTH_RADIUS - 2.0 * r * EARTH_RADIUS * dot
    if apart2 < 1.0:  # at the radar itself; not `max`, which would hide a NaN
        apart2 = 1.0
    distance = math.sqrt(apart2)
    above = above_lowest_ray(radar, dot, height)
    inside = min((radar[9] - distance) / EARTH_RADIUS, above / distance)
    if radar[10] < math.pi:
        ahead = x * radar[3] + y * radar[4] + z * radar[5]
        right = x * radar[6] + y * radar[7] + z * radar[8]
        inside = min(inside, radar[10] - math.atan2(abs(right), ahead))
    return inside, max(distance - radar[9], -above)


@kernel
def track_time(radar: Floats, needed: float, t: Floats, path: Floats, until: float = math.inf) -> float:
    """First time [s] at which the radar has seen the object without a break for `needed` seconds; NaN if never.

    t (n,) [s]; path (n, 4): unit vector and height [m]. Entry is interpolated between samples. until [s]: a later
    time is of no interest, and NaN may stand for it. Samples that come too soon after one far outside for anything
    slower than FASTEST to have come inside are not looked at.
    """
    since = math.nan
    before = -1.0
    i = 0
    while i < t.size:
        if i > 0 and t[i - 1] > until:
            return math.nan
        now, way = margin_and_way(radar, path[i, 0], path[i, 1], path[i, 2], path[i, 3])
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
        soonest = t[i] + way / FASTEST
        i += 1
        while i + 1 < t.size and t[i + 1] < soonest:
            i += 1
    return math.nan


@kernel
def passes(radar: Floats, t: Floats, path: Floats, entries: Floats, exits: Floats) -> int:
    """How often the object comes into the coverage of a radar; fill entries (n,) and exits (n,) [s] for each time.

    t (n,) [s]; path (n, 4) as in `track_time`. An exit is NaN where the object stays covered to the end.
    """
    count = 0
    before = -1.0
    for i in range(t.size):
        now = margin(radar, path[i, 0], path[i, 1], path[i, 2], path[i, 3])
        if now >= 0.0 and (i == 0 or not before >= 0.0):
            entries[count] = t[i] if i == 0 else t[i] - (t[i] - t[i - 1]) * now / (now - before)
            exits[count] = math.nan
            count += 1
        elif i > 0 and before >= 0.0 and not now >= 0.0:
            exits[count - 1] = t[i - 1] + (t[i] - t[i - 1]) * before / (before - now)
        before = now
    return count


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
def covering(radars: Floats, x: float, y: float, z: float, height: float) -> bool:
    """Does at least one of the radars (m, ROW) cover a point? True where there are no radars to ask.

    x, y, z: unit vector below the point; height [m].
    """
    for k in range(radars.shape[0]):
        if margin(radars[k], x, y, z, height) >= 0.0:
            return True
    return bool(radars.shape[0] == 0)


@kernel
def covered(radars: Floats, path: Floats, seen: Bools) -> None:
    """Fill seen (n,): does at least one of the radars (m, ROW) cover each point of path (n, 4)?"""
    for i in range(path.shape[0]):
        seen[i] = False
        for k in range(radars.shape[0]):
            if margin(radars[k], path[i, 0], path[i, 1], path[i, 2], path[i, 3]) >= 0.0:
                seen[i] = True
                break
