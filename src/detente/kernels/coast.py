"""Free flight over the turning Earth: from a state beside the Earth to the fall, and to every point between."""

import math

from detente.kernels.compile import Floats, kernel
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS
from detente.kernels.frames import ahead, east, north, turned, up
from detente.kernels.gravity import apogee_radius, fall, semi_major_axis, step


@kernel
def state(
    lat: float, lon: float, height: float, speed: float, climb: float, azimuth: float, turning: float
) -> tuple[float, float, float, float, float, float]:
    """Inertial position [m] and velocity [m/s] of a vehicle with this Earth-relative velocity.

    lat, lon, climb, azimuth [rad], height [m], speed [m/s]; turning: rotation rate of the Earth [rad/s].
    The inertial frame is the Earth-fixed one, held still at this instant.
    """
    ux, uy, uz = up(lat, lon)
    ex, ey, _ = east(lon)
    nx, ny, nz = north(lat, lon)
    r = EARTH_RADIUS + height
    rise, along = speed * math.sin(climb), speed * math.cos(climb)
    to_east = along * math.sin(azimuth) + turning * r * math.cos(lat)
    to_north = along * math.cos(azimuth)
    vx = rise * ux + to_east * ex + to_north * nx
    vy = rise * uy + to_east * ey + to_north * ny
    vz = rise * uz + to_north * nz
    return r * ux, r * uy, r * uz, vx, vy, vz


@kernel
def impact(
    lat: float, lon: float, height: float, speed: float, climb: float, azimuth: float, turning: float
) -> tuple[float, float, float, float, float, float]:
    """Where and when the arc from this state meets the surface.

    Returns the unit vector (Earth-fixed), the time [s], the apogee [m] and the space-fixed speed there [m/s].
    Arguments as in `state`. NaN when the arc does not come down.
    """
    x, y, z, vx, vy, vz = state(lat, lon, height, speed, climb, azimuth, turning)
    r = EARTH_RADIUS + height
    radial = (x * vx + y * vy + z * vz) / r
    v2 = vx * vx + vy * vy + vz * vz
    across = math.sqrt(max(0.0, v2 - radial * radial))
    time, change = fall(r, radial, across, EARTH_RADIUS)
    f, g, _ = step(r, radial, semi_major_axis(r, math.sqrt(v2)), change)
    px, py = turned(f * x + g * vx, f * y + g * vy, -turning * time)
    pz = f * z + g * vz
    top = apogee_radius(r, radial, across)
    return px / EARTH_RADIUS, py / EARTH_RADIUS, pz / EARTH_RADIUS, time, top - EARTH_RADIUS, r * across / top


@kernel
def kinematic_impact(
    lat: float,
    lon: float,
    azimuth: float,
    height: float,
    angle: float,
    speed: float,
    climb: float,
    turning: float,
) -> tuple[float, float, float, float, float, float]:
    """As `impact`, for an ascent from lat, lon that reaches height [m] after going `angle` [rad] at this azimuth."""
    lat2, lon2 = ahead(lat, lon, azimuth, angle)
    return impact(lat2, lon2, height, speed, climb, onward(lat, azimuth, angle), turning)


@kernel
def onward(lat: float, azimuth: float, angle: float) -> float:
    """Azimuth [rad] of a great circle after `angle` [rad], given its azimuth at latitude lat [rad]."""
    y = math.sin(azimuth) * math.cos(lat)
    x = math.cos(lat) * math.cos(azimuth) * math.cos(angle) - math.sin(lat) * math.sin(angle)
    return math.atan2(y, x)


@kernel
def sample_arc(
    start: tuple[float, float, float, float, float, float], t0: float, turning: float, t: Floats, path: Floats
) -> None:
    """Fill t (n,) [s] and path (n, 4) with unit vector (Earth-fixed) and height [m], from the state to the surface.

    start: inertial position and velocity at t0 [s], in the frame held still at t0. Points are equally spaced in
    eccentric anomaly. NaN when the arc does not come down.
    """
    x, y, z, vx, vy, vz = start
    r = math.sqrt(x * x + y * y + z * z)
    radial = (x * vx + y * vy + z * vz) / r
    v2 = vx * vx + vy * vy + vz * vz
    a = 1.0 / (2.0 / r - v2 / EARTH_MU)
    _, total = fall(r, radial, math.sqrt(max(0.0, v2 - radial * radial)), EARTH_RADIUS)
    n = t.size
    for i in range(n):
        f, g, dt = step(r, radial, a, total * i / (n - 1))
        px, py = turned(f * x + g * vx, f * y + g * vy, -turning * dt)
        pz = f * z + g * vz
        distance = math.sqrt(px * px + py * py + pz * pz)
        t[i] = t0 + dt
        path[i, 0], path[i, 1], path[i, 2] = px / distance, py / distance, pz / distance
        path[i, 3] = distance - EARTH_RADIUS


@kernel
def impacts(starts: Floats, turning: float, falls: Floats) -> None:
    """`impact` for many starts (n, 6): latitude, longitude [rad], height [m], speed [m/s], climb, azimuth [rad].

    Fills falls (n, 5): latitude, longitude [rad], time [s], apogee [m], space-fixed speed there [m/s]; NaN where an
    arc does not come down.
    """
    for i in range(starts.shape[0]):
        s = starts[i]
        x, y, z, time, apogee, top_speed = impact(s[0], s[1], s[2], s[3], s[4], s[5], turning)
        falls[i, 0], falls[i, 1] = math.atan2(z, math.hypot(x, y)), math.atan2(y, x)
        falls[i, 2], falls[i, 3], falls[i, 4] = time, apogee, top_speed
