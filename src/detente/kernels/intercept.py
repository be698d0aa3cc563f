"""Meeting points: where along a missile's path can an interceptor be in time, and how late may it leave?"""

import math

from detente.kernels.compile import Bools, Floats, kernel
from detente.kernels.flyout import looked_up

Limits = tuple[float, float, float]  # least and greatest intercept height [m], greatest interceptor flight time [s]


@kernel
def flight_times(
    path: Floats,
    usable: Bools,
    site: Floats,
    table: Floats,
    steps: tuple[float, float],
    limits: Limits,
    times: Floats,
) -> None:
    """Fill times (n,) with the interceptor's flight time [s] to each point of path (n, 4); NaN where not allowed.

    usable (n,): may the interceptor meet the missile there at all; site (3,) unit vector; table and its
    steps (chord, height [m]) as in `flyout`.
    """
    for i in range(path.shape[0]):
        times[i] = math.nan
        height = path[i, 3]
        if usable[i] and limits[0] <= height <= limits[1]:
            dot = path[i, 0] * site[0] + path[i, 1] * site[1] + path[i, 2] * site[2]
            time = looked_up(table, steps[0], steps[1], math.sqrt(max(0.0, 2.0 - 2.0 * dot)), height)
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
        left, right = t[at - 1] - times[at - 1], t[at + 1] - times[at + 1]
        if left > -math.inf and right > -math.inf:
            a, b = t[at - 1] - t[at], t[at + 1] - t[at]
            p, q = (left - best) / a, (right - best) / b
            bend = (q - p) / (b - a)
            slope = p - bend * a
            if bend < 0.0 and a < -0.5 * slope / bend < b:
                best -= 0.25 * slope * slope / bend
    return best, at


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
