"""What a radar covers on a map: the outline of where it sees something at a stated height."""

import math
from functools import lru_cache

import numpy as np

from detente.flying.vehicles import Radar
from detente.flying.windows import radar_rows
from detente.kernels.compile import Floats, kernel
from detente.kernels.frames import ahead, up
from detente.kernels.sight import margin

AROUND = 72  # points of the outline of a radar that sees all round
ROUNDS = 24  # halvings of half the way round the Earth: to 1 m
INSIDE = 1.0 - 1e-6  # the outline of a sector is looked for a hair inside its edges


def coverage_outline(radar: Radar, height_m: float) -> Floats:
    """The ground under the farthest points at one height that a radar sees, as a ring (n, 2) [deg], not closed.

    The rule is that of engagements (`kernels.sight.margin`): its range along the line of sight, its least elevation in
    standard air, its sector. A sector begins and ends at the radar. Empty where it sees nothing at that height.
    """
    return _outline(radar, height_m).copy()


@lru_cache(maxsize=256)
def _outline(radar: Radar, height_m: float) -> Floats:
    row = radar_rows([radar])[0][0]
    lat, lon = (math.radians(degrees) for degrees in radar.at)
    whole = radar.azimuth_width_rad >= 2.0 * math.pi * INSIDE
    half = math.pi if whole else 0.5 * radar.azimuth_width_rad * INSIDE
    count = AROUND if whole else max(3, round(AROUND * half / math.pi) + 1)
    azimuths = radar.facing_rad + np.linspace(-half, half, count, endpoint=not whole)
    reach = [_farthest(row, lat, lon, float(azimuth), height_m) for azimuth in azimuths]
    if not any(reach):
        return np.empty((0, 2))
    ring = [ahead(lat, lon, float(azimuth), angle) for azimuth, angle in zip(azimuths, reach, strict=True)]
    return np.asarray(np.degrees(ring if whole else [(lat, lon), *ring]))


@kernel
def _farthest(row: Floats, lat: float, lon: float, azimuth: float, height_m: float) -> float:
    """The greatest central angle [rad] on an azimuth at which the radar sees this height; 0 where it does not.

    Nearer than that it sees the height too, for range and lowest ray both end at one distance.
    """
    low, high = 0.0, math.pi
    for _ in range(ROUNDS):
        middle = 0.5 * (low + high)
        there_lat, there_lon = ahead(lat, lon, azimuth, middle)
        x, y, z = up(there_lat, there_lon)
        if margin(row, x, y, z, height_m) >= 0.0:
            low = middle
        else:
            high = middle
    return low
