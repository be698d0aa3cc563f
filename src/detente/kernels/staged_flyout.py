"""When does an interceptor whose stages are known pass through a point? A fan of integrated flights, and its inverse.

All flights of a fan last equally long to burnout, so that flight k at sample j has the time of sample j. Between four
neighbouring flights (cubic in the steering angle) and two samples (cubic Hermite in time) ground distance and height
are smooth functions of steering angle and time; a point is looked for in every patch of the fan that can hold it.
"""

import math

import numpy as np

from detente.kernels.compile import Floats, kernel, parallel_kernel, prange
from detente.kernels.earths import Earth
from detente.kernels.forces import State, Vector
from detente.kernels.integrator import KEPT, LOST, STAGES, integrate, state_at, stepped

DISTANCE, HEIGHT, ALONG, RISE = range(4)  # columns of a fan [m, m, m/s, m/s]
SPILL, FOLD = 0.06, 0.25  # shares of its size by which a patch, and a folded one, may bulge out of its corners' box
EDGE = 1e-6  # of a patch: points on the seam of two belong to both
HIT = 1e-3  # [m] miss at which a search ends
ROUNDS = 14


@parallel_kernel
def fly_fan(start: State, legs: Floats, drag: Floats, plane: Vector, earth: Earth, t: Floats, fan: Floats) -> None:
    """Fill fan (k, m, 4) with ground distance, height [m] and their rates [m/s] of k flights at t (m,) [s].

    legs (k, n, LEG_COLUMNS): the flights, from a place on the equator eastwards. NaN for a flight that falls
    before t[0], from the second sample after the fall on (the first one lies under the ground, so that points just
    above it are between samples), and beyond half way round.
    """
    for k in prange(legs.shape[0]):
        kept = np.empty((KEPT, 8))
        filled, ending, _ = integrate(start, legs[k], drag, plane, earth, kept)
        end = kept[filled - 1, 0] if ending != LOST else -math.inf
        turned_back = False
        for j in range(t.size):
            fan[k, j, :] = math.nan
            if turned_back or end < t[0] or (j > 0 and t[j - 1] > end):
                continue
            if t[j] > end + 1e-9:
                x, y, z, vx, vy, vz = sunk(t[j], kept[filled - 1], legs[k], drag, plane, earth)
            else:
                x, y, z, vx, vy, vz = state_at(t[j], kept, filled, legs[k], drag, plane, earth)
            r2 = x * x + y * y + z * z
            angle = math.atan2(y, x)
            turned_back = angle < -1e-9
            if not turned_back:
                fan[k, j, DISTANCE], fan[k, j, HEIGHT] = earth[2] * angle, math.sqrt(r2) - earth[2]
                fan[k, j, ALONG] = earth[2] * (x * vy - y * vx) / r2
                fan[k, j, RISE] = (x * vx + y * vy + z * vz) / math.sqrt(r2)


@kernel
def sunk(t: float, last: Floats, legs: Floats, drag: Floats, plane: Vector, earth: Earth) -> State:
    """The state [m, m/s] at t [s], one step after the fall (last: the last row kept), as if there were no ground."""
    s = (last[1], last[2], last[3], last[4], last[5], last[6])
    after, _ = stepped(last[0], t - last[0], s, legs[int(last[7])], drag, plane, earth, np.empty((STAGES, 6)))
    return after


@kernel
def stencil(fan: Floats, k: int, j: int) -> int:
    """First of four neighbouring flights around k and k + 1 that are all up at samples j and j + 1; -1 if none."""
    for shift in (1, 0, 2):
        first = min(max(k - shift, 0), fan.shape[0] - 4)
        if first > k or first + 3 < k + 1:
            continue
        up = True
        for i in range(first, first + 4):
            up = up and not math.isnan(fan[i, j, DISTANCE] + fan[i, j + 1, DISTANCE])
        if up:
            return int(first)
    return -1


