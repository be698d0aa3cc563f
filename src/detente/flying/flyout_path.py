"""The way of one interceptor to one point: the earliest flight of the fly-out model, drawn."""

import math

import numpy as np

from detente.errors import RangeError
from detente.flying.flyout import kept_ascents
from detente.flying.vehicles import Interceptor, Point, StagedInterceptor
from detente.kernels.compile import Floats
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.encounters import BOOST, sample
from detente.kernels.flyout import arrival
from detente.kernels.frames import ahead, bearing, central_angle
from detente.messages import say

COAST = 60  # samples after burnout
CLOSE = 20e3  # [m] a path that ends farther from the point than this is not the flight that was meant


def path_to(interceptor: Interceptor | StagedInterceptor, site: Point, point: tuple[float, float, float]) -> Floats:
    """The earliest flight to a point: time from launch [s], latitude and longitude [deg], height [km] (n, 4).

    On an Earth held still, as in `flyout`. A point within the ascent, or one met at less than full speed, is joined
    to the site by a straight line: the fly-out model knows the time there and no path.

    Arguments: site [deg]; point, latitude and longitude [rad] and height [m].
    Refuses:   RangeError for an interceptor described by its stages, and for a point out of its reach.
    """
    if isinstance(interceptor, StagedInterceptor):
        raise RangeError(
            say(
                "{interceptor} is described by its stages; a path is drawn for a burnout speed only.",
                interceptor=interceptor.name,
            )
        )
    start = (math.radians(site[0]), math.radians(site[1]))
    angle, azimuth = central_angle(*start, point[0], point[1]), bearing(*start, point[0], point[1])
    speed, burn = interceptor.burnout_speed_m_s, interceptor.burn_time_s
    time, loft = arrival(kept_ascents(speed, burn), speed, burn, angle, point[2], math.nan)
    if math.isnan(time):
        raise RangeError(
            say(
                "{interceptor} cannot be {height:.0f} km high at this distance.",
                interceptor=interceptor.name,
                height=point[2] / 1e3,
            )
        )
    found = None if math.isnan(loft) else _flight(start, azimuth, speed, burn, loft, time)
    if found is None or _apart(found[-1], point) > CLOSE:
        return _straight(start, azimuth, angle, point[2], time)
    return found


def _flight(start: tuple[float, float], azimuth: float, speed: float, burn: float, loft: float, until: float) -> Floats:
    """The ascent and the arc after it, up to a time [s]."""
    t, path = np.empty(BOOST + COAST - 1), np.empty((BOOST + COAST - 1, 4))
    sample(start, azimuth, speed, loft, np.array([speed, burn, 0.0, 0.0]), 0.0, BOOST, t, path)
    times = np.unique(np.append(t[t < until], until))
    unit = np.stack([np.interp(times, t, path[:, k]) for k in range(4)], axis=1)
    latitude = np.degrees(np.arcsin(np.clip(unit[:, 2] / np.linalg.norm(unit[:, :3], axis=1), -1.0, 1.0)))
    return np.stack([times, latitude, np.degrees(np.arctan2(unit[:, 1], unit[:, 0])), unit[:, 3] / 1e3], axis=1)


def _apart(row: Floats, point: tuple[float, float, float]) -> float:
    """Distance [m] between the end of a path and a point, along the ground and in height, whichever is more."""
    ground = central_angle(math.radians(row[1]), math.radians(row[2]), point[0], point[1]) * EARTH_RADIUS
    return max(ground, abs(1e3 * float(row[3]) - point[2]))


def _straight(start: tuple[float, float], azimuth: float, angle: float, height: float, time: float) -> Floats:
    shares = np.linspace(0.0, 1.0, BOOST)
    ground = np.degrees([ahead(*start, azimuth, float(share) * angle) for share in shares])
    return np.stack([shares * time, ground[:, 0], ground[:, 1], shares * height / 1e3], axis=1)
