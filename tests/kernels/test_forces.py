"""What moves a vehicle: drag tables, thrust against the pressure of the air, and where thrust points."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.flying.ascents import burning, launch_plane
from detente.flying.vehicles import FORDEN_DRAG, Stage, StagedMissile
from detente.kernels.constants import EARTH_RADIUS, STANDARD_GRAVITY
from detente.kernels.earths import gravity, placed, sphere
from detente.kernels.forces import GRAVITY_TURN, STEERING, THRUST, acceleration, drag_coefficient

DRAG = np.array(FORDEN_DRAG)
NO_AIR = np.array([[0.0, 0.0]])
STILL = sphere(False)
EAST = launch_plane((0.0, 0.0), 0.5 * math.pi)
GROWING = Stage(20_000.0, 2_000.0, 280.0, 60.0, 1.6, sea_level_impulse_s=240.0)


@settings(max_examples=30)
@given(mach=st.floats(0.0, 20.0))
def test_drag_is_linear_between_the_rows_of_its_table(mach):
    # Forden 2007 as transcribed: 0.20 up to Mach 0.85, 0.27 from 1.0 to 1.2, 0.20 from 2.0 on.
    assert drag_coefficient(mach, DRAG) == pytest.approx(np.interp(mach, DRAG[:, 0], DRAG[:, 1]))


def pushed(stage: Stage, height: float) -> float:
    """Thrust [N] straight up on a vehicle at rest at this height, from the acceleration."""
    missile = StagedMissile("one", (stage,), 1_000.0)
    legs, _ = burning(missile, 1.5, 1.0)
    at = placed(0.0, 0.0, height, STILL)
    pull = acceleration(0.0, (*at, 0.0, 0.0, 0.0), legs[0], NO_AIR, EAST, STILL)
    return (pull[0] - gravity(*at, STILL)[0]) * 21_000.0


def test_thrust_at_sea_level_and_in_vacuum_is_what_the_two_impulses_say():
    flow = 18_000.0 / 60.0
    assert pushed(GROWING, 0.0) == pytest.approx(240.0 * STANDARD_GRAVITY * flow, rel=1e-6)
    assert pushed(GROWING, 150e3) == pytest.approx(280.0 * STANDARD_GRAVITY * flow, rel=1e-6)


@settings(max_examples=30)
@given(low=st.floats(0.0, 8e4), rise=st.floats(10.0, 2e4))
def test_thrust_grows_as_the_air_thins(low, rise):
    assert pushed(GROWING, low + rise) >= pushed(GROWING, low)


def test_thrust_that_is_given_once_is_the_same_at_every_height():
    stage = Stage(20_000.0, 2_000.0, 260.0, 60.0, 1.6)
    assert pushed(stage, 0.0) == pytest.approx(pushed(stage, 8e4), rel=1e-9)


def test_a_gravity_turn_pushes_along_the_velocity():
    legs, _ = burning(StagedMissile("one", (GROWING,), 1_000.0), 1.2, 1.0)
    turn = legs[-1]
    assert turn[STEERING] == GRAVITY_TURN
    at, velocity = placed(0.0, 0.0, 150e3, STILL), np.array([500.0, 1_200.0, 0.0])
    free = np.array(gravity(*at, STILL))
    pull = np.array(acceleration(turn[0], (*at, *velocity), turn, NO_AIR, EAST, STILL)) - free
    assert np.cross(pull, velocity) == pytest.approx(np.zeros(3), abs=1e-9)
    assert pull @ velocity > 0.0


def test_legs_of_a_coast_have_no_thrust_and_cover_the_whole_ascent():
    pause = StagedMissile("two", (Stage(20_000.0, 2_000.0, 260.0, 60.0, 1.6, coast_s=12.0), GROWING), 500.0)
    with pytest.raises(Exception, match="does not lift"):
        StagedMissile("too heavy", (Stage(20_000.0, 2_000.0, 100.0, 60.0, 1.6), GROWING), 500.0)
    legs, events = burning(pause, 1.3, 1.0)
    assert np.allclose(legs[1:, 0], legs[:-1, 1])
    assert legs[0, 0] == 0.0
    assert legs[-1, 1] == pytest.approx(132.0)
    resting = legs[legs[:, THRUST] == 0.0]
    assert resting[0, :2] == pytest.approx([60.0, 72.0])
    assert events == [(60.0, "stage 1 burns out"), (72.0, "stage 2 ignites")]
    # What is left after the first stage: 20 t and 500 kg.
    assert resting[0, 2] == pytest.approx(20_500.0)


def test_nothing_but_gravity_acts_far_out():
    legs, _ = burning(StagedMissile("one", (GROWING,), 1_000.0), 1.2, 1.0)
    coast = legs[0].copy()
    coast[STEERING] = coast[THRUST] = 0.0
    at = (EARTH_RADIUS + 5e5, 0.0, 0.0)
    assert acceleration(0.0, (*at, 0.0, 7e3, 0.0), coast, DRAG, EAST, STILL) == gravity(*at, STILL)
