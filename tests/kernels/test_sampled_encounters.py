"""Bounds against what they bound, series against what they stand for, and one site at a time against every point."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.polynomial import chebyshev

from detente.flying.batches import ascent_series
from detente.kernels import batches
from detente.kernels.constants import EARTH_RADIUS, EARTH_RATE
from detente.kernels.encounters import BOOST, COAST, FLOWN, direct_latest, sample, solve
from detente.kernels.flyout import LOFTS, arrival, ascents
from detente.kernels.frames import up
from detente.kernels.intercept import SITE, site_row, to_floor

km, nan = 1e3, math.nan
SPEEDS, BURNS = st.floats(2_000.0, 9_500.0), st.floats(20.0, 300.0)


def ascent(speed: float, burn: float) -> np.ndarray:
    kept = np.empty((LOFTS, 2))
    ascents(speed, burn, kept)
    return kept


@settings(max_examples=60)
@given(speed=SPEEDS, burn=BURNS)
def test_all_ascents_have_one_shape(speed, burn):
    # By the equations: v = V f(t/T) and dh = v sin(climb) dt, so h = V T times a function of t/T and of the loft angle.
    kept, series = ascent(speed, burn), np.empty((LOFTS, 2))
    batches.scaled_ascents(*ascent_series(), speed * burn, series)
    assert np.abs(series[:, 0] - kept[:, 0]).max() < 1e-6  # [m]
    assert np.abs(series[:, 1] - kept[:, 1]).max() < 1e-11  # [rad], 0.06 mm


@settings(max_examples=300)
@given(speed=SPEEDS, burn=BURNS, angle=st.floats(0.0, 1.5), height=st.floats(0.0, 2_500.0))
def test_no_interceptor_comes_sooner_or_farther_than_its_bounds(speed, burn, angle, height):
    kept, r = ascent(speed, burn), EARTH_RADIUS + height * km
    time, _ = arrival(kept, speed, burn, angle, height * km, nan)
    top, dot = kept[-1, 0], math.cos(angle)
    if not math.isnan(time):
        assert batches.soonest(dot, r, speed, burn, top) <= time + 1e-6
        assert batches.least_square(batches.way_left(dot, r, top), r, top) <= speed * speed


def test_the_bound_is_close_where_the_way_is_straight():
    # A test that the bound is not merely zero: 1,000 km away at 400 km height, 6 km/s. Within 3 % of the flight.
    kept = ascent(6_000.0, 60.0)
    time, _ = arrival(kept, 6_000.0, 60.0, 1_000.0 * km / EARTH_RADIUS, 400.0 * km, nan)
    bound = batches.soonest(math.cos(1_000.0 * km / EARTH_RADIUS), EARTH_RADIUS + 400.0 * km, 6e3, 60.0, kept[-1, 0])
    assert 0.97 * (time - 60.0) < bound - 60.0 < time - 60.0


def test_a_chart_is_a_chebyshev_series():
    rng = np.random.default_rng(3)
    at, charts = rng.uniform(-1.0, 1.0, (7, 2)), rng.normal(size=(3, 20, 2))
    found = np.empty((7, 3, 2))
    batches.read_charts(at, np.array([4, 5]), charts, found)
    for c in range(3):
        for v in range(2):
            grid = charts[c, :, v].reshape(4, 5)
            assert np.allclose(found[:, c, v], chebyshev.chebval2d(at[:, 0], at[:, 1], grid), atol=1e-13)


MISSILE = np.array([6_800.0, 200.0, 0.0, 6_800.0])
LAUNCH, GOAL = (0.9, 0.7), (0.68, -1.34)  # from the Volga to the east coast of the United States


def flight() -> tuple[np.ndarray, ...]:
    """A whole flight by `sample`, and what `begin` and `fill` make of the same shot."""
    azimuth, speed, climb, status = solve(LAUNCH, GOAL, MISSILE, EARTH_RATE, 0.0)
    assert status == FLOWN
    t, path = np.empty(BOOST + COAST - 1), np.empty((BOOST + COAST - 1, 4))
    sample(LAUNCH, azimuth, speed, climb, MISSILE, EARTH_RATE, BOOST, t, path)
    arc, gone, have = np.empty(batches.ARC), np.empty(BOOST), np.empty(t.size, dtype=np.bool_)
    when, track = np.empty_like(t), np.empty_like(path)
    shot = np.array([azimuth, speed, climb])
    batches.begin(LAUNCH, shot, MISSILE[:2], EARTH_RATE, arc, gone, when, track, have)
    return t, path, arc, gone, when, track, have


def test_samples_worked_out_on_demand_are_those_of_the_whole_flight():
    t, path, arc, gone, when, track, have = flight()
    for i in np.random.default_rng(0).permutation(t.size):
        batches.fill(arc, gone, i, when, track, have)
    assert have.all()
    assert np.abs(when - t).max() < 1e-9
    assert np.abs(track - path)[:, :3].max() < 1e-14
    assert np.abs(track - path)[:, 3].max() < 1e-6


@settings(max_examples=120)
@given(
    latitude=st.floats(0.3, 1.4), longitude=st.floats(-1.5, 1.2), speed=st.floats(2_500.0, 9_000.0),
    burn=st.floats(30.0, 150.0), floor=st.floats(0.0, 400.0), span=st.floats(10.0, 1_500.0),
    longest=st.floats(200.0, 2_000.0),
)  # fmt: skip
def test_the_latest_launch_is_that_of_every_point(latitude, longitude, speed, burn, floor, span, longest):
    t, path, arc, gone, when, track, have = flight()
    kept, room, point = ascent(speed, burn), np.empty((4, t.size)), np.empty(batches.POINT)
    weapon = np.array([speed, burn, floor * km, (floor + span) * km, longest])
    site = site_row(latitude, longitude, 0.0, math.pi)
    for i in range(batches.FIRST, t.size, batches.COARSE):
        batches.fill(arc, gone, i, when, track, have)
    batches.floor_point(arc, gone, weapon[2], when, track, have, point)
    quick = batches.quick_latest(arc, gone, when, track, have, point, site, weapon, kept, room)
    to_floor(t, path, weapon[2])
    usable, times = np.arange(t.size) >= BOOST - 1, np.empty(t.size)
    direct = direct_latest(t, path, usable, site, weapon[:2].copy(), kept, weapon[2:].copy(), times)
    assert (math.isnan(quick) and math.isnan(direct)) or abs(quick - direct) < 1e-6


def test_sites_have_a_place_and_a_sector():
    row = site_row(0.9, 0.4, math.radians(90.0), 0.3)
    assert row.size == SITE
    assert np.allclose(row[:3], up(0.9, 0.4))
    assert np.allclose(row[3:6], (-math.sin(0.4), math.cos(0.4), 0.0))  # ahead: east
    assert np.allclose(
        row[6:9], -np.array([-math.sin(0.9) * math.cos(0.4), -math.sin(0.9) * math.sin(0.4), math.cos(0.9)])
    )  # right: south
