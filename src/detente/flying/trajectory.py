"""One missile from launch to the point of fall, as labelled arrays."""

import math
from dataclasses import dataclass

import numpy as np
import xarray as xr
from scipy import optimize

from detente.errors import RangeError
from detente.flying.vehicles import Missile, Point, StagedMissile, check_speed, radians
from detente.kernels.aim import GIVEN_APOGEE_SPEED, GIVEN_SPEED, LEAST_SPEED
from detente.kernels.coast import impact, sample_arc, state
from detente.kernels.compile import Floats
from detente.kernels.constants import EARTH_RADIUS, EARTH_RATE
from detente.kernels.encounters import BOOST, COAST, FLOWN, OUT_OF_RANGE, sample, solve
from detente.kernels.frames import bearing, central_angle
from detente.kernels.staging import staged_ascent
from detente.vocabulary import dataset

PATHS = ("minimum-energy", "lofted", "depressed")
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
) -> xr.Dataset:
    """How does this missile fly from launch to aim point?

    Powered ascent, then free flight over the (rotating) sphere, solved so that the point of fall is the aim point
    where it is at that time. `minimum-energy` ends the burn as soon as the speed suffices, at the angle that
    needs least; `lofted` and `depressed` use the full burnout speed; apogee_speed_m_s picks the path by its
    space-fixed speed at the top instead. No air on the way down.

    Arguments: launch, aim (latitude, longitude) [deg].
    Returns:   time, latitude, longitude, altitude, powered along `sample`, and the scalars of the flight, SI units.
    Refuses:   RangeError when the aim point is out of reach, with the range that is not.
    Source:    docs/methods/flight.md.
    """
    if path not in PATHS:
        raise RangeError(f'found path "{path}"; expected one of {", ".join(PATHS)}.')
    ends = radians([launch, aim])
    if np.allclose(ends[0], ends[1]):
        raise RangeError("launch and aim point are the same place; expected two places.")
    turning = EARTH_RATE if rotating else 0.0
    if isinstance(missile, StagedMissile):
        return _fly_staged(missile, ends, path, apogee_speed_m_s, turning)
    row = missile_row(missile, path, apogee_speed_m_s)
    start, goal = (ends[0, 0], ends[0, 1]), (ends[1, 0], ends[1, 1])
    azimuth, speed, climb, status = solve(start, goal, row, turning, LEAN[path])
    _refuse_unreached(status, missile.name, central_angle(*start, *goal), speed, missile.burnout_speed_m_s)
    t, track = np.empty(BOOST + COAST - 1), np.empty((BOOST + COAST - 1, 4))
    sample(start, azimuth, speed, climb, row, turning, BOOST, t, track)
    return _flight(t, track, BOOST, azimuth, speed, climb, turning)


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
            f"found elevation {elevation_deg:g} deg and burnout altitude {burnout_altitude_m / 1e3:g} km; "
            "expected 0 to 90 degrees and 0 km or more."
        )
    lat, lon = radians([launch])[0]
    climb, azimuth = math.radians(elevation_deg), math.radians(azimuth_deg)
    turning = EARTH_RATE if rotating else 0.0
    start = state(lat, lon, burnout_altitude_m, burnout_speed_m_s, climb, azimuth, turning)
    t, track = np.empty(COAST), np.empty((COAST, 4))
    sample_arc(start, 0.0, turning, t, track)
    if np.isnan(t[-1]):
        raise RangeError("this arc does not come down; lower the burnout speed.")
    return _flight(t, track, 1, azimuth, burnout_speed_m_s, climb, turning)


def great_circle(one: Point, other: Point) -> float:
    """Distance [m] between two points [deg] of the reference sphere."""
    ends = radians([one, other])
    return EARTH_RADIUS * float(central_angle(ends[0, 0], ends[0, 1], ends[1, 0], ends[1, 1]))


def powered_range(missile: Missile) -> float:
    """Greatest range [m] on an Earth held still: the range a maker would print."""

    def speed_needed(angle: float) -> float:
        still = np.array([missile.burnout_speed_m_s, missile.burn_time_s, LEAST_SPEED, 0.0])
        return float(solve((0.0, 0.0), (0.0, angle), still, 0.0, 0.0)[1]) - missile.burnout_speed_m_s

    return EARTH_RADIUS * float(optimize.brentq(speed_needed, 0.005, 2.7, xtol=1e-9))


