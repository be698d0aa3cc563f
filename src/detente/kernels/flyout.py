"""How soon can an interceptor be at a point? A real ascent, then free flight, over all loft angles.

An interceptor need not use its full burnout speed: near points and points below a fast level arc are met slower.

The Earth is held still (the burnout speed is Earth-relative); what that leaves out is measured in
docs/methods/flyout.md. A point is given by the range angle from the site and its height.
"""

import math

import numpy as np

from detente.kernels.boost import burnout
from detente.kernels.compile import Floats, kernel, parallel_kernel, prange
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS
from detente.kernels.gravity import direct_slope, lofted_slope, passage

LOFTS = 181  # loft angles at which the ascent is kept, 0 to 90 degrees
ROUNDS = 40
ON_AXIS = 1e-5  # [rad] 64 m: a point straight above the site is taken to lie this far beside it


@kernel
def ascents(speed: float, burn_time: float, kept: Floats) -> None:
    """Fill kept (LOFTS, 2) with height [m] and range angle [rad] at burnout for loft angles from 0 to 90 degrees."""
    for i in range(LOFTS):
        kept[i, 0], kept[i, 1] = burnout(speed, burn_time, burn_time, 0.5 * math.pi * i / (LOFTS - 1))


@kernel
def kept_ascent(kept: Floats, loft: float) -> tuple[float, float]:
    """Height [m] and range angle [rad] at burnout for a loft angle [rad], by a cubic through four kept values."""
    at = min(max(loft / (0.5 * math.pi), 0.0), 1.0) * (LOFTS - 1)
    i = min(max(int(at), 1), LOFTS - 3)
    u = at - i
    w0 = -u * (u - 1.0) * (u - 2.0) / 6.0
    w1 = (u + 1.0) * (u - 1.0) * (u - 2.0) / 2.0
    w2 = -(u + 1.0) * u * (u - 2.0) / 2.0
    w3 = (u + 1.0) * u * (u - 1.0) / 6.0
    height = w0 * kept[i - 1, 0] + w1 * kept[i, 0] + w2 * kept[i + 1, 0] + w3 * kept[i + 2, 0]
    angle = w0 * kept[i - 1, 1] + w1 * kept[i, 1] + w2 * kept[i + 1, 1] + w3 * kept[i + 2, 1]
    return height, angle


@kernel
def inside_ascent(kept: Floats, angle: float, r2: float) -> bool:
    """Does the point lie nearer than the burnout point in the same direction from the site?"""
    rise, along = r2 * math.cos(angle) - EARTH_RADIUS, r2 * math.sin(angle)
    low, high = 0, LOFTS - 1
    while high - low > 1:  # the elevation of the burnout point grows with the loft angle
        middle = (low + high) // 2
        r = EARTH_RADIUS + kept[middle, 0]
        up, out = r * math.cos(kept[middle, 1]) - EARTH_RADIUS, r * math.sin(kept[middle, 1])
        if up * along < rise * out:
            low = middle
        else:
            high = middle
    r = EARTH_RADIUS + kept[high, 0]
    up, out = r * math.cos(kept[high, 1]) - EARTH_RADIUS, r * math.sin(kept[high, 1])
    return bool(rise * rise + along * along <= up * up + out * out)


@kernel
def loft_error(kept: Floats, speed: float, share: float, loft: float, angle: float, r2: float) -> float:
    """Loft angle [rad] that would hit from where this one burns out, less this one; NaN when out of reach.

    share: of the full burnout speed, with the ascent scaled alike.
    """
    height, gone = kept_ascent(kept, loft)
    height, gone = share * height, share * gone
    if angle <= gone:
        return math.nan
    return math.atan(direct_slope(EARTH_RADIUS + height, r2, angle - gone, share * speed)) - loft


