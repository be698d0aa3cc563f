"""What a sensor sees: the horizon in closed form, fields of view, and when a track is long enough."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.frames import ahead, latitude_longitude, up
from detente.kernels.refraction import BENDING_HEIGHT, STANDARD_FACTOR, exit_of_ray, horizon_angle
from detente.kernels.sight import covered, infrared_track_time, margin, passes, radar_row, track_time

km, degree, milliradian = 1e3, math.pi / 180.0, 1e-3
EMPTY = 1.0  # factor of a ray in empty space: the Earth as large as it is


def radar(lat=0.0, lon=0.0, reach=1e8, least=0.0, facing=0.0, half_width=math.pi, factor=EMPTY) -> np.ndarray:
    """A row as the kernels take it: latitude, longitude, elevation and azimuths [rad], reach [m]."""
    return radar_row(lat, lon, reach, least, facing, half_width, factor)


def seen_at(row: np.ndarray, azimuth: float, angle: float, height: float) -> float:
    """Margin of a point `angle` [rad] away from the radar."""
    lat, lon = latitude_longitude(*row[:3])
    return margin(row, *up(*ahead(lat, lon, azimuth, angle)), height)


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


@given(facing=st.floats(-720.0, 720.0), turns=st.integers(-2, 2), azimuth=st.floats(0.0, 360.0))
def test_a_facing_azimuth_may_be_written_with_any_number_of_turns(facing, turns, azimuth):
    one = radar(lat=0.5, lon=3.1, facing=facing * degree, half_width=60.0 * degree)
    other = radar(lat=0.5, lon=3.1 - 2.0 * math.pi, facing=(facing + 360.0 * turns) * degree, half_width=60.0 * degree)
    assert seen_at(one, azimuth * degree, 0.05, 400.0 * km) == pytest.approx(
        seen_at(other, azimuth * degree, 0.05, 400.0 * km), abs=1e-9
    )


def test_a_field_of_view_across_the_south_where_azimuths_jump():
    row = radar(lat=0.5, facing=180.0 * degree, half_width=30.0 * degree)
    views = {azimuth: seen_at(row, azimuth * degree, 0.05, 400.0 * km) > 0.0 for azimuth in (149, 151, 180, -180, -151)}
    assert views == {149: False, 151: True, 180: True, -180: True, -151: True}


# The air. Second implementation: a ray through the reference atmosphere, n r cos(elevation) constant along it.

REFRACTIVITY, SCALE_HEIGHT = 315e-6, 7_350.0  # ITU-R P.453 and P.834 (0.1361 a km there is 1/7.35 km)


def traced(elevation: float, top: float) -> tuple[float, float]:
    """Central angle [rad] at which a ray through the exponential air is `top` [m] high, and its bending so far."""

    def slower(h: float) -> float:
        return REFRACTIVITY * math.exp(-h / SCALE_HEIGHT)

    start = (1.0 + slower(0.0)) * EARTH_RADIUS * math.cos(elevation)

    def turn(root: float) -> float:  # by the root of the height, which takes the pole at elevation 0 away
        r = EARTH_RADIUS + root**2
        along = (1.0 + slower(root**2)) * r
        # along^2 - start^2 without its cancellation near the ground
        rise = EARTH_RADIUS * (slower(root**2) - slower(0.0)) + (1.0 + slower(root**2)) * root**2
        rise += 2.0 * (1.0 + slower(0.0)) * EARTH_RADIUS * math.sin(0.5 * elevation) ** 2
        return 2.0 * root * start / (r * math.sqrt(rise * (along + start))) if root > 0.0 else 0.0

    bends = [math.sqrt(h) for h in (1e1, 1e2, 1e3, 1e4, 1e5) if h < top]
    angle, _ = quad(turn, 1e-9, math.sqrt(top), points=bends, limit=500, epsabs=1e-12, epsrel=1e-10)
    climb = math.acos(start / ((1.0 + slower(top)) * (EARTH_RADIUS + top)))
    return angle, angle + elevation - climb


def bent(elevation: float, factor: float = STANDARD_FACTOR) -> float:
    """By how much [rad] a ray that starts at this elevation is bent in all."""
    gone, climb = exit_of_ray(elevation, factor)
    return gone + elevation - climb


@pytest.mark.parametrize("degrees", [0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0])
def test_total_bending_against_the_published_formula_and_a_traced_ray(degrees):
    # ITU-R P.834-9, formula (9), for a station at sea level in the reference atmosphere, elevation in degrees: the
    # bending in degrees is 1/(1.314 + 0.6437 e + 0.02869 e^2). Coefficients read in the source of Orekit. Two
    # straight pieces cannot do better than some parts in a hundred; P.834 itself is a fit.
    published = math.radians(1.0 / (1.314 + 0.6437 * degrees + 0.02869 * degrees**2))
    _, along_ray = traced(degrees * degree, 2_000.0 * km)
    assert along_ray == pytest.approx(published, abs=0.2 * milliradian)
    assert bent(degrees * degree) == pytest.approx(along_ray, abs=0.75 * milliradian)
    assert bent(degrees * degree) == pytest.approx(published, abs=0.75 * milliradian)


@pytest.mark.parametrize("height", [1.0, 2.0, 5.0, 7.35, 10.0, 20.0, 50.0, 100.0, 300.0, 1_000.0])
def test_the_horizon_against_a_traced_ray(height):
    angle, _ = traced(0.0, height * km)
    ours, empty = horizon_angle(height * km, STANDARD_FACTOR), horizon_angle(height * km, EMPTY)
    assert EARTH_RADIUS * abs(ours - angle) < 6.5 * km
    assert abs(ours - angle) < 0.12 * (angle - empty)  # of the bending itself
    if height >= 20.0:  # without the cap the rule goes on bending in space
        plain = STANDARD_FACTOR * horizon_angle(height * km / STANDARD_FACTOR, EMPTY)
        assert abs(plain - angle) > 2.0 * abs(ours - angle)


@given(height=st.floats(1.0, 7_350.0))
def test_low_objects_have_the_textbook_horizon(height):
    # Every radar textbook: d = sqrt(2 k R h) = 4.12 km times the root of the height in metres, k = 4/3. Its root
    # leaves out terms of the order of h / R.
    assert EARTH_RADIUS * horizon_angle(height, STANDARD_FACTOR) / km == pytest.approx(4.12 * height**0.5, rel=1e-3)


@given(height=st.floats(0.0, 2_000.0 * km), more=st.floats(1.0, 100.0 * km), least=st.floats(0.0, 60.0))
def test_the_horizon_and_the_lowest_ray_agree_with_the_margin(height, more, least):
    row = radar(lat=0.4, factor=STANDARD_FACTOR)
    edge = horizon_angle(height + more, STANDARD_FACTOR)
    assert seen_at(row, 1.0, edge, height + more) == pytest.approx(0.0, abs=2e-6)
    assert seen_at(row, 1.0, 0.99 * edge, height + more) > 0.0 > seen_at(row, 1.0, 1.01 * edge, height + more)
    gone, _ = exit_of_ray(least * degree, STANDARD_FACTOR)
    high = radar(lat=0.4, least=least * degree, factor=STANDARD_FACTOR)
    for near, h in ((0.999, BENDING_HEIGHT), (0.999, BENDING_HEIGHT - 1e-3)):  # seen from both sides of the cap
        assert seen_at(high, 1.0, near * gone, h) > 0.0 > seen_at(high, 1.0, gone / near, h)


@given(angle=st.floats(0.0, 1.2), height=st.floats(0.0, 3_000.0 * km), more=st.floats(0.1, 1_000.0 * km),
       least=st.floats(0.0, 80.0))  # fmt: skip
def test_what_is_seen_is_seen_higher_up_too(angle, height, more, least):
    row = radar(lat=0.3, least=least * degree, factor=STANDARD_FACTOR)
    if seen_at(row, 0.5, angle, height) >= 1e-9:
        assert seen_at(row, 0.5, angle, height + more) >= 0.0


@given(angle=st.floats(0.0, 1.2), height=st.floats(0.0, 3_000.0 * km), least=st.floats(0.0, 80.0))
def test_air_never_hides_what_empty_space_shows(angle, height, least):
    empty, air = (radar(lat=0.3, least=least * degree, factor=factor) for factor in (EMPTY, STANDARD_FACTOR))
    if seen_at(empty, 0.5, angle, height) >= 1e-9:
        assert seen_at(air, 0.5, angle, height) >= 0.0


@given(angle=st.floats(1e-4, 1.2), height=st.floats(10.0, 3_000.0 * km), least=st.floats(0.0, 80.0))
def test_in_empty_space_the_margin_is_plain_geometry(angle, height, least):
    # Elevation of a point at the central angle a and the height h: tan e = (cos a - R/(R + h)) / sin a.
    elevation = math.atan2(math.cos(angle) - EARTH_RADIUS / (EARTH_RADIUS + height), math.sin(angle))
    wanted = elevation - least * degree
    found = seen_at(radar(lat=0.3, least=least * degree), 0.5, angle, height)
    if abs(wanted) > 1e-6:
        assert (found > 0.0) == (wanted > 0.0)
    assert bent(least * degree, EMPTY) == pytest.approx(0.0, abs=1e-12)


def test_the_object_at_the_radar_is_no_accident():
    assert seen_at(radar(factor=STANDARD_FACTOR), 0.0, 0.0, 0.0) == 0.0


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
    longitudes = np.where(t < 30.5, 0.0995, np.where(t < 60.5, 0.1005, 0.0995))  # its range ends at 0.1
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


@given(start=st.floats(-0.3, 0.3), rate=st.floats(0.0005, 0.0015), needed=st.floats(0.0, 150.0))
def test_passes_and_the_track_tell_the_same_story(start, rate, needed):
    t = np.arange(0.0, 600.0, 5.0)
    path, row = passing(t, start + rate * t), radar(reach=REACH)
    entries, exits = np.empty(t.size), np.empty(t.size)
    count = passes(row, t, path, entries, exits)
    assert count <= 1
    known = track_time(row, needed, t, path)
    if count == 0:
        assert math.isnan(known)
        return
    leave = t[-1] if math.isnan(exits[0]) else exits[0]
    if leave - entries[0] > needed + 1e-6:
        assert known == pytest.approx(entries[0] + needed, abs=1e-9)
    elif leave - entries[0] < needed - 1e-6:
        assert math.isnan(known)


def test_every_pass_is_counted():
    t = np.arange(0.0, 200.0, 1.0)
    longitudes = np.where(t < 30.5, 0.0995, np.where(t < 60.5, 0.1005, 0.0995))  # its range ends at 0.1
    entries, exits = np.empty(t.size), np.empty(t.size)
    assert passes(radar(reach=REACH), t, passing(t, longitudes), entries, exits) == 2
    assert entries[0] == 0.0
    assert 30.0 < exits[0] < 31.0
    assert 60.0 < entries[1] < 61.0
    assert math.isnan(exits[1])


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
