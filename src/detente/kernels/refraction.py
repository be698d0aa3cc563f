"""Radar rays in the air: bent as over a larger Earth up to a height, straight above it.

Up to BENDING_HEIGHT a ray is straight over an Earth whose radius is `factor` times as large; above, over the true
Earth. The plain rule without the cap would go on bending in space. Source: docs/methods/sensing.md, section Refraction.
"""

import math

from detente.kernels.compile import kernel
from detente.kernels.constants import EARTH_RADIUS

STANDARD_FACTOR = 4.0 / 3.0  # effective over true radius of the Earth in a standard atmosphere
BENDING_HEIGHT = 7_350.0  # [m] scale height of the refractivity of the reference atmosphere


@kernel
def exit_of_ray(elevation: float, factor: float) -> tuple[float, float]:
    """Where does a ray leave the bending air: central angle from the radar, elevation it has there [rad].

    elevation [rad] at the radar, 0 or more. By how much it is bent: the angle plus elevation less the second number.
    """
    radius = factor * EARTH_RADIUS
    turned = math.acos(radius * math.cos(elevation) / (radius + BENDING_HEIGHT)) - elevation
    return factor * turned, elevation + turned


@kernel
def horizon_angle(height: float, factor: float) -> float:
    """Central angle [rad] from a point where the ray touches the surface to where it is `height` [m] high."""
    radius = factor * EARTH_RADIUS
    if height <= BENDING_HEIGHT:
        return factor * math.acos(radius / (radius + height))
    gone, climb = exit_of_ray(0.0, factor)
    lowest = (EARTH_RADIUS + BENDING_HEIGHT) * math.cos(climb)  # distance of the straight part from the centre
    return gone + math.acos(lowest / (EARTH_RADIUS + height)) - climb
