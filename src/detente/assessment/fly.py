"""One missile's flight, by name or by number."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import xarray as xr

from detente.assessment.chosen import (
    Used,
    assumed_fall,
    missile_of,
    plain_dict,
)
from detente.errors import RangeError
from detente.flying import trajectory
from detente.flying.vehicles import (
    Missile,
    Point,
    StagedMissile,
)
from detente.messages import mark
from detente.reading.atlas import launch_notes


@dataclass(frozen=True, eq=False)
class Flight:
    """A flight: `data` holds it as labelled arrays (see docs/vocabulary.md), `as_dict` as plain numbers."""

    data: xr.Dataset
    used: tuple[Used, ...] = ()
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain numbers: km, s, degrees. Speeds at burnout are relative to the turning Earth."""
        d = {str(name): float(self.data[name]) for name in self.data if self.data[name].ndim == 0}
        return plain_dict(
            {
                "range_km": d["range"] / 1e3,
                "flight_time_s": d["flight_time"],
                "apogee_km": d["apogee"] / 1e3,
                "apogee_speed_km_s": d["apogee_speed"] / 1e3,
                "azimuth_deg": math.degrees(d["azimuth"]),
                "impact": {
                    "lat_deg": math.degrees(d["impact_latitude"]),
                    "lon_deg": math.degrees(d["impact_longitude"]),
                },
                "burnout": {
                    "time_s": d["burnout_time"],
                    "speed_km_s": d["burnout_speed"] / 1e3,
                    "altitude_km": d["burnout_altitude"] / 1e3,
                    "flight_path_angle_deg": math.degrees(d["flight_path_angle"]),
                },
                "events": self.events,
                "notes": list(self.notes),
                "used": [vars(used) for used in self.used],
            }
        )

    @property
    def events(self) -> list[dict[str, Any]]:
        """Events in order: name, time, place, height and speed relative to the turning Earth."""
        at = {
            name: self.data[f"event_{name}"].values for name in ("time", "latitude", "longitude", "altitude", "speed")
        }
        return [
            {
                "event": str(name),
                "time_s": float(at["time"][i]),
                "lat_deg": math.degrees(at["latitude"][i]),
                "lon_deg": math.degrees(at["longitude"][i]),
                "altitude_km": float(at["altitude"][i]) / 1e3,
                "speed_km_s": float(at["speed"][i]) / 1e3,
            }
            for i, name in enumerate(self.data["event"].values)
        ]

    def __repr__(self) -> str:
        d = self.as_dict()
        burnout = d["burnout"]
        return (
            f"Flight of {d['range_km']:,.0f} km in {d['flight_time_s']:,.0f} s, apogee {d['apogee_km']:,.0f} km, "
            f"burnout at {burnout['time_s']:.0f} s with {burnout['speed_km_s']:.2f} km/s, "
            f"{burnout['flight_path_angle_deg']:.1f} deg, {burnout['altitude_km']:.0f} km high"
        )


def fly(
    missile: str | Missile | StagedMissile,
    launch: Point,
    aim: Point | None = None,
    *,
    path: str = "minimum-energy",
    azimuth_deg: float | None = None,
    apogee_m: float | None = None,
    range_m: float | None = None,
    rotating: bool = True,
    tier: str = "powered",
    seen_from: Point | None = None,
    minimum_elevation_deg: float = 0.0,
    numbers: Mapping[str, float] | None = None,
) -> Flight:
    """How does this missile fly: to an aim point, or at an azimuth as far as it goes, or as high and far as given?

    Arguments: missile, an id of the catalogue or a vehicle of your own; launch, aim (latitude, longitude) [deg]; path,
               "minimum-energy", "lofted" or "depressed", with an aim; azimuth_deg without one: the longest flight, or
               with apogee_m and range_m the flight with these; tier, "kepler", "powered" or "full"; seen_from, a place
               [deg] whose line of sight joins the events; numbers, of your own (SI) in place of the catalogue's.
    Refuses:   FileError for an unknown id; RangeError for an aim point out of reach, a pair it cannot fly, or
               arguments that do not go together.
    Example:   detente.fly("notional-icbm-solid", (51.7, 45.6), (38.9, -77.0), tier="full")
    """
    used: tuple[Used, ...] = ()
    if isinstance(missile, str):
        missile, used = missile_of(missile, numbers or {})
    if isinstance(missile, Missile) and tier == "full":
        used += assumed_fall(missile, used, numbers or {})
    watched = {"seen_from": seen_from, "minimum_elevation_rad": math.radians(minimum_elevation_deg)}
    common: dict[str, Any] = {"rotating": rotating, "tier": tier, **watched}
    if (aim is None) == (azimuth_deg is None):
        raise RangeError(mark("a missile flies to an aim point or at an azimuth; give one of the two."))
    if (apogee_m is None) != (range_m is None):
        raise RangeError(mark("an apogee and a range stand together; give both, or none for the longest flight."))
    if aim is not None:
        flown = trajectory.fly(missile, launch, aim, path=path, **common)
    elif apogee_m is None or range_m is None:
        flown = trajectory.fly_far(missile, launch, azimuth_deg or 0.0, **common)
    else:
        flown = trajectory.fly_arch(missile, launch, azimuth_deg or 0.0, apogee_m, range_m, **common)
    return Flight(flown, used, launch_notes(*launch))


def arc(
    burnout_speed_m_s: float, elevation_deg: float, azimuth_deg: float, launch: Point, *,
    burnout_altitude_m: float = 0.0, rotating: bool = True,
) -> Flight:  # fmt: skip
    """Where does a bare arc come down? For checking this program against a textbook; see `trajectory.arc`.

    Example: detente.arc(7000.0, 30.0, 90.0, (0.0, 0.0))
    """
    flight = trajectory.arc(
        burnout_speed_m_s, elevation_deg, azimuth_deg, launch, burnout_altitude_m=burnout_altitude_m, rotating=rotating
    )
    return Flight(flight)


def great_circle(one: Point, other: Point) -> float:
    """Distance [m] between two points [deg] of the reference sphere."""
    return trajectory.great_circle(one, other)
