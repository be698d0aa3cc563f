"""A dossier with a few things changed: numbers and words of one's own, statements copied between views, places moved.

The dossier given stays as it is, and every other part of the program answers about the changed one as about any other.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from detente.errors import FileError, RangeError
from detente.messages import joined, mark, say
from detente.reading.deployments import Deployment
from detente.reading.dossier import Dossier
from detente.reading.files import Sheet, did_you_mean, digest, shown
from detente.reading.lookup import open_cross_sections, parameter_of, settle
from detente.reading.parameters import OWNERS
from detente.reading.places import Gazetteer, Place
from detente.reading.rows import read
from detente.reading.systems import AnySystem
from detente.reading.values import Statement, StatementRow, statement
from detente.reading.views import View

HOLDER = mark("own change")
NOTE = mark("a value of one's own, to see what follows from it; nobody states it")
MOVED = mark("moved on the map, to see what follows from it; nobody plans it")

ALL_ROUND = math.radians(360.0) * (1 - 1e-9)

Texts = Mapping[str, Mapping[str, str]]
Moves = Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Changes:
    """What is changed in a dossier.

    values: by view and key, a quantity or a word as a person writes it; copied: by view and key, the view whose
    statement is taken instead; moved: by place, latitude and longitude [deg] to a tenth of a degree.
    """

    values: Texts = field(default_factory=dict)
    copied: Texts = field(default_factory=dict)
    moved: Moves = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing is changed."""
        return not (any(self.values.values()) or any(self.copied.values()) or self.moved)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain dictionaries and lists."""
        return {
            "values": {view: dict(texts) for view, texts in self.values.items()},
            "copied": {view: dict(texts) for view, texts in self.copied.items()},
            "moved": {place: list(at) for place, at in self.moved.items()},
        }


class ChangesError(RangeError):
    """Everything that is wrong with changes, each as where it stands and what is wrong."""

    def __init__(self, name: str, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__(name, problems)
        self.name = name
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return str(self.said)

    @property
    def said(self) -> str:
        """All of them, as `messages.tr` takes it."""
        lines = [joined(": ", line) for line in self.problems]
        return joined("\n", [say("{name} cannot be changed so:", name=self.name), *lines])


def with_changes(
    dossier: Dossier, values: Texts | None = None, copied: Texts | None = None, moved: Moves | None = None
) -> Dossier:
    """The dossier with other numbers in some views, statements copied from view to view, or places moved.

    A value of one's own has no range and is `assumed`; a copied statement keeps its holder, source and range. Values
    count before copies: what is copied from a view is what it says after its own values.

    Arguments: values, texts such as "5.5 km/s" or "after burnout" by view and key; copied, the view to take the
               statement from, by view and key; moved, (latitude, longitude) [deg] of a place where something is
               deployed, to a tenth of a degree.
    Returns:   a new dossier with a digest of its own; the same one where nothing is changed.
    Refuses:   RangeError with all problems: an unknown view, key, word, unit or place, a number outside what is
               possible, a copy of what the other view does not state.
    Example:   detente.with_changes(dossier, values={"russia": {"sm-3-2b.burnout_speed": "4.5 km/s"}})
    """
    return changed(dossier, Changes(values or {}, copied or {}, moved or {}))


def changed(dossier: Dossier, changes: Changes) -> Dossier:
    """As `with_changes`, for changes in hand."""
    if changes.empty:
        return dossier
    problems: list[tuple[str, str]] = []
    own = _with_values(dossier, changes, problems)
    views = _with_copies(own, changes, problems)
    gazetteer = _with_moves(dossier, changes, problems)
    found = replace(dossier, views=views.views, gazetteer=gazetteer)
    if not problems:
        problems += _left_open(found, changes)
    if problems:
        raise ChangesError(dossier.name, problems)
    return replace(
        found,
        approach=replace(dossier.approach, title=title_of(dossier)),
        digest=digest({"dossier": dossier.digest, "changes": changes.as_dict()}),
    )


def title_of(dossier: Dossier) -> str:
    """The title of a changed dossier: nobody shall take its numbers for those of the record."""
    title = dossier.approach.title
    return title if title.endswith(_ENDING) else say("{title}, with changes of one's own", title=title)


_ENDING = ", with changes of one's own"


def movable(dossier: Dossier) -> list[str]:
    """The places that can be moved: where something is deployed."""
    rows = (row.place for row in dossier.approach.deployments)
    return list(dict.fromkeys(place for place in rows if place is not None))


def _with_values(dossier: Dossier, changes: Changes, problems: list[tuple[str, str]]) -> Dossier:
    found = dict(dossier.views)
    for view, texts in changes.values.items():
        if not _is_view(dossier, view, view, problems):
            continue
        for key, text in texts.items():
            said = own_statement(dossier, view, key, text, problems)
            if key in changes.copied.get(view, {}):
                problems.append((f"{view}:{key}", say("found a value and a copy; expected one of the two.")))
            elif said is not None:
                found[view] = _saying(found[view], key, said)
    return replace(dossier, views=found)


def own_statement(
    dossier: Dossier, view: str, key: str, text: Any, problems: list[tuple[str, str]]
) -> Statement | None:
    """A value of one's own as a statement, or nothing and the problems."""
    parameter = parameter_of(key, dossier.catalog, [force.id for force in dossier.forces])
    if isinstance(parameter, str):
        problems.append((f"{view}:{key}", parameter))
        return None
    if not _in_use(dossier, key):
        problems.append((f"{view}:{key}", _unused(dossier, key)))
        return None
    table = {"value": text, "holder": HOLDER, "kind": "technical judgement", "certainty": "assumed", "note": NOTE}
    sheet = Sheet(view)
    said = statement(table, read(StatementRow, table, sheet, ()), parameter, sheet, (), key)
    problems += [(f"{view}:{key}", problem.message) for _, problem in sheet.complaints]
    return said