@kernel
def flat_share(kept: Floats, speed: float, angle: float, r2: float) -> float:
    """Share of the full burnout speed at which a level burnout hits; NaN when there is none."""
    low, high = 0.3, 1.0
    if not loft_error(kept, speed, low, 0.0, angle, r2) > 0.0:
        while low < high and math.isnan(loft_error(kept, speed, low, 0.0, angle, r2)):
            low += 0.05
        if not loft_error(kept, speed, low, 0.0, angle, r2) > 0.0:
            return math.nan
    for _ in range(50):
        middle = 0.5 * (low + high)
        if loft_error(kept, speed, middle, 0.0, angle, r2) < 0.0:
            high = middle
        else:
            low = middle
    return 0.5 * (low + high)


@kernel
def arrival(
    kept: Floats, speed: float, burn_time: float, angle: float, height: float, guess: float
) -> tuple[float, float]:
    """Earliest time [s] after launch at the point `angle` [rad] away and `height` [m] up, and the loft angle [rad].

    Over all loft angles from level to vertical, and over all burnout speeds up to the full one: an interceptor may
    spend energy on a detour, so that a faster one is never the later one. Points nearer than the burnout point are
    reached at burnout, never before it. Out of reach: NaN and the guess, a loft angle [rad] to begin with (NaN: none).
    """
    r2, angle = EARTH_RADIUS + height, max(angle, ON_AXIS)
    rise, along = r2 * math.cos(angle) - EARTH_RADIUS, r2 * math.sin(angle)
    ascent = 0.5 * speed * burn_time  # the speed never grows slower than in proportion to time
    if rise * rise + along * along <= ascent * ascent and inside_ascent(kept, angle, r2):
        return burn_time, guess
    if speed * speed < least_energy(EARTH_RADIUS + kept[LOFTS - 1, 0], r2, max(0.0, angle - kept[0, 1])):
        return math.nan, guess
    straight = min(0.5 * math.pi, max(0.0, math.atan2(rise, along)))
    share = 1.0
    loft = hitting_loft(kept, speed, straight if math.isnan(guess) else guess, angle, r2)
    if not loft > 0.0:
        if loft_error(kept, speed, 1.0, 0.0, angle, r2) < 0.0:  # even a level burnout flies over the point
            share, loft = flat_share(kept, speed, angle, r2), 0.0
        elif not math.isnan(guess):
            loft = hitting_loft(kept, speed, straight, angle, r2)
    if math.isnan(loft + share):
        return math.nan, guess
    start, gone = kept_ascent(kept, loft)
    start, gone = share * start, share * gone
    reached, flown = passage(EARTH_RADIUS + start, share * speed, loft, angle - gone)
    if not abs(reached - r2) < 10.0:
        return math.nan, guess
    return burn_time + flown, loft


@kernel
def least_energy(r1: float, r2: float, angle: float) -> float:
    """Square of the least speed [m^2/s^2] at r1 from which any arc gets to r2 after going `angle` [rad].

    The ellipse with the least semi-major axis through both points has 2a = (r1 + r2 + chord) / 2.
    """
    chord = math.sqrt(r1 * r1 + r2 * r2 - 2.0 * r1 * r2 * math.cos(angle))
    return EARTH_MU * (2.0 / r1 - 4.0 / (r1 + r2 + chord))


@kernel
def hitting_loft(kept: Floats, speed: float, loft: float, angle: float, r2: float) -> float:
    """Loft angle [rad] of the faster arc through the point, from a first guess; NaN when out of reach."""
    error = loft_error(kept, speed, 1.0, loft, angle, r2)
    if math.isnan(error):  # begin where least energy is needed: half way between upright and the way to the point
        loft = 0.5 * (0.5 * math.pi + math.atan2(r2 * math.cos(angle) - EARTH_RADIUS, r2 * math.sin(angle)))
        error = loft_error(kept, speed, 1.0, loft, angle, r2)
    if math.isnan(error):
        return math.nan
    previous, previous_error = loft, error
    loft = min(0.5 * math.pi, max(0.0, loft + error))
    for _ in range(ROUNDS):
        error = loft_error(kept, speed, 1.0, loft, angle, r2)
        if math.isnan(error):
            if abs(loft - previous) < 1e-8:
                return math.nan
            loft = 0.5 * (loft + previous)
            continue
        if abs(error) < 1e-9:
            return loft + error
        if loft == 0.0 and error < 0.0:
            return math.nan
        change = error
        if error != previous_error and loft != previous:
            change = -error * (loft - previous) / (error - previous_error)
        previous, previous_error = loft, error
        loft = min(0.5 * math.pi, max(0.0, loft + min(0.3, max(-0.3, change))))
    return loft if abs(error) < 1e-8 else math.nan


