"""Which numbers a vehicle named by its id takes from the catalogue, and what they are worth."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.assessment.resolve import either_interceptor as make_interceptor
from detente.assessment.resolve import missile as make_missile
from detente.assessment.rows import plain
from detente.errors import FileError
from detente.flying.vehicles import (
    ASSUMED_TILT,
    GravityTurn,
    Interceptor,
    Missile,
    StagedInterceptor,
    StagedMissile,
)
from detente.messages import mark, plural, say
from detente.reading.files import did_you_mean
from detente.reading.lookup import lacking
from detente.reading.systems import Catalog, Rocket, catalog, catalog_for
from detente.reading.values import Statement, weakest

TILTING = say("pitch programme of {rate:g} deg/s", rate=math.degrees(ASSUMED_TILT.rate_rad_s))
TURNING = say(
    "gravity turn, {upright:g} s upright and {tilting:g} s tilting",
    upright=GravityTurn().vertical_rise_s,
    tilting=GravityTurn().pitch_over_s,
)


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


def plain_dict(value: dict[str, Any]) -> dict[str, Any]:
    """`plain`, of a dictionary."""
    return {key: plain(item) for key, item in value.items()}


def missile_of(system: str, numbers: Mapping[str, float]) -> tuple[Missile | StagedMissile, tuple[Used, ...]]:
    """A missile of the catalogue, with the numbers that were taken for it."""
    known = catalog()
    known_system(system, known.missiles, "missile")
    chosen, used = numbers_of(known, system, numbers)
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
    known_system(name, known.interceptors, "interceptor")
    chosen, used = numbers_of(known, name, numbers)
    _refuse_incomplete(known, name, chosen)
    file = known.interceptors[name]
    return make_interceptor(known, name, chosen), used + _stages_used(file, TILTING)


def _stages_used(file: Rocket, steering: str) -> tuple[Used, ...]:
    """The stages of a file as inputs, and what is assumed where it says nothing of drag and steering."""
    if not file.stages:
        return ()
    ours = mark("detente (assumption)")
    holders = ", ".join(dict.fromkeys(stage.holder for stage in file.stages))
    certainty = weakest(*(stage.certainty for stage in file.stages))
    used = [
        Used(
            f"{file.id}.stages",
            plural(len(file.stages), "{count} stage", "{count} stages"),
            holders,
            certainty,
            (),
        )
    ]
    if file.drag is None:
        used.append(
            Used(f"{file.id}.drag", mark("drag coefficient by Mach number as in Forden (2007)"), ours, "assumed", ())
        )
    if file.pitch is None and file.turn is None:
        used.append(Used(f"{file.id}.steering", steering, ours, "assumed", ()))
    return tuple(used)


def known_system(system: str, among: Mapping[str, Any], what: str) -> None:
    if system not in among:
        hint = did_you_mean(system, among) or say(" Known: {among}.", among=", ".join(sorted(among)))
        raise FileError(
            say('found {what} "{system}"; expected one of the catalogue.{hint}', what=what, system=system, hint=hint)
        )


def _refuse_incomplete(known: Catalog, system: str, chosen: Mapping[str, float]) -> None:
    """FileError when a file describes a system without the numbers that a computation needs."""
    missing = lacking(known.systems[system], (key.partition(".")[2] for key in chosen))
    if not missing:
        return
    name = missing[0].partition(" or ")[0]
    shipped = system in catalog().systems
    known_of = (
        say("What is known: `detente catalog show {system}`. ", system=system)
        if shipped
        else say("Add [[{name}]] to its file. ", name=name)
    )
    raise FileError(
        say(
            "{system} cannot be computed with: nobody states its {missing}. {known_of}Give a number of your "
            'own, as in --set "{key}=...".',
            system=system,
            missing=", ".join(missing),
            known_of=known_of,
            key=f"{system}.{name}",
        )
    )


def numbers_of(known: Catalog, system: str, given: Mapping[str, float]) -> tuple[dict[str, float], tuple[Used, ...]]:
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


def assumed_fall(missile: Missile, used: tuple[Used, ...], given: Mapping[str, float]) -> tuple[Used, ...]:
    """The ballistic coefficient of a notional missile, said aloud where neither user nor catalogue states one."""
    key = f"{missile.name}.ballistic_coefficient"
    if key in given or any(entry.key == key for entry in used):
        return ()
    text = f"{missile.ballistic_coefficient_kg_m2:g} kg/m^2"
    return (Used(key, text, mark("detente (assumption)"), "assumed", ()),)
