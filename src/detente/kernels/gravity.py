"""Two-body arcs in closed form (Bate, Mueller & White 1971, ch. 1, 4 and 6). Angles [rad], lengths [m], times [s].

An arc is followed by its eccentric anomaly E, because position and time are both elementary functions of it:
no equation has to be solved to sample a path, and vertical shots need no special case.
"""

import math

from detente.kernels.compile import kernel
from detente.kernels.constants import EARTH_MU


@kernel
def semi_major_axis(r: float, speed: float) -> float:
    """[m]; negative when the speed exceeds escape."""
    return 1.0 / (2.0 / r - speed * speed / EARTH_MU)


@kernel
def eccentric_anomaly(r: float, radial: float, a: float) -> tuple[float, float]:
    """(E [rad], e) of a point at radius r with radial speed `radial` on an ellipse with semi-major axis a."""
    e_sin = r * radial / math.sqrt(EARTH_MU * a)
    e_cos = 1.0 - r / a
    return math.atan2(e_sin, e_cos), math.hypot(e_sin, e_cos)


@kernel
def fall(r1: float, radial: float, across: float, r2: float) -> tuple[float, float]:
    """From radius r1 with these speed components [m/s] down to r2: (time [s], change of E [rad]); NaN if never."""
    a = semi_major_axis(r1, math.hypot(radial, across))
    if not a > 0.0:
        return math.nan, math.nan
    E1, e = eccentric_anomaly(r1, radial, a)
    cosine = (1.0 - r2 / a) / e
    if not -1.0 <= cosine <= 1.0:
        return math.nan, math.nan
    E2 = 2.0 * math.pi - math.acos(cosine)
    change = E2 - E1
    time = math.sqrt(a**3 / EARTH_MU) * (change - e * (math.sin(E2) - math.sin(E1)))
    return time, change


@kernel
def apogee_radius(r: float, radial: float, across: float) -> float:
    """[m]; inf when the speed exceeds escape."""
    a = semi_major_axis(r, math.hypot(radial, across))
    if not a > 0.0:
        return math.inf
    return a * (1.0 + eccentric_anomaly(r, radial, a)[1])


@kernel
def step(r: float, radial: float, a: float, change: float) -> tuple[float, float, float]:
    """Lagrange coefficients f, g [s] and the time [s] after the eccentric anomaly has grown by `change`.

    New position = f * position + g * velocity, for any vectors that have radius r and radial speed `radial`.
    """
    rate = math.sqrt(EARTH_MU / a**3)
    sigma = r * radial / math.sqrt(EARTH_MU * a)
    c, s = math.cos(change), math.sin(change)
    time = (change - (1.0 - r / a) * s + sigma * (1.0 - c)) / rate
    return 1.0 - a / r * (1.0 - c), time - (change - s) / rate, time


@kernel
def change_after(r: float, radial: float, a: float, time: float) -> float:
    """Growth of the eccentric anomaly [rad] after `time` [s]: Kepler's equation by Newton's method.

    The answer lies within 2 rad of the mean anomaly; a step that leaves what is left of that bracket is halved into it.
    """
    rate = math.sqrt(EARTH_MU / a**3)
    sigma = r * radial / math.sqrt(EARTH_MU * a)
    e_cos = 1.0 - r / a
    change = rate * time
    low, high = change - 2.0, change + 2.0
    for _ in range(100):
        c, s = math.cos(change), math.sin(change)
        error = change - e_cos * s + sigma * (1.0 - c) - rate * time
        if error > 0.0:
            high = change
        else:
            low = change
        correction = error / (1.0 - e_cos * c + sigma * s)
        change -= correction
        if abs(correction) < 1e-14:
            break
        if not low <= change <= high:
            change = 0.5 * (low + high)
    return change


@kernel
def minimum_energy(angle: float, radius: float) -> tuple[float, float]:
    """Least speed [m/s] and its flight-path angle [rad] for a range angle between two points at one radius."""
    s = math.sin(0.5 * angle)
    return math.sqrt(EARTH_MU / radius * 2.0 * s / (1.0 + s)), 0.25 * (math.pi - angle)


@kernel
def hit_equation(r1: float, r2: float, angle: float, speed: float) -> tuple[float, float, float, float]:
    """Coefficients a, b, c and the root of b^2 - 4 a c, NaN when out of reach, of the equation of both slopes below.

    (1 - cos)/Q x^2 - sin x + (1 - cos)/Q + cos - r1/r2 = 0 for x, the tangent of the flight-path angle at r1.
    """
    a = 2.0 * math.sin(0.5 * angle) ** 2 / (speed * speed * r1 / EARTH_MU)
    b = math.sin(angle)
    c = a - 2.0 * math.sin(0.5 * angle) ** 2 + (r2 - r1) / r2
    square = b * b - 4.0 * a * c
    return a, b, c, math.sqrt(square) if square >= 0.0 else math.nan


@kernel
def direct_slope(r1: float, r2: float, angle: float, speed: float) -> float:
    """Tangent of the flight-path angle of the faster of two arcs from r1 to r2; NaN when out of reach.

    The smaller root of the hit equation, in its stable form.
    """
    _, b, c, root = hit_equation(r1, r2, angle, speed)
    return 2.0 * c / (b + root)


@kernel
def lofted_slope(r1: float, r2: float, angle: float, speed: float) -> float:
    """As `direct_slope`, of the slower of the two arcs: the larger root."""
    a, b, _, root = hit_equation(r1, r2, angle, speed)
    return (b + root) / (2.0 * a)


@kernel
def passage(r1: float, speed: float, climb: float, angle: float) -> tuple[float, float]:
    """Radius [m] and time [s] when an arc that leaves r1 at flight-path angle `climb` has gone `angle` round.

    NaN when the arc never gets that far.
    """
    a = semi_major_axis(r1, speed)
    momentum = r1 * speed * math.cos(climb)
    u = EARTH_MU / momentum**2
    inverse = u * 2.0 * math.sin(0.5 * angle) ** 2 + (math.cos(angle) - math.tan(climb) * math.sin(angle)) / r1
    if not (inverse > 0.0 and a > 0.0):
        return math.nan, math.nan
    r2 = 1.0 / inverse
    slope = (u - 1.0 / r1) * math.sin(angle) - math.tan(climb) * math.cos(angle) / r1
    E1, e = eccentric_anomaly(r1, speed * math.sin(climb), a)
    E2, _ = eccentric_anomaly(r2, -momentum * slope, a)
    if E2 < E1:
        E2 += 2.0 * math.pi
    return r2, math.sqrt(a**3 / EARTH_MU) * (E2 - E1 - e * (math.sin(E2) - math.sin(E1)))
