"""A flight leg by leg, integrated by the eighth-order Runge-Kutta pair of Dormand and Prince with step control.

Every leg ends exactly where its forces jump. Accepted steps are kept; the state at any time between is one shorter
step from the last kept one, so that an event is found as exactly as the step itself is. Coefficients: SciPy's DOP853
(E. Hairer, S. P. Norsett, G. Wanner, Solving Ordinary Differential Equations I, 1993, sec. II.10).
"""

import math

import numpy as np
from scipy.integrate import DOP853

from detente.kernels.compile import Floats, kernel
from detente.kernels.earths import Earth, upright
from detente.kernels.forces import AREA, START, STOP, State, Vector, acceleration, stretch

STAGES = 12
A = np.ascontiguousarray(DOP853.A)
B = np.ascontiguousarray(DOP853.B)
C = np.ascontiguousarray(DOP853.C)
THIRD = np.ascontiguousarray(DOP853.E3[:STAGES])  # the pair's two error estimates use no thirteenth stage
FIFTH = np.ascontiguousarray(DOP853.E5[:STAGES])

KEPT = 4000  # steps of one flight at most
# Tolerance of a step: share of a coordinate, and lengths [m] and speeds [m/s]; in air, and where only gravity acts.
IN_AIR = (2e-11, 2e-5, 2e-8)
IN_VOID = (2e-12, 1e-6, 1e-9)
TINY = 1e-6  # [s] a step that ends on a corner is no shorter
SUNK = -1.0  # [m] a climbing vehicle that deep has gone through the ground inside a step
LANDED, ENDED, LOST = 0, 1, 2  # it fell, the last leg ended in the air, or the steps ran out


@kernel
def stepped(
    t: float, h: float, s: State, leg: Floats, drag: Floats, plane: Vector, earth: Earth, k: Floats
) -> tuple[State, float]:
    """The state after h [s] and the error of the step in units of its tolerance; k (STAGES, 6): room to work in."""
    for i in range(STAGES):
        x0, x1, x2, x3, x4, x5 = s
        for j in range(i):
            a = h * A[i, j]
            if a != 0.0:
                x0, x1, x2 = x0 + a * k[j, 0], x1 + a * k[j, 1], x2 + a * k[j, 2]
                x3, x4, x5 = x3 + a * k[j, 3], x4 + a * k[j, 4], x5 + a * k[j, 5]
        k[i, 0], k[i, 1], k[i, 2] = x3, x4, x5
        k[i, 3], k[i, 4], k[i, 5] = acceleration(t + C[i] * h, (x0, x1, x2, x3, x4, x5), leg, drag, plane, earth)
    relative, near, slow = IN_AIR if leg[AREA] > 0.0 else IN_VOID
    r0, r1, r2, r3, r4, r5 = s
    third, fifth = 0.0, 0.0
    for m in range(6):
        gain, low, mid = 0.0, 0.0, 0.0
        for j in range(STAGES):
            gain += B[j] * k[j, m]
            low += THIRD[j] * k[j, m]
            mid += FIFTH[j] * k[j, m]
        now = s[m]
        scale = (near if m < 3 else slow) + relative * max(abs(now), abs(now + h * gain))
        third += (low / scale) ** 2
        fifth += (mid / scale) ** 2
        if m == 0:
            r0 += h * gain
        elif m == 1:
            r1 += h * gain
        elif m == 2:
            r2 += h * gain
        elif m == 3:
            r3 += h * gain
        elif m == 4:
            r4 += h * gain
        else:
            r5 += h * gain
    both = fifth + 0.01 * third
    error = abs(h) * fifth / math.sqrt(6.0 * both) if both > 0.0 else 0.0
    return (r0, r1, r2, r3, r4, r5), error


@kernel
def height_of(s: State, earth: Earth) -> float:
    """Height [m] of a state."""
    return upright(s[0], s[1], s[2], earth)[2]


@kernel
def integrate(
    start: State, legs: Floats, drag: Floats, plane: Vector, earth: Earth, kept: Floats
) -> tuple[int, int, float]:
    """Fly the legs (n, LEG_COLUMNS) one after the other until the vehicle falls or the last leg ends.

    Fills kept (KEPT, 8): time [s], state [m, m/s] and number of the leg at the start of every step, the last row being
    the end. Returns how many rows are filled, how it ended, and the greatest height [m].
    """
    k = np.empty((STAGES, 6))
    s, filled, top = start, 0, height_of(start, earth)
    for number in range(legs.shape[0]):
        leg = legs[number]
        t, h = leg[START], min(1.0, leg[STOP] - leg[START])
        while t < leg[STOP]:
            h = min(h, leg[STOP] - t)
            after, error = stepped(t, h, s, leg, drag, plane, earth, k)
            if not error <= 1.0:
                shorter = h * (max(0.2, 0.9 * error**-0.125) if error < math.inf else 0.2)
                h = to_corner(h, s, after, drag, earth, shorter) if leg[AREA] > 0.0 else shorter
                if h < 1e-9:
                    return filled, LOST, math.nan
                continue
            if filled + 2 > kept.shape[0]:
                return filled, LOST, math.nan
            keep(kept[filled], t, s, number)
            filled += 1
            rising = s[0] * s[3] + s[1] * s[4] + s[2] * s[5] > 0.0
            falling = after[0] * after[3] + after[1] * after[4] + after[2] * after[5] <= 0.0
            if rising and falling:
                top = max(top, summit(t, h, s, leg, drag, plane, earth, k))
            height = height_of(after, earth)
            if height < 0.0 and (falling or height < SUNK):
                h, s = fallen(t, h, s, leg, drag, plane, earth, k)
                keep(kept[filled], t + h, s, number)
                return filled + 1, LANDED, top
            t, s = (leg[STOP] if h == leg[STOP] - t else t + h), after
            h *= min(5.0, 0.9 * error**-0.125) if error > 0.0 else 5.0
    keep(kept[filled], t, s, legs.shape[0] - 1)
    return filled + 1, ENDED, max(top, height_of(s, earth))


