"""The weakest input behind each answer, told so that what all answers share is said once."""

from dataclasses import dataclass

from detente.assessment.result import Assessment, WeakestRow
from detente.report import words


@dataclass(frozen=True)
class Weakness:
    """One answer: for each view its certainty and the inputs that carry it beyond the shared ones."""

    answer: str
    views: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Shared:
    """What carries the weakest certainty in every answer of a view."""

    view: str
    title: str
    certainty: str
    inputs: str
    answers: int


def shared(assessment: Assessment) -> tuple[Shared, ...]:
    """For each view, the inputs that are among the weakest of all its answers."""
    found = []
    for view in assessment.views:
        rows = [row for row in assessment.weakest if row.view == view]
        if rows:
            common = _common(rows)
            labels = list(dict.fromkeys(row.certainty for row in rows))
            names = words.listed([_spoken(assessment, key) for key in common])
            found.append(Shared(view, words.view_title(assessment, view), words.listed(labels), names, len(rows)))
    return tuple(found)


def weaknesses(assessment: Assessment) -> tuple[Weakness, ...]:
    """One line for each answer."""
    common = {view: set(_common([row for row in assessment.weakest if row.view == view])) for view in assessment.views}
    table: dict[str, dict[str, tuple[str, str]]] = {}
    for row in assessment.weakest:
        own = [key for key in row.inputs if key not in common[row.view]]
        table.setdefault(row.answer, {})[row.view] = (row.certainty, _counted(assessment, own))
    return tuple(Weakness(_title(assessment, answer), views) for answer, views in table.items())


def _common(rows: list[WeakestRow]) -> list[str]:
    if not rows:
        return []
    return [key for key in rows[0].inputs if all(key in row.inputs for row in rows)]


def _title(assessment: Assessment, answer: str) -> str:
    return words.question(assessment, answer)


def _counted(assessment: Assessment, keys: list[str]) -> str:
    """The inputs by what they belong to: `SM-3 Block IIA: burn time, burnout speed`."""
    groups: dict[str, list[str]] = {}
    for key in keys:
        owner, dot, parameter = key.partition(".")
        if dot:
            groups.setdefault(words.owner_of(assessment, owner), []).append(parameter.replace("_", " "))
        else:
            groups.setdefault("", []).append(_spoken(assessment, key))
    parts = [f"{owner}: {', '.join(said)}" if owner else ", ".join(said) for owner, said in groups.items()]
    return "; ".join(parts)


def _spoken(assessment: Assessment, key: str) -> str:
    """A weakest input in words: a parameter, a deployment, a place, a region, an area, or a force."""
    if "." in key:
        return words.assumption(assessment, key)
    kind, _, name = key.partition(" ")
    if key.startswith("deployment of "):
        return f"deployment of {words.short(assessment, key.removeprefix('deployment of '))}"
    if kind in ("place", "region", "area") and name:
        said = words.place(assessment, name) if kind == "place" else words.name(assessment, name)
        return f"{kind} {said}"
    return words.name(assessment, key)
