"""Hitting a point that moves: found shots hit, and the closing condition is met."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.kernels.aim import GIVEN_APOGEE_SPEED, GIVEN_SPEED, LEAST_SPEED, aim, first_guess, miss, shot
from detente.kernels.constants import EARTH_RADIUS, EARTH_RATE
from detente.kernels.encounters import far_beyond
from detente.kernels.frames import ahead, central_angle

km, meter = 1e3, 1.0
latitudes = st.floats(-75.0, 75.0).map(math.radians)
longitudes = st.floats(-179.0, 179.0).map(math.radians)
azimuths = st.floats(0.0, 6.28)
distances = st.floats(200.0 * km, 12_000.0 * km)
burn_times = st.floats(50.0, 250.0)
STRONG = 9_000.0  # [m/s] full speed of a missile that reaches everything here


def least(launch, goal, vehicle):
    return aim(launch, goal, vehicle, EARTH_RATE, LEAST_SPEED, 0.0, first_guess(launch, goal, EARTH_RATE))


def missed(goal, azimuth, speed, climb, launch, vehicle) -> float:
    """How far from the goal this shot falls [m]."""
    lat, lon, *_ = shot(launch, azimuth, speed, climb, vehicle, EARTH_RATE)
    return EARTH_RADIUS * central_angle(*goal, lat, lon)


@given(lat=latitudes, lon=longitudes, azimuth=azimuths, distance=distances, burn_time=burn_times)
def test_the_least_speed_shot_hits_within_a_metre(lat, lon, azimuth, distance, burn_time):
    launch, goal = (lat, lon), ahead(lat, lon, azimuth, distance / EARTH_RADIUS)
    vehicle = (STRONG, burn_time)
    towards, speed, climb, found = least(launch, goal, vehicle)
    assert found
    assert missed(goal, towards, speed, climb, launch, vehicle) < 1.0 * meter


@given(lat=latitudes, lon=longitudes, azimuth=azimuths, distance=distances, burn_time=burn_times)
def test_no_neighbouring_angle_needs_less_speed(lat, lon, azimuth, distance, burn_time):
    launch, goal = (lat, lon), ahead(lat, lon, azimuth, distance / EARTH_RADIUS)
    vehicle = (STRONG, burn_time)
    towards, speed, climb, _ = least(launch, goal, vehicle)
    for lean in (-0.02, 0.02):
        # Azimuth and speed that hit at a flight-path angle held fixed: Newton's method on the two misses.
        x = np.array([towards, speed])
        for _ in range(8):

            def misses(x, lean=lean):
                lat2, lon2, *_ = shot(launch, x[0], x[1], climb + lean, vehicle, EARTH_RATE)
                return np.array(miss(goal, lat2, lon2))

            steps = np.diag([1e-6, 1e-3])
            slopes = np.array([(misses(x + step) - misses(x - step)) / (2.0 * step.sum()) for step in steps]).T
            x = x - np.linalg.solve(slopes, misses(x))
        assert np.linalg.norm(misses(x)) < 1e-7
        assert x[1] > speed


@given(lat=latitudes, lon=longitudes, azimuth=azimuths, distance=distances, extra=st.floats(1.02, 1.1),
       lean=st.sampled_from([-0.15, 0.15]))  # fmt: skip
def test_a_given_speed_has_a_lofted_and_a_depressed_shot(lat, lon, azimuth, distance, extra, lean):
    launch, goal = (lat, lon), ahead(lat, lon, azimuth, distance / EARTH_RADIUS)
    towards, speed, climb, _ = least(launch, goal, (STRONG, 120.0))
    vehicle = (extra * speed, 120.0)
    towards, speed, climb, found = least(launch, goal, vehicle)
    assume(found and speed < vehicle[0])
    guess = (towards, speed, min(1.5, max(0.01, climb + lean)))
    east, full, other, found = aim(launch, goal, vehicle, EARTH_RATE, GIVEN_SPEED, vehicle[0], guess)
    assume(found)
    assert full == pytest.approx(vehicle[0], rel=1e-6)
    assert missed(goal, east, full, other, launch, vehicle) < 1.0 * meter
    assert (other - climb) * lean > 0.0


@given(lat=latitudes, lon=longitudes, azimuth=azimuths, distance=distances, share=st.floats(0.8, 1.05))
def test_a_given_apogee_speed_is_met(lat, lon, azimuth, distance, share):
    launch, goal = (lat, lon), ahead(lat, lon, azimuth, distance / EARTH_RADIUS)
    vehicle = (STRONG, 150.0)
    start = least(launch, goal, vehicle)
    wanted = share * shot(launch, *start[:3], vehicle, EARTH_RATE)[4]
    towards, speed, climb, found = aim(launch, goal, vehicle, EARTH_RATE, GIVEN_APOGEE_SPEED, wanted, start[:3])
    assume(found)
    assert missed(goal, towards, speed, climb, launch, vehicle) < 1.0 * meter
    assert shot(launch, towards, speed, climb, vehicle, EARTH_RATE)[4] == pytest.approx(wanted, rel=1e-5)


def test_apogee_speeds_are_found_on_ordinary_flights():
    # The property above may skip; these may not.
    launch, vehicle = (math.radians(52.0), math.radians(46.0)), (STRONG, 180.0)
    goal = (math.radians(38.9), math.radians(-77.0))
    start = least(launch, goal, vehicle)
    top = shot(launch, *start[:3], vehicle, EARTH_RATE)[4]
    for share in (0.85, 0.95, 1.0, 1.03):
        *_, found = aim(launch, goal, vehicle, EARTH_RATE, GIVEN_APOGEE_SPEED, share * top, start[:3])
        assert found


def test_a_wish_that_no_arc_fulfils_is_said_not_to_be_found():
    launch, goal = (0.0, 0.0), (0.0, 0.5)
    start = least(launch, goal, (STRONG, 100.0))
    *_, found = aim(launch, goal, (STRONG, 100.0), EARTH_RATE, GIVEN_SPEED, 0.8 * start[1], start[:3])
    assert not found


@given(
    lat=latitudes,
    lon=longitudes,
    azimuth=azimuths,
    angle=st.floats(0.02, 3.1),
    speed=st.floats(1_000.0, 8_500.0),
    burn_time=burn_times,
)
def test_no_goal_in_range_is_called_far_beyond(lat, lon, azimuth, angle, speed, burn_time):
    # The short cut of maps: a goal that a search would reach must never be given up without one.
    launch, goal = (lat, lon), ahead(lat, lon, azimuth, angle)
    if far_beyond(angle, (speed, burn_time), EARTH_RATE):
        _, needed, _, found = least(launch, goal, (STRONG, burn_time))
        assert not found or needed > speed


def test_the_short_cut_is_worth_having():
    # 2,000 km at most, asked for 5,000 km; but not at 2,500 km, where the turning Earth could still help.
    assert far_beyond(5_000.0 * km / EARTH_RADIUS, (3_900.0, 100.0), EARTH_RATE)
    assert not far_beyond(2_500.0 * km / EARTH_RADIUS, (3_900.0, 100.0), EARTH_RATE)


@given(lat=latitudes, lon=longitudes, azimuth=azimuths, distance=st.floats(0.0, 8_000.0 * km))
def test_a_miss_has_the_length_of_the_distance(lat, lon, azimuth, distance):
    lat2, lon2 = ahead(lat, lon, azimuth, distance / EARTH_RADIUS)
    assert math.hypot(*miss((lat, lon), lat2, lon2)) * EARTH_RADIUS == pytest.approx(distance, abs=1.0 * meter)
