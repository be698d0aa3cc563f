"""The catalogue as a person looks it up: what is in it, and everything said about one system, side by side."""

import math
from typing import Any, get_args

from detente import units
from detente.errors import FileError
from detente.messages import figure, joined, mark, plural, say
from detente.reading import systems
from detente.reading.files import did_you_mean, shown
from detente.reading.lookup import lacking
from detente.reading.parameters import PARAMETERS
from detente.reading.systems import AnySystem, Missile
from detente.reading.values import Sourced, Statement

KINDS: tuple[str, ...] = tuple(get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(AnySystem))


def catalog(kind: str | None = None) -> list[AnySystem]:
    """What is in the catalogue? Missiles, then interceptors, then what sees them, by id.

    Arguments: kind, "missile", "interceptor", "radar" or "space-infrared"; all if not said.
    Refuses:   FileError, for another kind.
    Example:   [system.id for system in detente.catalog("interceptor")]
    """
    if kind is not None and kind not in KINDS:
        raise FileError(
            say(
                "found {found}, expected one of {known}.{hint}",
                found=shown(kind),
                known=", ".join(KINDS),
                hint=did_you_mean(kind, KINDS),
            )
        )
    found = [system for system in systems.catalog().systems.values() if kind in (None, system.kind)]
    return sorted(found, key=lambda system: (KINDS.index(system.kind), system.id))


def system(name: str) -> AnySystem:
    """What is said about one system, by whom? Every statement stands beside its rivals; none is chosen.

    Arguments: name, an id of the catalogue or another name of the system.
    Refuses:   FileError, with the nearest name that is known.
    Example:   [said.text for said in detente.system("sm-3-iib").statements["burnout_speed"]]
    """
    return systems.catalog().find(name)


_TELLING = ("burnout_speed", "range", "burn_time", "azimuth_width", "detection_altitude", "payload")


def brief(system: AnySystem) -> str:
    """What is stated of a system, in one line: the telling parameters with the ends of what their holders say."""
    parts: list[str] = []
    for name in (name for name in _TELLING if name in system.statements):
        statements = system.statements[name]
        unit = PARAMETERS[system.kind][name].unit
        low = units.from_si(min(said.low for said in statements), unit)
        high = units.from_si(max(said.high for said in statements), unit)
        ends = _short(low) if low == high else say("{low} to {high}", low=_short(low), high=_short(high))
        said = {"name": name.replace("_", " "), "ends": ends, "unit": unit}
        if all(one.certainty == "assumed" for one in statements):
            parts.append(say("{name} {ends} {unit} (assumption)", **said))
        else:
            parts.append(say("{name} {ends} {unit}", **said))
    if isinstance(system, Missile) and system.stages:
        parts.insert(
            0,
            plural(
                len(system.stages),
                "{count} stage with masses and thrust",
                "{count} stages with masses and thrust",
            ),
        )
    return joined("; ", parts) if parts else mark("no number to compute with")


def _short(number: float) -> str:
    """Four digits, no power of ten."""
    return figure(float(f"{number:.4g}"), "g")


def as_dict(system: AnySystem) -> dict[str, Any]:
    """Everything the catalogue holds of a system, in plain JSON types and the units it is shown in."""
    stages = system.stages if isinstance(system, Missile) else ()
    return {
        "id": system.id,
        "aliases": list(system.aliases),
        "name": system.name,
        "kind": system.kind,
        "class": system.class_ if isinstance(system, Missile) else None,
        "note": system.note,
        "lacking": list(lacking(system)),
        "parameters": {
            name: [_statement(said, system) for said in statements] for name, statements in system.statements.items()
        },
        "stages": [{**stage.model_dump(), "date": _date(stage, system)} for stage in stages],
        "facts": [{**fact.model_dump(), "date": fact.date or _date(fact, system)} for fact in system.facts],
        "flights": [
            {**flight.model_dump(), **{name: printed.text for name, printed in flight.printed().items()}}
            for flight in system.flights
        ],
        "sites": [site.model_dump() for site in system.sites],
        "sources": {key: source.model_dump() for key, source in system.sources.items()},
    }


def _statement(said: Statement, system: AnySystem) -> dict[str, Any]:
    numbers = {
        name: None if math.isnan(value) else round(units.from_si(value, said.unit), 9)
        for name, value in (("value", said.value), ("low", said.low), ("high", said.high))
    }
    return {**said.model_dump(exclude={"word"}), **numbers, "date": said.date or _date(said, system)}


def _date(row: Statement | Sourced, system: AnySystem) -> str | None:
    """When the document behind a row was published; what is assumed has no such day."""
    source = system.sources.get(row.source or "")
    return source.date if source and row.certainty != "assumed" else None
