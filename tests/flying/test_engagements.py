"""One site against one missile: what must hold whatever the numbers are."""

import math
from dataclasses import replace

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.errors import RangeError
from detente.flying.flyout import SHAPE, ceiling, flyout, kept_ascents, table
from detente.flying.trajectory import fly, speed_for_range
from detente.flying.vehicles import Infrared, Interceptor, Missile, Radar, Rules, Site
from detente.flying.windows import Defence, engage
from detente.kernels.constants import EARTH_RADIUS
from tests.flying import second_opinion

km, degree = 1e3, math.pi / 180.0
IRBM = Missile("notional IRBM", speed_for_range(4_000.0 * km, 180.0), 180.0)
IRAN, BERLIN, COAST = (33.0, 50.0), (52.5, 13.4), (38.9, -77.0)
WEAPON = Interceptor("notional 4.5 km/s", 4_500.0, 60.0, 100.0 * km, 900.0)
OWN = Radar("own", (44.1, 24.4), 1_200.0 * km, 3.0 * degree, 15.0)
FORWARD = Radar("forward", (38.3, 37.8), 2_000.0 * km, 3.0 * degree, 20.0)
SATELLITES = Infrared(10.0 * km, 30.0)


def defence(weapon=WEAPON, radars=(OWN, FORWARD), infrared=SATELLITES, policy="engage-on-remote", delay=60.0,
            look=60.0, after_burnout=False, at=(44.1, 24.4)) -> Defence:  # fmt: skip
    """One site whose first radar is its own."""
    own = (0,) if radars else ()
    return Defence((Site("site", at, weapon, own),), tuple(radars), infrared, Rules(policy, delay, look, after_burnout))


def slack(built: Defence, missile=IRBM, launch=IRAN, aim=BERLIN, **how) -> float:
    return engage(built, missile, launch, aim, **how).slack.item()


def test_an_ordinary_engagement():
    answer = engage(defence(), IRBM, IRAN, BERLIN)
    assert answer.slack.item() == pytest.approx(answer.latest_launch.item() - answer.earliest_launch.item())
    assert answer.slack > 0.0
    assert answer.shots.item() >= 1
    assert answer.first_intercept < answer.last_intercept < answer.flight_time


# Sectors of sites


def narrowed(facing: float, width: float, **how) -> Defence:
    built = defence(**how)
    sector = replace(built.sites[0], facing_rad=facing * degree, azimuth_width_rad=width * degree)
    return replace(built, sites=(sector,))


def azimuths(t, track, at) -> np.ndarray:
    """Initial azimuth [deg] from a place to every point below a flight, by the geodesic library on a sphere."""
    ball = Geodesic(EARTH_RADIUS, 0.0)
    return np.array([ball.Inverse(*at, lat, lon)["azi1"] for lat, lon in np.degrees(track)])


@settings(max_examples=25)
@given(facing=st.floats(0.0, 360.0), width=st.floats(5.0, 350.0))
def test_a_sector_lets_through_what_its_azimuths_hold(facing, width):
    # The same engagement on samples as dense as the flight, kept by azimuth alone: an answer between its neighbours.
    at, flight = (44.1, 24.4), fly(IRBM, IRAN, BERLIN)
    track = np.stack([flight.latitude.values, flight.longitude.values], axis=1)
    off = np.abs((azimuths(flight.time.values, track, at) - facing + 180.0) % 360.0 - 180.0)
    free, limited = (
        engage(defence(at=at), IRBM, IRAN, BERLIN),
        engage(narrowed(facing, width, at=at), IRBM, IRAN, BERLIN),
    )
    t, inside = flight.time.values, off <= 0.5 * width
    met = inside & (t >= free.first_intercept.item()) & (t <= free.last_intercept.item())
    if not met.any():
        assert not limited.slack > 0.0 or limited.last_intercept - limited.first_intercept < np.diff(t).max()
        return
    step = np.diff(t).max()
    assert limited.first_intercept.item() == pytest.approx(t[met][0], abs=step)
    assert limited.last_intercept.item() == pytest.approx(t[met][-1], abs=step)
    assert limited.slack <= free.slack + 1e-6
    assert limited.earliest_launch == free.earliest_launch


