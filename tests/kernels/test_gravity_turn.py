"""The gravity turn of a notional missile: its equations solved a second time, and limits that need no computer."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad, solve_ivp

from detente.kernels.atmosphere import air
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS
from detente.kernels.gravity_turn import STEPS, UPRIGHT, gravity_turn, mass_left, push

BUILD = (2, 2_353.6, 60.0e3)
EMPTY_SPACE = (2, 2_353.6, 1.0e30)  # so heavy for its width that air does nothing
meter, meter_per_second = 1.0, 1.0


def flown(ideal, burn_time, tip, build=BUILD):
    path = np.empty((STEPS + 1, 2))
    return gravity_turn(ideal, burn_time, tip, build, path), path


def solved(ideal, burn_time, tip, build):
    """The same flight in Cartesian axes by an adaptive method, one stage after the other."""
    stages, exhaust, load = build
    span = burn_time / stages
    ratio = math.exp(ideal / stages / exhaust)  # mass at ignition over mass at burnout of a stage

    def pull(t, s, stage, upright):
        left = 1.0 - (1.0 - 1.0 / ratio) * (t - stage * span) / span
        thrust = exhaust * (1.0 - 1.0 / ratio) / span / left
        place, velocity = s[:2], s[2:]
        r, speed = math.hypot(*place), math.hypot(*velocity)
        along = place / r if upright or speed < 1.0 else velocity / speed
        drag = 0.5 * air(max(0.0, r - EARTH_RADIUS))[0] * speed / (load * left * ratio**-stage)
        return [*velocity, *(thrust * along - drag * velocity - EARTH_MU / r**3 * place)]

    state, turn = np.array([EARTH_RADIUS, 0.0, 0.0, 0.0]), UPRIGHT * burn_time
    for stage in range(stages):
        for begin, end, upright in ((stage * span, turn, True), (max(turn, stage * span), (stage + 1) * span, False)):
            if begin >= end:
                continue
            path = solve_ivp(pull, (begin, end), state, args=(stage, upright), method="DOP853", rtol=1e-11, atol=1e-6)
            state = path.y[:, -1]
            if upright:
                speed = state[2]
                state[2], state[3] = speed * math.cos(tip), speed * math.sin(tip)
    x, y, vx, vy = state
    r = math.hypot(x, y)
    return r - EARTH_RADIUS, math.atan2(y, x), (x * vx + y * vy) / r, (x * vy - y * vx) / r


@pytest.mark.parametrize(("ideal", "burn_time", "tip"), [
    (9_000.0, 240.0, 0.02), (8_300.0, 180.0, 0.06), (6_400.0, 120.0, 0.2), (2_600.0, 75.0, 0.3), (7_300.0, 180.0, 1e-4),
])  # fmt: skip
def test_a_second_solution_agrees(ideal, burn_time, tip):
    ours, _ = flown(ideal, burn_time, tip)
    theirs = solved(ideal, burn_time, tip, BUILD)
    # 200 steps of fourth order: metres of a burnout hundreds of kilometres up, where burn times are known to 30 s.
    assert abs(ours[0] - theirs[0]) < 20.0 * meter
    assert abs(ours[1] - theirs[1]) * EARTH_RADIUS < 20.0 * meter
    assert abs(ours[2] - theirs[2]) < 0.2 * meter_per_second
    assert abs(ours[3] - theirs[3]) < 0.2 * meter_per_second


@given(st.floats(2_500.0, 9_000.0), st.floats(60.0, 200.0))
def test_straight_up_without_air_only_gravity_is_lost(ideal, burn_time):
    # Rocket equation: what is left is the ideal speed less the pull of gravity along the way.
    (height, angle, radial, level), path = flown(ideal, burn_time, 0.0, EMPTY_SPACE)
    if math.isnan(height):
        return  # too weak to leave the ground
    pull = EARTH_MU / (EARTH_RADIUS + path[:, 0]) ** 2
    assert (angle, level) == (0.0, 0.0)
    assert radial == pytest.approx(ideal - np.trapezoid(pull, dx=burn_time / STEPS), abs=1.0)


@given(st.floats(1_000.0, 9_000.0), st.floats(60.0, 300.0), st.integers(1, 4))
def test_the_thrust_gives_the_ideal_speed(ideal, burn_time, stages):
    build = (stages, 2_353.6, 60.0e3)
    span = burn_time / stages
    gained = sum(quad(push, i * span, (i + 1) * span, args=(i, ideal, burn_time, build))[0] for i in range(stages))
    assert gained == pytest.approx(ideal, rel=1e-9)
    assert mass_left(burn_time, stages - 1, ideal, burn_time, build) == pytest.approx(math.exp(-ideal / 2_353.6))


@settings(deadline=None)
@given(st.floats(3_000.0, 9_000.0), st.floats(60.0, 240.0), st.floats(0.001, 0.5))
def test_more_tip_is_a_flatter_burnout(ideal, burn_time, tip):
    steep, flat = flown(ideal, burn_time, tip)[0], flown(ideal, burn_time, 1.3 * tip)[0]
    if math.isnan(steep[0]) or math.isnan(flat[0]):
        return
    assert math.atan2(flat[2], flat[3]) < math.atan2(steep[2], steep[3])


def test_an_ascent_that_cannot_lift_itself_is_no_ascent():
    (height, *_), _ = flown(900.0, 240.0, 0.1)
    assert math.isnan(height)


def test_air_costs_speed():
    assert math.hypot(*flown(7_000.0, 180.0, 0.05)[0][2:]) < math.hypot(
        *flown(7_000.0, 180.0, 0.05, EMPTY_SPACE)[0][2:]
    )
