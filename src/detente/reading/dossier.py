"""A dossier: a folder with an approach, its views and its claims, read whole or not at all."""

import math
from dataclasses import dataclass
from pathlib import Path

from detente.errors import FileError, ScopeError
from detente.messages import mark, say
from detente.reading import scope
from detente.reading.agenda import Agenda, read_agenda
from detente.reading.approach import Approach, read_approach
from detente.reading.arsenals import Force, read_forces
from detente.reading.checks import Check, shipped_checks
from detente.reading.claims import Claim, read_claims
from detente.reading.conduct import Conduct, read_conduct
from detente.reading.copying import copy_files
from detente.reading.deployments import Deployment
from detente.reading.files import Problem, ProblemsError, Sheet, did_you_mean, digest, open_sheet, shown
from detente.reading.folder import (
    complain_of_files,
    complain_of_refused,
    open_sheets,
    own_files,
    problems,
    view_id,
)
from detente.reading.lookup import Layers, lookup, mentioned, open_cross_sections, settle
from detente.reading.options import Ground
from detente.reading.places import Area, Gazetteer, Place, Region
from detente.reading.references import written_ids
from detente.reading.rows import ID_RULE, is_id, read_list
from detente.reading.search import Search, read_search
from detente.reading.sources import complain_of_uncited, gather, read_sources
from detente.reading.systems import BUILT_IN, Catalog, catalog
from detente.reading.values import Source, Statement
from detente.reading.views import View, coloured, read_view

_SHIPPED = BUILT_IN / "dossiers"


@dataclass(frozen=True)
class Summary:
    """A built-in dossier in one line."""

    name: str
    title: str
    asks: str


@dataclass(frozen=True)
class Dossier:
    """What people wrote about one set of talks, with its sources; whole and checked."""

    name: str
    folder: Path
    approach: Approach
    views: dict[str, View]
    """By id, in the order of their names."""
    claims: tuple[Claim, ...]
    forces: tuple[Force, ...]
    """Who holds how many warheads; empty for a dossier that counts none."""
    agenda: Agenda
    """What the talks are about; empty for a dossier without an agenda."""
    conduct: Conduct
    """What parties declare, fly in trials and send; empty for a dossier that holds none."""
    search: Search | None
    """What a search for an approach both could accept starts from; None for a dossier without search.toml."""
    catalog: Catalog
    gazetteer: Gazetteer
    """The places of the catalogue and of the approach together."""
    sources: dict[str, Source]
    """Of all files in use, and of the rest of the catalogue."""
    digest: str
    """Stands for the content of its files, wherever the folder lies."""

    @property
    def places(self) -> dict[str, Place]:
        """The places it may name, by id."""
        return self.gazetteer.places

    @property
    def regions(self) -> dict[str, Region]:
        """The regions it may name, by id."""
        return self.gazetteer.regions

    @property
    def areas(self) -> dict[str, Area]:
        """The areas it may name, by id."""
        return self.gazetteer.areas

    @property
    def checks(self) -> dict[str, Check]:
        """How well things can be checked: the shipped table by kind, such as `radar.range`, and what it says anew."""
        return {**shipped_checks()[0], **self.approach.checks}

    def lookup(self, view_id: str, key: str) -> Statement:
        """The statement that counts in a view for a key such as `two-stage-gbi.burnout_speed`.

        The view's own, else the approach's, else the only one in the system's file.

        Refuses: FileError, when there is no such view or key, no statement, or several and no pick.
        """
        return lookup(key, self._layers(view_id), self.catalog, [force.id for force in self.forces])

    def parameters(self, view_id: str) -> dict[str, Statement]:
        """Every parameter known in a view, for the systems of the approach and for the defence, by key.

        What the systems need is always there. Refuses: FileError, when there is no such view.
        """
        forces = [force.id for force in self.forces]
        return settle(self.approach.used(self.catalog), self._layers(view_id), forces)[0]

    def _layers(self, view_id: str) -> Layers:
        if view_id not in self.views:
            raise FileError(
                say(
                    "{name} has no view {view}.{hint}",
                    name=self.name,
                    view=shown(view_id),
                    hint=did_you_mean(view_id, self.views),
                )
            )
        return (self.views[view_id].values, self.approach.values)


