"""Interceptors on satellites as an aggregate: how far one reaches, and how many must orbit for one to be near."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from detente.errors import RangeError
from detente.flying.vehicles import check_speed
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.orbits import reach_angle, share_in_reach
from detente.messages import mark, say
from detente.vocabulary import dataset

HIGHEST = 50_000e3  # [m]


@dataclass(frozen=True)
class SpaceBased:
    """What an interceptor on a satellite can do: speed it adds [m/s], from the warning to the meeting [s], delay [s].

    meeting_altitude_m: height at which the missile is met. Straight flight at the full speed, seen from the satellite.
    """

    speed_change_m_s: float
    time_s: float
    delay_s: float
    meeting_altitude_m: float

    def __post_init__(self) -> None:
        check_speed(self.speed_change_m_s, mark("space-based interceptor"))
        if not 0.0 <= self.delay_s < self.time_s <= 3600.0:
            raise RangeError(
                say(
                    "found a delay of {delay:g} s in a time of {time:g} s; expected 0 s or more, and less "
                    "than the time, which may be 3600 s at most.",
                    delay=self.delay_s,
                    time=self.time_s,
                )
            )
        check_altitude(self.meeting_altitude_m, mark("the meeting with the missile"))

    @property
    def flown_m(self) -> float:
        """Straight distance in the time that is left after the delay [m]."""
        return self.speed_change_m_s * (self.time_s - self.delay_s)


def check_altitude(altitude_m: float, what: str) -> None:
    """RangeError unless 0 <= altitude <= HIGHEST [m]."""
    if not 0.0 <= altitude_m <= HIGHEST:
        raise RangeError(
            say(
                "found an altitude of {height:g} km for {what}; expected 0 to 50,000 km.",
                height=altitude_m / 1e3,
                what=what,
            )
        )


def reach(weapon: SpaceBased, altitude_m: float) -> float:
    """Largest central angle [rad] between a satellite at this altitude and what it meets in time; NaN if nothing.

    Source: docs/methods/space-based.md.
    """
    check_altitude(altitude_m, mark("the orbit"))
    return float(reach_angle(weapon.flown_m, EARTH_RADIUS + altitude_m, EARTH_RADIUS + weapon.meeting_altitude_m))


def reach_radius(angle_rad: float) -> float:
    """The reach [m] on the ground, around the point below the satellite."""
    return EARTH_RADIUS * angle_rad


def time_share(reach_rad: float, latitude_deg: float, inclination_deg: float) -> float:
    """Share of the time for which one satellite is within reach of a point, long-time average; 0 for a NaN reach.

    Circular orbit, spread evenly along the orbit and over the longitudes of a turning Earth.
    Refuses: RangeError for a latitude or an inclination that does not exist.
    Source:  docs/methods/space-based.md.
    """
    if not -90.0 <= latitude_deg <= 90.0:
        raise RangeError(say("found a latitude of {latitude:g} deg; expected -90 to 90 deg.", latitude=latitude_deg))
    if not 0.0 <= inclination_deg <= 180.0:
        raise RangeError(
            say(
                "found an inclination of {inclination:g} deg; expected 0 to 180 deg.",
                inclination=inclination_deg,
            )
        )
    return float(share_in_reach(reach_rad, math.radians(latitude_deg), math.radians(inclination_deg)))


def absentee_ratio(share: float) -> float:
    """How many satellites orbit for each one in reach; infinite where none ever is."""
    return 1.0 / share if share > 0.0 else math.inf


def aggregate(
    weapon: SpaceBased,
    latitude_deg: float,
    inclinations_deg: Sequence[float],
    altitudes_m: Sequence[float],
    altitude_m: float,
    latitudes_deg: Sequence[float],
) -> xr.Dataset:
    """Reach and absentee ratio over inclinations and altitudes, and over latitudes for one altitude.

    Returns: reach_radius (orbit_altitude), time_in_reach and absentee_ratio (inclination, orbit_altitude),
             absentee_by_latitude (inclination, point_latitude).
    """
    angles = [reach(weapon, altitude) for altitude in altitudes_m]
    shares = np.array([[time_share(angle, latitude_deg, i) for angle in angles] for i in inclinations_deg])
    one = reach(weapon, altitude_m)
    across = [[absentee_ratio(time_share(one, lat, i)) for lat in latitudes_deg] for i in inclinations_deg]
    found = dataset(
        reach_radius=np.array([reach_radius(angle) for angle in angles]),
        time_in_reach=shares,
        absentee_ratio=np.vectorize(absentee_ratio)(shares),
        absentee_by_latitude=np.array(across),
    )
    return found.assign_coords(
        inclination=np.radians(np.array(inclinations_deg)),
        orbit_altitude=np.array(altitudes_m),
        point_latitude=np.radians(np.array(latitudes_deg)),
    )
