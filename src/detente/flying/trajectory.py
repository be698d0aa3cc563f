"""One missile from launch to the point of fall, as labelled arrays."""

import math

import numpy as np
import numpy.typing as npt
import xarray as xr
from geographiclib.geodesic import Geodesic
from scipy import optimize

from detente.errors import RangeError
from detente.flying.aiming import PATHS, arch, farthest, hit
from detente.flying.ascents import Impulse, Place
from detente.flying.events import events, relative_speed
from detente.flying.shots import Launcher, Shot, beneath
from detente.flying.tiers import greatest_angle, launcher
from detente.flying.vehicles import Missile, Point, StagedMissile, check_speed, radians
from detente.kernels.aim import GIVEN_APOGEE_SPEED, GIVEN_SPEED, LEAST_SPEED
from detente.kernels.coast import impacts, sample_arc
from detente.kernels.compile import Floats
from detente.kernels.constants import EARTH_RADIUS, EARTH_RATE
from detente.kernels.earths import Earth, latitude_height, sphere
from detente.kernels.encounters import BOOST, COAST, FLOWN, OUT_OF_RANGE, solve
from detente.kernels.frames import central_angle, up
from detente.messages import mark, say
from detente.vocabulary import dataset

LEAN = {
    "minimum-energy": 0.0,
    "lofted": 0.15,
    "depressed": -0.15,
}  # [rad] start of the search, on the right side


def fly(
    missile: Missile | StagedMissile,
    launch: Point,
    aim: Point,
    *,
    path: str = "minimum-energy",
    apogee_speed_m_s: float | None = None,
    rotating: bool = True,
    tier: str = "powered",
    seen_from: Point | None = None,
    minimum_elevation_rad: float = 0.0,
) -> xr.Dataset:
    """How does this missile fly from launch to aim point?

    Ascent and free flight, solved so that the point of fall is the aim point where it is at that time.
    `minimum-energy` ends the burn as soon as that suffices, at the angle that needs least; `lofted` and `depressed`
    use the whole burn; apogee_speed_m_s picks the path by its space-fixed speed at the top instead.

    Arguments: launch, aim (latitude, longitude) [deg]; tier, one of `tiers.TIERS`; seen_from, a place [deg] whose line
               of sight joins the events, above minimum_elevation_rad.
    Returns:   time, latitude, longitude, altitude, powered along `sample`, the events along `event`, and the scalars
               of the flight, SI units.
    Refuses:   RangeError when the aim point is out of reach, with the range that is not.
    Source:    docs/methods/flight.md, flight-tiers.md.
    """
    if path not in PATHS:
        raise RangeError(say('found path "{path}"; expected one of {paths}.', path=path, paths=", ".join(PATHS)))
    ends = radians([launch, aim])
    if np.allclose(ends[0], ends[1]):
        raise RangeError(mark("launch and aim point are the same place; expected two places."))
    start, goal = (float(ends[0, 0]), float(ends[0, 1])), (float(ends[1, 0]), float(ends[1, 1]))
    from_there = launcher(missile, tier, start, rotating)
    if isinstance(missile, Missile) and tier == "powered":
        shot = _quick_hit(from_there, missile, goal, path, apogee_speed_m_s)
    elif apogee_speed_m_s is not None:
        raise RangeError(mark("an apogee speed can only steer a notional missile in the powered tier."))
    else:
        shot = hit(from_there, goal, path)
    return flight(shot, start, seen_from, minimum_elevation_rad)


def fly_far(
    missile: Missile | StagedMissile,
    launch: Point,
    azimuth_deg: float,
    *,
    rotating: bool = True,
    tier: str = "powered",
    seen_from: Point | None = None,
    minimum_elevation_rad: float = 0.0,
) -> xr.Dataset:
    """How far can this missile go when it leaves at this azimuth? The whole burn, at the best angle.

    Arguments, result and refusals as of `fly`; RangeError for a missile that can stay in orbit.
    """
    start = _start(launch)
    shot = farthest(launcher(missile, tier, start, rotating), math.radians(azimuth_deg))
    return flight(shot, start, seen_from, minimum_elevation_rad)


