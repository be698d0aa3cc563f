"""One missile at one place: azimuth, steering angle and effort in, the whole flight and its point of fall out."""

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np

from detente.flying.ascents import FOREVER, Ascent, Burnout, Integrated, Path, Place
from detente.kernels.earths import Earth, latitude_height
from detente.kernels.forces import COAST, LEG_COLUMNS
from detente.kernels.frames import central_angle, turned
from detente.kernels.integrator import KEPT, LANDED, integrate
from detente.kernels.launch import State, arc_fall, arc_state
from detente.messages import mark

ROUNDING = 1e-3  # [m] an arc that begins on the ground may begin this far below it


class Lost(Enum):
    """Why a shot has no point of fall."""

    CRASHED = mark("it falls back before burnout")
    ORBITS = mark("it does not come down")


@dataclass(frozen=True)
class Arc:
    """A Kepler arc that begins with this state at t0 [s]."""

    t0: float
    start: State

    def state(self, t: float) -> State:
        """See `Path`."""
        return arc_state(self.start, t - self.t0)


@dataclass(frozen=True)
class Shot:
    """One shot as fired (see `Launcher.fire`), and where and when it falls.

    latitude, longitude of the point of fall [rad], time from launch to there [s], apogee [m].

    gone: great-circle angle [rad] between the two latitudes and longitudes, the shorter way round. apogee: height
    where it is farthest from the centre of the Earth.
    """

    azimuth: float
    steer: float
    effort: float
    latitude: float
    longitude: float
    time: float
    apogee: float
    gone: float
    burnout: Burnout
    fall: Path
    earth: Earth

    def state(self, t: float) -> State:
        """Inertial position [m] and velocity [m/s] at t [s] after launch."""
        return self.burnout.path.state(t) if t < self.burnout.time else self.fall.state(t)


Fall = tuple[State, float, float, Path]
"""State at the fall, its time [s], apogee [m], and the path from burnout to there."""


@dataclass(frozen=True)
class Launcher:
    """One missile at one place [rad] on one Earth; through_air: the fall is integrated, else a Kepler arc."""

    name: str
    ascent: Ascent
    launch: Place
    earth: Earth
    through_air: bool

    def fire(self, azimuth: float, steer: float, effort: float = 1.0) -> Shot | Lost:
        """One shot: azimuth [rad] at launch, angle [rad] of the ascent's steering, share of its effort."""
        burnout = self.ascent.burn(self.launch, azimuth, steer, effort, self.earth)
        if burnout is None or beneath(burnout.state, burnout.time, self.earth)[2] < -ROUNDING:
            return Lost.CRASHED
        found = self._through_air(burnout) if self.through_air else self._through_nothing(burnout)
        if found is None:
            return Lost.ORBITS
        end, time, apogee, fall = found
        latitude, longitude, _ = beneath(end, time, self.earth)
        gone = central_angle(*self.launch, latitude, longitude)
        return Shot(azimuth, steer, effort, latitude, longitude, time, apogee, gone, burnout, fall, self.earth)

    def _through_nothing(self, burnout: Burnout) -> Fall | None:
        time, top = arc_fall(burnout.state, self.earth[2])
        if math.isnan(time):
            return None
        fall = Arc(burnout.time, burnout.state)
        radius = math.dist(burnout.state[:3], (0.0, 0.0, 0.0))
        rising = sum(p * v for p, v in zip(burnout.state[:3], burnout.state[3:], strict=True)) > 0.0
        apogee = (top if rising else radius) - self.earth[2]
        return fall.state(burnout.time + time), burnout.time + time, apogee, fall

    def _through_air(self, burnout: Burnout) -> Fall | None:
        mass, area = burnout.fall_leg
        legs = np.zeros((1, LEG_COLUMNS))
        legs[0, :3], legs[0, 6], legs[0, 7] = (burnout.time, FOREVER, mass), area, COAST
        kept = np.empty((KEPT, 8))
        plane = (0.0, 0.0, 1.0)  # nothing is steered
        filled, ending, top = integrate(burnout.state, legs, burnout.drag, plane, self.earth, kept)
        if ending != LANDED:
            return None
        end = kept[filled - 1]
        fall = Integrated(kept[:filled].copy(), legs, burnout.drag, plane, self.earth)
        state = (end[1], end[2], end[3], end[4], end[5], end[6])
        return state, float(end[0]), top, fall


def beneath(state: State, time: float, earth: Earth) -> tuple[float, float, float]:
    """Geodetic latitude, longitude [rad] and height [m] of an inertial state at a time [s] after launch."""
    x, y = turned(state[0], state[1], -earth[1] * time)
    latitude, height = latitude_height(x, y, state[2], earth)
    return latitude, math.atan2(y, x), height
