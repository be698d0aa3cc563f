"""From what people wrote to the parameters that fly: one view of a dossier as numbers, words and vehicles.

A view is a dictionary of numbers (SI) and one of words, keyed as in the files ("two-stage-gbi.burnout_speed").
Changing an assumption means changing an entry; vehicles are made anew from the entries each time.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from detente.errors import RangeError
from detente.flying.sight import range_for_object
from detente.flying.trajectory import speed_for_range
from detente.flying.vehicles import (
    ASSUMED_BALLISTIC_COEFFICIENT,
    ASSUMED_TILT,
    GravityTurn,
    Infrared,
    Interceptor,
    Missile,
    PitchProgramme,
    Point,
    Radar,
    Rules,
    Site,
    Stage,
    StagedInterceptor,
    StagedMissile,
    impulse_of_thrust,
)
from detente.flying.windows import Defence
from detente.messages import say
from detente.reading.approach import Deterrent, Threat
from detente.reading.deployments import Deployment
from detente.reading.dossier import Dossier
from detente.reading.parameters import OBJECT, RATED
from detente.reading.systems import Catalog, Rocket
from detente.reading.values import Statement

Numbers: TypeAlias = Mapping[str, float]
Words: TypeAlias = Mapping[str, str]
Force: TypeAlias = Threat | Deterrent


@dataclass(frozen=True)
class Standing:
    """What stands in a phase: interceptors and radars as (system, name, place [deg]), and the infrared satellites.

    own: for each interceptor, the radars (by index) that belong to its site; sectors: azimuth of the middle and width
    of where it may shoot [rad]; facing: of each radar [rad].
    """

    armed: tuple[tuple[str, str, Point], ...]
    own: tuple[tuple[int, ...], ...]
    sectors: tuple[tuple[float, float], ...]
    watching: tuple[tuple[str, str, Point], ...]
    facing: tuple[float, ...]
    orbiting: str | None


def concerned(row: Deployment, force: Force) -> bool:
    """Whether what is deployed takes part against a force.

    Against a threat: what serves the area it flies at. Against a deterrent: everything but what that side owns, for
    nobody engages missiles of their own; that nobody hands over tracks of them either is an assumption.
    """
    return row.serves_area(force.protects) if isinstance(force, Threat) else row.side != force.side


def rows_against(dossier: Dossier, phase: int, force: Force) -> list[Deployment]:
    """The deployments of a phase that take part against a force, in the order of the file."""
    return [row for row in dossier.approach.deployments if row.stands_in(phase) and concerned(row, force)]


def standing(dossier: Dossier, phase: int, force: Force | None = None) -> Standing:
    """What stands in a phase of a dossier; with a force, only what takes part against it."""
    rows = [row for row in dossier.approach.deployments if row.stands_in(phase)]
    rows = [row for row in rows if force is None or concerned(row, force)]
    kinds = {row.system: dossier.catalog.systems[row.system].kind for row in rows}
    placed = [(row, dossier.places[row.place].at) for row in rows if row.place is not None]
    armed = [(row, at) for row, at in placed if kinds[row.system] == "interceptor"]
    watching = [(row, at) for row, at in placed if kinds[row.system] == "radar"]
    return Standing(
        armed=tuple((row.system, f"{row.system}@{row.place}", at) for row, at in armed),
        own=tuple(
            tuple(k for k, (radar, _) in enumerate(watching) if radar.role == "own" and radar.place == row.place)
            for row, _ in armed
        ),
        sectors=tuple((math.radians(row.facing_deg or 0.0), math.radians(row.width_deg or 360.0)) for row, _ in armed),
        watching=tuple(
            (row.system, say("{system} at {place}", system=row.system, place=row.place), at) for row, at in watching
        ),
        facing=tuple(math.radians(row.facing_deg or 0.0) for row, _ in watching),
        orbiting=next((row.system for row in rows if kinds[row.system] == "space-infrared"), None),
    )


@dataclass(frozen=True, eq=False)
class Assumptions:
    """One view, resolved: every statement it rests on, and the numbers and words to compute with."""

    dossier: Dossier
    view: str
    statements: dict[str, Statement]
    numbers: dict[str, float]
    words: dict[str, str]
    standing: dict[int, Standing]
    apart: dict[tuple[int, str, str], Standing] = field(default_factory=dict)
    """What takes part, by phase and force, where that is less than all that stands."""

    def against(self, phase: int, force: Force) -> Standing:
        """What takes part against a force in a phase."""
        return self.apart.get((phase, *_name(force)), self.standing[phase])

    @cached_property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """The numbers whose holder gives a range, with its ends."""
        found = {key: (said.low, said.high) for key, said in self.statements.items() if key in self.numbers}
        return {key: ends for key, ends in found.items() if ends[0] < ends[1]}


def assumptions(dossier: Dossier, view: str) -> Assumptions:
    """The assumptions of one view of a dossier."""
    statements = dossier.parameters(view)
    numbers = {key: said.value for key, said in statements.items() if not math.isnan(said.value)}
    words = {key: said.word for key, said in statements.items() if said.word is not None}
    here = {phase.id: standing(dossier, phase.id) for phase in dossier.approach.phases}
    return Assumptions(dossier, view, statements, numbers, words, here, _apart(dossier))


def _name(force: Force) -> tuple[str, str]:
    return type(force).__name__, force.id


def _apart(dossier: Dossier) -> dict[tuple[int, str, str], Standing]:
    """What takes part against each force, wherever somebody stands aside."""
    approach = dossier.approach
    forces: list[Force] = [*approach.threats, *approach.deterrents]
    return {
        (phase.id, *_name(force)): standing(dossier, phase.id, force)
        for force in forces
        if not all(concerned(row, force) for row in approach.deployments)
        for phase in approach.phases
    }


def defence(here: Standing, numbers: Numbers, words: Words) -> Defence:
    """What stands in a phase, as vehicles and sensors under these assumptions."""
    sites = tuple(
        Site(name, at, interceptor(system, numbers), own, *sector)
        for (system, name, at), own, sector in zip(here.armed, here.own, here.sectors, strict=True)
    )
    radars = tuple(
        Radar(
            name=name,
            at=at,
            range_m=seen_range(system, numbers),
            minimum_elevation_rad=numbers[f"{system}.minimum_elevation"],
            track_time_s=numbers[f"{system}.track_time"],
            facing_rad=facing,
            azimuth_width_rad=numbers[f"{system}.azimuth_width"],
        )
        for (system, name, at), facing in zip(here.watching, here.facing, strict=True)
    )
    eye = here.orbiting
    infrared = Infrared(numbers[f"{eye}.detection_altitude"], numbers[f"{eye}.track_time"]) if eye else None
    rules = Rules(
        policy=words["defence.policy"],
        commit_delay_s=numbers["defence.commit_delay"],
        assessment_delay_s=numbers["defence.assessment_delay"],
        after_burnout=words["defence.earliest_commit"] == "after burnout",
    )
    return Defence(sites, radars, infrared, rules)


def seen_range(system: str, numbers: Numbers) -> float:
    """Range of a radar [m]: as stated, or for the object of the defence where both cross sections are stated."""
    stated = numbers[f"{system}.range"]
    rated, wanted = numbers.get(f"{system}.{RATED}"), numbers.get(f"defence.{OBJECT}")
    return stated if rated is None or wanted is None else range_for_object(stated, rated, wanted)


def interceptor(system: str, numbers: Numbers) -> Interceptor:
    """An interceptor of the catalogue under these assumptions; dossiers know those with a burnout speed only.

    Refuses: RangeError for an interceptor that is described by its stages.
    """
    if f"{system}.burnout_speed" not in numbers:
        raise RangeError(
            say(
                "{system} is described by its stages; the deployments of a dossier take an interceptor with a "
                "burnout speed and a burn time. Choose such an interceptor, for example sm-3-2a; the flyout "
                "and engage commands take both kinds.",
                system=system,
            )
        )
    return Interceptor(
        name=system,
        burnout_speed_m_s=numbers[f"{system}.burnout_speed"],
        burn_time_s=numbers[f"{system}.burn_time"],
        minimum_altitude_m=numbers[f"{system}.minimum_intercept_altitude"],
        maximum_flight_time_s=numbers[f"{system}.maximum_flight_time"],
        maximum_altitude_m=numbers.get(f"{system}.maximum_intercept_altitude", math.inf),
    )


def either_interceptor(catalog: Catalog, system: str, numbers: Numbers) -> Interceptor | StagedInterceptor:
    """As `interceptor`, for questions that know both kinds."""
    file = catalog.interceptors[system]
    if not file.stages:
        return interceptor(system, numbers)
    return StagedInterceptor(
        booster=_staged(file, numbers, ASSUMED_TILT),
        minimum_altitude_m=numbers[f"{system}.minimum_intercept_altitude"],
        maximum_flight_time_s=numbers[f"{system}.maximum_flight_time"],
        maximum_altitude_m=numbers.get(f"{system}.maximum_intercept_altitude", math.inf),
    )


def missile(catalog: Catalog, system: str, numbers: Numbers) -> Missile | StagedMissile:
    """A missile of the catalogue under these assumptions.

    A missile known by its range gets the burnout speed that gives this range on an Earth held still.
    """
    file = catalog.missiles[system]
    if file.stages:
        return _staged(file, numbers, GravityTurn())
    burn_time = numbers[f"{system}.burn_time"]
    stated = f"{system}.burnout_speed"
    speed = numbers[stated] if stated in numbers else _speed(numbers[f"{system}.range"], burn_time)
    falling = numbers.get(f"{system}.ballistic_coefficient", ASSUMED_BALLISTIC_COEFFICIENT)
    return Missile(system, speed, burn_time, falling)


def notional(catalog: Catalog, system: str, numbers: Numbers) -> Missile:
    """As `missile`, for maps and reach questions, which know notional missiles only."""
    found = missile(catalog, system, numbers)
    if isinstance(found, StagedMissile):
        raise RangeError(
            say(
                "{system} is described by its stages; threats and deterrents of a dossier take a missile with "
                "a burnout speed or a range, and a burn time. Choose such a missile, for example notional-mrbm.",
                system=system,
            )
        )
    return found


@lru_cache(maxsize=512)
def _speed(range_m: float, burn_time_s: float) -> float:
    return speed_for_range(range_m, burn_time_s)


def _staged(file: Rocket, numbers: Numbers, steering: GravityTurn | PitchProgramme) -> StagedMissile:
    """The booster a file describes; steering: where the file says nothing of it."""
    stages = tuple(
        Stage(
            fuelled_mass_kg=stage.fuelled_mass_kg,
            empty_mass_kg=stage.empty_mass_kg,
            specific_impulse_s=stage.specific_impulse_s
            or impulse_of_thrust(stage.thrust_n or 0.0, stage.fuelled_mass_kg, stage.empty_mass_kg, stage.burn_time_s),
            burn_time_s=stage.burn_time_s,
            diameter_m=stage.diameter_m,
            coast_s=stage.coast_s or 0.0,
            sea_level_impulse_s=stage.sea_level_impulse_s,
        )
        for stage in file.stages
    )
    coefficient = numbers.get(f"{file.id}.ballistic_coefficient")
    options: dict[str, Any] = {"ballistic_coefficient_kg_m2": coefficient, "steering": steering}
    if file.drag:
        options["drag"] = tuple(zip(file.drag.mach, file.drag.coefficient, strict=True))
    if file.pitch:
        options["steering"] = PitchProgramme(file.pitch.rate_rad_s)
    elif file.turn:
        options["steering"] = GravityTurn(file.turn.vertical_rise_s, file.turn.pitch_over_s)
    return StagedMissile(file.id, stages, numbers[f"{file.id}.payload"], **options)


def apogee_speed(force: Force, numbers: Numbers) -> float | None:
    """The speed at the top that picks the path of this missile [m/s], if the view states one."""
    return numbers.get(f"{force.missile}.apogee_speed")


def owners(dossier: Dossier, phase: int, force: Force) -> list[str]:
    """Owners of the parameters that a question about this phase and this force can depend on.

    Interceptors come last, so that samples of the other ranges stay the same when a phase adds an interceptor.
    """
    standing = dict.fromkeys(row.system for row in rows_against(dossier, phase, force))
    armed = [system for system in standing if dossier.catalog.systems[system].kind == "interceptor"]
    watching = [system for system in standing if system not in armed]
    return [force.missile, "defence", *watching, *armed]