def speed_for_range(range_m: float, burn_time_s: float) -> float:
    """Burnout speed [m/s] of a missile whose greatest range on an Earth held still is range_m.

    This is how a published range becomes a burnout speed. RangeError outside 30 to 17,000 km.
    """
    if not 3.0e4 <= range_m <= 1.7e7:
        raise RangeError(f"found a range of {range_m / 1e3:g} km; expected 30 to 17,000 km.")

    def missing(speed: float) -> float:
        still = np.array([speed, burn_time_s, LEAST_SPEED, 0.0])
        return float(solve((0.0, 0.0), (0.0, range_m / EARTH_RADIUS), still, 0.0, 0.0)[1]) - speed

    return float(optimize.brentq(missing, 200.0, 11_000.0, xtol=1e-6))


def _refuse_unreached(status: int, name: str, angle: float, needed: float, full: float) -> None:
    if status == FLOWN:
        return
    distance = f"{angle * EARTH_RADIUS / 1e3:,.0f} km away"
    if status == OUT_OF_RANGE:
        raise RangeError(
            f"{name} cannot reach its aim point, {distance}: that takes a burnout speed of {needed / 1e3:.2f} km/s and "
            f"it has {full / 1e3:.2f} km/s. Choose a nearer aim point or a faster missile."
        )
    raise RangeError(
        f"no path of this kind from {name} to its aim point, {distance}, was found. "
        "Points on the far side of the Earth, and apogee speeds that no arc between the two has, end here."
    )


def _flight(
    t: Floats, track: Floats, boost: int, azimuth: float, speed: float, climb: float, turning: float
) -> xr.Dataset:
    """The labelled flight from its samples and its burnout state, relative to the Earth."""
    latitude = np.arcsin(np.clip(track[:, 2], -1.0, 1.0))
    longitude = np.arctan2(track[:, 1], track[:, 0])
    burnout = boost - 1
    at = (latitude[burnout], longitude[burnout])
    onward = azimuth
    if boost > 1:
        onward = bearing(latitude[burnout], longitude[burnout], latitude[0], longitude[0]) + math.pi
    _, _, _, _, apogee, top_speed = impact(*at, track[burnout, 3], speed, climb, onward, turning)
    return dataset(
        time=t,
        latitude=latitude,
        longitude=longitude,
        altitude=track[:, 3],
        powered=(np.arange(t.size) < boost - 1).astype(np.int64),
        range=EARTH_RADIUS * central_angle(latitude[0], longitude[0], latitude[-1], longitude[-1]),
        flight_time=t[-1],
        apogee=apogee,
        apogee_speed=top_speed,
        azimuth=azimuth % (2.0 * math.pi),
        impact_latitude=latitude[-1],
        impact_longitude=longitude[-1],
        burnout_time=t[burnout],
        burnout_speed=speed,
        burnout_altitude=track[burnout, 3],
        flight_path_angle=climb,
    )


def staged_flight(
    missile: StagedMissile,
    launch: Point,
    azimuth_deg: float,
    loft_deg: float,
    cut_off_s: float,
    *,
    rotating: bool = True,
) -> xr.Dataset:
    """One shot of a staged missile with this azimuth, loft angle and cut-off time; same variables as `fly`."""
    start = radians([launch])[0]
    turning = EARTH_RATE if rotating else 0.0
    return _staged_shot(missile, start, math.radians(azimuth_deg), math.radians(loft_deg), cut_off_s, turning)


def _staged_shot(
    missile: StagedMissile, start: Floats, azimuth: float, loft: float, cut_off: float, turning: float
) -> xr.Dataset:
    t, track = np.empty(BOOST + COAST - 1), np.empty((BOOST + COAST - 1, 4))
    rate = missile.pitch_rate_rad_s or (0.5 * math.pi - loft) / (0.5 * missile.burn_time_s)
    end = staged_ascent(
        start[0], start[1], azimuth, missile.rows, np.array(missile.drag), (loft, rate, 0.0), cut_off, turning,
        t[:BOOST], track[:BOOST],
    )  # fmt: skip
    sample_arc(end, cut_off, turning, t[BOOST - 1 :], track[BOOST - 1 :])
    x, y, z, vx, vy, vz = end
    wx, wy = vx + turning * y, vy - turning * x
    r, speed = math.sqrt(x * x + y * y + z * z), math.sqrt(wx * wx + wy * wy + vz * vz)
    climb = math.asin((x * wx + y * wy + z * vz) / (r * speed))
    return _flight(t, track, BOOST, azimuth, speed, climb, turning)


