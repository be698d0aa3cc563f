"""Missiles, interceptors and sensors: one file each, every number with the person who stated it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from detente.errors import FileError
from detente.messages import mark, say
from detente.reading import scope
from detente.reading.described import Fact, Flown, Stationed, complain_of_places, read_described
from detente.reading.files import ProblemsError, Sheet, did_you_mean, digest, open_sheet, shown, toml_files
from detente.reading.parameters import PARAMETERS, VIEW_ONLY
from detente.reading.places import Gazetteer, complain_of_second_meanings, read_gazetteer
from detente.reading.rows import ID_RULE, Id, Row, Text, is_id, read, tables, unknown_key
from detente.reading.sources import complain_of_uncited, gather, read_sources
from detente.reading.stages import Drag, Pitch, Stage, Turn, read_stages
from detente.reading.values import Source, Statement, read_statement

BUILT_IN = Path(__file__).resolve().parents[1] / "data"

MissileClass = Literal["threat", "strategic", "notional"]


class System(BaseModel):
    """What a file of the catalogue says; its id is the name of the file."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    aliases: tuple[str, ...]
    """Other names a person may look it up by. A dossier names it by its id."""
    note: str | None
    statements: dict[str, tuple[Statement, ...]]
    """By parameter. Several statements may stand side by side; a view picks one."""
    facts: tuple[Fact, ...] = ()
    flights: tuple[Flown, ...] = ()
    sites: tuple[Stationed, ...] = ()
    sources: dict[str, Source]


class Rocket(System):
    """What may be described by its stages."""

    stages: tuple[Stage, ...] = ()
    drag: Drag | None = None
    pitch: Pitch | None = None
    turn: Turn | None = None


class Missile(Rocket):
    """Described by its stages, or by a burn time with a burnout speed or a range."""

    kind: Literal["missile"] = "missile"
    class_: MissileClass


class Interceptor(Rocket):
    """What meets a missile outside the air; described by its stages, or by a burnout speed and a burn time."""

    kind: Literal["interceptor"] = "interceptor"


class Radar(System):
    """What tracks from the ground or from a ship."""

    kind: Literal["radar"] = "radar"


class SpaceInfrared(System):
    """What sees engines burn from orbit."""

    kind: Literal["space-infrared"] = "space-infrared"


AnySystem = Missile | Interceptor | Radar | SpaceInfrared

_MADE: dict[str, type[AnySystem]] = {
    "missile": Missile,
    "interceptor": Interceptor,
    "radar": Radar,
    "space-infrared": SpaceInfrared,
}


class _Head(Row):
    """The first lines of every file of the catalogue."""

    also: ClassVar[tuple[str, ...]] = ("sources", "facts", "flights", "sites")

    name: Text = Field(description=mark("the name of the system, in quotes"))
    kind: Literal["missile", "interceptor", "radar", "space-infrared"] = Field(description=mark("what it is"))
    aliases: Annotated[tuple[Id, ...], Field(strict=False)] = Field(
        (), description=mark('a list of ids, such as ["ss-27"]')
    )
    note: Text | None = Field(None, description=mark("a remark, in quotes"))


class _RocketHead(_Head):
    also: ClassVar[tuple[str, ...]] = (*_Head.also, "stages", "drag", "pitch", "turn")


class _MissileHead(_RocketHead):
    class_: MissileClass = Field(alias="class", description=mark("what part it plays"))


_HEADS: dict[str, type[_Head]] = {"missile": _MissileHead, "interceptor": _RocketHead}


@dataclass(frozen=True)
class Catalog:
    """Everything a dossier may name: systems, and places, regions and areas, with their sources."""

    systems: dict[str, AnySystem]
    gazetteer: Gazetteer
    sources: dict[str, Source]
    """Of all files together."""
    place_sources: dict[str, Source]
    """Of the files of places alone, which every dossier uses."""
    digest: str
    """Stands for the content of all its files, wherever they lie and however they are laid out."""

    @cached_property
    def missiles(self) -> dict[str, Missile]:
        """What flies to be stopped, or to be left alone."""
        return {key: system for key, system in self.systems.items() if isinstance(system, Missile)}

    @cached_property
    def interceptors(self) -> dict[str, Interceptor]:
        """What stops it."""
        return {key: system for key, system in self.systems.items() if isinstance(system, Interceptor)}

    @cached_property
    def sensors(self) -> dict[str, Radar | SpaceInfrared]:
        """What sees it."""
        return {key: item for key, item in self.systems.items() if isinstance(item, Radar | SpaceInfrared)}

    def find(self, name: str) -> AnySystem:
        """The system with this id, or with this other name. Refuses: FileError, with the nearest name known."""
        by_name = {alias: system for system in self.systems.values() for alias in system.aliases} | self.systems
        if name not in by_name:
            hint = did_you_mean(name, by_name) or mark(" `detente catalog` lists them all.")
            raise FileError(say("found {found}, expected the id of a system.{hint}", found=shown(name), hint=hint))
        return by_name[name]


def catalog(extra: Path | None = None) -> Catalog:
    """The built-in catalogue, with a folder of your own systems and places added.

    Arguments: extra, a folder laid out as the built-in one: systems/**.toml and areas/*.toml, both optional.
    Refuses:   FileError, every problem of every file at once; ScopeError.
    """
    return _built_in() if extra is None else _read((BUILT_IN, extra))


