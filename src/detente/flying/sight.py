"""How far a radar sees: to the horizon in standard air, and to an object of a stated size."""

import math

from detente.errors import RangeError
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.refraction import STANDARD_FACTOR, horizon_angle
from detente.messages import mark, say

HIGHEST = 50_000e3  # [m] beyond it no question here


def horizon_distance(height_m: float, radar_height_m: float = 0.0, *, refraction: bool = True) -> float:
    """At which ground distance does an object come over the clear horizon of a radar?

    In standard air a ray is straight over an Earth of 4/3 of its radius up to a height of 7.35 km, and straight over
    the true Earth above that. No hills, no waves, no ducts.

    Arguments: height_m of the object, radar_height_m, above the sphere [m]; refraction, False for empty space.
    Returns:   distance [m] along the ground.
    Refuses:   RangeError for a height below 0 or above 50,000 km.
    Source:    docs/methods/sensing.md, section Refraction.
    Example:   horizon_distance(300e3)
    """
    for name, height in ((mark("the object"), height_m), (mark("the radar"), radar_height_m)):
        if not 0.0 <= height <= HIGHEST:
            raise RangeError(
                say(
                    "found a height of {height:g} km for {name}; expected 0 to 50,000 km.",
                    height=height / 1e3,
                    name=name,
                )
            )
    factor = STANDARD_FACTOR if refraction else 1.0
    return float(EARTH_RADIUS * (horizon_angle(height_m, factor) + horizon_angle(radar_height_m, factor)))


def range_for_object(range_m: float, rated_m2: float, object_m2: float) -> float:
    """How far does a radar see an object of one radar cross section, given its range for another?

    Echo power falls with the fourth power of distance and grows with the cross section, all else being equal: the
    range [m] goes with the fourth root of object_m2 / rated_m2 [m^2].

    Refuses: RangeError for a number that is not above 0.
    Source:  docs/methods/sensing.md, section Range for a stated object.
    """
    given = {"range": range_m, mark("rated cross section"): rated_m2, mark("object cross section"): object_m2}
    for name, value in given.items():
        if not (value > 0.0 and math.isfinite(value)):
            raise RangeError(say("found a {name} of {value:g}; expected more than 0.", name=name, value=value))
    return range_m * math.sqrt(math.sqrt(object_m2 / rated_m2))
