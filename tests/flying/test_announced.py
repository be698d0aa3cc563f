"""Bare arcs of announced flights between places of the turning Earth."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.errors import RangeError
from detente.flying.announced import HALF_ROUND, rotation_band, surface_arc, turning_time
from detente.flying.trajectory import great_circle
from detente.kernels.coast import impact
from detente.kernels.constants import EARTH_RADIUS, EARTH_RATE
from detente.kernels.frames import ahead, bearing, central_angle

km = 1e3
apogees = st.floats(100.0 * km, 8_000.0 * km)
places = st.tuples(st.floats(-80.0, 80.0), st.floats(-180.0, 180.0))


@settings(deadline=None)
@given(apogees, places, st.floats(0.0, 2.0 * math.pi), st.floats(100.0 * km, 9_000.0 * km))
def test_the_arc_between_two_places_is_flown_by_the_kernel_that_turns_the_earth(apogee, launch, towards, distance):
    # A second way: the inertial start of the arc, made relative to the turning ground, is followed by `impact`,
    # which turns the point of fall back. It must come down at the place, after that time, from that height.
    lat1, lon1 = np.radians(launch)
    lat2, lon2 = ahead(lat1, lon1, towards, distance / EARTH_RADIUS)
    time = turning_time(apogee, launch, (math.degrees(lat2), math.degrees(lon2)))
    turned = lon2 + EARTH_RATE * time
    angle = central_angle(lat1, lon1, lat2, turned)
    assume(1e-3 < angle < 3.0)
    arc = surface_arc(apogee, EARTH_RADIUS * angle)
    azimuth = bearing(lat1, lon1, lat2, turned)
    along, rise = arc.speed * math.cos(arc.climb), arc.speed * math.sin(arc.climb)
    east = along * math.sin(azimuth) - EARTH_RATE * EARTH_RADIUS * math.cos(lat1)
    north = along * math.cos(azimuth)
    level = math.hypot(east, north)
    x, y, z, flown, top, _ = impact(
        lat1, lon1, 0.0, math.hypot(rise, level), math.atan2(rise, level), math.atan2(east, north), EARTH_RATE
    )
    goal = (math.cos(lat2) * math.cos(lon2), math.cos(lat2) * math.sin(lon2), math.sin(lat2))
    assert math.dist((x, y, z), goal) * EARTH_RADIUS < 1.0
    assert flown == pytest.approx(time, abs=1e-3)
    assert top == pytest.approx(apogee, abs=1.0)


@settings(deadline=None)
@given(apogees, st.floats(200.0 * km, 9_000.0 * km), st.floats(-80.0, 80.0), st.integers(0, 71))
def test_the_band_holds_every_direction(apogee, distance, latitude, number):
    low, high = rotation_band(apogee, distance, latitude)
    lat, lon = ahead(math.radians(latitude), 0.0, 2.0 * math.pi * number / 72, distance / EARTH_RADIUS)
    there = (math.degrees(lat), math.degrees(lon))
    longer = turning_time(apogee, (latitude, 0.0), there) - surface_arc(apogee, distance).free_flight
    assert low - 1e-6 <= longer <= high + 1e-6
    assert rotation_band(apogee, distance, -latitude) == pytest.approx((low, high), abs=1e-6)


def test_from_a_pole_every_direction_is_alike():
    # The ground turns under the arc, but the angle between the pole and a parallel stays what it was.
    assert rotation_band(6_000.0 * km, 1_000.0 * km, 90.0) == pytest.approx((0.0, 0.0), abs=1e-6)


def test_eastward_takes_longer_than_westward():
    # The point of fall runs away from an arc to the east and comes to meet one to the west.
    launch, apogee = (39.0, 125.8), 1_000.0 * km
    east, west = (turning_time(apogee, launch, (39.0, 125.8 + step)) for step in (30.0, -30.0))
    still = surface_arc(apogee, great_circle(launch, (39.0, 155.8))).free_flight
    assert west < still < east


@pytest.mark.parametrize(("apogee", "distance", "said"), [
    (0.0, 1e6, "apogee of more than 0 km"), (math.nan, 1e6, "apogee"), (1e9, 1e6, "less than 100,000 km"),
    (1e6, 0.0, "range of more than 0 km"), (1e6, math.nan, "range"), (1e6, 1.01 * HALF_ROUND, "half way round"),
    (1e6, math.inf, "range"),
])  # fmt: skip
def test_what_no_flight_has_is_refused(apogee, distance, said):
    with pytest.raises(RangeError, match=said):
        surface_arc(apogee, distance)
