"""One vehicle at a time: a missile's flight, an interceptor's fly-out, and one engagement, by name or by number."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import xarray as xr

from detente.assessment.resolve import either_interceptor as make_interceptor
from detente.assessment.resolve import missile as make_missile
from detente.assessment.resolve import seen_range
from detente.assessment.result import plain
from detente.errors import FileError, RangeError
from detente.flying import trajectory, windows
from detente.flying.timeline import Event
from detente.flying.vehicles import (
    ASSUMED_TILT,
    GravityTurn,
    Infrared,
    Interceptor,
    Missile,
    Point,
    Radar,
    Rules,
    Site,
    StagedInterceptor,
    StagedMissile,
)
from detente.reading.atlas import launch_notes
from detente.reading.files import did_you_mean
from detente.reading.lookup import lacking
from detente.reading.parameters import OBJECT, RATED
from detente.reading.systems import Catalog, Rocket, catalog, catalog_for
from detente.reading.values import Statement, weakest

SATELLITES = "space-infrared"  # the catalogue entry whose (assumed) numbers a bare engagement uses


TILTING = f"pitch programme of {math.degrees(ASSUMED_TILT.rate_rad_s):g} deg/s"
TURNING = f"gravity turn, {GravityTurn().vertical_rise_s:g} s upright and {GravityTurn().pitch_over_s:g} s tilting"


@dataclass(frozen=True)
class Used:
    """A number that was taken from the catalogue, and what else stands there."""

    key: str
    text: str
    holder: str
    certainty: str
    others: tuple[str, ...]
    note: str = ""
    """What the number leaves open."""


@dataclass(frozen=True)
class RadarAt:
    """A radar of the catalogue at a place [deg]; facing [deg], None: it looks all round; own: of the site itself.

    Example: RadarAt("tpy-2-kurecik", (38.3, 37.8), facing_deg=95.0)
    """

    system: str
    at: Point
    facing_deg: float | None = None
    own: bool = False
    name: str = ""


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


@dataclass(frozen=True, eq=False)
class Engagement:
    """An engagement: `data` holds its times as labelled scalars, `timeline` the events in order."""

    data: xr.Dataset
    used: tuple[Used, ...] = ()

    @property
    def timeline(self) -> list[tuple[float, str]]:
        """(time after missile launch [s], event)."""
        return [(float(time), str(event)) for time, event in self.data.attrs["timeline"]]

    @property
    def events(self) -> list[Event]:
        """The same events with their kind, the sensor, and where the missile is."""
        return list(self.data.attrs["events"])

    @property
    def never_seen_by(self) -> list[str]:
        """Names of the sensors that never see the missile."""
        return list(self.data.attrs["never_seen_by"])

    def as_dict(self) -> dict[str, Any]:
        """Plain numbers, seconds after the launch of the missile; null where there is no such time."""
        d = {str(name): float(self.data[name]) for name in self.data}
        return plain_dict(
            {
                "earliest_launch_s": d["earliest_launch"],
                "latest_launch_s": d["latest_launch"],
                "slack_s": d["slack"],
                "shots": int(d["shots"]),
                "window": {"first_intercept_s": d["first_intercept"], "last_intercept_s": d["last_intercept"]},
                "missile_burnout_s": d["burnout_time"],
                "missile_flight_time_s": d["flight_time"],
                "timeline": [_line(event) for event in self.events],
                "never_seen_by": self.never_seen_by,
                "used": [vars(used) for used in self.used],
            }
        )

    def __repr__(self) -> str:
        d = self.as_dict()
        slack = "no intercept at any time" if d["slack_s"] is None else f"slack {d['slack_s']:+.0f} s"
        return f"Engagement: {slack}, {d['shots']} shot(s)"


def _line(event: Event) -> dict[str, Any]:
    """One event in plain numbers: s and km."""
    return {
        "time_s": event.time_s,
        "event": event.event,
        "kind": event.kind,
        "sensor": event.sensor or None,
        "height_km": event.height_m / 1e3,
        "distance_km": event.distance_m / 1e3,
    }


def plain_dict(value: dict[str, Any]) -> dict[str, Any]:
    """`plain`, of a dictionary."""
    return {key: plain(item) for key, item in value.items()}


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
        raise RangeError("a missile flies to an aim point or at an azimuth; give one of the two.")
    if (apogee_m is None) != (range_m is None):
        raise RangeError("an apogee and a range stand together; give both, or none for the longest flight.")
    if aim is not None:
        flown = trajectory.fly(missile, launch, aim, path=path, **common)
    elif apogee_m is None or range_m is None:
        flown = trajectory.fly_far(missile, launch, azimuth_deg or 0.0, **common)
    else:
        flown = trajectory.fly_arch(missile, launch, azimuth_deg or 0.0, apogee_m, range_m, **common)
    return Flight(flown, used, launch_notes(*launch))


def assumed_fall(missile: Missile, used: tuple[Used, ...], given: Mapping[str, float]) -> tuple[Used, ...]:
    """The ballistic coefficient of a notional missile, said aloud where neither user nor catalogue states one."""
    key = f"{missile.name}.ballistic_coefficient"
    if key in given or any(entry.key == key for entry in used):
        return ()
    text = f"{missile.ballistic_coefficient_kg_m2:g} kg/m^2"
    return (Used(key, text, "detente (assumption)", "assumed", ()),)


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


def engage(
    interceptor: str | Interceptor | StagedInterceptor,
    site: Point,
    missile: str | Missile | StagedMissile,
    launch: Point,
    aim: Point,
    *,
    path: str = "minimum-energy",
    rotating: bool = True,
    commit_delay_s: float = 0.0,
    assessment_delay_s: float = 60.0,
    after_burnout: bool = False,
    radars: Sequence[RadarAt] = (),
    satellites: bool = True,
    policy: str = "engage-on-remote",
    numbers: Mapping[str, float] | None = None,
) -> Engagement:
    """Can one interceptor site meet one missile, how late may it launch, and how often?

    Unless told otherwise the only sensors are infrared satellites with the catalogue's assumed numbers, and their
    track is enough (engage-on-remote).

    Arguments: radars, of the catalogue, each at its place; policy, see docs/methods/sensing.md; numbers, keyed
               "two-stage-gbi.burnout_speed" (SI), in place of the catalogue's.
    Refuses:   as `fly`; RangeError for a radar that needs a facing, or a policy that needs an own radar.
    Example:   detente.engage("two-stage-gbi", (54.5, 17.1), "topol-m", (51.7, 45.6), (38.9, -77.0))
    """
    numbers = numbers or {}
    used: list[Used] = []
    if isinstance(interceptor, str):
        interceptor, found = interceptor_of(interceptor, numbers)
        used += found
    if isinstance(missile, str):
        missile, found = missile_of(missile, numbers)
        used += found
    infrared, found = _infrared(numbers) if satellites else (None, ())
    used += found
    watching = [radar_of(radar, numbers) for radar in radars]
    used += (row for _, rows in watching for row in rows)
    own = tuple(k for k, radar in enumerate(radars) if radar.own)
    rules = Rules(policy, commit_delay_s, assessment_delay_s, after_burnout)
    if policy != "engage-on-remote" and not own:
        raise RangeError(f"policy {policy} asks for a radar of the site's own; found none. Mark one as own.")
    place = Site("site", site, interceptor, own)
    defence = windows.Defence((place,), tuple(radar for radar, _ in watching), infrared, rules)
    found_times = windows.engage(defence, missile, launch, aim, path=path, rotating=rotating)
    return Engagement(found_times, tuple(dict.fromkeys(used)))


def _infrared(numbers: Mapping[str, float]) -> tuple[Infrared, tuple[Used, ...]]:
    """The satellites of the catalogue, with the numbers that were taken for them."""
    chosen, used = _numbers(catalog(), SATELLITES, numbers)
    return Infrared(chosen[f"{SATELLITES}.detection_altitude"], chosen[f"{SATELLITES}.track_time"]), used


def radar_of(placed: RadarAt, numbers: Mapping[str, float]) -> tuple[Radar, tuple[Used, ...]]:
    """A radar of the catalogue at its place, with the numbers that were taken for it."""
    known, system = catalog(), placed.system
    _known(system, {key: found for key, found in known.sensors.items() if found.kind == "radar"}, "radar")
    chosen, used = _numbers(known, system, numbers)
    width, rated, wanted = chosen[f"{system}.azimuth_width"], f"{system}.{RATED}", f"defence.{OBJECT}"
    if placed.facing_deg is None and width < math.radians(360.0) * (1.0 - 1e-9):
        raise RangeError(
            f"{system} sees {math.degrees(width):g} deg and not all round; expected the azimuth it faces, in degrees "
            "from north over east."
        )
    if wanted in numbers and rated not in chosen:
        raise RangeError(
            f"found {wanted}, but nobody says for which object {system}.range holds; expected {rated} beside it, "
            "or neither of the two."
        )
    said = f"object: {chosen[rated]:g} m^2" if rated in chosen else "object: not stated"
    used = tuple(replace(row, note=said) if row.key == f"{system}.range" else row for row in used)
    radar = Radar(
        name=placed.name or f"{system} at {placed.at[0]:g},{placed.at[1]:g}",
        at=placed.at,
        range_m=seen_range(system, {**numbers, **chosen}),
        minimum_elevation_rad=chosen[f"{system}.minimum_elevation"],
        track_time_s=chosen[f"{system}.track_time"],
        facing_rad=math.radians(placed.facing_deg or 0.0),
        azimuth_width_rad=width,
    )
    return radar, used


def great_circle(one: Point, other: Point) -> float:
    """Distance [m] between two points [deg] of the reference sphere."""
    return trajectory.great_circle(one, other)


def missile_of(system: str, numbers: Mapping[str, float]) -> tuple[Missile | StagedMissile, tuple[Used, ...]]:
    """A missile of the catalogue, with the numbers that were taken for it."""
    known = catalog()
    _known(system, known.missiles, "missile")
    chosen, used = _numbers(known, system, numbers)
    if f"{system}.range" in numbers and f"{system}.burnout_speed" not in numbers:
        chosen.pop(f"{system}.burnout_speed", None)
    if known.missiles[system].stages:  # its range is a check on the stages, and flies nothing
        used = tuple(entry for entry in used if entry.key != f"{system}.range")
        used += _stages_used(known.missiles[system], TURNING)
    _refuse_incomplete(known, system, chosen)
    return make_missile(known, system, chosen), used


def interceptor_of(
    system: str, numbers: Mapping[str, float]
) -> tuple[Interceptor | StagedInterceptor, tuple[Used, ...]]:
    """An interceptor of the catalogue or of a TOML file, with the numbers that were taken for it."""
    known, name = catalog_for(system)
    _known(name, known.interceptors, "interceptor")
    chosen, used = _numbers(known, name, numbers)
    _refuse_incomplete(known, name, chosen)
    file = known.interceptors[name]
    return make_interceptor(known, name, chosen), used + _stages_used(file, TILTING)


def _stages_used(file: Rocket, steering: str) -> tuple[Used, ...]:
    """The stages of a file as inputs, and what is assumed where it says nothing of drag and steering."""
    if not file.stages:
        return ()
    ours = "detente (assumption)"
    holders = ", ".join(dict.fromkeys(stage.holder for stage in file.stages))
    certainty = weakest(*(stage.certainty for stage in file.stages))
    used = [
        Used(
            f"{file.id}.stages",
            f"{len(file.stages)} stage{'s' if len(file.stages) > 1 else ''}",
            holders,
            certainty,
            (),
        )
    ]
    if file.drag is None:
        used.append(Used(f"{file.id}.drag", "drag coefficient by Mach number as in Forden (2007)", ours, "assumed", ()))
    if file.pitch is None and file.turn is None:
        used.append(Used(f"{file.id}.steering", steering, ours, "assumed", ()))
    return tuple(used)


def _known(system: str, among: Mapping[str, Any], what: str) -> None:
    if system not in among:
        hint = did_you_mean(system, among) or f" Known: {', '.join(sorted(among))}."
        raise FileError(f'found {what} "{system}"; expected one of the catalogue.{hint}')


def _refuse_incomplete(known: Catalog, system: str, chosen: Mapping[str, float]) -> None:
    """FileError when a file describes a system without the numbers that a computation needs."""
    missing = lacking(known.systems[system], (key.partition(".")[2] for key in chosen))
    if not missing:
        return
    name = missing[0].partition(" or ")[0]
    shipped = system in catalog().systems
    known_of = f"What is known: `detente catalog show {system}`. " if shipped else f"Add [[{name}]] to its file. "
    raise FileError(
        f"{system} cannot be computed with: nobody states its {', '.join(missing)}. {known_of}"
        f'Give a number of your own, as in --set "{system}.{name}=...".'
    )


def _numbers(known: Catalog, system: str, given: Mapping[str, float]) -> tuple[dict[str, float], tuple[Used, ...]]:
    """Given numbers first, then the first statement of the catalogue for each parameter, said aloud."""
    chosen, used = {key: value for key, value in given.items() if key.startswith(f"{system}.")}, []
    for name, statements in known.systems[system].statements.items():
        key = f"{system}.{name}"
        if key not in chosen and statements:
            first, *others = statements
            chosen[key] = first.value
            others_said = tuple(_said(other) for other in others)
            used.append(Used(key, first.text, first.holder, first.certainty, others_said))
    return chosen, tuple(used)


def _said(statement: Statement) -> str:
    return f"{statement.text} ({statement.holder})"