def _fly_staged(
    missile: StagedMissile, ends: Floats, path: str, apogee_speed_m_s: float | None, turning: float
) -> xr.Dataset:
    """Solve azimuth and, for minimum energy, cut-off time (else loft angle) so that the shot falls on the aim point."""
    if apogee_speed_m_s is not None:
        raise RangeError(f"{missile.name} is given by its stages; an apogee speed can only steer a notional missile.")
    search = _StagedSearch(missile, ends, turning)
    lofts = np.radians(np.arange(20.0, 85.0, 5.0))
    costs = [search.cost(loft) for loft in lofts]
    best = int(np.argmin(costs))
    if costs[best] > 1.0:
        raise RangeError(
            f"{missile.name} cannot reach its aim point, {search.distance * EARTH_RADIUS / 1e3:,.0f} km away, "
            "at any loft angle. Choose a nearer aim point or another missile."
        )
    if path == "minimum-energy":
        low, high = lofts[max(0, best - 1)], lofts[min(len(lofts) - 1, best + 1)]
        found = optimize.minimize_scalar(search.cost, bounds=(low, high), method="bounded", options={"xatol": 1e-4})
        loft = float(found.x)
        azimuth, share = search.solved(loft) or (search.towards, 1.0)
        return search.shot(azimuth, loft, share)
    start = lofts[best] + (0.2 if path == "lofted" else -0.2)

    def full_burn(x: Floats) -> tuple[float, float]:
        return search.miss(x[0], x[1], 1.0)

    root = optimize.root(full_burn, (search.towards, start), tol=1e-12)
    return search.shot(float(root.x[0]), float(root.x[1]), 1.0)


@dataclass(frozen=True)
class _StagedSearch:
    """Shots of one staged missile between two points, ends (2, 2) [rad]."""

    missile: StagedMissile
    ends: Floats
    turning: float

    @property
    def distance(self) -> float:
        """Angle [rad] from launch to aim point."""
        return central_angle(self.ends[0, 0], self.ends[0, 1], self.ends[1, 0], self.ends[1, 1])

    @property
    def towards(self) -> float:
        """Azimuth [rad] of the aim point on an Earth held still."""
        return bearing(self.ends[0, 0], self.ends[0, 1], self.ends[1, 0], self.ends[1, 1])

    def shot(self, azimuth: float, loft: float, share: float) -> xr.Dataset:
        """One shot that burns this share of the full burn time."""
        cut_off = share * self.missile.burn_time_s
        return _staged_shot(self.missile, self.ends[0], azimuth, loft, cut_off, self.turning)

    def miss(self, azimuth: float, loft: float, share: float) -> tuple[float, float]:
        """By how much a shot goes too far and too far to the right [rad]."""
        flight = self.shot(azimuth, loft, share)
        start, fall = self.ends[0], (flight.impact_latitude.item(), flight.impact_longitude.item())
        gone = central_angle(start[0], start[1], fall[0], fall[1])
        return gone - self.distance, math.sin(bearing(start[0], start[1], fall[0], fall[1]) - self.towards)

    def solved(self, loft: float) -> tuple[float, float] | None:
        """Azimuth and share of the burn that hit at this loft angle; None when the whole burn falls short."""

        def too_far(share: float) -> float:
            return self.miss(self.towards, loft, share)[0]

        def both(x: Floats) -> tuple[float, float]:
            return self.miss(x[0], loft, x[1])

        if too_far(1.0) < 0.0 or too_far(0.3) > 0.0:
            return None
        share = float(optimize.brentq(too_far, 0.3, 1.0, xtol=1e-6))
        root = optimize.root(both, (self.towards, share), tol=1e-12)
        return (float(root.x[0]), float(root.x[1])) if root.success and root.x[1] <= 1.0 + 1e-9 else None

    def cost(self, loft: float) -> float:
        """Share of the burn that is needed; above 1 where the whole burn falls short."""
        found = self.solved(loft)
        return found[1] if found else 2.0 - loft * 1e-3
