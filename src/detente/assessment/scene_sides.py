"""What one view says, as it is drawn: sites with their slack, radars with their coverage, flights, a meeting."""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from detente.assessment.resolve import Assumptions, defence, standing
from detente.assessment.result import BalanceRow
from detente.assessment.scene_flights import deterrent_flights, played, threat_flights
from detente.assessment.scene_parts import FlightRow, Played, SensorRow, SideScene, SiteRow, Verdict
from detente.assessment.scene_shares import shares
from detente.assessment.stages import Reach, flown, reach, region_points
from detente.assessment.verdicts import balance_rows
from detente.flying.coverage import coverage_outline
from detente.flying.vehicles import Radar
from detente.reading.approach import Deterrent, Threat
from detente.reading.deployments import Deployment

COVERAGE_HEIGHT = 300e3  # [m] for which the coverage of radars is drawn: near the top of a missile of medium range


@dataclass(frozen=True, eq=False)
class Reached:
    """The answer about one deterrent under one view, with its rows; row and site: what is picked, if anything."""

    view: Assumptions
    answer: Reach | None
    rows: tuple[BalanceRow, ...]
    site: int | None

    @property
    def picked(self) -> BalanceRow | None:
        """The row of the picked site."""
        return None if self.site is None else self.rows[self.site]


def reached(
    view: Assumptions, phase: int, deterrent: Deterrent | None, site: str | None, upward: Mapping[str, bool] | None
) -> Reached:
    """What a view answers about a deterrent; nothing where there is none. upward: as of `stages.reach`."""
    if deterrent is None:
        return Reached(view, None, (), None)
    answer = reach(view, phase, deterrent, upward)
    names = [one.name for one in answer.defence.sites]
    picked = names.index(site) if site in names and answer.found.reached.any() else None
    return Reached(view, answer, tuple(balance_rows(view, answer, {})), picked)


def verdict(found: Reached) -> Verdict | None:
    """The word and the slack of the picked site."""
    row = found.picked
    return None if row is None else Verdict(row.verdict, row.slack_s.median)


def side_scene(
    found: Reached, phase: int, threat: Threat | None, layers: Collection[str], *, resting: bool
) -> SideScene:
    """All that is drawn of one side, but for its fields; the shares of what is defended only while nothing moves."""
    view, answer = found.view, found.answer
    flights: tuple[FlightRow, ...] = ()
    if answer is not None and "paths" in layers:
        every = flown(view.dossier, answer.deterrent, view.numbers, region_points(view.dossier, answer.deterrent))
        flights = tuple(deterrent_flights(view, answer, every))
    threats = tuple(threat_flights(view, threat)) if threat is not None and "paths" in layers else ()
    covered = shares(view, phase, threat) if threat is not None and resting and "defended" in layers else None
    meeting: Played | None = None
    if answer is not None and found.site is not None:
        meeting = played(view, answer, found.site)
    sites = tuple(_sites(found, phase)) if "sites" in layers else ()
    sensors = tuple(_sensors(view, phase)) if "sensors" in layers else ()
    return SideScene(sites, sensors, flights, threats, meeting, covered)


def _sites(found: Reached, phase: int) -> Iterator[SiteRow]:
    """Every interceptor site of the phase; those that stand aside against this deterrent without slack."""
    dossier = found.view.dossier
    rows = {f"{row.interceptor}@{row.site}": row for row in found.rows}
    deployed = {f"{row.system}@{row.place}": row for row in dossier.approach.deployments if row.stands_in(phase)}
    for system, name, at in standing(dossier, phase).armed:
        row, place = rows.get(name), name.partition("@")[2]
        yield SiteRow(
            id=name,
            system=dossier.catalog.systems[system].name,
            place=place,
            name=dossier.places[place].name,
            at=at,
            count=deployed[name].count,
            movable=True,
            slack=row.slack_s.median if row else None,
            verdict=row.verdict if row else "",
            owner=_owner(found.view, deployed[name]),
        )


@lru_cache(maxsize=256)
def _outline(radar: Radar) -> tuple[tuple[float, float], ...]:
    return tuple((round(float(a), 3), round(float(b), 3)) for a, b in coverage_outline(radar, COVERAGE_HEIGHT))


def _owner(view: Assumptions, row: Deployment) -> str:
    """Which of the two sides deploys this."""
    return "deterring" if row.side == view.dossier.approach.sides.deterring else "defending"


def _sensors(view: Assumptions, phase: int) -> Iterator[SensorRow]:
    """Every radar of the phase, with the ring under what it sees at COVERAGE_HEIGHT."""
    here = standing(view.dossier, phase)
    facing = {f"{row.system} at {row.place}": row.facing_deg for row in view.dossier.approach.deployments}
    for (system, name, at), radar in zip(here.watching, defence(here, view.numbers, view.words).radars, strict=True):
        whole = radar.azimuth_width_rad >= 2.0 * math.pi * (1.0 - 1e-6)
        place = name.rpartition(" at ")[2]
        yield SensorRow(
            id=f"{system}@{place}", name=view.dossier.catalog.systems[system].name, place=place, at=at, kind="radar",
            facing=None if whole else facing[name], coverage_height=COVERAGE_HEIGHT / 1e3,
            outline=_outline(radar),
        )  # fmt: skip
