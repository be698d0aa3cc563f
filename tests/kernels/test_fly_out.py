"""The earliest arrival of an interceptor: bounds from energy and geometry, and what must not get worse."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numba import config

from detente.flying.flyout import kept_ascents
from detente.kernels.boost import burnout
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS
from detente.kernels.flyout import arrival, arrival_table, kept_ascent, loft_error
from detente.kernels.gravity import apogee_radius
from tests.published.cases import longest, row_speed, rows

km = 1e3
speeds = st.floats(2_000.0, 9_000.0)
burn_times = st.floats(10.0, 150.0)
distances = st.floats(0.0, 4_000.0 * km)
heights = st.floats(30.0 * km, 1_500.0 * km)


def earliest(speed: float, burn_time: float, distance: float, height: float, guess: float = math.nan):
    """Earliest arrival [s] and loft angle [rad]."""
    return arrival(kept_ascents(speed, burn_time), speed, burn_time, distance / EARTH_RADIUS, height, guess)


def surface_speed(speed: float, burn_time: float) -> float:
    """Speed at the surface [m/s] with the energy of a vertical burnout, the highest there is."""
    top = EARTH_RADIUS + kept_ascents(speed, burn_time)[-1, 0]
    return math.sqrt(speed**2 + 2.0 * EARTH_MU * (1.0 / EARTH_RADIUS - 1.0 / top))


# Published rows A-VERT-* and A-MAXR-*: how far a speed reaches that is there at once, at the surface.

REACH = [row_speed(row) for row in rows().values() if row.id.startswith("A-VERT-")]


@pytest.mark.parametrize("speed", REACH)
def test_a_burn_of_one_second_reaches_no_farther_than_the_published_rows(speed):
    row = f"{speed / km:.1f}"
    highest = float(rows()[f"A-VERT-{row}"].high) * km
    slack = 10.0 * km * (speed / 3_000.0) ** 4  # burnout is 1 to 4 km up after one second: worth this much
    assert math.isnan(earliest(speed, 1.0, 0.0, highest + slack)[0])
    assert not math.isnan(earliest(speed, 1.0, 0.0, 0.99 * highest)[0])
    if f"A-MAXR-{row}" in rows():
        farthest = float(rows()[f"A-MAXR-{row}"].high) * km
        assert math.isnan(earliest(speed, 1.0, farthest + slack, 0.0)[0])
        assert not math.isnan(earliest(speed, 1.0, 0.99 * farthest, 0.0)[0])


@given(speed=speeds, burn_time=burn_times, distance=distances, height=heights)
def test_no_real_ascent_reaches_beyond_its_energy(speed, burn_time, distance, height):
    # The rows hold for a speed at the surface. An interceptor that has its speed at burnout, tens to hundreds of
    # kilometres up, reaches farther than they say, but never farther than they say for the same energy.
    time, _ = earliest(speed, burn_time, distance, height)
    assume(not math.isnan(time))
    equivalent = surface_speed(speed, burn_time)
    if equivalent < 10_900.0:
        assert height < apogee_radius(EARTH_RADIUS, equivalent, 0.0) - EARTH_RADIUS
    if equivalent < 7_900.0:
        # The ascent itself counts as ground distance too: the level one goes farthest.
        assert distance < longest(equivalent) + kept_ascents(speed, burn_time)[0, 1] * EARTH_RADIUS


@given(speed=speeds, burn_time=burn_times, distance=distances, height=heights)
def test_no_arrival_beats_a_straight_line_at_the_greatest_speed(speed, burn_time, distance, height):
    time, _ = earliest(speed, burn_time, distance, height)
    assume(not math.isnan(time))
    r2, angle = EARTH_RADIUS + height, distance / EARTH_RADIUS
    straight = math.hypot(r2 * math.sin(angle), r2 * math.cos(angle) - EARTH_RADIUS)
    assert time >= min(burn_time, straight / surface_speed(speed, burn_time))
    assert time >= straight / surface_speed(speed, burn_time) - 0.1  # 64 m beside the axis count as on it


@given(speed=speeds, burn_time=burn_times, distance=distances, height=heights, faster=st.floats(1.001, 1.3))
def test_a_faster_interceptor_is_never_later(speed, burn_time, distance, height, faster):
    slow, _ = earliest(speed, burn_time, distance, height)
    fast, _ = earliest(min(faster * speed, 10_500.0), burn_time, distance, height)
    assume(not math.isnan(slow))
    # A detour flies the ascent of the full burn scaled down, not solved anew: worth 0.15 s in 100,000 random cases.
    assert fast <= slow + 0.2


@given(speed=speeds, burn_time=burn_times, distance=distances, height=heights, guess=st.floats(0.0, 1.57))
def test_the_answer_does_not_depend_on_where_the_search_begins(speed, burn_time, distance, height, guess):
    time, _ = earliest(speed, burn_time, distance, height)
    again, _ = earliest(speed, burn_time, distance, height, guess)
    assert again == pytest.approx(time, abs=1e-4, nan_ok=True)


@given(speed=speeds, burn_time=burn_times)
def test_straight_up_there_is_no_gap_between_burnout_and_the_top(speed, burn_time):
    # A point on the axis of the ascent once found no solution between burnout and about twice its height.
    top = kept_ascents(speed, burn_time)[-1, 0]
    highest = min(2_000.0 * km, 0.98 * (apogee_radius(EARTH_RADIUS + top, speed, 0.0) - EARTH_RADIUS))
    for height in np.linspace(1.01 * top, highest, 20):
        time, _ = earliest(speed, burn_time, 0.0, height)
        # At burnout it flies at full speed, and gravity only slows it down.
        assert time >= burn_time + (height - top) / speed - 0.1
        assert time < burn_time + 3.0 * (height - top) / speed + 1.0 or height > 0.5 * highest


@given(speed=speeds, burn_time=burn_times, share=st.floats(0.05, 0.95), loft=st.floats(0.1, 1.5))
def test_points_inside_the_ascent_are_reached_at_burnout(speed, burn_time, share, loft):
    height, angle = kept_ascent(kept_ascents(speed, burn_time), loft)
    time, _ = earliest(speed, burn_time, share * angle * EARTH_RADIUS, share * height * 0.9)
    assert time == burn_time


@given(speed=speeds, burn_time=burn_times, loft=st.floats(0.3, 1.5))
def test_the_kept_ascents_are_fine_enough(speed, burn_time, loft):
    height, angle = burnout(speed, burn_time, burn_time, loft)
    found = kept_ascent(kept_ascents(speed, burn_time), loft)
    assert found[0] == pytest.approx(height, abs=0.01)
    assert found[1] * EARTH_RADIUS == pytest.approx(angle * EARTH_RADIUS, abs=0.01)


def test_the_loft_found_is_the_loft_that_hits():
    kept = kept_ascents(4_500.0, 60.0)
    _, loft = earliest(4_500.0, 60.0, 800.0 * km, 300.0 * km)
    error = loft_error(kept, 4_500.0, 1.0, loft, 800.0 * km / EARTH_RADIUS, EARTH_RADIUS + 300.0 * km)
    assert abs(error) < 1e-8


def test_out_of_reach_is_nan():
    for point in ((0.0, 2_000.0 * km), (5_000.0 * km, 100.0 * km)):
        assert math.isnan(earliest(4_500.0, 60.0, *point)[0])


@pytest.mark.skipif(bool(config.DISABLE_JIT), reason="plain Python raises where compiled code gives NaN")
def test_nan_in_nan_out():
    assert math.isnan(earliest(4_500.0, 60.0, math.nan, 100.0 * km)[0])
    assert math.isnan(earliest(4_500.0, 60.0, 100.0 * km, math.nan)[0])


def test_a_table_holds_what_its_points_say():
    table = np.empty((20, 15))
    arrival_table(4_500.0, 60.0, 0.02, 50.0 * km, table)
    for i, j in ((0, 5), (3, 4), (10, 10), (19, 14)):
        distance = 2.0 * math.asin(0.5 * i * 0.02) * EARTH_RADIUS
        time, _ = earliest(4_500.0, 60.0, distance, j * 50.0 * km)
        assert table[i, j] == pytest.approx(time, nan_ok=True)