@kernel
def patch_at(
    fan: Floats, steers: Floats, first: int, j: int, step: float, steer: float, w: float
) -> tuple[float, float, float, float, float, float]:
    """Distance, height [m] and their slopes by steering angle and by w, the share of the step [s] after sample j."""
    a, b = 2.0 * w**3 - 3.0 * w**2 + 1.0, -2.0 * w**3 + 3.0 * w**2
    c, d = (w**3 - 2.0 * w**2 + w) * step, (w**3 - w**2) * step
    da, db = 6.0 * w**2 - 6.0 * w, 6.0 * w - 6.0 * w**2
    dc, dd = (3.0 * w**2 - 4.0 * w + 1.0) * step, (3.0 * w**2 - 2.0 * w) * step
    x = z = xs = zs = xw = zw = 0.0
    for i in range(first, first + 4):
        weight, slope = 1.0, 0.0
        for m in range(first, first + 4):
            if m != i:
                apart = steers[i] - steers[m]
                slope = (slope * (steer - steers[m]) + weight) / apart
                weight *= (steer - steers[m]) / apart
        p, q = fan[i, j], fan[i, j + 1]
        here = a * p[DISTANCE] + b * q[DISTANCE] + c * p[ALONG] + d * q[ALONG]
        up = a * p[HEIGHT] + b * q[HEIGHT] + c * p[RISE] + d * q[RISE]
        x, z, xs, zs = x + weight * here, z + weight * up, xs + slope * here, zs + slope * up
        xw += weight * (da * p[DISTANCE] + db * q[DISTANCE] + dc * p[ALONG] + dd * q[ALONG])
        zw += weight * (da * p[HEIGHT] + db * q[HEIGHT] + dc * p[RISE] + dd * q[RISE])
    return x, z, xs, zs, xw, zw


@kernel
def through(
    fan: Floats, steers: Floats, k: int, first: int, j: int, step: float, u: float, w: float, x: float, z: float
) -> tuple[float, float]:
    """Where in the patch (k, j) the point lies, as shares u of the angle and w of the step; NaN when outside.

    Newton from the first guess u, w.
    """
    width = steers[k + 1] - steers[k]
    for _ in range(ROUNDS):
        px, pz, xs, zs, xw, zw = patch_at(fan, steers, first, j, step, steers[k] + u * width, w)
        dx, dz = x - px, z - pz
        if abs(dx) < HIT and abs(dz) < HIT:
            inside = -EDGE <= u <= 1.0 + EDGE and -EDGE <= w <= 1.0 + EDGE
            return (u, w) if inside else (math.nan, math.nan)
        det = xs * zw - xw * zs
        if det == 0.0:
            break
        u += min(0.7, max(-0.7, (dx * zw - xw * dz) / (det * width)))
        w += min(0.7, max(-0.7, (xs * dz - zs * dx) / det))
        if not (-1.0 < u < 2.0 and -1.0 < w < 2.0):
            break
    return math.nan, math.nan


@kernel
def folded(fan: Floats, steers: Floats, k: int, first: int, j: int, step: float) -> bool:
    """Do neighbouring flights cross inside this patch, so that a point of it may be passed twice?"""
    turns = 0
    for u in (0.0, 1.0):
        for w in (0.0, 1.0):
            steer = steers[k] + u * (steers[k + 1] - steers[k])
            _, _, xs, zs, xw, zw = patch_at(fan, steers, first, j, step, steer, w)
            turns += 1 if xs * zw > xw * zs else -1
    return -4 < turns < 4


@kernel
def boxed(fan: Floats, steers: Floats, step: float, k: int, j: int, box: Floats, kind: Floats) -> None:
    """Fill box (4,) and kind (2,) of the patch (k, j), see `boxes`."""
    box[0], box[1], box[2], box[3] = math.inf, -math.inf, math.inf, -math.inf
    first = stencil(fan, k, j)
    kind[0], kind[1] = first, 0.0
    if first < 0:
        return
    for i in range(k, k + 2):
        for m in range(j, j + 2):
            x, z = fan[i, m, DISTANCE], fan[i, m, HEIGHT]
            box[0], box[1], box[2], box[3] = min(box[0], x), max(box[1], x), min(box[2], z), max(box[3], z)
    kind[1] = 1.0 if folded(fan, steers, k, first, j, step) else 0.0
    spill = (FOLD if kind[1] > 0.0 else SPILL) * (box[1] - box[0] + box[3] - box[2])
    box[0], box[1], box[2], box[3] = box[0] - spill, box[1] + spill, box[2] - spill, box[3] + spill