def dossiers() -> list[Summary]:
    """Which dossiers are built in? Each with its title and what it asks."""
    found = []
    for name in _built_in_names():
        table = open_sheet(_SHIPPED / name / "approach.toml", "approach.toml").table
        found.append(Summary(name, str(table.get("title", "")), str(table.get("asks", ""))))
    return found


def load(name_or_folder: str | Path, extra: Path | None = None) -> Dossier:
    """A dossier, read whole: a built-in one by its name, or your own by its folder.

    Arguments: extra, a folder with systems and places of your own (see `systems.catalog`).
    Refuses:   ScopeError, what this program does not help with; FileError, every problem of every file at once.
    """
    name, folder = _find(name_or_folder)
    sheets = open_sheets(folder)
    for sheet in sheets:
        scope.refuse(sheet.name, sheet.table)
    dossier = _read(name, folder, sheets, catalog(extra))
    if found := problems(sheets):
        raise ProblemsError(name, found)
    return dossier


def check(name_or_folder: str | Path, extra: Path | None = None) -> list[Problem]:
    """Everything wrong with a dossier, in the order of its files; an empty list if it can be read.

    Refuses: FileError, only when there is no such dossier.
    """
    name, folder = _find(name_or_folder)
    sheets = open_sheets(folder)
    try:
        _read(name, folder, sheets, catalog(extra))
    except ProblemsError as error:
        return list(error.problems)
    except ScopeError as error:
        return [Problem(mark("the catalogue"), "", error.said)]
    for sheet in sheets:
        complain_of_refused(sheet)
    return problems(sheets)


def new(name: str, from_: str | Path, into: Path | None = None) -> Path:
    """A folder of your own, begun as a copy of a dossier: each file says at its top what to change in it.

    Arguments: name, of the new dossier and its folder; from_, a built-in name or a folder; into, the folder to
               put it in (where you are, if not said).
    Refuses:   FileError, when the name is taken or no name at all, or nothing can be written. Nothing is left then.
    """
    source = _find(from_)[1]
    if not is_id(name):
        raise FileError(
            say('"{name}" cannot be the name of a dossier, expected {expected}.', name=name, expected=ID_RULE)
        )
    if name in _built_in_names():
        raise FileError(
            say('"{name}" is the name of a built-in dossier. Choose another, for example "my-{name}".', name=name)
        )
    return copy_files(source, own_files(source), (into or Path.cwd()) / name)


def _built_in_names() -> list[str]:
    if not _SHIPPED.is_dir():
        return []
    return sorted(path.name for path in _SHIPPED.iterdir() if (path / "approach.toml").is_file())


def _find(name_or_folder: str | Path) -> tuple[str, Path]:
    """The name and folder of a dossier. A text that names a built-in one means that one."""
    if isinstance(name_or_folder, str) and name_or_folder in _built_in_names():
        return name_or_folder, _SHIPPED / name_or_folder
    folder = Path(name_or_folder)
    if str(name_or_folder) and folder.is_dir():
        return folder.resolve().name, folder
    known = _built_in_names()
    hint = did_you_mean(str(name_or_folder), known) or (
        say(" Built in: {known}.", known=", ".join(known)) if known else ""
    )
    raise FileError(
        say(
            'no dossier "{name}": neither the name of a built-in one nor a folder.{hint}',
            name=name_or_folder,
            hint=hint,
        )
    )


