"""Two-body arcs: conservation laws, and the same arc reached by two formulas."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.kernels.constants import EARTH_MU, EARTH_RADIUS
from detente.kernels.gravity import (
    apogee_radius,
    change_after,
    direct_slope,
    fall,
    minimum_energy,
    passage,
    semi_major_axis,
    step,
)

ESCAPE = math.sqrt(2.0 * EARTH_MU / EARTH_RADIUS)
speeds = st.floats(500.0, 9_500.0)
climbs = st.floats(0.05, 1.5)
angles = st.floats(0.01, 2.5)


def components(speed: float, climb: float) -> tuple[float, float]:
    return speed * math.sin(climb), speed * math.cos(climb)


@given(speed=speeds, climb=climbs, share=st.floats(0.01, 1.0))
def test_energy_and_angular_momentum_are_kept(speed, climb, share):
    position, velocity = np.array([EARTH_RADIUS, 0.0]), np.array(components(speed, climb))
    a = semi_major_axis(EARTH_RADIUS, speed)
    _, total = fall(EARTH_RADIUS, *velocity, EARTH_RADIUS)
    change = share * total
    f, g, _ = step(EARTH_RADIUS, velocity[0], a, change)
    later = f * position + g * velocity
    r = np.linalg.norm(later)
    # Velocity from the derivatives of f and g with respect to time (Bate, Mueller & White, sec. 4.4).
    f_rate = -math.sqrt(EARTH_MU * a) / (r * EARTH_RADIUS) * math.sin(change)
    g_rate = 1.0 - a / r * (1.0 - math.cos(change))
    after = f_rate * position + g_rate * velocity
    energy = 0.5 * speed**2 - EARTH_MU / EARTH_RADIUS
    assert 0.5 * after @ after - EARTH_MU / r == pytest.approx(energy, rel=1e-9)
    assert later[0] * after[1] - later[1] * after[0] == pytest.approx(EARTH_RADIUS * velocity[1], rel=1e-9)


@given(speed=speeds, climb=climbs, share=st.floats(0.0, 1.0))
def test_kepler_inverts_the_step(speed, climb, share):
    rise, across = components(speed, climb)
    a = semi_major_axis(EARTH_RADIUS, speed)
    change = share * fall(EARTH_RADIUS, rise, across, EARTH_RADIUS)[1]
    time = step(EARTH_RADIUS, rise, a, change)[2]
    assert change_after(EARTH_RADIUS, rise, a, time) == pytest.approx(change, abs=1e-9)


@given(speed=speeds, climb=climbs)
def test_the_fall_ends_at_the_surface_after_the_time_it_says(speed, climb):
    rise, across = components(speed, climb)
    time, change = fall(EARTH_RADIUS, rise, across, EARTH_RADIUS)
    f, g, after = step(EARTH_RADIUS, rise, semi_major_axis(EARTH_RADIUS, speed), change)
    landed = f * np.array([EARTH_RADIUS, 0.0]) + g * np.array([rise, across])
    assert np.linalg.norm(landed) == pytest.approx(EARTH_RADIUS, abs=1e-3)
    assert after == pytest.approx(time, rel=1e-9, abs=1e-6)


@given(speed=speeds, climb=climbs)
def test_the_apogee_is_reached_half_way_and_no_point_is_higher(speed, climb):
    rise, across = components(speed, climb)
    a = semi_major_axis(EARTH_RADIUS, speed)
    total = fall(EARTH_RADIUS, rise, across, EARTH_RADIUS)[1]

    def radius(change: float) -> float:
        f, g, _ = step(EARTH_RADIUS, rise, a, change)
        return float(np.linalg.norm(f * np.array([EARTH_RADIUS, 0.0]) + g * np.array([rise, across])))

    top = apogee_radius(EARTH_RADIUS, rise, across)
    assert radius(0.5 * total) == pytest.approx(top, abs=1e-2)
    assert max(radius(share * total) for share in (0.1, 0.3, 0.45, 0.55, 0.7, 0.9)) < top


@given(angle=st.floats(0.02, 2.8), lean=st.floats(-0.3, 0.3))
def test_no_other_angle_needs_less_speed_than_minimum_energy(angle, lean):
    speed, climb = minimum_energy(angle, EARTH_RADIUS)
    other = climb + lean
    assume(0.02 < other < 1.5 and abs(lean) > 1e-4)
    # The hit equation of an arc from the surface to the surface, solved for the speed.
    x = math.tan(other)
    q = (1.0 - math.cos(angle)) * (x * x + 1.0) / (math.sin(angle) * x + 1.0 - math.cos(angle))
    assert q > 0.0
    assert math.sqrt(q * EARTH_MU / EARTH_RADIUS) > speed


@given(angle=angles, extra=st.floats(1.0001, 1.4), height=st.floats(0.0, 1.5e6))
def test_the_direct_arc_passes_through_its_point_and_the_lofted_one_is_later(angle, extra, height):
    r2 = EARTH_RADIUS + height
    speed = min(0.999 * ESCAPE, extra * minimum_energy(angle, EARTH_RADIUS)[0] + 0.6 * math.sqrt(2 * 9.9 * height))
    slope = direct_slope(EARTH_RADIUS, r2, angle, speed)
    assume(not math.isnan(slope))
    radius, time = passage(EARTH_RADIUS, speed, math.atan(slope), angle)
    assume(not math.isnan(radius))
    assert radius == pytest.approx(r2, abs=0.1)
    # Both roots of the hit equation have this product (Vieta).
    a = 2.0 * math.sin(0.5 * angle) ** 2 * EARTH_MU / (speed**2 * EARTH_RADIUS)
    other = (a - 2.0 * math.sin(0.5 * angle) ** 2 + height / r2) / a / slope if slope else math.inf
    assume(other > slope + 1e-3)
    lofted_radius, lofted_time = passage(EARTH_RADIUS, speed, math.atan(other), angle)
    assume(not math.isnan(lofted_radius))
    assert lofted_radius == pytest.approx(r2, rel=1e-6)
    assert lofted_time > time


@given(speed=speeds, climb=climbs)
def test_passage_and_fall_agree_on_the_way_down(speed, climb):
    rise, across = components(speed, climb)
    time, change = fall(EARTH_RADIUS, rise, across, EARTH_RADIUS)
    f, g, _ = step(EARTH_RADIUS, rise, semi_major_axis(EARTH_RADIUS, speed), change)
    landed = f * np.array([EARTH_RADIUS, 0.0]) + g * np.array([rise, across])
    angle = math.atan2(landed[1], landed[0])
    assume(0.001 < angle < 3.0)
    radius, passed = passage(EARTH_RADIUS, speed, climb, angle)
    assert radius == pytest.approx(EARTH_RADIUS, abs=1.0)
    assert passed == pytest.approx(time, abs=1e-3)


def test_a_vertical_shot_needs_no_special_case():
    # Free fall in the field of a point mass: energy gives the top; the time is the classical cycloid.
    speed = 2_000.0
    top = 1.0 / (1.0 / EARTH_RADIUS - speed**2 / (2.0 * EARTH_MU))
    assert apogee_radius(EARTH_RADIUS, speed, 0.0) == pytest.approx(top, abs=1e-3)
    x = EARTH_RADIUS / top
    down = math.sqrt(top**3 / (2.0 * EARTH_MU)) * (math.acos(math.sqrt(x)) + math.sqrt(x * (1.0 - x)))
    assert fall(EARTH_RADIUS, speed, 0.0, EARTH_RADIUS)[0] == pytest.approx(2.0 * down, abs=1e-6)


def test_what_does_not_come_down_is_nan():
    assert np.isnan(fall(EARTH_RADIUS, 1.01 * ESCAPE, 0.0, EARTH_RADIUS)).all()
    assert np.isnan(fall(EARTH_RADIUS + 1e6, 0.0, 7_500.0, EARTH_RADIUS)).all()  # an orbit
    assert apogee_radius(EARTH_RADIUS, 1.01 * ESCAPE, 0.0) == math.inf
    assert semi_major_axis(EARTH_RADIUS, 1.01 * ESCAPE) < 0.0


def test_what_is_out_of_reach_is_nan():
    speed, _ = minimum_energy(1.0, EARTH_RADIUS)
    assert math.isnan(direct_slope(EARTH_RADIUS, EARTH_RADIUS, 1.0, 0.999 * speed))
    assert not math.isnan(direct_slope(EARTH_RADIUS, EARTH_RADIUS, 1.0, 1.001 * speed))
    assert np.isnan(passage(EARTH_RADIUS, 1.01 * ESCAPE, 0.5, 2.9)).all()


def test_nan_in_nan_out():
    assert np.isnan(fall(math.nan, 1.0, 1.0, EARTH_RADIUS)).all()
    assert math.isnan(direct_slope(EARTH_RADIUS, math.nan, 0.5, 5_000.0))
    assert np.isnan(passage(EARTH_RADIUS, math.nan, 0.5, 0.5)).all()