@parallel_kernel
def boxes(fan: Floats, steers: Floats, step: float, box: Floats, kind: Floats) -> None:
    """Fill box (k - 1, m - 1, 4) with the least and greatest distance and height [m] of every patch, bulge included.

    And kind (k - 1, m - 1, 2) with its stencil (-1: none) and whether it is folded (1). step: between samples [s].
    """
    for k in prange(fan.shape[0] - 1):
        for j in range(fan.shape[1] - 1):
            boxed(fan, steers, step, k, j, box[k, j], kind[k, j])


@kernel
def widened(
    fan: Floats, steers: Floats, t: Floats, k: int, j: int, kind: Floats, x: float, z: float, found: tuple[float, float]
) -> tuple[float, float]:
    """Earliest and latest time [s] found so far, widened by the times at which patch (k, j) passes the point."""
    earliest, latest = found
    first, step = int(kind[k, j, 0]), t[1] - t[0]
    guesses = 5 if kind[k, j, 1] > 0.0 else 1
    for guess in range(guesses):
        u0, w0 = 0.5, 0.5
        if guess > 0:
            u0, w0 = 0.05 + 0.9 * ((guess - 1) % 2), 0.05 + 0.9 * ((guess - 1) // 2)
        u, w = through(fan, steers, k, first, j, step, u0, w0, x, z)
        if not math.isnan(u):
            time = t[j] + w * step
            earliest = time if math.isnan(earliest) else min(earliest, time)
            latest = time if math.isnan(latest) else max(latest, time)
    return earliest, latest


@parallel_kernel
def passages(
    fan: Floats, steers: Floats, t: Floats, box: Floats, kind: Floats, points: Floats, earliest: Floats, latest: Floats
) -> None:
    """Fill earliest and latest (n,) [s] with the times at which flights of the fan pass points.

    NaN where none does. points (n, 2): ground distance and height [m]; box and kind as from `boxes`.
    """
    for n in prange(points.shape[0]):
        x, z = points[n, 0], points[n, 1]
        found = (math.nan, math.nan)
        for k in range(box.shape[0]):
            for j in range(box.shape[1]):
                b = box[k, j]
                if b[0] <= x <= b[1] and b[2] <= z <= b[3]:
                    found = widened(fan, steers, t, k, j, kind, x, z, found)
        earliest[n], latest[n] = found


@parallel_kernel
def passage_table(
    fan: Floats,
    steers: Floats,
    t: Floats,
    box: Floats,
    kind: Floats,
    distances: Floats,
    height_step: float,
    earliest: Floats,
    latest: Floats,
) -> None:
    """As `passages`, for every distance (m,) [m] and height j height_step [m]: fill earliest and latest (m, n) [s]."""
    for i in prange(distances.size):
        x = distances[i]
        earliest[i, :] = math.nan
        latest[i, :] = math.nan
        for k in range(box.shape[0]):
            for j in range(box.shape[1]):
                b = box[k, j]
                if not b[0] <= x <= b[1]:
                    continue
                low = max(0, math.ceil(b[2] / height_step))
                high = min(earliest.shape[1] - 1, math.floor(b[3] / height_step))
                for row in range(low, high + 1):
                    found = (earliest[i, row], latest[i, row])
                    found = widened(fan, steers, t, k, j, kind, x, row * height_step, found)
                    earliest[i, row], latest[i, row] = found


@kernel
def between(fan: Floats, steers: Floats, k: int, steer: float, flight: Floats) -> None:
    """Fill flight (m, 2) with distance and height [m] of the flight at a steering angle between flights k and k + 1."""
    for j in range(fan.shape[1]):
        flight[j, :] = math.nan
        at = j if j < fan.shape[1] - 1 else j - 1
        first = stencil(fan, k, at)
        if first >= 0:
            x, z, _, _, _, _ = patch_at(fan, steers, first, at, 0.0, steer, float(j - at))
            flight[j, 0], flight[j, 1] = x, z
