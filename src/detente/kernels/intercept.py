"""Meeting points: where along a missile's path can an interceptor be in time, and how late may it leave?"""

import math

import numpy as np

from detente.kernels.compile import Bools, Floats, kernel
from detente.kernels.flyout import looked_up
from detente.kernels.frames import east, north, up

Limits = tuple[float, float, float]  # least and greatest intercept height [m], greatest interceptor flight time [s]

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
            between(t, path, i, margins[i - 1] / (margins[i - 1] - margins[i]), i)
        elif i < t.size - 1 and margins[i + 1] >= 0.0:
            between(t, path, i + 1, margins[i] / (margins[i] - margins[i + 1]), i)
        else:
            usable[i] = False


@kernel
def between(t: Floats, path: Floats, i: int, share: float, into: int) -> None:
    """Put the point at this share of the way from sample i - 1 to sample i into sample `into`."""
    t[into] = t[i - 1] + share * (t[i] - t[i - 1])
    x = path[i - 1, 0] + share * (path[i, 0] - path[i - 1, 0])
    y = path[i - 1, 1] + share * (path[i, 1] - path[i - 1, 1])
    z = path[i - 1, 2] + share * (path[i, 2] - path[i - 1, 2])
    size = math.sqrt(x * x + y * y + z * z)
    path[into, 3] = path[i - 1, 3] + share * (path[i, 3] - path[i - 1, 3])
    path[into, 0], path[into, 1], path[into, 2] = x / size, y / size, z / size


@kernel
def to_floor(t: Floats, path: Floats, floor: float) -> None:
    """Move the first sample below `floor` [m] on the way down to where the path sinks through it.

    A window that a least intercept height closes then ends there, and not at the last sample before. t (n,) [s];
    path (n, 4): unit vector and height [m]; straight between samples.
    """
    for i in range(t.size - 1, 0, -1):
        if path[i - 1, 3] > floor:
            if path[i, 3] < floor:
                share = (path[i - 1, 3] - floor) / (path[i - 1, 3] - path[i, 3])
                between(t, path, i, share, i)
                path[i, 3] = floor
            return


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
def latest_by_table(
    t: Floats,
    path: Floats,
    usable: Bools,
    site: Floats,
    table: Floats,
    steps: tuple[float, float],
    limits: Limits,
    least: float,
    times: Floats,
) -> float:
    """What `flight_times` and `latest_launch` say together, from the end of the path on; NaN when there is none.

    least [s]: no flight in the table is shorter. Samples so early that not even such a flight could leave later than
    the best one found are not looked at. times (n,): room to work in.
    """
    best, at = -math.inf, -1
    for i in range(t.size - 1, -1, -1):
        if t[i] - least < best:
            break
        height = path[i, 3]
        if usable[i] and limits[0] <= height <= limits[1]:
            dot = path[i, 0] * site[0] + path[i, 1] * site[1] + path[i, 2] * site[2]
            time = looked_up(table, steps[0], steps[1], math.sqrt(max(2.0 - 2.0 * dot, 0.0)), height)
            if time <= limits[2] and t[i] - time >= best:
                best, at = t[i] - time, i
    if at < 0:
        return math.nan
    if 0 < at < t.size - 1:
        flight_times(path, usable, site, table, steps, limits, at - 1, at + 2, times)
        best = refined(t, at, times[at - 1], times[at], times[at + 1])
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
