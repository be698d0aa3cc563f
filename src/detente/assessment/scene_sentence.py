"""The sentence above the picture: what each side sees of the picked site and deterrent, and where the verdict flips."""

from collections.abc import Sequence

from detente import units
from detente.assessment.exchange import differing
from detente.assessment.questions import FlightQuestion, reach_question
from detente.assessment.resolve import Assumptions
from detente.assessment.result import BalanceRow
from detente.assessment.scene_parts import SIDES, Turn
from detente.assessment.scene_sides import Reached
from detente.assessment.single_flips import parameter_named, span_of, turning_value, turning_word
from detente.messages import Short, joined, say

Flip = tuple[str, float | str]
"""A key, and the value (SI) or word at which the verdict of a view flips."""


def sentence(found: Sequence[Reached], phase: int, *, thorough: bool) -> tuple[str, Turn | None]:
    """The picked site against the picked deterrent, as each side sees it, and where the verdict of one flips.

    Empty where nothing is picked. thorough: look for the flip value of every assumption the views differ on; else of
    the burnout speed alone.
    """
    first, second = found
    if first.answer is None or first.picked is None or second.picked is None:
        return (say("Nothing stands in this phase that could meet these missiles.") if first.answer else ""), None
    question = _question(found, phase, first.picked)
    parts = [_said(first.view, first.picked, first.answer.deterrent.name), _said_too(second.view, second.picked)]
    for side, each in zip(SIDES, found, strict=True):
        if flip := nearest_flip(question, each.view, [one.view for one in found], thorough=thorough):
            said = joined(" ", [*parts, _flips(each.view, *flip)])
            return said, _turn(side, each.view, *flip)
    return joined(" ", parts), None


def _turn(side: str, view: Assumptions, key: str, value: float | str) -> Turn:
    """A flip in the unit of the row of this assumption (`scene_differences`)."""
    if isinstance(value, str):
        return Turn(side, key, value, None)
    parameter = parameter_named(key)
    unit = parameter.unit if parameter else view.statements[key].unit
    return Turn(side, key, units.from_si(value, unit), unit)


def _question(found: Sequence[Reached], phase: int, row: BalanceRow) -> FlightQuestion:
    views = {one.view.view: one.view for one in found}
    return reach_question(views, row.key, phase, f"{row.interceptor}@{row.site}", row.deterrent)


def _said(view: Assumptions, row: BalanceRow, force: str) -> str:
    """What the first side sees, with the numbers that matter most."""
    dossier = view.dossier
    given = {
        "view": dossier.views[view.view].title,
        "speed": units.from_si(view.numbers[f"{row.interceptor}.burnout_speed"], "km/s"),
        "system": Short(dossier.catalog.systems[row.interceptor].name),
        "place": dossier.places[row.site].name,
        "force": force,
    }
    slack, commit = row.slack_s.median, row.earliest_launch_s
    if commit is None:
        return say("{view}: {system}, {place}, never gets a track to launch on against this: {force}.", **given)
    given["commit"] = commit
    if slack is None:
        return say(
            "{view}: with a burnout speed of {speed:.3g} km/s and a commit at {commit:.0f} s, {system}, {place}, can "
            "never be where it would meet these missiles: {force}.", **given,
        )  # fmt: skip
    if slack < 0.0:
        return say(
            "{view}: with a burnout speed of {speed:.3g} km/s and a commit at {commit:.0f} s, {system}, {place}, misses"
            " these missiles by {late:.0f} s: {force}.", late=-slack, **given,
        )  # fmt: skip
    return say(
        "{view}: with a burnout speed of {speed:.3g} km/s and a commit at {commit:.0f} s, {system}, {place}, is "
        "{early:.0f} s early for these missiles: {force}.", early=slack, **given,
    )  # fmt: skip


def _said_too(second: Assumptions, row: BalanceRow) -> str:
    """What the second side sees of the same."""
    view, slack = second.dossier.views[second.view].title, row.slack_s.median
    if slack is None:
        return say("{view}: it can never meet them.", view=view)
    if slack < 0.0:
        return say("{view}: it misses them by {late:.0f} s.", view=view, late=-slack)
    return say("{view}: it arrives {early:.0f} s early.", view=view, early=slack)


def nearest_flip(
    question: FlightQuestion, view: Assumptions, views: list[Assumptions], *, thorough: bool
) -> Flip | None:
    """The burnout speed at which a verdict flips; where none does, the nearest other assumption the views differ on.

    Nearest: by how far the value must move, as a share of all that is searched. Words come last.
    """
    speed = f"{question.interceptor}.burnout_speed"
    if speed in view.numbers and (flip := turning_value(view, question, speed, span_of(speed, views))) is not None:
        return speed, flip
    if not thorough:
        return None
    found: list[tuple[float, Flip]] = []
    for key in differing(views[0], views[-1], question.keys(view)):
        if key in view.numbers and key != speed:
            low, high = span_of(key, views)
            at = turning_value(view, question, key, (low, high))
            if at is not None:
                found.append((abs(at - view.numbers[key]) / (high - low), (key, at)))
        elif key in view.words:
            word = turning_word(view, question, key, [other.words.get(key) for other in views])
            if word is not None:
                found.append((2.0, (key, word)))
    return min(found, key=lambda entry: entry[0])[1] if found else None


def _flips(view: Assumptions, key: str, value: float | str) -> str:
    title, said = view.dossier.views[view.view].title, view.statements[key]
    owner, _, name = key.partition(".")
    what = name.replace("_", " ")
    if isinstance(value, str):
        return say("The verdict of {view} flips with {what}: {word}.", view=title, what=what, word=value)
    shown = units.from_si(value, said.unit)
    if name == "burnout_speed":
        return say("The verdict of {view} flips at {value:.2f} km/s.", view=title, value=units.from_si(value, "km/s"))
    if owner != "defence":
        whose = Short(view.dossier.catalog.systems[owner].name)
        return say(
            "The verdict of {view} flips with a {what} of {value:.3g} {unit} ({owner}).",
            view=title, what=what, value=shown, unit=said.unit, owner=whose,
        )  # fmt: skip
    return say(
        "The verdict of {view} flips with a {what} of {value:.3g} {unit}.",
        view=title, what=what, value=shown, unit=said.unit,
    )  # fmt: skip
