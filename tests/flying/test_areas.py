"""Many launch points against many aim points: equal areas, order, and what may only grow or shrink."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import RangeError
from detente.flying.footprint import (
    defended_area,
    encounter,
    equal_area_grid,
    flights,
    launch_area_denied,
    use_cores,
)
from detente.flying.vehicles import Interceptor, Missile, Site, radians
from detente.flying.windows import engage
from detente.kernels.constants import EARTH_RADIUS
from tests.flying.second_opinion import INTERCEPTOR, IRBM, defence

km = 1e3
GRID = equal_area_grid(36.0, 66.0, -5.0, 35.0, 150)
LAUNCHES = [(33.0, 50.0), (35.5, 51.5), (30.0, 52.0)]


def inside(area) -> np.ndarray:
    return area.best_slack.values >= 0.0


def drawn(built=None, launches=tuple(LAUNCHES), missile=IRBM, grid=GRID):
    return defended_area(built or defence(), missile, list(launches), grid)


# The grid


@given(south=st.floats(-80.0, 60.0), height=st.floats(2.0, 20.0), west=st.floats(-180.0, 100.0),
       width=st.floats(2.0, 80.0), cells=st.integers(50, 5_000))  # fmt: skip
def test_cells_of_equal_area_add_up_to_the_box(south, height, west, width, cells):
    grid = equal_area_grid(south, south + height, west, west + width, cells)
    rows, columns = grid.shape
    sines = np.sin(grid.latitude_rad)
    # Cell edges lie half way between centres in the sine of latitude, and at the edges of the box.
    edges = np.concatenate([[math.sin(math.radians(south))], 0.5 * (sines[1:] + sines[:-1]),
                            [math.sin(math.radians(south + height))]])  # fmt: skip
    area = EARTH_RADIUS**2 * np.diff(edges) * math.radians(width) / columns
    assert area == pytest.approx(np.full(rows, area[0]), rel=1e-9)
    # The box by Archimedes: R^2 (sin north - sin south) (east - west).
    box = EARTH_RADIUS**2 * (edges[-1] - edges[0]) * math.radians(width)
    assert area.sum() * columns == pytest.approx(box, rel=1e-12)
    assert np.diff(grid.longitude_rad) == pytest.approx(np.full(columns - 1, math.radians(width) / columns), rel=1e-6)
    assert grid.points.shape == (rows * columns, 2)


@pytest.mark.parametrize("cells", [100, 1_000, 10_000])
def test_cells_are_nearly_square_and_about_as_many_as_asked(cells):
    grid = equal_area_grid(35.0, 70.0, -10.0, 45.0, cells)
    rows, columns = grid.shape
    assert rows * columns == pytest.approx(cells, rel=0.1)
    middle = grid.latitude_rad[rows // 2]
    tall = (grid.latitude_rad[rows // 2 + 1] - middle) * EARTH_RADIUS
    wide = math.radians(55.0 / columns) * math.cos(middle) * EARTH_RADIUS
    assert tall / wide == pytest.approx(1.0, abs=0.25)


def test_an_empty_box_is_refused():
    with pytest.raises(RangeError, match=r"60 to 50 N.*a box that is not empty"):
        equal_area_grid(60.0, 50.0, 0.0, 10.0, 100)
    with pytest.raises(RangeError, match="a box that is not empty"):
        equal_area_grid(50.0, 60.0, 10.0, 10.0, 100)


# The map


def test_the_defended_area_shrinks_with_delay():
    shares, before = [], None
    for delay in (0.0, 120.0, 240.0, 480.0, 900.0):
        built = defence()
        area = inside(drawn(replace(built, rules=replace(built.rules, commit_delay_s=delay))))
        assert before is None or not (area & ~before).any()
        before = area
        shares.append(int(area.sum()))
    assert shares[0] > shares[-1]


def test_the_defended_area_grows_with_speed():
    slow, fast = (inside(drawn(_armed(replace(INTERCEPTOR, burnout_speed_m_s=speed)))) for speed in (3_000.0, 4_500.0))
    assert not (slow & ~fast).any()
    assert fast.sum() > slow.sum()


def _armed(weapon: Interceptor):
    built = defence()
    return replace(built, sites=tuple(replace(site, interceptor=weapon) for site in built.sites))


def test_the_order_of_sites_and_launch_points_does_not_matter():
    built = defence()
    turned = replace(built, sites=built.sites[::-1])
    here, there = drawn(built), drawn(turned, LAUNCHES[::-1])
    assert np.array_equal(here.best_slack, there.best_slack, equal_nan=True)
    assert np.array_equal(here.threatened, there.threatened)
    assert np.array_equal(here.cell_slack.values, there.cell_slack.values[::-1], equal_nan=True)
    assert here.site.values.tolist() == there.site.values.tolist()[::-1]


def test_the_number_of_cores_does_not_matter():
    many = drawn()
    use_cores(1)
    try:
        one = drawn()
    finally:
        use_cores(64)  # as many as there are
    assert np.array_equal(one.best_slack, many.best_slack, equal_nan=True)


def test_one_more_site_never_hurts_and_one_more_launch_point_never_helps():
    built = defence()
    alone = drawn(replace(built, sites=built.sites[:1]))
    assert not (inside(alone) & ~inside(drawn(built))).any()
    fewer = drawn(launches=LAUNCHES[:1])
    more = drawn()
    assert not (inside(more) & (fewer.threatened.values == 1) & ~inside(fewer)).any()
    assert (more.threatened.values >= fewer.threatened.values).all()


def test_cells_out_of_range_are_not_threatened_and_have_no_slack():
    area = drawn(missile=Missile("short", 2_500.0, 60.0))
    assert (area.threatened.values == 0).any()
    assert np.isnan(area.best_slack.values[area.threatened.values == 0]).all()
    assert not np.isnan(area.best_slack.values[area.threatened.values == 1]).any()


def test_without_interceptors_nothing_is_defended():
    area = drawn(replace(defence(), sites=()))
    assert area.threatened.values.any()
    assert not inside(area).any()


def test_the_mirror_asks_the_same_question():
    # One launch point and one protected point: the defended area at the one is the launch area denied at the other.
    aim = (52.5, 13.4)
    towards = equal_area_grid(aim[0] - 0.1, aim[0] + 0.1, aim[1] - 0.1, aim[1] + 0.1, 4)
    point = tuple(float(x) for x in np.degrees(towards.points[0]))
    here = drawn(launches=LAUNCHES[:1], grid=towards)
    launch_grid = equal_area_grid(LAUNCHES[0][0] - 1e-6, LAUNCHES[0][0] + 1e-6, 50.0 - 1e-6, 50.0 + 1e-6, 4)
    there = launch_area_denied(defence(), IRBM, [point], launch_grid)
    assert there.best_slack.values.ravel()[0] == pytest.approx(here.best_slack.values.ravel()[0], abs=0.05)


def test_tables_and_direct_solutions_agree():
    flown = flights(IRBM, radians(LAUNCHES[:1]), GRID.points)
    looked_up, direct = encounter(defence(), flown, tables=True).slack, encounter(defence(), flown).slack
    both = np.isfinite(looked_up) & np.isfinite(direct)
    assert (np.isfinite(looked_up) == np.isfinite(direct)).mean() > 0.99
    assert np.abs(looked_up - direct)[both].max() < 1.0
    assert np.median(np.abs(looked_up - direct)[both]) < 0.02


def test_a_map_and_a_single_engagement_agree():
    built = defence()
    cell = tuple(float(x) for x in np.degrees(GRID.points[40]))
    found = encounter(built, flights(IRBM, radians(LAUNCHES[:1]), GRID.points[40:41])).slack[0, 0]
    for k, site in enumerate(built.sites):
        alone = engage(replace(built, sites=(site,)), IRBM, LAUNCHES[0], cell)
        # The two sample the ascent with different steps of Simpson's rule, 0.2 m apart: tens of microseconds.
        assert found[k] == pytest.approx(alone.slack.item(), abs=2e-4)


def test_sites_with_different_interceptors_keep_them():
    slow = replace(INTERCEPTOR, name="slow", burnout_speed_m_s=3_000.0)
    built = defence()
    mixed = replace(built, sites=(built.sites[0], replace(built.sites[1], interceptor=slow)))
    fast_area, mixed_area, slow_area = drawn(built), drawn(mixed), drawn(_armed(slow))
    assert np.array_equal(mixed_area.cell_slack.values[0], fast_area.cell_slack.values[0], equal_nan=True)
    assert np.array_equal(mixed_area.cell_slack.values[1], slow_area.cell_slack.values[1], equal_nan=True)


def test_a_sector_binds_its_own_site_and_only_hides_what_it_leaves_out():
    built = defence()
    goals = [(52.5, 13.4), (52.2, 21.0), (44.4, 26.1)]
    flown = flights(IRBM, radians(LAUNCHES), radians(goals))
    free = encounter(built, flown).slack
    for facing in (0.0, 1.2, 2.4, 3.6, 4.8):
        narrow = replace(built.sites[0], facing_rad=facing, azimuth_width_rad=1.3)
        limited = encounter(replace(built, sites=(narrow, *built.sites[1:])), flown).slack
        assert not (limited[:, :, 0] > free[:, :, 0] + 1e-6).any()
        assert np.array_equal(limited[:, :, 1:], free[:, :, 1:], equal_nan=True)
        for i, goal in enumerate(goals):
            alone = engage(replace(built, sites=(narrow,)), IRBM, LAUNCHES[i], goal).slack.item()
            assert limited[i, i, 0] == pytest.approx(-math.inf if math.isnan(alone) else alone, abs=2e-3)


def test_flights_that_cannot_be_flown_say_so():
    flown = flights(Missile("short", 2_500.0, 60.0), radians([(33.0, 50.0)]), radians([(34.0, 51.0), (60.0, 10.0)]))
    assert flown.status.tolist() == [[0, 1]]
    assert np.isfinite(flown.t[0, 0]).all()
    assert np.isnan(flown.path[0, 1]).all()
    found = encounter(defence(), flown)
    assert found.reached.tolist() == [[True, False]]
    assert np.isnan(found.slack[0, 1]).all()


def test_a_site_without_a_chance_has_a_slack_of_minus_infinity():
    low = replace(INTERCEPTOR, name="low", maximum_altitude_m=101.0 * km, maximum_flight_time_s=61.0)
    built = replace(defence(), sites=(Site("far", (66.0, -20.0), low, ()),))
    assert (encounter(built, flights(IRBM, radians([(33.0, 50.0)]), radians([(40.0, 30.0)]))).slack == -np.inf).all()
