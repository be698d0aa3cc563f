"""Free flight over the turning Earth. Published arcs are in tests/published; here are the identities."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import config

from detente.kernels.coast import impact, kinematic_impact, onward, sample_arc, state
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS, EARTH_RATE
from detente.kernels.frames import ahead, bearing, central_angle, latitude_longitude, up

km, degree = 1e3, math.pi / 180.0
latitudes = st.floats(-80.0, 80.0).map(math.radians)
longitudes = st.floats(-179.0, 179.0).map(math.radians)
azimuths = st.floats(0.0, 6.28)
speeds = st.floats(1_000.0, 7_500.0)
climbs = st.floats(5.0, 85.0).map(math.radians)
heights = st.floats(0.0, 300.0 * km)


def fall_of(lat, lon, height, speed, climb, azimuth, turning=EARTH_RATE):
    x, y, z, time, apogee, _ = impact(lat, lon, height, speed, climb, azimuth, turning)
    return *latitude_longitude(x, y, z), time, apogee


@given(lat=latitudes, lon=longitudes, height=heights, speed=speeds, climb=climbs, azimuth=azimuths)
def test_samples_lead_from_the_state_over_the_apogee_to_the_impact(lat, lon, height, speed, climb, azimuth):
    start = state(lat, lon, height, speed, climb, azimuth, EARTH_RATE)
    t, path = np.empty(401), np.empty((401, 4))
    sample_arc(start, 100.0, EARTH_RATE, t, path)
    x, y, z, time, apogee, _ = impact(lat, lon, height, speed, climb, azimuth, EARTH_RATE)
    assert path[0] == pytest.approx([*up(lat, lon), height], abs=1e-3)
    assert path[-1] == pytest.approx([x, y, z, 0.0], abs=1e-3)
    assert t[-1] == pytest.approx(100.0 + time, abs=1e-6)
    assert np.all(np.diff(t) > 0.0)
    assert path[:, 3].max() == pytest.approx(apogee, rel=1e-4, abs=1.0)
    assert path[:, 3].max() <= apogee + 1e-3


def east_and_west(lat: float, speed: float, climb: float, turning: float) -> list[float]:
    """Range angles [rad] of the same shot to the east and to the west."""
    falls = [fall_of(lat, 0.0, 0.0, speed, climb, azimuth * degree, turning) for azimuth in (90.0, 270.0)]
    return [central_angle(lat, 0.0, *fall[:2]) for fall in falls]


@given(lat=latitudes, speed=speeds, climb=climbs)
def test_east_and_west_are_alike_on_an_earth_held_still(lat, speed, climb):
    east, west = east_and_west(lat, speed, climb, 0.0)
    assert east == pytest.approx(west, abs=1e-9)


@given(lat=st.floats(-40.0, 40.0).map(math.radians), speed=st.floats(1_000.0, 6_500.0))
def test_east_goes_farther_on_the_turning_earth(lat, speed):
    east, west = east_and_west(lat, speed, 35.0 * degree, EARTH_RATE)
    assert east > west


@given(lat=latitudes, lon=longitudes, height=heights, speed=speeds, climb=climbs, azimuth=azimuths)
def test_nothing_depends_on_the_longitude_of_the_launch(lat, lon, height, speed, climb, azimuth):
    here, there = fall_of(lat, 0.0, height, speed, climb, azimuth), fall_of(lat, lon, height, speed, climb, azimuth)
    assert there[0] == pytest.approx(here[0], abs=1e-9)
    assert math.remainder(there[1] - here[1] - lon, 2.0 * math.pi) == pytest.approx(0.0, abs=1e-7)
    assert there[2:] == pytest.approx(here[2:], rel=1e-9)


@given(lat=st.floats(5.0, 80.0).map(math.radians), speed=st.floats(1_000.0, 6_000.0))
def test_a_vertical_shot_falls_to_the_west(lat, speed):
    _, lon, *_ = fall_of(lat, 0.0, 0.0, speed, 90.0 * degree, 0.0)
    assert lon < 0.0


def test_the_space_fixed_speed_at_apogee_follows_from_the_angular_momentum():
    *_, apogee, top_speed = impact(0.0, 0.0, 0.0, 7_000.0, 30.0 * degree, 90.0 * degree, EARTH_RATE)
    level = 7_000.0 * math.cos(30.0 * degree) + EARTH_RATE * EARTH_RADIUS
    assert top_speed == pytest.approx(level * EARTH_RADIUS / (EARTH_RADIUS + apogee), rel=1e-9)


@given(lat=latitudes, lon=longitudes, azimuth=azimuths, angle=st.floats(0.01, 2.0))
def test_onward_is_the_azimuth_at_the_far_end(lat, lon, azimuth, angle):
    lat2, lon2 = ahead(lat, lon, azimuth, angle)
    back = bearing(lat2, lon2, lat, lon) + math.pi
    assert math.cos(onward(lat, azimuth, angle) - back) == pytest.approx(1.0, abs=1e-9)


def test_an_ascent_only_moves_the_start_of_the_arc():
    lat2, lon2 = ahead(0.5, 0.3, 1.0, 0.02)
    direct = impact(lat2, lon2, 200.0 * km, 6_000.0, 0.5, onward(0.5, 1.0, 0.02), EARTH_RATE)
    assert kinematic_impact(0.5, 0.3, 1.0, 200.0 * km, 0.02, 6_000.0, 0.5, EARTH_RATE) == pytest.approx(direct)


@pytest.mark.skipif(bool(config.DISABLE_JIT), reason="plain Python raises where compiled code gives NaN")
def test_what_does_not_come_down_is_nan():
    circle = math.sqrt(EARTH_MU / (EARTH_RADIUS + 300.0 * km))
    for speed in (circle * 1.01, 12_000.0):
        assert math.isnan(impact(0.0, 0.0, 300.0 * km, speed, 0.0, 0.0, 0.0)[3])
    t, path = np.empty(5), np.empty((5, 4))
    sample_arc(state(0.0, 0.0, 0.0, 12_000.0, 1.0, 0.0, 0.0), 0.0, 0.0, t, path)
    assert np.isnan(t[1:]).all()
    assert np.isnan(path[1:]).all()
