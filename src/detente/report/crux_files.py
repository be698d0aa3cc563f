"""The files about what separates two views: pictures and a brief for each question that deserves them."""

import re
from collections.abc import Iterator

from detente.assessment.crux_result import Crux, CruxAnswer
from detente.messages import tr
from detente.report import parted
from detente.report.brief import brief_html, brief_markdown
from detente.report.figures.disagreement import disagreement
from detente.report.figures.flip_line import flip_line
from detente.report.figures.picture import png, svg
from detente.report.pictures import Progress, silent

LONGEST = 80
"""Letters of the part of a file's name that stands for a question."""


def crux_files(crux: Crux, progress: Progress = silent) -> dict[str, bytes]:
    """Pictures and brief of every question on which one view says yes and the other no, and one of each other kind.

    A single question gives `brief.html` and so on; several have the question in the name, and `brief.html` is that of
    the first.
    """
    answers = drawn(crux)
    files: dict[str, bytes] = {}
    for number, answer in enumerate(answers):
        progress(tr("drawing {what}", what=answer.question), number / len(answers))
        for name, content in _of(crux, answer):
            stem, dot, ending = name.partition(".")
            if number == 0 and stem == "brief":
                files[name] = content
            if len(answers) > 1:
                name = f"{stem}-{slug(answer.question)}{dot}{ending}"
            files[name] = content
    progress(tr("done"), 1.0)
    return files


def drawn(crux: Crux) -> list[CruxAnswer]:
    """The questions that deserve pictures: those that part the views; of a kind where none does, the last one."""
    apart = [answer for answer in crux.answers if parted.parts(answer)]
    last = {_kind(answer): answer for answer in crux.answers if answer.contested}
    kinds = {_kind(answer) for answer in apart}
    return apart + [answer for kind, answer in last.items() if kind not in kinds]


def _kind(answer: CruxAnswer) -> str:
    """What a question is about: the first part of its key."""
    return answer.question.partition("/")[0]


def slug(question: str) -> str:
    """The key of a question as part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", question.lower()).strip("-")[:LONGEST]


def _of(crux: Crux, answer: CruxAnswer) -> Iterator[tuple[str, bytes]]:
    yield "brief.html", brief_html(crux, answer.question)
    yield "brief.md", brief_markdown(crux, answer.question)
    charts = {"disagreement": disagreement(crux, answer.question)}
    if parted.plane(answer) is not None:
        charts["flip-line"] = flip_line(crux, answer.question)
    for name, figure in charts.items():
        yield f"{name}.png", png(figure)
        yield f"{name}.svg", svg(figure)
