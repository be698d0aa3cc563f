"""What a radar covers on a map, against closed formulas on the sphere, and the way of an interceptor to a point."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import RangeError
from detente.flying.coverage import coverage_outline
from detente.flying.flyout import arrivals
from detente.flying.flyout_path import path_to
from detente.flying.footprint import earliest_launches, encounter, flights, latest_launches
from detente.flying.ready import AIM, DEFENCE, LAUNCH, MISSILE
from detente.flying.sight import horizon_distance
from detente.flying.vehicles import Interceptor, Radar, Site
from detente.flying.windows import Defence
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.frames import bearing, central_angle

METRE = 1.0 / EARTH_RADIUS


def away(radar, ring):
    """Central angles [rad] from a radar to the points of a ring."""
    here = np.radians(radar.at)
    return np.array([central_angle(*here, *np.radians(point)) for point in ring])


@given(st.floats(-80.0, 80.0), st.floats(-180.0, 180.0), st.floats(400e3, 1500e3), st.floats(50e3, 380e3))
def test_a_near_radar_reaches_as_far_as_its_range(latitude, longitude, reach, height):
    # Law of cosines in the triangle of the Earth's centre, the radar and the point; the horizon lies beyond it here.
    radar = Radar("near", (latitude, longitude), reach, math.radians(0.0), 0.0)
    top = EARTH_RADIUS + height
    angle = math.acos((top**2 + EARTH_RADIUS**2 - reach**2) / (2.0 * top * EARTH_RADIUS))
    if angle * EARTH_RADIUS < 0.95 * horizon_distance(height):
        np.testing.assert_allclose(away(radar, coverage_outline(radar, height)), angle, atol=10 * METRE)


def test_a_far_radar_sees_to_its_horizon():
    radar = Radar("far", (50.0, 10.0), 9e6, 0.0, 0.0)
    found = away(radar, coverage_outline(radar, 300e3)) * EARTH_RADIUS
    np.testing.assert_allclose(found, horizon_distance(300e3), rtol=1e-5)


def test_a_sector_begins_and_ends_at_the_radar_and_keeps_its_width():
    radar = Radar("one way", (40.0, 40.0), 2e6, 0.0, 0.0, math.radians(100.0), math.radians(120.0))
    ring = coverage_outline(radar, 300e3)
    assert ring[0].tolist() == pytest.approx([40.0, 40.0])
    here = np.radians(radar.at)
    azimuths = [math.degrees(bearing(*here, *np.radians(point))) % 360.0 for point in ring[1:]]
    assert (min(azimuths), max(azimuths)) == pytest.approx((40.0, 160.0), abs=0.01)


def test_what_no_ray_reaches_has_no_outline():
    low = Radar("low", (0.0, 0.0), 100e3, 0.0, 0.0)
    assert coverage_outline(low, 300e3).shape == (0, 2)


# The way of an interceptor

FAST = Interceptor("fast", 5_000.0, 60.0, 100e3, 900.0)


@given(st.floats(200e3, 1_500e3), st.floats(100e3, 600e3), st.floats(-3.1, 3.1))
def test_an_interceptor_comes_where_it_should_when_it_should(distance, height, azimuth):
    site, angle = (50.0, 10.0), distance / EARTH_RADIUS
    lat = math.asin(
        math.sin(math.radians(50.0)) * math.cos(angle)
        + math.cos(math.radians(50.0)) * math.sin(angle) * math.cos(azimuth)
    )
    lon = math.radians(10.0) + math.atan2(
        math.sin(azimuth) * math.sin(angle) * math.cos(math.radians(50.0)),
        math.cos(angle) - math.sin(math.radians(50.0)) * math.sin(lat),
    )
    time = arrivals(FAST, np.array([[distance, height]]))[0]
    if math.isnan(time):
        with pytest.raises(RangeError, match="cannot be"):
            path_to(FAST, site, (lat, lon, height))
        return
    path = path_to(FAST, site, (lat, lon, height))
    assert path[0].tolist() == pytest.approx([0.0, 50.0, 10.0, 0.0], abs=1e-6)
    assert path[-1, 0] == pytest.approx(time, abs=1e-6)
    assert central_angle(*np.radians(path[-1, 1:3]), lat, lon) * EARTH_RADIUS < 20e3
    assert path[-1, 3] == pytest.approx(height / 1e3, abs=20.0)
    assert (np.diff(path[:, 0]) > 0.0).all()


# The two halves of an encounter


def test_the_halves_of_an_encounter_are_the_whole():
    flown = flights(MISSILE, LAUNCH, np.concatenate([AIM, 0.9 * AIM, [[1.5, 0.0]]]))
    second = Site("second", (17.0, 12.0), Interceptor("second", 5_000.0, 50.0, 80e3, 500.0))
    for rules in (DEFENCE.rules, *(type(DEFENCE.rules)(p, 15.0, 10.0, False) for p in ("organic", "engage-on-remote"))):
        both = Defence((*DEFENCE.sites, second), DEFENCE.radars, DEFENCE.infrared, rules)
        whole = encounter(both, flown, tables=True)
        np.testing.assert_array_equal(earliest_launches(both, flown), whole.earliest)
        for s in range(2):
            np.testing.assert_array_equal(latest_launches(both, s, flown), whole.latest[:, :, s])