def fly_arch(
    missile: Missile | StagedMissile,
    launch: Point,
    azimuth_deg: float,
    apogee_m: float,
    range_m: float,
    *,
    rotating: bool = True,
    tier: str = "powered",
    seen_from: Point | None = None,
    minimum_elevation_rad: float = 0.0,
) -> xr.Dataset:
    """The flight of this missile at this azimuth with a given apogee and ground range [m].

    Arguments, result and refusals as of `fly`; RangeError for a pair that this missile cannot fly.
    """
    start = _start(launch)
    shot = arch(launcher(missile, tier, start, rotating), math.radians(azimuth_deg), apogee_m, range_m)
    return flight(shot, start, seen_from, minimum_elevation_rad)


def _start(launch: Point) -> Place:
    found = radians([launch])[0]
    return float(found[0]), float(found[1])


def _quick_hit(from_there: Launcher, missile: Missile, goal: Place, path: str, apogee_speed_m_s: float | None) -> Shot:
    """As `aiming.hit`, by the kernel that maps and reach questions use."""
    row, start = missile_row(missile, path, apogee_speed_m_s), from_there.launch
    azimuth, speed, climb, status = solve(start, goal, row, from_there.earth[1], LEAN[path])
    _refuse_unreached(status, missile.name, central_angle(*start, *goal), speed, missile.burnout_speed_m_s)
    shot = from_there.fire(azimuth, climb, speed / missile.burnout_speed_m_s)
    assert isinstance(shot, Shot)  # the kernel has just followed the same arc to the ground
    return shot


def missile_row(missile: Missile, path: str, apogee_speed_m_s: float | None) -> Floats:
    """Full speed, burn time, closing condition and wanted speed, as the kernels take them."""
    if apogee_speed_m_s is not None:
        return np.array([missile.burnout_speed_m_s, missile.burn_time_s, GIVEN_APOGEE_SPEED, apogee_speed_m_s])
    closing = LEAST_SPEED if path == "minimum-energy" else GIVEN_SPEED
    return np.array([missile.burnout_speed_m_s, missile.burn_time_s, closing, missile.burnout_speed_m_s])


def arc(
    burnout_speed_m_s: float,
    elevation_deg: float,
    azimuth_deg: float,
    launch: Point,
    *,
    burnout_altitude_m: float = 0.0,
    rotating: bool = True,
) -> xr.Dataset:
    """Where does a bare arc come down? No ascent: the speed is there at once, relative to the turning Earth.

    For checking this program against a textbook. Returns the same variables as `fly`.
    Refuses: RangeError for a speed at or above escape, an elevation outside 0 to 90 degrees, a negative height.
    Source:  Bate, Mueller & White (1971), ch. 6.
    """
    check_speed(burnout_speed_m_s, "bare arc")
    if not (0.0 <= elevation_deg <= 90.0 and burnout_altitude_m >= 0.0):
        raise RangeError(
            say(
                "found elevation {elevation:g} deg and burnout altitude {height:g} km; "
                "expected 0 to 90 degrees and 0 km or more.",
                elevation=elevation_deg,
                height=burnout_altitude_m / 1e3,
            )
        )
    climb, azimuth = math.radians(elevation_deg), math.radians(azimuth_deg)
    start = _start(launch)
    bare = Launcher("bare arc", Impulse(burnout_speed_m_s, burnout_altitude_m), start, sphere(rotating), False)
    shot = bare.fire(azimuth, climb)
    if not isinstance(shot, Shot):
        raise RangeError(mark("this arc does not come down; lower the burnout speed."))
    return flight(shot, start)


