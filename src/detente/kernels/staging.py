"""The powered ascent of a vehicle whose stages are known: thrust, gravity and drag, integrated in the inertial frame.

Thrust follows a commanded elevation above the local horizontal: vertical at first, then lower at a constant rate
until the loft angle is reached (Forden 2007). Three degrees of freedom, spherical Earth.
"""

import math

from detente.kernels.atmosphere import air
from detente.kernels.compile import Floats, kernel
from detente.kernels.constants import EARTH_MU, EARTH_RADIUS
from detente.kernels.frames import east, north, turned, up

State = tuple[float, float, float, float, float, float]
TIME_STEP = 0.5  # [s] at most; 4th order, 0.1 m at burnout of a Scud-B, see tests/kernels/test_staging.py


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
def pull(
    t: float,
    s: State,
    mass: float,
    thrust: float,
    area: float,
    drag: Floats,
    plane: tuple[float, float, float],
    pitch: tuple[float, float, float],
    turning: float,
) -> tuple[float, float, float]:
    """Acceleration [m/s^2] at t [s] after launch.

    plane: normal of the launch plane, Earth-fixed unit vector; pitch: loft angle [rad], rate [rad/s], start [s].
    """
    x, y, z, vx, vy, vz = s
    r = math.sqrt(x * x + y * y + z * z)
    ux, uy, uz = x / r, y / r, z / r
    px, py = turned(plane[0], plane[1], turning * t)
    hx, hy, hz = py * uz - plane[2] * uy, plane[2] * ux - px * uz, px * uy - py * ux
    size = math.sqrt(hx * hx + hy * hy + hz * hz)
    elevation = max(pitch[0], 0.5 * math.pi - pitch[1] * max(0.0, t - pitch[2]))
    rise, along = thrust / mass * math.sin(elevation), thrust / mass * math.cos(elevation) / size
    weight = EARTH_MU / (r * r)
    wx, wy = vx + turning * y, vy - turning * x
    speed = math.sqrt(wx * wx + wy * wy + vz * vz)
    density, sound = air(r - EARTH_RADIUS)
    brake = 0.5 * density * speed * drag_coefficient(speed / sound, drag) * area / mass
    return (
        (rise - weight) * ux + along * hx - brake * wx,
        (rise - weight) * uy + along * hy - brake * wy,
        (rise - weight) * uz + along * hz - brake * vz,
    )


@kernel
def advance(
    t: float,
    dt: float,
    s: State,
    mass: float,
    stage: Floats,
    drag: Floats,
    plane: tuple[float, float, float],
    pitch: tuple[float, float, float],
    turning: float,
) -> State:
    """The state after dt [s], by the classical Runge-Kutta rule; mass [kg] at t."""
    thrust, flow, area = stage[3], stage[4], stage[5]
    k1 = pull(t, s, mass, thrust, area, drag, plane, pitch, turning)
    h = 0.5 * dt
    s2 = (
        s[0] + h * s[3],
        s[1] + h * s[4],
        s[2] + h * s[5],
        s[3] + h * k1[0],
        s[4] + h * k1[1],
        s[5] + h * k1[2],
    )
    k2 = pull(t + h, s2, mass - flow * h, thrust, area, drag, plane, pitch, turning)
    s3 = (
        s[0] + h * s2[3],
        s[1] + h * s2[4],
        s[2] + h * s2[5],
        s[3] + h * k2[0],
        s[4] + h * k2[1],
        s[5] + h * k2[2],
    )
    k3 = pull(t + h, s3, mass - flow * h, thrust, area, drag, plane, pitch, turning)
    s4 = (
        s[0] + dt * s3[3], s[1] + dt * s3[4], s[2] + dt * s3[5],
        s[3] + dt * k3[0], s[4] + dt * k3[1], s[5] + dt * k3[2],
    )  # fmt: skip
    k4 = pull(t + dt, s4, mass - flow * dt, thrust, area, drag, plane, pitch, turning)
    w = dt / 6.0
    return (
        s[0] + w * (s[3] + 2.0 * (s2[3] + s3[3]) + s4[3]),
        s[1] + w * (s[4] + 2.0 * (s2[4] + s3[4]) + s4[4]),
        s[2] + w * (s[5] + 2.0 * (s2[5] + s3[5]) + s4[5]),
        s[3] + w * (k1[0] + 2.0 * (k2[0] + k3[0]) + k4[0]),
        s[4] + w * (k1[1] + 2.0 * (k2[1] + k3[1]) + k4[1]),
        s[5] + w * (k1[2] + 2.0 * (k2[2] + k3[2]) + k4[2]),
    )


@kernel
def staged_ascent(
    lat: float,
    lon: float,
    azimuth: float,
    stages: Floats,
    drag: Floats,
    pitch: tuple[float, float, float],
    cut_off: float,
    turning: float,
    t: Floats,
    path: Floats,
) -> State:
    """Fly until `cut_off` [s]; fill t (n,) and path (n, 4: Earth-fixed unit vector, height [m]); return the state.

    stages (k, 6): mass at ignition with everything above [kg], dry mass dropped [kg], burn time [s], thrust [N],
    mass flow [kg/s], cross-section [m^2]. The returned position and velocity are inertial, in the frame that
    coincides with the Earth-fixed one at cut-off.
    """
    ux, uy, uz = up(lat, lon)
    ex, ey, _ = east(lon)
    nx, ny, nz = north(lat, lon)
    ca, sa = math.cos(azimuth), math.sin(azimuth)
    hx, hy, hz = ca * nx + sa * ex, ca * ny + sa * ey, ca * nz
    plane = (uy * hz - uz * hy, uz * hx - ux * hz, ux * hy - uy * hx)
    s = (
        EARTH_RADIUS * ux, EARTH_RADIUS * uy, EARTH_RADIUS * uz,
        -turning * EARTH_RADIUS * uy, turning * EARTH_RADIUS * ux, 0.0,
    )  # fmt: skip
    n = t.size
    now, stage, lit = 0.0, 0, 0.0
    for i in range(n):
        goal = cut_off * i / (n - 1)
        while now < goal - 1e-12:
            stop = min(goal, lit + stages[stage, 2])
            steps = math.ceil((stop - now) / TIME_STEP)
            dt = (stop - now) / steps
            for k in range(steps):
                at = now + k * dt
                mass = stages[stage, 0] - stages[stage, 4] * (at - lit)
                s = advance(at, dt, s, mass, stages[stage], drag, plane, pitch, turning)
            now = stop
            if now >= lit + stages[stage, 2] - 1e-12 and stage < stages.shape[0] - 1:
                lit += stages[stage, 2]
                stage += 1
        r = math.sqrt(s[0] ** 2 + s[1] ** 2 + s[2] ** 2)
        px, py = turned(s[0], s[1], -turning * now)
        t[i] = now
        path[i, 0], path[i, 1], path[i, 2], path[i, 3] = px / r, py / r, s[2] / r, r - EARTH_RADIUS
    x, y = turned(s[0], s[1], -turning * now)
    vx, vy = turned(s[3], s[4], -turning * now)
    return x, y, s[2], vx, vy, s[5]
