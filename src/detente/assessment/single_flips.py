"""The value of each single assumption, all else as in a view, at which an answer turns."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from detente import units
from detente.assessment.exchange import moved, reworded
from detente.assessment.questions import FlightQuestion, Question
from detente.assessment.resolve import Assumptions
from detente.assessment.result import CruxRow
from detente.reading.parameters import PARAMETERS, Parameter
from detente.weighing.flips import flip_value, flip_value_together
from detente.weighing.sampling import Floats

FASTEST = 10.5e3  # [m/s] burnout speeds are searched up to here: below escape even from burnout height
LONGEST = 1800.0  # [s] delays are searched up to here: about the flight of an ICBM
WIDEN = 1.75  # the search goes this much beyond what anybody claims
INSIDE = 1e-3  # a confidence of exactly 0 or 1 decides nothing: searched this far from both


def cruxes(views: dict[str, Assumptions], question: FlightQuestion) -> Iterator[CruxRow]:
    """For each view, the value of each assumption at which the answer turns.

    Assumptions on which the views agree and which turn nothing are left out.
    """
    for view in views.values():
        for key in _assumptions_of(views, view, question):
            row = _crux(views, view, question, key)
            if row.flip_value is not None or len(set(row.claimed.values())) > 1:
                yield row


def _assumptions_of(views: dict[str, Assumptions], view: Assumptions, question: FlightQuestion) -> list[str]:
    """Keys the question can depend on: first those on which the views differ, then those with a range."""
    keys = question.keys(view)
    differ = [key for key in keys if len({_said(other, key) for other in views.values()}) > 1]
    ranged = [key for key in keys if key not in differ and any(key in other.ranges for other in views.values())]
    return differ + ranged


def _said(view: Assumptions, key: str) -> tuple[Any, ...] | None:
    said = view.statements.get(key)
    return None if said is None else (said.word, said.low, said.high, None if said.word else said.value)


def _crux(views: dict[str, Assumptions], view: Assumptions, question: FlightQuestion, key: str) -> CruxRow:
    said = view.statements[key]
    own = question.margin(view)
    flip: float | str | None
    span: tuple[float, float] | None = None
    if said.word is not None:
        flip = turning_word(view, question, key, [other.words.get(key) for other in views.values()])
        turned = tuple(name for name, other in views.items() if flip is not None and other.words.get(key) == flip)
    else:
        span = span_of(key, list(views.values()))
        flip = turning_value(view, question, key, span)
        turned = tuple(
            name
            for name, other in views.items()
            if name != view.view
            and key in other.numbers
            and (question.margin(moved(view, {key: other.numbers[key]})) >= 0.0) != (own >= 0.0)
        )
    return CruxRow(
        question=question.key,
        view=view.view,
        assumption=key,
        unit=said.unit,
        flip_value=units.from_si(flip, said.unit) if isinstance(flip, float) else flip,
        claimed=claimed(views, key),
        claimed_range=claimed_range(views, key),
        searched=(units.from_si(span[0], said.unit), units.from_si(span[1], said.unit)) if span else None,
        margin_s=own if math.isfinite(own) else None,
        turned_by=turned,
        certainty={name: other.statements[key].certainty for name, other in views.items() if key in other.statements},
    )


def claimed(views: dict[str, Assumptions], key: str) -> dict[str, float | str | None]:
    """What each view says, in the unit it is shown in."""
    claims = {name: view.statements.get(key) for name, view in views.items()}
    return {
        name: None if said is None else said.word or units.from_si(said.value, said.unit)
        for name, said in claims.items()
    }


def claimed_range(views: dict[str, Assumptions], key: str) -> dict[str, tuple[float, float] | None]:
    """The range each view gives, in the unit it is shown in; None where it gives none."""
    claims = {name: view.statements.get(key) for name, view in views.items()}
    return {
        name: None
        if said is None or not said.low < said.high
        else (units.from_si(said.low, said.unit), units.from_si(said.high, said.unit))
        for name, said in claims.items()
    }


def turning_value(view: Assumptions, question: Question, key: str, span: tuple[float, float]) -> float | None:
    """The value (SI) nearest to the view's own at which its answer turns, all else its own; None if none in the span.

    Of things that are counted: the first whole number on the other side.
    """

    def margins(at: Floats) -> Floats:
        return question.margins([moved(view, {key: float(value)}) for value in at])

    own = view.numbers[key]
    if question.together:
        found = flip_value_together(margins, own, *span)
    else:
        found = flip_value(lambda at: float(margins(np.array([at]))[0]), own, *span)
    parameter = parameter_named(key)
    if found is None or parameter is None or not parameter.whole:
        return found
    here, near = margins(np.array([own, float(round(found))])) >= 0.0
    if here != near:
        return float(round(found))
    return float(math.ceil(found) if found > own else math.floor(found))


def turning_word(view: Assumptions, question: Question, key: str, words: list[str | None]) -> str | None:
    """The first of these words that turns the answer of a view, if one does."""
    for word in dict.fromkeys(words):
        if word is None or word == view.words[key]:
            continue
        own, other = question.margins([view, reworded(view, key, word)]) >= 0.0
        if own != other:
            return word
    return None


def parameter_named(key: str) -> Parameter | None:
    """What kind of quantity a key is, by the end of its name."""
    name = key.partition(".")[2]
    return next((known[name] for known in PARAMETERS.values() if name in known), None)


def span_of(key: str, views: list[Assumptions]) -> tuple[float, float]:
    """Where to look (SI): well beyond what anybody claims, within what is possible."""
    claims = [view.statements[key] for view in views if key in view.statements]
    low, high = min(claim.low for claim in claims), max(claim.high for claim in claims)
    if key.endswith("_delay") or key.endswith("track_time"):
        return 0.0, max(LONGEST, WIDEN * high)
    if key.endswith("_speed"):
        return low / WIDEN, min(FASTEST, WIDEN * high)
    if key.endswith("minimum_elevation"):
        return 0.0, math.radians(45.0)
    if key.endswith("azimuth_width"):
        return low / WIDEN, 2.0 * math.pi
    if key.endswith("confidence"):
        return INSIDE, 1.0 - INSIDE
    parameter = parameter_named(key)
    if parameter is not None and parameter.most == 1.0:
        return 0.0, 1.0
    return max(low / WIDEN, parameter.least if parameter else 0.0), WIDEN * high
