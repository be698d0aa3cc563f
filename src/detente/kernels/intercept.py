"""Meeting points: where along a missile's path can an interceptor be in time, and how late may it leave?"""

import math

import numpy as np

from detente.kernels.compile import Bools, Floats, kernel
from detente.kernels.constants import EARTH_RADIUS, FASTEST
from detente.kernels.flyout import looked_up
from detente.kernels.frames import east, north, up
from detente.kernels.sight import covering

Limits = tuple[float, float, float]  # least and greatest intercept height [m], greatest interceptor flight time [s]
Point = tuple[float, float, float, float, float]  # of a path: time [s], unit vector, height [m]
UNMOVED = (-1, (math.nan, math.nan, math.nan, math.nan, math.nan))  # no sample is elsewhere: see `sinking`

SITE = 10
"""Numbers of a site: unit vectors up, to the middle of its azimuths and to the right of that (3 each), half the width
of its azimuths [rad], pi all round."""


@kernel
def site_row(lat: float, lon: float, facing: float, half_width: float) -> Floats:
    """A site (SITE,) at lat, lon [rad] that shoots at azimuths within half_width [rad] of facing [rad]."""
    row = np.empty(SITE)
    row[0], row[1], row[2] = up(lat, lon)
    e, n = east(lon), north(lat, lon)
    c, s = math.cos(facing), math.sin(facing)
    for k in range(3):
        row[3 + k] = c * n[k] + s * e[k]
        row[6 + k] = c * e[k] - s * n[k]
    row[9] = half_width
    return row


@kernel
def inside_sector(site: Floats, x: float, y: float, z: float) -> float:
    """How far [rad] the azimuth of a point lies inside the sector of a site; negative outside.

    x, y, z: unit vector below the point.
    """
    ahead = x * site[3] + y * site[4] + z * site[5]
    right = x * site[6] + y * site[7] + z * site[8]
    return float(site[9] - math.atan2(abs(right), ahead))


@kernel
def to_sector(site: Floats, t: Floats, path: Floats, usable: Bools) -> None:
    """Let the site meet the missile inside its sector only: clear usable (n,) elsewhere.

    Where the path crosses an edge, the sample outside moves onto it, so that a window ends there and not at the last
    sample before. t (n,) [s]; path (n, 4): unit vector and height [m]; straight between samples.
    """
    margins = np.empty(t.size)
    for i in range(t.size):
        margins[i] = inside_sector(site, path[i, 0], path[i, 1], path[i, 2])
    for i in range(t.size):
        if margins[i] >= 0.0:
            continue
        if i > 0 and margins[i - 1] >= 0.0:
            move(t, path, i, between(t, path, i, margins[i - 1] / (margins[i - 1] - margins[i])))
        elif i < t.size - 1 and margins[i + 1] >= 0.0:
            move(t, path, i, between(t, path, i + 1, margins[i] / (margins[i] - margins[i + 1])))
        else:
            usable[i] = False


@kernel
def between(t: Floats, path: Floats, i: int, share: float) -> Point:
    """The point at this share of the way from sample i - 1 to sample i."""
    x = path[i - 1, 0] + share * (path[i, 0] - path[i - 1, 0])
    y = path[i - 1, 1] + share * (path[i, 1] - path[i - 1, 1])
    z = path[i - 1, 2] + share * (path[i, 2] - path[i - 1, 2])
    size = math.sqrt(x * x + y * y + z * z)
    height = path[i - 1, 3] + share * (path[i, 3] - path[i - 1, 3])
    return t[i - 1] + share * (t[i] - t[i - 1]), x / size, y / size, z / size, height


@kernel
def move(t: Floats, path: Floats, i: int, point: Point) -> None:
    """Put a point in the place of sample i."""
    t[i], path[i, 0], path[i, 1], path[i, 2], path[i, 3] = point


