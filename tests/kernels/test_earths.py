"""The two Earths: WGS 84 geodesy against Karney's library, gravity against the gradient of the potential."""

import math

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.earths import WGS84, ellipsoid, gravity, latitude_height, placed, sphere

meter = 1.0
latitudes = st.floats(-0.5 * math.pi, 0.5 * math.pi)
longitudes = st.floats(-math.pi, math.pi)
heights = st.floats(-1e4, 1e7)


@settings(max_examples=200)
@given(lat=latitudes, lon=longitudes, height=heights, round_=st.booleans())
def test_a_place_and_its_position_are_one_and_the_same(lat, lon, height, round_):
    earth = sphere(True) if round_ else WGS84
    x, y, z = placed(lat, lon, height, earth)
    again, high = latitude_height(x, y, z, earth)
    assert again == pytest.approx(lat, abs=1e-11)
    assert high == pytest.approx(height, abs=1e-6 * meter)


def test_the_half_axes_are_those_of_the_geodesic_library():
    # geographiclib carries WGS 84 on its own: equatorial radius and flattening.
    assert (WGS84[2], WGS84[3]) == (Geodesic.WGS84.a, Geodesic.WGS84.f)
    assert placed(0.5 * math.pi, 0.0, 0.0, WGS84)[2] == pytest.approx(6_356_752.3142, abs=1e-3)  # NIMA TR8350.2


@settings(max_examples=50)
@given(lat=latitudes, lon=longitudes, height=st.floats(0.0, 2e6))
def test_gravity_is_the_gradient_of_the_potential(lat, lon, height):
    def potential(x: float, y: float, z: float) -> float:
        mu, _, a, _, j2, j3, j4 = WGS84
        r = math.sqrt(x * x + y * y + z * z)
        s = z / r
        p2, p3, p4 = 1.5 * s * s - 0.5, 2.5 * s**3 - 1.5 * s, (35 * s**4 - 30 * s * s + 3) / 8
        return mu / r * (1 - j2 * (a / r) ** 2 * p2 - j3 * (a / r) ** 3 * p3 - j4 * (a / r) ** 4 * p4)

    at = np.array(placed(lat, lon, height, WGS84))
    step = 200.0  # central differences: their error is about (step/r)^2, 1e-9 of gravity
    for k, pull in enumerate(gravity(*at, WGS84)):
        ahead, behind = at.copy(), at.copy()
        ahead[k] += step
        behind[k] -= step
        assert pull == pytest.approx((potential(*ahead) - potential(*behind)) / (2 * step), abs=1e-6)


def test_gravity_at_equator_and_pole():
    # WGS 84 normal gravity, NIMA TR8350.2 table 3.4: 9.7803253359 at the equator (centrifugal part taken off there)
    # and 9.8321849378 m/s^2 at the poles. J3 is not in normal gravity: at a pole it pulls 4 J3 g = 1.0e-4 m/s^2.
    equator = placed(0.0, 0.0, 0.0, WGS84)
    assert -gravity(*equator, WGS84)[0] - WGS84[1] ** 2 * WGS84[2] == pytest.approx(9.7803253359, abs=5e-5)
    pole = placed(0.5 * math.pi, 0.0, 0.0, WGS84)
    assert -gravity(*pole, WGS84)[2] == pytest.approx(9.8321849378, abs=1.1e-4)


def test_an_earth_held_still_does_not_turn():
    assert ellipsoid(False)[1] == sphere(False)[1] == 0.0
    assert ellipsoid(True)[1] == pytest.approx(sphere(True)[1], rel=2e-7)
    assert sphere(True)[2] == EARTH_RADIUS