def test_a_sector_ends_where_the_path_crosses_its_edge():
    # The window's end, as the edge turns, follows the azimuth of the missile without steps.
    at, flight = (44.1, 24.4), fly(IRBM, IRAN, BERLIN)
    track = np.stack([flight.latitude.values, flight.longitude.values], axis=1)
    azimuth = azimuths(flight.time.values, track, at)
    free = engage(defence(at=at), IRBM, IRAN, BERLIN)
    for share in (0.3, 0.47, 0.7):
        time = free.first_intercept.item() + share * (free.last_intercept - free.first_intercept).item()
        edge = np.interp(time, flight.time.values, np.unwrap(azimuth, period=360.0))
        turning = -np.sign(azimuth[-1] - azimuth[len(azimuth) // 2])  # the edge on the far side of the path
        last = engage(narrowed(edge + turning * 60.0, 120.0, at=at), IRBM, IRAN, BERLIN).last_intercept.item()
        assert last == pytest.approx(time, abs=0.05)


def test_a_whole_turn_is_no_limit_and_an_empty_sector_is_refused():
    assert slack(narrowed(77.0, 360.0)) == slack(defence())
    with pytest.raises(RangeError, match="a sector of 0 deg"):
        narrowed(77.0, 0.0)


@settings(max_examples=50)
@given(delay=st.floats(0.0, 600.0), policy=st.sampled_from(["organic", "launch-on-remote", "engage-on-remote"]),
       after=st.booleans())  # fmt: skip
def test_no_intercept_before_launch_and_burnout(delay, policy, after):
    answer = engage(defence(delay=delay, policy=policy, after_burnout=after), IRBM, IRAN, BERLIN)
    if answer.slack >= 0.0:
        assert answer.first_intercept >= answer.earliest_launch + WEAPON.burn_time_s
        assert answer.first_intercept >= answer.burnout_time
        assert answer.last_intercept <= answer.flight_time
        assert answer.shots.item() >= 1
    else:
        assert answer.shots.item() == 0
        assert np.isnan(answer.first_intercept)
    if after:
        assert answer.earliest_launch >= answer.burnout_time + delay - 1e-9


@given(delay=st.floats(0.0, 500.0), more=st.floats(0.0, 500.0))
def test_slack_falls_second_for_second_with_the_commit_delay(delay, more):
    assert slack(defence(delay=delay + more)) == pytest.approx(slack(defence(delay=delay)) - more, abs=1e-9)


@settings(max_examples=60)
@given(speed=st.floats(2_500.0, 8_500.0), faster=st.floats(1.0, 1.25), burn=st.floats(20.0, 140.0),
       floor=st.floats(40.0, 150.0), lat=st.floats(38.0, 56.0), lon=st.floats(10.0, 45.0))  # fmt: skip
def test_slack_never_falls_when_the_interceptor_is_faster(speed, faster, burn, floor, lat, lon):
    # An interceptor may take a detour or burn out slower, so speed can only help. 0.3 s for the path's samples.
    slow = Interceptor("slow", speed, burn, floor * km, 1_500.0)
    fast = replace(slow, name="fast", burnout_speed_m_s=faster * speed)
    before, after = (slack(defence(weapon=weapon, at=(lat, lon))) for weapon in (slow, fast))
    assume(not math.isnan(before))
    assert after >= before - 0.3


def test_a_longer_burn_costs_time():
    slacks = [slack(defence(weapon=replace(WEAPON, burn_time_s=burn))) for burn in (20.0, 60.0, 120.0)]
    assert slacks == sorted(slacks, reverse=True)


def test_policies_are_ordered():
    slacks = {policy: slack(defence(policy=policy)) for policy in ("organic", "launch-on-remote", "engage-on-remote")}
    assert slacks["organic"] <= slacks["launch-on-remote"] <= slacks["engage-on-remote"]
    assert slacks["organic"] < slacks["engage-on-remote"]


def test_an_organic_site_waits_for_its_own_radar():
    organic = engage(defence(policy="organic"), IRBM, IRAN, BERLIN)
    times = {event: time for time, event in organic.timeline}
    assert organic.earliest_launch.item() == pytest.approx(times["own has a track"] + 60.0)
    remote = engage(defence(), IRBM, IRAN, BERLIN)
    first = min(times["own has a track"], times["forward has a track"], times["infrared satellites have a track"])
    assert remote.earliest_launch.item() == pytest.approx(first + 60.0)


def test_the_timeline_is_in_order_and_holds_no_gaps():
    timeline = engage(defence(infrared=None), IRBM, IRAN, BERLIN).timeline
    times = [time for time, _ in timeline]
    assert times == sorted(times)
    assert not np.isnan(times).any()
    assert not any("infrared" in event for _, event in timeline)


@settings(max_examples=30)
@given(policy=st.sampled_from(["organic", "launch-on-remote", "engage-on-remote"]), delay=st.floats(0.0, 200.0),
       reach=st.floats(300.0, 3_000.0), lat=st.floats(36.0, 50.0), lon=st.floats(20.0, 50.0))  # fmt: skip
def test_a_timeline_tells_the_whole_chain_in_order(policy, delay, reach, lat, lon):
    near = replace(FORWARD, at=(lat, lon), range_m=reach * km)
    answer = engage(defence(radars=(OWN, near), policy=policy, delay=delay), IRBM, IRAN, BERLIN)
    events = answer.events
    assert [(event.time_s, event.event) for event in events] == answer.timeline
    for name in ("own", "forward", "infrared satellites"):
        seen = [event.time_s for event in events if event.sensor == name and event.kind in ("detection", "clouds")]
        tracked = [event.time_s for event in events if event.sensor == name and event.kind == "track"]
        lost = [event.time_s for event in events if event.sensor == name and event.kind == "loss"]
        assert (name in answer.never_seen_by) == (not seen)
        assert len(tracked) <= 1
        assert not tracked or min(seen) <= tracked[0]
        assert len(seen) - len(lost) in (0, 1)  # what is still seen at the end is never lost
    release = [event.time_s for event in events if event.kind == "release"]
    tracks = [event.time_s for event in events if event.kind == "track"]
    if policy == "organic":
        tracks = [event.time_s for event in events if event.kind == "track" and event.sensor == "own"]
    assert release == ([min(tracks)] if tracks else [])
    if release:
        assert answer.earliest_launch.item() == pytest.approx(release[0] + delay)


def test_detections_stand_where_the_coverage_begins():
    # The forward radar is limited by its least elevation, the own one by its range: each stands in its own event.
    found = {event.sensor: event for event in engage(defence(), IRBM, IRAN, BERLIN).events if event.kind == "detection"}
    assert found["own"].distance_m == pytest.approx(OWN.range_m, rel=1e-3)
    flight = fly(IRBM, IRAN, BERLIN)
    for event in found.values():
        height = np.interp(event.time_s, flight.time.values, flight.altitude.values)
        assert event.height_m == pytest.approx(height)
    apogee = next(event for event in engage(defence(), IRBM, IRAN, BERLIN).events if event.kind == "apogee")
    assert apogee.height_m == pytest.approx(flight.apogee.item(), rel=1e-4)


def test_a_sensor_that_never_sees_the_missile_is_named():
    far = replace(FORWARD, name="far away", at=(-40.0, -70.0))
    answer = engage(defence(radars=(OWN, far)), IRBM, IRAN, BERLIN)
    assert answer.never_seen_by == ["far away"]
    assert not any("far away" in event for _, event in answer.timeline)


def test_a_field_of_view_keeps_its_side_of_the_sky():
    # From the radar in Turkey the missile comes from the south-east; a sector of 120 degrees that looks there sees it
    # as soon as one that looks all round, one that looks the other way sees it only later or never.
    def first(facing: float) -> float:
        sector = replace(FORWARD, facing_rad=facing * degree, azimuth_width_rad=120.0 * degree)
        events = engage(defence(radars=(OWN, sector)), IRBM, IRAN, BERLIN).events
        seen = [event.time_s for event in events if event.kind == "detection" and event.sensor == "forward"]
        return min(seen, default=math.inf)

    everywhere = engage(defence(), IRBM, IRAN, BERLIN).events
    soonest = min(event.time_s for event in everywhere if event.kind == "detection" and event.sensor == "forward")
    assert first(110.0) == pytest.approx(soonest)
    assert first(110.0 - 360.0) == pytest.approx(soonest)
    assert first(250.0) > soonest + 30.0


def test_without_any_sensor_nothing_is_launched():
    answer = engage(defence(radars=(), infrared=None), IRBM, IRAN, BERLIN)
    assert np.isnan(answer.earliest_launch)
    assert np.isnan(answer.slack)
    assert answer.shots.item() == 0
    assert not np.isnan(answer.latest_launch)  # it could have been met, had anyone seen it


def test_a_missile_that_stays_below_the_floor_is_never_met():
    answer = engage(defence(weapon=replace(WEAPON, minimum_altitude_m=1_500.0 * km)), IRBM, IRAN, BERLIN)
    assert np.isnan(answer.latest_launch)
    assert answer.shots.item() == 0


def test_one_more_sensor_never_hurts():
    alone, both = slack(defence(radars=(OWN,), infrared=None)), slack(defence(infrared=None))
    assert both >= alone


def test_shots_cost_a_flight_and_a_look_each():
    # Shoot-look-shoot: with the looks, the shots must fit between the earliest launch and the last intercept.
    for look in (0.0, 30.0, 60.0, 120.0):
        answer = engage(defence(look=look), IRBM, IRAN, BERLIN)
        room = answer.last_intercept.item() - answer.earliest_launch.item()
        assert (answer.shots.item() - 1) * (look + WEAPON.burn_time_s) <= room
    counts = [engage(defence(look=look), IRBM, IRAN, BERLIN).shots.item() for look in (0.0, 30.0, 60.0, 120.0, 600.0)]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 1


def test_the_program_s_samples_cost_little_slack():
    # The path carries 225 samples; the fine path of the second opinion twenty thousand.
    cell = tuple(np.radians(BERLIN))
    fine = second_opinion.cell_slack(cell)
    ours = max(slack(replace(second_opinion.defence(), sites=(site,)), second_opinion.IRBM, second_opinion.LAUNCH)
               for site in second_opinion.defence().sites)  # fmt: skip
    assert ours == pytest.approx(fine, abs=0.3)


# The fly-out chart of an interceptor


def test_a_chart_says_how_well_it_interpolates():
    chart = flyout(WEAPON)
    assert chart.dims == ("distance", "height")
    assert chart.shape == SHAPE
    assert chart.attrs["error_median_s"] < 0.05
    assert chart.attrs["error_p95_s"] < 0.5
    assert chart.attrs["error_median_s"] <= chart.attrs["error_p95_s"] <= chart.attrs["error_max_s"] < 15.0


def test_a_chart_keeps_to_the_limits_of_its_interceptor():
    chart = flyout(replace(WEAPON, maximum_altitude_m=500.0 * km, maximum_flight_time_s=300.0))
    known = chart.where(chart.notnull(), drop=True)
    assert known.height.min() >= WEAPON.minimum_altitude_m
    assert known.height.max() <= 500.0 * km
    assert chart.max() <= 300.0
    assert chart.min() >= WEAPON.burn_time_s


def test_a_chart_is_later_the_farther_out_and_holds_no_holes():
    chart = flyout(WEAPON).values
    for column in chart.T:
        known = np.isfinite(column)
        assert np.all(np.diff(column[known]) > -1e-6)
        assert known.sum() == 0 or known[: int(np.flatnonzero(known).max()) + 1].all()


@given(speed=st.floats(2_000.0, 9_000.0), burn=st.floats(10.0, 150.0))
def test_no_vertical_shot_gets_above_the_ceiling_of_the_table(speed, burn):
    weapon = Interceptor("any", speed, burn, 0.0, 1_000.0)
    top = kept_ascents(speed, burn)[-1, 0] + EARTH_RADIUS
    energy = speed**2 / 2.0 - 398_600.4418e9 / top
    highest = -398_600.4418e9 / energy - EARTH_RADIUS if energy < 0.0 else math.inf
    assert ceiling(weapon) >= highest or ceiling(weapon) >= 2.0e6 or weapon.burnout_speed_m_s > 8_500.0


def test_a_table_reaches_as_far_as_the_flight_time_allows():
    times, steps = table(replace(WEAPON, maximum_flight_time_s=200.0))
    farthest = 2.0 * EARTH_RADIUS * math.asin(0.5 * steps[0] * (SHAPE[0] - 1))
    assert farthest == pytest.approx(4_500.0 * 200.0)
    assert times.shape == SHAPE


# Tests that happened


def test_a_west_russian_icbm_outruns_a_slow_interceptor_in_poland_and_not_a_fast_one():
    # Rows K-POL-*-sign and tests/published hold the argument; here with sensors and the public function.
    icbm = Missile("notional solid ICBM", 7_330.0, 180.0)
    for speed, burn, engaged in ((4_500.0, 60.0, False), (8_500.0, 140.0, True)):
        weapon = Interceptor("interceptor", speed, burn, 150.0 * km, 3_000.0)
        poland = defence(weapon=weapon, at=(54.5, 17.1), after_burnout=True)
        assert (slack(poland, icbm, (56.9, 40.5), COAST) >= 0.0) == engaged


def test_flights_of_staged_missiles_are_engaged_too():
    scud = second_opinion.AL_HUSSEIN
    flight = fly(scud, (33.0, 44.0), (36.0, 40.0))
    weapon = Interceptor("short range", 2_500.0, 15.0, 40.0 * km, 200.0)
    near = replace(defence(weapon=weapon, delay=10.0, at=(36.2, 39.8)), radars=(replace(OWN, at=(36.2, 39.8)),))
    answer = engage(near, scud, (33.0, 44.0), (36.0, 40.0))
    assert answer.flight_time.item() == pytest.approx(flight.flight_time.item())
    assert answer.slack > 0.0
