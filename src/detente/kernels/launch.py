"""From a place and a velocity beside the Earth to a state in space, and along a Kepler arc to any later time.

States are position [m] and velocity [m/s] in the inertial frame that coincides with the Earth-fixed one at launch.
"""

import math

from detente.kernels.boost import STEPS, ascend, climb_at, speed_at
from detente.kernels.coast import onward
from detente.kernels.compile import kernel
from detente.kernels.constants import EARTH_MU
from detente.kernels.earths import Earth, placed
from detente.kernels.frames import ahead, east, north, turned, up
from detente.kernels.gravity import apogee_radius, change_after, fall, semi_major_axis, step

State = tuple[float, float, float, float, float, float]


@kernel
def moving(
    lat: float, lon: float, height: float, speed: float, climb: float, azimuth: float, t: float, earth: Earth
) -> State:
    """State at t [s] after launch of something with this velocity relative to the Earth; angles [rad], lengths [m]."""
    x, y, z = placed(lat, lon, height, earth)
    u, e, n = up(lat, lon), east(lon), north(lat, lon)
    rise, along = speed * math.sin(climb), speed * math.cos(climb)
    to_east, to_north = along * math.sin(azimuth), along * math.cos(azimuth)
    vx = rise * u[0] + to_east * e[0] + to_north * n[0] - earth[1] * y
    vy = rise * u[1] + to_east * e[1] + to_north * n[1] + earth[1] * x
    vz = rise * u[2] + to_north * n[2]
    x, y = turned(x, y, earth[1] * t)
    vx, vy = turned(vx, vy, earth[1] * t)
    return x, y, z, vx, vy, vz


@kernel
def prescribed(
    t: float, launch: tuple[float, float], azimuth: float, ascent: tuple[float, float, float, float], earth: Earth
) -> State:
    """State at t [s] on the ascent of a missile known by speed and burn time; ascent as in `boost.ascend`."""
    height, angle = ascend(0.0, t, 0.0, 0.0, ascent, STEPS)
    lat, lon = ahead(launch[0], launch[1], azimuth, angle)
    speed, climb = speed_at(t, ascent[0], ascent[1]), climb_at(t, ascent[2], ascent[3])
    return moving(lat, lon, height, speed, climb, onward(launch[0], azimuth, angle), t, earth)


@kernel
def arc_state(start: State, time: float) -> State:
    """State `time` [s] after `start` on its Kepler ellipse."""
    x, y, z, vx, vy, vz = start
    r = math.sqrt(x * x + y * y + z * z)
    radial = (x * vx + y * vy + z * vz) / r
    a = semi_major_axis(r, math.sqrt(vx * vx + vy * vy + vz * vz))
    change = change_after(r, radial, a, time)
    f, g, _ = step(r, radial, a, change)
    px, py, pz = f * x + g * vx, f * y + g * vy, f * z + g * vz
    r2 = math.sqrt(px * px + py * py + pz * pz)
    fdot = -math.sqrt(EARTH_MU * a) / (r * r2) * math.sin(change)
    gdot = 1.0 - a / r2 * (1.0 - math.cos(change))
    return px, py, pz, fdot * x + gdot * vx, fdot * y + gdot * vy, fdot * z + gdot * vz


@kernel
def arc_fall(start: State, radius: float) -> tuple[float, float]:
    """Time [s] until the arc from this state sinks to a radius [m], and its apogee radius [m]; NaN if never."""
    x, y, z, vx, vy, vz = start
    r = math.sqrt(x * x + y * y + z * z)
    radial = (x * vx + y * vy + z * vz) / r
    across = math.sqrt(max(0.0, vx * vx + vy * vy + vz * vz - radial * radial))
    time, _ = fall(r, radial, across, radius)
    return time, apogee_radius(r, radial, across)
