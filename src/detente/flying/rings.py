"""How far in every direction: the edge of what one missile reaches from one place, on the turning Earth.

docs/methods/range-rings.md.
"""

import math
from dataclasses import dataclass

import numpy as np
from geographiclib.geodesic import Geodesic
from scipy import optimize
from scipy.interpolate import CubicSpline

from detente.errors import RangeError
from detente.flying.aiming import best_steer, farthest, reach
from detente.flying.ascents import Place
from detente.flying.shots import Launcher, Lost, Shot
from detente.flying.tiers import EAST, launcher
from detente.flying.vehicles import Missile, StagedMissile
from detente.kernels.compile import Floats
from detente.kernels.earths import Earth
from detente.kernels.frames import ahead, bearing, central_angle
from detente.messages import mark, say

NEAR = 0.35  # half the bracket around the last best steering angle, as a share of the step of a first search
FINE = 5e-3  # share of that to which the angle is refined: less than a metre of range
EDGE = 0.05  # an optimum this near to the end of its bracket, as a share, is looked for anew
OUTLINE = 720  # points of a smooth outline
FEWEST, MOST = 8, 3600  # azimuths


@dataclass(frozen=True, eq=False)
class Contour:
    """The longest shot at each azimuth, arrays (n,): where it falls, and how far that is along the ground.

    azimuth: at launch [rad]; latitude, longitude: of the point of fall [rad]; bearing, distance: of the point of fall
    seen from the launch point [rad, m], great circle or geodesic; time: of flight [s].
    """

    azimuth: Floats
    latitude: Floats
    longitude: Floats
    bearing: Floats
    distance: Floats
    time: Floats


@dataclass(frozen=True, eq=False)
class Outline:
    """A closed line around a launch point, arrays (n,): bearing [rad], distance [m], latitude, longitude [rad]."""

    bearing: Floats
    distance: Floats
    latitude: Floats
    longitude: Floats


def contour(start: Launcher, azimuths: int) -> Contour:
    """The longest shot at each of so many azimuths, evenly spaced from north over east.

    The search at one azimuth begins with the steering angle of the one before.
    Refuses: RangeError for a number of azimuths that is not 8 to 3600, and for a missile whose reach has no edge: one
             that can stay in orbit, or falls half way round the Earth or beyond.
    """
    check_azimuths(azimuths)
    refuse_endless(start)
    towards = np.linspace(0.0, 2.0 * math.pi, azimuths, endpoint=False)
    rows: list[tuple[float, float, float, float, float]] = []
    steer: float | None = None
    for azimuth in towards:
        steer = best_steer(start, azimuth) if steer is None else nearby_steer(start, azimuth, steer)
        shot = start.fire(azimuth, steer)
        if not isinstance(shot, Shot):
            raise RangeError(
                say(
                    "{start}: {value} at an azimuth of {angle:.0f} deg.",
                    start=start.name,
                    value=shot.value,
                    angle=math.degrees(azimuth),
                )
            )
        fall = (shot.latitude, shot.longitude)
        rows.append((*fall, *direction(start.launch, fall, start.earth), shot.time))
    return Contour(towards, *np.array(rows).T)


def check_azimuths(number: int) -> None:
    """RangeError unless 8 <= number <= 3600."""
    if not FEWEST <= number <= MOST:
        raise RangeError(
            say("found {number} azimuths; expected {fewest} to {most}.", number=number, fewest=FEWEST, most=MOST)
        )


def still_range(missile: Missile | StagedMissile, tier: str, launch: Place) -> float:
    """Greatest range [m] towards the east on a tier's Earth held still; on the sphere it is the same everywhere."""
    held = launcher(missile, tier, launch, False)
    shot = farthest(held, EAST)
    return direction(launch, (shot.latitude, shot.longitude), held.earth)[1]


