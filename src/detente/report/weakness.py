"""The weakest input behind each answer: which inputs they are, and for each answer to what they belong."""

from dataclasses import dataclass

from detente.assessment.result import Assessment
from detente.assessment.rows import WeakestRow
from detente.messages import mark, tr
from detente.report import words

GROUND = {"place": mark("the place"), "region": mark("the region"), "area": mark("the area")}
"""Kinds of ground that an answer rests on, as inputs."""


@dataclass(frozen=True)
class Weakness:
    """One answer: for each view its certainty, how many inputs carry it, and to what they belong."""

    answer: str
    views: dict[str, tuple[str, int, str]]


@dataclass(frozen=True)
class Carrier:
    """Something with inputs of the weakest certainty: which of them, and behind how many answers they stand."""

    owner: str
    inputs: str
    answers: int


@dataclass(frozen=True)
class Overall:
    """The weakest certainties of all answers of a view."""

    view: str
    counts: dict[str, int]


def overall(assessment: Assessment) -> tuple[Overall, ...]:
    """How many answers of each view rest at their weakest on which certainty."""
    found = []
    for view in assessment.views:
        labels = [row.certainty for row in assessment.weakest if row.view == view]
        found.append(Overall(view, {label: labels.count(label) for label in words.CERTAINTY if label in labels}))
    return tuple(found)


def carriers(assessment: Assessment) -> tuple[Carrier, ...]:
    """What the weakest inputs belong to, those behind most answers first."""
    inputs: dict[str, dict[str, None]] = {}
    answers: dict[str, set[str]] = {}
    for row in assessment.weakest:
        for key in row.inputs:
            owner = _owner(assessment, key)
            inputs.setdefault(owner, {})[_parameter(key)] = None
            answers.setdefault(owner, set()).add(row.answer)
    found = [Carrier(owner, ", ".join(said), len(answers[owner])) for owner, said in inputs.items()]
    return tuple(sorted(found, key=lambda carrier: (-carrier.answers, carrier.owner)))


def weaknesses(assessment: Assessment) -> tuple[Weakness, ...]:
    """One line for each answer; what all answers have in common is left out of its list."""
    shared = _shared(assessment, list(assessment.weakest))
    table: dict[str, dict[str, tuple[str, int, str]]] = {}
    for row in assessment.weakest:
        owners = dict.fromkeys(_owner(assessment, key) for key in row.inputs)
        own = ", ".join(owner for owner in owners if owner not in shared)
        table.setdefault(row.answer, {})[row.view] = (row.certainty, len(row.inputs), own)
    return tuple(Weakness(words.question(assessment, answer), views) for answer, views in table.items())


def shared(assessment: Assessment) -> str:
    """To what those weakest inputs belong that stand behind every answer."""
    return words.listed(_shared(assessment, list(assessment.weakest)))


def _shared(assessment: Assessment, rows: list[WeakestRow]) -> list[str]:
    if not rows:
        return []
    sets = [dict.fromkeys(_owner(assessment, key) for key in row.inputs) for row in rows]
    return [owner for owner in sets[0] if all(owner in others for others in sets)]


def _owner(assessment: Assessment, key: str) -> str:
    """What an input belongs to: a system, the defence, a place, a region, an area or a force."""
    if "." in key:
        said = words.owner_of(assessment, key.partition(".")[0])
        return tr("the defence") if key.startswith("defence.") else said
    if key.startswith("deployment of "):
        return words.short(assessment, key.removeprefix("deployment of "))
    kind, _, name = key.partition(" ")
    if kind in GROUND and name:
        return words.place(assessment, name) if kind == "place" else words.name(assessment, name)
    return words.name(assessment, key)


def _parameter(key: str) -> str:
    """What of it: a parameter, its deployment, its place, or that it counts at all."""
    if "." in key:
        return words.phrase(key.partition(".")[2])
    if key.startswith("deployment of "):
        return tr("deployment")
    kind, _, name = key.partition(" ")
    return tr(GROUND[kind]) if kind in GROUND and name else tr("the force as described")
