"""The main job: a dossier and its views in, security, balance, crux, claims and the weakest inputs out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any, TypeAlias

import numpy as np
import xarray as xr

from detente import units
from detente.assessment import stages
from detente.assessment.claims import claim_row
from detente.assessment.crux import Question, cruxes, open_questions
from detente.assessment.resolve import Assumptions, apogee_speed, assumptions, notional
from detente.assessment.result import Assessment, CruxRow, InputRow
from detente.assessment.stages import Protection, Reach, degrees, protection, reach, region_points
from detente.assessment.tree import with_tree
from detente.assessment.verdicts import balance_rows, security_row, weakest_row
from detente.errors import FileError, RangeError
from detente.flying.footprint import use_cores
from detente.flying.windows import Defence, engage
from detente.reading.dossier import Dossier
from detente.reading.views import View

Progress: TypeAlias = Callable[[str, float], None]


def silent(_step: str, _share: float) -> None:
    """Progress that nobody watches."""


def assess(
    dossier: Dossier, views: Sequence[str] | None = None, *, workers: int | None = None, progress: Progress = silent
) -> Assessment:
    """Does the shield protect, does it reach the other side's missiles, and what does the disagreement turn on?

    Arguments: views, ids of views (all if not said); workers, cores to use (all if not said; the answer is the
               same); progress, called with what is being done and the share that is done.
    Returns:   an Assessment.
    Refuses:   FileError for a view that is not there; RangeError for a deterrent that cannot fly at all.
    """
    if workers is not None:
        use_cores(workers)
    chosen = {name: assumptions(dossier, name) for name in _chosen(dossier, views)}
    answers = list(_protections(chosen, progress))
    reaches = list(_reaches(chosen, progress))
    security = [security_row(view, answer) for view, answer in answers]
    balance = [row for view, answer in reaches for row in balance_rows(view, answer, _shots(view, answer))]
    crux = list(_cruxes(chosen, list(open_questions(chosen, security, balance)), progress))
    progress("done", 1.0)
    weakest = [
        weakest_row(view, row.key, answer.phase, answer.threat, None)
        for (view, answer), row in zip(answers, security, strict=True)
    ] + [
        weakest_row(view, f"balance/phase-{answer.phase}/{site.name}/{answer.deterrent.id}", answer.phase,
                    answer.deterrent, site.name.split("@")[0])
        for view, answer in reaches
        for site in answer.defence.sites
    ]  # fmt: skip
    inputs = [row for view in chosen.values() for row in input_rows(view)]
    result = Assessment(
        dossier=dossier.name,
        title=dossier.approach.title,
        asks=dossier.approach.asks,
        views={name: _view(dossier.views[name]) for name in chosen},
        phases=_phases(dossier),
        security=tuple(security),
        balance=tuple(balance),
        crux=tuple(crux),
        claims=tuple(claim_row(claim, list(chosen), security, balance) for claim in dossier.claims),
        weakest=tuple(weakest),
        inputs=tuple(inputs),
        sources=_sources(dossier, inputs),
        provenance={
            "dossier_digest": dossier.digest,
            "catalog_digest": dossier.catalog.digest,
            "version": version("detente"),
            "cells": stages.CELLS,
            "region_points": stages.REGION_POINTS,
        },
        names=_names(dossier),
        tree=xr.DataTree(),
    )
    return with_tree(result, chosen, answers)


def _view(view: View) -> dict[str, str]:
    said = {"title": view.title, "holder": view.holder}
    return {**said, "colour": view.colour} if view.colour else said


def _chosen(dossier: Dossier, views: Sequence[str] | None) -> list[str]:
    names = list(dict.fromkeys(views)) if views else list(dossier.views)
    for name in names:
        if name not in dossier.views:
            raise FileError(
                f'{dossier.name}: found view "{name}"; expected one of {", ".join(dossier.views)}. '
                "A view is a file in the folder views of the dossier."
            )
    return names


def _protections(views: dict[str, Assumptions], progress: Progress) -> Iterator[tuple[Assumptions, Protection]]:
    approach = next(iter(views.values())).dossier.approach
    done, total = 0, max(1, len(approach.threats) * len(views) * len(approach.phases))
    for threat in approach.threats:
        for view in views.values():
            for phase in approach.phases:
                progress(f"{threat.id} against phase {phase.id}, {view.view}", 0.5 * done / total)
                done += 1
                if phase.id >= threat.from_phase:
                    yield view, protection(view, phase.id, threat)


def _reaches(views: dict[str, Assumptions], progress: Progress) -> Iterator[tuple[Assumptions, Reach]]:
    approach = next(iter(views.values())).dossier.approach
    done, total = 0, max(1, len(approach.deterrents) * len(views) * len(approach.phases))
    for view in views.values():
        for phase in approach.phases:
            for deterrent in approach.deterrents:
                progress(f"phase {phase.id} against {deterrent.id}, {view.view}", 0.5 + 0.2 * done / total)
                done += 1
                answer = reach(view, phase.id, deterrent)
                if not answer.found.reached.any():
                    _refuse_grounded(view, answer)
                yield view, answer


def _cruxes(views: dict[str, Assumptions], questions: Sequence[Question], progress: Progress) -> Iterator[CruxRow]:
    """The cruxes of each question; where a later phase changes nothing, those of the earlier one again."""
    known: dict[Any, list[CruxRow]] = {}
    for done, question in enumerate(questions):
        progress(f"crux of {question.key}", 0.7 + 0.3 * done / len(questions))
        sign = tuple(question.sign(view) for view in views.values())
        if sign not in known:
            known[sign] = list(cruxes(views, question))
        yield from (replace(row, question=question.key) for row in known[sign])


def _refuse_grounded(view: Assumptions, answer: Reach) -> None:
    force = answer.deterrent
    raise RangeError(
        f"{view.dossier.name}, view {view.view}: {force.missile} cannot reach {force.aims} from any of "
        f"{', '.join(force.launch)}. Check its range, its burnout speed and its apogee speed in this view."
    )


def middle_pair(answer: Reach, site: int) -> tuple[int, int]:
    """Launch place and region point whose slack is the middle one of all pairs that fly."""
    pairs = np.argwhere(answer.found.reached)
    slack = [answer.slack.median[i, j, site] for i, j in pairs]
    i, j = pairs[int(np.argsort(slack, kind="stable")[(len(slack) - 1) // 2])]
    return int(i), int(j)


def middle_engagement(view: Assumptions, answer: Reach, site: int) -> xr.Dataset:
    """The engagement of one site with the middle pair of launch place and region point."""
    i, j = middle_pair(answer, site)
    force, standing = answer.deterrent, answer.defence
    alone = Defence((standing.sites[site],), standing.radars, standing.infrared, standing.rules)
    return engage(
        alone,
        notional(view.dossier.catalog, force.missile, view.numbers),
        view.dossier.places[force.launch[i]].at,
        degrees(region_points(view.dossier, force)[j]),
        path=force.path,
        apogee_speed_m_s=apogee_speed(force, view.numbers),
    )


def _shots(view: Assumptions, answer: Reach) -> dict[str, int]:
    """Shot opportunities of each site against the middle pair; none where it is met by nobody in time."""
    shots = {}
    for s, site in enumerate(answer.defence.sites):
        in_time = answer.found.reached.any() and answer.slack.median[(*middle_pair(answer, s), s)] >= 0.0
        shots[site.name] = int(middle_engagement(view, answer, s).shots.item()) if in_time else 0
    return shots


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


def _phases(dossier: Dossier) -> dict[int, dict[str, Any]]:
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


def _names(dossier: Dossier) -> dict[str, str]:
    """Display names of systems, places, regions, areas, threats and deterrents in use."""
    approach = dossier.approach
    names = {system.id: system.name for system in approach.used(dossier.catalog)}
    forces = (*approach.threats, *approach.deterrents)
    names |= {force.id: force.name for force in forces}
    for key in [row.place for row in approach.deployments] + [place for force in forces for place in force.launch]:
        if key in dossier.places:
            names[key] = dossier.places[key].name
    names |= {deterrent.aims: dossier.regions[deterrent.aims].name for deterrent in approach.deterrents}
    return names | {threat.protects: dossier.areas[threat.protects].name for threat in approach.threats}


def _sources(dossier: Dossier, inputs: Sequence[InputRow]) -> dict[str, dict[str, str]]:
    approach = dossier.approach
    rows = (*approach.deployments, *approach.threats, *approach.deterrents, *dossier.claims)
    used = {row.source for row in inputs} | {row.source for row in rows if row.source}
    return {
        key: {name: str(said) for name, said in dict(source).items() if said}
        for key, source in sorted(dossier.sources.items())
        if key in used
    }
