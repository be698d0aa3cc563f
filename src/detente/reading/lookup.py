"""Which statement counts: the view's, else the approach's, else the only one in the system's file.

Sources are never averaged and never chosen between in silence. What nobody picks is a problem.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pydantic import Field

from detente.errors import FileError
from detente.messages import joined, mark, say
from detente.reading.files import Sheet, did_you_mean, shown
from detente.reading.parameters import OBJECT, OWNERS, PARAMETERS, RATED, REQUIRED, Parameter
from detente.reading.rows import Text, read, tables
from detente.reading.systems import AnySystem, Catalog, Interceptor, Missile, Rocket
from detente.reading.values import Statement, StatementRow, statement

Layers = Sequence[Mapping[str, Statement]]
"""Values by key, the first that has a key counts: those of a view, then those of the approach."""


class _ValueRow(StatementRow):
    of: Text = Field(description=mark('what it is a value of, such as "two-stage-gbi.burnout_speed"'))


def read_values(sheet: Sheet, catalog: Catalog, forces: Iterable[str] = ()) -> dict[str, Statement]:
    """The [[values]] of a view or an approach, by what they are values of; forces: ids of those of the dossier."""
    held = set(forces)
    values: dict[str, Statement] = {}
    seen: set[str] = set()
    for key, table in tables(sheet, "values"):
        row = read(_ValueRow, table, sheet, key)
        of = table.get("of") if isinstance(table, dict) else None
        if not isinstance(of, str):
            continue
        parameter = parameter_of(of, catalog, held)
        if isinstance(parameter, str):
            sheet.complain((*key, "of"), parameter)
        elif of in seen:
            sheet.complain(
                (*key, "of"), say("found {found} a second time in this file. Keep one of the two.", found=shown(of))
            )
        elif said := statement(table, row, parameter, sheet, key, of):
            values[of] = said
        seen.add(of)
    return values


def mentioned(sheet: Sheet) -> set[str]:
    """What the [[values]] of a file are about, well formed or not."""
    found = (table.get("of") for _, table in tables(sheet, "values") if isinstance(table, dict))
    return {key for key in found if isinstance(key, str)}


def position_of(text: str, catalog: Catalog) -> tuple[float, float] | str:
    """LAT,LON in degrees, or where a place of the catalogue is; what is wrong with the text otherwise."""
    if text in catalog.gazetteer.places:
        return catalog.gazetteer.places[text].at
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        return say(
            "found {found}; expected LAT,LON in degrees, such as 51.7,45.6, or the id of a place, such as "
            "tatishchevo.{hint}",
            found=shown(text),
            hint=did_you_mean(text, catalog.gazetteer.places),
        )
    if not (-90.0 <= latitude <= 90.0 and -180.0 <= longitude <= 360.0):
        return say(
            "found latitude {latitude:g}, longitude {longitude:g}; expected -90 to 90 and -180 to 360, in this order.",
            latitude=latitude,
            longitude=longitude,
        )
    return latitude, longitude


def parameter_of(key: str, catalog: Catalog, forces: Collection[str] = ()) -> Parameter | str:
    """The parameter a key such as `two-stage-gbi.burnout_speed` names, or what is wrong with the key."""
    owner, dot, name = key.partition(".")
    if not dot:
        return say(
            'found {found}, expected a system and its parameter, such as "two-stage-gbi.burnout_speed".',
            found=shown(key),
        )
    system = catalog.systems.get(owner)
    kind = system.kind if system else "force" if owner in forces else OWNERS.get(owner)
    if kind is None:
        others = [*forces, *OWNERS]
        hint = did_you_mean(owner, [*catalog.systems, *others])
        return say(
            "found {found}, expected the id of a system before the dot, or one of {known}.{hint}",
            found=shown(key),
            known=", ".join(others),
            hint=hint,
        )
    known = PARAMETERS[kind]
    taken = {name: known[name] for name in _taken(system)} if system else known
    if name in taken:
        return taken[name]
    if name in known:
        if isinstance(system, Rocket) and system.stages:
            return say(
                "found {found}; {owner} is described by its stages, so this is not asked for.",
                found=shown(key),
                owner=owner,
            )
        return say(
            "found {found}; {owner} is not described by its stages, so this is not asked for.",
            found=shown(key),
            owner=owner,
        )
    return say(
        "found {found}; {owner} takes {known}.{hint}",
        found=shown(key),
        owner=owner,
        known=", ".join(taken),
        hint=did_you_mean(name, taken),
    )


def lookup(key: str, layers: Layers, catalog: Catalog, forces: Collection[str] = ()) -> Statement:
    """The statement that counts for a key. Refuses: FileError, when there is none, or several and no pick."""
    parameter = parameter_of(key, catalog, forces)
    if isinstance(parameter, str):
        raise FileError(parameter)
    found = _candidates(key, layers, catalog.systems.get(key.partition(".")[0]))
    if len(found) != 1:
        raise FileError(_several(key, found) if found else say("{key} has no value in this view.", key=key))
    return found[0]


def settle(
    used: Iterable[AnySystem], layers: Layers, forces: Iterable[str] = ()
) -> tuple[dict[str, Statement], list[tuple[str, str]]]:
    """Every parameter of the systems used, the forces and the sides, and what is left open: key and message."""
    values: dict[str, Statement] = {}
    left: list[tuple[str, str]] = []
    for system in used:
        for key, message in _settle_system(system, layers, values):
            left.append((key, message))
    for owner, kind in {**OWNERS, **dict.fromkeys(forces, "force")}.items():
        for name in PARAMETERS[kind]:
            left += _settle(f"{owner}.{name}", layers, None, values)
    return values, left


def lacking(system: AnySystem, given: Iterable[str] = ()) -> tuple[str, ...]:
    """What nobody states of a system and must be known before anything is computed, beside what is given."""
    known = {*system.statements, *given}
    left = [name for name in needed(system) if name not in known]
    if isinstance(system, Missile) and not system.stages and not known & {"burnout_speed", "range"}:
        left.insert(0, mark("burnout_speed or range"))
    return tuple(left)


def open_cross_sections(
    used: Iterable[AnySystem], values: Mapping[str, Statement], layers: Layers
) -> Iterator[tuple[str, str]]:
    """Where a range can not be converted to another object: one of the two cross sections is missing.

    What a radar's own file says of its range asks for nothing: it is a fact beside the range.
    """
    seen = f"defence.{OBJECT}"
    for radar in (system for system in used if system.kind == "radar"):
        rated = f"{radar.id}.{RATED}"
        if seen in values and rated not in values:
            yield (
                rated,
                (
                    say(
                        "missing; {seen} is stated, but nobody says for which object {radar}.range holds. Add "
                        "[[values]] with of = {found}, or leave {seen} out: ranges then count as they stand.",
                        seen=seen,
                        radar=radar.id,
                        found=shown(rated),
                    )
                ),
            )
        if seen not in values and any(rated in layer for layer in layers):
            yield (
                seen,
                (
                    say(
                        "missing; {rated} is stated, but not for which object a range is wanted. Add "
                        "[[values]] with of = {found}, or leave {rated} out: ranges then count as they stand.",
                        rated=rated,
                        found=shown(seen),
                    )
                ),
            )


def _settle_system(system: AnySystem, layers: Layers, values: dict[str, Statement]) -> Iterator[tuple[str, str]]:
    """Put what counts for a system into `values`; yield what is left open."""
    left = {name: _settle(f"{system.id}.{name}", layers, system, values) for name in _taken(system)}
    if isinstance(system, Missile):
        speed, reach = f"{system.id}.burnout_speed", f"{system.id}.range"
        picked = next((key for layer in layers for key in (speed, reach) if key in layer), None)
        if picked == reach and not system.stages:
            values.pop(speed, None)  # who picked the range does not want another's speed
            left["burnout_speed"] = []
        elif system.stages or speed in values:
            left["range"] = []  # the stages or the speed say how far it flies
        elif reach not in values and not left["burnout_speed"] and not left["range"]:
            left["burnout_speed"] = [(speed, _missing(speed, say(" or of = {quoted}", quoted=shown(reach))))]
    for open_ones in left.values():
        yield from open_ones


def _settle(key: str, layers: Layers, system: AnySystem | None, values: dict[str, Statement]) -> list[tuple[str, str]]:
    """Put what counts for one key into `values`; otherwise say what is left open, if it is needed."""
    found = _candidates(key, layers, system)
    if len(found) == 1:
        values[key] = found[0]
        return []
    if found:
        return [(key, _several(key, found))]
    owner, _, name = key.partition(".")
    asked = needed(system) if system or owner == "defence" else ()
    return [(key, _missing(key))] if name in asked else []


def needed(system: AnySystem | None) -> tuple[str, ...]:
    """What must be known of a system, or of the defence; a missile's speed or range is looked at together."""
    if isinstance(system, Missile):
        return ("payload",) if system.stages else ("burn_time",)
    names = REQUIRED[system.kind if system else "defence"]
    if isinstance(system, Interceptor) and system.stages:
        return ("payload", *(name for name in names if name not in ("burnout_speed", "burn_time")))
    return names