def _read(name: str, folder: Path, sheets: list[Sheet], known: Catalog) -> Dossier:
    """The dossier on these sheets. With problems on them it serves only to find more of them."""
    first, *rest = sheets
    sheet_of = {sheet.name: sheet for sheet in rest if not sheet.broken}
    held = written_ids(sheet_of["forces.toml"], "forces") if "forces.toml" in sheet_of else []
    approach, gazetteer = read_approach(first if not first.broken else Sheet(first.name), known, held)
    view_sheets = [sheet for sheet in rest if view_id(sheet.name) and not sheet.broken]
    views = coloured([read_view(sheet, view_id(sheet.name), known, held) for sheet in view_sheets])
    deployed = {row.system for row in approach.deployments} & known.interceptors.keys()
    claims = read_claims(sheet_of["claims.toml"], first, deployed) if "claims.toml" in sheet_of else ()
    forces = read_forces(sheet_of["forces.toml"], first, approach.sides, known) if "forces.toml" in sheet_of else ()
    agenda = Agenda()
    if "agenda.toml" in sheet_of:
        claimed = written_ids(sheet_of["claims.toml"], "claims") if "claims.toml" in sheet_of else []
        agenda = read_agenda(sheet_of["agenda.toml"], first, claimed)
    conduct = read_conduct(sheet_of["conduct.toml"], known) if "conduct.toml" in sheet_of else Conduct()
    search = None
    if "search.toml" in sheet_of and not first.broken:
        ground = Ground(first, approach, known, gazetteer, frozenset(force.id for force in forces))
        search = read_search(sheet_of["search.toml"], ground, {view.id: view for view in views})
    sources = _sources(approach, sheets, known)
    for sheet in sheets:
        complain_of_uncited(sheet, sources)
    complain_of_files(first, rest)
    if not first.broken:
        for sheet, view in zip(view_sheets, views, strict=True):
            _complain_of_open_parameters(first, sheet, approach, view, known)
            _complain_of_added(sheet, view, approach, search, known)
    return Dossier(
        name=name,
        folder=folder,
        approach=approach,
        views={view.id: view for view in views},
        claims=claims,
        forces=forces,
        agenda=agenda,
        conduct=conduct,
        search=search,
        catalog=known,
        gazetteer=gazetteer,
        sources=sources,
        digest=digest({sheet.name: sheet.table for sheet in sheets}),
    )


def _sources(approach: Approach, sheets: list[Sheet], known: Catalog) -> dict[str, Source]:
    """All sources by id. An id that a file in use gives another meaning is a problem; unused ones give way."""
    in_use: dict[str, Source] = known.place_sources | shipped_checks()[1]
    for system in approach.used(known):
        in_use |= system.sources
    return known.sources | gather(((sheet, read_sources(sheet)) for sheet in sheets), in_use)


def _complain_of_open_parameters(first: Sheet, sheet: Sheet, approach: Approach, view: View, known: Catalog) -> None:
    """What a view leaves open, and radars that look one way without saying which."""
    layers = (view.values, approach.values)
    values, left = settle(approach.used(known), layers)
    written = mentioned(first) | mentioned(sheet)
    for parameter, message in (*left, *open_cross_sections(approach.used(known), values, layers)):
        if parameter not in written:
            sheet.complain(("values",), message, parameter)
    for key, row in read_list(Deployment, first, "deployments"):
        width = values.get(f"{row.system}.azimuth_width")
        if width and width.low < math.radians(360.0) * (1 - 1e-9) and row.facing_deg is None:
            message = say(
                'missing; {system} sees {width} and not all round. Write for example "100 deg".',
                system=row.system,
                width=width.text,
            )
            first.complain((*key, "facing"), message)


def _complain_of_added(sheet: Sheet, view: View, approach: Approach, search: Search | None, known: Catalog) -> None:
    """What a view leaves open of systems that only an option of the search deploys."""
    used = {system.id for system in approach.used(known)}
    added = search.added if search is not None else ()
    systems = [known.systems[name] for name in added if name in known.systems and name not in used]
    for parameter, message in settle(systems, (view.values, approach.values))[1]:
        if parameter.partition(".")[0] in added:
            sheet.complain(("values",), message, parameter)
