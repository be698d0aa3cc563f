"""Two Earths as tuples of numbers: the reference sphere and WGS 84, and how places lie on them.

An Earth is (mu [m^3/s^2], rotation rate [rad/s], equatorial radius [m], flattening, J2, J3, J4). With no flattening
every formula here is that of the sphere, so both Earths go through the same code.
"""

import math

from detente.kernels.compile import kernel
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS, EARTH_RATE

Earth = tuple[float, float, float, float, float, float, float]

# Radius, flattening, rate and mu: World Geodetic System 1984 (NIMA TR8350.2). Zonal harmonics: the WGS-84 set of
# Vallado, Crawford, Hujsak and Kelso, Revisiting Spacetrack Report #3 (AIAA 2006-6753), as carried by its public codes.
WGS84: Earth = (
    EARTH_MU, 7.292115e-5, 6_378_137.0, 1.0 / 298.257223563, 1.08262998905e-3, -2.53215306e-6, -1.61098761e-6,
)  # fmt: skip


def sphere(rotating: bool) -> Earth:
    """The reference sphere, turning or held still."""
    return EARTH_MU, EARTH_RATE if rotating else 0.0, EARTH_RADIUS, 0.0, 0.0, 0.0, 0.0


def ellipsoid(rotating: bool) -> Earth:
    """WGS 84 with its gravity to J4, turning or held still."""
    return (WGS84[0], WGS84[1] if rotating else 0.0, *WGS84[2:])


@kernel
def placed(lat: float, lon: float, height: float, earth: Earth) -> tuple[float, float, float]:
    """Earth-fixed position [m] of a point at geodetic latitude, longitude [rad] and height [m]."""
    e2 = earth[3] * (2.0 - earth[3])
    n = earth[2] / math.sqrt(1.0 - e2 * math.sin(lat) ** 2)
    across = (n + height) * math.cos(lat)
    return across * math.cos(lon), across * math.sin(lon), (n * (1.0 - e2) + height) * math.sin(lat)


@kernel
def upright(x: float, y: float, z: float, earth: Earth) -> tuple[float, float, float]:
    """Sine and cosine of the geodetic latitude, and height [m]; Bowring (1976), two rounds: exact to rounding."""
    p, f, a = math.sqrt(x * x + y * y), earth[3], earth[2]
    if f == 0.0:
        r = math.sqrt(p * p + z * z)
        return z / r, p / r, r - a
    e2, b = f * (2.0 - f), a * (1.0 - f)
    sine, cosine = z, p * (1.0 - f)  # of the reduced latitude
    up, across = 0.0, 1.0
    for _ in range(2):
        size = math.sqrt(sine * sine + cosine * cosine)
        sine, cosine = sine / size, cosine / size
        up = z + e2 / (1.0 - e2) * b * sine * sine * sine
        across = p - e2 * a * cosine * cosine * cosine
        sine, cosine = (1.0 - f) * up, across
    size = math.sqrt(up * up + across * across)
    up, across = up / size, across / size
    return up, across, p * across + z * up - a * math.sqrt(1.0 - e2 * up * up)


@kernel
def latitude_height(x: float, y: float, z: float, earth: Earth) -> tuple[float, float]:
    """Geodetic latitude [rad] and height [m] of a point."""
    sine, cosine, height = upright(x, y, z, earth)
    return math.atan2(sine, cosine), height


@kernel
def gravity(x: float, y: float, z: float, earth: Earth) -> tuple[float, float, float]:
    """Acceleration [m/s^2] of the point mass and of the zonal harmonics J2 to J4 (Vallado 2013, sec. 8.6 and 9.3)."""
    r2 = x * x + y * y + z * z
    r = math.sqrt(r2)
    pull = -earth[0] / (r2 * r)
    j2, j3, j4 = earth[4], earth[5], earth[6]
    if j2 == 0.0 and j3 == 0.0 and j4 == 0.0:
        return pull * x, pull * y, pull * z
    q, s2 = earth[2] / r, z * z / r2
    s = z / r
    level = (
        1.5 * j2 * q**2 * (1.0 - 5.0 * s2)
        + 2.5 * j3 * q**3 * s * (3.0 - 7.0 * s2)
        - 0.625 * j4 * q**4 * (3.0 - 42.0 * s2 + 63.0 * s2 * s2)
    )
    upright = (
        1.5 * j2 * q**2 * (3.0 - 5.0 * s2) * s
        + 0.5 * j3 * q**3 * (30.0 * s2 - 35.0 * s2 * s2 - 3.0)
        - 0.625 * j4 * q**4 * (15.0 - 70.0 * s2 + 63.0 * s2 * s2) * s
    )
    return pull * x * (1.0 + level), pull * y * (1.0 + level), pull * (z + r * upright)
