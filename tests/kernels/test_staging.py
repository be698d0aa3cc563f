"""The powered ascent from known stages: its forces coded a second time, and the bounds of rocketry."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.flying.vehicles import FORDEN_DRAG
from detente.kernels.constants import EARTH_RADIUS, EARTH_RATE, STANDARD_GRAVITY
from detente.kernels.staging import drag_coefficient, staged_ascent
from tests.flying import second_opinion
from tests.flying.second_opinion import AL_HUSSEIN, SCUD_B, TWO_STAGES

meter, meter_s = 1.0, 1.0
DRAG = np.array(FORDEN_DRAG)


def flown(missile, loft: float, cut_off: float, turning: float = 0.0, rate: float = 0.02):
    """State at cut-off, and times and path of an ascent to the east from the equator."""
    t, path = np.empty(25), np.empty((25, 4))
    end = staged_ascent(
        0.0, 0.0, 0.5 * math.pi, missile.rows, np.array(missile.drag), (loft, rate, 0.0), cut_off, turning, t, path
    )
    return np.array(end), t, path


def test_a_scud_b_burns_out_where_a_second_program_puts_it():
    # The comment in staging.py promises 0.1 m for a full burn, at the programme of published row F-FOR-Scud-B.
    position, velocity = second_opinion.staged_difference(SCUD_B, (33.0, 44.0), math.radians(40.0), 0.8318, 75.0)
    assert position < 0.1 * meter
    assert velocity < 0.005 * meter_s


def test_random_shots_burn_out_where_a_second_program_puts_them():
    found = second_opinion.staged()
    assert found["position"].greatest < 0.5 * meter
    assert found["speed"].greatest < 0.05 * meter_s


@pytest.mark.parametrize("missile", [SCUD_B, AL_HUSSEIN, TWO_STAGES], ids=lambda m: m.name)
def test_no_vehicle_beats_the_rocket_equation(missile):
    ideal = sum(
        stage.specific_impulse_s * STANDARD_GRAVITY * math.log(row[0] / (row[0] - row[4] * row[2]))
        for stage, row in zip(missile.stages, missile.rows, strict=True)
    )
    for loft in (0.4, 0.8, 1.2, 0.5 * math.pi):
        end, *_ = flown(missile, loft, missile.burn_time_s)
        assert np.linalg.norm(end[3:]) < ideal


def test_gravity_costs_a_vertical_shot_nine_point_eight_metres_a_second_each_second():
    # Speed lost to gravity and air: more than g T at burnout height, less than that and a quarter of the speed.
    end, *_ = flown(SCUD_B, 0.5 * math.pi, 75.0)
    row = SCUD_B.rows[0]
    ideal = 230.0 * STANDARD_GRAVITY * math.log(row[0] / (row[0] - row[4] * 75.0))
    lost = ideal - np.linalg.norm(end[3:])
    assert 9.6 * 75.0 < lost < 9.82 * 75.0 + 0.25 * ideal


def test_a_vertical_shot_stays_above_its_site_without_rotation():
    end, _, path = flown(AL_HUSSEIN, 0.5 * math.pi, 90.0)
    assert np.allclose(end[[1, 2, 4, 5]], 0.0, atol=1e-3)
    assert np.all(np.diff(path[:, 3]) > 0.0)


def test_the_air_slows_and_the_earth_carries():
    clean = np.array([[1.0, 0.0]])
    t, path = np.empty(25), np.empty((25, 4))
    arguments = (0.0, 0.0, 0.5 * math.pi, SCUD_B.rows)
    pitch = (0.8, 0.02, 0.0)
    without_air = np.array(staged_ascent(*arguments, clean, pitch, 75.0, 0.0, t, path))
    with_air = np.array(staged_ascent(*arguments, DRAG, pitch, 75.0, 0.0, t, path))
    carried = np.array(staged_ascent(*arguments, DRAG, pitch, 75.0, EARTH_RATE, t, path))
    assert np.linalg.norm(with_air[3:]) < np.linalg.norm(without_air[3:])
    gained = np.linalg.norm(carried[3:]) - np.linalg.norm(with_air[3:])
    assert 200.0 < gained < EARTH_RATE * (EARTH_RADIUS + 5e4)  # some of 465 m/s, as the path is steep


def test_samples_run_from_the_site_to_cut_off():
    _, t, path = flown(TWO_STAGES, 0.7, 120.0, EARTH_RATE)
    assert t[0] == 0.0
    assert t[-1] == pytest.approx(120.0)
    assert path[0] == pytest.approx([1.0, 0.0, 0.0, 0.0], abs=1e-6)
    assert np.allclose(np.linalg.norm(path[:, :3], axis=1), 1.0)


def test_stopping_early_is_the_beginning_of_the_same_ascent():
    # Stage one burns 70 s: cut-off in the second stage passes through the same states as the full burn.
    whole, t, path = flown(TWO_STAGES, 0.7, 145.0)
    half, *_ = flown(TWO_STAGES, 0.7, t[12])
    assert np.linalg.norm(half[:3]) - EARTH_RADIUS == pytest.approx(path[12, 3], abs=0.2 * meter)
    assert np.linalg.norm(whole[3:]) > np.linalg.norm(half[3:])


@settings(max_examples=30)
@given(mach=st.floats(0.0, 20.0))
def test_drag_is_linear_between_the_rows_of_its_table(mach):
    # Forden 2007 as transcribed: 0.20 up to Mach 0.85, 0.27 from 1.0 to 1.2, 0.20 from 2.0 on.
    assert drag_coefficient(mach, DRAG) == pytest.approx(np.interp(mach, DRAG[:, 0], DRAG[:, 1]))
