"""The powered ascent of a vehicle of which only burnout speed and burn time are public.

The speed grows as under constant thrust while propellant burns away; the flight-path angle falls from vertical
to its burnout value, quickly at first and not at all in the end, as in a gravity turn:

    v(t) = V ln(1 - m t/T) / ln(1 - m),    climb(t) = climb_end + (pi/2 - climb_end) (1 - t/t_end)^3

with full speed V after burn time T. Cut-off may come earlier, at t_end. Speeds are relative to the turning Earth,
so an ascent looks the same at every azimuth and latitude. See docs/methods/flight.md.
"""

import math

from detente.kernels.compile import Floats, kernel
from detente.kernels.constants import EARTH_RADIUS

BURNT_SHARE = 0.6  # m: share of the mass at ignition that has burnt at full burn time; assumed, see flight.md
STEPS = 16  # Simpson steps of one ascent: 0.2 m for an ICBM, see tests/kernels/test_boost.py


@kernel
def speed_at(time: float, full_speed: float, burn_time: float) -> float:
    """Speed [m/s] after burning for `time` [s]."""
    return full_speed * math.log(1.0 - BURNT_SHARE * time / burn_time) / math.log(1.0 - BURNT_SHARE)


@kernel
def cut_off_time(speed: float, full_speed: float, burn_time: float) -> float:
    """Time [s] at which the speed is reached; beyond the burn time when it exceeds the full speed."""
    return float(burn_time * (1.0 - (1.0 - BURNT_SHARE) ** (speed / full_speed)) / BURNT_SHARE)


@kernel
def climb_at(time: float, cut_off: float, climb_end: float) -> float:
    """Flight-path angle [rad] while the ascent that ends at cut_off [s] with climb_end [rad] goes on."""
    left = 1.0 - time / cut_off
    return climb_end + (0.5 * math.pi - climb_end) * left * left * left


@kernel
def ascend(
    start: float,
    stop: float,
    height: float,
    angle: float,
    ascent: tuple[float, float, float, float],
    steps: int,
) -> tuple[float, float]:
    """Height [m] and range angle [rad] at `stop` [s], from their values at `start` [s], by Simpson's rule.

    ascent: full speed [m/s], burn time [s], cut-off time [s], flight-path angle at cut-off [rad].
    """
    full_speed, burn_time, cut_off, climb_end = ascent
    dt = (stop - start) / steps
    v, climb = speed_at(start, full_speed, burn_time), climb_at(start, cut_off, climb_end)
    rise1, along1 = v * math.sin(climb), v * math.cos(climb)
    for i in range(steps):
        t = start + i * dt
        v, climb = speed_at(t + 0.5 * dt, full_speed, burn_time), climb_at(t + 0.5 * dt, cut_off, climb_end)
        rise2, along2 = v * math.sin(climb), v * math.cos(climb)
        v, climb = speed_at(t + dt, full_speed, burn_time), climb_at(t + dt, cut_off, climb_end)
        rise3, along3 = v * math.sin(climb), v * math.cos(climb)
        middle = height + dt * (5.0 * rise1 + 8.0 * rise2 - rise3) / 24.0
        above = height + dt * (rise1 + 4.0 * rise2 + rise3) / 6.0
        r1, r2, r3 = EARTH_RADIUS + height, EARTH_RADIUS + middle, EARTH_RADIUS + above
        angle += dt * (along1 / r1 + 4.0 * along2 / r2 + along3 / r3) / 6.0
        height, rise1, along1 = above, rise3, along3
    return height, angle


@kernel
def burnout(full_speed: float, burn_time: float, cut_off: float, climb_end: float) -> tuple[float, float]:
    """Height [m] and range angle [rad] at cut-off."""
    return ascend(0.0, cut_off, 0.0, 0.0, (full_speed, burn_time, cut_off, climb_end), STEPS)


@kernel
def sample_ascent(
    full_speed: float,
    burn_time: float,
    cut_off: float,
    climb_end: float,
    t: Floats,
    height: Floats,
    angle: Floats,
) -> None:
    """Fill t [s], height [m] and range angle [rad], all (n,), with n equal steps from launch to cut-off."""
    n = t.size
    t[0] = height[0] = angle[0] = 0.0
    for i in range(1, n):
        t[i] = cut_off * i / (n - 1)
        height[i], angle[i] = ascend(
            t[i - 1], t[i], height[i - 1], angle[i - 1], (full_speed, burn_time, cut_off, climb_end), 1
        )
