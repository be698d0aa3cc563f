"""Meeting points with the arithmetic written out: latest launch, windows, shots one after the other."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.kernels.constants import EARTH_RADIUS, FASTEST
from detente.kernels.flyout import looked_up
from detente.kernels.frames import up
from detente.kernels.intercept import UNMOVED, flight_times, latest_by_table, latest_launch, shots, to_floor, window
from detente.kernels.sight import ROW

km, nan = 1e3, math.nan
EVERYWHERE = (0.0, math.inf, math.inf)


# The hand-made case: the missile can be met from 100 to 300 s, and every flight to it takes 50 s.
T = np.arange(0.0, 401.0, 20.0)
TIMES = np.where((T >= 100.0) & (T <= 300.0), 50.0, nan)


def test_the_latest_launch_of_the_hand_made_case():
    # Met at 300 s at the latest, so the interceptor leaves at 300 - 50 = 250 s, to sample 300 / 20 = 15.
    assert latest_launch(T, TIMES) == (250.0, 15)


def test_shoot_look_shoot_by_hand():
    # Launch at 20 s: there at 20 + 50 = 70 s, before the missile may be met: wait for it, meet it at 100 s.
    # Look for 30 s, launch at 130 s, meet at 180 s; launch at 210 s, meet at 260 s; launch at 290 s: there at 340 s,
    # after 300 s. Three shots.
    assert shots(T, TIMES, 20.0, 30.0) == 3
    # Without a look: 20, 100, 150, 200, 250 s -> met at 100, 150, 200, 250, 300 s. Five shots.
    assert shots(T, TIMES, 20.0, 0.0) == 5
    # A look of 200 s: launch at 20 s, meet at 100 s, launch at 300 s: too late. One shot.
    assert shots(T, TIMES, 20.0, 200.0) == 1
    # The last useful launch is at 250 s.
    assert shots(T, TIMES, 250.0, 0.0) == 1
    assert shots(T, TIMES, 251.0, 0.0) == 0


def test_the_window_of_the_hand_made_case():
    assert window(T, TIMES, 20.0) == (100.0, 300.0)
    # Launch at 165 s: at the missile from 215 s on, between the samples at 200 and 220 s.
    assert window(T, TIMES, 165.0) == pytest.approx((215.0, 300.0))
    assert np.isnan(window(T, TIMES, 251.0)).all()


def test_a_window_that_closes_inside_a_stretch_is_interpolated():
    # Flights take ever longer: 50 s at 100 s, then 2 s more each second. Launch at 30 s leaves spare time
    # t - (50 + 2 (t - 100)) - 30 = 120 - t, which ends at 120 s; here between samples at 110 and 130 s.
    t = np.array([90.0, 110.0, 130.0])
    assert window(t, 50.0 + 2.0 * (t - 100.0), 30.0)[1] == pytest.approx(120.0)


def test_the_parabola_finds_a_best_moment_between_samples():
    t = np.array([0.0, 10.0, 25.0, 30.0, 40.0])
    launch = 200.0 - (t - 22.0) ** 2  # latest launch for a meeting at t; best at 22 s, between samples
    best, at = latest_launch(t, t - launch)
    assert best == pytest.approx(200.0)
    assert at == 2


@given(st.lists(st.floats(0.0, 500.0) | st.just(nan), min_size=1, max_size=30))
def test_no_sample_allows_a_later_launch_than_the_latest(times):
    t = np.arange(len(times)) * 10.0
    best, at = latest_launch(t, np.array(times))
    if np.isnan(times).all():
        assert math.isnan(best)
        assert at == -1
    else:
        assert best >= np.nanmax(t - times)
        assert best <= np.nanmax(t - times) + 250.0  # a parabola between neighbours never runs away


@given(
    times=st.lists(st.floats(1.0, 500.0) | st.just(nan), min_size=3, max_size=30),
    earliest=st.floats(-100.0, 300.0),
    assessment=st.floats(5.0, 100.0),
)
def test_windows_and_shots_agree_with_the_latest_launch(times, earliest, assessment):
    t, flight = np.arange(len(times)) * 15.0, np.array(times)
    latest, _ = latest_launch(t, flight)
    first, last = window(t, flight, earliest)
    possible = latest >= earliest
    assert math.isnan(first) == (not possible)
    assert (shots(t, flight, earliest, assessment) > 0) == possible
    if possible:
        assert first <= last


@given(
    times=st.lists(st.floats(1.0, 500.0) | st.just(nan), min_size=3, max_size=30),
    earliest=st.floats(-100.0, 300.0),
    assessment=st.floats(5.0, 100.0),
    later=st.floats(0.0, 100.0),
)
def test_leaving_later_never_gives_more_shots(times, earliest, assessment, later):
    t, flight = np.arange(len(times)) * 15.0, np.array(times)
    assert shots(t, flight, earliest + later, assessment) <= shots(t, flight, earliest, assessment)


def test_no_meeting_no_launch():
    nothing = np.full(5, nan)
    assert np.isnan(latest_launch(np.arange(5.0), nothing)[0])
    assert np.isnan(window(np.arange(5.0), nothing, 0.0)).all()
    assert shots(np.arange(5.0), nothing, 0.0, 10.0) == 0
    assert shots(T, TIMES, nan, 10.0) == 0


# Flight times from a table

CHORDS, HEIGHTS = np.arange(50)[:, None] * 0.01, np.arange(40)[None, :] * 10.0 * km
PLANE = 100.0 + 1_000.0 * CHORDS + 1e-4 * HEIGHTS + 1e-3 * CHORDS * HEIGHTS  # bilinear, so interpolation is exact
STEPS = (0.01, 10.0 * km)


@given(chord=st.floats(0.0, 0.489), height=st.floats(0.0, 389.0 * km))
def test_looking_up_is_exact_where_the_table_is_bilinear(chord, height):
    expected = 100.0 + 1_000.0 * chord + 1e-4 * height + 1e-3 * chord * height
    assert looked_up(PLANE, *STEPS, chord, height) == pytest.approx(expected)


def test_nothing_is_looked_up_outside_the_table_or_beside_a_gap():
    for chord, height in ((0.5, 0.0), (0.0, 400.0 * km), (0.1, -1.0), (nan, 0.0), (0.1, nan)):
        assert math.isnan(looked_up(PLANE, *STEPS, chord, height))
    gap = PLANE.copy()
    gap[10, 10] = nan
    assert math.isnan(looked_up(gap, *STEPS, 0.095, 95.0 * km))
    assert not math.isnan(looked_up(gap, *STEPS, 0.115, 95.0 * km))


def path_over(longitudes: np.ndarray, heights: np.ndarray) -> np.ndarray:
    return np.array([[*up(0.0, lon), height] for lon, height in zip(longitudes, heights, strict=True)])


def test_flight_times_keep_to_the_limits():
    path = path_over(np.full(5, 0.1), np.array([20.0, 50.0, 100.0, 200.0, 300.0]) * km)
    usable = np.array([True, True, False, True, True])
    times = np.zeros(5)
    flight_times(path, usable, np.array(up(0.0, 0.0)), PLANE, STEPS, (40.0 * km, 250.0 * km, math.inf), 0, 5, times)
    assert np.isnan(times).tolist() == [True, False, True, False, True]
    chord = 2.0 * math.sin(0.05)
    assert times[1] == pytest.approx(100.0 + 1_000.0 * chord + 1e-4 * 50e3 + 1e-3 * chord * 50e3)
    flight_times(path, usable, np.array(up(0.0, 0.0)), PLANE, STEPS, (0.0, math.inf, times[1]), 0, 5, times)
    assert np.isnan(times).tolist() == [False, False, True, True, True]


@given(
    seed=st.integers(0, 10_000),
    floor=st.floats(0.0, 200.0 * km),
    longest=st.floats(100.0, 800.0),
    gaps=st.floats(0.0, 0.5),
)
def test_looking_from_the_end_of_the_path_finds_the_same(seed, floor, longest, gaps):
    # A wandering path over a table with gaps; `least` is the shortest flight in it.
    random = np.random.default_rng(seed)
    t = np.cumsum(random.uniform(1.0, 15.0, 60))
    path = path_over(0.2 + np.cumsum(random.normal(0.0, 0.01, 60)), random.uniform(0.0, 420.0 * km, 60))
    usable, site, limits = random.uniform(size=60) >= gaps, np.array(up(0.0, 0.0)), (floor, 350.0 * km, longest)
    rough = np.where(random.uniform(size=PLANE.shape) < 0.1 * gaps, nan, PLANE)
    times = np.empty(60)
    flight_times(path, usable, site, rough, STEPS, limits, 0, 60, times)
    expected, _ = latest_launch(t, times)
    nobody = np.empty((0, ROW))
    found = latest_by_table(t, path, usable, nobody, UNMOVED, site, rough, STEPS, limits, 100.0, math.inf)
    assert found == expected or (math.isnan(found) and math.isnan(expected))


@given(seed=st.integers(0, 10_000), reach=st.floats(300.0 * km, 3_000.0 * km))
def test_what_lies_out_of_reach_is_left_out_and_nothing_else(seed, reach):
    # A path that wanders no faster than anything flies, over a table that knows no flight beyond `reach`.
    random = np.random.default_rng(seed)
    steps = random.uniform(1.0, 15.0, 120)
    speed = random.uniform(-1.0, 1.0) * FASTEST / (EARTH_RADIUS + 420.0 * km)
    longitudes = random.uniform(-0.6, 0.6) + np.cumsum(0.9 * speed * steps)
    heights = 200.0 * km + 200.0 * km * np.sin(0.005 * np.cumsum(steps))
    t, path, site = np.cumsum(steps), path_over(longitudes, heights), np.array(up(0.0, 0.0))
    chord, height = (step * np.arange(size) for step, size in zip(STEPS, PLANE.shape, strict=True))
    slant2 = height**2 + EARTH_RADIUS * (EARTH_RADIUS + height) * chord[:, None] ** 2
    known, usable = np.where(slant2 > reach**2, nan, PLANE), np.ones(120, dtype=np.bool_)
    times, nobody = np.empty(120), np.empty((0, ROW))
    flight_times(path, usable, site, known, STEPS, EVERYWHERE, 0, 120, times)
    expected, _ = latest_launch(t, times)
    found = latest_by_table(t, path, usable, nobody, UNMOVED, site, known, STEPS, EVERYWHERE, 100.0, reach)
    assert found == expected or (math.isnan(found) and math.isnan(expected))


def test_a_window_ends_where_the_path_sinks_through_the_floor():
    # Up to 300 km and down again over the equator, a degree every sample; the floor at 120 km is met a fifth of the
    # way from the sample at 140 km to the one at 40 km.
    heights = np.array([0.0, 100.0, 200.0, 300.0, 240.0, 140.0, 40.0, 0.0]) * km
    t, path = np.arange(8) * 10.0, path_over(np.radians(np.arange(8.0)), heights)
    to_floor(t, path, 120.0 * km)
    assert t[6] == pytest.approx(52.0)
    assert path[6] == pytest.approx([*up(0.0, math.radians(5.2)), 120.0 * km], abs=1e-6)
    assert path[6, 3] == 120.0 * km  # exactly, or it would be below the floor
    assert t[[5, 7]].tolist() == [50.0, 70.0]
    assert path[[5, 7], 3].tolist() == [140.0 * km, 0.0]


@pytest.mark.parametrize("floor", [0.0, 300.0, 500.0])
def test_a_path_that_does_not_sink_through_the_floor_is_left_alone(floor):
    t, path = np.arange(4) * 10.0, path_over(np.zeros(4), np.array([0.0, 200.0, 300.0, 0.0]) * km)
    before = t.copy(), path.copy()
    to_floor(t, path, floor * km)
    assert np.array_equal(t, before[0])
    assert np.array_equal(path, before[1])


def test_nan_on_the_path_is_nan_in_the_times():
    path = path_over(np.array([0.1, nan]), np.array([nan, 50.0 * km]))
    times = np.zeros(2)
    flight_times(
        path, np.ones(2, dtype=np.bool_), np.array(up(0.0, 0.0)), PLANE, STEPS, EVERYWHERE, 0, times.size, times
    )
    assert np.isnan(times).all()


def test_the_chord_is_that_of_the_range_angle():
    path = path_over(np.linspace(0.0, 0.48, 20), np.full(20, 100.0 * km))
    times = np.zeros(20)
    flight_times(
        path, np.ones(20, dtype=np.bool_), np.array(up(0.0, 0.0)), PLANE, STEPS, EVERYWHERE, 0, times.size, times
    )
    chords = 2.0 * np.sin(0.5 * np.linspace(0.0, 0.48, 20))
    assert times == pytest.approx(110.0 + 1_100.0 * chords)
    assert EARTH_RADIUS * chords[-1] < EARTH_RADIUS * 0.48
