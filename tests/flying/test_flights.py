"""One missile from launch to fall, through the public functions: it hits, it behaves, and it refuses in words."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.errors import RangeError
from detente.flying.aiming import PATHS
from detente.flying.trajectory import arc, fly, fly_far, powered_range, speed_for_range
from detente.flying.vehicles import (
    ESCAPE_SPEED,
    Interceptor,
    Missile,
    Rules,
    Stage,
    StagedMissile,
    radians,
)
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.frames import ahead, central_angle
from detente.vocabulary import QUANTITIES
from tests.flying.second_opinion import AL_HUSSEIN, SCUD_B, TWO_STAGES

km, km_s, meter, second, degree = 1e3, 1e3, 1.0, 1.0, math.pi / 180.0
latitudes, longitudes = st.floats(-75.0, 75.0), st.floats(-179.0, 179.0)
azimuths, distances = st.floats(0.0, 6.28), st.floats(300.0 * km, 11_000.0 * km)
ICBM = Missile("ICBM", 7.2 * km_s, 180.0)
IRAN, POLAND, COAST, RUSSIA = (34.0, 50.0), (52.0, 21.0), (38.9, -77.0), (51.7, 45.6)


def place(launch: tuple[float, float], azimuth: float, distance: float) -> tuple[float, float]:
    """Latitude and longitude [deg] at a distance [m]."""
    lat, lon = ahead(*np.radians(launch), azimuth, distance / EARTH_RADIUS)
    return math.degrees(lat), math.remainder(math.degrees(lon), 360.0)


def missed(flight, aim: tuple[float, float]) -> float:
    """How far from its aim point a flight falls [m]."""
    fall = flight.impact_latitude.item(), flight.impact_longitude.item()
    return EARTH_RADIUS * central_angle(*np.radians(aim), *fall)


@settings(max_examples=60)
@given(lat=latitudes, lon=longitudes, azimuth=azimuths, distance=distances, burn=st.floats(60.0, 240.0),
       spare=st.floats(1.05, 1.12), path=st.sampled_from(PATHS))  # fmt: skip
def test_every_flight_falls_on_its_aim_point(lat, lon, azimuth, distance, burn, spare, path):
    aim = place((lat, lon), azimuth, distance)
    missile = Missile("any", spare * speed_for_range(min(1.05 * distance, 1.6e7), burn), burn)
    try:
        flight = fly(missile, (lat, lon), aim, path=path)
    except RangeError:  # full speed may overshoot even at the flattest, and no lofted path stays up for days
        assert path != "minimum-energy"
        assert path == "depressed" or distance > 8_000.0 * km
        assume(False)
    assert missed(flight, aim) < 1.0 * meter
    assert flight.altitude.values[-1] == pytest.approx(0.0, abs=1e-3)
    assert flight.time.values[-1] == flight.flight_time.item()
    assert np.all(np.diff(flight.time.values) > 0.0)
    assert flight.altitude.values.max() <= flight.apogee.item() + 1e-3


@pytest.mark.parametrize("ends", [(IRAN, POLAND), (RUSSIA, COAST), (COAST, RUSSIA), ((-30.0, 170.0), (10.0, -160.0))])
def test_lofted_is_above_minimum_energy_is_above_depressed(ends):
    needed = fly(ICBM, *ends).burnout_speed.item()
    missile = Missile("just enough", 1.04 * needed, 180.0)
    lofted, least, depressed = (fly(missile, *ends, path=path) for path in ("lofted", "minimum-energy", "depressed"))
    for quantity in ("apogee", "flight_time", "flight_path_angle", "burnout_altitude"):
        assert lofted[quantity] > least[quantity] > depressed[quantity], quantity
    assert least.burnout_speed < lofted.burnout_speed
    assert lofted.burnout_speed.item() == pytest.approx(missile.burnout_speed_m_s)


@given(share=st.floats(0.85, 1.03))
def test_an_apogee_speed_picks_the_path_that_has_it(share):
    least = fly(ICBM, RUSSIA, COAST)
    wanted = share * least.apogee_speed.item()
    flight = fly(ICBM, RUSSIA, COAST, apogee_speed_m_s=wanted)
    assert flight.apogee_speed.item() == pytest.approx(wanted, rel=1e-5)
    assert missed(flight, COAST) < 1.0 * meter
    assert (flight.apogee > least.apogee) == (share < 1.0) or abs(share - 1.0) < 1e-3


def test_east_is_nearer_than_west_on_the_turning_earth():
    # The same distance takes less speed to the east; without rotation both take the same.
    east, west = place((10.0, 0.0), 0.5 * math.pi, 5_000.0 * km), place((10.0, 0.0), 1.5 * math.pi, 5_000.0 * km)
    turning = [fly(ICBM, (10.0, 0.0), aim).burnout_speed.item() for aim in (east, west)]
    still = [fly(ICBM, (10.0, 0.0), aim, rotating=False).burnout_speed.item() for aim in (east, west)]
    assert turning[1] - turning[0] > 0.2 * km_s
    assert still[0] == pytest.approx(still[1], rel=1e-9)


def test_rotation_costs_a_shot_to_the_north_little():
    north = place((10.0, 0.0), 0.0, 5_000.0 * km)
    turning, still = (fly(ICBM, (10.0, 0.0), north, rotating=on).burnout_speed.item() for on in (True, False))
    assert abs(turning / still - 1.0) < 0.02


@given(distance=st.floats(100.0 * km, 15_000.0 * km), burn=st.floats(40.0, 250.0))
def test_a_range_becomes_a_speed_and_back(distance, burn):
    speed = speed_for_range(distance, burn)
    assert powered_range(Missile("any", speed, burn)) == pytest.approx(distance, rel=1e-6)


@pytest.mark.parametrize("distance", [2_000.0, 3_500.0, 10_000.0])
def test_a_real_ascent_needs_less_speed_than_one_at_the_surface(distance):
    # Rows A-ME-*: 4.113, 5.167 and 7.198 km/s at the surface. Burnout at 100 km or more is worth some hundred m/s,
    # and the ground covered while burning some more; a burn of one second is worth next to nothing.
    surface = {2_000.0: 4.1129, 3_500.0: 5.1671, 10_000.0: 7.1981}[distance] * km_s
    assert 0.85 * surface < speed_for_range(distance * km, 180.0) < 0.97 * surface
    assert speed_for_range(distance * km, 1.0) == pytest.approx(surface, rel=2e-3)


def test_a_flight_carries_the_vocabulary():
    flight = fly(ICBM, IRAN, POLAND)
    for name in flight.data_vars:
        assert flight[name].attrs["units"] == QUANTITIES[name].unit
        assert flight[name].dims == QUANTITIES[name].dims
    assert flight.powered.values[0] == 1
    assert flight.powered.values[-1] == 0
    assert flight.time.values[int(flight.powered.sum())] == flight.burnout_time.item()


@settings(max_examples=20)
@given(speed=st.floats(2_000.0, 7_500.0), elevation=st.floats(10.0, 80.0), azimuth=st.floats(0.0, 360.0))
def test_a_bare_arc_mirrors_in_the_equator(speed, elevation, azimuth):
    north, south = arc(speed, elevation, azimuth, (35.0, 10.0)), arc(speed, elevation, 180.0 - azimuth, (-35.0, 10.0))
    assert south.impact_latitude.item() == pytest.approx(-north.impact_latitude.item(), abs=1e-9)
    assert south.range.item() == pytest.approx(north.range.item(), abs=1.0 * meter)
    assert south.flight_time.item() == pytest.approx(north.flight_time.item(), abs=1e-6)


# Staged missiles


@pytest.mark.parametrize("path", PATHS)
def test_a_staged_missile_hits_too(path):
    launch, aim = (33.0, 44.0), place((33.0, 44.0), math.radians(250.0), 550.0 * km)
    flight = fly(AL_HUSSEIN, launch, aim, path=path)
    assert missed(flight, aim) < 1.0 * meter
    assert flight.burnout_time.item() <= AL_HUSSEIN.burn_time_s * (1.0 + 1e-6)


def test_lofted_and_depressed_shots_of_a_staged_missile():
    aim = place((33.0, 44.0), math.radians(250.0), 550.0 * km)
    lofted, depressed = (fly(AL_HUSSEIN, (33.0, 44.0), aim, path=path) for path in ("lofted", "depressed"))
    assert lofted.apogee > depressed.apogee
    assert lofted.burnout_time.item() == pytest.approx(AL_HUSSEIN.burn_time_s)
    assert depressed.burnout_time.item() == pytest.approx(AL_HUSSEIN.burn_time_s)


def test_a_second_stage_carries_the_payload_much_farther():
    one = fly_far(SCUD_B, (33.0, 44.0), 40.0)
    two = fly_far(TWO_STAGES, (33.0, 44.0), 40.0)
    assert two.range > 4.0 * one.range


# Refusals: what was found, what was expected, what to do


def refusal(call) -> str:
    """The message of the RangeError that this call raises."""
    with pytest.raises(RangeError) as caught:
        call()
    return str(caught.value)


def test_latitude_95_is_not_on_the_earth():
    said = refusal(lambda: fly(ICBM, (95.0, 10.0), POLAND))
    assert "latitude 95" in said
    assert "-90 to 90" in said
    assert "LATITUDE,LONGITUDE" in said
    assert "latitude nan" in refusal(lambda: radians([(math.nan, 0.0)]))


def test_a_missile_faster_than_escape_does_not_come_back():
    said = refusal(lambda: Missile("too fast", 1.01 * ESCAPE_SPEED, 180.0))
    assert "too fast" in said
    assert "11.19 km/s" in said or "11.18 km/s" in said
    assert "does not come back" in said
    assert "0 km/s" in refusal(lambda: Missile("still", 0.0, 180.0))
    assert "-1 km/s" in refusal(lambda: arc(-1_000.0, 45.0, 0.0, IRAN))


def test_a_burn_time_has_bounds():
    assert "0.5 s; expected 1 to 1000 s" in refusal(lambda: Missile("short", 3_000.0, 0.5))


def test_an_aim_point_out_of_reach_is_refused_with_the_speed_it_takes():
    said = refusal(lambda: fly(Missile("short range", 3.0 * km_s, 60.0), IRAN, POLAND))
    assert "short range cannot reach its aim point, 3,0" in said
    assert "it has 3.00 km/s" in said
    assert "nearer aim point or a faster missile" in said
    staged = refusal(lambda: fly(SCUD_B, IRAN, POLAND))
    assert "Scud-B cannot reach" in staged
    assert "nearer aim point or another missile" in staged


def test_no_depressed_path_where_the_full_speed_overshoots():
    said = refusal(lambda: fly(Missile("strong", 9.5 * km_s, 100.0), IRAN, POLAND, path="depressed"))
    assert "no path of this kind from strong" in said


def test_the_same_place_twice_is_no_flight():
    assert "the same place" in refusal(lambda: fly(ICBM, IRAN, IRAN))


def test_an_unknown_path_names_the_known_ones():
    said = refusal(lambda: fly(ICBM, IRAN, POLAND, path="lobbed"))
    assert '"lobbed"' in said
    assert "minimum-energy, lofted, depressed" in said


def test_a_staged_missile_takes_no_apogee_speed():
    assert "notional missile" in refusal(lambda: fly(SCUD_B, IRAN, (34.0, 52.0), apogee_speed_m_s=1_000.0))


def test_thrust_below_weight_does_not_lift():
    weak = Stage(fuelled_mass_kg=5_000.0, empty_mass_kg=3_000.0, specific_impulse_s=230.0, burn_time_s=100.0,
                 diameter_m=0.9)  # fmt: skip
    said = refusal(lambda: StagedMissile("weak", (weak,), 1_000.0))
    # Thrust 230 s x 9.80665 m/s2 x 2000 kg / 100 s = 45 kN; 6.0 t weigh 59 kN.
    assert "thrust 45 kN does not lift 6.0 t" in said
    assert "Check masses" in said


def test_a_stage_weighs_more_with_fuel():
    assert "0 < empty < fuelled" in refusal(lambda: Stage(1_000.0, 1_200.0, 230.0, 60.0, 1.0))


def test_bare_arcs_have_bounds():
    assert "elevation 95 deg" in refusal(lambda: arc(5_000.0, 95.0, 0.0, IRAN))
    assert "burnout altitude -1 km" in refusal(lambda: arc(5_000.0, 45.0, 0.0, IRAN, burnout_altitude_m=-1_000.0))
    assert "does not come down" in refusal(
        lambda: arc(7_700.0, 0.0, 90.0, (0.0, 0.0), burnout_altitude_m=400.0 * km, rotating=False)
    )


def test_ranges_have_bounds():
    assert "found a range of 20 km; expected 30 to 17,000 km" in refusal(lambda: speed_for_range(20.0 * km, 60.0))


def test_an_interceptor_needs_room_below_its_ceiling():
    said = refusal(lambda: Interceptor("low", 3_000.0, 30.0, 150.0 * km, 300.0, 100.0 * km))
    assert "least intercept height of 150 km and a ceiling of 100 km" in said


def test_rules_of_engagement_are_of_three_kinds():
    said = refusal(lambda: Rules("whenever", 0.0, 0.0, False))
    assert '"whenever"' in said
    assert "organic, launch-on-remote, engage-on-remote" in said
    assert "negative delay" in refusal(lambda: Rules("organic", -1.0, 0.0, False))


def test_a_point_given_in_degrees_or_turned_once_round_is_the_same_place():
    here, round_again = fly(ICBM, IRAN, (52.0, 21.0)), fly(ICBM, IRAN, (52.0, 21.0 - 360.0))
    assert here.flight_time.item() == pytest.approx(round_again.flight_time.item(), abs=1e-6)
    assert here.azimuth.item() == pytest.approx(round_again.azimuth.item(), abs=1e-9)