def arcs(
    burnout_speed_m_s: npt.ArrayLike,
    elevation_deg: npt.ArrayLike,
    azimuth_deg: npt.ArrayLike,
    latitude_deg: npt.ArrayLike = 0.0,
    longitude_deg: npt.ArrayLike = 0.0,
    burnout_altitude_m: npt.ArrayLike = 0.0,
    *,
    rotating: bool = True,
) -> xr.Dataset:
    """Where do many bare arcs come down? The `kepler` tier in one call, for samples and sweeps.

    Arguments: numbers or arrays that broadcast to one shape, flattened to n arcs.
    Returns:   arc_latitude, arc_longitude, arc_time, arc_apogee along `arc`; NaN for an arc that does not come down.
    Refuses:   RangeError for an elevation outside 0 to 90 degrees, a negative speed or height, or no such latitude.
    Source:    Bate, Mueller & White (1971), ch. 6.
    Example:   detente.arcs([6_000.0, 7_000.0], 30.0, 90.0).arc_time
    """
    given = np.broadcast_arrays(
        np.radians(latitude_deg), np.radians(longitude_deg), burnout_altitude_m, burnout_speed_m_s,
        np.radians(elevation_deg), np.radians(azimuth_deg),
    )  # fmt: skip
    starts = np.stack([np.ravel(column).astype(np.float64) for column in given], axis=1)
    right = 0.5 * math.pi * (1.0 + 1e-12)
    sound = (np.abs(starts[:, 0]) <= right) & (starts[:, 4] >= 0.0) & (starts[:, 4] <= right)
    sound &= (starts[:, 2] >= 0.0) & (starts[:, 3] >= 0.0)
    if not np.all(sound):
        first = int(np.argmin(sound))
        raise RangeError(
            say(
                "arc {first}: found latitude {angle:g} deg, elevation {elevation:g} deg, height {height:g} m "
                "and speed {speed:g} m/s; expected -90 to 90, 0 to 90, and 0 or more of both.",
                first=first,
                angle=np.degrees(starts[first, 0]),
                elevation=np.degrees(starts[first, 4]),
                height=starts[first, 2],
                speed=starts[first, 3],
            )
        )
    falls = np.empty((len(starts), 5))
    impacts(starts, EARTH_RATE if rotating else 0.0, falls)
    return dataset(arc_latitude=falls[:, 0], arc_longitude=falls[:, 1], arc_time=falls[:, 2], arc_apogee=falls[:, 3])


def great_circle(one: Point, other: Point) -> float:
    """Distance [m] between two points [deg] of the reference sphere."""
    ends = radians([one, other])
    return EARTH_RADIUS * float(central_angle(ends[0, 0], ends[0, 1], ends[1, 0], ends[1, 1]))


def powered_range(missile: Missile | StagedMissile) -> float:
    """Greatest range [m] on an Earth held still, powered tier: the range a maker would print."""
    return EARTH_RADIUS * greatest_angle(missile)


def speed_for_range(range_m: float, burn_time_s: float) -> float:
    """Burnout speed [m/s] of a missile whose greatest range on an Earth held still is range_m.

    This is how a published range becomes a burnout speed. RangeError outside 30 to 17,000 km.
    """
    if not 3.0e4 <= range_m <= 1.7e7:
        raise RangeError(say("found a range of {range:g} km; expected 30 to 17,000 km.", range=range_m / 1e3))

    def missing(speed: float) -> float:
        still = np.array([speed, burn_time_s, LEAST_SPEED, 0.0])
        return float(solve((0.0, 0.0), (0.0, range_m / EARTH_RADIUS), still, 0.0, 0.0)[1]) - speed

    return float(optimize.brentq(missing, 200.0, 11_000.0, xtol=1e-6))


