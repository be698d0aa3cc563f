"""How to fire so that something comes true: the greatest range, a hit, or a given apogee and range."""

import itertools
import math

import numpy as np
from scipy import optimize

from detente.errors import RangeError
from detente.flying.announced import surface_arc
from detente.flying.ascents import Place
from detente.flying.shots import Launcher, Lost, Shot
from detente.kernels.compile import Floats
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.frames import bearing, central_angle
from detente.messages import mark, say

CLOSE = 1e-9  # [rad] miss at which a search ends: 6 mm
NUDGE = 1e-6  # step of differences: [rad], and a share of effort
LEAST_EFFORT = 0.2
PATHS = ("minimum-energy", "lofted", "depressed")


def reach(launcher: Launcher, azimuth: float, steer: float, effort: float = 1.0) -> float:
    """Range angle [rad] of a shot: 0 for one that crashes, half way round for one that stays up."""
    shot = launcher.fire(azimuth, steer, effort)
    if isinstance(shot, Shot):
        return shot.gone
    return math.pi if shot is Lost.ORBITS else 0.0


def best_steer(launcher: Launcher, azimuth: float) -> float:
    """Steering angle [rad] of the longest shot at this azimuth [rad]."""
    steers = launcher.ascent.steers
    found = [reach(launcher, azimuth, steer) for steer in steers]
    best = int(np.argmax(found))
    low, high = steers[max(0, best - 1)], steers[min(len(steers) - 1, best + 1)]
    refined = optimize.minimize_scalar(
        lambda steer: -reach(launcher, azimuth, steer), bounds=(low, high), method="bounded", options={"xatol": 1e-6}
    )
    return float(refined.x) if -refined.fun >= found[best] else float(steers[best])


def farthest(launcher: Launcher, azimuth: float) -> Shot:
    """The longest shot at this azimuth [rad].

    Refuses: RangeError for a missile that stays up, or that cannot leave the ground.
    """
    shot = launcher.fire(azimuth, best_steer(launcher, azimuth))
    if shot is Lost.ORBITS:
        raise RangeError(
            say("{launcher} can stay in orbit: it has no greatest range on this Earth.", launcher=launcher.name)
        )
    if not isinstance(shot, Shot):
        raise RangeError(
            say("{launcher} falls back before burnout at every angle. Check its stages.", launcher=launcher.name)
        )
    return shot


def hit(launcher: Launcher, goal: Place, path: str) -> Shot:
    """The shot that falls on a goal [rad]: with least effort, or with the whole effort on the high or the low path.

    Refuses: RangeError when the goal is out of reach, or on the far side of the Earth.
    """
    azimuth = bearing(*launcher.launch, *goal)
    distance = central_angle(*launcher.launch, *goal)
    best = best_steer(launcher, azimuth)
    if reach(launcher, azimuth, best) < distance:
        azimuth = _turned_into(launcher, goal, azimuth, best)
        best = best_steer(launcher, azimuth)
    if path != "minimum-energy":
        return _whole_effort(launcher, goal, azimuth, best, path)
    return _least_effort(launcher, goal, azimuth, best)


def arch(launcher: Launcher, azimuth: float, apogee_m: float, range_m: float) -> Shot:
    """The shot at this azimuth [rad] with a given apogee and ground range [m].

    For every steering angle one effort reaches the apogee; the angle is then solved for the range.
    Refuses: RangeError when this missile has no such shot.
    """

    def beyond(steer: float) -> float:
        effort = _effort_up_to(launcher, azimuth, steer, apogee_m)
        return math.nan if math.isnan(effort) else reach(launcher, azimuth, steer, effort) * EARTH_RADIUS - range_m

    steers = launcher.ascent.steers[::-1]
    found = [beyond(float(steer)) for steer in steers[:1]]
    for steeper, flatter in itertools.pairwise(float(steer) for steer in steers):
        found.append(beyond(flatter))
        if found[-2] < 0.0 <= found[-1]:
            steer = optimize.brentq(beyond, flatter, steeper, xtol=1e-12)
            shot = launcher.fire(azimuth, steer, _effort_up_to(launcher, azimuth, steer, apogee_m))
            if isinstance(shot, Shot) and abs(shot.gone * EARTH_RADIUS - range_m) < 10.0:
                return shot
    raise RangeError(
        say(
            "{launcher} has no flight with an apogee of {apogee:,.0f} km and a range of {range:,.0f} km. {advice}",
            launcher=launcher.name,
            apogee=apogee_m / 1e3,
            range=range_m / 1e3,
            advice=_expected_arch(apogee_m, range_m),
        )
    )


def _expected_arch(apogee_m: float, range_m: float) -> str:
    """What a pair of apogee and range should have been. Refuses: RangeError for one that no arc has."""
    least = surface_arc(apogee_m, range_m).least_energy_apogee
    if apogee_m < least:
        return say(
            "Expected an apogee of about {least:,.0f} km, that of least energy over this range, or more: "
            "what flies lower is depressed and needs more speed than it has, or is no ballistic flight.",
            least=least / 1e3,
        )
    return mark("Expected a pair within its burnout speed. Lower one of the two.")


def _effort_up_to(launcher: Launcher, azimuth: float, steer: float, apogee_m: float) -> float:
    """The effort whose shot at this steering angle tops out at a height [m]; NaN where the whole effort does not."""

    def over(effort: float) -> float:
        shot = launcher.fire(azimuth, steer, effort)
        if isinstance(shot, Shot):
            return shot.apogee - apogee_m
        return 1e8 if shot is Lost.ORBITS else -apogee_m

    if over(1.0) < 0.0:
        return math.nan
    return float(optimize.brentq(over, 0.02, 1.0, xtol=1e-13)) if over(0.02) < 0.0 else math.nan


