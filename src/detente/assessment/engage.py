"""One interceptor site against one missile, by name or by number."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import xarray as xr

from detente.assessment.chosen import (
    Used,
    interceptor_of,
    known_system,
    missile_of,
    numbers_of,
    plain_dict,
)
from detente.assessment.resolve import seen_range
from detente.errors import RangeError
from detente.flying import windows
from detente.flying.timeline import Event
from detente.flying.vehicles import (
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
from detente.messages import mark, say
from detente.reading.parameters import OBJECT, RATED
from detente.reading.systems import catalog

SATELLITES = "space-infrared"  # the catalogue entry whose (assumed) numbers a bare engagement uses


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
class Engagement:
    """An engagement: `data` holds its times as labelled scalars, `timeline` the events in order."""

    data: xr.Dataset
    used: tuple[Used, ...] = ()

    @property
    def timeline(self) -> list[tuple[float, str]]:
        """(time after missile launch [s], event)."""
        return [(float(time), event) for time, event in self.data.attrs["timeline"]]

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
        raise RangeError(
            say("policy {policy} asks for a radar of the site's own; found none. Mark one as own.", policy=policy)
        )
    place = Site("site", site, interceptor, own)
    defence = windows.Defence((place,), tuple(radar for radar, _ in watching), infrared, rules)
    found_times = windows.engage(defence, missile, launch, aim, path=path, rotating=rotating)
    return Engagement(found_times, tuple(dict.fromkeys(used)))


def _infrared(numbers: Mapping[str, float]) -> tuple[Infrared, tuple[Used, ...]]:
    """The satellites of the catalogue, with the numbers that were taken for them."""
    chosen, used = numbers_of(catalog(), SATELLITES, numbers)
    return Infrared(chosen[f"{SATELLITES}.detection_altitude"], chosen[f"{SATELLITES}.track_time"]), used


def radar_of(placed: RadarAt, numbers: Mapping[str, float]) -> tuple[Radar, tuple[Used, ...]]:
    """A radar of the catalogue at its place, with the numbers that were taken for it."""
    known, system = catalog(), placed.system
    known_system(system, {key: found for key, found in known.sensors.items() if found.kind == "radar"}, "radar")
    chosen, used = numbers_of(known, system, numbers)
    width, rated, wanted = chosen[f"{system}.azimuth_width"], f"{system}.{RATED}", f"defence.{OBJECT}"
    if placed.facing_deg is None and width < math.radians(360.0) * (1.0 - 1e-9):
        raise RangeError(
            say(
                "{system} sees {width:g} deg and not all round; expected the azimuth it faces, in degrees "
                "from north over east.",
                system=system,
                width=math.degrees(width),
            )
        )
    if wanted in numbers and rated not in chosen:
        raise RangeError(
            say(
                "found {wanted}, but nobody says for which object {system}.range holds; expected {rated} "
                "beside it, or neither of the two.",
                wanted=wanted,
                system=system,
                rated=rated,
            )
        )
    said = say("object: {size:g} m^2", size=chosen[rated]) if rated in chosen else mark("object: not stated")
    used = tuple(replace(row, note=said) if row.key == f"{system}.range" else row for row in used)
    radar = Radar(
        name=placed.name or say("{system} at {place}", system=system, place=f"{placed.at[0]:g},{placed.at[1]:g}"),
        at=placed.at,
        range_m=seen_range(system, {**numbers, **chosen}),
        minimum_elevation_rad=chosen[f"{system}.minimum_elevation"],
        track_time_s=chosen[f"{system}.track_time"],
        facing_rad=math.radians(placed.facing_deg or 0.0),
        azimuth_width_rad=width,
    )
    return radar, used