@kernel
def sinking(t: Floats, path: Floats, floor: float) -> tuple[int, Point]:
    """The first sample below `floor` [m] on the way down, and where the path sinks through it; -1 if there is none."""
    for i in range(t.size - 1, 0, -1):
        if path[i - 1, 3] > floor:
            if path[i, 3] < floor:
                share = (path[i - 1, 3] - floor) / (path[i - 1, 3] - path[i, 3])
                when, x, y, z, _ = between(t, path, i, share)
                return i, (when, x, y, z, floor)
            break
    return UNMOVED


@kernel
def to_floor(t: Floats, path: Floats, floor: float) -> None:
    """Move the first sample below `floor` [m] on the way down to where the path sinks through it.

    A window that a least intercept height closes then ends there, and not at the last sample before. t (n,) [s];
    path (n, 4): unit vector and height [m]; straight between samples.
    """
    i, point = sinking(t, path, floor)
    if i >= 0:
        move(t, path, i, point)


@kernel
def flight_times(
    path: Floats,
    usable: Bools,
    site: Floats,
    table: Floats,
    steps: tuple[float, float],
    limits: Limits,
    first: int,
    last: int,
    times: Floats,
) -> None:
    """Fill times (n,) with the interceptor's flight time [s] to points first, ... < last of path (n, 4).

    NaN where not allowed. usable (n,): may the interceptor meet the missile there at all; site (3,) unit vector; table
    and its steps (chord, height [m]) as in `flyout`. Other samples are left as they are.
    """
    for i in range(first, last):
        times[i] = math.nan
        height = path[i, 3]
        if usable[i] and limits[0] <= height <= limits[1]:
            dot = path[i, 0] * site[0] + path[i, 1] * site[1] + path[i, 2] * site[2]
            time = looked_up(table, steps[0], steps[1], math.sqrt(max(2.0 - 2.0 * dot, 0.0)), height)
            if time <= limits[2]:
                times[i] = time


@kernel
def latest_launch(t: Floats, times: Floats) -> tuple[float, int]:
    """Latest useful interceptor launch [s] and the sample where it meets the missile; (NaN, -1) when there is none.

    t (n,) [s] of the missile, times (n,) [s] of the interceptor. A parabola through the best sample and its
    neighbours refines the time between samples.
    """
    best, at = -math.inf, -1
    for i in range(t.size):
        if t[i] - times[i] > best:
            best, at = t[i] - times[i], i
    if at < 0:
        return math.nan, -1
    if 0 < at < t.size - 1:
        best = refined(t, at, times[at - 1], times[at], times[at + 1])
    return best, at


@kernel
def refined(t: Floats, at: int, before: float, time: float, after: float) -> float:
    """Top of the parabola through the latest launches [s] at sample `at` and beside it; their own where there is none.

    before, time, after: flight times [s] to the three samples.
    """
    best, left, right = t[at] - time, t[at - 1] - before, t[at + 1] - after
    if left > -math.inf and right > -math.inf:
        a, b = t[at - 1] - t[at], t[at + 1] - t[at]
        p, q = (left - best) / a, (right - best) / b
        bend = (q - p) / (b - a)
        slope = p - bend * a
        if bend < 0.0 and a < -0.5 * slope / bend < b:
            return float(best - 0.25 * slope * slope / bend)
    return float(best)


@kernel
def topped(before: float, here: float, after: float, time0: float, time1: float, time2: float) -> float:
    """`refined` of three samples: their times [s] and the flight times [s] to them."""
    return float(refined(np.array((before, here, after)), 1, time0, time1, time2))


@kernel
def meeting(
    t: Floats,
    path: Floats,
    usable: Bools,
    radars: Floats,
    moved: tuple[int, Point],
    site: Floats,
    table: Floats,
    steps: tuple[float, float],
    limits: Limits,
    i: int,
) -> tuple[float, float]:
    """When the missile is at sample i [s], and how long an interceptor flies there [s]; NaN where it may not."""
    when, x, y, z, height = moved[1]
    if i != moved[0]:
        when, x, y, z, height = t[i], path[i, 0], path[i, 1], path[i, 2], path[i, 3]
    if not (usable[i] and limits[0] <= height <= limits[1]):
        return when, math.nan
    dot = x * site[0] + y * site[1] + z * site[2]
    time = looked_up(table, steps[0], steps[1], math.sqrt(max(2.0 - 2.0 * dot, 0.0)), height)
    if not time <= limits[2] or not covering(radars, x, y, z, height):
        return when, math.nan
    return when, time


