"""What moves a vehicle: gravity, thrust and air, on one leg of its flight.

A leg is a stretch of time on which nothing jumps: one stage burning under one steering rule, or a coast. It is a row
of eleven numbers, LEG_COLUMNS long; see `legs` in `flying/ascent.py`, which makes them.
"""

import math

from detente.kernels.atmosphere import HEAT_RATIO, air, geopotential, layer
from detente.kernels.compile import Floats, kernel
from detente.kernels.earths import Earth, gravity, upright
from detente.kernels.frames import turned

State = tuple[float, float, float, float, float, float]
Vector = tuple[float, float, float]

START, STOP, MASS, FLOW, THRUST, NOZZLE, AREA, STEERING, ELEVATION, RATE = range(10)
LEG_COLUMNS = 10
COAST, PROGRAMME, GRAVITY_TURN = 0.0, 1.0, 2.0  # steering: no thrust, elevation by the clock, along the velocity
DEEPEST = -2.0e3  # [m] air is not asked for below; trial steps of the integrator may dip under the ground
VOID = 2.0e5  # [m] above the equator's radius nothing but gravity acts on a vehicle that does not burn


@kernel
def drag_coefficient(mach: float, table: Floats) -> float:
    """Linear between the rows (Mach number, coefficient) of table (n, 2), constant beyond its ends."""
    n = table.shape[0]
    if mach <= table[0, 0]:
        return float(table[0, 1])
    for i in range(1, n):
        if mach <= table[i, 0]:
            share = (mach - table[i - 1, 0]) / (table[i, 0] - table[i - 1, 0])
            return float(table[i - 1, 1] + share * (table[i, 1] - table[i - 1, 1]))
    return float(table[n - 1, 1])


@kernel
def stretch(s: State, drag: Floats, earth: Earth) -> int:
    """Which straight piece of air and drag table a state lies on: the forces are smooth while this stays the same."""
    height = upright(s[0], s[1], s[2], earth)[2]
    h = geopotential(max(height, DEEPEST))
    wx, wy = s[3] + earth[1] * s[1], s[4] - earth[1] * s[0]
    mach = math.sqrt(wx * wx + wy * wy + s[5] * s[5]) / air(max(height, DEEPEST))[1]
    row = 0
    for i in range(drag.shape[0]):
        if mach > drag[i, 0]:
            row = i + 1
    return 100 * layer(h) + row


@kernel
def pushed(
    t: float, s: State, wind: Vector, thrust: float, leg: Floats, plane: Vector, up: Vector, turning: float
) -> Vector:
    """Thrust [N] as a vector: along the velocity in a gravity turn, else at the leg's elevation in the launch plane.

    wind: velocity relative to the air [m/s]; plane: normal of the launch plane, Earth-fixed unit vector.
    """
    speed = math.sqrt(wind[0] ** 2 + wind[1] ** 2 + wind[2] ** 2)
    if leg[STEERING] == GRAVITY_TURN and speed > 0.0:
        return thrust * wind[0] / speed, thrust * wind[1] / speed, thrust * wind[2] / speed
    px, py = turned(plane[0], plane[1], turning * t)
    hx, hy, hz = py * up[2] - plane[2] * up[1], plane[2] * up[0] - px * up[2], px * up[1] - py * up[0]
    size = math.sqrt(hx * hx + hy * hy + hz * hz)
    elevation = leg[ELEVATION] + leg[RATE] * (t - leg[START])
    rise, along = thrust * math.sin(elevation), thrust * math.cos(elevation) / size
    return rise * up[0] + along * hx, rise * up[1] + along * hy, rise * up[2] + along * hz


@kernel
def acceleration(t: float, s: State, leg: Floats, drag: Floats, plane: Vector, earth: Earth) -> Vector:
    """[m/s^2] at t [s] after launch, in the inertial frame that coincides with the Earth-fixed one at launch."""
    x, y, z, vx, vy, vz = s
    ax, ay, az = gravity(x, y, z, earth)
    out = earth[2] + VOID
    if leg[STEERING] == COAST and (leg[AREA] == 0.0 or x * x + y * y + z * z > out * out):
        return ax, ay, az
    sine, cosine, height = upright(x, y, z, earth)
    density, sound = air(max(height, DEEPEST))
    turning = earth[1]
    wind = (vx + turning * y, vy - turning * x, vz)
    speed = math.sqrt(wind[0] ** 2 + wind[1] ** 2 + wind[2] ** 2)
    mass = leg[MASS] - leg[FLOW] * (t - leg[START])
    brake = 0.5 * density * speed * drag_coefficient(speed / sound, drag) * leg[AREA] / mass
    ax, ay, az = ax - brake * wind[0], ay - brake * wind[1], az - brake * wind[2]
    if leg[STEERING] != COAST:
        pressure = density * sound * sound / HEAT_RATIO
        across = max(math.sqrt(x * x + y * y), 1e-9)  # at the poles the vertical has no horizontal part
        up = (cosine * x / across, cosine * y / across, sine)
        fx, fy, fz = pushed(t, s, wind, leg[THRUST] - pressure * leg[NOZZLE], leg, plane, up, turning)
        ax, ay, az = ax + fx / mass, ay + fy / mass, az + fz / mass
    return ax, ay, az
