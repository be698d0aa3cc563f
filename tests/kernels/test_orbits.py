"""Satellites near a place: closed forms, two other ways to the same number, and what must hold for any orbit."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad

from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.orbits import reach_angle, share_in_reach, share_of_parallel

km, degree = 1e3, math.pi / 180.0
RIGHT = 0.5 * math.pi
REACHES, LATITUDES, INCLINATIONS = st.floats(1e-3, 3.1), st.floats(-RIGHT, RIGHT), st.floats(0.0, math.pi)


@given(reach=st.floats(1e-3, 3.1))
def test_closed_forms(reach):
    # A polar orbit passes the pole once a turn and is within reach of it over twice the reach angle out of 2 pi; so is
    # an equatorial orbit with a point of the equator, whose longitude runs past evenly.
    assert share_in_reach(reach, RIGHT, RIGHT) == pytest.approx(reach / math.pi, rel=1e-9)
    assert share_in_reach(reach, 0.0, 0.0) == pytest.approx(reach / math.pi, rel=1e-9)


@given(reach=st.floats(0.01, 3.0), lat=LATITUDES)
def test_orbits_of_all_directions_share_the_sphere_evenly(reach, lat):
    # Poles of isotropic orbits have the density sin i / 2; their satellites fill the sphere evenly, so the share is
    # that of a cap, (1 - cos reach) / 2. The sums over i have kinks where an orbit begins to reach the point.
    kinks = sorted(
        {edge for edge in (abs(lat) - reach, abs(lat) + reach, math.pi - abs(lat) - reach) if 0.0 < edge < RIGHT}
    )
    ends = [0.0, *kinks, RIGHT]
    found = sum(
        quad(lambda i: math.sin(i) * share_in_reach(reach, lat, i), low, high, limit=200, epsabs=1e-9)[0]
        for low, high in itertools.pairwise(ends)
    )
    assert found == pytest.approx(0.5 * (1.0 - math.cos(reach)), abs=1e-6)


@given(reach=st.floats(0.01, 3.0), inclination=st.floats(0.01, math.pi - 0.01))
def test_on_the_average_over_the_earth_any_orbit_reaches_the_same(reach, inclination):
    # Whichever way the orbit lies, a satellite always covers a cap: the area mean of the share is the cap's part.
    steep = min(inclination, math.pi - inclination)
    kinks = {steep - reach, steep + reach, reach - steep, math.pi - steep - reach}
    ends = [0.0, *sorted(edge for edge in kinks if 0.0 < edge < RIGHT), RIGHT]
    found = sum(
        quad(lambda lat: math.cos(lat) * share_in_reach(reach, lat, inclination), low, high, limit=200, epsabs=1e-9)[0]
        for low, high in itertools.pairwise(ends)
    )
    assert found == pytest.approx(0.5 * (1.0 - math.cos(reach)), abs=1e-6)


@given(reach=REACHES, lat=LATITUDES, inclination=INCLINATIONS)
def test_another_quadrature_finds_the_same(reach, lat, inclination):
    steep = math.sin(inclination)
    assume(steep > 1e-3)
    edges = {math.asin(s / steep) for s in (math.sin(lat - reach), math.sin(lat + reach)) if abs(s) < steep}
    ends = [-RIGHT, *sorted(edges), RIGHT]
    found = sum(
        quad(lambda u: share_of_parallel(steep * math.sin(u), reach, lat), low, high, limit=400, epsabs=1e-11)[0]
        for low, high in itertools.pairwise(ends)
    )
    assert share_in_reach(reach, lat, inclination) == pytest.approx(found / math.pi, abs=1e-7)


@pytest.mark.parametrize(
    ("reach", "lat", "inclination"),
    [
        (6.3, 39.0, 60.0),
        (6.3, 39.0, 42.0),
        (2.0, 55.0, 97.5),
        (20.0, -10.0, 30.0),
        (40.0, 75.0, 80.0),
        (110.0, 30.0, 50.0),
    ],
)
def test_throwing_dice_finds_the_same(reach, lat, inclination):
    # Second implementation: satellites at random points of their orbits and the Earth at random turns; points in space
    # instead of parallels. Five standard deviations of the draw.
    dice, n = np.random.default_rng(7), 4_000_000
    u, turn = dice.uniform(0.0, 2.0 * math.pi, (2, n))
    along, across = np.cos(u), np.sin(u)
    i = inclination * degree
    x = np.cos(turn) * along - np.sin(turn) * across * math.cos(i)
    z = across * math.sin(i)
    cosine = x * math.cos(lat * degree) + z * math.sin(lat * degree)
    drawn = float(np.mean(cosine >= math.cos(reach * degree)))
    spread = math.sqrt(max(drawn * (1.0 - drawn), 1e-9) / n)
    assert share_in_reach(reach * degree, lat * degree, i) == pytest.approx(drawn, abs=5.0 * spread)


@given(reach=REACHES, more=st.floats(0.0, 0.5), lat=LATITUDES, inclination=INCLINATIONS)
def test_more_reach_is_never_less_and_a_share_is_a_share(reach, more, lat, inclination):
    one, other = (share_in_reach(angle, lat, inclination) for angle in (reach, reach + more))
    assert 0.0 <= one <= other + 1e-9
    assert other <= 1.0


@given(reach=st.floats(0.001, 1.0), lat=st.floats(0.0, RIGHT), inclination=st.floats(0.0, RIGHT))
def test_nothing_is_reached_poleward_of_inclination_and_reach(reach, lat, inclination):
    beyond = abs(lat) - inclination - reach
    if beyond > 1e-9:
        assert share_in_reach(reach, lat, inclination) == 0.0
    elif beyond < -1e-3:
        assert share_in_reach(reach, lat, inclination) > 0.0


@given(reach=REACHES, lat=LATITUDES, inclination=INCLINATIONS)
def test_north_is_as_south_and_forward_as_backward(reach, lat, inclination):
    found = share_in_reach(reach, lat, inclination)
    assert share_in_reach(reach, -lat, inclination) == pytest.approx(found, abs=1e-9)
    # sin(pi) is not quite 0 in a computer, and a share begins like a root
    assert share_in_reach(reach, lat, math.pi - inclination) == pytest.approx(found, abs=1e-7)


def test_no_reach_no_share():
    for reach in (0.0, -1.0, math.nan):
        assert share_in_reach(reach, 0.5, 1.0) == 0.0


# How far


@given(altitude=st.floats(200.0, 2_000.0), height=st.floats(0.0, 400.0), flown=st.floats(1.0, 5_000.0))
def test_the_reach_is_the_third_side_of_a_triangle(altitude, height, flown):
    orbit, meeting = EARTH_RADIUS + altitude * km, EARTH_RADIUS + height * km
    angle = reach_angle(flown * km, orbit, meeting)
    if flown < abs(altitude - height) - 1e-6:
        assert math.isnan(angle)
    elif flown > abs(altitude - height) + 1e-6:
        there = np.array([meeting * math.cos(angle), meeting * math.sin(angle)])
        assert np.hypot(*(there - [orbit, 0.0])) == pytest.approx(flown * km, rel=1e-6)


def test_who_flies_farther_than_the_earth_is_wide_reaches_all_of_it():
    assert reach_angle(2e7, EARTH_RADIUS + 500.0 * km, EARTH_RADIUS) == math.pi