def nearby_steer(start: Launcher, azimuth: float, steer: float) -> float:
    """Steering angle [rad] of the longest shot at an azimuth [rad], looked for near one that was best close by."""
    steers = start.ascent.steers
    place = int(np.clip(np.searchsorted(steers, steer), 1, len(steers) - 1))
    room = NEAR * float(steers[place] - steers[place - 1])
    low, high = max(float(steers[0]), steer - room), min(float(steers[-1]), steer + room)
    found = optimize.minimize_scalar(
        lambda x: -reach(start, azimuth, x), bounds=(low, high), method="bounded", options={"xatol": FINE * room}
    )
    best = float(found.x)
    if min(best - low, high - best) < EDGE * room:
        return best_steer(start, azimuth)
    return best


def refuse_endless(start: Launcher) -> None:
    """RangeError for a missile that, fired east with the Earth's turn, goes half way round or stays up."""
    shots = [start.fire(EAST, float(steer)) for steer in start.ascent.steers]
    if Lost.ORBITS in shots:
        how = mark("can stay in orbit")
    elif any(isinstance(shot, Shot) and swept(shot) >= math.pi for shot in shots):
        how = mark("falls half way round the Earth or beyond")
    else:
        return
    raise RangeError(
        say(
            "{start} {how} when it is fired east with the Earth's turn: its reach has no edge that a ring "
            "could show. A shorter range or a lower burnout speed has one.",
            start=start.name,
            how=how,
        )
    )


def swept(shot: Shot) -> float:
    """Angle [rad] that a shot sweeps in space from launch to fall, seen from the centre; 0 to 2 pi."""
    first, last = np.array(shot.state(0.0)[:3]), np.array(shot.state(shot.time)[:3])
    state = np.array(shot.burnout.state)
    normal = np.cross(state[:3], state[3:])
    across = float(np.dot(np.cross(first, last), normal)) / float(np.linalg.norm(normal))
    return math.atan2(across, float(np.dot(first, last))) % (2.0 * math.pi)


def direction(launch: Place, fall: Place, earth: Earth) -> tuple[float, float]:
    """Bearing [rad, 0 to 2 pi] and distance [m] from one place to another: great circle, or geodesic on WGS 84."""
    if earth[3] == 0.0:
        return bearing(*launch, *fall) % (2.0 * math.pi), earth[2] * central_angle(*launch, *fall)
    found = Geodesic.WGS84.Inverse(*np.degrees(launch), *np.degrees(fall))
    return math.radians(found["azi1"]) % (2.0 * math.pi), float(found["s12"])


def circle(launch: Place, distance: float, earth: Earth) -> Outline:
    """All places at one distance [m] from a place [rad]."""
    towards = np.linspace(0.0, 2.0 * math.pi, OUTLINE, endpoint=False)
    return _drawn(launch, towards, np.full(OUTLINE, distance), earth)


def outline(launch: Place, found: Contour, earth: Earth) -> Outline:
    """A contour as a smooth line: distance over bearing as a periodic cubic spline through the points of fall.

    Where bearings turn back on themselves the points of fall are joined as they are.
    """
    start = int(np.argmin(found.bearing))
    towards, distance = np.roll(found.bearing, -start), np.roll(found.distance, -start)
    if np.any(np.diff(towards) <= 0.0):
        return Outline(found.bearing, found.distance, found.latitude, found.longitude)
    closed = np.append(towards, towards[0] + 2.0 * math.pi), np.append(distance, distance[0])
    fine = np.linspace(0.0, 2.0 * math.pi, OUTLINE, endpoint=False)
    return _drawn(launch, fine, CubicSpline(*closed, bc_type="periodic")(fine), earth)


def _drawn(launch: Place, towards: Floats, distance: Floats, earth: Earth) -> Outline:
    where = np.array([_ahead(launch, *pair, earth) for pair in zip(towards, distance, strict=True)])
    return Outline(towards, distance, where[:, 0], where[:, 1])


def _ahead(launch: Place, towards: float, distance: float, earth: Earth) -> Place:
    if earth[3] == 0.0:
        return ahead(*launch, towards, distance / earth[2])
    found = Geodesic.WGS84.Direct(*np.degrees(launch), math.degrees(towards), distance)
    return math.radians(found["lat2"]), math.radians(found["lon2"])