@kernel
def to_corner(h: float, s: State, after: State, drag: Floats, earth: Earth, shorter: float) -> float:
    """Length [s] for a step that failed: to where it meets a corner of air or drag table, else what the error asks.

    Corners cost an integrator many small steps; a step that ends on one and another that begins there cost two. The
    corner is sought on the cubic through both ends of the step.
    """
    here = stretch(s, drag, earth)
    if stretch(after, drag, earth) == here:
        return shorter
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = 0.5 * (low + high)
        if stretch(between(h, s, after, middle), drag, earth) == here:
            low = middle
        else:
            high = middle
    return high * h if max(TINY, 1e-3 * shorter) < high * h < 0.99 * h else shorter


@kernel
def between(h: float, s: State, after: State, share: float) -> State:
    """State at a share of a step of h [s], by the cubic through the positions and velocities at its ends."""
    u, v = share, 1.0 - share
    a, b, c, d = (1.0 + 2.0 * u) * v * v, u * v * v * h, u * u * (3.0 - 2.0 * u), -u * u * v * h
    e, f = 6.0 * u * v / h, v * (1.0 - 3.0 * u)
    g = u * (3.0 * u - 2.0)
    return (
        a * s[0] + b * s[3] + c * after[0] + d * after[3],
        a * s[1] + b * s[4] + c * after[1] + d * after[4],
        a * s[2] + b * s[5] + c * after[2] + d * after[5],
        e * (after[0] - s[0]) + f * s[3] + g * after[3],
        e * (after[1] - s[1]) + f * s[4] + g * after[4],
        e * (after[2] - s[2]) + f * s[5] + g * after[5],
    )


@kernel
def keep(row: Floats, t: float, s: State, number: int) -> None:
    """Write one row of `kept`."""
    row[0], row[7] = t, number
    for m in range(6):
        row[1 + m] = s[m]


@kernel
def fallen(
    t: float, h: float, s: State, leg: Floats, drag: Floats, plane: Vector, earth: Earth, k: Floats
) -> tuple[float, State]:
    """Length [s] of the step from s that ends on the ground, and the state there; h [s] ends below it.

    Regula falsi in the Illinois form on the height at the end of ever better steps.
    """
    low, high = 0.0, h
    above = height_of(s, earth)
    after, _ = stepped(t, h, s, leg, drag, plane, earth, k)
    below = height_of(after, earth)
    side, length = 0, h
    for _ in range(60):
        length = high - below * (high - low) / (below - above) if below != above else 0.5 * (low + high)
        after, _ = stepped(t, length, s, leg, drag, plane, earth, k)
        height = height_of(after, earth)
        if abs(height) < 1e-7 or high - low < 1e-12:
            break
        if height > 0.0:
            low, above = length, height
            below *= 0.5 if side == 1 else 1.0
            side = 1
        else:
            high, below = length, height
            above *= 0.5 if side == -1 else 1.0
            side = -1
    return length, after


@kernel
def summit(t: float, h: float, s: State, leg: Floats, drag: Floats, plane: Vector, earth: Earth, k: Floats) -> float:
    """Greatest height [m] inside a step that begins rising and ends falling: bisection on the radial speed."""
    low, high = 0.0, h
    after = s
    for _ in range(50):
        middle = 0.5 * (low + high)
        after, _ = stepped(t, middle, s, leg, drag, plane, earth, k)
        if after[0] * after[3] + after[1] * after[4] + after[2] * after[5] > 0.0:
            low = middle
        else:
            high = middle
    return height_of(after, earth)


@kernel
def state_at(t: float, kept: Floats, filled: int, legs: Floats, drag: Floats, plane: Vector, earth: Earth) -> State:
    """The state at t [s]: one step from the last kept one before it; t is clipped to the flight."""
    low, high = 0, filled - 1
    while high - low > 1:
        middle = (low + high) // 2
        if kept[middle, 0] <= t:
            low = middle
        else:
            high = middle
    row = kept[low]
    s = (row[1], row[2], row[3], row[4], row[5], row[6])
    h = min(max(t, row[0]), kept[filled - 1, 0]) - row[0]
    after, _ = stepped(row[0], h, s, legs[int(row[7])], drag, plane, earth, np.empty((STAGES, 6)))
    return after