@parallel_kernel
def arrival_table(speed: float, burn_time: float, chord_step: float, height_step: float, table: Floats) -> None:
    """Fill table (m, n) [s] with the earliest arrival at chord i chord_step and height j height_step [m].

    The chord is that of the range angle on the unit sphere. NaN where out of reach.
    """
    kept = np.empty((LOFTS, 2))
    ascents(speed, burn_time, kept)
    for i in prange(table.shape[0]):
        angle = 2.0 * math.asin(min(1.0, 0.5 * i * chord_step))
        for j in range(table.shape[1]):
            table[i, j], _ = arrival(kept, speed, burn_time, angle, j * height_step, math.nan)


@kernel
def overshoots(kept: Floats, speed: float, loft: float, angle: float, r2: float) -> bool:
    """Would the slower arc from where this loft angle [rad] burns out have to be steeper still?"""
    height, gone = kept_ascent(kept, loft)
    if angle <= gone:
        return True
    return math.atan(lofted_slope(EARTH_RADIUS + height, r2, angle - gone, speed)) >= loft


@kernel
def latest_arrival(kept: Floats, speed: float, burn_time: float, angle: float, height: float) -> float:
    """Time [s] after launch at which the steepest flight with the whole burnout speed passes the point.

    It is the latest such flight: a lofted arc, mostly on the way down. NaN where there is none.
    """
    r2, angle = EARTH_RADIUS + height, max(angle, ON_AXIS)
    low, high, upright = 0.0, 0.5 * math.pi, 0.5 * math.pi
    i = LOFTS - 1
    while i >= 0 and not overshoots(kept, speed, upright * i / (LOFTS - 1), angle, r2):
        i -= 1
    if i < 0 or i == LOFTS - 1:
        return math.nan
    low, high = upright * i / (LOFTS - 1), upright * (i + 1) / (LOFTS - 1)
    for _ in range(60):
        middle = 0.5 * (low + high)
        if overshoots(kept, speed, middle, angle, r2):
            low = middle
        else:
            high = middle
    start, gone = kept_ascent(kept, low)
    if angle <= gone:
        return math.nan
    reached, flown = passage(EARTH_RADIUS + start, speed, low, angle - gone)
    return burn_time + flown if abs(reached - r2) < 10.0 else math.nan


@parallel_kernel
def latest_table(
    speed: float, burn_time: float, chord_step: float, height_step: float, limit: float, earliest: Floats, table: Floats
) -> None:
    """Fill table (m, n) [s] with `latest_arrival` where it is within the limit [s], else with the earliest (m, n)."""
    kept = np.empty((LOFTS, 2))
    ascents(speed, burn_time, kept)
    for i in prange(table.shape[0]):
        angle = 2.0 * math.asin(min(1.0, 0.5 * i * chord_step))
        for j in range(table.shape[1]):
            table[i, j] = earliest[i, j]
            if not math.isnan(earliest[i, j]):
                latest = latest_arrival(kept, speed, burn_time, angle, j * height_step)
                if earliest[i, j] < latest <= limit:
                    table[i, j] = latest


@kernel
def looked_up(table: Floats, chord_step: float, height_step: float, chord: float, height: float) -> float:
    """Earliest arrival [s], bilinear between table entries; NaN outside and where a neighbour is out of reach."""
    a, b = chord / chord_step, height / height_step
    if a < table.shape[0] - 1 and b >= 0.0 and b < table.shape[1] - 1:
        i, j, one = np.uint32(a), np.uint32(b), np.uint32(1)  # unsigned: no check for indices counted from the end
        u, v = a - i, b - j
        near = table[i, j] * (1.0 - v) + table[i, j + one] * v
        far = table[i + one, j] * (1.0 - v) + table[i + one, j + one] * v
        return float(near * (1.0 - u) + far * u)
    return math.nan
