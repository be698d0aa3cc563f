"""How often a satellite on a circular orbit is near a place, on the average over a long time and a turning Earth."""

import math

import numpy as np

from detente.kernels.compile import kernel

NODES, WEIGHTS = np.polynomial.legendre.leggauss(48)


@kernel
def reach_angle(flown: float, orbit_radius: float, meeting_radius: float) -> float:
    """Largest central angle [rad] between a satellite and a point it can reach; NaN if it reaches none.

    flown [m]: straight distance; the satellite is orbit_radius, the point meeting_radius [m] from the centre.
    """
    cosine = orbit_radius * orbit_radius + meeting_radius * meeting_radius - flown * flown
    cosine /= 2.0 * orbit_radius * meeting_radius
    return math.acos(max(-1.0, cosine)) if cosine <= 1.0 else math.nan


@kernel
def share_of_parallel(sine: float, reach: float, lat: float) -> float:
    """Which share of the parallel of this sine of latitude lies within `reach` [rad] of a point at lat [rad]?"""
    wanted = math.cos(reach) - sine * math.sin(lat)
    most = math.sqrt(max(0.0, 1.0 - sine * sine)) * math.cos(lat)
    if wanted >= most:
        return 0.0
    if wanted <= -most:
        return 1.0
    return math.acos(wanted / most) / math.pi


@kernel
def share_in_reach(reach: float, lat: float, inclination: float) -> float:
    """Share of the time for which a satellite is within `reach` [rad] of a point at latitude lat [rad].

    Its argument of latitude u is spread evenly, its sine of latitude is sin(inclination) sin(u), and its longitude
    over the turning Earth is spread evenly. Integrated between the parallels where the reach begins and ends, with
    the nodes crowded towards them because the share grows there like a root.
    """
    if not reach > 0.0:
        return 0.0
    steep = abs(math.sin(inclination))
    ends = np.empty(4)
    ends[0], ends[3] = -0.5 * math.pi, 0.5 * math.pi
    for k, edge in ((1, math.sin(lat - reach)), (2, math.sin(lat + reach))):
        inside = abs(edge) < steep
        ends[k] = math.asin(edge / steep) if inside else math.copysign(0.5 * math.pi, edge)
    ends.sort()
    total = 0.0
    for k in range(3):
        middle, half = 0.5 * (ends[k + 1] + ends[k]), 0.5 * (ends[k + 1] - ends[k])
        for node, weight in zip(NODES, WEIGHTS):  # noqa: B905 (compiled code knows no `strict`)
            bend = 0.5 * math.pi * node
            sine = steep * math.sin(middle + half * math.sin(bend))
            total += weight * half * 0.5 * math.pi * math.cos(bend) * share_of_parallel(sine, reach, lat)
    return min(1.0, total / math.pi)