def _miss(launcher: Launcher, goal: Place, azimuth: float, steer: float, effort: float) -> Floats:
    """How far beyond the goal and how far to its right a shot falls [rad]; NaN without a fall."""
    shot = launcher.fire(azimuth, steer, effort)
    if not isinstance(shot, Shot):
        return np.array([math.nan, math.nan])
    there = central_angle(*launcher.launch, *goal)
    off = bearing(*launcher.launch, shot.latitude, shot.longitude) - bearing(*launcher.launch, *goal)
    return np.array([shot.gone - there, math.sin(off) * math.sin(shot.gone)])


def _turned_into(launcher: Launcher, goal: Place, azimuth: float, steer: float) -> float:
    """An azimuth [rad] whose shot flies over or under the goal and not beside it, on an Earth that turns away."""
    for _ in range(8):
        shot = launcher.fire(azimuth, steer)
        if not isinstance(shot, Shot):
            break
        off = bearing(*launcher.launch, shot.latitude, shot.longitude) - bearing(*launcher.launch, *goal)
        azimuth -= math.atan2(math.sin(off), math.cos(off))
    return azimuth


def _closed(
    launcher: Launcher, goal: Place, start: tuple[float, float, float], free: int
) -> tuple[float, float, float] | None:
    """Azimuth, steering angle and effort that hit: Newton on the azimuth and on entry `free` (1 or 2) of the three."""
    x = np.array(start)
    for _ in range(30):
        now = _miss(launcher, goal, *x)
        if np.hypot(*now) < CLOSE:
            return float(x[0]), float(x[1]), float(x[2])
        columns = []
        for entry in (0, free):
            nudged = x.copy()
            nudged[entry] -= NUDGE
            columns.append((now - _miss(launcher, goal, *nudged)) / NUDGE)
        slopes = np.column_stack(columns)
        if not np.all(np.isfinite(slopes)) or np.linalg.det(slopes) == 0.0:
            return None
        change = np.linalg.solve(slopes, -now)
        change *= min(1.0, 0.2 / float(np.max(np.abs(change))))
        x[0] += change[0]
        x[free] += change[1]
    return None


def _whole_effort(launcher: Launcher, goal: Place, azimuth: float, best: float, path: str) -> Shot:
    """The hit on the steep or the flat side of the longest shot."""
    distance = central_angle(*launcher.launch, *goal)
    steers = launcher.ascent.steers
    side = steers[steers > best] if path == "lofted" else steers[steers < best][::-1]
    inner = best
    for outer in side:
        if reach(launcher, azimuth, float(outer)) < distance:
            low, high = sorted((inner, float(outer)))
            start = optimize.brentq(lambda s: reach(launcher, azimuth, s) - distance, low, high, xtol=1e-9)
            found = _closed(launcher, goal, (azimuth, float(start), 1.0), 1)
            shot = launcher.fire(*found) if found else Lost.CRASHED
            if isinstance(shot, Shot):
                return shot
            break
        inner = float(outer)
    raise _unreached(launcher, distance, say("on the {path} path", path=path))


def _least_effort(launcher: Launcher, goal: Place, azimuth: float, best: float) -> Shot:
    """The hit with the least effort over all steering angles."""
    distance = central_angle(*launcher.launch, *goal)
    known: dict[float, tuple[float, float, float]] = {}

    def effort(steer: float) -> float:
        near = min(known.values(), key=lambda x: abs(x[1] - steer)) if known else None
        start = (near[0], steer, near[2]) if near else _first_effort(launcher, goal, azimuth, steer)
        found = _closed(launcher, goal, start, 2) if start else None
        if not found or found[2] > 1.0 + 1e-9:
            return 2.0 + abs(steer - best)
        known[steer] = found
        return found[2]

    if effort(best) > 1.0 + 1e-9:
        raise _unreached(launcher, distance, mark("at any angle"))
    steers = launcher.ascent.steers
    low, high = float(steers[0]), float(steers[-1])
    for steer in steers[steers > best]:
        if effort(float(steer)) > known[best][2] * 1.2:
            high = float(steer)
            break
    for steer in steers[steers < best][::-1]:
        if effort(float(steer)) > known[best][2] * 1.2:
            low = float(steer)
            break
    found = optimize.minimize_scalar(effort, bounds=(low, high), method="bounded", options={"xatol": 1e-5})
    shot = launcher.fire(*known[float(found.x)])
    if not isinstance(shot, Shot):
        raise _unreached(launcher, distance, mark("at any angle"))
    return shot


def _first_effort(launcher: Launcher, goal: Place, azimuth: float, steer: float) -> tuple[float, float, float] | None:
    """Azimuth, steering angle and the effort that goes the right distance at that azimuth; None if none does."""
    distance = central_angle(*launcher.launch, *goal)

    def over(effort: float) -> float:
        return reach(launcher, azimuth, steer, effort) - distance

    if over(1.0) < 0.0:
        return (azimuth, steer, 1.0)
    low = LEAST_EFFORT
    while over(low) > 0.0 and low > 1e-3:
        low *= 0.5
    return azimuth, steer, float(optimize.brentq(over, low, 1.0, xtol=1e-7))


def _unreached(launcher: Launcher, distance: float, how: str) -> RangeError:
    return RangeError(
        say(
            "{launcher} cannot reach its aim point, {distance:,.0f} km away, {how}. Choose a nearer aim point "
            "or another missile.",
            launcher=launcher.name,
            distance=distance * EARTH_RADIUS / 1e3,
            how=how,
        )
    )
