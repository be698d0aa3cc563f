"""An announced flight - apogee, ground range, perhaps a time - put to the test of two bodies and a turning Earth."""

import math
from dataclasses import dataclass

from detente.errors import RangeError
from detente.flying.vehicles import Point
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS, EARTH_RATE
from detente.kernels.frames import ahead, central_angle
from detente.kernels.gravity import apogee_radius, fall, minimum_energy
from detente.messages import say

HALF_ROUND = math.pi * EARTH_RADIUS  # [m]
HIGHEST = 1.0e8  # [m]
LOFTED = 1.5  # an apogee this many times that of least energy makes a flight lofted
BALLISTIC = 0.6  # below this share of the least-energy apogee a flight cannot be ballistic
DELAYS = {True: (100.0, 300.0), False: (30.0, 190.0)}  # [s] of the ascent: lofted long-range flights, others; see below
LONG = 1500.0e3  # [m] apogee from which a lofted flight counts as long-range
DIRECTIONS = 72  # azimuths tried where only the place of launch is known
SHORTEST = 1.0  # [m] inertial range below which an arc is taken as vertical


@dataclass(frozen=True)
class Arc:
    """The arc without an ascent that tops out and comes down as announced; speeds [m/s], angle [rad], time [s]."""

    speed: float
    climb: float
    free_flight: float
    least_energy_apogee: float


def surface_arc(apogee_m: float, range_m: float) -> Arc:
    """The two-body arc between two points of the surface with this apogee and range; sphere, no rotation, no air.

    Refuses: RangeError for a range of 0 or beyond half way round, an apogee of 0 or less, or NaN.
    Source:  Bate, Mueller & White (1971), ch. 6; docs/methods/announced-flights.md.
    """
    if not 0.0 < range_m < HALF_ROUND:
        raise RangeError(
            say(
                "found a range of {range:g} km; expected a range of more than 0 km and less than half way "
                "round the Earth, 20,015 km.",
                range=range_m / 1e3,
            )
        )
    if not 0.0 < apogee_m < HIGHEST:
        raise RangeError(
            say(
                "found an apogee of {apogee:g} km; expected an apogee of more than 0 km and less than 100,000 km.",
                apogee=apogee_m / 1e3,
            )
        )
    half, top = 0.5 * range_m / EARTH_RADIUS, EARTH_RADIUS + apogee_m
    e = apogee_m / (top - EARTH_RADIUS * math.cos(half))
    p = top * (1.0 - e)
    a = p / (1.0 - e * e)
    speed = math.sqrt(EARTH_MU * (2.0 / EARTH_RADIUS - 1.0 / a))
    across = math.sqrt(EARTH_MU * p) / EARTH_RADIUS
    radial = math.sqrt(max(0.0, speed * speed - across * across))
    time, _ = fall(EARTH_RADIUS, radial, across, EARTH_RADIUS)
    least, angle = minimum_energy(2.0 * half, EARTH_RADIUS)
    apogee = apogee_radius(EARTH_RADIUS, least * math.sin(angle), least * math.cos(angle)) - EARTH_RADIUS
    return Arc(speed, math.atan2(radial, across), time, apogee)


def is_ballistic(apogee_m: float, arc: Arc) -> bool:
    """Is the apogee that of a ballistic missile over this range, or far below it, as of a glider?"""
    return apogee_m >= BALLISTIC * arc.least_energy_apogee


def expected_delay(apogee_m: float, arc: Arc) -> tuple[float, float]:
    """Least and greatest delay [s] of a powered ascent against the bare arc that reported flights show.

    The bands are those of the reported flights in tests/published/flights.csv: 100 to 300 s for lofted long-range
    flights, 30 to 190 s for others.
    """
    return DELAYS[apogee_m >= LONG and apogee_m >= LOFTED * arc.least_energy_apogee]


def turning_time(apogee_m: float, launch: Point, fall_point: Point) -> float:
    """Free-flight time [s] of the arc with this apogee between two places of the turning Earth.

    The arc is fixed in space: it ends where the point of fall has turned to by then. Refuses: RangeError where that is
    half way round or more.
    """
    lat1, lon1, lat2, lon2 = (math.radians(part) for part in (*launch, *fall_point))
    time = 0.0
    for _ in range(100):
        angle = central_angle(lat1, lon1, lat2, lon2 + EARTH_RATE * time)
        before, time = time, surface_arc(apogee_m, max(SHORTEST, EARTH_RADIUS * angle)).free_flight
        if abs(time - before) < 1e-6:
            return time
    raise RangeError(
        say(
            "no arc with an apogee of {apogee:g} km joins the two places on the turning Earth; check places "
            "and apogee.",
            apogee=apogee_m / 1e3,
        )
    )


def rotation_band(apogee_m: float, range_m: float, latitude_deg: float) -> tuple[float, float]:
    """By how much [s], at least and at most over all directions, the turning Earth lengthens the free flight."""
    still = surface_arc(apogee_m, range_m).free_flight
    found = []
    for number in range(DIRECTIONS):
        azimuth = 2.0 * math.pi * number / DIRECTIONS
        lat, lon = ahead(math.radians(latitude_deg), 0.0, azimuth, range_m / EARTH_RADIUS)
        try:
            there = (math.degrees(lat), math.degrees(lon))
            found.append(turning_time(apogee_m, (latitude_deg, 0.0), there) - still)
        except RangeError:  # beyond half way round in this direction
            continue
    return (min(found), max(found)) if found else (0.0, 0.0)