def catalog_for(system: str) -> tuple[Catalog, str]:
    """The catalogue in which a system is looked up, and its id there.

    Arguments: system, an id, or the name of a TOML file of your own, which then joins the built-in catalogue; its id
               is the name of the file without its ending.
    Refuses:   FileError, every problem of the file at once; ScopeError.
    """
    known, path = catalog(), Path(system)
    if path.suffix != ".toml":
        return known, system
    sheet, systems = open_sheet(path, path.name), dict(known.systems)
    scope.refuse(sheet.name, sheet.table)
    _add_system(systems, path, sheet)
    sources = gather([(sheet, read_sources(sheet))], {})
    complain_of_uncited(sheet, sources)
    if problems := sheet.in_order():
        raise ProblemsError(path.name, problems)
    return replace(known, systems=systems, sources={**known.sources, **sources}), path.stem


@cache
def _built_in() -> Catalog:
    return _read((BUILT_IN,))


def _read(folders: Iterable[Path]) -> Catalog:
    systems_at = [(path, sheet) for folder in folders for path, sheet in _open(folder, "systems")]
    areas = [sheet for folder in folders for path, sheet in _open(folder, "areas") if path.parent.name == "areas"]
    sheets = [sheet for _, sheet in systems_at] + areas
    for sheet in sheets:
        scope.refuse(sheet.name, sheet.table)
    systems: dict[str, AnySystem] = {}
    for path, sheet in systems_at:
        _add_system(systems, path, sheet)
    _complain_of_aliases(systems, systems_at)
    gazetteer = Gazetteer({}, {}, {})
    for sheet in areas:
        gazetteer = _add_places(gazetteer, sheet)
    for _, sheet in systems_at:
        complain_of_places(sheet, gazetteer.places)
    sources = gather(((sheet, read_sources(sheet)) for sheet in sheets), {})
    for sheet in sheets:
        complain_of_uncited(sheet, sources)
    if problems := [problem for sheet in sheets for problem in sheet.in_order()]:
        raise ProblemsError(mark("the catalogue"), problems)
    place_sources = gather(((sheet, read_sources(sheet)) for sheet in areas), {})
    content = digest({sheet.name: sheet.table for sheet in sheets})
    return Catalog(systems, gazetteer, sources, place_sources, content)


def _open(folder: Path, part: str) -> list[tuple[Path, Sheet]]:
    """The sheets of one part of a folder, none if it has no such part."""
    if folder == BUILT_IN or (folder / part).exists() or not folder.is_dir():
        return [(path, open_sheet(path, path.relative_to(folder).as_posix())) for path in toml_files(folder / part)]
    return []


def _add_system(systems: dict[str, AnySystem], path: Path, sheet: Sheet) -> None:
    if sheet.broken:
        return
    if not is_id(path.stem) or path.stem == "defence":
        sheet.complain(
            (),
            say(
                "the name of this file is {found}, expected {expected} (and not defence).",
                found=shown(path.stem),
                expected=ID_RULE,
            ),
        )
    if path.stem in systems:
        sheet.complain(
            (), say("there is another system with the id {found}. Rename this file.", found=shown(path.stem))
        )
    elif system := read_system(sheet, path.stem):
        systems[path.stem] = system


def _complain_of_aliases(systems: dict[str, AnySystem], systems_at: list[tuple[Path, Sheet]]) -> None:
    """Another name that already means a system, the same one or another."""
    taken = dict.fromkeys(systems)
    for path, sheet in systems_at:
        for place, alias in enumerate(systems[path.stem].aliases if path.stem in systems else ()):
            if alias in taken:
                sheet.complain(
                    ("aliases", place),
                    say("found {found}, which already names a system. Leave it out.", found=shown(alias)),
                )
            taken[alias] = None


def _add_places(known: Gazetteer, sheet: Sheet) -> Gazetteer:
    if sheet.broken:
        return known
    known_keys = ("places", "regions", "areas", "sources")
    for name in sheet.table.keys() - set(known_keys):
        sheet.complain((name,), unknown_key(name, Row, known_keys))
    found = read_gazetteer(sheet)
    complain_of_second_meanings(sheet, found, known)
    return known.joined(found)


def read_system(sheet: Sheet, system_id: str) -> AnySystem | None:
    """The system a file describes, or nothing and the problems on the sheet."""
    kind = sheet.table.get("kind")
    if not isinstance(kind, str) or kind not in _MADE:
        hint = did_you_mean(kind, _MADE) if isinstance(kind, str) else ""
        said = (
            mark("missing; expected missile, interceptor, radar or space-infrared.")
            if kind is None
            else say(
                "found {found}, expected missile, interceptor, radar or space-infrared.{hint}",
                found=shown(kind),
                hint=hint,
            )
        )
        sheet.complain(("kind",), said)
        return None
    model = _HEADS.get(kind, _Head)
    stated = [name for name in PARAMETERS[kind] if name not in VIEW_ONLY]
    head = read(model, sheet.table, sheet, (), also=(*model.also, *stated))
    here = [name for name in stated if name in sheet.table]
    statements = {name: _statements(sheet, kind, name, system_id) for name in here}
    parts = read_stages(sheet) if kind in _HEADS else {}
    described = read_described(sheet)
    if head is None:
        return None
    common = {"id": system_id, "statements": statements, "sources": read_sources(sheet), **described}
    return _MADE[kind].model_validate({**dict(head), **common, **parts})


def _statements(sheet: Sheet, kind: str, name: str, system_id: str) -> tuple[Statement, ...]:
    parameter = PARAMETERS[kind][name]
    about = f"{system_id}.{name}"
    found = [read_statement(table, parameter, sheet, key, about) for key, table in tables(sheet, name)]
    return tuple(statement for statement in found if statement is not None)