def _taken(system: AnySystem) -> list[str]:
    """The parameters that can be stated about a system; stages take the place of speed and burn time."""
    names = list(PARAMETERS[system.kind])
    if isinstance(system, Rocket):
        unfit: tuple[str, ...] = ("burnout_speed", "burn_time") if system.stages else ("payload",)
        if isinstance(system, Interceptor) and not system.stages:
            unfit = ("payload", "ballistic_coefficient")
        return [name for name in names if name not in unfit]
    return names


def _candidates(key: str, layers: Layers, system: AnySystem | None) -> tuple[Statement, ...]:
    for layer in layers:
        if key in layer:
            return (layer[key],)
    return system.statements.get(key.partition(".")[2], ()) if system else ()


def _missing(key: str, otherwise: str = "") -> str:
    return say(
        "missing; nobody states {key}. Add a [[values]] table with of = {quoted}{otherwise}.",
        key=key,
        quoted=shown(key),
        otherwise=otherwise,
    )


def _several(key: str, found: Sequence[Statement]) -> str:
    said = joined("; ", [say('"{text}" ({holder})', text=one.text, holder=one.holder) for one in found])
    return say(
        "the catalogue holds {count} statements: {said}. Pick one: add [[values]] with of = {key}.",
        count=len(found),
        said=said,
        key=shown(key),
    )
