"""What a sensor sees: the horizon in closed form, fields of view, and when a track is long enough."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.frames import ahead, up
from detente.kernels.sight import covered, infrared_track_time, margin, track_time

km, degree = 1e3, math.pi / 180.0


def radar(lat=0.0, lon=0.0, reach=1e8, least=0.0, facing=0.0, half_width=math.pi) -> np.ndarray:
    """A row as the kernels take it: latitude, longitude, elevation and azimuths [rad], reach [m]."""
    return np.array([*up(lat, lon), lat, lon, reach, least, facing, half_width])


def seen_at(row: np.ndarray, azimuth: float, angle: float, height: float) -> float:
    """Margin of a point `angle` [rad] away from the radar."""
    return margin(row, *up(*ahead(row[3], row[4], azimuth, angle)), height)


@given(lat=st.floats(-1.5, 1.5), azimuth=st.floats(0.0, 6.28), height=st.floats(1.0 * km, 3_000.0 * km))
def test_the_horizon_lies_where_geometry_puts_it(lat, azimuth, height):
    # A tangent to the sphere meets the height h at the distance sqrt(2 R h + h^2), hence at the angle acos(R/(R + h)).
    row, edge = radar(lat=lat), math.acos(EARTH_RADIUS / (EARTH_RADIUS + height))
    assert seen_at(row, azimuth, edge, height) == pytest.approx(0.0, abs=1e-6)
    assert seen_at(row, azimuth, 0.99 * edge, height) > 0.0
    assert seen_at(row, azimuth, 1.01 * edge, height) < 0.0
    straight = math.sqrt(2.0 * EARTH_RADIUS * height + height**2)
    within, beyond = radar(lat=lat, reach=0.98 * straight), radar(lat=lat, reach=1.02 * straight)
    assert seen_at(within, azimuth, 0.995 * edge, height) < 0.0 < seen_at(beyond, azimuth, 0.995 * edge, height)


@given(least=st.floats(1.0, 60.0), height=st.floats(50.0 * km, 1_000.0 * km))
def test_the_least_elevation_cuts_a_cone(least, height):
    # Elevation e at the angle a: tan e = (cos a - R/(R + h)) / sin a, solved for a.
    e = least * degree
    edge = math.acos(EARTH_RADIUS * math.cos(e) / (EARTH_RADIUS + height)) - e
    row = radar(lat=0.7, least=e)
    assert seen_at(row, 1.0, edge, height) == pytest.approx(0.0, abs=1e-6)
    assert seen_at(row, 1.0, 0.97 * edge, height) > 0.0 > seen_at(row, 1.0, 1.03 * edge, height)


def test_straight_up_is_always_inside():
    assert seen_at(radar(lat=0.7, least=80.0 * degree, facing=1.0, half_width=0.1), 1.0, 1e-9, 300.0 * km) > -0.1
    assert seen_at(radar(lat=0.7, least=80.0 * degree), 1.0, 1e-6, 300.0 * km) > 0.0


@given(facing=st.floats(-360.0, 360.0), width=st.floats(20.0, 340.0), off=st.floats(0.0, 180.0))
def test_a_field_of_view_is_as_wide_as_it_says(facing, width, off):
    row = radar(lat=0.6, lon=0.5, facing=facing * degree, half_width=0.5 * width * degree)
    if abs(off - 0.5 * width) > 0.5:
        for side in (-1.0, 1.0):
            inside = seen_at(row, (facing + side * off) * degree, 0.05, 400.0 * km) >= 0.0
            assert inside == (off < 0.5 * width)


def test_a_field_of_view_across_the_north():
    row = radar(facing=350.0 * degree, half_width=30.0 * degree)  # 320 to 20 degrees
    views = {azimuth: seen_at(row, azimuth * degree, 0.05, 400.0 * km) > 0.0 for azimuth in (315, 325, 0, 15, 25)}
    assert views == {315: False, 325: True, 0: True, 15: True, 25: False}


# Track time. The object flies along the equator at 300 km, 0.001 rad a second; the radar at 0 E sees 0.1 rad far.

HEIGHT = 300.0 * km
TOP = EARTH_RADIUS + HEIGHT
REACH = math.sqrt(EARTH_RADIUS**2 + TOP**2 - 2.0 * EARTH_RADIUS * TOP * math.cos(0.1))


def passing(t: np.ndarray, longitudes: np.ndarray) -> np.ndarray:
    return np.array([[*up(0.0, lon), HEIGHT] for lon in longitudes])


def test_a_track_is_complete_once_the_object_was_in_sight_for_long_enough():
    t = np.arange(0.0, 400.0, 1.0)
    path = passing(t, -0.2 + 0.001 * t)  # enters at t = 100 s, leaves at 300 s
    row = radar(reach=REACH)
    assert track_time(row, 20.0, t, path) == pytest.approx(120.0, abs=0.01)
    assert track_time(row, 0.0, t, path) == pytest.approx(100.0, abs=0.01)
    assert track_time(row, 199.0, t, path) == pytest.approx(299.0, abs=0.01)
    assert math.isnan(track_time(row, 201.0, t, path))


def test_coarse_samples_change_the_entry_little():
    t = np.arange(0.0, 401.0, 16.0)
    assert track_time(radar(reach=REACH), 20.0, t, passing(t, -0.2 + 0.001 * t)) == pytest.approx(120.0, abs=0.5)


def test_a_break_starts_the_count_again():
    # In sight from 0 to 30 s, away until 60 s, back from then on: 40 s of track are complete at 100 s.
    t = np.arange(0.0, 200.0, 1.0)
    longitudes = np.where(t < 30.5, 0.0, np.where(t < 60.5, 0.5, 0.0))
    row = radar(reach=REACH)
    assert track_time(row, 40.0, t, passing(t, longitudes)) == pytest.approx(100.5, abs=1.0)
    assert track_time(row, 25.0, t, passing(t, longitudes)) == pytest.approx(25.0)


def test_a_time_that_is_of_no_interest_may_be_left_out_and_no_other():
    t = np.arange(0.0, 400.0, 1.0)
    path, row = passing(t, -0.2 + 0.001 * t), radar(reach=REACH)  # a track of 20 s is complete at 120 s
    assert track_time(row, 20.0, t, path, 130.0) == track_time(row, 20.0, t, path, math.inf)
    left_out = track_time(row, 20.0, t, path, 50.0)
    assert math.isnan(left_out) or left_out > 50.0


def test_what_is_in_sight_at_launch_counts_from_launch():
    t = np.arange(0.0, 100.0, 10.0)
    assert track_time(radar(reach=REACH), 35.0, t, passing(t, np.zeros(t.size))) == pytest.approx(35.0)


def test_what_is_never_in_sight_has_no_track():
    t = np.arange(0.0, 100.0, 10.0)
    assert math.isnan(track_time(radar(reach=REACH), 1.0, t, passing(t, np.full(t.size, 1.0))))
    assert math.isnan(track_time(radar(reach=REACH), 1.0, t, np.full((t.size, 4), math.nan)))


# Infrared satellites


def test_infrared_needs_a_burning_missile_above_the_clouds_for_long_enough():
    t = np.linspace(0.0, 200.0, 21)
    path = np.zeros((21, 4))
    path[:, 0], path[:, 3] = 1.0, 1.0 * km * t  # 1 km a second: 10 km after 10 s; burnout at sample 12, 120 s
    assert infrared_track_time(10.0 * km, 30.0, 12, t, path) == pytest.approx(40.0)
    assert infrared_track_time(15.0 * km, 30.0, 12, t, path) == pytest.approx(45.0)
    assert infrared_track_time(10.0 * km, 110.0, 12, t, path) == pytest.approx(120.0)
    assert math.isnan(infrared_track_time(10.0 * km, 111.0, 12, t, path))
    assert math.isnan(infrared_track_time(130.0 * km, 0.0, 12, t, path))


def test_no_satellites_no_track():
    t = np.linspace(0.0, 200.0, 21)
    path = np.full((21, 4), 1e5)
    assert math.isnan(infrared_track_time(math.nan, math.nan, 12, t, path))


def test_covered_by_any_one_of_several_radars():
    radars = np.array([radar(lon=0.0, reach=REACH), radar(lon=0.5, reach=REACH)])
    path = passing(np.zeros(4), np.array([0.0, 0.25, 0.5, 1.0]))
    seen = np.ones(4, dtype=np.bool_)
    covered(radars, path, seen)
    assert seen.tolist() == [True, False, True, False]
    covered(radars[:0], path, seen)
    assert not seen.any()