def _refuse_unreached(status: int, name: str, angle: float, needed: float, full: float) -> None:
    if status == FLOWN:
        return
    distance = say("{angle:,.0f} km away", angle=angle * EARTH_RADIUS / 1e3)
    if status == OUT_OF_RANGE:
        raise RangeError(
            say(
                "{name} cannot reach its aim point, {distance}: that takes a burnout speed of {needed:.2f} "
                "km/s and it has {full:.2f} km/s. Choose a nearer aim point or a faster missile.",
                name=name,
                distance=distance,
                needed=needed / 1e3,
                full=full / 1e3,
            )
        )
    raise RangeError(
        say(
            "no path of this kind from {name} to its aim point, {distance}, was found. Points on the far side "
            "of the Earth, and apogee speeds that no arc between the two has, end here.",
            name=name,
            distance=distance,
        )
    )


def flight(shot: Shot, launch: Place, seen_from: Point | None = None, minimum_elevation_rad: float = 0.0) -> xr.Dataset:
    """A shot as labelled arrays: samples of its path, its events and its scalars; launch [rad]."""
    times = _sample_times(shot)
    where = np.array([beneath(shot.state(time), time, shot.earth) for time in times])
    happened = events(shot, seen_from, minimum_elevation_rad)
    top = next(event for event in happened if event.name == "apogee")
    burnout = shot.burnout.time
    result = dataset(
        time=times,
        latitude=where[:, 0],
        longitude=where[:, 1],
        altitude=where[:, 2],
        powered=(times < burnout).astype(np.int64),
        range=ground_range(launch, (shot.latitude, shot.longitude), shot.earth),
        flight_time=shot.time,
        apogee=shot.apogee,
        apogee_speed=math.hypot(*shot.state(top.time)[3:]),
        azimuth=shot.azimuth % (2.0 * math.pi),
        impact_latitude=shot.latitude,
        impact_longitude=shot.longitude,
        burnout_time=burnout,
        burnout_speed=relative_speed(shot, burnout),
        burnout_altitude=beneath(shot.burnout.state, burnout, shot.earth)[2],
        flight_path_angle=_climb(shot, burnout),
        event_time=[event.time for event in happened],
        event_latitude=[event.latitude for event in happened],
        event_longitude=[event.longitude for event in happened],
        event_altitude=[event.altitude for event in happened],
        event_speed=[event.speed for event in happened],
    )
    return result.assign_coords(event=[event.name for event in happened])


def ground_range(launch: Place, fall: Place, earth: Earth) -> float:
    """Distance [m] along the ground: great circle on the sphere, geodesic on WGS 84 (Karney 2013)."""
    if earth[3] == 0.0:
        return earth[2] * central_angle(*launch, *fall)
    return float(Geodesic.WGS84.Inverse(*np.degrees(launch), *np.degrees(fall))["s12"])


def _sample_times(shot: Shot) -> Floats:
    """Times [s]: BOOST equal steps of the ascent, then COAST points equally spaced in eccentric anomaly."""
    start, began = shot.burnout.state, shot.burnout.time
    arc, points = np.empty(COAST), np.empty((COAST, 4))
    sample_arc(start, 0.0, 0.0, arc, points)
    spread = arc / arc[-1] if np.isfinite(arc[-1]) else np.linspace(0.0, 1.0, COAST)
    fall = began + spread * (shot.time - began)
    if began == 0.0:
        return fall
    return np.concatenate([np.linspace(0.0, began, BOOST)[:-1], fall])


def _climb(shot: Shot, time: float) -> float:
    """Flight-path angle [rad]: of the velocity relative to the turning Earth above the local horizontal."""
    x, y, z, vx, vy, vz = shot.state(time)
    turning = shot.earth[1]
    wx, wy = vx + turning * y, vy - turning * x
    latitude, _ = latitude_height(x, y, z, shot.earth)
    u = up(latitude, math.atan2(y, x))
    return math.asin(max(-1.0, min(1.0, (wx * u[0] + wy * u[1] + vz * u[2]) / math.hypot(wx, wy, vz))))
