"""All pictures of one report, each with its size and a text for those who cannot see it."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, TypeAlias

from matplotlib.figure import Figure

from detente.assessment.balance_result import Balance
from detente.assessment.result import Assessment
from detente.messages import mark, tr
from detente.report import words
from detente.report.fields import phases_with, threats
from detente.report.figures.crisis import crisis
from detente.report.figures.crux import crux
from detente.report.figures.defended import defended, security_row
from detente.report.figures.picture import png, svg
from detente.report.figures.race import race
from detente.report.figures.reach import reach, tracks
from detente.report.figures.slack import slack, worth_drawing
from detente.report.figures.window import window
from detente.report.summary import best_verdicts
from detente.report.turning import questions, turns

Progress: TypeAlias = Callable[[str, float], None]

MOST_CRUX_FIGURES = 4
CHARTS = {"window": mark("window"), "race": mark("race"), "crisis": mark("crisis")}
"""Charts of the strategic balance, in words, by the end of their name."""
CSS_DOTS = 96  # to the inch


@dataclass(frozen=True)
class Picture:
    """One picture: its name without ending, kind, content, size on paper [CSS pixels] and a text in its place."""

    name: str
    kind: Literal["png", "svg"]
    content: bytes
    width: int
    height: int
    alt: str


def silent(_step: str, _share: float) -> None:
    """Progress that nobody watches."""


def pictures(
    assessment: Assessment, *, borders: str = "visionscarto", progress: Progress = silent
) -> dict[str, Picture]:
    """Every picture of the report by its name: security-…, reach-…, slack-…, strategic-…, crux-….

    Drawn by one process a core where the system can fork, one after the other elsewhere; the pictures are the same.
    """
    todo = list(_planned(assessment, borders))
    found = {}
    with _drawers(todo) as drawn:
        for done, picture in enumerate(drawn, start=1):
            progress(tr("drawing, {picture} done", picture=picture.name), done / len(todo))
            found[picture.name] = picture
    return found


Plan: TypeAlias = tuple[str, Literal["png", "svg"], Callable[[], Figure], str]

_todo: list[Plan] = []  # what forked drawers find in their memory: figures to draw cannot be sent to them


@contextmanager
def _drawers(todo: list[Plan]) -> Iterator[Iterator[Picture]]:
    """The pictures as they are drawn, in order."""
    cores = min(os.cpu_count() or 1, len(todo))
    alone = multiprocessing.current_process().daemon  # such a process may have no children
    if cores < 2 or alone or "fork" not in multiprocessing.get_all_start_methods():
        yield (_draw(plan) for plan in todo)
        return
    _todo[:] = todo
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(cores, mp_context=fork, initializer=_leave_interrupts_alone) as pool:
            try:
                yield pool.map(_draw_numbered, range(len(todo)))
            finally:
                pool.shutdown(cancel_futures=True)
    finally:
        _todo.clear()


def _leave_interrupts_alone() -> None:
    """Ctrl-C is for the parent, which ends its drawers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _draw_numbered(number: int) -> Picture:
    return _draw(_todo[number])


def _draw(plan: Plan) -> Picture:
    name, kind, draw, alt = plan
    figure = draw()
    content = png(figure) if kind == "png" else svg(figure)
    width, height = (round(CSS_DOTS * side) for side in figure.get_size_inches())
    return Picture(name, kind, content, width, height, alt)


def security_name(phase: int, threat: str) -> str:
    """The name of the map of a phase and a threat."""
    return f"security-phase-{phase}-{threat}"


def balance_charts(balance: Balance) -> dict[str, Callable[[Balance], Figure]]:
    """The charts of a strategic balance that the views say enough for, by the name of their file."""
    worth = {
        "window": (window, any(row.onset is not None or row.need is not None for row in balance.windows)),
        "race": (race, any(row.path for row in balance.race)),
        "crisis": (crisis, any(row.curve for row in balance.crisis)),
    }
    return {name: draw for name, (draw, enough) in worth.items() if enough}


def _planned(assessment: Assessment, borders: str) -> Iterator[Plan]:
    for threat in threats(assessment):
        for phase in phases_with(assessment, threat):
            yield (
                security_name(phase, threat),
                "png",
                lambda threat=threat, phase=phase: defended(assessment, threat, phase, borders=borders),  # type: ignore[misc]
                _security_alt(assessment, threat, phase),
            )
    for phase in assessment.phases:
        flights = [track for view in assessment.views for track in tracks(assessment, phase, view)]
        if any(track.slack_s is not None for track in flights):
            yield (
                f"reach-phase-{phase}",
                "png",
                lambda phase=phase: reach(assessment, phase, borders=borders),  # type: ignore[misc]
                _reach_alt(assessment, phase),
            )
        if worth_drawing(assessment, phase):
            yield (
                f"slack-phase-{phase}",
                "svg",
                lambda phase=phase: slack(assessment, phase),  # type: ignore[misc]
                tr("Chart of the slack in phase {phase}. The same numbers stand in the table beside it.", phase=phase),
            )
    for name, draw in balance_charts(assessment.strategic).items():
        yield (
            f"strategic-{name}",
            "svg",
            lambda draw=draw: draw(assessment.strategic),  # type: ignore[misc]
            tr(
                "Chart of the strategic balance, {chart}. The same numbers stand in the tables beside it.",
                chart=CHARTS[name],
            ),
        )
    for number, question in enumerate(_telling(assessment), start=1):
        yield (
            f"crux-{number}",
            "svg",
            lambda question=question: crux(assessment, question),  # type: ignore[misc]
            tr(
                "Chart of the assumptions that turn the answer to: {question} "
                "The same numbers stand in the table beside it.",
                question=words.question(assessment, question),
            ),
        )


def _telling(assessment: Assessment) -> tuple[str, ...]:
    """The questions that get a chart: those with an assumption that turns them."""
    with_turns = [key for key in questions(assessment) if any(turn.turns for turn in turns(assessment, key))]
    return tuple(with_turns[:MOST_CRUX_FIGURES])


def crux_pictures(assessment: Assessment) -> dict[str, str]:
    """The name of the chart of each question that has one."""
    return {question: f"crux-{number}" for number, question in enumerate(_telling(assessment), start=1)}


def _security_alt(assessment: Assessment, threat: str, phase: int) -> str:
    said = []
    for view in assessment.views:
        row = security_row(assessment, threat, phase, view)
        if row is not None:
            said.append(
                tr(
                    "{view}: {area} of the threatened area and {people} of the people in threatened towns defended; "
                    "{verdict}.",
                    view=words.view_title(assessment, view),
                    area=words.percent(row.area_share),
                    people=words.percent(row.population_share),
                    verdict=row.verdict,
                )
            )
    head = tr(
        "Maps of the area defended against the {threat} in phase {phase}, one for each view.",
        threat=words.name(assessment, threat),
        phase=phase,
    )
    return " ".join([head, *said])


def _reach_alt(assessment: Assessment, phase: int) -> str:
    said = []
    for view in assessment.views:
        best = list(best_verdicts(assessment, phase, view).values())
        counts = [
            tr("{spelled} {verdict}", spelled=str(best.count(word)), verdict=word)
            for word in words.REACH_ORDER
            if word in best
        ]
        said.append(f"{words.view_title(assessment, view)}: {', '.join(counts)}.")
    head = tr(
        "Maps over the pole with the flights of the strategic missiles in phase {phase}, coloured by slack. "
        "Forces by best verdict.",
        phase=phase,
    )
    return " ".join([head, *said])
