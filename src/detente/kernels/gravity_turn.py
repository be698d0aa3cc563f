"""The powered ascent of a notional missile under gravity and air, steered by one number: a gravity turn.

Upright first, then the velocity is tipped over by an angle, and from there the thrust follows the velocity while
gravity bends the path. A missile is what its propellant can do: its ideal speed, spread over equal stages.

    acceleration = thrust/mass (velocity direction) - mu/r^2 (up) - 1/2 rho v^2 / (load m/m0) (velocity direction)

The Earth is held still. See docs/methods/announced-flights.md.
"""

import math

from detente.kernels.atmosphere import air
from detente.kernels.compile import Floats, kernel
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS

UPRIGHT = 0.06  # share of the burn before the tip-over; assumed
STEPS = 200  # Runge-Kutta steps of a burn; stages and the tip-over must end with a step
SLOW = 1.0  # [m/s] below this speed the path counts as upright


@kernel
def push(time: float, stage: int, ideal: float, burn_time: float, build: tuple[int, float, float]) -> float:
    """Thrust over mass [m/s^2] at `time` [s], while this stage (from 0) burns."""
    stages, exhaust, _ = build
    span, burnt = burn_time / stages, 1.0 - math.exp(-ideal / stages / exhaust)
    return exhaust * burnt / span / (1.0 - burnt * (time - stage * span) / span)


@kernel
def mass_left(time: float, stage: int, ideal: float, burn_time: float, build: tuple[int, float, float]) -> float:
    """Mass as a share of that at launch; what a stage drops counts as burnt by it."""
    stages, exhaust, _ = build
    span, burnt = burn_time / stages, 1.0 - math.exp(-ideal / stages / exhaust)
    return float((1.0 - burnt) ** stage * (1.0 - burnt * (time - stage * span) / span))


@kernel
def rates(
    s: tuple[float, float, float, float], thrust: float, load: float, upright: bool
) -> tuple[float, float, float, float]:
    """Rates of height [m], range angle [rad], radial and level speed [m/s].

    thrust [m/s^2]; load: mass over drag area [kg/m^2] now.
    """
    height, _, radial, level = s
    r = EARTH_RADIUS + height
    speed = math.hypot(radial, level)
    up, along = 1.0, 0.0
    if not upright and speed > SLOW:
        up, along = radial / speed, level / speed
    density, _ = air(max(0.0, height))
    drag = 0.5 * density * speed / load
    return (
        radial,
        level / r,
        thrust * up - drag * radial + level * level / r - EARTH_MU / (r * r),
        thrust * along - drag * level - radial * level / r,
    )


@kernel
def moved(
    s: tuple[float, float, float, float], k: tuple[float, float, float, float], h: float
) -> tuple[float, float, float, float]:
    """A state after h [s] at these rates."""
    return s[0] + h * k[0], s[1] + h * k[1], s[2] + h * k[2], s[3] + h * k[3]


@kernel
def gravity_turn(
    ideal: float, burn_time: float, tip: float, build: tuple[int, float, float], path: Floats
) -> tuple[float, float, float, float]:
    """Height [m], range angle [rad], radial and level speed [m/s] at burnout; NaN for an ascent that hits the ground.

    ideal: speed [m/s] the propellant would give in empty space without gravity; burn_time [s]; tip [rad]: how far the
    velocity is tipped over; build: number of stages, exhaust speed [m/s], launch mass over drag area [kg/m^2].
    Fills path (n + 1, 2) with height and range angle at n equal steps of time, STEPS as a rule.
    """
    steps = path.shape[0] - 1
    h, s = burn_time / steps, (0.0, 0.0, 0.0, 0.0)
    first = round(UPRIGHT * steps)
    path[0, 0] = path[0, 1] = 0.0
    for i in range(steps):
        t, stage, upright = i * h, i * build[0] // steps, i < first
        if i == first:
            speed = s[2]
            s = (s[0], s[1], speed * math.cos(tip), speed * math.sin(tip))
        a1, a2 = push(t, stage, ideal, burn_time, build), push(t + 0.5 * h, stage, ideal, burn_time, build)
        a3 = push(t + h, stage, ideal, burn_time, build)
        load = build[2] * mass_left(t, stage, ideal, burn_time, build)
        load2 = build[2] * mass_left(t + 0.5 * h, stage, ideal, burn_time, build)
        load3 = build[2] * mass_left(t + h, stage, ideal, burn_time, build)
        k1 = rates(s, a1, load, upright)
        k2 = rates(moved(s, k1, 0.5 * h), a2, load2, upright)
        k3 = rates(moved(s, k2, 0.5 * h), a2, load2, upright)
        k4 = rates(moved(s, k3, h), a3, load3, upright)
        mean = (
            k1[0] + 2.0 * (k2[0] + k3[0]) + k4[0], k1[1] + 2.0 * (k2[1] + k3[1]) + k4[1],
            k1[2] + 2.0 * (k2[2] + k3[2]) + k4[2], k1[3] + 2.0 * (k2[3] + k3[3]) + k4[3],
        )  # fmt: skip
        s = moved(s, mean, h / 6.0)
        path[i + 1, 0], path[i + 1, 1] = s[0], s[1]
        if s[0] < 0.0:
            return math.nan, math.nan, math.nan, math.nan
    return s