def _in_use(dossier: Dossier, key: str) -> bool:
    owner = key.partition(".")[0]
    return owner in OWNERS or owner in {force.id for force in dossier.forces} | set(_systems(dossier))


def _unused(dossier: Dossier, key: str) -> str:
    owner, known = key.partition(".")[0], _systems(dossier)
    return say("found {owner}, a system that this dossier does not use.{hint}", owner=shown(owner),
               hint=did_you_mean(owner, known))  # fmt: skip


def _systems(dossier: Dossier) -> dict[str, AnySystem]:
    """The systems in use, with those that only an option of the search deploys."""
    used = {system.id: system for system in dossier.approach.used(dossier.catalog)}
    added = dossier.search.added if dossier.search is not None else ()
    return used | {name: dossier.catalog.systems[name] for name in added if name in dossier.catalog.systems}


def _with_copies(dossier: Dossier, changes: Changes, problems: list[tuple[str, str]]) -> Dossier:
    """Copies of what the views say before any copy: two that copy from each other exchange."""
    found = dict(dossier.views)
    for view, others in changes.copied.items():
        if not _is_view(dossier, view, view, problems):
            continue
        for key, other in others.items():
            where = f"{view}:{key}"
            if not _is_view(dossier, other, where, problems):
                continue
            if other == view:
                problems.append(
                    (where, say("found {view}, this view itself; expected another view.", view=shown(other)))
                )
            elif said := _said_by(dossier, other, key, where, problems):
                found[view] = _saying(found[view], key, said)
    return replace(dossier, views=found)


def _said_by(dossier: Dossier, other: str, key: str, where: str, problems: list[tuple[str, str]]) -> Statement | None:
    if not _in_use(dossier, key) and not isinstance(
        parameter_of(key, dossier.catalog, [force.id for force in dossier.forces]), str
    ):
        problems.append((where, _unused(dossier, key)))
        return None
    try:
        return dossier.lookup(other, key)
    except FileError as error:
        problems.append((where, say("cannot be copied from {view}: {error}", view=other, error=error.said)))
        return None


def _saying(view: View, key: str, said: Statement) -> View:
    """A view with another statement; who picks the range of a missile gives up the speed that this view picked."""
    owner, _, name = key.partition(".")
    given_up = f"{owner}.burnout_speed" if name == "range" else None
    kept = {known: value for known, value in view.values.items() if known != given_up}
    return replace(view, values={**kept, key: said})


def _with_moves(dossier: Dossier, changes: Changes, problems: list[tuple[str, str]]) -> Gazetteer:
    places = dict(dossier.places)
    known = movable(dossier)
    for name, at in changes.moved.items():
        if name not in known:
            hint = did_you_mean(name, known)
            message = mark("found {place}, expected a place where something is deployed.{hint}")
            problems.append((name, say(message, place=shown(name), hint=hint)))
        elif place := moved_place(places[name], at, name, problems):
            places[name] = place
    return replace(dossier.gazetteer, places=places)


def moved_place(place: Place, at: Any, name: str, problems: list[tuple[str, str]]) -> Place | None:
    """A place that has been moved [deg], or nothing and the problems."""
    sheet = Sheet(name)
    position = list(at) if isinstance(at, list | tuple) else at
    table = {"name": place.name, "at": position, "certainty": "assumed", "note": MOVED, "moved": True}
    found = read(Place, table, sheet, ())
    problems += [(name, problem.message) for _, problem in sheet.complaints]
    return found


def _left_open(dossier: Dossier, changes: Changes) -> Iterator[tuple[str, str]]:
    """What a changed view leaves open, and radars made to look one way without saying which."""
    used = dossier.approach.used(dossier.catalog)
    for view in dict.fromkeys((*changes.values, *changes.copied)):
        layers = (dossier.views[view].values, dossier.approach.values)
        values, left = settle(used, layers)
        for key, message in (*left, *open_cross_sections(used, values, layers)):
            yield f"{view}:{key}", message
        for row in dossier.approach.deployments:
            if problem := blind(row, values):
                yield f"{view}:{row.system}.azimuth_width", problem


def blind(row: Deployment, values: Mapping[str, Statement]) -> str | None:
    """What is wrong with a radar that sees less than all round and stands without a facing."""
    width = values.get(f"{row.system}.azimuth_width")
    if width is None or width.low >= ALL_ROUND or row.facing_deg is not None:
        return None
    return say(
        "found {width}, and the deployment of {system} does not say which way it faces; expected 360 deg.",
        width=width.text, system=row.system,
    )  # fmt: skip


def _is_view(dossier: Dossier, view: str, where: str, problems: list[tuple[str, str]]) -> bool:
    if view in dossier.views:
        return True
    hint = did_you_mean(view, dossier.views)
    known = ", ".join(dossier.views)
    problems.append(
        (where, say("found view {view}; expected one of {known}.{hint}", view=shown(view), known=known, hint=hint))
    )
    return False