@kernel
def latest_by_table(
    t: Floats,
    path: Floats,
    usable: Bools,
    radars: Floats,
    moved: tuple[int, Point],
    site: Floats,
    table: Floats,
    steps: tuple[float, float],
    limits: Limits,
    least: float,
    farthest: float,
) -> float:
    """What `flight_times` and `latest_launch` say together, from the end of the path on; NaN when there is none.

    radars (m, ROW): if any, one of them must cover the meeting; moved: a sample of the path that is elsewhere, as of
    `sinking`. least [s]: no flight in the table is shorter. farthest [m]: none of them ends farther from the site.
    Samples so early that not even such a flight could leave later than the best one found are not looked at, nor
    those between one out of reach and the first that a missile of FASTEST could have been within reach before.
    """
    best, at, last = -math.inf, -1, t.size - 1
    if moved[0] >= 0:
        last = moved[0] - 1
        when, time = meeting(t, path, usable, radars, moved, site, table, steps, limits, moved[0])
        if when - time >= best:
            best, at = when - time, moved[0]
    i = last
    while i >= 0 and t[i] - least >= best:
        x, y, z, height = path[i, 0], path[i, 1], path[i, 2], path[i, 3]
        chord2 = max(2.0 - 2.0 * (x * site[0] + y * site[1] + z * site[2]), 0.0)
        distance = math.sqrt(height * height + EARTH_RADIUS * (EARTH_RADIUS + height) * chord2)
        if distance <= farthest and usable[i] and limits[0] <= height <= limits[1]:
            time = looked_up(table, steps[0], steps[1], math.sqrt(chord2), height)
            if time <= limits[2] and t[i] - time >= best and covering(radars, x, y, z, height):
                best, at = t[i] - time, i
        within = t[i] - (distance - farthest) / FASTEST
        i -= 1
        while i >= 0 and t[i] > within:
            i -= 1
    if at < 0:
        return math.nan
    if 0 < at < t.size - 1:
        before, time0 = meeting(t, path, usable, radars, moved, site, table, steps, limits, at - 1)
        here, time1 = meeting(t, path, usable, radars, moved, site, table, steps, limits, at)
        after, time2 = meeting(t, path, usable, radars, moved, site, table, steps, limits, at + 1)
        best = topped(before, here, after, time0, time1, time2)
    return float(best)


@kernel
def window(t: Floats, times: Floats, earliest: float) -> tuple[float, float]:
    """First and last possible intercept [s] when interceptors may leave at `earliest` [s] or later; NaN if none.

    Ends are interpolated between samples where the feasible stretch begins or stops inside one; a stretch shorter
    than the samples is taken at the best of them.
    """
    latest, at = latest_launch(t, times)
    if at < 0 or latest < earliest or math.isnan(earliest):
        return math.nan, math.nan
    first, last = math.nan, float(t[at])
    for i in range(t.size):
        spare = t[i] - times[i] - earliest
        if spare >= 0.0:
            if math.isnan(first):
                first = t[i]
                if i > 0:
                    before = t[i - 1] - times[i - 1] - earliest
                    if before < 0.0:
                        first -= (t[i] - t[i - 1]) * spare / (spare - before)
            last = t[i]
            if i < t.size - 1:
                after = t[i + 1] - times[i + 1] - earliest
                if after < 0.0:
                    last += (t[i + 1] - t[i]) * spare / (spare - after)
    return (last if math.isnan(first) else first), last


@kernel
def shots(t: Floats, times: Floats, earliest: float, assessment: float) -> int:
    """How many interceptors can be fired one after the other, each only once the last result has been assessed.

    earliest [s]: first launch; assessment [s]: from an intercept to the next launch (shoot-look-shoot).
    """
    count, leave = 0, earliest
    while count < 1000:
        meets, _ = window(t, times, leave)
        if math.isnan(meets):
            return count
        count += 1
        leave = meets + assessment
    return count
