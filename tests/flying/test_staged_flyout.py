"""Fly-out of interceptors known by their stages, and the latest flight of those known by speed and burn time."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import RangeError
from detente.flying.flyout import arrivals, flyout, kept_ascents, passing
from detente.flying.footprint import defended_area, equal_area_grid
from detente.flying.staged_flyout import UPRIGHT, fan, flown, kept_fan
from detente.flying.vehicles import (
    GravityTurn,
    Infrared,
    Interceptor,
    Missile,
    PitchProgramme,
    Rules,
    Site,
    Stage,
    StagedInterceptor,
    StagedMissile,
)
from detente.flying.windows import Defence, engage
from detente.kernels.boost import burnout
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS
from detente.kernels.gravity import apogee_radius, passage
from tests.flying.second_flyout import (
    NO_COAST,
    SAMPLES,
    WITH_COAST,
    against_integration,
    beside_notional,
    integration_table,
    notional_table,
    planar,
    three_stages,
)
from tests.published.cases import longest, rows

km = 1e3


# Against integration


@pytest.mark.parametrize("which", SAMPLES)
def test_the_table_agrees_with_flights_solved_by_integration(which):
    # The fan is refined until flights between its neighbours are right to 10 m: 3 ms at 3 km/s, more where flights
    # cross a height nearly level.
    errors = against_integration(which, 40, 5)
    assert errors.lost <= 1
    for found in (errors.fastest, errors.latest):
        assert found.median < 0.005
        assert found.p95 < 0.01
        assert found.greatest < 0.5


@pytest.mark.parametrize(("interceptor", "steer"), [(NO_COAST, 0.8), (WITH_COAST, 0.5), (WITH_COAST, 1.3)])
def test_a_flight_of_the_fan_is_that_of_an_independent_integration(interceptor, steer):
    booster = interceptor.booster
    t, states = planar(booster, steer, 400.0, 1e-11)
    after = t >= booster.ascent_time_s
    ours = flown(booster, np.array([steer]), t[after])[0]
    # Both carry errors of some 1e-10 of the radius; the two write the standard atmosphere in different ways.
    assert ours[:, 0] == pytest.approx(EARTH_RADIUS * states[after, 0], abs=5.0)
    assert ours[:, 1] == pytest.approx(states[after, 1] - EARTH_RADIUS, abs=5.0)
    assert ours[:, 2] == pytest.approx(EARTH_RADIUS * states[after, 2], abs=0.05)


def test_the_pages_tables_have_a_line_for_each_sample():
    for page in (integration_table, notional_table):
        assert all(which in page() for which in SAMPLES)


# Bounds from energy: the rows A-VERT-* and A-MAXR-* hold for a speed that is there at once, at the surface


boosters = st.builds(
    lambda scale, impulse, burn, coast, rate: StagedMissile(
        "any",
        (
            Stage(700.0 * scale, 170.0 * scale, impulse, burn, 0.5),
            Stage(600.0, 150.0, impulse, burn, 0.5, coast_s=coast),
            Stage(200.0, 60.0, impulse, 20.0, 0.4),
        ),
        50.0,
        steering=PitchProgramme(rate),
    ),
    st.floats(0.8, 3.0), st.floats(240.0, 300.0), st.floats(8.0, 20.0), st.floats(0.0, 40.0), st.floats(0.03, 0.2),
)  # fmt: skip


@settings(max_examples=12)
@given(booster=boosters)
def test_no_staged_interceptor_reaches_beyond_its_energy_at_burnout(booster):
    interceptor = StagedInterceptor(booster, 50.0 * km, 2_500.0)
    found, chart = kept_fan(interceptor), flyout(interceptor)
    first = found.flights[:, 0]
    speed2 = (first[:, 2] * (1.0 + first[:, 1] / EARTH_RADIUS)) ** 2 + first[:, 3] ** 2
    energy = float(np.max(0.5 * speed2 - EARTH_MU / (EARTH_RADIUS + first[:, 1])))
    equivalent = math.sqrt(2.0 * (energy + EARTH_MU / EARTH_RADIUS))  # the same energy at the surface, as the rows
    assert equivalent < booster.ideal_speed_m_s
    assert chart.attrs["greatest_height_m"] <= apogee_radius(EARTH_RADIUS, equivalent, 0.0) - EARTH_RADIUS + 1.0
    # the ascent itself counts as ground distance too
    assert chart.attrs["greatest_distance_m"] <= longest(equivalent) + float(first[:, 0].max())


def test_an_ideal_speed_of_a_row_stays_below_its_row():
    # A-VERT-5.5, A-MAXR-5.5: 2031 km up and 4135 km away with 5.5 km/s at once. The sample booster has 5.55 km/s in
    # vacuum without gravity and loses a part of it to gravity and air, so it stays well below both.
    assert NO_COAST.booster.ideal_speed_m_s == pytest.approx(5_549.0, abs=5.0)
    free = replace(NO_COAST, minimum_altitude_m=0.0, maximum_flight_time_s=3_000.0)
    said = flyout(free).attrs
    assert said["greatest_height_m"] < float(rows()["A-VERT-5.5"].high) * km
    assert said["greatest_distance_m"] < float(rows()["A-MAXR-5.5"].high) * km


# Fastest and latest


@pytest.mark.parametrize("interceptor", SAMPLES.values(), ids=SAMPLES)
def test_times_keep_their_order_and_their_limits(interceptor):
    chart = flyout(interceptor)
    early, late = chart.values, chart.latest_arrival_time.values
    reached = np.isfinite(early)
    assert (np.isfinite(late) == reached).all()
    assert (late[reached] >= early[reached]).all()
    assert early[reached].min() >= interceptor.booster.ascent_time_s
    assert late[reached].max() <= interceptor.maximum_flight_time_s
    assert not reached[:, chart.height.values < interceptor.minimum_altitude_m].any()


def test_a_vertical_flight_passes_its_points_twice():
    # Straight up only gravity acts above the air, so the way down takes as long as the way up.
    chart = kept_fan(NO_COAST)
    vertical = chart.flights[-1]
    top = int(np.nanargmax(vertical[:, 1]))
    heights = vertical[[20, 30, 40], 1]
    early, late = chart.times(np.stack([np.zeros(3), heights], axis=1))
    assert early == pytest.approx(chart.time[[20, 30, 40]], abs=1e-6)
    r0, v0 = EARTH_RADIUS + vertical[top, 1], vertical[top, 3]
    apogee = chart.time[top] + v0 / (EARTH_MU / r0**2)  # the last seconds, at constant gravity
    assert 0.5 * (early + late) == pytest.approx([apogee] * 3, abs=0.05)


def test_a_pause_before_the_last_stage_makes_near_points_later():
    near = np.array([[100.0 * km, 200.0 * km], [400.0 * km, 250.0 * km]])
    assert (arrivals(WITH_COAST, near) > arrivals(NO_COAST, near)).all()


def test_less_time_and_a_ceiling_only_take_points_away():
    points = np.stack(
        [g.ravel() for g in np.meshgrid(np.linspace(0.0, 2.5e6, 12), np.linspace(1e5, 1.4e6, 12))], axis=1
    )
    whole, _ = passing(WITH_COAST, points)
    less, late = passing(replace(WITH_COAST, maximum_flight_time_s=500.0, maximum_altitude_m=600.0 * km), points)
    kept = np.isfinite(less)
    assert kept.any()
    assert less[kept] == pytest.approx(whole[kept], abs=0.02)  # another fan, refined where it may meet something
    assert (late[kept] <= 500.0).all()
    assert not kept[points[:, 1] > 600.0 * km].any()


def test_a_gravity_turn_flies_too():
    turned = replace(NO_COAST, booster=replace(NO_COAST.booster, steering=GravityTurn(2.0, 5.0)))
    both = [arrivals(weapon, np.array([[300.0 * km, 400.0 * km]]))[0] for weapon in (turned, NO_COAST)]
    # How it steers decides little where it must climb steeply in any case.
    assert both[0] == pytest.approx(both[1], rel=0.05)


@settings(max_examples=40)
@given(
    speed=st.floats(3_000.0, 7_000.0), burn=st.floats(20.0, 150.0), distance=st.floats(20.0 * km, 1_500.0 * km),
    height=st.floats(100.0 * km, 600.0 * km),
)  # fmt: skip
def test_the_latest_flight_of_a_notional_interceptor_is_the_last_of_all_lofts(speed, burn, distance, height):
    weapon = Interceptor("any", speed, burn, 0.0, 20_000.0)
    early, late = (float(x[0]) for x in passing(weapon, np.array([[distance, height]])))
    if math.isnan(early):
        return
    assert late >= early
    found = []
    lofts = np.linspace(0.0, UPRIGHT, 4_001)[1:-1]
    over = []
    for loft in lofts:
        start, gone = burnout(speed, burn, burn, loft)
        r, flown_s = passage(EARTH_RADIUS + start, speed, loft, distance / EARTH_RADIUS - gone)
        over.append(r - EARTH_RADIUS - height if distance / EARTH_RADIUS > gone else math.nan)
        found.append(burn + flown_s)
    signs = np.sign(np.array(over))
    crossings = np.flatnonzero(signs[1:] * signs[:-1] < 0)
    if crossings.size and late > early:
        k = int(crossings[-1])
        assert min(found[k], found[k + 1]) - 0.01 <= late <= max(found[k], found[k + 1]) + 0.01


def test_the_chart_of_a_notional_interceptor_has_both_times():
    chart = flyout(Interceptor("notional", 4_500.0, 60.0, 100.0 * km, 2_000.0))
    early, late = chart.values, chart.latest_arrival_time.values
    reached = np.isfinite(early)
    assert (late[reached] >= early[reached]).all()
    assert (late[reached] > early[reached] + 1.0).mean() > 0.9
    top = kept_ascents(4_500.0, 60.0)[-1, 0]
    assert chart.attrs["greatest_height_m"] == pytest.approx(
        apogee_radius(EARTH_RADIUS + top, 4_500.0, 0.0) - EARTH_RADIUS, rel=0.002
    )


# Beside the notional interceptor


@pytest.mark.parametrize("which", SAMPLES)
def test_a_notional_interceptor_of_the_same_burnout_is_near(which):
    # What differs is the form of the ascent; measured and published in docs/methods/flyout.md.
    apart = beside_notional(which)
    assert abs(apart.median_s) < 5.0
    assert apart.distances_m[0] == pytest.approx(apart.distances_m[1], rel=0.03)
    assert apart.heights_m[0] == pytest.approx(apart.heights_m[1], rel=0.04)


# Engagements, and where stages are refused


RULES = Rules("engage-on-remote", 60.0, 60.0, False)
THREAT = Missile("threat", 4_500.0, 120.0)


def test_an_engagement_takes_a_staged_interceptor():
    sites = [Site("site", (50.0, 20.0), weapon) for weapon in (NO_COAST, WITH_COAST)]
    answers = [
        engage(Defence((site,), (), Infrared(1e4, 30.0), RULES), THREAT, (38.0, 40.0), (52.0, 15.0)) for site in sites
    ]
    for answer, weapon in zip(answers, (NO_COAST, WITH_COAST), strict=True):
        assert answer.first_intercept >= answer.earliest_launch + weapon.booster.ascent_time_s
    assert answers[0].slack > answers[1].slack  # a pause costs time


def test_maps_say_that_they_take_no_stages():
    defence = Defence((Site("site", (50.0, 20.0), NO_COAST),), (), Infrared(1e4, 30.0), RULES)
    with pytest.raises(RangeError, match="three stages is described by its stages; maps and dossiers take"):
        defended_area(defence, THREAT, [(38.0, 40.0)], equal_area_grid(50.0, 52.0, 15.0, 17.0, 4))


LONG_PAUSE = Stage(300.0, 150.0, 250.0, 5.0, 0.5, coast_s=900.0)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Stage(500.0, 100.0, 520.0, 10.0, 0.5), "at most 500 s: no chemical rocket"),
        (lambda: Stage(-500.0, 100.0, 250.0, 10.0, 0.5), "expected 0 < empty < fuelled"),
        (lambda: StagedMissile("weak", (Stage(500.0, 400.0, 250.0, 90.0, 0.5),), 50.0), "does not lift"),
        (lambda: replace(NO_COAST, maximum_flight_time_s=40.0), "more than the 52 s to the burnout of its last stage"),
        (lambda: replace(NO_COAST, maximum_altitude_m=50.0 * km), "expected the ceiling above it"),
        (lambda: replace(NO_COAST, maximum_flight_time_s=math.nan), "greatest flight time of nan"),
        (
            lambda: fan(
                StagedInterceptor(
                    replace(three_stages(0.0, "sleepy"), stages=(LONG_PAUSE, Stage(200.0, 60.0, 260.0, 9.0, 0.5))),
                    1e5,
                    2_000.0,
                )
            ),
            "sleepy falls back before burnout even straight up",
        ),
    ],
)  # fmt: skip
def test_impossible_interceptors_are_refused(make, said):
    with pytest.raises(RangeError) as refused:
        make()
    assert said in str(refused.value)
