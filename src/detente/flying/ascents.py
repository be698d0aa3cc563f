"""How a vehicle leaves the ground: at once, along a prescribed climb, or stage by stage.

An ascent is steered by one angle [rad], from flat to steep, and may be cut short by its effort (0 to 1): the share of
the full burnout speed, or of the burn time where stages are known.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from detente.flying.vehicles import FORDEN_DRAG, GravityTurn, Missile, PitchProgramme, StagedMissile
from detente.kernels.boost import cut_off_time
from detente.kernels.compile import Floats
from detente.kernels.earths import Earth
from detente.kernels.forces import COAST, GRAVITY_TURN, LEG_COLUMNS, PROGRAMME
from detente.kernels.frames import east, north, up
from detente.kernels.integrator import ENDED, KEPT, integrate, state_at
from detente.kernels.launch import State, moving, prescribed
from detente.messages import say

Place = tuple[float, float]  # latitude, longitude [rad]
FOREVER = 1.0e5  # [s] longer than any arc that falls back
STEEPEST = 1.5707  # [rad]


class Path(Protocol):
    """A stretch of flight."""

    def state(self, t: float) -> State:
        """Position [m] and velocity [m/s], inertial, at t [s] after launch."""


@dataclass(frozen=True)
class Burnout:
    """The end of an ascent: time [s], state, the path up to it, and what falls from there.

    fall_leg: the first numbers of the leg that follows (mass [kg], cross-section [m^2]); drag: its table (n, 2).
    pauses: times [s] of every stage's burnout and ignition before the last, with their names.
    """

    time: float
    state: State
    path: Path
    fall_leg: tuple[float, float]
    drag: Floats
    pauses: tuple[tuple[float, str], ...] = ()


class Ascent(Protocol):
    """One way to leave the ground."""

    @property
    def steers(self) -> Floats:
        """Angles [rad] to try when nothing is known, from flat to steep."""

    def burn(self, launch: Place, azimuth: float, steer: float, effort: float, earth: Earth) -> Burnout | None:
        """Leave launch at this azimuth [rad]; None when the vehicle falls before burnout."""


@dataclass(frozen=True)
class Still:
    """A path of no duration."""

    at: State

    def state(self, t: float) -> State:
        """The state itself."""
        return self.at


@dataclass(frozen=True)
class Impulse:
    """The whole speed [m/s] at once, at the launch point or straight above it [m]: the arc of a textbook."""

    speed: float
    height: float = 0.0

    @property
    def steers(self) -> Floats:
        """Flight-path angles."""
        return np.linspace(0.02, 1.55, 24)

    def burn(self, launch: Place, azimuth: float, steer: float, effort: float, earth: Earth) -> Burnout:
        """See `Ascent`; steer is the flight-path angle."""
        state = moving(*launch, self.height, effort * self.speed, steer, azimuth, 0.0, earth)
        return Burnout(0.0, state, Still(state), (1.0, 0.0), NO_DRAG)


@dataclass(frozen=True)
class Climb:
    """Part of the ascent of a missile known by speed and burn time."""

    launch: Place
    azimuth: float
    ascent: tuple[float, float, float, float]
    earth: Earth

    def state(self, t: float) -> State:
        """See `Path`."""
        return prescribed(t, self.launch, self.azimuth, self.ascent, self.earth)


@dataclass(frozen=True)
class Prescribed:
    """The assumed climb of a missile known by speed and burn time, docs/methods/flight.md."""

    missile: Missile

    @property
    def steers(self) -> Floats:
        """Flight-path angles at burnout."""
        return np.linspace(0.02, 1.55, 24)

    def burn(self, launch: Place, azimuth: float, steer: float, effort: float, earth: Earth) -> Burnout:
        """See `Ascent`; steer is the flight-path angle at burnout."""
        full, burn_time = self.missile.burnout_speed_m_s, self.missile.burn_time_s
        cut_off = cut_off_time(effort * full, full, burn_time)
        path = Climb(launch, azimuth, (full, burn_time, cut_off, steer), earth)
        area = 1.0 / (self.missile.ballistic_coefficient_kg_m2 * FORDEN[-1, 1])
        return Burnout(cut_off, path.state(cut_off), path, (1.0, area), FORDEN)


@dataclass(frozen=True, eq=False)
class Integrated:
    """A stretch of flight from the integrator."""

    kept: Floats
    legs: Floats
    drag: Floats
    plane: tuple[float, float, float]
    earth: Earth

    def state(self, t: float) -> State:
        """See `Path`."""
        return state_at(t, self.kept, len(self.kept), self.legs, self.drag, self.plane, self.earth)


@dataclass(frozen=True)
class Staged:
    """Stage by stage, with gravity, thrust and air."""

    missile: StagedMissile

    @property
    def steers(self) -> Floats:
        """Loft angles, or angles of the axis above the horizontal after the pitch-over."""
        if isinstance(self.missile.steering, PitchProgramme):
            return np.linspace(0.1, 1.55, 24)
        return np.sort(STEEPEST - np.geomspace(0.002, 1.2, 32))

    def burn(self, launch: Place, azimuth: float, steer: float, effort: float, earth: Earth) -> Burnout | None:
        """See `Ascent`; steer is the loft angle or the angle after pitch-over."""
        legs, pauses = burning(self.missile, steer, effort)
        kept = np.empty((KEPT, 8))
        start = moving(*launch, 0.0, 0.0, 0.0, 0.0, 0.0, earth)
        plane = launch_plane(launch, azimuth)
        filled, ending, _ = integrate(start, legs, self.drag, plane, earth, kept)
        if ending != ENDED:
            return None
        end = kept[filled - 1]
        path = Integrated(kept[:filled].copy(), legs, self.drag, plane, earth)
        state = (end[1], end[2], end[3], end[4], end[5], end[6])
        return Burnout(float(end[0]), state, path, self.falling(legs[-1]), self.drag, tuple(pauses))

    @cached_property
    def drag(self) -> Floats:
        """Drag table as an array (n, 2)."""
        return np.array(self.missile.drag)

    def falling(self, last: Floats) -> tuple[float, float]:
        """Mass [kg] and cross-section [m^2] of what falls after the last leg of the ascent."""
        coefficient = self.missile.ballistic_coefficient_kg_m2
        if coefficient is not None:
            return 1.0, 1.0 / (coefficient * float(self.drag[-1, 1]))
        return float(last[2] - last[3] * (last[1] - last[0])), float(last[6])


NO_DRAG = np.array([[0.0, 0.0]])
FORDEN = np.array(FORDEN_DRAG)


def launch_plane(launch: Place, azimuth: float) -> tuple[float, float, float]:
    """Normal of the plane of launch point, vertical and azimuth: an Earth-fixed unit vector."""
    u, e, n = up(*launch), east(launch[1]), north(*launch)
    h = [math.cos(azimuth) * n[i] + math.sin(azimuth) * e[i] for i in range(3)]
    return u[1] * h[2] - u[2] * h[1], u[2] * h[0] - u[0] * h[2], u[0] * h[1] - u[1] * h[0]


def burning(missile: StagedMissile, steer: float, effort: float) -> tuple[Floats, list[tuple[float, str]]]:
    """The legs (n, LEG_COLUMNS) of an ascent with this share of the burn time, and its stagings before the last.

    Legs end where thrust, mass or steering rule jump.
    """
    turns = steering_legs(missile.steering, steer)
    rows: list[list[float]] = []
    pauses: list[tuple[float, str]] = []
    now, left = 0.0, effort * missile.burn_time_s
    for number, stage in enumerate(missile.stages):
        area = math.pi * stage.diameter_m**2 / 4.0
        burn = min(stage.burn_time_s, left)
        engine = (missile.mass_at_ignition_kg(number), stage.flow_kg_s, stage.thrust_n, stage.nozzle_m2, area)
        rows += _stretch(now, now + burn, engine, turns)
        now, left = now + burn, left - burn
        if left <= 1e-9 or number == len(missile.stages) - 1:
            break
        pauses.append((now, say("stage {number} burns out", number=number + 1)))
        if stage.coast_s > 0.0:
            above = missile.stages[number + 1].diameter_m
            mass = missile.mass_at_ignition_kg(number + 1)
            rows.append([now, now + stage.coast_s, mass, 0.0, 0.0, 0.0, math.pi * above**2 / 4.0, COAST, 0.0, 0.0])
            now += stage.coast_s
        pauses.append((now, say("stage {number} ignites", number=number + 2)))
    return np.array(rows).reshape(-1, LEG_COLUMNS), pauses


def steering_legs(steering: PitchProgramme | GravityTurn, steer: float) -> list[tuple[float, float, float, float]]:
    """(begins [s], rule, elevation [rad] there, its rate [rad/s]) of the stretches of one steering rule."""
    upright = 0.5 * math.pi
    if isinstance(steering, PitchProgramme):
        reached = (upright - steer) / steering.rate_rad_s
        return [(0.0, PROGRAMME, upright, -steering.rate_rad_s), (reached, PROGRAMME, steer, 0.0)]
    rise, over = steering.vertical_rise_s, steering.pitch_over_s
    return [
        (0.0, PROGRAMME, upright, 0.0),
        (rise, PROGRAMME, upright, (steer - upright) / over),
        (rise + over, GRAVITY_TURN, steer, 0.0),
    ]


def _stretch(
    start: float,
    stop: float,
    engine: tuple[float, float, float, float, float],
    turns: list[tuple[float, float, float, float]],
) -> list[list[float]]:
    """Legs of one burning stage, cut where the steering rule changes."""
    mass, flow, thrust, nozzle, area = engine
    rows = []
    ends = [turn[0] for turn in turns[1:]] + [math.inf]
    for (begins, rule, elevation, rate), ends_at in zip(turns, ends, strict=True):
        low, high = max(start, begins), min(stop, ends_at)
        if low < high:
            at = elevation + rate * (low - begins)
            rows.append([low, high, mass - flow * (low - start), flow, thrust, nozzle, area, rule, at, rate])
    return rows
