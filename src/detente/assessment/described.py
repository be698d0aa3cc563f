"""What every answer says of the dossier it is about: its views, phases, names, inputs and sources."""

from collections.abc import Sequence
from typing import Any

from detente import units
from detente.assessment.resolve import Assumptions
from detente.assessment.rows import InputRow
from detente.errors import FileError
from detente.messages import say
from detente.reading.dossier import Dossier
from detente.reading.values import Source
from detente.reading.views import View


def view_head(view: View) -> dict[str, str]:
    """Title, holder and colour of a view."""
    said = {"title": view.title, "holder": view.holder}
    return {**said, "colour": view.colour} if view.colour else said


def chosen_views(dossier: Dossier, views: Sequence[str] | None) -> list[str]:
    """The ids of the views asked for, all if none is; FileError for one that is not there."""
    names = list(dict.fromkeys(views)) if views else list(dossier.views)
    for name in names:
        if name not in dossier.views:
            raise FileError(
                say(
                    '{dossier}: found view "{name}"; expected one of {views}. A view is a file in the folder '
                    "views of the dossier.",
                    dossier=dossier.name,
                    name=name,
                    views=", ".join(dossier.views),
                )
            )
    return names


def input_rows(view: Assumptions) -> list[InputRow]:
    """Every statement of a view, as written and in the unit it is shown in."""
    rows = []
    for key, said in view.statements.items():
        numbers: list[float | None] = [None, None, None]
        if said.word is None:
            numbers = [units.from_si(number, said.unit) for number in (said.value, said.low, said.high)]
        value, low, high = numbers
        rows.append(
            InputRow(
                view=view.view, key=key, text=said.text, unit=said.unit, value=value, low=low, high=high,
                holder=said.holder, kind=said.kind, certainty=said.certainty, source=said.source or "",
                where=said.where or "", date=said.date or "", note=said.note or "",
            )
        )  # fmt: skip
    return rows


def phases_of(dossier: Dossier) -> dict[int, dict[str, Any]]:
    """What stands in each phase, with its place."""
    found = {}
    for phase in dossier.approach.phases:
        standing = []
        for row in dossier.approach.deployments:
            if row.stands_in(phase.id):
                place = dossier.places.get(row.place or "")
                standing.append(
                    {
                        "system": row.system,
                        "kind": dossier.catalog.systems[row.system].kind,
                        "place": row.place,
                        "latitude_deg": place.latitude_deg if place else None,
                        "longitude_deg": place.longitude_deg if place else None,
                        "count": row.count,
                        "role": row.role,
                        "certainty": row.certainty,
                    }
                )
        found[phase.id] = {"year": phase.year, "title": phase.title, "standing": standing}
    return found


def names_of(dossier: Dossier) -> dict[str, str]:
    """Display names of systems, places, regions, areas, threats, deterrents and forces in use."""
    approach = dossier.approach
    names = {system.id: system.name for system in approach.used(dossier.catalog)}
    forces = (*approach.threats, *approach.deterrents)
    names |= {force.id: force.name for force in forces} | {force.id: force.name for force in dossier.forces}
    for key in [row.place for row in approach.deployments] + [place for force in forces for place in force.launch]:
        if key in dossier.places:
            names[key] = dossier.places[key].name
    names |= {deterrent.aims: dossier.regions[deterrent.aims].name for deterrent in approach.deterrents}
    return names | {threat.protects: dossier.areas[threat.protects].name for threat in approach.threats}


def sources_of(dossier: Dossier, inputs: Sequence[InputRow]) -> dict[str, dict[str, str]]:
    approach = dossier.approach
    rows = (*approach.deployments, *approach.threats, *approach.deterrents, *dossier.claims, *dossier.forces)
    used = {row.source for row in inputs} | {row.source for row in rows if row.source}
    return {key: written(source) for key, source in sorted(dossier.sources.items()) if key in used}


def written(source: Source) -> dict[str, str]:
    """What is said of a document, as text."""
    return {name: str(said) for name, said in dict(source).items() if said}
