"""Directions on the sphere: identities only, the formulas are classical."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.kernels.frames import ahead, bearing, central_angle, east, latitude_longitude, north, turned, up

latitudes = st.floats(-1.55, 1.55)
longitudes = st.floats(-3.14, 3.14)


@given(lat=latitudes, lon=longitudes)
def test_east_north_and_up_make_a_right_handed_frame(lat, lon):
    e, n, u = np.array(east(lon)), np.array(north(lat, lon)), np.array(up(lat, lon))
    assert np.allclose(np.cross(e, n), u, atol=1e-15)
    assert np.allclose([e @ e, n @ n, u @ u, e @ n, n @ u, u @ e], [1, 1, 1, 0, 0, 0], atol=1e-15)


@given(lat=latitudes, lon=longitudes)
def test_latitude_and_longitude_come_back_from_the_vertical(lat, lon):
    assert np.allclose(latitude_longitude(*up(lat, lon)), (lat, lon), atol=1e-14)


@given(lat=latitudes, lon=longitudes, azimuth=st.floats(-3.1, 3.1), angle=st.floats(0.01, 3.0))
def test_going_ahead_covers_the_angle_on_the_bearing(lat, lon, azimuth, angle):
    lat2, lon2 = ahead(lat, lon, azimuth, angle)
    assert math.isclose(central_angle(lat, lon, lat2, lon2), angle, abs_tol=1e-7)
    assert abs(math.remainder(bearing(lat, lon, lat2, lon2) - azimuth, 2.0 * math.pi)) < 1e-6 / math.cos(lat)


@given(lat1=latitudes, lon1=longitudes, lat2=latitudes, lon2=longitudes)
def test_the_central_angle_is_that_between_the_verticals(lat1, lon1, lat2, lon2):
    # atan2 of cross and dot product: exact for near and far points alike
    a, b = np.array(up(lat1, lon1)), np.array(up(lat2, lon2))
    expected = math.atan2(np.linalg.norm(np.cross(a, b)), a @ b)
    assert math.isclose(central_angle(lat1, lon1, lat2, lon2), expected, abs_tol=3e-8)


def test_bearings_over_the_compass():
    for azimuth, lat2, lon2 in ((0.0, 0.1, 0.0), (90.0, 0.0, 0.1), (180.0, -0.1, 0.0), (-90.0, 0.0, -0.1)):
        assert math.isclose(math.degrees(bearing(0.0, 0.0, lat2, lon2)), azimuth, abs_tol=1e-12)


@given(x=st.floats(-1e7, 1e7), y=st.floats(-1e7, 1e7), angle=st.floats(-7.0, 7.0))
def test_turning_there_and_back_changes_nothing(x, y, angle):
    assert np.allclose(turned(*turned(x, y, angle), -angle), (x, y), atol=1e-8)


def test_turning_is_towards_the_east():
    assert np.allclose(turned(1.0, 0.0, 0.5 * math.pi), (0.0, 1.0), atol=1e-15)
