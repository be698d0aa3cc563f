"""One sample of a dossier's reach and cover questions, in a batch and one question after the other."""

import time
from collections.abc import Sequence

import numpy as np

import detente
from detente.assessment import stages
from detente.assessment.batches import reach_batch
from detente.assessment.resolve import Assumptions, Force, assumptions
from detente.reading.approach import Threat

DOSSIER, MANY, FEW = "deauville-2011", 1_000, 3

Question = tuple[Assumptions, Force, np.ndarray, list[int], dict[str, np.ndarray]]


def questions(count: int) -> list[Question]:
    """View, force, goals, phases and samples within the stated ranges, of every deterrent and threat of both views."""
    dossier, draw = detente.load(DOSSIER), np.random.default_rng(1)
    found: list[Question] = []
    for name in dossier.views:
        view = assumptions(dossier, name)
        for force in (*dossier.approach.deterrents, *dossier.approach.threats):
            phases = [phase for phase in view.standing if not isinstance(force, Threat) or phase >= force.from_phase]
            ranges = stages.question_ranges(view, phases[-1], force)
            samples = {key: draw.uniform(*ends, count) for key, ends in ranges.items()}
            found.append((view, force, goals(view, force), phases, samples))
    return found


def goals(view: Assumptions, force: Force) -> np.ndarray:
    """Points of a deterrent's region, or the towns that stand for a protected area (a, 2) [rad]."""
    if isinstance(force, Threat):
        return stages.ground(view.dossier, force.protects).town_points[stages.watched(view, force)]
    return stages.region_points(view.dossier, force)


def in_batches(asked: Sequence[Question]) -> None:
    """All samples of all questions at once."""
    for view, force, where, phases, samples in asked:
        reach_batch(view, view.words, samples, phases, force, where)


def one_by_one(asked: Sequence[Question]) -> None:
    """The same, question after question."""
    for view, force, where, phases, samples in asked:
        for i in range(len(next(iter(samples.values())))):
            numbers = {**view.numbers, **{key: float(values[i]) for key, values in samples.items()}}
            for phase in phases:
                stages.encounters_at(view, numbers, view.words, phase, force, where)


def seconds() -> tuple[float, float]:
    """A sample of both views in a batch, and one question after the other [s]."""
    in_batches(questions(FEW))  # compiles, draws the charts
    many, few = questions(MANY), questions(FEW)
    start = time.perf_counter()
    in_batches(many)
    middle = time.perf_counter()
    one_by_one(few)
    return (middle - start) / MANY, (time.perf_counter() - middle) / FEW
