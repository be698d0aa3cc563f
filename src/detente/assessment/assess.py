"""The main job: a dossier and its views in, security, balance, crux, claims and the weakest inputs out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import xarray as xr

from detente.assessment import stages
from detente.assessment.balance import counted
from detente.assessment.claims import claim_row
from detente.assessment.described import chosen_views, input_rows, names_of, phases_of, sources_of, view_head
from detente.assessment.doubt import Sampling, doubt, map_bands, plan_of
from detente.assessment.questions import FlightQuestion, open_questions
from detente.assessment.reaching import Progress, reaches, shots_of, silent
from detente.assessment.resolve import Assumptions, assumptions
from detente.assessment.result import Assessment, CruxRow
from detente.assessment.single_flips import cruxes
from detente.assessment.stages import Protection, protection
from detente.assessment.treaty import documents
from detente.assessment.treaty import findings as treaty_findings
from detente.assessment.tree import with_tree
from detente.assessment.verdicts import balance_rows, security_row, weakest_row
from detente.flying.footprint import use_cores
from detente.messages import say
from detente.reading.dossier import Dossier


def assess(
    dossier: Dossier, views: Sequence[str] | None = None, *, workers: int | None = None,
    sampling: Sampling | None = None, progress: Progress = silent,
) -> Assessment:  # fmt: skip
    """Does the shield protect, does it reach the other side's missiles, and what does the disagreement turn on?

    Arguments: views, ids of views (all if not said); workers, cores to use (all if not said; the answer is the
               same); sampling, how many samples of the numbers to ask again for (none if not said; docs/methods/
               uncertainty.md); progress, called with what is being done and the share that is done.
    Returns:   an Assessment; `doubt` holds what the samples say.
    Refuses:   FileError for a view that is not there; RangeError for a deterrent that cannot fly at all.
    """
    if workers is not None:
        use_cores(workers)
    chosen = {name: assumptions(dossier, name) for name in chosen_views(dossier, views)}
    answers = list(_protections(chosen, progress))
    flown = list(reaches(chosen, progress))
    security = [security_row(view, answer) for view, answer in answers]
    balance = [row for view, answer in flown for row in balance_rows(view, answer, shots_of(view, answer))]
    crux = list(_cruxes(chosen, list(open_questions(chosen, security, balance)), progress))
    strategic = counted(chosen, flown)
    plan = plan_of(chosen, answers, flown, strategic, sampling.seed) if sampling else None
    sampled = doubt(plan, sampling, progress=progress) if plan and sampling else None
    edges = map_bands(plan, answers, sampling.maps, progress) if plan and sampling else []
    progress("done", 1.0)
    weakest = [
        weakest_row(view, row.key, answer.phase, answer.threat, None)
        for (view, answer), row in zip(answers, security, strict=True)
    ] + [
        weakest_row(view, f"balance/phase-{answer.phase}/{site.name}/{answer.deterrent.id}", answer.phase,
                    answer.deterrent, site.name.split("@")[0])
        for view, answer in flown
        for site in answer.defence.sites
    ]  # fmt: skip
    allowed = treaty_findings(dossier)
    inputs = [row for view in chosen.values() for row in input_rows(view)]
    result = Assessment(
        dossier=dossier.name,
        title=dossier.approach.title,
        asks=dossier.approach.asks,
        views={name: view_head(dossier.views[name]) for name in chosen},
        phases=phases_of(dossier),
        security=tuple(security),
        balance=tuple(balance),
        crux=tuple(crux),
        claims=tuple(claim_row(claim, list(chosen), security, balance) for claim in dossier.claims),
        weakest=tuple(weakest),
        inputs=tuple(inputs),
        sources=dict(sorted({**documents(allowed), **sources_of(dossier, inputs)}.items())),
        provenance={
            "dossier_digest": dossier.digest,
            "catalog_digest": dossier.catalog.digest,
            "version": version("detente"),
            "cells": stages.CELLS,
            "region_points": stages.REGION_POINTS,
        },
        names=names_of(dossier),
        strategic=strategic,
        treaties=allowed,
        tree=xr.DataTree(),
        doubt=sampled,
    )
    return with_tree(result, chosen, answers, edges)


def _protections(views: dict[str, Assumptions], progress: Progress) -> Iterator[tuple[Assumptions, Protection]]:
    approach = next(iter(views.values())).dossier.approach
    done, total = 0, max(1, len(approach.threats) * len(views) * len(approach.phases))
    for threat in approach.threats:
        for view in views.values():
            for phase in approach.phases:
                progress(
                    say("{threat} against phase {phase}, {view}", threat=threat.id, phase=phase.id, view=view.view),
                    0.5 * done / total,
                )
                done += 1
                if phase.id >= threat.from_phase:
                    yield view, protection(view, phase.id, threat)


def _cruxes(
    views: dict[str, Assumptions], questions: Sequence[FlightQuestion], progress: Progress
) -> Iterator[CruxRow]:
    """The cruxes of each question; where a later phase changes nothing, those of the earlier one again."""
    known: dict[Any, list[CruxRow]] = {}
    for done, question in enumerate(questions):
        progress(say("crux of {key}", key=question.key), 0.7 + 0.3 * done / len(questions))
        sign = tuple(question.sign(view) for view in views.values())
        if sign not in known:
            known[sign] = list(cruxes(views, question))
        yield from (replace(row, question=question.key) for row in known[sign])
